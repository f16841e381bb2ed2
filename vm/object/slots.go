package object

import "unsafe"

// A slotID numbers the words of Slots: every field is one function value.
type slotID uint8

const (
	slotRepr     = slotID(unsafe.Offsetof(Slots{}.Repr) / 8)
	slotStr      = slotID(unsafe.Offsetof(Slots{}.Str) / 8)
	slotHash     = slotID(unsafe.Offsetof(Slots{}.Hash) / 8)
	slotCompare  = slotID(unsafe.Offsetof(Slots{}.Compare) / 8)
	slotTruth    = slotID(unsafe.Offsetof(Slots{}.Truth) / 8)
	slotLen      = slotID(unsafe.Offsetof(Slots{}.Len) / 8)
	slotGetAttr  = slotID(unsafe.Offsetof(Slots{}.GetAttr) / 8)
	slotSetAttr  = slotID(unsafe.Offsetof(Slots{}.SetAttr) / 8)
	slotGetItem  = slotID(unsafe.Offsetof(Slots{}.GetItem) / 8)
	slotSetItem  = slotID(unsafe.Offsetof(Slots{}.SetItem) / 8)
	slotContains = slotID(unsafe.Offsetof(Slots{}.Contains) / 8)
	slotIter     = slotID(unsafe.Offsetof(Slots{}.Iter) / 8)
	slotNext     = slotID(unsafe.Offsetof(Slots{}.Next) / 8)
	slotCall     = slotID(unsafe.Offsetof(Slots{}.Call) / 8)
	slotDescrGet = slotID(unsafe.Offsetof(Slots{}.DescrGet) / 8)
	slotDescrSet = slotID(unsafe.Offsetof(Slots{}.DescrSet) / 8)
	slotNew      = slotID(unsafe.Offsetof(Slots{}.New) / 8)
	slotInit     = slotID(unsafe.Offsetof(Slots{}.Init) / 8)
	slotBinary0  = slotID(unsafe.Offsetof(Slots{}.Binary) / 8)
	slotInPlace0 = slotID(unsafe.Offsetof(Slots{}.InPlace) / 8)
	slotNeg      = slotID(unsafe.Offsetof(Slots{}.Neg) / 8)
	slotPos      = slotID(unsafe.Offsetof(Slots{}.Pos) / 8)
	slotInvert   = slotID(unsafe.Offsetof(Slots{}.Invert) / 8)
	slotAbs      = slotID(unsafe.Offsetof(Slots{}.Abs) / 8)
	slotIndex    = slotID(unsafe.Offsetof(Slots{}.Index) / 8)
	slotToInt    = slotID(unsafe.Offsetof(Slots{}.ToInt) / 8)
	slotToFloat  = slotID(unsafe.Offsetof(Slots{}.ToFloat) / 8)
	slotAwait    = slotID(unsafe.Offsetof(Slots{}.Await) / 8)
	numSlots     = slotID(unsafe.Sizeof(Slots{}) / 8)
)

// A slotSet is a set of slots; it has room for 64.
type slotSet uint64

var _ [64 - int(numSlots)]struct{}

func (s slotSet) has(id slotID) bool { return s>>id&1 != 0 }

func (s slotSet) with(id slotID, in bool) slotSet {
	if in {
		return s | 1<<id
	}
	return s &^ (1 << id)
}

// word is the function value of slot id, as the pointer that it is.
func (s *Slots) word(id slotID) *unsafe.Pointer {
	return &(*[numSlots]unsafe.Pointer)(unsafe.Pointer(s))[id]
}

// sameSlot says whether both types have the same function in a slot.
func sameSlot(a, b *Type, id slotID) bool { return *a.Slots.word(id) == *b.Slots.word(id) }

// slotNames lists for each slot the special methods that it stands for; it
// derives from wrapperDefs.
var slotNames [numSlots][]Value

// slotsOfName lists the slots that a special method's name belongs to.
var slotsOfName = map[Value][]slotID{}

func fillSlotNames() {
	for i := range wrapperDefs {
		d := &wrapperDefs[i]
		name := Intern(d.name)
		slotNames[d.slot] = append(slotNames[d.slot], name)
		slotsOfName[name] = append(slotsOfName[name], d.slot)
	}
	for _, extra := range []struct {
		slot slotID
		name Value
	}{{slotGetAttr, names.__getattr__}, {slotNew, names.__new__}} {
		slotNames[extra.slot] = append(slotNames[extra.slot], extra.name)
		slotsOfName[extra.name] = append(slotsOfName[extra.name], extra.slot)
	}
}

// updateSlot finds what slot id of typ must be from the special methods that
// its MRO has: the native function behind them if they all wrap the same one,
// a caller of the methods otherwise.
func updateSlot(t *Thread, typ *Type, id slotID) {
	var owner *Type
	found, python := false, false
	for _, name := range slotNames[id] {
		v := lookupMRO(t, typ, name)
		if v == Null {
			continue
		}
		if v == None && id == slotHash {
			*typ.Slots.word(id) = nil
			typ.pySlots = typ.pySlots.with(id, false)
			return
		}
		found = true
		if o := nativeSlotOwner(v, id, typ); o == nil || owner != nil && o != owner {
			python = true
		} else {
			owner = o
		}
	}
	switch {
	case !found:
		*typ.Slots.word(id) = nil
	case python:
		*typ.Slots.word(id) = *pythonSlots.word(id)
	default:
		*typ.Slots.word(id) = *owner.Slots.word(id)
	}
	typ.pySlots = typ.pySlots.with(id, python)
	if id == slotGetAttr {
		typ.genericGet = sameSlot(typ, ObjectType, id)
	}
}

// nativeSlotOwner returns the builtin type whose slot id the method v wraps,
// nil if v is anything else.
func nativeSlotOwner(v Value, id slotID, typ *Type) *Type {
	if !v.IsPtr() {
		return nil
	}
	switch TypeOf(v) {
	case WrapperDescriptorType:
		if n := nativeOf(v); n.slot == int(id)+1 && IsSubtype(typ, n.Owner) {
			return n.Owner
		}
	case NativeType:
		if n := nativeOf(v); id == slotNew && n.slot == int(slotNew)+1 && IsSubtype(typ, n.Owner) {
			return n.Owner
		}
	}
	return nil
}

// updateAllSlots works out every slot of a class with several bases.
func updateAllSlots(t *Thread, typ *Type) {
	for id := range numSlots {
		updateSlot(t, typ, id)
	}
	typ.genericGet = sameSlot(typ, ObjectType, slotGetAttr)
}

// inheritSlots takes over the base's slots and works out those for which the
// class itself has a special method. The rest of the MRO is the base's.
func inheritSlots(t *Thread, typ *Type) {
	typ.Slots = typ.Base.Slots
	typ.pySlots = typ.Base.pySlots
	typ.genericGet = typ.Base.genericGet
	pos := 0
	for {
		k, _, more := DictNext(t, typ.Dict, &pos)
		if !more {
			return
		}
		for _, id := range slotsOfName[k] {
			updateSlot(t, typ, id)
		}
	}
}
