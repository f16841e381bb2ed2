package itertools

import (
	"gorgon/gc"
	"gorgon/vm/object"
)

// accumulate: iterator, function or None, total (Null at the start), initial
// value that is still to be given or Null.
var accumulateType = define(kind{
	name: "accumulate", words: 4, sig: "(iterable, func=?, *, initial=?)",
	doc: "The running totals of an iterable, or of another function than addition.",
	make: func(t *Thread, o uintptr, a []Value) bool {
		set(o, 1, gc.None)
		if a[1] != gc.Null {
			set(o, 1, a[1])
		}
		if a[2] != gc.None {
			set(o, 3, a[2])
		}
		return setIter(t, o, 0, a[0])
	},
	next: func(t *Thread, it Value) Value {
		o := own(t, it)
		if initial := at(o, 3); initial != gc.Null {
			set(o, 3, gc.Null)
			set(o, 2, initial)
			return initial
		}
		x := object.Next(t, at(o, 0))
		if ended(x) {
			return x
		}
		if total := at(o, 2); total != gc.Null {
			if fn := at(o, 1); fn == gc.None {
				x = object.Binary(t, object.OpAdd, total, x)
			} else {
				x = object.Call(t, fn, total, x)
			}
			if x == gc.Null {
				return gc.Null
			}
		}
		set(own(t, it), 2, x)
		return x
	},
})

// batched: iterator (Null at the end), size, strict.
var batchedType = define(kind{
	name: "batched", words: 3, sig: "(iterable, n, *, strict=?)",
	doc: "Tuples of n items each; the last may be shorter unless strict is true.",
	make: func(t *Thread, o uintptr, a []Value) bool {
		n, ok := object.IndexInt(t, a[1])
		if !ok {
			return false
		}
		if n < 1 {
			object.ValueErrorf(t, "n must be at least one")
			return false
		}
		set(o, 1, num(n))
		set(o, 2, gc.False)
		if a[2] != gc.Null {
			strict, ok := object.Truth(t, a[2])
			if !ok {
				return false
			}
			set(o, 2, gc.MakeBool(strict))
		}
		return setIter(t, o, 0, a[0])
	},
	next: func(t *Thread, it Value) Value {
		o := own(t, it)
		inner := at(o, 0)
		if inner == gc.Null {
			return gc.Stop
		}
		n := int(at(o, 1).Int())
		var batch []Value
		for len(batch) < n {
			x := object.Next(t, inner)
			if x == gc.Null {
				return gc.Null
			}
			if x == gc.Stop {
				set(own(t, it), 0, gc.Null)
				break
			}
			batch = append(batch, x)
		}
		switch {
		case len(batch) == 0:
			return gc.Stop
		case len(batch) < n && at(o, 2) == gc.True:
			return object.ValueErrorf(t, "batched(): incomplete batch")
		}
		return object.NewTupleFrom(t, batch)
	},
})

// chain: iterator over the iterables (Null at the end), the current iterator
// or Null.
var chainType = define(kind{
	name: "chain", words: 2, sig: "(*iterables)",
	doc:  "The items of several iterables one after the other.",
	make: func(t *Thread, o uintptr, a []Value) bool { return setIter(t, o, 0, a[0]) },
	next: func(t *Thread, it Value) Value {
		o := own(t, it)
		for {
			if at(o, 0) == gc.Null {
				return gc.Stop
			}
			inner := at(o, 1)
			if inner == gc.Null {
				src := object.Next(t, at(o, 0))
				if src == gc.Null {
					return gc.Null
				}
				own(t, it)
				if src == gc.Stop {
					set(o, 0, gc.Null)
					return gc.Stop
				}
				if inner = object.Iter(t, src); inner == gc.Null {
					set(own(t, it), 0, gc.Null)
					return gc.Null
				}
				set(own(t, it), 1, inner)
			}
			if x := object.Next(t, inner); x != gc.Stop {
				return x
			}
			set(own(t, it), 1, gc.Null)
		}
	},
	methods: []object.Method{
		{Name: "from_iterable", Sig: "(cls, iterable, /)", Flags: object.ClassMethod, Doc: "A chain over the iterables that one iterable gives.",
			Fn: func(t *Thread, args []Value) Value {
				o := object.ClassOf(args[0]).New(t)
				if !setIter(t, o, 0, args[1]) {
					return gc.Null
				}
				return gc.MakePtr(o)
			}},
		{Name: "__class_getitem__", Sig: "(cls, object, /)", Flags: object.ClassMethod, Doc: "A generic alias, for annotations.",
			Fn: func(t *Thread, args []Value) Value { return object.NewGenericAlias(t, args[0], args[1]) }},
	},
})

// compress: data, selectors.
var compressType = define(kind{
	name: "compress", words: 2, sig: "(data, selectors)",
	doc:  "The items of data whose selectors are true.",
	make: func(t *Thread, o uintptr, a []Value) bool { return setIter(t, o, 0, a[0]) && setIter(t, o, 1, a[1]) },
	next: func(t *Thread, it Value) Value {
		for {
			x := object.Next(t, at(it.Addr(), 0))
			if ended(x) {
				return x
			}
			s := object.Next(t, at(it.Addr(), 1))
			if ended(s) {
				return s
			}
			if yes, ok := object.Truth(t, s); !ok {
				return gc.Null
			} else if yes {
				return x
			}
		}
	},
})

// test asks a predicate about x; None and bool are no calls.
func test(t *Thread, fn, x Value) (yes, ok bool) {
	if fn != gc.None && fn != object.BoolType.Obj {
		if x = object.Call(t, fn, x); x == gc.Null {
			return false, false
		}
	}
	return object.Truth(t, x)
}

// dropwhile: function, iterator, whether dropping is over.
var dropWhileType = define(kind{
	name: "dropwhile", words: 3, sig: "(predicate, iterable, /)",
	doc: "The items from the first on for which predicate is false.",
	make: func(t *Thread, o uintptr, a []Value) bool {
		set(o, 0, a[0])
		set(o, 2, gc.False)
		return setIter(t, o, 1, a[1])
	},
	next: func(t *Thread, it Value) Value {
		o := it.Addr()
		for {
			x := object.Next(t, at(o, 1))
			if ended(x) || t.Read(o+gc.LockOffset, o+word(2)) == gc.True {
				return x
			}
			r := object.Call(t, at(o, 0), x)
			if r == gc.Null {
				return gc.Null
			}
			drop, ok := object.Truth(t, r)
			if !ok {
				return gc.Null
			}
			if !drop {
				set(own(t, it), 2, gc.True)
				return x
			}
		}
	},
})

// takewhile: function, iterator, whether taking is over.
var takeWhileType = define(kind{
	name: "takewhile", words: 3, sig: "(predicate, iterable, /)",
	doc: "The items before the first for which predicate is false.",
	make: func(t *Thread, o uintptr, a []Value) bool {
		set(o, 0, a[0])
		set(o, 2, gc.False)
		return setIter(t, o, 1, a[1])
	},
	next: func(t *Thread, it Value) Value {
		o := it.Addr()
		if t.Read(o+gc.LockOffset, o+word(2)) == gc.True {
			return gc.Stop
		}
		x := object.Next(t, at(o, 1))
		if ended(x) {
			return x
		}
		r := object.Call(t, at(o, 0), x)
		if r == gc.Null {
			return gc.Null
		}
		take, ok := object.Truth(t, r)
		switch {
		case !ok:
			return gc.Null
		case take:
			return x
		}
		set(own(t, it), 2, gc.True)
		return gc.Stop
	},
})

// filterfalse: function, iterator.
var filterFalseType = define(kind{
	name: "filterfalse", words: 2, sig: "(function, iterable, /)",
	doc: "The items for which function is false.",
	make: func(t *Thread, o uintptr, a []Value) bool {
		set(o, 0, a[0])
		return setIter(t, o, 1, a[1])
	},
	next: func(t *Thread, it Value) Value {
		for {
			x := object.Next(t, at(it.Addr(), 1))
			if ended(x) {
				return x
			}
			if yes, ok := test(t, at(it.Addr(), 0), x); !ok {
				return gc.Null
			} else if !yes {
				return x
			}
		}
	},
})

// starmap: function, iterator.
var starMapType = define(kind{
	name: "starmap", words: 2, sig: "(function, iterable, /)",
	doc: "What function returns for the tuples of arguments that the iterable gives.",
	make: func(t *Thread, o uintptr, a []Value) bool {
		set(o, 0, a[0])
		return setIter(t, o, 1, a[1])
	},
	next: func(t *Thread, it Value) Value {
		x := object.Next(t, at(it.Addr(), 1))
		if ended(x) {
			return x
		}
		args, ok := object.Collect(t, x)
		if !ok {
			return gc.Null
		}
		return object.Call(t, at(it.Addr(), 0), append([]Value(nil), args...)...)
	},
})

// islice: iterator (Null at the end), how many to skip before the next item,
// how many items are left (None: no limit), step-1.
var isliceType = define(kind{
	name: "islice", words: 5, sig: "(iterable, start, stop=?, step=?, /)",
	doc: "The items that a slice would select.",
	make: func(t *Thread, o uintptr, a []Value) bool {
		start, stop, step := gc.None, a[1], gc.None
		if a[2] != gc.Null {
			start, stop = a[1], a[2]
		}
		if a[3] != gc.Null {
			step = a[3]
		}
		bad := "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize."
		if a[2] == gc.Null {
			bad = "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize."
		}
		from, ok1 := isliceIndex(t, start, 0, bad)
		to, ok2 := isliceIndex(t, stop, -1, bad)
		by, ok3 := isliceIndex(t, step, 1, "Step for islice() must be a positive integer or None.")
		if !ok1 || !ok2 || !ok3 {
			return false
		}
		if by < 1 {
			object.ValueErrorf(t, "Step for islice() must be a positive integer or None.")
			return false
		}
		set(o, 1, num(from)) // index of the next item wanted
		set(o, 2, num(to))   // stop, -1 for none
		set(o, 3, num(by))
		set(o, 4, num(0)) // how many were taken from the iterator
		return setIter(t, o, 0, a[0])
	},
	next: isliceNext,
})

func isliceIndex(t *Thread, v Value, absent int, text string) (int, bool) {
	if v == gc.None {
		return absent, true
	}
	if !object.HasIndex(v) {
		object.ValueErrorf(t, "%s", text)
		return 0, false
	}
	n, ok := object.IndexInt(t, v)
	if !ok && object.ExcIs(t.Exc, object.OverflowErrorType) {
		t.Exc = gc.Null
	} else if !ok {
		return 0, false
	}
	if !ok || n < 0 {
		object.ValueErrorf(t, "%s", text)
		return 0, false
	}
	return n, true
}

func isliceNext(t *Thread, it Value) Value {
	o := own(t, it)
	inner := at(o, 0)
	if inner == gc.Null {
		return gc.Stop
	}
	want, stop, taken := at(o, 1).Int(), at(o, 2).Int(), at(o, 4).Int()
	last := want
	if stop >= 0 && want >= stop {
		last = stop - 1
	}
	x := gc.Stop
	for ; taken <= last; taken++ {
		if x = object.Next(t, inner); ended(x) {
			break
		}
	}
	own(t, it)
	set(o, 4, gc.MakeInt(taken))
	if x == gc.Null {
		return gc.Null
	}
	if x == gc.Stop || last < want {
		set(o, 0, gc.Null)
		return gc.Stop
	}
	set(o, 1, num(int(want+at(o, 3).Int())))
	if stop >= 0 && want+at(o, 3).Int() > stop {
		set(o, 1, gc.MakeInt(stop))
	}
	return x
}

// pairwise: iterator (Null at the end), the item before or Null.
var pairwiseType = define(kind{
	name: "pairwise", words: 2, sig: "(iterable, /)",
	doc:  "Each item with the one after it.",
	make: func(t *Thread, o uintptr, a []Value) bool { return setIter(t, o, 0, a[0]) },
	next: func(t *Thread, it Value) Value {
		o := own(t, it)
		inner := at(o, 0)
		if inner == gc.Null {
			return gc.Stop
		}
		first := at(o, 1)
		if first == gc.Null {
			if first = object.Next(t, inner); ended(first) {
				set(own(t, it), 0, gc.Null)
				return first
			}
			set(own(t, it), 1, first)
		}
		if at(o, 0) == gc.Null {
			return gc.Stop
		}
		second := object.Next(t, inner)
		own(t, it)
		if ended(second) {
			set(o, 0, gc.Null)
			set(o, 1, gc.Null)
			return second
		}
		set(o, 1, second)
		return object.NewTuple(t, first, second)
	},
})

// zip_longest: tuple of iterators in a list (None for those at the end), fill
// value, how many are not at the end.
var zipLongestType = define(kind{
	name: "zip_longest", words: 3, sig: "(*iterables, fillvalue=?)", keyword: "fillvalue",
	doc: "Like zip, as long as the longest iterable: fillvalue stands for missing items.",
	make: func(t *Thread, o uintptr, a []Value) bool {
		fill, all := a[0], object.TupleItems(a[1])
		if fill == gc.Null {
			fill = gc.None
		}
		iters := make([]Value, len(all))
		for i, v := range all {
			if iters[i] = object.Iter(t, v); iters[i] == gc.Null {
				return false
			}
		}
		set(o, 0, object.NewList(t, iters))
		set(o, 1, fill)
		set(o, 2, num(len(iters)))
		return true
	},
	next: func(t *Thread, it Value) Value {
		o := own(t, it)
		iters := at(o, 0)
		row := object.ListItems(t, iters)
		if at(o, 2) == num(0) {
			return gc.Stop
		}
		for i, inner := range row {
			row[i] = at(o, 1)
			if inner == gc.None {
				continue
			}
			x := object.Next(t, inner)
			own(t, it)
			switch {
			case x == gc.Null:
				set(o, 2, num(0))
				return gc.Null
			case x != gc.Stop:
				row[i] = x
				continue
			}
			object.ListSet(t, iters, i, gc.None)
			left := at(o, 2).Int() - 1
			if set(o, 2, gc.MakeInt(left)); left == 0 {
				return gc.Stop
			}
		}
		return object.NewTupleFrom(t, row)
	},
})
