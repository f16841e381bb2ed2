package object

import (
	"math"
	"math/bits"

	"gorgon/gc"
)

// IntLike is operator.index(v): an int (an instance of a subclass as it is).
func IntLike(t *Thread, v Value) (Value, bool) {
	if IsIntObj(v) {
		return v, true
	}
	index := TypeOf(v).Slots.Index
	if index == nil {
		TypeErrorf(t, "'%s' object cannot be interpreted as an integer", TypeName(v))
		return Null, false
	}
	r := index(t, v)
	if r == Null {
		return Null, false
	}
	if !IsIntObj(r) {
		TypeErrorf(t, "__index__ returned non-int (type %s)", TypeName(r))
		return Null, false
	}
	return r, r.IsInt() || TypeOf(r) == IntType || Warn(t, DeprecationWarningType, 1, "__index__ returned non-int (type %s).  The ability to return an instance of a strict subclass of int is deprecated, and may be removed in a future version of Python.", TypeName(r))
}

// IndexInt is operator.index(v) as a Go int, with OverflowError.
func IndexInt(t *Thread, v Value) (int, bool) {
	if v.IsInt() {
		return int(v.Int()), true
	}
	n, ok := IntLike(t, v)
	if !ok {
		return 0, false
	}
	i, ok := AsInt64(n)
	if !ok {
		OverflowErrorf(t, "cannot fit '%s' into an index-sized integer", TypeName(v))
	}
	return int(i), ok
}

// LowBits returns the low bits of an int of any size.
func LowBits(t *Thread, v Value, mask int64) (int64, bool) {
	if !IsIntObj(v) {
		n, ok := IndexInt(t, v)
		return int64(n) & mask, ok
	}
	if n, ok := AsInt64(v); ok {
		return n & mask, true
	}
	r := CallMethod(t, v, Intern("__and__"), gc.MakeInt(mask))
	if r == Null {
		return 0, false
	}
	return AsInt64(r)
}

// SizeArgument is IndexInt for an argument that says a size or a position,
// which CPython's functions convert in another way.
func SizeArgument(t *Thread, v Value) (int, bool) {
	n, ok := IndexInt(t, v)
	if !ok && t.Exc != Null && TypeOf(t.Exc) == OverflowErrorType {
		t.Exc = Null
		OverflowErrorf(t, "Python int too large to convert to C ssize_t")
	}
	return n, ok
}

// AsFloat is float(v) for numbers: __float__, else __index__.
func AsFloat(t *Thread, v Value) (float64, bool) {
	switch {
	case v.IsFloat():
		return v.Float(), true
	case v.IsInt():
		return float64(v.Int()), true
	case IsIntObj(v):
		return IntToFloat(t, v)
	case IsFloatObj(v):
		return FloatOf(v), true
	}
	slots := &TypeOf(v).Slots
	switch {
	case slots.ToFloat != nil:
		return floatMethod(t, v)
	case slots.Index != nil:
		n, ok := IntLike(t, v)
		if !ok {
			return 0, false
		}
		return IntToFloat(t, n)
	}
	TypeErrorf(t, "must be real number, not %s", TypeName(v))
	return 0, false
}

// floatMethod is what v.__float__() returns.
func floatMethod(t *Thread, v Value) (float64, bool) {
	r := TypeOf(v).Slots.ToFloat(t, v)
	if r == Null {
		return 0, false
	}
	if !IsFloatObj(r) {
		TypeErrorf(t, "%s.__float__ returned non-float (type %s)", TypeName(v), TypeName(r))
		return 0, false
	}
	return FloatOf(r), r.IsFloat() || Warn(t, DeprecationWarningType, 1, "%s.__float__ returned non-float (type %s).  The ability to return an instance of a strict subclass of float is deprecated, and may be removed in a future version of Python.", TypeName(v), TypeName(r))
}

// IntToFloat rounds an int to the nearest float, ties to even.
func IntToFloat(t *Thread, v Value) (float64, bool) {
	f, ok := intFloat(v)
	if !ok {
		OverflowErrorf(t, "int too large to convert to float")
	}
	return f, ok
}

// intFloat is IntToFloat without the exception.
func intFloat(v Value) (float64, bool) {
	if i, ok := AsInt64(v); ok {
		return float64(i), true
	}
	var x intArg
	m, exp := roundedMantissa(x.set(v).Bits())
	if IntSign(v) < 0 {
		m = -m
	}
	f := math.Ldexp(m, exp)
	return f, !math.IsInf(f, 0)
}

// roundedMantissa returns the magnitude as a whole float of at most 53 bits,
// correctly rounded, and a power of two.
func roundedMantissa[W ~uint](words []W) (m float64, exp int) {
	n := len(words)
	if n == 0 {
		return 0, 0
	}
	// The top 64 bits, with all that is below folded into the lowest one.
	top := uint64(words[n-1])
	shift := bits.LeadingZeros64(top)
	if n > 1 {
		rest := uint64(words[n-2])
		if shift > 0 {
			top = top<<shift | rest>>(64-shift)
			rest <<= shift
		}
		for i := n - 3; rest == 0 && i >= 0; i-- {
			rest = uint64(words[i])
		}
		if rest != 0 {
			top |= 1
		}
	} else {
		top <<= shift
	}
	return float64(top), 64*(n-1) - shift
}

// FloatToInt is int(f) of a finite f.
func FloatToInt(t *Thread, f float64) Value {
	if math.Abs(f) < 1<<62 {
		return NewInt(t, int64(f))
	}
	m, exp := math.Frexp(f)
	limb := uint64(math.Abs(m) * (1 << 53))
	return shiftedLimb(t, f < 0, limb, exp-53)
}

// shiftedLimb returns ±limb * 2**shift, shift not negative.
func shiftedLimb(t *Thread, neg bool, limb uint64, shift int) Value {
	n := shift/64 + 2
	o := t.Alloc(gc.Header(ShapeInt, gc.LayoutRaw), gc.Round(intLimbs+8*uintptr(n)))
	at := o + intLimbs + 8*uintptr(shift/64)
	gc.Store64(at, limb<<(shift%64))
	if hi := limb >> (64 - shift%64); hi != 0 {
		gc.Store64(at+8, hi)
	} else {
		n--
	}
	storeCount(o, n, neg)
	return gc.MakePtr(o)
}

// IntFrexp returns the magnitude of an int as m * 2**exp, 0.5 <= m < 1 (0 for
// 0), correctly rounded.
func IntFrexp(v Value) (m float64, exp int) {
	var x intArg
	m, exp = roundedMantissa(x.set(v).Bits())
	m, more := math.Frexp(m)
	return m, exp + more
}
