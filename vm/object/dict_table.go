package object

import "gorgon/gc"

// NamespaceHook is called before a change of an entry of a dict that has the
// flag DictNamespace: old is the value, Null for a new key. The interpreter
// sets it.
var NamespaceHook = func(t *Thread, dict, key Value, old Value) {}

// DictProbe is how many slots of a group are tried before the next group.
const DictProbe = 8

// keyHash is Hash with the common cases first.
func keyHash(t *Thread, k Value) (uint64, bool) {
	if k.IsInt() {
		if i := k.Int(); i != -1 {
			return uint64(i), true
		}
		return ^uint64(1), true
	}
	if k.IsPtr() {
		switch gc.Shape(k.Addr()) {
		case ShapeStr:
			return StrHash(k), true
		case ShapeTuple:
			return hashItems(t, TupleItems(k))
		}
	}
	return Hash(t, k)
}

// sameKey compares a key of a table with one of the same hash; they are not
// identical. The result rerun says that Python code ran.
func sameKey(t *Thread, stored, k Value) (equal, rerun, ok bool) {
	if gc.BothInt(stored, k) {
		return false, false, true
	}
	if equal, sure := sameNative(stored, k); sure {
		return equal, false, true
	}
	equal, ok = Eq(t, stored, k)
	return equal, true, ok
}

// sameNative is sameKey for the keys that need no other code; sure: they are.
func sameNative(stored, k Value) (equal, sure bool) {
	if !stored.IsPtr() || !k.IsPtr() {
		return false, false
	}
	shape := gc.Shape(k.Addr())
	if gc.Shape(stored.Addr()) != shape {
		return false, false
	}
	switch shape {
	case ShapeStr:
		return StrOf(stored) == StrOf(k), true
	case ShapeTuple:
		return sameTuple(stored, k)
	}
	return false, false
}

// sameTuple compares tuples as far as no other comparison than that of strs
// and ints is needed; sure: that was enough.
func sameTuple(a, b Value) (equal, sure bool) {
	x, y := TupleItems(a), TupleItems(b)
	if len(x) != len(y) {
		return false, true
	}
	for i, v := range x {
		w := y[i]
		switch {
		case v == w:
		case gc.BothInt(v, w):
			return false, true
		case Is(v, ShapeStr) && Is(w, ShapeStr):
			if StrOf(v) != StrOf(w) {
				return false, true
			}
		default:
			return false, false
		}
	}
	return true, true
}

// dictFind returns the address of the entry of key k, 0 if there is none, and
// the block where it looked. The caller makes the answer good by dictSeen.
func dictFind(t *Thread, d uintptr, k Value, h32 uint32) (e, b uintptr, ok bool) {
restart:
	b = gc.Load(d + DictBlockOffset).Addr()
	if b == 0 {
		return 0, 0, true
	}
	mask := dictMask(b)
	if mask == 0 {
		e, again, ok := dictFindSmall(t, d, b, k, h32)
		if again {
			goto restart
		}
		return e, b, ok
	}
	perturb := uintptr(h32)
	i := perturb & mask
	for {
		group, j := dictSlot(b, i&^15), i&15
		for range DictProbe {
			s := gc.Load64(group + 8*j)
			if s == 0 {
				return 0, b, true
			}
			if uint32(s>>32) == h32 && s != slotDeleted {
				e := b + 8*uintptr(uint32(s))
				stored := gc.Load(e)
				if stored == k {
					return e, b, true
				}
				if t.Solo {
					if equal, sure := sameNative(stored, k); sure {
						if equal {
							return e, b, true
						}
						j = (j + 1) & 15
						continue
					}
				}
				equal, again, ok := dictSameKey(t, d, b, e, stored, k, h32)
				if again {
					goto restart
				}
				if equal || !ok {
					return e, b, ok
				}
			}
			j = (j + 1) & 15
		}
		perturb >>= 5
		i = (i*5 + perturb + 1) & mask
	}
}

func dictFindSmall(t *Thread, d, b uintptr, k Value, h32 uint32) (e uintptr, again, ok bool) {
	n := uintptr(dictCap(b))
	hashes := b + DictHashesOffset
	entries := hashes + (n*4+7)&^7
	for i := uintptr(0); i < n; i++ {
		if gc.Load32(hashes+4*i) != h32 {
			continue
		}
		e := entries + i*DictEntrySize
		stored := gc.Load(e)
		if stored == k {
			return e, false, true
		}
		equal, again, ok := dictSameKey(t, d, b, e, stored, k, h32)
		if again || equal || !ok {
			return e, again, ok
		}
	}
	return 0, false, true
}

// dictSameKey compares the key of an entry with k, which is not identical to
// it. again: the dict changed meanwhile.
func dictSameKey(t *Thread, d, b, e uintptr, stored, k Value, h32 uint32) (equal, again, ok bool) {
	if stored == Null || stored == gc.Deleted {
		return false, false, true
	}
	// Strs never change and nothing is freed while this runs: whoever gets this
	// answer makes the entry part of the snapshot.
	if same, _ := sameNative(stored, k); same {
		return true, false, true
	}
	if !t.Seen(e+DictEntryLock) || !t.Seen(b+gc.LockOffset) {
		return false, true, true
	}
	// Code of the program may move the snapshot: what was passed on the way here must
	// be part of it before.
	if !t.Solo && !(quietKey(stored) && quietKey(k)) && !t.OwnsAll(b+gc.LockOffset) && !dictSeenAbsent(t, b, h32) {
		return false, true, true
	}
	equal, ran, ok := sameKey(t, stored, k)
	if ran && ok && (gc.Load(d+DictBlockOffset).Addr() != b || gc.Load(e) != stored) {
		return false, true, true
	}
	return equal, false, ok
}

// quietKey says whether comparing k with others like it runs no Python code.
func quietKey(k Value) bool {
	return !k.IsPtr() || Is(k, ShapeStr) || Is(k, ShapeBytes)
}

// dictSeen makes the answer of dictFind part of the snapshot; false: ask
// again.
func dictSeen(t *Thread, d, b, e uintptr, h32 uint32) bool {
	switch {
	case t.Solo:
		return true
	case b == 0:
		return t.Seen(d + gc.LockOffset)
	case t.OwnsAll(b + gc.LockOffset):
		return true
	case e != 0:
		return t.Seen(e+DictEntryLock) && t.Seen(b+gc.LockOffset)
	}
	return dictSeenAbsent(t, b, h32) && t.Seen(b+gc.LockOffset)
}

// dictSeenAbsent walks the groups that a search for an absent key probes.
func dictSeenAbsent(t *Thread, b uintptr, h32 uint32) bool {
	mask := dictMask(b)
	if mask == 0 {
		return t.Seen(dictGroupLock(b, 0))
	}
	perturb := uintptr(h32)
	i := perturb & mask
	for {
		for p := range uintptr(DictProbe) {
			if gc.Load64(dictSlot(b, i&^15+(i+p)&15)) == 0 {
				return t.Seen(dictGroupLock(b, i/DictGroupSize))
			}
		}
		if !t.Seen(dictGroupLock(b, i/DictGroupSize)) {
			return false
		}
		perturb >>= 5
		i = (i*5 + perturb + 1) & mask
	}
}

// dictGetHash returns the value of key k, Null if it is absent.
func dictGetHash(t *Thread, d uintptr, k Value, h32 uint32) (Value, bool) {
	if t.Solo {
		e, _, ok := dictFind(t, d, k, h32)
		if e == 0 || !ok {
			return Null, ok
		}
		return gc.Load(e + DictEntryValue), true
	}
	for {
		e, b, ok := dictFind(t, d, k, h32)
		if !ok {
			return Null, false
		}
		v := Null
		if e != 0 {
			v = gc.Load(e + DictEntryValue)
		}
		if dictSeen(t, d, b, e, h32) {
			return v, true
		}
	}
}

// dictSetHash stores v under key k.
func dictSetHash(t *Thread, d uintptr, k, v Value, h32 uint32) bool {
	for {
		seen := t.Version(d + gc.LockOffset)
		e, b, ok := dictFind(t, d, k, h32)
		if !ok {
			return false
		}
		if e == 0 {
			if dictInsertAbsent(t, d, k, v, h32, seen) {
				return true
			}
			continue
		}
		if !t.Solo && !dictOwnEntry(t, d, b, e) {
			continue
		}
		if dictRaw(d, DictFlagsOffset)&DictNamespace != 0 {
			NamespaceHook(t, gc.MakePtr(d), gc.Load(e), gc.Load(e+DictEntryValue))
		}
		if v.IsPtr() {
			gc.DirtyAt(b, e+DictEntryValue, 1)
		}
		gc.Store(e+DictEntryValue, v)
		return true
	}
}

// dictOwnEntry makes the transaction the owner of an entry that dictFind
// returned; false: find it again.
func dictOwnEntry(t *Thread, d, b, e uintptr) bool {
	if t.OwnsAll(b + gc.LockOffset) {
		return true
	}
	// As long as the snapshot does not move the entry is what dictFind saw: it
	// may hold another key by now, or none.
	rv := t.RV
	if !t.Seen(b + gc.LockOffset) {
		return false // who makes a block stores to its entries without their locks
	}
	t.OwnSpan(e+DictEntryLock, e, 2)
	return t.Seen(b+gc.LockOffset) && t.RV == rv && gc.Load(d+DictBlockOffset).Addr() == b
}

// dictInsertAbsent adds a key that dictFind did not find; seen is the dict's
// lock word from before. false: look again, the dict may have been changed.
func dictInsertAbsent(t *Thread, d uintptr, k, v Value, h32 uint32, seen uint64) bool {
	if !t.Owns(d + gc.LockOffset) {
		t.OwnObject(d)
		if t.LastReplaced() != seen {
			return false
		}
	}
	flags := dictRaw(d, DictFlagsOffset)
	if flags&DictNamespace != 0 {
		NamespaceHook(t, gc.MakePtr(d), k, Null)
	}
	b := gc.Load(d + DictBlockOffset).Addr()
	fill := dictRaw(d, DictFillOffset)
	if b == 0 || fill+flags>>dictSpentShift >= dictCap(b) {
		b = dictGrow(t, d)
		fill = dictRaw(d, DictFillOffset)
	}
	dictPut(t, b, fill, k, v, h32)
	dictSetRaw(d, DictFillOffset, fill+1)
	dictSetRaw(d, DictUsedOffset, dictRaw(d, DictUsedOffset)+1)
	return true
}

// dictPut writes entry number i and its place in the index.
func dictPut(t *Thread, b uintptr, i int, k, v Value, h32 uint32) {
	e := DictEntries(b) + uintptr(i)*DictEntrySize
	mine := t.OwnsAll(b + gc.LockOffset)
	if !mine {
		t.OwnSpan(e+DictEntryLock, e, 2)
	}
	if k.IsPtr() || v.IsPtr() {
		gc.DirtyAt(b, e, 2)
	}
	gc.Store(e, k)
	gc.Store(e+DictEntryValue, v)
	if dictMask(b) == 0 {
		if !mine {
			dictOwnGroup(t, b, 0)
		}
		gc.Store32(b+DictHashesOffset+4*uintptr(i), h32)
		return
	}
	slot := dictFreeSlot(b, h32)
	if !mine {
		dictOwnGroup(t, b, slot/DictGroupSize)
	}
	gc.Store64(dictSlot(b, slot), dictSlotWord(b, e, h32))
}

// dictFreeSlot returns the first slot in the probe sequence of h32 that holds
// no entry.
func dictFreeSlot(b uintptr, h32 uint32) uintptr {
	mask := dictMask(b)
	perturb := uintptr(h32)
	i := perturb & mask
	for {
		for p := range uintptr(DictProbe) {
			slot := i&^15 + (i+p)&15
			if s := gc.Load64(dictSlot(b, slot)); s == 0 || s == slotDeleted {
				return slot
			}
		}
		perturb >>= 5
		i = (i*5 + perturb + 1) & mask
	}
}

// dictSlotOf returns the slot that leads to the entry at e.
func dictSlotOf(b, e uintptr, h32 uint32) uintptr {
	mask := dictMask(b)
	want := dictSlotWord(b, e, h32)
	perturb := uintptr(h32)
	j := perturb & mask
	for {
		for p := range uintptr(DictProbe) {
			slot := j&^15 + (j+p)&15
			if gc.Load64(dictSlot(b, slot)) == want {
				return slot
			}
		}
		perturb >>= 5
		j = (j*5 + perturb + 1) & mask
	}
}

// dictOwnGroup makes the transaction the owner of a group of index slots.
func dictOwnGroup(t *Thread, b, group uintptr) {
	if dictMask(b) != 0 {
		t.OwnRaw(dictGroupLock(b, group), dictSlot(b, DictGroupSize*group), DictGroupSize)
		return
	}
	t.OwnRaw(dictGroupLock(b, 0), b+DictHashesOffset, (uintptr(dictCap(b))*4+7)/8)
}

// dictRemove removes the entry at e of block b, whose key has hash h, from the
// dict at d, which the transaction owns. It returns the value.
func dictRemove(t *Thread, d, b, e uintptr, h32 uint32) Value {
	if dictRaw(d, DictFlagsOffset)&DictNamespace != 0 {
		NamespaceHook(t, gc.MakePtr(d), gc.Load(e), gc.Load(e+DictEntryValue))
	}
	large, slot := dictMask(b) != 0, uintptr(0)
	if large {
		slot = dictSlotOf(b, e, h32)
	}
	if !t.OwnsAll(b + gc.LockOffset) {
		// Who does not find the key looks at the group's lock alone: it is taken
		// before the entry changes.
		dictOwnGroup(t, b, slot/DictGroupSize)
		t.OwnSpan(e+DictEntryLock, e, 2)
	}
	v := gc.Load(e + DictEntryValue)
	gc.Store(e, gc.Deleted)
	gc.Store(e+DictEntryValue, Null)
	if large {
		gc.Store64(dictSlot(b, slot), slotDeleted)
	}
	dictSetRaw(d, DictUsedOffset, dictRaw(d, DictUsedOffset)-1)
	return v
}

// dictGrow gives the dict at d, which the transaction owns and which is full,
// a larger block without the removed entries. It returns the block.
func dictGrow(t *Thread, d uintptr) uintptr {
	lg := uint64(3)
	for 1<<lg < 3*dictRaw(d, DictUsedOffset) {
		lg++
	}
	return dictRebuild(t, d, gc.Load(d+DictBlockOffset).Addr(), lg)
}

// dictRebuild moves the entries of the dict at d into a new block.
func dictRebuild(t *Thread, d, old uintptr, lg uint64) uintptr {
	b := newDictBlock(t, lg)
	n := 0
	if old != 0 {
		mine := t.OwnsAll(old + gc.LockOffset)
		dictRetire(t, d, old)
		fill := dictRaw(d, DictFillOffset)
		n = dictCopyEntries(t, old, b, fill, mine, fill == dictRaw(d, DictUsedOffset))
	}
	gc.Dirty(d)
	gc.Store(d+DictBlockOffset, gc.MakePtr(b))
	dictSetRaw(d, DictFillOffset, n)
	dictSetRaw(d, DictFlagsOffset, dictRaw(d, DictFlagsOffset)&(1<<dictSpentShift-1))
	return b
}

// dictRetire makes the transaction the owner of the block that the dict at d is
// about to replace, so that whoever has read it finds out. Caches of globals look
// at the locks of entries alone, so it also becomes the owner of these.
func dictRetire(t *Thread, d, b uintptr) {
	if t.OwnsAll(b + gc.LockOffset) {
		return
	}
	t.OwnSpan(b+gc.LockOffset, b+DictGeometryOffset, 0)
	if dictRaw(d, DictFlagsOffset)&DictNamespace == 0 {
		return
	}
	e := DictEntries(b)
	for fill := dictRaw(d, DictFillOffset); fill > 0; fill-- {
		t.OwnSpan(e+DictEntryLock, e, 2)
		e += DictEntrySize
	}
}

// dictCopyEntries copies the entries of a block into an empty new one and
// returns how many there are. whole: none was removed.
func dictCopyEntries(t *Thread, from, to uintptr, fill int, mine, whole bool) int {
	src, dst, n := DictEntries(from), DictEntries(to), 0
	if whole && t.Solo && dictMask(from) != 0 {
		copy(gc.Bytes(dst, uintptr(fill)*DictEntrySize), gc.Bytes(src, uintptr(fill)*DictEntrySize))
		dictClearLocks(to, fill)
		dictMoveIndex(from, to, fill)
		return fill
	}
	var gone []bool // which were removed
	for i := range fill {
		k, v := gc.Load(src), gc.Load(src+DictEntryValue)
		for !mine && !t.Seen(src+DictEntryLock) {
			k, v = gc.Load(src), gc.Load(src+DictEntryValue)
		}
		src += DictEntrySize
		if k == gc.Deleted || k == Null {
			if gone == nil {
				gone = make([]bool, fill)
			}
			gone[i] = true
			continue
		}
		gc.Store(dst, k)
		gc.Store(dst+DictEntryValue, v)
		dst += DictEntrySize
		n++
	}
	if gone == nil && dictMask(from) != 0 {
		dictMoveIndex(from, to, fill)
		return n
	}
	n = 0
	for i, h := range dictHashes(from, fill) {
		if gone == nil || !gone[i] {
			dictIndex(to, n, h)
			n++
		}
	}
	return n
}

// dictIndex makes entry i of a new block be found by its hash.
func dictIndex(b uintptr, i int, h32 uint32) {
	if dictMask(b) == 0 {
		gc.Store32(b+DictHashesOffset+4*uintptr(i), h32)
		return
	}
	slot := dictFreeSlot(b, h32)
	gc.Store64(dictSlot(b, slot), dictSlotWord(b, DictEntries(b)+uintptr(i)*DictEntrySize, h32))
}

// dictSlotEntry is the number of the entry that a slot leads to.
func dictSlotEntry(b uintptr, s uint64) int {
	return int((b + 8*uintptr(uint32(s)) - DictEntries(b)) / DictEntrySize)
}

// dictMoveIndex indexes the entries of a new block that are those of a large
// one.
func dictMoveIndex(from, to uintptr, fill int) {
	mask := dictMask(to) // 0: popitem has taken most of them
	end := (DictEntries(from) - from) / 8
	further := uint64(DictEntries(to)-to)/8 - uint64(end)
	end += uintptr(fill) * (DictEntrySize / 8)
	for at, last := dictSlot(from, 0), dictSlot(from, dictMask(from)); at <= last; at += 8 {
		s := gc.Load64(at)
		if s == 0 || s == slotDeleted || uintptr(uint32(s)) >= end {
			continue
		}
		if mask == 0 {
			dictIndex(to, dictSlotEntry(from, s), uint32(s>>32))
			continue
		}
		// The first place is nearly always free.
		slot := dictSlot(to, uintptr(s>>32)&mask)
		if gc.Load64(slot) != 0 {
			slot = dictSlot(to, dictFreeSlot(to, uint32(s>>32)))
		}
		gc.Store64(slot, s+further)
	}
}

// dictHashes returns the folded hash of each entry of a block.
func dictHashes(b uintptr, fill int) []uint32 {
	hashes := make([]uint32, fill)
	mask := dictMask(b)
	if mask == 0 {
		for i := range hashes {
			hashes[i] = gc.Load32(b + DictHashesOffset + 4*uintptr(i))
		}
		return hashes
	}
	for i := range mask + 1 {
		s := gc.Load64(dictSlot(b, i))
		if s == 0 || s == slotDeleted {
			continue
		}
		if n := dictSlotEntry(b, s); n < fill {
			hashes[n] = uint32(s >> 32)
		}
	}
	return hashes
}
