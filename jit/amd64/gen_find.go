//go:build linux && amd64

package amd64

import (
	"github.com/twitchyliquid64/golang-asm/obj"
	"github.com/twitchyliquid64/golang-asm/obj/x86"
	"gorgon/jit/ir"
)

// genInline does the call of a helper by itself, and calls only for the rest;
// false: it is not one of these.
func (c *compiler) genInline() bool {
	if !c.isInline(c.ins) {
		return false
	}
	switch how := c.t.Helpers[c.ins.Imm].Inline; how {
	case ir.FindWord, ir.FindStr, ir.FindTuple:
		c.genFind(how)
	case ir.SetFindInt, ir.SetFindStr, ir.SetFindTuple:
		c.genSetFind(how)
	case ir.SetInsertInt, ir.SetInsert:
		c.genSetInsert(how)
	case ir.NextKey, ir.NextValue, ir.NextEntry:
		c.genDictNext(how)
	case ir.DictInsert:
		c.genDictInsert()
	case ir.NextInSet:
		c.genSetNext()
	case ir.StrEqual:
		c.genStrEqual()
	case ir.StrLower:
		c.genLower()
	case ir.StrStrip:
		c.genStrip()
	case ir.StrInt:
		c.genStrInt()
	case ir.HashStr:
		c.genHashStr()
	case ir.OwnedEntry:
		c.genOwnedEntry()
	case ir.ReserveItem:
		c.genReserveItem()
	case ir.OpenRight, ir.OpenLeft:
		c.genOpenEnd(how)
	}
	return true
}

// isInline says whether the call at i leaves the registers alone.
func (c *compiler) isInline(i *ir.Ins) bool {
	if i.Op != ir.CALL || c.env.Tables.Slots == 0 {
		return false
	}
	switch c.t.Helpers[i.Imm].Inline {
	case ir.NotInline:
		return false
	case ir.SetInsertInt, ir.SetInsert, ir.DictInsert:
		return !c.t.Transactional || c.env.Owning != nil
	}
	return true
}

// callCold makes the call of the current instruction's helper a piece of cold
// code. All registers that the fast path wants are taken before.
func (c *compiler) callCold(result reg) *cold {
	d := c.addCold(CallHelper)
	d.result = result
	var args []value
	for _, a := range c.ins.Operands() {
		args = append(args, c.v[*a])
	}
	key, unmade := c.keys[c.at]
	if unmade {
		c.addObject(d.stop, key)
	}
	d.early = func() {
		for i := range args {
			switch x := &args[i]; {
			case unmade && i == KeyArg:
			case x.konst:
				c.giveArg(i, imm(int64(x.word)))
			case x.reg != noReg:
				c.move(argField(i), x.reg.op())
			default:
				c.move(scratch.op(), spillField(int(x.slot)))
				c.move(argField(i), scratch.op())
			}
		}
	}
	return d
}

// low32 is an operand for 32-bit instructions.
func (c *compiler) low32(v ir.Ref) operand {
	if x := &c.v[v]; x.konst && x.reg == noReg {
		return imm(int64(int32(x.word)))
	}
	return c.inReg(v).op()
}

// find are the registers of a look-up: at is the result.
type find struct {
	block, key, at, t reg
	dict              reg // of transactions only
	hash              operand
	slow              *cold
	found             label
}

// genFind looks up a key. The first slot of a large block is tried here, the
// rest is cold; where keys have the same hash but are not the same word, they are
// compared here as far as all their words are equal.
func (c *compiler) genFind(how ir.Inline) {
	l := &c.env.Tables
	f := find{block: c.inReg(c.ins.B), hash: c.low32(c.ins.D)}
	parts, unmade := c.keys[c.at]
	if !unmade {
		f.key = c.inReg(c.ins.C)
	}
	if c.t.Transactional {
		f.dict = c.inReg(c.ins.A)
	}
	f.t, f.at = c.temp(), c.define()
	f.slow = c.callCold(f.at)
	f.found = f.slow.back
	small, next, differs := c.label(), c.label(), c.label()
	c.emit(x86.AMOVL, mem(f.block, l.Mask), f.t.op())
	c.emit(x86.ATESTL, f.t.op(), f.t.op())
	c.jumpFarIf(eq, destination{label: small})
	c.emit(x86.AMOVL, f.hash, scratch.op())
	c.emit(x86.AANDL, f.t.op(), scratch.op())
	c.probe(&f)
	c.jumpFarIf(ne, destination{label: next})
	hit := c.label()
	c.bind(hit)
	c.emit(x86.AMOVL, f.at.op(), f.at.op())
	if unmade {
		c.sameParts(&f, parts)
	} else {
		c.emit(x86.ACMPQ, mem8(f.block, f.at, 0), f.key.op())
		c.jumpFarIf(ne, destination{label: differs})
	}
	c.bind(f.found)
	c.late = append(c.late, func() {
		c.findMore(&f, next, small, hit)
		if unmade {
			return
		}
		c.bind(differs)
		switch how {
		case ir.FindStr:
			c.sameStr(&f)
		case ir.FindTuple:
			c.sameTuple(&f)
		}
		c.jumpFar(destination{label: f.slow.label})
	})
}

// probe loads slot number scratch and compares its hash.
func (c *compiler) probe(f *find) {
	c.move(f.at.op(), mem8(f.block, scratch, c.env.Tables.Slots))
	c.move(f.t.op(), f.at.op())
	c.emit(x86.ASHRQ, imm(32), f.t.op())
	c.emit(x86.ACMPL, f.t.op(), f.hash)
}

// findMore is the rest of a look-up: the other slots of the group, and small
// blocks. hit is where it goes on with a place where the hash is that of the key.
func (c *compiler) findMore(f *find, next, small, hit label) {
	l := &c.env.Tables
	absent, again := c.label(), c.label()
	c.bind(next)
	c.emit(x86.ATESTQ, f.at.op(), f.at.op())
	c.jump(jumps[eq], absent)
	c.nextSlot(f.t, f.hash, destination{label: f.slow.label})
	c.probe(f)
	c.jump(jumps[ne], next)
	c.jump(obj.AJMP, hit)

	c.bind(small)
	c.emit(x86.AMOVL, mem(f.block, l.Cap), f.at.op())
	c.emit(x86.AXORL, f.t.op(), f.t.op())
	c.bind(again)
	at := mem(f.block, l.Hashes)
	at.Index, at.Scale = f.t.name(), 4
	c.emit(x86.AMOVL, at, scratch.op())
	c.emit(x86.ACMPL, scratch.op(), f.hash)
	place := c.label()
	c.jump(jumps[eq], place)
	c.emit(x86.AADDL, imm(1), f.t.op())
	c.emit(x86.ACMPL, f.t.op(), f.at.op())
	c.jump(jumps[ne], again)
	c.bind(absent)
	if c.t.Transactional { // who adds a key owns the dict
		c.unchanged(mem(f.dict, c.env.LockOffset), destination{label: f.slow.label})
	}
	c.emit(x86.AXORL, f.at.op(), f.at.op())
	c.jump(obj.AJMP, f.found)
	// The entries lie behind as many hashes as there is room for, rounded up to
	// words; each has three.
	c.bind(place)
	c.emit(x86.AADDL, imm(1), f.at.op())
	c.emit(x86.ASHRL, imm(1), f.at.op())
	three := mem(f.t, l.Hashes/8)
	three.Index, three.Scale = f.t.name(), 2
	c.emit(x86.ALEAL, three, f.t.op())
	c.emit(x86.AADDL, f.t.op(), f.at.op())
	c.jump(obj.AJMP, hit)
}

// borrow gives two registers that hold something else before and behind: that is
// kept where Go expects nothing, until giveBack.
func (c *compiler) borrow(f *find) (p, q reg) {
	p, q = noReg, noReg
	for _, r := range general {
		if r == f.block || r == f.key || r == f.at || r == f.t || isReg(f.hash) && f.hash.Reg == r.name() {
			continue
		}
		if p == noReg {
			p = r
		} else if q == noReg {
			q = r
		}
	}
	c.move(argField(0), p.op())
	c.move(argField(1), q.op())
	return p, q
}

func (c *compiler) giveBack(p, q reg) {
	c.move(p.op(), argField(0))
	c.move(q.op(), argField(1))
}

// sameParts goes on if the tuple that is stored holds what is in the one that is
// looked for and does not exist, else to the helper.
func (c *compiler) sameParts(f *find, parts unborn) {
	c.storedObject(f, c.env.Tables.TupleShape)
	for _, p := range parts.fields {
		x := &c.v[p.ref]
		switch t := c.t.Type(p.ref); {
		case x.konst:
			c.loadWord(ir.Box(t, x.word), scratch)
		case t == ir.Value && x.reg != noReg:
			c.move(scratch.op(), x.reg.op())
		default:
			c.load(p.ref, scratch)
			c.box(t)
		}
		c.emit(x86.ACMPQ, scratch.op(), mem(f.t, p.offset))
		c.jumpFarIf(ne, destination{label: f.slow.label})
	}
}

// storedKey is storedObject of one that is as long as the key that is looked for:
// scratch is that length, which both keep at the offset.
func (c *compiler) storedKey(f *find, shape uint32, length int32) {
	c.storedObject(f, shape)
	c.move(scratch.op(), mem(f.key, length))
	c.emit(x86.ACMPQ, scratch.op(), mem(f.t, length))
	c.jumpFarIf(ne, destination{label: f.slow.label})
}

// storedObject loads the key of the entry to t and leaves for the helper unless it
// is an object of the shape.
func (c *compiler) storedObject(f *find, shape uint32) {
	slow := destination{label: f.slow.label}
	c.emit(x86.ACMPL, f.at.op(), imm(int64(c.env.Tables.Slots/8-1)))
	c.jumpFarIf(notAbove, slow) // a slot that leads to no entry
	c.move(f.t.op(), mem8(f.block, f.at, 0))
	c.emit(x86.ALEAQ, mem(f.t, -firstAddress), scratch.op())
	c.emit(x86.ACMPQ, scratch.op(), constField(constPtrSpan))
	c.jumpFarIf(notBelow, slow)
	c.emit(x86.ACMPL, mem(f.t, 0), imm(int64(int32(shape))))
	c.jumpFarIf(ne, slow)
}

// sameTuple goes to found if the tuple that is stored holds the same words.
func (c *compiler) sameTuple(f *find) {
	l := &c.env.Tables
	c.storedKey(f, l.TupleShape, l.TupleLen)
	c.sameWords(f, l.TupleItems)
}

// sameStr goes to found if the str that is stored has the same text.
func (c *compiler) sameStr(f *find) {
	l := &c.env.Tables
	c.storedKey(f, l.StrShape, l.StrBytes)
	c.emit(x86.ACMPL, scratch.op(), imm(int64(l.StrPlain)))
	c.jumpFarIf(notBelow, destination{label: f.slow.label})
	c.emit(x86.AADDL, imm(7), scratch.op())
	c.emit(x86.ASHRL, imm(3), scratch.op())
	c.sameWords(f, l.StrData)
}

// sameWords goes to found if the key and the object t agree in as many words as
// the low half of scratch says. Equal words are equal text: where they differ
// behind it, the helper looks.
func (c *compiler) sameWords(f *find, offset int32) {
	again, same := c.label(), c.label()
	p, q := c.borrow(f)
	c.emit(x86.AMOVL, scratch.op(), p.op())
	c.bind(again)
	c.emit(x86.ASUBL, imm(1), p.op())
	c.jump(jumps[minus], same)
	c.move(q.op(), mem8(f.key, p, offset))
	c.emit(x86.ACMPQ, q.op(), mem8(f.t, p, offset))
	c.jump(jumps[eq], again)
	c.giveBack(p, q)
	c.jumpFar(destination{label: f.slow.label})
	c.bind(same)
	c.giveBack(p, q)
	c.jump(obj.AJMP, f.found)
}

// genOwnedEntry looks whether the transaction owns an entry already, or has made
// its block, or may take it.
func (c *compiler) genOwnedEntry() {
	dict, block, at := c.inReg(c.ins.A), c.inReg(c.ins.B), c.inReg(c.ins.C)
	d := c.define()
	slow := c.callCold(d)
	if give := slow.early; c.env.Owning != nil {
		slow.early = func() {
			c.takeEntry(dict, block, at, slow)
			give()
		}
	}
	c.move(scratch.op(), mem8(block, at, c.env.Tables.Lock))
	c.emit(x86.AMOVL, imm(1), d.op())
	c.emit(x86.ACMPQ, scratch.op(), thread(c.env.Owner))
	c.jumpFarIf(ne, destination{label: slow.label})
	c.bind(slow.back)
}
