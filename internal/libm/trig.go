package libm

import (
	"math"
	"math/big"
	"sync"
)

// reduce returns x - n*pi/2 and n modulo 4, the remainder at most pi/4 in size.
func reduce(x float64) (r dd, quadrant int) {
	switch a := math.Abs(x); {
	case a <= math.Pi/4:
		return dd{x, 0}, 0
	case a > 0x1p19:
		return reduceHuge(x)
	}
	n := math.RoundToEven(x * (2 / math.Pi))
	// The first two parts of pi/2 have 33 bits, so that these products are exact.
	r = twoSum(x-n*halfPiParts[0], -n*halfPiParts[1])
	r = r.add(twoProd(-n, halfPiParts[2])).add(twoProd(-n, halfPiParts[3]))
	return r, int(n) & 3
}

var halfPiBig = sync.OnceValue(func() *big.Float {
	f, _, err := big.ParseFloat(halfPiHex, 16, 1300, big.ToNearestEven)
	if err != nil {
		panic("libm: " + err.Error())
	}
	return f
})

func reduceHuge(x float64) (dd, int) {
	halfPi := halfPiBig()
	v := new(big.Float).SetPrec(1300).SetFloat64(x)
	q := new(big.Float).SetPrec(1300).Quo(v, halfPi)
	half := big.NewFloat(math.Copysign(0.5, x))
	n, _ := q.Add(q, half).Int(nil)
	v.Sub(v, q.Mul(halfPi, q.SetInt(n)))
	hi, _ := v.Float64()
	lo, _ := v.Sub(v, big.NewFloat(hi)).Float64()
	return dd{hi, lo}, int(new(big.Int).And(n, big.NewInt(3)).Int64())
}

// sinCosDD returns sine and cosine of |r| <= pi/4 (a little more is fine):
// those of the nearest multiple of 1/64 are in a table, those of the rest d
// come from their series.
func sinCosDD(r dd) (sin, cos dd) {
	j := math.RoundToEven(r.hi * 64)
	d := r.addf(-j / 64)
	h := d.hi
	h2 := h * h
	d2 := d.mul(d)
	s := d.add(d2.mul(d).mul(minusSixth)).addf(h2 * h2 * h * (1.0/120 - h2*(1.0/5040-h2/362880)))
	c := d2.scale(-0.5).addf(h2 * h2 * (1.0/24 - h2*(1.0/720-h2/40320))).addf(1)
	if j == 0 {
		return s, c
	}
	i := int(math.Abs(j))
	ts, tc := sinTable[i], cosTable[i]
	if j < 0 {
		ts = ts.neg()
	}
	return ts.mul(c).add(tc.mul(s)), tc.mul(c).add(ts.mul(s).neg())
}

var minusSixth = dd{-1.0 / 6, -0x1.5555555555555p-57}

// Sin is the sine of x radians.
func Sin(x float64) float64 {
	if x-x != 0 || math.Abs(x) < 0x1p-27 {
		return math.Sin(x)
	}
	r, quadrant := reduce(x)
	s, c := sinCosDD(r)
	return rotate(s, c, quadrant).value()
}

// Cos is the cosine of x radians.
func Cos(x float64) float64 {
	if x-x != 0 {
		return math.NaN()
	}
	r, quadrant := reduce(x)
	s, c := sinCosDD(r)
	return rotate(s, c, quadrant+1).value()
}

// rotate is the sine of an angle in that quadrant.
func rotate(s, c dd, quadrant int) dd {
	switch quadrant & 3 {
	case 0:
		return s
	case 1:
		return c
	case 2:
		return s.neg()
	}
	return c.neg()
}

// Tan is the tangent of x radians.
func Tan(x float64) float64 {
	if x-x != 0 || math.Abs(x) < 0x1p-27 {
		return math.Tan(x)
	}
	r, quadrant := reduce(x)
	s, c := sinCosDD(r)
	if quadrant&1 != 0 {
		return c.div(s).neg().value()
	}
	return s.div(c).value()
}

// atanDD is the arc tangent of x >= 0.
func atanDD(x dd) dd {
	if x.hi > 1 {
		if isInf(x.hi) {
			return halfPi
		}
		return halfPi.add(atanDD(dd{1, 0}.div(x)).neg())
	}
	j := math.RoundToEven(x.hi * 64)
	t := x
	if j != 0 {
		c := j / 64
		t = x.addf(-c).div(x.mulf(c).addf(1))
	}
	h := t.hi
	h2 := h * h
	a := t.add(t.mul(t).mul(t).mul(oneThird).neg()).addf(h2 * h2 * h * (1.0/5 - h2*(1.0/7-h2*(1.0/9-h2/11))))
	if j == 0 {
		return a
	}
	return atanTable[int(j)].add(a)
}

// Atan is the arc tangent.
func Atan(x float64) float64 {
	if x != x || math.Abs(x) < 0x1p-27 {
		return x
	}
	return math.Copysign(atanDD(dd{math.Abs(x), 0}).value(), x)
}

// Atan2 is the angle of the point (x, y).
func Atan2(y, x float64) float64 {
	ay, ax := math.Abs(y), math.Abs(x)
	if x != x || y != y || ay == 0 || ax == 0 || isInf(ay) || isInf(ax) || extreme(ay) || extreme(ax) {
		return math.Atan2(y, x)
	}
	a := atanDD(dd{ay, 0}.div(dd{ax, 0}))
	if x < 0 {
		a = halfPi.scale(2).add(a.neg())
	}
	return math.Copysign(a.value(), y)
}

func extreme(a float64) bool { return a > 0x1p400 || a < 0x1p-400 }

// Asin is the arc sine.
func Asin(x float64) float64 {
	a := math.Abs(x)
	if !(a < 1) || a < 0x1p-27 {
		return math.Asin(x)
	}
	root := twoSum(1, -a).mul(twoSum(1, a)).sqrt()
	return math.Copysign(atanDD(dd{a, 0}.div(root)).value(), x)
}

// Acos is the arc cosine.
func Acos(x float64) float64 {
	if !(math.Abs(x) < 1) {
		return math.Acos(x)
	}
	root := twoSum(1, -x).div(twoSum(1, x)).sqrt()
	return atanDD(root).scale(2).value()
}
