package record

import (
	"gorgon/gc"
	"gorgon/jit/ir"
	"gorgon/vm/bytecode"
	"gorgon/vm/object"
)

// intrinsics are the native functions that traces do themselves, by module or
// class and name. Each looks at the arguments, which begin at register first,
// and says whether it has recorded the call, with the result in register a.
var intrinsics = map[string]func(r *Recorder, a, first uint16, n int) bool{
	"builtins.len": (*Recorder).callLen,
	"builtins.abs": (*Recorder).callAbs,
	"math.sqrt":    (*Recorder).callSqrt,
	"list.append":  (*Recorder).callAppend,
	"set.add":      (*Recorder).callSetAdd,
	"dict.get":     (*Recorder).callDictGet,
}

// intrinsic records the call of a native function with n arguments.
func (r *Recorder) intrinsic(w uint64, fn gc.Value, first uint16, n int) bool {
	native := object.NativeOf(fn)
	owner := native.Module
	if native.Owner != nil {
		owner = native.Owner.Name
	}
	f := intrinsics[owner+"."+native.Name]
	if f == nil || gc.Shape(fn.Addr()) == object.ShapeNative && !native.Unbound {
		return false
	}
	callee := r.object(bytecode.B(w))
	r.guard(ir.Ins{Op: ir.GEQ, A: callee, B: r.constant(fn)})
	return f(r, bytecode.A(w), first, n)
}

func (r *Recorder) callLen(a, first uint16, n int) bool {
	o := r.value(first)
	if n != 1 || !o.IsPtr() {
		return false
	}
	switch gc.Shape(o.Addr()) {
	case object.ShapeStr:
		ref := r.shape(first)
		r.set(a, r.emit(ir.Ins{Op: ir.LOAD32, Class: ir.Const, A: ref, Imm: object.StrCountOffset}))
	case object.ShapeDict:
		ref := r.shape(first)
		n := r.load(ref, object.DictUsedOffset, ir.Slot)
		r.read(ref, gc.LockOffset)
		r.set(a, r.emit(ir.Ins{Op: ir.UNBOXI, A: n}))
	case object.ShapeList:
		r.set(a, r.listLen(r.object(first)))
	case object.ShapeTuple:
		ref := r.shape(first)
		r.set(a, r.emit(ir.Ins{Op: ir.UNBOXI, A: r.load(ref, object.TupleLenOffset, ir.Const)}))
	default:
		return false
	}
	return true
}

func (r *Recorder) callAbs(a, first uint16, n int) bool {
	x := r.value(first)
	switch {
	case n != 1:
		return false
	case x.IsFloat():
		r.set(a, r.emit(ir.Ins{Op: ir.FABS, A: r.float(first)}))
	case x.IsInt() && x.Int() >= 0:
		i := r.integer(first)
		r.guard(ir.Ins{Op: ir.GGE, A: i, B: r.kint(0)})
		r.set(a, i)
	case x.IsInt() && gc.FitsInt(-x.Int()):
		i := r.integer(first)
		r.guard(ir.Ins{Op: ir.GLT, A: i, B: r.kint(0)})
		r.fit(a, r.emit(ir.Ins{Op: ir.NEG, A: i}))
	default:
		return false
	}
	return true
}

func (r *Recorder) callSqrt(a, first uint16, n int) bool {
	x := r.value(first)
	if n != 1 || !isNumber(x) || number(x) < 0 || number(x) != number(x) {
		return false
	}
	f := r.float(first)
	r.guard(ir.Ins{Op: ir.GFLE, A: r.kfloat(gc.MakeFloat(0)), B: f})
	r.set(a, r.emit(ir.Ins{Op: ir.FSQRT, A: f}))
	return true
}

func (r *Recorder) callAppend(a, first uint16, n int) bool {
	if n != 2 || !is(r.value(first), object.ShapeList) {
		return false
	}
	list := r.shape(first)
	r.helper(hListAppend, list, r.object(first+1))
	r.set(a, r.constant(gc.None))
	return true
}

func (r *Recorder) callSetAdd(a, first uint16, n int) bool {
	if n != 2 || !is(r.value(first), object.ShapeSet) || !simpleKey(r.value(first+1)) {
		return false
	}
	set := r.shape(first)
	r.helper(hSetAdd, set, r.object(first+1))
	r.set(a, r.constant(gc.None))
	return true
}

func (r *Recorder) callDictGet(a, first uint16, n int) bool {
	if n < 2 || n > 3 || !is(r.value(first), object.ShapeDict) || !simpleKey(r.value(first+1)) {
		return false
	}
	dict, key, otherwise := r.shape(first), r.object(first+1), r.constant(gc.None)
	if n == 3 {
		otherwise = r.object(first + 2)
	}
	r.set(a, r.helper(hDictGetDefault, dict, key, otherwise))
	return true
}
