package object

import (
	"slices"
	"sync/atomic"
	"unsafe"

	"github.com/puzpuzpuz/xsync/v3"

	"gorgon/gc"
)

// Handles is a table of what objects of some kind have outside the heap. An
// object holds a handle, an int that is the address of its entry; the table
// keeps the entry alive for as long as the object lives.
type Handles[T any] struct {
	all  *xsync.MapOf[*handleEntry[T], struct{}]
	last atomic.Int64
}

type handleEntry[T any] struct {
	owner  Value
	number int64 // by age
	state  T
}

// NewHandles makes a table. died, unless nil, is told in the pause of a
// collection what belonged to the objects that it has found dead.
func NewHandles[T any](died func(states []T)) *Handles[T] {
	h := &Handles[T]{all: xsync.NewMapOf[*handleEntry[T], struct{}]()}
	gc.RegisterSweepHook(func(isLive func(Value) bool) {
		isDead := func(e *handleEntry[T]) bool { return !isLive(e.owner) }
		if died != nil {
			died(h.states(isDead))
		}
		h.all.Range(func(e *handleEntry[T], _ struct{}) bool {
			if isDead(e) {
				h.all.Delete(e)
			}
			return true
		})
	})
	return h
}

// Add enters what belongs to an object and returns the handle that the object
// is to hold.
func (h *Handles[T]) Add(owner Value, state T) Value {
	e := &handleEntry[T]{owner, h.last.Add(1), state}
	h.all.Store(e, struct{}{})
	return gc.MakeInt(int64(uintptr(unsafe.Pointer(e))))
}

// Drop removes an entry whose object has never come into being.
func (h *Handles[T]) Drop(handle Value) { h.all.Delete(h.entry(handle)) }

func (h *Handles[T]) entry(handle Value) *handleEntry[T] {
	return (*handleEntry[T])(unsafe.Add(unsafe.Pointer(nil), uintptr(handle.Int())))
}

// At returns what was entered under a handle.
func (h *Handles[T]) At(handle Value) T { return h.entry(handle).state }

// All returns everything in the table, oldest first.
func (h *Handles[T]) All() []T { return h.states(func(*handleEntry[T]) bool { return true }) }

// states returns what belongs to the entries that are wanted, oldest first.
func (h *Handles[T]) states(want func(e *handleEntry[T]) bool) []T {
	var found []*handleEntry[T]
	h.all.Range(func(e *handleEntry[T], _ struct{}) bool {
		if want(e) {
			found = append(found, e)
		}
		return true
	})
	slices.SortFunc(found, func(a, b *handleEntry[T]) int { return int(a.number - b.number) })
	states := make([]T, len(found))
	for i, e := range found {
		states[i] = e.state
	}
	return states
}
