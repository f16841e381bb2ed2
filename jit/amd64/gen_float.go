//go:build linux && amd64

package amd64

import (
	"github.com/twitchyliquid64/golang-asm/obj"
	"github.com/twitchyliquid64/golang-asm/obj/x86"
	"gorgon/jit/ir"
)

// What ROUNDSD is told.
const (
	roundDown = 9
	roundUp   = 10
)

// compareFloats sets the flags by b and a, so that above means a < b and
// notBelow means a <= b, and both are false if one of them is nan. Equal floats
// set eq; so does nan, with unordered.
func (c *compiler) compareFloats(a, b ir.Ref) {
	y := c.inReg(b)
	x := c.source(a)
	c.emit(x86.AUCOMISD, x, y.op())
}

// genFloatGuard emits guards on floats; false: the operation is none of these.
func (c *compiler) genFloatGuard() bool {
	in := c.ins
	switch in.Op {
	case ir.GFLT:
		c.compareFloats(in.A, in.B)
		c.guardUnless(above)
	case ir.GNFLT:
		c.compareFloats(in.A, in.B)
		c.guardUnless(notAbove)
	case ir.GFLE:
		c.compareFloats(in.A, in.B)
		c.guardUnless(notBelow)
	case ir.GNFLE:
		c.compareFloats(in.A, in.B)
		c.guardUnless(below)
	case ir.GFEQ:
		c.compareFloats(in.A, in.B)
		exit := c.exit()
		c.jumpFarIf(ne, exit)
		c.jumpFarIf(unordered, exit)
	case ir.GFNE:
		c.compareFloats(in.A, in.B)
		differ := c.label()
		c.jump(jumps[ne], differ)
		c.jumpFarIf(ordered, c.exit())
		c.bind(differ)
	default:
		return false
	}
	return true
}

// genFloat emits operations on floats; false: the operation is none of these.
func (c *compiler) genFloat() bool {
	in := c.ins
	switch in.Op {
	case ir.UNBOXF:
		if c.floatBits != in.A || c.floatAt != c.last { // else GFLOAT has just done it
			c.load(in.A, scratch)
			c.emit(x86.ASUBQ, constField(constFloatOff), scratch.op())
		}
		c.move(c.define().op(), scratch.op())
	case ir.BOXF:
		d := c.define()
		c.load(in.A, d)
		c.emit(x86.AADDQ, constField(constFloatOff), d.op())
	case ir.I2F:
		x := c.source(in.A)
		if isImm(x) {
			x = c.inReg(in.A).op()
		}
		d := c.define()
		c.emit(x86.AXORPS, d.op(), d.op()) // do not wait for what was in d
		c.emit(x86.ACVTSQ2SD, x, d.op())
	case ir.F2I:
		c.genCut()
	case ir.FADD:
		c.commutative(x86.AADDSD)
	case ir.FMUL:
		c.commutative(x86.AMULSD)
	case ir.FSUB:
		c.binary(x86.ASUBSD, in.A, in.B)
	case ir.FDIV:
		c.binary(x86.ADIVSD, in.A, in.B)
	case ir.FNEG:
		c.genBits(x86.AXORPS, constSign)
	case ir.FABS:
		c.genBits(x86.AANDPS, constAbs)
	case ir.FSQRT:
		x := c.source(in.A)
		c.emit(x86.ASQRTSD, x, c.define(in.A).op())
	case ir.FFLOOR:
		x := c.source(in.A)
		c.emit3(x86.AROUNDSD, roundDown, x, c.define(in.A).op())
	case ir.FCEIL:
		x := c.source(in.A)
		c.emit3(x86.AROUNDSD, roundUp, x, c.define(in.A).op())
	case ir.FLT:
		c.compareFloats(in.A, in.B)
		c.setIf(above)
	case ir.FLE:
		c.compareFloats(in.A, in.B)
		c.setIf(notBelow)
	case ir.FEQ:
		c.compareFloats(in.A, in.B)
		d := c.define()
		c.emit1(sets[eq], scratch.op())
		c.emit1(sets[ordered], d.op())
		c.emit(x86.AANDL, scratch.op(), d.op())
		c.emit(x86.AANDL, imm(1), d.op())
	default:
		return false
	}
	return true
}

// genBits changes bits of a float by one of the context's constants.
func (c *compiler) genBits(as obj.As, field int) {
	d := c.copyOf(c.ins.A)
	c.move(fscratch.op(), constField(field))
	c.emit(as, fscratch.op(), d.op())
}

// genCut cuts toward zero and leaves unless the result has 48 bits and is not
// the smallest such number; what does not fit in 64 bits becomes -1<<63.
func (c *compiler) genCut() {
	x := c.source(c.ins.A)
	d := c.define()
	c.emit(x86.ACVTTSD2SQ, x, d.op())
	c.move(scratch.op(), d.op())
	c.emit(x86.AADDQ, constField(constCutMax), scratch.op())
	c.emit(x86.ACMPQ, scratch.op(), constField(constCutSpan))
	c.guardUnless(below)
}
