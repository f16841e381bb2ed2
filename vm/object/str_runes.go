package object

import (
	"math/bits"
	"unsafe"

	"gorgon/gc"
)

// Text inside the runtime is UTF-8 in which a surrogate is a code point of
// three bytes like its neighbours, so that every Python str has exactly one
// form and bytewise order is the order of code points. It is known to be well
// formed, so decoding checks nothing.

const maxRune = 0x10ffff

// runeAt decodes the code point that starts at byte i.
func runeAt(s string, i int) (r rune, size int) {
	if b := s[i]; b < 0x80 {
		return rune(b), 1
	}
	return longRuneAt(s, i)
}

func longRuneAt(s string, i int) (r rune, size int) {
	b := s[i]
	switch {
	case b < 0xe0:
		return rune(b&0x1f)<<6 | rune(s[i+1]&0x3f), 2
	case b < 0xf0:
		return rune(b&0xf)<<12 | rune(s[i+1]&0x3f)<<6 | rune(s[i+2]&0x3f), 3
	}
	return rune(b&7)<<18 | rune(s[i+1]&0x3f)<<12 | rune(s[i+2]&0x3f)<<6 | rune(s[i+3]&0x3f), 4
}

// runeBefore decodes the code point that ends before byte i.
func runeBefore(s string, i int) (r rune, size int) {
	start := i - 1
	for s[start]&0xc0 == 0x80 {
		start--
	}
	r, _ = runeAt(s, start)
	return r, i - start
}

// putRune encodes r, surrogate or not, at the start of b.
func putRune(b []byte, r rune) int {
	switch {
	case r < 0x80:
		b[0] = byte(r)
		return 1
	case r < 0x800:
		b[0], b[1] = 0xc0|byte(r>>6), 0x80|byte(r)&0xbf
		return 2
	case r < 0x10000:
		b[0], b[1], b[2] = 0xe0|byte(r>>12), 0x80|byte(r>>6)&0xbf, 0x80|byte(r)&0xbf
		return 3
	}
	b[0], b[1], b[2], b[3] = 0xf0|byte(r>>18), 0x80|byte(r>>12)&0xbf, 0x80|byte(r>>6)&0xbf, 0x80|byte(r)&0xbf
	return 4
}

// appendRune appends r, surrogate or not.
func appendRune(b []byte, r rune) []byte {
	if r < 0x80 {
		return append(b, byte(r))
	}
	var buf [4]byte
	n := putRune(buf[:], r)
	return append(b, buf[:n]...)
}

// countRunes counts the bytes that are no continuation bytes.
func countRunes(s string) int {
	n := len(s)
	p := unsafe.Pointer(unsafe.StringData(s))
	i, cont := 0, 0
	for ; i+8 <= n; i += 8 {
		w := load64(p, i)
		if w&0x8080808080808080 != 0 {
			// A continuation byte has bit 7 set and bit 6 clear.
			cont += bits.OnesCount64(w >> 7 &^ (w >> 6) & 0x0101010101010101)
		}
	}
	for ; i < n; i++ {
		if s[i]&0xc0 == 0x80 {
			cont++
		}
	}
	return n - cont
}

// skipRunes returns the offset n code points after byte i.
func skipRunes(s string, i, n int) int {
	for ; n > 0; n-- {
		switch b := s[i]; {
		case b < 0x80:
			i++
		case b < 0xe0:
			i += 2
		case b < 0xf0:
			i += 3
		default:
			i += 4
		}
	}
	return i
}

// runesOf decodes all of s.
func runesOf(s string) []rune {
	rs := make([]rune, 0, countRunes(s))
	for i := 0; i < len(s); {
		r, n := runeAt(s, i)
		rs = append(rs, r)
		i += n
	}
	return rs
}

// byteOffset returns where code point number n of str v begins; n may be the
// length.
func byteOffset(v Value, n int) int {
	o := v.Addr()
	nbytes, count := int(gc.Load32(o+StrBytesOffset)), int(gc.Load32(o+StrCountOffset))
	if nbytes == count || n == 0 {
		return n
	}
	if n == count {
		return nbytes
	}
	s := StrOf(v)
	if step := n / indexStep; step > 0 {
		at := indexAddr(o, nbytes) + 4*uintptr(step-1)
		return skipRunes(s, int(gc.Load32(at)), n%indexStep)
	}
	return skipRunes(s, 0, n)
}

// runeOffset is the inverse of byteOffset: the number of the code point that
// begins at byte i.
func runeOffset(v Value, i int) int {
	o := v.Addr()
	nbytes, count := int(gc.Load32(o+StrBytesOffset)), int(gc.Load32(o+StrCountOffset))
	if nbytes == count || i == 0 {
		return i
	}
	s := StrOf(v)
	if !indexed(nbytes, count) {
		return countRunes(s[:i])
	}
	at := indexAddr(o, nbytes)
	lo, hi := 0, (count-1)/indexStep // entries below lo are <= i
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if int(gc.Load32(at+4*uintptr(mid))) <= i {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo == 0 {
		return countRunes(s[:i])
	}
	return lo*indexStep + countRunes(s[gc.Load32(at+4*uintptr(lo-1)):i])
}

// AppendRune appends a code point, surrogate or not, as strs hold it.
func AppendRune(b []byte, r rune) []byte { return appendRune(b, r) }

// RunesOf returns the code points of the str v.
func RunesOf(v Value) []rune { return runesOf(StrOf(v)) }

// RuneOf returns the first code point of a str that is not empty.
func RuneOf(v Value) rune {
	r, _ := runeAt(StrOf(v), 0)
	return r
}
