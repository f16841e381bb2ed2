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
		Doc:     "Build a set of hashable items.",
		Payload: SetPayload, Layout: gc.LayoutValues, Slots: set, Construct: setConstruct,
		Methods: append(setSharedMethods(), setMethods...),
	})
	frozen := shared
	frozen.Hash, frozen.New = frozenSetHash, frozenSetNew
	FrozenSetType.Setup(Spec{
		Doc:     "Build an immutable set of hashable items.",
		Payload: SetPayload, Layout: gc.LayoutValues, Slots: frozen, Construct: frozenSetConstruct,
		Methods: setSharedMethods(),
	})
	SetIterType.Setup(Spec{
		Payload: setIterSize - gc.HeaderSize, Layout: gc.LayoutValues, Final: true,
		Slots:   Slots{Iter: selfIter, Next: setIterNext},
		Methods: []Method{{Name: "__length_hint__", Sig: "(self, /)", Fn: setIterHint, Doc: "About how many items are left."}, reduceMethod(dictIterReduce)},
	})
	nativeIterables[SetIterType] = true
}

// SetIterType is the type of the iterators over sets: they hold the set (Null
// at the end), the entry where they go on, the length of the set when they
// were made (-1: it has changed) and how many items are left.
var SetIterType = NewType("set_iterator", ShapeSetIter)

const ( // as those of iterators over dicts
	setIterSet  = DictIterDict
	setIterPos  = DictIterPos
	setIterLen  = DictIterLen
	setIterLeft = DictIterLeft
	setIterSize = dictIterSize
)

func setSharedMethods() []Method {
	return []Method{
		{Name: "copy", Sig: "(self, /)", Fn: setCopyMethod, Doc: "A shallow copy."},
		{Name: "difference", Sig: "(self, /, *others)", Fn: setDifferenceMethod, Doc: "The items that none of the others has."},
		{Name: "intersection", Sig: "(self, /, *others)", Fn: setIntersectionMethod, Doc: "The items that all of the others have."},
		{Name: "isdisjoint", Sig: "(self, other, /)", Fn: setIsDisjoint, Doc: "Whether there is no common item."},
		{Name: "issubset", Sig: "(self, other, /)", Fn: setIsSubset, Doc: "Whether other has all items of this set."},
		{Name: "issuperset", Sig: "(self, other, /)", Fn: setIsSuperset, Doc: "Whether this set has all items of other."},
		{Name: "symmetric_difference", Sig: "(self, other, /)", Fn: setSymmetricMethod, Doc: "The items that exactly one of both has."},
		{Name: "union", Sig: "(self, /, *others)", Fn: setUnion, Doc: "The items of this set and of all others."},
		{Name: "__reduce__", Sig: "(self, /)", Fn: setReduce, Doc: "How to make the object again, for copy and pickle."},
		{Name: "__sizeof__", Sig: "(self, /)", Fn: setSizeOf, Doc: "Memory in bytes."},
		classGetItem1,
	}
}

var setMethods = []Method{
	{Name: "add", Sig: "(self, object, /)", Fn: setAddMethod, Doc: "Add an item."},
	{Name: "clear", Sig: "(self, /)", Fn: setClear, Doc: "Remove everything."},
	{Name: "discard", Sig: "(self, object, /)", Fn: setDiscardMethod, Doc: "Remove an item if it is there."},
	{Name: "difference_update", Sig: "(self, /, *others)", Fn: setDifferenceUpdateMethod, Doc: "Remove the items of all others."},
	{Name: "intersection_update", Sig: "(self, /, *others)", Fn: setIntersectionUpdate, Doc: "Keep only the items that all of the others have."},
	{Name: "pop", Sig: "(self, /)", Fn: setPop, Doc: "Remove an item and return it."},
	{Name: "remove", Sig: "(self, object, /)", Fn: setRemoveMethod, Doc: "Remove an item that must be there."},
	{Name: "symmetric_difference_update", Sig: "(self, other, /)", Fn: setSymmetricUpdateMethod, Doc: "Keep the items that exactly one of both has."},
	{Name: "update", Sig: "(self, /, *others)", Fn: setUpdateMethod, Doc: "Add what other mappings or iterables hold."},
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
		gc.Dirty(o)
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
	if item.IsInt() || Is(item, ShapeStr) {
		h, _ := keyHash(t, item)
		return setHasHash(t, v.Addr(), item, h)
	}
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
	var k Value
	var next uintptr
	for {
		same := gc.Load(o+setIterLen) == gc.Load(s.Addr()+SetUsedOffset)
		k, _, next = setNext(setBlock(s.Addr()), uintptr(gc.Load(o+setIterPos).Int()))
		if !t.Seen(s.Addr() + gc.LockOffset) {
			continue
		}
		if !same {
			gc.Store(o+setIterLen, gc.MakeInt(-1))
			return RuntimeErrorf(t, "Set changed size during iteration")
		}
		break
	}
	if k == Null {
		gc.Store(o+setIterSet, Null)
		return Stop
	}
	gc.Store(o+setIterPos, gc.MakeInt(int64(next)))
	gc.Store(o+setIterLeft, gc.Load(o+setIterLeft)-1)
	return k
}

func setIterHint(t *Thread, args []Value) Value {
	o := args[0].Addr()
	s := t.Read(o+gc.LockOffset, o+setIterSet)
	if s == Null || gc.Load(o+setIterLen) != gc.MakeInt(int64(SetLen(t, s))) {
		return gc.MakeInt(0)
	}
	return gc.Load(o + setIterLeft)
}
