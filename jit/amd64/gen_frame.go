//go:build linux && amd64

package amd64

import (
	"unsafe"

	"github.com/twitchyliquid64/golang-asm/obj/x86"
)

// genCaller leaves unless the frame at slot Size returns to where the trace
// goes on. What the caller's registers hold in memory is then still what they
// held when the transaction began, or they are in its checkpoint.
func (c *compiler) genCaller() {
	in, e := c.ins, c.env
	linkage := func(offset int32) operand { return mem(baseReg, c.disp(8*int64(in.Size)+int64(offset))) }
	out := c.exit()
	check := func(word uint64, at operand) {
		c.loadWord(word, scratch)
		c.emit(x86.ACMPQ, scratch.op(), at)
		c.jumpFarIf(ne, out)
	}
	check(c.v[in.A].word, linkage(e.FramePC))
	check(c.v[in.B].word, linkage(e.FrameInfo))
	c.emit(x86.ALEAQ, mem(baseReg, c.disp(8*in.Imm)), scratch.op())
	c.emit(x86.ACMPQ, scratch.op(), linkage(e.FramePrev))
	c.jumpFarIf(ne, out)
	if c.t.Transactional {
		c.emit(x86.ALEAQ, linkage(0), scratch.op())
		c.emit(x86.ACMPQ, scratch.op(), thread(e.Watermark))
		d := c.addCold(SaveCaller)
		c.jumpFarIf(eq, destination{label: d.label})
		c.bind(d.back)
	}
}

// genRoom leaves unless the frame at slot base has the room that every trace
// may use, on the stack and in depth; depth is how many frames are open then.
func (c *compiler) genRoom(base, depth int32) {
	if base <= 0 && depth <= 0 {
		return
	}
	out := c.exit()
	c.emit(x86.ALEAQ, mem(baseReg, c.disp(8*int64(base)+int64(c.env.Room))), scratch.op())
	c.emit(x86.ACMPQ, scratch.op(), thread(c.env.StackEnd))
	c.jumpFarIf(above, out)
	c.emit(x86.ACMPQ, thread(c.env.Depth), imm(int64(depth)+int64(c.env.MinDepth)))
	c.jumpFarIf(lt, out)
}

// moveRoot makes the frame at slot base the root.
func (c *compiler) moveRoot(base, depth int32) {
	if depth != 0 {
		c.emit(x86.ASUBQ, imm(int64(depth)), thread(c.env.Depth))
	}
	if base != 0 {
		c.emit(x86.ALEAQ, mem(baseReg, c.disp(8*int64(base))), baseReg.op())
		c.move(field(unsafe.Offsetof(Context{}.Base)), baseReg.op())
	}
}

// genIdle leaves unless the thread handles no exception and is in no atomic
// block.
func (c *compiler) genIdle() {
	out := c.exit()
	for _, field := range [...]int32{c.env.Handled, c.env.Atomic} {
		c.emit(x86.ACMPQ, thread(field), imm(0))
		c.jumpFarIf(ne, out)
	}
}
