package record

import (
	"gorgon/gc"
	"gorgon/jit/ir"
	"gorgon/vm/bytecode"
	"gorgon/vm/frame"
)

// A trace may go on where a frame returns to that it has not pushed: the
// linkage in memory is guarded, and the frame below becomes the outermost one
// that the trace knows. Its slots have negative numbers.

// MaxBelow bounds the stack that a trace may use below the root frame's base,
// in words; maxReturns how often the outermost frame may return.
const (
	MaxBelow   = 1000
	maxReturns = 8
)

// at returns the entry of slot s.
func (r *Recorder) at(s int32) *slot { return &r.slots[s+MaxBelow] }

// holds says whether there is an entry for slot s.
func (r *Recorder) holds(s int32) bool { return s >= -MaxBelow && int(s)+MaxBelow < len(r.slots) }

// low is the outermost frame that the trace knows.
func (r *Recorder) low() int32 { return r.frames[0].base }

// CanReturn says whether the trace can go on behind the RETURN or RETURN_NONE
// that the frame at base, which it has not pushed, is about to run.
func (r *Recorder) CanReturn(base uintptr) bool {
	switch frame.Kind(r.info(base)) {
	case frame.RetPlain, frame.RetInit, frame.RetBinary, frame.RetCompare, frame.RetTruth:
		return r.memoryCaller(base)
	}
	return r.yields(base)
}

// memoryCaller says whether the frame that the one at base returns to can
// become part of the trace.
func (r *Recorder) memoryCaller(base uintptr) bool {
	prev := uintptr(gc.Load64(base + off(frame.PrevBase)))
	if prev == 0 || r.returned >= maxReturns {
		return false
	}
	if n := len(r.frames); n > 1 {
		return r.frames[n-2].base == r.words(prev)
	}
	words := int64(prev-r.root) / 8
	return words > -MaxBelow+bytecode.FrameHeader && words < MaxSlots-600
}

// guardCaller guards that the running frame, at slot f, returns as it would now.
func (r *Recorder) guardCaller(f int32) {
	word := func(o int) int64 { return int64(gc.Load64(r.base + off(o))) }
	r.guard(ir.Ins{Op: ir.GCALLER, A: r.kint(word(frame.RetPC)), B: r.kint(word(frame.Info)), Imm: int64(r.words(uintptr(word(frame.PrevBase)))), Size: f})
}

// guardSaved guards that the frame below f, the running one, which the trace has
// pushed, need not be saved before it changes. Only while the interpreter ran an
// instruction can f have become the outermost frame of a checkpoint.
func (r *Recorder) guardSaved(f inlined) {
	if f.native && !f.open && r.Trace.Transactional {
		r.guardCaller(f.base)
	}
}

// returnFrom records RETURN, or with none set RETURN_NONE, of frame f, whose
// linkage only memory knows.
func (r *Recorder) returnFrom(w uint64, f inlined, none bool) {
	if !r.CanReturn(r.base) {
		if r.Depth() == 0 {
			r.abandon()
		} else {
			r.stepOver()
		}
		return
	}
	info := r.info(r.base)
	v, ok := r.result(w, frame.Kind(info), none)
	switch {
	case !ok:
		r.stepOver()
		return
	case frame.Kind(info) == frame.RetGenFor || frame.Kind(info) == frame.RetGenSend:
		r.endGenerator(v)
		return
	}
	r.guardCaller(f.base)
	if frame.Kind(info) == frame.RetTruth {
		r.popped(f)
		return
	}
	if frame.Kind(info) == frame.RetInit {
		v = r.emit(ir.Ins{Op: ir.SLOAD, Class: ir.Stack, Imm: int64(f.base + frame.Extra/8)})
	}
	r.popped(f)
	r.setSlot(r.current().base+int32(frame.Dst(info)), slot{ref: v, dirty: true})
}

// result is what a return of that kind gives, but for that of __init__; ok
// false: the interpreter must look at it.
func (r *Recorder) result(w uint64, kind uint8, none bool) (v ir.Ref, ok bool) {
	a := bytecode.A(w)
	switch {
	case kind == frame.RetTruth:
		return 0, r.returnTruth(a, none)
	case none:
		return r.constant(gc.None), true
	case (kind == frame.RetBinary || kind == frame.RetCompare) && r.value(a) == gc.NotImplemented, kind == frame.RetInit && r.value(a) != gc.None:
		return 0, false
	case kind == frame.RetInit:
		r.sameAs(a, gc.None)
		return r.constant(gc.None), true
	}
	v = r.ref(a)
	if (kind == frame.RetBinary || kind == frame.RetCompare) && r.Trace.Type(v) == ir.Value {
		r.guard(ir.Ins{Op: ir.GNE, A: v, B: r.constant(gc.NotImplemented)})
	}
	return v, true
}

// Recursive says whether the running frame's function is open a second time in
// the trace.
func (r *Recorder) Recursive() bool {
	for i := range r.frames[:len(r.frames)-1] {
		if r.frames[i].code == r.current().code {
			return true
		}
	}
	return false
}

// Calls says whether an instruction of that opcode is a call whose frame lies in
// its window.
func Calls(op bytecode.Op) bool { return op == bytecode.CALL || op == bytecode.CALL_METHOD }
