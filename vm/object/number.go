package object

import (
	"math"
	"math/big"

	"gorgon/gc"
)

// NewFloat returns the float f.
func NewFloat(f float64) Value { return gc.MakeFloat(gc.CanonicalNaN(f)) }

// Words of a complex object: its two parts as Values, so that instances of
// subclasses can have any layout.
const (
	complexReal = gc.HeaderSize
	complexImag = gc.HeaderSize + 8
	complexSize = gc.HeaderSize + 16
)

// NewComplex returns the complex number c.
func NewComplex(t *Thread, c complex128) Value {
	o := t.Alloc(gc.Header(ShapeComplex, gc.LayoutRaw), complexSize)
	storeComplex(o, c)
	return gc.MakePtr(o)
}

func storeComplex(o uintptr, c complex128) {
	gc.Store(o+complexReal, NewFloat(real(c)))
	gc.Store(o+complexImag, NewFloat(imag(c)))
}

// ComplexOf returns the number of an instance of complex or a subclass.
func ComplexOf(v Value) complex128 {
	o := v.Addr()
	return complex(gc.Load(o+complexReal).Float(), gc.Load(o+complexImag).Float())
}

// IsFloatObj says whether v is a float or an instance of a subclass.
func IsFloatObj(v Value) bool {
	return v.IsFloat() || v.IsPtr() && gc.Shape(v.Addr()) >= FirstFreeShape && IsInstance(v, FloatType)
}

// IsComplexObj says whether v is a complex or an instance of a subclass.
func IsComplexObj(v Value) bool {
	return Is(v, ShapeComplex) || v.IsPtr() && gc.Shape(v.Addr()) >= FirstFreeShape && IsInstance(v, ComplexType)
}

// FloatOf returns the number of an instance of float or a subclass.
func FloatOf(v Value) float64 {
	if v.IsFloat() {
		return v.Float()
	}
	return gc.Load(v.Addr() + floatBits).Float()
}

// floatBits is where an instance of a subclass of float holds its number, coded
// as a Value (gc.MakeFloat), so that the object can have any layout.
const floatBits = gc.HeaderSize

// hashModulus is the prime modulo which numbers are hashed: 2**61 - 1.
const (
	hashBits    = 61
	hashModulus = 1<<hashBits - 1
	hashInf     = 314159
	hashImag    = 1000003
)

// signedHash gives a residue its number's sign; -1 is kept for errors in
// CPython, so no hash is -1.
func signedHash(residue uint64, neg bool) uint64 {
	if neg {
		residue = -residue
	}
	if residue == 1<<64-1 {
		residue--
	}
	return residue
}

// HashInt64 is hash(i).
func HashInt64(i int64) uint64 { return signedHash(magnitude(i)%hashModulus, i < 0) }

// HashBig is hash(b).
func HashBig(b *big.Int) uint64 {
	residue := uint64(0)
	words := b.Bits()
	for i := len(words) - 1; i >= 0; i-- {
		// residue*2**64 + word, where 2**64 is 8 modulo the prime.
		hi := residue >> (hashBits - 3)
		residue = (residue<<3&hashModulus | hi) + uint64(words[i])%hashModulus
		if residue >= hashModulus {
			residue -= hashModulus
		}
	}
	return signedHash(residue, b.Sign() < 0)
}

// HashFloat is hash(f) of a finite or infinite f, and 0 for NaNs, whose hash is
// their identity's (the caller's business).
func HashFloat(f float64) uint64 {
	if i := int64(f); float64(i) == f && i != math.MinInt64 && i != math.MaxInt64 {
		return HashInt64(i)
	}
	switch {
	case math.IsInf(f, 1):
		return hashInf
	case math.IsInf(f, -1):
		return 1<<64 - hashInf
	case f != f:
		return 0
	}
	m, exp := math.Frexp(math.Abs(f))
	// m*2**53 is a whole number; 2**exp modulo the prime is a rotation.
	x := uint64(m * (1 << 53))
	exp = (exp - 53) % hashBits
	if exp < 0 {
		exp += hashBits
	}
	x = x<<exp&hashModulus | x>>(hashBits-exp)
	return signedHash(x, f < 0)
}

// HashComplex is hash(c).
func HashComplex(c complex128) uint64 {
	h := HashFloat(real(c)) + hashImag*HashFloat(imag(c))
	if h == 1<<64-1 {
		h--
	}
	return h
}
