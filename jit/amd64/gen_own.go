//go:build linux && amd64

package amd64

import (
	"slices"

	"github.com/twitchyliquid64/golang-asm/obj"
	"github.com/twitchyliquid64/golang-asm/obj/x86"
	"gorgon/jit/ir"
)

// ownKind is what a barrier of a cold part takes.
type ownKind uint8

const (
	ownsNothing ownKind = iota
	ownsObject          // args[0] is the object's register
	ownsLock            // args[0] is the lock word
	ownsItem            // so too; args[1] and args[2] are a list block and the item that is stored to
)

// aside are the registers that slow paths use: they are put where dump would put them.
var aside = [...]reg{ax, cx, dx, si, di}

// take emits the short way to own a free lock: the lock word at argument 0, or of the
// object that this is, is not the transaction's. Whatever does not fit is left to Go.
func (c *compiler) take(owns ownKind, slow label) {
	o, e, object := c.env.Owning, c.env, owns == ownsObject
	c.move(si.op(), argField(0))
	lock := mem(si, 0)
	if object {
		lock = mem(si, e.LockOffset)
		c.emit(x86.ACMPB, mem(si, e.OldByte), imm(0))
		c.jump(jumps[ne], slow)
		c.emit(x86.ACMPB, mem(si, o.LayoutByte), imm(0))
		c.jump(jumps[eq], slow)
	}
	c.checkFree(lock, slow)
	if object { // dx: fields, cx: place in the undo log
		c.emit(x86.AMOVWLZX, mem(si, o.SizeOffset), dx.op())
		c.emit(x86.ALEAQ, mem1(dx, dx), dx.op())
		c.emit(x86.ASUBQ, imm(int64(o.HeaderSize/8)), dx.op())
		c.jump(jumps[le], slow) // the size is not there, or nothing but the header
		c.move(cx.op(), thread(e.Undo+8))
		c.emit(x86.ALEAQ, with(mem1(cx, dx), objectRecord), di.op())
		c.emit(x86.ACMPQ, di.op(), thread(e.Undo+16))
		c.jump(jumps[gt], slow)
	}
	c.move(di.op(), thread(o.Writes+8))
	c.emit(x86.ACMPQ, di.op(), thread(o.Writes+16))
	c.jump(jumps[ge], slow)
	c.move(scratch.op(), thread(e.Owner))
	c.emit0(x86.ALOCK)
	c.emit(x86.ACMPXCHGQ, scratch.op(), lock)
	c.jump(jumps[ne], slow)
	c.emit(x86.ALEAQ, lock, scratch.op())
	c.noteWrite()
	if object {
		c.saveObject()
	} else if owns == ownsItem {
		c.saveCard()
	}
}

// checkFree loads the lock's version to ax and goes on if the transaction may own
// it without further ado: it is not newer than the snapshot and, outside of sections,
// no reads are logged.
func (c *compiler) checkFree(lock operand, slow label) {
	e, stepped := c.env, c.label()
	c.move(ax.op(), lock)
	c.emit(x86.ACMPQ, ax.op(), thread(e.RV))
	c.jump(jumps[above], slow)
	c.emit(x86.ACMPB, thread(e.Owning.Quick), imm(0))
	c.jump(jumps[eq], slow)
	c.emit(x86.ACMPQ, thread(e.Plain), imm(0))
	c.jump(jumps[eq], stepped)
	c.emit(x86.ACMPQ, thread(e.Reads+8), imm(0))
	c.jump(jumps[ne], slow)
	c.bind(stepped)
}

// takeEntry does what the helper that owns an entry of a dict does in the usual cases:
// the transaction has made the block, or the entry's lock is free and the block
// is still the dict's.
func (c *compiler) takeEntry(dict, block, at reg, d *cold) {
	o, e, l := c.env.Owning, c.env, &c.env.Tables
	slow, busy, other := c.label(), c.label(), c.label()
	c.move(scratch.op(), mem(block, e.LockOffset))
	c.emit(x86.ACMPQ, scratch.op(), thread(e.Owner))
	c.jump(jumps[ne], other)
	c.emit(x86.ACMPB, thread(o.Divided), imm(0))
	c.jump(jumps[eq], d.back)
	c.jump(obj.AJMP, slow)
	c.bind(other)
	for _, r := range aside {
		c.move(saveField(r), r.op())
	}
	c.emit(x86.ALEAQ, mem8(block, at, l.Lock), si.op())
	c.checkFree(mem(si, 0), busy)
	c.move(cx.op(), thread(e.Undo+8))
	c.emit(x86.ALEAQ, mem(cx, entryRecord), di.op())
	c.emit(x86.ACMPQ, di.op(), thread(e.Undo+16))
	c.jump(jumps[gt], busy)
	c.move(di.op(), thread(o.Writes+8))
	c.emit(x86.ACMPQ, di.op(), thread(o.Writes+16))
	c.jump(jumps[ge], busy)
	c.move(scratch.op(), thread(e.Owner))
	c.emit0(x86.ALOCK)
	c.emit(x86.ACMPXCHGQ, scratch.op(), mem(si, 0))
	c.jump(jumps[ne], busy)
	c.move(scratch.op(), si.op())
	c.noteWrite()
	c.saveEntry()
	c.putBack()
	// As long as the block is that of the snapshot the entry is what was found there.
	c.move(scratch.op(), mem(block, e.LockOffset))
	c.emit(x86.ACMPQ, scratch.op(), thread(e.RV))
	c.jump(jumps[above], slow)
	c.emit(x86.ACMPQ, block.op(), mem(dict, l.DictBlock))
	c.jump(jumps[eq], d.back)
	c.jump(obj.AJMP, slow)
	c.bind(busy)
	c.putBack()
	c.bind(slow)
}

// entryRecord is how many words an entry's key and value take in the undo log.
const entryRecord = 4

// saveEntry appends key and value of the entry whose lock is at SI to the undo log,
// which has CX words.
func (c *compiler) saveEntry() {
	e := c.env
	lock := int64(e.Tables.Lock)
	c.emit(x86.AADDQ, imm(entryRecord), thread(e.Undo+8))
	c.move(di.op(), thread(e.Undo))
	c.emit(x86.ALEAQ, mem8(di, cx, 0), di.op())
	c.emit(x86.ASUBQ, imm(lock), si.op())
	c.move(scratch.op(), mem(si, 0))
	c.move(mem(di, 0), scratch.op())
	c.move(scratch.op(), mem(si, 8))
	c.move(mem(di, 8), scratch.op())
	c.move(mem(di, 16), si.op())
	c.emit(x86.AMOVQ, imm(2*2), mem(di, 24)) // twice the number of words
}

// storesTo says whether the trace goes on to store to item b of block a.
func (c *compiler) storesTo(a, b ir.Ref) bool {
	return slices.ContainsFunc(c.t.Ins[c.at:], func(in ir.Ins) bool { return in.Op == ir.TXLOG && in.A == a && in.B == b })
}

// saveCard does what object.SaveListCard does: it appends all items of a card to the undo
// log, if the one that is stored to is the first of them or the last.
func (c *compiler) saveCard() {
	e, done := c.env, c.label()
	card := int64(e.ListCard)
	c.move(cx.op(), argField(2))
	c.emit(x86.ALEAQ, mem(cx, 1), ax.op())
	c.emit(x86.AANDQ, imm(card-1), ax.op())
	c.emit(x86.ACMPQ, ax.op(), imm(1))
	c.jump(jumps[above], done)
	c.move(dx.op(), argField(1))
	c.move(ax.op(), mem(dx, e.ListCap))
	c.emit(x86.ASHLQ, imm(16), ax.op())
	c.emit(x86.ASARQ, imm(16), ax.op())
	c.emit(x86.ACMPQ, ax.op(), imm(card))
	c.jump(jumps[le], done)
	c.emit(x86.AANDQ, imm(-card), cx.op())
	c.emit(x86.ALEAQ, mem8(dx, cx, e.ListItems), si.op())
	c.emit(x86.AADDQ, imm(card), cx.op())
	c.emit(x86.ACMPQ, cx.op(), ax.op())
	c.jump(jumps[gt], done)
	c.move(ax.op(), thread(e.Undo+8))
	c.emit(x86.ALEAQ, mem(ax, e.ListCard+2), cx.op())
	c.emit(x86.ACMPQ, cx.op(), thread(e.Undo+16))
	c.jump(jumps[gt], done)
	c.move(thread(e.Undo+8), cx.op())
	c.move(di.op(), thread(e.Undo))
	c.emit(x86.ALEAQ, mem8(di, ax, 0), di.op())
	c.move(thread(e.Saved), si.op())
	next := c.label()
	c.emit(x86.AMOVL, imm(card), cx.op())
	c.bind(next)
	for n := int32(2); n <= 8; n += 2 { // half the time of REP MOVSQ
		c.emit(x86.AMOVUPS, mem8(si, cx, -8*n), fscratch.op())
		c.emit(x86.AMOVUPS, fscratch.op(), mem8(di, cx, -8*n))
	}
	c.emit(x86.ASUBQ, imm(8), cx.op())
	c.jump(jumps[ne], next)
	c.move(mem(di, 8*e.ListCard), si.op())
	c.emit(x86.AMOVQ, imm(2*card), mem(di, 8*e.ListCard+8)) // as in saveEntry
	c.bind(done)
}

func (c *compiler) putBack() {
	for _, r := range aside {
		c.move(r.op(), saveField(r))
	}
}

// with is a memory operand further on.
func with(m operand, offset int64) operand {
	m.Offset += offset
	return m
}

// noteWrite appends to the locks that are owned: the lock in scratch, its version
// in AX, as element DI.
func (c *compiler) noteWrite() {
	o := c.env.Owning
	c.emit(x86.AADDQ, imm(1), thread(o.Writes+8))
	c.emit(x86.ALEAQ, mem2(di, di), di.op())
	c.emit(x86.ASHLQ, imm(3), di.op())
	c.emit(x86.AADDQ, thread(o.Writes), di.op())
	c.move(mem(di, 0), scratch.op())
	c.move(mem(di, 8), ax.op())
	c.emit(x86.AMOVQ, imm(0), mem(di, 16))
}

// mem2 is the word at base + 2*index.
func mem2(base, index reg) operand {
	return operand{Type: obj.TYPE_MEM, Reg: base.name(), Index: index.name(), Scale: 2}
}

// objectRecord is how many words an object takes in the undo log beside its fields.
const objectRecord = 3

// saveObject appends the DX fields of the object SI to the undo log, which has CX
// words.
func (c *compiler) saveObject() {
	o, e := c.env.Owning, c.env
	c.emit(x86.ALEAQ, with(mem1(cx, dx), objectRecord), ax.op())
	c.move(thread(e.Undo+8), ax.op())
	c.move(di.op(), thread(e.Undo))
	c.emit(x86.ALEAQ, mem8(di, cx, 0), di.op())
	c.emit(x86.AMOVL, mem(si, 0), cx.op())
	c.emit(x86.AADDQ, imm(int64(o.HeaderSize)), si.op())
	c.move(ax.op(), dx.op())
	next := c.label()
	c.bind(next)
	c.move(scratch.op(), mem8(si, ax, -8))
	c.move(mem8(di, ax, -8), scratch.op())
	c.emit(x86.ASUBQ, imm(1), ax.op())
	c.jump(jumps[ne], next)
	c.emit(x86.ALEAQ, mem8(di, dx, 0), di.op())
	c.move(mem(di, 0), cx.op())
	c.move(mem(di, 8), si.op())
	c.loadWord(o.Object, scratch)
	c.emit(x86.ALEAQ, mem2(scratch, dx), dx.op())
	c.move(mem(di, 16), dx.op())
}

// fetchFor asks for the memory of the object v in such a way that it may be
// written to, if the trace is going to own it. If another processor has it, a read
// would get it first, and the write would ask for it once more.
func (c *compiler) fetchFor(v ir.Ref) {
	if c.taken[v] <= c.at {
		return
	}
	delete(c.taken, v)
	r := c.inReg(v)
	// PREFETCHW, which the assembler does not have: 0F 0D /1. No register that
	// values may be in needs more than a plain ModRM byte.
	bytes := []int64{0x0f, 0x0d, 0x08 | int64(r&7)}
	if r >= r8 {
		bytes = append([]int64{0x41}, bytes...)
	}
	for _, b := range bytes {
		c.append(c.prog(x86.ABYTE)).From = imm(b)
	}
}
