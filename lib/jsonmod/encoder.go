package jsonmod

import (
	"fmt"
	"math"
	"strings"

	"gorgon/gc"
	. "gorgon/vm/object"
)

// encoderType is make_encoder. Its words are the arguments by encoderNames.
var encoderType = NewType("Encoder", 0)

var encoderNames = []string{"markers", "default", "encoder", "indent", "key_separator", "item_separator", "sort_keys", "skipkeys", "allow_nan"}

func init() {
	s := Spec{Module: "_json", Doc: "Encoder(markers, default, encoder, indent, key_separator, item_separator, sort_keys, skipkeys, allow_nan)",
		Payload: 8 * uintptr(len(encoderNames)), Layout: gc.LayoutValues, Slots: Slots{New: newEncoder, Call: callEncoder}}
	for i, name := range encoderNames[:8] {
		at := uintptr(gc.HeaderSize + 8*i)
		s.Getset = append(s.Getset, Getset{Name: name, Member: true, Get: func(t *Thread, v Value) Value { return gc.Load(v.Addr() + at) }})
	}
	encoderType.Setup(s)
}

func newEncoder(t *Thread, cls *Type, args []Value, kw Value) Value {
	a, ok := ConstructorArgs(t, "make_encoder", args, kw, 0, encoderNames...)
	if !ok {
		return Null
	}
	for i, v := range a {
		switch {
		case v == Null:
			return TypeErrorf(t, "make_encoder() missing required argument '%s' (pos %d)", encoderNames[i], i+1)
		case (i == 4 || i == 5) && !IsStr(v):
			return TypeErrorf(t, "make_encoder() argument %d must be str, not %s", i+1, TypeName(v))
		case i >= 6:
			truth, ok := Truth(t, v)
			if !ok {
				return Null
			}
			a[i] = gc.MakeBool(truth)
		}
	}
	if a[0] != None && !IsDict(a[0]) {
		return TypeErrorf(t, "make_encoder() argument 1 must be dict or None, not %s", TypeName(a[0]))
	}
	o := cls.New(t)
	for i, v := range a {
		gc.Store(o+gc.HeaderSize+8*uintptr(i), v)
	}
	return gc.MakePtr(o)
}

// encoding is one call of an encoder.
type encoding struct {
	t     *Thread
	b     []byte
	open  map[uintptr]bool // what is being encoded; nil: it is not asked for
	other Value            // called for what has no form in JSON
	// quote appends a str; encoder is called for it if the program has its own.
	ascii, native bool
	encoder       Value
	indents       bool
	indent        string
	key, item     string // separators
	sort, skip    bool
	nan           bool
}

func callEncoder(t *Thread, v Value, args []Value, kw Value) Value {
	a, ok := ConstructorArgs(t, "_iterencode", args, kw, 0, "obj", "_current_indent_level")
	switch {
	case !ok:
		return Null
	case a[0] == Null || a[1] == Null:
		return TypeErrorf(t, "_iterencode() takes exactly 2 arguments (%d given)", len(args))
	}
	level, ok := IndexInt(t, a[1])
	if !ok {
		return Null
	}
	word := func(i int) Value { return gc.Load(v.Addr() + gc.HeaderSize + 8*uintptr(i)) }
	e := encoding{t: t, other: word(1), encoder: word(2), key: StrOf(word(4)), item: StrOf(word(5)),
		sort: word(6) == True, skip: word(7) == True, nan: word(8) == True}
	if word(0) != None {
		e.open = map[uintptr]bool{}
	}
	if indent := word(3); indent != None {
		if !IsStr(indent) {
			return TypeErrorf(t, "make_encoder() argument 4 must be str or None, not %s", TypeName(indent))
		}
		e.indents, e.indent = true, StrOf(indent)
	}
	if m := ImportModule(t, "_json"); m != Null {
		d := ModuleDict(m)
		e.ascii = e.encoder == DictGetStr(t, d, Intern("encode_basestring_ascii"))
		e.native = e.ascii || e.encoder == DictGetStr(t, d, Intern("encode_basestring"))
	}
	if !e.value(a[0], max(level, 0)) {
		return Null
	}
	return NewTuple(t, NewStr(t, string(e.b)))
}

// line begins a new line, if there are any.
func (e *encoding) line(level int) {
	if e.indents {
		e.b = append(append(e.b, '\n'), strings.Repeat(e.indent, level)...)
	}
}

func (e *encoding) str(v Value) bool {
	if e.native {
		e.b = quote(e.b, StrOf(v), e.ascii)
		return true
	}
	r := Call(e.t, e.encoder, v)
	if r == Null {
		return false
	}
	if !IsStr(r) {
		TypeErrorf(e.t, "encoder() must return a string, not %s", TypeName(r))
		return false
	}
	e.b = append(e.b, StrOf(r)...)
	return true
}

// plain is the text of a constant or a number; text "": v is something else.
func (e *encoding) plain(v Value) (text string, ok bool) {
	switch {
	case v == None:
		return "null", true
	case v == True:
		return "true", true
	case v == False:
		return "false", true
	case IsIntObj(v):
		return IntText(e.t, v, 10)
	case IsFloatObj(v):
		return e.float(v)
	}
	return "", true
}

func (e *encoding) float(v Value) (string, bool) {
	f := FloatOf(v)
	if !math.IsNaN(f) && !math.IsInf(f, 0) {
		return FloatRepr(f), true
	}
	if !e.nan {
		if r := Repr(e.t, v); r != Null {
			ValueErrorf(e.t, "Out of range float values are not JSON compliant: %s", StrOf(r))
		}
		return "", false
	}
	switch {
	case f > 0:
		return "Infinity", true
	case f < 0:
		return "-Infinity", true
	}
	return "NaN", true
}

func (e *encoding) value(v Value, level int) bool {
	if IsStr(v) {
		return e.str(v)
	}
	text, ok := e.plain(v)
	if !ok || text != "" {
		e.b = append(e.b, text...)
		return ok
	}
	if !EnterRecursion(e.t, " while encoding a JSON object") {
		return false
	}
	defer LeaveRecursion(e.t)
	switch {
	case IsList(v):
		return e.array(v, ListLen, ListGet, level)
	case IsTuple(v):
		return e.array(v, func(_ *Thread, v Value) int { return TupleLen(v) }, func(_ *Thread, v Value, i int) Value { return TupleItems(v)[i] }, level)
	case IsDict(v):
		return e.object(v, level)
	}
	if !e.enter(v) {
		return false
	}
	other := Call(e.t, e.other, v)
	if other == Null {
		return false
	}
	if !e.value(other, level) {
		AddNote(e.t, "when serializing %s object", FullTypeName(e.t, v))
		return false
	}
	e.leave(v)
	return true
}

func (e *encoding) enter(v Value) bool {
	if e.open == nil {
		return true
	}
	if e.open[v.Addr()] {
		ValueErrorf(e.t, "Circular reference detected")
		return false
	}
	e.open[v.Addr()] = true
	return true
}

func (e *encoding) leave(v Value) { delete(e.open, v.Addr()) }

// array writes a list or tuple, which functions of the program may change meanwhile.
func (e *encoding) array(v Value, size func(*Thread, Value) int, item func(*Thread, Value, int) Value, level int) bool {
	if size(e.t, v) == 0 {
		e.b = append(e.b, "[]"...)
		return true
	}
	if !e.enter(v) {
		return false
	}
	e.b = append(e.b, '[')
	e.line(level + 1)
	for i := 0; i < size(e.t, v); i++ {
		if i > 0 {
			e.b = append(e.b, e.item...)
			e.line(level + 1)
		}
		if x := item(e.t, v, i); x != Null && !e.value(x, level+1) {
			AddNote(e.t, "when serializing %s item %d", FullTypeName(e.t, v), i)
			return false
		}
	}
	e.line(level)
	e.b = append(e.b, ']')
	e.leave(v)
	return true
}

func (e *encoding) object(v Value, level int) bool {
	n, ok := Len(e.t, v)
	if !ok {
		return false
	}
	if n == 0 {
		e.b = append(e.b, "{}"...)
		return true
	}
	if !e.enter(v) {
		return false
	}
	e.b = append(e.b, '{')
	first := true
	if !e.members(v, func(k, x Value) bool { return e.member(v, k, x, level+1, &first) }) {
		return false
	}
	if !first {
		e.line(level)
	}
	e.b = append(e.b, '}')
	e.leave(v)
	return true
}

// members calls yield for the items of a dict in the order in which they come.
func (e *encoding) members(v Value, yield func(k, x Value) bool) bool {
	if Is(v, ShapeDict) && !e.sort {
		return IterateMapping(e.t, v, yield)
	}
	items := CallMethod(e.t, v, Intern("items"))
	if items == Null {
		return false
	}
	list := NewListFrom(e.t, items)
	if list == Null || e.sort && ListSort(e.t, list, Null, false) == Null {
		return false
	}
	for _, pair := range ListItems(e.t, list) {
		if !Is(pair, ShapeTuple) || TupleLen(pair) != 2 {
			ValueErrorf(e.t, "items must return 2-tuples")
			return false
		}
		if p := TupleItems(pair); !yield(p[0], p[1]) {
			return false
		}
	}
	return true
}

// member writes one item of dict v. first says whether it is the first that is
// written.
func (e *encoding) member(v, k, x Value, level int, first *bool) bool {
	text, ok := "", true
	if !IsStr(k) {
		if text, ok = e.plain(k); !ok {
			return false
		}
		if text == "" {
			if !e.skip {
				TypeErrorf(e.t, "keys must be str, int, float, bool or None, not %s", TypeName(k))
			}
			return e.skip
		}
	}
	if !*first {
		e.b = append(e.b, e.item...)
	}
	*first = false
	e.line(level)
	if text != "" {
		ok = e.str(NewStr(e.t, text))
	} else {
		ok = e.str(k)
	}
	if !ok {
		return false
	}
	e.b = append(e.b, e.key...)
	if !e.value(x, level) {
		return e.noted(v, k)
	}
	return true
}

// noted adds to the pending exception for which item of v it came. It returns false.
func (e *encoding) noted(v, k Value) bool {
	exc := e.t.Exc
	ClearExc(e.t)
	if r := Repr(e.t, k); r != Null {
		e.t.Exc = exc
		AddNote(e.t, "when serializing %s item %s", FullTypeName(e.t, v), fmt.Sprint(StrOf(r)))
	}
	return false
}
