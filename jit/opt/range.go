package opt

import (
	"math"
	"math/bits"

	"gorgon/jit/ir"
)

// bounds returns the least and the greatest integer that i can yield.
func (e *engine) bounds(i *ir.Ins) (lo, hi int64) {
	a, b := &e.val[i.A], &e.val[i.B]
	switch i.Op {
	case ir.KINT:
		return i.Imm, i.Imm
	case ir.UNBOXI, ir.PARENT, ir.PHI:
		// What a snapshot restores as an int fits.
		return ir.MinInt, ir.MaxInt
	case ir.F2I:
		return -1<<47 + 1, 1<<47 - 1
	case ir.LOAD32:
		return 0, math.MaxUint32
	case ir.LT, ir.LE, ir.EQ, ir.NE, ir.ULT, ir.FLT, ir.FLE, ir.FEQ:
		return 0, 1
	case ir.ADD:
		return both(addOver, a.lo, b.lo, a.hi, b.hi)
	case ir.SUB:
		return both(subOver, a.lo, b.hi, a.hi, b.lo)
	case ir.NEG:
		return both(subOver, 0, a.hi, 0, a.lo)
	case ir.MUL, ir.MULOV:
		return mulBounds(a, b)
	case ir.NOT:
		return ^a.hi, ^a.lo
	case ir.AND, ir.OR, ir.XOR:
		return bitBounds(i.Op, a, b)
	case ir.SHL, ir.SHR, ir.SAR:
		return shiftBounds(i.Op, a, b)
	case ir.FLOORDIV:
		return divBounds(a, b)
	case ir.FLOORMOD:
		return modBounds(a, b)
	}
	return math.MinInt64, math.MaxInt64
}

// both returns the bounds a op b and c op d; if one does not fit in 64 bits
// nothing is known.
func both(op func(a, b int64) (int64, bool), a, b, c, d int64) (lo, hi int64) {
	lo, okLo := op(a, b)
	hi, okHi := op(c, d)
	if !okLo || !okHi {
		return math.MinInt64, math.MaxInt64
	}
	return lo, hi
}

func addOver(a, b int64) (int64, bool) {
	s := a + b
	return s, (a^s)&(b^s) >= 0
}

func subOver(a, b int64) (int64, bool) {
	d := a - b
	return d, (a^b)&(a^d) >= 0
}

func mulOver(a, b int64) (int64, bool) {
	hi, lo := bits.Mul64(uint64(a), uint64(b))
	hi -= uint64(a>>63)&uint64(b) + uint64(b>>63)&uint64(a)
	return int64(lo), int64(hi) == int64(lo)>>63
}

func mulBounds(a, b *value) (lo, hi int64) {
	lo, hi = math.MaxInt64, math.MinInt64
	for _, x := range [...]int64{a.lo, a.hi} {
		for _, y := range [...]int64{b.lo, b.hi} {
			p, ok := mulOver(x, y)
			if !ok {
				return math.MinInt64, math.MaxInt64
			}
			lo, hi = min(lo, p), max(hi, p)
		}
	}
	return lo, hi
}

func bitBounds(op ir.Op, a, b *value) (lo, hi int64) {
	switch {
	case op == ir.AND && a.lo >= 0 && b.lo >= 0:
		return 0, min(a.hi, b.hi)
	case op == ir.AND && a.lo >= 0:
		return 0, a.hi
	case op == ir.AND && b.lo >= 0:
		return 0, b.hi
	}
	// All results have the sign bits that both operands have.
	n := max(bits.Len64(uint64(a.lo^a.lo>>63)), bits.Len64(uint64(a.hi^a.hi>>63)), bits.Len64(uint64(b.lo^b.lo>>63)), bits.Len64(uint64(b.hi^b.hi>>63)))
	if hi = int64(uint64(1)<<n - 1); a.lo >= 0 && b.lo >= 0 {
		return 0, hi
	}
	return ^hi, hi
}

func shiftBounds(op ir.Op, a, b *value) (lo, hi int64) {
	if b.lo != b.hi || uint64(b.lo) > 63 {
		if b.lo >= 0 && a.lo >= 0 && op != ir.SHL {
			return 0, a.hi
		}
		return math.MinInt64, math.MaxInt64
	}
	n := uint(b.lo)
	switch {
	case op == ir.SAR, op == ir.SHR && a.lo >= 0:
		return a.lo >> n, a.hi >> n
	case op == ir.SHR && n > 0:
		return 0, int64(^uint64(0) >> n)
	case op == ir.SHL && a.lo<<n>>n == a.lo && a.hi<<n>>n == a.hi:
		return a.lo << n, a.hi << n
	}
	return math.MinInt64, math.MaxInt64
}

// divBounds and modBounds rest on the rule that the divisor is positive.
func divBounds(a, b *value) (lo, hi int64) {
	least := max(b.lo, 1)
	lo, hi = floorDiv(a.lo, least), floorDiv(a.hi, least)
	if b.hi >= 1 {
		lo, hi = min(lo, floorDiv(a.lo, b.hi)), max(hi, floorDiv(a.hi, b.hi))
	}
	return lo, hi
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

func modBounds(a, b *value) (lo, hi int64) {
	hi = max(b.hi-1, 0)
	if a.lo >= 0 {
		hi = min(hi, a.hi)
	}
	return 0, hi
}
