//go:build linux && amd64

package amd64

import (
	"github.com/twitchyliquid64/golang-asm/obj"
	"github.com/twitchyliquid64/golang-asm/obj/x86"
	"gorgon/jit/ir"
)

// genStrEqual compares the text of two strs, from its end on and in pieces that may
// overlap, so that nothing behind the text is looked at. Long ones, which may be
// elsewhere, are the helper's.
func (c *compiler) genStrEqual() {
	l := &c.env.Tables
	a, b := c.inReg(c.ins.A), c.inReg(c.ins.B)
	t, d := c.temp(), c.define()
	slow := c.callCold(d)
	text := c.label()
	c.emit(x86.AMOVL, imm(ir.True), d.op())
	c.emit(x86.ACMPQ, a.op(), b.op())
	c.jumpFarIf(eq, destination{label: slow.back})
	c.emit(x86.AMOVL, imm(ir.False), d.op())
	c.move(t.op(), mem(a, l.StrBytes))
	c.emit(x86.ACMPQ, t.op(), mem(b, l.StrBytes))
	c.jumpFarIf(eq, destination{label: text})
	c.bind(slow.back)
	c.late = append(c.late, func() {
		c.bind(text)
		c.emit(x86.AMOVL, t.op(), t.op())
		c.emit(x86.ACMPL, t.op(), imm(int64(l.StrPlain)))
		c.jumpFarIf(notBelow, destination{label: slow.label})
		c.sameText(a, b, t, slow.back)
		c.emit(x86.AMOVL, imm(ir.True), d.op())
		c.jump(obj.AJMP, slow.back)
	})
}

// sameText goes on if the n bytes of two texts are the same, else to differ. It
// changes n.
func (c *compiler) sameText(a, b, n reg, differ label) {
	l := &c.env.Tables
	short, tiny, again, same := c.label(), c.label(), c.label(), c.label()
	// size bytes at the end of the text, or at its beginning
	piece := func(load, compare obj.As, size int32, end bool) {
		at := func(s reg) operand {
			if end {
				m := mem1(s, n)
				m.Offset = int64(l.StrData - size)
				return m
			}
			return mem(s, l.StrData)
		}
		c.emit(load, at(a), scratch.op())
		c.emit(compare, scratch.op(), at(b))
		c.jump(jumps[ne], differ)
	}
	c.emit(x86.ACMPL, n.op(), imm(8))
	c.jump(jumps[below], short)
	c.bind(again)
	piece(x86.AMOVQ, x86.ACMPQ, 8, true)
	c.emit(x86.ASUBL, imm(8), n.op())
	c.emit(x86.ACMPL, n.op(), imm(8))
	c.jump(jumps[notBelow], again)
	piece(x86.AMOVQ, x86.ACMPQ, 8, false)
	c.jump(obj.AJMP, same)
	c.bind(short)
	c.emit(x86.ACMPL, n.op(), imm(4))
	c.jump(jumps[below], tiny)
	piece(x86.AMOVL, x86.ACMPL, 4, false)
	piece(x86.AMOVL, x86.ACMPL, 4, true)
	c.jump(obj.AJMP, same)
	c.bind(tiny)
	c.emit(x86.ATESTL, n.op(), n.op())
	c.jump(jumps[eq], same)
	piece(x86.AMOVBLZX, x86.ACMPB, 1, false)
	piece(x86.AMOVBLZX, x86.ACMPB, 1, true)
	c.emit(x86.ASHRL, imm(1), n.op())
	c.emit(x86.AADDL, imm(1), n.op()) // the one in the middle of three
	piece(x86.AMOVBLZX, x86.ACMPB, 1, true)
	c.bind(same)
}
