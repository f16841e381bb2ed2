package record

import (
	"gorgon/gc"
	"gorgon/jit/ir"
	"gorgon/vm/object"
)

// Iterators over lists and tuples: a generator expression goes through its first
// iterable by one. It is an object with the sequence, Null at the end, and the
// index of the next item.

func isSequenceIterator(v gc.Value) bool {
	return is(v, object.ShapeListIter) || is(v, object.ShapeTupleIter) || is(v, object.ShapeRangeIter)
}

// makeIterator records GET_ITER of register b, or leaves it to the interpreter.
func (r *Recorder) makeIterator(a, b uint16) {
	if !r.iterator(a, b) {
		r.stepOver()
	}
}

// iterator records the iterator of register b; false: it is not known how, and
// nothing was recorded.
func (r *Recorder) iterator(a, b uint16) bool {
	v := r.value(b)
	switch {
	case is(v, object.ShapeGenerator) || isSequenceIterator(v):
		r.set(a, r.shape(b))
	case is(v, object.ShapeList):
		r.set(a, r.newIterator(object.ShapeListIter, r.shape(b)))
	case is(v, object.ShapeTuple):
		r.set(a, r.newIterator(object.ShapeTupleIter, r.shape(b)))
	case is(v, object.ShapeRange):
		return r.rangeIterator(a, b)
	case v.IsPtr() && gc.Shape(v.Addr()) < object.FirstFreeShape && object.NativeIterable(v), ownIterator(v):
		r.set(a, r.helper(hIter, r.shape(b)))
	default:
		return false
	}
	return true
}

func (r *Recorder) newIterator(shape uint32, seq ir.Ref) ir.Ref {
	header, size := object.SeqIterBirth(shape)
	it := r.emit(ir.Ins{Op: ir.NEW, Imm: int64(header), Size: int32(size)})
	r.putField(it, object.SeqIterSeq, seq)
	r.putField(it, object.SeqIterIndex, r.constant(gc.MakeInt(0)))
	return it
}

// nextOfSequence records FOR_ITER of the iterator in register a; false: nothing
// was recorded.
func (r *Recorder) nextOfSequence(a, b uint16) bool {
	v := r.value(a)
	if hasItem(v) {
		s, ok := r.peek(r.shape(a), v)
		if !ok {
			r.abandon()
			return true
		}
		r.goes(true)
		r.advance(s)
		r.set(b, s.item)
		return true
	}
	seq, k := gc.Load(v.Addr()+object.SeqIterSeq), gc.Load(v.Addr()+object.SeqIterIndex)
	list := is(seq, object.ShapeList)
	if !list && !is(seq, object.ShapeTuple) || !k.IsInt() || k.Int() < 0 {
		return false
	}
	it := r.shape(a)
	r.own(it)
	s := r.objectOf(r.load(it, object.SeqIterSeq, ir.Slot), gc.Shape(seq.Addr()))
	index := r.load(it, object.SeqIterIndex, ir.Slot)
	r.guard(ir.Ins{Op: ir.GINT, A: index})
	var n ir.Ref
	if list {
		n = r.listLen(s)
	} else {
		n = r.tupleLen(s)
	}
	r.goes(false)
	r.guard(ir.Ins{Op: ir.GGE, A: r.emit(ir.Ins{Op: ir.UNBOXI, A: index}), B: n})
	r.putField(it, object.SeqIterSeq, r.constant(gc.Null))
	return true
}
