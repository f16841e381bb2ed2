package math

import (
	"math"

	"gorgon/gc"
	"gorgon/internal/libm"
	. "gorgon/vm/object"
)

func init() { RegisterModule("math", initModule) }

func initModule(t *Thread, m Value) {
	AddFunctions(t, m, functions())
	d := ModuleDict(m)
	for name, f := range map[string]float64{"pi": math.Pi, "e": math.E, "tau": 2 * math.Pi, "inf": math.Inf(1), "nan": math.NaN()} {
		DictSetStr(t, d, Intern(name), NewFloat(f))
	}
}

func functions() []Method {
	list := append(realFunctions(), integerFunctions()...)
	return append(list, vectorFunctions()...)
}

// realFunctions are those of one or two floats.
func realFunctions() []Method {
	return []Method{
		unary("acos", libm.Acos, "expected a number in range from -1 up to 1, got %s", "Return the arc cosine (measured in radians) of x.\n\nThe result is between 0 and pi."),
		unary("acosh", libm.Acosh, "expected argument value not less than 1, got %s", "Return the inverse hyperbolic cosine of x."),
		unary("asin", libm.Asin, "expected a number in range from -1 up to 1, got %s", "Return the arc sine (measured in radians) of x.\n\nThe result is between -pi/2 and pi/2."),
		unary("asinh", libm.Asinh, "", "Return the inverse hyperbolic sine of x."),
		unary("atan", libm.Atan, "", "Return the arc tangent (measured in radians) of x.\n\nThe result is between -pi/2 and pi/2."),
		unary("atanh", atanh, "expected a number between -1 and 1, got %s", "Return the inverse hyperbolic tangent of x."),
		unary("cbrt", libm.Cbrt, "", "Return the cube root of x."),
		unary("cos", libm.Cos, "expected a finite input, got %s", "Return the cosine of x (measured in radians)."),
		unary("cosh", libm.Cosh, "", "Return the hyperbolic cosine of x."),
		unary("erf", math.Erf, "", "Error function at x."),
		unary("erfc", math.Erfc, "", "Complementary error function at x."),
		unary("exp", libm.Exp, "", "Return e raised to the power of x."),
		unary("exp2", libm.Exp2, "", "Return 2 raised to the power of x."),
		unary("expm1", math.Expm1, "", "Return exp(x)-1.\n\nThis function avoids the loss of precision involved in the direct evaluation of exp(x)-1 for small x."),
		unary("fabs", math.Abs, "", "Return the absolute value of the float x."),
		unary("gamma", gamma, "expected a noninteger or positive integer, got %s", "Gamma function at x."),
		unary("lgamma", lgamma, "expected a noninteger or positive integer, got %s", "Natural logarithm of absolute value of Gamma function at x."),
		unary("log1p", log1p, "expected argument value > -1, got %s", "Return the natural logarithm of 1+x (base e).\n\nThe result is computed in a way which is accurate for x near zero."),
		unary("sin", libm.Sin, "expected a finite input, got %s", "Return the sine of x (measured in radians)."),
		unary("sinh", libm.Sinh, "", "Return the hyperbolic sine of x."),
		unary("sqrt", math.Sqrt, "expected a nonnegative input, got %s", "Return the square root of x."),
		unary("tan", libm.Tan, "expected a finite input, got %s", "Return the tangent of x (measured in radians)."),
		unary("tanh", libm.Tanh, "", "Return the hyperbolic tangent of x."),
		{Name: "degrees", Sig: "(x, /)", Fn: plain(func(x float64) float64 { return x * (180 / math.Pi) }), Doc: "Convert angle x from radians to degrees."},
		{Name: "radians", Sig: "(x, /)", Fn: plain(func(x float64) float64 { return x * (math.Pi / 180) }), Doc: "Convert angle x from degrees to radians."},
		{Name: "ulp", Sig: "(x, /)", Fn: plain(ulp), Doc: "Return the value of the least significant bit of the float x."},
		{Name: "isfinite", Sig: "(x, /)", Fn: predicate(func(x float64) bool { return x-x == 0 }), Doc: "Return True if x is neither an infinity nor a NaN, and False otherwise."},
		{Name: "isinf", Sig: "(x, /)", Fn: predicate(func(x float64) bool { return math.IsInf(x, 0) }), Doc: "Return True if x is a positive or negative infinity, and False otherwise."},
		{Name: "isnan", Sig: "(x, /)", Fn: predicate(func(x float64) bool { return x != x }), Doc: "Return True if x is a NaN (not a number), and False otherwise."},
		{Name: "log", Sig: "(*args)", Fn: logFn, Doc: "log(x, [base=math.e])\nReturn the logarithm of x to the given base.\n\nIf the base is not specified, returns the natural logarithm (base e) of x."},
		{Name: "log2", Sig: "(x, /)", Fn: logWith(libm.Log2), Doc: "Return the base 2 logarithm of x."},
		{Name: "log10", Sig: "(x, /)", Fn: logWith(libm.Log10), Doc: "Return the base 10 logarithm of x."},
		binary("atan2", libm.Atan2, "(y, x, /)", "Return the arc tangent (measured in radians) of y/x.\n\nUnlike atan(y/x), the signs of both x and y are considered."),
		binary("copysign", math.Copysign, "(x, y, /)", "Return a float with the magnitude (absolute value) of x but the sign of y.\n\nOn platforms that support signed zeros, copysign(1.0, -0.0)\nreturns -1.0.\n"),
		binary("fmod", math.Mod, "(x, y, /)", "Return fmod(x, y), according to platform C.\n\nx % y may differ."),
		binary("remainder", remainder, "(x, y, /)", "Difference between x and the closest integer multiple of y.\n\nReturn x - n*y where n*y is the closest integer multiple of y.\nIn the case where x is exactly halfway between two multiples of\ny, the nearest even value of n is used. The result is always exact."),
		{Name: "pow", Sig: "(x, y, /)", Fn: powFn, Doc: "Return x**y (x to the power of y)."},
		{Name: "fma", Sig: "(x, y, z, /)", Fn: fmaFn, Doc: "Fused multiply-add operation.\n\nCompute (x * y) + z with a single round."},
		{Name: "frexp", Sig: "(x, /)", Fn: frexp, Doc: "Return the mantissa and exponent of x, as pair (m, e).\n\nm is a float and e is an int, such that x = m * 2.**e.\nIf x is 0, m and e are both 0.  Else 0.5 <= abs(m) < 1.0."},
		{Name: "ldexp", Sig: "(x, i, /)", Fn: ldexp, Doc: "Return x * (2**i).\n\nThis is essentially the inverse of frexp()."},
		{Name: "modf", Sig: "(x, /)", Fn: modf, Doc: "Return the fractional and integer parts of x.\n\nBoth results carry the sign of x and are floats."},
		{Name: "nextafter", Sig: "(x, y, /, *, steps=?)", Fn: nextAfter, Doc: "Return the floating-point value the given number of steps after x towards y.\n\nIf steps is not specified or is None, it defaults to 1.\n\nRaises a TypeError, if x or y is not a double, or if steps is not an integer.\nRaises ValueError if steps is negative."},
		{Name: "ceil", Sig: "(x, /)", Fn: wholeBy("__ceil__", math.Ceil), Doc: "Return the ceiling of x as an Integral.\n\nThis is the smallest integer >= x."},
		{Name: "floor", Sig: "(x, /)", Fn: wholeBy("__floor__", math.Floor), Doc: "Return the floor of x as an Integral.\n\nThis is the largest integer <= x."},
		{Name: "trunc", Sig: "(x, /)", Fn: trunc, Doc: "Truncates the Real x to the nearest Integral toward 0.\n\nUses the __trunc__ magic method."},
		{Name: "isclose", Sig: "(a, b, *, rel_tol=?, abs_tol=?)", Fn: isClose, Doc: "Determine whether two floating-point numbers are close in value.\n\n  rel_tol\n    maximum difference for being considered \"close\", relative to the\n    magnitude of the input values\n  abs_tol\n    maximum difference for being considered \"close\", regardless of the\n    magnitude of the input values\n\nReturn True if a is close in value to b, and False otherwise.\n\nFor the values to be considered close, the difference between them\nmust be smaller than at least one of the tolerances.\n\n-inf, inf and NaN behave similarly to the IEEE 754 Standard.  That\nis, NaN is not close to anything, even itself.  inf and -inf are\nonly close to themselves."},
	}
}

// float returns a float argument, the common case first.
func float(t *Thread, v Value) (float64, bool) {
	if v.IsFloat() {
		return v.Float(), true
	}
	return AsFloat(t, v)
}

// unary makes a function of one float. A NaN out of none is a domain error with
// that text; an infinity out of a finite number is too, if the text is that of
// a pole, else an overflow.
func unary(name string, f func(float64) float64, domain, doc string) Method {
	pole := name == "atanh" || name == "log1p" || name == "gamma" || name == "lgamma"
	return Method{Name: name, Sig: "(x, /)", Doc: doc, Fn: func(t *Thread, args []Value) Value {
		x, ok := float(t, args[0])
		if !ok {
			return Null
		}
		r := f(x)
		if r-r == 0 || x-x != 0 && (r == r || x != x) {
			return NewFloat(r)
		}
		if r != r || pole && isPole(name, x) {
			if domain == "" {
				return ValueErrorf(t, "math domain error")
			}
			return ValueErrorf(t, domain, FloatRepr(x))
		}
		return OverflowErrorf(t, "math range error")
	}}
}

// isPole says whether a function that has poles has one at x.
func isPole(name string, x float64) bool {
	switch name {
	case "gamma", "lgamma":
		return x <= 0 && x == math.Floor(x)
	}
	return true
}

func atanh(x float64) float64 { return libm.Atanh(x) }

func log1p(x float64) float64 { return math.Log1p(x) }

func plain(f func(float64) float64) NativeFn {
	return func(t *Thread, args []Value) Value {
		x, ok := float(t, args[0])
		if !ok {
			return Null
		}
		return NewFloat(f(x))
	}
}

func predicate(f func(float64) bool) NativeFn {
	return func(t *Thread, args []Value) Value {
		x, ok := float(t, args[0])
		if !ok {
			return Null
		}
		return gc.MakeBool(f(x))
	}
}

func twoFloats(t *Thread, args []Value) (x, y float64, ok bool) {
	if x, ok = float(t, args[0]); ok {
		y, ok = float(t, args[1])
	}
	return x, y, ok
}

func binary(name string, f func(x, y float64) float64, sig, doc string) Method {
	return Method{Name: name, Sig: sig, Doc: doc, Fn: func(t *Thread, args []Value) Value {
		x, y, ok := twoFloats(t, args)
		if !ok {
			return Null
		}
		r := f(x, y)
		switch {
		case r != r && x == x && y == y:
			return ValueErrorf(t, "math domain error")
		case math.IsInf(r, 0) && x-x == 0 && y-y == 0:
			return OverflowErrorf(t, "math range error")
		}
		return NewFloat(r)
	}}
}

func remainder(x, y float64) float64 {
	if math.IsInf(y, 0) && x-x == 0 {
		return x
	}
	return math.Remainder(x, y)
}

func powFn(t *Thread, args []Value) Value {
	x, y, ok := twoFloats(t, args)
	if !ok {
		return Null
	}
	r := libm.Pow(x, y)
	if r-r != 0 && x-x == 0 && y-y == 0 {
		if r != r || x == 0 {
			return ValueErrorf(t, "math domain error")
		}
		return OverflowErrorf(t, "math range error")
	}
	return NewFloat(r)
}

func fmaFn(t *Thread, args []Value) Value {
	x, y, ok := twoFloats(t, args)
	if !ok {
		return Null
	}
	z, ok := float(t, args[2])
	if !ok {
		return Null
	}
	r := math.FMA(x, y, z)
	switch {
	case r != r && x == x && y == y && z == z:
		return ValueErrorf(t, "invalid operation in fma")
	case math.IsInf(r, 0) && x-x == 0 && y-y == 0 && z-z == 0:
		return OverflowErrorf(t, "overflow in fma")
	}
	return NewFloat(r)
}

func frexp(t *Thread, args []Value) Value {
	x, ok := float(t, args[0])
	if !ok {
		return Null
	}
	m, e := math.Frexp(x)
	return NewTuple(t, NewFloat(m), NewInt(t, int64(e)))
}

func ldexp(t *Thread, args []Value) Value {
	x, ok := float(t, args[0])
	if !ok {
		return Null
	}
	if !IsIntObj(args[1]) {
		return TypeErrorf(t, "Expected an int as second argument to ldexp.")
	}
	n, ok := AsInt64(args[1])
	if !ok || n > 1<<20 || n < -1<<20 {
		n = int64(IntSign(args[1])) << 20
	}
	r := math.Ldexp(x, int(n))
	if math.IsInf(r, 0) && !math.IsInf(x, 0) {
		return OverflowErrorf(t, "math range error")
	}
	return NewFloat(r)
}

func modf(t *Thread, args []Value) Value {
	x, ok := float(t, args[0])
	if !ok {
		return Null
	}
	if math.IsInf(x, 0) {
		return NewTuple(t, NewFloat(math.Copysign(0, x)), NewFloat(x))
	}
	whole, fraction := math.Modf(x)
	return NewTuple(t, NewFloat(math.Copysign(fraction, x)), NewFloat(whole))
}

func ulp(x float64) float64 {
	x = math.Abs(x)
	if x-x != 0 {
		return x
	}
	next := math.Nextafter(x, math.Inf(1))
	if math.IsInf(next, 0) {
		return x - math.Nextafter(x, 0)
	}
	return next - x
}

func nextAfter(t *Thread, args []Value) Value {
	x, y, ok := twoFloats(t, args)
	if !ok {
		return Null
	}
	if args[2] == Null || args[2] == None {
		return NewFloat(math.Nextafter(x, y))
	}
	n, ok := IntLike(t, args[2])
	if !ok {
		return Null
	}
	if IntSign(n) < 0 {
		return ValueErrorf(t, "steps must be a non-negative integer")
	}
	steps, ok := AsUint64(n)
	if !ok {
		steps = math.MaxUint64
	}
	return NewFloat(walk(x, y, steps))
}

// walk goes so many floats from x towards y, no further than y.
func walk(x, y float64, steps uint64) float64 {
	if steps == 0 || x != x || x == y && y == y {
		if steps != 0 && x == y {
			return y
		}
		return x
	}
	if y != y {
		return y
	}
	from, to := rank(x), rank(y)
	if from < to {
		if uint64(to)-uint64(from) <= steps {
			return y
		}
		return unrank(from+int64(steps), x)
	}
	if uint64(from)-uint64(to) <= steps {
		return y
	}
	return unrank(from-int64(steps), x)
}

// rank numbers the floats in their order, both zeros being 0.
func rank(x float64) int64 {
	r := int64(math.Float64bits(math.Abs(x)))
	if math.Signbit(x) {
		return -r
	}
	return r
}

func unrank(r int64, from float64) float64 {
	switch {
	case r < 0:
		return -math.Float64frombits(uint64(-r))
	case r == 0:
		return math.Copysign(0, from)
	}
	return math.Float64frombits(uint64(r))
}

// wholeBy is floor and ceil: of floats directly, else by the special method,
// else of what float() makes.
func wholeBy(name string, f func(float64) float64) NativeFn {
	special := Intern(name)
	return func(t *Thread, args []Value) Value {
		v := args[0]
		switch {
		case v.IsInt():
			return v
		case !v.IsFloat():
			fn, self := LookupSpecial(t, v, special)
			if fn != Null {
				return tailSpecial(t, fn, self)
			}
			if t.Exc != Null {
				return Null
			}
		}
		x, ok := float(t, v)
		if !ok {
			return Null
		}
		return IntOf(t, NewFloat(f(x)))
	}
}

func tailSpecial(t *Thread, fn, self Value) Value {
	if self == Null {
		return t.SetTail(fn)
	}
	return t.SetTail(fn, self)
}

func trunc(t *Thread, args []Value) Value {
	if args[0].IsFloat() {
		return IntOf(t, args[0])
	}
	fn, self := LookupSpecial(t, args[0], Intern("__trunc__"))
	if fn != Null {
		return tailSpecial(t, fn, self)
	}
	if t.Exc != Null {
		return Null
	}
	return TypeErrorf(t, "type %s doesn't define __trunc__ method", TypeName(args[0]))
}

func isClose(t *Thread, args []Value) Value {
	a, b, ok := twoFloats(t, args)
	if !ok {
		return Null
	}
	rel, abs := 1e-9, 0.0
	if args[2] != Null {
		if rel, ok = float(t, args[2]); !ok {
			return Null
		}
	}
	if args[3] != Null {
		if abs, ok = float(t, args[3]); !ok {
			return Null
		}
	}
	if rel < 0 || abs < 0 {
		return ValueErrorf(t, "tolerances must be non-negative")
	}
	if a == b {
		return True
	}
	if math.IsInf(a, 0) || math.IsInf(b, 0) {
		return False
	}
	diff := math.Abs(b - a)
	return gc.MakeBool(diff <= math.Abs(rel*b) || diff <= math.Abs(rel*a) || diff <= abs)
}
