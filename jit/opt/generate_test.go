package opt

import (
	"gorgon/jit/ir"
)

// recorder makes a random trace the way that a real one is recorded: along a
// run, so that most guards hold the first time.
type recorder struct {
	choose func(n int) int // 0 … n-1
	t      *ir.Trace
	world  func() *world
	lists  [4][]ir.Ref // values by type
	fit    []ir.Ref    // ints that fit
	known  []ir.Ref    // objects
	blocks []ir.Ref    // addresses of list blocks
	index  []ir.Ref    // indices within them
	slots  map[int32]ir.SlotEntry
	order  []int32 // keys of slots
	frame  bool    // an inlined frame is open
	pc     uint64
	snap   int32 // the last snapshot, still right
	fresh  bool  // whether there is one
}

const frameBase, frameRegs = 20, 5

// randomTrace makes a trace of up to n operations, of which many are more than
// one instruction.
func randomTrace(choose func(int) int, n int, seed uint64) *ir.Trace {
	r := &recorder{choose: choose, t: ir.New(7, testHelpers), slots: map[int32]ir.SlotEntry{}, pc: 0x100}
	r.world = func() *world { return newWorld(seed) }
	r.t.Transactional = true
	r.emit(ir.Ins{Op: ir.POLL, Imm: 1})
	for range 3 {
		r.emit(ir.Ins{Op: ir.SLOAD, Imm: int64(r.choose(10))})
	}
	for range n {
		r.operation()
	}
	r.end()
	return r.t
}

func (r *recorder) end() {
	r.frame, r.fresh = false, false
	for _, s := range r.order {
		if frameBase <= s && r.choose(2) == 0 {
			delete(r.slots, s)
		}
	}
	switch r.choose(6) {
	case 0:
		r.emit(ir.Ins{Op: ir.EXIT})
	case 1:
		r.emit(ir.Ins{Op: ir.JTRACE, Imm: 3})
	default:
		r.emit(ir.Ins{Op: ir.JTRACE, Imm: 7})
	}
}

func (r *recorder) emit(i ir.Ins) ir.Ref {
	if ir.Table[i.Op].Flags&ir.Snap != 0 {
		i.Snap = r.snapshot()
	}
	ref := r.t.Emit(i)
	r.lists[r.t.Type(ref)] = append(r.lists[r.t.Type(ref)], ref)
	return ref
}

func (r *recorder) snapshot() int32 {
	if r.fresh && r.choose(4) != 0 {
		return r.snap
	}
	r.pc += 16
	s := ir.Snapshot{PC: r.pc}
	if r.frame {
		s.Base, s.Depth = frameBase, 1
		s.Frames = []ir.Frame{{Base: frameBase, Regs: frameRegs}}
	}
	for _, slot := range r.order {
		if e, ok := r.slots[slot]; ok {
			s.Slots = append(s.Slots, e)
		}
	}
	r.t.Snaps = append(r.t.Snaps, s)
	r.snap, r.fresh = int32(len(r.t.Snaps)-1), true
	return r.snap
}

// bits returns what ref yields in the run along which the trace is made; ok is
// false if the run does not come so far.
func (r *recorder) bits(ref ir.Ref) (w uint64, ok bool) {
	prefix := *r.t
	prefix.Ins = append(r.t.Ins[:len(r.t.Ins):len(r.t.Ins)], ir.Ins{Op: ir.EXIT, Snap: int32(len(r.t.Snaps))})
	prefix.Snaps = append(r.t.Snaps[:len(r.t.Snaps):len(r.t.Snaps)], ir.Snapshot{})
	w0 := r.world()
	m := &ir.Machine{Mem: w0, Base: stackAt, Call: w0.call, New: w0.new, Barrier: w0.barrier, Step: w0.step, Poll: w0.poll}
	out, err := m.Run(&prefix)
	if err != nil {
		panic(err.Error() + "\n" + prefix.String())
	}
	return m.Bits(ref), int(out.Ins) == len(prefix.Ins)-1
}

func (r *recorder) pick(list []ir.Ref) ir.Ref {
	if len(list) == 0 {
		return 0
	}
	if r.choose(2) == 0 { // a young one
		return list[len(list)-1-r.choose(min(4, len(list)))]
	}
	return list[r.choose(len(list))]
}

func (r *recorder) kint(n int64) ir.Ref { return r.emit(ir.Ins{Op: ir.KINT, Imm: n}) }

func (r *recorder) int() ir.Ref {
	if x := r.pick(r.lists[ir.Int]); x != 0 && r.choose(3) != 0 {
		return x
	}
	return r.kint([]int64{0, 1, -1, 2, 3, 8, 16, 63, 255, 1 << 46, ir.MaxInt, -1 << 63, 1<<63 - 1}[r.choose(13)])
}

func (r *recorder) float() ir.Ref {
	if x := r.pick(r.lists[ir.Float]); x != 0 && r.choose(4) != 0 {
		return x
	}
	bits := []uint64{0, 1 << 63, 0x3ff << 52, 0x400 << 52, 0x3fe << 52, 0x4008 << 48, 0x7ff << 52, 0x43f << 52}
	return r.emit(ir.Ins{Op: ir.KFLOAT, Imm: int64(bits[r.choose(8)])})
}

func (r *recorder) value() ir.Ref {
	if x := r.pick(r.lists[ir.Value]); x != 0 && r.choose(6) != 0 {
		return x
	}
	words := []uint64{0, 2, ir.False, ir.True, ir.BoxInt(0), ir.BoxInt(7), ir.BoxFloat(.5), object(1), object(2)}
	return r.emit(ir.Ins{Op: ir.KVALUE, Imm: int64(words[r.choose(len(words))])})
}

func (r *recorder) guard(op ir.Op, a, b ir.Ref) { r.emit(ir.Ins{Op: op, A: a, B: b}) }

// guardKind guards what v is in the run and returns its unboxed form if it has
// one.
func (r *recorder) guardKind(v ir.Ref) {
	w, ok := r.bits(v)
	switch {
	case !ok:
	case ir.IsInt(w):
		r.guard(ir.GINT, v, 0)
		r.fit = append(r.fit, r.emit(ir.Ins{Op: ir.UNBOXI, A: v}))
	case ir.IsFloat(w):
		r.guard(ir.GFLOAT, v, 0)
		r.emit(ir.Ins{Op: ir.UNBOXF, A: v})
	case ir.IsPtr(w):
		r.guard(ir.GPTR, v, 0)
		r.known = append(r.known, v)
		if r.choose(4) != 0 {
			r.guardShape(v)
		}
	}
}

func (r *recorder) guardShape(v ir.Ref) {
	if h := r.emit(ir.Ins{Op: ir.LOADI, A: v, Class: ir.Header}); h != 0 {
		if w, ok := r.bits(h); ok {
			r.emit(ir.Ins{Op: ir.GSHAPE, A: v, Imm: ir.HeaderShape(w)})
			if r.choose(2) == 0 {
				r.set(ir.SlotEntry{Slot: int32(r.choose(10)), Ref: r.hold(h)})
			}
		}
	}
}

// hold makes x fit, by a guard if it does in the run.
func (r *recorder) hold(x ir.Ref) ir.Ref {
	if w, ok := r.bits(x); ok && ir.Fits(int64(w)) {
		r.guard(ir.GFIT, x, 0)
		r.fit = append(r.fit, x)
		return x
	}
	x = r.emit(ir.Ins{Op: ir.AND, A: x, B: r.kint(0xffff)})
	r.fit = append(r.fit, x)
	return x
}

func (r *recorder) operation() {
	switch r.choose(22) {
	case 0:
		slot := r.choose(10)
		if r.choose(4) == 0 {
			slot = frameBase + r.choose(frameRegs)
		}
		v := r.emit(ir.Ins{Op: ir.SLOAD, Imm: int64(slot)})
		if r.choose(3) == 0 {
			r.set(ir.SlotEntry{Slot: int32(slot), Ref: v})
		}
	case 1, 2:
		r.guardKind(r.value())
	case 3, 4, 5:
		r.arithmetic()
	case 6:
		r.floats()
	case 7, 8:
		r.comparison()
	case 9:
		r.boxing()
	case 10, 11:
		r.access()
	case 12:
		r.itemAccess()
	case 13:
		r.barriers()
	case 14:
		r.allocate()
	case 15:
		r.callHelper()
	case 16:
		if r.choose(3) == 0 {
			r.emit(ir.Ins{Op: ir.STEP, Imm: int64(0x5000 + r.choose(8)), Size: 0})
			r.fresh = r.choose(2) == 0
			if r.choose(2) == 0 {
				clear(r.slots)
				r.order = r.order[:0]
			}
		}
	case 17:
		r.shapes()
	case 18:
		if r.choose(4) == 0 {
			r.frame = !r.frame
			r.fresh = false
		}
	default:
		r.assign()
	}
}

func (r *recorder) arithmetic() {
	ops := []ir.Op{ir.ADD, ir.ADD, ir.SUB, ir.MUL, ir.NEG, ir.AND, ir.OR, ir.XOR, ir.NOT, ir.SHL, ir.SHR, ir.SAR, ir.FLOORDIV, ir.FLOORMOD, ir.LT, ir.LE, ir.EQ, ir.NE, ir.ULT, ir.MULOV}
	i := ir.Ins{Op: ops[r.choose(len(ops))], A: r.int()}
	switch i.Op {
	case ir.NEG, ir.NOT:
	case ir.SHL, ir.SHR, ir.SAR:
		i.B = r.kint(int64(r.choose(20)))
		if r.choose(4) == 0 {
			i.B = r.emit(ir.Ins{Op: ir.AND, A: r.int(), B: r.kint(63)})
		}
	case ir.FLOORDIV, ir.FLOORMOD:
		i.B = r.kint(1 + int64(r.choose(16)))
		if r.choose(4) == 0 {
			i.B = r.emit(ir.Ins{Op: ir.OR, A: r.emit(ir.Ins{Op: ir.AND, A: r.int(), B: r.kint(255)}), B: r.kint(1)})
		}
	default:
		i.B = r.int()
	}
	x := r.emit(i)
	if r.choose(3) == 0 {
		r.hold(x)
	}
}

func (r *recorder) floats() {
	ops := []ir.Op{ir.FADD, ir.FSUB, ir.FMUL, ir.FDIV, ir.FNEG, ir.FABS, ir.FSQRT, ir.FFLOOR, ir.FCEIL, ir.FLT, ir.FLE, ir.FEQ, ir.I2F, ir.F2I, ir.BOXF}
	i := ir.Ins{Op: ops[r.choose(len(ops))]}
	if i.Op == ir.I2F {
		i.A = r.int()
	} else {
		i.A = r.float()
	}
	if len(ir.Table[i.Op].Operands) == 2 {
		i.B = r.float()
	}
	r.emit(i)
}

// comparison guards what holds in the run, one time in eight what does not.
func (r *recorder) comparison() {
	ops := []ir.Op{ir.GEQ, ir.GNE, ir.GLT, ir.GLE, ir.GGT, ir.GGE, ir.GULT, ir.GFLT, ir.GNFLT, ir.GFLE, ir.GNFLE, ir.GFEQ, ir.GFNE}
	i := ir.Ins{Op: ops[r.choose(len(ops))]}
	switch {
	case i.Op >= ir.GFLT:
		i.A, i.B = r.float(), r.float()
	case i.Op <= ir.GNE && r.choose(2) == 0:
		i.A, i.B = r.value(), r.value()
	default:
		i.A, i.B = r.int(), r.int()
	}
	a, ok := r.bits(i.A)
	b, _ := r.bits(i.B)
	if ok && (ir.Holds(&i, int64(a), int64(b)) || r.choose(8) == 0) {
		r.emit(i)
	}
}

func (r *recorder) boxing() {
	switch r.choose(4) {
	case 0:
		r.emit(ir.Ins{Op: ir.BOXB, A: r.emit(ir.Ins{Op: ir.LT + ir.Op(r.choose(5)), A: r.int(), B: r.int()})})
	case 1:
		r.emit(ir.Ins{Op: ir.BOXF, A: r.float()})
	default:
		if x := r.pick(r.fit); x != 0 {
			r.emit(ir.Ins{Op: ir.BOXI, A: x})
		}
	}
}

// access loads from or stores to the words of objects and others.
func (r *recorder) access() {
	at := int64(16 + 8*r.choose(4))
	o := r.pick(r.known)
	switch n := r.choose(12); {
	case n == 0:
		r.emit(ir.Ins{Op: ir.LOAD, Class: ir.Const, A: r.emit(ir.Ins{Op: ir.KVALUE, Imm: tupleAt}), Imm: at})
	case n == 1:
		r.emit(ir.Ins{Op: ir.LOAD, Class: ir.Thread, A: r.kint(threadAt), Imm: at})
	case n == 2:
		r.emit(ir.Ins{Op: ir.STORE, Class: ir.Thread, A: r.kint(threadAt), B: r.value(), Imm: at})
	case n == 3:
		r.emit(ir.Ins{Op: ir.LOADI, Class: ir.Cache, A: r.kint(cacheAt), Imm: at})
	case o == 0:
	case n == 4:
		r.emit(ir.Ins{Op: ir.LOAD, Class: ir.Other, A: o, Imm: at})
	case n == 5:
		r.emit(ir.Ins{Op: ir.STORE, Class: ir.Other, A: o, B: r.value(), Imm: at})
	case n == 6:
		r.emit(ir.Ins{Op: ir.LOAD32, Class: []ir.Class{ir.Slot, ir.Header}[r.choose(2)], A: o, Imm: 4})
	case n == 7:
		r.emit(ir.Ins{Op: ir.STOREI, Class: ir.Slot, A: o, B: r.int(), Imm: at})
	case n < 10:
		if r.choose(2) == 0 {
			r.emit(ir.Ins{Op: ir.TXOWN, A: o})
		}
		r.emit(ir.Ins{Op: ir.STORE, Class: ir.Slot, A: o, B: r.value(), Imm: at})
	default:
		v := r.emit(ir.Ins{Op: ir.LOAD, Class: ir.Slot, A: o, Imm: at})
		if r.choose(4) != 0 {
			r.emit(ir.Ins{Op: ir.TXREAD, A: o, Imm: ir.LockOffset})
		}
		if r.choose(2) == 0 {
			r.guardKind(v)
		}
	}
}

func (r *recorder) itemAccess() {
	b := r.pick(r.blocks)
	if b == 0 || r.choose(4) == 0 {
		o := r.emit(ir.Ins{Op: ir.KVALUE, Imm: int64(object(r.choose(objects)))})
		b = r.emit(ir.Ins{Op: ir.LOADI, Class: ir.Slot, A: o, Imm: 48})
		r.blocks = append(r.blocks, b)
	}
	x := r.pick(r.index)
	if x == 0 || r.choose(3) == 0 {
		if x = r.int(); r.choose(2) == 0 {
			x = r.emit(ir.Ins{Op: ir.ADD, A: x, B: r.kint(int64(r.choose(4)))})
		}
		n := r.kint(items)
		if w, ok := r.bits(x); ok && w >= items {
			x = r.emit(ir.Ins{Op: ir.AND, A: x, B: r.kint(items - 1)})
		} else {
			r.guard(ir.GULT, x, n)
		}
		r.index = append(r.index, x)
	}
	switch r.choose(6) {
	case 0:
		r.emit(ir.Ins{Op: ir.STOREX, Class: ir.Item, A: b, B: x, C: r.value(), Imm: 16})
	case 1:
		r.emit(ir.Ins{Op: ir.TXOWNCARD, A: b, B: x, C: r.emit(ir.Ins{Op: ir.CARDS, A: b, B: r.kint(items)})})
		r.emit(ir.Ins{Op: ir.TXLOG, A: b, B: x, Imm: 16})
		r.emit(ir.Ins{Op: ir.STOREX, Class: ir.Item, A: b, B: x, C: r.value(), Imm: 16})
	case 2:
		r.emit(ir.Ins{Op: ir.TXCARD, A: b, B: x, C: r.emit(ir.Ins{Op: ir.CARDS, A: b, B: r.kint(items)})})
	default:
		r.emit(ir.Ins{Op: ir.LOADX, Class: ir.Item, A: b, B: x, Imm: 16})
		if r.choose(2) == 0 {
			r.emit(ir.Ins{Op: ir.TXCARD, A: b, B: x, C: r.emit(ir.Ins{Op: ir.CARDS, A: b, B: r.kint(items)})})
		}
	}
}

func (r *recorder) barriers() {
	o := r.pick(r.known)
	if o == 0 {
		return
	}
	switch r.choose(3) {
	case 0:
		r.emit(ir.Ins{Op: ir.TXOWN, A: o})
	case 1:
		r.emit(ir.Ins{Op: ir.TXREAD, A: o, Imm: ir.LockOffset})
	default:
		r.emit(ir.Ins{Op: ir.TXREADX, A: o, B: r.kint(int64(r.choose(2))), Imm: ir.LockOffset})
	}
}

// publish stores a new object where a helper may write, loads it again, and
// writes by one name what it reads by the other.
func (r *recorder) publish() {
	o, n := r.pick(r.known), r.emit(ir.Ins{Op: ir.NEW, Imm: 77 | 5<<32, Size: 48})
	if o == 0 {
		return
	}
	r.emit(ir.Ins{Op: ir.STORE, Class: ir.Slot, A: o, B: n, Imm: 16})
	r.emit(ir.Ins{Op: ir.CALL, Imm: 4})
	p := r.emit(ir.Ins{Op: ir.LOAD, Class: ir.Slot, A: o, Imm: 16})
	r.guardKind(p)
	if w, ok := r.bits(p); !ok || !ir.IsPtr(w) {
		return
	}
	if r.choose(2) == 0 {
		n, p = p, n
	}
	r.known = append(r.known, n)
	r.emit(ir.Ins{Op: ir.LOAD, Class: ir.Slot, A: n, Imm: 24})
	r.emit(ir.Ins{Op: ir.STORE, Class: ir.Slot, A: p, B: r.value(), Imm: 24})
	r.set(ir.SlotEntry{Slot: int32(r.choose(10)), Ref: r.emit(ir.Ins{Op: ir.LOAD, Class: ir.Slot, A: n, Imm: 24})})
	r.guardShape(n)
	r.emit(ir.Ins{Op: ir.SETSHAPE, A: p, Imm: 79})
	r.guardShape(n)
}

func (r *recorder) allocate() {
	if r.choose(3) == 0 {
		r.publish()
		return
	}
	o := r.emit(ir.Ins{Op: ir.NEW, Imm: 77 | 5<<32, Size: 48})
	r.known = append(r.known, o)
	r.emit(ir.Ins{Op: ir.STORE, Class: ir.Slot, A: o, B: r.value(), Imm: 16})
	if r.choose(2) == 0 {
		r.guardShape(o)
	}
}

func (r *recorder) callHelper() {
	i := ir.Ins{Op: ir.CALL, Imm: int64(r.choose(len(testHelpers)))}
	switch i.Imm {
	case 0:
		i.A = r.int()
	case 1:
		i.A = r.value()
	case 2:
		i.A, i.B = r.value(), r.int()
	case 3:
		i.A, i.B = r.float(), r.float()
	}
	v := r.emit(i)
	if testHelpers[i.Imm].Fails {
		if w, ok := r.bits(v); ok && w != 0 {
			r.guard(ir.GNE, v, r.emit(ir.Ins{Op: ir.KVALUE}))
		}
	}
}

func (r *recorder) shapes() {
	if o := r.pick(r.known); o != 0 {
		if r.choose(2) == 0 {
			r.guardShape(o)
		} else {
			r.emit(ir.Ins{Op: ir.SETSHAPE, A: o, Imm: int64(77 + r.choose(3))})
		}
	}
}

// assign gives a slot a value.
func (r *recorder) assign() {
	slot := int32(r.choose(10))
	if r.choose(6) == 0 || r.frame && r.choose(2) == 0 {
		slot = int32(frameBase + r.choose(frameRegs))
	}
	e := ir.SlotEntry{Slot: slot}
	switch n := r.choose(12); {
	case n == 0:
		e.Kind, e.Raw, e.Slot = ir.SlotRaw, int64(r.choose(100)), int32(15+r.choose(3))
	case n == 1:
		e.Kind, e.Raw, e.Slot = ir.SlotFrame, int64(r.choose(30)), 18
	case n < 5 && len(r.fit) > 0:
		e.Ref = r.pick(r.fit)
	case n < 8 && len(r.lists[ir.Float]) > 0:
		e.Ref = r.pick(r.lists[ir.Float])
	default:
		e.Ref = r.value()
	}
	r.set(e)
}

func (r *recorder) set(e ir.SlotEntry) {
	if _, there := r.slots[e.Slot]; !there {
		r.order = append(r.order, e.Slot)
	}
	r.slots[e.Slot] = e
	r.fresh = false
}
