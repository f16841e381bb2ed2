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
	lineBytes   = 64
)

// genAhead asks for what rounds to come will load through two lists. Blocks are
// read up to their capacity, where nothing is but items and Nulls, and objects only
// if they are such: nobody has to own or check what only asks.
func (c *compiler) genAhead() {
	in, e := c.ins, c.env
	from, index, to, t := c.inReg(in.A), c.inReg(in.B), c.inReg(in.C), c.temp()
	if e.ListShape == 0 {
		return
	}
	step := in.Imm >> ir.AheadStep
	at := func(distance int32, skip label) {
		if step > 0 {
			c.emit(x86.ALEAQ, mem(index, distance*int32(step)), t.op())
		} else {
			c.emit(x86.ALEAQ, mem(index, distance), t.op())
			c.emit(x86.AMOVL, mem(from, e.ListCap), scratch.op())
			c.emit(x86.ACMPQ, t.op(), scratch.op())
			c.jump(jumps[notBelow], skip)
			c.move(t.op(), mem8(from, t, e.ListItems))
			c.emit(x86.ASHLQ, imm(16), t.op())
			c.emit(x86.ASARQ, imm(16), t.op())
		}
		c.emit(x86.AMOVL, mem(to, e.ListCap), scratch.op())
		c.emit(x86.ACMPQ, t.op(), scratch.op())
		c.jump(jumps[notBelow], skip)
	}
	fetch := func(m operand) { c.append(c.prog(x86.APREFETCHT0)).From = m }
	skip := c.label()
	depth := in.Imm & (1<<ir.AheadStep - 1)
	if depth == 0 {
		at(aheadItem, skip)
		fetch(mem8(to, t, e.ListItems))
		c.bind(skip)
		return
	}
	if depth == 3 {
		at(aheadNear, skip)
	} else {
		at(aheadObject, skip)
	}
	c.move(t.op(), mem8(to, t, e.ListItems))
	fetch(mem(t, 0))
	c.bind(skip)
	if depth != 2 {
		return
	}
	block := func(distance int32, skip label) {
		at(distance, skip)
		c.move(t.op(), mem8(to, t, e.ListItems))
		c.emit(x86.ALEAQ, mem(t, -firstAddress), scratch.op())
		c.emit(x86.ACMPQ, scratch.op(), constField(constPtrSpan))
		c.jump(jumps[notBelow], skip)
		c.emit(x86.ACMPL, mem(t, 0), imm(int64(e.ListShape)))
		c.jump(jumps[ne], skip)
		c.move(t.op(), mem(t, e.ListBlock))
	}
	skip = c.label()
	block(aheadBlock, skip)
	fetch(mem(t, e.ListItems))
	if step > 0 {
		fetch(mem(t, e.ListItems+lineBytes))
		c.bind(skip)
		return
	}
	c.bind(skip)
	skip = c.label()
	block(aheadFirst, skip)
	c.emit(x86.ATESTQ, t.op(), t.op())
	c.jump(jumps[eq], skip)
	c.move(t.op(), mem(t, e.ListItems))
	fetch(mem(t, 0))
	c.bind(skip)
}
