package object

import "gorgon/gc"

func listSort(t *Thread, args []Value) Value {
	reverse, ok := sortReverse(t, args[2])
	if !ok {
		return Null
	}
	return ListSort(t, args[0], args[1], reverse)
}

func sortReverse(t *Thread, v Value) (bool, bool) {
	if v == Null {
		return false, true
	}
	return Truth(t, v)
}

// ListSort sorts a list in place and returns None. It may return Tail, if key
// (Null or None: none) is a Python function.
func ListSort(t *Thread, l, key Value, reverse bool) Value {
	if key != Null && key != None && TypeOf(key) != NativeType {
		return t.SetTail(Prelude("list_sort"), l, key, gc.MakeBool(reverse), sortTake.Value(t), sortGive.Value(t))
	}
	items := listTake(t, l)
	keys := items
	if key != Null && key != None {
		keys = make([]Value, 0, len(items))
		for _, x := range items {
			k := Call(t, key, x)
			if k == Null {
				break
			}
			keys = append(keys, k)
		}
	}
	sorted := len(keys) == len(items)
	if sorted {
		items, sorted = sortByKeys(t, items, keys, reverse)
	}
	if !listGive(t, l, items, sorted) {
		return Null
	}
	return None
}

// Sorted is sorted(): it may return Tail.
func Sorted(t *Thread, src, key Value, reverse bool) Value {
	if !NativeIterable(src) {
		if key == Null {
			key = None
		}
		return t.SetTail(Prelude("sorted_from"), src, key, gc.MakeBool(reverse))
	}
	l := NewListFrom(t, src)
	if l == Null {
		return Null
	}
	if key != Null && key != None && TypeOf(key) != NativeType {
		return t.SetTail(Prelude("sorted_list"), l, key, gc.MakeBool(reverse))
	}
	if ListSort(t, l, key, reverse) == Null {
		return Null
	}
	return l
}

// listTake empties a list for the time of its sorting and returns a copy of
// the items.
func listTake(t *Thread, l Value) []Value {
	items := ListItems(t, l)
	o := l.Addr()
	t.OwnObject(o)
	listOwnBlock(t, ListBlockOf(o))
	gc.Store(o+ListBlockOffset, Null)
	listSetLen(o, 0)
	return items
}

// listGive puts the items back; good says that no exception is pending.
func listGive(t *Thread, l Value, items []Value, good bool) bool {
	o := l.Addr()
	t.OwnObject(o)
	changed := ListBlockOf(o) != 0
	exc := t.Exc
	listReplace(t, l, items)
	t.Exc = exc
	if good && changed {
		ValueErrorf(t, "list modified during sort")
		return false
	}
	return good
}

// The two halves of a sort for the prelude, which calls the key function in
// between: sortTake(list) returns the items, sortGive(list, items, keys,
// reverse) sorts them if keys is not None.
var (
	sortTake = lazyNative("list_sort_take", "(list, /)", func(t *Thread, args []Value) Value {
		return NewList(t, listTake(t, args[0]))
	})
	sortGive = lazyNative("list_sort_give", "(list, items, keys, reverse, /)", func(t *Thread, args []Value) Value {
		items := ListItems(t, args[1])
		if args[2] == None {
			listGive(t, args[0], items, false)
			return None
		}
		items, ok := sortByKeys(t, items, listView(t, args[2]), args[3] == True)
		if !listGive(t, args[0], items, ok) {
			return Null
		}
		return None
	})
)
