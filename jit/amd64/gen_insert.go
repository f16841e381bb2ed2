//go:build linux && amd64

package amd64

import (
	"github.com/twitchyliquid64/golang-asm/obj"
	"github.com/twitchyliquid64/golang-asm/obj/x86"
)

// ownsWhole leaves for the helper, in transactions, unless the table is the transaction's
// own, and its block was made by it: no other lock is needed then to store an entry.
func (c *compiler) ownsWhole(table, block reg, helper destination) {
	if !c.t.Transactional {
		return
	}
	c.emit(x86.ACMPB, thread(c.env.Owning.Divided), imm(0))
	c.jumpFarIf(ne, helper)
	c.move(scratch.op(), thread(c.env.Owner))
	c.emit(x86.ACMPQ, scratch.op(), mem(table, c.env.LockOffset))
	c.jumpFarIf(ne, helper)
	c.emit(x86.ACMPQ, scratch.op(), mem(block, c.env.LockOffset))
	c.jumpFarIf(ne, helper)
}

// genDictInsert adds an entry with an absent key to a dict that has room for it
// and is no namespace.
func (c *compiler) genDictInsert() {
	l := &c.env.Tables
	dict, key, value, hash := c.inReg(c.ins.A), c.inReg(c.ins.B), c.inReg(c.ins.C), c.low32(c.ins.D)
	block, t, x, d := c.temp(), c.temp(), c.temp(), c.define()
	slow := c.callCold(d)
	to := destination{label: slow.label}
	small, taken, free, store := c.label(), c.label(), c.label(), c.label()
	c.move(block.op(), mem(dict, l.DictBlock))
	c.ownsWhole(dict, block, to)
	if c.mayRefer(c.ins.B) || c.mayRefer(c.ins.C) {
		c.emit(x86.ACMPB, mem(block, c.env.OldByte), imm(0))
		c.jumpFarIf(ne, to)
	}
	c.emit(x86.ACMPL, mem(dict, l.DictFlags), imm(0))
	c.jumpFarIf(ne, to)
	c.emit(x86.AMOVL, mem(dict, l.DictFill), t.op())
	c.emit(x86.ACMPL, t.op(), mem(block, l.Cap))
	c.jumpFarIf(notBelow, to)
	c.emit(x86.AMOVL, mem(block, l.Mask), x.op())
	c.emit(x86.ATESTL, x.op(), x.op())
	c.jumpFarIf(eq, destination{label: small})
	c.emit(x86.AMOVL, hash, scratch.op())
	c.emit(x86.AANDL, x.op(), scratch.op())
	c.emit(x86.ACMPQ, mem8(block, scratch, l.Slots), imm(0))
	c.jumpFarIf(ne, destination{label: taken})
	c.bind(free)
	// The entry lies behind the slots, a lock for each group, and the entries in
	// front of it.
	c.emit(x86.AADDL, imm(1), x.op())
	c.emit(x86.ALEAL, scaled(t, t, 2), t.op())
	c.emit(x86.AADDL, x.op(), t.op())
	c.emit(x86.ASHRL, imm(4), x.op())
	behind := mem1(t, x)
	behind.Offset = int64(l.Slots / 8)
	c.emit(x86.ALEAL, behind, t.op())
	c.emit(x86.AMOVL, hash, x.op())
	c.emit(x86.ASHLQ, imm(32), x.op())
	c.emit(x86.AORQ, t.op(), x.op())
	c.move(mem8(block, scratch, l.Slots), x.op())
	c.bind(store)
	c.move(mem8(block, t, 0), key.op())
	c.move(mem8(block, t, l.Value), value.op())
	c.emit(x86.AADDQ, imm(1), mem(dict, l.DictFill))
	c.emit(x86.AADDQ, imm(1), mem(dict, l.DictUsed))
	c.emit(x86.AMOVL, imm(1), d.op())
	c.bind(slow.back)
	c.late = append(c.late, func() {
		c.bind(taken)
		c.emit(x86.ACMPQ, mem8(block, scratch, l.Slots), imm(int64(l.Slots/8-1)))
		c.jump(jumps[eq], free) // a removed entry's
		c.nextSlot(d, hash, to)
		c.emit(x86.ACMPQ, mem8(block, scratch, l.Slots), imm(0))
		c.jump(jumps[ne], taken)
		c.jump(obj.AJMP, free)

		c.bind(small)
		at := mem(block, l.Hashes)
		at.Index, at.Scale = t.name(), 4
		c.emit(x86.AMOVL, hash, scratch.op())
		c.emit(x86.AMOVL, scratch.op(), at)
		c.emit(x86.AMOVL, mem(block, l.Cap), x.op())
		c.emit(x86.AADDL, imm(1), x.op())
		c.emit(x86.ASHRL, imm(1), x.op())
		c.emit(x86.ALEAL, scaled(t, t, 2), t.op())
		behind := mem1(t, x)
		behind.Offset = int64(l.Hashes / 8)
		c.emit(x86.ALEAL, behind, t.op())
		c.jump(obj.AJMP, store)
	})
}

// nextSlot makes scratch the next slot of the group that the hash leads to, and
// leaves if as many as are tried there were.
func (c *compiler) nextSlot(t reg, hash operand, full destination) {
	l := &c.env.Tables
	c.emit(x86.ALEAL, mem(scratch, 1), t.op())
	c.emit(x86.AXORL, scratch.op(), t.op())
	c.emit(x86.AANDL, imm(int64(l.Group-1)), t.op())
	c.emit(x86.AXORL, t.op(), scratch.op())
	c.emit(x86.AMOVL, scratch.op(), t.op())
	c.emit(x86.ASUBL, hash, t.op())
	c.emit(x86.AANDL, imm(int64(l.Group-1)), t.op())
	c.emit(x86.ACMPL, t.op(), imm(int64(l.Probes)))
	c.jumpFarIf(eq, full)
}
