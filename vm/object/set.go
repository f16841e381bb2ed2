package object

import (
	"math"

	"gorgon/gc"
)

func init() {
	shared := Slots{
		Repr: setRepr, Compare: setCompare, Len: setLenSlot, Contains: setContains, Iter: setIter,
		Binary: [NumBinary]func(t *Thread, a, b Value) Value{OpAnd: setAnd, OpOr: setOr, OpXor: setXor, OpSub: setSub},
	}
	set := shared
	set.New, set.Init = setNew, setInitSlot
	set.InPlace = [NumBinary]func(t *Thread, a, b Value) Value{OpAnd: setIAnd, OpOr: setIOr, OpXor: setIXor, OpSub: setISub}
	SetType.Setup(Spec{
		Doc:     "Build an unordered collection of unique elements.",
		Payload: SetPayload, Layout: gc.LayoutValues, Slots: set, Construct: setConstruct,
		Methods: append(setSharedMethods(), setMethods...),
	})
	frozen := shared
	frozen.Hash, frozen.New = frozenSetHash, frozenSetNew
	FrozenSetType.Setup(Spec{
		Doc:     "Build an immutable unordered collection of unique elements.",
		Payload: SetPayload, Layout: gc.LayoutValues, Slots: frozen, Construct: frozenSetConstruct,
		Methods: setSharedMethods(),
	})
	SetIterType.Setup(Spec{
		Payload: setIterSize - gc.HeaderSize, Layout: gc.LayoutValues, Final: true,
		Slots:   Slots{Iter: selfIter, Next: setIterNext},
		Methods: []Method{{Name: "__length_hint__", Sig: "(self, /)", Fn: setIterHint, Doc: lengthHintDoc}, reduceMethod(dictIterReduce)},
	})
	nativeIterables[SetIterType] = true
}

// SetIterType is the type of the iterators over sets: they hold the set (Null
// at the end), the entry where they go on, the length of the set when they
// were made (-1: it has changed) and how many items are left.
var SetIterType = NewType("set_iterator", ShapeSetIter)

const (
	setIterSet = gc.HeaderSize + 8*iota
	setIterPos
	setIterLen
	setIterLeft
	setIterSize = gc.HeaderSize + 8*iota
)

func setSharedMethods() []Method {
	return []Method{
		{Name: "copy", Sig: "(self, /)", Fn: setCopyMethod, Doc: "Return a shallow copy of a set."},
		{Name: "difference", Sig: "(self, /, *others)", Fn: setDifferenceMethod, Doc: "Return a new set with elements in the set that are not in the others."},
		{Name: "intersection", Sig: "(self, /, *others)", Fn: setIntersectionMethod, Doc: "Return a new set with elements common to the set and all others."},
		{Name: "isdisjoint", Sig: "(self, other, /)", Fn: setIsDisjoint, Doc: "Return True if two sets have a null intersection."},
		{Name: "issubset", Sig: "(self, other, /)", Fn: setIsSubset, Doc: "Report whether another set contains this set."},
		{Name: "issuperset", Sig: "(self, other, /)", Fn: setIsSuperset, Doc: "Report whether this set contains another set."},
		{Name: "symmetric_difference", Sig: "(self, other, /)", Fn: setSymmetricMethod, Doc: "Return a new set with elements in either the set or other but not both."},
		{Name: "union", Sig: "(self, /, *others)", Fn: setUnion, Doc: "Return a new set with elements from the set and all others."},
		{Name: "__reduce__", Sig: "(self, /)", Fn: setReduce, Doc: "Return state information for pickling."},
		{Name: "__sizeof__", Sig: "(self, /)", Fn: setSizeOf, Doc: "S.__sizeof__() -> size of S in memory, in bytes."},
		classGetItem1,
	}
}

var setMethods = []Method{
	{Name: "add", Sig: "(self, object, /)", Fn: setAddMethod, Doc: "Add an element to a set.\n\nThis has no effect if the element is already present."},
	{Name: "clear", Sig: "(self, /)", Fn: setClear, Doc: "Remove all elements from this set."},
	{Name: "discard", Sig: "(self, object, /)", Fn: setDiscardMethod, Doc: "Remove an element from a set if it is a member.\n\nUnlike set.remove(), the discard() method does not raise\nan exception when an element is missing from the set."},
	{Name: "difference_update", Sig: "(self, /, *others)", Fn: setDifferenceUpdateMethod, Doc: "Update the set, removing elements found in others."},
	{Name: "intersection_update", Sig: "(self, /, *others)", Fn: setIntersectionUpdate, Doc: "Update the set, keeping only elements found in it and all others."},
	{Name: "pop", Sig: "(self, /)", Fn: setPop, Doc: "Remove and return an arbitrary set element.\n\nRaises KeyError if the set is empty."},
	{Name: "remove", Sig: "(self, object, /)", Fn: setRemoveMethod, Doc: "Remove an element from a set; it must be a member.\n\nIf the element is not a member, raise a KeyError."},
	{Name: "symmetric_difference_update", Sig: "(self, other, /)", Fn: setSymmetricUpdateMethod, Doc: "Update the set, keeping only elements found in either set, but not in both."},
	{Name: "update", Sig: "(self, /, *others)", Fn: setUpdateMethod, Doc: "Update the set, adding elements from all others."},
}

func setNew(t *Thread, cls *Type, args []Value, kw Value) Value {
	s := cls.New(t)
	setInit(s)
	return gc.MakePtr(s)
}

func setInitSlot(t *Thread, v Value, args []Value, kw Value) bool {
	src, ok := oneIterable(t, "set", args, kw)
	if !ok {
		return false
	}
	if dictRaw(v.Addr(), SetFillOffset) > 0 {
		setTruncate(t, v.Addr())
	}
	return src == Null || SetUpdate(t, v, src)
}

func setConstruct(t *Thread, args []Value, kw Value) Value {
	src, ok := oneIterable(t, "set", args, kw)
	if !ok {
		return Null
	}
	if src == Null {
		return NewSet(t)
	}
	if !NativeIterable(src) {
		return t.SetTail(Prelude("set_from"), src)
	}
	return SetCopy(t, src)
}

func frozenSetNew(t *Thread, cls *Type, args []Value, kw Value) Value {
	args, kw = forInit(cls, FrozenSetType, args, kw)
	src, ok := oneIterable(t, "frozenset", args, kw)
	if !ok {
		return Null
	}
	if src != Null && cls == FrozenSetType && Is(src, ShapeFrozenSet) {
		return src
	}
	s := cls.New(t)
	setInit(s)
	if src != Null && !SetUpdate(t, gc.MakePtr(s), src) {
		return Null
	}
	return gc.MakePtr(s)
}

func frozenSetConstruct(t *Thread, args []Value, kw Value) Value {
	src, ok := oneIterable(t, "frozenset", args, kw)
	if !ok {
		return Null
	}
	if src != Null && !NativeIterable(src) {
		return t.SetTail(Prelude("frozenset_from"), src)
	}
	return frozenSetNew(t, FrozenSetType, args, Null)
}

func setRepr(t *Thread, v Value) Value {
	name := TypeOf(v).Name
	if SetLen(t, v) == 0 {
		return NewStr(t, name+"()")
	}
	if !EnterRepr(t, v) {
		return NewStr(t, name+"(...)")
	}
	defer LeaveRepr(t, v)
	r := Repr(t, NewList(t, SetItems(t, v)))
	if r == Null {
		return Null
	}
	text := StrOf(r)
	text = "{" + text[1:len(text)-1] + "}"
	if !Is(v, ShapeSet) {
		text = name + "(" + text + ")"
	}
	return NewStr(t, text)
}

func setLenSlot(t *Thread, v Value) (int, bool) { return SetLen(t, v), true }

// frozenSetHash is independent of the order of the items.
func frozenSetHash(t *Thread, v Value) (uint64, bool) {
	o := v.Addr()
	if h := gc.Load(o + setExtraOffset); h != Null {
		i, _ := AsInt64(h)
		return uint64(i), true
	}
	h := uint64(0)
	setEach(t, v, func(_ Value, k uint64) bool {
		h ^= (k ^ 89869747 ^ k<<16) * 3644798167
		return true
	})
	h ^= uint64(SetLen(t, v)+1) * 1927868237
	h ^= h>>11 ^ h>>25
	h = h*69069 + 907133923
	if h == math.MaxUint64 {
		h = 590923713
	}
	if t.Solo {
		gc.Store(o+setExtraOffset, NewInt(t, int64(h)))
	}
	return h, true
}

func setCompare(t *Thread, op CompareOp, a, b Value) Value {
	if !IsAnySet(b) || !IsAnySet(a) {
		return NotImplemented
	}
	na, nb := SetLen(t, a), SetLen(t, b)
	result := false
	switch op {
	case OpEQ, OpNE:
		result = na == nb
	case OpLT:
		result = na < nb
	case OpLE:
		result = na <= nb
	case OpGT:
		result, a, b = na > nb, b, a
	case OpGE:
		result, a, b = na >= nb, b, a
	}
	if result {
		var ok bool
		if result, ok = setSubset(t, a, b); !ok {
			return Null
		}
	}
	return gc.MakeBool(result == (op != OpNE))
}

// setLookupKey is what an unhashable set is looked for as: a frozenset.
func setLookupKey(t *Thread, item Value) (Value, uint64, bool) {
	h, ok := setHash(t, item)
	if ok || !IsAnySet(item) || TypeOf(t.Exc) != TypeErrorType {
		return item, h, ok
	}
	t.Exc = Null
	k := newSetShape(t, ShapeFrozenSet)
	if !SetUpdate(t, k, item) {
		return Null, 0, false
	}
	h, ok = frozenSetHash(t, k)
	return k, h, ok
}

func setContains(t *Thread, v, item Value) (bool, bool) {
	k, h, ok := setLookupKey(t, item)
	if !ok {
		return false, false
	}
	return setHasHash(t, v.Addr(), k, h)
}

func setIter(t *Thread, v Value) Value {
	o := t.Alloc(gc.Header(ShapeSetIter, gc.LayoutValues), gc.Round(setIterSize))
	n := gc.MakeInt(int64(SetLen(t, v)))
	gc.Store(o+setIterSet, v)
	gc.Store(o+setIterPos, gc.MakeInt(0))
	gc.Store(o+setIterLen, n)
	gc.Store(o+setIterLeft, n)
	return gc.MakePtr(o)
}

func setIterNext(t *Thread, it Value) Value {
	o := it.Addr()
	t.OwnObject(o)
	s := gc.Load(o + setIterSet)
	if s == Null {
		return Stop
	}
	b, used, _ := setSnapshot(t, s.Addr())
	if gc.Load(o+setIterLen) != gc.MakeInt(int64(used)) {
		gc.Store(o+setIterLen, gc.MakeInt(-1))
		return RuntimeErrorf(t, "Set changed size during iteration")
	}
	if b != 0 {
		mask := setMask(b)
		for i := uintptr(gc.Load(o + setIterPos).Int()); i <= mask; i++ {
			if k, _ := setEntry(t, s.Addr(), b+setEntries+i*setEntrySize); k != Null {
				gc.Store(o+setIterPos, gc.MakeInt(int64(i+1)))
				gc.Store(o+setIterLeft, gc.MakeInt(gc.Load(o+setIterLeft).Int()-1))
				return k
			}
		}
	}
	gc.Store(o+setIterSet, Null)
	return Stop
}

func setIterHint(t *Thread, args []Value) Value {
	o := args[0].Addr()
	s := t.Read(o+gc.LockOffset, o+setIterSet)
	if s == Null || gc.Load(o+setIterLen) != gc.MakeInt(int64(SetLen(t, s))) {
		return gc.MakeInt(0)
	}
	return gc.Load(o + setIterLeft)
}
