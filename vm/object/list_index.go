package object

import "gorgon/gc"

func listGetItem(t *Thread, v, key Value) Value {
	if Is(key, ShapeSlice) {
		return listSlice(t, v, key)
	}
	if !hasIndex(key) {
		return TypeErrorf(t, "list indices must be integers or slices, not %s", TypeName(key))
	}
	i, ok := subscript(t, key)
	if !ok {
		return Null
	}
	if i < 0 {
		if i += ListLen(t, v); i < 0 {
			return IndexErrorf(t, "list index out of range")
		}
	}
	if x := ListGet(t, v, i); x != Null {
		return x
	}
	return IndexErrorf(t, "list index out of range")
}

func listSlice(t *Thread, v, key Value) Value {
	start, _, step, n, ok := SliceIndices(t, key, ListLen(t, v))
	if !ok {
		return Null
	}
	if n == 0 {
		return NewList(t, nil)
	}
	if step == 1 {
		if l, dst := NewListOf(t, n); copyItems(t, v, start, dst, func(now int) bool { return now >= start+n }) {
			return l
		} // else it has become shorter
	}
	last := start + (n-1)*step
	items := ListPart(t, v, min(start, last), max(start, last)+1)
	if step == 1 {
		return NewList(t, items)
	}
	start -= min(start, last)
	l := NewListCap(t, n)
	dst := gc.Values(ListBlockOf(l.Addr())+ListItemsOffset, n)
	for i := range dst {
		dst[i] = items[start+i*step]
	}
	listSetLen(l.Addr(), n)
	return l
}

func listSetItem(t *Thread, v, key, item Value) bool {
	if Is(key, ShapeSlice) {
		return listSetSlice(t, v, key, item)
	}
	if !hasIndex(key) {
		TypeErrorf(t, "list indices must be integers or slices, not %s", TypeName(key))
		return false
	}
	i, ok := subscript(t, key)
	if !ok {
		return false
	}
	if i < 0 {
		i += ListLen(t, v)
	}
	if item == Null {
		l := v.Addr()
		t.OwnObject(l)
		if i >= 0 && i < listRawLen(l) {
			listDelete(t, l, i, i+1)
			return true
		}
	} else if i >= 0 && ListSet(t, v, i, item) {
		return true
	}
	IndexErrorf(t, "list assignment index out of range")
	return false
}

// listSetSlice assigns the items of src to a slice, or deletes it if src is
// Null.
func listSetSlice(t *Thread, v, key, src Value) bool {
	var items []Value
	if src != Null {
		if typ := TypeOf(src); !Is(src, ShapeTuple) && !Is(src, ShapeList) && typ.Slots.Iter == nil && typ.Slots.GetItem == nil {
			TypeErrorf(t, "must assign iterable to extended slice")
			return false
		}
		var ok bool
		if items, ok = Collect(t, src); !ok {
			return false
		}
		if Is(src, ShapeList) { // an __index__ below may change it
			items = append([]Value(nil), items...)
		}
	}
	start, _, step, n, ok := SliceIndices(t, key, ListLen(t, v))
	if !ok {
		return false
	}
	l := v.Addr()
	t.OwnObject(l)
	switch {
	case step == 1:
		ListSplice(t, v, start, start+n, items)
	case src == Null:
		listDeleteStep(t, l, start, step, n)
	case len(items) != n:
		ValueErrorf(t, "attempt to assign sequence of size %d to extended slice of size %d", len(items), n)
		return false
	case n > 0:
		b := ListBlockOf(l)
		listOwnItems(t, b, min(start, start+(n-1)*step), max(start, start+(n-1)*step)+1)
		for i, x := range items {
			gc.Store(ListItemAddr(b, start+i*step), x)
		}
	}
	return true
}

// ListSplice replaces the items lo to hi-1 of a list.
func ListSplice(t *Thread, v Value, lo, hi int, items []Value) {
	l := v.Addr()
	t.OwnObject(l)
	n := listRawLen(l)
	grow := len(items) - (hi - lo)
	if len(items) == 0 {
		listDelete(t, l, lo, hi)
		return
	}
	b := ListBlockOf(l)
	if b == 0 || n+grow > ListCap(b) {
		b = listGrow(t, l, b, n, n+grow)
	}
	last := max(n, n+grow)
	if grow == 0 {
		last = hi
	}
	listOwnItems(t, b, lo, last)
	storage := gc.Values(b+ListItemsOffset, max(n, n+grow))
	if grow != 0 {
		copy(storage[hi+grow:n+grow], storage[hi:n])
	}
	copy(storage[lo:], items)
	if grow < 0 {
		clear(storage[n+grow:])
	}
	listSetLen(l, n+grow)
}

// listDeleteStep removes n items, step apart, from the list at l, which the
// transaction owns.
func listDeleteStep(t *Thread, l uintptr, start, step, n int) {
	if n == 0 {
		return
	}
	if step < 0 {
		start, step = start+(n-1)*step, -step
	}
	b, size := ListBlockOf(l), listRawLen(l)
	listOwnItems(t, b, start, size)
	storage := gc.Values(b+ListItemsOffset, size)
	w := start
	for i := start; i < size; i++ {
		if d := i - start; d%step == 0 && d/step < n {
			continue
		}
		storage[w] = storage[i]
		w++
	}
	clear(storage[w:])
	listSetLen(l, w)
}
