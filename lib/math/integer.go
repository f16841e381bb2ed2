package math

import (
	"math"
	"math/big"
	"math/bits"

	. "gorgon/vm/object"
)

func integerFunctions() []Method {
	return []Method{
		{Name: "comb", Sig: "(n, k, /)", Fn: comb, Doc: "Number of ways to choose k items from n items without repetition and without order.\n\nEvaluates to n! / (k! * (n - k)!) when k <= n and evaluates\nto zero when k > n.\n\nAlso called the binomial coefficient because it is equivalent\nto the coefficient of k-th term in polynomial expansion of the\nexpression (1 + x)**n.\n\nRaises TypeError if either of the arguments are not integers.\nRaises ValueError if either of the arguments are negative."},
		{Name: "factorial", Sig: "(n, /)", Fn: factorial, Doc: "Find n!."},
		{Name: "gcd", Sig: "(*integers)", Fn: gcd, Doc: "Greatest Common Divisor."},
		{Name: "isqrt", Sig: "(n, /)", Fn: isqrt, Doc: "Return the integer part of the square root of the input."},
		{Name: "lcm", Sig: "(*integers)", Fn: lcm, Doc: "Least Common Multiple."},
		{Name: "perm", Sig: "(n, k=?, /)", Fn: perm, Doc: "Number of ways to choose k items from n items without repetition and with order.\n\nEvaluates to n! / (n - k)! when k <= n and evaluates\nto zero when k > n.\n\nIf k is not specified or is None, then k defaults to n\nand the function returns n!.\n\nRaises TypeError if either of the arguments are not integers.\nRaises ValueError if either of the arguments are negative."},
	}
}

// product is lo * (lo+1) * … * hi, by halves.
func product(lo, hi uint64) *big.Int {
	if hi-lo < 8 {
		p := new(big.Int).SetUint64(lo)
		var f big.Int
		for i := lo + 1; i <= hi; i++ {
			p.Mul(p, f.SetUint64(i))
		}
		return p
	}
	mid := lo + (hi-lo)/2
	p := product(lo, mid)
	return p.Mul(p, product(mid+1, hi))
}

func factorial(t *Thread, args []Value) Value {
	v, ok := IntLike(t, args[0])
	if !ok {
		return Null
	}
	if IntSign(v) < 0 {
		return ValueErrorf(t, "factorial() not defined for negative values")
	}
	n, ok := AsInt64(v)
	if !ok {
		return OverflowErrorf(t, "factorial() argument should not exceed %d", int64(math.MaxInt64))
	}
	if n < 2 {
		return NewInt(t, 1)
	}
	if n > 1<<32 {
		return RaiseNew(t, MemoryErrorType)
	}
	return NewBig(t, product(2, uint64(n)))
}

// twoCounts checks the arguments of perm and comb.
func twoCounts(t *Thread, args []Value) (n, k Value, ok bool) {
	if n, ok = IntLike(t, args[0]); !ok {
		return
	}
	if k, ok = IntLike(t, args[1]); !ok {
		return
	}
	switch {
	case IntSign(n) < 0:
		ValueErrorf(t, "n must be a non-negative integer")
	case IntSign(k) < 0:
		ValueErrorf(t, "k must be a non-negative integer")
	default:
		return n, k, true
	}
	return n, k, false
}

// falling is n * (n-1) * … of k factors.
func falling(n *big.Int, k uint64) *big.Int {
	if n.IsUint64() {
		return product(n.Uint64()-k+1, n.Uint64())
	}
	if k == 1 {
		return new(big.Int).Set(n)
	}
	half := k / 2
	p := falling(n, half)
	rest := new(big.Int).Sub(n, new(big.Int).SetUint64(half))
	return p.Mul(p, falling(rest, k-half))
}

func perm(t *Thread, args []Value) Value {
	if args[1] == Null || args[1] == None {
		return factorial(t, args[:1])
	}
	n, k, ok := twoCounts(t, args)
	if !ok {
		return Null
	}
	if IntCompare(OpGT, k, n) == True {
		return NewInt(t, 0)
	}
	count, ok := AsInt64(k)
	if !ok {
		return OverflowErrorf(t, "k must not exceed %d", int64(math.MaxInt64))
	}
	if count == 0 {
		return NewInt(t, 1)
	}
	return NewBig(t, falling(AsBig(n), uint64(count)))
}

func comb(t *Thread, args []Value) Value {
	n, k, ok := twoCounts(t, args)
	if !ok {
		return Null
	}
	if IntCompare(OpGT, k, n) == True {
		return NewInt(t, 0)
	}
	if rest := IntSub(t, n, k); IntCompare(OpLT, rest, k) == True {
		k = rest
	}
	count, ok := AsInt64(k)
	if !ok {
		return OverflowErrorf(t, "min(n - k, k) must not exceed %d", int64(math.MaxInt64))
	}
	if count == 0 {
		return NewInt(t, 1)
	}
	if m, ok := AsUint64(n); ok {
		if r, ok := smallComb(m, uint64(count)); ok {
			return NewUint(t, r)
		}
	}
	return NewBig(t, bigComb(AsBig(n), uint64(count)))
}

// smallComb works while all intermediate results fit in 64 bits.
func smallComb(n, k uint64) (uint64, bool) {
	r := uint64(1)
	for i := uint64(1); i <= k; i++ {
		hi, lo := bits.Mul64(r, n-k+i)
		if hi >= i {
			return 0, false
		}
		r, _ = bits.Div64(hi, lo, i)
	}
	return r, true
}

// bigComb splits C(n, k) into C(n, j) * C(n-j, k-j) / C(k, j).
func bigComb(n *big.Int, k uint64) *big.Int {
	if k <= 16 {
		r := falling(n, k)
		return r.Quo(r, product(1, k))
	}
	j := k / 2
	r := bigComb(n, j)
	r.Mul(r, bigComb(new(big.Int).Sub(n, new(big.Int).SetUint64(j)), k-j))
	return r.Quo(r, bigComb(new(big.Int).SetUint64(k), j))
}

func isqrt(t *Thread, args []Value) Value {
	n, ok := IntLike(t, args[0])
	if !ok {
		return Null
	}
	if IntSign(n) < 0 {
		return ValueErrorf(t, "isqrt() argument must be nonnegative")
	}
	if u, ok := AsUint64(n); ok && u < 1<<62 {
		r := uint64(math.Sqrt(float64(u)))
		for r*r > u {
			r--
		}
		for (r+1)*(r+1) <= u {
			r++
		}
		return NewUint(t, r)
	}
	return NewBig(t, new(big.Int).Sqrt(AsBig(n)))
}

func gcd(t *Thread, args []Value) Value {
	r := NewInt(t, 0)
	for _, a := range TupleItems(args[0]) {
		v, ok := IntLike(t, a)
		if !ok {
			return Null
		}
		r = IntGCD(t, r, v)
	}
	return r
}

// IntGCD is the greatest common divisor of two ints.
func IntGCD(t *Thread, a, b Value) Value {
	x, ok := AsInt64(a)
	y, ok2 := AsInt64(b)
	if ok && ok2 && x != math.MinInt64 && y != math.MinInt64 {
		x, y = max(x, -x), max(y, -y)
		for y != 0 {
			x, y = y, x%y
		}
		return NewInt(t, x)
	}
	p, q := new(big.Int).Abs(AsBig(a)), new(big.Int).Abs(AsBig(b))
	return NewBig(t, p.GCD(nil, nil, p, q))
}

func lcm(t *Thread, args []Value) Value {
	r := NewInt(t, 1)
	for i, a := range TupleItems(args[0]) {
		v, ok := IntLike(t, a)
		switch {
		case !ok:
			return Null
		case i == 0:
			r = IntAbs(t, v)
		case IntSign(r) == 0:
		case IntSign(v) == 0:
			r = NewInt(t, 0)
		default:
			r = IntAbs(t, IntMul(t, IntFloorDiv(t, r, IntGCD(t, r, v)), v))
		}
	}
	return r
}
