//go:build linux && amd64

package amd64

import (
	"math"

	"github.com/twitchyliquid64/golang-asm/obj"
	"github.com/twitchyliquid64/golang-asm/obj/x86"
	"gorgon/jit/ir"
)

// general are the registers that values may be in, those first that no
// instruction asks for by name.
var general = []reg{bx, si, di, r8, r9, r10, r11, ax, cx, dx}

var floats = []reg{x0, x0 + 1, x0 + 2, x0 + 3, x0 + 4, x0 + 5, x0 + 6, x0 + 7, x0 + 8, x0 + 9, x0 + 10, x0 + 11, x0 + 12, x0 + 13, x0 + 14}

func class(float bool) []reg {
	if float {
		return floats
	}
	return general
}

func (c *compiler) pin(r reg)           { c.pinned |= 1 << r }
func (c *compiler) isPinned(r reg) bool { return c.pinned&(1<<r) != 0 }

func (c *compiler) bindReg(v ir.Ref, r reg) {
	c.regs[r] = v
	c.v[v].reg = r
}

func (c *compiler) bindSlot(v ir.Ref, s int) {
	c.slots[s] = v
	c.v[v].slot = int16(s)
	c.top = max(c.top, s+1)
	c.dirty[s] = true
}

// nextUse is where v is next used as an operand, counted from behind the
// current instruction.
func (c *compiler) nextUse(v ir.Ref) int32 {
	u := c.v[v].uses
	for u != 0 && c.uses[u].at <= c.at {
		u = c.uses[u].next
	}
	if u == 0 {
		return far
	}
	return c.uses[u].at
}

// freeReg returns a register that holds nothing, noReg if there is none.
// Registers that the loop's head wants for values of the next round come last.
func (c *compiler) freeReg(float bool) reg {
	wanted := noReg
	for _, r := range class(float) {
		if c.regs[r] != 0 || c.isPinned(r) {
			continue
		}
		if c.headRegs&(1<<r) == 0 {
			return r
		}
		if wanted == noReg {
			wanted = r
		}
	}
	return wanted
}

// alloc returns an empty register and pins it. If there is none, the value
// that is not needed for the longest time goes.
func (c *compiler) alloc(float bool) reg {
	r := c.freeReg(float)
	if r == noReg {
		worst := int64(-1)
		for _, q := range class(float) {
			if c.isPinned(q) || c.regs[q] == tempRef {
				continue
			}
			if cost := c.farness(c.regs[q]); cost > worst {
				r, worst = q, cost
			}
		}
		if r == noReg {
			c.fail("no register is left")
			return class(float)[0]
		}
		c.evict(r)
	}
	c.pin(r)
	c.regs[r] = tempRef
	return r
}

// farness says how little a value in a register is worth there: how far its
// next use is, and between equals those first that need no store.
func (c *compiler) farness(v ir.Ref) int64 {
	d := 2 * int64(c.nextUse(v)-c.at)
	if c.v[v].konst || c.v[v].slot >= 0 {
		d++
	}
	return d
}

// evict empties a register.
func (c *compiler) evict(r reg) {
	v := c.regs[r]
	if v == 0 {
		return
	}
	c.save(v)
	c.regs[r] = 0
	c.v[v].reg = noReg
}

// save sees to it that a value is in a slot, or a constant. What came into the
// loop's body in a register and does not change there is saved before the loop.
func (c *compiler) save(v ir.Ref) {
	x := &c.v[v]
	if x.konst || x.slot >= 0 {
		return
	}
	before := c.inBody && v < ir.Ref(c.loop) && !x.phi && x.head != noReg
	s := c.freeSlot(v, before)
	if s < 0 {
		c.fail("no spill slot is left")
		return
	}
	c.bindSlot(v, s)
	if !before {
		c.move(spillField(s), x.reg.op())
		return
	}
	p := c.prog(moveOp(x.head.isFloat()))
	p.From, p.To = x.head.op(), spillField(s)
	c.insert(c.beforeLoop, p)
	c.beforeLoop = p
}

// freeSlot returns an empty slot, one that the body has not touched if clean
// is set. A value of the next round goes where the loop's head wants it.
func (c *compiler) freeSlot(v ir.Ref, clean bool) int {
	if a := c.v[v].next; a != 0 && c.inBody && !clean {
		for _, h := range c.heads {
			if h.ref == a && !h.place.isReg() && c.v[a].end < c.at && c.slots[h.place.slot()] == a {
				return h.place.slot()
			}
		}
	}
	for s := range c.slots {
		if c.slots[s] == 0 && !(clean && c.dirty[s]) {
			return s
		}
	}
	return -1
}

// empty makes sure that r holds nothing, and pins it: what is in it moves to
// another register if one is free.
func (c *compiler) empty(r reg) {
	v := c.regs[r]
	if v == tempRef {
		c.fail("register %d is taken", r)
		return
	}
	c.pin(r)
	if v != 0 {
		if q := c.freeReg(r.isFloat()); q != noReg {
			c.move(q.op(), r.op())
			c.bindReg(v, q)
		} else {
			c.evict(r)
		}
	}
	c.regs[r] = tempRef
}

func moveOp(float bool) obj.As {
	if float {
		return x86.AMOVSD
	}
	return x86.AMOVQ
}

// move copies between registers and memory; one of them is a register.
func (c *compiler) move(to, from operand) {
	if to == from {
		return
	}
	float := isReg(to) && to.Reg >= x86.REG_X0 || isReg(from) && from.Reg >= x86.REG_X0
	switch {
	case !float:
		c.emit(x86.AMOVQ, from, to)
	case isReg(to) && isReg(from) && to.Reg >= x86.REG_X0 && from.Reg >= x86.REG_X0:
		c.emit(x86.AMOVAPS, from, to)
	case isReg(to) && isReg(from):
		c.emit(x86.AMOVQ, from, to)
	default:
		c.emit(x86.AMOVSD, from, to)
	}
}

// loadWord puts a constant into a register.
func (c *compiler) loadWord(w uint64, r reg) {
	switch {
	case !r.isFloat() && w <= math.MaxUint32:
		c.emit(x86.AMOVL, imm(int64(w)), r.op())
	case !r.isFloat():
		c.emit(x86.AMOVQ, imm(int64(w)), r.op())
	case w == 0:
		c.emit(x86.AXORPS, r.op(), r.op())
	default:
		c.loadWord(w, scratch)
		c.emit(x86.AMOVQ, scratch.op(), r.op())
	}
}

// load copies a value into a register, whatever that held.
func (c *compiler) load(v ir.Ref, r reg) {
	x := &c.v[v]
	switch {
	case x.reg != noReg:
		c.move(r.op(), x.reg.op())
	case x.konst:
		c.loadWord(x.word, r)
	case x.slot >= 0:
		c.move(r.op(), spillField(int(x.slot)))
	default:
		c.fail("value %d has no place", v)
	}
}

// inReg returns the register of a value, which it is brought to if need be.
func (c *compiler) inReg(v ir.Ref) reg {
	if r := c.v[v].reg; r != noReg {
		c.pin(r)
		return r
	}
	r := c.alloc(c.v[v].float)
	c.load(v, r)
	c.bindReg(v, r)
	return r
}

// fits says whether a word can be an immediate operand.
func fits(w uint64) bool { return int64(w) == int64(int32(w)) }

// source returns a value as a source operand: a register, a slot in memory or
// an immediate. A constant that is none of these comes in a scratch register.
func (c *compiler) source(v ir.Ref) operand {
	x := &c.v[v]
	switch {
	case x.reg != noReg:
		c.pin(x.reg)
		return x.reg.op()
	case x.konst && !x.float && fits(x.word):
		return imm(int64(x.word))
	case x.konst && x.float && c.freeReg(true) != noReg:
		return c.inReg(v).op()
	case x.konst && x.float:
		c.loadWord(x.word, fscratch)
		return fscratch.op()
	case x.konst:
		c.loadWord(x.word, scratch)
		return scratch.op()
	case c.nextUse(v) != far && c.freeReg(x.float) != noReg:
		return c.inReg(v).op()
	case x.slot >= 0:
		return spillField(int(x.slot))
	}
	c.fail("value %d has no place", v)
	return imm(0)
}

// dies says whether the current instruction is the last to use v and does not
// name it in its snapshot: its register may be overwritten.
func (c *compiler) dies(v ir.Ref) bool {
	if c.v[v].end != c.at {
		return false
	}
	dies := true
	c.eachSnapRef(int(c.at), func(r ir.Ref) { dies = dies && r != v })
	return dies
}

// define returns the register of the current instruction's result. It may be
// that of one of the given operands, if this instruction is the last to use it:
// who calls has taken the operand's register before.
func (c *compiler) define(reuse ...ir.Ref) reg {
	i := ir.Ref(c.at)
	want := noReg
	if a := c.v[i].next; a != 0 && c.inBody {
		want = c.v[a].head
	}
	got := noReg
	for _, o := range reuse {
		if r := c.v[o].reg; r != noReg && c.v[o].float == c.v[i].float && c.dies(o) && (got == noReg || r == want) {
			got = r
		}
	}
	if want != noReg && got != want && c.regs[want] == 0 && !c.isPinned(want) {
		got = want
	}
	if got == noReg {
		got = c.alloc(c.v[i].float)
	} else if o := c.regs[got]; o > 0 {
		c.v[o].reg = noReg
	}
	c.pin(got)
	c.bindReg(i, got)
	return got
}

// defineAs makes r, which is empty, the register of the result.
func (c *compiler) defineAs(r reg) { c.bindReg(ir.Ref(c.at), r) }

// temp returns a register for the current instruction alone.
func (c *compiler) temp() reg { return c.alloc(false) }
