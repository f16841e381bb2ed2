package object

import (
	"sync"

	"gorgon/gc"
)

// immortal holds values that Go variables of this package refer to.
var immortal = newImmortals()

type immortals struct {
	sync.Mutex
	alloc  gc.Allocator
	values []Value
}

func newImmortals() *immortals {
	m := &immortals{}
	gc.RegisterRoots(m)
	return m
}

// VisitRoots visits all of them, in a pause.
func (m *immortals) VisitRoots(visit func(Value)) {
	for _, v := range m.values {
		visit(v)
	}
}

// keep makes v immortal.
func (m *immortals) keep(v Value) {
	m.Lock()
	defer m.Unlock()
	m.values = append(m.values, v)
}

// ImmortalTuple makes a tuple that is never freed. It needs no thread; its
// items must be immortal.
func ImmortalTuple(items ...Value) Value {
	immortal.Lock()
	defer immortal.Unlock()
	v := newTupleIn(&immortal.alloc, items)
	immortal.values = append(immortal.values, v)
	return v
}

// EmptyTuple is ().
var EmptyTuple = ImmortalTuple()

func newTupleIn(a *gc.Allocator, items []Value) Value {
	o := allocTuple(a, len(items))
	copy(gc.Values(o+TupleItemsOffset, len(items)), items)
	return gc.MakePtr(o)
}

func allocTuple(a *gc.Allocator, n int) uintptr {
	o := a.Alloc(gc.Header(ShapeTuple, gc.LayoutValues), gc.Round(TupleItemsOffset+8*uintptr(n)))
	gc.Store(o+TupleLenOffset, gc.MakeInt(int64(n)))
	return o
}

// NewTuple makes a tuple of the items.
func NewTuple(t *Thread, items ...Value) Value { return NewTupleFrom(t, items) }

// NewTupleFrom makes a tuple of a copy of items.
func NewTupleFrom(t *Thread, items []Value) Value {
	if len(items) == 0 {
		return EmptyTuple
	}
	return newTupleIn(&t.Allocator, items)
}

// TupleLen returns the length of a tuple.
func TupleLen(v Value) int { return int(gc.Load(v.Addr() + TupleLenOffset).Int()) }

// TupleItems returns the items of a tuple: they lie in the object, read-only.
func TupleItems(v Value) []Value { return gc.Values(v.Addr()+TupleItemsOffset, TupleLen(v)) }
