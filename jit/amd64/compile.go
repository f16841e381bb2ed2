//go:build linux && amd64

package amd64

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
	"unsafe"

	"github.com/twitchyliquid64/golang-asm/obj"
	"github.com/twitchyliquid64/golang-asm/obj/x86"
	"gorgon/jit/ir"
)

// value is what the compiler knows of an instruction's result.
//
// Main invariant: from its definition to end a value is in reg, in slot, in
// both, or konst. A slot once written stays right, for a value never changes,
// but for the first operand of a PHI, which has no slot beside its register
// when the loop's head is passed.
type value struct {
	reg   reg
	head  reg   // where the loop's head expects it, noReg if not in a register
	slot  int16 // -1: none
	konst bool
	float bool
	phi   bool   // the first operand of a PHI that is needed
	next  ir.Ref // of a PHI's second operand: the first
	word  uint64 // of a konst
	end   int32  // where it is used last; -1: never
	uses  int32  // list of the uses as operand that are to come, in c.uses
	first int32  // its first use as operand in the loop's body, 0: none
}

// use is an element of a list of uses. Of what the next round needs the
// position is counted on behind the loop's end.
type use struct{ at, next int32 }

// tempRef marks a register that the current instruction has taken.
const tempRef ir.Ref = -1

// far is the distance of a use that does not come.
const far = math.MaxInt32

// memory is what a compiler works with; it is used again for the next trace. Behind
// its beginning nothing of it is clear.
type memory struct {
	values  []value
	uses    []use
	starts  []*obj.Prog
	drafts  [][]draft // all but the last are full
	used    int       // of drafts
	locs    []Location
	objects []Object
	fields  []Field
	packer  packer
}

// empty makes the memory that of a trace of n instructions.
func (m *memory) empty(n int) {
	m.values, m.uses = slices.Grow(m.values[:0], n)[:n], append(m.uses[:0], use{})
	m.starts = slices.Grow(m.starts[:0], n)[:n]
	clear(m.starts)
	m.used = 0
	m.locs, m.objects, m.fields = m.locs[:0], m.objects[:0], m.fields[:0]
	m.packer.empty()
}

const draftSlab = 64

// draft returns a cleared one.
func (m *memory) draft() *draft {
	if m.used == len(m.drafts)*draftSlab {
		m.drafts = append(m.drafts, make([]draft, draftSlab))
	}
	d := &m.drafts[m.used/draftSlab][m.used%draftSlab]
	m.used++
	*d = draft{}
	return d
}

// room returns an empty slice for n elements at the end of a buffer, which is replaced
// if it is full.
func room[T any](buffer *[]T, n int) []T {
	if n == 0 {
		return nil
	}
	b := *buffer
	if len(b)+n > cap(b) {
		b = make([]T, 0, max(256, 2*cap(b), n))
	}
	*buffer = b[:len(b)+n]
	return b[len(b) : len(b) : len(b)+n]
}

type compiler struct {
	*assembler
	t    *ir.Trace
	env  *Env
	code *Code

	v      []value
	regs   [numRegs]ir.Ref
	pinned uint32 // registers that the current instruction needs
	// isolated guesses whether a section is open: what is right does not depend on it.
	isolated bool
	// logged has the barriers whose reads are in the log if reads are logged. What may
	// end the section, which empties the log, empties it too.
	logged map[ir.Ins]bool
	slots  [NumSpills]ir.Ref
	dirty  [NumSpills]bool // slots that the loop's body has used
	top    int             // slots from here on have never been used
	at     int32           // the current instruction
	ins    *ir.Ins         // likewise

	loop, back int32 // LOOP and JLOOP, 0 if there are none
	calls      int32 // the first instruction of the body that empties the registers
	inBody     bool
	headLabel  label
	beforeLoop *obj.Prog // what comes just before the label
	heads      []head
	headRegs   uint32 // registers among heads

	hidden  []bool             // instructions that are left out: see sink
	views   map[int32][]unborn // what snapshots name that does not exist, by instruction
	births  map[int32][]unborn // what is made in front of instructions
	keys    map[int32]unborn   // what CALLs look for that does not exist
	bearing bool               // what the instruction needs is still needed

	floatBits ir.Ref    // scratch has the float bits of this value
	floatAt   *obj.Prog // if this is the last instruction

	taken map[ir.Ref]int32 // where an object is owned that has not been fetched for it

	stops []*draft
	exits []*draft // those that have stubs
	colds []*cold
	late  []func() // each emits a piece of cold code, in front of colds
	cold  label    // what follows the trace
	err   error
}

// Compile makes machine code of a trace. inherit says, for a side trace, where
// its parent's stop leaves the values that PARENT names: State.Locs. The code can
// be entered at once, but nothing jumps to it yet.
func Compile(t *ir.Trace, env *Env, inherit []Location) (*Code, error) {
	code := &Code{Trace: t, cache: env.Cache}
	if err := env.Cache.number(code); err != nil {
		return nil, err
	}
	c := &compiler{assembler: takeAssembler(), t: t, env: env, code: code, isolated: t.Isolated, ins: &t.Ins[0], taken: map[ir.Ref]int32{}}
	defer c.free()
	err := c.run(inherit)
	if err != nil {
		env.Cache.forget(code)
		return nil, fmt.Errorf("trace %d: %w", t.Number, err)
	}
	return code, nil
}

func (c *compiler) run(inherit []Location) error {
	c.memory.empty(len(c.t.Ins))
	c.analyse()
	c.inherit(inherit)
	start := c.label()
	c.bind(start)
	c.emit(x86.AMOVQ, imm(int64(c.t.Number)), field(unsafe.Offsetof(Context{}.Trace)))
	c.count(&c.code.Runs.Entered)
	for i := 1; i < len(c.t.Ins) && c.err == nil; i++ {
		c.at, c.ins = int32(i), &c.t.Ins[i]
		c.starts[i] = c.last
		c.bear()
		if c.needed(i) {
			c.gen()
		}
		c.finish()
	}
	if c.err != nil {
		return c.err
	}
	c.cold = c.label()
	c.bind(c.cold)
	c.writeColds()
	c.at, c.ins = 0, &c.t.Ins[0]
	c.addExit(Dead)
	if len(c.stops) > maxStops {
		return errors.New("too many exits")
	}
	text, err := c.assemble()
	if err != nil {
		return err
	}
	head := int64(0)
	if c.headLabel != nil {
		head = c.headLabel.Pc
	}
	body, stubs, err := c.code.cache.place(text, head, len(c.exits)*stubSize, c.code)
	if err == nil {
		c.settle(body, stubs)
		c.code.pack(c.stops, &c.packer)
	}
	return err
}

// settle computes all that depends on where the code and its stubs lie.
func (c *compiler) settle(body, stubs uintptr) {
	code, cache := c.code, c.code.cache
	for _, f := range c.fixups {
		to := code.Entry
		switch t := f.to; {
		case t.label != nil:
			to = body + uintptr(t.label.Pc)
		case t.stub != 0:
			to = stubs + uintptr((t.stub-1)*stubSize)
		case t.address != 0:
			to = t.address
		}
		at := body + uintptr(f.at.Pc)
		binary.LittleEndian.PutUint32(cache.bytes(at, 4), uint32(to-(at+4)))
	}
	c.writeStubs(stubs)
	for _, d := range c.colds {
		d.stop.stop.Resume = body + uintptr(d.resume.Pc)
		if d.label != nil && c.env.Listing {
			code.parts = append(code.parts, part{int(body-code.Entry) + int(d.label.Pc), d.stop.ins})
		}
	}
	code.cold = int(body-code.Entry) + int(c.cold.Pc)
	if !c.env.Listing {
		return
	}
	code.Start = make([]int32, len(c.starts))
	for i, p := range c.starts {
		if p != nil {
			code.Start[i] = int32(body-code.Entry) + int32(p.Pc) + int32(p.Isize)
		}
	}
}

// fail notes the first error.
func (c *compiler) fail(format string, args ...any) {
	if c.err == nil {
		c.err = fmt.Errorf("instruction %d (%v): "+format, append([]any{c.at, c.ins.Op}, args...)...)
	}
}

// kept operations are emitted though nobody uses their results.
const kept = ir.Guard | ir.Store | ir.Effect | ir.Barrier | ir.Boundary | ir.Ends

func (c *compiler) needed(i int) bool {
	if c.hidden[i] {
		return false
	}
	return ir.Table[c.t.Ins[i].Op].Flags&kept != 0 || c.v[i].end >= 0
}

// analyse finds out what is used where and until when.
func (c *compiler) analyse() {
	ins := c.t.Ins
	c.v = c.values
	for i := range ins {
		v := &c.v[i]
		*v = value{reg: noReg, head: noReg, slot: -1, end: -1, float: ins[i].Type == ir.Float}
		switch ins[i].Op {
		case ir.KINT, ir.KFLOAT, ir.KVALUE:
			v.konst, v.word = true, uint64(ins[i].Imm)
		case ir.LOOP:
			c.loop = int32(i)
		case ir.JLOOP:
			c.back = int32(i)
		case ir.TXOWN:
			c.taken[ins[i].A] = int32(i)
		case ir.CALL, ir.STEP:
			if c.loop != 0 && c.calls == 0 && !c.hasSection(&ins[i]) && !c.isInline(&ins[i]) {
				c.calls = int32(i)
			}
		}
	}
	if c.back == 0 {
		c.loop = 0
	}
	if c.calls == 0 {
		c.calls = far
	}
	c.sink()
	if c.loop != 0 {
		c.analyseLoop()
	}
	for i := len(ins) - 1; i > 0; i-- {
		if ins[i].Op == ir.PHI || ins[i].Op == ir.NOP {
			continue
		}
		if !c.needed(i) {
			c.eachSnapRef(i, func(r ir.Ref) { c.touch(r, int32(i)) }) // of objects that are made here
			continue
		}
		for _, r := range ins[i].Operands() {
			c.touch(*r, int32(i))
			c.addUse(*r, int32(i))
		}
		c.eachSnapRef(i, func(r ir.Ref) { c.touch(r, int32(i)) })
	}
}

// analyseLoop finds out which PHIs are needed, and notes uses in the next round.
func (c *compiler) analyseLoop() {
	ins := c.t.Ins
	inBody := make([]bool, c.loop)
	for i := c.loop + 1; i < c.back; i++ {
		if ins[i].Op == ir.PHI {
			if ins[i].B < ir.Ref(c.loop) {
				inBody[ins[i].B] = true
			}
			continue
		}
		for _, r := range ins[i].Operands() {
			if *r < ir.Ref(c.loop) && !c.hidden[i] {
				if inBody[*r] = true; c.v[*r].first == 0 {
					c.v[*r].first = i
				}
			}
		}
		c.eachSnapRef(int(i), func(r ir.Ref) {
			if r < ir.Ref(c.loop) {
				inBody[r] = true
			}
		})
	}
	for i := c.loop + 1; i < c.back; i++ {
		if p := &ins[i]; p.Op == ir.PHI && inBody[p.A] {
			c.v[p.A].phi = true
			c.v[p.B].next = p.A
			c.v[p.B].end = c.back
			if f := c.v[p.A].first; f != 0 {
				c.addUse(p.B, c.back+f-c.loop)
			}
		}
	}
	for r := range inBody {
		if f := c.v[r].first; f != 0 && !c.v[r].phi {
			c.addUse(ir.Ref(r), c.back+f-c.loop)
		}
	}
}

func (c *compiler) addUse(r ir.Ref, at int32) {
	c.uses = append(c.uses, use{at, c.v[r].uses})
	c.v[r].uses = int32(len(c.uses) - 1)
}

// touch notes a use of any kind. What comes from before the loop and does not
// change is needed until the loop's end, for the next round.
func (c *compiler) touch(r ir.Ref, at int32) {
	v := &c.v[r]
	if c.loop != 0 && r < ir.Ref(c.loop) && at > c.loop && !v.phi {
		at = c.back
	}
	v.end = max(v.end, at)
}

// inherit puts the values of PARENT instructions where the parent left them.
// Values that share a place there get places of their own, and so do constants
// that a PHI replaces.
func (c *compiler) inherit(from []Location) {
	var twins []ir.Ref
	for i := range c.t.Ins {
		in, v := &c.t.Ins[i], &c.v[i]
		if in.Op != ir.PARENT || v.end < 0 {
			continue
		}
		if in.Imm < 0 || in.Imm >= int64(len(from)) || from[in.Imm].Type != in.Type {
			c.at, c.ins = int32(i), in
			c.fail("the parent has no such value of type %v", in.Type)
			return
		}
		switch l := from[in.Imm]; l.Kind {
		case LocConst:
			if v.phi { // it changes later on
				twins = append(twins, ir.Ref(i))
				continue
			}
			v.konst, v.word = true, l.Const
		case LocReg, LocFloat:
			r := reg(l.Index)
			if l.Kind == LocFloat {
				r += x0
			}
			if c.regs[r] != 0 {
				twins = append(twins, ir.Ref(i))
				continue
			}
			c.bindReg(ir.Ref(i), r)
		case LocSpill:
			if c.slots[l.Index] != 0 {
				twins = append(twins, ir.Ref(i))
				continue
			}
			c.bindSlot(ir.Ref(i), int(l.Index))
		default:
			c.fail("the parent has no place for it")
		}
	}
	for _, t := range twins {
		l := from[c.t.Ins[t].Imm]
		r := c.alloc(c.v[t].float)
		if l.Kind == LocConst {
			c.loadWord(l.Const, r)
		} else {
			c.load(c.heir(l, from), r)
		}
		c.bindReg(t, r)
		c.pinned = 0
	}
}

// heir returns the value that has taken over a place of the parent's.
func (c *compiler) heir(l Location, from []Location) ir.Ref {
	for i := range c.t.Ins {
		if in := &c.t.Ins[i]; in.Op == ir.PARENT && c.hasPlace(ir.Ref(i)) && from[in.Imm] == l {
			return ir.Ref(i)
		}
	}
	return 0
}

func (c *compiler) hasPlace(r ir.Ref) bool {
	return c.v[r].konst || c.v[r].reg != noReg || c.v[r].slot >= 0
}

// finish forgets what the current instruction was the last to use.
func (c *compiler) finish() {
	for r := ax; r < numRegs; r++ {
		if c.regs[r] == tempRef {
			c.regs[r] = 0
		}
	}
	c.pinned = 0
	for _, r := range c.ins.Operands() {
		v := &c.v[*r]
		for v.uses != 0 && c.uses[v.uses].at <= c.at {
			v.uses = c.uses[v.uses].next
		}
		c.retire(*r)
	}
	c.eachSnapRef(int(c.at), c.retire)
	for i := range c.births[c.at] {
		c.retire(c.births[c.at][i].ref)
	}
	c.retire(ir.Ref(c.at))
}

// retire frees the place of a value that is not used any more.
func (c *compiler) retire(r ir.Ref) {
	v := &c.v[r]
	if v.end > c.at {
		return
	}
	if v.reg != noReg {
		c.regs[v.reg] = 0
		v.reg = noReg
	}
	if v.slot >= 0 {
		if !v.phi || !c.inBody || v.head != noReg {
			c.slots[v.slot] = 0 // else the loop's head wants the next round's there
		}
		v.slot = -1
	}
}
