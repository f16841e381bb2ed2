package object

import "gorgon/gc"

// NewSet makes an empty set.
func NewSet(t *Thread) Value { return newSetShape(t, ShapeSet) }

func newSetShape(t *Thread, shape uint32) Value {
	s := t.Alloc(gc.Header(shape, gc.LayoutValues), gc.HeaderSize+SetPayload)
	setInit(s)
	if Births {
		t.NoteBirth(s)
	}
	return gc.MakePtr(s)
}

// NewFrozenSet makes a frozenset of the items.
func NewFrozenSet(t *Thread, items ...Value) Value {
	s := newSetShape(t, ShapeFrozenSet)
	for _, x := range items {
		if !SetAdd(t, s, x) {
			return Null
		}
	}
	return s
}

// IsAnySet says whether v is a set or frozenset or of a subclass.
func IsAnySet(v Value) bool {
	if !v.IsPtr() {
		return false
	}
	if s := gc.Shape(v.Addr()); s == ShapeSet || s == ShapeFrozenSet {
		return true
	}
	typ := TypeOf(v)
	return IsSubtype(typ, SetType) || IsSubtype(typ, FrozenSetType)
}

// setHash is the hash of an item, with the error text of sets.
func setHash(t *Thread, k Value) (uint64, bool) {
	h, ok := keyHash(t, k)
	if !ok {
		unhashable(t, k, "cannot use '%s' as a set element (%s)")
	}
	return h, ok
}

// SetAdd adds an item.
func SetAdd(t *Thread, s, item Value) bool {
	h, ok := setHash(t, item)
	if ok {
		_, ok = setAddHash(t, s.Addr(), item, h)
	}
	return ok
}

// SetHas says whether an item is in the set.
func SetHas(t *Thread, s, item Value) (in, ok bool) {
	h, ok := setHash(t, item)
	if !ok {
		return false, false
	}
	return setHasHash(t, s.Addr(), item, h)
}

// SetDiscard removes an item and says whether it was there.
func SetDiscard(t *Thread, s, item Value) (removed, ok bool) {
	h, ok := setHash(t, item)
	if !ok {
		return false, false
	}
	return setDiscardHash(t, s.Addr(), item, h)
}

// SetLen returns the number of items.
func SetLen(t *Thread, s Value) int {
	_, used, _ := setSnapshot(t, s.Addr())
	return used
}

// SetItems returns the items in the order of iteration.
func SetItems(t *Thread, s Value) []Value {
	items := make([]Value, 0, SetLen(t, s))
	setEach(t, s, func(k Value, _ uint64) bool {
		items = append(items, k)
		return true
	})
	return items
}

// SetUpdate adds the items of any iterable.
func SetUpdate(t *Thread, s, src Value) bool {
	if IsAnySet(src) {
		return setMerge(t, s, src)
	}
	if Is(src, ShapeDict) {
		n, o := DictLen(t, src), s.Addr()
		setReserve(t, o, n, SetNarrow)
		for pos := 0; ; {
			k, _, more := DictNext(t, src, &pos)
			if !more {
				return true
			}
			if !SetAdd(t, s, k) {
				return false
			}
		}
	}
	return Iterate(t, src, func(x Value) bool { return SetAdd(t, s, x) })
}

// setReserve makes room for n more items at once if the table is too small.
func setReserve(t *Thread, s uintptr, n int, stride uintptr) {
	b, used, fill := setSnapshot(t, s)
	mask := uintptr(setMinSize - 1)
	if b != 0 {
		mask = setMask(b)
	}
	if setIsFull(fill+n, mask) {
		t.OwnObject(s)
		setResize(t, s, (used+n)*2, stride)
	}
}

func setMerge(t *Thread, s, src Value) bool {
	from, n, fill := setSnapshot(t, src.Addr())
	if s == src || n == 0 {
		return true
	}
	o := s.Addr()
	_, stride := setGeometry(from)
	setReserve(t, o, n, stride)
	b, _, mine := setSnapshot(t, o)
	if mine == 0 {
		t.OwnObject(o)
		width := stride
		if b != 0 {
			_, width = setGeometry(b)
		}
		if b == 0 || !t.OwnsAll(b+gc.LockOffset) || width < stride {
			size := uintptr(setMinSize)
			if b != 0 {
				size = setMask(b) + 1
				t.OwnSpan(b+gc.LockOffset, b+SetMaskOffset, 0)
			}
			b = newSetBlock(t, size, stride)
			setPublish(t, o, b)
		}
		gc.Dirty(b)
		if setMask(b) == setMask(from) && fill == n {
			setCloneEntries(t, src.Addr(), from, b)
		} else {
			setCopyEntries(t, src.Addr(), from, b)
		}
		dictSetRaw(o, SetUsedOffset, n)
		dictSetRaw(o, SetFillOffset, n)
		return true
	}
	return setEach(t, src, func(k Value, h uint64) bool {
		_, ok := setAddHash(t, o, k, h)
		return ok
	})
}

// setCloneEntries copies a table without removed entries place by place.
func setCloneEntries(t *Thread, s, from, to uintptr) {
	mask, stride := setGeometry(from)
	_, width := setGeometry(to)
	for e, f, i := from+SetEntriesOffset, to+SetEntriesOffset, uintptr(0); i <= mask; i++ {
		k, h := setEntry(t, s, e, stride)
		setStore(f, width, k, h)
		e, f = e+stride, f+width
	}
}

// SetCopy makes an exact set of the items of any iterable.
func SetCopy(t *Thread, src Value) Value {
	s := NewSet(t)
	if !SetUpdate(t, s, src) {
		return Null
	}
	return s
}

// setLike makes a set or frozenset, as v is, of the items of any iterable.
func setLike(t *Thread, v, src Value) Value {
	s := newSetShape(t, setShape(v))
	if !SetUpdate(t, s, src) {
		return Null
	}
	return s
}

// setShape is ShapeFrozenSet for frozensets and their subclasses, else
// ShapeSet.
func setShape(v Value) uint32 {
	if Is(v, ShapeFrozenSet) || v.IsPtr() && IsSubtype(TypeOf(v), FrozenSetType) {
		return ShapeFrozenSet
	}
	return ShapeSet
}

// SetAnd is a & b of two sets, as a step that reads nothing else.
func SetAnd(t *Thread, a, b Value) Value {
	if !t.Solo && a != b {
		r := newSetShape(t, setShape(a))
		if setIntersectSeen(t, r.Addr(), a.Addr(), b.Addr(), true) {
			return r
		}
	}
	return SetIntersection(t, a, b)
}

// SetIntersection makes a set (or frozenset, as a is) of the items of a that
// are in the iterable b.
func SetIntersection(t *Thread, a, b Value) Value {
	if a == b {
		return setLike(t, a, a)
	}
	r := newSetShape(t, setShape(a))
	add := func(k Value, h uint64, in Value) bool {
		found, ok := setHasHash(t, in.Addr(), k, h)
		if found {
			_, ok = setAddHash(t, r.Addr(), k, h)
		}
		return ok
	}
	ok := true
	if IsAnySet(b) {
		if t.Solo {
			less, more := setShorter(a.Addr(), b.Addr())
			if !setIntersectSolo(t, r.Addr(), less, more) {
				return Null
			}
			return r
		}
		if setIntersectSeen(t, r.Addr(), a.Addr(), b.Addr(), false) {
			return r
		}
		if SetLen(t, b) > SetLen(t, a) {
			a, b = b, a
		}
		ok = setEach(t, b, func(k Value, h uint64) bool { return add(k, h, a) })
	} else {
		ok = Iterate(t, b, func(k Value) bool {
			h, ok := setHash(t, k)
			return ok && add(k, h, a)
		})
	}
	if !ok {
		return Null
	}
	return r
}

// SetDifferenceUpdate removes the items of the iterable b from the set a.
func SetDifferenceUpdate(t *Thread, a, b Value) bool {
	o := a.Addr()
	if a == b {
		setTruncate(t, o)
		return true
	}
	ok := true
	if IsAnySet(b) {
		if SetLen(t, b)>>3 > SetLen(t, a) {
			if b = SetIntersection(t, a, b); b == Null {
				return false
			}
		}
		ok = setEach(t, b, func(k Value, h uint64) bool {
			_, ok := setDiscardHash(t, o, k, h)
			return ok
		})
	} else {
		ok = Iterate(t, b, func(k Value) bool {
			_, ok := SetDiscard(t, a, k)
			return ok
		})
	}
	if block, used, fill := setSnapshot(t, o); ok && block != 0 && uintptr(fill-used) > setMask(block)/4 {
		t.OwnObject(o)
		setResize(t, o, setGrown(used), SetNarrow)
	}
	return ok
}

// SetDifference makes a set (or frozenset, as a is) of the items of a that are
// not in the iterable b.
func SetDifference(t *Thread, a, b Value) Value {
	n := -1
	switch {
	case IsAnySet(b):
		n = SetLen(t, b)
	case IsDict(b):
		n = DictLen(t, b)
	}
	if n < 0 || SetLen(t, a)>>2 > n {
		r := setLike(t, a, a)
		if r == Null || !SetDifferenceUpdate(t, r, b) {
			return Null
		}
		return r
	}
	r := newSetShape(t, setShape(a))
	if !setEach(t, a, func(k Value, h uint64) bool {
		var in, ok bool
		if IsAnySet(b) {
			in, ok = setHasHash(t, b.Addr(), k, h)
		} else {
			in, ok = dictContains(t, b, k)
		}
		if ok && !in {
			_, ok = setAddHash(t, r.Addr(), k, h)
		}
		return ok
	}) {
		return Null
	}
	return r
}

// SetSymmetricUpdate makes a the items that are in exactly one of a and the
// iterable b.
func SetSymmetricUpdate(t *Thread, a, b Value) bool {
	o := a.Addr()
	if a == b {
		setTruncate(t, o)
		return true
	}
	if !IsAnySet(b) {
		if b = SetCopy(t, b); b == Null {
			return false
		}
	}
	return setEach(t, b, func(k Value, h uint64) bool {
		removed, ok := setDiscardHash(t, o, k, h)
		if ok && !removed {
			_, ok = setAddHash(t, o, k, h)
		}
		return ok
	})
}

// setSubset says whether every item of the set a is in the set b.
func setSubset(t *Thread, a, b Value) (subset, ok bool) {
	if SetLen(t, a) > SetLen(t, b) {
		return false, true
	}
	subset = true
	setEach(t, a, func(k Value, h uint64) bool {
		subset, ok = setHasHash(t, b.Addr(), k, h)
		return subset && ok
	})
	return subset, t.Exc == Null
}

// SetBlock returns the block of a set, Null if it has none.
func SetBlock(s Value) Value { return gc.Load(s.Addr() + SetBlockOffset) }

// SetLocate looks in the block of a set for a key: where it is, in words from
// the block, or where it would go. False: the set has another block, or an exception
// is pending.
func SetLocate(t *Thread, s, block, k Value, h uint64) (at int64, in, ok bool) {
	for {
		e, b, in, ok := setFind(t, s.Addr(), k, h)
		if !ok || b != block.Addr() {
			return 0, false, false
		}
		// Machine code looks at the set's lock alone: it does not know tokens of
		// transactions that are over.
		if t.Solo || t.Version(s.Addr()+gc.LockOffset) < t.Plain && t.SeenPlain(s.Addr()+gc.LockOffset) || setSeen(t, s.Addr(), b, e, in, h) {
			return int64(e-b) / 8, in, true
		}
	}
}

// SetAddHash is SetAdd for who knows the hash.
func SetAddHash(t *Thread, s, k Value, h uint64) bool {
	_, ok := setAddHash(t, s.Addr(), k, h)
	return ok
}
