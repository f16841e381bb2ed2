package object

import "gorgon/gc"

// Layout of sets and frozensets.
//
//	set    header | block | used | fill | extra
//	block  header | mask | stride | entries | locks     (no block: empty; mask and stride have 32 bits)
//	entry  key | hash      (stride 16)
//	entry  key             (stride 8: every key is an int of one word)
//
// The block is the hash table itself: mask+1 entries, a power of two. Sets of
// ints are frequent, and large: their entries have no hash, which is the int
// itself, and the collector does not look at them. The first other key makes
// the entries wide, at the same places; they stay so until the set is cleared.
//
// An entry
// without a key is empty; one whose key is gc.Deleted was removed. fill counts
// both live and removed entries, used the live ones. extra is where pop goes
// on looking (sets) or the hash, if it is known (frozensets).
//
// The probe sequence, the growth and so the order of iteration are those of
// CPython, because programs print sets.
//
// Main invariant: block, used, fill and extra are guarded by the set's lock,
// setGroup entries by one of the locks, all of them by the block's lock as in
// dicts. An absent key is Seen(lock) of each entry probed. Who changes an entry
// also owns the set's lock, so that Seen of that is good for all that was read.
const (
	SetBlockOffset = gc.HeaderSize
	SetUsedOffset  = gc.HeaderSize + 8
	SetFillOffset  = gc.HeaderSize + 16
	setExtraOffset = gc.HeaderSize + 24
	SetPayload     = 32

	SetMaskOffset    = gc.HeaderSize // in a block
	SetStrideOffset  = gc.HeaderSize + 4
	SetEntriesOffset = gc.HeaderSize + 8
	SetEntryHash     = 8
	setGroup         = 8

	SetNarrow = 8 // strides
	SetWide   = 16

	setMinSize  = 8
	SetLinear   = 9
	setShift    = 5
	deletedHash = ^uint64(0)
)

var layoutSetBlock = gc.RegisterLayout(gc.Layout{Name: "set block", Trace: traceSetBlock,
	Array: func(o uintptr) gc.Array {
		return gc.Array{At: o + SetEntriesOffset, N: setMask(o) + 1, Stride: SetWide}
	}})

func traceSetBlock(o uintptr, visit func(Value)) {
	e := o + SetEntriesOffset
	for range setMask(o) + 1 {
		if k := gc.Load(e); k.IsPtr() {
			visit(k)
		}
		e += SetWide
	}
}

// newSetBlock makes an empty block, for a new set: for others see setPublish.
func newSetBlock(t *Thread, size, stride uintptr) uintptr {
	layout := layoutSetBlock
	if stride == SetNarrow {
		layout = gc.LayoutRaw
	}
	b := t.Alloc(gc.Header(ShapeDictBlock, layout), gc.Round(SetEntriesOffset+size*stride+size/setGroup*8))
	gc.Store64(b+SetMaskOffset, uint64(size-1|stride<<32))
	return b
}

// setPublish makes a new block that of the set at s, which the transaction owns. If
// others may see the set, the block gets a real version at the commit, so that a
// reader with an older snapshot notices.
func setPublish(t *Thread, s, b uintptr) {
	if !t.Solo && !t.Born(s+gc.LockOffset) {
		gc.Store64(b+gc.LockOffset, 0)
		t.OwnSpan(b+gc.LockOffset, b+SetMaskOffset, 0)
	}
	gc.Dirty(s)
	gc.Store(s+SetBlockOffset, gc.MakePtr(b))
}

// setStrideFor is the stride of a table whose first key is k.
func setStrideFor(k Value) uintptr {
	if k.IsInt() {
		return SetNarrow
	}
	return SetWide
}

// setLock is the address of the lock that guards the entry at e.
func setLock(b, e uintptr) uintptr {
	mask, stride := setGeometry(b)
	i := (e - b - SetEntriesOffset) / (setGroup * 8)
	if stride == SetWide {
		i /= 2
	}
	return b + SetEntriesOffset + (mask+1)*stride + i*8
}

// setOwnEntry makes the transaction the owner of the entry at e.
func setOwnEntry(t *Thread, b, e uintptr) {
	_, stride := setGeometry(b)
	first := b + SetEntriesOffset + (e-b-SetEntriesOffset)&^(setGroup*stride-1)
	if stride == SetNarrow {
		t.OwnRaw(setLock(b, e), first, setGroup)
	} else {
		t.OwnEntries(setLock(b, e), first, setGroup*2)
	}
}

func setBlock(s uintptr) uintptr { return gc.Load(s + SetBlockOffset).Addr() }

func setMask(b uintptr) uintptr { return uintptr(gc.Load32(b + SetMaskOffset)) }

// setGeometry returns the mask of a block and the stride of its entries.
func setGeometry(b uintptr) (mask, stride uintptr) {
	w := uintptr(gc.Load64(b + SetMaskOffset))
	return w & (1<<32 - 1), w >> 32
}

// setKeyHash is the hash of the key k that the entry at e holds.
func setKeyHash(k Value, e, stride uintptr) uint64 {
	if stride == SetWide {
		return gc.Load64(e + SetEntryHash)
	}
	return setIntHash(k)
}

// setIntHash is keyHash for ints of one word.
func setIntHash(k Value) uint64 {
	if i := k.Int(); i != -1 {
		return uint64(i)
	}
	return ^uint64(1)
}

// setStore fills an entry.
func setStore(e, stride uintptr, k Value, h uint64) {
	gc.Store(e, k)
	if stride == SetWide {
		gc.Store64(e+SetEntryHash, h)
	}
}

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
	mask, stride := setGeometry(b)
	i, perturb, free := uintptr(h)&mask, uintptr(h), uintptr(0)
	for {
		e := b + SetEntriesOffset + i*stride
		probes := 0
		if i+SetLinear <= mask {
			probes = SetLinear
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
			} else if setKeyHash(stored, e, stride) == h {
				equal, again, ok := setSameKey(t, s, b, e, stored, k, h)
				if again {
					goto restart
				}
				if equal || !ok {
					return e, b, equal, ok
				}
			}
			e += stride
		}
		perturb >>= setShift
		i = (i*5 + 1 + perturb) & mask
	}
}

func setSameKey(t *Thread, s, b, e uintptr, stored, k Value, h uint64) (equal, again, ok bool) {
	if !t.Seen(setLock(b, e)) || !t.Seen(b+gc.LockOffset) {
		return false, true, true
	}
	// As in dictSameKey.
	if !t.Solo && !(quietKey(stored) && quietKey(k)) && !t.OwnsAll(b+gc.LockOffset) && !setSeenAbsent(t, b, h) {
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
	case t.OwnsAll(b + gc.LockOffset):
		return true
	case found:
		return t.Seen(setLock(b, e)) && t.Seen(b+gc.LockOffset)
	}
	return setSeenAbsent(t, b, h) && t.Seen(b+gc.LockOffset)
}

func setSeenAbsent(t *Thread, b uintptr, h uint64) bool {
	mask, stride := setGeometry(b)
	i, perturb := uintptr(h)&mask, uintptr(h)
	for {
		e := b + SetEntriesOffset + i*stride
		probes := 0
		if i+SetLinear <= mask {
			probes = SetLinear
		}
		for ; probes >= 0; probes-- {
			k := gc.Load(e)
			if !t.Seen(setLock(b, e)) {
				return false
			}
			if k == Null {
				return true
			}
			e += stride
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
		if t.Solo || t.SeenPlain(s+gc.LockOffset) || setSeen(t, s, b, e, found, h) {
			return found, true
		}
	}
}

// setAddHash adds a key; added false: it was there.
func setAddHash(t *Thread, s uintptr, k Value, h uint64) (added, ok bool) {
	for {
		seen := t.Version(s + gc.LockOffset)
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
			if t.OwnObject(s); t.LastReplaced() != seen {
				continue // the set may have changed
			}
		}
		if b == 0 {
			b = newSetBlock(t, setMinSize, setStrideFor(k))
			setPublish(t, s, b)
			e = setFreeEntry(b, h)
		}
		mask, stride := setGeometry(b)
		if stride == SetNarrow && !k.IsInt() {
			setWiden(t, s)
			continue
		}
		if !t.OwnsAll(b + gc.LockOffset) {
			setOwnEntry(t, b, e)
		}
		if k.IsPtr() {
			gc.DirtyAt(b, e, 1)
		}
		reused := gc.Load(e) == gc.Deleted
		setStore(e, stride, k, h)
		used, fill := dictRaw(s, SetUsedOffset)+1, dictRaw(s, SetFillOffset)+1
		dictSetRaw(s, SetUsedOffset, used)
		if reused {
			return true, true
		}
		dictSetRaw(s, SetFillOffset, fill)
		if setIsFull(fill, mask) {
			setResize(t, s, setGrown(used), stride)
		}
		return true, true
	}
}

// setIsFull says whether so many entries that were used make a table grow.
func setIsFull(fill int, mask uintptr) bool { return uintptr(fill)*5 >= mask*3 }

// setFullAt is the least number that makes a table of that size grow.
func setFullAt(size uintptr) int { return int((size-1)*3+4) / 5 }

// setGrown is the size to ask for when a set with that many items is full.
func setGrown(used int) int {
	if used > 50000 {
		return used * 2
	}
	return used * 4
}

// setFreeEntry returns the first empty entry of a block without removed ones.
func setFreeEntry(b uintptr, h uint64) uintptr {
	mask, stride := setGeometry(b)
	i, perturb := uintptr(h)&mask, uintptr(h)
	for {
		e := b + SetEntriesOffset + i*stride
		probes := 0
		if i+SetLinear <= mask {
			probes = SetLinear
		}
		for ; probes >= 0; probes-- {
			if gc.Load(e) == Null {
				return e
			}
			e += stride
		}
		perturb >>= setShift
		i = (i*5 + 1 + perturb) & mask
	}
}

// setResize gives the set at s, which the transaction owns, a table of more
// than minUsed entries, wide ones if they were.
func setResize(t *Thread, s uintptr, minUsed int, stride uintptr) {
	size := uintptr(setMinSize)
	for size <= uintptr(minUsed) {
		size <<= 1
	}
	old := setBlock(s)
	if old != 0 {
		if _, was := setGeometry(old); was == SetWide {
			stride = SetWide
		}
	}
	b := newSetBlock(t, size, stride)
	if old != 0 {
		if !t.Owns(old + gc.LockOffset) {
			t.OwnSpan(old+gc.LockOffset, old+SetMaskOffset, 0)
		}
		setCopyEntries(t, 0, old, b)
	}
	setPublish(t, s, b)
	dictSetRaw(s, SetFillOffset, dictRaw(s, SetUsedOffset))
}

// setWiden gives the set at s, which the transaction owns and which has a
// table, one of the same size with wide entries.
func setWiden(t *Thread, s uintptr) {
	old := setBlock(s)
	if !t.Owns(old + gc.LockOffset) {
		t.OwnSpan(old+gc.LockOffset, old+SetMaskOffset, 0)
	}
	mask, stride := setGeometry(old)
	b := newSetBlock(t, mask+1, SetWide)
	e, f := old+SetEntriesOffset, b+SetEntriesOffset
	for range mask + 1 {
		switch k := gc.Load(e); k {
		case Null:
		case gc.Deleted:
			setStore(f, SetWide, k, deletedHash)
		default:
			setStore(f, SetWide, k, setKeyHash(k, e, stride))
		}
		e, f = e+stride, f+SetWide
	}
	setPublish(t, s, b)
}

// setCopyEntries adds the items of a block to another one that has no equal
// items and no removed entries; s as for setEntry.
func setCopyEntries(t *Thread, s, from, to uintptr) {
	mask, stride := setGeometry(from)
	_, width := setGeometry(to)
	e := from + SetEntriesOffset
	for range mask + 1 {
		k, h := setEntry(t, s, e, stride)
		if k != Null {
			setStore(setFreeEntry(to, h), width, k, h)
		}
		e += stride
	}
}

// setEntry returns the key, Null if there is none, and the hash of an entry of
// the set at s, whose lock every change of an entry owns: walking a set logs
// one lock and not one for each entry. With s 0 the transaction owns the set.
func setEntry(t *Thread, s, e, stride uintptr) (Value, uint64) {
	for {
		k, h := gc.Load(e), uint64(0)
		if stride == SetWide {
			h = gc.Load64(e + SetEntryHash)
		}
		if s != 0 && !t.Seen(s+gc.LockOffset) {
			continue
		}
		if k == gc.Deleted {
			return Null, 0
		}
		if stride == SetNarrow && k != Null {
			h = setIntHash(k)
		}
		return k, h
	}
}

// setRemove removes the entry at e from the set at s, which the transaction
// owns.
func setRemove(t *Thread, s, b, e uintptr) {
	if !t.OwnsAll(b + gc.LockOffset) {
		setOwnEntry(t, b, e)
	}
	_, stride := setGeometry(b)
	setStore(e, stride, gc.Deleted, deletedHash)
	dictSetRaw(s, SetUsedOffset, dictRaw(s, SetUsedOffset)-1)
}

// setDiscardHash removes a key and says whether it was there.
func setDiscardHash(t *Thread, s uintptr, k Value, h uint64) (removed, ok bool) {
	for {
		seen := t.Version(s + gc.LockOffset)
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
			if t.OwnObject(s); t.LastReplaced() != seen {
				continue // the set may have changed
			}
		}
		setRemove(t, s, b, e)
		return true, true
	}
}

// setSnapshot returns the block of the set at s, of this moment.
func setSnapshot(t *Thread, s uintptr) (b uintptr, used, fill int) {
	for {
		b, used, fill = setBlock(s), dictRaw(s, SetUsedOffset), dictRaw(s, SetFillOffset)
		if t.Seen(s + gc.LockOffset) {
			return b, used, fill
		}
	}
}

// setEach calls f for each item with its hash until it returns false.
func setEach(t *Thread, v Value, f func(k Value, h uint64) bool) bool {
	if t.Solo {
		return setEachSolo(v.Addr(), f)
	}
	s := v.Addr()
	for i := uintptr(0); ; {
		k, h, next := setNext(setBlock(s), i)
		if !t.Seen(s + gc.LockOffset) {
			continue
		}
		if k == Null {
			return true
		}
		i = next
		if !f(k, h) {
			return false
		}
	}
}

// setNext returns the first key from entry i of a block on, with its hash, and
// the number of the entry behind it. Null: there is none. No barrier: Seen of
// the set's lock tells whether it is true.
func setNext(b, i uintptr) (k Value, h uint64, next uintptr) {
	if b == 0 {
		return Null, 0, i
	}
	mask, stride := setGeometry(b)
	for e := b + SetEntriesOffset + i*stride; i <= mask; e += stride {
		i++
		if k := gc.Load(e); k != Null && k != gc.Deleted {
			return k, setKeyHash(k, e, stride), i
		}
	}
	return Null, 0, i
}

// setEachSolo is setEach without barriers. f may change the set.
func setEachSolo(s uintptr, f func(k Value, h uint64) bool) bool {
	b := setBlock(s)
	for i := uintptr(0); b != 0 && i <= setMask(b); {
		mask, stride := setGeometry(b)
		e := b + SetEntriesOffset + i*stride
		for end := b + SetEntriesOffset + (mask+1)*stride; e < end; e += stride {
			k := gc.Load(e)
			i++
			if k == Null || k == gc.Deleted {
				continue
			}
			if !f(k, setKeyHash(k, e, stride)) {
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

// setTruncate makes the set at s empty. Where pop goes on looking stays, as in
// CPython.
func setTruncate(t *Thread, s uintptr) {
	t.OwnObject(s)
	if b := setBlock(s); b != 0 {
		if !t.Owns(b + gc.LockOffset) {
			t.OwnSpan(b+gc.LockOffset, b+SetMaskOffset, 0)
		}
		gc.Store(s+SetBlockOffset, Null)
	}
	setInit(s)
}

// setSwap gives the set at s what the set at from, which is new, holds.
func setSwap(t *Thread, s, from uintptr) {
	setTruncate(t, s)
	if b := setBlock(from); b != 0 {
		setPublish(t, s, b)
	}
	for _, word := range []uintptr{SetUsedOffset, SetFillOffset} {
		gc.Store(s+word, gc.Load(from+word))
	}
}
