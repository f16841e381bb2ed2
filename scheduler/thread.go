package scheduler

import (
	"gorgon/gc"
	"gorgon/stm"
)

// Thread is one Python thread: a goroutine with its transaction, its allocator
// and its frames. Only the goroutine itself uses it, but for the fields marked
// shared.
type Thread struct {
	stm.Tx
	gc.Allocator

	// Ticks counts down at back-edges and calls; below zero the thread looks
	// for requests at the next safepoint. Shared: others store to it to be heard.
	Ticks int64

	// Exc is the exception that is being raised, Null if none. Handled is the
	// one whose except or finally block runs (sys.exception), Null if none.
	Exc     gc.Value
	Handled gc.Value

	// Base and PC are the running frame, stored before every slow operation.
	Base, PC uintptr
	// StackEnd is where the current stack segment ends.
	StackEnd uintptr
	// Depth counts Python frames against RecursionLimit.
	Depth, RecursionLimit int
	// Nest counts interpreter loops that have Go frames of ours under them.
	Nest int

	// TailFn and TailArgs are what a native function that returned gc.Tail
	// wants called in its place; TailKw names the last of the arguments, if any.
	TailFn   gc.Value
	TailArgs []gc.Value
	TailKw   gc.Value

	// Invoker runs Python code on behalf of native code.
	Invoker Invoker

	ID   int64
	Name string
}

// Invoker is what the interpreter offers to the packages below it.
type Invoker interface {
	// Call calls fn with positional arguments and, if kw is not Null, with the
	// last len(kw) of them named by the tuple kw. Null: t.Exc is set.
	Call(t *Thread, fn gc.Value, args []gc.Value, kw gc.Value) gc.Value
}

// SetTail makes the native function that returns its result end in a call of
// fn: it is run by the caller's loop, without a Go frame in between.
func (t *Thread) SetTail(fn gc.Value, args ...gc.Value) gc.Value {
	t.TailFn, t.TailKw = fn, gc.Null
	t.TailArgs = append(t.TailArgs[:0], args...)
	return gc.Tail
}
