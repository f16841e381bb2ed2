package itertools

import (
	"gorgon/gc"
	"gorgon/vm/object"
)

// groupby: iterator, key function or None, key of the running group, key and
// value of the item that was read last (Null: none), the running _grouper.
const (
	groupIter = iota
	groupKeyFunc
	groupTarget
	groupKey
	groupValue
	groupRunning
)

var groupByType = define(kind{
	name: "groupby", words: 6, sig: "(iterable, key=?)",
	doc: "Pairs of a key and an iterator over the run of items that have it.",
	make: func(t *Thread, o uintptr, a []Value) bool {
		set(o, groupKeyFunc, gc.None)
		if a[1] != gc.Null {
			set(o, groupKeyFunc, a[1])
		}
		return setIter(t, o, groupIter, a[0])
	},
	next: groupByNext,
})

// _grouper: the groupby, the key of the group.
var grouperType = define(kind{
	name: "_grouper", words: 2,
	next: func(t *Thread, it Value) Value {
		parent := at(it.Addr(), 0)
		p := parent.Addr()
		if t.Read(p+gc.LockOffset, p+word(groupRunning)) != it {
			return gc.Stop
		}
		if at(p, groupValue) == gc.Null {
			if end := groupStep(t, parent); end != gc.None {
				return end
			}
		}
		same, ok := object.Eq(t, at(it.Addr(), 1), at(p, groupKey))
		if !ok {
			return gc.Null
		}
		if !same {
			return gc.Stop
		}
		own(t, parent)
		x := at(p, groupValue)
		if x == gc.Null { // the comparison has taken it
			return gc.Stop
		}
		set(p, groupValue, gc.Null)
		return x
	},
})

// groupStep reads the next item and its key. It returns None, or what ends the
// iteration.
func groupStep(t *Thread, v Value) Value {
	o := v.Addr()
	x := object.Next(t, at(o, groupIter))
	if ended(x) {
		return x
	}
	k := x
	if fn := at(o, groupKeyFunc); fn != gc.None {
		if k = object.Call(t, fn, x); k == gc.Null {
			return gc.Null
		}
	}
	own(t, v)
	set(o, groupValue, x)
	set(o, groupKey, k)
	return gc.None
}

func groupByNext(t *Thread, it Value) Value {
	o := own(t, it)
	set(o, groupRunning, gc.Null)
	for {
		if at(o, groupKey) != gc.Null {
			if at(o, groupTarget) == gc.Null {
				break
			}
			same, ok := object.Eq(t, at(o, groupTarget), at(o, groupKey))
			if !ok {
				return gc.Null
			}
			if !same {
				break
			}
		}
		if end := groupStep(t, it); end != gc.None {
			return end
		}
	}
	own(t, it)
	set(o, groupTarget, at(o, groupKey))
	g := grouperType.New(t)
	set(g, 0, it)
	set(g, 1, at(o, groupKey))
	set(o, groupRunning, gc.MakePtr(g))
	return object.NewTuple(t, at(o, groupKey), gc.MakePtr(g))
}
