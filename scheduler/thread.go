package scheduler

import (
	"sync/atomic"
	"time"

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
	// StackBase and StackEnd bound the stack of frames. ArgTop is the end of
	// the arguments of the native function that runs, as far as it lies above
	// the running frame.
	StackBase, StackEnd, ArgTop uintptr
	// Depth is how many more Python frames RecursionLimit allows.
	Depth, RecursionLimit int
	// Nest counts interpreter loops that have Go frames of ours under them;
	// NestBase is its value in the thread's outermost loop.
	Nest, NestBase int
	// Natives counts native functions that have called themselves for a part of
	// their argument.
	Natives int
	// nestedAt says for each nested loop when it was entered (gc.Clock). What Go
	// frames below it hold is older.
	nestedAt []uint64

	// TailFn and TailArgs are what a native function that returned gc.Tail
	// wants called in its place; TailKw names the last of the arguments, if any.
	TailFn   gc.Value
	TailArgs []gc.Value
	TailKw   gc.Value

	// Result is what the loop that ended last returns. GenEnded says that a
	// generator returned rather than yielded it; CloseResult is the value that
	// a closed generator returned.
	Result, CloseResult gc.Value
	GenEnded            bool
	// NoTraceback makes the next frame that an exception passes add no entry.
	NoTraceback bool
	// Switch makes run choose the loop anew: the mode has changed.
	Switch bool
	// Attention is set by a native function that wants a safepoint right after
	// it: the loop polls at the return point.
	Attention bool
	// Glance: the safepoint that comes next by itself is there for whoever wants
	// to see where the thread is. No transaction ends for it.
	Glance bool

	// Watermark is the base of the lowest frame that the checkpoint has saved.
	Watermark uintptr
	// The checkpoint: where the transaction restarts. Saved holds the copies of
	// frames, in the interpreter's format.
	CheckPC, CheckBase     uintptr
	CheckNest, CheckDepth  int
	CheckExc, CheckHandled gc.Value
	Saved                  []uint64

	// ArgStack is memory for the arguments of native functions that native code
	// calls: who claims a part gives it back by setting the length again.
	ArgStack []gc.Value

	// Lag is by how much the thread's clock is behind: see WaitAtomic.
	Lag time.Duration

	// Hasty: a free lock is taken without waiting, whomever it is kept for, because
	// the transaction may not end here.
	Hasty bool

	// Quiet: native code that is called now must run no Python code, because a
	// trace holds what it has loaded, and nobody knows where its references are.
	// What needs some raises SystemError, and the interpreter does it again.
	Quiet bool

	// Atomic counts the atomic blocks around the running code.
	Atomic int

	// VisitFrames calls visit for every reference in the thread's frames, in
	// Saved and in what else the interpreter keeps. The interpreter sets it.
	VisitFrames func(t *Thread, visit func(gc.Value))
	// Scatter is an object on whose lock this thread collides: its attributes
	// are to get locks of their own at the next boundary. Null: none.
	Scatter gc.Value
	// Collisions is what the layer above notes about those that Contended tells of.
	Collisions any

	// Finalizing says that the thread makes calls that the collector has asked
	// for.
	Finalizing bool
	// Roots are references that native functions keep across safepoints.
	Roots []gc.Value

	// Locals are the attribute dicts of _thread._local objects in this thread,
	// by the object's address.
	Locals map[uintptr]gc.Value

	// Invoker runs Python code on behalf of native code.
	Invoker Invoker

	// SamplesWanted counts the samples of the thread's stack that the profiler
	// waits for.
	SamplesWanted atomic.Int32

	// JIT is what the trace JIT keeps for the thread.
	JIT any

	// ID is what get_ident returns. Main marks the thread that runs the program.
	ID     int64
	Main   bool
	Daemon bool
	Name   string

	threadState
}

// Action is what a safepoint asks of the interpreter.
type Action uint8

const (
	Continue  Action = iota
	Leave            // Switch is set: leave the loop, run chooses the other one
	NoMemory         // the heap is full: raise MemoryError
	Interrupt        // signals are pending: run their handlers (main thread only)
)

// Invoker is what the interpreter offers to the packages below it.
type Invoker interface {
	// Call calls fn with positional arguments and, if kw is not Null, with the
	// last len(kw) of them named by the tuple kw. Null: t.Exc is set.
	Call(t *Thread, fn gc.Value, args []gc.Value, kw gc.Value) gc.Value
	// Call2 is Call with the arguments a and, unless that is Null, b.
	Call2(t *Thread, fn, a, b gc.Value) gc.Value
}

// ClaimArgs takes n words of ArgStack: an empty slice with that capacity.
func (t *Thread) ClaimArgs(n int) []gc.Value {
	mark := len(t.ArgStack)
	if mark+n > cap(t.ArgStack) {
		// What was claimed before stays where it is.
		t.ArgStack = make([]gc.Value, mark, 2*cap(t.ArgStack)+n+64)
	}
	t.ArgStack = t.ArgStack[:mark+n]
	return t.ArgStack[mark : mark : mark+n]
}

// SetTail makes the native function that returns its result end in a call of
// fn: it is run by the caller's loop, without a Go frame in between.
func (t *Thread) SetTail(fn gc.Value, args ...gc.Value) gc.Value {
	t.TailFn, t.TailKw = fn, gc.Null
	t.TailArgs = append(t.TailArgs[:0], args...)
	return gc.Tail
}
