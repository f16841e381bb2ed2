package object

import (
	"unsafe"

	"gorgon/gc"
)

// setIntersectSolo adds the items of the set at a that are in the one at b to
// the new set at r, without barriers. Comparisons may change both.
func setIntersectSolo(t *Thread, r, a, b uintptr) bool {
	for i := uintptr(0); ; {
		from, in := setBlock(a), setBlock(b)
		if from == 0 || in == 0 || i > setMask(from) {
			return true
		}
		mask, stride := setGeometry(from)
		if _, width := setGeometry(in); stride == SetNarrow && width == SetNarrow {
			setIntersectInts(t, r, from, in, i)
			return true
		}
		for e := from + SetEntriesOffset + i*stride; i <= mask; e += stride {
			k := gc.Load(e)
			i++
			if k == Null || k == gc.Deleted {
				continue
			}
			h := setKeyHash(k, e, stride)
			found, unsure := setProbe(in, k, h)
			if unsure {
				var ok bool
				if found, ok = setHasHash(t, b, k, h); !ok {
					return false
				}
			}
			if found {
				setAddNew(t, r, k, h)
			}
			if unsure {
				break // look at the blocks again
			}
		}
	}
}

// setShorter returns the sets at a and b, the one to be walked first: that with fewer
// items, else b. No barrier.
func setShorter(a, b uintptr) (less, more uintptr) {
	if dictRaw(b, SetUsedOffset) > dictRaw(a, SetUsedOffset) {
		return a, b
	}
	return b, a
}

// setIntersectSeen is setIntersectSolo for transactions, of any two sets. It reads both
// as they are and looks afterwards whether they have changed meanwhile. alone: the step
// reads nothing else. False: nothing has happened, because keys would have to be compared.
func setIntersectSeen(t *Thread, r, a, b uintptr, alone bool) bool {
	for {
		less, more := setShorter(a, b)
		done := setIntersectBlocks(t, r, setBlock(less), setBlock(more))
		if done && setsSeen(t, a, b, alone) {
			return true
		}
		gc.Store(r+SetBlockOffset, Null)
		setInit(r)
		if !done {
			return false
		}
	}
}

// setsSeen is Seen of two sets.
func setsSeen(t *Thread, a, b uintptr, alone bool) bool {
	if alone {
		return t.SeenAlone(a+gc.LockOffset) && t.SeenAlone(b+gc.LockOffset)
	}
	return t.Seen(a+gc.LockOffset) && t.Seen(b+gc.LockOffset)
}

// setIntersectBlocks is setIntersectSame for any two tables, 0: none.
func setIntersectBlocks(t *Thread, r, from, in uintptr) bool {
	if from == 0 || in == 0 {
		return true
	}
	_, width := setGeometry(in)
	if _, stride := setGeometry(from); stride == SetNarrow && width == SetNarrow {
		setIntersectInts(t, r, from, in, 0)
		return true
	}
	return setIntersectSame(t, r, from, in)
}

// SetCommon returns how many items of the set a are in the set b: the length of
// SetAnd, without the set if both hold ints alone. ok false: an exception
// is pending.
func SetCommon(t *Thread, a, b Value) (n int, ok bool) {
	for a != b {
		less, more := setShorter(a.Addr(), b.Addr())
		if n, ok = setCommonInts(t, setBlock(less), setBlock(more)); !ok {
			break
		}
		if setsSeen(t, a.Addr(), b.Addr(), true) {
			return n, true
		}
	}
	common := SetAnd(t, a, b)
	if common == Null {
		return 0, false
	}
	return SetLen(t, common), true
}

// setCommonInts returns how many keys two tables have in common, 0: none. ok false: they
// are not both narrow.
func setCommonInts(t *Thread, from, in uintptr) (n int, ok bool) {
	if from == 0 || in == 0 {
		return 0, true
	}
	_, stride := setGeometry(from)
	if _, width := setGeometry(in); stride != SetNarrow || width != SetNarrow {
		return 0, false
	}
	mark := len(t.ArgStack)
	keys := t.ClaimArgs(countAtOnce + intsBehind)[:countAtOnce+intsBehind]
	for i := uintptr(0); i <= setMask(from); i += countAtOnce {
		n += len(commonInts(from, in, i, keys))
	}
	t.ArgStack = t.ArgStack[:mark]
	return n, true
}

// setIntersectSame is setIntersectInts for tables with other keys. False: some
// have to be compared.
func setIntersectSame(t *Thread, r, from, in uintptr) bool {
	for i := uintptr(0); ; {
		k, h, next := setNext(from, i)
		if k == Null {
			return true
		}
		found, unsure := setProbe(in, k, h)
		if unsure {
			return false
		}
		if found {
			setAddNew(t, r, k, h)
		}
		i = next
	}
}

// intsAtOnce is how many entries of a narrow table are looked at together.
const (
	intsAtOnce  = 128
	countAtOnce = 64 // where the keys are not kept
	intsBehind  = 8  // words more that packInts wants
)

// commonInts collects the keys from entry i of the narrow table from on that the
// narrow table in has too, up to the end or as many entries as there is room for in
// keys, a multiple of 8 without intsBehind. Two thirds of the entries are empty, and
// half of those where the keys would be, nobody knows which: there is no branch for
// that.
func commonInts(from, in, i uintptr, keys []Value) []Value {
	first := from + SetEntriesOffset + i*SetNarrow
	n := min(uintptr(len(keys)-intsBehind), setMask(from)+1-i)
	if wideInts {
		return keys[:commonWide(first, n, in, unsafe.SliceData(keys))]
	}
	n = packEach(first, n, keys)
	return keys[:findEach(keys[:n], in)]
}

// packEach copies the ints of n entries of a narrow table, a multiple of 4, and
// returns how many there are.
func packEach(e, n uintptr, keys []Value) uintptr {
	base := unsafe.Pointer(unsafe.SliceData(keys))
	top := base
	for end := e + n*SetNarrow; e < end; e += 4 * SetNarrow { // no table is smaller
		k := gc.Load(e)
		*(*Value)(top) = k
		top = unsafe.Add(top, k>>63*SetNarrow) // set in ints, not in what else there is
		k = gc.Load(e + SetNarrow)
		*(*Value)(top) = k
		top = unsafe.Add(top, k>>63*SetNarrow)
		k = gc.Load(e + 2*SetNarrow)
		*(*Value)(top) = k
		top = unsafe.Add(top, k>>63*SetNarrow)
		k = gc.Load(e + 3*SetNarrow)
		*(*Value)(top) = k
		top = unsafe.Add(top, k>>63*SetNarrow)
	}
	return (uintptr(top) - uintptr(base)) / SetNarrow
}

// findEach moves those of keys that are in the narrow table in to the front.
func findEach(keys []Value, in uintptr) uintptr {
	mask, first := setMask(in), in+SetEntriesOffset
	base := unsafe.Pointer(unsafe.SliceData(keys))
	found := base
	for _, k := range keys {
		*(*Value)(found) = k
		if at := uintptr(k) & mask; at+SetLinear <= mask { // so that of -1 is not: see setIntHash
			p := first + at*SetNarrow
			s0, s1, s2 := gc.Load(p), gc.Load(p+SetNarrow), gc.Load(p+2*SetNarrow)
			other := min(s0^k, s1^k, s2^k) // 0 if one of them is the key
			if min(other, s0, s1, s2) == 0 {
				found = unsafe.Add(found, ((other|-other)>>63^1)*SetNarrow)
				continue
			}
		}
		if setProbeInt(in, mask, k, setIntHash(k)) {
			found = unsafe.Add(found, SetNarrow)
		}
	}
	return (uintptr(found) - uintptr(base)) / SetNarrow
}

// setIntersectInts is setIntersectSolo for narrow tables, which need no
// comparisons: from entry i of the table from on.
func setIntersectInts(t *Thread, r, from, in, i uintptr) {
	mark := len(t.ArgStack)
	keys := t.ClaimArgs(intsAtOnce + intsBehind)[:intsAtOnce+intsBehind] // not an array, which Go would clear
	for ; i <= setMask(from); i += intsAtOnce {
		common := commonInts(from, in, i, keys)
		if setMask(from)-i < intsAtOnce && setBlock(r) == 0 {
			common = setAddFirst(t, r, common)
		}
		for _, k := range common {
			setAddNew(t, r, k, setIntHash(k))
		}
	}
	t.ArgStack = t.ArgStack[:mark]
}

// setAddFirst puts the first of some ints, all different, into the set at r, which
// nobody else sees and has no table, with one table and not one after the other.
// It returns those that are left.
func setAddFirst(t *Thread, r uintptr, ints []Value) []Value {
	if len(ints) == 0 {
		return nil
	}
	n, size := len(ints), uintptr(setMinSize)
	var order [setMinSize]Value
	if n >= setFullAt(setMinSize) {
		// The table of the smallest size decides in which order they come to the next.
		size = setMinSize
		for size <= uintptr(setGrown(setFullAt(setMinSize))) {
			size <<= 1
		}
		n = min(n, setFullAt(size)-1)
		setArrange(&order, ints[:setFullAt(setMinSize)])
	}
	b := newSetBlock(t, size, SetNarrow)
	gc.Store(r+SetBlockOffset, gc.MakePtr(b))
	rest := ints[:n]
	if size > setMinSize {
		for _, k := range order {
			if k != Null {
				gc.Store(setFreeEntry(b, setIntHash(k)), k)
			}
		}
		rest = ints[setFullAt(setMinSize):n]
	}
	for _, k := range rest {
		gc.Store(setFreeEntry(b, setIntHash(k)), k)
	}
	dictSetRaw(r, SetUsedOffset, n)
	dictSetRaw(r, SetFillOffset, n)
	return ints[n:]
}

// setArrange puts ints where a table of the smallest size has them.
func setArrange(table *[setMinSize]Value, ints []Value) {
	const mask = setMinSize - 1 // less than SetLinear: no place but that of the hash is tried
	for _, k := range ints {
		h := setIntHash(k)
		i, perturb := uintptr(h)&mask, uintptr(h)
		for table[i&mask] != Null {
			perturb >>= setShift
			i = (i*5 + 1 + perturb) & mask
		}
		table[i&mask] = k
	}
}

// setProbeInt looks for an int in a narrow table.
func setProbeInt(b, mask uintptr, k Value, h uint64) bool {
	i, perturb := uintptr(h)&mask, uintptr(h)
	for {
		e, probes := b+SetEntriesOffset+i*SetNarrow, 0
		if i+SetLinear <= mask {
			probes = SetLinear
		}
		for ; probes >= 0; probes-- {
			switch gc.Load(e) {
			case k:
				return true
			case Null:
				return false
			}
			e += SetNarrow
		}
		perturb >>= setShift
		i = (i*5 + 1 + perturb) & mask
	}
}

// setProbe looks for a key in a block without barriers and comparisons. unsure:
// there is another key of the same hash, which must be compared.
func setProbe(b uintptr, k Value, h uint64) (found, unsure bool) {
	mask, stride := setGeometry(b)
	i, perturb := uintptr(h)&mask, uintptr(h)
	for {
		e := b + SetEntriesOffset + i*stride
		probes := 0
		if i+SetLinear <= mask {
			probes = SetLinear
		}
		for ; probes >= 0; probes-- {
			switch stored := gc.Load(e); {
			case stored == k:
				return true, false
			case stored == Null:
				return false, false
			case stored != gc.Deleted && !gc.BothInt(stored, k) && setKeyHash(stored, e, stride) == h:
				return false, true
			}
			e += stride
		}
		perturb >>= setShift
		i = (i*5 + 1 + perturb) & mask
	}
}

// setAddNew adds a key to the set at s, which nobody else sees, has no removed
// items and no item equal to it.
func setAddNew(t *Thread, s uintptr, k Value, h uint64) {
	b := setBlock(s)
	if b == 0 {
		b = newSetBlock(t, setMinSize, setStrideFor(k))
		gc.Store(s+SetBlockOffset, gc.MakePtr(b))
	}
	mask, stride := setGeometry(b)
	if stride == SetNarrow && !k.IsInt() {
		setWiden(t, s)
		b, stride = setBlock(s), SetWide
	}
	setStore(setFreeEntry(b, h), stride, k, h)
	n := dictRaw(s, SetUsedOffset) + 1
	dictSetRaw(s, SetUsedOffset, n)
	dictSetRaw(s, SetFillOffset, n)
	if setIsFull(n, mask) {
		setResize(t, s, setGrown(n), stride)
	}
}
