package record

import (
	"gorgon/gc"
	"gorgon/jit/ir"
	"gorgon/vm/bytecode"
	"gorgon/vm/object"
)

// loadGlobal records a name that the inline cache holds as a constant: the
// cache word is emptied while all threads are at safepoints.
func (r *Recorder) loadGlobal(a uint16) {
	v := gc.Load(r.pc + 16)
	if v == gc.Null {
		r.stepOver()
		return
	}
	r.guardWord(r.pc+16, uint64(v))
	r.set(a, r.typed(v))
}

// guardWord guards a word outside the heap that changes at safepoints only.
func (r *Recorder) guardWord(a uintptr, word uint64) {
	now := r.emit(ir.Ins{Op: ir.LOADI, Class: ir.Cache, A: r.kint(int64(a))})
	r.guard(ir.Ins{Op: ir.GEQ, A: now, B: r.kint(int64(word))})
}

// guardTypes guards that no class has changed since now.
func (r *Recorder) guardTypes() {
	r.guardWord(r.host.TypeEpoch, gc.Load64(r.host.TypeEpoch))
}

// loadVariable records a global that is written often: an entry of its dict.
func (r *Recorder) loadVariable(a uint16) {
	dict, block, entry, ok := r.host.Variable(r.pc)
	if !ok || gc.Load(dict+object.DictBlockOffset) != gc.MakePtr(block) || gc.Load(entry) != gc.Load(r.pc+8) {
		r.stepOver()
		return
	}
	if !plainValue(gc.Load(entry + object.DictEntryValue)) {
		r.stepOver()
		return
	}
	r.guardWord(r.pc+16, gc.Load64(r.pc+16)) // it keeps the record and the dict
	r.set(a, r.entryOf(dict, block, entry, gc.Load(r.pc+8)))
}

// entryOf is the value of an entry of a dict, as long as it is there, in that block
// and with that key.
func (r *Recorder) entryOf(dict, block, entry uintptr, name gc.Value) ir.Ref {
	now := r.load(r.constant(gc.MakePtr(dict)), object.DictBlockOffset, ir.Other)
	r.guard(ir.Ins{Op: ir.GEQ, A: now, B: r.constant(gc.MakePtr(block))})
	at := r.kint(int64(entry))
	ref := r.load(at, object.DictEntryValue, ir.Other)
	key := r.load(at, 0, ir.Other)
	r.read(at, object.DictEntryLock)
	r.guard(ir.Ins{Op: ir.GEQ, A: key, B: r.constant(name)})
	r.guard(ir.Ins{Op: ir.GNE, A: ref, B: r.constant(gc.Null)})
	r.guard(ir.Ins{Op: ir.GNE, A: ref, B: r.constant(gc.Deleted)})
	return ref
}

func (r *Recorder) loadAttr(a, b uint16) {
	o, name := r.value(b), gc.Load(r.pc+8)
	if !o.IsPtr() {
		r.stepOver()
		return
	}
	if object.TypeOf(o) == object.ModuleType {
		r.loadModuleAttr(a, b)
		return
	}
	switch res := object.AttrCache(r.t, o, name); res.Kind {
	case object.AttrSlot:
		if gc.Load(o.Addr()+res.Offset) == gc.Null {
			r.stepOver()
			return
		}
		r.guardTypes()
		v := r.slot(b, res)
		r.lookAheadOfField(r.object(b), o, res.Offset)
		r.set(a, v)
	case object.AttrConst:
		if res.Offset == 0 {
			r.attrConst(a, b, res)
		} else if v, _, ok := r.classValueOfOwn(b, res, name); ok {
			r.set(a, v)
		} else {
			r.stepOver()
		}
	case object.AttrProperty:
		r.property(gc.Load64(r.pc), b, res.Value)
	case object.AttrDict:
		if !r.loadOwn(a, b, res, name) {
			r.stepOver()
		}
	default:
		r.stepOver()
	}
}

// attrConst records an attribute that is the same for all objects of the shape that
// register b has, or of the class there.
func (r *Recorder) attrConst(a, b uint16, res object.AttrResult) {
	r.guardTypes()
	if o := r.value(b); object.ClassOf(o) != nil {
		r.guard(ir.Ins{Op: ir.GEQ, A: r.object(b), B: r.constant(o)})
	} else {
		r.readShape(b, res.Of)
	}
	r.set(a, r.typed(res.Value))
}

// slot loads the attribute at that offset of the object in register b.
func (r *Recorder) slot(b uint16, res object.AttrResult) ir.Ref {
	ref := r.shapeIs(b, res.Of)
	v := r.load(ref, int64(res.Offset), ir.Slot)
	r.read(ref, gc.LockOffset)
	r.guard(ir.Ins{Op: ir.GNE, A: v, B: r.constant(gc.Null)})
	return v
}

// readShape guards the shape of the object in register b, as a read of what
// the object has not.
func (r *Recorder) readShape(b uint16, shape uint32) ir.Ref {
	ref := r.shapeIs(b, shape)
	if shape >= object.FirstFreeShape { // others never change
		r.read(ref, gc.LockOffset)
	}
	return ref
}

func (r *Recorder) loadModuleAttr(a, b uint16) {
	o := r.value(b)
	v, word, ok := r.host.ModuleAttr(r.pc+16, o)
	if !ok {
		r.stepOver()
		return
	}
	r.guard(ir.Ins{Op: ir.GEQ, A: r.object(b), B: r.constant(o)})
	r.guardWord(r.pc+16, word)
	r.set(a, r.typed(v))
}

func (r *Recorder) storeAttr(a, b uint16) {
	o, name := r.value(a), gc.Load(r.pc+8)
	if !o.IsPtr() || object.TypeOf(o) == object.ModuleType || object.ClassOf(o) != nil {
		r.stepOver()
		return
	}
	switch res := object.StoreCache(r.t, o, name); res.Kind {
	case object.AttrSlot:
		r.guardTypes()
		ref := r.shapeIs(a, res.Of)
		v := r.object(b)
		r.ownShape(ref, res.Of)
		r.emit(ir.Ins{Op: ir.STORE, Class: ir.Slot, A: ref, B: v, Imm: int64(res.Offset)})
	case object.AttrNewSlot:
		r.guardTypes()
		ref := r.shapeIs(a, res.Of)
		v := r.object(b)
		r.ownShape(ref, res.Of)
		r.emit(ir.Ins{Op: ir.STORE, Class: ir.Slot, A: ref, B: v, Imm: int64(res.Offset)})
		r.emit(ir.Ins{Op: ir.SETSHAPE, Class: ir.Header, A: ref, Imm: int64(res.Shape)})
	case object.AttrDict:
		if !r.storeOwn(a, b, res, name) {
			r.stepOver()
		}
	default:
		r.stepOver()
	}
}

// ownShape owns an object that had that shape: if the snapshot has moved since
// that was seen it may have got another.
func (r *Recorder) ownShape(ref ir.Ref, shape uint32) {
	if r.Trace.Transactional {
		r.own(ref)
		now := r.emit(ir.Ins{Op: ir.LOAD32, Class: ir.Header, A: ref, Size: ir.Current})
		r.guard(ir.Ins{Op: ir.GEQ, A: now, B: r.kint(int64(shape))})
	}
}

// loadMethod records the first half of a method call: the callable goes to
// register a, the receiver behind the linkage.
func (r *Recorder) loadMethod(a, b uint16) {
	o, name := r.value(b), gc.Load(r.pc+8)
	if o.IsPtr() && object.TypeOf(o) == object.ModuleType {
		if _, _, ok := r.host.ModuleAttr(r.pc+16, o); !ok {
			r.stepOver()
			return
		}
		r.loadModuleAttr(a, b)
		r.set(a+argBase, r.constant(gc.Null))
		return
	}
	if o.IsInt() || o.IsFloat() {
		res := object.AttrCache(r.t, o, name)
		if res.Kind != object.AttrMethod {
			r.stepOver()
			return
		}
		self := r.sameKind(b)
		r.set(a, r.constant(res.Value))
		r.set(a+argBase, self)
		return
	}
	if !o.IsPtr() {
		r.stepOver()
		return
	}
	switch res := object.AttrCache(r.t, o, name); {
	case res.Kind == object.AttrConst && res.Offset == 0:
		r.attrConst(a, b, res)
		r.set(a+argBase, r.constant(gc.Null))
	case object.ClassOf(o) != nil:
		r.stepOver()
	case res.Kind == object.AttrMethod && res.Offset == 0:
		r.guardTypes()
		ref := r.readShape(b, res.Of)
		r.set(a, r.constant(res.Value))
		r.set(a+argBase, ref)
	case (res.Kind == object.AttrMethod || res.Kind == object.AttrConst) && r.methodOfOwn(a, b, res, name):
	case res.Kind == object.AttrSlot && gc.Load(o.Addr()+res.Offset) != gc.Null:
		r.guardTypes()
		v := r.slot(b, res)
		r.set(a, v)
		r.set(a+argBase, r.constant(gc.Null))
	default:
		r.stepOver()
	}
}

var specialNames = [...]gc.Value{bytecode.SpecialEnter: object.Intern("__enter__"), bytecode.SpecialExit: object.Intern("__exit__")}

// loadSpecial records the look-up of what a with statement calls.
func (r *Recorder) loadSpecial(a, b uint16, which uint8) {
	o := r.value(b)
	if !o.IsPtr() || int(which) >= len(specialNames) || object.ClassOf(o) != nil {
		r.stepOver()
		return
	}
	res := object.AttrCache(r.t, o, specialNames[which])
	if res.Kind != object.AttrMethod { // the object's own attributes do not count
		r.stepOver()
		return
	}
	r.guardTypes()
	ref := r.readShape(b, res.Of)
	r.set(a, r.constant(res.Value))
	r.set(a+argBase, ref)
}
