package record

import (
	"gorgon/gc"
	"gorgon/jit/ir"
	"gorgon/vm/bytecode"
	"gorgon/vm/frame"
	"gorgon/vm/object"
)

const argBase = bytecode.ArgBase

// maxSame is how often a function may be open in a trace: recursion is not
// unrolled without end.
const maxSame = 3

// call records CALL or, with method set, CALL_METHOD.
func (r *Recorder) call(w uint64, method bool) {
	win, n := bytecode.B(w), int(bytecode.C(w))
	fn := r.value(win)
	if !fn.IsPtr() {
		r.stepOver()
		return
	}
	first := win + argBase
	if method {
		if r.value(first) == gc.Null {
			r.sameAs(first, gc.Null)
			first++
		} else {
			n++
			r.selfIs(first, false)
		}
	}
	switch {
	case gc.Shape(fn.Addr()) == object.ShapeFunction:
		r.callFunction(w, fn, first, n)
	case gc.Shape(fn.Addr()) == object.ShapeNative || object.TypeOf(fn) == object.MethodDescriptorType:
		if !r.intrinsic(w, fn, first, n) {
			r.stepOver()
		}
	case object.ClassOf(fn) != nil && first == win+argBase:
		if !r.callClass(w, fn, first, n) {
			r.construct(w, fn, n)
		}
	default:
		r.stepOver()
	}
}

// callFunction inlines a call of a Python function with n arguments from
// register first on.
func (r *Recorder) callFunction(w uint64, fn gc.Value, first uint16, n int) {
	code := r.codeOf(fn)
	base := r.slotOf(first)
	switch {
	case !r.roomFor(code, base):
		r.stepOver()
		return
	case code.Positional != int64(n) && !r.hasDefaults(fn, code, n):
		call := bound{fn: fn, reg: bytecode.B(w), base: base, n: n, ret: r.pc + 16}
		call.arg = func(k int) ir.Ref { return r.ref(first + uint16(k)) }
		if !r.callBound(w, &call) {
			r.stepOver()
		}
		return
	}
	callee := r.calls(bytecode.B(w), fn, code, n)
	if code.Positional != int64(n) {
		n = r.defaults(fn, code, base, n)
	}
	r.push(w, code, base, n, callee, 0)
}

// hasDefaults says whether n arguments and default values are all that code
// takes.
func (r *Recorder) hasDefaults(fn gc.Value, code *frame.Code, n int) bool {
	if code.KwOnly != 0 || code.Flags&(bytecode.VarKeywords|bytecode.VarArgs) != 0 || n >= code.ArgCount {
		return false
	}
	d := gc.Load(fn.Addr() + object.FuncDefaults)
	return is(d, object.ShapeTuple) && code.ArgCount-object.TupleLen(d) <= n
}

// defaults gives the parameters of code from the n-th on their default values:
// those of fn are guarded.
func (r *Recorder) defaults(fn gc.Value, code *frame.Code, base int32, n int) int {
	items := object.TupleItems(r.guardDefaults(fn))
	for i := n; i < code.ArgCount; i++ {
		r.setSlot(base+int32(i), slot{ref: r.typed(items[i-(code.ArgCount-len(items))]), dirty: true})
	}
	return code.ArgCount
}

// callClass records the call of a builtin class; false: it is another.
func (r *Recorder) callClass(w uint64, fn gc.Value, first uint16, n int) bool {
	var f func(r *Recorder, a, first uint16, n int) bool
	switch object.ClassOf(fn) {
	case object.IntType:
		f = (*Recorder).callInt
	case object.FloatType:
		f = (*Recorder).callFloat
	case object.BoolType:
		f = (*Recorder).callBool
	case object.TypeType:
		f = (*Recorder).callType
	case object.RangeType:
		if r.virtualRange(w, n) {
			return true
		}
	}
	if f != nil {
		r.calleeIs(w, fn)
		if f(r, bytecode.A(w), first, n) {
			return true
		}
	}
	return r.makes(w, fn, first, n) || object.Constructor(fn) != nil && r.tailed(w, fn, tailClass, first, n)
}

// roomFor says whether code may be inlined with its frame at slot base.
func (r *Recorder) roomFor(code *frame.Code, base int32) bool {
	same := 0
	for _, f := range r.frames {
		if f.code == code {
			same++
		}
	}
	return same < maxSame && (!code.Generic || canRun(code)) && int(base)+code.NRegs < MaxSlots-100 && len(r.frames) < MaxDepth
}

// push makes the frame of code the running one; n arguments are in place. made
// is the new object that __init__ gets, 0 in a plain call.
func (r *Recorder) push(w uint64, code *frame.Code, base int32, n int, callee, made ir.Ref) {
	ret := returning{kind: frame.RetPlain, dst: bytecode.A(w), pc: r.pc + 16, extra: slot{kind: ir.SlotRaw, dirty: true}}
	if made != 0 {
		ret.kind, ret.extra = frame.RetInit, slot{ref: made, dirty: true}
	}
	r.pushFrame(w, code, base, n, callee, ret)
}

// returning is how a frame returns.
type returning struct {
	kind  uint8 // frame.Ret…
	dst   uint16
	arg   uint32
	pc    uintptr // where the caller goes on
	extra slot
}

func (r *Recorder) pushFrame(w uint64, code *frame.Code, base int32, n int, callee ir.Ref, ret returning) {
	caller := r.current().base
	raw := func(at int, word uint64) {
		r.setSlot(base+int32(at/8), slot{kind: ir.SlotRaw, dirty: true, raw: int64(word)})
	}
	r.setSlot(base+frame.PrevBase/8, slot{kind: ir.SlotFrame, dirty: true, raw: int64(caller)})
	raw(frame.RetPC, uint64(ret.pc))
	r.setSlot(base+frame.Func/8, slot{ref: callee, dirty: true})
	raw(frame.CodePtr, uint64(code.Addr()))
	raw(frame.Info, code.Counted(frame.MakeInfo(ret.kind, ret.dst, ret.arg)))
	r.setSlot(base+frame.Extra/8, ret.extra)
	for i := range int32(n) {
		// Leaving clears the frame: what memory holds of it must be known.
		s := r.at(base + i)
		if s.ref == 0 {
			s.ref = r.emit(ir.Ins{Op: ir.SLOAD, Class: ir.Stack, Imm: int64(base + i)})
		}
		r.setSlot(base+i, slot{ref: s.ref, dirty: true})
	}
	for i := int32(n); i < int32(code.NRegs); i++ {
		r.setSlot(base+i, slot{ref: r.constant(gc.Null)})
	}
	r.enter(inlined{code: code, base: base, native: true, open: true,
		dst: caller + int32(ret.dst), retPC: ret.pc, init: ret.extra.ref, kind: ret.kind})
}

// ret records RETURN, or with none set RETURN_NONE, of a frame that the trace
// has pushed, or whose linkage is in memory.
func (r *Recorder) ret(w uint64, none bool) {
	f := *r.current()
	if !f.native {
		r.returnFrom(w, f, none)
		return
	}
	v, ok := r.result(w, f.kind, none)
	if !ok {
		r.stepOver()
		return
	}
	if f.kind == frame.RetGenFor || f.kind == frame.RetGenSend {
		if !r.yields(r.base) {
			r.stepOver()
			return
		}
		r.endGenerator(v)
		return
	}
	r.guardSaved(f)
	if f.init != 0 {
		v = f.init
	}
	r.forgetFrom(f.base - bytecode.FrameHeader)
	r.frames = r.frames[:len(r.frames)-1]
	if f.kind != frame.RetTruth {
		r.setSlot(f.dst, slot{ref: v, dirty: true})
	}
}

// operator inlines the Python method that the binary operator op of registers
// b and c calls first; false: nothing was recorded.
func (r *Recorder) operator(w uint64, op bytecode.Op, b, c uint16) bool {
	x, y := r.value(b), r.value(c)
	if !x.IsPtr() || gc.Shape(x.Addr()) < object.FirstFreeShape || !y.IsPtr() && !isNumber(y) {
		return false
	}
	fn, arg, ok := r.host.Operator(r.t, op, bytecode.D(w)&bytecode.InPlace != 0, x, y)
	if !ok {
		return false
	}
	return r.operatorMethod(w, fn, b, c, frame.RetBinary, arg)
}

// construct inlines the call of a class with a Python __init__.
func (r *Recorder) construct(w uint64, fn gc.Value, n int) {
	init, ok := r.host.Instantiated(r.pc, fn)
	if !ok {
		r.stepOver()
		return
	}
	code := r.codeOf(init)
	if code.Positional != int64(n)+1 {
		first := bytecode.B(w) + argBase
		call := bound{fn: fn, reg: bytecode.B(w), base: r.slotOf(first), n: n, ret: r.pc + 16}
		call.arg = func(k int) ir.Ref { return r.ref(first + uint16(k)) }
		if !r.callBound(w, &call) {
			r.stepOver()
		}
		return
	}
	base := r.slotOf(bytecode.B(w)) + argBase - 1
	if !r.roomFor(code, base) {
		r.stepOver()
		return
	}
	r.guardTypes()
	r.guard(ir.Ins{Op: ir.GEQ, A: r.object(bytecode.B(w)), B: r.constant(fn)})
	made := r.instance(fn)
	r.setSlot(base, slot{ref: made, dirty: true})
	r.push(w, code, base, n+1, r.constant(init), made)
}
