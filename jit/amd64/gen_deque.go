//go:build linux && amd64

package amd64

import (
	"github.com/twitchyliquid64/golang-asm/obj"
	"github.com/twitchyliquid64/golang-asm/obj/x86"
	"gorgon/jit/ir"
)

// genOpenEnd looks whether the transaction has the lock of an end of a deque, outside
// of sections, and how far the end may go by what is known of the other one. If it
// is farther, and the transaction has the lock of that too, more is known.
func (c *compiler) genOpenEnd(how ir.Inline) {
	l := &c.env.Deques
	end, other := &l.Right, &l.Left
	if how == ir.OpenLeft {
		end, other = &l.Left, &l.Right
	}
	deque, block, t, d := c.inReg(c.ins.A), c.temp(), c.temp(), c.define()
	slow, look, open := c.callCold(d), c.label(), c.label()
	to := destination{label: slow.label}
	c.move(block.op(), mem(deque, l.Block))
	c.move(scratch.op(), thread(c.env.Owner))
	c.emit(x86.ACMPQ, scratch.op(), mem(block, end.Lock))
	c.jumpFarIf(ne, to)
	c.emit(x86.ACMPQ, thread(c.env.Plain), imm(0))
	c.jumpFarIf(eq, to)
	c.emit(x86.ACMPQ, mem(block, end.Other), imm(0))
	c.jumpFarIf(ne, to)
	c.move(t.op(), mem(block, end.At))
	closed := ge
	if how == ir.OpenRight {
		c.emit(x86.ASUBQ, mem(block, end.Known), t.op())
		c.emit(x86.ACMPQ, t.op(), mem(block, l.Cap))
	} else {
		c.emit(x86.ACMPQ, t.op(), mem(block, end.Known))
	}
	c.jumpFarIf(closed, destination{label: look})
	c.bind(open)
	c.emit(x86.AMOVL, imm(1), d.op())
	c.bind(slow.back)
	c.late = append(c.late, func() {
		c.bind(look)
		c.emit(x86.ACMPQ, scratch.op(), mem(block, other.Lock))
		c.jumpFarIf(ne, to)
		c.move(scratch.op(), mem(block, other.At))
		c.move(t.op(), mem(block, end.At))
		if how == ir.OpenRight {
			c.emit(x86.ASUBQ, scratch.op(), t.op())
			c.emit(x86.ACMPQ, t.op(), mem(block, l.Cap))
		} else {
			c.emit(x86.ACMPQ, t.op(), scratch.op())
		}
		c.jumpFarIf(closed, to)
		c.move(mem(block, end.Known), scratch.op())
		c.jump(obj.AJMP, open)
	})
}
