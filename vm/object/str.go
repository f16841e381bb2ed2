package object

import (
	"math/bits"
	"unsafe"

	"gorgon/gc"
)

// A str object is, after its header,
//
//	+16  uint64  hash: 0 not yet computed; bit 63 says that the str is interned
//	+24  uint32  length in bytes
//	+28  uint32  length in code points (the same: all ASCII)
//	+32  bytes   UTF-8 in which lone surrogates are encoded like any other
//	             code point of three bytes
//	...  [uint32] byte offsets of the code points 64, 128, … (see indexed)
//
// but for long ones made by appending, whose bytes and index are elsewhere
// (str_concat.go): StrOf and indexAddr know.
//
// Main invariant: everything but the hash word is constant from the moment the
// constructor returns. Instances of subclasses look the same and have one word
// more at the very end, the dict with their attributes.
const (
	StrHashOffset  = 16
	StrBytesOffset = 24
	StrCountOffset = 28
	StrDataOffset  = 32

	// StrPlain bytes or more may be elsewhere.
	StrPlain = 512

	strInterned = 1 << 63
	maxStrBytes = 1<<32 - 1
	// indexStep is how many code points lie between two entries of the index.
	indexStep = 64
)

// StrOf returns the text of a str or of an instance of a subclass. It aliases
// the object: it is good while the object is reachable.
func StrOf(v Value) string {
	o := uintptr(v)
	n := uintptr(gc.Load32(o + StrBytesOffset))
	p := o + StrDataOffset
	if n >= sharedMin && gc.Load64(o)>>44 == sharedStrSize {
		p = uintptr(gc.Load64(p)) + bufferData
	}
	return *(*string)(unsafe.Pointer(&[2]uintptr{p, n}))
}

// StrLen returns the number of code points.
func StrLen(v Value) int { return int(gc.Load32(v.Addr() + StrCountOffset)) }

// IsASCII says whether the str v has ASCII characters only.
func IsASCII(v Value) bool {
	w := gc.Load64(v.Addr() + StrBytesOffset)
	return uint32(w) == uint32(w>>32)
}

// IsStr says whether v is a str or an instance of a subclass.
func IsStr(v Value) bool {
	return Is(v, ShapeStr) || isStrSubclass(v)
}

func isStrSubclass(v Value) bool {
	return v.IsPtr() && gc.Shape(v.Addr()) >= FirstFreeShape && IsSubtype(ShapeOf(v.Addr()).Type, StrType)
}

// indexed says whether a str of that geometry carries an index.
func indexed(nbytes, count int) bool { return nbytes != count && count > indexStep }

// strSize returns the size of a str object without a subclass's extra word.
func strSize(nbytes, count int) uintptr {
	n := StrDataOffset + uintptr(nbytes)
	if indexed(nbytes, count) {
		n = (n+3)&^3 + 4*uintptr((count-1)/indexStep)
	}
	return n
}

// allocStr makes a str whose bytes the caller fills in; then it calls finishStr
// if the str is not ASCII.
func allocStr(t *Thread, nbytes, count int) uintptr {
	if nbytes > maxStrBytes {
		panic("object: a str of 4 GiB or more")
	}
	o := t.Alloc(gc.Header(ShapeStr, gc.LayoutRaw), gc.Round(strSize(nbytes, count)))
	gc.Store64(o+StrBytesOffset, uint64(nbytes)|uint64(count)<<32)
	return o
}

// finishStr builds the index of a new str.
func finishStr(o uintptr) Value {
	if nbytes, count := int(gc.Load32(o+StrBytesOffset)), int(gc.Load32(o+StrCountOffset)); indexed(nbytes, count) {
		indexCodePoints(o, 0)
	}
	return gc.MakePtr(o)
}

// indexCodePoints writes the index of a str but for the entries of its first known
// code points, which are there.
func indexCodePoints(o uintptr, known int) {
	s := StrOf(gc.MakePtr(o))
	count := int(gc.Load32(o + StrCountOffset))
	index := indexAddr(o, len(s))
	n := max(indexStep, (known+indexStep-1)/indexStep*indexStep) // the first to be written
	i := 0
	if n > indexStep {
		i = int(gc.Load32(index + 4*uintptr(n/indexStep-2)))
	}
	for ; n < count; n += indexStep {
		i = skipRunes(s, i, indexStep)
		gc.Store32(index+4*uintptr(n/indexStep-1), uint32(i))
	}
}

// indexAddr is where the index of a str of so many bytes begins that has one.
func indexAddr(o uintptr, nbytes int) uintptr {
	if gc.LayoutOf(o) == layoutLongStr {
		buffer := gc.Load(o + longStrBuffer).Addr()
		return buffer + bufferData + uintptr(gc.Load64(buffer+bufferCapacity))
	}
	return (o + StrDataOffset + uintptr(nbytes) + 3) &^ 3
}

// NewStr makes a str of s, which is UTF-8 but for surrogates encoded as three
// bytes each.
func NewStr(t *Thread, s string) Value {
	if len(s) <= 1 {
		if len(s) == 0 {
			return emptyStr
		}
		if s[0] < 0x80 {
			return charStrs[s[0]]
		}
	}
	return newStrCount(t, s, countRunes(s))
}

// newStrCount is NewStr for a caller that knows the number of code points.
func newStrCount(t *Thread, s string, count int) Value {
	if len(s) <= 1 {
		return NewStr(t, s)
	}
	o := allocStr(t, len(s), count)
	copy(gc.Bytes(o+StrDataOffset, uintptr(len(s))), s)
	if len(s) != count {
		return finishStr(o)
	}
	return gc.MakePtr(o)
}

// newStrBytes is NewStr for bytes that the caller will not need again.
func newStrBytes(t *Thread, b []byte) Value {
	return NewStr(t, unsafe.String(unsafe.SliceData(b), len(b)))
}

// newASCII is NewStr for text known to be ASCII.
func newASCII(t *Thread, s string) Value { return newStrCount(t, s, len(s)) }

// NewRune makes the str of one code point.
func NewRune(t *Thread, r rune) Value {
	if r < 0x80 {
		return charStrs[r]
	}
	var b [4]byte
	n := putRune(b[:], r)
	return newStrCount(t, unsafe.String(&b[0], n), 1)
}

// StrHash returns the hash of a str, computing it the first time.
func StrHash(v Value) uint64 {
	h := gc.Load64(uintptr(v)+StrHashOffset) &^ strInterned
	if h == 0 {
		h = strHashSlow(v)
	}
	return h
}

func strHashSlow(v Value) uint64 {
	h := hashText(StrOf(v))
	// Whoever comes second stores the same; the interned bit is set before the
	// object is shared.
	w := gc.Word(v.Addr() + StrHashOffset)
	*w = *w&strInterned | h
	return h
}

// HashKey is what machine code needs to compute hashText.
func HashKey() [3]uint64 { return hashKey }

// hashText is the hash of str and bytes: 63 bits, 0 for no text only. Machine code
// does the same (jit/amd64, genTextHash).
func hashText(s string) uint64 {
	k, n := &hashKey, len(s)
	if n == 0 {
		return 0
	}
	h := k[0] ^ uint64(n)
	p := unsafe.Pointer(unsafe.StringData(s))
	i := 0
	for ; n-i > 16; i += 16 {
		h = mix(load64(p, i)^k[1], load64(p, i+8)^h)
	}
	var a, b uint64
	switch rest := n - i; {
	case rest >= 8:
		a, b = load64(p, i), load64(p, n-8)
	case rest >= 4:
		a, b = uint64(load32(p, i)), uint64(load32(p, n-4))
	case rest > 0:
		a = uint64(s[i])<<16 | uint64(s[i+rest>>1])<<8 | uint64(s[n-1])
	}
	h = mix(a^k[1], b^h)
	h = mix(h^k[2], uint64(n)^k[1]) &^ strInterned
	if h == 0 {
		return 1
	}
	return h
}

func mix(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a, b)
	return hi ^ lo
}

func load64(p unsafe.Pointer, i int) uint64 { return *(*uint64)(unsafe.Add(p, i)) }
func load32(p unsafe.Pointer, i int) uint32 { return *(*uint32)(unsafe.Add(p, i)) }
