package object

import (
	"fmt"
	"slices"
	"strings"

	"gorgon/gc"
)

func init() {
	ObjectType.Setup(Spec{
		Doc:    "The base class of the class hierarchy.\n\nWhen called, it accepts no arguments and returns a new featureless\ninstance that has no instance attributes and cannot be given any.\n",
		Layout: gc.LayoutValues,
		Slots: Slots{Repr: objectRepr, Str: objectStr, Hash: objectHash, Compare: objectCompare,
			GetAttr: objectGetAttr, SetAttr: objectSetAttr, New: objectNew, Init: objectInit},
		Methods: []Method{
			{Name: "__format__", Sig: "(self, format_spec, /)", Fn: objectFormat, Doc: "Default object formatter.\n\nReturn str(self) if format_spec is empty. Raise TypeError otherwise."},
			{Name: "__dir__", Sig: "(self, /)", Fn: objectDir, Doc: "Default dir() implementation."},
			{Name: "__sizeof__", Sig: "(self, /)", Fn: objectSizeof, Doc: "Size of object in memory, in bytes."},
			{Name: "__getstate__", Sig: "(self, /)", Fn: objectGetState, Doc: "Helper for pickle."},
			{Name: "__reduce__", Sig: "(self, /)", Fn: func(t *Thread, args []Value) Value { return reduceObject(t, args[0], 0) }, Doc: "Helper for pickle."},
			{Name: "__reduce_ex__", Sig: "(self, protocol, /)", Fn: objectReduceEx, Doc: "Helper for pickle."},
			{Name: "__init_subclass__", Sig: "(cls)", Fn: func(t *Thread, args []Value) Value { return None }, Flags: ClassMethod,
				Doc: "This method is called when a class is subclassed.\n\nThe default implementation does nothing. It may be\noverridden to extend subclasses."},
			{Name: "__subclasshook__", Sig: "(cls, object, /)", Fn: func(t *Thread, args []Value) Value { return NotImplemented }, Flags: ClassMethod,
				Doc: "Abstract classes can override this to customize issubclass().\n\nThis is invoked early on by abc.ABCMeta.__subclasscheck__().\nIt should return True, False or NotImplemented.  If it returns\nNotImplemented, the normal algorithm is used.  Otherwise, it\noverrides the normal algorithm (and the outcome is cached)."},
		},
		Getset: []Getset{{Name: "__class__", Get: func(t *Thread, v Value) Value { return TypeOf(v).Obj }, Set: setClass, Doc: "the object's class"}},
	})
}

func objectRepr(t *Thread, v Value) Value {
	typ := TypeOf(v)
	name := StrOf(classWord(t, typ.Obj, classQualName))
	if m := typeModule(t, typ); m != Null && IsStr(m) && StrOf(m) != "builtins" {
		name = StrOf(m) + "." + name
	}
	return NewStr(t, fmt.Sprintf("<%s object at 0x%x>", name, uint64(v)))
}

// objectStr is object.__str__. __repr__ may be __str__, which has no end.
func objectStr(t *Thread, v Value) Value {
	if !enterRecursion(t, " while getting the repr of an object") {
		return Null
	}
	r := TypeOf(v).Slots.Repr(t, v)
	leaveRecursion(t)
	return r
}

// IdentityHash is the hash of objects that compare by identity.
func IdentityHash(v Value) uint64 { return uint64(v)>>4 | uint64(v)<<60>>4 }

func objectHash(t *Thread, v Value) (uint64, bool) { return IdentityHash(v), true }

func objectCompare(t *Thread, op CompareOp, a, b Value) Value {
	switch op {
	case OpEQ:
		if a == b {
			return True
		}
	case OpNE:
		// The opposite of what __eq__ of the whole type says.
		f := TypeOf(a).Slots.Compare
		if f == nil {
			break
		}
		r := f(t, OpEQ, a, b)
		if r == Null || r == NotImplemented {
			return r
		}
		truth, ok := Truth(t, r)
		return boolIf(!truth, ok)
	}
	return NotImplemented
}

// excessArgs says whether any argument was given.
func excessArgs(args []Value) bool { return len(args) > 0 }

func objectNew(t *Thread, cls *Type, args []Value, kw Value) Value {
	if excessArgs(args) {
		if !sameSlot(cls, ObjectType, slotNew) {
			return TypeErrorf(t, "object.__new__() takes exactly one argument (the type to instantiate)")
		}
		if sameSlot(cls, ObjectType, slotInit) {
			return TypeErrorf(t, "%s() takes no arguments", cls.Name)
		}
	}
	if cls.Abstract {
		return abstractError(t, cls)
	}
	return gc.MakePtr(cls.New(t))
}

func abstractError(t *Thread, cls *Type) Value {
	a := typeGetAbstract(t, cls.Obj)
	if a == Null {
		return Null
	}
	var missing []string
	if !Iterate(t, a, func(v Value) bool {
		s := Str(t, v)
		if s != Null {
			missing = append(missing, "'"+StrOf(s)+"'")
		}
		return s != Null
	}) {
		return Null
	}
	slices.Sort(missing)
	return TypeErrorf(t, "Can't instantiate abstract class %s without an implementation for abstract method%s %s",
		cls.Name, plural(len(missing)), strings.Join(missing, ", "))
}

func objectInit(t *Thread, v Value, args []Value, kw Value) bool {
	typ := TypeOf(v)
	if !excessArgs(args) {
		return true
	}
	if !sameSlot(typ, ObjectType, slotInit) {
		TypeErrorf(t, "object.__init__() takes exactly one argument (the instance to initialize)")
		return false
	}
	if sameSlot(typ, ObjectType, slotNew) {
		TypeErrorf(t, "%s.__init__() takes exactly one argument (the instance to initialize)", typ.Name)
		return false
	}
	return true
}

func objectFormat(t *Thread, args []Value) Value {
	if !IsStr(args[1]) {
		return TypeErrorf(t, "__format__() argument must be str, not %s", TypeName(args[1]))
	}
	if StrLen(args[1]) > 0 {
		return TypeErrorf(t, "unsupported format string passed to %s.__format__", TypeName(args[0]))
	}
	return Str(t, args[0])
}

func objectDir(t *Thread, args []Value) Value {
	self := args[0]
	set := NewSet(t)
	d, ok := GetAttrOpt(t, self, names.__dict__)
	if !ok {
		return Null
	}
	if d != Null && IsInstance(d, DictType) && !addKeys(t, set, d) {
		return Null
	}
	cls, ok := GetAttrOpt(t, self, names.__class__)
	if !ok {
		return Null
	}
	if cls != Null {
		if c := ClassOf(cls); c != nil {
			for _, m := range c.MRO {
				if !addKeys(t, set, m.Dict) {
					return Null
				}
			}
		}
	}
	return NewList(t, SetItems(t, set))
}

func objectSizeof(t *Thread, args []Value) Value {
	if !args[0].IsPtr() {
		return gc.MakeInt(24)
	}
	return NewInt(t, int64(gc.SizeOf(args[0].Addr())))
}

// setClass is o.__class__ = cls.
func setClass(t *Thread, v, val Value) bool {
	if val == Null {
		TypeErrorf(t, "can't delete __class__ attribute")
		return false
	}
	to := ClassOf(val)
	if to == nil {
		TypeErrorf(t, "__class__ must be set to a class, not '%s' object", TypeName(val))
		return false
	}
	from := TypeOf(v)
	module := IsSubtype(from, ModuleType) && IsSubtype(to, ModuleType)
	if !module && (!from.Heap || !to.Heap) {
		TypeErrorf(t, "__class__ assignment only supported for mutable types or ModuleType subclasses")
		return false
	}
	if from == to {
		return true
	}
	if !sameLayout(from, to) {
		TypeErrorf(t, "__class__ assignment: '%s' object layout differs from '%s'", to.TpName(), from.TpName())
		return false
	}
	o := v.Addr()
	if !t.Solo {
		from.pinned.Store(true)
	}
	t.OwnObject(o)
	gc.SetShape(o, shapeInOther(ShapeOf(o), to, func() { toDictMode(t, o) }).ID)
	return true
}

// sameLayout says whether an instance of a could be one of b.
func sameLayout(a, b *Type) bool {
	return a.Payload == b.Payload && a.Fixed == b.Fixed && a.HasDict == b.HasDict && a.VarSize == b.VarSize &&
		a.WeakRefs == b.WeakRefs && solidNative(a) == solidNative(b) && sameMembers(a, b)
}

// solidNative is the nearest builtin base.
func solidNative(typ *Type) *Type {
	for typ.Heap {
		typ = typ.Base
	}
	if typ.Base != nil && !addsLayout(typ) {
		return solidBase(typ)
	}
	return typ
}

// sameMembers says whether the last classes that declared slots are the same,
// or declared the same ones over the same base.
func sameMembers(a, b *Type) bool {
	a, b = a.slotted(), b.slotted()
	return a == b || slices.Equal(a.members, b.members) && a.Base.slotted() == b.Base.slotted()
}

// slotted is the nearest class that declared slots, or else the builtin base.
func (typ *Type) slotted() *Type {
	for typ.Heap && len(typ.members) == 0 {
		typ = typ.Base
	}
	return typ
}

func (typ *Type) memberNames() []Value {
	if typ == nil || !typ.Heap {
		return nil
	}
	return append(typ.Base.memberNames(), typ.members...)
}

// shapeInOther finds the shape of type to that has the slots of s.
func shapeInOther(s *Shape, to *Type, dictMode func()) *Shape {
	root := to.root(s.Inline)
	if s.DictMode {
		return root.Dict()
	}
	for _, n := range s.Names[s.Type.Fixed:] {
		if root = root.With(n); root == nil {
			dictMode()
			return to.root(s.Inline).Dict()
		}
	}
	return root
}
