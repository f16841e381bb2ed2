package object

import (
	"math"
	"math/big"
	"strconv"

	"gorgon/gc"
)

// FloatRound is round(f, n): the float nearest to the multiple of 10**-n that
// is nearest to f's exact value, ties to even. False: too large for a float.
func FloatRound(f float64, n int) (float64, bool) {
	switch {
	case !isFinite(f) || n > 323:
		return f, true
	case n < -308:
		return math.Copysign(0, f), true
	case n < 0:
		return roundTens(f, -n)
	}
	var buf [400]byte
	// FormatFloat rounds the exact value half to even.
	b := strconv.AppendFloat(buf[:0], f, 'f', n, 64)
	r, _ := strconv.ParseFloat(string(b), 64)
	return r, !math.IsInf(r, 0)
}

// roundTens rounds to a multiple of 10**n.
func roundTens(f float64, n int) (float64, bool) {
	whole, fraction := math.Modf(math.Abs(f))
	v, _ := new(big.Float).SetFloat64(whole).Int(nil)
	unit := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil)
	var q, r big.Int
	q.QuoRem(v, unit, &r)
	r.Lsh(&r, 1)
	if c := r.Cmp(unit); c > 0 || c == 0 && (fraction > 0 || q.Bit(0) != 0) {
		q.Add(&q, big.NewInt(1))
	}
	q.Mul(&q, unit)
	m, exp := roundedMantissa(q.Bits())
	x := math.Ldexp(m, exp)
	return math.Copysign(x, f), !math.IsInf(x, 0)
}

func floatRound(t *Thread, args []Value) Value {
	f := FloatOf(args[0])
	if args[1] == Null || args[1] == None {
		return floatTrunc(t, math.RoundToEven(f))
	}
	nd, ok := IntLike(t, args[1])
	if !ok {
		return Null
	}
	n, ok := AsInt64(nd)
	if !ok || n > 1000 || n < -1000 {
		n = 1000 * int64(IntSign(nd))
	}
	r, ok := FloatRound(f, int(n))
	if !ok {
		return OverflowErrorf(t, "rounded value too large to represent")
	}
	return NewFloat(r)
}

func floatHex(t *Thread, args []Value) Value {
	f := FloatOf(args[0])
	if !isFinite(f) {
		return NewStr(t, FloatRepr(f))
	}
	b := make([]byte, 0, 32)
	if math.Signbit(f) {
		b = append(b, '-')
	}
	b = append(b, "0x"...)
	bits := math.Float64bits(f)
	exp := int(bits>>52&0x7ff) - 1023
	fraction := bits & (1<<52 - 1)
	switch {
	case exp == -1023 && fraction == 0:
		return NewStr(t, string(append(b, "0.0p+0"...)))
	case exp == -1023:
		b, exp = append(b, '0'), -1022
	default:
		b = append(b, '1')
	}
	b = append(b, '.')
	for shift := 48; shift >= 0; shift -= 4 {
		b = append(b, "0123456789abcdef"[fraction>>shift&15])
	}
	b = append(b, 'p')
	if exp >= 0 {
		b = append(b, '+')
	}
	return NewStr(t, string(strconv.AppendInt(b, int64(exp), 10)))
}

func floatFromHex(t *Thread, args []Value) Value {
	if !IsStr(args[1]) {
		return TypeErrorf(t, "bad argument type for built-in operation")
	}
	f, state := scanHexFloat(StrOf(args[1]))
	switch state {
	case hexMalformed:
		return ValueErrorf(t, "invalid hexadecimal floating-point string")
	case hexTooLarge:
		return OverflowErrorf(t, "hexadecimal value too large to represent as a float")
	}
	if ClassOf(args[0]) == FloatType {
		return gc.MakeFloat(gc.CanonicalNaN(f))
	}
	return Call(t, args[0], NewFloat(f))
}
