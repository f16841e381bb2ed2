package object

import (
	"fmt"
	"sync"

	"gorgon/gc"
)

// The types of descriptors that native code makes. A getset or member
// descriptor has the words descOwner…; the others are in call.go.
var (
	MethodDescriptorType      = NewType("method_descriptor", 0)
	WrapperDescriptorType     = NewType("wrapper_descriptor", 0)
	ClassMethodDescriptorType = NewType("classmethod_descriptor", 0)
	MethodWrapperType         = NewType("method-wrapper", 0)
	GetsetDescriptorType      = NewType("getset_descriptor", 0)
	MemberDescriptorType      = NewType("member_descriptor", 0)
)

const (
	descOwner = gc.HeaderSize + 8*iota // the owner, a class
	descName                           // str
	descIndex                          // getset: place in getsets; member: slot, or -1
	descDoc                            // str, anything or Null
	descWords = iota
)

var getsets table[*Getset]

func init() {
	nativeGetset := []Getset{
		{Name: "__name__", Get: func(t *Thread, v Value) Value { return Intern(nativeOf(v).Name) }},
		{Name: "__qualname__", Get: func(t *Thread, v Value) Value { return NewStr(t, nativeQualName(t, v)) }},
		{Name: "__doc__", Get: nativeDoc},
		{Name: "__text_signature__", Get: nativeTextSignature},
	}
	owned := append([]Getset{{Name: "__objclass__", Get: func(t *Thread, v Value) Value { return nativeOf(v).Owner.Obj }}}, nativeGetset...)
	reduce := Method{Name: "__reduce__", Sig: "(self, /)", Fn: reduceDescriptor}
	descriptor := func(typ *Type, call func(t *Thread, v Value, args []Value, kw Value) Value, get func(t *Thread, d, obj Value, owner *Type) Value, what string) {
		typ.Setup(Spec{Payload: 8 * nativeWords, Layout: gc.LayoutValues, Final: true, Getset: owned, Methods: []Method{reduce},
			Slots: Slots{Call: call, DescrGet: get, Repr: func(t *Thread, v Value) Value {
				n := nativeOf(v)
				return NewStr(t, fmt.Sprintf("<%s '%s' of '%s' objects>", what, n.Name, n.Owner.TpName()))
			}}})
	}
	descriptor(MethodDescriptorType, CallNative, methodDescriptorGet, "method")
	descriptor(WrapperDescriptorType, CallNative, wrapperDescriptorGet, "slot wrapper")
	descriptor(ClassMethodDescriptorType, callClassMethodDescriptor, classMethodDescriptorGet, "method")
	MethodWrapperType.Setup(Spec{Payload: 8 * nativeWords, Layout: gc.LayoutValues, Final: true,
		Getset:  append(owned[:len(owned):len(owned)], Getset{Name: "__self__", Get: func(t *Thread, v Value) Value { return NativeSelf(v) }}),
		Methods: []Method{{Name: "__reduce__", Sig: "(self, /)", Fn: reduceBound}},
		Slots:   Slots{Call: CallNative, Repr: methodWrapperRepr, Compare: nativeCompare, Hash: nativeHash}})
	NativeType.Setup(Spec{Payload: 8 * nativeWords, Layout: gc.LayoutValues, Final: true,
		Getset: append(nativeGetset[:len(nativeGetset):len(nativeGetset)],
			Getset{Name: "__self__", Get: nativeGetSelf}, Getset{Name: "__module__", Get: nativeGetModule}),
		Methods: []Method{{Name: "__reduce__", Sig: "(self, /)", Fn: reduceBound}},
		Slots:   Slots{Call: CallNative, Repr: nativeRepr, Compare: nativeCompare, Hash: nativeHash}})
	descGetset := []Getset{
		{Name: "__objclass__", Get: func(t *Thread, v Value) Value { return descOwnerOf(v).Obj }},
		{Name: "__name__", Get: func(t *Thread, v Value) Value { return gc.Load(v.Addr() + descName) }},
		{Name: "__qualname__", Get: func(t *Thread, v Value) Value {
			return NewStr(t, descOwnerOf(v).QualName+"."+StrOf(gc.Load(v.Addr()+descName)))
		}},
		{Name: "__doc__", Get: func(t *Thread, v Value) Value { return noneFor(gc.Load(v.Addr() + descDoc)) }},
	}
	dataDescriptor := func(typ *Type, get func(t *Thread, d, obj Value, owner *Type) Value, set func(t *Thread, d, obj, val Value) bool, what string) {
		typ.Setup(Spec{Payload: 8 * descWords, Layout: gc.LayoutValues, Final: true, Getset: descGetset,
			Slots: Slots{DescrGet: get, DescrSet: set, Repr: func(t *Thread, v Value) Value {
				return NewStr(t, fmt.Sprintf("<%s '%s' of '%s' objects>", what, StrOf(gc.Load(v.Addr()+descName)), descOwnerOf(v).TpName()))
			}}})
	}
	dataDescriptor(GetsetDescriptorType, getsetGet, getsetSet, "attribute")
	dataDescriptor(MemberDescriptorType, memberGet, memberSet, "member")
	MemberDescriptorType.spec.Methods = []Method{{Name: "__reduce__", Sig: "(self, /)", Fn: reduceData}}
}

func nativeQualName(t *Thread, v Value) string {
	n := nativeOf(v)
	self := gc.Load(v.Addr() + nativeSelf)
	if TypeOf(v) == NativeType && self != Null && n.Owner != nil {
		if c := ClassOf(self); c != nil {
			return c.QualName + "." + n.Name
		}
		return TypeOf(self).QualName + "." + n.Name
	}
	return n.qualifiedName()
}

func nativeDoc(t *Thread, v Value) Value {
	if d := nativeOf(v).Doc; d != "" {
		return NewStr(t, d)
	}
	return None
}

func nativeTextSignature(t *Thread, v Value) Value {
	text := nativeOf(v).Sig.Text
	if text == "" {
		return None
	}
	return NewStr(t, textSignature(text))
}

func nativeGetSelf(t *Thread, v Value) Value { return noneFor(gc.Load(v.Addr() + nativeSelf)) }

func nativeGetModule(t *Thread, v Value) Value { return noneFor(gc.Load(v.Addr() + nativeModule)) }

func nativeRepr(t *Thread, v Value) Value {
	n, self := nativeOf(v), gc.Load(v.Addr()+nativeSelf)
	if self == Null || IsInstance(self, ModuleType) {
		return NewStr(t, "<built-in function "+n.Name+">")
	}
	return NewStr(t, fmt.Sprintf("<built-in method %s of %s object at 0x%x>", n.Name, TypeName(self), uint64(self)))
}

func methodWrapperRepr(t *Thread, v Value) Value {
	self := NativeSelf(v)
	return NewStr(t, fmt.Sprintf("<method-wrapper '%s' of %s object at 0x%x>", nativeOf(v).Name, TypeName(self), uint64(self)))
}

// nativeCompare: bound functions are equal if function and object are.
func nativeCompare(t *Thread, op CompareOp, a, b Value) Value {
	if op != OpEQ && op != OpNE || TypeOf(a) != TypeOf(b) {
		return NotImplemented
	}
	return boolValue((nativeOf(a) == nativeOf(b) && NativeSelf(a) == NativeSelf(b)) == (op == OpEQ))
}

func nativeHash(t *Thread, v Value) (uint64, bool) {
	return IdentityHash(NativeSelf(v)) ^ uint64(nativeOf(v).index)*0x9e3779b97f4a7c15>>3, true
}

func builtinGetattr(t *Thread) Value {
	if ImportModule == nil {
		return RuntimeErrorf(t, "builtins cannot be imported yet")
	}
	m := ImportModule(t, "builtins")
	if m == Null {
		return Null
	}
	return GetAttrString(t, m, "getattr")
}

// reduceDescriptor is getattr(owner, name).
func reduceDescriptor(t *Thread, args []Value) Value {
	n := nativeOf(args[0])
	fn := builtinGetattr(t)
	if fn == Null {
		return Null
	}
	return NewTuple(t, fn, NewTuple(t, n.Owner.Obj, Intern(n.Name)))
}

func reduceData(t *Thread, args []Value) Value {
	fn := builtinGetattr(t)
	if fn == Null {
		return Null
	}
	return NewTuple(t, fn, NewTuple(t, descOwnerOf(args[0]).Obj, gc.Load(args[0].Addr()+descName)))
}

func reduceBound(t *Thread, args []Value) Value {
	n, self := nativeOf(args[0]), NativeSelf(args[0])
	if self == Null || IsInstance(self, ModuleType) {
		return Intern(n.Name)
	}
	fn := builtinGetattr(t)
	if fn == Null {
		return Null
	}
	return NewTuple(t, fn, NewTuple(t, self, Intern(n.Name)))
}

func checkDescriptorObject(t *Thread, owner *Type, name string, obj Value) bool {
	if IsInstance(obj, owner) {
		return true
	}
	TypeErrorf(t, "descriptor '%s' for '%s' objects doesn't apply to a '%s' object", name, owner.TpName(), TypeName(obj))
	return false
}

func methodDescriptorGet(t *Thread, d, obj Value, owner *Type) Value {
	if obj == Null {
		return d
	}
	n := nativeOf(d)
	if !checkDescriptorObject(t, n.Owner, n.Name, obj) {
		return Null
	}
	return newNativeObject(t, NativeType, n, obj)
}

func wrapperDescriptorGet(t *Thread, d, obj Value, owner *Type) Value {
	if obj == Null {
		return d
	}
	n := nativeOf(d)
	if !checkDescriptorObject(t, n.Owner, n.Name, obj) {
		return Null
	}
	return newNativeObject(t, MethodWrapperType, n, obj)
}

func classMethodDescriptorGet(t *Thread, d, obj Value, owner *Type) Value {
	if owner == nil {
		owner = TypeOf(obj)
	}
	n := nativeOf(d)
	if !IsSubtype(owner, n.Owner) {
		return TypeErrorf(t, "descriptor '%s' requires a subtype of '%s' but received '%s'", n.Name, n.Owner.TpName(), owner.TpName())
	}
	return newNativeObject(t, NativeType, n, owner.Obj)
}

func callClassMethodDescriptor(t *Thread, v Value, args []Value, kw Value) Value {
	n := nativeOf(v)
	if len(args) < 1 {
		return TypeErrorf(t, "descriptor '%s' of '%s' object needs an argument", n.Name, n.Owner.TpName())
	}
	c := ClassOf(args[0])
	if c == nil {
		return TypeErrorf(t, "descriptor '%s' for type '%s' needs a type, not a '%s' as arg 2", n.Name, n.Owner.TpName(), TypeName(args[0]))
	}
	bound := classMethodDescriptorGet(t, v, Null, c)
	if bound == Null {
		return Null
	}
	return CallNative(t, bound, args[1:], kw)
}

func newDescriptor(t *Thread, typ, owner *Type, name Value, index int, doc Value) Value {
	o := t.Alloc(typ.header(), gc.HeaderSize+gc.Round(8*descWords))
	gc.Store(o+descOwner, owner.Obj)
	gc.Store(o+descName, name)
	gc.Store(o+descIndex, gc.MakeInt(int64(index)))
	gc.Store(o+descDoc, doc)
	return gc.MakePtr(o)
}

func descOwnerOf(d Value) *Type { return ClassOf(gc.Load(d.Addr() + descOwner)) }

func descIndexOf(d Value) int { return int(gc.Load(d.Addr() + descIndex).Int()) }

func newGetset(t *Thread, owner *Type, g *Getset) Value {
	doc := Null
	if g.Doc != "" {
		doc = NewStr(t, g.Doc)
	}
	place := getsetPlace(owner, g)
	if g.Member {
		return newDescriptor(t, MemberDescriptorType, owner, Intern(g.Name), -2-place, doc)
	}
	return newDescriptor(t, GetsetDescriptorType, owner, Intern(g.Name), place, doc)
}

// sharedGetsets are the places of those that many classes have.
var sharedGetsets struct {
	sync.Mutex
	places map[*Getset]int
}

// getsetPlace enters g into getsets, for classes only once.
func getsetPlace(owner *Type, g *Getset) int {
	if !owner.Heap {
		return int(getsets.add(g, nil))
	}
	sharedGetsets.Lock()
	defer sharedGetsets.Unlock()
	place, ok := sharedGetsets.places[g]
	if !ok {
		place = int(getsets.add(g, nil))
		if sharedGetsets.places == nil {
			sharedGetsets.places = map[*Getset]int{}
		}
		sharedGetsets.places[g] = place
	}
	return place
}

func getsetOf(d Value) *Getset { return getsets.at(uint32(descIndexOf(d))) }

// NativeGet returns the attribute of obj that a getset or member descriptor of its
// class stands for.
func NativeGet(t *Thread, d, obj Value) Value {
	if TypeOf(d) == MemberDescriptorType {
		return memberGet(t, d, obj, nil)
	}
	return getsetGet(t, d, obj, nil)
}

func getsetGet(t *Thread, d, obj Value, owner *Type) Value {
	if obj == Null {
		return d
	}
	g := getsetOf(d)
	if !checkDescriptorObject(t, descOwnerOf(d), g.Name, obj) {
		return Null
	}
	if g.Get == nil {
		return raiseAttribute(t, obj, Intern(g.Name), fmt.Sprintf("attribute '%s' of '%s' objects is not readable", g.Name, descOwnerOf(d).TpName()))
	}
	return g.Get(t, obj)
}

func getsetSet(t *Thread, d, obj, val Value) bool {
	g := getsetOf(d)
	if !checkDescriptorObject(t, descOwnerOf(d), g.Name, obj) {
		return false
	}
	if g.Set == nil {
		AttributeErrorf(t, "attribute '%s' of '%s' objects is not writable", g.Name, descOwnerOf(d).TpName())
		return false
	}
	return g.Set(t, obj, val)
}

// newMember makes the descriptor of a __slots__ entry. Slot -1: the instances
// are of variable size and keep it in their dict.
func newMember(t *Thread, owner *Type, name Value, slot int, doc Value) Value {
	owner.members = append(owner.members, name)
	return newDescriptor(t, MemberDescriptorType, owner, name, slot, doc)
}

func memberGet(t *Thread, d, obj Value, owner *Type) Value {
	if obj == Null {
		return d
	}
	name := gc.Load(d.Addr() + descName)
	if !checkDescriptorObject(t, descOwnerOf(d), StrOf(name), obj) {
		return Null
	}
	v := Null
	slot := descIndexOf(d)
	if slot < -1 {
		return getsets.at(uint32(-2-slot)).Get(t, obj)
	}
	if slot >= 0 {
		o := obj.Addr()
		v = t.Read(o+gc.LockOffset, o+ShapeOf(o).slotOffset(slot))
	} else {
		v = ownAttr(t, obj, name)
	}
	if v == Null {
		return noAttribute(t, obj, name)
	}
	return v
}

func memberSet(t *Thread, d, obj, val Value) bool {
	name := gc.Load(d.Addr() + descName)
	if !checkDescriptorObject(t, descOwnerOf(d), StrOf(name), obj) {
		return false
	}
	o := obj.Addr()
	slot := descIndexOf(d)
	if slot < -1 {
		if g := getsets.at(uint32(-2 - slot)); g.Set != nil {
			return g.Set(t, obj, val)
		}
		AttributeErrorf(t, "readonly attribute")
		return false
	}
	if slot < 0 {
		if val != Null {
			setOwnAttr(t, obj, name, val)
			return true
		}
		found, ok := delOwnAttr(t, obj, name)
		if ok && !found {
			AttributeErrorf(t, "%s", StrOf(name))
		}
		return ok && found
	}
	t.OwnObject(o)
	at := o + ShapeOf(o).slotOffset(slot)
	if val == Null && gc.Load(at) == Null {
		AttributeErrorf(t, "%s", StrOf(name))
		return false
	}
	gc.Store(at, val)
	return true
}

// dictGetset is __dict__ of instances.
var dictGetset = Getset{Name: "__dict__", Doc: "dictionary for instance variables",
	Get: func(t *Thread, v Value) Value { return InstanceDict(t, v) },
	Set: func(t *Thread, v, val Value) bool {
		if val == Null {
			val = NewDict(t)
		}
		if !IsInstance(val, DictType) {
			TypeErrorf(t, "__dict__ must be set to a dictionary, not a '%s'", TypeName(val))
			return false
		}
		SetInstanceDict(t, v, val)
		return true
	}}

// FirstWeakRef returns the first weak reference to v, or None; the module that
// has weak references sets it.
var FirstWeakRef func(t *Thread, v Value) Value

var weakrefGetset = Getset{Name: "__weakref__", Doc: "list of weak references to the object",
	Get: func(t *Thread, v Value) Value {
		if FirstWeakRef == nil {
			return None
		}
		return FirstWeakRef(t, v)
	}}
