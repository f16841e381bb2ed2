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
	prev := uintptr(gc.Load64(base + off(frame.PrevBase)))
	if prev == 0 || r.returned >= maxReturns || !r.t.Solo && base == r.t.Watermark {
		return false
	}
	switch frame.Kind(gc.Load64(base + off(frame.Info))) {
	case frame.RetPlain, frame.RetInit, frame.RetBinary:
	default:
		return false
	}
	if n := len(r.frames); n > 1 {
		return r.frames[n-2].base == r.words(prev)
	}
	words := int64(prev-r.root) / 8
	return words > -MaxBelow+bytecode.FrameHeader && words < MaxSlots-600
}

// returnFrom records RETURN, or with none set RETURN_NONE, of frame f, whose
// linkage only memory knows.
func (r *Recorder) returnFrom(w uint64, f inlined, none bool) {
	base := r.base
	if !r.CanReturn(base) {
		if r.Depth() == 0 {
			r.abandon()
		} else {
			r.stepOver()
		}
		return
	}
	info := gc.Load64(base + off(frame.Info))
	v, ok := r.result(w, frame.Kind(info), none)
	if !ok {
		r.stepOver()
		return
	}
	prev := uintptr(gc.Load64(base + off(frame.PrevBase)))
	r.guard(ir.Ins{Op: ir.GCALLER, A: r.kint(int64(gc.Load64(base + off(frame.RetPC)))), B: r.kint(int64(info)), Imm: int64(r.words(prev)), Size: f.base})
	if frame.Kind(info) == frame.RetInit {
		v = r.emit(ir.Ins{Op: ir.SLOAD, Class: ir.Stack, Imm: int64(f.base + frame.Extra/8)})
	}
	r.forgetFrom(f.base - bytecode.FrameHeader)
	if r.frames = r.frames[:len(r.frames)-1]; len(r.frames) == 0 {
		r.frames = append(r.frames, inlined{code: codeAt(prev), base: r.words(prev)})
	}
	r.returned++
	r.setSlot(r.words(prev)+int32(frame.Dst(info)), slot{ref: v, dirty: true})
}

// result is what a return of that kind gives, but for that of __init__; ok
// false: the interpreter must look at it.
func (r *Recorder) result(w uint64, kind uint8, none bool) (v ir.Ref, ok bool) {
	a := bytecode.A(w)
	switch {
	case none:
		return r.constant(gc.None), true
	case kind == frame.RetBinary && r.value(a) == gc.NotImplemented, kind == frame.RetInit && r.value(a) != gc.None:
		return 0, false
	case kind == frame.RetInit:
		r.sameAs(a, gc.None)
		return r.constant(gc.None), true
	}
	v = r.ref(a)
	if kind == frame.RetBinary && r.Trace.Type(v) == ir.Value {
		r.guard(ir.Ins{Op: ir.GNE, A: v, B: r.constant(gc.NotImplemented)})
	}
	return v, true
}
