package math

import (
	"math"

	"gorgon/internal/libm"
	. "gorgon/vm/object"
)

// logarithm is a logarithm of a float or of an int of any size.
func logarithm(t *Thread, v Value, f func(float64) float64) (float64, bool) {
	if IsIntObj(v) {
		if IntSign(v) <= 0 {
			ValueErrorf(t, "expected a positive input")
			return 0, false
		}
		if i, ok := AsInt64(v); ok {
			return f(float64(i)), true
		}
		m, exp := IntFrexp(v)
		if exp <= 1024 {
			if x := math.Ldexp(m, exp); !math.IsInf(x, 0) {
				return f(x), true
			}
		}
		return f(m) + f(2)*float64(exp), true
	}
	x, ok := float(t, v)
	if !ok {
		return 0, false
	}
	if x <= 0 {
		ValueErrorf(t, "expected a positive input, got %s", FloatRepr(x))
		return 0, false
	}
	return f(x), true
}

func logWith(f func(float64) float64) NativeFn {
	return func(t *Thread, args []Value) Value {
		r, ok := logarithm(t, args[0], f)
		if !ok {
			return Null
		}
		return NewFloat(r)
	}
}

func logFn(t *Thread, args []Value) Value {
	given := TupleItems(args[0])
	switch {
	case len(given) == 0:
		return TypeErrorf(t, "log expected at least 1 argument, got 0")
	case len(given) > 2:
		return TypeErrorf(t, "log expected at most 2 arguments, got %d", len(given))
	}
	num, ok := logarithm(t, given[0], libm.Log)
	if !ok {
		return Null
	}
	if len(given) == 1 {
		return NewFloat(num)
	}
	den, ok := logarithm(t, given[1], libm.Log)
	if !ok {
		return Null
	}
	return FloatTrueDiv(t, num, den)
}
