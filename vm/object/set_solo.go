package object

import "gorgon/gc"

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

// setIntersectSeen is setIntersectSolo for transactions. It reads both tables as
// they are and looks afterwards whether they have changed meanwhile. False:
// nothing has happened, because keys would have to be compared.
func setIntersectSeen(t *Thread, r, a, b uintptr) bool {
	for {
		from, in := setBlock(a), setBlock(b)
		if !t.Seen(a+gc.LockOffset) || !t.Seen(b+gc.LockOffset) {
			continue
		}
		if from == 0 || in == 0 {
			return true
		}
		done := true
		_, width := setGeometry(in)
		if _, stride := setGeometry(from); stride == SetNarrow && width == SetNarrow {
			setIntersectInts(t, r, from, in, 0)
		} else {
			done = setIntersectSame(t, r, from, in)
		}
		seen := t.Seen(a+gc.LockOffset) && t.Seen(b+gc.LockOffset)
		if done && seen {
			return true
		}
		gc.Store(r+SetBlockOffset, Null)
		setInit(r)
		if !done {
			return false
		}
	}
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

// setIntersectInts is setIntersectSolo for narrow tables, which need no
// comparisons: from entry i of the table from on.
func setIntersectInts(t *Thread, r, from, in, i uintptr) {
	mask, end := setMask(in), from+SetEntriesOffset+(setMask(from)+1)*SetNarrow
	for e := from + SetEntriesOffset + i*SetNarrow; e < end; e += SetNarrow {
		k := gc.Load(e)
		// Most entries are empty, or their key's first place in the other table
		// is. Which of the two cannot be predicted: one test for both.
		stored := gc.Load(in + SetEntriesOffset + uintptr(k)&mask*SetNarrow)
		if k&(stored|-stored)>>63 == 0 && k != gc.MakeInt(-1) || !k.IsInt() {
			continue
		}
		h := setIntHash(k)
		if stored == k || setProbeInt(in, mask, k, h) {
			setAddNew(t, r, k, h)
		}
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
	if uintptr(n)*5 >= mask*3 {
		setResize(t, s, setGrown(n), stride)
	}
}
