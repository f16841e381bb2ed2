//go:build linux && amd64

package amd64

import (
	"github.com/twitchyliquid64/golang-asm/obj/x86"
	"gorgon/jit/ir"
)

// address is the memory at A + 8*B + offset; b 0 means none. A constant base
// that no register holds comes in scratch.
func (c *compiler) address(a, b ir.Ref, offset int64) operand {
	if b != 0 && c.v[b].konst {
		offset += 8 * int64(c.v[b].word)
		b = 0
	}
	var base reg
	x := &c.v[a]
	switch {
	case x.konst && (x.reg == noReg || offset != int64(int32(offset))):
		c.loadWord(x.word+uint64(offset), scratch)
		base, offset = scratch, 0
	default:
		base = c.inReg(a)
	}
	if b == 0 {
		return mem(base, c.disp(offset))
	}
	return mem8(base, c.inReg(b), c.disp(offset))
}

// genMemory emits plain loads and stores.
func (c *compiler) genMemory() {
	in := c.ins
	switch in.Op {
	case ir.LOAD, ir.LOADI:
		m := c.address(in.A, 0, in.Imm)
		c.emit(x86.AMOVQ, m, c.define(in.A).op())
	case ir.LOADX:
		m := c.address(in.A, in.B, in.Imm)
		c.emit(x86.AMOVQ, m, c.define(in.A, in.B).op())
	case ir.LOAD32:
		m := c.address(in.A, 0, in.Imm)
		c.emit(x86.AMOVL, m, c.define(in.A).op())
	case ir.STORE, ir.STOREI:
		w := c.stored(in.B)
		at := c.storeAddress(in.Op == ir.STORE && c.mayRefer(in.B))
		c.emit(x86.AMOVQ, w, at.slot)
		c.remember(at)
	case ir.STOREX:
		w := c.stored(in.C)
		at := c.storeAddress(c.mayRefer(in.C))
		c.emit(x86.AMOVQ, w, at.slot)
		c.remember(at)
	case ir.SETSHAPE:
		c.emit(x86.AMOVL, imm(int64(int32(in.Imm))), c.address(in.A, 0, 0))
	}
}

// target is where a store goes. object is the register of the object that the
// slot is in, if the collector has to be told.
type target struct {
	slot   operand
	object reg
	old    bool // the object may be old
}

func (c *compiler) storeAddress(refers bool) target {
	in, b := c.ins, ir.Ref(0)
	if in.Op == ir.STOREX {
		b = in.B
	}
	if !refers || c.env.OldByte == 0 {
		return target{slot: c.address(in.A, b, in.Imm)}
	}
	object := c.inReg(in.A)
	return target{slot: c.address(in.A, b, in.Imm), object: object, old: true}
}

// mayRefer says whether a stored value may be an object's address.
func (c *compiler) mayRefer(v ir.Ref) bool {
	switch in := &c.t.Ins[v]; in.Op {
	case ir.BOXI, ir.BOXF, ir.BOXB:
		return false
	case ir.KVALUE:
		return ir.IsPtr(uint64(in.Imm))
	}
	return true
}

// remember is the collector's write barrier, behind the store: no safepoint lies
// between.
func (c *compiler) remember(at target) {
	if !at.old {
		return
	}
	c.emit(x86.ACMPB, mem(at.object, c.env.OldByte), imm(0))
	d := c.addCold(Barrier, at.object.op(), at.slot)
	c.jumpFarIf(ne, destination{label: d.label})
	c.bind(d.back)
	if at.slot.Reg == scratch.name() {
		return
	}
	// What may be a reference often is none: a long list of ints would be written
	// down line by line, and each line be read by the next collection.
	d.early = func() {
		c.move(scratch.op(), at.slot)
		c.emit(x86.ALEAQ, mem(scratch, -firstAddress), scratch.op())
		c.emit(x86.ACMPQ, scratch.op(), constField(constPtrSpan))
		c.jump(jumps[notBelow], d.back)
	}
}

// stored is a value as a store takes it: a register or an immediate.
func (c *compiler) stored(v ir.Ref) operand {
	if x := &c.v[v]; x.konst && x.reg == noReg && fits(x.word) {
		return imm(int64(x.word))
	}
	return c.inReg(v).op()
}
