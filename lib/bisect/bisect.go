// Package bisect is the module bisect.
//
// In: vm/object. Out: the registered module. Main invariant: none of its own.
// Only the composition root imports it.
package bisect

import (
	"gorgon/gc"
	"gorgon/vm/object"
)

type (
	value  = gc.Value
	thread = object.Thread
)

const sig = "(a, x, lo=?, hi=?, *, key=?)"

func init() {
	for _, name := range []string{"bisect", "_bisect"} {
		object.RegisterModule(name, func(t *thread, m value) {
			object.AddFunctions(t, m, []object.Method{
				{Name: "bisect_left", Sig: sig, Fn: left, Doc: "Where to insert x into the sorted a, before equal items."},
				{Name: "bisect_right", Sig: sig, Fn: right, Doc: "Where to insert x into the sorted a, behind equal items."},
				{Name: "insort_left", Sig: sig, Fn: insortLeft, Doc: "Insert x into the sorted a, before equal items."},
				{Name: "insort_right", Sig: sig, Fn: insortRight, Doc: "Insert x into the sorted a, behind equal items."},
			})
			d := object.ModuleDict(m)
			for alias, name := range map[string]string{"bisect": "bisect_right", "insort": "insort_right"} {
				object.AddValue(t, m, alias, object.DictGetStr(t, d, object.Intern(name)))
			}
		})
	}
}

// bounds reads lo and hi.
func bounds(t *thread, args []value) (lo, hi int, ok bool) {
	if args[2] != gc.Null {
		if lo, ok = object.IndexInt(t, args[2]); !ok {
			return
		}
	}
	if lo < 0 {
		object.ValueErrorf(t, "lo must be non-negative")
		return 0, 0, false
	}
	if args[3] != gc.Null && args[3] != gc.None {
		if !object.HasIndex(args[3]) {
			object.TypeErrorf(t, "argument should be integer or None, not '%s'", object.TypeName(args[3]))
			return 0, 0, false
		}
		if hi, ok = object.IndexInt(t, args[3]); !ok || hi >= 0 {
			return
		}
	}
	hi, ok = object.Len(t, args[0])
	return lo, hi, ok
}

// less is a < b.
func less(t *thread, a, b value) (yes, ok bool) {
	if gc.BothInt(a, b) {
		return a.Int() < b.Int(), true
	}
	r := object.Compare(t, object.OpLT, a, b)
	if r == gc.Null {
		return false, false
	}
	return object.Truth(t, r)
}

// search finds the place of x: before equal items, or after them.
func search(t *thread, args []value, x value, after bool) (int, bool) {
	a, key := args[0], args[4]
	lo, hi, ok := bounds(t, args)
	for ok && lo < hi {
		mid := int(uint(lo+hi) / 2)
		y := gc.Null
		if object.Is(a, object.ShapeList) {
			y = object.ListGet(t, a, mid)
		}
		if y == gc.Null {
			y = object.GetItem(t, a, object.NewInt(t, int64(mid)))
		}
		if y != gc.Null && key != gc.Null && key != gc.None {
			y = object.Call(t, key, y)
		}
		if y == gc.Null {
			return 0, false
		}
		var yes bool
		if after {
			yes, ok = less(t, x, y)
			yes = !yes
		} else {
			yes, ok = less(t, y, x)
		}
		if yes {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo, ok
}

func index(t *thread, i int, ok bool) value {
	if !ok {
		return gc.Null
	}
	return object.NewInt(t, int64(i))
}

func left(t *thread, args []value) value {
	i, ok := search(t, args, args[1], false)
	return index(t, i, ok)
}

func right(t *thread, args []value) value {
	i, ok := search(t, args, args[1], true)
	return index(t, i, ok)
}

func insort(t *thread, args []value, after bool) value {
	x := args[1]
	if key := args[4]; key != gc.Null && key != gc.None {
		if x = object.Call(t, key, x); x == gc.Null {
			return gc.Null
		}
	}
	i, ok := search(t, args, x, after)
	if !ok {
		return gc.Null
	}
	if object.Is(args[0], object.ShapeList) {
		object.ListInsert(t, args[0], i, args[1])
		return gc.None
	}
	if object.CallMethod(t, args[0], object.Intern("insert"), object.NewInt(t, int64(i)), args[1]) == gc.Null {
		return gc.Null
	}
	return gc.None
}

func insortLeft(t *thread, args []value) value { return insort(t, args, false) }

func insortRight(t *thread, args []value) value { return insort(t, args, true) }
