package object

import "gorgon/gc"

func setAnd(t *Thread, a, b Value) Value {
	if !IsAnySet(a) || !IsAnySet(b) {
		return NotImplemented
	}
	return SetIntersection(t, a, b)
}

func setOr(t *Thread, a, b Value) Value {
	if !IsAnySet(a) || !IsAnySet(b) {
		return NotImplemented
	}
	r := setLike(t, a, a)
	if a != b && r != Null && !SetUpdate(t, r, b) {
		return Null
	}
	return r
}

func setSub(t *Thread, a, b Value) Value {
	if !IsAnySet(a) || !IsAnySet(b) {
		return NotImplemented
	}
	return SetDifference(t, a, b)
}

func setXor(t *Thread, a, b Value) Value {
	if !IsAnySet(a) || !IsAnySet(b) {
		return NotImplemented
	}
	return setSymmetric(t, a, b)
}

func setSymmetric(t *Thread, a, b Value) Value {
	r := setLike(t, a, b)
	if r == Null || !SetSymmetricUpdate(t, r, a) {
		return Null
	}
	return r
}

func setIAnd(t *Thread, a, b Value) Value {
	if !IsAnySet(b) {
		return NotImplemented
	}
	r := SetIntersection(t, a, b)
	if r == Null {
		return Null
	}
	setSwap(t, a.Addr(), r.Addr())
	return a
}

func setIOr(t *Thread, a, b Value) Value {
	if !IsAnySet(b) {
		return NotImplemented
	}
	if !SetUpdate(t, a, b) {
		return Null
	}
	return a
}

func setISub(t *Thread, a, b Value) Value {
	if !IsAnySet(b) {
		return NotImplemented
	}
	if !SetDifferenceUpdate(t, a, b) {
		return Null
	}
	return a
}

func setIXor(t *Thread, a, b Value) Value {
	if !IsAnySet(b) {
		return NotImplemented
	}
	if !SetSymmetricUpdate(t, a, b) {
		return Null
	}
	return a
}

func noneUnless(ok bool) Value {
	if !ok {
		return Null
	}
	return None
}

func setAddMethod(t *Thread, args []Value) Value { return noneUnless(SetAdd(t, args[0], args[1])) }

func setClear(t *Thread, args []Value) Value {
	setTruncate(t, args[0].Addr())
	return None
}

func setCopyMethod(t *Thread, args []Value) Value {
	if Is(args[0], ShapeFrozenSet) {
		return args[0]
	}
	return setLike(t, args[0], args[0])
}

func setDiscardMethod(t *Thread, args []Value) Value {
	k, h, ok := setLookupKey(t, args[1])
	if ok {
		_, ok = setDiscardHash(t, args[0].Addr(), k, h)
	}
	return noneUnless(ok)
}

func setRemoveMethod(t *Thread, args []Value) Value {
	k, h, ok := setLookupKey(t, args[1])
	if !ok {
		return Null
	}
	removed, ok := setDiscardHash(t, args[0].Addr(), k, h)
	if ok && !removed {
		return KeyError(t, args[1])
	}
	return noneUnless(ok)
}

func setPop(t *Thread, args []Value) Value {
	o := args[0].Addr()
	t.OwnObject(o)
	b, used, _ := setSnapshot(t, o)
	if used == 0 {
		return KeyError(t, NewStr(t, "pop from an empty set"))
	}
	mask, stride := setGeometry(b)
	i := uintptr(0)
	if f := gc.Load(o + setExtraOffset); f != Null {
		i = uintptr(f.Int()) & mask
	}
	for {
		e := b + SetEntriesOffset + i*stride
		if k, _ := setEntry(t, 0, e, stride); k != Null {
			setRemove(t, o, b, e)
			gc.Store(o+setExtraOffset, gc.MakeInt(int64(i+1)))
			return k
		}
		if i++; i > mask {
			i = 0
		}
	}
}

func setUnion(t *Thread, args []Value) Value {
	r := setLike(t, args[0], args[0])
	for _, other := range TupleItems(args[1]) {
		if other != args[0] && !SetUpdate(t, r, other) {
			return Null
		}
	}
	return r
}

func setUpdateMethod(t *Thread, args []Value) Value {
	others := TupleItems(args[1])
	if len(others) == 1 && !NativeIterable(others[0]) && !IsAnySet(others[0]) {
		return t.SetTail(Prelude("set_update"), args[0], others[0])
	}
	for _, other := range others {
		if !SetUpdate(t, args[0], other) {
			return Null
		}
	}
	return None
}

func setIntersectionMethod(t *Thread, args []Value) Value {
	others := TupleItems(args[1])
	if len(others) == 0 {
		return setLike(t, args[0], args[0])
	}
	r := args[0]
	for _, other := range others {
		if r = SetIntersection(t, r, other); r == Null {
			return Null
		}
	}
	return r
}

func setIntersectionUpdate(t *Thread, args []Value) Value {
	r := setIntersectionMethod(t, args)
	if r == Null {
		return Null
	}
	setSwap(t, args[0].Addr(), r.Addr())
	return None
}

func setDifferenceMethod(t *Thread, args []Value) Value {
	others := TupleItems(args[1])
	if len(others) == 0 {
		return setLike(t, args[0], args[0])
	}
	r := SetDifference(t, args[0], others[0])
	for _, other := range others[1:] {
		if r == Null || !SetDifferenceUpdate(t, r, other) {
			return Null
		}
	}
	return r
}

func setDifferenceUpdateMethod(t *Thread, args []Value) Value {
	for _, other := range TupleItems(args[1]) {
		if !SetDifferenceUpdate(t, args[0], other) {
			return Null
		}
	}
	return None
}

func setSymmetricMethod(t *Thread, args []Value) Value { return setSymmetric(t, args[0], args[1]) }

func setSymmetricUpdateMethod(t *Thread, args []Value) Value {
	return noneUnless(SetSymmetricUpdate(t, args[0], args[1]))
}

func setIsDisjoint(t *Thread, args []Value) Value {
	a, b := args[0], args[1]
	if a == b {
		return gc.MakeBool(SetLen(t, a) == 0)
	}
	disjoint := true
	if IsAnySet(b) {
		if SetLen(t, b) > SetLen(t, a) {
			a, b = b, a
		}
		setEach(t, b, func(k Value, h uint64) bool {
			in, ok := setHasHash(t, a.Addr(), k, h)
			disjoint = !in
			return !in && ok
		})
		return orNull(t, gc.MakeBool(disjoint))
	}
	Iterate(t, b, func(k Value) bool {
		in, ok := SetHas(t, a, k)
		disjoint = !in
		return !in && ok
	})
	return orNull(t, gc.MakeBool(disjoint))
}

func setIsSubset(t *Thread, args []Value) Value {
	b := args[1]
	if !IsAnySet(b) {
		if b = SetIntersection(t, args[0], b); b == Null {
			return Null
		}
		return gc.MakeBool(SetLen(t, b) == SetLen(t, args[0]))
	}
	in, ok := setSubset(t, args[0], b)
	if !ok {
		return Null
	}
	return gc.MakeBool(in)
}

func setIsSuperset(t *Thread, args []Value) Value {
	if IsAnySet(args[1]) {
		in, ok := setSubset(t, args[1], args[0])
		if !ok {
			return Null
		}
		return gc.MakeBool(in)
	}
	all := true
	Iterate(t, args[1], func(k Value) bool {
		in, ok := SetHas(t, args[0], k)
		all = in
		return in && ok
	})
	return orNull(t, gc.MakeBool(all))
}

func setReduce(t *Thread, args []Value) Value {
	state := CallMethod(t, args[0], Intern("__getstate__"))
	if state == Null {
		return Null
	}
	return NewTuple(t, TypeOf(args[0]).Obj, NewTuple(t, NewList(t, SetItems(t, args[0]))), state)
}

func setSizeOf(t *Thread, args []Value) Value {
	n := gc.SizeOf(args[0].Addr())
	if b := setBlock(args[0].Addr()); b != 0 {
		n += gc.SizeOf(b)
	}
	return NewInt(t, int64(n))
}
