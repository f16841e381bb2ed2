package cmath

import (
	"math"
	"math/cmplx"

	"gorgon/gc"
	"gorgon/internal/libm"
	. "gorgon/vm/object"
)

func init() { RegisterModule("cmath", initModule) }

func initModule(t *Thread, m Value) {
	AddFunctions(t, m, []Method{
		function("acos", acos, "Return the arc cosine of z."),
		function("acosh", acosh, "Return the inverse hyperbolic cosine of z."),
		function("asin", turned(asinh), "Return the arc sine of z."),
		function("asinh", asinh, "Return the inverse hyperbolic sine of z."),
		function("atan", turned(atanh), "Return the arc tangent of z."),
		function("atanh", atanh, "Return the inverse hyperbolic tangent of z."),
		function("cos", func(z complex128) (complex128, failure) { return cosh(complex(-imag(z), real(z))) }, "Return the cosine of z."),
		function("cosh", cosh, "Return the hyperbolic cosine of z."),
		function("exp", exp, "Return the exponential value e**z."),
		function("log10", log10, "Return the base-10 logarithm of z."),
		function("sin", turned(sinh), "Return the sine of z."),
		function("sinh", sinh, "Return the hyperbolic sine of z."),
		function("sqrt", sqrtFn, "Return the square root of z."),
		function("tan", turned(tanh), "Return the tangent of z."),
		function("tanh", tanh, "Return the hyperbolic tangent of z."),
		{Name: "log", Sig: "(z, base=?, /)", Fn: logFn, Doc: "log(z[, base]) -> the logarithm of z to the given base.\n\nIf the base is not specified, returns the natural logarithm (base e) of z."},
		{Name: "phase", Sig: "(z, /)", Fn: phase, Doc: "Return argument, also known as the phase angle, of a complex."},
		{Name: "polar", Sig: "(z, /)", Fn: polar, Doc: "Convert a complex from rectangular coordinates to polar coordinates.\n\nr is the distance from 0 and phi the phase angle."},
		{Name: "rect", Sig: "(r, phi, /)", Fn: rect, Doc: "Convert from polar coordinates to rectangular coordinates."},
		{Name: "isclose", Sig: "(a, b, *, rel_tol=?, abs_tol=?)", Fn: isClose, Doc: "Determine whether two complex numbers are close in value."},
		{Name: "isfinite", Sig: "(z, /)", Fn: predicate(func(z complex128) bool { return finite(z) }), Doc: "Return True if both the real and imaginary parts of z are finite, else False."},
		{Name: "isinf", Sig: "(z, /)", Fn: predicate(cmplx.IsInf), Doc: "Checks if the real or imaginary part of z is infinite."},
		{Name: "isnan", Sig: "(z, /)", Fn: predicate(func(z complex128) bool { return real(z) != real(z) || imag(z) != imag(z) }), Doc: "Checks if the real or imaginary part of z not a number (NaN)."},
	})
	for name, f := range map[string]float64{"pi": math.Pi, "e": math.E, "tau": 2 * math.Pi, "inf": math.Inf(1), "nan": math.NaN()} {
		AddValue(t, m, name, NewFloat(f))
	}
	AddValue(t, m, "infj", NewComplex(t, complex(0, math.Inf(1))))
	AddValue(t, m, "nanj", NewComplex(t, complex(0, math.NaN())))
}

// failure is what a function has to say besides its result.
type failure uint8

const (
	fine failure = iota
	domain
	overflow
)

func (f failure) raise(t *Thread) Value {
	if f == domain {
		return ValueErrorf(t, "math domain error")
	}
	return OverflowErrorf(t, "math range error")
}

func finite(z complex128) bool { return real(z)-real(z) == 0 && imag(z)-imag(z) == 0 }

// function makes a function of one complex number.
func function(name string, f func(complex128) (complex128, failure), doc string) Method {
	return Method{Name: name, Sig: "(z, /)", Doc: doc, Fn: func(t *Thread, args []Value) Value {
		z, ok := AsComplex(t, args[0])
		if !ok {
			return Null
		}
		r, fail := f(z)
		if fail != fine {
			return fail.raise(t)
		}
		return NewComplex(t, r)
	}}
}

// turned is -i*f(i*z): the circular function that belongs to a hyperbolic one.
func turned(f func(complex128) (complex128, failure)) func(complex128) (complex128, failure) {
	return func(z complex128) (complex128, failure) {
		r, fail := f(complex(-imag(z), real(z)))
		return complex(imag(r), -real(r)), fail
	}
}

func predicate(f func(complex128) bool) NativeFn {
	return func(t *Thread, args []Value) Value {
		z, ok := AsComplex(t, args[0])
		if !ok {
			return Null
		}
		return gc.MakeBool(f(z))
	}
}

func logFn(t *Thread, args []Value) Value {
	z, ok := AsComplex(t, args[0])
	if !ok {
		return Null
	}
	r, fail := log(z)
	if args[1] != Null {
		base, ok := AsComplex(t, args[1])
		if !ok {
			return Null
		}
		d, _ := log(base)
		fail = fine
		if d == 0 {
			fail = domain
		} else {
			r = ComplexQuotient(r, d)
		}
	}
	if fail != fine {
		return fail.raise(t)
	}
	return NewComplex(t, r)
}

func phase(t *Thread, args []Value) Value {
	z, ok := AsComplex(t, args[0])
	if !ok {
		return Null
	}
	return NewFloat(libm.Atan2(imag(z), real(z)))
}

func polar(t *Thread, args []Value) Value {
	z, ok := AsComplex(t, args[0])
	if !ok {
		return Null
	}
	r, ok := ComplexHypot(z)
	if !ok {
		return overflow.raise(t)
	}
	return NewTuple(t, NewFloat(r), NewFloat(libm.Atan2(imag(z), real(z))))
}

func rect(t *Thread, args []Value) Value {
	r, ok := AsFloat(t, args[0])
	if !ok {
		return Null
	}
	phi, ok := AsFloat(t, args[1])
	if !ok {
		return Null
	}
	if math.IsInf(phi, 0) && r != 0 && r == r {
		return domain.raise(t)
	}
	switch {
	case phi == 0 && r != r:
		return NewComplex(t, complex(r, 0))
	case phi == 0 && math.IsInf(r, 0):
		return NewComplex(t, complex(r, math.Copysign(1, r)*phi))
	case phi == 0:
		return NewComplex(t, complex(r, r*phi))
	case math.IsInf(r, 0) && phi != phi:
		return NewComplex(t, complex(math.Inf(1), phi))
	case r == 0 && phi-phi != 0:
		return NewComplex(t, 0)
	case math.IsInf(r, 0) && phi-phi == 0:
		return NewComplex(t, complex(math.Copysign(math.Inf(1), r*libm.Cos(phi)), math.Copysign(math.Inf(1), r*libm.Sin(phi))))
	}
	return NewComplex(t, complex(r*libm.Cos(phi), r*libm.Sin(phi)))
}

func isClose(t *Thread, args []Value) Value {
	a, ok := AsComplex(t, args[0])
	if !ok {
		return Null
	}
	b, ok := AsComplex(t, args[1])
	if !ok {
		return Null
	}
	rel, abs := 1e-9, 0.0
	if args[2] != Null {
		if rel, ok = AsFloat(t, args[2]); !ok {
			return Null
		}
	}
	if args[3] != Null {
		if abs, ok = AsFloat(t, args[3]); !ok {
			return Null
		}
	}
	if rel < 0 || abs < 0 {
		return ValueErrorf(t, "tolerances must be non-negative")
	}
	if a == b {
		return True
	}
	if cmplx.IsInf(a) || cmplx.IsInf(b) {
		return False
	}
	diff := cmplx.Abs(a - b)
	return gc.MakeBool(diff <= rel*cmplx.Abs(b) || diff <= rel*cmplx.Abs(a) || diff <= abs)
}
