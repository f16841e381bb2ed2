package record

import (
	"gorgon/gc"
	"gorgon/jit/ir"
	"gorgon/vm/bytecode"
	"gorgon/vm/object"
)

// forPrep records the beginning of a for loop over a list or tuple.
func (r *Recorder) forPrep(a, b uint16) {
	v := r.value(b)
	if bounds, ok := r.ranges[r.ref(b)]; ok {
		r.rangeState(a, bounds[0], bounds[1], v)
		return
	}
	if !is(v, object.ShapeList) && !is(v, object.ShapeTuple) {
		r.stepOver()
		return
	}
	ref := r.shape(b)
	r.set(a, ref)
	r.set(a+1, r.kint(0))
	r.set(a+2, r.constant(gc.Null))
}

// virtualRange records a call of range with one or two ints: the loop over it
// does not look at the object.
func (r *Recorder) virtualRange(w uint64, n int) bool {
	first := bytecode.B(w) + argBase
	if n < 1 || n > 2 || !r.value(first).IsInt() || n == 2 && !r.value(first+1).IsInt() {
		return false
	}
	r.guard(ir.Ins{Op: ir.GEQ, A: r.object(bytecode.B(w)), B: r.constant(r.value(bytecode.B(w)))})
	from, to := r.kint(0), r.integer(first)
	if n == 2 {
		from, to = r.integer(first), r.integer(first+1)
	}
	o := r.helper(hRange, from, to)
	r.ranges[o] = [2]ir.Ref{from, to}
	r.set(bytecode.A(w), o)
	return true
}

// rangeState begins a loop over the numbers from first to behind; v is the
// range now.
func (r *Recorder) rangeState(a uint16, first, behind ir.Ref, v gc.Value) {
	_, _, count, ok := object.RangeSmall(v)
	if !ok {
		r.stepOver()
		return
	}
	left := r.kint(0)
	if count > 0 {
		r.guard(ir.Ins{Op: ir.GGT, A: behind, B: first})
		left = r.emit(ir.Ins{Op: ir.SUB, A: behind, B: first})
		r.guard(ir.Ins{Op: ir.GFIT, A: left})
	} else {
		r.guard(ir.Ins{Op: ir.GLE, A: behind, B: first})
	}
	r.set(a, r.kint(1))
	r.set(a+1, first)
	r.set(a+2, left)
}

// forIter records a round of a for loop, or its end: the state in registers a
// to a+2 is as the interpreter has it.
func (r *Recorder) forIter(a, b uint16) {
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
		r.guard(ir.Ins{Op: ir.GNE, A: left, B: r.kint(0)})
		r.set(a+2, r.emit(ir.Ins{Op: ir.SUB, A: left, B: r.kint(1)}))
		// What lies behind the last number may not fit; it is never used.
		r.set(a+1, r.emit(ir.Ins{Op: ir.ADD, A: cur, B: step}))
		r.set(b, cur)
	case is(st, object.ShapeList):
		k := r.value(a + 1)
		list, i := r.shape(a), r.integer(a+1)
		if k.Int() >= int64(listLen(st)) {
			n := r.listLen(list)
			r.guard(ir.Ins{Op: ir.GGE, A: i, B: n})
			r.set(a, r.kint(0))
			r.set(a+2, r.kint(0))
			return
		}
		v := r.item(list, i)
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
	default:
		r.stepOver()
	}
}
