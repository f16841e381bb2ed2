//go:build linux && amd64

package amd64

import (
	"github.com/twitchyliquid64/golang-asm/obj"
	"github.com/twitchyliquid64/golang-asm/obj/x86"
	"gorgon/jit/ir"
)

// place is a register, or numRegs plus a spill slot, or nowhere.
type place int16

const nowhere place = -1

func slotPlace(s int16) place { return numRegs + place(s) }
func (p place) isReg() bool   { return p >= 0 && p < numRegs }
func (p place) slot() int     { return int(p - numRegs) }
func (p place) operand() operand {
	if p.isReg() {
		return reg(p).op()
	}
	return spillField(p.slot())
}

// head says where a value is whenever the loop's head is passed.
type head struct {
	ref   ir.Ref
	place place
}

func (c *compiler) placeOf(v ir.Ref) place {
	switch x := &c.v[v]; {
	case x.reg != noReg:
		return place(x.reg)
	case x.slot >= 0:
		return slotPlace(x.slot)
	}
	return nowhere
}

// genLoop decides where values are at the loop's head and binds its label.
func (c *compiler) genLoop() {
	if c.loop == 0 {
		return
	}
	for v := ir.Ref(1); v < ir.Ref(c.loop); v++ {
		if c.v[v].phi && c.v[v].end > c.at {
			c.enterPhi(v)
		}
	}
	for v := ir.Ref(1); v < ir.Ref(c.loop); v++ {
		if x := &c.v[v]; !x.phi && x.end > c.at && x.reg != noReg && (x.first == 0 || x.first > c.calls) {
			c.evict(x.reg)
		}
	}
	// What the body uses comes into registers that are left, but for two of
	// each kind for what it computes.
	for i := c.loop + 1; i < min(c.back, c.calls); i++ {
		for _, r := range c.t.Ins[i].Operands() {
			if x := &c.v[*r]; *r < ir.Ref(c.loop) && x.end > c.at && x.reg == noReg && c.wantsReg(x) && c.countFree(x.float) > 2 {
				c.inReg(*r)
			}
		}
	}
	for v := ir.Ref(1); v < ir.Ref(c.loop); v++ {
		x := &c.v[v]
		if x.end <= c.at {
			continue
		}
		if x.phi && x.reg != noReg && x.slot >= 0 {
			c.slots[x.slot] = 0
			x.slot = -1
		}
		x.head = x.reg
		if p := c.placeOf(v); p != nowhere {
			c.heads = append(c.heads, head{v, p})
			if p.isReg() {
				c.headRegs |= 1 << p
			}
		}
	}
	clear(c.dirty[:])
	c.inBody = true
	c.headLabel = c.label()
	c.emit0(obj.ANOP)
	c.beforeLoop = c.last
	c.bind(c.headLabel)
	c.count(&c.code.Runs.Rounds)
}

// enterPhi gives a value that changes from round to round a place of its own.
func (c *compiler) enterPhi(v ir.Ref) {
	x := &c.v[v]
	switch {
	case x.first > c.calls || x.first == 0 && c.calls != far:
		if x.reg != noReg {
			c.evict(x.reg)
		}
	case x.reg == noReg && c.countFree(x.float) > 1:
		c.inReg(v)
	}
	c.pinned = 0
}

// wantsReg says whether a value is better in a register than where it is.
func (c *compiler) wantsReg(x *value) bool { return !x.konst || x.float || !fits(x.word) }

func (c *compiler) countFree(float bool) (n int) {
	for _, r := range class(float) {
		if c.regs[r] == 0 {
			n++
		}
	}
	return n
}

// genBack brings everything to where the loop's head expects it, and goes there.
func (c *compiler) genBack() {
	if c.loop == 0 {
		c.fail("no LOOP precedes it")
		return
	}
	next := map[ir.Ref]ir.Ref{}
	for i := c.loop + 1; i < c.back; i++ {
		if p := &c.t.Ins[i]; p.Op == ir.PHI && c.v[p.A].phi {
			next[p.A] = p.B
		}
	}
	var moves []transfer
	for _, h := range c.heads {
		v := h.ref
		if b, ok := next[v]; ok {
			v = b
		}
		x := &c.v[v]
		m := transfer{to: h.place, from: c.placeOf(v), word: x.word}
		switch {
		case m.from == h.place, x.slot >= 0 && slotPlace(x.slot) == h.place:
			continue
		case m.from == nowhere && !x.konst:
			c.fail("value %d has no place", v)
			return
		case x.konst:
			m.from = nowhere
		}
		moves = append(moves, m)
	}
	c.transferAll(moves)
	c.jump(obj.AJMP, c.headLabel)
}

// transfer is a copy from a place, or of a constant if from is nowhere.
type transfer struct {
	to, from place
	word     uint64
}

// transferAll does copies as if all happened at once. It uses both scratch
// registers.
func (c *compiler) transferAll(moves []transfer) {
	for len(moves) > 0 {
		k := -1
		for i := range moves {
			if !isSource(moves, moves[i].to, i) {
				k = i
				break
			}
		}
		if k >= 0 {
			c.transfer(moves[k])
			moves = append(moves[:k], moves[k+1:]...)
			continue
		}
		// A cycle: what the first one reads steps aside.
		aside := moves[0].from
		c.transfer(transfer{to: place(fscratch), from: aside})
		for i := range moves {
			if moves[i].from == aside {
				moves[i].from = place(fscratch)
			}
		}
	}
}

// isSource says whether a move other than the i-th reads p.
func isSource(moves []transfer, p place, i int) bool {
	for k := range moves {
		if k != i && moves[k].from == p {
			return true
		}
	}
	return false
}

func (c *compiler) transfer(m transfer) {
	switch {
	case m.from == nowhere && m.to.isReg():
		c.loadWord(m.word, reg(m.to))
	case m.from == nowhere && fits(m.word):
		c.emit(x86.AMOVQ, imm(int64(m.word)), m.to.operand())
	case m.from == nowhere:
		c.loadWord(m.word, scratch)
		c.move(m.to.operand(), scratch.op())
	case !m.from.isReg() && !m.to.isReg():
		c.move(scratch.op(), m.from.operand())
		c.move(m.to.operand(), scratch.op())
	default:
		c.move(m.to.operand(), m.from.operand())
	}
}
