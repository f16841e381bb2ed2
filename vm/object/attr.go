package object

import "gorgon/gc"

// Where instances keep their attributes:
//
//	header | payload | ext | inline slots …
//
// Slots from Shape.Inline on are in the overflow block that ext points to. In
// DictMode ext is the dict; slots of __slots__ stay where they are (the number
// of inline slots is never less than Type.Fixed). Instances of VarSize types
// are always in DictMode and have ext in their last word.
//
// Main invariant: an object's number of inline slots never changes, so that
// the addresses computed from a shape that has just been replaced still lie in
// the object; Seen then finds out.

// extAddr is where the ext word of an object of that shape is.
func extAddr(o uintptr, s *Shape) uintptr {
	if s.Type.VarSize {
		return o + gc.SizeOf(o) - 8
	}
	return o + gc.HeaderSize + s.Type.Payload
}

// slotOffset is the offset of inline slot i.
func (s *Shape) slotOffset(i int) uintptr {
	return gc.HeaderSize + s.Type.Payload + 8 + 8*uintptr(i)
}

// overflowShape is the shape of overflow blocks, which are never Python values.
// Their words are the slots from Shape.Inline on.
var overflowShape = NewRootShape(nil, false)

// loadSlot reads slot i; Null if unset. The caller makes it good by Seen of the
// object's lock. Before the overflow block is looked at loadSlot does that itself:
// Seen of the block's lock may move the snapshot, and then it would be too late
// for what was loaded from the object before. False: begin again.
func loadSlot(t *Thread, o uintptr, s *Shape, i int) (Value, bool) {
	if i < int(s.Inline) {
		return gc.Load(o + s.slotOffset(i)), true
	}
	block := gc.Load(extAddr(o, s))
	if !t.Seen(o + gc.LockOffset) {
		return Null, false
	}
	if !block.IsPtr() {
		return Null, true
	}
	b := block.Addr()
	off := gc.HeaderSize + 8*uintptr(i-int(s.Inline))
	if off >= gc.SizeOf(b) {
		return Null, true
	}
	return t.Read(b+gc.LockOffset, b+off), true
}

// ownAttr returns the instance attribute, Null if the object has none of that
// name.
func ownAttr(t *Thread, v, name Value) Value {
	o := v.Addr()
	for {
		s := ShapeOf(o)
		r, ok := Null, true
		if s.DictMode {
			d := gc.Load(extAddr(o, s))
			if !t.Seen(o + gc.LockOffset) {
				continue
			}
			if d == Null {
				return Null
			}
			return DictGetStr(t, d, name)
		}
		if i := s.Slot(name); i >= 0 {
			r, ok = loadSlot(t, o, s, i)
		}
		if ok && t.Seen(o+gc.LockOffset) {
			return r
		}
	}
}

// setOwnAttr stores an instance attribute of an object that can have any.
func setOwnAttr(t *Thread, v, name, val Value) {
	o := v.Addr()
	if d := dictOfInstance(t, o); d != Null {
		DictSetStr(t, d, name, val)
		return
	}
	t.OwnObject(o)
	s := ShapeOf(o)
	if s.DictMode {
		DictSetStr(t, ownDict(t, o, s), name, val)
		return
	}
	i := s.Slot(name)
	if i >= 0 {
		storeSlot(t, o, s, i, val)
		return
	}
	next := s.With(name)
	if next == nil {
		DictSetStr(t, toDictMode(t, o), name, val)
		return
	}
	storeSlot(t, o, next, len(s.Names), val)
	gc.SetShape(o, next.ID)
	if n := int32(len(next.Names)); n > next.Inline {
		next.Type.growRoot(n)
	}
}

// storeSlot writes slot i of an object that the transaction owns.
func storeSlot(t *Thread, o uintptr, s *Shape, i int, val Value) {
	if i < int(s.Inline) {
		gc.Store(o+s.slotOffset(i), val)
		return
	}
	ext := extAddr(o, s)
	block := gc.Load(ext)
	k := uintptr(i - int(s.Inline))
	have := uintptr(0)
	if block != Null {
		have = (gc.SizeOf(block.Addr()) - gc.HeaderSize) / 8
	}
	if k >= have {
		b := t.Alloc(gc.Header(overflowShape.ID, gc.LayoutValues), gc.HeaderSize+gc.Round(8*max(4, 2*have)))
		for j := range have {
			gc.Store(b+gc.HeaderSize+8*j, gc.Load(block.Addr()+gc.HeaderSize+8*j))
		}
		block = gc.MakePtr(b)
		gc.Store(ext, block)
	}
	t.OwnObject(block.Addr())
	gc.Store(block.Addr()+gc.HeaderSize+8*k, val)
}

const maxInline = 30

// growRoot makes new instances have room for n attributes.
func (typ *Type) growRoot(n int32) {
	if !typ.Heap || n > maxInline {
		return
	}
	now := typ.NewRoot()
	if now.Inline >= n || now.DictMode {
		return
	}
	typ.grown.CompareAndSwap(typ.grown.Load(), typ.root(min((n+3)&^1, maxInline)))
}

// ownDict returns the dict of an object in DictMode that the transaction owns.
func ownDict(t *Thread, o uintptr, s *Shape) Value {
	ext := extAddr(o, s)
	d := gc.Load(ext)
	if d == Null {
		d = NewDict(t)
		gc.Store(ext, d)
	}
	return d
}

// dictOfInstance returns the dict of an object in DictMode, Null if the object
// is in another mode or has none yet.
func dictOfInstance(t *Thread, o uintptr) Value {
	for {
		s := ShapeOf(o)
		if !s.DictMode {
			return Null
		}
		d := gc.Load(extAddr(o, s))
		if t.Seen(o+gc.LockOffset) && ShapeOf(o) == s {
			return d
		}
	}
}

// toDictMode moves the attributes of an object, which the transaction owns,
// into a dict and returns it.
func toDictMode(t *Thread, o uintptr) Value {
	s := ShapeOf(o)
	if s.DictMode {
		return ownDict(t, o, s)
	}
	d := NewDict(t)
	fixed := int(s.Type.Fixed)
	for i, name := range s.Names[fixed:] {
		if v, _ := loadSlot(t, o, s, fixed+i); v != Null { // owned
			DictSetStr(t, d, name, v)
		}
	}
	for i := fixed; i < min(len(s.Names), int(s.Inline)); i++ {
		gc.Store(o+s.slotOffset(i), Null)
	}
	gc.Store(extAddr(o, s), d)
	gc.SetShape(o, s.Dict().ID)
	return d
}

// delOwnAttr deletes an instance attribute; found says whether it was there.
func delOwnAttr(t *Thread, v, name Value) (found, ok bool) {
	o := v.Addr()
	t.OwnObject(o)
	s := ShapeOf(o)
	if !s.DictMode {
		i := s.Slot(name)
		if i < 0 {
			return false, true
		}
		if i == len(s.Names)-1 && s.parent != nil {
			storeSlot(t, o, s, i, Null)
			gc.SetShape(o, s.parent.ID)
			return true, true
		}
		return DictDel(t, toDictMode(t, o), name)
	}
	d := gc.Load(extAddr(o, s))
	if d == Null {
		return false, true
	}
	return DictDel(t, d, name)
}

// InstanceDict returns o.__dict__ of an object whose type HasDict: from then on
// the attributes live in that dict.
func InstanceDict(t *Thread, v Value) Value {
	o := v.Addr()
	if s := ShapeOf(o); s.DictMode {
		d := t.Read(o+gc.LockOffset, extAddr(o, s))
		if d != Null && ShapeOf(o) == s {
			return d
		}
	}
	t.OwnObject(o)
	return toDictMode(t, o)
}

// SetInstanceDict is o.__dict__ = d.
func SetInstanceDict(t *Thread, v, d Value) {
	o := v.Addr()
	t.OwnObject(o)
	toDictMode(t, o)
	gc.Store(extAddr(o, ShapeOf(o)), d)
}

// instanceDictOrNull is __dict__ of any object, as dir and pickle want it: a
// new dict with the attributes of an object that has not made its own.
func instanceDictOrNull(t *Thread, v Value) Value {
	typ := TypeOf(v)
	switch {
	case typ == ModuleType || IsSubtype(typ, ModuleType):
		return ModuleDict(v)
	case !v.IsPtr() || !typ.HasDict || ClassOf(v) != nil:
		return Null
	}
	names, vals, d := ownAttrs(t, v)
	if d != Null {
		return d
	}
	d = NewDict(t)
	for i, n := range names {
		DictSetStr(t, d, n, vals[i])
	}
	return d
}

// ownAttrs returns the instance attributes in order, or the dict that holds
// them.
func ownAttrs(t *Thread, v Value) (names, vals []Value, dict Value) {
	o := v.Addr()
	for {
		s := ShapeOf(o)
		names, vals = names[:0], vals[:0]
		if s.DictMode {
			d := gc.Load(extAddr(o, s))
			if t.Seen(o + gc.LockOffset) {
				return nil, nil, d
			}
			continue
		}
		good := true
		for i := int(s.Type.Fixed); good && i < len(s.Names); i++ {
			x := Null
			if x, good = loadSlot(t, o, s, i); x != Null {
				names, vals = append(names, s.Names[i]), append(vals, x)
			}
		}
		if good && t.Seen(o+gc.LockOffset) {
			return names, vals, Null
		}
	}
}

// objectGetAttr is object.__getattribute__.
func objectGetAttr(t *Thread, v, name Value) Value { return genericGetAttr(t, v, name, true) }

// genericGetAttr looks for a data descriptor of the type, then for an attribute
// of the instance, then for anything of the type. A missing attribute is an
// exception only if raise.
func genericGetAttr(t *Thread, v, name Value, raise bool) Value {
	typ := TypeOf(v)
	d := LookupType(t, typ, name)
	var ds *Slots
	if d != Null {
		ds = &TypeOf(d).Slots
		if ds.DescrGet != nil && ds.DescrSet != nil {
			return ds.DescrGet(t, d, v, typ)
		}
	}
	if typ.HasDict && v.IsPtr() {
		if r := instanceAttr(t, typ, v, name); r != Null {
			return r
		}
	}
	if d != Null {
		if ds.DescrGet != nil {
			return ds.DescrGet(t, d, v, typ)
		}
		return d
	}
	if raise {
		return noAttribute(t, v, name)
	}
	return Null
}

// instanceAttr finds an attribute in the instance, wherever its type keeps it.
func instanceAttr(t *Thread, typ *Type, v, name Value) Value {
	if typ.ownDict != nil {
		if d := typ.ownDict(t, v, false); d != Null {
			return DictGetStr(t, d, name)
		}
		return Null
	}
	return ownAttr(t, v, name)
}

// objectSetAttr is object.__setattr__ and __delattr__.
func objectSetAttr(t *Thread, v, name, val Value) bool {
	typ := TypeOf(v)
	d := LookupType(t, typ, name)
	if d != Null {
		if set := TypeOf(d).Slots.DescrSet; set != nil {
			return set(t, d, v, val)
		}
	}
	if !typ.HasDict || !v.IsPtr() {
		noSetAttribute(t, typ, v, name, d)
		return false
	}
	if typ.ownDict != nil {
		dict := typ.ownDict(t, v, true)
		if val != Null {
			DictSetStr(t, dict, name, val)
			return true
		}
		found, ok := DictDel(t, dict, name)
		return ok && (found || noAttributeToDelete(t, v, name))
	}
	if val != Null {
		setOwnAttr(t, v, name, val)
		return true
	}
	found, ok := delOwnAttr(t, v, name)
	return ok && (found || noAttributeToDelete(t, v, name))
}

// noAttributeToDelete raises the AttributeError of del v.name, which does not
// name object and attribute.
func noAttributeToDelete(t *Thread, v, name Value) bool {
	AttributeErrorf(t, "'%s' object has no attribute '%s'", TypeName(v), StrOf(name))
	return false
}

func noSetAttribute(t *Thread, typ *Type, v, name, d Value) {
	n := StrOf(name)
	if d != Null {
		raiseAttribute(t, v, name, "'"+typ.TpName()+"' object attribute '"+n+"' is read-only")
		return
	}
	raiseAttribute(t, v, name, "'"+typ.TpName()+"' object has no attribute '"+n+"' and no __dict__ for setting new attributes")
}

// LookupSpecial finds a special method of v's type and binds it: call it with
// self in front if self is not Null. callable Null: there is none, or binding
// it raised (t.Exc).
func LookupSpecial(t *Thread, v, name Value) (callable, self Value) {
	typ := TypeOf(v)
	d := LookupType(t, typ, name)
	if d == Null {
		return Null, Null
	}
	return bindMethod(t, typ, d, v)
}

// bindMethod binds a class attribute found for v without making a method
// object where calling with self in front does the same.
func bindMethod(t *Thread, typ *Type, d, v Value) (callable, self Value) {
	dt := TypeOf(d)
	switch {
	case dt == FunctionType, dt == MethodDescriptorType, dt == WrapperDescriptorType:
		return d, v
	case dt.Slots.DescrGet != nil:
		return dt.Slots.DescrGet(t, d, v, typ), Null
	}
	return d, Null
}

// LoadMethod is GetAttr for an attribute that is called at once: self is not
// Null if it must be passed in front.
func LoadMethod(t *Thread, v, name Value) (callable, self Value, ok bool) {
	typ := TypeOf(v)
	if !typ.genericGet {
		r := GetAttr(t, v, name)
		return r, Null, r != Null
	}
	d := LookupType(t, typ, name)
	if d == Null {
		r := genericGetAttr(t, v, name, true)
		return r, Null, r != Null
	}
	dt := TypeOf(d)
	plain := dt == FunctionType || dt == MethodDescriptorType || dt == WrapperDescriptorType
	if !plain && dt.Slots.DescrGet != nil && dt.Slots.DescrSet != nil {
		r := dt.Slots.DescrGet(t, d, v, typ)
		return r, Null, r != Null
	}
	if typ.HasDict && v.IsPtr() {
		if r := instanceAttr(t, typ, v, name); r != Null {
			return r, Null, true
		}
	}
	if plain {
		return d, v, true
	}
	if dt.Slots.DescrGet != nil {
		r := dt.Slots.DescrGet(t, d, v, typ)
		return r, Null, r != Null
	}
	return d, Null, true
}
