package io

import (
	"sync"
	"sync/atomic"

	"gorgon/gc"
	. "gorgon/vm/object"
)

// Words of every stream object. All classes have the same ones, so that they
// can derive from each other in any way.
const (
	wordHandle = gc.HeaderSize + 8*iota // number in the handle table; of others: True once closed
	wordInner                           // the stream below: raw, buffer, or the block of an in-memory stream
	wordName
	wordA
	wordB
	wordC
	streamSize    = 8 * iota
	streamPayload = streamSize
)

// finalizer is the Go state of a stream.
type finalizer interface {
	// finalize writes out what is buffered and closes the descriptor, after the
	// object has died. It runs in a pause: no heap, no Python.
	finalize()
}

// slot is one entry of the handle table.
type slot struct {
	state finalizer
	owner Value // Null: free
}

// handles are the Go states of streams. Main invariants: a number is given to
// one object for all its life; the published slice never changes, it is replaced
// when the table grows, so that reading needs no lock; slots of live objects do
// not change.
var handles struct {
	sync.Mutex
	slots atomic.Pointer[[]*slot]
	free  []int
}

func init() {
	handles.slots.Store(new([]*slot))
	gc.RegisterSweepHook(sweepHandles)
}

// attach gives the object v its Go state.
func attach(t *Thread, v Value, s finalizer) {
	handles.Lock()
	slots := *handles.slots.Load()
	n := len(slots)
	if k := len(handles.free); k > 0 {
		n = handles.free[k-1]
		handles.free = handles.free[:k-1]
		*slots[n] = slot{s, v}
	} else {
		// The next 64 slots are made at once.
		grown := make([]*slot, n, n+64)
		copy(grown, slots)
		for i := n; i < n+64; i++ {
			grown = append(grown, new(slot))
		}
		for i := n + 63; i > n; i-- {
			handles.free = append(handles.free, i)
		}
		*grown[n] = slot{s, v}
		handles.slots.Store(&grown)
	}
	handles.Unlock()
	t.OwnObject(v.Addr())
	gc.Store(v.Addr()+wordHandle, gc.MakeInt(int64(n)+1))
}

// attached returns the Go state of v, nil if it has none.
func attached(t *Thread, v Value) finalizer {
	h := t.Read(v.Addr()+gc.LockOffset, v.Addr()+wordHandle)
	if !h.IsInt() {
		return nil
	}
	return (*handles.slots.Load())[h.Int()-1].state
}

// sweepHandles ends the streams whose objects are dead. Wrappers come first, so
// that what they hold reaches the streams below.
func sweepHandles(isLive func(Value) bool) {
	var dead []finalizer
	for n, s := range *handles.slots.Load() {
		if s.owner != Null && !isLive(s.owner) {
			dead = append(dead, s.state)
			*s = slot{}
			handles.free = append(handles.free, n)
		}
	}
	for _, want := range []func(finalizer) bool{
		func(f finalizer) bool { _, ok := f.(*textState); return ok },
		func(f finalizer) bool { _, ok := f.(*buffered); return ok },
		func(f finalizer) bool { _, ok := f.(*fileState); return ok },
	} {
		for _, f := range dead {
			if want(f) {
				f.finalize()
			}
		}
	}
}

// FlushFiles writes out what streams hold, but for the standard ones, before
// anything looks at files. Programs that never close a file they have written
// to count on its object's immediate end, which we cannot see.
func FlushFiles() { flush(func(f *fileState) bool { return f.closefd }) }

// FlushAll writes out what all streams hold: at exit.
func FlushAll() { flush(func(f *fileState) bool { return true }) }

func flush(want func(f *fileState) bool) {
	handles.Lock()
	var states []finalizer
	for _, s := range *handles.slots.Load() {
		if s.owner != Null {
			states = append(states, s.state)
		}
	}
	handles.Unlock()
	for _, f := range states {
		if s, ok := f.(*textState); ok && s.native != nil && want(s.native.file) {
			s.flushNative()
		}
	}
	for _, f := range states {
		if b, ok := f.(*buffered); ok && b.file != nil && !b.file.closed && want(b.file) {
			b.mu.Lock()
			b.flushWrite(nil)
			b.mu.Unlock()
		}
	}
}

// field and setField access the other words of a stream.
func field(t *Thread, v Value, off uintptr) Value {
	return t.Read(v.Addr()+gc.LockOffset, v.Addr()+off)
}

func setField(t *Thread, v Value, off uintptr, val Value) {
	t.OwnObject(v.Addr())
	gc.Store(v.Addr()+off, val)
}

func uninitialized(t *Thread) Value {
	return ValueErrorf(t, "I/O operation on uninitialized object")
}

// beginEffect and endEffect enclose the effects of functions that the
// interpreter calls without regard to flags, such as an iterator's next.
func beginEffect(t *Thread) { t.BeforeEffect() }

func endEffect(t *Thread) { t.AfterEffect() }

// waiting runs f, a system call that may take long, while other threads may
// stop the world. f must not touch the heap.
func waiting(t *Thread, f func()) {
	t.Block()
	f()
	t.Unblock()
}
