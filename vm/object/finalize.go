package object

import (
	"sync"
	"sync/atomic"

	"gorgon/gc"
	"gorgon/scheduler"
)

// Calls that the collector asks for: callbacks of weak references and __del__.
// They run after the collection, on the main thread, at its next safepoint.
//
// Main invariant: what waits here is alive (the queue is a root source).
var pendingCalls struct {
	sync.Mutex
	calls []pendingCall
	some  atomic.Bool
}

type pendingCall struct{ fn, arg Value }

type pendingRoots struct{}

func (pendingRoots) VisitRoots(visit func(Value)) {
	for _, c := range pendingCalls.calls {
		visit(c.fn)
		visit(c.arg)
	}
}

// QueueCall makes the main thread call fn(arg) soon; fn Null: arg.__del__().
func QueueCall(fn, arg Value) {
	pendingCalls.Lock()
	pendingCalls.calls = append(pendingCalls.calls, pendingCall{fn, arg})
	pendingCalls.Unlock()
	pendingCalls.some.Store(true)
	scheduler.InterruptMain()
}

// RunPendingCalls makes the calls that wait and says whether there were any.
// Their exceptions are reported, not raised.
func RunPendingCalls(t *Thread) (any bool) {
	for pendingCalls.some.Load() {
		any = true
		pendingCalls.Lock()
		if len(pendingCalls.calls) == 0 {
			pendingCalls.some.Store(false)
			pendingCalls.Unlock()
			break
		}
		c := pendingCalls.calls[0]
		pendingCalls.calls = pendingCalls.calls[1:]
		pendingCalls.Unlock()
		runPendingCall(t, c)
	}
	return any
}

func runPendingCall(t *Thread, c pendingCall) {
	exc, handled := t.Exc, t.Handled
	t.Exc, t.Handled = Null, Null
	where := c.fn
	var r Value
	if c.fn != Null {
		r = Call(t, c.fn, c.arg)
	} else {
		r = callSpecialOr(t, c.arg, names.__del__, None)
		where = LookupType(t, TypeOf(c.arg), names.__del__)
	}
	if r == Null {
		reportUnraisable(t, where)
	}
	t.Exc, t.Handled = exc, handled
}

// Unraisable reports the pending exception, which nobody can catch, by
// sys.unraisablehook; where is what raised it. The module sys sets it.
var Unraisable func(t *Thread, exc, where Value)

func reportUnraisable(t *Thread, where Value) {
	exc := t.Exc
	t.Exc = Null
	if Unraisable != nil {
		Unraisable(t, exc, where)
	}
	t.Exc = Null
}

// finalizable are the objects with __del__ that it has not yet run for.
var finalizable = struct {
	sync.Mutex
	objects map[uintptr]struct{}
}{objects: map[uintptr]struct{}{}}

// addFinalizable remembers a new object whose class has __del__.
func addFinalizable(t *Thread, o uintptr) {
	finalizable.Lock()
	finalizable.objects[o] = struct{}{}
	finalizable.Unlock()
	if !t.Solo {
		t.OnAbort(func() {
			finalizable.Lock()
			delete(finalizable.objects, o)
			finalizable.Unlock()
		})
	}
}

// keepFinalizable lets the dead objects with __del__ live until it has run.
func keepFinalizable(isLive func(Value) bool, keep func(Value)) {
	for o := range finalizable.objects {
		if v := gc.MakePtr(o); !isLive(v) {
			delete(finalizable.objects, o)
			keep(v)
			QueueCall(Null, v)
		}
	}
}

func init() {
	gc.RegisterRoots(pendingRoots{})
	gc.RegisterKeepHook(keepFinalizable)
}

// noteDel finds out whether instances of typ need __del__ called.
func (typ *Type) noteDel(t *Thread) { typ.hasDel = lookupMRO(t, typ, names.__del__) != Null }
