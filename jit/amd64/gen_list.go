//go:build linux && amd64

package amd64

import "github.com/twitchyliquid64/golang-asm/obj/x86"

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
