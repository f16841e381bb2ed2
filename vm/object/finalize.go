package object

import (
	"slices"
	"sync"
	"sync/atomic"

	"gorgon/gc"
	"gorgon/scheduler"
	"gorgon/stm"
)

// Calls that the collector asks for: callbacks of weak references, __del__, and
// the closing of generators that nobody will resume. They run after the
// collection, on the main thread at its next safepoint, or in the thread that
// called gc.collect.
//
// Main invariant: what waits here is alive (the queue is a root source).
var pendingCalls struct {
	sync.Mutex
	calls []pendingCall
	some  atomic.Bool
}

type pendingCall struct {
	kind    pendingKind
	fn, arg Value
}

type pendingKind uint8

const (
	pendingCallback  pendingKind = iota // fn(arg), of a weak reference
	pendingDel                          // arg.__del__()
	pendingClose                        // arg.close(), a generator
	pendingHook                         // fn(arg), fn being the finalizer of the async generator arg
	pendingUnawaited                    // the warning about the coroutine arg
)

type pendingRoots struct{}

func (pendingRoots) VisitRoots(visit func(Value)) {
	for _, c := range pendingCalls.calls {
		visit(c.fn)
		visit(c.arg)
	}
}

// QueueCallback makes fn(arg), the callback of a weak reference, run soon.
func QueueCallback(fn, arg Value) { queueCall(pendingCall{pendingCallback, fn, arg}) }

func queueCall(c pendingCall) {
	pendingCalls.Lock()
	pendingCalls.calls = append(pendingCalls.calls, c)
	pendingCalls.Unlock()
	if !pendingCalls.some.Swap(true) {
		scheduler.InterruptMain()
	}
}

// RunPendingCalls makes the calls that wait, each in a transaction of its own
// where the thread may end one, and returns how many there were. Their
// exceptions are reported, not raised.
func RunPendingCalls(t *Thread) (n int) {
	if t.Finalizing {
		return 0 // what waits is called after the call that runs now
	}
	t.Finalizing = true
	defer func() { t.Finalizing = false }()
	for ; pendingCalls.some.Load() && t.OwnEffect(); n++ {
		pendingCalls.Lock()
		if len(pendingCalls.calls) == 0 {
			pendingCalls.calls = nil
			pendingCalls.some.Store(false)
			pendingCalls.Unlock()
			break
		}
		c := pendingCalls.calls[0]
		pendingCalls.calls = pendingCalls.calls[1:]
		t.Roots = append(t.Roots, c.fn, c.arg)
		pendingCalls.Unlock()
		runPendingCall(t, c)
		t.Roots = t.Roots[:len(t.Roots)-2]
	}
	return n
}

// runPendingCall makes one call. What the thread was doing is put aside.
func runPendingCall(t *Thread, c pendingCall) {
	exc, handled := t.Exc, t.Handled
	t.Roots = append(t.Roots, exc, handled)
	t.Exc, t.Handled = Null, Null
	r, failed := None, ""
	where := c.fn
	switch c.kind {
	case pendingCallback:
		r, failed = Call(t, c.fn, c.arg), "calling weakref callback"
	case pendingDel:
		failed = "calling deallocator"
		if where = LookupType(t, TypeOf(c.arg), names.__del__); where != Null {
			r = callSpecialOr(t, c.arg, names.__del__, None)
		}
	case pendingClose:
		where, failed = c.arg, "closing generator"
		if !GenClose(t, c.arg) {
			r = Null
		}
	case pendingHook:
		where, failed = c.arg, "finalizing generator"
		r = Call(t, c.fn, c.arg)
	case pendingUnawaited:
		where, failed = c.arg, "finalizing coroutine"
		r = warnUnawaited(t, c.arg)
	}
	if r == Null {
		ReportUnraisable(t, failed, where)
	}
	t.Exc, t.Handled = exc, handled
	t.Roots = t.Roots[:len(t.Roots)-2]
}

// warnUnawaited warns about a coroutine that was never started.
func warnUnawaited(t *Thread, coroutine Value) Value {
	m := ImportModule(t, "warnings")
	if m == Null {
		return Null
	}
	return CallMethod(t, m, Intern("_warn_unawaited_coroutine"), coroutine)
}

// Unraisable reports an exception that nobody can catch by sys.unraisablehook;
// message says what was going on, or is None. The module sys sets it.
var Unraisable func(t *Thread, exc, message, where Value)

// ReportUnraisable reports the pending exception, which came up while where was
// being treated.
func ReportUnraisable(t *Thread, while string, where Value) {
	exc := t.Exc
	t.Exc = Null
	if Unraisable == nil || exc == Null {
		return
	}
	shown := "<object repr() failed>"
	if r := Repr(t, where); r != Null {
		shown = StrOf(r)
	}
	t.Exc = Null
	Unraisable(t, exc, NewStr(t, "Exception ignored while "+while+" "+shown), None)
	t.Exc = Null
}

// finalizable are the objects that something must run for when they die, in
// order of creation: those with __del__, generators that may hold a finally
// block open, and coroutines. finalized are those that it has run for.
var finalizable = struct {
	sync.Mutex
	objects   []uintptr
	finalized map[uintptr]struct{}
}{finalized: map[uintptr]struct{}{}}

// addFinalizable remembers a new object that is finalizable.
func addFinalizable(t *Thread, o uintptr) {
	finalizable.Lock()
	finalizable.objects = append(finalizable.objects, o)
	finalizable.Unlock()
	if !t.Solo {
		t.OnAbort(func() { dropFinalizable(o) })
	}
}

// dropFinalizable forgets an object whose transaction was rolled back: one of
// the last ones.
func dropFinalizable(o uintptr) {
	finalizable.Lock()
	defer finalizable.Unlock()
	for i, x := range slices.Backward(finalizable.objects) {
		if x == o {
			finalizable.objects = slices.Delete(finalizable.objects, i, i+1)
			return
		}
	}
}

// AddFinalizable makes the new generator or coroutine at o be closed when it
// dies while it is suspended.
func AddFinalizable(t *Thread, o uintptr) { addFinalizable(t, o) }

// keepFinalizable lets the dead objects live until they are finalized. What a
// transaction has made waits for its end: it may come into being again.
func keepFinalizable(isLive func(Value) bool, keep func(Value)) {
	left := finalizable.objects[:0]
	for _, o := range finalizable.objects {
		if v := gc.MakePtr(o); isLive(v) {
			left = append(left, o)
		} else if stm.MayVanish(o) {
			left = append(left, o)
			keep(v)
		} else if call, ok := finalCall(v); ok {
			keep(v)
			finalizable.finalized[o] = struct{}{}
			queueCall(call)
		}
	}
	clear(finalizable.objects[len(left):])
	finalizable.objects = left
}

// finalCall says what must run for an object that has died, if anything. It
// runs in a pause, and for objects of running transactions only if they live.
func finalCall(v Value) (c pendingCall, ok bool) {
	c = pendingCall{pendingDel, Null, v}
	async := Is(v, ShapeAsyncGenerator)
	if !Is(v, ShapeGenerator) && !Is(v, ShapeCoroutine) && !async {
		return c, true
	}
	switch gc.Load(v.Addr() + GenState) {
	case gc.MakeInt(GenCreated):
		c.kind = pendingUnawaited
		return c, Is(v, ShapeCoroutine)
	case gc.MakeInt(GenSuspended):
		if c.fn, _ = asyncFinalizers.Load(v.Addr()); async && c.fn != Null {
			c.kind = pendingHook
			return c, true
		}
		c.kind = pendingClose
		return c, GenGuarded(v)
	}
	return c, false
}

// GenGuarded says whether a suspended generator or coroutine is inside a try or
// with statement, so that closing it would run something. The interpreter sets
// it.
var GenGuarded func(gen Value) bool

func sweepFinalized(isLive func(Value) bool) {
	for o := range finalizable.finalized {
		if !isLive(gc.MakePtr(o)) {
			delete(finalizable.finalized, o)
		}
	}
}

// IsFinalized says whether v's finalizer was called already.
func IsFinalized(v Value) bool {
	finalizable.Lock()
	defer finalizable.Unlock()
	_, ok := finalizable.finalized[v.Addr()]
	return ok
}

// AnyFinalizable says whether an object waits for its finalizer.
func AnyFinalizable() bool {
	finalizable.Lock()
	defer finalizable.Unlock()
	return len(finalizable.objects) > 0
}

// FinalizeAll calls the finalizers of all objects that are left: the program is
// over. Objects that finalizers make are not finalized.
func FinalizeAll(t *Thread) {
	finalizable.Lock()
	objects := finalizable.objects
	finalizable.objects = nil
	for _, o := range objects {
		if call, ok := finalCall(gc.MakePtr(o)); ok {
			finalizable.finalized[o] = struct{}{}
			queueCall(call)
		}
	}
	finalizable.Unlock()
	RunPendingCalls(t)
}

func init() {
	gc.RegisterRoots(pendingRoots{})
	gc.RegisterKeepHook(keepFinalizable)
	gc.RegisterSweepHook(sweepFinalized)
}

// noteDel finds out whether instances of typ need __del__ called.
func (typ *Type) noteDel(t *Thread) { typ.hasDel = lookupMRO(t, typ, names.__del__) != Null }
