package math

import (
	"math"

	. "gorgon/vm/object"
)

func vectorFunctions() []Method {
	return []Method{
		{Name: "dist", Sig: "(p, q, /)", Fn: dist, Doc: "Return the Euclidean distance between two points p and q.\n\nThe points should be specified as sequences (or iterables) of\ncoordinates.  Both inputs must have the same dimension.\n\nRoughly equivalent to:\n    sqrt(sum((px - qx) ** 2.0 for px, qx in zip(p, q)))"},
		{Name: "fsum", Sig: "(seq, /)", Fn: fsum, Doc: "Return an accurate floating-point sum of values in the iterable seq.\n\nAssumes IEEE-754 floating-point arithmetic."},
		{Name: "hypot", Sig: "(*coordinates)", Fn: hypot, Doc: "Multidimensional Euclidean distance from the origin to a point.\n\nRoughly equivalent to:\n    sqrt(sum(x**2 for x in coordinates))\n\nFor a two dimensional point (x, y), gives the hypotenuse\nusing the Pythagorean theorem:  sqrt(x*x + y*y).\n\nFor example, the hypotenuse of a 3/4/5 right triangle is:\n\n    >>> hypot(3.0, 4.0)\n    5.0\n"},
		{Name: "prod", Sig: "(iterable, /, *, start=?)", Fn: prod, Doc: "Calculate the product of all the elements in the input iterable.\n\nThe default start value for the product is 1.\n\nWhen the iterable is empty, return the start value.  This function is\nintended specifically for use with numeric values and may reject\nnon-numeric types."},
		{Name: "sumprod", Sig: "(p, q, /)", Fn: sumProd, Doc: "Return the sum of products of values from two iterables p and q.\n\nRoughly equivalent to:\n\n    sum(map(operator.mul, p, q, strict=True))\n\nFor float and mixed int/float inputs, the intermediate products\nand sums are computed with extended precision."},
	}
}

// partials are floats that do not overlap, in order of size: their sum is exact.
type partials []float64

// add adds x exactly. False: overflow.
func (p *partials) add(x float64) bool {
	n := 0
	for _, y := range *p {
		if math.Abs(x) < math.Abs(y) {
			x, y = y, x
		}
		hi := x + y
		lo := y - (hi - x)
		if lo != 0 {
			(*p)[n] = lo
			n++
		}
		x = hi
	}
	*p = (*p)[:n]
	if x != 0 {
		if x-x != 0 {
			return false
		}
		*p = append(*p, x)
	}
	return true
}

// sum is the float nearest to the exact sum.
func (p partials) sum() float64 {
	n := len(p) - 1
	if n < 0 {
		return 0
	}
	hi, lo := p[n], 0.0
	for n--; n >= 0; n-- {
		x, y := hi, p[n]
		hi = x + y
		if lo = y - (hi - x); lo != 0 {
			n--
			break
		}
	}
	// A tie that was rounded to even is not one if more follows.
	if n >= 0 && (lo < 0 && p[n] < 0 || lo > 0 && p[n] > 0) {
		y := lo * 2
		if x := hi + y; y == x-hi {
			hi = x
		}
	}
	return hi
}

func fsum(t *Thread, args []Value) Value {
	var p partials
	special, infs := 0.0, 0.0
	if !Iterate(t, args[0], func(v Value) bool {
		x, ok := float(t, v)
		if !ok {
			return false
		}
		if x-x != 0 {
			if math.IsInf(x, 0) {
				infs += x
			}
			special += x
			return true
		}
		if !p.add(x) {
			OverflowErrorf(t, "intermediate overflow in fsum")
			return false
		}
		return true
	}) || t.Exc != Null {
		return Null
	}
	if special != 0 {
		if infs != infs {
			return ValueErrorf(t, "-inf + inf in fsum")
		}
		return NewFloat(special)
	}
	return NewFloat(p.sum())
}

// VectorNorm is the length of a vector, nearly correctly rounded: the largest
// coordinate is scaled to below 1, the squares are summed with their rounding
// errors, and the root is corrected by what its square lacks.
func VectorNorm(v []float64) float64 {
	largest, nan := 0.0, false
	for i, x := range v {
		x = math.Abs(x)
		v[i] = x
		nan = nan || x != x
		largest = max(largest, x)
	}
	for _, x := range v {
		if math.IsInf(x, 1) {
			return x
		}
	}
	switch {
	case nan:
		return math.NaN()
	case largest == 0 || len(v) <= 1:
		return largest
	}
	_, exp := math.Frexp(largest)
	if exp < -1021 {
		// Subnormal: scale up first.
		for i := range v {
			v[i] /= math.SmallestNonzeroFloat64
		}
		return math.SmallestNonzeroFloat64 * VectorNorm(v)
	}
	scale := math.Ldexp(1, -exp)
	sum, squareErr, sumErr := 1.0, 0.0, 0.0
	accumulate := func(p, e float64) {
		s := sum + p
		squareErr += e
		sumErr += p - (s - sum)
		sum = s
	}
	for _, x := range v {
		x *= scale
		p := x * x
		accumulate(p, math.FMA(x, x, -p))
	}
	h := math.Sqrt(sum - 1 + (squareErr + sumErr))
	p := -h * h
	accumulate(p, math.FMA(-h, h, -p))
	x := sum - 1 + (squareErr + sumErr)
	return (h + x/(2*h)) / scale
}

func hypot(t *Thread, args []Value) Value {
	items := TupleItems(args[0])
	v := make([]float64, len(items))
	for i, item := range items {
		x, ok := float(t, item)
		if !ok {
			return Null
		}
		v[i] = x
	}
	return NewFloat(VectorNorm(v))
}

// asTuple returns the items of a tuple, or of any iterable.
func asTuple(t *Thread, v Value) ([]Value, bool) {
	if IsInstance(v, TupleType) {
		return TupleItems(v), true
	}
	var items []Value
	ok := Iterate(t, v, func(item Value) bool {
		items = append(items, item)
		return true
	})
	return items, ok
}

func dist(t *Thread, args []Value) Value {
	p, ok := asTuple(t, args[0])
	if !ok {
		return Null
	}
	q, ok := asTuple(t, args[1])
	if !ok {
		return Null
	}
	if len(p) != len(q) {
		return ValueErrorf(t, "both points must have the same number of dimensions")
	}
	v := make([]float64, len(p))
	for i := range p {
		x, ok := float(t, p[i])
		if !ok {
			return Null
		}
		y, ok := float(t, q[i])
		if !ok {
			return Null
		}
		v[i] = x - y
	}
	return NewFloat(VectorNorm(v))
}

func prod(t *Thread, args []Value) Value {
	r := args[1]
	if r == Null {
		r = NewInt(t, 1)
	}
	if !Iterate(t, args[0], func(v Value) bool {
		if r.IsFloat() && v.IsFloat() {
			r = NewFloat(r.Float() * v.Float())
			return true
		}
		r = Binary(t, OpMul, r, v)
		return r != Null
	}) {
		return Null
	}
	return r
}

// tripleSum is a sum of three floats: about 160 bits.
type tripleSum struct{ hi, lo, tiny float64 }

func twoSum(a, b float64) (s, e float64) {
	s = a + b
	bb := s - a
	return s, (a - (s - bb)) + (b - bb)
}

func (s *tripleSum) addProduct(x, y float64) {
	p := x * y
	pe := math.FMA(x, y, -p)
	h, e1 := twoSum(p, s.hi)
	l, e2 := twoSum(pe, s.lo)
	l, e3 := twoSum(l, e1)
	s.hi, s.lo = h, l
	s.tiny += e2 + e3
}

func (s *tripleSum) value() float64 {
	if s.hi-s.hi != 0 {
		return s.hi
	}
	last, lo := twoSum(s.lo, s.tiny)
	r, e := twoSum(s.hi, last)
	return r + (e + lo)
}

// sumProd multiplies pairs and sums them up. As long as all pairs are floats (or
// ints and floats) the sum is kept in extended precision.
func sumProd(t *Thread, args []Value) Value {
	p, ok := asTuple(t, args[0])
	if !ok {
		return Null
	}
	q, ok := asTuple(t, args[1])
	if !ok {
		return Null
	}
	if len(p) != len(q) {
		return ValueErrorf(t, "Inputs are not the same length")
	}
	total := NewInt(t, 0)
	var sum tripleSum
	inFloats := false
	for i := range p {
		x, y, real := floatPair(p[i], q[i])
		if real {
			s := sum
			if s.addProduct(x, y); s.hi-s.hi == 0 {
				sum, inFloats = s, true
				continue
			}
		}
		if inFloats {
			if total = Binary(t, OpAdd, total, NewFloat(sum.value())); total == Null {
				return Null
			}
			sum, inFloats = tripleSum{}, false
		}
		product := Binary(t, OpMul, p[i], q[i])
		if product == Null {
			return Null
		}
		if total = Binary(t, OpAdd, total, product); total == Null {
			return Null
		}
	}
	if inFloats {
		return Binary(t, OpAdd, total, NewFloat(sum.value()))
	}
	return total
}

// floatPair returns two floats, or a float and an int.
func floatPair(a, b Value) (x, y float64, ok bool) {
	switch {
	case a.IsFloat() && b.IsFloat():
		return a.Float(), b.Float(), true
	case a.IsFloat() && b.IsInt():
		return a.Float(), float64(b.Int()), true
	case a.IsInt() && b.IsFloat():
		return float64(a.Int()), b.Float(), true
	}
	return 0, 0, false
}
