package object

import (
	"slices"
	"strings"

	"gorgon/gc"
)

func init() {
	TypeType.ownDict = func(t *Thread, v Value, create bool) Value { return ClassOf(v).Dict }
	TypeType.Setup(Spec{
		Doc:     "type(object) -> the object's type\ntype(name, bases, dict, **kwds) -> a new type",
		Payload: 8 * classWords, Layout: layoutClass, HasDict: true, WeakRefs: true,
		Slots: Slots{Repr: typeRepr, GetAttr: typeGetAttr, SetAttr: typeSetAttr, Call: typeCall, New: typeNew, Init: typeInit,
			Binary: [NumBinary]func(t *Thread, a, b Value) Value{OpOr: unionOr}},
		Methods: []Method{
			{Name: "mro", Sig: "(self, /)", Fn: typeMRO, Doc: "Return a type's method resolution order."},
			{Name: "__subclasses__", Sig: "(self, /)", Fn: typeSubclasses, Doc: "Return a list of immediate subclasses."},
			{Name: "__prepare__", Sig: "(cls, *args, **kwargs)", Fn: func(t *Thread, args []Value) Value { return NewDict(t) }, Flags: ClassMethod,
				Doc: "Create the namespace for the class statement"},
			{Name: "__instancecheck__", Sig: "(self, instance, /)", Fn: func(t *Thread, args []Value) Value {
				return boolIf(defaultIsInstance(t, args[1], args[0]))
			}, Doc: "Check if an object is an instance."},
			{Name: "__subclasscheck__", Sig: "(self, subclass, /)", Fn: func(t *Thread, args []Value) Value {
				return boolIf(defaultIsSubclass(t, args[1], args[0]))
			}, Doc: "Check if a class is a subclass."},
			{Name: "__dir__", Sig: "(self, /)", Fn: typeDir, Doc: "Specialized __dir__ implementation for types."},
			{Name: "__sizeof__", Sig: "(self, /)", Fn: func(t *Thread, args []Value) Value { return gc.MakeInt(1064) }, Doc: "Return memory consumption of the type object."},
		},
		Getset: []Getset{
			{Name: "__name__", Get: typeGetName, Set: typeSetName},
			{Name: "__qualname__", Get: func(t *Thread, v Value) Value { return classWord(t, v, classQualName) }, Set: typeSetQualName},
			{Name: "__bases__", Get: func(t *Thread, v Value) Value { return classWord(t, v, classBases) }, Set: typeSetBases},
			{Name: "__mro__", Get: func(t *Thread, v Value) Value { return classWord(t, v, classMRO) }},
			{Name: "__base__", Get: typeGetBase},
			{Name: "__module__", Get: typeGetModule, Set: typeSetModule},
			{Name: "__dict__", Get: func(t *Thread, v Value) Value { return NewMappingProxy(t, ClassOf(v).Dict) }},
			{Name: "__doc__", Get: typeGetDoc, Set: typeSetDoc},
			{Name: "__abstractmethods__", Get: typeGetAbstract, Set: typeSetAbstract},
			{Name: "__annotations__", Get: typeGetAnnotations, Set: typeSetAnnotations},
			{Name: "__annotate__", Get: typeGetAnnotate, Set: typeSetAnnotate},
			{Name: "__type_params__", Get: typeGetTypeParams, Set: typeSetTypeParams},
			{Name: "__text_signature__", Get: func(t *Thread, v Value) Value { return None }},
			{Name: "__basicsize__", Get: func(t *Thread, v Value) Value { return gc.MakeInt(int64(gc.HeaderSize + ClassOf(v).Payload)) }},
			{Name: "__itemsize__", Get: func(t *Thread, v Value) Value {
				if ClassOf(v).VarSize {
					return gc.MakeInt(8)
				}
				return gc.MakeInt(0)
			}},
			{Name: "__flags__", Get: typeGetFlags},
			{Name: "__dictoffset__", Get: func(t *Thread, v Value) Value {
				if ClassOf(v).HasDict {
					return gc.MakeInt(-1)
				}
				return gc.MakeInt(0)
			}},
			{Name: "__weakrefoffset__", Get: func(t *Thread, v Value) Value { return gc.MakeInt(0) }},
		},
	})
}

func classWord(t *Thread, v Value, off uintptr) Value {
	return t.Read(v.Addr()+gc.LockOffset, v.Addr()+off)
}

// typeInit checks the number of arguments; type.__new__ has done the rest.
func typeInit(t *Thread, v Value, args []Value, kw Value) bool {
	n := len(args)
	if kw != Null {
		n -= TupleLen(kw)
	}
	if n != 1 && n != 3 {
		TypeErrorf(t, "type.__init__() takes 1 or 3 arguments")
		return false
	}
	if n == 1 && len(args) > n {
		TypeErrorf(t, "type.__init__() takes no keyword arguments")
		return false
	}
	return true
}

// typeCall is cls(…): __new__, and __init__ if that made an instance.
func typeCall(t *Thread, v Value, args []Value, kw Value) Value {
	cls := ClassOf(v)
	if cls == TypeType {
		n := len(args)
		if kw != Null {
			n -= TupleLen(kw)
		}
		if n == 1 && kw == Null {
			return TypeOf(args[0]).Obj
		}
		if n != 3 {
			return TypeErrorf(t, "type() takes 1 or 3 arguments")
		}
	}
	if !cls.Heap && cls.spec.Construct != nil {
		return cls.spec.Construct(t, args, kw)
	}
	if cls.Slots.New == nil {
		return TypeErrorf(t, "cannot create '%s' instances", cls.TpName())
	}
	o := cls.Slots.New(t, cls, args, kw)
	if o == Null || o == Tail {
		return o
	}
	typ := TypeOf(o)
	if !IsSubtype(typ, cls) {
		return o
	}
	if !typ.Slots.Init(t, o, args, kw) {
		return Null
	}
	return o
}

// Constructor returns the builtin class that fn is if calling it with positional
// arguments only is Make, else nil.
func Constructor(fn Value) *Type {
	c := ClassOf(fn)
	if c == nil || c.Heap || c == TypeType || c.Meta != TypeType {
		return nil
	}
	if c.spec.Construct != nil || c.Slots.New != nil && sameSlot(c, ObjectType, slotInit) {
		return c
	}
	return nil
}

// Make calls a class that Constructor returned. The result may be Tail.
func (typ *Type) Make(t *Thread, args []Value) Value {
	if f := typ.spec.Construct; f != nil {
		return f(t, args, Null)
	}
	o := typ.Slots.New(t, typ, args, Null)
	if o == Null || o == Tail || !TypeOf(o).Heap {
		return o
	}
	return initMade(t, typ, o, args)
}

// initMade runs __init__ of an object that the __new__ of cls has made.
func initMade(t *Thread, cls *Type, o Value, args []Value) Value {
	if typ := TypeOf(o); IsSubtype(typ, cls) && !typ.Slots.Init(t, o, args, Null) {
		return Null
	}
	return o
}

// PlainNew says whether calling cls makes an object by object.__new__ and then
// runs cls.__init__, which is a Python function: the interpreter allocates by
// cls.New and pushes the frame of init itself.
func PlainNew(t *Thread, cls *Type) (init Value, ok bool) {
	if !sameSlot(cls, ObjectType, slotNew) || !cls.pySlots.has(slotInit) || cls.Abstract ||
		!sameSlot(cls.Meta, TypeType, slotCall) {
		return Null, false
	}
	init = LookupType(t, cls, names.__init__)
	return init, TypeOf(init) == FunctionType
}

func typeRepr(t *Thread, v Value) Value {
	cls := ClassOf(v)
	q := StrOf(classWord(t, v, classQualName))
	m := typeModule(t, cls)
	if m == Null || !IsStr(m) || StrOf(m) == "builtins" {
		return NewStr(t, "<class '"+q+"'>")
	}
	return NewStr(t, "<class '"+StrOf(m)+"."+q+"'>")
}

func typeModule(t *Thread, cls *Type) Value {
	if cls.Heap {
		return DictGetStr(t, cls.Dict, names.__module__)
	}
	return Intern(cls.Module)
}

// typeGetAttr looks in the metaclass for a data descriptor, then in the class's
// own MRO, then in the metaclass for anything.
func typeGetAttr(t *Thread, v, name Value) Value {
	if r := typeGetAttrOpt(t, v, name); r != Null || t.Exc != Null {
		return r
	}
	return noAttribute(t, v, name)
}

func typeGetAttrOpt(t *Thread, v, name Value) Value {
	cls, meta := ClassOf(v), TypeOf(v)
	d := LookupType(t, meta, name)
	var ds *Slots
	if d != Null {
		ds = &TypeOf(d).Slots
		if ds.DescrGet != nil && ds.DescrSet != nil {
			return ds.DescrGet(t, d, v, meta)
		}
	}
	if a := LookupType(t, cls, name); a != Null {
		if get := TypeOf(a).Slots.DescrGet; get != nil {
			return get(t, a, Null, cls)
		}
		return a
	}
	if d != Null {
		if ds.DescrGet != nil {
			return ds.DescrGet(t, d, v, meta)
		}
		return d
	}
	return Null
}

// typeSetAttr sets an attribute of a class: a change that the world must know.
func typeSetAttr(t *Thread, v, name, val Value) bool {
	cls, meta := ClassOf(v), TypeOf(v)
	if !cls.Heap {
		TypeErrorf(t, "cannot set '%s' attribute of immutable type '%s'", StrOf(name), cls.TpName())
		return false
	}
	if d := LookupType(t, meta, name); d != Null {
		if set := TypeOf(d).Slots.DescrSet; set != nil {
			return set(t, d, v, val)
		}
	}
	if val == Null && DictGetStr(t, cls.Dict, name) == Null {
		noAttribute(t, v, name)
		return false
	}
	changeClass(t, cls, name, val)
	return true
}

// changeClass stores (or deletes: val Null) an entry of a class's namespace and
// brings slots and caches up to date.
func changeClass(t *Thread, cls *Type, name, val Value) {
	store := func() {
		if val == Null {
			DictDel(t, cls.Dict, name)
		} else {
			DictSetStr(t, cls.Dict, name, val)
		}
	}
	if isVariable(name) {
		store()
		return
	}
	variable := countWrite(name)
	if !t.Solo && mayVary(name) && (variable || t.MayBeUndone()) {
		if variable = t.Restartable(); variable {
			makeVariableNow(t, cls, name)
		}
	}
	changeType(t, cls, name, func() {
		store()
		if variable {
			makeVariable(name)
		}
		if name == names.__del__ {
			eachSubclass(t, cls, func(c *Type) { c.noteDel(t) })
		}
		for _, id := range slotsOfName[name] {
			eachSubclass(t, cls, func(c *Type) { updateSlot(t, c, id) })
		}
	})
}

func typeMRO(t *Thread, args []Value) Value {
	cls := ClassOf(args[0])
	mro := computeMRO(t, cls)
	if mro == nil {
		return Null
	}
	return NewList(t, TupleItems(typeTuple(t, mro)))
}

func typeSubclasses(t *Thread, args []Value) Value {
	var objs []Value
	for _, s := range subclassesOf(t, ClassOf(args[0])) {
		objs = append(objs, s.Obj)
	}
	return NewList(t, objs)
}

// mayChange refuses changes to builtin types and deletions.
func mayChange(t *Thread, v, val Value, name string) bool {
	cls := ClassOf(v)
	if !cls.Heap {
		TypeErrorf(t, "cannot set '%s' attribute of immutable type '%s'", name, cls.TpName())
		return false
	}
	if val == Null {
		TypeErrorf(t, "cannot delete '%s' attribute of immutable type '%s'", name, cls.TpName())
		return false
	}
	return true
}

func typeGetName(t *Thread, v Value) Value { return classWord(t, v, className) }

func typeSetName(t *Thread, v, val Value) bool {
	if !mayChange(t, v, val, "__name__") {
		return false
	}
	cls := ClassOf(v)
	if !IsStr(val) {
		TypeErrorf(t, "can only assign string to %s.__name__, not '%s'", cls.Name, TypeName(val))
		return false
	}
	setClassWord(t, cls, className, val, func() { cls.Name = strings.Clone(StrOf(val)) })
	return true
}

func typeSetQualName(t *Thread, v, val Value) bool {
	if !mayChange(t, v, val, "__qualname__") {
		return false
	}
	cls := ClassOf(v)
	if !IsStr(val) {
		TypeErrorf(t, "can only assign string to %s.__qualname__, not '%s'", cls.Name, TypeName(val))
		return false
	}
	setClassWord(t, cls, classQualName, val, func() { cls.QualName = strings.Clone(StrOf(val)) })
	return true
}

func setClassWord(t *Thread, cls *Type, off uintptr, val Value, also func()) {
	changeType(t, cls, Null, func() {
		t.OwnObject(cls.Obj.Addr())
		gc.Store(cls.Obj.Addr()+off, val)
		also()
	})
}

func typeGetBase(t *Thread, v Value) Value {
	if b := ClassOf(v).Base; b != nil {
		return b.Obj
	}
	return None
}

// typeSetBases is cls.__bases__ = (…).
func typeSetBases(t *Thread, v, val Value) bool {
	if !mayChange(t, v, val, "__bases__") {
		return false
	}
	cls := ClassOf(v)
	if !IsInstance(val, TupleType) {
		TypeErrorf(t, "can only assign tuple to %s.__bases__, not %s", cls.Name, TypeName(val))
		return false
	}
	items := TupleItems(val)
	if len(items) == 0 {
		TypeErrorf(t, "can only assign non-empty tuple to %s.__bases__, not ()", cls.Name)
		return false
	}
	for _, b := range items {
		c := ClassOf(b)
		if c == nil {
			TypeErrorf(t, "%s.__bases__ must be tuple of classes, not '%s'", cls.Name, TypeName(b))
			return false
		}
		if IsSubtype(c, cls) || onBaseChain(c, cls) {
			TypeErrorf(t, "a __bases__ item causes an inheritance cycle")
			return false
		}
	}
	base := bestBase(t, items)
	if base == nil {
		return false
	}
	if solidBase(base) != solidBase(cls.Base) && !(base.Payload == cls.Base.Payload && base.Fixed == cls.Base.Fixed && base.Layout == cls.Layout) ||
		base.HasDict != cls.Base.HasDict && !cls.HasDict {
		TypeErrorf(t, "__bases__ assignment: '%s' object layout differs from '%s'", base.TpName(), cls.Base.TpName())
		return false
	}
	return rebase(t, cls, base, items)
}

// onBaseChain says whether cls is the base of c, of its base, and so on: mro()
// may have changed bases whose MROs are not yet up to date.
func onBaseChain(c, cls *Type) bool {
	for ; c != nil; c = c.Base {
		if c == cls {
			return true
		}
	}
	return false
}

// rebase gives cls other bases; the MROs of its subclasses follow. If one of
// them has no consistent order, all stays as it was.
func rebase(t *Thread, cls, base *Type, items []Value) bool {
	if !t.Solo {
		t.BecomeIrrevocable()
	}
	oldBases, oldBase := cls.Bases, cls.Base
	cls.Base, cls.Bases = base, nil
	for _, b := range items {
		cls.Bases = append(cls.Bases, ClassOf(b))
	}
	old, ok := recomputeMROs(t, cls)
	if !ok {
		for c, mro := range old {
			c.MRO = mro
		}
		cls.Bases, cls.Base = oldBases, oldBase
		return false
	}
	changeType(t, cls, Null, func() {
		for _, b := range oldBases {
			removeSubclass(t, b, cls)
		}
		for _, b := range cls.Bases {
			if !slices.Contains(subclassesOf(t, b), cls) {
				addSubclass(t, b, cls)
			}
		}
		eachSubclass(t, cls, func(c *Type) {
			publishTuples(t, c)
			updateAllSlots(t, c)
		})
	})
	return true
}

// recomputeMROs gives cls and its subclasses new MROs, for which it may call
// mro() of metaclasses, and returns the old ones.
func recomputeMROs(t *Thread, cls *Type) (old map[*Type][]*Type, ok bool) {
	old, ok = map[*Type][]*Type{}, true
	eachSubclass(t, cls, func(c *Type) {
		if !ok {
			return
		}
		mro := mroOf(t, c)
		if mro == nil {
			ok = false
			return
		}
		if _, seen := old[c]; !seen {
			old[c] = c.MRO
		}
		c.MRO = mro
	})
	return old, ok
}

func typeGetModule(t *Thread, v Value) Value {
	m := typeModule(t, ClassOf(v))
	if m == Null {
		return raiseAttribute(t, v, names.__module__, "__module__")
	}
	return m
}

func typeSetModule(t *Thread, v, val Value) bool {
	if !mayChange(t, v, val, "__module__") {
		return false
	}
	cls := ClassOf(v)
	changeClass(t, cls, names.__module__, val)
	if IsStr(val) {
		cls.Module = strings.Clone(StrOf(val))
	}
	return true
}

func typeGetDoc(t *Thread, v Value) Value {
	cls := ClassOf(v)
	d := DictGetStr(t, cls.Dict, names.__doc__)
	if d == Null {
		return None
	}
	if get := TypeOf(d).Slots.DescrGet; get != nil {
		return get(t, d, Null, cls)
	}
	return d
}

func typeSetDoc(t *Thread, v, val Value) bool {
	if !mayChange(t, v, val, "__doc__") {
		return false
	}
	changeClass(t, ClassOf(v), names.__doc__, val)
	return true
}

func typeGetAbstract(t *Thread, v Value) Value {
	if cls := ClassOf(v); cls != TypeType {
		if a := DictGetStr(t, cls.Dict, names.__abstractmethods__); a != Null {
			return a
		}
	}
	return raiseAttribute(t, v, names.__abstractmethods__, "__abstractmethods__")
}

func typeSetAbstract(t *Thread, v, val Value) bool {
	cls := ClassOf(v)
	if !cls.Heap {
		return mayChange(t, v, None, "__abstractmethods__")
	}
	abstract := false
	if val != Null {
		var ok bool
		if abstract, ok = Truth(t, val); !ok {
			return false
		}
	} else if DictGetStr(t, cls.Dict, names.__abstractmethods__) == Null {
		raiseAttribute(t, v, names.__abstractmethods__, "__abstractmethods__")
		return false
	}
	if abstract {
		cls.Abstract = true // before caches are emptied: nobody fills them as for a concrete class
	}
	changeClass(t, cls, names.__abstractmethods__, val)
	cls.Abstract = abstract
	return true
}

func typeGetFlags(t *Thread, v Value) Value {
	cls := ClassOf(v)
	flags := int64(1<<12 | 1<<18)
	if cls.Heap {
		flags |= 1 << 9
	} else {
		flags |= 1 << 8
	}
	if !cls.Final {
		flags |= 1 << 10
	}
	if cls.Abstract {
		flags |= 1 << 20
	}
	for _, k := range []struct {
		typ *Type
		bit uint
	}{{IntType, 24}, {ListType, 25}, {TupleType, 26}, {BytesType, 27}, {StrType, 28}, {DictType, 29}, {BaseExceptionType, 30}, {TypeType, 31}} {
		if IsSubtype(cls, k.typ) {
			flags |= 1 << k.bit
		}
	}
	return NewInt(t, flags)
}

func typeDir(t *Thread, args []Value) Value {
	set := NewSet(t)
	for _, c := range ClassOf(args[0]).MRO {
		if !addKeys(t, set, c.Dict) {
			return Null
		}
	}
	return NewList(t, SetItems(t, set))
}

func addKeys(t *Thread, set, dict Value) bool {
	pos := 0
	for {
		k, _, more := DictNext(t, dict, &pos)
		if !more {
			return true
		}
		if !SetAdd(t, set, k) {
			return false
		}
	}
}
