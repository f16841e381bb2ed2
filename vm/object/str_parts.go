package object

import (
	"strconv"
	"unsafe"

	"gorgon/gc"
)

// JoinParts makes the str of an f-string: parts are exact strs and unboxed
// ints, which are written without a str of their own.
func JoinParts(t *Thread, parts []Value) Value {
	nbytes, count := 0, 0
	for _, p := range parts {
		if p.IsInt() {
			n := decimalLen(p.Int())
			nbytes += n
			count += n
			continue
		}
		nbytes += len(StrOf(p))
		count += StrLen(p)
	}
	if nbytes <= 1 {
		var small [1]byte
		return NewStr(t, string(appendParts(small[:0], parts)))
	}
	o := allocStr(t, nbytes, count)
	appendParts(strData(o)[:0], parts)
	if nbytes != count {
		return finishStr(o)
	}
	return gc.MakePtr(o)
}

func appendParts(b []byte, parts []Value) []byte {
	for _, p := range parts {
		if p.IsInt() {
			b = strconv.AppendInt(b, p.Int(), 10)
		} else {
			b = append(b, StrOf(p)...)
		}
	}
	return b
}

// decimalLen is the length of i in decimal.
func decimalLen(i int64) int {
	n := 1
	u := magnitude(i)
	if i < 0 {
		n++
	}
	for ; u >= 10; u /= 10 {
		n++
	}
	return n
}

// newDecimal is the str of i.
func newDecimal(t *Thread, i int64) Value {
	var buf [20]byte
	b := strconv.AppendInt(buf[:0], i, 10)
	return newASCII(t, unsafe.String(&b[0], len(b)))
}
