package record

import (
	"gorgon/gc"
	"gorgon/jit/ir"
	"gorgon/vm/bytecode"
	"gorgon/vm/frame"
	"gorgon/vm/object"
)

// A generator's registers lie in its object while it is suspended. A trace that
// resumes one takes them from there as values, and one that comes by a YIELD
// stores what has changed. Both ask that no exception is being handled, so that
// there is none to exchange.

// generator is what the trace knows of the generator that an inlined frame
// belongs to.
type generator struct {
	object ir.Ref
	// regs are the values that the object has in its registers: those that the
	// trace has not changed need not be stored. nil: not known.
	regs []ir.Ref
	word int // where the object says that it goes on, -1: not known
	// delegates: the object may have a receiver.
	delegates bool
}

// canRun says whether frames of generator code may be inlined: who leaves a try
// statement open must be closed when nobody refers to it any more, which only
// the interpreter's generators know.
func canRun(code *frame.Code) bool {
	return code.Flags&(bytecode.Coroutine|bytecode.AsyncGenerator) == 0 && len(code.Handlers) <= 1
}

func codeOfWord(word gc.Value) *frame.Code { return frame.At(uintptr(word) &^ (0xffff << 48)) }

// codeOf returns the code of the function fn, which is about to be called.
func (r *Recorder) codeOf(fn gc.Value) *frame.Code {
	code := codeOfWord(gc.Load(fn.Addr() + object.FuncCode))
	code.Complete(r.t)
	return code
}

// guardIdle guards that the thread handles no exception and is in no atomic block.
func (r *Recorder) guardIdle() { r.guard(ir.Ins{Op: ir.GIDLE}) }

// idle says whether that is so.
func (r *Recorder) idle() bool { return r.t.Handled == gc.Null && r.t.Atomic == 0 }

func (r *Recorder) putField(o ir.Ref, off int, v ir.Ref) {
	r.emit(ir.Ins{Op: ir.STORE, Class: ir.Slot, A: o, B: v, Imm: int64(off)})
}

func (r *Recorder) fieldIs(o ir.Ref, off int, v gc.Value) {
	r.guard(ir.Ins{Op: ir.GEQ, A: r.load(o, int64(off), ir.Slot), B: r.constant(v)})
}

// makeGenerator records RETURN_GENERATOR in a frame that the trace has pushed.
func (r *Recorder) makeGenerator() {
	f := *r.current()
	if !f.native || f.kind != frame.RetPlain || !canRun(f.code) {
		r.abandon()
		return
	}
	header, size, ok := object.GeneratorBirth(f.code.NRegs)
	if !ok {
		r.abandon()
		return
	}
	fn := r.at(f.base + frame.Func/8).ref
	name, qual := r.load(fn, int64(object.FuncName), ir.Slot), r.load(fn, int64(object.FuncQualName), ir.Slot)
	r.read(fn, gc.LockOffset)
	g := r.emit(ir.Ins{Op: ir.NEW, Imm: int64(header), Size: int32(size)})
	r.putField(g, object.GenCode, r.constant(gc.MakeInt(int64(f.code.Addr()))))
	r.putField(g, object.GenFunc, fn)
	r.putField(g, object.GenName, name)
	r.putField(g, object.GenQualName, qual)
	r.putField(g, object.GenState, r.constant(gc.MakeInt(object.GenCreated)))
	made := &generator{object: g, regs: make([]ir.Ref, f.code.NRegs), word: -1}
	for i := range made.regs {
		made.regs[i] = r.constant(gc.Null)
	}
	r.suspend(f, made, f.code.Word(r.pc)+1)
	r.forgetFrom(f.base - bytecode.FrameHeader)
	r.frames = r.frames[:len(r.frames)-1]
	r.setSlot(f.dst, slot{ref: g, dirty: true})
}

// suspend stores what the frame f has changed in the object of its generator,
// which goes on at word.
func (r *Recorder) suspend(f inlined, g *generator, word int) {
	null := r.constant(gc.Null)
	live := f.code.Liveness().Resumed(word)
	for i := range f.code.NRegs {
		v := null
		if i < f.code.NLocals || live[i>>6]>>(i&63)&1 != 0 {
			v = r.slotRef(f.base + int32(i))
		}
		if g.regs == nil || g.regs[i] != v && r.unboxed(g.regs[i]) != v {
			r.putField(g.object, object.GenRegs+8*i, r.boxed(v))
		}
	}
	if g.word != word {
		r.putField(g.object, object.GenPC, r.constant(gc.MakeInt(int64(word))))
	}
}

// unboxed is the operand of a boxing operation, or v.
func (r *Recorder) unboxed(v ir.Ref) ir.Ref {
	if i := &r.Trace.Ins[v]; i.Op == ir.BOXI || i.Op == ir.BOXF {
		return i.A
	}
	return v
}

// slotRef is what slot s holds, of any type.
func (r *Recorder) slotRef(s int32) ir.Ref {
	v := r.slotAt(s)
	if v.ref == 0 {
		if v.dirty {
			return r.constant(gc.Null) // linkage of an inner frame: dead
		}
		v.ref = r.emit(ir.Ins{Op: ir.SLOAD, Class: ir.Stack, Imm: int64(s)})
		r.top = max(r.top, s+1)
	}
	return v.ref
}

// resume records that FOR_ITER or SEND goes on in the generator in register
// b, with val as what its YIELD gives; false: nothing was recorded.
func (r *Recorder) resume(w uint64, b uint16, val ir.Ref, ret returning) bool {
	v := r.value(b)
	o := v.Addr()
	state, code := gc.Load(o+object.GenState), codeOfWord(gc.Load(o+object.GenCode))
	f := r.current()
	base := f.base + int32(f.code.NRegs) + bytecode.FrameHeader
	created := state == gc.MakeInt(object.GenCreated)
	if !created && state != gc.MakeInt(object.GenSuspended) || !r.idle() || gc.Load(o+object.GenHandled) != gc.Null ||
		!canRun(code) || !r.roomFor(code, base) || object.GenRegCount(o) < code.NRegs {
		return false
	}
	ref := r.shape(b)
	r.own(ref)
	r.guardIdle()
	word := gc.Load(o + object.GenPC)
	r.fieldIs(ref, object.GenState, state)
	r.fieldIs(ref, object.GenCode, gc.Load(o+object.GenCode))
	r.fieldIs(ref, object.GenPC, word)
	r.fieldIs(ref, object.GenHandled, gc.Null)
	r.putField(ref, object.GenState, r.constant(gc.MakeInt(object.GenRunning)))
	g := &generator{object: ref, regs: make([]ir.Ref, code.NRegs), word: int(word.Int())}
	live := code.Liveness().Resumed(g.word)
	for i := range g.regs {
		g.regs[i] = r.constant(gc.Null)
		if i < code.NLocals || live[i>>6]>>(i&63)&1 != 0 {
			g.regs[i] = r.load(ref, int64(object.GenRegs+8*i), ir.Slot)
		}
	}
	ret.extra = slot{ref: ref, dirty: true}
	fn := r.load(ref, int64(object.GenFunc), ir.Slot)
	r.pushFrame(w, code, base, 0, fn, ret)
	for i, v := range g.regs {
		r.setSlot(base+int32(i), slot{ref: v, dirty: true})
	}
	r.current().gen = g
	if !created {
		yield := code.Words[g.word]
		g.delegates = bytecode.D(yield)&bytecode.YieldDelegate != 0
		r.setSlot(base+int32(bytecode.A(yield)), slot{ref: val, dirty: true})
	}
	return true
}

// forGenerator records FOR_ITER over the generator in register a.
func (r *Recorder) forGenerator(w uint64, a uint16) {
	back := int32(int64(int16(w>>48)) - 2)
	if !r.resume(w, a, r.constant(gc.None), returning{kind: frame.RetGenFor, dst: uint16(w >> 32), arg: uint32(back), pc: r.pc + 16}) {
		r.stepOver()
	}
}

// send records SEND of register a to a generator in register b.
func (r *Recorder) send(w uint64, a, b uint16) {
	v := r.value(b)
	if !is(v, object.ShapeGenerator) {
		r.abandon()
		return
	}
	if gc.Load(v.Addr()+object.GenState) == gc.MakeInt(object.GenCreated) {
		if r.value(a) != gc.None {
			r.abandon()
			return
		}
		r.sameAs(a, gc.None)
	}
	off := int32(int64(int16(w>>48)) - 1)
	if !r.resume(w, b, r.ref(a), returning{kind: frame.RetGenSend, dst: uint16(w >> 16), arg: uint32(off), pc: r.pc + 8}) {
		r.abandon()
	}
}

// yields says whether the trace can go on behind a YIELD, or the end of a
// generator, in the frame at base.
func (r *Recorder) yields(base uintptr) bool {
	switch frame.Kind(r.info(base)) {
	case frame.RetGenFor, frame.RetGenSend:
		return r.idle() && canRun(codeAt(base)) && (r.current().native || r.memoryCaller(base))
	}
	return false
}

// info is how the running frame returns.
func (r *Recorder) info(base uintptr) uint64 { return gc.Load64(base + off(frame.Info)) }

// running is the generator of the running frame, whose return is guarded if
// only memory knows it. created says that nothing of it is known.
func (r *Recorder) running() (g *generator) {
	f := *r.current()
	r.guardIdle()
	r.guardSaved(f)
	if g = f.gen; g == nil {
		g = &generator{word: -1, delegates: true}
		if f.native {
			g.object = r.at(f.base + frame.Extra/8).ref
		} else {
			r.guardCaller(f.base)
		}
		if g.object == 0 {
			g.object = r.emit(ir.Ins{Op: ir.SLOAD, Class: ir.Stack, Imm: int64(f.base + frame.Extra/8)})
		}
		r.own(g.object)
		r.fieldIs(g.object, object.GenOrigin, gc.Null)
		r.putField(g.object, object.GenHandled, r.constant(gc.Null))
		return g
	}
	r.own(g.object)
	return g
}

// yield records YIELD.
func (r *Recorder) yield(w uint64) {
	if !r.yields(r.base) {
		r.abandon()
		return
	}
	f, info := *r.current(), r.info(r.base)
	v := r.ref(bytecode.B(w))
	receiver := r.constant(gc.Null)
	delegates := bytecode.D(w)&bytecode.YieldDelegate != 0
	if delegates {
		receiver = r.object(bytecode.C(w))
	}
	g := r.running()
	if delegates || g.delegates {
		r.putField(g.object, object.GenReceiver, receiver)
	}
	r.putField(g.object, object.GenState, r.constant(gc.MakeInt(object.GenSuspended)))
	r.suspend(f, g, f.code.Word(r.pc))
	r.popped(f)
	r.setSlot(r.current().base+int32(frame.Dst(info)), slot{ref: v, dirty: true})
}

// endGenerator records the return of v from the running frame, a generator's.
func (r *Recorder) endGenerator(v ir.Ref) {
	f, info := *r.current(), r.info(r.base)
	g := r.running()
	r.closeGenerator(g)
	r.popped(f)
	if frame.Kind(info) == frame.RetGenSend {
		r.setSlot(r.current().base+int32(frame.Dst(info)), slot{ref: v, dirty: true})
	}
}

// closeGenerator makes the generator one that has returned.
func (r *Recorder) closeGenerator(g *generator) {
	if g.regs == nil {
		r.helper(hGenDone, g.object)
		return
	}
	null := r.constant(gc.Null)
	r.putField(g.object, object.GenState, r.constant(gc.MakeInt(object.GenClosed)))
	if g.delegates {
		r.putField(g.object, object.GenReceiver, null)
	}
	for i, v := range g.regs {
		if v != null {
			r.putField(g.object, object.GenRegs+8*i, null)
		}
	}
}

// popped takes the running frame away; the one below may be known by memory
// only.
func (r *Recorder) popped(f inlined) {
	r.forgetFrom(f.base - bytecode.FrameHeader)
	r.frames = r.frames[:len(r.frames)-1]
	if f.native {
		return
	}
	r.returned += int(f.counted())
	if len(r.frames) == 0 {
		prev := uintptr(gc.Load64(r.base + off(frame.PrevBase)))
		r.enter(inlined{code: codeAt(prev), base: r.words(prev)})
	}
}

// genDone closes a generator that has returned.
func genDone(t *object.Thread, g, _, _, _ uint64) uint64 {
	t.Step()
	o := gc.Value(g).Addr()
	t.OwnObject(o)
	gc.Store(o+object.GenState, gc.MakeInt(object.GenClosed))
	gc.Store(o+object.GenReceiver, gc.Null)
	clear(gc.Values(o+object.GenRegs, object.GenRegCount(o)))
	return uint64(gc.None)
}

// InGenerator says whether the running frame is that of a generator which the
// trace has resumed.
func (r *Recorder) InGenerator() bool { return r.current().gen != nil }
