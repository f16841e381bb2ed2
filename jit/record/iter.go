package record

import (
	"gorgon/gc"
	"gorgon/jit/ir"
	"gorgon/vm/bytecode"
	"gorgon/vm/object"
)

// iterated is a range that the trace has made.
type iterated struct {
	first, behind ir.Ref
	step          int64
}

// forPrep records the beginning of a for loop.
func (r *Recorder) forPrep(a, b uint16) {
	v := r.value(b)
	if bounds, ok := r.ranges[r.ref(b)]; ok {
		r.rangeState(a, bounds, v)
		return
	}
	switch {
	case is(v, object.ShapeList) || is(v, object.ShapeTuple):
		ref := r.shape(b)
		r.set(a, ref)
		r.set(a+1, r.kint(0))
		r.set(a+2, r.constant(gc.Null))
	case is(v, object.ShapeRange):
		if !r.rangeLoop(a, b) {
			r.stepOver()
		}
	case isSequenceIterator(v):
		r.set(a, r.shape(b))
		r.set(a+1, r.constant(gc.Null))
	case v.IsPtr() && gc.Shape(v.Addr()) < object.FirstFreeShape && object.NativeIterable(v), ownIterator(v):
		it := r.helper(hIter, r.shape(b))
		r.set(a, it)
		r.set(a+1, r.constant(gc.Null))
	default:
		r.stepOver()
	}
}

// ownIterator says whether v is an iterator that native code adapts to others.
func ownIterator(v gc.Value) bool {
	return v.IsPtr() && (object.TypeOf(v) == object.EnumerateType || object.TypeOf(v) == object.ZipType)
}

// virtualRange records a call of range with ints, of which the step is always
// the same: the loop over it does not look at the object.
func (r *Recorder) virtualRange(w uint64, n int) bool {
	first := bytecode.B(w) + argBase
	if n < 1 || n > 3 {
		return false
	}
	for i := range uint16(n) {
		if !r.value(first + i).IsInt() {
			return false
		}
	}
	step := int64(1)
	if n == 3 {
		if step = r.value(first + 2).Int(); step == 0 || step > 1<<15 || step < -1<<15 {
			return false
		}
	}
	r.calleeIs(w, r.value(bytecode.B(w)))
	from, to := r.kint(0), r.integer(first)
	if n >= 2 {
		from, to = r.integer(first), r.integer(first+1)
	}
	if n == 3 {
		r.guard(ir.Ins{Op: ir.GEQ, A: r.integer(first + 2), B: r.kint(step)})
	}
	o := r.helper(hRange, from, to, r.kint(step))
	r.ranges[o] = iterated{from, to, step}
	r.set(bytecode.A(w), o)
	return true
}

// rangeState begins a loop over a range that the trace has made; v is the range
// now.
func (r *Recorder) rangeState(a uint16, bounds iterated, v gc.Value) {
	_, _, count, ok := object.RangeSmall(v)
	if !ok {
		r.stepOver()
		return
	}
	low, high, size := bounds.first, bounds.behind, bounds.step
	if size < 0 {
		low, high, size = high, low, -size
	}
	left := r.kint(0)
	if count > 0 {
		r.guard(ir.Ins{Op: ir.GGT, A: high, B: low})
		left = r.emit(ir.Ins{Op: ir.SUB, A: high, B: low})
		if size != 1 {
			left = r.emit(ir.Ins{Op: ir.ADD, A: left, B: r.kint(size - 1)})
			left = r.emit(ir.Ins{Op: ir.FLOORDIV, A: left, B: r.kint(size)})
		}
		if bounds.step != 1 { // what lies behind the last number fits as well
			r.guard(ir.Ins{Op: ir.GFIT, A: r.emit(ir.Ins{Op: ir.ADD, A: bounds.behind, B: r.kint(bounds.step)})})
		}
		r.guard(ir.Ins{Op: ir.GFIT, A: left})
	} else {
		r.guard(ir.Ins{Op: ir.GLE, A: high, B: low})
	}
	r.set(a, r.kint(bounds.step))
	r.set(a+1, bounds.first)
	r.set(a+2, left)
}

// forIter records a round of a for loop, or its end: the state in registers a
// to a+2 is as the interpreter has it.
func (r *Recorder) forIter(w uint64, a, b uint16) {
	st := r.value(a)
	switch {
	case st.IsInt():
		left := r.integer(a + 2)
		if r.value(a+2).Int() == 0 {
			r.guard(ir.Ins{Op: ir.GEQ, A: left, B: r.kint(0)})
			r.integer(a)
			return
		}
		step, cur := r.integer(a), r.integer(a+1)
		r.counted[cur] = st.Int()
		r.guard(ir.Ins{Op: ir.GNE, A: left, B: r.kint(0)})
		r.set(a+2, r.emit(ir.Ins{Op: ir.SUB, A: left, B: r.kint(1)}))
		// What lies behind the last number may not fit; it is never used.
		r.set(a+1, r.emit(ir.Ins{Op: ir.ADD, A: cur, B: step}))
		r.set(b, cur)
	case is(st, object.ShapeList):
		k := r.value(a + 1)
		list, i := r.shape(a), r.integer(a+1)
		more := k.Int() < int64(listLen(st))
		if r.goes(more); !more {
			n := r.listLen(list)
			r.guard(ir.Ins{Op: ir.GGE, A: i, B: n})
			r.set(a, r.kint(0))
			r.set(a+2, r.kint(0))
			return
		}
		v := r.item(list, i, gc.Null)
		if listLen(st) >= minWalked {
			r.walked[v] = walked{list, i, st}
		}
		r.lookAheadInLine(list, i, st)
		r.set(a+1, r.emit(ir.Ins{Op: ir.ADD, A: i, B: r.kint(1)}))
		r.set(b, v)
	case is(st, object.ShapeTuple):
		k := r.value(a + 1)
		tuple, i := r.shape(a), r.integer(a+1)
		n := r.emit(ir.Ins{Op: ir.UNBOXI, A: r.load(tuple, object.TupleLenOffset, ir.Const)})
		if k.Int() >= int64(object.TupleLen(st)) {
			r.guard(ir.Ins{Op: ir.GGE, A: i, B: n})
			return
		}
		r.guard(ir.Ins{Op: ir.GULT, A: i, B: n})
		v := r.emit(ir.Ins{Op: ir.LOADX, Class: ir.Const, A: tuple, B: i, Imm: object.TupleItemsOffset})
		r.set(a+1, r.emit(ir.Ins{Op: ir.ADD, A: i, B: r.kint(1)}))
		r.set(b, v)
	case is(st, object.ShapeRangeIter):
		r.nextOfRange(a, b)
	case (is(st, object.ShapeListIter) || is(st, object.ShapeTupleIter)) && r.nextOfSequence(a, b):
	case st.IsPtr() && gc.Shape(st.Addr()) >= object.ShapeListIter && gc.Shape(st.Addr()) <= object.ShapeSetIter && gc.Shape(st.Addr()) != object.ShapeDictKeys &&
		gc.Shape(st.Addr()) != object.ShapeDictValues && gc.Shape(st.Addr()) != object.ShapeDictItems:
		r.forNext(w, a, b, false)
	case ownIterator(st) && object.NeverRaises(st):
		r.forNext(w, a, b, true)
	default:
		r.stepOver()
	}
}

// mostUnpacked is how many variables a FOR_ITER fills at once, together with
// the UNPACK that it goes on at (vm/interp).
const mostUnpacked = 4

// nexts are the helpers that step iterators which machine code knows, by shape.
var nexts = map[uint32]int{object.ShapeDictKeyIter: hNextKey, object.ShapeDictValueIter: hNextValue, object.ShapeSetIter: hNextInSet}

// forNext records a round over a native iterator, or its end. What it gives is
// not taken back: who leaves by a guard goes on behind the instruction.
func (r *Recorder) forNext(w uint64, a, b uint16, checked bool) {
	to := r.pc + uintptr(int64(int16(w>>48))*8)
	unpack := gc.Load64(to)
	n := int(bytecode.C(unpack))
	rows := bytecode.OpOf(unpack) == bytecode.UNPACK && n <= mostUnpacked && bytecode.B(unpack) == b && object.GivesRows(r.value(a), n)
	next, row := hNext, hNextRow
	if checked {
		next, row = hNextChecked, hNextRowChecked
	}
	if h, own := nexts[gc.Shape(r.value(a).Addr())]; own {
		next = h
	} else if rows && is(r.value(a), object.ShapeDictItemIter) {
		row = hNextEntry
	}
	if rows && r.sequenceRow(a, bytecode.A(unpack), n) {
		r.then = func(pc uintptr) {
			if pc != to+8 {
				r.abandon()
			}
		}
		return
	}
	it := r.shape(a)
	r.then = func(pc uintptr) {
		switch {
		case pc == r.pc+16:
			v := r.helper(next, it)
			was := *r.slotAt(r.slotOf(b))
			r.set(b, v)
			more := r.state(to)
			r.setSlot(r.slotOf(b), was)
			r.guardThen(ir.Ins{Op: ir.GEQ, A: v, B: r.constant(gc.Stop)}, more)
		case rows && pc == to+8:
			v := r.helper(row, it, r.kint(int64(n)))
			r.guard(ir.Ins{Op: ir.GNE, A: v, B: r.kint(0)})
			r.guardThen(ir.Ins{Op: ir.GNE, A: v, B: r.kint(1)}, r.state(r.pc+16))
			for i := range n {
				r.set(bytecode.A(unpack)+uint16(i), r.load(v, 8*int64(i), ir.Other))
			}
		case pc == to && !rows:
			v := r.helper(next, it)
			r.guardThen(ir.Ins{Op: ir.GNE, A: v, B: r.constant(gc.Stop)}, r.state(r.pc+16))
			r.set(b, v)
		default:
			r.abandon()
		}
	}
}

// guardThen emits a guard that leaves to the state s.
func (r *Recorder) guardThen(i ir.Ins, s ir.Snapshot) {
	r.Trace.Snaps = append(r.Trace.Snaps, s)
	i.Snap = int32(len(r.Trace.Snaps) - 1)
	r.Trace.Emit(i)
}
