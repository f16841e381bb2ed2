package record

import (
	"gorgon/gc"
	"gorgon/jit/ir"
	"gorgon/vm/bytecode"
	"gorgon/vm/object"
)

// Operators, comparisons and truth of builtin objects other than numbers, by
// helpers that do what the interpreter does. Their operands are of types whose
// operators run no Python code, or hold nothing that could.

var binaries = map[bytecode.Op]object.BinaryOp{
	bytecode.ADD: object.OpAdd, bytecode.SUB: object.OpSub, bytecode.MUL: object.OpMul, bytecode.TRUEDIV: object.OpTrueDiv, bytecode.FLOORDIV: object.OpFloorDiv,
	bytecode.MOD: object.OpMod, bytecode.POW: object.OpPow, bytecode.LSHIFT: object.OpLShift, bytecode.RSHIFT: object.OpRShift, bytecode.AND: object.OpAnd,
	bytecode.OR: object.OpOr, bytecode.XOR: object.OpXor,
	bytecode.ADDI: object.OpAdd, bytecode.SUBI: object.OpSub, bytecode.MULI: object.OpMul, bytecode.FLOORDIVI: object.OpFloorDiv, bytecode.MODI: object.OpMod,
	bytecode.LSHIFTI: object.OpLShift, bytecode.RSHIFTI: object.OpRShift, bytecode.ANDI: object.OpAnd,
}

// group is what sort of value v is, for operators: i an int of any size, f a
// float, s a str, b bytes, l a list, t a tuple, e a set, 0 another.
func group(v gc.Value) byte {
	switch {
	case v.IsInt():
		return 'i'
	case v.IsFloat():
		return 'f'
	case !v.IsPtr():
		return 0
	}
	switch gc.Shape(v.Addr()) {
	case object.ShapeInt:
		return 'i'
	case object.ShapeStr:
		return 's'
	case object.ShapeBytes:
		return 'b'
	case object.ShapeList:
		return 'l'
	case object.ShapeTuple:
		return 't'
	case object.ShapeSet, object.ShapeFrozenSet:
		return 'e'
	}
	return 0
}

// plainBinary says whether op does not run Python code for operands of those
// groups, changes neither, and does not raise as a rule.
func plainBinary(op object.BinaryOp, x, y byte) bool {
	numbers := (x == 'i' || x == 'f') && (y == 'i' || y == 'f')
	switch op {
	case object.OpAdd:
		return numbers || x == y && (x == 's' || x == 'b' || x == 'l' || x == 't')
	case object.OpMul:
		return numbers || y == 'i' && (x == 's' || x == 'b' || x == 'l' || x == 't') || x == 'i' && (y == 's' || y == 'l')
	case object.OpSub, object.OpAnd, object.OpOr, object.OpXor:
		return numbers || x == 'e' && y == 'e'
	}
	return numbers
}

// binary records an operator of builtin operands; imm is its right operand if
// that is none of the registers. False: nothing was recorded.
func (r *Recorder) binary(w uint64, op bytecode.Op, imm gc.Value) bool {
	which, known := binaries[op]
	b, c := bytecode.B(w), bytecode.C(w)
	x, y := r.value(b), imm
	if imm == gc.Null {
		y = r.value(c)
	}
	if !known || !plainBinary(which, group(x), group(y)) {
		return false
	}
	if augmented := bytecode.D(w)&bytecode.InPlace != 0; augmented && (group(x) == 'l' || is(x, object.ShapeSet)) {
		return false
	}
	if which == object.OpAnd && imm == gc.Null && r.intersect(bytecode.A(w), b, c) {
		return true
	}
	if group(x) == 'e' && r.comparesItems(b, c) {
		r.stepOver()
		return true
	}
	left, right := r.sameKind(b), r.constant(imm)
	if imm == gc.Null {
		right = r.sameKind(c)
	}
	r.set(bytecode.A(w), r.helper(hBinary, r.kint(int64(which)), left, right))
	return true
}

// ordered says whether the comparison op of x and y runs no Python code; what
// tuples hold is looked at by the helper.
func ordered(op bytecode.Op, x, y gc.Value) bool {
	p, q := group(x), group(y)
	if op == bytecode.EQ || op == bytecode.NE {
		plain := func(v gc.Value, k byte) bool {
			return !v.IsPtr() && v != gc.Null || k == 's' || k == 'i' || k == 'b' || k == 't' && plainHash(v)
		}
		return plain(x, p) && plain(y, q)
	}
	return p == q && (p == 's' || p == 'i' || p == 'b' || p == 't' && plainHash(x) && plainHash(y)) || (p == 'i' || p == 'f') && (q == 'i' || q == 'f')
}

var comparisons = map[bytecode.Op]object.CompareOp{
	bytecode.LT: object.OpLT, bytecode.LE: object.OpLE, bytecode.EQ: object.OpEQ, bytecode.NE: object.OpNE, bytecode.GT: object.OpGT, bytecode.GE: object.OpGE,
}

// comparePlain records a comparison of builtin objects in registers b and c and
// returns True or False; 0: nothing was recorded.
func (r *Recorder) comparePlain(op bytecode.Op, b, c uint16) ir.Ref {
	x, y := r.value(b), r.value(c)
	if result, ok := r.compareTuples(op, b, c); ok {
		return r.constant(gc.MakeBool(result))
	}
	if !ordered(op, x, y) {
		return 0
	}
	if (op == bytecode.EQ || op == bytecode.NE) && group(x) == 's' && group(y) == 's' {
		v := r.helper(hStrEqual, r.sameKind(b), r.sameKind(c))
		if op == bytecode.NE {
			v = r.emit(ir.Ins{Op: ir.BOXB, A: r.emit(ir.Ins{Op: ir.EQ, A: v, B: r.constant(gc.False)})})
		}
		return v
	}
	return r.helper(hCompare, r.kint(int64(comparisons[op])), r.sameKind(b), r.sameKind(c))
}

// branchPlain records a jump by a comparison of builtin objects: where it goes
// says what came of it.
func (r *Recorder) branchPlain(op bytecode.Op, a, b uint16) {
	if _, known := compareSorts(op, r.value(a), r.value(b)); known {
		r.sameKind(a)
		r.sameKind(b)
		return
	}
	v := r.comparePlain(op, a, b)
	if v == 0 {
		r.branchObjects(op, a, b)
		return
	}
	x, y := r.value(a), r.value(b)
	now := object.Compare(r.t, comparisons[op], x, y)
	if now != gc.True && now != gc.False {
		r.abandon()
		return
	}
	r.guard(ir.Ins{Op: ir.GEQ, A: v, B: r.constant(now)})
}

// sizeOffsets are where builtin containers keep how many items they have, as an
// int: they are true if that is not 0.
var sizeOffsets = map[uint32]int64{
	object.ShapeTuple: object.TupleLenOffset, object.ShapeDict: int64(object.DictUsedOffset), object.ShapeSet: int64(object.SetUsedOffset),
	object.ShapeFrozenSet: int64(object.SetUsedOffset), object.ShapeList: object.ListLenOffset,
}

// size is how many items the container in register b has, as Int; 0: it is of a
// type that keeps that elsewhere.
func (r *Recorder) size(b uint16) ir.Ref {
	v := r.value(b)
	if !v.IsPtr() || is(v, object.ShapeRange) && !gc.Load(v.Addr()+object.RangeLen).IsInt() {
		return 0
	}
	shape := gc.Shape(v.Addr())
	if shape == object.ShapeRange {
		n := r.load(r.shape(b), object.RangeLen, ir.Const)
		r.guard(ir.Ins{Op: ir.GINT, A: n})
		return r.emit(ir.Ins{Op: ir.UNBOXI, A: n})
	}
	if object.TypeOf(v) == object.Deques.Type {
		return r.dequeLen(b)
	}
	if shape == object.ShapeStr {
		return r.emit(ir.Ins{Op: ir.LOAD32, Class: ir.Const, A: r.shape(b), Imm: object.StrCountOffset})
	}
	at, known := sizeOffsets[shape]
	if !known {
		return 0
	}
	ref := r.shape(b)
	if shape == object.ShapeTuple {
		return r.tupleLen(ref)
	}
	n := r.load(ref, at, ir.Slot)
	r.read(ref, gc.LockOffset)
	return r.emit(ir.Ins{Op: ir.UNBOXI, A: n})
}

// guardObjectTruth is guardTruth of an object.
func (r *Recorder) guardObjectTruth(b uint16) (truth, known bool) {
	v := r.value(b)
	if n := r.size(b); n != 0 {
		truth, _ = object.Truth(r.t, v)
		o := ir.GNE
		if !truth {
			o = ir.GEQ
		}
		r.guard(ir.Ins{Op: o, A: n, B: r.kint(0)})
		return truth, true
	}
	typ := object.TypeOf(v)
	switch slots := &typ.Slots; {
	case slots.Truth == nil && slots.Len == nil: // as long as its class stays as it is
		r.guardTypes()
		r.readShape(b, gc.Shape(v.Addr()))
		return true, true
	case typ.Heap:
		return false, false
	case typ.Name != "range" && typ.Name != "bytes" && typ.Name != "bytearray" && typ.Name != "int":
		return false, false
	}
	truth, _ = object.Truth(r.t, v)
	now := r.helper(hTruth, r.shape(b))
	r.guard(ir.Ins{Op: ir.GEQ, A: now, B: r.constant(gc.MakeBool(truth))})
	return truth, true
}

func binaryOf(t *object.Thread, op, a, b, _ uint64) uint64 {
	rv := t.RV
	t.Step()
	return settle(t, rv, object.Binary(t, object.BinaryOp(op), gc.Value(a), gc.Value(b)))
}

func compareOf(t *object.Thread, op, a, b, _ uint64) uint64 {
	rv := t.RV
	t.Step()
	if !plainHash(gc.Value(a)) || !plainHash(gc.Value(b)) {
		return 0
	}
	return settle(t, rv, object.Compare(t, object.CompareOp(op), gc.Value(a), gc.Value(b)))
}

// sized are builtin types besides those of sizeOffsets whose length runs no Python
// code.
var sized = map[string]bool{"bytes": true, "bytearray": true, "dict_keys": true, "dict_values": true, "dict_items": true}

// length records len of the object in register b of such a type; false: it is of
// another.
func (r *Recorder) length(a, b uint16) bool {
	v := r.value(b)
	if !v.IsPtr() || object.TypeOf(v).Heap || !sized[object.TypeOf(v).Name] {
		return false
	}
	r.set(a, r.helper(hLength, r.shape(b)))
	return true
}

func lengthOf(t *object.Thread, v, _, _, _ uint64) uint64 {
	rv := t.RV
	t.Step()
	n, ok := object.Len(t, gc.Value(v))
	return settleIf(t, rv, gc.MakeInt(int64(n)), ok)
}

func truthOf(t *object.Thread, v, _, _, _ uint64) uint64 {
	rv := t.RV
	t.Step()
	truth, ok := object.Truth(t, gc.Value(v))
	return settleIf(t, rv, gc.MakeBool(truth), ok)
}
