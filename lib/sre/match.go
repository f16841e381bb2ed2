package sre

import (
	"strconv"
	"unsafe"

	"gorgon/gc"
	. "gorgon/vm/object"
)

// Layout of a match object. The places of group i are the words
// matchSpans+16*i: byte offsets, -1 if the group did not match.
const (
	matchPattern = gc.HeaderSize + 8*iota
	matchText    // the subject
	matchPos     // int: pos and endpos as characters
	matchEnd
	matchLast // int: the group that was closed last, 0: none
	matchSpans
)

// bytesAsString lays a string over bytes.
func bytesAsString(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

func newMatch(t *Thread, p Value, x *text, m *machine) Value {
	o := t.Alloc(gc.Header(MatchType.Root.ID, gc.LayoutValues), gc.Round(matchSpans+16*uintptr(m.p.groups+1)))
	gc.Store(o+matchPattern, p)
	gc.Store(o+matchText, x.v)
	gc.Store(o+matchPos, gc.MakeInt(int64(x.pos)))
	gc.Store(o+matchEnd, gc.MakeInt(int64(x.end)))
	gc.Store(o+matchLast, gc.MakeInt(int64(m.last)))
	span := func(i, from, to int) {
		if from < 0 || to < from {
			from, to = -1, -1
		}
		gc.Store(o+matchSpans+16*uintptr(i), gc.MakeInt(int64(from)))
		gc.Store(o+matchSpans+16*uintptr(i)+8, gc.MakeInt(int64(to)))
	}
	span(0, m.begin, m.pos)
	for i := range m.p.groups {
		span(i+1, m.marks[2*i], m.marks[2*i+1])
	}
	return gc.MakePtr(o)
}

func groupsOf(m Value) int { return int(word(word(m, matchPattern), patGroups).Int()) }

// spanOf returns the byte offsets of group i, -1 if it did not match.
func spanOf(m Value, i int) (from, to int) {
	at := matchSpans + 16*uintptr(i)
	return int(word(m, at).Int()), int(word(m, at+8).Int())
}

// charSpan is spanOf in characters.
func charSpan(m Value, i int) (from, to int) {
	from, to = spanOf(m, i)
	if v := word(m, matchText); from >= 0 && IsStr(v) {
		return RuneOffset(v, from), RuneOffset(v, to)
	}
	return from, to
}

// groupText returns the text of group i, or standard.
func groupText(t *Thread, m Value, i int, standard Value) Value {
	from, to := spanOf(m, i)
	if from < 0 {
		return standard
	}
	x := text{v: word(m, matchText)}
	if x.isStr = IsStr(x.v); x.isStr {
		x.s = StrOf(x.v)
	} else {
		b, ok := BufferBytes(t, x.v)
		if !ok {
			return gc.Null
		}
		x.s = bytesAsString(b)
		from, to = min(from, len(b)), min(to, len(b))
	}
	return x.slice(t, from, to)
}

// groupNumber finds a group by number or name; -1 with IndexError pending.
func groupNumber(t *Thread, m, v Value) int {
	if v == gc.Null {
		return 0
	}
	if TypeOf(v) != StrType {
		if IsIntObj(v) || TypeOf(v).Slots.Index != nil {
			if i, ok := IndexInt(t, v); ok && i >= 0 && i <= groupsOf(m) {
				return i
			}
			if t.Exc != gc.Null && !ExcIs(t.Exc, OverflowErrorType) {
				return -1
			}
			ClearExc(t)
			IndexErrorf(t, "no such group")
			return -1
		}
	}
	n, ok := DictGet(t, word(word(m, matchPattern), patIndex), v)
	if !ok || n == gc.Null {
		if ok || ExcIs(t.Exc, TypeErrorType) {
			ClearExc(t)
			IndexErrorf(t, "no such group")
		}
		return -1
	}
	return int(n.Int())
}

func matchGroup(t *Thread, args []Value) Value {
	m, names := args[0], TupleItems(args[1])
	one := func(v Value) Value {
		i := groupNumber(t, m, v)
		if i < 0 {
			return gc.Null
		}
		return groupText(t, m, i, None)
	}
	switch len(names) {
	case 0:
		return groupText(t, m, 0, None)
	case 1:
		return one(names[0])
	}
	found := make([]Value, len(names))
	for i, n := range names {
		if found[i] = one(n); found[i] == gc.Null {
			return gc.Null
		}
	}
	return NewTupleFrom(t, found)
}

func matchGetItem(t *Thread, m, key Value) Value {
	i := groupNumber(t, m, key)
	if i < 0 {
		return gc.Null
	}
	return groupText(t, m, i, None)
}

func standard(v Value) Value {
	if v == gc.Null {
		return None
	}
	return v
}

func matchGroups(t *Thread, args []Value) Value {
	found := make([]Value, groupsOf(args[0]))
	for i := range found {
		if found[i] = groupText(t, args[0], i+1, standard(args[1])); found[i] == gc.Null {
			return gc.Null
		}
	}
	return NewTupleFrom(t, found)
}

func matchGroupDict(t *Thread, args []Value) Value {
	d := NewDict(t)
	index := word(word(args[0], matchPattern), patIndex)
	for pos := 0; ; {
		name, n, more := DictNext(t, index, &pos)
		if !more {
			return d
		}
		v := groupText(t, args[0], int(n.Int()), standard(args[1]))
		if v == gc.Null || !DictSet(t, d, name, v) {
			return gc.Null
		}
	}
}

// spanMethod makes start, end and span.
func spanMethod(give func(t *Thread, from, to int) Value) NativeFn {
	return func(t *Thread, args []Value) Value {
		i := groupNumber(t, args[0], args[1])
		if i < 0 {
			return gc.Null
		}
		from, to := charSpan(args[0], i)
		return give(t, from, to)
	}
}

func number(n int) Value { return gc.MakeInt(int64(n)) }

func matchRegs(t *Thread, m Value) Value {
	spans := make([]Value, groupsOf(m)+1)
	for i := range spans {
		from, to := charSpan(m, i)
		spans[i] = NewTuple(t, number(from), number(to))
	}
	return NewTupleFrom(t, spans)
}

func matchLastGroup(t *Thread, m Value) Value {
	names := TupleItems(word(word(m, matchPattern), patNames))
	if i := int(word(m, matchLast).Int()); i > 0 && i < len(names) {
		return names[i]
	}
	return None
}

func matchRepr(t *Thread, m Value) Value {
	v := groupText(t, m, 0, None)
	if v == gc.Null {
		return gc.Null
	}
	r := Repr(t, v)
	if r == gc.Null {
		return gc.Null
	}
	from, to := charSpan(m, 0)
	return NewStr(t, "<re.Match object; span=("+strconv.Itoa(from)+", "+strconv.Itoa(to)+"), match="+clip(StrOf(r), 50)+">")
}

// clip returns the first n characters of s.
func clip(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

func matchExpand(t *Thread, args []Value) Value {
	m := args[0]
	if plainTemplate(t, args[1]) {
		return args[1]
	}
	if t.Exc != gc.Null {
		return gc.Null
	}
	template := compileTemplate(t, word(m, matchPattern), args[1])
	if template == gc.Null || !Is(template, templateType.Root.ID) {
		return template
	}
	x := text{isStr: IsStr(word(m, matchText))}
	var parts []string
	for i, v := range TupleItems(word(template, templateParts)) {
		if i%2 == 1 {
			if v = groupText(t, m, int(v.Int()), None); v == None {
				continue
			}
		}
		if v == gc.Null {
			return gc.Null
		}
		if IsStr(v) {
			parts = append(parts, StrOf(v))
		} else {
			parts = append(parts, string(BytesOf(v)))
		}
	}
	return x.join(t, parts)
}
