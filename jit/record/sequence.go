package record

import (
	"gorgon/gc"
	"gorgon/jit/ir"
	"gorgon/vm/bytecode"
	"gorgon/vm/object"
)

// step is an iterator over a list or tuple that has an item left: what it gives,
// and where it goes on.
type step struct {
	it, item, next ir.Ref
}

// peek records what the iterator it, which is now v, gives next, but not that it
// goes on. ok: it is of a kind that is recorded, and has an item.
func (r *Recorder) peek(it ir.Ref, v gc.Value) (s step, ok bool) {
	if !hasItem(v) {
		return s, false
	}
	seq := gc.Load(v.Addr() + object.SeqIterSeq)
	r.own(it)
	s.it = it
	from := r.objectOf(r.load(it, object.SeqIterSeq, ir.Slot), gc.Shape(seq.Addr()))
	at := r.emit(ir.Ins{Op: ir.UNBOXI, A: r.load(it, object.SeqIterIndex, ir.Slot)})
	if is(seq, object.ShapeList) {
		s.item = r.item(from, at, gc.Null)
	} else {
		r.guard(ir.Ins{Op: ir.GULT, A: at, B: r.tupleLen(from)})
		s.item = r.emit(ir.Ins{Op: ir.LOADX, Class: ir.Const, A: from, B: at, Imm: object.TupleItemsOffset})
	}
	s.next = r.boxed(r.emit(ir.Ins{Op: ir.ADD, A: at, B: r.kint(1)}))
	return s, true
}

// advance lets the iterator go on: nothing of the instruction may leave behind it.
func (r *Recorder) advance(s step) {
	r.emit(ir.Ins{Op: ir.STORE, Class: ir.Slot, A: s.it, B: s.next, Imm: object.SeqIterIndex})
}

// objectOf guards that ref is an object of that shape.
func (r *Recorder) objectOf(ref ir.Ref, shape uint32) ir.Ref {
	r.guard(ir.Ins{Op: ir.GPTR, A: ref})
	r.guard(ir.Ins{Op: ir.GSHAPE, A: ref, Imm: int64(shape)})
	return ref
}

// sequenceRow records a round over an enumerate or zip over lists and tuples, whose
// items are unpacked to the registers from to on at once; false: nothing was
// recorded.
func (r *Recorder) sequenceRow(a, to uint16, n int) bool {
	v := r.value(a)
	switch object.TypeOf(v) {
	case object.EnumerateType:
		return r.enumerated(a, to, v)
	case object.ZipType:
		return r.zipped(a, to, n, v)
	}
	return false
}

func (r *Recorder) enumerated(a, to uint16, v gc.Value) bool {
	inner, count := object.EnumState(v)
	if !count.IsInt() || count.Int() >= gc.MaxInt || !hasItem(inner) {
		return false
	}
	it := r.shape(a)
	r.own(it)
	s, _ := r.peek(r.objectOf(r.load(it, object.EnumIter, ir.Slot), gc.Shape(inner.Addr())), inner)
	number := r.load(it, object.EnumCount, ir.Slot)
	r.guard(ir.Ins{Op: ir.GINT, A: number})
	k := r.emit(ir.Ins{Op: ir.UNBOXI, A: number})
	next := r.emit(ir.Ins{Op: ir.ADD, A: k, B: r.kint(1)})
	r.guard(ir.Ins{Op: ir.GFIT, A: next})
	r.advance(s)
	r.emit(ir.Ins{Op: ir.STORE, Class: ir.Slot, A: it, B: r.boxed(next), Imm: object.EnumCount})
	r.set(to, k)
	r.set(to+1, s.item)
	return true
}

func (r *Recorder) zipped(a, to uint16, n int, v gc.Value) bool {
	iters := object.ZipState(v)
	if iters == gc.Null || object.TupleLen(iters) != n {
		return false
	}
	items := object.TupleItems(iters)
	for i, inner := range items {
		for _, other := range items[:i] {
			if inner == other {
				return false
			}
		}
		if !hasItem(inner) {
			return false
		}
	}
	row := r.hasItems(r.objectOf(r.load(r.shape(a), object.ZipIters, ir.Slot), object.ShapeTuple), n)
	steps := make([]step, n)
	for i, inner := range items {
		it := r.objectOf(r.load(row, object.TupleItemsOffset+8*int64(i), ir.Const), gc.Shape(inner.Addr()))
		for _, other := range steps[:i] {
			r.guard(ir.Ins{Op: ir.GNE, A: it, B: other.it})
		}
		steps[i], _ = r.peek(it, inner)
	}
	for i, s := range steps {
		r.advance(s)
		r.set(to+uint16(i), s.item)
	}
	return true
}

// hasItem says whether peek would record a step of v.
func hasItem(v gc.Value) bool {
	if !is(v, object.ShapeListIter) && !is(v, object.ShapeTupleIter) {
		return false
	}
	seq, i := gc.Load(v.Addr()+object.SeqIterSeq), gc.Load(v.Addr()+object.SeqIterIndex)
	if !i.IsInt() || i.Int() < 0 {
		return false
	}
	return is(seq, object.ShapeList) && i.Int() < int64(listLen(seq)) || is(seq, object.ShapeTuple) && i.Int() < int64(object.TupleLen(seq))
}

// callPop records list.pop of the last item.
func (r *Recorder) callPop(a, first uint16, n int) bool {
	l := r.value(first)
	if n != 1 || !is(l, object.ShapeList) || listLen(l) == 0 {
		return false
	}
	// A list that has become short gets a smaller block.
	room := listRoom(l)
	if room > object.ListKeeps && listLen(l)-1 < room/4 {
		return false
	}
	list := r.shape(first)
	capacity := ir.Slot
	if r.Trace.Transactional {
		r.own(list)
		capacity = ir.Const
	}
	b := r.currently(list, object.ListBlockOffset)
	r.guard(ir.Ins{Op: ir.GNE, A: b, B: r.constant(gc.Null)})
	size := r.emit(ir.Ins{Op: ir.UNBOXI, A: r.currently(list, object.ListLenOffset)})
	r.guard(ir.Ins{Op: ir.GGT, A: size, B: r.kint(0)})
	left := r.emit(ir.Ins{Op: ir.SUB, A: size, B: r.kint(1)})
	c := r.emit(ir.Ins{Op: ir.UNBOXI, A: r.load(b, object.ListCapOffset, capacity)})
	if room <= object.ListKeeps {
		r.guard(ir.Ins{Op: ir.GLE, A: c, B: r.kint(object.ListKeeps)})
	} else {
		r.guard(ir.Ins{Op: ir.GGE, A: left, B: r.emit(ir.Ins{Op: ir.SAR, A: c, B: r.kint(2)})})
	}
	if r.Trace.Transactional {
		r.guard(ir.Ins{Op: ir.TXOWNCARD, A: b, B: left, C: r.cards(b, c)})
		r.guard(ir.Ins{Op: ir.TXLOG, A: b, B: left, Imm: object.ListItemsOffset})
	}
	v := r.emit(ir.Ins{Op: ir.LOADX, Class: ir.Item, A: b, B: left, Imm: object.ListItemsOffset})
	r.emit(ir.Ins{Op: ir.STOREX, Class: ir.Item, A: b, B: left, C: r.constant(gc.Null), Imm: object.ListItemsOffset})
	r.emit(ir.Ins{Op: ir.STORE, Class: ir.Slot, A: list, B: r.boxed(left), Imm: object.ListLenOffset})
	r.set(a, v)
	return true
}

// mostCompared is how many items of a tuple a trace compares one by one.
const mostCompared = 6

// compareTuples records a comparison of tuples item by item, up to where they
// differ, and guards that it comes out as it does now. ok: that is recorded.
func (r *Recorder) compareTuples(op bytecode.Op, b, c uint16) (result, ok bool) {
	x, y := r.value(b), r.value(c)
	if !is(x, object.ShapeTuple) || !is(y, object.ShapeTuple) {
		return false, false
	}
	p, q := object.TupleItems(x), object.TupleItems(y)
	n := 0
	for n < len(p) && n < len(q) && n < mostCompared && sameSort(p[n], q[n]) && p[n] == q[n] {
		n++
	}
	ends := n == len(p) || n == len(q)
	if !ends && (n == mostCompared || !sameSort(p[n], q[n]) || !p[n].IsInt()) {
		return false, false
	}
	left, right := r.tupleWith(b, len(p)), r.tupleWith(c, len(q))
	for i := range n {
		v, w := r.itemOf(left, i, p[i]), r.itemOf(right, i, q[i])
		if p[i].IsInt() {
			r.guard(ir.Ins{Op: ir.GEQ, A: v, B: w})
		} else {
			r.guard(ir.Ins{Op: ir.GEQ, A: r.helper(hStrEqual, v, w), B: r.constant(gc.True)})
		}
	}
	order := int64(len(p) - len(q))
	if !ends {
		v, w := r.itemOf(left, n, p[n]), r.itemOf(right, n, q[n])
		if order = p[n].Int() - q[n].Int(); order < 0 {
			r.guard(ir.Ins{Op: ir.GLT, A: v, B: w})
		} else {
			r.guard(ir.Ins{Op: ir.GGT, A: v, B: w})
		}
	}
	switch op {
	case bytecode.LT:
		return order < 0, true
	case bytecode.LE:
		return order <= 0, true
	case bytecode.EQ:
		return order == 0, true
	case bytecode.NE:
		return order != 0, true
	case bytecode.GT:
		return order > 0, true
	}
	return order >= 0, true
}

// sameSort says whether both are ints of one word, or strs.
func sameSort(x, y gc.Value) bool {
	return gc.BothInt(x, y) || is(x, object.ShapeStr) && is(y, object.ShapeStr)
}

// tupleWith guards that register reg holds a tuple of n items.
func (r *Recorder) tupleWith(reg uint16, n int) ir.Ref {
	return r.hasItems(r.shape(reg), n)
}

// hasItems guards that the tuple has n items.
func (r *Recorder) hasItems(tuple ir.Ref, n int) ir.Ref {
	r.guard(ir.Ins{Op: ir.GEQ, A: r.tupleLen(tuple), B: r.kint(int64(n))})
	return tuple
}

// tupleLen is how many items the tuple has, as Int.
func (r *Recorder) tupleLen(tuple ir.Ref) ir.Ref {
	return r.emit(ir.Ins{Op: ir.UNBOXI, A: r.load(tuple, object.TupleLenOffset, ir.Const)})
}

// itemOf is item i of a tuple, which is an int or a str, as it is now.
func (r *Recorder) itemOf(tuple ir.Ref, i int, now gc.Value) ir.Ref {
	v := r.load(tuple, object.TupleItemsOffset+8*int64(i), ir.Const)
	if !now.IsInt() {
		return r.objectOf(v, object.ShapeStr)
	}
	r.guard(ir.Ins{Op: ir.GINT, A: v})
	return r.emit(ir.Ins{Op: ir.UNBOXI, A: v})
}

// mostListed is how many items of a constant tuple a trace compares one by one.
const mostListed = 8

// listed records whether the int in register b is in a tuple of ints that does
// not change, or the str in one of strs; ok: that is recorded.
func (r *Recorder) listed(b, c uint16) (in, ok bool) {
	x, tuple := r.value(b), r.value(c)
	if !is(tuple, object.ShapeTuple) || r.Trace.Ins[r.ref(c)].Op != ir.KVALUE || object.TupleLen(tuple) > mostListed {
		return false, false
	}
	items := object.TupleItems(tuple)
	for _, v := range items {
		if !sameSort(x, v) {
			return false, false
		}
	}
	if in, ok = object.Contains(r.t, tuple, x); !ok {
		return false, false
	}
	for _, v := range items {
		here := x == v || !x.IsInt() && object.StrOf(x) == object.StrOf(v)
		if in && !here {
			continue
		}
		r.isItem(b, v, here)
		if here {
			break
		}
	}
	return in, true
}

// isItem guards that register b is, or is not, equal to a constant of its sort.
func (r *Recorder) isItem(b uint16, v gc.Value, same bool) {
	op := ir.GNE
	if same {
		op = ir.GEQ
	}
	if v.IsInt() {
		r.guard(ir.Ins{Op: op, A: r.integer(b), B: r.kint(v.Int())})
		return
	}
	r.guard(ir.Ins{Op: op, A: r.helper(hStrEqual, r.shape(b), r.constant(v)), B: r.constant(gc.True)})
}
