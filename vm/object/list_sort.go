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
<<<<<<< HEAD
=======

type keyed struct{ key, item Value }

// sortByKeys returns the items in the order of their keys, equal ones as they
// were. keys may be items itself. If a comparison fails, the items come back
// in some order.
func sortByKeys(t *Thread, items, keys []Value, reverse bool) ([]Value, bool) {
	n := len(items)
	if n < 2 {
		return items, true
	}
	plain := &keys[0] == &items[0]
	if plain && sortUniform(keys, reverse) {
		return items, true
	}
	pairs := make([]keyed, n)
	for i := range pairs {
		pairs[i] = keyed{keys[i], items[i]}
	}
	if reverse {
		slices.Reverse(pairs) // twice, so that equal ones stay in order
	}
	ok := true
	if compare := uniformCompare(keys); compare != nil {
		slices.SortStableFunc(pairs, func(a, b keyed) int { return compare(a.key, b.key) })
	} else {
		s := merger{t: t, buf: make([]keyed, n)}
		ok = s.sort(pairs)
	}
	if reverse {
		slices.Reverse(pairs)
	}
	sorted := make([]Value, n)
	for i := range pairs {
		sorted[i] = pairs[i].item
	}
	return sorted, ok
}

// uniformCompare returns the comparison for keys that are all ints, floats or
// strs, nil if they are not.
func uniformCompare(keys []Value) func(a, b Value) int {
	ints, floats, strs := true, true, true
	for _, k := range keys {
		ints = ints && k.IsInt()
		floats = floats && k.IsFloat() && k.Float() == k.Float()
		strs = strs && Is(k, ShapeStr)
		if !ints && !floats && !strs {
			return nil
		}
	}
	switch {
	case ints:
		return func(a, b Value) int { return cmp.Compare(a.Int(), b.Int()) }
	case floats:
		return compareFloats
	}
	return compareStrs
}

func compareStrs(a, b Value) int { return cmp.Compare(StrOf(a), StrOf(b)) }

// compareFloats is for floats that are no NaNs. 0.0 and -0.0 are equal.
func compareFloats(a, b Value) int {
	switch x, y := a.Float(), b.Float(); {
	case x < y:
		return -1
	case x > y:
		return 1
	}
	return 0
}

// sortUniform sorts items that are their own keys in place, if they are all
// ints (equal ones are identical, so that stability does not matter).
func sortUniform(items []Value, reverse bool) bool {
	ascending, descending := true, true
	for i, x := range items {
		if !x.IsInt() {
			return false
		}
		if i > 0 {
			ascending = ascending && items[i-1].Int() <= x.Int()
			descending = descending && items[i-1].Int() >= x.Int()
		}
	}
	switch {
	case ascending:
	case descending:
		slices.Reverse(items)
	default:
		// As raw words, unboxed ints of one sign are in order already.
		slices.SortFunc(items, func(a, b Value) int { return cmp.Compare(int64(a<<16), int64(b<<16)) })
	}
	if reverse {
		slices.Reverse(items)
	}
	return true
}

// merger is a stable merge sort that takes runs as they come. It is for keys
// that are compared by Compare, which may run Python code and fail.
type merger struct {
	t   *Thread
	buf []keyed
}

// less asks k < than, where k follows it: equal ones stay in order.
func (s *merger) less(a, b keyed) (less, ok bool) {
	t := s.t
	if gc.BothInt(a.key, b.key) {
		return a.key.Int() < b.key.Int(), true
	}
	r := Compare(t, OpLT, a.key, b.key)
	if r.IsBool() {
		return r == True, true
	}
	if r == Null {
		return false, false
	}
	return Truth(t, r)
}

const minRun = 32

// sort sorts p; false: a comparison failed and p is some permutation.
func (s *merger) sort(p []keyed) bool {
	type run struct{ from, to int }
	var runs []run
	for i := 0; i < len(p); {
		end, ok := s.run(p, i)
		if !ok {
			return false
		}
		runs = append(runs, run{i, end})
		i = end
		for n := len(runs); n > 1; n = len(runs) {
			a, b := runs[n-2], runs[n-1]
			if i < len(p) && a.to-a.from > 2*(b.to-b.from) {
				break
			}
			if !s.merge(p[a.from:b.to], a.to-a.from) {
				return false
			}
			runs = append(runs[:n-2], run{a.from, b.to})
		}
	}
	return true
}

// run finds or makes a sorted run that begins at i and returns its end. It
// compares in the order in which CPython does.
func (s *merger) run(p []keyed, i int) (int, bool) {
	end, ok := s.natural(p[i:])
	if !ok {
		return 0, false
	}
	end += i
	least := minRun
	if len(p) < 2*minRun {
		least = len(p)
	}
	for last := min(i+least, len(p)); end < last; end++ {
		if !s.insert(p[i : end+1]) {
			return 0, false
		}
	}
	return end, true
}

// natural returns the length of the sorted run that p begins with, after it
// has turned a descending one round.
func (s *merger) natural(p []keyed) (int, bool) {
	n, ok := s.ascend(p, 1)
	if !ok || n == len(p) {
		return n, ok
	}
	if n > 1 {
		if less, ok := s.less(p[0], p[n-1]); less || !ok {
			return n, ok
		}
		slices.Reverse(p[:n])
	}
	equal := 0 // how many before n are equal to the one before them
	for n++; n < len(p); n++ {
		less, ok := s.less(p[n], p[n-1])
		if !ok {
			return 0, false
		}
		if less {
			slices.Reverse(p[n-1-equal : n])
			equal = 0
			continue
		}
		if larger, ok := s.less(p[n-1], p[n]); larger || !ok {
			if !ok {
				return 0, false
			}
			break
		}
		equal++
	}
	slices.Reverse(p[n-1-equal : n])
	slices.Reverse(p[:n])
	return s.ascend(p, n)
}

// ascend returns the first place from n on where p descends.
func (s *merger) ascend(p []keyed, n int) (int, bool) {
	for ; n < len(p); n++ {
		if less, ok := s.less(p[n], p[n-1]); less || !ok {
			return n, ok
		}
	}
	return n, true
}

// insert puts the last of p, which is sorted but for it, in its place.
func (s *merger) insert(p []keyed) bool {
	last := len(p) - 1
	x := p[last]
	lo, hi := 0, last
	for lo < hi {
		mid := (lo + hi) / 2
		less, ok := s.less(x, p[mid])
		if !ok {
			return false
		}
		if less {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	copy(p[lo+1:], p[lo:last])
	p[lo] = x
	return true
}

// merge merges the sorted p[:mid] and p[mid:].
func (s *merger) merge(p []keyed, mid int) bool {
	if less, ok := s.less(p[mid], p[mid-1]); !less {
		return ok
	}
	left := s.buf[:copy(s.buf, p[:mid])]
	i, j, w := 0, mid, 0
	for i < len(left) && j < len(p) {
		less, ok := s.less(p[j], left[i])
		if !ok {
			copy(p[w:], left[i:])
			return false
		}
		if less {
			p[w] = p[j]
			j++
		} else {
			p[w] = left[i]
			i++
		}
		w++
	}
	copy(p[w:], left[i:])
	return true
}
>>>>>>> be15e4b (vm, lib: exit and quit; texts; sorting compares in CPython's order)
