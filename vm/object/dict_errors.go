package object

import "fmt"

// dictKeyHash is the folded hash of a key, with the error text of dicts.
func dictKeyHash(t *Thread, k Value) (uint32, bool) {
	if k.IsInt() {
		if i := k.Int(); i >= 0 {
			return dictFold(uint64(i)), true
		}
	} else if Is(k, ShapeStr) {
		return dictFold(StrHash(k)), true
	}
	h, ok := keyHash(t, k)
	if !ok {
		unhashable(t, k, "cannot use '%s' as a dict key (%s)")
	}
	return dictFold(h), ok
}

// fullTypeName is a type's name behind that of its module, unless that is
// builtins or the program's.
func fullTypeName(t *Thread, cls *Type) string {
	q := StrOf(classWord(t, cls.Obj, classQualName))
	m := typeModule(t, cls)
	if m == Null || !IsStr(m) || StrOf(m) == "builtins" || StrOf(m) == "__main__" {
		return q
	}
	return StrOf(m) + "." + q
}

// unhashable replaces a pending TypeError by one that says what the value was
// wanted for.
func unhashable(t *Thread, k Value, format string) {
	exc := t.Exc
	if exc == Null || TypeOf(exc) != TypeErrorType {
		return
	}
	t.Exc = Null
	text := Str(t, exc)
	if text == Null {
		return
	}
	TypeErrorf(t, format, fullTypeName(t, TypeOf(k)), StrOf(text))
}

// AddNote adds a note to the pending exception.
func AddNote(t *Thread, format string, args ...any) {
	exc := t.Exc
	t.Exc = Null
	if excAddNote(t, []Value{exc, NewStr(t, fmt.Sprintf(format, args...))}) != Null {
		t.Exc = exc
	}
}

// MemoryError raises the exception without a text.
func MemoryError(t *Thread) Value { return RaiseNew(t, MemoryErrorType) }

// FullTypeName is the name of v's type as messages say it, with the module in front.
func FullTypeName(t *Thread, v Value) string { return fullTypeName(t, TypeOf(v)) }
