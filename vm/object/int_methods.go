package object

import (
	"math/big"
	"math/bits"

	"gorgon/gc"
)

func init() {
	IntType.Setup(Spec{
		Doc: "int([x]) -> integer\nint(x, base=10) -> integer\n\n" +
			"Convert a number or string to an integer, or return 0 if no arguments\nare given.  If x is a number, return x.__int__().  For floating-point\nnumbers, this truncates towards zero.\n\n" +
			"If x is not a number or if base is given, then x must be a string,\nbytes, or bytearray instance representing an integer literal in the\ngiven base.  The literal can be preceded by '+' or '-' and be surrounded\nby whitespace.  The base defaults to 10.  Valid bases are 0 and 2-36.\nBase 0 means to interpret the base from the string as an integer literal.\n>>> int('0b100', base=0)\n4",
		VarSize: true,
		Slots:   intSlots(),
		Methods: []Method{
			{Name: "__ceil__", Sig: "(self, /)", Fn: intSelf, Doc: "Ceiling of an Integral returns itself."},
			{Name: "__floor__", Sig: "(self, /)", Fn: intSelf, Doc: "Flooring an Integral returns itself."},
			{Name: "__trunc__", Sig: "(self, /)", Fn: intSelf, Doc: "Truncating an Integral returns itself."},
			{Name: "__round__", Sig: "(self, ndigits=?, /)", Fn: intRound, Doc: "Rounding an Integral returns itself.\n\nRounding with an ndigits argument also returns an integer."},
			{Name: "__format__", Sig: "(self, format_spec, /)", Fn: numberFormat, Doc: "Convert to a string according to format_spec."},
			{Name: "__getnewargs__", Sig: "(self, /)", Fn: intGetNewArgs},
			{Name: "__sizeof__", Sig: "(self, /)", Fn: intSizeof, Doc: "Returns size in memory, in bytes."},
			{Name: "as_integer_ratio", Sig: "(self, /)", Fn: intRatio, Doc: "Return a pair of integers, whose ratio is equal to the original int.\n\nThe ratio is in lowest terms and has a positive denominator."},
			{Name: "bit_count", Sig: "(self, /)", Fn: intBitCount, Doc: "Number of ones in the binary representation of the absolute value of self.\n\nAlso known as the population count."},
			{Name: "bit_length", Sig: "(self, /)", Fn: intBitLength, Doc: "Number of bits necessary to represent self in binary."},
			{Name: "conjugate", Sig: "(self, /)", Fn: intSelf, Doc: "Returns self, the complex conjugate of any int."},
			{Name: "is_integer", Sig: "(self, /)", Fn: alwaysTrue, Doc: "Returns True. Exists for duck type compatibility with float.is_integer."},
			{Name: "from_bytes", Sig: "(cls, /, bytes, byteorder=?, *, signed=?)", Fn: intFromBytes, Flags: ClassMethod, Doc: "Return the integer represented by the given array of bytes."},
			{Name: "to_bytes", Sig: "(self, /, length=?, byteorder=?, *, signed=?)", Fn: intToBytes, Doc: "Return an array of bytes representing an integer."},
		},
		Getset: []Getset{
			{Name: "real", Get: exactInt, Doc: "the real part of a complex number"},
			{Name: "imag", Get: func(*Thread, Value) Value { return gc.MakeInt(0) }, Doc: "the imaginary part of a complex number"},
			{Name: "numerator", Get: exactInt, Doc: "the numerator of a rational number in lowest terms"},
			{Name: "denominator", Get: func(*Thread, Value) Value { return gc.MakeInt(1) }, Doc: "the denominator of a rational number in lowest terms"},
		},
	})
}

type binaryFn = func(t *Thread, a, b Value) Value

func intSlots() Slots {
	s := Slots{
		Repr: intRepr, Hash: intHash, Compare: intCompare, New: newInt,
		Truth:  func(t *Thread, v Value) (bool, bool) { return IntSign(v) != 0, true },
		Neg:    IntNeg,
		Pos:    exactInt,
		Invert: IntInvert,
		Abs:    IntAbs,
		Index:  exactInt,
		ToInt:  exactInt,
		ToFloat: func(t *Thread, v Value) Value {
			f, ok := IntToFloat(t, v)
			if !ok {
				return Null
			}
			return gc.MakeFloat(f)
		},
	}
	for op, f := range map[BinaryOp]binaryFn{
		OpAdd: IntAdd, OpSub: IntSub, OpMul: IntMul, OpTrueDiv: IntTrueDiv, OpFloorDiv: IntFloorDiv, OpMod: IntMod,
		OpPow: IntPow, OpLShift: IntLShift, OpRShift: IntRShift, OpAnd: IntAnd, OpOr: IntOr, OpXor: IntXor, OpDivMod: intDivModTuple,
	} {
		s.Binary[op] = func(t *Thread, a, b Value) Value {
			if !IsIntObj(a) || !IsIntObj(b) {
				return NotImplemented
			}
			return f(t, a, b)
		}
	}
	return s
}

func intDivModTuple(t *Thread, a, b Value) Value {
	q, r := IntDivMod(t, a, b)
	if q == Null {
		return Null
	}
	return NewTuple(t, q, r)
}

func intRepr(t *Thread, v Value) Value {
	if v.IsInt() {
		return newDecimal(t, v.Int())
	}
	s, ok := IntText(t, v, 10)
	if !ok {
		return Null
	}
	return NewStr(t, s)
}

func intHash(t *Thread, v Value) (uint64, bool) {
	if i, ok := AsInt64(v); ok {
		return HashInt64(i), true
	}
	var x intArg
	return HashBig(x.set(v)), true
}

func intSelf(t *Thread, args []Value) Value { return exactInt(t, args[0]) }

func alwaysTrue(t *Thread, args []Value) Value { return True }

// numberFormat is __format__ of int, float and complex.
func numberFormat(t *Thread, args []Value) Value {
	if !IsStr(args[1]) {
		return TypeErrorf(t, "__format__() argument must be str, not %s", TypeName(args[1]))
	}
	return FormatValue(t, args[0], StrOf(args[1]))
}

func intGetNewArgs(t *Thread, args []Value) Value { return NewTuple(t, exactInt(t, args[0])) }

// intSizeof tells what a program may rely on: it grows with the number.
func intSizeof(t *Thread, args []Value) Value {
	const digit = 30
	return gc.MakeInt(int64(24 + 4*max(1, (BitLen(args[0])+digit-1)/digit)))
}

func intRatio(t *Thread, args []Value) Value {
	return NewTuple(t, exactInt(t, args[0]), gc.MakeInt(1))
}

func intBitCount(t *Thread, args []Value) Value {
	var x intArg
	n := 0
	for _, w := range x.set(args[0]).Bits() {
		n += bits.OnesCount64(uint64(w))
	}
	return gc.MakeInt(int64(n))
}

func intBitLength(t *Thread, args []Value) Value { return gc.MakeInt(int64(BitLen(args[0]))) }

// intRound rounds to a multiple of a power of ten, ties to the even one.
func intRound(t *Thread, args []Value) Value {
	if args[1] == Null || args[1] == None {
		return exactInt(t, args[0])
	}
	nd, ok := IntLike(t, args[1])
	if !ok {
		return Null
	}
	if IntSign(nd) >= 0 {
		return exactInt(t, args[0])
	}
	n, ok := AsInt64(nd)
	// More digits than the number has, and one more for the tie.
	if !ok || -n > int64(BitLen(args[0]))/3+2 {
		return gc.MakeInt(0)
	}
	var x intArg
	var q, r, unit big.Int
	v := x.set(args[0])
	unit.Exp(big.NewInt(10), big.NewInt(-n), nil)
	q.QuoRem(v, &unit, &r)
	r.Abs(&r)
	r.Lsh(&r, 1)
	if c := r.Cmp(&unit); c > 0 || c == 0 && q.Bit(0) != 0 {
		q.Add(&q, big.NewInt(int64(v.Sign())))
	}
	return NewBig(t, q.Mul(&q, &unit))
}

// byteOrder says whether a byteorder argument means big endian (the default).
func byteOrder(t *Thread, fname string, v Value) (bigEndian, ok bool) {
	if v == Null {
		return true, true
	}
	if !IsStr(v) {
		TypeErrorf(t, "%s() argument 'byteorder' must be str, not %s", fname, TypeName(v))
		return false, false
	}
	switch StrOf(v) {
	case "big":
		return true, true
	case "little":
		return false, true
	}
	ValueErrorf(t, "byteorder must be either 'little' or 'big'")
	return false, false
}

func intToBytes(t *Thread, args []Value) Value {
	length := 1
	if args[1] != Null {
		n, ok := SizeArgument(t, args[1])
		if !ok {
			return Null
		}
		length = n
	}
	bigEndian, ok := byteOrder(t, "to_bytes", args[2])
	if !ok {
		return Null
	}
	signed := false
	if args[3] != Null {
		if signed, ok = Truth(t, args[3]); !ok {
			return Null
		}
	}
	if length < 0 {
		return ValueErrorf(t, "length argument must be non-negative")
	}
	return intBytes(t, args[0], length, bigEndian, signed)
}

func intBytes(t *Thread, v Value, length int, bigEndian, signed bool) Value {
	var x intArg
	b := x.set(v)
	neg := b.Sign() < 0
	if neg && !signed {
		return OverflowErrorf(t, "can't convert negative int to unsigned")
	}
	need := b.BitLen()
	if signed && b.Sign() != 0 {
		need++
		if neg && isPowerOfTwo(b) {
			need--
		}
	}
	if need > 8*length {
		return OverflowErrorf(t, "int too big to convert")
	}
	if !Room(t, length, 1) {
		return Null
	}
	out := make([]byte, length)
	b.FillBytes(out)
	if neg {
		negateBytes(out)
	}
	if !bigEndian {
		reverseBytes(out)
	}
	return NewBytes(t, out)
}

func isPowerOfTwo(b *big.Int) bool {
	return b.TrailingZeroBits() == uint(b.BitLen()-1)
}

// negateBytes takes the two's complement of a big-endian number.
func negateBytes(p []byte) {
	carry := byte(1)
	for i := len(p) - 1; i >= 0; i-- {
		p[i] = ^p[i] + carry
		if p[i] != 0 {
			carry = 0
		}
	}
}

func reverseBytes(p []byte) {
	for i, j := 0, len(p)-1; i < j; i, j = i+1, j-1 {
		p[i], p[j] = p[j], p[i]
	}
}

func intFromBytes(t *Thread, args []Value) Value {
	bigEndian, ok := byteOrder(t, "from_bytes", args[2])
	if !ok {
		return Null
	}
	signed := false
	if args[3] != Null {
		if signed, ok = Truth(t, args[3]); !ok {
			return Null
		}
	}
	data, ok := bytesForInt(t, args[1])
	if !ok {
		return Null
	}
	v := intOfEndian(t, data, bigEndian, signed)
	if cls := ClassOf(args[0]); cls != IntType {
		return Call(t, args[0], v)
	}
	return v
}

func bytesForInt(t *Thread, v Value) ([]byte, bool) {
	if data, ok := bufferOpt(t, v); ok {
		return data, true
	}
	if IsStr(v) || IsIntObj(v) {
		TypeErrorf(t, "cannot convert '%s' object to bytes", TypeName(v))
		return nil, false
	}
	b := Call(t, BytesType.Obj, v)
	if b == Null {
		return nil, false
	}
	return BytesOf(b), true
}

func intOfEndian(t *Thread, data []byte, bigEndian, signed bool) Value {
	p := append([]byte(nil), data...)
	if !bigEndian {
		reverseBytes(p)
	}
	neg := signed && len(p) > 0 && p[0] >= 0x80
	if neg {
		negateBytes(p)
	}
	var b big.Int
	b.SetBytes(p)
	if neg {
		b.Neg(&b)
	}
	return NewBig(t, &b)
}
