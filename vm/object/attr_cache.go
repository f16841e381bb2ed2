package object

// AttrKind says how an attribute of objects of one shape resolves.
type AttrKind uint8

const (
	// AttrSlow: nothing to remember; ask GetAttr or SetAttr every time.
	AttrSlow AttrKind = iota
	// AttrSlot: the word at Offset of the object, guarded by the object's lock;
	// Null there means that the attribute is missing after all.
	AttrSlot
	// AttrConst: Value itself (a class attribute, or an attribute of a class). If
	// Offset is not 0 the object keeps its attributes in a dict, the ext word there,
	// which must be asked first.
	AttrConst
	// AttrMethod: Value is a function or method descriptor to be called with the
	// object in front; without a call it is to be bound (GetAttr does). Offset is as
	// for AttrConst.
	AttrMethod
	// AttrProperty: the result of calling Value, the getter, with the object.
	AttrProperty
	// AttrNative: what NativeGet of the descriptor Value gives for the object.
	AttrNative
	// AttrModule: the entry of the module's dict (Value).
	AttrModule
	// AttrNewSlot: a store adds the attribute: write the word at Offset, then
	// the shape number Shape, after OwnObject.
	AttrNewSlot
	// AttrDict: the instance keeps its attributes in a dict (ext word at
	// Offset); the class has no data descriptor of that name.
	AttrDict
)

// An AttrResult is good for every object of the shape Of, until TypeChanged is called for the shape's type (or, for AttrConst of a
// class object, for that class) or the object has another shape.
type AttrResult struct {
	Kind   AttrKind
	Offset uintptr
	Shape  uint32
	Of     uint32
	Value  Value
}

// stableType says whether what the lookup in typ found may be remembered.
func stableType(typ *Type, name Value) bool { return typ.version.Load() != 0 && !isVariable(name) }

// AttrCache says how v.name resolves for reading, for objects of v's shape. For
// a class object the result is for that very object.
//
// The shape is looked at once: another thread may change it, and take that back.
func AttrCache(t *Thread, v, name Value) AttrResult {
	if !v.IsPtr() {
		return attrCache(t, v, name, TypeOf(v), nil)
	}
	s := ShapeOf(v.Addr())
	r := attrCache(t, v, name, s.Type, s)
	r.Of = s.ID
	return r
}

// attrCache is AttrCache for a value of that type and, if it is an object, shape.
func attrCache(t *Thread, v, name Value, typ *Type, s *Shape) AttrResult {
	if c := ClassOf(v); c != nil {
		return classAttrCache(t, typ, c, v, name)
	}
	if typ == ModuleType {
		return moduleAttrCache(t, v, name)
	}
	if !typ.genericGet || !v.IsPtr() && typ.HasDict || !stableType(typ, name) {
		return AttrResult{}
	}
	d := LookupType(t, typ, name)
	if d != Null {
		dt := TypeOf(d)
		if dt.Slots.DescrGet != nil && dt.Slots.DescrSet != nil {
			return dataDescriptorCache(t, d, dt, s)
		}
	}
	if !typ.HasDict {
		return classValueCache(t, d)
	}
	if typ.ownDict != nil {
		return AttrResult{}
	}
	if s.DictMode {
		return dictModeCache(t, v, d, s)
	}
	if i := s.Slot(name); i >= 0 {
		if i < int(s.Inline) {
			return AttrResult{Kind: AttrSlot, Offset: s.slotOffset(i)}
		}
		return AttrResult{}
	}
	return classValueCache(t, d)
}

// dictModeCache: d is what the class has, Null or no data descriptor.
func dictModeCache(t *Thread, v, d Value, s *Shape) AttrResult {
	offset := dictWordOffset(v, s)
	if offset == 0 {
		return AttrResult{}
	}
	r := classValueCache(t, d)
	if r.Kind == AttrSlow {
		r.Kind = AttrDict
	}
	r.Offset = offset
	return r
}

// dictWordOffset is where the ext word is, 0 if that depends on the object.
func dictWordOffset(v Value, s *Shape) uintptr {
	if s.Type.VarSize {
		return 0
	}
	return extAddr(v.Addr(), s) - v.Addr()
}

// dataDescriptorCache: d, of type dt, is in the class; s is the object's shape,
// nil if the value is no object.
func dataDescriptorCache(t *Thread, d Value, dt *Type, s *Shape) AttrResult {
	switch dt {
	case MemberDescriptorType:
		if slot := descIndexOf(d); slot >= 0 && s != nil && IsSubtype(s.Type, descOwnerOf(d)) {
			return AttrResult{Kind: AttrSlot, Offset: s.slotOffset(slot)}
		}
		return AttrResult{Kind: AttrNative, Value: d}
	case PropertyType:
		if get := PropertyGetter(t, d); get != Null && TypeOf(get) == FunctionType {
			return AttrResult{Kind: AttrProperty, Value: get}
		}
	case GetsetDescriptorType:
		return AttrResult{Kind: AttrNative, Value: d}
	}
	return AttrResult{}
}

// classValueCache: d, found in the class, is all there is.
func classValueCache(t *Thread, d Value) AttrResult {
	if d == Null {
		return AttrResult{}
	}
	switch dt := TypeOf(d); {
	case dt == FunctionType, dt == MethodDescriptorType, dt == WrapperDescriptorType:
		return AttrResult{Kind: AttrMethod, Value: d}
	case dt.Slots.DescrGet == nil && !dt.Heap:
		return AttrResult{Kind: AttrConst, Value: d}
	case dt == StaticMethodType:
		return AttrResult{Kind: AttrConst, Value: WrappedCallable(t, d)}
	}
	return AttrResult{}
}

func classAttrCache(t *Thread, meta, c *Type, v, name Value) AttrResult {
	if !sameSlot(meta, TypeType, slotGetAttr) || !stableType(meta, name) || !stableType(c, name) {
		return AttrResult{}
	}
	if d := LookupType(t, meta, name); d != Null && TypeOf(d).Slots.DescrSet != nil {
		return AttrResult{}
	}
	a := LookupType(t, c, name)
	if a == Null {
		return AttrResult{}
	}
	switch at := TypeOf(a); {
	case at == FunctionType, at == MethodDescriptorType, at == WrapperDescriptorType, at.Slots.DescrGet == nil && !at.Heap:
		return AttrResult{Kind: AttrConst, Value: a}
	case at == StaticMethodType:
		return AttrResult{Kind: AttrConst, Value: WrappedCallable(t, a)}
	}
	return AttrResult{}
}

func moduleAttrCache(t *Thread, v, name Value) AttrResult {
	if !stableType(ModuleType, name) || LookupType(t, ModuleType, name) != Null {
		return AttrResult{}
	}
	d := ModuleDict(v)
	if DictGetStr(t, d, name) == Null {
		return AttrResult{}
	}
	return AttrResult{Kind: AttrModule, Value: d}
}

// StoreCache says how v.name = … works for objects of v's shape.
func StoreCache(t *Thread, v, name Value) AttrResult {
	if !v.IsPtr() {
		return AttrResult{}
	}
	s := ShapeOf(v.Addr())
	r := storeCache(t, v, name, s)
	r.Of = s.ID
	return r
}

// storeCache is StoreCache for an object of that shape.
func storeCache(t *Thread, v, name Value, s *Shape) AttrResult {
	typ := s.Type
	if !sameSlot(typ, ObjectType, slotSetAttr) || !stableType(typ, name) {
		return AttrResult{}
	}
	d := LookupType(t, typ, name)
	if d != Null && TypeOf(d).Slots.DescrSet != nil {
		if TypeOf(d) == MemberDescriptorType {
			if slot := descIndexOf(d); slot >= 0 && IsSubtype(typ, descOwnerOf(d)) {
				return AttrResult{Kind: AttrSlot, Offset: s.slotOffset(slot)}
			}
		}
		return AttrResult{}
	}
	if !typ.HasDict || typ.ownDict != nil {
		return AttrResult{}
	}
	if s.DictMode {
		if off := dictWordOffset(v, s); off != 0 {
			return AttrResult{Kind: AttrDict, Offset: off}
		}
		return AttrResult{}
	}
	if i := s.Slot(name); i >= 0 {
		if i < int(s.Inline) {
			return AttrResult{Kind: AttrSlot, Offset: s.slotOffset(i)}
		}
		return AttrResult{}
	}
	if len(s.Names) < int(s.Inline) {
		if next := s.With(name); next != nil {
			return AttrResult{Kind: AttrNewSlot, Offset: s.slotOffset(len(s.Names)), Shape: next.ID}
		}
	}
	return AttrResult{}
}
