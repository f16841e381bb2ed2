//go:build linux && amd64

package amd64

import (
	"math/bits"

	"github.com/twitchyliquid64/golang-asm/obj/x86"
	"gorgon/jit/ir"
)

func thread(offset int32) operand { return mem(threadReg, offset) }

// genBarrier emits the fast paths of the transaction's barriers, as the
// interpreter's loop has them.
func (c *compiler) genBarrier() {
	in := c.ins
	switch in.Op {
	case ir.TXREAD:
		c.readBarrier(c.address(in.A, 0, in.Imm))
	case ir.TXREADX:
		c.readBarrier(c.address(in.A, in.B, in.Imm))
	case ir.TXCARD:
		c.readBarrier(c.cardLock())
	case ir.TXOWN:
		object := c.inReg(in.A)
		c.ownBarrier(mem(object, c.env.LockOffset), ownsObject, object.op())
	case ir.TXOWNCARD:
		lock := c.cardLock()
		block := c.inReg(in.A)
		owns := ownsLock
		if in.C != 0 && c.storesTo(in.A, in.B) {
			owns = ownsItem
		}
		c.ownBarrier(lock, owns, lock, block.op(), c.wordOperand(in.B))
	case ir.TXLOG:
		c.logWord(c.addressInRegs())
	}
}

// wordOperand is a register or an immediate of any size.
func (c *compiler) wordOperand(v ir.Ref) operand {
	if x := &c.v[v]; x.konst && x.reg == noReg {
		return imm(int64(x.word))
	}
	return c.inReg(v).op()
}

// addressInRegs is address without use of scratch.
func (c *compiler) addressInRegs() operand {
	if c.v[c.ins.A].konst {
		c.inReg(c.ins.A)
	}
	return c.address(c.ins.A, c.ins.B, c.ins.Imm)
}

// readBarrier goes on if the lock's version is not newer than the snapshot,
// which is one compare, and else if the lock is the transaction's own, or was
// logged.
func (c *compiler) readBarrier(lock operand) {
	if lock.Reg == scratch.name() { // the slow path needs it once more
		t := c.temp()
		c.move(t.op(), scratch.op())
		lock.Reg = t.name()
	}
	if c.isolated && c.env.ReadRoom != 0 {
		c.readIsolated(lock)
		return
	}
	c.move(scratch.op(), lock)
	c.emit(x86.ACMPQ, scratch.op(), thread(c.env.Plain))
	d := c.addCold(Barrier, lock)
	d.read = true
	c.jumpFarIf(notBelow, destination{label: d.label})
	c.bind(d.back)
}

// readIsolated is readBarrier in what seems to be a section.
func (c *compiler) readIsolated(lock operand) {
	key := ir.Ins{Op: c.ins.Op, A: c.ins.A, B: c.ins.B, Imm: c.ins.Imm}
	if !c.logged[key] {
		if c.logged == nil {
			c.logged = map[ir.Ins]bool{}
		}
		inOrder := c.nextItem(key)
		c.logged[key] = true
		if inOrder {
			c.logNewCard(lock)
		} else {
			c.readAndLog(lock)
		}
		return
	}
	c.move(scratch.op(), lock)
	c.emit(x86.ACMPQ, scratch.op(), thread(c.env.RV))
	d := c.addCold(Barrier, lock)
	c.jumpFarIf(above, destination{label: d.label})
	d.early = func() {
		c.emit(x86.ACMPQ, scratch.op(), thread(c.env.Owner))
		c.jump(jumps[eq], d.back)
	}
	c.bind(d.back)
}

// nextItem says whether a barrier is that of a list's item behind the one whose card was
// logged before, in the loop in each round.
func (c *compiler) nextItem(in ir.Ins) bool {
	last, ok := c.oneLess(in.B)
	if in.Op != ir.TXCARD || !ok || !c.logged[ir.Ins{Op: in.Op, A: in.A, B: last, Imm: in.Imm}] {
		return false
	}
	for _, phi := range c.t.Ins[c.at:] {
		if phi.Op == ir.PHI && phi.A == in.A {
			return false
		} else if phi.Op == ir.PHI && phi.A == in.B {
			last, ok = c.oneLess(phi.B)
			return ok && last == in.B
		}
	}
	return true
}

// oneLess is the value that v is made of by adding 1.
func (c *compiler) oneLess(v ir.Ref) (ir.Ref, bool) {
	in := &c.t.Ins[v]
	if in.Op != ir.ADD || !c.v[in.B].konst || c.v[in.B].word != 1 {
		return 0, false
	}
	return in.A, true
}

// logNewCard is readAndLog for the item behind the last: mostly it is on the same card.
func (c *compiler) logNewCard(lock operand) {
	c.move(scratch.op(), lock)
	c.emit(x86.ACMPQ, scratch.op(), thread(c.env.RV))
	d := c.addCold(Barrier, lock)
	d.read = true
	c.jumpFarIf(above, destination{label: d.label})
	c.emit(x86.ATESTQ, imm(int64(c.env.ListCard-1)), c.inReg(c.ins.B).op())
	c.jumpFarIf(eq, destination{label: d.label})
	c.bind(d.back)
}

// keepLogged forgets at the loop's head what does not hold in all rounds.
func (c *compiler) keepLogged() {
	for _, in := range c.t.Ins[c.at:] {
		if in.Op == ir.CALL || in.Op == ir.STEP {
			clear(c.logged)
			return
		}
		if in.Op == ir.PHI {
			for key := range c.logged {
				if key.A == in.A || key.B == in.A {
					delete(c.logged, key)
				}
			}
		}
	}
}

// readAndLog is readBarrier where reads will mostly have to be logged: it logs them
// in any case, which does no harm.
func (c *compiler) readAndLog(lock operand) {
	e := c.env
	n, log := c.temp(), c.temp()
	c.move(n.op(), thread(e.Reads+8))
	c.move(scratch.op(), lock)
	c.emit(x86.ACMPQ, scratch.op(), thread(e.RV))
	d, full := c.addCold(Barrier, lock), c.label()
	c.jumpFarIf(above, destination{label: d.label})
	c.emit(x86.ACMPQ, n.op(), thread(e.ReadRoom))
	c.jumpFarIf(ge, destination{label: full})
	c.emit(x86.ALEAQ, lock, scratch.op())
	c.move(log.op(), thread(e.Reads))
	c.move(mem8(log, n, 0), scratch.op())
	c.emit(x86.AADDQ, imm(1), n.op())
	c.move(thread(e.Reads+8), n.op())
	d.early = func() {
		c.emit(x86.ACMPQ, scratch.op(), thread(e.Owner))
		c.jump(jumps[eq], d.back)
		c.bind(full)
	}
	c.bind(d.back)
}

// ownBarrier goes on if the transaction owns the lock. args are what the slow
// path wants to know, the first of kind owns.
func (c *compiler) ownBarrier(lock operand, owns ownKind, args ...operand) {
	c.move(scratch.op(), thread(c.env.Owner))
	c.emit(x86.ACMPQ, lock, scratch.op())
	d := c.addCold(Barrier, args...)
	d.owns = owns
	c.jumpFarIf(ne, destination{label: d.label})
	c.bind(d.back)
}

// genCards emits where the locks of list block A lie, which has room for B items.
func (c *compiler) genCards() {
	e := c.env
	block, room := c.inReg(c.ins.A), c.inReg(c.ins.B)
	c.emit(x86.ALEAQ, mem8(block, room, e.ListItems), scratch.op())
	c.emit(x86.ACMPQ, room.op(), imm(int64(e.ListCard)))
	d := c.define(c.ins.A, c.ins.B)
	c.emit(x86.ALEAQ, mem(block, e.LockOffset), d.op())
	c.emit(x86.ACMOVQGT, scratch.op(), d.op())
}

// cardLock returns the lock of item B of the list block A, whose locks lie at C.
// Without C that is the block's own.
func (c *compiler) cardLock() operand {
	if c.ins.C == 0 {
		return mem(c.inReg(c.ins.A), c.env.LockOffset)
	}
	cards, size := c.inReg(c.ins.C), c.env.ListCard
	if x := &c.v[c.ins.B]; x.konst {
		return mem(cards, c.disp(8*(int64(x.word)/int64(size))))
	}
	index := c.inReg(c.ins.B)
	t := c.temp()
	c.move(t.op(), index.op())
	c.emit(x86.ASHRQ, imm(int64(bits.TrailingZeros32(uint32(size)))), t.op())
	return mem8(cards, t, 0)
}

// wordRecord is how many words TXLOG appends to the undo log: the old word, and its
// address + 1.
const wordRecord = 2

// logWord appends the word at an address to the undo log, unless it is part of the
// span that was saved last.
func (c *compiler) logWord(address operand) {
	undo := c.env.Undo
	t, d := c.temp(), c.addCold(Barrier, address)
	if c.env.Saved != 0 {
		c.emit(x86.ALEAQ, address, scratch.op())
		c.emit(x86.ASUBQ, thread(c.env.Saved), scratch.op())
		c.emit(x86.ACMPQ, scratch.op(), imm(8*int64(c.env.ListCard)))
		c.jump(jumps[below], d.back)
	}
	c.move(scratch.op(), thread(undo+8))
	c.emit(x86.ALEAQ, mem(scratch, wordRecord), t.op())
	c.emit(x86.ACMPQ, t.op(), thread(undo+16))
	c.jumpFarIf(gt, destination{label: d.label})
	c.move(thread(undo+8), t.op())
	c.move(t.op(), thread(undo))
	c.emit(x86.ALEAQ, mem8(t, scratch, 0), t.op())
	c.emit(x86.ALEAQ, with(address, 1), scratch.op())
	c.move(mem(t, 8), scratch.op())
	c.move(scratch.op(), address)
	c.move(mem(t, 0), scratch.op())
	c.bind(d.back)
}

// genPoll counts down and leaves if that was the last, if another thread wants this one at
// a safepoint, or if Go wants the processor.
func (c *compiler) genPoll() {
	if c.ins.Imm != 0 {
		c.emit(x86.ASUBQ, imm(int64(c.disp(c.ins.Imm))), thread(c.env.Ticks))
	} else {
		c.emit(x86.ACMPQ, thread(c.env.Ticks), imm(0))
	}
	c.guardUnless(plus)
	if c.t.Transactional {
		c.emit(x86.ACMPL, thread(c.env.Summons), imm(0))
		c.guardUnless(eq)
	}
	c.emit(x86.ACMPQ, sp.op(), mem(r14, guardOffset))
	d := c.addCold(Preempted)
	c.jumpFarIf(notAbove, destination{label: d.label})
	c.bind(d.back)
}

// genNew takes a new object from the thread's run of memory, which is zero.
func (c *compiler) genNew() { c.allocate(c.define(), uint64(c.ins.Imm), c.ins.Size) }

// allocate brings the address of a new object into d.
func (c *compiler) allocate(d reg, first uint64, size int32) {
	e := c.env
	header := first | uint64(size)<<44
	slow := c.addCold(Alloc, imm(int64(first)), imm(int64(size)))
	slow.result = d
	c.move(d.op(), thread(e.Cursor))
	c.move(scratch.op(), thread(e.Limit))
	c.emit(x86.ASUBQ, d.op(), scratch.op())
	c.emit(x86.ACMPQ, scratch.op(), imm(int64(size)))
	c.jumpFarIf(below, destination{label: slow.label})
	c.emit(x86.ALEAQ, mem(d, size), scratch.op())
	c.move(thread(e.Cursor), scratch.op())
	c.loadWord(header, scratch)
	c.move(mem(d, 0), scratch.op())
	c.move(scratch.op(), thread(e.Birth))
	c.move(mem(d, e.LockOffset), scratch.op())
	c.bind(slow.back)
}
