package object

import "gorgon/gc"

// Layout of sets and frozensets.
//
//	set    header | block | used | fill | extra
//	block  header | mask | entries | locks      (no block: empty)
//	entry  key | hash
//
// The block is the hash table itself: mask+1 entries, a power of two. An entry
// without a key is empty; one whose key is gc.Deleted was removed. fill counts
// both live and removed entries, used the live ones. extra is where pop goes
// on looking (sets) or the hash, if it is known (frozensets).
//
// The probe sequence, the growth and so the order of iteration are those of
// CPython, because programs print sets.
//
// Main invariant: block, used, fill and extra are guarded by the set's lock,
// setGroup entries by one of the locks, all of them by the block's lock as in
// dicts. An absent key is Seen(lock) of each entry probed.
const (
	SetBlockOffset = gc.HeaderSize
	SetUsedOffset  = gc.HeaderSize + 8
	SetFillOffset  = gc.HeaderSize + 16
	setExtraOffset = gc.HeaderSize + 24
	SetPayload     = 32

	setMaskOffset = gc.HeaderSize
	setEntries    = gc.HeaderSize + 8
	setEntrySize  = 16
	setEntryHash  = 8
	setGroup      = 8

	setMinSize  = 8
	setLinear   = 9
	setShift    = 5
	deletedHash = ^uint64(0)
)

var layoutSetBlock = gc.RegisterLayout(gc.Layout{Name: "set block", Trace: traceSetBlock,
	Array: func(o uintptr) gc.Array {
		return gc.Array{At: o + setEntries, N: setMask(o) + 1, Stride: setEntrySize}
	}})

func traceSetBlock(o uintptr, visit func(Value)) {
	e := o + setEntries
	for range gc.Load64(o+setMaskOffset) + 1 {
		if k := gc.Load(e); k.IsPtr() {
			visit(k)
		}
		e += setEntrySize
	}
}

func newSetBlock(t *Thread, size uintptr) uintptr {
	b := t.Alloc(gc.Header(ShapeDictBlock, layoutSetBlock), gc.Round(setEntries+size*setEntrySize+size/setGroup*8))
	gc.Store64(b+setMaskOffset, uint64(size-1))
	if !t.Solo {
		gc.Store64(b+gc.LockOffset, 0)
		t.OwnSpan(b+gc.LockOffset, b+setMaskOffset, 0)
	}
	return b
}

// setLock is the address of the lock that guards the entry at e.
func setLock(b, e uintptr) uintptr {
	i := (e - b - setEntries) / setEntrySize
	return b + setEntries + (setMask(b)+1)*setEntrySize + i/setGroup*8
}

// setOwnEntry makes the transaction the owner of the entry at e.
func setOwnEntry(t *Thread, b, e uintptr) {
	first := b + setEntries + (e-b-setEntries)&^(setGroup*setEntrySize-1)
	t.OwnEntries(setLock(b, e), first, setGroup*setEntrySize/8)
}

func setBlock(s uintptr) uintptr { return gc.Load(s + SetBlockOffset).Addr() }

func setMask(b uintptr) uintptr { return uintptr(gc.Load64(b + setMaskOffset)) }

func setInit(s uintptr) {
	dictSetRaw(s, SetUsedOffset, 0)
	dictSetRaw(s, SetFillOffset, 0)
}

// setFind returns the entry of key k, or found false and the entry where it
// would go: the last removed one that was probed, else the empty one where the
// search ended. b is the block (0: none). setSeen makes it good.
func setFind(t *Thread, s uintptr, k Value, h uint64) (e, b uintptr, found, ok bool) {
restart:
	b = setBlock(s)
	if b == 0 {
		return 0, 0, false, true
	}
	mask := setMask(b)
	i, perturb, free := uintptr(h)&mask, uintptr(h), uintptr(0)
	for {
		e := b + setEntries + i*setEntrySize
		probes := 0
		if i+setLinear <= mask {
			probes = setLinear
		}
		for ; probes >= 0; probes-- {
			stored := gc.Load(e)
			if stored == Null {
				if free != 0 {
					e = free
				}
				return e, b, false, true
			}
			if stored == k {
				return e, b, true, true
			}
			if stored == gc.Deleted {
				free = e
			} else if gc.Load64(e+setEntryHash) == h {
				equal, again, ok := setSameKey(t, s, b, e, stored, k)
				if again {
					goto restart
				}
				if equal || !ok {
					return e, b, equal, ok
				}
			}
			e += setEntrySize
		}
		perturb >>= setShift
		i = (i*5 + 1 + perturb) & mask
	}
}

func setSameKey(t *Thread, s, b, e uintptr, stored, k Value) (equal, again, ok bool) {
	if !t.Seen(setLock(b, e)) || !t.Seen(b+gc.LockOffset) {
		return false, true, true
	}
	equal, ran, ok := sameKey(t, stored, k)
	if ran && ok && (setBlock(s) != b || gc.Load(e) != stored) {
		return false, true, true
	}
	return equal, false, ok
}

// setSeen makes the answer of setFind part of the snapshot; false: ask again.
func setSeen(t *Thread, s, b, e uintptr, found bool, h uint64) bool {
	switch {
	case t.Solo:
		return true
	case b == 0:
		return t.Seen(s + gc.LockOffset)
	case t.Owns(b + gc.LockOffset):
		return true
	case found:
		return t.Seen(setLock(b, e)) && t.Seen(b+gc.LockOffset)
	}
	return setSeenAbsent(t, b, h) && t.Seen(b+gc.LockOffset)
}

func setSeenAbsent(t *Thread, b uintptr, h uint64) bool {
	mask := setMask(b)
	i, perturb := uintptr(h)&mask, uintptr(h)
	for {
		e := b + setEntries + i*setEntrySize
		probes := 0
		if i+setLinear <= mask {
			probes = setLinear
		}
		for ; probes >= 0; probes-- {
			k := gc.Load(e)
			if !t.Seen(setLock(b, e)) {
				return false
			}
			if k == Null {
				return true
			}
			e += setEntrySize
		}
		perturb >>= setShift
		i = (i*5 + 1 + perturb) & mask
	}
}

// setHasHash says whether the key is in the set.
func setHasHash(t *Thread, s uintptr, k Value, h uint64) (in, ok bool) {
	for {
		e, b, found, ok := setFind(t, s, k, h)
		if !ok {
			return false, false
		}
		if setSeen(t, s, b, e, found, h) {
			return found, true
		}
	}
}

// setAddHash adds a key; added false: it was there.
func setAddHash(t *Thread, s uintptr, k Value, h uint64) (added, ok bool) {
	for {
		e, b, found, ok := setFind(t, s, k, h)
		if !ok {
			return false, false
		}
		if found {
			if setSeen(t, s, b, e, found, h) {
				return false, true
			}
			continue
		}
		if !t.Owns(s + gc.LockOffset) {
			t.OwnObject(s)
			continue
		}
		if b == 0 {
			b = newSetBlock(t, setMinSize)
			gc.Store(s+SetBlockOffset, gc.MakePtr(b))
			e = setFreeEntry(b, h)
		}
		if !t.Owns(b + gc.LockOffset) {
			setOwnEntry(t, b, e)
		}
		reused := gc.Load(e) == gc.Deleted
		gc.Store(e, k)
		gc.Store64(e+setEntryHash, h)
		used, fill := dictRaw(s, SetUsedOffset)+1, dictRaw(s, SetFillOffset)+1
		dictSetRaw(s, SetUsedOffset, used)
		if reused {
			return true, true
		}
		dictSetRaw(s, SetFillOffset, fill)
		if uintptr(fill)*5 >= setMask(b)*3 {
			setResize(t, s, setGrown(used))
		}
		return true, true
	}
}

// setGrown is the size to ask for when a set with that many items is full.
func setGrown(used int) int {
	if used > 50000 {
		return used * 2
	}
	return used * 4
}

// setFreeEntry returns the first empty entry of a block without removed ones.
func setFreeEntry(b uintptr, h uint64) uintptr {
	mask := setMask(b)
	i, perturb := uintptr(h)&mask, uintptr(h)
	for {
		e := b + setEntries + i*setEntrySize
		probes := 0
		if i+setLinear <= mask {
			probes = setLinear
		}
		for ; probes >= 0; probes-- {
			if gc.Load(e) == Null {
				return e
			}
			e += setEntrySize
		}
		perturb >>= setShift
		i = (i*5 + 1 + perturb) & mask
	}
}

// setResize gives the set at s, which the transaction owns, a table of more
// than minUsed entries.
func setResize(t *Thread, s uintptr, minUsed int) {
	size := uintptr(setMinSize)
	for size <= uintptr(minUsed) {
		size <<= 1
	}
	old := setBlock(s)
	b := newSetBlock(t, size)
	if old != 0 {
		if !t.Owns(old + gc.LockOffset) {
			t.OwnSpan(old+gc.LockOffset, old+setMaskOffset, 0)
		}
		setCopyEntries(t, 0, old, b)
	}
	gc.Store(s+SetBlockOffset, gc.MakePtr(b))
	dictSetRaw(s, SetFillOffset, dictRaw(s, SetUsedOffset))
}

// setCopyEntries adds the items of a block to another one that has no equal
// items and no removed entries; s as for setEntry.
func setCopyEntries(t *Thread, s, from, to uintptr) {
	e := from + setEntries
	for range setMask(from) + 1 {
		k, h := setEntry(t, s, e)
		if k != Null {
			f := setFreeEntry(to, h)
			gc.Store(f, k)
			gc.Store64(f+setEntryHash, h)
		}
		e += setEntrySize
	}
}

// setEntry returns the key, Null if there is none, and the hash of an entry of
// the set at s, whose lock every change of an entry owns: walking a set logs
// one lock and not one for each entry. With s 0 the transaction owns the set.
func setEntry(t *Thread, s, e uintptr) (Value, uint64) {
	for {
		k, h := gc.Load(e), gc.Load64(e+setEntryHash)
		if s != 0 && !t.Seen(s+gc.LockOffset) {
			continue
		}
		if k == gc.Deleted {
			return Null, 0
		}
		return k, h
	}
}

// setRemove removes the entry at e from the set at s, which the transaction
// owns.
func setRemove(t *Thread, s, b, e uintptr) {
	if !t.Owns(b + gc.LockOffset) {
		setOwnEntry(t, b, e)
	}
	gc.Store(e, gc.Deleted)
	gc.Store64(e+setEntryHash, deletedHash)
	dictSetRaw(s, SetUsedOffset, dictRaw(s, SetUsedOffset)-1)
}

// setDiscardHash removes a key and says whether it was there.
func setDiscardHash(t *Thread, s uintptr, k Value, h uint64) (removed, ok bool) {
	for {
		e, b, found, ok := setFind(t, s, k, h)
		if !ok {
			return false, false
		}
		if !found {
			if setSeen(t, s, b, e, found, h) {
				return false, true
			}
			continue
		}
		if !t.Owns(s + gc.LockOffset) {
			t.OwnObject(s)
			continue
		}
		setRemove(t, s, b, e)
		return true, true
	}
}

// setSnapshot returns the block of the set at s, of this moment.
func setSnapshot(t *Thread, s uintptr) (b uintptr, used, fill int) {
	for {
		b, used, fill = setBlock(s), dictRaw(s, SetUsedOffset), dictRaw(s, SetFillOffset)
		if t.Seen(s+gc.LockOffset) && (b == 0 || t.Seen(b+gc.LockOffset)) {
			return b, used, fill
		}
	}
}

// setEach calls f for each item with its hash until it returns false.
func setEach(t *Thread, v Value, f func(k Value, h uint64) bool) bool {
	if t.Solo {
		return setEachSolo(v.Addr(), f)
	}
	for i := uintptr(0); ; i++ {
		b, _, _ := setSnapshot(t, v.Addr())
		if b == 0 || i > setMask(b) {
			return true
		}
		k, h := setEntry(t, v.Addr(), b+setEntries+i*setEntrySize)
		if k != Null && !f(k, h) {
			return false
		}
	}
}

// setEachSolo is setEach without barriers. f may change the set.
func setEachSolo(s uintptr, f func(k Value, h uint64) bool) bool {
	b := setBlock(s)
	for i := uintptr(0); b != 0 && i <= setMask(b); {
		e := b + setEntries + i*setEntrySize
		for end := b + setEntries + (setMask(b)+1)*setEntrySize; e < end; e += setEntrySize {
			k := gc.Load(e)
			i++
			if k == Null || k == gc.Deleted {
				continue
			}
			if !f(k, gc.Load64(e+setEntryHash)) {
				return false
			}
			if setBlock(s) != b {
				b = setBlock(s)
				break
			}
		}
	}
	return true
}

// setTruncate makes the set at s empty.
func setTruncate(t *Thread, s uintptr) {
	t.OwnObject(s)
	if b := setBlock(s); b != 0 {
		if !t.Owns(b + gc.LockOffset) {
			t.OwnSpan(b+gc.LockOffset, b+setMaskOffset, 0)
		}
		gc.Store(s+SetBlockOffset, Null)
	}
	gc.Store(s+setExtraOffset, Null)
	setInit(s)
}

// setSwap gives the set at s what the set at from, which is new, holds.
func setSwap(t *Thread, s, from uintptr) {
	setTruncate(t, s)
	for _, word := range []uintptr{SetBlockOffset, SetUsedOffset, SetFillOffset} {
		gc.Store(s+word, gc.Load(from+word))
	}
}
