//go:build linux && amd64

package amd64

import (
	"github.com/twitchyliquid64/golang-asm/obj"
	"github.com/twitchyliquid64/golang-asm/obj/x86"
	"gorgon/jit/ir"
)

// iteration are the registers of a step of an iterator over a table.
type iteration struct {
	it, of, at, pos, x reg
	slow               *cold
	to                 destination // slow
}

// newIteration begins a step: who iterates over a table of another length than
// the iterator began with leaves that to the helper, as all that raises or ends.
func (c *compiler) newIteration(used int32) *iteration {
	l := &c.env.Tables
	i := &iteration{it: c.inReg(c.ins.A), of: c.temp(), pos: c.temp(), x: c.temp(), at: c.define()}
	i.slow = c.callCold(i.at)
	i.to = destination{label: i.slow.label}
	if c.t.Transactional {
		c.move(scratch.op(), mem(i.it, c.env.LockOffset))
		c.emit(x86.ACMPQ, scratch.op(), thread(c.env.Owner))
		c.jumpFarIf(ne, i.to)
	}
	c.move(i.of.op(), mem(i.it, l.IterTable))
	c.emit(x86.ATESTQ, i.of.op(), i.of.op())
	c.jumpFarIf(eq, i.to)
	c.emit(x86.ACMPL, mem(i.it, l.IterLeft), imm(0))
	c.jumpFarIf(eq, i.to)
	c.move(i.x.op(), mem(i.it, l.IterLen))
	c.emit(x86.ACMPQ, i.x.op(), mem(i.of, used))
	c.jumpFarIf(ne, i.to)
	c.emit(x86.AMOVL, mem(i.it, l.IterPos), i.pos.op())
	return i
}

// advanced stores where the iterator is.
func (c *compiler) advanced(i *iteration) {
	l := &c.env.Tables
	c.emit(x86.AMOVL, i.pos.op(), mem(i.it, l.IterPos))
	c.emit(x86.ASUBL, imm(1), mem(i.it, l.IterLeft))
}

// unchanged leaves for the helper if what a lock guards is newer than the snapshot
// and not the transaction's own.
func (c *compiler) unchanged(lock operand, to destination) {
	if !c.t.Transactional {
		return
	}
	same := c.label()
	c.move(scratch.op(), lock)
	c.emit(x86.ACMPQ, scratch.op(), thread(c.env.Plain))
	c.jump(jumps[below], same)
	c.emit(x86.ACMPQ, scratch.op(), thread(c.env.Owner))
	c.jumpFarIf(ne, to)
	c.bind(same)
}

// genDictNext steps an iterator over a dict. The result is the key, the value,
// or the address of the entry, in transactions of a copy of its key and value.
func (c *compiler) genDictNext(how ir.Inline) {
	l := &c.env.Tables
	copied := how == ir.NextEntry && c.t.Transactional
	var value reg
	if copied {
		value = c.temp()
	}
	i := c.newIteration(l.DictUsed)
	again, small, entries := c.label(), c.label(), c.label()
	c.bind(again)
	c.emit(x86.ACMPL, i.pos.op(), mem(i.of, l.DictFill))
	c.jumpFarIf(notBelow, i.to)
	c.move(i.at.op(), mem(i.of, l.DictBlock))
	c.unchanged(mem(i.of, c.env.LockOffset), i.to)
	c.unchanged(mem(i.at, c.env.LockOffset), i.to)
	// The entries of a large block lie behind the slots and a lock for each group.
	c.emit(x86.AMOVL, mem(i.at, l.Mask), i.x.op())
	c.emit(x86.ATESTL, i.x.op(), i.x.op())
	c.jumpFarIf(eq, destination{label: small})
	c.emit(x86.AADDL, imm(1), i.x.op())
	c.emit(x86.ALEAQ, mem8(i.at, i.x, l.Slots), i.at.op())
	c.emit(x86.ASHRL, imm(1), i.x.op())
	c.emit(x86.AADDQ, i.x.op(), i.at.op())
	c.bind(entries)
	c.emit(x86.ALEAL, scaled(i.pos, i.pos, 2), i.x.op())
	c.emit(x86.ALEAQ, mem8(i.at, i.x, 0), i.at.op())
	c.emit(x86.AADDL, imm(1), i.pos.op())
	c.move(i.x.op(), mem(i.at, 0))
	c.emit(x86.ACMPQ, i.x.op(), imm(l.Deleted))
	c.jumpFarIf(eq, destination{label: again})
	lock := mem(i.at, l.Lock)
	switch how {
	case ir.NextKey:
		c.unchanged(lock, i.to)
		c.move(i.at.op(), i.x.op())
	case ir.NextValue:
		c.move(i.x.op(), mem(i.at, l.Value))
		c.unchanged(lock, i.to)
		c.move(i.at.op(), i.x.op())
	}
	if copied { // the entry may change before the trace loads from it
		c.move(value.op(), mem(i.at, l.Value))
		c.unchanged(lock, i.to)
		c.move(argField(MaxArgs-2), i.x.op())
		c.move(argField(MaxArgs-1), value.op())
		c.emit(x86.ALEAQ, argField(MaxArgs-2), i.at.op())
	}
	c.advanced(i)
	c.bind(i.slow.back)
	c.late = append(c.late, func() {
		c.bind(small)
		c.emit(x86.AMOVL, mem(i.at, l.Cap), i.x.op())
		c.emit(x86.AADDL, imm(1), i.x.op())
		c.emit(x86.ASHRL, imm(1), i.x.op())
		c.emit(x86.ALEAQ, mem8(i.at, i.x, l.Hashes), i.at.op())
		c.jump(obj.AJMP, entries)
	})
}

// genSetNext steps an iterator over a set.
func (c *compiler) genSetNext() {
	l := &c.env.Tables
	i := c.newIteration(l.SetUsed)
	again, wide, found := c.label(), c.label(), c.label()
	c.move(i.at.op(), mem(i.of, l.SetBlock))
	c.emit(x86.ATESTQ, i.at.op(), i.at.op())
	c.jumpFarIf(eq, i.to)
	c.emit(x86.ACMPL, mem(i.at, l.SetStride), imm(int64(l.SetWide)))
	c.jumpFarIf(eq, destination{label: wide})
	c.bind(again)
	c.nextKey(i, again, false)
	c.bind(found)
	c.unchanged(mem(i.of, c.env.LockOffset), i.to)
	c.advanced(i)
	c.move(i.at.op(), i.x.op())
	c.bind(i.slow.back)
	c.late = append(c.late, func() {
		c.bind(wide)
		c.nextKey(i, wide, true)
		c.jump(obj.AJMP, found)
	})
}

// nextKey loads the key at pos and goes back if there is none.
func (c *compiler) nextKey(i *iteration, again label, wide bool) {
	l := &c.env.Tables
	c.emit(x86.ACMPL, i.pos.op(), mem(i.at, l.SetMask))
	c.jumpFarIf(above, i.to)
	if wide {
		c.emit(x86.ALEAL, mem1(i.pos, i.pos), i.x.op())
		c.move(i.x.op(), mem8(i.at, i.x, l.SetEntries))
	} else {
		c.move(i.x.op(), mem8(i.at, i.pos, l.SetEntries))
	}
	c.emit(x86.AADDL, imm(1), i.pos.op())
	c.emit(x86.ATESTQ, i.x.op(), i.x.op())
	c.jump(jumps[eq], again)
	c.emit(x86.ACMPQ, i.x.op(), imm(l.Deleted))
	c.jump(jumps[eq], again)
}
