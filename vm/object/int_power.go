package object

import "math/big"

// intPowMod is pow(a, b, c) of ints; NotImplemented for anything else.
func intPowMod(t *Thread, a, b, c Value) Value {
	if !IsIntObj(a) || !IsIntObj(b) || !IsIntObj(c) {
		return NotImplemented
	}
	x, y, m := AsBig(a), AsBig(b), AsBig(c)
	if m.Sign() == 0 {
		return ValueErrorf(t, "pow() 3rd argument cannot be 0")
	}
	negative := m.Sign() < 0
	m = new(big.Int).Abs(m)
	if y.Sign() < 0 {
		if x = new(big.Int).ModInverse(new(big.Int).Mod(x, m), m); x == nil {
			if m.IsInt64() && m.Int64() == 1 {
				return NewInt(t, 0)
			}
			return ValueErrorf(t, "base is not invertible for the given modulus")
		}
		y = new(big.Int).Neg(y)
	}
	r := new(big.Int).Exp(new(big.Int).Mod(x, m), y, m)
	if m.IsInt64() && m.Int64() == 1 {
		r.SetInt64(0)
	}
	if negative && r.Sign() > 0 {
		r.Sub(r, m)
	}
	return NewBig(t, r)
}
