package interp

import (
	"gorgon/gc"
	"gorgon/vm/bytecode"
	"gorgon/vm/frame"
	"gorgon/vm/object"
)

// binary does a binary operator out of line: R[A] = R[B] op c.
func binary(t *Thread, pc, base uintptr, op object.BinaryOp, imm bool) (uintptr, uintptr) {
	ins := save(t, pc, base)
	b := gc.Load(rb(base, ins))
	var c gc.Value
	if imm {
		c = gc.MakeInt(int64(int16(ins >> 48)))
	} else {
		c = gc.Load(rc(base, ins))
	}
	if v, ok := mixed(op, b, c); ok {
		gc.Store(ra(base, ins), v)
		return pc + 8, base
	}
	augmented := bytecode.D(ins)&bytecode.InPlace != 0
	if fn, arg := leftOperator(t, op, augmented, b, c); fn != gc.Null {
		return callOperator(t, pc, base, fn, b, c, frame.RetBinary, arg)
	}
	var v gc.Value
	if augmented {
		v = object.InPlace(t, op, b, c)
	} else {
		v = object.Binary(t, op, b, c)
	}
	return next(t, pc, base, ins, v, 1)
}

// operatorArg packs what the return of an operator's method must know.
func operatorArg(op uint32, augmented, inPlace bool) uint32 {
	if augmented {
		op |= 0x100
	}
	if inPlace {
		op |= 0x200
	}
	return op
}

// callOperator pushes the frame of an operator's Python method.
func callOperator(t *Thread, pc, base uintptr, fn, a, b gc.Value, kind uint8, arg uint32) (uintptr, uintptr) {
	ins := gc.Load64(pc)
	at := scratch(base)
	c := call{base: base, retPC: pc + 8, info: frame.MakeInfo(kind, uint16(ins>>16), arg), args: at, n: 2}
	if at+66*8 > t.StackEnd {
		object.Raise(t, object.RecursionErrorType, "maximum recursion depth exceeded")
		return unwind(t, pc, base)
	}
	gc.Store(at, a)
	gc.Store(at+8, b)
	if code := codeOf(fn); code.FastArgs == 2 && at+uintptr(code.NRegs+64)*8 <= t.StackEnd && t.Depth > 0 {
		clearRegs(at, 2, code.NRegs)
		push(t, at, base, pc+8, fn, code, c.info, gc.Null)
		return code.Entry, at
	}
	return enterFunction(t, fn, &c)
}

// operands2 reads the operands of the binary instruction at pc again.
func operands2(pc, base uintptr) (a, b gc.Value) {
	ins := gc.Load64(pc)
	op := OpAt(pc, base)
	switch {
	case op >= bytecode.ADDI && op <= bytecode.ANDI:
		return gc.Load(rb(base, ins)), gc.MakeInt(int64(int16(ins >> 48)))
	case op >= bytecode.JLTI && op <= bytecode.JGEI, op >= bytecode.JLTI_LOOP && op <= bytecode.JGEI_LOOP:
		return gc.Load(ra(base, ins)), gc.MakeInt(int64(int16(ins >> 32)))
	case op >= bytecode.JLT && op <= bytecode.JGE, op >= bytecode.JLT_LOOP && op <= bytecode.JGE_LOOP:
		return gc.Load(ra(base, ins)), gc.Load(rb(base, ins))
	}
	return gc.Load(rb(base, ins)), gc.Load(rc(base, ins))
}

// finishOperator takes the result v of an operator's method.
func finishOperator(t *Thread, info uint64, base, ret uintptr, v gc.Value) (uintptr, uintptr) {
	pc, arg := ret-8, frame.Arg(info)
	ins := save(t, pc, base)
	kind := frame.Kind(info)
	if v == gc.NotImplemented {
		a, b := operands2(pc, base)
		if kind == frame.RetBinary {
			v = object.AfterLeft(t, object.BinaryOp(arg&0xff), arg&0x100 != 0, arg&0x200 != 0, a, b)
		} else {
			v = object.AfterLeftCompare(t, object.CompareOp(arg&0xff), a, b)
		}
	}
	if kind != frame.RetTruth {
		return next(t, pc, base, ins, v, 1)
	}
	if v == gc.Null {
		return unwind(t, pc, base)
	}
	truth, ok := object.Truth(t, v)
	return jump(t, pc, base, imm16(ins), truth != (bytecode.D(ins) != 0), ok)
}

// mixed does arithmetic of an unboxed int with a float at once.
func mixed(op object.BinaryOp, a, b gc.Value) (gc.Value, bool) {
	var x, y float64
	switch {
	case a.IsFloat() && b.IsInt():
		x, y = a.Float(), float64(b.Int())
	case a.IsInt() && b.IsFloat():
		x, y = float64(a.Int()), b.Float()
	default:
		return gc.Null, false
	}
	switch op {
	case object.OpAdd:
		return gc.MakeFloat(x + y), true
	case object.OpSub:
		return gc.MakeFloat(x - y), true
	case object.OpMul:
		return gc.MakeFloat(x * y), true
	case object.OpTrueDiv:
		if y != 0 {
			return gc.MakeFloat(x / y), true
		}
	}
	return gc.Null, false
}

func slow_ADD(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	return binary(t, pc, base, object.OpAdd, false)
}
func slow_SUB(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	return binary(t, pc, base, object.OpSub, false)
}
func slow_MUL(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	return binary(t, pc, base, object.OpMul, false)
}
func slow_TRUEDIV(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	return binary(t, pc, base, object.OpTrueDiv, false)
}
func slow_FLOORDIV(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	return binary(t, pc, base, object.OpFloorDiv, false)
}
func slow_MOD(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	return binary(t, pc, base, object.OpMod, false)
}
func slow_POW(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	return binary(t, pc, base, object.OpPow, false)
}
func slow_MATMUL(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	return binary(t, pc, base, object.OpMatMul, false)
}
func slow_LSHIFT(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	return binary(t, pc, base, object.OpLShift, false)
}
func slow_RSHIFT(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	return binary(t, pc, base, object.OpRShift, false)
}
func slow_AND(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	return binary(t, pc, base, object.OpAnd, false)
}
func slow_OR(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	return binary(t, pc, base, object.OpOr, false)
}
func slow_XOR(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	return binary(t, pc, base, object.OpXor, false)
}
func slow_ADDI(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	return binary(t, pc, base, object.OpAdd, true)
}
func slow_SUBI(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	return binary(t, pc, base, object.OpSub, true)
}
func slow_MULI(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	return binary(t, pc, base, object.OpMul, true)
}
func slow_FLOORDIVI(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	return binary(t, pc, base, object.OpFloorDiv, true)
}
func slow_MODI(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	return binary(t, pc, base, object.OpMod, true)
}
func slow_LSHIFTI(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	return binary(t, pc, base, object.OpLShift, true)
}
func slow_RSHIFTI(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	return binary(t, pc, base, object.OpRShift, true)
}
func slow_ANDI(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	return binary(t, pc, base, object.OpAnd, true)
}

func slow_NEG(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	return next(t, pc, base, ins, object.Neg(t, gc.Load(rb(base, ins))), 1)
}

func slow_POS(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	return next(t, pc, base, ins, object.Pos(t, gc.Load(rb(base, ins))), 1)
}

func slow_INVERT(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	return next(t, pc, base, ins, object.Invert(t, gc.Load(rb(base, ins))), 1)
}

func slow_NOT(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	truth, ok := object.Truth(t, gc.Load(rb(base, ins)))
	return next(t, pc, base, ins, boolOr(!truth, ok), 1)
}

// boolOr is b as a value, or Null if not ok.
func boolOr(b, ok bool) gc.Value {
	if !ok {
		return gc.Null
	}
	return gc.MakeBool(b)
}

func compare(t *Thread, pc, base uintptr, op object.CompareOp) (uintptr, uintptr) {
	ins := save(t, pc, base)
	a, b := gc.Load(rb(base, ins)), gc.Load(rc(base, ins))
	if fn := leftCompare(t, op, a, b); fn != gc.Null {
		return callOperator(t, pc, base, fn, a, b, frame.RetCompare, uint32(op))
	}
	return next(t, pc, base, ins, object.Compare(t, op, a, b), 1)
}

func slow_LT(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	return compare(t, pc, base, object.OpLT)
}
func slow_LE(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	return compare(t, pc, base, object.OpLE)
}
func slow_EQ(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	return compare(t, pc, base, object.OpEQ)
}
func slow_NE(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	return compare(t, pc, base, object.OpNE)
}
func slow_GT(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	return compare(t, pc, base, object.OpGT)
}
func slow_GE(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	return compare(t, pc, base, object.OpGE)
}

func slow_IN(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	in, ok := object.Contains(t, gc.Load(rc(base, ins)), gc.Load(rb(base, ins)))
	return next(t, pc, base, ins, boolOr(in, ok), 1)
}

func slow_NOT_IN(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	in, ok := object.Contains(t, gc.Load(rc(base, ins)), gc.Load(rb(base, ins)))
	return next(t, pc, base, ins, boolOr(!in, ok), 1)
}

// jump goes to the instruction's target if take, else on.
func jump(t *Thread, pc, base uintptr, distance uintptr, take, ok bool) (uintptr, uintptr) {
	if !ok {
		return unwind(t, pc, base)
	}
	if take {
		return pc + distance, base
	}
	return pc + 8, base
}

func slow_JTRUE(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	truth, ok := object.Truth(t, gc.Load(ra(base, ins)))
	return jump(t, pc, base, imm32(ins), truth, ok)
}

func slow_JFALSE(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	truth, ok := object.Truth(t, gc.Load(ra(base, ins)))
	return jump(t, pc, base, imm32(ins), !truth, ok)
}

func slow_JTRUE_LOOP(t *Thread, pc, base uintptr) (uintptr, uintptr) { return slow_JTRUE(t, pc, base) }

func slow_JFALSE_LOOP(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	return slow_JFALSE(t, pc, base)
}

func slow_JIN(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	in, ok := object.Contains(t, gc.Load(rb(base, ins)), gc.Load(ra(base, ins)))
	return jump(t, pc, base, imm16(ins), in, ok)
}

func slow_JNOTIN(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	in, ok := object.Contains(t, gc.Load(rb(base, ins)), gc.Load(ra(base, ins)))
	return jump(t, pc, base, imm16(ins), !in, ok)
}

// jumpCompare does a fused comparison and branch out of line.
func jumpCompare(t *Thread, pc, base uintptr, op object.CompareOp, imm bool) (uintptr, uintptr) {
	ins := save(t, pc, base)
	var b gc.Value
	if imm {
		b = gc.MakeInt(int64(int16(ins >> 32)))
	} else {
		b = gc.Load(rb(base, ins))
	}
	a := gc.Load(ra(base, ins))
	if fn := leftCompare(t, op, a, b); fn != gc.Null {
		return callOperator(t, pc, base, fn, a, b, frame.RetTruth, uint32(op))
	}
	v := object.Compare(t, op, a, b)
	if v == gc.Null {
		return unwind(t, pc, base)
	}
	truth, ok := object.Truth(t, v)
	return jump(t, pc, base, imm16(ins), truth != (bytecode.D(ins) != 0), ok)
}
