//go:build linux && amd64

package amd64

import (
	"github.com/twitchyliquid64/golang-asm/obj/x86"
	"gorgon/jit/ir"
)

// genReserveItem calls only if the list has no block, or a full one. In
// transactions block and length may be of different moments: who stores looks
// again when it owns the list.
func (c *compiler) genReserveItem() {
	e := c.env
	list, t, d := c.inReg(c.ins.A), c.temp(), c.define()
	slow := c.callCold(d)
	to := destination{label: slow.label}
	c.move(t.op(), mem(list, e.ListBlock))
	c.emit(x86.ATESTQ, t.op(), t.op())
	c.jumpFarIf(eq, to)
	c.move(scratch.op(), mem(list, e.ListLen))
	c.emit(x86.ACMPQ, scratch.op(), mem(t, e.ListCap)) // two boxed ints that are not negative
	c.jumpFarIf(notBelow, to)
	c.bind(slow.back)
}

// How many rounds ahead memory is asked for, by how often its address has to be
// loaded: what is loaded for that has been asked for before.
const (
	aheadItem   = 12
	aheadObject = 8
	aheadBlock  = 5
	aheadFirst  = 3
	aheadNear   = 4
	aheadList   = 4 // in a field of the item
	aheadOwn    = 2 // that list's block
	lineBytes   = 64
)

// genAhead asks for what rounds to come will load through two lists. Blocks are
// read up to their capacity, where nothing is but items and Nulls, and objects only
// if they are such: nobody has to own or check what only asks.
func (c *compiler) genAhead() {
	in := c.ins
	if c.env.ListShape == 0 {
		return
	}
	x := lookAhead{compiler: c, from: c.inReg(in.A), index: c.inReg(in.B), to: c.inReg(in.C)}
	ahead := ir.AheadOf(in.Imm)
	x.step, x.t, x.skip = int32(ahead.Step), c.temp(), c.label()
	switch ahead.What {
	case ir.AheadItems:
		x.at(aheadItem)
		x.fetch(mem8(x.to, x.t, c.env.ListItems))
	case ir.AheadObjects:
		x.object(aheadObject)
	case ir.AheadLists:
		x.lists()
	case ir.AheadNear:
		x.object(aheadNear)
	case ir.AheadFields:
		x.fields(ahead.Shape, int32(ahead.Field))
	}
	c.bind(x.skip)
}

// lookAhead is what genAhead works with: where the indexes and items stand, the
// index in the loop, a register for what is found on the way, and where to go if
// there is nothing.
type lookAhead struct {
	*compiler
	from, index, to, t reg
	step               int32
	skip               label
}

func (x *lookAhead) fetch(m operand) { x.append(x.prog(x86.APREFETCHT0)).From = m }

// next begins what is done although there was nothing for the part before.
func (x *lookAhead) next() {
	x.bind(x.skip)
	x.skip = x.label()
}

// at makes t the index in the second list that many rounds on.
func (x *lookAhead) at(rounds int32) {
	if x.step > 0 {
		x.emit(x86.ALEAQ, mem(x.index, rounds*x.step), x.t.op())
	} else {
		x.emit(x86.ALEAQ, mem(x.index, rounds), x.t.op())
		x.inside(x.from)
		x.move(x.t.op(), mem8(x.from, x.t, x.env.ListItems))
		x.emit(x86.ASHLQ, imm(16), x.t.op())
		x.emit(x86.ASARQ, imm(16), x.t.op())
	}
	x.inside(x.to)
}

// inside goes on if t is an index in that block.
func (x *lookAhead) inside(block reg) {
	x.emit(x86.AMOVL, mem(block, x.env.ListCap), scratch.op())
	x.emit(x86.ACMPQ, x.t.op(), scratch.op())
	x.jump(jumps[notBelow], x.skip)
}

// is goes on if t is an object of that shape.
func (x *lookAhead) is(shape uint32) {
	x.emit(x86.ALEAQ, mem(x.t, -firstAddress), scratch.op())
	x.emit(x86.ACMPQ, scratch.op(), constField(constPtrSpan))
	x.jump(jumps[notBelow], x.skip)
	x.emit(x86.ACMPL, mem(x.t, 0), imm(int64(shape)))
	x.jump(jumps[ne], x.skip)
}

// item makes t the item that many rounds on.
func (x *lookAhead) item(rounds int32) {
	x.at(rounds)
	x.move(x.t.op(), mem8(x.to, x.t, x.env.ListItems))
}

// object asks for the item.
func (x *lookAhead) object(rounds int32) {
	x.item(rounds)
	x.fetch(mem(x.t, 0))
}

// block makes t the block of the list that t is.
func (x *lookAhead) block() {
	x.is(x.env.ListShape)
	x.move(x.t.op(), mem(x.t, x.env.ListBlock))
}

// inField makes t what the item that many rounds on, of that shape, has in a field.
func (x *lookAhead) inField(rounds int32, shape uint32, offset int32) {
	x.item(rounds)
	x.is(shape)
	x.move(x.t.op(), mem(x.t, offset))
}

// lists asks for lists that are items, their blocks and what their first items are.
func (x *lookAhead) lists() {
	e := x.env
	x.object(aheadObject)
	x.next()
	x.item(aheadBlock)
	x.block()
	x.fetch(mem(x.t, e.ListItems))
	if x.step > 0 {
		x.fetch(mem(x.t, e.ListItems+lineBytes))
		return
	}
	x.next()
	x.item(aheadFirst)
	x.block()
	x.emit(x86.ATESTQ, x.t.op(), x.t.op())
	x.jump(jumps[eq], x.skip)
	x.move(x.t.op(), mem(x.t, e.ListItems))
	x.fetch(mem(x.t, 0))
}

// fields asks for the lists that items of a shape have at an offset, and their blocks.
func (x *lookAhead) fields(shape uint32, offset int32) {
	e := x.env
	x.inField(aheadList, shape, offset)
	x.fetch(mem(x.t, 0))
	x.next()
	x.inField(aheadOwn, shape, offset)
	x.block()
	x.fetch(mem(x.t, e.ListItems))
	x.fetch(mem(x.t, e.ListItems+lineBytes))
}
