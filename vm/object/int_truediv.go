package object

import (
	"math"
	"math/big"
	"math/bits"

	"gorgon/gc"
)

// IntTrueDiv is a / b: the float nearest to the exact quotient.
func IntTrueDiv(t *Thread, a, b Value) Value {
	x, ok := AsInt64(a)
	y, ok2 := AsInt64(b)
	if ok2 && y == 0 {
		return ZeroDivisionErrorf(t, "division by zero")
	}
	const exact = 1 << 53
	if ok && ok2 && magnitude(x) <= exact && magnitude(y) <= exact {
		return gc.MakeFloat(float64(x) / float64(y))
	}
	var ax, bx intArg
	f := quotientFloat(ax.set(a), bx.set(b))
	if math.IsInf(f, 0) {
		return OverflowErrorf(t, "integer division result too large for a float")
	}
	return gc.MakeFloat(f)
}

// quotientFloat is the float nearest to a/b, infinite if that is too large.
func quotientFloat(a, b *big.Int) float64 {
	if a.Sign() == 0 {
		if b.Sign() < 0 {
			return math.Copysign(0, -1)
		}
		return 0
	}
	d := a.BitLen() - b.BitLen()
	if d > 1030 {
		return math.Inf(a.Sign() * b.Sign())
	}
	if d < -1080 {
		return math.Copysign(0, float64(a.Sign()*b.Sign()))
	}
	// q = |a| * 2**shift / |b| has 63 or 64 bits, or its lowest one is worth less
	// than the smallest float.
	shift := min(63-d, 1080)
	var num, den, q, r big.Int
	num.Abs(a)
	den.Abs(b)
	if shift > 0 {
		num.Lsh(&num, uint(shift))
	} else {
		den.Lsh(&den, uint(-shift))
	}
	q.QuoRem(&num, &den, &r)
	f := roundShifted(q.Uint64(), r.Sign() != 0, -shift)
	if a.Sign() != b.Sign() {
		return -f
	}
	return f
}

// roundShifted is the float nearest to q * 2**exp, where sticky says that a
// fraction was cut off below q. q has at least 55 bits, or exp is below that of
// the smallest float.
func roundShifted(q uint64, sticky bool, exp int) float64 {
	drop := max(bits.Len64(q)-53, -1074-exp)
	if drop <= 0 {
		return math.Ldexp(float64(q), exp)
	}
	if drop > 64 {
		return 0
	}
	kept, half := uint64(0), uint64(1)<<(drop-1)
	if drop < 64 {
		kept = q >> drop
	}
	rest := q - kept<<drop
	if drop == 64 {
		rest = q
	}
	if rest > half || rest == half && (sticky || kept&1 != 0) {
		kept++
	}
	return math.Ldexp(float64(kept), exp+drop)
}
