package object

import "gorgon/gc"

func dictOr(t *Thread, a, b Value) Value {
	if !IsDict(a) || !IsDict(b) {
		return NotImplemented
	}
	d := DictCopy(t, a)
	if !DictUpdate(t, d, b) {
		return Null
	}
	return d
}

func dictInPlaceOr(t *Thread, a, b Value) Value {
	if !DictUpdate(t, a, b) {
		return Null
	}
	return a
}

// orDefault is v, or the default None.
func orDefault(v Value) Value {
	if v == Null {
		return None
	}
	return v
}

func dictGetMethod(t *Thread, args []Value) Value {
	v, ok := DictGet(t, args[0], args[1])
	if v != Null || !ok {
		return v
	}
	return orDefault(args[2])
}

func dictSetDefault(t *Thread, args []Value) Value {
	return DictSetDefault(t, args[0], args[1], orDefault(args[2]))
}

// DictSetDefault returns the value of key k, which becomes v if it is absent.
func DictSetDefault(t *Thread, d, k, v Value) Value {
	h32, ok := dictKeyHash(t, k)
	if !ok {
		return Null
	}
	o := d.Addr()
	for {
		seen := t.Version(o + gc.LockOffset)
		e, b, ok := dictFind(t, o, k, h32)
		if !ok {
			return Null
		}
		if e != 0 {
			old := gc.Load(e + DictEntryValue)
			if dictSeen(t, o, b, e, h32) {
				return old
			}
			continue
		}
		if dictInsertAbsent(t, o, k, v, h32, seen) {
			return v
		}
	}
}

func dictPopMethod(t *Thread, args []Value) Value {
	if DictLen(t, args[0]) > 0 {
		v, ok := DictPop(t, args[0], args[1])
		if v != Null || !ok {
			return v
		}
	}
	if args[2] != Null {
		return args[2]
	}
	return KeyError(t, args[1])
}

func dictPopItem(t *Thread, args []Value) Value {
	k, v := DictPopLast(t, args[0])
	if k == Null {
		if t.Exc == Null {
			return KeyError(t, NewStr(t, "popitem(): dictionary is empty"))
		}
		return Null
	}
	return NewTuple(t, k, v)
}

// DictPopLast removes the last entry; k is Null if there is none.
func DictPopLast(t *Thread, d Value) (k, v Value) {
	o := d.Addr()
	if DictLen(t, d) == 0 {
		return Null, Null
	}
	t.OwnObject(o)
	b := gc.Load(o + DictBlockOffset).Addr()
	i := dictRaw(o, DictFillOffset) - 1
	for ; i >= 0; i-- {
		if k, _ = dictEntry(t, b, i); k != Null {
			break
		}
	}
	fill := dictRaw(o, DictFillOffset)
	v = dictRemove(t, o, b, DictEntries(b)+uintptr(i)*DictEntrySize, dictHashOf(b, i))
	dictSetRaw(o, DictFillOffset, i)
	if dictMask(b) != 0 { // their places in the index are used up
		dictSetRaw(o, DictFlagsOffset, dictRaw(o, DictFlagsOffset)+(fill-i)<<dictSpentShift)
	}
	return k, v
}

// dictHashOf returns the folded hash of entry i.
func dictHashOf(b uintptr, i int) uint32 {
	mask := dictMask(b)
	if mask == 0 {
		return gc.Load32(b + DictHashesOffset + 4*uintptr(i))
	}
	e := DictEntries(b) + uintptr(i)*DictEntrySize
	k := gc.Load(e)
	switch {
	case k.IsInt():
		h, _ := keyHash(nil, k)
		return dictFold(h)
	case Is(k, ShapeStr):
		return dictFold(StrHash(k))
	}
	for j := range mask + 1 {
		if s := gc.Load64(dictSlot(b, j)); uintptr(uint32(s)) == (e-b)/8 {
			return uint32(s >> 32)
		}
	}
	panic("object: a dict entry without an index slot")
}

func dictUpdateMethod(t *Thread, args []Value) Value {
	pos := TupleItems(args[1])
	if !argCount(t, "update", len(pos), 0, 1) {
		return Null
	}
	kw := args[2]
	if len(pos) == 1 {
		if kw == Null && !NativeIterable(pos[0]) && !IsDict(pos[0]) {
			return t.SetTail(Prelude("dict_update"), args[0], pos[0])
		}
		if !DictUpdate(t, args[0], pos[0]) {
			return Null
		}
	}
	if kw != Null && !DictMerge(t, args[0], kw) {
		return Null
	}
	return None
}

func dictFromKeys(t *Thread, args []Value) Value {
	val := orDefault(args[2])
	if args[0] != DictType.Obj {
		d := Call(t, args[0])
		if d == Null || !Iterate(t, args[1], func(k Value) bool { return SetItem(t, d, k, val) }) {
			return Null
		}
		return d
	}
	if !NativeIterable(args[1]) {
		return t.SetTail(Prelude("dict_fromkeys"), args[1], val)
	}
	d := NewDict(t)
	if !Iterate(t, args[1], func(k Value) bool { return DictSet(t, d, k, val) }) {
		return Null
	}
	return d
}

func dictClearMethod(t *Thread, args []Value) Value {
	DictClear(t, args[0])
	return None
}

func dictCopyMethod(t *Thread, args []Value) Value { return DictCopy(t, args[0]) }

func dictSizeOf(t *Thread, args []Value) Value {
	n := gc.SizeOf(args[0].Addr())
	if b := DictBlock(args[0]); b != 0 {
		n += gc.SizeOf(b)
	}
	return NewInt(t, int64(n))
}
