//go:build linux && amd64

package amd64

import (
	"github.com/twitchyliquid64/golang-asm/obj"
	"github.com/twitchyliquid64/golang-asm/obj/x86"
	"gorgon/jit/ir"
)

// setEntry is the place of a set block's first entry, in words.
func (c *compiler) setEntry() int32 { return c.env.Tables.SetEntries / 8 }

// genSetFind looks up a key in a set's block. The first place is tried here, the
// others up to the end of the linear search are cold. In a transaction an answer is
// good if the set has not changed since the snapshot; else the helper looks.
func (c *compiler) genSetFind(how ir.Inline) {
	l := &c.env.Tables
	narrow := how == ir.SetFindInt
	f := find{block: c.inReg(c.ins.B), key: c.inReg(c.ins.C), hash: c.low32(c.ins.D)}
	wide, next, absent, differs, set := c.label(), c.label(), c.label(), c.label(), noReg
	newer, whole := c.label(), f.hash
	if !isReg(whole) {
		whole = c.inReg(c.ins.D).op()
	}
	if c.t.Transactional {
		set = c.inReg(c.ins.A)
	}
	f.t, f.at = c.temp(), c.define()
	f.slow = c.callCold(f.at)
	f.found = c.label()
	stride := l.SetWide
	other := destination{label: f.slow.label}
	if narrow {
		stride, other = l.SetNarrow, destination{label: wide}
	}
	c.emit(x86.ACMPL, mem(f.block, l.SetStride), imm(int64(stride)))
	c.jumpFarIf(ne, other)
	c.firstEntry(&f, !narrow)
	c.jumpFarIf(ne, destination{label: next})
	c.emit(x86.ALEAL, mem(scratch, c.setEntry()), f.at.op())
	c.bind(f.found)
	if c.t.Transactional {
		c.move(scratch.op(), mem(set, c.env.LockOffset))
		c.emit(x86.ACMPQ, scratch.op(), thread(c.env.Plain))
		c.jumpFarIf(notBelow, destination{label: newer})
	}
	c.bind(f.slow.back)
	c.late = append(c.late, func() {
		if c.t.Transactional {
			c.bind(newer)
			c.emit(x86.ACMPQ, scratch.op(), thread(c.env.Owner))
			c.jump(jumps[eq], f.slow.back)
			c.jumpFar(destination{label: f.slow.label})
		}
		if narrow {
			c.moreEntries(&f, operand{}, next, absent, differs)
			next = c.label()
			c.bind(wide)
			c.firstEntry(&f, true)
			hit := c.label()
			c.jump(jumps[ne], next)
			c.bind(hit)
			c.emit(x86.ALEAL, mem(scratch, c.setEntry()), f.at.op())
			c.jump(obj.AJMP, f.found)
		}
		c.moreEntries(&f, whole, next, absent, differs)
		c.bind(absent)
		c.emit(x86.ALEAL, mem(scratch, c.setEntry()), f.at.op())
		c.emit1(x86.ANEGQ, f.at.op())
		c.jump(obj.AJMP, f.found)
		c.bind(differs)
		c.emit(x86.ALEAL, mem(scratch, c.setEntry()), f.at.op())
		switch how {
		case ir.SetFindStr:
			c.sameStr(&f)
		case ir.SetFindTuple:
			c.sameTuple(&f)
		}
		c.jumpFar(destination{label: f.slow.label})
	})
}

// firstEntry loads the key in the first place for a hash, which is in scratch in
// words from the first entry, and compares it.
func (c *compiler) firstEntry(f *find, wide bool) {
	c.emit(x86.AMOVL, mem(f.block, c.env.Tables.SetMask), scratch.op())
	c.emit(x86.AANDL, f.hash, scratch.op())
	if wide {
		c.emit(x86.AADDL, scratch.op(), scratch.op())
	}
	c.thisEntry(f)
}

func (c *compiler) thisEntry(f *find) {
	c.move(f.at.op(), mem8(f.block, scratch, c.env.Tables.SetEntries))
	c.emit(x86.ACMPQ, f.at.op(), f.key.op())
}

// moreEntries goes on from the entry at scratch, which has another key, that is in at,
// through the linear search. hash is set for wide tables; what needs more than
// that is the helper's.
func (c *compiler) moreEntries(f *find, hash operand, next, absent, differs label) {
	l := &c.env.Tables
	slow := destination{label: f.slow.label}
	wide := isReg(hash)
	again, hit := c.label(), c.label()
	check := func() {
		c.emit(x86.ATESTQ, f.at.op(), f.at.op())
		c.jump(jumps[eq], absent)
		c.emit(x86.ACMPQ, f.at.op(), imm(l.Deleted))
		c.jumpFarIf(eq, slow)
		if wide {
			c.emit(x86.ACMPQ, mem8(f.block, scratch, l.SetEntries+l.SetEntryHash), hash)
			c.jump(jumps[eq], differs)
		}
	}
	c.bind(next)
	check()
	c.emit(x86.AMOVL, mem(f.block, l.SetMask), f.t.op())
	c.emit(x86.AANDL, f.hash, f.t.op())
	c.emit(x86.AADDL, imm(int64(l.SetLinear)), f.t.op())
	c.emit(x86.ACMPL, f.t.op(), mem(f.block, l.SetMask))
	c.jumpFarIf(above, slow)
	step := int64(1)
	if wide {
		c.emit(x86.AADDL, f.t.op(), f.t.op())
		step = 2
	}
	c.bind(again)
	c.emit(x86.AADDL, imm(step), scratch.op())
	c.emit(x86.ACMPL, scratch.op(), f.t.op())
	c.jumpFarIf(above, slow)
	c.thisEntry(f)
	c.jump(jumps[eq], hit)
	check()
	c.jump(obj.AJMP, again)
	c.bind(hit)
	c.emit(x86.ALEAL, mem(scratch, c.setEntry()), f.at.op())
	c.jump(obj.AJMP, f.found)
}

// genSetInsert stores a key in an empty entry, which a look-up has ended at, of
// a set that has room for it.
func (c *compiler) genSetInsert(how ir.Inline) {
	l := &c.env.Tables
	set, key, hash, at := c.inReg(c.ins.A), c.inReg(c.ins.B), c.inReg(c.ins.C), c.inReg(c.ins.D)
	block, t, d := c.temp(), c.temp(), c.define()
	slow := c.callCold(d)
	to := destination{label: slow.label}
	c.move(block.op(), mem(set, l.SetBlock))
	c.ownsWhole(set, block, to)
	if c.mayRefer(c.ins.B) {
		c.emit(x86.ACMPB, mem(block, c.env.OldByte), imm(0))
		c.jumpFarIf(ne, to)
	}
	c.emit(x86.AMOVL, mem(block, l.SetMask), t.op())
	c.emit(x86.ALEAL, scaled(t, t, 2), t.op())
	c.emit(x86.AMOVL, mem(set, l.SetFill), scratch.op())
	five := scaled(scratch, scratch, 4)
	five.Offset = 5
	c.emit(x86.ALEAL, five, scratch.op())
	c.emit(x86.ACMPL, scratch.op(), t.op())
	c.jumpFarIf(notBelow, to)
	c.move(scratch.op(), at.op())
	c.emit1(x86.ANEGQ, scratch.op())
	c.emit(x86.ACMPQ, mem8(block, scratch, 0), imm(0))
	c.jumpFarIf(ne, to)
	c.emit(x86.ACMPL, mem(block, l.SetStride), imm(int64(l.SetWide)))
	if how == ir.SetInsertInt {
		narrow := c.label()
		c.jump(jumps[ne], narrow)
		c.move(mem8(block, scratch, l.SetEntryHash), hash.op())
		c.bind(narrow)
	} else {
		c.jumpFarIf(ne, to)
		c.move(mem8(block, scratch, l.SetEntryHash), hash.op())
	}
	c.move(mem8(block, scratch, 0), key.op())
	c.emit(x86.AADDQ, imm(1), mem(set, l.SetUsed))
	c.emit(x86.AADDQ, imm(1), mem(set, l.SetFill))
	c.emit(x86.AMOVL, imm(1), d.op())
	c.bind(slow.back)
}

// scaled is the address base + scale*index.
func scaled(base, index reg, scale int16) operand {
	return operand{Type: obj.TYPE_MEM, Reg: base.name(), Index: index.name(), Scale: scale}
}
