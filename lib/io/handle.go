package io

import (
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
	wordD
	streamSize    = 8 * iota
	streamPayload = streamSize
)

// finalizer is the Go state of a stream.
type finalizer interface {
	// finalize writes out what is buffered and closes the descriptor, after the
	// object has died. It runs in a pause: no heap, no Python.
	finalize()
}

// handles finds the Go state of a stream.
var handles = NewHandles(endStreams)

// attach gives the object v its Go state. If the transaction is rolled back there
// has never been a stream: of what it would have ended, streams below it and
// descriptors that it was given, nothing is, only a file that it has opened.
func attach(t *Thread, v Value, s finalizer) {
	number := handles.Add(v, s)
	if !t.Solo {
		t.OnAbort(func() {
			handles.Drop(number)
			if f, ok := s.(*fileState); ok && f.opened {
				f.finalize()
			}
		})
	}
	t.OwnObject(v.Addr())
	gc.Store(v.Addr()+wordHandle, number)
}

// attached returns the Go state of v, nil if it has none.
func attached(t *Thread, v Value) finalizer {
	h := t.Read(v.Addr()+gc.LockOffset, v.Addr()+wordHandle)
	if !h.IsInt() {
		return nil
	}
	return handles.At(h)
}

// endStreams ends the streams whose objects are dead. Wrappers come first, so
// that what they hold reaches the streams below.
func endStreams(dead []finalizer) {
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

// flush leaves out streams that somebody is at: that thread may be waiting for
// input, or for the world that is stopped until this thread is at a safepoint.
func flush(want func(f *fileState) bool) {
	states := handles.All()
	for _, f := range states {
		if s, ok := f.(*textState); ok && s.native != nil && want(s.native.file) {
			s.flushIdle()
		}
	}
	for _, f := range states {
		if b, ok := f.(*buffered); ok && b.file != nil && !b.file.closed && want(b.file) && b.mu.TryLock() {
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
