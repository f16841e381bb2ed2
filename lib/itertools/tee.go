package itertools

import (
	"gorgon/gc"
	"gorgon/vm/object"
)

// The iterators of a tee share one linked list of the items that have been
// read. A cell holds the item and the next cell: Null both if nothing was read
// there yet; and True while the source is asked for the item. _tee: the source iterator, the cell where it goes on.
const (
	cellItem = iota
	cellNext
	cellRunning
	cellWords
)

var cellType = define(kind{name: "_tee_cell", words: cellWords, next: func(t *Thread, it Value) Value { return gc.Stop }})

var teeType = define(kind{
	name: "_tee", words: 2, sig: "(iterable, /)",
	doc: "One of several iterators over the same items.",
	make: func(t *Thread, o uintptr, a []Value) bool {
		if object.TypeOf(a[0]) == teeSelf() {
			return copyTee(t, o, a[0])
		}
		set(o, 1, gc.MakePtr(cellType.New(t)))
		return setIter(t, o, 0, a[0])
	},
	next: func(t *Thread, it Value) Value {
		o := own(t, it)
		cell := at(o, 1)
		c := cell.Addr()
		x := t.Read(c+gc.LockOffset, c+word(cellItem))
		if x == gc.Null {
			own(t, cell)
			if at(c, cellRunning) != gc.Null {
				return object.RuntimeErrorf(t, "the tee iterator already running")
			}
			set(c, cellRunning, gc.True)
			x = object.Next(t, at(o, 0))
			own(t, cell)
			set(c, cellRunning, gc.Null)
			if ended(x) {
				return x
			}
			set(c, cellItem, x)
			set(c, cellNext, gc.MakePtr(cellType.New(t)))
		}
		own(t, it)
		set(o, 1, at(c, cellNext))
		return x
	},
	methods: []object.Method{{Name: "__copy__", Sig: "(self, /)", Doc: "A shallow copy.",
		Fn: func(t *Thread, args []Value) Value { return cloneTee(t, args[0]) }}},
})

// teeSelf breaks the initialisation cycle between the type and its
// constructor.
func teeSelf() *object.Type { return teeTypeRef }

var teeTypeRef *object.Type

func init() { teeTypeRef = teeType }

func copyTee(t *Thread, o uintptr, from Value) bool {
	f := from.Addr()
	set(o, 1, t.Read(f+gc.LockOffset, f+word(1)))
	set(o, 0, at(f, 0))
	return true
}

func cloneTee(t *Thread, from Value) Value {
	o := teeSelf().New(t)
	copyTee(t, o, from)
	return gc.MakePtr(o)
}

func tee(t *Thread, args []Value) Value {
	n := 2
	if args[1] != gc.Null {
		var ok bool
		if n, ok = countArg(t, args[1], "n must be >= 0"); !ok {
			return gc.Null
		}
	}
	if n == 0 {
		return object.EmptyTuple
	}
	if !object.Room(t, n, 8) {
		return gc.Null
	}
	first := args[0]
	if object.TypeOf(first) != teeType {
		if first = object.Call(t, teeType.Obj, args[0]); first == gc.Null {
			return gc.Null
		}
	}
	iters := make([]Value, n)
	for i := range iters {
		iters[i] = cloneTee(t, first)
	}
	return object.NewTupleFrom(t, iters)
}
