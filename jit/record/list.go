package record

import (
	"math"
	"slices"

	"gorgon/gc"
	"gorgon/jit/ir"
	"gorgon/vm/object"
)

// newList makes a list of boxed values; it is made late, or not at all, if only
// snapshots see it.
func (r *Recorder) newList(items []ir.Ref) ir.Ref {
	header, blockHeader, size, blockSize, capacity, ok := object.ListBirth(max(len(items), 1))
	if !ok && len(items) == 0 {
		return r.helper(hList0)
	} else if !ok {
		return r.helper(hListOf, r.tupleOf(items))
	}
	list := r.emit(ir.Ins{Op: ir.NEW, Imm: int64(header), Size: int32(size)})
	if len(items) > 0 {
		room := ir.Slot
		if r.Trace.Transactional {
			room = ir.Const
		}
		block := r.emit(ir.Ins{Op: ir.NEW, Imm: int64(blockHeader), Size: int32(blockSize)})
		r.emit(ir.Ins{Op: ir.STORE, Class: room, A: block, B: r.constant(gc.MakeInt(int64(capacity))), Imm: object.ListCapOffset})
		for i, v := range items {
			r.emit(ir.Ins{Op: ir.STORE, Class: ir.Item, A: block, B: v, Imm: object.ListItemsOffset + 8*int64(i)})
		}
		r.emit(ir.Ins{Op: ir.STORE, Class: ir.Slot, A: list, B: block, Imm: object.ListBlockOffset})
	}
	r.emit(ir.Ins{Op: ir.STORE, Class: ir.Slot, A: list, B: r.constant(gc.MakeInt(int64(len(items)))), Imm: object.ListLenOffset})
	r.displays[list] = items
	return list
}

// extendDisplay records LIST_EXTEND of a list that the trace has made for a display
// with stars: nobody else has it yet, so a new one takes its place. False: nothing
// was recorded.
func (r *Recorder) extendDisplay(a, b uint16) bool {
	items, known := r.displays[r.ref(a)]
	v := r.value(b)
	if !known || !is(v, object.ShapeTuple) || len(items)+object.TupleLen(v) > maxBuilt {
		return false
	}
	tuple := r.tupleWith(b, object.TupleLen(v))
	items = slices.Clone(items)
	for i := range object.TupleLen(v) {
		items = append(items, r.load(tuple, object.TupleItemsOffset+8*int64(i), ir.Const))
	}
	r.set(a, r.newList(items))
	return true
}

// listToTuple records LIST_TO_TUPLE.
func (r *Recorder) listToTuple(a, b uint16) {
	if items, known := r.displays[r.ref(b)]; known {
		r.set(a, r.tupleOf(items))
	} else if is(r.value(b), object.ShapeList) {
		r.set(a, r.helper(hTupleOf, r.shape(b)))
	} else {
		r.stepOver()
	}
}

// appendItem records list.append: l is the list now. When its block is full the
// helper makes a longer one, and looks each time whether it has to.
func (r *Recorder) appendItem(list ir.Ref, l gc.Value, v ir.Ref) {
	if listLen(l) >= listRoom(l) {
		r.helper(hListReserve, list)
	}
	capacity := ir.Slot
	if r.Trace.Transactional {
		r.own(list)
		capacity = ir.Const // blocks get longer in place while there is one thread only
	}
	b := r.currently(list, object.ListBlockOffset)
	r.guard(ir.Ins{Op: ir.GNE, A: b, B: r.constant(gc.Null)})
	n := r.emit(ir.Ins{Op: ir.UNBOXI, A: r.currently(list, object.ListLenOffset)})
	room := r.emit(ir.Ins{Op: ir.UNBOXI, A: r.load(b, object.ListCapOffset, capacity)})
	r.guard(ir.Ins{Op: ir.GULT, A: n, B: room})
	if r.Trace.Transactional { // nothing is saved: see object.ListBlockOffset
		r.guard(ir.Ins{Op: ir.TXOWNCARD, A: b, B: n, C: r.cards(b, room)})
	}
	r.emit(ir.Ins{Op: ir.STOREX, Class: ir.Item, A: b, B: n, C: v, Imm: object.ListItemsOffset})
	more := r.boxed(r.emit(ir.Ins{Op: ir.ADD, A: n, B: r.kint(1)}))
	r.emit(ir.Ins{Op: ir.STORE, Class: ir.Slot, A: list, B: more, Imm: object.ListLenOffset})
}

// walked is where an item stands that a loop over a list has given.
// now is the list while the trace is recorded, which keeps it alive.
type walked struct {
	list, index ir.Ref
	now         gc.Value
}

// VisitWalked visits the lists that loops have been seen to walk over.
func (r *Recorder) VisitWalked(visit func(gc.Value)) {
	for _, w := range r.walked {
		visit(w.now)
	}
}

// From these lengths on a loop over a list of indexes has memory asked for ahead:
// what a shorter list has is in the processor's caches.
// The numbers of a range must be no further apart than mostApart.
// Items of a list lie scattered if most are further than nearby bytes from the
// one before; it is judged by that many of them.
const (
	minWalked  = 32
	minSparse  = 4096
	mostApart  = 16
	nearby     = 64 << 10
	minJudged  = 4
	mostJudged = 8
)

// lookAheadInLine asks for the objects to come of a loop over the list o, which is
// now v, where its item i is being loaded, if they lie scattered.
func (r *Recorder) lookAheadInLine(o, i ir.Ref, v gc.Value) {
	if !scattered(v) {
		return
	}
	what := uint8(ir.AheadNear)
	if listLen(v) >= minSparse {
		what = ir.AheadObjects
	}
	r.askInLine(o, i, ir.Ahead{What: what, Step: 1})
}

// askInLine asks for something of the items of the list o that follow its item i.
func (r *Recorder) askInLine(o, i ir.Ref, a ir.Ahead) {
	block := r.load(o, object.ListBlockOffset, ir.Slot)
	r.emit(ir.Ins{Op: ir.AHEAD, A: block, B: i, C: block, Imm: a.Imm()})
}

// scattered says whether the items of the list v are objects that lie far from each
// other, so that a processor does not guess what a loop needs next.
func scattered(v gc.Value) bool {
	return apart(v, func(item gc.Value) uintptr {
		if !item.IsPtr() {
			return 0
		}
		return item.Addr()
	})
}

// apart says whether what the first items of the list v lead to lies far from each
// other. place is where that is, 0 if an item leads nowhere, which counts as near.
func apart(v gc.Value, place func(item gc.Value) uintptr) bool {
	n := min(listLen(v), mostJudged)
	if n < minJudged {
		return false
	}
	far := 0
	var last int64
	for k := range n {
		at := int64(place(listItem(v, k)))
		if at == 0 {
			continue
		}
		if last != 0 && (at-last > nearby || last-at > nearby) {
			far++
		}
		last = at
	}
	return far > n/2
}

// lookAheadOfField asks for the blocks of the lists that the objects to come of a
// loop have in a field, as the object o, which is now v, has one in the field at that
// offset, if the blocks lie scattered: lists that have grown in turn have such.
func (r *Recorder) lookAheadOfField(o ir.Ref, v gc.Value, offset uintptr) {
	from, known := r.walked[o]
	if !known || !scatteredBlocks(from.now, gc.Shape(v.Addr()), offset) {
		return
	}
	r.askInLine(from.list, from.index, ir.Ahead{What: ir.AheadFields, Step: 1, Field: uint16(offset), Shape: gc.Shape(v.Addr())})
}

// scatteredBlocks is scattered for the blocks of the lists in a field of the items,
// which all have that shape.
func scatteredBlocks(v gc.Value, shape uint32, offset uintptr) bool {
	if offset > math.MaxUint16 { // Ahead.Field
		return false
	}
	return apart(v, func(item gc.Value) uintptr {
		if !is(item, shape) {
			return 0
		}
		if list := gc.Load(item.Addr() + offset); is(list, object.ShapeList) {
			return object.ListBlockOf(list.Addr())
		}
		return 0
	})
}

// lookAhead asks for what the items to come of a loop will find in the list o, which
// is now v, where its item k has just been loaded: their order may be any.
func (r *Recorder) lookAhead(o, i ir.Ref, v, k gc.Value) {
	if listLen(v) < minSparse {
		return
	}
	from, known := r.walked[i]
	if unboxed := &r.Trace.Ins[i]; !known && unboxed.Op == ir.UNBOXI {
		from, known = r.walked[unboxed.A]
	}
	step := r.counted[i]
	if !known && (step < 1 || step > mostApart) {
		return
	}
	what := uint8(ir.AheadItems)
	switch item := listItem(v, int(k.Int())); {
	case item == gc.Null:
		return
	case is(item, object.ShapeList):
		what = ir.AheadLists
	case item.IsPtr():
		what = ir.AheadObjects
	}
	if !known {
		if what != ir.AheadItems { // else the processor knows itself what comes
			r.askInLine(o, i, ir.Ahead{What: what, Step: uint8(step)})
		}
		return
	}
	r.emit(ir.Ins{Op: ir.AHEAD, A: r.load(from.list, object.ListBlockOffset, ir.Slot), B: from.index, C: r.load(o, object.ListBlockOffset, ir.Slot), Imm: ir.Ahead{What: what}.Imm()})
}
