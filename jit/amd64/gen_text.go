//go:build linux && amd64

package amd64

import (
	"unsafe"

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

// plainText loads the length of the str s in bytes to n, and goes to the helper if
// the text is not ASCII, empty, or may be elsewhere. It changes scratch.
func (c *compiler) plainText(s, n reg, slow destination) {
	l := &c.env.Tables
	c.move(n.op(), mem(s, l.StrBytes))
	c.move(scratch.op(), n.op())
	c.emit(x86.ASHRQ, imm(32), scratch.op())
	c.emit(x86.ACMPL, scratch.op(), n.op())
	c.jumpFarIf(ne, slow)
	c.emit(x86.AMOVL, n.op(), n.op())
	c.emit(x86.ALEAL, mem(n, -1), scratch.op())
	c.emit(x86.ACMPL, scratch.op(), imm(int64(l.StrPlain-1)))
	c.jumpFarIf(notBelow, slow)
}

// everyByte, times a byte, is a word of such bytes.
const everyByte = 0x0101010101010101

// genLower looks for capitals in a plain text, eight bytes at a time: if there are
// none, the str itself is the answer. What lies behind the text may only make it
// look as if there were some.
func (c *compiler) genLower() {
	s := c.inReg(c.ins.A)
	t, u, d := c.temp(), c.temp(), c.define()
	call := c.callCold(d)
	slow := destination{label: call.label}
	again := c.label()
	c.plainText(s, t, slow)
	c.emit(x86.ACMPL, t.op(), imm(1)) // there is one str for each character
	c.jumpFarIf(eq, slow)
	c.emit(x86.AADDL, imm(7), t.op())
	c.emit(x86.ASHRL, imm(3), t.op())
	c.bind(again)
	// The high bit of each byte of u says that it is 'A' or more, that of scratch
	// that it is more than 'Z'.
	c.move(scratch.op(), mem8(s, t, c.env.Tables.StrData-8))
	c.loadWord(everyByte*(0x80-'A'), u)
	c.emit(x86.AADDQ, scratch.op(), u.op())
	c.loadWord(everyByte*(0x7f-'Z'), d)
	c.emit(x86.AADDQ, d.op(), scratch.op())
	c.emit1(x86.ANOTQ, scratch.op())
	c.emit(x86.AANDQ, scratch.op(), u.op())
	c.loadWord(everyByte*0x80, scratch)
	c.emit(x86.ATESTQ, scratch.op(), u.op())
	c.jumpFarIf(ne, slow)
	c.emit(x86.ASUBL, imm(1), t.op())
	c.jump(jumps[ne], again)
	c.move(d.op(), s.op())
	c.bind(call.back)
}

// genStrip looks whether the first and the last character of a plain text are
// among those that are to go: if neither is, the str itself is the answer.
func (c *compiler) genStrip() {
	s := c.inReg(c.ins.A)
	members := [2]uint64{c.v[c.ins.C].word, c.v[c.ins.D].word}
	if !c.v[c.ins.C].konst || !c.v[c.ins.D].konst {
		c.fail("the characters vary")
	}
	t, u, d := c.temp(), c.temp(), c.define()
	call := c.callCold(d)
	slow := destination{label: call.label}
	c.plainText(s, t, slow)
	last := mem1(s, t)
	last.Offset = int64(c.env.Tables.StrData - 1)
	for _, at := range []operand{mem(s, c.env.Tables.StrData), last} {
		upper := c.label()
		c.emit(x86.AMOVBLZX, at, u.op())
		c.loadWord(members[1], scratch)
		c.emit(x86.ACMPL, u.op(), imm(64))
		c.jump(jumps[notBelow], upper)
		c.loadWord(members[0], scratch)
		c.bind(upper)
		c.emit(x86.ABTQ, u.op(), scratch.op())
		c.jumpFarIf(below, slow)
	}
	c.move(d.op(), s.op())
	c.bind(call.back)
}

// lastBytes are, by number, masks of the last bytes of a word.
var lastBytes = func() (masks [9]uint64) {
	for n := range masks {
		masks[n] = ^(1<<(64-8*n) - 1)
	}
	masks[0] = 0
	return masks
}()

// genStrInt reads one to eight digits: they become one word, with zeros in front,
// whose bytes are combined to pairs, and these.
func (c *compiler) genStrInt() {
	l := &c.env.Tables
	s := c.inReg(c.ins.A)
	t, u, d := c.temp(), c.temp(), c.define()
	call := c.callCold(d)
	slow := destination{label: call.label}
	with := func(op obj.As, word uint64, to reg) {
		c.loadWord(word, scratch)
		c.emit(op, scratch.op(), to.op())
	}
	c.emit(x86.AMOVL, mem(s, l.StrBytes), t.op())
	c.emit(x86.ALEAL, mem(t, -1), scratch.op())
	c.emit(x86.ACMPL, scratch.op(), imm(8))
	c.jumpFarIf(notBelow, slow)
	text := mem1(s, t) // the word that ends where the text ends, in front of which are the lengths
	text.Offset = int64(l.StrData - 8)
	c.move(d.op(), text)
	c.loadWord(uint64(uintptr(unsafe.Pointer(&lastBytes))), scratch)
	c.move(u.op(), mem8(scratch, t, 0))
	c.emit(x86.AANDQ, u.op(), d.op())
	c.emit1(x86.ANOTQ, u.op())
	with(x86.AANDQ, everyByte*'0', u)
	c.emit(x86.AORQ, u.op(), d.op())
	// A byte that is no digit has its high bit set in one of these.
	c.loadWord(everyByte*(0x7f-'9'), t)
	c.emit(x86.AADDQ, d.op(), t.op())
	c.loadWord(everyByte*'0', scratch)
	c.emit(x86.ASUBQ, scratch.op(), d.op())
	c.emit(x86.AORQ, d.op(), t.op())
	c.loadWord(everyByte*0x80, scratch)
	c.emit(x86.ATESTQ, scratch.op(), t.op())
	c.jumpFarIf(ne, slow)
	c.move(t.op(), d.op())
	c.emit(x86.ASHRQ, imm(8), t.op())
	c.emit(x86.ALEAQ, scaled(d, d, 4), d.op())
	c.emit(x86.AADDQ, d.op(), d.op())
	c.emit(x86.AADDQ, t.op(), d.op()) // pairs in every second byte
	c.move(t.op(), d.op())
	c.emit(x86.ASHRQ, imm(16), t.op())
	with(x86.AANDQ, 0xff_0000_00ff, d)
	with(x86.AANDQ, 0xff_0000_00ff, t)
	with(x86.AIMULQ, 1_000_000<<32+100, d)
	with(x86.AIMULQ, 10_000<<32+1, t)
	c.emit(x86.AADDQ, t.op(), d.op())
	c.emit(x86.ASHRQ, imm(32), d.op())
	c.emit(x86.AORQ, constField(constTagInt), d.op())
	c.bind(call.back)
}

// genHashStr loads the hash that a str knows, or computes that of a short text.
func (c *compiler) genHashStr() {
	s := c.inReg(c.ins.A)
	d, compute := c.define(), c.label()
	call := c.callCold(d)
	c.move(d.op(), mem(s, c.env.Tables.StrHash))
	c.emit(x86.AADDQ, d.op(), d.op())
	c.emit(x86.ASHRQ, imm(1), d.op())
	c.jumpFarIf(eq, destination{label: compute})
	c.bind(call.back)
	c.late = append(c.late, func() {
		c.bind(compute)
		c.genTextHash(s, d, call)
	})
}

// genTextHash is vm/object's hashText for 4 to 16 bytes, and keeps the hash in the
// str. Registers step aside to where Go expects nothing.
func (c *compiler) genTextHash(s, d reg, call *cold) {
	l := &c.env.Tables
	short, mixed, other := c.label(), c.label(), c.label()
	aside := []reg{ax, dx, cx}
	result := argField(len(aside))
	c.move(result, s.op())
	for i, r := range aside {
		c.move(argField(i), r.op())
	}
	back := func() {
		for i, r := range aside {
			c.move(r.op(), argField(i))
		}
	}
	xor := func(key uint64, r reg) {
		c.loadWord(key, cx)
		c.emit(x86.AXORQ, cx.op(), r.op())
	}
	end := func(size int32) operand {
		m := mem1(cx, scratch)
		m.Offset = int64(l.StrData - size)
		return m
	}
	c.move(cx.op(), result)
	c.emit(x86.AMOVL, mem(cx, l.StrBytes), scratch.op())
	c.emit(x86.ACMPL, scratch.op(), imm(16))
	c.jump(jumps[above], other)
	c.emit(x86.ACMPL, scratch.op(), imm(8))
	c.jump(jumps[below], short)
	c.move(ax.op(), mem(cx, l.StrData))
	c.move(dx.op(), end(8))
	c.jump(obj.AJMP, mixed)
	c.bind(short)
	c.emit(x86.ACMPL, scratch.op(), imm(4))
	c.jump(jumps[below], other)
	c.emit(x86.AMOVL, mem(cx, l.StrData), ax.op())
	c.emit(x86.AMOVL, end(4), dx.op())
	c.bind(mixed)
	xor(l.HashKey[0], dx)
	c.emit(x86.AXORQ, scratch.op(), dx.op())
	xor(l.HashKey[1], ax)
	c.emitFrom(x86.AMULQ, dx.op())
	c.emit(x86.AXORQ, dx.op(), ax.op())
	xor(l.HashKey[2], ax)
	c.loadWord(l.HashKey[1], dx)
	c.emit(x86.AXORQ, scratch.op(), dx.op())
	c.emitFrom(x86.AMULQ, dx.op())
	c.emit(x86.AXORQ, dx.op(), ax.op())
	c.emit(x86.AADDQ, ax.op(), ax.op())
	c.emit(x86.ASHRQ, imm(1), ax.op())
	c.jump(jumps[eq], other)
	c.move(cx.op(), result)
	c.emit(x86.AORQ, ax.op(), mem(cx, l.StrHash))
	c.move(result, ax.op())
	back()
	c.move(d.op(), result)
	c.jump(obj.AJMP, call.back)
	c.bind(other)
	back()
	c.jumpFar(destination{label: call.label})
}
