package cmath

import (
	"math"
	"math/cmplx"

	"gorgon/internal/libm"
)

// Bounds beyond which the plain formulas overflow.
const (
	large    = math.MaxFloat64 / 4
	tiny     = 0x1p-1022
	ln2      = math.Ln2
	sqrtTiny = 0x1p-511
)

var (
	sqrtLarge = math.Sqrt(large)
	logLarge  = math.Log(large)
)

// Go's functions of infinities and NaNs differ from CPython's where Annex G
// leaves the sign of a part open; below these cases come first.

func isNaN(f float64) bool { return f != f }

func sqrt(z complex128) complex128 {
	if !finite(z) {
		if isNaN(real(z)) && !math.IsInf(imag(z), 0) {
			return complex(math.NaN(), math.NaN())
		}
		return cmplx.Sqrt(z)
	}
	if z == 0 {
		return complex(0, imag(z))
	}
	ax, ay := math.Abs(real(z)), math.Abs(imag(z))
	var s float64
	if ax < tiny && ay < tiny && (ax > 0 || ay > 0) {
		ax = math.Ldexp(ax, 53)
		s = math.Ldexp(math.Sqrt(ax+libm.Hypot(ax, math.Ldexp(ay, 53))), -27)
	} else {
		ax /= 8
		s = 2 * math.Sqrt(ax+libm.Hypot(ax, ay/8))
	}
	d := ay / (2 * s)
	if real(z) >= 0 {
		return complex(s, math.Copysign(d, imag(z)))
	}
	return complex(d, math.Copysign(s, imag(z)))
}

func sqrtFn(z complex128) (complex128, failure) { return sqrt(z), fine }

// isLarge says whether squaring z could overflow.
func isLarge(z complex128) bool { return math.Abs(real(z)) > large || math.Abs(imag(z)) > large }

// logOfTwice is log(2*|z|) of a large z.
func logOfTwice(z complex128) float64 {
	return libm.Log(libm.Hypot(real(z)/2, imag(z)/2)) + 2*ln2
}

func acos(z complex128) (complex128, failure) {
	if !finite(z) {
		if isNaN(imag(z)) && math.IsInf(real(z), 0) {
			return complex(math.NaN(), math.Inf(1)), fine
		}
		return cmplx.Acos(z), fine
	}
	x, y := real(z), imag(z)
	if isLarge(z) {
		l := logOfTwice(z)
		if x < 0 {
			return complex(libm.Atan2(math.Abs(y), x), -math.Copysign(l, y)), fine
		}
		return complex(libm.Atan2(math.Abs(y), x), math.Copysign(l, -y)), fine
	}
	a, b := sqrt(complex(1-x, -y)), sqrt(complex(1+x, y))
	return complex(2*libm.Atan2(real(a), real(b)), libm.Asinh(float64(real(b)*imag(a))-float64(imag(b)*real(a)))), fine
}

func acosh(z complex128) (complex128, failure) {
	if !finite(z) {
		if isNaN(imag(z)) && real(z) == 0 {
			return complex(math.NaN(), math.Pi/2), fine
		}
		return cmplx.Acosh(z), fine
	}
	x, y := real(z), imag(z)
	if isLarge(z) {
		return complex(logOfTwice(z), libm.Atan2(y, x)), fine
	}
	a, b := sqrt(complex(x-1, y)), sqrt(complex(x+1, y))
	return complex(libm.Asinh(float64(real(a)*real(b))+float64(imag(a)*imag(b))), 2*libm.Atan2(imag(a), real(b))), fine
}

func asinh(z complex128) (complex128, failure) {
	if !finite(z) {
		if isNaN(real(z)) && math.IsInf(imag(z), 0) {
			return complex(math.Inf(1), math.NaN()), fine
		}
		return cmplx.Asinh(z), fine
	}
	x, y := real(z), imag(z)
	if isLarge(z) {
		l := logOfTwice(z)
		if y >= 0 {
			return complex(math.Copysign(l, x), libm.Atan2(y, math.Abs(x))), fine
		}
		return complex(-math.Copysign(l, -x), libm.Atan2(y, math.Abs(x))), fine
	}
	a, b := sqrt(complex(1+y, -x)), sqrt(complex(1-y, x))
	return complex(libm.Asinh(float64(real(a)*imag(b))-float64(real(b)*imag(a))),
		libm.Atan2(y, float64(real(a)*real(b))-float64(imag(a)*imag(b)))), fine
}

func atanh(z complex128) (complex128, failure) {
	if !finite(z) {
		if isNaN(real(z)) && math.IsInf(imag(z), 0) {
			return complex(0, math.Copysign(math.Pi/2, imag(z))), fine
		}
		return cmplx.Atanh(z), fine
	}
	x, y := real(z), imag(z)
	if math.Signbit(x) {
		r, fail := atanh(-z)
		return -r, fail
	}
	ay := math.Abs(y)
	switch {
	case x > sqrtLarge || ay > sqrtLarge:
		h := libm.Hypot(x/2, y/2)
		return complex(x/4/h/h, -math.Copysign(math.Pi/2, -y)), fine
	case x == 1 && ay < sqrtTiny:
		if ay == 0 {
			return 0, domain
		}
		return complex(-libm.Log(math.Sqrt(ay)/math.Sqrt(libm.Hypot(ay, 2))), math.Copysign(libm.Atan2(2, -ay)/2, y)), fine
	}
	return complex(math.Log1p(4*x/(float64((1-x)*(1-x))+float64(ay*ay)))/4,
		-libm.Atan2(-2*y, float64((1-x)*(1+x))-float64(ay*ay))/2), fine
}

// checked reports an overflow out of finite numbers.
func checked(re, im float64) (complex128, failure) {
	if math.IsInf(re, 0) || math.IsInf(im, 0) {
		return 0, overflow
	}
	return complex(re, im), fine
}

func cosh(z complex128) (complex128, failure) {
	x, y := real(z), imag(z)
	if !finite(z) {
		if math.IsInf(y, 0) && x == x {
			return 0, domain
		}
		if math.IsInf(x, 0) && y-y == 0 && y != 0 {
			return complex(math.Copysign(math.Inf(1), libm.Cos(y)), math.Copysign(math.Inf(1), libm.Sin(y)*x)), fine
		}
		if isNaN(y) && x == 0 || isNaN(x) && y == 0 {
			return complex(math.NaN(), 0), fine
		}
		return cmplx.Cosh(z), fine
	}
	if math.Abs(x) > logLarge {
		less := x - math.Copysign(1, x)
		return checked(libm.Cos(y)*libm.Cosh(less)*math.E, libm.Sin(y)*libm.Sinh(less)*math.E)
	}
	return checked(libm.Cos(y)*libm.Cosh(x), libm.Sin(y)*libm.Sinh(x))
}

func sinh(z complex128) (complex128, failure) {
	x, y := real(z), imag(z)
	if !finite(z) {
		if math.IsInf(y, 0) && x == x {
			return 0, domain
		}
		if math.IsInf(x, 0) && y-y == 0 && y != 0 {
			return complex(math.Copysign(math.Inf(1), libm.Cos(y)*x), math.Copysign(math.Inf(1), libm.Sin(y))), fine
		}
		switch {
		case isNaN(y) && x == 0:
			return complex(0, math.NaN()), fine
		case isNaN(y) && math.IsInf(x, 0):
			return complex(math.Inf(1), math.NaN()), fine
		}
		return cmplx.Sinh(z), fine
	}
	if math.Abs(x) > logLarge {
		less := x - math.Copysign(1, x)
		return checked(libm.Cos(y)*libm.Sinh(less)*math.E, libm.Sin(y)*libm.Cosh(less)*math.E)
	}
	return checked(libm.Cos(y)*libm.Sinh(x), libm.Sin(y)*libm.Cosh(x))
}

func tanh(z complex128) (complex128, failure) {
	x, y := real(z), imag(z)
	if !finite(z) {
		if math.IsInf(y, 0) && x-x == 0 {
			return 0, domain
		}
		if math.IsInf(x, 0) {
			im := 0.0
			if y-y == 0 {
				im = math.Copysign(0, 2*libm.Sin(y)*libm.Cos(y))
			}
			return complex(math.Copysign(1, x), im), fine
		}
		if isNaN(y) && x == 0 {
			return z, fine
		}
		return cmplx.Tanh(z), fine
	}
	if math.Abs(x) > logLarge {
		return complex(math.Copysign(1, x), 4*libm.Sin(y)*libm.Cos(y)*libm.Exp(-2*math.Abs(x))), fine
	}
	tx, ty := libm.Tanh(x), libm.Tan(y)
	cx := 1 / libm.Cosh(x)
	p := tx * ty
	d := 1 + float64(p*p)
	return complex(tx*(1+float64(ty*ty))/d, ty/d*cx*cx), fine
}

func exp(z complex128) (complex128, failure) {
	x, y := real(z), imag(z)
	if !finite(z) {
		if math.IsInf(y, 0) && (x-x == 0 || x > 0) {
			return 0, domain
		}
		if math.IsInf(x, 0) && y-y == 0 && y != 0 {
			size := 0.0
			if x > 0 {
				size = x
			}
			return complex(math.Copysign(size, libm.Cos(y)), math.Copysign(size, libm.Sin(y))), fine
		}
		if math.IsInf(x, -1) && y-y != 0 {
			return 0, fine
		}
		return cmplx.Exp(z), fine
	}
	if x > logLarge {
		l := libm.Exp(x - 1)
		return checked(l*libm.Cos(y)*math.E, l*libm.Sin(y)*math.E)
	}
	l := libm.Exp(x)
	return checked(l*libm.Cos(y), l*libm.Sin(y))
}

// log of 0 is -inf, and a domain error.
func log(z complex128) (complex128, failure) {
	x, y := real(z), imag(z)
	if !finite(z) {
		return cmplx.Log(z), fine
	}
	ax, ay := math.Abs(x), math.Abs(y)
	var r float64
	switch {
	case ax > large || ay > large:
		r = libm.Log(libm.Hypot(ax/2, ay/2)) + ln2
	case ax == 0 && ay == 0:
		return complex(math.Inf(-1), libm.Atan2(y, x)), domain
	case ax < tiny && ay < tiny:
		r = libm.Log(libm.Hypot(math.Ldexp(ax, 53), math.Ldexp(ay, 53))) - 53*ln2
	default:
		h := libm.Hypot(ax, ay)
		if 0.71 <= h && h <= 1.73 {
			a, b := max(ax, ay), min(ax, ay)
			r = math.Log1p(float64((a-1)*(a+1))+float64(b*b)) / 2
		} else {
			r = libm.Log(h)
		}
	}
	return complex(r, libm.Atan2(y, x)), fine
}

func log10(z complex128) (complex128, failure) {
	r, fail := log(z)
	return complex(real(r)/math.Ln10, imag(r)/math.Ln10), fail
}
