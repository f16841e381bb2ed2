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
var intrinsics map[string]func(r *Recorder, a, first uint16, n int) bool

func init() {
	intrinsics = map[string]func(r *Recorder, a, first uint16, n int) bool{
		"builtins.len":        (*Recorder).callLen,
		"builtins.abs":        (*Recorder).callAbs,
		"builtins.iter":       (*Recorder).callIter,
		"builtins.isinstance": (*Recorder).callIsInstance,
		"builtins.min":        (*Recorder).callMin,
		"builtins.max":        (*Recorder).callMax,
		"math.sqrt":           (*Recorder).callSqrt,
		"math.floor":          (*Recorder).callFloor,
		"math.ceil":           (*Recorder).callCeil,
		"list.append":         (*Recorder).callAppend,
		"list.pop":            (*Recorder).callPop,
		"deque.append":        (*Recorder).callDequeAppend,
		"deque.pop":           (*Recorder).callDequePop,
		"deque.popleft":       (*Recorder).callDequePopLeft,
		"set.add":             (*Recorder).callSetAdd,
		"dict.get":            (*Recorder).callDictGet,
		"str.lower":           (*Recorder).callLower,
		"str.strip":           (*Recorder).callStrip,
	}
}

// intrinsic records the call of a native function with n arguments.
func (r *Recorder) intrinsic(w uint64, fn gc.Value, first uint16, n int) bool {
	native := object.NativeOf(fn)
	owner := native.Module
	if native.Owner != nil {
		owner = native.Owner.Name
	}
	name := owner + "." + native.Name
	if r.tailed(w, fn, tails[name], first, n) {
		return true
	}
	if f := intrinsics[name]; f != nil && (gc.Shape(fn.Addr()) != object.ShapeNative || native.Unbound) {
		r.calleeIs(w, fn)
		if f(r, bytecode.A(w), first, n) {
			return true
		}
	}
	if r.section(w, fn, name, first, n) {
		return true
	}
	return r.native(w, fn, name, first, n)
}

func (r *Recorder) callLen(a, first uint16, n int) bool {
	if n != 1 {
		return false
	}
	size := r.size(first)
	if size == 0 {
		return r.length(a, first)
	}
	r.set(a, size)
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
	r.appendItem(list, r.value(first), r.object(first+1))
	r.set(a, r.constant(gc.None))
	return true
}

func (r *Recorder) callSetAdd(a, first uint16, n int) bool {
	if n != 2 || !is(r.value(first), object.ShapeSet) || !simpleKey(r.value(first+1)) || r.comparesKeys(first, first+1) {
		return false
	}
	if !r.addKey(first, first+1) {
		r.helper(hSetAdd, r.shape(first), r.object(first+1))
	}
	r.set(a, r.constant(gc.None))
	return true
}

func (r *Recorder) callDictGet(a, first uint16, n int) bool {
	if n < 2 || n > 3 || !simpleKey(r.value(first+1)) || r.comparesKeys(first, first+1) {
		return false
	}
	otherwise := func() ir.Ref {
		if n == 3 {
			return r.object(first + 2)
		}
		return r.constant(gc.None)
	}
	if !r.getOr(a, first, first+1, otherwise) {
		if !is(r.value(first), object.ShapeDict) {
			return false
		}
		r.set(a, r.helper(hDictGetDefault, r.shape(first), r.object(first+1), otherwise()))
	}
	return true
}

// callIsInstance records isinstance of a class whose metaclass is type: the
// answer depends on the shape alone, as long as no class changes.
func (r *Recorder) callIsInstance(a, first uint16, n int) bool {
	if n != 2 {
		return false
	}
	v, class := r.value(first), object.ClassOf(r.value(first+1))
	if class == nil || class.Meta != object.TypeType || v == gc.Null || object.ClassOf(v) != nil {
		return false
	}
	in := object.IsSubtype(object.TypeOf(v), class)
	if !in && object.TypeOf(v).Heap {
		return false // it may have a __class__ of its own
	}
	r.guardTypes()
	r.guard(ir.Ins{Op: ir.GEQ, A: r.object(first + 1), B: r.constant(r.value(first + 1))})
	if v.IsPtr() {
		r.readShape(first, gc.Shape(v.Addr()))
	} else {
		r.sameKind(first)
	}
	r.set(a, r.constant(gc.MakeBool(in)))
	return true
}

func (r *Recorder) callMin(a, first uint16, n int) bool {
	return r.extreme(bytecode.LT, a, first, n)
}

func (r *Recorder) callMax(a, first uint16, n int) bool {
	return r.extreme(bytecode.GT, a, first, n)
}

// extreme records min or max of numbers: each that is better than those in front
// takes their place.
func (r *Recorder) extreme(op bytecode.Op, a, first uint16, n int) bool {
	for i := range n {
		if !isNumber(r.value(first + uint16(i))) {
			return false
		}
	}
	if n < 2 {
		return false
	}
	best := first
	for i := first + 1; i < first+uint16(n); i++ {
		x, y := r.value(i), r.value(best)
		r.branch(op, i, best)
		if better := number(x) < number(y); op == bytecode.LT && better || op == bytecode.GT && number(x) > number(y) {
			best = i
		}
	}
	r.set(a, r.ref(best))
	return true
}

func (r *Recorder) callFloor(a, first uint16, n int) bool { return r.rounded(ir.FFLOOR, a, first, n) }

func (r *Recorder) callCeil(a, first uint16, n int) bool { return r.rounded(ir.FCEIL, a, first, n) }

func (r *Recorder) rounded(op ir.Op, a, first uint16, n int) bool {
	x := r.value(first)
	if n != 1 || !x.IsFloat() || !cuts(x.Float()) {
		return false
	}
	r.set(a, r.guard(ir.Ins{Op: ir.F2I, A: r.emit(ir.Ins{Op: op, A: r.float(first)})}))
	return true
}

// cuts says whether F2I takes f.
func cuts(f float64) bool { return f < 1<<47-1 && f > -(1<<47-1) }

// callInt records int(x) of a number, callFloat float(x).
func (r *Recorder) callInt(a, first uint16, n int) bool {
	if n != 1 {
		return false
	}
	switch x := r.value(first); {
	case x.IsInt():
		r.set(a, r.integer(first))
	case x.IsFloat() && cuts(x.Float()):
		r.set(a, r.guard(ir.Ins{Op: ir.F2I, A: r.float(first)}))
	default:
		return false
	}
	return true
}

func (r *Recorder) callFloat(a, first uint16, n int) bool {
	if n != 1 || !isNumber(r.value(first)) {
		return false
	}
	r.set(a, r.float(first))
	return true
}

func (r *Recorder) callBool(a, first uint16, n int) bool {
	if n != 1 {
		return false
	}
	truth, known := r.guardTruth(first)
	if known {
		r.set(a, r.constant(gc.MakeBool(truth)))
	}
	return known
}

// callType records type(x): as long as no class changes, a shape tells it.
func (r *Recorder) callType(a, first uint16, n int) bool {
	v := r.value(first)
	if n != 1 || v == gc.Null || object.ClassOf(v) != nil {
		return false
	}
	r.guardTypes()
	r.operand(first)
	r.set(a, r.constant(object.TypeOf(v).Obj))
	return true
}

// callIter records iter(x).
func (r *Recorder) callIter(a, first uint16, n int) bool { return n == 1 && r.iterator(a, first) }
