package record

import (
	"gorgon/gc"
	"gorgon/jit/ir"
	"gorgon/vm/object"
)

// Attributes of objects whose attributes are in a dict, as those have that threads
// contend for (object.Scatter): a look-up in that dict, which is small.

// ownDict looks a name up in the dict of the object in register reg, whose class
// says so by res.
func (r *Recorder) ownDict(reg uint16, res object.AttrResult, name gc.Value) (l lookup, ok bool) {
	d := gc.Load(r.value(reg).Addr() + res.Offset)
	if !is(d, object.ShapeDict) || object.DictBlock(d) == 0 || object.IsNamespace(d) {
		return l, false
	}
	v, ok := object.DictGet(r.t, d, name)
	l = lookup{class: ir.Slot, present: v != gc.Null}
	l.key = func() hashed {
		return hashed{r.constant(name), r.kint(int64(object.StrHash(name))), strKey}
	}
	return l, ok
}

// findOwn is find for a name in the dict of the object in register reg.
func (r *Recorder) findOwn(reg uint16, res object.AttrResult, l lookup) entry {
	r.guardTypes()
	ref := r.shapeIs(reg, res.Of)
	d := r.load(ref, int64(res.Offset), ir.Slot)
	r.read(ref, gc.LockOffset)
	r.guard(ir.Ins{Op: ir.GPTR, A: d})
	r.guard(ir.Ins{Op: ir.GSHAPE, A: d, Imm: int64(object.ShapeDict)})
	return r.findIn(d, l)
}

// loadOwn records the attribute of that name; false: nothing was recorded.
func (r *Recorder) loadOwn(a, b uint16, res object.AttrResult, name gc.Value) bool {
	l, ok := r.ownDict(b, res, name)
	if ok = ok && l.present; ok {
		r.set(a, r.entryValue(r.findOwn(b, res, l)))
	}
	return ok
}

// storeOwn records a store to an attribute that is there.
func (r *Recorder) storeOwn(a, b uint16, res object.AttrResult, name gc.Value) bool {
	l, ok := r.ownDict(a, res, name)
	if ok = ok && l.present; ok {
		e := r.findOwn(a, res, l)
		r.setEntry(e, r.object(b))
	}
	return ok
}

// classValueOfOwn records the look-up of what the class has by that name, or of what
// hides it in the object's dict (own).
func (r *Recorder) classValueOfOwn(b uint16, res object.AttrResult, name gc.Value) (v ir.Ref, own, ok bool) {
	l, ok := r.ownDict(b, res, name)
	if !ok {
		return 0, false, false
	}
	e := r.findOwn(b, res, l)
	if l.present {
		return r.entryValue(e), true, true
	}
	return r.typed(res.Value), false, true
}

// methodOfOwn records the look-up of what is called; a function of the class gets the
// object in front.
func (r *Recorder) methodOfOwn(a, b uint16, res object.AttrResult, name gc.Value) bool {
	self := r.object(b) // which a may be
	fn, own, ok := r.classValueOfOwn(b, res, name)
	if !ok {
		return false
	}
	if own || res.Kind == object.AttrConst {
		self = r.constant(gc.Null)
	}
	r.set(a, fn)
	r.set(a+argBase, self)
	return true
}
