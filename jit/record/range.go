package record

import (
	"gorgon/gc"
	"gorgon/jit/ir"
	"gorgon/vm/object"
)

// Ranges that the trace has not made: their numbers are words of the object that
// never change.

// mostStep bounds the step of a range that a trace goes through: with it no
// product leaves 64 bits.
const mostStep = 1 << 15

// rangeParts are the first number and the length of the range in register b,
// whose step is the constant that it is now; ok false: nothing was recorded.
func (r *Recorder) rangeParts(b uint16) (first, count ir.Ref, step int64, ok bool) {
	_, step, _, ok = object.RangeSmall(r.value(b))
	if !ok || step > mostStep || step < -mostStep {
		return 0, 0, 0, false
	}
	o := r.shape(b)
	part := func(off int) ir.Ref {
		v := r.load(o, int64(off), ir.Const)
		r.guard(ir.Ins{Op: ir.GINT, A: v})
		return r.emit(ir.Ins{Op: ir.UNBOXI, A: v})
	}
	r.guard(ir.Ins{Op: ir.GEQ, A: part(object.RangeStep), B: r.kint(step)})
	return part(object.RangeStart), part(object.RangeLen), step, true
}

// rangeItem records the item k of the range in register b, which register c holds.
func (r *Recorder) rangeItem(a, b, c uint16) {
	k := r.value(c).Int()
	_, _, n, ok := object.RangeSmall(r.value(b))
	if !ok || k >= n || k < -n {
		r.stepOver()
		return
	}
	first, count, step, ok := r.rangeParts(b)
	if !ok {
		r.stepOver()
		return
	}
	i := r.integer(c)
	if k < 0 {
		r.guard(ir.Ins{Op: ir.GLT, A: i, B: r.kint(0)})
		i = r.emit(ir.Ins{Op: ir.ADD, A: i, B: count})
	}
	r.guard(ir.Ins{Op: ir.GULT, A: i, B: count})
	r.fit(a, r.emit(ir.Ins{Op: ir.ADD, A: first, B: r.times(i, step)}))
}

func (r *Recorder) times(i ir.Ref, n int64) ir.Ref {
	if n == 1 {
		return i
	}
	return r.emit(ir.Ins{Op: ir.MUL, A: i, B: r.kint(n)})
}

// rangeLoop begins a loop over the range in register b, whose state registers a
// to a+2 get; false: nothing was recorded.
func (r *Recorder) rangeLoop(a, b uint16) bool {
	first, count, step, ok := r.numbers(b)
	if !ok {
		return false
	}
	r.set(a, r.kint(step))
	r.set(a+1, first)
	r.set(a+2, count)
	return true
}

// numbers is rangeParts of a range all of whose numbers, and what lies behind the
// last one, fit, as the interpreter asks for.
func (r *Recorder) numbers(b uint16) (first, count ir.Ref, step int64, ok bool) {
	if first, count, step, ok = r.rangeParts(b); ok {
		r.guard(ir.Ins{Op: ir.GFIT, A: r.emit(ir.Ins{Op: ir.ADD, A: first, B: r.times(count, step)})})
	}
	return first, count, step, ok
}

// rangeIterator records GET_ITER of the range in register b; false: nothing was
// recorded.
func (r *Recorder) rangeIterator(a, b uint16) bool {
	first, count, step, ok := r.numbers(b)
	if !ok {
		return false
	}
	header, size := object.RangeIterBirth()
	it := r.emit(ir.Ins{Op: ir.NEW, Imm: int64(header), Size: int32(size)})
	r.putField(it, object.RangeIterNext, r.boxed(first))
	r.putField(it, object.RangeIterStep, r.constant(gc.MakeInt(step)))
	r.putField(it, object.RangeIterLeft, r.boxed(count))
	r.set(a, it)
	return true
}

// nextOfRange records FOR_ITER of the range iterator in register a.
func (r *Recorder) nextOfRange(a, b uint16) {
	o := r.value(a).Addr()
	it := r.shape(a)
	r.own(it)
	word := func(off int) ir.Ref {
		v := r.load(it, int64(off), ir.Slot)
		r.guard(ir.Ins{Op: ir.GINT, A: v})
		return r.emit(ir.Ins{Op: ir.UNBOXI, A: v})
	}
	left := word(object.RangeIterLeft)
	more := gc.Load(o+object.RangeIterLeft) != gc.MakeInt(0)
	if r.goes(more); !more {
		r.guard(ir.Ins{Op: ir.GEQ, A: left, B: r.kint(0)})
		return
	}
	next, step := word(object.RangeIterNext), word(object.RangeIterStep)
	r.guard(ir.Ins{Op: ir.GNE, A: left, B: r.kint(0)})
	after := r.emit(ir.Ins{Op: ir.ADD, A: next, B: step})
	r.guard(ir.Ins{Op: ir.GFIT, A: after}) // it does: this says so
	left = r.emit(ir.Ins{Op: ir.SUB, A: left, B: r.kint(1)})
	r.guard(ir.Ins{Op: ir.GFIT, A: left})
	r.putField(it, object.RangeIterNext, r.boxed(after))
	r.putField(it, object.RangeIterLeft, r.boxed(left))
	r.set(b, next)
}
