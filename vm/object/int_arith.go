package object

import (
	"math/big"
	"math/bits"

	"gorgon/gc"
)

// The operators of ints. a and b must be ints (bools and instances of
// subclasses too) of any representation; the result is an exact int. Each tries
// 64 bits, then 128, then math/big.

// bigResult lets math/big write its result into a new int object.
type bigResult struct {
	z big.Int
	o uintptr
	n int
}

// room makes place for n limbs and returns the number to compute into.
func (r *bigResult) room(t *Thread, n int) *big.Int {
	n = max(n, 1)
	r.o, r.n = t.Alloc(gc.Header(ShapeInt, gc.LayoutRaw), gc.Round(intLimbs+8*uintptr(n))), n
	r.z.SetBits(limbWords(r.o+intLimbs, n)[:0])
	return &r.z
}

// value returns what was computed as an int.
func (r *bigResult) value(t *Thread) Value {
	words := r.z.Bits()
	if len(words) <= 1 || len(words) > r.n || &words[0] != &limbWords(r.o+intLimbs, 1)[0] {
		return NewBig(t, &r.z)
	}
	// math/big may have left something above the result.
	clear(limbWords(r.o+intLimbs, r.n)[len(words):])
	storeCount(r.o, len(words), r.z.Sign() < 0)
	return gc.MakePtr(r.o)
}

func limbCount(b *big.Int) int { return len(b.Bits()) }

// IntAdd is a + b.
func IntAdd(t *Thread, a, b Value) Value {
	x, ok := AsInt64(a)
	if y, ok2 := AsInt64(b); ok && ok2 {
		s := x + y
		if (x^s)&(y^s) >= 0 {
			return NewInt(t, s)
		}
		// Both have the sign that s has lost.
		m := magnitude(x)
		lo, carry := bits.Add64(m, magnitude(y), 0)
		return newSigned(t, x < 0, carry, lo)
	}
	if v, ok := asWide(a); ok {
		if w, ok := asWide(b); ok {
			if s, ok := v.add(w); ok {
				return newSigned(t, s.neg, s.hi, s.lo)
			}
		}
	}
	return addLimbs(t, a, b)
}

// addLimbs is IntAdd of any sizes.
func addLimbs(t *Thread, a, b Value) Value {
	var ax, bx intArg
	var r bigResult
	p, q := ax.set(a), bx.set(b)
	r.room(t, max(limbCount(p), limbCount(q))+1).Add(p, q)
	return r.value(t)
}

// add is v + w; false: it needs more than 128 bits.
func (v wide) add(w wide) (wide, bool) {
	if v.neg == w.neg {
		lo, carry := bits.Add64(v.lo, w.lo, 0)
		hi, carry := bits.Add64(v.hi, w.hi, carry)
		return wide{v.neg, hi, lo}, carry == 0
	}
	if v.hi < w.hi || v.hi == w.hi && v.lo < w.lo {
		v, w = w, v
	}
	lo, borrow := bits.Sub64(v.lo, w.lo, 0)
	hi, _ := bits.Sub64(v.hi, w.hi, borrow)
	return wide{v.neg, hi, lo}, true
}

// IntSub is a - b.
func IntSub(t *Thread, a, b Value) Value {
	x, ok := AsInt64(a)
	if y, ok2 := AsInt64(b); ok && ok2 {
		d := x - y
		if (x^y)&(x^d) >= 0 {
			return NewInt(t, d)
		}
		lo, carry := bits.Add64(magnitude(x), magnitude(y), 0)
		return newSigned(t, x < 0, carry, lo)
	}
	if v, ok := asWide(a); ok {
		if w, ok := asWide(b); ok {
			w.neg = !w.neg
			if s, ok := v.add(w); ok {
				return newSigned(t, s.neg, s.hi, s.lo)
			}
		}
	}
	return subLimbs(t, a, b)
}

// subLimbs is IntSub of any sizes.
func subLimbs(t *Thread, a, b Value) Value {
	var ax, bx intArg
	var r bigResult
	p, q := ax.set(a), bx.set(b)
	r.room(t, max(limbCount(p), limbCount(q))+1).Sub(p, q)
	return r.value(t)
}

// IntMul is a * b.
func IntMul(t *Thread, a, b Value) Value {
	v, ok := asWide(a)
	w, ok2 := asWide(b)
	if ok && ok2 && v.hi|w.hi == 0 {
		hi, lo := bits.Mul64(v.lo, w.lo)
		return newSigned(t, v.neg != w.neg && hi|lo != 0, hi, lo)
	}
	return mulLimbs(t, a, b)
}

// mulLimbs is IntMul of any sizes.
func mulLimbs(t *Thread, a, b Value) Value {
	var ax, bx intArg
	var r bigResult
	p, q := ax.set(a), bx.set(b)
	r.room(t, limbCount(p)+limbCount(q)).Mul(p, q)
	return r.value(t)
}

// IntNeg is -a.
func IntNeg(t *Thread, a Value) Value {
	if i, ok := AsInt64(a); ok && i != -1<<63 {
		return NewInt(t, -i)
	}
	var ax intArg
	x := ax.set(a)
	var z big.Int
	z.SetBits(x.Bits())
	if x.Sign() > 0 {
		z.Neg(&z)
	}
	return NewBig(t, &z)
}

// IntAbs is abs(a).
func IntAbs(t *Thread, a Value) Value {
	if IntSign(a) < 0 {
		return IntNeg(t, a)
	}
	return exactInt(t, a)
}

// IntInvert is ~a.
func IntInvert(t *Thread, a Value) Value {
	if i, ok := AsInt64(a); ok {
		return NewInt(t, ^i)
	}
	var ax intArg
	var z big.Int
	return NewBig(t, z.Not(ax.set(a)))
}

// IntFloorDiv is a // b.
func IntFloorDiv(t *Thread, a, b Value) Value {
	q, _ := intDivMod(t, a, b, true, false)
	return q
}

// IntMod is a % b.
func IntMod(t *Thread, a, b Value) Value {
	_, r := intDivMod(t, a, b, false, true)
	return r
}

// IntDivMod is divmod(a, b) as two values.
func IntDivMod(t *Thread, a, b Value) (q, r Value) { return intDivMod(t, a, b, true, true) }

// intDivMod divides, rounding down; both results are Null after an exception,
// and so is the one that is not wanted.
func intDivMod(t *Thread, a, b Value, wantQ, wantR bool) (q, r Value) {
	y, small := AsInt64(b)
	if small && y == 0 {
		return ZeroDivisionErrorf(t, "division by zero"), Null
	}
	if x, ok := AsInt64(a); ok && small && (y != -1 || x != -1<<63) {
		d, m := x/y, x%y
		if m != 0 && (m^y) < 0 {
			d, m = d-1, m+y
		}
		return NewInt(t, d), NewInt(t, m)
	}
	if w, ok := asWide(b); ok && w.hi == 0 {
		if v, ok := asWide(a); ok && !wantQ {
			return Null, modWide(t, v, w)
		}
		return divModLimb(t, a, w, wantQ, wantR)
	}
	return divModLimbs(t, a, b, wantQ, wantR)
}

// modWide is v % d for d of one limb.
func modWide(t *Thread, v, d wide) Value {
	_, rem := bits.Div64(0, v.hi, d.lo)
	_, rem = bits.Div64(rem, v.lo, d.lo)
	if v.neg != d.neg && rem != 0 {
		rem = d.lo - rem
	}
	return newSigned(t, d.neg && rem != 0, 0, rem)
}

// divModLimbs is intDivMod of any sizes.
func divModLimbs(t *Thread, a, b Value, wantQ, wantR bool) (q, r Value) {
	var ax, bx intArg
	var dq, dr big.Int
	n, d := ax.set(a), bx.set(b)
	dq.QuoRem(n, d, &dr)
	if dr.Sign() != 0 && dr.Sign() != d.Sign() {
		if wantQ {
			dq.Sub(&dq, big.NewInt(1))
		}
		dr.Add(&dr, d)
	}
	if wantQ {
		q = NewBig(t, &dq)
	}
	if wantR {
		r = NewBig(t, &dr)
	}
	return q, r
}

// divModLimb divides by a number of one limb.
func divModLimb(t *Thread, a Value, d wide, wantQ, wantR bool) (q, r Value) {
	var ax intArg
	n := ax.set(a)
	words := n.Bits()
	negative := (n.Sign() < 0) != d.neg
	rem := uint64(0)
	if wantQ {
		var res bigResult
		res.room(t, len(words)+1)
		out := limbWords(res.o+intLimbs, len(words)+1)
		for i := len(words) - 1; i >= 0; i-- {
			var limb uint64
			limb, rem = bits.Div64(rem, uint64(words[i]), d.lo)
			out[i] = big.Word(limb)
		}
		if negative && rem != 0 {
			addOne(out)
		}
		res.z.SetBits(out)
		if negative {
			res.z.Neg(&res.z)
		}
		q = res.value(t)
	} else {
		for i := len(words) - 1; i >= 0; i-- {
			_, rem = bits.Div64(rem, uint64(words[i]), d.lo)
		}
	}
	if wantR {
		if negative && rem != 0 {
			rem = d.lo - rem
		}
		r = newSigned(t, d.neg, 0, rem)
	}
	return q, r
}

func addOne(words []big.Word) {
	for i := range words {
		if words[i]++; words[i] != 0 {
			return
		}
	}
}

// IntAnd is a & b.
func IntAnd(t *Thread, a, b Value) Value {
	if v, ok := asWide(a); ok {
		if w, ok := asWide(b); ok && !v.neg && !w.neg {
			return newSigned(t, false, v.hi&w.hi, v.lo&w.lo)
		}
	}
	// A mask of up to 128 bits leaves nothing of the rest.
	if m, ok := asWide(b); ok && !m.neg {
		hi, lo := lowLimbs(a)
		return newSigned(t, false, hi&m.hi, lo&m.lo)
	}
	return bitwise(t, a, b, (*big.Int).And)
}

// lowLimbs returns the lowest 128 bits of an int in two's complement.
func lowLimbs(v Value) (hi, lo uint64) {
	var x intArg
	b := x.set(v)
	words := b.Bits()
	if len(words) > 0 {
		lo = uint64(words[0])
	}
	if len(words) > 1 {
		hi = uint64(words[1])
	}
	if b.Sign() < 0 {
		var borrow uint64
		lo, borrow = bits.Sub64(0, lo, 0)
		hi, _ = bits.Sub64(0, hi, borrow)
	}
	return hi, lo
}

// IntOr is a | b.
func IntOr(t *Thread, a, b Value) Value {
	if v, ok := asWide(a); ok {
		if w, ok := asWide(b); ok && !v.neg && !w.neg {
			return newSigned(t, false, v.hi|w.hi, v.lo|w.lo)
		}
	}
	return bitwise(t, a, b, (*big.Int).Or)
}

// IntXor is a ^ b.
func IntXor(t *Thread, a, b Value) Value {
	if v, ok := asWide(a); ok {
		if w, ok := asWide(b); ok && !v.neg && !w.neg {
			return newSigned(t, false, v.hi^w.hi, v.lo^w.lo)
		}
	}
	return bitwise(t, a, b, (*big.Int).Xor)
}

func bitwise(t *Thread, a, b Value, op func(z, x, y *big.Int) *big.Int) Value {
	x, ok := AsInt64(a)
	if y, ok2 := AsInt64(b); ok && ok2 {
		var z big.Int
		return NewInt(t, op(&z, big.NewInt(x), big.NewInt(y)).Int64())
	}
	var ax, bx intArg
	var r bigResult
	p, q := ax.set(a), bx.set(b)
	op(r.room(t, max(limbCount(p), limbCount(q))+1), p, q)
	return r.value(t)
}
