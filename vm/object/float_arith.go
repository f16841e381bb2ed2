package object

import (
	"math"
	"math/cmplx"

	"gorgon/gc"
	"gorgon/internal/libm"
)

// FloatFloorDiv is x // y.
func FloatFloorDiv(t *Thread, x, y float64) Value {
	if y == 0 {
		return ZeroDivisionErrorf(t, "division by zero")
	}
	q, _ := floatDivMod(x, y)
	return NewFloat(q)
}

// FloatMod is x % y.
func FloatMod(t *Thread, x, y float64) Value {
	if y == 0 {
		return ZeroDivisionErrorf(t, "division by zero")
	}
	return NewFloat(floatMod(x, y))
}

func floatMod(x, y float64) float64 {
	m := math.Mod(x, y)
	if m == 0 {
		return math.Copysign(0, y)
	}
	if (y < 0) != (m < 0) {
		m += y
	}
	return m
}

// floatDivMod returns the quotient rounded down and the remainder, which has
// the sign of y; y is not 0.
func floatDivMod(x, y float64) (q, m float64) {
	m = math.Mod(x, y)
	q = (x - m) / y
	if m == 0 {
		m = math.Copysign(0, y)
	} else if (y < 0) != (m < 0) {
		m += y
		q--
	}
	if q == 0 {
		return math.Copysign(0, x/y), m
	}
	floor := math.Floor(q)
	if q-floor > 0.5 {
		floor++
	}
	return floor, m
}

// FloatTrueDiv is x / y.
func FloatTrueDiv(t *Thread, x, y float64) Value {
	if y == 0 {
		return ZeroDivisionErrorf(t, "division by zero")
	}
	return NewFloat(x / y)
}

// FloatPow is x ** y, complex for a negative x and a fractional y.
func FloatPow(t *Thread, x, y float64) Value {
	switch {
	case y == 2:
		// The commonest power, exactly rounded.
		if r := x * x; !math.IsInf(r, 0) {
			return NewFloat(r)
		}
	case y == 0 || x == 1:
		return gc.MakeFloat(1)
	case x != x || y != y:
		return NewFloat(math.NaN())
	case math.IsInf(y, 0):
		switch x = math.Abs(x); {
		case x == 1:
			return gc.MakeFloat(1)
		case (y > 0) == (x > 1):
			return gc.MakeFloat(math.Inf(1))
		}
		return gc.MakeFloat(0)
	case x == 0 && y < 0:
		return ZeroDivisionErrorf(t, "zero to a negative power")
	case x < 0 && !math.IsInf(x, 0) && y != math.Floor(y):
		return complexPow(t, complex(x, 0), complex(y, 0))
	}
	r := libm.Pow(x, y)
	if math.IsInf(r, 0) && !math.IsInf(x, 0) && !math.IsInf(y, 0) {
		return RangeError(t)
	}
	return NewFloat(r)
}

// RangeError raises OverflowError with the number and the text of ERANGE.
func RangeError(t *Thread) Value {
	return RaiseNew(t, OverflowErrorType, gc.MakeInt(34), NewStr(t, "Numerical result out of range"))
}

// complexPow is a ** b.
func complexPow(t *Thread, a, b complex128) Value {
	switch {
	case b == 0:
		return NewComplex(t, 1)
	case a == 0:
		if imag(b) != 0 || real(b) < 0 {
			return ZeroDivisionErrorf(t, "zero to a negative or complex power")
		}
		return NewComplex(t, 0)
	}
	var r complex128
	if n := real(b); imag(b) == 0 && n == math.Floor(n) && math.Abs(n) <= 100 {
		r = complexIntPow(a, int(n))
	} else {
		r = complexRealPow(a, b)
	}
	if cmplx.IsInf(r) && !cmplx.IsInf(a) && !cmplx.IsInf(b) {
		return OverflowErrorf(t, "complex exponentiation")
	}
	return NewComplex(t, r)
}

func complexIntPow(a complex128, n int) complex128 {
	if n < 0 {
		return ComplexQuotient(1, complexIntPow(a, -n))
	}
	r, p := complex(1, 0), a
	for mask := 1; mask > 0 && n >= mask; mask <<= 1 {
		if n&mask != 0 {
			r = ComplexProduct(r, p)
		}
		p = ComplexProduct(p, p)
	}
	return r
}

func complexRealPow(a, b complex128) complex128 {
	vabs := libm.Hypot(real(a), imag(a))
	length := libm.Pow(vabs, real(b))
	at := libm.Atan2(imag(a), real(a))
	phase := at * real(b)
	if imag(b) != 0 {
		length *= libm.Exp(-at * imag(b))
		phase += imag(b) * libm.Log(vabs)
	}
	sin, cos := libm.Sin(phase), libm.Cos(phase)
	return complex(length*cos, length*sin)
}

// ComplexProduct is a * b; where the plain formula gives NaN for infinite
// operands it gives the infinity that C's Annex G asks for.
func ComplexProduct(a, b complex128) complex128 {
	ar, ai, br, bi := real(a), imag(a), real(b), imag(b)
	r := float64(ar*br) - float64(ai*bi)
	i := float64(ar*bi) + float64(ai*br)
	if r == r || i == i {
		return complex(r, i)
	}
	recalc := false
	if math.IsInf(ar, 0) || math.IsInf(ai, 0) {
		ar, ai = unitOfInf(ar), unitOfInf(ai)
		br, bi = zeroOfNaN(br), zeroOfNaN(bi)
		recalc = true
	}
	if math.IsInf(br, 0) || math.IsInf(bi, 0) {
		br, bi = unitOfInf(br), unitOfInf(bi)
		ar, ai = zeroOfNaN(ar), zeroOfNaN(ai)
		recalc = true
	}
	if !recalc && (math.IsInf(ar*br, 0) || math.IsInf(ai*bi, 0) || math.IsInf(ar*bi, 0) || math.IsInf(ai*br, 0)) {
		ar, ai, br, bi = zeroOfNaN(ar), zeroOfNaN(ai), zeroOfNaN(br), zeroOfNaN(bi)
		recalc = true
	}
	if recalc {
		inf := math.Inf(1)
		return complex(inf*(ar*br-ai*bi), inf*(ar*bi+ai*br))
	}
	return complex(r, i)
}

func unitOfInf(f float64) float64 {
	if math.IsInf(f, 0) {
		return math.Copysign(1, f)
	}
	return math.Copysign(0, f)
}

func zeroOfNaN(f float64) float64 {
	if f != f {
		return math.Copysign(0, f)
	}
	return f
}

// ComplexQuotient is a / b for b that is not 0, by scaling with the larger part
// of b so that nothing overflows early.
func ComplexQuotient(a, b complex128) complex128 {
	ar, ai, br, bi := real(a), imag(a), real(b), imag(b)
	var r, i float64
	switch absR, absI := math.Abs(br), math.Abs(bi); {
	case absR >= absI:
		ratio := bi / br
		den := br + float64(bi*ratio)
		r = (ar + float64(ai*ratio)) / den
		i = (ai - float64(ar*ratio)) / den
	case absI >= absR:
		ratio := br / bi
		den := float64(br*ratio) + bi
		r = (float64(ar*ratio) + ai) / den
		i = (float64(ai*ratio) - ar) / den
	default:
		r, i = math.NaN(), math.NaN()
	}
	if r == r || i == i {
		return complex(r, i)
	}
	if (math.IsInf(ar, 0) || math.IsInf(ai, 0)) && isFinite(br) && isFinite(bi) {
		x, y := unitOfInf(ar), unitOfInf(ai)
		inf := math.Inf(1)
		return complex(inf*(x*br+y*bi), inf*(y*br-x*bi))
	}
	if (math.IsInf(br, 0) || math.IsInf(bi, 0)) && isFinite(ar) && isFinite(ai) {
		x, y := unitOfInf(br), unitOfInf(bi)
		return complex(0*(ar*x+ai*y), 0*(ai*x-ar*y))
	}
	return complex(r, i)
}

func isFinite(f float64) bool { return f-f == 0 }
