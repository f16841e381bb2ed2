package jsonmod

import (
	"strings"

	"gorgon/gc"
	. "gorgon/vm/object"
)

// scannerType is make_scanner. Its words are the settings by scannerNames; strict
// is a bool.
var scannerType = NewType("Scanner", 0)

var scannerNames = []string{"strict", "object_hook", "object_pairs_hook", "parse_float", "parse_int", "parse_constant"}

const (
	scannerStrict   = gc.HeaderSize
	scannerConstant = gc.HeaderSize + 8*5
)

func init() {
	s := Spec{Module: "_json", Doc: "JSON scanner object", Payload: 8 * uintptr(len(scannerNames)), Layout: gc.LayoutValues,
		Slots: Slots{New: newScanner, Call: callScanner}}
	for i, name := range scannerNames {
		at := uintptr(gc.HeaderSize + 8*i)
		s.Getset = append(s.Getset, Getset{Name: name, Member: true, Get: func(t *Thread, v Value) Value { return gc.Load(v.Addr() + at) }})
	}
	scannerType.Setup(s)
}

func newScanner(t *Thread, cls *Type, args []Value, kw Value) Value {
	a, ok := ConstructorArgs(t, "make_scanner", args, kw, 0, "context")
	if !ok {
		return Null
	}
	if a[0] == Null {
		return TypeErrorf(t, "make_scanner() missing required argument 'context' (pos 1)")
	}
	settings := make([]Value, len(scannerNames))
	for i, name := range scannerNames {
		if settings[i] = GetAttrString(t, a[0], name); settings[i] == Null {
			return Null
		}
	}
	strict, ok := Truth(t, settings[0])
	if !ok {
		return Null
	}
	settings[0] = gc.MakeBool(strict)
	if settings[1] != None || settings[2] != None || settings[3] != FloatType.Obj || settings[4] != IntType.Obj {
		m := ImportModule(t, "json.scanner")
		if m == Null {
			return Null
		}
		return CallMethod(t, m, Intern("py_make_scanner"), a[0])
	}
	o := cls.New(t)
	for i, v := range settings {
		gc.Store(o+gc.HeaderSize+8*uintptr(i), v)
	}
	return gc.MakePtr(o)
}

func callScanner(t *Thread, v Value, args []Value, kw Value) Value {
	a, ok := ConstructorArgs(t, "scan_once", args, kw, 0, "string", "idx")
	switch {
	case !ok:
		return Null
	case a[0] == Null || a[1] == Null:
		return TypeErrorf(t, "scan_once() takes exactly 2 arguments (%d given)", len(args))
	}
	i, ok := IndexInt(t, a[1])
	switch {
	case !ok:
		return Null
	case !IsStr(a[0]):
		return TypeErrorf(t, "first argument must be a string, not %s", TypeName(a[0]))
	case i < 0:
		return ValueErrorf(t, "idx cannot be negative")
	case i >= StrLen(a[0]):
		return RaiseNew(t, StopIterationType, NewInt(t, int64(i)))
	}
	s := scan{t: t, v: a[0], text: StrOf(a[0]), strict: gc.Load(v.Addr()+scannerStrict) == True,
		constant: gc.Load(v.Addr() + scannerConstant), keys: map[string]Value{}}
	value, end := s.value(ByteOffset(a[0], i))
	if value == Null {
		return Null
	}
	return NewTuple(t, value, gc.MakeInt(int64(RuneOffset(a[0], end))))
}

// scan reads values out of a text. Its positions are of bytes.
type scan struct {
	t        *Thread
	v        Value // the text's object
	text     string
	strict   bool
	constant Value            // called for NaN and the infinities
	keys     map[string]Value // of all objects: equal ones are one str
}

// none says that there is no value at i, as scanners do.
func (s *scan) none(i int) (Value, int) {
	return RaiseNew(s.t, StopIterationType, NewInt(s.t, int64(RuneOffset(s.v, i)))), 0
}

func (s *scan) fail(text string, i int) (Value, int) {
	decodeError(s.t, text, s.v, i)
	return Null, 0
}

// value reads the value at i and returns it, Null if there is none, and where the
// text behind it begins.
func (s *scan) value(i int) (Value, int) {
	if i >= len(s.text) {
		return s.none(i)
	}
	rest := s.text[i:]
	switch rest[0] {
	case '"':
		text, end, ok := s.str(i + 1)
		if !ok {
			return Null, 0
		}
		return NewStr(s.t, text), end
	case '{':
		return s.nested("object", i+1, s.object)
	case '[':
		return s.nested("array", i+1, s.array)
	case 'n':
		if strings.HasPrefix(rest, "null") {
			return None, i + 4
		}
	case 't':
		if strings.HasPrefix(rest, "true") {
			return True, i + 4
		}
	case 'f':
		if strings.HasPrefix(rest, "false") {
			return False, i + 5
		}
	case 'N', 'I', '-':
		for _, name := range []string{"NaN", "Infinity", "-Infinity"} {
			if strings.HasPrefix(rest, name) {
				return Call(s.t, s.constant, Intern(name)), i + len(name)
			}
		}
	}
	return s.number(i)
}

func (s *scan) nested(what string, i int, read func(i int) (Value, int)) (Value, int) {
	if !EnterRecursion(s.t, " while decoding a JSON "+what+" from a unicode string") {
		return Null, 0
	}
	defer LeaveRecursion(s.t)
	return read(i)
}

// blank skips white space.
func (s *scan) blank(i int) int {
	for i < len(s.text) && (s.text[i] == ' ' || s.text[i] == '\n' || s.text[i] == '\t' || s.text[i] == '\r') {
		i++
	}
	return i
}

// is says whether the character at i is c.
func (s *scan) is(i int, c byte) bool { return i < len(s.text) && s.text[i] == c }

func (s *scan) object(i int) (Value, int) {
	d := NewDict(s.t)
	if i = s.blank(i); s.is(i, '}') {
		return d, i + 1
	}
	for {
		if !s.is(i, '"') {
			return s.fail("Expecting property name enclosed in double quotes", i)
		}
		text, end, ok := s.str(i + 1)
		if !ok {
			return Null, 0
		}
		if i = s.blank(end); !s.is(i, ':') {
			return s.fail("Expecting ':' delimiter", i)
		}
		value, end := s.value(s.blank(i + 1))
		if value == Null || !DictSet(s.t, d, s.key(text), value) {
			return Null, 0
		}
		if i = s.blank(end); s.is(i, '}') {
			return d, i + 1
		}
		if !s.is(i, ',') {
			return s.fail("Expecting ',' delimiter", i)
		}
		comma := i
		if i = s.blank(i + 1); s.is(i, '}') {
			return s.fail("Illegal trailing comma before end of object", comma)
		}
	}
}

func (s *scan) key(text string) Value {
	k, ok := s.keys[text]
	if !ok {
		k = NewStr(s.t, text)
		s.keys[StrOf(k)] = k
	}
	return k
}

func (s *scan) array(i int) (Value, int) {
	var items []Value
	if i = s.blank(i); s.is(i, ']') {
		return NewList(s.t, nil), i + 1
	}
	for {
		value, end := s.value(i)
		if value == Null {
			return Null, 0
		}
		items = append(items, value)
		if i = s.blank(end); s.is(i, ']') {
			return NewList(s.t, items), i + 1
		}
		if !s.is(i, ',') {
			return s.fail("Expecting ',' delimiter", i)
		}
		comma := i
		if i = s.blank(i + 1); s.is(i, ']') {
			return s.fail("Illegal trailing comma before end of array", comma)
		}
	}
}

// digits is where the digits end that begin at i.
func (s *scan) digits(i int) int {
	for i < len(s.text) && s.text[i] >= '0' && s.text[i] <= '9' {
		i++
	}
	return i
}

func (s *scan) number(i int) (Value, int) {
	end := i
	if s.is(end, '-') {
		end++
	}
	first := end
	if s.is(end, '0') {
		end++
	} else if end = s.digits(end); end == first {
		return s.none(i)
	}
	isFloat := false
	if s.is(end, '.') {
		if n := s.digits(end + 1); n > end+1 {
			end, isFloat = n, true
		}
	}
	if s.is(end, 'e') || s.is(end, 'E') {
		e := end + 1
		if s.is(e, '-') || s.is(e, '+') {
			e++
		}
		if n := s.digits(e); n > e {
			end, isFloat = n, true
		}
	}
	text := s.text[i:end]
	if !isFloat {
		return ParseInt(s.t, text, 10, s.v), end
	}
	f, _ := ParseFloat(text)
	return NewFloat(f), end
}
