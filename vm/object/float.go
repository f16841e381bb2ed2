package object

import (
	"math"
	"math/big"
	"sync/atomic"

	"gorgon/gc"
)

func init() {
	FloatType.Setup(Spec{
		Doc:     "Convert a string or number to a floating-point number, if possible.",
		Payload: 8,
		Layout:  gc.LayoutValues,
		Slots:   floatSlots(),
		Methods: []Method{
			{Name: "__ceil__", Sig: "(self, /)", Fn: floatCeil, Doc: "Return the ceiling as an Integral."},
			{Name: "__floor__", Sig: "(self, /)", Fn: floatFloor, Doc: "Return the floor as an Integral."},
			{Name: "__trunc__", Sig: "(self, /)", Fn: func(t *Thread, a []Value) Value { return floatTrunc(t, FloatOf(a[0])) }, Doc: "Return the Integral closest to x between 0 and x."},
			{Name: "__round__", Sig: "(self, ndigits=?, /)", Fn: floatRound, Doc: "Return the Integral closest to x, rounding half toward even.\n\nWhen an argument is passed, work like built-in round(x, ndigits)."},
			{Name: "__format__", Sig: "(self, format_spec, /)", Fn: numberFormat, Doc: "Formats the float according to format_spec."},
			{Name: "__getformat__", Sig: "(cls, typestr, /)", Fn: floatGetFormat, Flags: ClassMethod},
			{Name: "__getnewargs__", Sig: "(self, /)", Fn: func(t *Thread, a []Value) Value { return NewTuple(t, NewFloat(FloatOf(a[0]))) }},
			{Name: "as_integer_ratio", Sig: "(self, /)", Fn: floatRatio, Doc: "Return a pair of integers, whose ratio is exactly equal to the original float.\n\nThe ratio is in lowest terms and has a positive denominator.  Raise\nOverflowError on infinities and a ValueError on NaNs."},
			{Name: "conjugate", Sig: "(self, /)", Fn: func(t *Thread, a []Value) Value { return NewFloat(FloatOf(a[0])) }, Doc: "Return self, the complex conjugate of any float."},
			{Name: "fromhex", Sig: "(cls, string, /)", Fn: floatFromHex, Flags: ClassMethod, Doc: "Create a floating-point number from a hexadecimal string."},
			{Name: "from_number", Sig: "(cls, number, /)", Fn: floatFromNumber, Flags: ClassMethod, Doc: "Convert real number to a floating-point number."},
			{Name: "hex", Sig: "(self, /)", Fn: floatHex, Doc: "Return a hexadecimal representation of a floating-point number."},
			{Name: "is_integer", Sig: "(self, /)", Fn: floatIsInteger, Doc: "Return True if the float is an integer."},
		},
		Getset: []Getset{
			{Name: "real", Get: floatPos, Doc: "the real part of a complex number"},
			{Name: "imag", Get: func(*Thread, Value) Value { return gc.MakeFloat(0) }, Doc: "the imaginary part of a complex number"},
		},
	})
}

func floatPos(t *Thread, v Value) Value { return NewFloat(FloatOf(v)) }

func floatSlots() Slots {
	s := Slots{
		Repr:    func(t *Thread, v Value) Value { return NewStr(t, FloatRepr(FloatOf(v))) },
		Hash:    floatHash,
		Compare: floatCompare,
		New:     newFloat,
		Truth:   func(t *Thread, v Value) (bool, bool) { return FloatOf(v) != 0, true },
		Neg:     func(t *Thread, v Value) Value { return NewFloat(-FloatOf(v)) },
		Pos:     floatPos,
		Abs:     func(t *Thread, v Value) Value { return NewFloat(math.Abs(FloatOf(v))) },
		ToInt:   func(t *Thread, v Value) Value { return floatTrunc(t, FloatOf(v)) },
		ToFloat: floatPos,
	}
	for op, f := range map[BinaryOp]func(t *Thread, x, y float64) Value{
		OpAdd:      func(t *Thread, x, y float64) Value { return NewFloat(x + y) },
		OpSub:      func(t *Thread, x, y float64) Value { return NewFloat(x - y) },
		OpMul:      func(t *Thread, x, y float64) Value { return NewFloat(x * y) },
		OpTrueDiv:  FloatTrueDiv,
		OpFloorDiv: FloatFloorDiv,
		OpMod:      FloatMod,
		OpPow:      FloatPow,
		OpDivMod:   floatDivModTuple,
	} {
		s.Binary[op] = func(t *Thread, a, b Value) Value {
			x, ok := realOperand(t, a)
			if !ok {
				return x
			}
			y, ok := realOperand(t, b)
			if !ok {
				return y
			}
			return f(t, x.Float(), y.Float())
		}
	}
	return s
}

// realOperand converts a float or int operand to an exact float; otherwise it
// returns NotImplemented, or Null after an overflow, and false.
func realOperand(t *Thread, v Value) (Value, bool) {
	switch {
	case v.IsFloat():
		return v, true
	case v.IsInt():
		return gc.MakeFloat(float64(v.Int())), true
	case IsIntObj(v):
		f, ok := IntToFloat(t, v)
		if !ok {
			return Null, false
		}
		return gc.MakeFloat(f), true
	case IsFloatObj(v):
		return NewFloat(FloatOf(v)), true
	}
	return NotImplemented, false
}

func floatDivModTuple(t *Thread, x, y float64) Value {
	if y == 0 {
		return ZeroDivisionErrorf(t, "division by zero")
	}
	q, m := floatDivMod(x, y)
	return NewTuple(t, NewFloat(q), NewFloat(m))
}

func floatHash(t *Thread, v Value) (uint64, bool) {
	f := FloatOf(v)
	if f != f && v.IsPtr() {
		return uint64(v.Addr()) >> 4, true
	}
	if f != f {
		return math.Float64bits(f) * 0x9e3779b97f4a7c15 >> 3, true
	}
	return HashFloat(f), true
}

func newFloat(t *Thread, cls *Type, args []Value, kw Value) Value {
	if args, kw = forInit(cls, FloatType, args, kw); kw != Null {
		return TypeErrorf(t, "float() takes no keyword arguments")
	}
	if len(args) > 1 {
		return TypeErrorf(t, "float expected at most 1 argument, got %d", len(args))
	}
	f := 0.0
	if len(args) == 1 {
		ok := false
		if f, ok = floatOfAny(t, args[0]); !ok {
			return Null
		}
	}
	if cls == FloatType {
		if f != f {
			if args[0].IsFloat() {
				return args[0]
			}
			return freshNaN()
		}
		return NewFloat(f)
	}
	o := cls.New(t)
	gc.Store(o+floatBits, NewFloat(f))
	return gc.MakePtr(o)
}

var nanCount atomic.Uint64

// freshNaN returns a NaN that is not identical to any other: containers tell
// NaNs by identity. The sign stays clear, so that it does not look like an int.
func freshNaN() Value {
	const payload = 1<<51 - 1
	return gc.MakeFloat(math.Float64frombits(0x7ff8<<48 | nanCount.Add(1)&payload))
}

// floatOfAny is float(v).
func floatOfAny(t *Thread, v Value) (float64, bool) {
	switch {
	case v.IsFloat():
		return v.Float(), true
	case Is(v, ShapeStr):
		return floatOfText(t, StrOf(v), v)
	}
	slots := &TypeOf(v).Slots
	switch {
	case slots.ToFloat != nil:
		return floatMethod(t, v)
	case slots.Index != nil:
		return AsFloat(t, v)
	case IsStr(v):
		return floatOfText(t, StrOf(v), v)
	}
	if data, ok := bufferOpt(t, v); ok {
		return floatOfText(t, string(data), v)
	}
	TypeErrorf(t, "float() argument must be a string or a real number, not '%s'", TypeName(v))
	return 0, false
}

// FloatOfStr is float() of an exact str.
func FloatOfStr(t *Thread, v Value) Value {
	f, ok := floatOfText(t, StrOf(v), v)
	switch {
	case !ok:
		return Null
	case f != f:
		return freshNaN()
	}
	return NewFloat(f)
}

func floatOfText(t *Thread, s string, shown Value) (float64, bool) {
	if f, ok := plainFloat(s); ok {
		return f, true
	}
	if IsStr(shown) {
		s = asciiNumber(s)
	}
	if f, ok := scanFloat(s); ok {
		return f, true
	}
	if r := Repr(t, shown); r != Null {
		ValueErrorf(t, "could not convert string to float: %s", StrOf(r))
	}
	return 0, false
}

// floatTrunc is int(f).
func floatTrunc(t *Thread, f float64) Value {
	switch {
	case f != f:
		return ValueErrorf(t, "cannot convert float NaN to integer")
	case math.IsInf(f, 0):
		return OverflowErrorf(t, "cannot convert float infinity to integer")
	}
	return FloatToInt(t, f)
}

// FloatFloor is math.floor(f), FloatCeil math.ceil(f).
func FloatFloor(t *Thread, f float64) Value { return floatTrunc(t, math.Floor(f)) }

// FloatCeil is math.ceil(f).
func FloatCeil(t *Thread, f float64) Value { return floatTrunc(t, math.Ceil(f)) }

func floatFloor(t *Thread, args []Value) Value { return FloatFloor(t, FloatOf(args[0])) }

func floatCeil(t *Thread, args []Value) Value { return FloatCeil(t, FloatOf(args[0])) }

func floatGetFormat(t *Thread, args []Value) Value {
	if !IsStr(args[1]) {
		return TypeErrorf(t, "__getformat__() argument must be str, not %s", TypeName(args[1]))
	}
	if s := StrOf(args[1]); s == "double" || s == "float" {
		return NewStr(t, "IEEE, little-endian")
	}
	return ValueErrorf(t, "__getformat__() argument 1 must be 'double' or 'float'")
}

func floatIsInteger(t *Thread, args []Value) Value {
	f := FloatOf(args[0])
	return gc.MakeBool(isFinite(f) && f == math.Floor(f))
}

func floatRatio(t *Thread, args []Value) Value {
	f := FloatOf(args[0])
	switch {
	case f != f:
		return ValueErrorf(t, "cannot convert NaN to integer ratio")
	case math.IsInf(f, 0):
		return OverflowErrorf(t, "cannot convert Infinity to integer ratio")
	}
	r := new(big.Rat).SetFloat64(f)
	return NewTuple(t, NewBig(t, r.Num()), NewBig(t, r.Denom()))
}

func floatFromNumber(t *Thread, args []Value) Value {
	if ClassOf(args[0]) == FloatType && TypeOf(args[1]) == FloatType {
		return args[1]
	}
	f, ok := AsFloat(t, args[1])
	if !ok {
		return Null
	}
	if ClassOf(args[0]) == FloatType {
		return NewFloat(f)
	}
	return Call(t, args[0], NewFloat(f))
}
