package record

import (
	"gorgon/gc"
	"gorgon/jit/ir"
	"gorgon/vm/bytecode"
	"gorgon/vm/frame"
	"gorgon/vm/object"
)

// Functions that are made while the trace runs, their cells, and the calls whose
// arguments are not in the order of the parameters.

// functions records the instructions that make functions and read what belongs
// to the running one; false: it is none of these, or nothing was recorded.
func (r *Recorder) functions(w uint64, op bytecode.Op) bool {
	a, b := bytecode.A(w), bytecode.B(w)
	switch op {
	case bytecode.MAKE_CELL:
		v := r.object(a)
		cell := r.emit(ir.Ins{Op: ir.NEW, Imm: int64(gc.Header(object.ShapeCell, gc.LayoutValues)), Size: int32(gc.Round(gc.HeaderSize + 8))})
		r.putField(cell, object.CellValue, v)
		r.set(a, cell)
	case bytecode.COPY_FREE:
		cells := r.load(r.runningFunction(), object.FuncClosure, ir.Const)
		for i := range b {
			r.set(a+i, r.load(cells, object.TupleItemsOffset+8*int64(i), ir.Const))
		}
	case bytecode.MAKE_FUNCTION:
		r.makeFunction(w, a, b)
	case bytecode.LOAD_COMMON:
		return r.loadCommon(w, a)
	case bytecode.LOAD_SUPER:
		return r.loadSuper(w, a, b)
	case bytecode.CALL_KW:
		return r.callNamed(w)
	case bytecode.CALL_EX:
		return r.callUnpacked(w)
	default:
		return false
	}
	return true
}

// runningFunction is the function of the running frame.
func (r *Recorder) runningFunction() ir.Ref {
	at := r.current().base + frame.Func/8
	if v := r.slotAt(at); at >= r.low() && v.ref != 0 {
		return v.ref
	}
	return r.emit(ir.Ins{Op: ir.SLOAD, Class: ir.Stack, Imm: int64(at)})
}

func (r *Recorder) makeFunction(w uint64, a, b uint16) {
	code := r.current().code.Child(r.t, int(gc.Load64(r.pc+8)))
	var values [len(frame.FunctionParts)]ir.Ref
	for i, p := range frame.FunctionParts {
		if bytecode.D(w)&p.Flag != 0 {
			values[i] = r.object(b)
			b++
		}
	}
	r.mention(code)
	header, size := object.FunctionBirth()
	f := r.emit(ir.Ins{Op: ir.NEW, Imm: int64(header), Size: int32(size)})
	r.putField(f, object.FuncCode, r.constant(gc.MakeInt(int64(code.Addr()))))
	r.putField(f, object.FuncGlobals, r.constant(code.Globals))
	r.putField(f, object.FuncName, r.constant(object.Intern(code.Name)))
	r.putField(f, object.FuncQualName, r.constant(object.Intern(code.QualName)))
	for i, p := range frame.FunctionParts {
		if v := values[i]; v != 0 {
			r.putField(f, int(p.Offset), v)
		}
	}
	r.set(a, f)
}

func (r *Recorder) loadCommon(w uint64, a uint16) bool {
	switch bytecode.D(w) {
	case bytecode.CommonAssertionError:
		r.set(a, r.constant(object.AssertionErrorType.Obj))
	case bytecode.CommonNotImplementedError:
		r.set(a, r.constant(object.NotImplementedErrorType.Obj))
	case bytecode.CommonTuple:
		r.set(a, r.constant(object.TupleType.Obj))
	case bytecode.CommonAll:
		r.set(a, r.helper(hDictGet, r.constant(r.current().code.Builtins), r.constant(object.Intern("all"))))
	case bytecode.CommonAny:
		r.set(a, r.helper(hDictGet, r.constant(r.current().code.Builtins), r.constant(object.Intern("any"))))
	default:
		return false
	}
	return true
}

// loadSuper records super().name where that is a function for a call.
func (r *Recorder) loadSuper(w uint64, a, b uint16) bool {
	class, self := r.value(b+1), r.value(b+2)
	if bytecode.D(w)&bytecode.MethodForm == 0 || r.value(b) != object.SuperType.Obj || object.ClassOf(class) == nil ||
		!self.IsPtr() || gc.Shape(self.Addr()) < object.FirstFreeShape || object.ClassOf(self) != nil ||
		!object.IsSubtype(object.TypeOf(self), object.ClassOf(class)) {
		return false
	}
	fn, bound, ok := object.SuperAttr(r.t, class, self, gc.Load(r.pc+8), true)
	if !ok {
		r.t.Exc = gc.Null // the interpreter will raise it
		return false
	}
	if bound != self {
		return false
	}
	r.guardTypes()
	r.guard(ir.Ins{Op: ir.GEQ, A: r.object(b), B: r.constant(object.SuperType.Obj)})
	r.guard(ir.Ins{Op: ir.GEQ, A: r.object(b + 1), B: r.constant(class)})
	ref := r.readShape(b+2, gc.Shape(self.Addr()))
	r.set(a, r.constant(fn))
	r.set(a+argBase, ref)
	return true
}

// callNamed inlines CALL_KW of a Python function or of a class with a Python
// __init__.
func (r *Recorder) callNamed(w uint64) bool {
	win, n := bytecode.B(w), int(bytecode.C(w))
	first := win + argBase
	method, null := bytecode.D(w) == bytecode.MethodForm, r.value(first) == gc.Null
	if method && null {
		first++
	} else if method {
		n++
	}
	call := bound{fn: r.value(win), reg: win, base: r.slotOf(first), n: n, names: object.TupleItems(gc.Load(r.pc + 8)), ret: r.pc + 16}
	call.arg = func(k int) ir.Ref { return r.ref(first + uint16(k)) }
	if method {
		call.guards = func() { r.selfIs(win+argBase, null) }
	}
	return r.callBound(w, &call)
}

// callUnpacked inlines CALL_EX of a tuple with no keywords but those of an empty
// dict, likewise.
func (r *Recorder) callUnpacked(w uint64) bool {
	win := bytecode.B(w)
	pos, f := r.value(win+argBase), r.current()
	named := r.value(win + argBase + 1)
	if named != gc.Null && (!is(named, object.ShapeDict) || gc.Load(named.Addr()+object.DictUsedOffset) != gc.MakeInt(0)) || !is(pos, object.ShapeTuple) {
		return false
	}
	call := bound{fn: r.value(win), reg: win, base: f.base + int32(f.code.NRegs) + bytecode.FrameHeader, n: object.TupleLen(pos), ret: r.pc + 8}
	var tuple ir.Ref
	call.guards = func() {
		if named == gc.Null {
			r.sameAs(win+argBase+1, gc.Null)
		} else {
			r.guard(ir.Ins{Op: ir.GEQ, A: r.size(win + argBase + 1), B: r.kint(0)})
		}
		tuple = r.shape(win + argBase)
		size := r.emit(ir.Ins{Op: ir.UNBOXI, A: r.load(tuple, object.TupleLenOffset, ir.Const)})
		r.guard(ir.Ins{Op: ir.GEQ, A: size, B: r.kint(int64(call.n))})
	}
	call.arg = func(k int) ir.Ref { return r.load(tuple, object.TupleItemsOffset+8*int64(k), ir.Const) }
	return r.callBound(w, &call)
}

// bound is a call whose arguments are not all in their parameters' places.
type bound struct {
	fn     gc.Value
	reg    uint16 // holds fn
	base   int32  // the slot of the new frame's register 0
	n      int    // arguments, the last of which have the names
	names  []gc.Value
	ret    uintptr
	guards func()           // what else is taken for granted; nil: nothing
	arg    func(int) ir.Ref // an argument, once that is guarded
}

// callBound inlines such a call; false: nothing was recorded.
func (r *Recorder) callBound(w uint64, c *bound) bool {
	if !c.fn.IsPtr() {
		return false
	}
	fn, self := c.fn, 0
	class := object.ClassOf(c.fn)
	switch {
	case class != nil:
		init, ok := object.PlainNew(r.t, class)
		if !ok {
			return false
		}
		fn, self = init, 1
	case !is(fn, object.ShapeFunction):
		return false
	}
	code := r.codeOf(fn)
	b, ok := bind(r.t, fn, code, c.n+self, c.names)
	if !ok || !r.roomFor(code, c.base) {
		return false
	}
	if c.guards != nil {
		c.guards()
	}
	if class != nil {
		r.guardTypes()
	}
	r.guard(ir.Ins{Op: ir.GEQ, A: r.object(c.reg), B: r.constant(c.fn)})
	args := r.bind(fn, code, b, func(k int) ir.Ref { return c.arg(k - self) }, self)
	ret := returning{kind: frame.RetPlain, dst: bytecode.A(w), pc: c.ret, extra: slot{kind: ir.SlotRaw, dirty: true}}
	if class != nil {
		args[0] = r.instance(c.fn)
		ret.kind, ret.extra = frame.RetInit, slot{ref: args[0], dirty: true}
	}
	for i, v := range args {
		r.setSlot(c.base+int32(i), slot{ref: v, dirty: true})
	}
	r.pushFrame(w, code, c.base, len(args), r.constant(fn), ret)
	return true
}

// instance makes an object of the class, as object.__new__ does.
func (r *Recorder) instance(class gc.Value) ir.Ref {
	if header, size, ok := object.ClassOf(class).PlainBirth(); ok {
		return r.emit(ir.Ins{Op: ir.NEW, Imm: int64(header), Size: int32(size)})
	}
	return r.helper(hInstance, r.constant(class))
}

// selfIs guards that the window's place for the receiver is empty, or not.
func (r *Recorder) selfIs(reg uint16, null bool) {
	if null {
		r.sameAs(reg, gc.Null)
	} else if ref := r.ref(reg); r.Trace.Type(ref) == ir.Value {
		r.guard(ir.Ins{Op: ir.GNE, A: ref, B: r.constant(gc.Null)})
	}
}

// guardDefaults guards the default values of fn, and returns them.
func (r *Recorder) guardDefaults(fn gc.Value) gc.Value {
	d := gc.Load(fn.Addr() + object.FuncDefaults)
	f := r.constant(fn)
	now := r.load(f, object.FuncDefaults, ir.Slot)
	r.read(f, gc.LockOffset)
	r.guard(ir.Ins{Op: ir.GEQ, A: now, B: r.constant(d)})
	return d
}

// calls guards that register reg has the function fn now: one that is made again
// and again is known by its code, unless its defaults matter.
func (r *Recorder) calls(reg uint16, fn gc.Value, code *frame.Code, n int) ir.Ref {
	callee := r.object(reg)
	if r.Trace.Ins[callee].Op == ir.KVALUE || code.Flags&bytecode.Nested == 0 || code.Positional != int64(n) {
		r.guard(ir.Ins{Op: ir.GEQ, A: callee, B: r.constant(fn)})
		return callee
	}
	r.shape(reg)
	r.mention(code)
	now := r.load(callee, object.FuncCode, ir.Slot)
	r.read(callee, gc.LockOffset)
	r.guard(ir.Ins{Op: ir.GEQ, A: now, B: r.constant(gc.Load(fn.Addr() + object.FuncCode))})
	return callee
}

// property inlines the getter of a property: it is entered as a call of one
// argument behind the frame's registers.
func (r *Recorder) property(w uint64, b uint16, getter gc.Value) {
	code := r.codeOf(getter)
	f := r.current()
	base := f.base + int32(f.code.NRegs) + bytecode.FrameHeader
	o := r.value(b)
	if code.Positional != 1 || !r.roomFor(code, base) || gc.Shape(o.Addr()) < object.FirstFreeShape || object.ClassOf(o) != nil {
		r.stepOver()
		return
	}
	r.guardTypes()
	r.setSlot(base, slot{ref: r.readShape(b, gc.Shape(o.Addr())), dirty: true})
	r.pushFrame(w, code, base, 1, r.constant(getter), returning{kind: frame.RetPlain, dst: bytecode.A(w), pc: r.pc + 24, extra: slot{kind: ir.SlotRaw, dirty: true}})
}
