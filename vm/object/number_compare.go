package object

import (
	"math"
	"math/big"

	"gorgon/gc"
)

// order is the outcome of comparing two numbers.
type order int8

const (
	less      order = -1
	equal     order = 0
	greater   order = 1
	unordered order = 2 // a NaN is among them
)

// outcome is the bool that op makes of o.
func (o order) outcome(op CompareOp) Value {
	var r bool
	switch op {
	case OpLT:
		r = o == less
	case OpLE:
		r = o == less || o == equal
	case OpEQ:
		r = o == equal
	case OpNE:
		r = o != equal
	case OpGT:
		r = o == greater
	case OpGE:
		r = o == greater || o == equal
	}
	return gc.MakeBool(r)
}

func orderOf(c int) order { return order(c) }

// compareInts orders two ints of any representation.
func compareInts(a, b Value) order {
	x, ok := AsInt64(a)
	y, ok2 := AsInt64(b)
	if ok && ok2 {
		switch {
		case x < y:
			return less
		case x > y:
			return greater
		}
		return equal
	}
	var ax, bx intArg
	return orderOf(ax.set(a).Cmp(bx.set(b)))
}

func orderFloats(x, y float64) order {
	switch {
	case x < y:
		return less
	case x > y:
		return greater
	case x == y:
		return equal
	}
	return unordered
}

// compareFloatInt orders a float and an int exactly.
func compareFloatInt(x float64, v Value) order {
	if i, ok := AsInt64(v); ok && magnitude(i) <= 1<<53 {
		return orderFloats(x, float64(i))
	}
	switch {
	case x != x:
		return unordered
	case math.IsInf(x, 1):
		return greater
	case math.IsInf(x, -1):
		return less
	}
	if math.Abs(x) < 1<<62 {
		whole := math.Trunc(x)
		var a intArg
		n := big.NewInt(int64(whole))
		if c := n.Cmp(a.set(v)); c != 0 {
			return orderOf(c)
		}
		return orderFloats(x, whole)
	}
	// So large a float is whole.
	var a intArg
	f := new(big.Float).SetFloat64(x)
	n, _ := f.Int(nil)
	return orderOf(n.Cmp(a.set(v)))
}

// IntCompare is a op b for two ints of any representation.
func IntCompare(op CompareOp, a, b Value) Value { return compareInts(a, b).outcome(op) }

func intCompare(t *Thread, op CompareOp, a, b Value) Value {
	if !IsIntObj(b) {
		return NotImplemented
	}
	return compareInts(a, b).outcome(op)
}

func floatCompare(t *Thread, op CompareOp, a, b Value) Value {
	x := FloatOf(a)
	switch {
	case b.IsFloat():
		return orderFloats(x, b.Float()).outcome(op)
	case IsIntObj(b):
		return compareFloatInt(x, b).outcome(op)
	case IsFloatObj(b):
		return orderFloats(x, FloatOf(b)).outcome(op)
	}
	return NotImplemented
}

func complexCompare(t *Thread, op CompareOp, a, b Value) Value {
	if op != OpEQ && op != OpNE {
		return NotImplemented
	}
	c := ComplexOf(a)
	var eq bool
	switch {
	case IsIntObj(b):
		eq = imag(c) == 0 && compareFloatInt(real(c), b) == equal
	case IsFloatObj(b):
		eq = imag(c) == 0 && real(c) == FloatOf(b)
	case IsComplexObj(b):
		eq = c == ComplexOf(b)
	default:
		return NotImplemented
	}
	return gc.MakeBool(eq == (op == OpEQ))
}
