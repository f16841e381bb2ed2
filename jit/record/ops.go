package record

import (
	"gorgon/gc"
	"gorgon/jit/ir"
	"gorgon/vm/bytecode"
	"gorgon/vm/object"
)

// record turns the instruction w, whose opcode is op, into operations, or
// leaves it to the interpreter: that is what every opcode without a case here
// does, and every one whose operands are not of the kinds that its case knows.
func (r *Recorder) record(w uint64, op bytecode.Op) {
	a, b, c := bytecode.A(w), bytecode.B(w), bytecode.C(w)
	switch op {
	case bytecode.NOP:
	case bytecode.MOVE:
		r.set(a, r.ref(b))
	case bytecode.LOADK:
		r.set(a, r.typed(gc.Load(r.pc+8)))
	case bytecode.LOADI:
		r.set(a, r.kint(int64(bytecode.Imm32(w))))
	case bytecode.LOADV:
		r.set(a, r.constant(gc.Value(w>>32)))
	case bytecode.CHECK:
		r.check(a)
	case bytecode.LOAD_DEREF:
		r.loadCell(a, b)
	case bytecode.STORE_DEREF:
		cell := r.object(a)
		v := r.object(b)
		r.own(cell)
		r.emit(ir.Ins{Op: ir.STORE, Class: ir.Slot, A: cell, B: v, Imm: object.CellValue})

	case bytecode.LOAD_GLOBAL:
		r.loadGlobal(a)
	case bytecode.LOAD_GLOBAL_VAR:
		r.loadVariable(a)
	case bytecode.LOAD_ATTR:
		r.loadAttr(a, b)
	case bytecode.STORE_ATTR:
		r.storeAttr(a, b)
	case bytecode.LOAD_METHOD:
		r.loadMethod(a, b)
	case bytecode.LOAD_SPECIAL:
		r.loadSpecial(a, b, bytecode.D(w))
	case bytecode.GETITEM:
		r.getItem(a, b, c)
	case bytecode.GETITEMI:
		r.getItemConst(a, b, int64(int16(c)))
	case bytecode.SETITEM:
		r.setItem(a, b, c)

	case bytecode.ADD, bytecode.SUB, bytecode.MUL, bytecode.TRUEDIV, bytecode.FLOORDIV, bytecode.MOD:
		r.arithmetic(w, op)
	case bytecode.AND, bytecode.OR, bytecode.XOR, bytecode.LSHIFT, bytecode.RSHIFT:
		if !gc.BothInt(r.value(b), r.value(c)) || op == bytecode.LSHIFT && !shiftFits(r.value(b).Int(), r.value(c).Int()) {
			if !r.binary(w, op, gc.Null) {
				r.stepOver()
			}
			return
		}
		r.bitwise(op, a, r.integer(b), r.integer(c))
	case bytecode.POW:
		if !r.binary(w, op, gc.Null) {
			r.stepOver()
		}
	case bytecode.ADDI, bytecode.SUBI, bytecode.MULI, bytecode.FLOORDIVI, bytecode.MODI, bytecode.LSHIFTI, bytecode.RSHIFTI, bytecode.ANDI:
		r.immediate(w, op, a, b, int64(int16(c)))
	case bytecode.NEG:
		r.negate(a, b)
	case bytecode.INVERT:
		if !r.value(b).IsInt() {
			r.stepOver()
			return
		}
		r.set(a, r.emit(ir.Ins{Op: ir.NOT, A: r.integer(b)}))
	case bytecode.NOT:
		r.not(a, b)

	case bytecode.LT, bytecode.LE, bytecode.EQ, bytecode.NE, bytecode.GT, bytecode.GE:
		r.compare(op, a, b, c)
	case bytecode.IS, bytecode.IS_NOT:
		o := ir.EQ
		if op == bytecode.IS_NOT {
			o = ir.NE
		}
		r.set(a, r.emit(ir.Ins{Op: ir.BOXB, A: r.emit(ir.Ins{Op: o, A: r.object(b), B: r.object(c)})}))
	case bytecode.IN, bytecode.NOT_IN:
		if in := r.contains(b, c); in != 0 {
			if op == bytecode.NOT_IN {
				in = r.emit(ir.Ins{Op: ir.BOXB, A: r.emit(ir.Ins{Op: ir.EQ, A: in, B: r.constant(gc.False)})})
			}
			r.set(a, in)
		}
	case bytecode.JIN, bytecode.JNOTIN:
		r.branchOnContains(a, b)

	case bytecode.JUMP, bytecode.JUMP_LOOP:
	case bytecode.JTRUE, bytecode.JFALSE, bytecode.JTRUE_LOOP, bytecode.JFALSE_LOOP:
		r.branchOnTruth(a)
	case bytecode.JNONE, bytecode.JNOTNONE:
		r.sameAs(a, gc.None)
	case bytecode.JNULL:
		r.sameAs(a, gc.Null)
	case bytecode.JIS, bytecode.JISNOT:
		o := ir.GNE
		if r.value(a) == r.value(b) {
			o = ir.GEQ
		}
		r.guard(ir.Ins{Op: o, A: r.object(a), B: r.object(b)})
	case bytecode.JLT, bytecode.JLE, bytecode.JEQ, bytecode.JNE, bytecode.JGT, bytecode.JGE,
		bytecode.JLT_LOOP, bytecode.JLE_LOOP, bytecode.JEQ_LOOP, bytecode.JNE_LOOP, bytecode.JGT_LOOP, bytecode.JGE_LOOP:
		r.branch(comparison(op), a, b)
	case bytecode.JLTI, bytecode.JLEI, bytecode.JEQI, bytecode.JNEI, bytecode.JGTI, bytecode.JGEI,
		bytecode.JLTI_LOOP, bytecode.JLEI_LOOP, bytecode.JEQI_LOOP, bytecode.JNEI_LOOP, bytecode.JGTI_LOOP, bytecode.JGEI_LOOP:
		r.branchConst(comparison(op), a, int64(int16(b)))

	case bytecode.FOR_PREP:
		if is(r.value(b), object.ShapeGenerator) {
			r.set(a, r.shape(b))
			r.set(a+1, r.constant(gc.Null))
			return
		}
		r.forPrep(a, b)
	case bytecode.FOR_ITER:
		if is(r.value(a), object.ShapeGenerator) {
			r.forGenerator(w, a)
			return
		}
		r.forIter(w, a, b)
	case bytecode.UNPACK:
		r.unpack(a, b, int(c))

	case bytecode.CALL:
		r.call(w, false)
	case bytecode.CALL_METHOD:
		r.call(w, true)
	case bytecode.RETURN:
		r.ret(w, false)
	case bytecode.RETURN_NONE:
		r.ret(w, true)
	case bytecode.LIST_APPEND:
		delete(r.displays, r.ref(a))
		r.appendItem(r.shape(a), r.value(a), r.object(b))
	case bytecode.SET_ADD:
		if !simpleKey(r.value(b)) {
			r.stepOver()
			return
		}
		if !r.addKey(a, b) {
			r.helper(hSetAdd, r.object(a), r.sameKind(b))
		}
	case bytecode.MAP_ADD:
		if !simpleKey(r.value(b)) {
			r.stepOver()
			return
		}
		if !r.setEntryOf(a, b, c) {
			r.helper(hDictSet, r.object(a), r.sameKind(b), r.object(c))
		}
	case bytecode.BUILD_TUPLE, bytecode.BUILD_LIST:
		r.build(op, a, b, int(c))
	case bytecode.BUILD_SET, bytecode.BUILD_MAP:
		r.buildTable(op, a, b, int(c))
	case bytecode.BUILD_STRING:
		r.buildString(a, b, int(c))
	case bytecode.FORMAT:
		r.format(a, b, c, bytecode.D(w))
	case bytecode.GETSLICE:
		r.getSlice(a, b, c)
	case bytecode.LIST_EXTEND:
		if r.extendDisplay(a, b) {
			return
		}
		delete(r.displays, r.ref(a))
		if !fitsKind('c', r.value(b)) || !is(r.value(a), object.ShapeList) {
			r.stepOver()
			return
		}
		r.helper(hListExtend, r.object(a), r.sameKind(b))
	case bytecode.LIST_TO_TUPLE:
		r.listToTuple(a, b)
	case bytecode.RETURN_GENERATOR:
		r.makeGenerator()
	case bytecode.YIELD:
		r.yield(w)
	case bytecode.SEND:
		r.send(w, a, b)
	case bytecode.GET_ITER:
		r.makeIterator(a, b)
	case bytecode.GET_YIELD_FROM_ITER:
		if !is(r.value(b), object.ShapeGenerator) {
			r.stepOver()
			return
		}
		r.set(a, r.shape(b))
	case bytecode.GET_AWAITABLE, bytecode.GET_ANEXT:
		r.abandon()
	default:
		if !r.functions(w, op) {
			r.stepOver()
		}
	}
}

// comparison is the comparison that a jump makes.
func comparison(op bytecode.Op) bytecode.Op {
	switch op {
	case bytecode.JLT, bytecode.JLT_LOOP, bytecode.JLTI, bytecode.JLTI_LOOP:
		return bytecode.LT
	case bytecode.JLE, bytecode.JLE_LOOP, bytecode.JLEI, bytecode.JLEI_LOOP:
		return bytecode.LE
	case bytecode.JEQ, bytecode.JEQ_LOOP, bytecode.JEQI, bytecode.JEQI_LOOP:
		return bytecode.EQ
	case bytecode.JNE, bytecode.JNE_LOOP, bytecode.JNEI, bytecode.JNEI_LOOP:
		return bytecode.NE
	case bytecode.JGT, bytecode.JGT_LOOP, bytecode.JGTI, bytecode.JGTI_LOOP:
		return bytecode.GT
	}
	return bytecode.GE
}

// listLen is the length of a list as this moment's memory has it.
func listLen(v gc.Value) int { return int(gc.Load(v.Addr() + object.ListLenOffset).Int()) }

// asNumber is a bool as an int; all else stays.
func asNumber(v gc.Value) gc.Value {
	if v.IsBool() {
		return gc.MakeInt(int64(v & 1))
	}
	return v
}

func isNumber(v gc.Value) bool { return v.IsInt() || v.IsFloat() }

func (r *Recorder) check(a uint16) {
	if r.value(a) == gc.Null {
		r.stepOver()
		return
	}
	if ref := r.ref(a); r.Trace.Type(ref) == ir.Value {
		r.guard(ir.Ins{Op: ir.GNE, A: ref, B: r.constant(gc.Null)})
	}
}

// fit guards that the integer n needs no heap object and puts it in register a.
func (r *Recorder) fit(a uint16, n ir.Ref) {
	r.guard(ir.Ins{Op: ir.GFIT, A: n})
	r.set(a, n)
}

func (r *Recorder) arithmetic(w uint64, op bytecode.Op) {
	a, b, c := bytecode.A(w), bytecode.B(w), bytecode.C(w)
	x, y := asNumber(r.value(b)), asNumber(r.value(c))
	if !isNumber(x) || !isNumber(y) {
		if !r.binary(w, op, gc.Null) && !r.operator(w, op, b, c) {
			r.stepOver()
		}
		return
	}
	if gc.BothInt(x, y) && !r.fitsAfter(op, x.Int(), y.Int()) && r.binary(w, op, gc.Null) {
		return
	}
	if gc.BothInt(x, y) {
		r.intArithmetic(op, a, r.integer(b), r.integer(c), y.Int(), r.fitsAfter(op, x.Int(), y.Int()))
		return
	}
	r.floatArithmetic(op, a, r.float(b), r.float(c), y)
}

// fitsAfter says whether the result of the operation now is an unboxed int.
func (r *Recorder) fitsAfter(op bytecode.Op, x, y int64) bool {
	switch op {
	case bytecode.ADD, bytecode.ADDI:
		return gc.FitsInt(x + y)
	case bytecode.SUB, bytecode.SUBI:
		return gc.FitsInt(x - y)
	case bytecode.MUL, bytecode.MULI:
		return y == 0 || gc.FitsInt(x*y) && x*y/y == x
	}
	return true
}

// intArithmetic: right is the right operand now.
func (r *Recorder) intArithmetic(op bytecode.Op, a uint16, x, y ir.Ref, right int64, fits bool) {
	if !fits {
		r.stepOver()
		return
	}
	switch op {
	case bytecode.ADD, bytecode.ADDI:
		r.fit(a, r.emit(ir.Ins{Op: ir.ADD, A: x, B: y}))
	case bytecode.SUB, bytecode.SUBI:
		r.fit(a, r.emit(ir.Ins{Op: ir.SUB, A: x, B: y}))
	case bytecode.MUL, bytecode.MULI:
		r.fit(a, r.guard(ir.Ins{Op: ir.MULOV, A: x, B: y}))
	case bytecode.TRUEDIV:
		if right == 0 {
			r.stepOver()
			return
		}
		r.guard(ir.Ins{Op: ir.GNE, A: y, B: r.kint(0)})
		r.set(a, r.emit(ir.Ins{Op: ir.FDIV, A: r.emit(ir.Ins{Op: ir.I2F, A: x}), B: r.emit(ir.Ins{Op: ir.I2F, A: y})}))
	default: // FLOORDIV, MOD and their immediate forms
		if right <= 0 {
			r.stepOver()
			return
		}
		r.guard(ir.Ins{Op: ir.GGT, A: y, B: r.kint(0)})
		o := ir.FLOORDIV
		if op == bytecode.MOD || op == bytecode.MODI {
			o = ir.FLOORMOD
		}
		r.set(a, r.emit(ir.Ins{Op: o, A: x, B: y}))
	}
}

func (r *Recorder) floatArithmetic(op bytecode.Op, a uint16, x, y ir.Ref, right gc.Value) {
	var o ir.Op
	switch op {
	case bytecode.ADD, bytecode.ADDI:
		o = ir.FADD
	case bytecode.SUB, bytecode.SUBI:
		o = ir.FSUB
	case bytecode.MUL, bytecode.MULI:
		o = ir.FMUL
	case bytecode.TRUEDIV:
		if right == gc.MakeInt(0) || right.IsFloat() && right.Float() == 0 {
			r.stepOver()
			return
		}
		r.guard(ir.Ins{Op: ir.GFNE, A: y, B: r.kfloat(gc.MakeFloat(0))})
		o = ir.FDIV
	default:
		r.stepOver()
		return
	}
	r.set(a, r.emit(ir.Ins{Op: o, A: x, B: y}))
}

// immediate records the operators with a small int on the right.
func (r *Recorder) immediate(w uint64, op bytecode.Op, a, b uint16, n int64) {
	x := asNumber(r.value(b))
	if big := x.IsInt() && (op == bytecode.LSHIFTI && !shiftFits(x.Int(), n) || !r.fitsAfter(op, x.Int(), n)); big || !isNumber(x) {
		if !r.binary(w, op, gc.MakeInt(n)) {
			r.stepOver()
		}
		return
	}
	switch {
	case x.IsInt():
		switch op {
		case bytecode.LSHIFTI:
			r.bitwise(bytecode.LSHIFT, a, r.integer(b), r.kint(n))
		case bytecode.RSHIFTI:
			r.bitwise(bytecode.RSHIFT, a, r.integer(b), r.kint(n))
		case bytecode.ANDI:
			r.bitwise(bytecode.AND, a, r.integer(b), r.kint(n))
		default:
			r.intArithmetic(op, a, r.integer(b), r.kint(n), n, r.fitsAfter(op, x.Int(), n))
		}
	case x.IsFloat() && (op == bytecode.ADDI || op == bytecode.SUBI || op == bytecode.MULI):
		r.floatArithmetic(op, a, r.float(b), r.kfloat(gc.MakeFloat(float64(n))), gc.MakeInt(n))
	default:
		r.stepOver()
	}
}

func (r *Recorder) bitwise(op bytecode.Op, a uint16, x, y ir.Ref) {
	var o ir.Op
	switch op {
	case bytecode.AND:
		o = ir.AND
	case bytecode.OR:
		o = ir.OR
	case bytecode.XOR:
		o = ir.XOR
	case bytecode.LSHIFT:
		r.shift(a, x, y)
		return
	case bytecode.RSHIFT:
		r.guard(ir.Ins{Op: ir.GULT, A: y, B: r.kint(64)})
		o = ir.SAR
	}
	r.set(a, r.emit(ir.Ins{Op: o, A: x, B: y}))
}

// shiftFits says whether x << y is an unboxed int, and y below 16.
func shiftFits(x, y int64) bool { return uint64(y) < 16 && gc.FitsInt(x<<uint(y)) }

// shift records x << y: with y below 16 nothing leaves 64 bits.
func (r *Recorder) shift(a uint16, x, y ir.Ref) {
	k := &r.Trace.Ins[y]
	if k.Op == ir.KINT && (k.Imm < 0 || k.Imm >= 16) {
		r.stepOver()
		return
	}
	r.guard(ir.Ins{Op: ir.GULT, A: y, B: r.kint(16)})
	r.fit(a, r.emit(ir.Ins{Op: ir.SHL, A: x, B: y}))
}

func (r *Recorder) negate(a, b uint16) {
	switch x := r.value(b); {
	case x.IsFloat():
		r.set(a, r.emit(ir.Ins{Op: ir.FNEG, A: r.float(b)}))
	case x.IsInt() && gc.FitsInt(-x.Int()):
		r.fit(a, r.emit(ir.Ins{Op: ir.NEG, A: r.integer(b)}))
	default:
		r.stepOver()
	}
}

func (r *Recorder) not(a, b uint16) {
	truth, known := r.guardTruth(b)
	if !known {
		r.stepOver()
		return
	}
	r.set(a, r.constant(gc.MakeBool(!truth)))
}

// guardTruth guards the truth that register b has now; known false: only the
// interpreter can tell.
func (r *Recorder) guardTruth(b uint16) (truth, known bool) {
	v := r.value(b)
	switch {
	case v == gc.True || v == gc.False || v == gc.None:
		r.guard(ir.Ins{Op: ir.GEQ, A: r.object(b), B: r.constant(v)})
		return v == gc.True, true
	case v.IsInt():
		o := ir.GNE
		if v.Int() == 0 {
			o = ir.GEQ
		}
		r.guard(ir.Ins{Op: o, A: r.integer(b), B: r.kint(0)})
		return v.Int() != 0, true
	case v.IsPtr():
		return r.guardObjectTruth(b)
	}
	return false, false
}

func (r *Recorder) branchOnTruth(a uint16) {
	truth, known := r.guardTruth(a)
	if !known {
		r.stepOver()
		return
	}
	r.goesIf(truth)
}

// sameAs guards that register a is or is not the constant v, as it is now.
func (r *Recorder) sameAs(a uint16, v gc.Value) {
	o := ir.GNE
	if r.value(a) == v {
		o = ir.GEQ
	}
	ref := r.ref(a)
	if r.Trace.Type(ref) != ir.Value {
		return // a number is no such constant
	}
	r.guard(ir.Ins{Op: o, A: ref, B: r.constant(v)})
}

// compare records a comparison to a value.
func (r *Recorder) compare(op bytecode.Op, a, b, c uint16) {
	x, y := asNumber(r.value(b)), asNumber(r.value(c))
	if !isNumber(x) || !isNumber(y) {
		r.compareObjects(op, a, b, c)
		return
	}
	var p, q ir.Ref
	var table map[bytecode.Op]ir.Op
	if gc.BothInt(x, y) {
		p, q, table = r.integer(b), r.integer(c), intCompares
	} else {
		p, q, table = r.float(b), r.float(c), floatCompares
	}
	switch op {
	case bytecode.GT:
		op, p, q = bytecode.LT, q, p
	case bytecode.GE:
		op, p, q = bytecode.LE, q, p
	}
	if o, ok := table[op]; ok {
		r.set(a, r.emit(ir.Ins{Op: ir.BOXB, A: r.emit(ir.Ins{Op: o, A: p, B: q})}))
		return
	}
	// NE of floats: not EQ.
	eq := r.emit(ir.Ins{Op: ir.FEQ, A: p, B: q})
	r.set(a, r.emit(ir.Ins{Op: ir.BOXB, A: r.emit(ir.Ins{Op: ir.XOR, A: eq, B: r.kint(1)})}))
}

var intCompares = map[bytecode.Op]ir.Op{bytecode.LT: ir.LT, bytecode.LE: ir.LE, bytecode.EQ: ir.EQ, bytecode.NE: ir.NE}
var floatCompares = map[bytecode.Op]ir.Op{bytecode.LT: ir.FLT, bytecode.LE: ir.FLE, bytecode.EQ: ir.FEQ}

// branch records a jump by the comparison op of registers a and b: it guards
// what the comparison gives now.
func (r *Recorder) branch(op bytecode.Op, a, b uint16) {
	x, y := asNumber(r.value(a)), asNumber(r.value(b))
	switch {
	case gc.BothInt(x, y):
		r.guardInts(op, r.integer(a), r.integer(b), x.Int(), y.Int())
	case isNumber(x) && isNumber(y):
		r.guardFloats(op, r.float(a), r.float(b), number(x), number(y))
	default:
		r.branchPlain(op, a, b)
	}
}

func (r *Recorder) branchConst(op bytecode.Op, a uint16, n int64) {
	x := asNumber(r.value(a))
	switch _, known := compareSorts(op, x, gc.MakeInt(n)); {
	case x.IsInt():
		r.guardInts(op, r.integer(a), r.kint(n), x.Int(), n)
	case x.IsFloat():
		r.guardFloats(op, r.float(a), r.kfloat(gc.MakeFloat(float64(n))), x.Float(), float64(n))
	case known:
		r.sameKind(a)
	default:
		r.stepOver()
	}
}

func number(v gc.Value) float64 {
	if v.IsInt() {
		return float64(v.Int())
	}
	return v.Float()
}

func (r *Recorder) guardInts(op bytecode.Op, p, q ir.Ref, x, y int64) {
	var holds, fails ir.Op
	var now bool
	switch op {
	case bytecode.LT:
		holds, fails, now = ir.GLT, ir.GGE, x < y
	case bytecode.LE:
		holds, fails, now = ir.GLE, ir.GGT, x <= y
	case bytecode.GT:
		holds, fails, now = ir.GGT, ir.GLE, x > y
	case bytecode.GE:
		holds, fails, now = ir.GGE, ir.GLT, x >= y
	case bytecode.EQ:
		holds, fails, now = ir.GEQ, ir.GNE, x == y
	case bytecode.NE:
		holds, fails, now = ir.GNE, ir.GEQ, x != y
	}
	if !now {
		holds = fails
	}
	r.guard(ir.Ins{Op: holds, A: p, B: q})
}

func (r *Recorder) guardFloats(op bytecode.Op, p, q ir.Ref, x, y float64) {
	var holds, fails ir.Op
	var now bool
	switch op {
	case bytecode.LT:
		holds, fails, now = ir.GFLT, ir.GNFLT, x < y
	case bytecode.LE:
		holds, fails, now = ir.GFLE, ir.GNFLE, x <= y
	case bytecode.GT:
		holds, fails, now, p, q = ir.GFLT, ir.GNFLT, x > y, q, p
	case bytecode.GE:
		holds, fails, now, p, q = ir.GFLE, ir.GNFLE, x >= y, q, p
	case bytecode.EQ:
		holds, fails, now = ir.GFEQ, ir.GFNE, x == y
	case bytecode.NE:
		holds, fails, now = ir.GFNE, ir.GFEQ, x != y
	}
	if !now {
		holds = fails
	}
	r.guard(ir.Ins{Op: holds, A: p, B: q})
}

// shape guards the shape that the object in register b has now.
func (r *Recorder) shape(b uint16) ir.Ref {
	return r.shapeIs(b, gc.Shape(r.value(b).Addr()))
}

// shapeIs guards that the object in register b has a shape.
func (r *Recorder) shapeIs(b uint16, shape uint32) ir.Ref {
	ref := r.object(b)
	r.guard(ir.Ins{Op: ir.GPTR, A: ref})
	r.guard(ir.Ins{Op: ir.GSHAPE, A: ref, Imm: int64(shape)})
	return ref
}

// is says whether v is an object of that shape.
func is(v gc.Value, shape uint32) bool { return v.IsPtr() && gc.Shape(v.Addr()) == shape }

// read emits the barrier for loads under the lock word at off of the object.
func (r *Recorder) read(o ir.Ref, off int64) {
	if r.Trace.Transactional {
		r.guard(ir.Ins{Op: ir.TXREAD, A: o, Imm: off})
	}
}

func (r *Recorder) own(o ir.Ref) {
	if r.Trace.Transactional {
		r.guard(ir.Ins{Op: ir.TXOWN, A: o})
	}
}

func (r *Recorder) load(o ir.Ref, off int64, class ir.Class) ir.Ref {
	return r.emit(ir.Ins{Op: ir.LOAD, Class: class, A: o, Imm: off})
}

// currently loads a word of an object that the transaction owns.
func (r *Recorder) currently(o ir.Ref, off int64) ir.Ref {
	return r.emit(ir.Ins{Op: ir.LOAD, Class: ir.Slot, A: o, Imm: off, Size: ir.Current})
}

func (r *Recorder) loadCell(a, b uint16) {
	if gc.Load(r.value(b).Addr()+object.CellValue) == gc.Null {
		r.stepOver()
		return
	}
	cell := r.object(b)
	v := r.load(cell, object.CellValue, ir.Slot)
	r.read(cell, gc.LockOffset)
	r.guard(ir.Ins{Op: ir.GNE, A: v, B: r.constant(gc.Null)})
	r.set(a, v)
}

// listLen is the length of the list o, whose shape is guarded here.
func (r *Recorder) listLen(o ir.Ref) ir.Ref {
	r.guard(ir.Ins{Op: ir.GPTR, A: o})
	r.guard(ir.Ins{Op: ir.GSHAPE, A: o, Imm: int64(object.ShapeList)})
	n := r.load(o, object.ListLenOffset, ir.Slot)
	r.read(o, gc.LockOffset)
	return r.emit(ir.Ins{Op: ir.UNBOXI, A: n})
}

// item loads item k of the list o, which is there now. The list is now v where it
// is small at each time in all likelihood; else v is Null.
func (r *Recorder) item(o, k ir.Ref, v gc.Value) ir.Ref {
	block := r.load(o, object.ListBlockOffset, ir.Slot)
	n := r.emit(ir.Ins{Op: ir.UNBOXI, A: r.load(o, object.ListLenOffset, ir.Slot)})
	r.guard(ir.Ins{Op: ir.GULT, A: k, B: n})
	card := ir.Ins{Op: ir.TXCARD, A: block}
	if r.Trace.Transactional {
		card.B, card.C = r.guardCapacity(block, n, k, v)
	}
	item := r.emit(ir.Ins{Op: ir.LOADX, Class: ir.Item, A: block, B: k, Imm: object.ListItemsOffset})
	if r.Trace.Transactional {
		r.guard(card)
	}
	return item
}

// guardCapacity guards that the block has room for n items: block and length may
// be of different moments (vm/object, layout_list.go). In a loop over a list
// that is found out once, not for each index. It returns operands B and C for the
// barrier of item k. A block of the list v that has one card has its lock at a known place;
// a loop over lists of all sizes must not leave for each that is longer.
func (r *Recorder) guardCapacity(block, n, k ir.Ref, v gc.Value) (index, cards ir.Ref) {
	r.guard(ir.Ins{Op: ir.GNE, A: block, B: r.constant(gc.Null)})
	c := r.emit(ir.Ins{Op: ir.UNBOXI, A: r.load(block, object.ListCapOffset, ir.Const)})
	r.guard(ir.Ins{Op: ir.GLE, A: n, B: c})
	if v != gc.Null && listRoom(v) <= object.ListCardSize {
		r.guard(ir.Ins{Op: ir.GLE, A: c, B: r.kint(object.ListCardSize)})
		return r.kint(0), 0
	}
	return k, r.cards(block, c)
}

// listRoom is the capacity of the list v, which another thread may have just emptied.
func listRoom(v gc.Value) int {
	if block := object.ListBlockOf(v.Addr()); block != 0 {
		return object.ListCap(block)
	}
	return 0
}

// listItem is item i of the list v, Null if its block has no such item: another
// thread may have just emptied it.
func listItem(v gc.Value, i int) gc.Value {
	block := object.ListBlockOf(v.Addr())
	if block == 0 || uint(i) >= uint(object.ListCap(block)) {
		return gc.Null
	}
	return gc.Load(object.ListItemAddr(block, i))
}

// cards is where the locks of a block's items lie.
func (r *Recorder) cards(block, capacity ir.Ref) ir.Ref {
	return r.emit(ir.Ins{Op: ir.CARDS, A: block, B: capacity})
}
