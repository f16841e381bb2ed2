package sre

import (
	"slices"
	"strings"
	"sync"

	"gorgon/gc"
	. "gorgon/vm/object"
)

// Layout of a pattern object.
const (
	patSource   = gc.HeaderSize + 8*iota // str, bytes-like or None
	patFlags                             // int
	patGroups                            // int
	patIndex                             // dict: numbers of named groups
	patNames                             // tuple: names of groups, from 0
	patCompiled                          // int: number in the table compiled
	patSize     = gc.HeaderSize + 8*iota
)

// The types of patterns, matches, scanners and replacement templates.
var (
	PatternType  = NewType("Pattern", 0)
	MatchType    = NewType("Match", 0)
	scannerType  = NewType("SRE_Scanner", 0)
	templateType = NewType("SRE_Template", 0)
	finderType   = NewType("callable_iterator", 0)
)

// compiled finds the Go side of a pattern object.
var compiled = NewHandles[*regexp](nil)

// regexp is the Go side of a pattern: its codes and the programs made of them,
// for bytes and for UTF-8.
type regexp struct {
	codes    []uint32
	groups   int
	kind     textKind
	once     [2]sync.Once
	programs [2]*program
	err      [2]error
}

// textKind says what a pattern may be matched with.
type textKind int

const (
	anyText textKind = iota
	strText
	bytesText
)

func regexpOf(p Value) *regexp { return compiled.At(word(p, patCompiled)) }

func (r *regexp) program(wide bool) (*program, error) {
	i := 0
	if wide {
		i = 1
	}
	r.once[i].Do(func() { r.programs[i], r.err[i] = translate(r.codes, r.groups, wide) })
	return r.programs[i], r.err[i]
}

func word(v Value, offset uintptr) Value { return gc.Load(v.Addr() + offset) }

// compile is _sre.compile.
func compile(t *Thread, args []Value) Value {
	source, groupindex, indexgroup := args[0], args[4], args[5]
	flags, ok := IndexInt(t, args[1])
	if !ok {
		return gc.Null
	}
	if !IsInstance(args[2], ListType) {
		return TypeErrorf(t, "compile() argument 'code' must be list, not %s", TypeName(args[2]))
	}
	groups, ok := IndexInt(t, args[3])
	if !ok {
		return gc.Null
	}
	r := &regexp{groups: groups}
	for _, v := range ListItems(t, args[2]) {
		n, ok := IndexInt(t, v)
		if !ok {
			return gc.Null
		}
		if n < 0 || n > maxRepeat {
			return OverflowErrorf(t, "regular expression code size limit exceeded")
		}
		r.codes = append(r.codes, uint32(n))
	}
	switch {
	case source == None:
	case IsStr(source):
		r.kind = strText
	default:
		if _, ok := BufferBytes(t, source); !ok {
			return gc.Null
		}
		r.kind = bytesText
	}
	if _, err := r.program(r.kind == strText); err != nil {
		return RuntimeErrorf(t, "%s", err.Error())
	}
	o := PatternType.New(t)
	gc.Store(o+patSource, source)
	gc.Store(o+patFlags, gc.MakeInt(int64(flags)))
	gc.Store(o+patGroups, gc.MakeInt(int64(groups)))
	gc.Store(o+patIndex, groupindex)
	gc.Store(o+patNames, indexgroup)
	gc.Store(o+patCompiled, compiled.Add(gc.MakePtr(o), r))
	return gc.MakePtr(o)
}

// text is a subject with the part of it that is looked at.
type text struct {
	v        Value
	isStr    bool
	s        string // to its end for this match; good until Python code runs
	from     int    // where to begin, as an offset in s
	pos, end int    // the same as character numbers
}

// textOf returns the subject v of a pattern, with pos and endpos (or Null).
func textOf(t *Thread, r *regexp, v, pos, endpos Value) (text, bool) {
	x := text{v: v}
	if IsStr(v) {
		x.isStr, x.s, x.end = true, StrOf(v), StrLen(v)
		if r.kind == bytesText {
			TypeErrorf(t, "cannot use a bytes pattern on a string-like object")
			return x, false
		}
	} else {
		b, ok := BufferBytes(t, v)
		if !ok {
			if ExcIs(t.Exc, TypeErrorType) {
				ClearExc(t)
				TypeErrorf(t, "expected string or bytes-like object, got '%s'", TypeName(v))
			}
			return x, false
		}
		if r.kind == strText {
			TypeErrorf(t, "cannot use a string pattern on a bytes-like object")
			return x, false
		}
		if IsBytes(v) {
			x.s = bytesAsString(b)
		} else {
			x.s = string(b)
		}
		x.end = len(b)
	}
	n := x.end
	for _, a := range []struct {
		v  Value
		to *int
	}{{pos, &x.pos}, {endpos, &x.end}} {
		if a.v == gc.Null {
			continue
		}
		i, ok := SliceIndexInt(t, a.v)
		if !ok {
			return x, false
		}
		*a.to = max(0, min(i, n))
	}
	x.pos = min(x.pos, x.end)
	if x.end < n {
		x.s = x.s[:x.byteAt(x.end)]
	}
	x.from = x.byteAt(x.pos)
	return x, true
}

// byteAt returns the offset of character number i.
func (x *text) byteAt(i int) int {
	if x.isStr {
		return ByteOffset(x.v, i)
	}
	return i
}

// slice makes the str or bytes of a part of the text.
func (x *text) slice(t *Thread, from, to int) Value {
	if from == 0 && to == len(x.s) && (Is(x.v, ShapeStr) && to == len(StrOf(x.v)) || Is(x.v, ShapeBytes) && to == len(BytesOf(x.v))) {
		return x.v
	}
	if x.isStr {
		return NewStr(t, x.s[from:to])
	}
	return NewBytes(t, []byte(x.s[from:to]))
}

// join makes one str or bytes of parts.
func (x *text) join(t *Thread, parts []string) Value {
	if x.isStr {
		return NewStr(t, strings.Join(parts, ""))
	}
	return NewBytes(t, []byte(strings.Join(parts, "")))
}

// start returns a machine for pattern p over x, nil with an exception pending.
func start(t *Thread, r *regexp, x *text) *machine {
	p, err := r.program(x.isStr && !IsASCII(x.v))
	if err != nil {
		RuntimeErrorf(t, "%s", err.Error())
		return nil
	}
	return newMachine(p, x.s)
}

// startOn is start for a pattern object and the text between two positions.
func startOn(t *Thread, p, v, from, to Value) (r *regexp, x text, m *machine) {
	r = regexpOf(p)
	x, ok := textOf(t, r, v, from, to)
	if ok {
		m = start(t, r, &x)
	}
	return r, x, m
}

// matchMethod makes match, fullmatch and search.
func matchMethod(search, full bool) NativeFn {
	return func(t *Thread, args []Value) Value {
		_, x, m := startOn(t, args[0], args[1], args[2], args[3])
		if m == nil {
			return gc.Null
		}
		defer m.free()
		m.full = full
		if search && m.search(x.from) || !search && m.matchAt(x.from) {
			return newMatch(t, args[0], &x, m)
		}
		return None
	}
}

// each calls f for every match from the beginning on, until it says false.
func (m *machine) each(from int, f func() bool) {
	for at := from; m.search(at); at = m.pos {
		if !f() {
			return
		}
		m.advance = m.pos == m.begin
	}
}

// group returns the text of group i, or standard if it did not match.
func (m *machine) group(t *Thread, x *text, i int, standard Value) Value {
	if i == 0 {
		return x.slice(t, m.begin, m.pos)
	}
	from, to := m.marks[2*i-2], m.marks[2*i-1]
	if from < 0 || to < from {
		return standard
	}
	return x.slice(t, from, to)
}

func findAll(t *Thread, args []Value) Value {
	r, x, m := startOn(t, args[0], args[1], args[2], args[3])
	if m == nil {
		return gc.Null
	}
	defer m.free()
	empty := x.slice(t, 0, 0)
	var found []Value
	m.each(x.from, func() bool {
		if r.groups < 2 {
			found = append(found, m.group(t, &x, r.groups, empty))
			return true
		}
		parts := make([]Value, r.groups)
		for i := range parts {
			parts[i] = m.group(t, &x, i+1, empty)
		}
		found = append(found, NewTupleFrom(t, parts))
		return true
	})
	return NewList(t, found)
}

func split(t *Thread, args []Value) Value {
	most, ok := count(t, args[2])
	if !ok {
		return gc.Null
	}
	r, x, m := startOn(t, args[0], args[1], gc.Null, gc.Null)
	if m == nil {
		return gc.Null
	}
	defer m.free()
	var parts []Value
	n, last := 0, 0
	m.each(0, func() bool {
		if most > 0 && n >= most {
			return false
		}
		parts = append(parts, x.slice(t, last, m.begin))
		for i := range r.groups {
			parts = append(parts, m.group(t, &x, i+1, None))
		}
		n++
		last = m.pos
		return true
	})
	return NewList(t, append(parts, x.slice(t, last, len(x.s))))
}

// count reads a count or maxsplit; Null is 0: no limit.
func count(t *Thread, v Value) (int, bool) {
	if v == gc.Null {
		return 0, true
	}
	n, ok := IndexInt(t, v)
	return max(n, 0), ok
}

// substitute makes sub and subn. A replacement that is Python code is called
// by the prelude.
func substitute(counted bool) NativeFn {
	return func(t *Thread, args []Value) Value {
		p, repl := args[0], args[1]
		most, ok := count(t, args[3])
		if !ok {
			return gc.Null
		}
		r := regexpOf(p)
		if IsCallable(repl) {
			if _, ok := textOf(t, r, args[2], gc.Null, gc.Null); !ok {
				return gc.Null
			}
			return t.SetTail(Prelude("re_sub"), p, repl, args[2], gc.MakeInt(int64(most)), gc.MakeBool(counted), subJoin.Value(t))
		}
		filler := repl
		if !plainTemplate(t, repl) {
			if t.Exc != gc.Null {
				return gc.Null
			}
			if filler = compileTemplate(t, p, repl); filler == gc.Null {
				return gc.Null
			}
		}
		x, ok := textOf(t, r, args[2], gc.Null, gc.Null)
		if !ok {
			return gc.Null
		}
		return replaceAll(t, r, &x, filler, most, counted)
	}
}

// replaceAll replaces by a text or a template.
func replaceAll(t *Thread, r *regexp, x *text, filler Value, most int, counted bool) Value {
	fill, ok := fillerOf(t, x, filler)
	if !ok {
		return gc.Null
	}
	m := start(t, r, x)
	if m == nil {
		return gc.Null
	}
	defer m.free()
	var parts []string
	n, last := 0, 0
	m.each(0, func() bool {
		if most > 0 && n >= most {
			return false
		}
		parts = append(parts, x.s[last:m.begin])
		parts = fill(parts, m)
		n++
		last = m.pos
		return true
	})
	v := x.slice(t, 0, len(x.s))
	if n > 0 {
		v = x.join(t, append(parts, x.s[last:]))
	}
	return counts(t, v, n, counted)
}

func counts(t *Thread, v Value, n int, counted bool) Value {
	if counted {
		return NewTuple(t, v, gc.MakeInt(int64(n)))
	}
	return v
}

// subJoin(string, parts, n, counted) ends a substitution with a callable.
var subJoin = LazyNative("re_sub_join", "(string, parts, n, counted, /)", func(t *Thread, args []Value) Value {
	x := text{isStr: IsStr(args[0])}
	var parts []string
	for i, v := range ListItems(t, args[1]) {
		switch {
		case x.isStr && IsStr(v):
			parts = append(parts, StrOf(v))
		case x.isStr:
			return TypeErrorf(t, "sequence item %d: expected str instance, %s found", i, TypeName(v))
		default:
			b, ok := BufferBytes(t, v)
			if !ok {
				ClearExc(t)
				return TypeErrorf(t, "sequence item %d: expected a bytes-like object, %s found", i, TypeName(v))
			}
			parts = append(parts, string(b))
		}
	}
	n, _ := AsInt64(args[2])
	return counts(t, x.join(t, parts), int(n), args[3] == True)
})

var flagNames = []struct {
	bit  int64
	name string
}{{2, "re.IGNORECASE"}, {4, "re.LOCALE"}, {8, "re.MULTILINE"}, {16, "re.DOTALL"}, {64, "re.VERBOSE"}, {128, "re.DEBUG"}, {256, "re.ASCII"}, {32, "re.UNICODE"}}

func patternRepr(t *Thread, v Value) Value {
	r := Repr(t, word(v, patSource))
	if r == gc.Null {
		return gc.Null
	}
	text := []rune(StrOf(r))
	flags := word(v, patFlags).Int()
	if IsStr(word(v, patSource)) && flags&(4|256|32) == 32 {
		flags &^= 32
	}
	var names []string
	for _, f := range flagNames {
		if flags&f.bit != 0 {
			names = append(names, f.name)
			flags &^= f.bit
		}
	}
	if flags != 0 {
		names = append(names, "0x"+hex(flags))
	}
	s := string(text[:min(len(text), 200)])
	if len(names) > 0 {
		s += ", " + strings.Join(names, "|")
	}
	return NewStr(t, "re.compile("+s+")")
}

func hex(n int64) string {
	const digits = "0123456789abcdef"
	s := ""
	for ; n != 0; n >>= 4 {
		s = digits[n&15:n&15+1] + s
	}
	return s
}

func patternCompare(t *Thread, op CompareOp, a, b Value) Value {
	if op != OpEQ && op != OpNE || TypeOf(a) != PatternType || TypeOf(b) != PatternType {
		return NotImplemented
	}
	x, y := regexpOf(a), regexpOf(b)
	equal := x == y
	if !equal && word(a, patFlags) == word(b, patFlags) && x.kind == y.kind && slices.Equal(x.codes, y.codes) {
		var ok bool
		if equal, ok = Eq(t, word(a, patSource), word(b, patSource)); !ok {
			return gc.Null
		}
	}
	return gc.MakeBool(equal == (op == OpEQ))
}

func patternHash(t *Thread, v Value) (uint64, bool) {
	h, ok := Hash(t, word(v, patSource))
	for _, c := range regexpOf(v).codes {
		h = (h ^ uint64(c)) * 0x100000001b3
	}
	return (h ^ uint64(word(v, patFlags).Int())) &^ (1 << 63), ok
}
