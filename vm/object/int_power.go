package object

import (
	"math/big"
	"math/bits"

	"gorgon/gc"
)

// maxBits bounds the size of the ints that shifts and powers make: beyond it
// there is no memory.
const maxBits = 1 << 38

// IntLShift is a << b.
func IntLShift(t *Thread, a, b Value) Value {
	n, ok := AsInt64(b)
	switch {
	case IntSign(b) < 0:
		return ValueErrorf(t, "negative shift count")
	case IntSign(a) == 0:
		return gc.MakeInt(0)
	case !ok:
		return OverflowErrorf(t, "too many digits in integer")
	case n > maxBits:
		return RaiseNew(t, MemoryErrorType)
	}
	if w, ok := asWide(a); ok && w.hi == 0 {
		if n < 64 {
			return newSigned(t, w.neg, w.lo>>(64-n), w.lo<<n)
		}
		return shiftedLimb(t, w.neg, w.lo, int(n))
	}
	var ax intArg
	var r bigResult
	x := ax.set(a)
	r.room(t, limbCount(x)+int(n/64)+1).Lsh(x, uint(n))
	return r.value(t)
}

// IntRShift is a >> b.
func IntRShift(t *Thread, a, b Value) Value {
	n, ok := AsInt64(b)
	if IntSign(b) < 0 {
		return ValueErrorf(t, "negative shift count")
	}
	if x, small := AsInt64(a); small {
		if !ok || n > 63 {
			n = 63
		}
		return NewInt(t, x>>n)
	}
	if !ok || n >= int64(BitLen(a)) {
		return gc.MakeInt(int64(min(IntSign(a), 0)))
	}
	var ax intArg
	var r bigResult
	x := ax.set(a)
	r.room(t, limbCount(x)-int(n/64)+1).Rsh(x, uint(n))
	return r.value(t)
}

// IntPow is a ** b: a float for a negative b.
func IntPow(t *Thread, a, b Value) Value {
	if IntSign(b) < 0 {
		x, ok := IntToFloat(t, a)
		if !ok {
			return Null
		}
		y, ok := IntToFloat(t, b)
		if !ok {
			return Null
		}
		return FloatPow(t, x, y)
	}
	n, small := AsUint64(b)
	if x, ok := AsInt64(a); ok {
		switch {
		case x == 0 && !(small && n == 0):
			return gc.MakeInt(0)
		case x == 1:
			return gc.MakeInt(1)
		case x == -1:
			odd, _ := AsInt64(IntAnd(t, b, gc.MakeInt(1)))
			return gc.MakeInt(1 - 2*odd)
		}
		if small {
			if r, ok := powUint64(magnitude(x), n); ok {
				return newSigned(t, x < 0 && n&1 != 0, 0, r)
			}
			if m := magnitude(x); m&(m-1) == 0 && n < maxBits/64 {
				return shiftedLimb(t, x < 0 && n&1 != 0, 1, bits.TrailingZeros64(m)*int(n))
			}
		}
	}
	if !small || n > maxBits/max(1, uint64(BitLen(a)-1)) {
		return RaiseNew(t, MemoryErrorType)
	}
	var ax intArg
	return NewBig(t, bigPow(ax.set(a), n))
}

// powUint64 is x**n if that fits.
func powUint64(x, n uint64) (r uint64, ok bool) {
	r = 1
	for {
		if n&1 != 0 {
			hi, lo := bits.Mul64(r, x)
			if hi != 0 {
				return 0, false
			}
			r = lo
		}
		if n >>= 1; n == 0 {
			return r, true
		}
		hi, lo := bits.Mul64(x, x)
		if hi != 0 {
			return 0, false
		}
		x = lo
	}
}

// bigPow is x**n by squaring from the highest bit on.
func bigPow(x *big.Int, n uint64) *big.Int {
	r := big.NewInt(1)
	var square big.Int
	for i := bits.Len64(n) - 1; i >= 0; i-- {
		square.Mul(r, r)
		if n>>i&1 != 0 {
			r.Mul(&square, x)
		} else {
			r.Set(&square)
		}
	}
	return r
}

// intPowMod is pow(a, b, m) of numbers, which must all be ints; NotImplemented
// for what is no number.
func intPowMod(t *Thread, a, b, m Value) Value {
	args := [...]Value{a, b, m}
	for _, v := range args {
		if IsComplexObj(v) {
			return ValueErrorf(t, "complex modulo")
		}
	}
	for _, v := range args {
		if IsFloatObj(v) {
			return TypeErrorf(t, "pow() 3rd argument not allowed unless all arguments are integers")
		}
	}
	for _, v := range args {
		if !IsIntObj(v) {
			return NotImplemented
		}
	}
	return IntPowMod(t, a, b, m)
}

// IntPowMod is pow(a, b, m).
func IntPowMod(t *Thread, a, b, m Value) Value {
	if IntSign(m) == 0 {
		return ValueErrorf(t, "pow() 3rd argument cannot be 0")
	}
	if r, ok := powModSmall(a, b, m); ok {
		return NewInt(t, r)
	}
	var ax, bx, mx intArg
	var base, exp, mod, z big.Int
	base.Set(ax.set(a))
	exp.Set(bx.set(b))
	mod.Abs(mx.set(m))
	if exp.Sign() < 0 {
		if base.ModInverse(&base, &mod) == nil {
			return ValueErrorf(t, "base is not invertible for the given modulus")
		}
		exp.Neg(&exp)
	}
	z.Exp(base.Mod(&base, &mod), &exp, &mod)
	if IntSign(m) < 0 && z.Sign() != 0 {
		z.Sub(&z, &mod)
	}
	return NewBig(t, &z)
}

// powModSmall is IntPowMod for a modulus of up to 63 bits and an exponent of up
// to 64, neither negative.
func powModSmall(a, b, m Value) (int64, bool) {
	mod, ok := AsInt64(m)
	exp, ok2 := AsUint64(b)
	x, ok3 := AsInt64(a)
	if !ok || !ok2 || !ok3 || mod < 1 {
		return 0, false
	}
	if x %= mod; x < 0 {
		x += mod
	}
	n, base, r := uint64(mod), uint64(x), 1%uint64(mod)
	for ; exp != 0; exp >>= 1 {
		if exp&1 != 0 {
			r = mulMod(r, base, n)
		}
		base = mulMod(base, base, n)
	}
	return int64(r), true
}

func mulMod(x, y, n uint64) uint64 {
	hi, lo := bits.Mul64(x, y)
	if hi == 0 {
		return lo % n
	}
	_, r := bits.Div64(hi, lo, n)
	return r
}
