package object

import (
	"math/big"
	"math/bits"
	"unsafe"

	"gorgon/gc"
)

// An int is one of three things:
//
//   - a Value whose tag is int: 48 bits, two's complement;
//   - an object of shape ShapeInt, when it needs more bits;
//   - an instance of a subclass of int (bool is apart: two constants), an object
//     of any size, whose last word holds the dict of its attributes.
//
// An int object holds intCount, the number of its 64-bit limbs, negated for a
// negative number, then the limbs of the magnitude, lowest first.
//
// Main invariants: an exact int that fits in 48 bits is never an object, so
// that exact ints of one word are equal if and only if they are identical; the
// highest limb is never zero; nothing changes after birth.
const (
	intCount = gc.HeaderSize
	intLimbs = gc.HeaderSize + 8
)

// layoutVarDict is for instances of subclasses of variable-size types without
// references: the last word, the dict of attributes, is the only one.
var layoutVarDict = gc.RegisterLayout(gc.Layout{
	Name: "var-size with dict",
	Trace: func(o uintptr, visit func(Value)) {
		visit(gc.Load(o + gc.SizeOf(o) - 8))
	},
})

// NewInt returns the int i.
func NewInt(t *Thread, i int64) Value {
	if gc.FitsInt(i) {
		return gc.MakeInt(i)
	}
	return newLimb(t, i < 0, magnitude(i))
}

// NewUint returns the int u.
func NewUint(t *Thread, u uint64) Value {
	if u <= gc.MaxInt {
		return gc.MakeInt(int64(u))
	}
	return newLimb(t, false, u)
}

func magnitude(i int64) uint64 {
	if i < 0 {
		return -uint64(i)
	}
	return uint64(i)
}

func newLimb(t *Thread, neg bool, limb uint64) Value {
	o := t.Alloc(gc.Header(ShapeInt, gc.LayoutRaw), gc.Round(intLimbs+8))
	storeCount(o, 1, neg)
	gc.Store64(o+intLimbs, limb)
	return gc.MakePtr(o)
}

func storeCount(o uintptr, n int, neg bool) {
	if neg {
		n = -n
	}
	gc.Store64(o+intCount, uint64(n))
}

// newSigned returns the int of that sign and 128-bit magnitude.
func newSigned(t *Thread, neg bool, hi, lo uint64) Value {
	if hi == 0 {
		if lo <= gc.MaxInt {
			if neg {
				return gc.MakeInt(-int64(lo))
			}
			return gc.MakeInt(int64(lo))
		}
		if neg && lo == -gc.MinInt {
			return gc.MakeInt(gc.MinInt)
		}
		return newLimb(t, neg, lo)
	}
	o := t.Alloc(gc.Header(ShapeInt, gc.LayoutRaw), gc.Round(intLimbs+16))
	storeCount(o, 2, neg)
	gc.Store64(o+intLimbs, lo)
	gc.Store64(o+intLimbs+8, hi)
	return gc.MakePtr(o)
}

// NewBig returns the int b.
func NewBig(t *Thread, b *big.Int) Value {
	words := b.Bits()
	switch len(words) {
	case 0:
		return gc.MakeInt(0)
	case 1:
		return newSigned(t, b.Sign() < 0, 0, uint64(words[0]))
	}
	o := t.Alloc(gc.Header(ShapeInt, gc.LayoutRaw), gc.Round(intLimbs+8*uintptr(len(words))))
	storeCount(o, len(words), b.Sign() < 0)
	copy(limbWords(o+intLimbs, len(words)), words)
	return gc.MakePtr(o)
}

// limbWords is the memory of n limbs as math/big sees it.
func limbWords(a uintptr, n int) []big.Word {
	return unsafe.Slice((*big.Word)(unsafe.Pointer(gc.Word(a))), n)
}

// newIntOf returns an instance of cls, a proper subclass of int, equal to v.
func newIntOf(t *Thread, cls *Type, v Value) Value {
	if cls == IntType {
		return exactInt(t, v)
	}
	var x intArg
	b := x.set(v)
	words := b.Bits()
	size := gc.Round(intLimbs + 8*uintptr(len(words)) + 8)
	o := t.Alloc(gc.Header(cls.Root.ID, layoutVarDict), size)
	storeCount(o, len(words), b.Sign() < 0)
	copy(limbWords(o+intLimbs, len(words)), words)
	return gc.MakePtr(o)
}

// IsIntObj says whether v is an int, a bool or an instance of a subclass.
func IsIntObj(v Value) bool {
	switch {
	case v.IsInt(), v.IsBool():
		return true
	case v.IsPtr():
		s := gc.Shape(v.Addr())
		return s == ShapeInt || s >= FirstFreeShape && IsSubtype(ShapeByID(s).Type, IntType)
	}
	return false
}

// intObject returns the address of the int object that v is.
func intObject(v Value) (uintptr, bool) {
	if !v.IsPtr() {
		return 0, false
	}
	s := gc.Shape(v.Addr())
	return v.Addr(), s == ShapeInt || s >= FirstFreeShape && IsSubtype(ShapeByID(s).Type, IntType)
}

// limbs returns the parts of the int object at o.
func limbsOf(o uintptr) (words []big.Word, neg bool) {
	n := int64(gc.Load64(o + intCount))
	if n < 0 {
		return limbWords(o+intLimbs, int(-n)), true
	}
	return limbWords(o+intLimbs, int(n)), false
}

// AsInt64 returns the number of an int of any representation; false if v is
// none or needs more than 64 bits. It raises nothing.
func AsInt64(v Value) (int64, bool) {
	if v.IsInt() {
		return v.Int(), true
	}
	if v.IsBool() {
		return int64(v & 1), true
	}
	o, ok := intObject(v)
	if !ok {
		return 0, false
	}
	return objectInt64(o)
}

func objectInt64(o uintptr) (int64, bool) {
	switch m := gc.Load64(o + intLimbs); int64(gc.Load64(o + intCount)) {
	case 0:
		return 0, true
	case 1:
		return int64(m), m <= 1<<63-1
	case -1:
		return -int64(m), m <= 1<<63
	}
	return 0, false
}

// AsUint64 is AsInt64 for numbers from 0 to 2**64-1.
func AsUint64(v Value) (uint64, bool) {
	if o, ok := intObject(v); ok && gc.Load64(o+intCount) == 1 {
		return gc.Load64(o + intLimbs), true
	}
	i, ok := AsInt64(v)
	return uint64(i), ok && i >= 0
}

// IntSign returns the sign of an int of any representation: -1, 0 or 1.
func IntSign(v Value) int {
	if o, ok := intObject(v); ok {
		n := int64(gc.Load64(o + intCount))
		return int(n>>63) | int(uint64(-n)>>63)
	}
	i, _ := AsInt64(v)
	return int(i>>63) | int(uint64(-i)>>63)
}

// intArg is an int operand in the form that math/big wants, without copying
// the limbs of objects. It may live on Go's stack.
type intArg struct {
	b    big.Int
	word [1]big.Word
}

// set makes a hold v, which must be an int, and returns its number. It is
// valid while v's object is and a does not move.
func (a *intArg) set(v Value) *big.Int {
	if o, ok := intObject(v); ok {
		words, neg := limbsOf(o)
		a.b.SetBits(words)
		if neg {
			a.b.Neg(&a.b)
		}
		return &a.b
	}
	i, _ := AsInt64(v)
	a.word[0] = big.Word(magnitude(i))
	a.b.SetBits(a.word[:])
	if i < 0 {
		a.b.Neg(&a.b)
	}
	return &a.b
}

// AsBig returns the number of an int or bool. It may alias the object: do not
// change it, nor keep it beyond the life of v.
func AsBig(v Value) *big.Int { return new(intArg).set(v) }

// exactInt returns an int or bool, or an instance of a subclass, as an exact
// int.
func exactInt(t *Thread, v Value) Value {
	switch {
	case v.IsInt() || Is(v, ShapeInt):
		return v
	case v.IsBool():
		return gc.MakeInt(int64(v & 1))
	}
	words, neg := limbsOf(v.Addr())
	if len(words) <= 1 {
		i := uint64(0)
		if len(words) == 1 {
			i = uint64(words[0])
		}
		return newSigned(t, neg, 0, i)
	}
	o := t.Alloc(gc.Header(ShapeInt, gc.LayoutRaw), gc.Round(intLimbs+8*uintptr(len(words))))
	storeCount(o, len(words), neg)
	copy(limbWords(o+intLimbs, len(words)), words)
	return gc.MakePtr(o)
}

// wide is an int of up to 128 bits: sign and magnitude.
type wide struct {
	neg    bool
	hi, lo uint64
}

// asWide returns an int of at most two limbs.
func asWide(v Value) (w wide, ok bool) {
	if v.IsInt() {
		i := v.Int()
		return wide{i < 0, 0, magnitude(i)}, true
	}
	o, ok := intObject(v)
	if !ok {
		return wide{false, 0, uint64(v & 1)}, true
	}
	n := int64(gc.Load64(o + intCount))
	if n < 0 {
		w.neg, n = true, -n
	}
	switch n {
	case 0:
	case 1:
		w.lo = gc.Load64(o + intLimbs)
	case 2:
		w.lo, w.hi = gc.Load64(o+intLimbs), gc.Load64(o+intLimbs+8)
	default:
		return w, false
	}
	return w, true
}

func (w wide) bitLen() int {
	if w.hi != 0 {
		return 64 + bits.Len64(w.hi)
	}
	return bits.Len64(w.lo)
}

// BitLen returns the number of bits of an int's magnitude.
func BitLen(v Value) int {
	if w, ok := asWide(v); ok {
		return w.bitLen()
	}
	var x intArg
	return x.set(v).BitLen()
}

// IntFromBits returns the int of k bits, k > 0, that 32-bit words from next make
// up, the lowest first; of the last one the high bits are taken.
func IntFromBits(t *Thread, k int64, next func() uint32) Value {
	words := make([]big.Word, (k+63)/64)
	for i := int64(0); i < k; i += 32 {
		w := uint64(next())
		if k-i < 32 {
			w >>= 32 - (k - i)
		}
		words[i/64] |= big.Word(w << (i % 64))
	}
	var b big.Int
	return NewBig(t, b.SetBits(words))
}
