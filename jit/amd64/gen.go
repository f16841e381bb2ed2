//go:build linux && amd64

package amd64

import (
	"github.com/twitchyliquid64/golang-asm/obj"
	"github.com/twitchyliquid64/golang-asm/obj/x86"
	"gorgon/jit/ir"
)

// cond is a condition of the flags.
type cond uint8

const (
	eq cond = iota
	ne
	lt
	ge
	le
	gt
	below
	notBelow
	notAbove
	above
	overflow
	noOverflow
	minus
	plus
	unordered
	ordered
)

// Neighbours of conds are opposites.
func (k cond) not() cond { return k ^ 1 }

// swapped is the condition for exchanged operands.
func (k cond) swapped() cond {
	switch k {
	case lt:
		return gt
	case gt:
		return lt
	case le:
		return ge
	case ge:
		return le
	case below:
		return above
	case above:
		return below
	case notBelow:
		return notAbove
	case notAbove:
		return notBelow
	}
	return k
}

var jumps = [...]obj.As{x86.AJEQ, x86.AJNE, x86.AJLT, x86.AJGE, x86.AJLE, x86.AJGT, x86.AJCS, x86.AJCC, x86.AJLS, x86.AJHI, x86.AJOS, x86.AJOC, x86.AJMI, x86.AJPL, x86.AJPS, x86.AJPC}

// codes are the conditions as the processor numbers them.
var codes = [...]byte{4, 5, 12, 13, 14, 15, 2, 3, 6, 7, 0, 1, 8, 9, 10, 11}

var sets = [...]obj.As{x86.ASETEQ, x86.ASETNE, x86.ASETLT, x86.ASETGE, x86.ASETLE, x86.ASETGT, x86.ASETCS, x86.ASETCC, x86.ASETLS, x86.ASETHI, x86.ASETOS, x86.ASETOC, x86.ASETMI, x86.ASETPL, x86.ASETPS, x86.ASETPC}

// gen emits the current instruction.
func (c *compiler) gen() {
	in := c.ins
	switch in.Op {
	case ir.NOP, ir.KINT, ir.KFLOAT, ir.KVALUE, ir.PARENT, ir.PHI:
	case ir.SLOAD:
		d := c.define()
		c.move(d.op(), mem(baseReg, c.disp(8*in.Imm)))
	case ir.COPY:
		c.copyOf(in.A)
	case ir.LOOP:
		c.keepLogged()
		c.genLoop()
	case ir.JLOOP:
		c.genBack()
	case ir.JTRACE:
		c.genJump()
	case ir.EXIT:
		c.jumpFar(c.exit())
	case ir.GCALLER:
		c.genCaller()
	case ir.GIDLE:
		c.genIdle()
	case ir.POLL:
		c.genPoll()
	case ir.CALL:
		clear(c.logged)
		if !c.section() {
			c.genCall()
		}
	case ir.STEP:
		clear(c.logged)
		c.genStep()
	case ir.NEW:
		c.genNew()
	case ir.AHEAD:
		c.genAhead()
	case ir.TXREAD, ir.TXREADX, ir.TXCARD, ir.TXOWN, ir.TXOWNCARD, ir.TXLOG:
		c.genBarrier()
	case ir.LOAD, ir.LOADX, ir.LOADI, ir.LOAD32, ir.STORE, ir.STOREX, ir.STOREI, ir.SETSHAPE:
		c.genMemory()
	default:
		if !c.genGuard() && !c.genInt() && !c.genFloat() {
			c.fail("not known")
		}
	}
}

// disp makes sure that an offset fits into an instruction.
func (c *compiler) disp(offset int64) int32 {
	if offset != int64(int32(offset)) {
		c.fail("offset %d is too far", offset)
	}
	return int32(offset)
}

// guardUnless leaves by the instruction's snapshot unless k holds.
func (c *compiler) guardUnless(k cond) { c.jumpFarIf(k.not(), c.exit()) }

// genGuard emits what only checks; false: the operation is none of these.
func (c *compiler) genGuard() bool {
	in := c.ins
	switch in.Op {
	case ir.GINT:
		a := c.inReg(in.A)
		c.emit(x86.ACMPQ, a.op(), constField(constTagInt))
		c.guardUnless(notBelow)
	case ir.GFLOAT:
		a := c.inReg(in.A)
		c.move(scratch.op(), a.op())
		c.emit(x86.ASUBQ, constField(constFloatOff), scratch.op())
		c.emit(x86.ACMPQ, scratch.op(), constField(constFloatSpan))
		c.guardUnless(below)
		c.floatBits, c.floatAt = in.A, c.last
	case ir.GPTR:
		a := c.inReg(in.A)
		c.emit(x86.ALEAQ, mem(a, -firstAddress), scratch.op())
		c.emit(x86.ACMPQ, scratch.op(), constField(constPtrSpan))
		c.guardUnless(below)
	case ir.GSHAPE:
		c.fetchFor(in.A)
		c.emit(x86.ACMPL, c.address(in.A, 0, 0), imm(int64(int32(in.Imm))))
		c.guardUnless(eq)
	case ir.GFIT:
		a := c.inReg(in.A)
		c.move(scratch.op(), a.op())
		c.emit(x86.AADDQ, constField(constHalf), scratch.op())
		c.emit(x86.ASHRQ, imm(48), scratch.op())
		c.guardUnless(eq)
	case ir.GEQ:
		c.guardUnless(c.compare(eq))
	case ir.GNE:
		c.guardUnless(c.compare(ne))
	case ir.GLT:
		c.guardUnless(c.compare(lt))
	case ir.GLE:
		c.guardUnless(c.compare(le))
	case ir.GGT:
		c.guardUnless(c.compare(gt))
	case ir.GGE:
		c.guardUnless(c.compare(ge))
	case ir.GULT:
		c.guardUnless(c.compare(below))
	default:
		return c.genFloatGuard()
	}
	return true
}

// compare sets the flags by A and B and returns the condition that then says
// whether A k B holds.
func (c *compiler) compare(k cond) cond {
	a, b := c.ins.A, c.ins.B
	if c.v[a].konst && !c.v[b].konst {
		a, b, k = b, a, k.swapped()
	}
	if c.v[a].konst {
		c.inReg(a)
	}
	y := c.source(b)
	x := c.source(a)
	if !isReg(x) && !isReg(y) && !isImm(y) {
		x = c.inReg(a).op()
	}
	if isReg(x) && isImm(y) && y.Offset == 0 {
		c.emit(x86.ATESTQ, x, x)
	} else {
		c.emit(x86.ACMPQ, x, y)
	}
	return k
}

// genInt emits operations on words; false: the operation is none of these.
func (c *compiler) genInt() bool {
	in := c.ins
	switch in.Op {
	case ir.UNBOXI:
		d := c.copyOf(in.A)
		c.emit(x86.ASHLQ, imm(16), d.op())
		c.emit(x86.ASARQ, imm(16), d.op())
	case ir.BOXI:
		d := c.copyOf(in.A)
		c.emit(x86.AORQ, constField(constTagInt), d.op())
	case ir.BOXB:
		c.genLea(in.A, 4)
	case ir.ADD:
		c.genAdd()
	case ir.SUB:
		if b := &c.v[in.B]; b.konst && fits(b.word) && fits(-b.word) {
			c.genLea(in.A, int32(-b.word))
		} else {
			c.binary(x86.ASUBQ, in.A, in.B)
		}
	case ir.MUL, ir.MULOV:
		c.genMul()
	case ir.NEG:
		c.emit1(x86.ANEGQ, c.copyOf(in.A).op())
	case ir.NOT:
		c.emit1(x86.ANOTQ, c.copyOf(in.A).op())
	case ir.AND:
		c.commutative(x86.AANDQ)
	case ir.OR:
		c.commutative(x86.AORQ)
	case ir.XOR:
		c.commutative(x86.AXORQ)
	case ir.SHL:
		c.genShift(x86.ASHLQ)
	case ir.SHR:
		c.genShift(x86.ASHRQ)
	case ir.SAR:
		c.genShift(x86.ASARQ)
	case ir.FLOORDIV, ir.FLOORMOD:
		c.genDivision()
	case ir.LT:
		c.setIf(c.compare(lt))
	case ir.LE:
		c.setIf(c.compare(le))
	case ir.EQ:
		c.setIf(c.compare(eq))
	case ir.NE:
		c.setIf(c.compare(ne))
	case ir.ULT:
		c.setIf(c.compare(below))
	case ir.CARDS:
		c.genCards()
	default:
		return false
	}
	return true
}

// setIf makes the result 1 if the flags say k, else 0.
func (c *compiler) setIf(k cond) {
	c.emit1(sets[k], scratch.op())
	d := c.define(c.ins.A, c.ins.B)
	c.emit(x86.AMOVBLZX, scratch.op(), d.op())
}

// copyOf returns the result's register with a copy of v in it.
func (c *compiler) copyOf(v ir.Ref) reg {
	if x := &c.v[v]; x.konst && x.reg == noReg {
		d := c.define()
		c.loadWord(x.word, d)
		return d
	}
	from := c.source(v)
	d := c.define(v)
	c.move(d.op(), from)
	return d
}

// binary emits D = A op B for an instruction that overwrites its destination.
func (c *compiler) binary(as obj.As, a, b ir.Ref) {
	y := c.source(b)
	d := c.copyOf(a)
	c.emit(as, y, d.op())
}

// commutative is binary for operands that may change places.
func (c *compiler) commutative(as obj.As) {
	a, b := c.operands()
	c.binary(as, a, b)
}

// operands returns A and B, exchanged if that saves a copy.
func (c *compiler) operands() (a, b ir.Ref) {
	a, b = c.ins.A, c.ins.B
	if c.v[b].konst {
		return a, b
	}
	if c.v[a].konst || c.dies(b) && c.v[b].reg != noReg && !c.dies(a) {
		return b, a
	}
	return a, b
}

// genLea emits D = A + n.
func (c *compiler) genLea(a ir.Ref, n int32) {
	if x := &c.v[a]; x.reg != noReg && !c.dies(a) {
		c.pin(x.reg)
		d := c.define()
		c.emit(x86.ALEAQ, mem(x.reg, n), d.op())
		return
	}
	d := c.copyOf(a)
	c.emit(x86.AADDQ, imm(int64(n)), d.op())
}

func (c *compiler) genAdd() {
	a, b := c.operands()
	x, y := &c.v[a], &c.v[b]
	switch {
	case y.konst && fits(y.word) && !x.konst:
		c.genLea(a, int32(y.word))
	case x.reg != noReg && y.reg != noReg && !c.dies(a):
		c.pin(x.reg)
		c.pin(y.reg)
		p, q := x.reg, y.reg
		d := c.define()
		c.emit(x86.ALEAQ, mem1(p, q), d.op())
	default:
		c.binary(x86.AADDQ, a, b)
	}
}

func (c *compiler) genMul() {
	a, b := c.operands()
	if y := &c.v[b]; y.konst && fits(y.word) {
		x := c.source(a)
		if isImm(x) || x.Reg == scratch.name() {
			x = c.inReg(a).op()
		}
		d := c.define(a)
		c.emit3(x86.AIMUL3Q, int64(y.word), x, d.op())
	} else {
		c.binary(x86.AIMULQ, a, b)
	}
	if c.ins.Op == ir.MULOV {
		c.guardUnless(noOverflow)
	}
}

func (c *compiler) genShift(as obj.As) {
	in := c.ins
	if n := &c.v[in.B]; n.konst {
		d := c.copyOf(in.A)
		if n.word&63 != 0 {
			c.emit(as, imm(int64(n.word&63)), d.op())
		}
		return
	}
	if c.v[in.B].reg != cx {
		c.empty(cx)
		c.load(in.B, cx)
	} else {
		c.pin(cx)
	}
	var d reg
	if a := &c.v[in.A]; a.reg == cx {
		d = c.alloc(false)
		c.move(d.op(), cx.op())
		c.defineAs(d)
	} else {
		d = c.copyOf(in.A)
	}
	c.emit(as, cx.op(), d.op())
}
