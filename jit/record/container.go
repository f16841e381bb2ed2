package record

import (
	"gorgon/gc"
	"gorgon/jit/ir"
	"gorgon/vm/bytecode"
	"gorgon/vm/object"
)

// Subscripts, membership, unpacking.

func (r *Recorder) getItem(a, b, c uint16) {
	o, k := r.value(b), r.value(c)
	switch {
	case !o.IsPtr() || r.comparesKeys(b, c):
		r.stepOver()
	case k.IsInt() && gc.Shape(o.Addr()) == object.ShapeList && uint64(k.Int()) < uint64(listLen(o)):
		ref, i := r.shape(b), r.integer(c)
		r.set(a, r.item(ref, i, o))
		r.lookAhead(ref, i, o, k)
	case k.IsInt() && gc.Shape(o.Addr()) == object.ShapeTuple && uint64(k.Int()) < uint64(object.TupleLen(o)):
		ref := r.shape(b)
		n := r.emit(ir.Ins{Op: ir.UNBOXI, A: r.load(ref, object.TupleLenOffset, ir.Const)})
		i := r.integer(c)
		r.guard(ir.Ins{Op: ir.GULT, A: i, B: n})
		r.set(a, r.emit(ir.Ins{Op: ir.LOADX, Class: ir.Const, A: ref, B: i, Imm: object.TupleItemsOffset}))
	case k.IsInt() && gc.Shape(o.Addr()) == object.ShapeList && k.Int() < 0 && -k.Int() <= int64(listLen(o)):
		i := r.integer(c)
		r.guard(ir.Ins{Op: ir.GLT, A: i, B: r.kint(0)})
		ref := r.object(b)
		r.set(a, r.item(ref, r.emit(ir.Ins{Op: ir.ADD, A: r.listLen(ref), B: i}), o))
	case k.IsInt() && gc.Shape(o.Addr()) == object.ShapeStr:
		r.set(a, r.helper(hStrItem, r.shape(b), r.integer(c)))
	case k.IsInt() && gc.Shape(o.Addr()) == object.ShapeRange:
		r.rangeItem(a, b, c)
	case r.getEntry(a, b, c):
	case gc.Shape(o.Addr()) == object.ShapeDict && simpleKey(k):
		ref := r.shape(b)
		v := r.helper(hDictGet, ref, r.sameKind(c))
		r.set(a, v)
	default:
		r.stepOver()
	}
}

func (r *Recorder) getItemConst(a, b uint16, k int64) {
	o := r.value(b)
	switch {
	case r.comparesKey(b, gc.MakeInt(k)):
		r.stepOver()
	case is(o, object.ShapeList):
		n := int64(listLen(o))
		if k < -n || k >= n {
			r.stepOver()
			return
		}
		ref := r.shape(b)
		i := r.kint(k)
		if k < 0 {
			i = r.emit(ir.Ins{Op: ir.ADD, A: r.listLen(ref), B: i})
		}
		r.set(a, r.item(ref, i, o))
	case is(o, object.ShapeTuple):
		n := int64(object.TupleLen(o))
		if k < -n || k >= n {
			r.stepOver()
			return
		}
		ref := r.shape(b)
		size := r.emit(ir.Ins{Op: ir.UNBOXI, A: r.load(ref, object.TupleLenOffset, ir.Const)})
		if k < 0 {
			r.guard(ir.Ins{Op: ir.GEQ, A: size, B: r.kint(n)})
			k += n
		} else {
			r.guard(ir.Ins{Op: ir.GGT, A: size, B: r.kint(k)})
		}
		r.set(a, r.load(ref, object.TupleItemsOffset+8*k, ir.Const))
	case is(o, object.ShapeStr):
		r.set(a, r.helper(hStrItem, r.shape(b), r.kint(k)))
	case r.getEntryConst(a, b, k):
	case is(o, object.ShapeDict):
		r.set(a, r.helper(hDictGet, r.shape(b), r.constant(gc.MakeInt(k))))
	default:
		r.stepOver()
	}
}

func (r *Recorder) setItem(a, b, c uint16) {
	o, k := r.value(a), r.value(b)
	switch {
	case !o.IsPtr() || r.comparesKeys(a, b):
		r.stepOver()
	case k.IsInt() && gc.Shape(o.Addr()) == object.ShapeList && uint64(k.Int()) < uint64(listLen(o)):
		ref, i, v := r.shape(a), r.integer(b), r.object(c)
		block := r.load(ref, object.ListBlockOffset, ir.Slot)
		n := r.emit(ir.Ins{Op: ir.UNBOXI, A: r.load(ref, object.ListLenOffset, ir.Slot)})
		r.guard(ir.Ins{Op: ir.GULT, A: i, B: n})
		if r.Trace.Transactional {
			r.storeItemTx(ref, block, n, i, o)
		}
		r.emit(ir.Ins{Op: ir.STOREX, Class: ir.Item, A: block, B: i, C: v, Imm: object.ListItemsOffset})
	case r.setEntryOf(a, b, c):
	case gc.Shape(o.Addr()) == object.ShapeDict && simpleKey(k):
		ref := r.shape(a)
		r.helper(hDictSet, ref, r.sameKind(b), r.object(c))
	default:
		r.stepOver()
	}
}

// storeItemTx makes item i of the block the transaction's own, and sure that
// the block is still the list's, which is now v.
func (r *Recorder) storeItemTx(list, block, n, i ir.Ref, v gc.Value) {
	index, cards := r.guardCapacity(block, n, i, v)
	r.guard(ir.Ins{Op: ir.TXOWNCARD, A: block, B: index, C: cards})
	r.guard(ir.Ins{Op: ir.GEQ, A: r.currently(list, object.ListBlockOffset), B: block})
	n = r.emit(ir.Ins{Op: ir.UNBOXI, A: r.currently(list, object.ListLenOffset)})
	r.guard(ir.Ins{Op: ir.GULT, A: i, B: n})
	r.guard(ir.Ins{Op: ir.TXLOG, A: block, B: i, Imm: object.ListItemsOffset})
}

// unpack records an assignment to n targets.
func (r *Recorder) unpack(a, b uint16, n int) {
	o := r.value(b)
	switch {
	case is(o, object.ShapeTuple) && object.TupleLen(o) == n:
		ref := r.shape(b)
		size := r.emit(ir.Ins{Op: ir.UNBOXI, A: r.load(ref, object.TupleLenOffset, ir.Const)})
		r.guard(ir.Ins{Op: ir.GEQ, A: size, B: r.kint(int64(n))})
		for i := range n {
			r.set(a+uint16(i), r.load(ref, object.TupleItemsOffset+8*int64(i), ir.Const))
		}
	case is(o, object.ShapeList) && listLen(o) == n && n > 0:
		ref := r.object(b)
		r.guard(ir.Ins{Op: ir.GEQ, A: r.listLen(ref), B: r.kint(int64(n))})
		var items []ir.Ref // a list that is unpacked to where it is
		for i := range n {
			items = append(items, r.item(ref, r.kint(int64(i)), o))
		}
		for i, v := range items {
			r.set(a+uint16(i), v)
		}
	default:
		r.stepOver()
	}
}

// contains records whether the container in register c has what is in b, as a
// bool; 0: it is left to the interpreter.
func (r *Recorder) contains(b, c uint16) ir.Ref {
	o := r.value(c)
	if in, ok := r.listed(b, c); ok {
		return r.constant(gc.MakeBool(in))
	}
	if !o.IsPtr() || !simpleKey(r.value(b)) || !plainHash(r.value(b)) || r.comparesKeys(c, b) {
		r.stepOver()
		return 0
	}
	if in := r.hasEntry(b, c); in != 0 {
		return in
	}
	if p, ok := r.findInSet(c, b); ok {
		return r.constant(gc.MakeBool(p.present))
	}
	var h int
	switch gc.Shape(o.Addr()) {
	case object.ShapeDict:
		h = hDictHas
	case object.ShapeSet, object.ShapeFrozenSet:
		h = hSetHas
	case object.ShapeStr:
		if !is(r.value(b), object.ShapeStr) {
			r.stepOver()
			return 0
		}
		h = hStrHas
	default:
		r.stepOver()
		return 0
	}
	ref := r.shape(c)
	return r.helper(h, ref, r.sameKind(b))
}

// branchOnContains records a jump by whether the container in register b has
// what is in a.
func (r *Recorder) branchOnContains(a, b uint16) {
	in := r.contains(a, b)
	if in == 0 {
		return
	}
	op := ir.GNE
	holds, ok := object.Contains(r.t, r.value(b), r.value(a))
	if ok && holds {
		op = ir.GEQ
	}
	r.goesIf(ok && holds)
	r.guard(ir.Ins{Op: op, A: in, B: r.constant(gc.True)})
}

// build records displays.
func (r *Recorder) build(op bytecode.Op, a, b uint16, n int) {
	switch {
	case n > maxBuilt:
		r.stepOver()
	case op == bytecode.BUILD_LIST:
		r.set(a, r.newList(r.objects(b, n)))
	default:
		r.set(a, r.tuple(b, n))
	}
}

// objects are n registers from b on as Values.
func (r *Recorder) objects(b uint16, n int) (items []ir.Ref) {
	for i := range n {
		items = append(items, r.object(b+uint16(i)))
	}
	return items
}

// tuple makes a tuple of n registers from b on.
func (r *Recorder) tuple(b uint16, n int) ir.Ref { return r.tupleOf(r.objects(b, n)) }

// tupleOf makes a tuple of boxed values. The optimiser takes it away again if it
// is only unpacked.
func (r *Recorder) tupleOf(items []ir.Ref) ir.Ref {
	if len(items) == 0 {
		return r.constant(object.EmptyTuple)
	}
	size := gc.Round(object.TupleItemsOffset + 8*uintptr(len(items)))
	tuple := r.emit(ir.Ins{Op: ir.NEW, Imm: int64(gc.Header(object.ShapeTuple, gc.LayoutValues)), Size: int32(size)})
	r.emit(ir.Ins{Op: ir.STORE, Class: ir.Const, A: tuple, B: r.constant(gc.MakeInt(int64(len(items)))), Imm: object.TupleLenOffset})
	for i, v := range items {
		r.emit(ir.Ins{Op: ir.STORE, Class: ir.Const, A: tuple, B: v, Imm: object.TupleItemsOffset + 8*int64(i)})
	}
	return tuple
}

// maxBuilt is how many items a display has that a trace makes.
const maxBuilt = 16

// buildTable records displays of sets and dicts with keys that are plain.
func (r *Recorder) buildTable(op bytecode.Op, a, b uint16, n int) {
	step := uint16(1)
	if op == bytecode.BUILD_MAP {
		step = 2
	}
	for i := range uint16(n) {
		if k := r.value(b + i*step); !simpleKey(k) || !plainHash(k) {
			r.stepOver()
			return
		}
	}
	if n > 8 {
		r.stepOver()
		return
	}
	made := r.helper(hTable, r.kint(2-int64(step)))
	for i := range uint16(n) {
		if step == 1 {
			r.helper(hSetAdd, made, r.sameKind(b+i))
		} else {
			r.helper(hDictSet, made, r.sameKind(b+i*step), r.object(b+i*step+1))
		}
	}
	r.set(a, made)
}

// buildString records the end of an f-string: its parts are strs and ints.
func (r *Recorder) buildString(a, b uint16, n int) {
	for i := range uint16(n) {
		if v := r.value(b + i); !v.IsInt() && !is(v, object.ShapeStr) {
			r.stepOver()
			return
		}
	}
	if n == 0 || n > maxBuilt {
		r.stepOver()
		return
	}
	for i := range uint16(n) {
		r.sameKind(b + i)
	}
	r.set(a, r.helper(hJoin, r.tuple(b, n)))
}

// format records a part of an f-string that is a str or an int and stays as it
// is.
func (r *Recorder) format(a, b, c uint16, how uint8) {
	v := r.value(b)
	conversion := how &^ bytecode.StringPart
	switch {
	case c != bytecode.NoReg || conversion != 0 && conversion != 's':
		r.formatBy(a, b, c, conversion)
	case is(v, object.ShapeStr), v.IsInt() && how&bytecode.StringPart != 0:
		r.set(a, r.sameKind(b))
	default:
		r.formatBy(a, b, c, conversion)
	}
}

// formatBy records a part of an f-string that has to be made.
func (r *Recorder) formatBy(a, b, c uint16, conversion uint8) {
	if conversion != 0 || !fitsKind('p', r.value(b)) || c != bytecode.NoReg && !is(r.value(c), object.ShapeStr) {
		r.stepOver()
		return
	}
	spec := r.constant(object.Intern(""))
	if c != bytecode.NoReg {
		spec = r.sameKind(c)
	}
	r.set(a, r.helper(hFormat, r.sameKind(b), spec))
}

// getSlice records o[from:to] of builtin sequences.
func (r *Recorder) getSlice(a, b, c uint16) {
	from, to := r.value(c), r.value(c+1)
	index := func(v gc.Value) bool { return v.IsInt() || v == gc.None }
	switch {
	case !index(from) || !index(to):
		r.stepOver()
	case is(r.value(b), object.ShapeList), is(r.value(b), object.ShapeTuple), is(r.value(b), object.ShapeStr), is(r.value(b), object.ShapeBytes), is(r.value(b), object.ShapeRange):
		r.set(a, r.helper(hSlice, r.shape(b), r.sameKind(c), r.sameKind(c+1)))
	default:
		r.stepOver()
	}
}
