package sre

import (
	"strings"

	"gorgon/gc"
	. "gorgon/vm/object"
)

// A template holds a tuple: text, number of a group, text, number, …, text.
const templateParts = gc.HeaderSize

// plainTemplate says whether a replacement stands for itself. An exception may
// be pending if not.
func plainTemplate(t *Thread, v Value) bool {
	if IsStr(v) {
		return !strings.Contains(StrOf(v), `\`)
	}
	b, ok := BufferBytes(t, v)
	if !ok {
		ClearExc(t)
		return false // re says what is wrong
	}
	return !strings.Contains(bytesAsString(b), `\`)
}

// compileTemplate calls re._compile_template.
func compileTemplate(t *Thread, p, repl Value) Value {
	re := ImportModule(t, "re")
	if re == gc.Null {
		return gc.Null
	}
	fn := GetAttrString(t, re, "_compile_template")
	if fn == gc.Null {
		return gc.Null
	}
	v := Call(t, fn, p, repl)
	if v != gc.Null && !Is(v, templateType.Root.ID) {
		return TypeErrorf(t, "the result of compiling a replacement string is invalid")
	}
	return v
}

// newTemplate is _sre.template.
func newTemplate(t *Thread, args []Value) Value {
	if TypeOf(args[0]) != PatternType {
		return TypeErrorf(t, "template() argument 1 must be re.Pattern, not %s", TypeName(args[0]))
	}
	if !IsInstance(args[1], ListType) {
		return TypeErrorf(t, "template() argument 2 must be list, not %s", TypeName(args[1]))
	}
	items := ListItems(t, args[1])
	groups := word(args[0], patGroups)
	for i, v := range items {
		if i%2 == 1 && (!v.IsInt() || v.Int() < 0 || v.Int() > groups.Int()) {
			return TypeErrorf(t, "invalid template")
		}
	}
	if len(items)%2 == 0 {
		return TypeErrorf(t, "invalid template")
	}
	o := templateType.New(t)
	gc.Store(o+templateParts, NewTupleFrom(t, items))
	return gc.MakePtr(o)
}

// fillerOf returns what appends the replacement of a match to the parts of a
// result.
func fillerOf(t *Thread, x *text, v Value) (func(parts []string, m *machine) []string, bool) {
	literal := func(v Value) (string, bool) {
		if x.isStr != IsStr(v) {
			what, found := "str instance", TypeName(v)
			if !x.isStr {
				what = "a bytes-like object"
			}
			TypeErrorf(t, "sequence item 0: expected %s, %s found", what, found)
			return "", false
		}
		if x.isStr {
			return StrOf(v), true
		}
		b, ok := BufferBytes(t, v)
		return string(b), ok
	}
	if !Is(v, templateType.Root.ID) {
		s, ok := literal(v)
		return func(parts []string, m *machine) []string { return append(parts, s) }, ok
	}
	type piece struct {
		text  string
		group int
	}
	var pieces []piece
	for i, v := range TupleItems(word(v, templateParts)) {
		if i%2 == 1 {
			pieces = append(pieces, piece{group: int(v.Int())})
			continue
		}
		s, ok := literal(v)
		if !ok {
			return nil, false
		}
		pieces = append(pieces, piece{s, -1})
	}
	return func(parts []string, m *machine) []string {
		for _, p := range pieces {
			switch from, to := 0, 0; {
			case p.group < 0:
				parts = append(parts, p.text)
			case p.group == 0:
				parts = append(parts, m.s[m.begin:m.pos])
			default:
				if from, to = m.marks[2*p.group-2], m.marks[2*p.group-1]; from >= 0 && to >= from {
					parts = append(parts, m.s[from:to])
				}
			}
		}
		return parts
	}, true
}
