package libm

import "math"

// dd is the exact sum hi + lo, where hi is the float nearest to it.
type dd struct{ hi, lo float64 }

// twoSum is a + b exactly.
func twoSum(a, b float64) dd {
	s := a + b
	bb := s - a
	return dd{s, (a - (s - bb)) + (b - bb)}
}

// fastSum is a + b exactly, if |a| >= |b| or a is 0.
func fastSum(a, b float64) dd {
	s := a + b
	return dd{s, b - (s - a)}
}

// twoProd is a * b exactly (but for underflow).
func twoProd(a, b float64) dd {
	p := a * b
	return dd{p, math.FMA(a, b, -p)}
}

func (a dd) add(b dd) dd {
	s := twoSum(a.hi, b.hi)
	e := twoSum(a.lo, b.lo)
	s = fastSum(s.hi, s.lo+e.hi)
	return fastSum(s.hi, s.lo+e.lo)
}

func (a dd) addf(b float64) dd {
	s := twoSum(a.hi, b)
	return fastSum(s.hi, s.lo+a.lo)
}

func (a dd) neg() dd { return dd{-a.hi, -a.lo} }

func (a dd) mul(b dd) dd {
	p := twoProd(a.hi, b.hi)
	return fastSum(p.hi, p.lo+math.FMA(a.hi, b.lo, a.lo*b.hi))
}

func (a dd) mulf(b float64) dd {
	p := twoProd(a.hi, b)
	return fastSum(p.hi, math.FMA(a.lo, b, p.lo))
}

// half and scale multiply by a power of two.
func (a dd) scale(by float64) dd { return dd{a.hi * by, a.lo * by} }

func (a dd) div(b dd) dd {
	q := a.hi / b.hi
	r := a.add(b.mulf(q).neg())
	q2 := r.hi / b.hi
	r = r.add(b.mulf(q2).neg())
	s := fastSum(q, q2)
	return fastSum(s.hi, s.lo+r.hi/b.hi)
}

func (a dd) sqrt() dd {
	if a.hi <= 0 {
		return dd{math.Sqrt(a.hi), 0}
	}
	s := math.Sqrt(a.hi)
	r := a.add(twoProd(s, s).neg())
	return fastSum(s, r.hi/(2*s))
}

func (a dd) value() float64 { return a.hi + a.lo }

// ldexp is (hi+lo) * 2**k, rounded once.
func (a dd) ldexp(k int) float64 {
	v := a.hi + a.lo
	_, exp := math.Frexp(v)
	if exp+k > -1021 || v == 0 {
		return math.Ldexp(v, k)
	}
	// The result is subnormal: round at its last place, by adding a number whose
	// last place that is.
	if exp+k < -1076 {
		return math.Ldexp(v, k)
	}
	c := math.Ldexp(math.Copysign(1.5, v), 52-1074-k)
	s := twoSum(c, a.hi)
	return math.Ldexp(s.hi+(s.lo+a.lo)-c, k)
}

func isInf(x float64) bool { return math.IsInf(x, 0) }
