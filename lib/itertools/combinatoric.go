package itertools

import (
	"gorgon/gc"
	"gorgon/vm/object"
)

// The combinatoric iterators hold: the pool (a tuple; for product a tuple of
// pools), the list of the indices of the last result (Null before the first,
// None after the last), the length of results; permutations also the cycles.

// indices returns the indices in word 1, which may be stored to; fresh: there
// was no result yet; over: there is none any more.
func indices(t *Thread, o uintptr) (ix []Value, fresh, over bool) {
	switch l := at(o, 1); l {
	case gc.Null:
		return nil, true, false
	case gc.None:
		return nil, false, true
	default:
		return object.ListOwned(t, l), false, false
	}
}

// pick returns the tuple of the pool's items at the indices.
func pick(t *Thread, pool, ix []Value) Value {
	r, items := object.NewTupleLen(t, len(ix))
	for i, n := range ix {
		items[i] = pool[n.Int()]
	}
	return r
}

// start stores the first indices and returns the first result.
func start(t *Thread, o uintptr, pool, ix []Value) Value {
	set(o, 1, object.NewList(t, ix))
	return pick(t, pool, ix)
}

func over(o uintptr) Value {
	set(o, 1, gc.None)
	return gc.Stop
}

func ascending(n int) []Value {
	ix := make([]Value, n)
	for i := range ix {
		ix[i] = num(i)
	}
	return ix
}

func zeros(n int) []Value {
	ix := make([]Value, n)
	for i := range ix {
		ix[i] = num(0)
	}
	return ix
}

func poolAndLength(t *Thread, o uintptr, a []Value) bool {
	if !setPool(t, o, 0, a[0]) {
		return false
	}
	r, ok := countArg(t, a[1], "r must be non-negative")
	set(o, 2, num(r))
	return ok
}

var combinationsType = define(kind{
	name: "combinations", words: 3, sig: "(iterable, r)",
	doc:  "The ways to choose r items, in the order of the iterable.",
	make: poolAndLength,
	next: func(t *Thread, it Value) Value {
		o := own(t, it)
		pool, r := object.TupleItems(at(o, 0)), int(at(o, 2).Int())
		ix, fresh, end := indices(t, o)
		switch {
		case end:
			return gc.Stop
		case fresh && r > len(pool):
			return over(o)
		case fresh:
			return start(t, o, pool, ascending(r))
		}
		i := r - 1
		for i >= 0 && ix[i] == num(i+len(pool)-r) {
			i--
		}
		if i < 0 {
			return over(o)
		}
		for n := ix[i].Int() + 1; i < r; i++ {
			ix[i] = gc.MakeInt(n)
			n++
		}
		return pick(t, pool, ix)
	},
})

var combinationsReplType = define(kind{
	name: "combinations_with_replacement", words: 3, sig: "(iterable, r)",
	doc:  "The ways to choose r items of which each may come again.",
	make: poolAndLength,
	next: func(t *Thread, it Value) Value {
		o := own(t, it)
		pool, r := object.TupleItems(at(o, 0)), int(at(o, 2).Int())
		ix, fresh, end := indices(t, o)
		switch {
		case end:
			return gc.Stop
		case fresh && r > 0 && len(pool) == 0:
			return over(o)
		case fresh:
			return start(t, o, pool, zeros(r))
		}
		i := r - 1
		for i >= 0 && ix[i] == num(len(pool)-1) {
			i--
		}
		if i < 0 {
			return over(o)
		}
		n := num(int(ix[i].Int()) + 1)
		for ; i < r; i++ {
			ix[i] = n
		}
		return pick(t, pool, ix)
	},
})

// permutations: word 1 is the list of all indices, of which the first r are
// the result; word 3 the list of cycles.
var permutationsType = define(kind{
	name: "permutations", words: 4, sig: "(iterable, r=?)",
	doc: "The ways to arrange r items.",
	make: func(t *Thread, o uintptr, a []Value) bool {
		if !setPool(t, o, 0, a[0]) {
			return false
		}
		r := object.TupleLen(at(o, 0))
		if a[1] != gc.Null && a[1] != gc.None {
			if !object.IsIntObj(a[1]) {
				object.TypeErrorf(t, "Expected int as r")
				return false
			}
			var ok bool
			if r, ok = countArg(t, a[1], "r must be non-negative"); !ok {
				return false
			}
		}
		set(o, 2, num(r))
		return true
	},
	next: permutationsNext,
})

func permutationsNext(t *Thread, it Value) Value {
	o := own(t, it)
	pool, r := object.TupleItems(at(o, 0)), int(at(o, 2).Int())
	n := len(pool)
	ix, fresh, end := indices(t, o)
	switch {
	case end:
		return gc.Stop
	case fresh && r > n:
		return over(o)
	case fresh:
		cycles := make([]Value, r)
		for i := range cycles {
			cycles[i] = num(n - i)
		}
		set(o, 3, object.NewList(t, cycles))
		set(o, 1, object.NewList(t, ascending(n)))
		return pick(t, pool, ascending(n)[:r])
	}
	cycles := object.ListOwned(t, at(o, 3))
	for i := r - 1; i >= 0; i-- {
		left := int(cycles[i].Int()) - 1
		if left == 0 {
			first := ix[i]
			copy(ix[i:], ix[i+1:])
			ix[n-1] = first
			cycles[i] = num(n - i)
			continue
		}
		cycles[i] = num(left)
		ix[i], ix[n-left] = ix[n-left], ix[i]
		return pick(t, pool, ix[:r])
	}
	return over(o)
}

// product: word 0 is a tuple of pools, one for each place of the result.
var productType = define(kind{
	name: "product", words: 2, sig: "(*iterables, repeat=?)",
	doc: "The tuples with one item of each iterable.",
	make: func(t *Thread, o uintptr, a []Value) bool {
		times := 1
		if a[0] != gc.Null {
			var ok bool
			if times, ok = countArg(t, a[0], "repeat argument cannot be negative"); !ok {
				return false
			}
		}
		var pools []Value
		for _, v := range object.TupleItems(a[1]) {
			items, ok := object.Collect(t, v)
			if !ok {
				return false
			}
			pools = append(pools, object.NewTupleFrom(t, items))
		}
		if len(pools) > 0 && !object.Room(t, times, 8*len(pools)) {
			return false
		}
		all := make([]Value, 0, times*len(pools))
		for range times {
			all = append(all, pools...)
		}
		set(o, 0, object.NewTupleFrom(t, all))
		return true
	},
	next: func(t *Thread, it Value) Value {
		o := own(t, it)
		pools := object.TupleItems(at(o, 0))
		ix, fresh, end := indices(t, o)
		if end {
			return gc.Stop
		}
		if fresh {
			ix = zeros(len(pools))
			for _, p := range pools {
				if object.TupleLen(p) == 0 {
					return over(o)
				}
			}
			set(o, 1, object.NewList(t, ix))
		} else {
			i := len(ix) - 1
			for ; i >= 0; i-- {
				if n := ix[i].Int() + 1; int(n) < object.TupleLen(pools[i]) {
					ix[i] = gc.MakeInt(n)
					break
				}
				ix[i] = num(0)
			}
			if i < 0 {
				return over(o)
			}
		}
		r, items := object.NewTupleLen(t, len(ix))
		for i, n := range ix {
			items[i] = object.TupleItems(pools[i])[n.Int()]
		}
		return r
	},
})
