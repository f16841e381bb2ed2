package object

import (
	"errors"
	"syscall"
)

// Roots are the Go-side references of this package: class objects.
var Roots typeRoots

// InternalError is what a broken invariant panics with.
type InternalError struct{ Text string }

func (e InternalError) Error() string { return "internal error: " + e.Text }

// SetNameErrorName sets the attribute name of the pending NameError.
func SetNameErrorName(t *Thread, name Value) {
	if t.Exc != Null && TypeOf(t.Exc) == NameErrorType {
		SetExcField(t, t.Exc, nameErrorName, name)
	}
}

// HasNative says whether a module of that name is written in Go.
func HasNative(name string) bool { return IsNativeModule(name) }

// MarkNamespace marks d as the dict of a module or class: NamespaceHook sees
// its changes.
func MarkNamespace(t *Thread, d Value) { DictSetNamespace(t, d) }

// SuggestName returns the candidate that was probably meant by name, "" if
// none is near enough.
func SuggestName(name string, candidates []string) string { return closestName(name, candidates) }

// HasKeys says whether v is a dict or has an attribute keys, as mappings in **
// must. False with t.Exc pending if asking failed.
func HasKeys(t *Thread, v Value) bool {
	if IsInstance(v, DictType) {
		return true
	}
	k, ok := GetAttrOpt(t, v, names.keys)
	return ok && k != Null
}

// IterateMapping calls yield with each key and value of a mapping until it
// returns false (then an exception must be pending).
func IterateMapping(t *Thread, v Value, yield func(k, x Value) bool) bool {
	if Is(v, ShapeDict) {
		pos := 0
		for {
			k, x, more := DictNext(t, v, &pos)
			if !more {
				return true
			}
			if !yield(k, x) {
				return false
			}
		}
	}
	keys := CallMethod(t, v, names.keys)
	if keys == Null {
		return false
	}
	return Iterate(t, keys, func(k Value) bool {
		x := GetItem(t, v, k)
		return x != Null && yield(k, x)
	})
}

// FunctionName is how errors about a call name what was called: "f()", with
// the module in front if that is not builtins.
func FunctionName(t *Thread, fn Value) string {
	pending := t.Exc
	t.Exc = Null
	defer func() { t.Exc = pending }()
	q, ok := GetAttrOpt(t, fn, names.__qualname__)
	if !ok || q == Null || !IsStr(q) {
		ClearExc(t)
		if s := Str(t, fn); s != Null {
			return StrOf(s)
		}
		return TypeName(fn) + " object"
	}
	m, ok := GetAttrOpt(t, fn, names.__module__)
	if ok && m != Null && IsStr(m) && StrOf(m) != "builtins" {
		return StrOf(m) + "." + StrOf(q) + "()"
	}
	return StrOf(q) + "()"
}

// ErrnoNumber returns the number of a system error, 0 if it has none.
func ErrnoNumber(err error) int {
	var no syscall.Errno
	if errors.As(err, &no) {
		return int(no)
	}
	return 0
}

// ErrnoMessage is the C library's text for a system error.
func ErrnoMessage(err error) string {
	var no syscall.Errno
	if errors.As(err, &no) {
		return ErrnoText(no)
	}
	return err.Error()
}
