package object

import "gorgon/gc"

// NewDict makes an empty dict.
func NewDict(t *Thread) Value {
	d := t.Alloc(gc.Header(ShapeDict, gc.LayoutValues), gc.HeaderSize+DictPayload)
	dictInit(d)
	if Births {
		t.NoteBirth(d)
	}
	return gc.MakePtr(d)
}

// dictInit sets the counters of a new dict.
func dictInit(d uintptr) {
	dictSetRaw(d, DictUsedOffset, 0)
	dictSetRaw(d, DictFillOffset, 0)
	dictSetRaw(d, DictFlagsOffset, 0)
}

// DictSetNamespace marks d as the dict of a module or class (NamespaceHook).
func DictSetNamespace(t *Thread, d Value) {
	t.OwnObject(d.Addr())
	dictSetRaw(d.Addr(), DictFlagsOffset, dictRaw(d.Addr(), DictFlagsOffset)|DictNamespace)
}

// DictGet returns the value of key k, Null if it is absent. False: an
// exception is pending.
func DictGet(t *Thread, d, k Value) (Value, bool) {
	h32, ok := dictKeyHash(t, k)
	if !ok {
		return Null, false
	}
	return dictGetHash(t, d.Addr(), k, h32)
}

// DictSet stores v under key k.
func DictSet(t *Thread, d, k, v Value) bool {
	h32, ok := dictKeyHash(t, k)
	return ok && dictSetHash(t, d.Addr(), k, v, h32)
}

// DictDel removes key k.
func DictDel(t *Thread, d, k Value) (found, ok bool) {
	v, ok := DictPop(t, d, k)
	return v != Null, ok
}

// DictPop removes key k and returns its value, Null if it was absent.
func DictPop(t *Thread, d, k Value) (Value, bool) {
	h32, ok := dictKeyHash(t, k)
	if !ok {
		return Null, false
	}
	return dictPopHash(t, d.Addr(), k, h32)
}

func dictPopHash(t *Thread, d uintptr, k Value, h32 uint32) (Value, bool) {
	for {
		seen := t.Version(d + gc.LockOffset)
		e, b, ok := dictFind(t, d, k, h32)
		if !ok {
			return Null, false
		}
		if e == 0 {
			if dictSeen(t, d, b, e, h32) {
				return Null, true
			}
			continue
		}
		if !t.Owns(d + gc.LockOffset) {
			if t.OwnObject(d); t.LastReplaced() != seen {
				continue // the dict may have changed
			}
		}
		return dictRemove(t, d, b, e, h32), true
	}
}

// DictGetStr returns the value of an exact str key, Null if it is absent. No
// user code runs if all keys with that hash are exact strs.
func DictGetStr(t *Thread, d, name Value) Value {
	v, ok := dictGetHash(t, d.Addr(), name, dictFold(StrHash(name)))
	if !ok {
		t.Exc = Null
		return Null
	}
	return v
}

// DictSetStr stores v under an exact str key.
func DictSetStr(t *Thread, d, name, v Value) {
	dictSetHash(t, d.Addr(), name, v, dictFold(StrHash(name)))
}

// DictEntryAddr returns the address of the entry of an exact str key: the key,
// at +8 the value, at +16 the lock. 0: absent.
func DictEntryAddr(t *Thread, d, name Value) uintptr {
	h := dictFold(StrHash(name))
	for {
		e, b, ok := dictFind(t, d.Addr(), name, h)
		if !ok {
			t.Exc = Null
			return 0
		}
		if dictSeen(t, d.Addr(), b, e, h) {
			return e
		}
	}
}

// DictLen returns the number of entries.
func DictLen(t *Thread, d Value) int {
	n := dictRaw(d.Addr(), DictUsedOffset)
	for !t.Seen(d.Addr() + gc.LockOffset) {
		n = dictRaw(d.Addr(), DictUsedOffset)
	}
	return n
}

// DictNext returns the next entry from *pos on, which starts at 0. The dict
// must not be changed between calls but by overwriting values.
func DictNext(t *Thread, d Value, pos *int) (k, v Value, more bool) {
	for {
		o := d.Addr()
		b, fill := gc.Load(o+DictBlockOffset).Addr(), dictRaw(o, DictFillOffset)
		if !t.Seen(o + gc.LockOffset) {
			continue
		}
		if b == 0 || *pos >= fill {
			return Null, Null, false
		}
		e := DictEntries(b) + uintptr(*pos)*DictEntrySize
		k, v = gc.Load(e), gc.Load(e+DictEntryValue)
		if !t.Seen(e+DictEntryLock) || !t.Seen(b+gc.LockOffset) {
			continue
		}
		*pos++
		if k != gc.Deleted && k != Null {
			return k, v, true
		}
	}
}

// DictClear removes all entries.
func DictClear(t *Thread, d Value) {
	o := d.Addr()
	t.OwnObject(o)
	b := gc.Load(o + DictBlockOffset).Addr()
	if b == 0 {
		return
	}
	flags := dictRaw(o, DictFlagsOffset)
	if flags&DictNamespace != 0 {
		for pos := 0; ; {
			k, v, more := DictNext(t, d, &pos)
			if !more {
				break
			}
			NamespaceHook(t, d, k, v)
		}
	}
	dictRetire(t, o, b)
	gc.Store(o+DictBlockOffset, Null)
	dictInit(o)
	dictSetRaw(o, DictFlagsOffset, flags&(1<<dictSpentShift-1))
}
