package object

import (
	"slices"
	"strings"

	"gorgon/gc"
)

// deriveMeta finds the most derived metaclass of meta and those of the bases;
// nil with TypeError pending if there is none.
func deriveMeta(t *Thread, meta *Type, bases []Value) *Type {
	winner := meta
	for _, b := range bases {
		m := TypeOf(b)
		if IsSubtype(winner, m) {
			continue
		}
		if IsSubtype(m, winner) {
			winner = m
			continue
		}
		TypeErrorf(t, "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases")
		return nil
	}
	return winner
}

// typeNew is type.__new__(meta, name, bases, ns, **kw).
func typeNew(t *Thread, meta *Type, args []Value, kw Value) Value {
	nkw := 0
	if kw != Null {
		nkw = TupleLen(kw)
	}
	pos := args[:len(args)-nkw]
	if len(pos) != 3 {
		return TypeErrorf(t, "type.__new__() takes exactly 3 arguments (%d given)", len(pos))
	}
	switch {
	case !IsStr(pos[0]):
		return TypeErrorf(t, "type.__new__() argument 1 must be str, not %s", TypeName(pos[0]))
	case !IsInstance(pos[1], TupleType):
		return TypeErrorf(t, "type.__new__() argument 2 must be tuple, not %s", TypeName(pos[1]))
	case !IsInstance(pos[2], DictType):
		return TypeErrorf(t, "type.__new__() argument 3 must be dict, not %s", TypeName(pos[2]))
	}
	bases := TupleItems(pos[1])
	for _, b := range bases {
		if ClassOf(b) == nil {
			if m, ok := GetAttrOpt(t, b, names.__mro_entries__); !ok {
				return Null
			} else if m != Null {
				return TypeErrorf(t, "type() doesn't support MRO entry resolution; use types.new_class()")
			}
		}
	}
	winner := deriveMeta(t, meta, bases)
	if winner == nil {
		return Null
	}
	if winner != meta && !sameSlot(winner, TypeType, slotNew) {
		return winner.Slots.New(t, winner, args, kw)
	}
	c := newClass(t, winner, pos[0], bases, pos[2])
	if c == nil || !finishNewClass(t, c, args[3:], kw) {
		return Null
	}
	return c.Obj
}

// NewClass makes a class as type(name, bases, ns) does: ns is copied. Null:
// exception.
func NewClass(t *Thread, name string, bases []Value, ns Value) Value {
	return CallKw(t, TypeType.Obj, []Value{NewStr(t, name), NewTupleFrom(t, bases), ns}, Null)
}

// finishNewClass calls __set_name__ of the attributes and __init_subclass__ of
// the base.
func finishNewClass(t *Thread, c *Type, kwVals []Value, kw Value) bool {
	pos := 0
	var entries [][2]Value
	for {
		k, v, more := DictNext(t, c.Dict, &pos)
		if !more {
			break
		}
		if LookupType(t, TypeOf(v), names.__set_name__) != Null {
			entries = append(entries, [2]Value{k, v})
		}
	}
	for _, e := range entries {
		r := callSpecialOr(t, e[1], names.__set_name__, None, c.Obj, e[0])
		if r == Null {
			noteSetName(t, c, e[0], e[1])
			return false
		}
	}
	super := NewSuper(t, c, c.Obj, c)
	fn := GetAttr(t, super, names.__init_subclass__)
	return fn != Null && CallKw(t, fn, kwVals, kw) != Null
}

func noteSetName(t *Thread, c *Type, name, v Value) {
	exc := t.Exc
	t.Exc = Null
	r := Repr(t, name)
	if r != Null {
		excAddNote(t, []Value{exc, NewStr(t, "Error calling __set_name__ on '"+TypeName(v)+"' instance "+StrOf(r)+" in '"+c.Name+"'")})
	}
	t.Exc = exc
}

// classDraft is a class under construction.
type classDraft struct {
	t     *Thread
	typ   *Type
	slots Value // value of __slots__ or Null
	names []Value
	dict  bool // the class itself adds __dict__
	weak  bool // the class itself adds __weakref__
}

// newClass makes the type; nil with an exception pending.
func newClass(t *Thread, meta *Type, name Value, bases []Value, ns Value) *Type {
	if len(bases) == 0 {
		bases = []Value{ObjectType.Obj}
	}
	base := bestBase(t, bases)
	if base == nil {
		return nil
	}
	text := strings.Clone(StrOf(name))
	typ := &Type{Name: text, QualName: text, Meta: meta, Base: base, Heap: true}
	for _, b := range bases {
		typ.Bases = append(typ.Bases, ClassOf(b))
	}
	typ.Dict = NewDict(t)
	if strings.ContainsRune(typ.Name, 0) {
		ValueErrorf(t, "type name must not contain null characters")
		return nil
	}
	if !copyNamespace(t, typ.Dict, ns, typ.Name) {
		return nil
	}
	d := &classDraft{t: t, typ: typ}
	if !d.takeSlots() || !d.takeQualName(name) {
		return nil
	}
	if !d.layOut() {
		return nil
	}
	typ.ID = lastType.Add(1)
	typ.Root = typ.root(typ.rootInline(d))
	if typ.VarSize {
		typ.Root = typ.Root.Dict()
	}
	typ.Obj = newClassObject(t, typ, meta)
	addClass(typ)
	if meta.hasDel {
		addFinalizable(t, typ.Obj.Addr())
	}
	gc.Store(typ.Obj.Addr()+className, name)
	gc.Store(typ.Obj.Addr()+classQualName, NewStr(t, typ.QualName))
	if !d.setClassCell() {
		return nil
	}
	d.fillNamespace()
	if !d.resolveMRO() {
		return nil
	}
	publishTuples(t, typ)
	for _, b := range typ.Bases {
		addSubclass(t, b, typ)
	}
	d.readySlots()
	typ.version.Store(lastVersion.Add(1))
	return typ
}

// copyNamespace fills the dict of a class; its keys are interned.
func copyNamespace(t *Thread, dst, ns Value, class string) bool {
	pos := 0
	for {
		k, v, more := DictNext(t, ns, &pos)
		if !more {
			return true
		}
		if IsStr(k) {
			k = InternStr(k)
		} else if !Warn(t, RuntimeWarningType, 1, "non-string key in the __dict__ of class %s", class) {
			return false
		}
		if !DictSet(t, dst, k, v) {
			return false
		}
	}
}

func dictMerge(t *Thread, dst, src Value) bool {
	pos := 0
	for {
		k, v, more := DictNext(t, src, &pos)
		if !more {
			return true
		}
		if !DictSet(t, dst, k, v) {
			return false
		}
	}
}

// solidBase is the nearest base that determines the instance layout.
func solidBase(typ *Type) *Type {
	for typ.Base != nil && !addsLayout(typ) {
		typ = typ.Base
	}
	return typ
}

// addsLayout says whether instances of typ have more native fields or fixed
// slots than those of its base.
func addsLayout(typ *Type) bool {
	b := typ.Base
	return typ.Payload != b.Payload || typ.VarSize != b.VarSize || typ.Fixed != b.Fixed ||
		!typ.Heap && typ.Layout != b.Layout
}

// bestBase picks the base whose layout the class extends.
func bestBase(t *Thread, bases []Value) *Type {
	var best, winner *Type
	for _, v := range bases {
		b := ClassOf(v)
		if b == nil {
			TypeErrorf(t, "bases must be types")
			return nil
		}
		if b.Final {
			TypeErrorf(t, "type '%s' is not an acceptable base type", b.TpName())
			return nil
		}
		s := solidBase(b)
		switch {
		case winner == nil:
			winner, best = s, b
		case IsSubtype(winner, s):
		case IsSubtype(s, winner):
			winner, best = s, b
		default:
			TypeErrorf(t, "multiple bases have instance lay-out conflict")
			return nil
		}
	}
	return best
}

// takeSlots reads and checks __slots__.
func (d *classDraft) takeSlots() bool {
	t, typ := d.t, d.typ
	d.slots = DictGetStr(t, typ.Dict, names.__slots__)
	mayDict, mayWeak := !baseHasDict(typ), !baseHasWeak(typ)
	if d.slots == Null {
		d.dict, d.weak = mayDict, mayWeak
		return true
	}
	var items []Value
	if IsStr(d.slots) {
		items = []Value{d.slots}
	} else if !Iterate(t, d.slots, func(v Value) bool { items = append(items, v); return true }) {
		return false
	}
	if len(items) > 0 && (typ.Base.VarSize && typ.Base != StrType && !IsSubtype(typ.Base, StrType) || IsSubtype(typ.Base, TypeType)) {
		TypeErrorf(t, "nonempty __slots__ not supported for subtype of '%s'", typ.Base.Name)
		return false
	}
	for _, v := range items {
		if !d.addSlot(v, mayDict, mayWeak) {
			return false
		}
	}
	return d.checkSlotNames()
}

func (d *classDraft) addSlot(v Value, mayDict, mayWeak bool) bool {
	t := d.t
	if !IsStr(v) {
		TypeErrorf(t, "__slots__ items must be strings, not '%s'", TypeName(v))
		return false
	}
	if !IsIdentifier(StrOf(v)) {
		TypeErrorf(t, "__slots__ must be identifiers")
		return false
	}
	switch StrOf(v) {
	case "__dict__":
		if !mayDict || d.dict {
			TypeErrorf(t, "__dict__ slot disallowed: we already got one")
			return false
		}
		d.dict = true
	case "__weakref__":
		if !mayWeak || d.weak {
			TypeErrorf(t, "__weakref__ slot disallowed: we already got one")
			return false
		}
		d.weak = true
	default:
		d.names = append(d.names, Intern(mangle(d.typ.Name, StrOf(v))))
	}
	return true
}

// checkSlotNames sorts the slots, as CPython does, and refuses names that the
// class also assigns.
func (d *classDraft) checkSlotNames() bool {
	slices.SortFunc(d.names, func(a, b Value) int { return strings.Compare(StrOf(a), StrOf(b)) })
	for _, n := range d.names {
		if DictGetStr(d.t, d.typ.Dict, n) == Null {
			continue
		}
		if n == names.__qualname__ || n == names.__classcell__ || n == names.__classdictcell__ {
			continue
		}
		ValueErrorf(d.t, "'%s' in __slots__ conflicts with class variable", StrOf(n))
		return false
	}
	return true
}

func baseHasDict(typ *Type) bool { return typ.Base.HasDict }

func baseHasWeak(typ *Type) bool { return typ.Base.WeakRefs }

// takeQualName takes __qualname__ out of the namespace and fills __module__.
func (d *classDraft) takeQualName(name Value) bool {
	t, dict := d.t, d.typ.Dict
	if q := DictGetStr(t, dict, names.__qualname__); q != Null {
		if !IsStr(q) {
			TypeErrorf(t, "type __qualname__ must be a str, not %s", TypeName(q))
			return false
		}
		d.typ.QualName = strings.Clone(StrOf(q))
		DictDel(t, dict, names.__qualname__)
	}
	if DictGetStr(t, dict, names.__module__) == Null && FrameGlobals != nil {
		if g := FrameGlobals(t); g != Null {
			if m := DictGetStr(t, g, names.__name__); m != Null {
				DictSetStr(t, dict, names.__module__, m)
			}
		}
	}
	if m := DictGetStr(t, dict, names.__module__); m != Null && IsStr(m) {
		d.typ.Module = strings.Clone(StrOf(m))
	}
	return true
}

// layOut settles what instances look like.
func (d *classDraft) layOut() bool {
	typ, base := d.typ, d.typ.Base
	typ.Payload, typ.Layout, typ.VarSize = base.Payload, subclassLayout(base), base.VarSize
	typ.ownDict = base.ownDict
	typ.Fixed = base.Fixed
	if !typ.VarSize {
		typ.Fixed += int32(len(d.names))
	}
	typ.HasDict, typ.HasSlots = base.HasDict || d.dict, base.HasSlots || typ.Fixed > 0
	typ.WeakRefs = base.WeakRefs || d.weak
	for _, b := range typ.Bases {
		typ.HasDict = typ.HasDict || b.HasDict
		typ.WeakRefs = typ.WeakRefs || b.WeakRefs
	}
	return true
}

// rootInline guesses how many slots instances need: as many as methods assign
// to self, which the compiler has noted.
func (typ *Type) rootInline(d *classDraft) int32 {
	if typ.VarSize || !typ.HasDict && typ.Fixed == 0 || typ.ownDict != nil && typ.Fixed == 0 {
		return 0
	}
	n := typ.Fixed
	if !typ.HasDict {
		return n
	}
	n = max(n, typ.Base.NewRoot().Inline)
	attrs := DictGetStr(d.t, typ.Dict, names.__static_attributes__)
	if attrs == Null || !Is(attrs, ShapeTuple) {
		return max(n, typ.Fixed+3)
	}
	extra := int32(0)
	if typ.Base.Heap {
		extra = typ.Base.NewRoot().Inline - typ.Base.Fixed
	}
	n = max(n, min(typ.Fixed+extra+int32(TupleLen(attrs)), maxInline))
	return n | 1 // ext and an odd number of slots fill whole granules
}

// fillNamespace adds what every class has and wraps the special methods that
// are not for instances.
func (d *classDraft) fillNamespace() {
	t, dict := d.t, d.typ.Dict
	if f := DictGetStr(t, dict, names.__new__); f != Null && TypeOf(f) == FunctionType {
		DictSetStr(t, dict, names.__new__, NewStaticMethod(t, f))
	}
	for _, n := range []Value{names.__init_subclass__, names.__class_getitem__} {
		if f := DictGetStr(t, dict, n); f != Null && TypeOf(f) == FunctionType {
			DictSetStr(t, dict, n, NewClassMethod(t, f))
		}
	}
	if doc := DictGetStr(t, dict, names.__doc__); doc != Null && IsStr(doc) {
		d.typ.Doc = strings.Clone(StrOf(doc))
	}
	d.addMembers()
	if d.dict && d.typ.ownDict == nil {
		DictSetStr(t, dict, names.__dict__, newGetset(t, d.typ, &dictGetset))
	}
	if d.weak {
		DictSetStr(t, dict, names.__weakref__, newGetset(t, d.typ, &weakrefGetset))
	}
	if DictGetStr(t, dict, names.__doc__) == Null {
		DictSetStr(t, dict, names.__doc__, None)
	}
	if DictGetStr(t, dict, names.__hash__) == Null && DictGetStr(t, dict, names.__eq__) != Null {
		DictSetStr(t, dict, names.__hash__, None)
	}
}

// addMembers makes the descriptors of __slots__.
func (d *classDraft) addMembers() {
	t, typ := d.t, d.typ
	first := int(typ.Base.Fixed)
	for i, n := range d.names {
		slot := first + i
		if typ.VarSize {
			slot = -1
		}
		DictSetStr(t, typ.Dict, n, newMember(t, typ, n, slot, Null))
	}
}

// resolveMRO computes the MRO of the new class.
func (d *classDraft) resolveMRO() bool {
	publishTuples(d.t, d.typ)
	d.typ.MRO = mroOf(d.t, d.typ)
	return d.typ.MRO != nil
}

// mroOf computes an MRO, by the metaclass's mro() if that is not type's. Nil:
// an exception is pending.
func mroOf(t *Thread, typ *Type) []*Type {
	if m := LookupType(t, typ.Meta, names.mro); typ.Meta == TypeType || m == Null || TypeOf(m) == MethodDescriptorType {
		return computeMRO(t, typ)
	}
	r := callSpecial(t, typ.Obj, names.mro)
	if r == Null {
		return nil
	}
	var mro []*Type
	if !Iterate(t, r, func(v Value) bool {
		c := ClassOf(v)
		if c == nil {
			TypeErrorf(t, "mro() returned a non-class ('%s')", TypeName(v))
			return false
		}
		if !IsSubtype(solidBase(typ), solidBase(c)) {
			TypeErrorf(t, "mro() returned base with unsuitable layout ('%s')", c.Name)
			return false
		}
		mro = append(mro, c)
		return true
	}) {
		return nil
	}
	if mro == nil {
		TypeErrorf(t, "type MRO must not be empty")
	}
	return mro
}

// readySlots inherits or works out the slots.
func (d *classDraft) readySlots() {
	if len(d.typ.Bases) == 1 && len(d.typ.MRO) == len(d.typ.Base.MRO)+1 {
		inheritSlots(d.t, d.typ)
	} else {
		updateAllSlots(d.t, d.typ)
	}
	d.typ.Abstract = false
	d.typ.noteDel(d.t)
}

// setClassCell gives the cell behind super() and __class__ its value.
func (d *classDraft) setClassCell() bool {
	t, typ := d.t, d.typ
	for _, n := range []Value{names.__classcell__, names.__classdictcell__} {
		c := DictGetStr(t, typ.Dict, n)
		if c == Null {
			continue
		}
		if !Is(c, ShapeCell) {
			TypeErrorf(t, "%s must be a nonlocal cell, not %s", StrOf(n), ClassRepr(t, TypeOf(c).Obj))
			return false
		}
		v := typ.Obj
		if n == names.__classdictcell__ {
			v = typ.Dict
		}
		SetCell(t, c, v)
		DictDel(t, typ.Dict, n)
	}
	return true
}

// mangle is the name that a private name gets inside a class.
func mangle(class, name string) string {
	if len(name) < 3 || name[:2] != "__" || name[len(name)-2:] == "__" {
		return name
	}
	for i := range len(class) {
		if class[i] != '_' {
			return "_" + class[i:] + name
		}
	}
	return name
}

// subclassLayout is the layout of instances of a class that derives from base:
// Values follow the payload.
func subclassLayout(base *Type) uint8 {
	if base.Heap {
		return base.Layout
	}
	return base.derived
}

// derivedLayout is that layout for a builtin type.
func derivedLayout(typ *Type) uint8 {
	switch {
	case typ.Layout == gc.LayoutValues || typ.Final || typ.Payload == 0 && !typ.VarSize:
		return gc.LayoutValues
	case typ.VarSize && typ.Layout == gc.LayoutRaw:
		return layoutVarDict
	case typ.VarSize:
		return typ.Layout
	}
	own, from := gc.LayoutByID(typ.Layout).Trace, gc.HeaderSize+typ.Payload
	return gc.RegisterLayout(gc.Layout{Name: "subclass of " + typ.Name, Trace: func(o uintptr, visit func(Value)) {
		if own != nil {
			own(o, visit)
		}
		for a, end := o+from, o+gc.SizeOf(o); a < end; a += 8 {
			visit(gc.Load(a))
		}
	}})
}
