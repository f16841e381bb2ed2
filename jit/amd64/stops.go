//go:build linux && amd64

package amd64

import (
	"encoding/binary"

	"github.com/twitchyliquid64/golang-asm/obj"
	"github.com/twitchyliquid64/golang-asm/obj/x86"
	"gorgon/jit/ir"
)

// cold is a piece of code behind the trace that asks Go for something and
// comes back. The registers stay as they are: dump saves them and the piece
// behind the stop loads those again that are needed.
type cold struct {
	label  label // begins here
	back   label // and goes back there
	resume label // comes in again here
	stop   *draft
	read   bool      // a read barrier: there is more to try first
	owns   ownKind   // likewise, a barrier before a store
	args   []operand // memory operands mean their addresses
	result reg       // where Context.Ret goes
	live   []reg     // to be loaded again
	floats bool      // SSE registers are needed
	early  func()    // emits what comes first
}

// draft is a stop while its trace is compiled. Of a CallHelper the state is that
// before the call, if that is known.
type draft struct {
	kind   Kind
	op     ir.Op
	ins    ir.Ref
	number uint32
	stub   int // that leads there, -1: none
	State
	stop *Stop // none of kind Leave
}

// newStop makes the record of a stop at the current instruction.
func (c *compiler) newStop(kind Kind) *draft {
	d := c.draft()
	d.kind, d.op, d.ins, d.stub = kind, c.ins.Op, ir.Ref(c.at), -1
	d.number = c.code.id<<stopBits | uint32(len(c.stops))
	c.stops = append(c.stops, d)
	if kind != Leave {
		d.stop = &Stop{Kind: kind, Op: d.op, Ins: d.ins, Imm: c.ins.Imm, Size: c.ins.Size, Code: c.code, number: d.number}
		c.code.Stops = append(c.code.Stops, d.stop)
	}
	snap, ok := c.snapshot(kind)
	if !ok {
		return d
	}
	s := &c.t.Snaps[snap]
	if kind == Step { // machine code has written it
		d.stop.PC, d.stop.Base, d.stop.Depth, d.stop.Ticks = uintptr(s.PC), s.Base, s.Depth, s.Ticks
		return d
	}
	d.Snap = s
	fields := 0
	for _, o := range c.views[c.at] {
		fields += len(o.fields)
	}
	d.Locs = room(&c.locs, len(s.Slots)+fields)
	for i := range s.Slots {
		l := Location{}
		if s.Slots[i].Kind == ir.SlotRef {
			l = c.named(s.Slots[i].Ref)
		}
		d.Locs = append(d.Locs, l)
	}
	if kind != CallHelper {
		c.objects(d)
	}
	return d
}

// named is the location of a value that a snapshot names. An object that does not
// exist has none while a helper runs.
func (c *compiler) named(v ir.Ref) Location {
	if c.hidden[v] && c.v[v].reg == noReg && c.v[v].slot < 0 {
		if k := c.viewed(c.at, v); k >= 0 {
			return Location{Kind: LocObject, Type: ir.Value, Index: uint16(k)}
		}
		return Location{Kind: LocNone, Type: ir.Value}
	}
	return c.location(v)
}

// snapshot is that of the current instruction. A call has none; that of the
// guard behind it, which checks its result, is the state before the call unless
// the result is in it.
func (c *compiler) snapshot(kind Kind) (snap int32, ok bool) {
	if kind == Alloc {
		return 0, false
	}
	if kind != CallHelper {
		return c.ins.Snap, ir.Table[c.ins.Op].Flags&ir.Snap != 0
	}
	call, next := ir.Ref(c.at), &c.t.Ins[c.at+1]
	if ir.Table[next.Op].Flags&ir.Snap == 0 || next.A != call && next.B != call {
		return 0, false
	}
	for _, s := range c.t.Snaps[next.Snap].Slots {
		if s.Kind == ir.SlotRef && s.Ref == call {
			return 0, false
		}
	}
	return next.Snap, true
}

func (c *compiler) location(v ir.Ref) Location {
	x := &c.v[v]
	l := Location{Type: c.t.Type(v)}
	switch {
	case x.konst:
		l.Kind, l.Const = LocConst, x.word
	case x.reg != noReg && x.float:
		l.Kind, l.Index = LocFloat, uint16(x.reg-x0)
	case x.reg != noReg:
		l.Kind, l.Index = LocReg, uint16(x.reg)
	case x.slot >= 0:
		l.Kind, l.Index = LocSpill, uint16(x.slot)
	default:
		c.fail("value %d has no place", v)
	}
	return l
}

// liveAfter says whether a register's or slot's value is used behind the
// current instruction, or, while objects are made for that, by it.
func (c *compiler) liveAfter(v ir.Ref) bool {
	if c.bearing {
		return v > 0 && c.v[v].end >= c.at
	}
	return v > 0 && c.v[v].end > c.at && v != ir.Ref(c.at)
}

// roots lists the places of boxed values that are used behind the instruction.
func (c *compiler) roots() []Location {
	var few [32]Location
	live := few[:0]
	for _, v := range c.regs {
		if c.liveAfter(v) && !c.v[v].konst && c.t.Type(v) == ir.Value {
			live = append(live, c.location(v))
		}
	}
	for s, v := range c.slots[:c.top] {
		if c.liveAfter(v) && int(c.v[v].slot) == s && c.v[v].reg == noReg && c.t.Type(v) == ir.Value {
			live = append(live, c.location(v))
		}
	}
	return append(room(&c.locs, len(live)), live...)
}

// exit is where a guard of the current instruction goes when it fails.
func (c *compiler) exit() destination {
	return destination{stub: c.addExit(Leave)}
}

// addExit makes a stop that has a stub, and returns the stub's number plus 1.
func (c *compiler) addExit(kind Kind) int {
	d := c.newStop(kind)
	d.stub = len(c.exits)
	c.exits = append(c.exits, d)
	return len(c.exits)
}

// addCold makes a stop behind the trace, as the registers are now.
func (c *compiler) addCold(kind Kind, args ...operand) *cold {
	d := &cold{label: c.label(), back: c.label(), resume: c.label(), result: noReg, args: args}
	d.stop = c.newStop(kind)
	d.stop.Live = c.roots()
	for r, v := range c.regs {
		if c.liveAfter(v) {
			d.live = append(d.live, reg(r))
			d.floats = d.floats || reg(r).isFloat()
		}
	}
	c.colds = append(c.colds, d)
	return d
}

// writeColds emits what addCold promised.
func (c *compiler) writeColds() {
	for _, emit := range c.late {
		emit()
	}
	for _, d := range c.colds {
		if d.label == nil {
			continue
		}
		c.bind(d.label)
		if d.read {
			c.emit(x86.ACMPQ, scratch.op(), thread(c.env.Owner))
			c.jump(jumps[eq], d.back)
		}
		if d.early != nil {
			d.early()
		}
		for i, a := range d.args {
			c.giveArg(i, a)
		}
		routine := c.code.cache.exitFor(d.stop.floats() || d.floats)
		if slow := c.slowPath(d); slow != 0 {
			routine = slow
			c.addressFar(destination{label: d.back})
			c.move(backField(), scratch.op())
		}
		c.emit(x86.AMOVL, imm(int64(d.stop.number)), scratch.op())
		c.jumpFar(destination{address: routine})
		c.bind(d.resume)
		c.reload(d)
		if d.result != noReg {
			c.move(d.result.op(), retField())
		}
		c.jump(obj.AJMP, d.back)
	}
}

// reload emits that the registers which are needed behind a stop are loaded again.
func (c *compiler) reload(d *cold) {
	switch {
	case len(d.live) <= fewRegs:
		for _, r := range d.live {
			c.move(r.op(), saveField(r))
		}
	case d.floats:
		c.jumpFar(destination{address: c.code.cache.loadAll})
	default:
		c.jumpFar(destination{address: c.code.cache.load})
	}
}

// fewRegs is how many registers are loaded again one by one: a jump is as short.
const fewRegs = 1

// giveArg stores an argument: a register, an immediate, or memory's address.
func (c *compiler) giveArg(i int, a operand) {
	switch {
	case isReg(a):
		c.move(argField(i), a)
	case isImm(a) && fits(uint64(a.Offset)):
		c.emit(x86.AMOVQ, a, argField(i))
	case isImm(a):
		c.loadWord(uint64(a.Offset), scratch)
		c.move(argField(i), scratch.op())
	default:
		c.emit(x86.ALEAQ, a, scratch.op())
		c.move(argField(i), scratch.op())
	}
}

// stubSize is the length of a stub, where a failed guard goes: it loads the
// stop's number and jumps, with the jump's distance in the last four bytes.
const (
	stubSize = 12
	stubJump = 8
)

// writeStub writes a stub but for the distance.
func writeStub(b []byte, number uint32) {
	// MOVL $number, R15; NOP; and the first byte of JMP.
	binary.LittleEndian.PutUint64(b, 0xe990_0000_0000_bf41|uint64(number)<<16)
}

// writeStubs writes the stubs to the cache. Their addresses are multiples of 4.
func (c *compiler) writeStubs(at uintptr) {
	cache := c.code.cache
	c.code.stubs = at
	for i, d := range c.exits {
		p := at + uintptr(i*stubSize)
		writeStub(cache.bytes(p, stubSize), d.number)
		cache.patch(p+stubJump, cache.exitFor(d.floats()))
		if d.kind == Dead {
			c.code.dead = p
		}
	}
}

// leaveHere gives control to Go with everything that is needed afterwards in
// slots, and comes back there.
func (c *compiler) leaveHere(kind Kind) {
	for r := range c.regs {
		if v := c.regs[r]; v > 0 {
			if c.liveAfter(v) {
				c.save(v)
			}
			c.regs[r] = 0
			c.v[v].reg = noReg
		}
	}
	s := c.newStop(kind)
	s.Live = c.roots()
	d := &cold{stop: s, resume: c.label()}
	c.colds = append(c.colds, d)
	c.loadWord(s.stop.word(), ax)
	c.jumpFar(destination{address: c.code.cache.leave})
	c.bind(d.resume)
}

// genCall leaves for a native helper.
func (c *compiler) genCall() {
	if c.genInline() {
		return
	}
	for i, a := range c.ins.Operands() {
		x := &c.v[*a]
		switch {
		case x.konst:
			c.giveArg(i, imm(int64(x.word)))
		case x.reg != noReg:
			c.move(argField(i), x.reg.op())
		default:
			c.load(*a, scratch)
			c.move(argField(i), scratch.op())
		}
	}
	c.leaveHere(CallHelper)
	if c.ins.Type != ir.None && c.v[c.at].end >= 0 {
		c.move(c.define().op(), retField())
	}
}

// genStep leaves for the interpreter to run one instruction.
func (c *compiler) genStep() {
	c.writeSnapshot()
	c.leaveHere(Step)
}

// genJump writes the snapshot to the stack and goes to another trace, or to
// this one from its start.
func (c *compiler) genJump() {
	snap := &c.t.Snaps[c.ins.Snap]
	c.genRoom(c.ins.Size, snap.Depth)
	c.writeSnapshot()
	c.moveRoot(c.ins.Size, snap.Depth)
	var to destination
	if c.ins.Imm != int64(c.t.Number) {
		if to.address = c.env.Entry(int(c.ins.Imm)); to.address == 0 {
			c.fail("trace %d has no code", c.ins.Imm)
			return
		}
	}
	c.jumpFar(to)
}

// writeSnapshot writes the frames that the current instruction's snapshot
// describes to the stack, as Restore does.
func (c *compiler) writeSnapshot() {
	snap := &c.t.Snaps[c.ins.Snap]
	for _, slot := range unnamed(snap) {
		c.emit(x86.AMOVQ, imm(0), mem(baseReg, c.disp(8*int64(slot))))
	}
	for i := range snap.Slots {
		e := &snap.Slots[i]
		at := mem(baseReg, c.disp(8*int64(e.Slot)))
		switch e.Kind {
		case ir.SlotRef:
			c.storeBoxed(e.Ref, at)
		case ir.SlotRaw:
			c.storeWord(uint64(e.Raw), at)
		case ir.SlotFrame:
			c.emit(x86.ALEAQ, mem(baseReg, c.disp(8*e.Raw)), scratch.op())
			c.move(at, scratch.op())
		}
	}
}

func (c *compiler) storeWord(w uint64, at operand) {
	if fits(w) {
		c.emit(x86.AMOVQ, imm(int64(w)), at)
		return
	}
	c.loadWord(w, scratch)
	c.move(at, scratch.op())
}

// storeBoxed stores a value as the interpreter's registers hold it.
func (c *compiler) storeBoxed(v ir.Ref, at operand) {
	x := &c.v[v]
	t := c.t.Type(v)
	switch {
	case x.konst:
		c.storeWord(ir.Box(t, x.word), at)
	case t == ir.Value && x.reg != noReg:
		c.move(at, x.reg.op())
	default:
		c.load(v, scratch)
		c.box(t)
		c.move(at, scratch.op())
	}
}

// box boxes what is in scratch, of type t.
func (c *compiler) box(t ir.Type) {
	switch t {
	case ir.Int:
		c.emit(x86.AORQ, constField(constTagInt), scratch.op())
	case ir.Float:
		c.emit(x86.AADDQ, constField(constFloatOff), scratch.op())
	}
}
