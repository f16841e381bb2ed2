//go:build linux && amd64

package amd64

import (
	"math/bits"

	"github.com/twitchyliquid64/golang-asm/obj/x86"
	"gorgon/jit/ir"
)

// genDivision emits // and % for a positive divisor, rounding down.
func (c *compiler) genDivision() {
	in := c.ins
	mod := in.Op == ir.FLOORMOD
	b := &c.v[in.B]
	switch {
	case in.A == in.B:
		c.loadWord(map[bool]uint64{false: 1, true: 0}[mod], c.define())
	case b.konst && int64(b.word) > 0 && b.word&(b.word-1) == 0:
		c.dividePower(b.word, mod)
	case b.konst && int64(b.word) > 0:
		c.divideConst(b.word, mod)
	default:
		c.divide(mod)
	}
}

// dividePower divides by a power of two.
func (c *compiler) dividePower(n uint64, mod bool) {
	d := c.copyOf(c.ins.A)
	switch {
	case mod && fits(n-1):
		c.emit(x86.AANDQ, imm(int64(n-1)), d.op())
	case mod:
		c.loadWord(n-1, scratch)
		c.emit(x86.AANDQ, scratch.op(), d.op())
	case n > 1:
		c.emit(x86.ASARQ, imm(int64(bits.TrailingZeros64(n))), d.op())
	}
}

// divideConst multiplies by the reciprocal. With m = ceil(2^(64+s)/n) and
// 2^s < n < 2^(s+1), m < 2^64, and t*m>>(64+s) is t/n for all 0 <= t < 2^63: the
// error of m is below n/2^(64+s) of it, so that the product is off by less than
// 1/n. A negative dividend is made t by turning all bits over, and the quotient
// back: that rounds down.
func (c *compiler) divideConst(n uint64, mod bool) {
	a := c.ins.A
	s := bits.Len64(n) - 1
	m, rest := bits.Div64(1<<s, 0, n)
	if rest != 0 {
		m++
	}
	c.empty(ax)
	c.empty(dx)
	sign := c.temp()
	c.load(a, ax)
	c.move(sign.op(), ax.op())
	c.emit(x86.ASARQ, imm(63), sign.op())
	c.emit(x86.AXORQ, sign.op(), ax.op())
	c.loadWord(m, scratch)
	c.emitFrom(x86.AMULQ, scratch.op())
	c.emit(x86.ASHRQ, imm(int64(s)), dx.op())
	c.emit(x86.AXORQ, sign.op(), dx.op())
	if !mod {
		c.defineAs(dx)
		return
	}
	if fits(n) {
		c.emit3(x86.AIMUL3Q, int64(n), dx.op(), dx.op())
	} else {
		c.loadWord(n, scratch)
		c.emit(x86.AIMULQ, scratch.op(), dx.op())
	}
	c.load(a, ax)
	c.emit(x86.ASUBQ, dx.op(), ax.op())
	c.defineAs(ax)
}

// divide uses the processor's division.
func (c *compiler) divide(mod bool) {
	c.empty(ax)
	c.empty(dx)
	divisor := c.inReg(c.ins.B)
	c.load(c.ins.A, ax)
	c.emit0(x86.ACQO)
	c.emitFrom(x86.AIDIVQ, divisor.op())
	// A negative remainder means that the quotient was rounded up.
	c.move(scratch.op(), dx.op())
	c.emit(x86.ASARQ, imm(63), scratch.op())
	if mod {
		c.emit(x86.AANDQ, divisor.op(), scratch.op())
		c.emit(x86.AADDQ, scratch.op(), dx.op())
		c.defineAs(dx)
	} else {
		c.emit(x86.AADDQ, scratch.op(), ax.op())
		c.defineAs(ax)
	}
}
