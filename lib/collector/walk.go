package collector

import (
	"gorgon/gc"
	. "gorgon/vm/object"
)

// tracked says whether CPython's collector would know of an object.
func tracked(o uintptr) bool {
	v := gc.MakePtr(o)
	if gc.LayoutOf(o) == gc.LayoutRaw || !Visible(o) {
		return false
	}
	switch gc.Shape(o) {
	case ShapeInt, ShapeStr, ShapeBytes, ShapeByteArray, ShapeComplex, ShapeRange, ShapeRangeIter, ShapeCode, ShapeObject:
		return false
	case ShapeTuple:
		return TupleLen(v) > 0
	}
	return true
}

// references calls visit for every object that the one at o refers to; blocks
// that only hold a part of it are looked into.
func references(o uintptr, visit func(v Value)) {
	gc.EachReference(o, func(v Value) {
		switch {
		case v == Null || v == gc.Deleted:
		case v.IsPtr() && !gc.InHeap(v.Addr()): // linkage of a suspended frame
		case v.IsPtr() && gc.Shape(v.Addr()) == ShapeCodeValues: // of no object that a program sees
		case v.IsPtr() && !Visible(v.Addr()):
			references(v.Addr(), visit)
		default:
			visit(v)
		}
	})
}

// eachTracked calls f for each tracked object that the program can reach.
func eachTracked(t *Thread, f func(o uintptr)) bool {
	var err error
	t.Exclusively(func() {
		err = gc.EachReachable(func(o uintptr) {
			if tracked(o) {
				f(o)
			}
		})
	})
	if err != nil {
		RuntimeErrorf(t, "%s", err)
	}
	return err == nil
}

func getObjects(t *Thread, args []Value) Value {
	generation := -1
	if args[0] != Null && args[0] != None {
		if !args[0].IsInt() && TypeOf(args[0]).Slots.Index == nil {
			return TypeErrorf(t, "argument should be integer or None, not '%s'", TypeName(args[0]))
		}
		n, ok := IndexInt(t, args[0])
		switch {
		case !ok:
			return Null
		case n >= generations:
			return ValueErrorf(t, "generation parameter must be less than the number of available generations (%d)", generations)
		case n < -1:
			return ValueErrorf(t, "generation parameter cannot be negative")
		}
		generation = n
	}
	var found []Value
	if !eachTracked(t, func(o uintptr) {
		if generation < 0 || (generation == 0) == gc.IsNew(o) && generation != 1 {
			found = append(found, gc.MakePtr(o))
		}
	}) {
		return Null
	}
	return NewList(t, found)
}

func getReferrers(t *Thread, args []Value) Value {
	wanted := map[Value]bool{}
	for _, v := range TupleItems(args[0]) {
		wanted[v] = true
	}
	var found []Value
	if len(wanted) > 0 && !eachTracked(t, func(o uintptr) {
		hit := false
		references(o, func(v Value) { hit = hit || wanted[v] })
		if hit && gc.MakePtr(o) != args[0] {
			found = append(found, gc.MakePtr(o))
		}
	}) {
		return Null
	}
	return NewList(t, found)
}

func getReferents(t *Thread, args []Value) Value {
	var found []Value
	for _, v := range TupleItems(args[0]) {
		if v.IsPtr() && tracked(v.Addr()) {
			if typ := TypeOf(v); typ.Heap {
				found = append(found, typ.Obj)
			}
			found = appendReferents(t, found, v)
		}
	}
	return NewList(t, found)
}

// appendReferents adds what v refers to: of the builtin containers their items,
// of other objects the heap objects.
func appendReferents(t *Thread, found []Value, v Value) []Value {
	switch {
	case IsInstance(v, TupleType):
		return append(found, TupleItems(v)...)
	case IsInstance(v, ListType):
		return append(found, ListItems(t, v)...)
	case IsInstance(v, DictType):
		for pos := 0; ; {
			key, value, more := DictNext(t, v, &pos)
			if !more {
				return found
			}
			found = append(found, key, value)
		}
	case IsInstance(v, SetType), IsInstance(v, FrozenSetType):
		return append(found, SetItems(t, v)...)
	}
	references(v.Addr(), func(r Value) {
		if r.IsPtr() {
			found = append(found, r)
		}
	})
	return found
}

// freeze counts what CPython would exempt from collections.
func freeze(t *Thread, args []Value) Value {
	n := 0
	if !eachTracked(t, func(uintptr) { n++ }) {
		return Null
	}
	settings.Lock()
	settings.frozen = n
	settings.Unlock()
	return None
}
