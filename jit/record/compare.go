package record

import (
	"gorgon/gc"
	"gorgon/jit/ir"
	"gorgon/vm/bytecode"
	"gorgon/vm/frame"
	"gorgon/vm/object"
)

// Comparisons of objects whose class has methods for them in Python: the method's
// frame becomes part of the trace.

// comparePython inlines the Python method that the comparison op of registers b
// and c calls first, with the frame returning as kind says; false: nothing was
// recorded.
func (r *Recorder) comparePython(w uint64, op bytecode.Op, b, c uint16, kind uint8) bool {
	x, y := r.value(b), r.value(c)
	if !x.IsPtr() || gc.Shape(x.Addr()) < object.FirstFreeShape || object.ClassOf(x) != nil || y == gc.Null {
		return false
	}
	which := comparisons[op]
	fn := r.host.Comparison(r.t, which, x, y)
	return fn != gc.Null && r.operatorMethod(w, fn, b, c, kind, uint32(which))
}

// operatorMethod pushes the frame of an operator's method fn for registers b and
// c; false: nothing was recorded.
func (r *Recorder) operatorMethod(w uint64, fn gc.Value, b, c uint16, kind uint8, arg uint32) bool {
	code := r.codeOf(fn)
	f := r.current()
	base := f.base + int32(f.code.NRegs) + bytecode.FrameHeader
	if code.Positional != 2 || !r.roomFor(code, base) {
		return false
	}
	r.guardTypes()
	left, right := r.operand(b), r.operand(c)
	r.setSlot(base, slot{ref: left, dirty: true})
	r.setSlot(base+1, slot{ref: right, dirty: true})
	r.pushFrame(w, code, base, 2, r.constant(fn), returning{kind: kind, dst: bytecode.A(w), arg: arg, pc: r.pc + 8, extra: slot{kind: ir.SlotRaw, dirty: true}})
	return true
}

// operand is register reg, guarded to be of the type that it has now.
func (r *Recorder) operand(reg uint16) ir.Ref {
	switch v := r.value(reg); {
	case v.IsInt():
		return r.integer(reg)
	case v.IsFloat():
		return r.float(reg)
	case v.IsPtr():
		return r.readShape(reg, gc.Shape(v.Addr()))
	}
	return r.sameKind(reg)
}

// compareIdentity records EQ or NE of objects of classes that leave it to object,
// as 0 or 1; 0: nothing was recorded.
func (r *Recorder) compareIdentity(op bytecode.Op, b, c uint16) ir.Ref {
	x, y := r.value(b), r.value(c)
	if op != bytecode.EQ && op != bytecode.NE || x == gc.Null || y == gc.Null {
		return 0
	}
	if object.ClassOf(x) != nil || object.ClassOf(y) != nil || !object.EqualByIdentity(r.t, x, y) {
		return 0
	}
	r.guardTypes()
	o := ir.EQ
	if op == bytecode.NE {
		o = ir.NE
	}
	left, right := r.boxed(r.operand(b)), r.boxed(r.operand(c))
	return r.emit(ir.Ins{Op: o, A: left, B: right})
}

// returnTruth records the return of register a from a comparison's method whose
// truth decides where the caller goes on; false: nothing was recorded.
func (r *Recorder) returnTruth(a uint16, none bool) bool {
	if none {
		return true
	}
	if r.value(a) == gc.NotImplemented {
		return false
	}
	_, known := r.guardTruth(a)
	return known
}

// decides says whether a frame that returns so may send its caller to one of two
// places.
func decides(kind uint8) bool {
	return kind == frame.RetGenFor || kind == frame.RetGenSend || kind == frame.RetTruth
}

// compareObjects records the comparison of registers b and c, not both of which
// are numbers, to a value.
func (r *Recorder) compareObjects(op bytecode.Op, a, b, c uint16) {
	if truth, known := compareSorts(op, r.value(b), r.value(c)); known {
		r.sameKind(b)
		r.sameKind(c)
		r.set(a, r.constant(gc.MakeBool(truth)))
	} else if v := r.comparePlain(op, b, c); v != 0 {
		r.set(a, v)
	} else if v := r.compareIdentity(op, b, c); v != 0 {
		r.set(a, r.emit(ir.Ins{Op: ir.BOXB, A: v}))
	} else if !r.comparePython(gc.Load64(r.pc), op, b, c, frame.RetCompare) {
		r.stepOver()
	}
}

// branchObjects records a jump by a comparison of objects that native code does
// not compare.
func (r *Recorder) branchObjects(op bytecode.Op, a, b uint16) {
	if v := r.compareIdentity(op, a, b); v != 0 {
		equal := ir.GEQ
		if (r.value(a) == r.value(b)) != (op == bytecode.EQ) {
			equal = ir.GNE
		}
		r.guard(ir.Ins{Op: equal, A: v, B: r.kint(1)})
	} else if !r.comparePython(gc.Load64(r.pc), op, a, b, frame.RetTruth) {
		r.stepOver()
	}
}

// sorts of builtin values that never equal values of another sort, whatever they
// hold.
const (
	noSort = iota
	numberSort
	constantSort // None, Ellipsis, NotImplemented
	strSort
	listSort
	tupleSort
	dictSort
	setSort
)

func sortOf(v gc.Value) int {
	switch {
	case isNumber(v) || v.IsBool():
		return numberSort
	case v == gc.Null:
		return noSort
	case !v.IsPtr():
		return constantSort
	}
	switch gc.Shape(v.Addr()) {
	case object.ShapeInt:
		return numberSort
	case object.ShapeStr:
		return strSort
	case object.ShapeList:
		return listSort
	case object.ShapeTuple:
		return tupleSort
	case object.ShapeDict:
		return dictSort
	case object.ShapeSet, object.ShapeFrozenSet:
		return setSort
	}
	return noSort
}

// compareSorts records EQ or NE of values that are of different sorts: how it
// ends, and whether they are.
func compareSorts(op bytecode.Op, x, y gc.Value) (truth, known bool) {
	p, q := sortOf(x), sortOf(y)
	return op == bytecode.NE, (op == bytecode.EQ || op == bytecode.NE) && p != q && p != noSort && q != noSort
}
