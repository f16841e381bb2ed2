package object

import (
	"slices"

	"gorgon/gc"
)

var booted bool

// Boot completes all builtin types: namespaces, inherited slots, special
// methods made from slots, class objects. It is called once, by the main
// thread, before anything but constants, strs, numbers and containers is used.
func Boot(t *Thread) {
	if booted {
		return
	}
	booted = true
	names.fill()
	fillOperatorNames()
	fillSlotNames()
	TypeType.MRO = []*Type{TypeType, ObjectType}
	ObjectType.MRO = []*Type{ObjectType}
	for i := range builtinTypes.len() {
		typ := builtinTypes.at(i)
		typ.Obj = newClassObject(t, typ, TypeType)
		typ.Dict = NewDict(t)
	}
	for i := range builtinTypes.len() {
		bootType(t, builtinTypes.at(i))
	}
	for i := range builtinTypes.len() {
		bootNamespace(t, builtinTypes.at(i))
	}
	// Only now: lookups were not to be remembered while namespaces grew.
	for i := range builtinTypes.len() {
		builtinTypes.at(i).version.Store(lastVersion.Add(1))
	}
}

// weakTypes are builtin types that allow weak references without saying so in
// their Spec.
var weakTypes = map[*Type]bool{FunctionType: true, NativeType: true, MethodType: true, ModuleType: true, SetType: true, FrozenSetType: true,
	GeneratorType: true, CoroutineType: true, AsyncGeneratorType: true, CodeType: true, MemoryViewType: true, GenericAliasType: true, UnionType: true}

// bootType links a builtin type to its base and inherits what it does not
// declare. Bases come first.
func bootType(t *Thread, typ *Type) {
	if typ.Meta != nil {
		return
	}
	typ.Meta = TypeType
	s := typ.spec
	if s == nil {
		s = &Spec{}
		typ.spec = s
	}
	if typ != ObjectType {
		if s.Base == nil {
			s.Base = ObjectType
		}
		bootType(t, s.Base)
		typ.Base = s.Base
		typ.Bases = []*Type{s.Base}
		if typ == ExceptionGroupType {
			bootType(t, ExceptionType)
			typ.Bases = append(typ.Bases, ExceptionType)
		}
		typ.MRO = computeMRO(t, typ)
	}
	typ.Doc, typ.Payload, typ.Layout, typ.VarSize = s.Doc, s.Payload, s.Layout, s.VarSize
	typ.HasDict, typ.Final, typ.WeakRefs = s.HasDict, s.Final, s.WeakRefs || weakTypes[typ]
	if s.Module != "" {
		typ.Module = s.Module
	}
	if b := typ.Base; b != nil {
		if typ.Payload == 0 && b != ObjectType {
			typ.Payload, typ.Layout, typ.VarSize = b.Payload, b.Layout, b.VarSize
		}
		typ.HasDict = typ.HasDict || b.HasDict
		typ.WeakRefs = typ.WeakRefs || b.WeakRefs
		if typ.ownDict == nil {
			typ.ownDict = b.ownDict
		}
	}
	typ.derived = derivedLayout(typ)
	typ.Slots = s.Slots
	bootSlots(typ)
	for _, b := range typ.Bases {
		addSubclass(t, b, typ)
	}
}

// bootSlots inherits the slots that the type leaves open. As in CPython hash
// and comparison go together.
func bootSlots(typ *Type) {
	own := typ.spec.Slots
	b := typ.Base
	if b != nil {
		for id := range numSlots {
			if *typ.Slots.word(id) == nil {
				*typ.Slots.word(id) = *b.Slots.word(id)
			}
		}
		if own.Compare != nil && own.Hash == nil {
			typ.Slots.Hash = nil
		}
		if own.New == nil && b == ObjectType && typ != TypeType {
			typ.Slots.New = nil
		}
	}
	typ.genericGet = typ == ObjectType || sameSlot(typ, ObjectType, slotGetAttr)
	typ.concat = own.Binary[OpAdd] != nil && own.Binary[OpSub] == nil && typ.Slots.GetItem != nil
}

// bootNamespace fills the dict of a builtin type.
func bootNamespace(t *Thread, typ *Type) {
	o := typ.Obj.Addr()
	gc.Store(o+className, Intern(typ.Name))
	gc.Store(o+classQualName, Intern(typ.QualName))
	publishTuples(t, typ)
	d, s := typ.Dict, typ.spec
	set := func(name Value, v Value) { DictSetStr(t, d, name, v) }
	if own := &s.Slots; *own.word(slotNew) != nil {
		set(names.__new__, newNewMethod(t, typ))
	}
	bootWrappers(t, typ, set)
	if s.Slots.Compare != nil && s.Slots.Hash == nil {
		set(names.__hash__, None)
	}
	for i := range s.Methods {
		m := &s.Methods[i]
		set(Intern(m.Name), methodObject(t, typ, m))
	}
	for i := range s.Getset {
		set(Intern(s.Getset[i].Name), newGetset(t, typ, &s.Getset[i]))
	}
	if s.Members != nil {
		s.Members(func(name string, v Value) { set(Intern(name), v) })
	}
	if DictGetStr(t, d, names.__doc__) == Null {
		if s.Doc == "" {
			set(names.__doc__, None)
		} else {
			set(names.__doc__, NewStr(t, s.Doc))
		}
	}
	if typ.HasDict && !typ.Base.HasDict && DictGetStr(t, d, names.__dict__) == Null && typ.ownDict == nil {
		set(names.__dict__, newGetset(t, typ, &dictGetset))
	}
}

// bootWrappers makes the special methods of the slots that the type declares.
func bootWrappers(t *Thread, typ *Type, set func(name, v Value)) {
	own := &typ.spec.Slots
	for i := range wrapperDefs {
		w := &wrapperDefs[i]
		if *own.word(w.slot) == nil || typ.concat && w.name == "__radd__" || w.name == "__rmod__" && typ.concat && typ != StrType && typ != BytesType && typ != ByteArrayType {
			continue
		}
		if noWrapper(typ, w) {
			continue
		}
		set(Intern(w.name), newRecipeObject(t, WrapperDescriptorType, nativeRecipe{owner: typ, wrapper: w}, Null))
	}
}

// noWrapper: types whose slot is for one of its two names only.
func noWrapper(typ *Type, w *wrapperDef) bool {
	if typ.spec.Hidden == nil {
		return false
	}
	return slices.Contains(typ.spec.Hidden, w.name)
}

var wrapperParams = [...]Signature{
	{Params: []string{"self"}, Optional: []bool{false}, PosOnly: 1, Pos: 1, Plain: true, Text: "(self, /)"},
	{Params: []string{"self", "value"}, Optional: []bool{false, false}, PosOnly: 2, Pos: 2, Plain: true, Text: "(self, value, /)"},
	{Params: []string{"self", "key", "value"}, Optional: []bool{false, false, false}, PosOnly: 3, Pos: 3, Plain: true, Text: "(self, key, value, /)"},
}

// wrapperNative makes the special method that stands for a slot of a type.
func wrapperNative(typ *Type, w *wrapperDef) *Native {
	n := &Native{Name: w.name, Owner: typ, Doc: w.doc, slot: int(w.slot) + 1}
	if w.raw != nil {
		n.Raw = w.raw(&typ.Slots, typ)
		n.Sig = &rawParams
	} else {
		n.Fn = w.wrap(&typ.Slots)
		n.Sig = &wrapperParams[w.args]
		if w.slot == slotBinary0+slotID(OpPow) {
			n.Raw = wrapPower(&typ.Slots, w.name == "__rpow__")
		}
	}
	return n
}

var rawParams = Signature{Text: "(self, /, *args, **kwargs)", VarArgs: true, VarKw: true}

// wrapPower is __pow__ with its optional third argument.
func wrapPower(s *Slots, reflected bool) rawFn {
	f := s.Binary[OpPow]
	return func(t *Thread, self Value, args []Value, kw Value) Value {
		if kw != Null || len(args) < 1 || len(args) > 2 {
			return TypeErrorf(t, "expected 1 or 2 arguments, got %d", len(args))
		}
		a, b := self, args[0]
		if reflected {
			a, b = b, a
		}
		if len(args) == 2 && args[1] != None {
			if IsFloatObj(a) {
				return TypeErrorf(t, "pow() 3rd argument not allowed unless all arguments are integers")
			}
			if IsComplexObj(a) {
				return ValueErrorf(t, "complex modulo")
			}
			return intPowMod(t, a, b, args[1])
		}
		return f(t, a, b)
	}
}

// methodObject makes what stands in the namespace for a declared method.
func methodObject(t *Thread, typ *Type, m *Method) Value {
	r := nativeRecipe{owner: typ, method: m}
	switch {
	case m.Flags&StaticMethod != 0:
		return NewStaticMethod(t, newRecipeObject(t, NativeType, r, typ.Obj))
	case m.Flags&ClassMethod != 0:
		return newRecipeObject(t, ClassMethodDescriptorType, r, Null)
	}
	return newRecipeObject(t, MethodDescriptorType, r, Null)
}

var newParams = Signature{Text: "(*args, **kwargs)"}

// newNewMethod makes typ.__new__.
func newNewMethod(t *Thread, typ *Type) Value {
	n := &Native{Name: "__new__", Owner: typ, slot: int(slotNew) + 1,
		Doc: "Create and return a new object.  See help(type) for accurate signature."}
	n.Sig = &newParams
	n.Raw = func(t *Thread, self Value, args []Value, kw Value) Value { return callNew(t, typ, args, kw) }
	return newNativeObject(t, NativeType, n, typ.Obj)
}

// callNew is typ.__new__(cls, …) with the checks that keep layouts apart.
func callNew(t *Thread, typ *Type, args []Value, kw Value) Value {
	nkw := 0
	if kw != Null {
		nkw = TupleLen(kw)
	}
	if len(args)-nkw == 0 {
		return TypeErrorf(t, "%s.__new__(): not enough arguments", typ.TpName())
	}
	cls := ClassOf(args[0])
	if cls == nil {
		return TypeErrorf(t, "%s.__new__(X): X is not a type object (%s)", typ.TpName(), TypeName(args[0]))
	}
	if !IsSubtype(cls, typ) {
		return TypeErrorf(t, "%s.__new__(%s): %s is not a subtype of %s", typ.TpName(), cls.TpName(), cls.TpName(), typ.TpName())
	}
	base := cls
	for base.Heap || base.pySlots.has(slotNew) {
		base = base.Base
	}
	if !sameSlot(base, typ, slotNew) {
		return TypeErrorf(t, "%s.__new__(%s) is not safe, use %s.__new__()", typ.TpName(), cls.TpName(), base.TpName())
	}
	return typ.Slots.New(t, cls, args[1:], kw)
}
