package object

import (
	"sync/atomic"

	"gorgon/gc"
)

// Long strs that grow by appending share a buffer, so that building one by
// s += x in a loop takes linear time: such a str has in place of its bytes
//
//	+32  address of the buffer object
//
// and the buffer, a raw object, holds
//
//	+16  uint64  bytes in use
//	+24  uint64  capacity, a multiple of 4
//	+32  bytes
//	...  [uint32] the index, if the strs are not ASCII; it begins behind the capacity
//
// Main invariants: a str has a buffer iff its layout is layoutLongStr, that is,
// if it has at least sharedMin bytes and its object only sharedStrSize; bytes of a buffer below its use mark never
// change; whoever moves the mark from a str's end writes the bytes behind it, and
// the index of the code points that begin there, before another str shows them.
const (
	sharedMin       = StrPlain
	bufferUsed      = 16
	bufferCapacity  = 24
	bufferData      = 32
	sharedStrSize   = 48
	longStrBuffer   = StrDataOffset
	maxBufferExcess = 64 << 20
)

var layoutLongStr = gc.RegisterLayout(gc.Layout{
	Name:  "long str",
	Trace: func(o uintptr, visit func(Value)) { visit(gc.Load(o + longStrBuffer)) },
})

// strBufferShape is the shape of buffers, which are never Python values.
var strBufferShape = NewRootShape(nil, false)

func strAdd(t *Thread, a, b Value) Value {
	if !IsStr(a) || !IsStr(b) {
		return NotImplemented
	}
	return StrConcat(t, a, b)
}

// StrConcat returns a + b for two strs.
func StrConcat(t *Thread, a, b Value) Value {
	sa, sb := StrOf(a), StrOf(b)
	n := len(sa) + len(sb)
	switch {
	case len(sb) == 0 && Is(a, ShapeStr):
		return a
	case len(sa) == 0 && Is(b, ShapeStr):
		return b
	case n > maxStrBytes:
		return NoMemory(t)
	}
	count := StrLen(a) + StrLen(b)
	if n >= sharedMin && len(sb) <= len(sa)/4 {
		return appendLong(t, a, sa, sb, count)
	}
	if n <= 1 {
		return NewStr(t, sa+sb)
	}
	o := allocStr(t, n, count)
	buf := gc.Bytes(o+StrDataOffset, uintptr(n))
	copy(buf[copy(buf, sa):], sb)
	if n != count {
		return finishStr(o)
	}
	return gc.MakePtr(o)
}

// appendLong returns sa + sb, which has count code points; sa is the text of a. It
// extends a's buffer if a ends where the buffer's use ends.
func appendLong(t *Thread, a Value, sa, sb string, count int) Value {
	n := len(sa) + len(sb)
	if gc.LayoutOf(a.Addr()) == layoutLongStr && IsASCII(a) == (count == n) {
		buffer := gc.Load(a.Addr() + longStrBuffer).Addr()
		if uint64(n) <= gc.Load64(buffer+bufferCapacity) &&
			atomic.CompareAndSwapUint64(gc.Word(buffer+bufferUsed), uint64(len(sa)), uint64(n)) {
			copy(gc.Bytes(buffer+bufferData+uintptr(len(sa)), uintptr(len(sb))), sb)
			return newLongStr(t, buffer, n, count, StrLen(a))
		}
	}
	capacity := (n + min(n/2, maxBufferExcess) + 7) &^ 7
	index := 0
	if count != n {
		index = 4 * (capacity / indexStep)
	}
	buffer := t.Alloc(gc.Header(strBufferShape.ID, gc.LayoutRaw), gc.Round(bufferData+uintptr(capacity+index)))
	gc.Store64(buffer+bufferUsed, uint64(n))
	gc.Store64(buffer+bufferCapacity, uint64(capacity))
	buf := gc.Bytes(buffer+bufferData, uintptr(n))
	copy(buf[copy(buf, sa):], sb)
	return newLongStr(t, buffer, n, count, 0)
}

// newLongStr makes the str of the first n bytes of a buffer, of which so many code
// points are in its index.
func newLongStr(t *Thread, buffer uintptr, n, count, known int) Value {
	o := t.Alloc(gc.Header(ShapeStr, layoutLongStr), sharedStrSize)
	gc.Store64(o+StrBytesOffset, uint64(n)|uint64(count)<<32)
	gc.Store(o+longStrBuffer, gc.MakePtr(buffer))
	if n != count {
		indexCodePoints(o, known)
	}
	return gc.MakePtr(o)
}

// StrJoin concatenates strs, as BUILD_STRING does.
func StrJoin(t *Thread, parts []Value) Value {
	n, count := 0, 0
	for _, p := range parts {
		w := gc.Load64(p.Addr() + StrBytesOffset)
		n += int(uint32(w))
		count += int(w >> 32)
	}
	switch {
	case n > maxStrBytes:
		return NoMemory(t)
	case n <= 1:
		for _, p := range parts {
			if StrLen(p) != 0 {
				return strToStr(t, p)
			}
		}
		return emptyStr
	}
	o := allocStr(t, n, count)
	buf := gc.Bytes(o+StrDataOffset, uintptr(n))
	for _, p := range parts {
		buf = buf[copy(buf, StrOf(p)):]
	}
	if n != count {
		return finishStr(o)
	}
	return gc.MakePtr(o)
}

func strJoin(t *Thread, args []Value) Value {
	if !NativeIterable(args[1]) && isIterable(args[1]) {
		return t.SetTail(Prelude("str_join"), args[0], args[1])
	}
	items, ok := seqItems(t, args[1], "can only join an iterable")
	if !ok {
		return Null
	}
	if len(items) == 1 && Is(items[0], ShapeStr) {
		return items[0]
	}
	sep := StrOf(args[0])
	n, count := max(len(items)-1, 0)*len(sep), max(len(items)-1, 0)*StrLen(args[0])
	for i, p := range items {
		if !IsStr(p) {
			return TypeErrorf(t, "sequence item %d: expected str instance, %s found", i, TypeName(p))
		}
		w := gc.Load64(p.Addr() + StrBytesOffset)
		n += int(uint32(w))
		count += int(w >> 32)
	}
	switch {
	case len(items) == 0 || n == 0:
		return emptyStr
	case n > maxStrBytes:
		return NoMemory(t)
	}
	if n == 1 {
		if len(sep) == 1 {
			return charStrs[sep[0]]
		}
		return StrJoin(t, items)
	}
	o := allocStr(t, n, count)
	buf := gc.Bytes(o+StrDataOffset, uintptr(n))
	for i, p := range items {
		if i > 0 && len(sep) > 0 {
			buf = buf[copy(buf, sep):]
		}
		buf = buf[copy(buf, StrOf(p)):]
	}
	if n != count {
		return finishStr(o)
	}
	return gc.MakePtr(o)
}

// seqItems returns the items of a list, tuple or any other iterable; text is
// that of the TypeError for what is not iterable.
func seqItems(t *Thread, v Value, text string) ([]Value, bool) {
	switch {
	case Is(v, ShapeTuple):
		return TupleItems(v), true
	case Is(v, ShapeList):
		return ListItems(t, v), true
	case !isIterable(v):
		TypeErrorf(t, "%s", text)
		return nil, false
	}
	var items []Value
	ok := Iterate(t, v, func(item Value) bool {
		items = append(items, item)
		return true
	})
	return items, ok
}

func isIterable(v Value) bool {
	slots := &TypeOf(v).Slots
	return slots.Iter != nil || slots.GetItem != nil
}
