package opt

import (
	"math"

	"gorgon/jit/ir"
)

// engine reads instructions one by one and appends what is left of them. All
// its slices are used again for the next trace.
type engine struct {
	options Options
	source  *ir.Trace
	in      []ir.Ins      // what a pass reads
	inSnaps []ir.Snapshot // and its snapshots

	ins     []ir.Ins
	val     []value // what is known of each value, by ref of ins
	snaps   []ir.Snapshot
	entries []ir.SlotEntry    // where the snapshots' entries lie
	head    [ir.NumOps]ir.Ref // the last instruction of each operation

	// What is known of memory.
	facts
	// pending are slots whose memory is behind, in the body of a loop: what the
	// snapshot at the end of the round before would have written.
	pending []ir.SlotEntry

	subst   []ir.Ref // what stands for an input instruction
	snapMap []int32  // 1 + the snapshot that stands for one of the input, 0 if none does yet
	failing bool     // a guard was met that never holds
	floor   ir.Ref   // the last instruction behind which guards stay where they are
	moved   ir.Ref   // the last instruction by which the snapshot may have moved
	stuck   bool     // a SLOAD was met of a slot whose word is no value

	vars   []variable
	saved  saved
	use    []uses
	gather gather

	rules *[ir.NumOps][]variant
	fired []int // how often each rule was used, for tests
}

// value is what is known of an instruction's value: it holds for good from
// where it was learnt.
type value struct {
	prev   ir.Ref // the instruction before it of the same operation
	equal  ir.Ref // the constant that it equals
	lo, hi int64  // Int: bounds
	kinds  kinds  // Value: what it may be
	phi    bool   // A of a PHI of the loop: no value of the body may be this one
}

// kinds is a set of kinds of boxed values.
type kinds uint8

const (
	intKind kinds = 1 << iota
	floatKind
	ptrKind
	restKind // constants, False and True
	anyKind  = intKind | floatKind | ptrKind | restKind
)

func kindOf(word uint64) kinds {
	switch {
	case ir.IsInt(word):
		return intKind
	case ir.IsFloat(word):
		return floatKind
	case ir.IsPtr(word):
		return ptrKind
	}
	return restKind
}

// forward is the pass that folds, finds common expressions, forwards memory and
// drops guards and barriers that hold.
func (e *engine) forward() {
	e.start()
	for _, i := range e.gather.inOrder(e.in, e.source.Helpers, e.options.EveryLoad) {
		e.copyIns(ir.Ref(i))
	}
}

// start empties the output; the input stays.
func (e *engine) start() {
	e.ins = append(e.ins[:0], ir.Ins{})
	e.val = append(e.val[:0], value{})
	e.snaps = e.snaps[:0]
	e.moved = 0
	grow(&e.subst, len(e.in))
	grow(&e.snapMap, len(e.inSnaps))
}

// copyIns emits input instruction r.
func (e *engine) copyIns(r ir.Ref) {
	i := e.in[r]
	if i.Op == ir.NOP {
		return
	}
	for _, p := range i.Operands() {
		*p = e.subst[*p]
	}
	e.subst[r] = e.emit(i)
}

// emit appends i, whose operands are of the output and whose snapshot is of the
// input, or finds that it is not needed. It returns what stands for its value.
func (e *engine) emit(i ir.Ins) ir.Ref {
	for _, p := range i.Operands() {
		*p = e.resolve(*p)
	}
	flags := ir.Table[i.Op].Flags
	if flags&ir.Commutative != 0 {
		e.order(&i)
	}
	if r, done := e.fold(&i); done {
		return r
	}
	switch {
	case flags&ir.Pure != 0:
		return e.common(i)
	case flags&ir.Guard != 0:
		return e.guard(i)
	case flags&ir.Load != 0:
		return e.load(i)
	case flags&ir.Store != 0:
		return e.store(i)
	case flags&ir.Barrier != 0 || i.Op == ir.TXLOG:
		return e.barrier(i)
	}
	return e.effect(i)
}

// resolve returns the constant that r equals, or r.
func (e *engine) resolve(r ir.Ref) ir.Ref {
	v := &e.val[r]
	if v.equal != 0 {
		return v.equal
	}
	if v.lo == v.hi && e.ins[r].Type == ir.Int && !e.ins[r].Op.IsConst() {
		equal := e.kint(v.lo) // moves val
		e.val[r].equal = equal
		return equal
	}
	return r
}

// order puts the operands of a commutative operation in order: a constant
// behind, else the older first. Which of two nans comes out depends on the
// order, so floats stay as they are.
func (e *engine) order(i *ir.Ins) {
	a, b := e.ins[i.A].Op.IsConst(), e.ins[i.B].Op.IsConst()
	if a && !b || a == b && i.A > i.B && i.Type != ir.Float {
		i.A, i.B = i.B, i.A
	}
}

// append adds i and makes its snapshot.
func (e *engine) append(i ir.Ins) ir.Ref {
	if ir.Table[i.Op].Flags&ir.Snap != 0 {
		i.Snap = e.snapshot(i.Snap)
	}
	r := ir.Ref(len(e.ins))
	v := value{prev: e.head[i.Op], lo: math.MinInt64, hi: math.MaxInt64}
	switch i.Type {
	case ir.Int:
		v.lo, v.hi = e.bounds(&i)
	case ir.Value:
		v.kinds = kindsOf(&i)
	}
	if i.Op == ir.CALL || i.Op == ir.STEP || i.Op == ir.LOOP {
		e.floor = r
	}
	e.ins = append(e.ins, i)
	e.val = append(e.val, v)
	e.head[i.Op] = r
	return r
}

// kindsOf returns what a Value may be by the operation that makes it.
func kindsOf(i *ir.Ins) kinds {
	switch i.Op {
	case ir.BOXI:
		return intKind
	case ir.BOXF:
		return floatKind
	case ir.BOXB:
		return restKind
	case ir.NEW:
		return ptrKind
	case ir.KVALUE:
		return kindOf(uint64(i.Imm))
	}
	return anyKind
}

// find returns the youngest instruction equal to i but for its snapshot.
func (e *engine) find(i *ir.Ins) ir.Ref {
	oldest := max(i.A, i.B, i.C, i.D)
	for r := e.head[i.Op]; r > oldest; r = e.val[r].prev {
		if f := &e.ins[r]; f.A == i.A && f.B == i.B && f.Imm == i.Imm && f.C == i.C && f.D == i.D && f.Type == i.Type && !e.val[r].phi {
			return r
		}
	}
	return 0
}

// common appends a Pure operation unless there is one like it.
func (e *engine) common(i ir.Ins) ir.Ref {
	if r := e.find(&i); r != 0 {
		return r
	}
	return e.append(i)
}

func (e *engine) kint(n int64) ir.Ref { return e.constant(ir.KINT, ir.Int, n) }

func (e *engine) constant(op ir.Op, typ ir.Type, imm int64) ir.Ref {
	return e.common(ir.Ins{Op: op, Type: typ, Imm: imm})
}

// pure emits an operation without immediate.
func (e *engine) pure(op ir.Op, a, b ir.Ref) ir.Ref {
	return e.emit(ir.Ins{Op: op, Type: ir.Table[op].Type, A: a, B: b})
}

// effect emits what remains: allocation, calls, boundaries, control.
func (e *engine) effect(i ir.Ins) ir.Ref {
	switch i.Op {
	case ir.CALL:
		h := &e.source.Helpers[i.Imm]
		if h.Pure {
			return e.common(i)
		}
		e.moved = ir.Ref(len(e.ins)) // as if the call were appended already
		switch {
		case h.Finds:
			return e.lookUp(i)
		case h.Writes && len(h.Shapes) > 0 && !e.source.Transactional:
			e.forgetObjects(h)
		case h.Writes:
			e.forget(false)
		}
		if h.Isolates {
			e.joined, e.finds = e.joined[:0], e.finds[:0]
		}
	case ir.NEW:
		r := e.append(i)
		e.fresh = append(e.fresh, r)
		e.shapes = append(e.shapes, shapeFact{r, ir.HeaderShape(uint64(i.Imm)), r})
		return r
	case ir.STEP:
		e.moved = e.append(i)
		e.forget(true)
		e.pending = e.pending[:0]
		clear(e.snapMap)
		return 0
	}
	return e.append(i)
}
