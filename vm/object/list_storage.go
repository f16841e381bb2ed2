package object

import (
	"math"

	"gorgon/gc"
)

// NewList makes a list of a copy of items.
func NewList(t *Thread, items []Value) Value {
	l := t.Alloc(gc.Header(ShapeList, gc.LayoutValues), gc.HeaderSize+ListPayload)
	listInit(t, l, items)
	if Births {
		t.NoteBirth(l)
	}
	return gc.MakePtr(l)
}

// NewListCap makes an empty list with room for n items.
func NewListCap(t *Thread, n int) Value {
	l := t.Alloc(gc.Header(ShapeList, gc.LayoutValues), gc.HeaderSize+ListPayload)
	listSetLen(l, 0)
	if Births {
		t.NoteBirth(l)
	}
	if n > 0 {
		gc.Store(l+ListBlockOffset, gc.MakePtr(newListBlock(t, listRoundCap(n))))
	}
	return gc.MakePtr(l)
}

// NewListOf makes a list of n items, which the caller stores in items before
// anything else is allocated.
func NewListOf(t *Thread, n int) (list Value, items []Value) {
	list = NewListCap(t, n)
	if n > 0 {
		listSetLen(list.Addr(), n)
		items = gc.Values(ListBlockOf(list.Addr())+ListItemsOffset, n)
	}
	return list, items
}

// listInit fills the list at l, which is new.
func listInit(t *Thread, l uintptr, items []Value) {
	if n := len(items); n > 0 {
		b := newListBlock(t, listRoundCap(n))
		copy(gc.Values(b+ListItemsOffset, n), items)
		gc.Store(l+ListBlockOffset, gc.MakePtr(b))
	}
	listSetLen(l, len(items))
}

// listRoundCap returns a capacity of at least n that fills the allocator's
// granules.
func listRoundCap(n int) int {
	if n <= ListCardSize {
		return n | 1
	}
	return n
}

// listGrownCap is the capacity that a list gets when it must hold n items and
// is likely to grow further.
func listGrownCap(n int) int {
	switch {
	case n <= 3:
		return 3
	case n < 1<<16:
		return (n + n>>1 + 4) | 1
	default:
		return (n + n>>2) | 1
	}
}

// ListLen returns the length of a list.
func ListLen(t *Thread, v Value) int {
	l := v.Addr()
	n := listRawLen(l)
	for !t.Seen(l + gc.LockOffset) {
		n = listRawLen(l)
	}
	return n
}

// ListGet returns item i of a list, Null if there is none (no exception is
// set). i is not negative.
func ListGet(t *Thread, v Value, i int) Value {
	l := v.Addr()
	if t.Solo {
		if i >= listRawLen(l) {
			return Null
		}
		return gc.Load(ListItemAddr(ListBlockOf(l), i))
	}
	for {
		b, n := ListBlockOf(l), listRawLen(l)
		if i >= n || b == 0 || i >= ListCap(b) {
			if t.Seen(l+gc.LockOffset) && i >= n {
				return Null
			}
			continue
		}
		item := gc.Load(ListItemAddr(b, i))
		if t.Seen(ListCardLock(b, ListCap(b), i)) {
			return item
		}
	}
}

// ListSet replaces item i of a list; false if there is none.
func ListSet(t *Thread, v Value, i int, item Value) bool {
	l := v.Addr()
	for {
		b, n := ListBlockOf(l), listRawLen(l)
		if i >= n || b == 0 || i >= ListCap(b) {
			if t.Seen(l+gc.LockOffset) && i >= n {
				return false
			}
			continue
		}
		if !t.Solo {
			listOwnCard(t, b, ListCap(b), i)
			if ListBlockOf(l) != b || i >= listRawLen(l) {
				continue
			}
			listSave(t, b, i, i+1)
		}
		if item.IsPtr() {
			gc.DirtyAt(b, ListItemAddr(b, i), 1)
		}
		gc.Store(ListItemAddr(b, i), item)
		return true
	}
}

// ListItems returns a copy of a list's items, all of one moment.
func ListItems(t *Thread, v Value) []Value {
	items := listView(t, v)
	if t.Solo {
		return append(make([]Value, 0, len(items)), items...)
	}
	return items
}

// listView is ListItems without the promise of a copy: in solo mode the slice
// lies over the list's storage, valid until the list is changed.
func listView(t *Thread, v Value) []Value { return ListPart(t, v, 0, math.MaxInt) }

// ListPart is listView for the items lo to hi-1, as far as there are such.
func ListPart(t *Thread, v Value, lo, hi int) []Value {
	l := v.Addr()
	if t.Solo {
		if hi = min(hi, listRawLen(l)); lo >= hi {
			return nil
		}
		return gc.Values(ListItemAddr(ListBlockOf(l), lo), hi-lo)
	}
	var items []Value
	for {
		b, n := ListBlockOf(l), listRawLen(l)
		if !t.Seen(l + gc.LockOffset) {
			continue
		}
		if n = min(n, hi); lo >= n {
			return nil
		}
		items = append(items[:0], gc.Values(ListItemAddr(b, lo), n-lo)...)
		if listSeenCards(t, b, lo, n) {
			return items
		}
	}
}

// ListCopy copies the items of a list that has exactly len(dst) items, all of one
// moment. False: it has another length, and dst may hold anything.
func ListCopy(t *Thread, v Value, dst []Value) bool {
	return copyItems(t, v, 0, dst, func(n int) bool { return n == len(dst) })
}

// copyItems copies the items of a list from lo on, all of one moment, if its length is
// good, which must leave as many as dst has room for.
func copyItems(t *Thread, v Value, lo int, dst []Value, good func(n int) bool) bool {
	l := v.Addr()
	for {
		b, n := ListBlockOf(l), listRawLen(l)
		if !t.Seen(l + gc.LockOffset) {
			continue
		}
		if !good(n) {
			return false
		}
		if len(dst) == 0 {
			return true
		}
		copy(dst, gc.Values(ListItemAddr(b, lo), len(dst)))
		if t.Solo || listSeenCards(t, b, lo, lo+len(dst)) {
			return true
		}
	}
}

// TupleOfList makes a tuple of a list's items.
func TupleOfList(t *Thread, v Value) Value {
	for {
		tuple, items := NewTupleLen(t, ListLen(t, v))
		if ListCopy(t, v, items) {
			return tuple
		}
	}
}

// listSeenCards makes the items lo to hi-1 of a block part of the snapshot. False: they
// must be loaded again. Each card may say so once: all of them here, so that the items
// are not loaded as often as there are cards.
func listSeenCards(t *Thread, b uintptr, lo, hi int) bool {
	good := true
	for i := lo &^ (ListCardSize - 1); i < hi; i += ListCardSize {
		for lock := ListCardLock(b, ListCap(b), i); !t.Seen(lock); {
			good = false
		}
	}
	return good
}

// ListAppend appends item to a list.
func ListAppend(t *Thread, v, item Value) {
	l := v.Addr()
	t.OwnObject(l)
	b, n := ListBlockOf(l), listRawLen(l)
	if b == 0 || n == ListCap(b) {
		b = listGrow(t, l, b, n, n+1)
	}
	if item.IsPtr() || !t.Solo {
		listOwnRoom(t, b, n, n+1)
	}
	gc.Store(ListItemAddr(b, n), item)
	listSetLen(l, n+1)
}

// listGrow gives the list at l, which the transaction owns, a block with room
// for at least need items. It returns the new block.
func listGrow(t *Thread, l, old uintptr, n, need int) uintptr {
	if t.Solo && old != 0 && listExtend(t, old, need) {
		return old
	}
	b := newListBlock(t, listGrownCap(need))
	listOwnBlock(t, old)
	if n > 0 {
		copy(gc.Values(b+ListItemsOffset, n), gc.Values(old+ListItemsOffset, n))
	}
	listPublish(t, l, b)
	gc.Store(l+ListBlockOffset, gc.MakePtr(b))
	return b
}

// listExtend makes a large block longer where it lies, so that a long list that
// grows is not copied and leaves no garbage. Nobody looks at the card locks,
// which move, in solo mode.
func listExtend(t *Thread, b uintptr, need int) bool {
	had := ListCap(b)
	if had < listLarge {
		return false
	}
	capacity := (need + need>>3) | 1
	if !t.GrowLarge(b, gc.Round(listBlockSize(capacity))) {
		return false
	}
	clear(gc.Values(ListItemAddr(b, had), listCards(had)))
	gc.Store(b+ListCapOffset, gc.MakeInt(int64(capacity)))
	return true
}

// ListOwned makes the transaction the owner of a list and all of its items,
// and returns the items as they lie in the list: they may be stored to until
// the list changes its length.
func ListOwned(t *Thread, v Value) []Value {
	l := v.Addr()
	t.OwnObject(l)
	n := listRawLen(l)
	if n == 0 {
		return nil
	}
	b := ListBlockOf(l)
	listOwnItems(t, b, 0, n)
	return gc.Values(b+ListItemsOffset, n)
}

// NewTupleLen makes a tuple of n items, which the caller fills in at once.
func NewTupleLen(t *Thread, n int) (Value, []Value) {
	if n == 0 {
		return EmptyTuple, nil
	}
	o := allocTuple(&t.Allocator, n)
	return gc.MakePtr(o), gc.Values(o+TupleItemsOffset, n)
}

// listReplace makes items, which may lie over the list's own storage, the
// content of a list.
func listReplace(t *Thread, v Value, items []Value) {
	l := v.Addr()
	t.OwnObject(l)
	old := ListBlockOf(l)
	listOwnBlock(t, old)
	if t.Solo && old != 0 && len(items) <= ListCap(old) && len(items)*4 >= ListCap(old) {
		n := listRawLen(l)
		storage := gc.Values(old+ListItemsOffset, max(n, len(items)))
		listOwnItems(t, old, 0, len(items))
		copy(storage, items)
		clear(storage[len(items):])
		listSetLen(l, len(items))
		return
	}
	if len(items) == 0 {
		gc.Store(l+ListBlockOffset, Null)
		listSetLen(l, 0)
		return
	}
	b := newListBlock(t, listRoundCap(len(items)))
	copy(gc.Values(b+ListItemsOffset, len(items)), items)
	listPublish(t, l, b)
	gc.Store(l+ListBlockOffset, gc.MakePtr(b))
	listSetLen(l, len(items))
}
