package libm

import "math"

// expDD returns e**x as m * 2**k with m near 1; |x| is below 800.
//
//  1. x = (64*k + i) * ln2/64 + r, |r| < 0.0055.
//  2. e**r by its series: the first terms exactly, the rest in one float.
//  3. e**x = 2**k * 2**(i/64) * e**r, the middle one from a table.
func expDD(x dd) (m dd, k int) {
	n := math.RoundToEven(x.hi * invLn2x64)
	// n*ln2Over64[0] is exact: it has 38 bits.
	r := twoSum(x.hi, -n*ln2Over64[0])
	r = r.add(twoProd(-n, ln2Over64[1])).addf(-n * ln2Over64[2]).addf(x.lo)
	h := r.hi
	rest := h * h * h * (1.0/6 + h*(1.0/24+h*(1.0/120+h*(1.0/720+h/5040))))
	e := r.add(r.mul(r).scale(0.5)).addf(rest).addf(1)
	i := int(n)
	return exp2Table[i&63].mul(e), i >> 6
}

// Exp is e**x.
func Exp(x float64) float64 {
	switch {
	case x != x || x > 710:
		return x * math.Inf(1)
	case x < -746:
		return 0
	case math.Abs(x) < 0x1p-60:
		return 1 + x
	}
	m, k := expDD(dd{x, 0})
	return m.ldexp(k)
}

// Exp2 is 2**x.
func Exp2(x float64) float64 {
	switch {
	case x != x || x > 1025:
		return x * math.Inf(1)
	case x < -1080:
		return 0
	}
	m, k := expDD(ln2.mulf(x))
	return m.ldexp(k)
}

// logDD returns the logarithm of x, which is positive, normal or not.
//
//  1. x = 2**k * m, m from 0.7 to 1.41; c, of 9 bits, is near 1/m.
//  2. r = m*c - 1 exactly, |r| < 2**-6.9.
//  3. log x = k*ln2 - log c + log(1+r), the middle one from a table, the last one
//     by its series. For x near 1, c is 1, so that small results are accurate.
func logDD(x dd) dd {
	bits := math.Float64bits(x.hi)
	k := int(bits>>52) - 1023
	if k == -1023 {
		return logDD(dd{x.hi * 0x1p64, x.lo * 0x1p64}).add(ln2.mulf(-64))
	}
	i := bits >> 45 & 127
	scale := 1.0
	if i >= 53 {
		k++
		scale = 0.5
	}
	m := math.Float64frombits(bits&(1<<52-1)|1023<<52) * scale
	e := logTable[i]
	r := twoProd(m, e.inv)
	r = fastSum(r.hi-1, r.lo)
	if x.lo != 0 {
		r = r.addf(math.Ldexp(x.lo, -k) * e.inv)
	}
	l := log1pSeries(r)
	if e.log.hi != 0 {
		l = e.log.add(l)
	}
	if k != 0 {
		l = ln2.mulf(float64(k)).add(l)
	}
	return l
}

func log1pSeries(r dd) dd {
	h := r.hi
	h2 := h * h
	// From r**4 on one float is enough.
	rest := h2 * h2 * (-1.0/4 + h*(1.0/5+h*(-1.0/6+h*(1.0/7+h*(-1.0/8+h*(1.0/9+h*(-1.0/10+h*(1.0/11+h*(-1.0/12)))))))))
	r2 := r.mul(r)
	return r.add(r2.scale(-0.5)).add(r2.mul(r).mul(oneThird)).addf(rest)
}

var oneThird = dd{1.0 / 3, 0x1.5555555555555p-56}

// Log is the natural logarithm.
func Log(x float64) float64 {
	if x > 0 && !isInf(x) {
		return logDD(dd{x, 0}).value()
	}
	return math.Log(x)
}

// Log2 is the logarithm to base 2.
func Log2(x float64) float64 {
	if x > 0 && !isInf(x) {
		frac, exp := math.Frexp(x)
		if frac == 0.5 {
			return float64(exp - 1)
		}
		return logDD(dd{x, 0}).mul(invLn2).value()
	}
	return math.Log(x)
}

// Log10 is the logarithm to base 10. C libraries compute it from the natural
// one in two pieces; programs see their last digits, so this does the same.
func Log10(x float64) float64 {
	if !(x > 0) || isInf(x) {
		return math.Log(x)
	}
	const (
		invLn10  = 4.34294481903251816668e-01
		log2High = 3.01029995663611771306e-01 // log10(2), 21 bits short
		log2Low  = 3.69423907715893078616e-13
	)
	frac, exp := math.Frexp(x)
	frac, exp = frac*2, exp-1
	y := float64(exp)
	if exp < 0 {
		y++
		frac *= 0.5
	}
	z := float64(y*log2Low) + float64(invLn10*Log(frac))
	return z + float64(y*log2High)
}

// Pow is x**y with C's special cases.
func Pow(x, y float64) float64 {
	ax := math.Abs(x)
	if !(ax > 0) || isInf(x) || isInf(y) || y != y || y == 0 || x == 1 || x < 0 && y != math.Floor(y) {
		return math.Pow(x, y)
	}
	switch y {
	case 1:
		return x
	case 2:
		return x * x
	case 0.5:
		return math.Sqrt(x)
	case -1:
		return 1 / x
	}
	sign := 1.0
	if x < 0 && math.Mod(y, 2) != 0 {
		sign = -1
	}
	if r, ok := wholePow(ax, y); ok {
		return sign * r
	}
	l := logDD(dd{ax, 0})
	p := l.mulf(y)
	switch {
	case p.hi > 710:
		return sign * math.Inf(1)
	case p.hi < -746:
		return sign * 0
	case isInf(l.hi*y) || p.hi != p.hi:
		return math.Pow(x, y)
	}
	m, k := expDD(p)
	return sign * m.ldexp(k)
}

// wholePow multiplies out small whole powers, which are exact, or exactly half
// way between floats, more often than others.
func wholePow(x, y float64) (float64, bool) {
	n := math.Abs(y)
	if n > 32 || n != math.Floor(n) {
		return 0, false
	}
	_, exp := math.Frexp(x)
	if exp = exp * int(n); exp > 900 || exp < -900 {
		return 0, false
	}
	r, p := dd{1, 0}, dd{x, 0}
	for i := int(n); ; {
		if i&1 != 0 {
			r = r.mul(p)
		}
		if i >>= 1; i == 0 {
			break
		}
		p = p.mul(p)
	}
	if y < 0 {
		r = dd{1, 0}.div(r)
	}
	return r.value(), true
}

// Cbrt is the cube root.
func Cbrt(x float64) float64 {
	y := math.Cbrt(x)
	if y == 0 || isInf(y) || y != y || math.Abs(x) < 0x1p-900 || math.Abs(x) > 0x1p900 {
		return y
	}
	d := twoProd(y, y).mulf(y).addf(-x)
	return y - d.hi/(3*y*y)
}

// Hypot is the length of (x, y).
func Hypot(x, y float64) float64 {
	x, y = math.Abs(x), math.Abs(y)
	if x < y {
		x, y = y, x
	}
	if x-x != 0 || y != y || y == 0 {
		return math.Hypot(x, y)
	}
	_, exp := math.Frexp(x)
	scale := math.Ldexp(1, -exp)
	if exp < -1000 {
		return Hypot(x*0x1p100, y*0x1p100) * 0x1p-100
	}
	x, y = x*scale, y*scale
	return math.Ldexp(twoProd(x, x).add(twoProd(y, y)).sqrt().value(), exp)
}
