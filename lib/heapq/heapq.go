// Package heapq is the native half of the module heapq, under the name _heapq.
//
// In: vm/object. Out: the registered module. Main invariant: after a failed
// comparison the list still holds all of its items, in some order. Only the
// composition root imports it.
package heapq

import (
	"gorgon/gc"
	"gorgon/vm/object"
)

type (
	value  = gc.Value
	thread = object.Thread
)

func init() {
	object.RegisterModule("_heapq", func(t *thread, m value) {
		object.AddFunctions(t, m, []object.Method{
			{Name: "heappush", Sig: "(heap, item, /)", Fn: minHeap.push, Doc: "Add an item to a heap."},
			{Name: "heappop", Sig: "(heap, /)", Fn: minHeap.pop, Doc: "Remove and return the item at the top."},
			{Name: "heapify", Sig: "(heap, /)", Fn: minHeap.heapify, Doc: "Make a heap of a list."},
			{Name: "heapreplace", Sig: "(heap, item, /)", Fn: minHeap.replace, Doc: "Remove the top and add an item."},
			{Name: "heappushpop", Sig: "(heap, item, /)", Fn: minHeap.pushPop, Doc: "Add an item, then remove and return the top."},
			{Name: "heappush_max", Sig: "(heap, item, /)", Fn: maxHeap.push, Doc: "Add an item to a heap (largest on top)."},
			{Name: "heappop_max", Sig: "(heap, /)", Fn: maxHeap.pop, Doc: "Remove and return the item at the top (largest on top)."},
			{Name: "heapify_max", Sig: "(heap, /)", Fn: maxHeap.heapify, Doc: "Make a heap of a list (largest on top)."},
			{Name: "heapreplace_max", Sig: "(heap, item, /)", Fn: maxHeap.replace, Doc: "Remove the top and add an item (largest on top)."},
			{Name: "heappushpop_max", Sig: "(heap, item, /)", Fn: maxHeap.pushPop, Doc: "Add an item, then remove and return the top (largest on top)."},
		})
	})
}

// order says which of two items is nearer to the top.
type order struct{ max bool }

var minHeap, maxHeap = order{}, order{max: true}

// name is the name of a function of this kind of heap.
func (h order) name(name string) string {
	if h.max {
		return name + "_max"
	}
	return name
}

// before says whether a belongs above b.
func (h order) before(t *thread, a, b value) (yes, ok bool) {
	if h.max {
		a, b = b, a
	}
	if gc.BothInt(a, b) {
		return a.Int() < b.Int(), true
	}
	if a.IsFloat() && b.IsFloat() {
		return a.Float() < b.Float(), true
	}
	if object.Is(a, object.ShapeTuple) && object.Is(b, object.ShapeTuple) {
		x, y := object.TupleItems(a), object.TupleItems(b)
		if len(x) > 0 && len(y) > 0 && x[0] != y[0] {
			if gc.BothInt(x[0], y[0]) {
				return x[0].Int() < y[0].Int(), true
			}
			if x[0].IsFloat() && y[0].IsFloat() && x[0].Float() != y[0].Float() {
				return x[0].Float() < y[0].Float(), true
			}
		}
	}
	r := object.Compare(t, object.OpLT, a, b)
	if r == gc.Null {
		return false, false
	}
	return object.Truth(t, r)
}

// isList checks the heap, which is the first argument of a function that takes
// n.
func isList(t *thread, name string, n int, v value) bool {
	if object.IsList(v) {
		return true
	}
	which := ""
	if n > 1 {
		which = " 1"
	}
	object.TypeErrorf(t, "%s() argument%s must be list, not %s", name, which, object.TypeName(v))
	return false
}

// resized raises the error for a comparison that changed the heap's length.
func resized(t *thread) bool {
	object.RuntimeErrorf(t, "list changed size during iteration")
	return false
}

// item returns item i of a heap that should have n items.
func item(t *thread, l value, i int) (value, bool) {
	v := object.ListGet(t, l, i)
	if v == gc.Null {
		return v, resized(t)
	}
	return v, true
}

// up moves item i towards the top, but not above item start.
func (h order) up(t *thread, l value, start, i int) bool {
	n := object.ListLen(t, l)
	x, ok := item(t, l, i)
	if !ok {
		return false
	}
	for i > start {
		parent := (i - 1) / 2
		p, ok := item(t, l, parent)
		if !ok {
			return false
		}
		above, ok := h.before(t, x, p)
		if !ok {
			return false
		}
		if object.ListLen(t, l) != n {
			return resized(t)
		}
		if !above {
			break
		}
		object.ListSet(t, l, i, p)
		object.ListSet(t, l, parent, x)
		i = parent
	}
	return true
}

// down moves item i to the bottom along the path of the items nearest to the
// top, then up again to its place.
func (h order) down(t *thread, l value, i int) bool {
	n := object.ListLen(t, l)
	start := i
	x, ok := item(t, l, i)
	if !ok {
		return false
	}
	for child := 2*i + 1; child < n; child = 2*i + 1 {
		c, ok := item(t, l, child)
		if !ok {
			return false
		}
		if child+1 < n {
			right, ok := item(t, l, child+1)
			if !ok {
				return false
			}
			left, ok := h.before(t, c, right)
			if !ok {
				return false
			}
			if object.ListLen(t, l) != n {
				return resized(t)
			}
			if !left {
				child, c = child+1, right
			}
		}
		object.ListSet(t, l, i, c)
		object.ListSet(t, l, child, x)
		i = child
	}
	return h.up(t, l, start, i)
}

// inPython says whether the heap l, which holds v, is left to the prelude's
// functions: the comparisons of its items are written in Python, and a trace can
// go through both. Without traces a call from here is quicker.
func inPython(l, v value) bool {
	return object.Traced && object.Is(l, object.ShapeList) && object.ComparesInPython(v)
}

// tail goes on in a function of the prelude.
func (h order) tail(t *thread, name string, args ...value) value {
	return t.SetTail(object.Prelude(name), append(args, gc.MakeBool(h.max))...)
}

func (h order) push(t *thread, args []value) value {
	l := args[0]
	if !isList(t, h.name("heappush"), 2, l) {
		return gc.Null
	}
	if inPython(l, args[1]) {
		return h.tail(t, "heap_push", l, args[1])
	}
	object.ListAppend(t, l, args[1])
	if !h.up(t, l, 0, object.ListLen(t, l)-1) {
		return gc.Null
	}
	return gc.None
}

func (h order) pop(t *thread, args []value) value {
	l := args[0]
	if !isList(t, h.name("heappop"), 1, l) {
		return gc.Null
	}
	if inPython(l, object.ListGet(t, l, 0)) {
		return h.tail(t, "heap_pop", l)
	}
	last := object.ListPop(t, l)
	if last == gc.Null {
		return object.IndexErrorf(t, "index out of range")
	}
	top := object.ListGet(t, l, 0)
	if top == gc.Null {
		return last
	}
	object.ListSet(t, l, 0, last)
	if !h.down(t, l, 0) {
		return gc.Null
	}
	return top
}

func (h order) heapify(t *thread, args []value) value {
	l := args[0]
	if !isList(t, h.name("heapify"), 1, l) {
		return gc.Null
	}
	if inPython(l, object.ListGet(t, l, 0)) {
		return h.tail(t, "heap_make", l)
	}
	for i := object.ListLen(t, l)/2 - 1; i >= 0; i-- {
		if !h.down(t, l, i) {
			return gc.Null
		}
	}
	return gc.None
}

func (h order) replace(t *thread, args []value) value {
	l := args[0]
	if !isList(t, h.name("heapreplace"), 2, l) {
		return gc.Null
	}
	if inPython(l, object.ListGet(t, l, 0)) {
		return h.tail(t, "heap_replace", l, args[1])
	}
	top := object.ListGet(t, l, 0)
	if top == gc.Null {
		return object.IndexErrorf(t, "index out of range")
	}
	object.ListSet(t, l, 0, args[1])
	if !h.down(t, l, 0) {
		return gc.Null
	}
	return top
}

func (h order) pushPop(t *thread, args []value) value {
	l := args[0]
	if !isList(t, h.name("heappushpop"), 2, l) {
		return gc.Null
	}
	if inPython(l, object.ListGet(t, l, 0)) {
		return h.tail(t, "heap_push_pop", l, args[1])
	}
	top := object.ListGet(t, l, 0)
	if top == gc.Null {
		return args[1]
	}
	below, ok := h.before(t, top, args[1])
	switch {
	case !ok:
		return gc.Null
	case !below:
		return args[1]
	}
	top = object.ListGet(t, l, 0)
	if top == gc.Null {
		return object.IndexErrorf(t, "index out of range")
	}
	object.ListSet(t, l, 0, args[1])
	if !h.down(t, l, 0) {
		return gc.Null
	}
	return top
}
