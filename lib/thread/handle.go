package thread

import (
	"fmt"
	"sync"
	"time"

	"gorgon/gc"
	"gorgon/scheduler"
	. "gorgon/vm/object"
)

// A _ThreadHandle stands for a thread that can be joined.
var handleType = NewType("_ThreadHandle", 0)

// handleIndex is the payload word of a handle object: its place in the table.
const handleIndex = gc.HeaderSize

// handle is the Go side of a handle object. The lock guards ident and state;
// done is closed when the thread has ended.
type handle struct {
	sync.Mutex
	ident int64
	state handleState
	done  chan struct{}
}

type handleState uint8

const (
	notStarted handleState = iota
	starting
	started
	ended
)

// handles finds the handle of a handle object.
var handles = NewHandles[*handle](nil)

func init() {
	handleType.Setup(Spec{
		Module: "_thread", Payload: 8, Layout: gc.LayoutValues, Final: true,
		Slots: Slots{Repr: handleRepr, New: func(t *Thread, cls *Type, args []Value, kw Value) Value {
			return newHandle(t)
		}},
		Methods: []Method{
			{Name: "join", Sig: "(self, timeout=?, /)", Fn: join},
			{Name: "is_done", Sig: "(self, /)", Fn: isDone},
			{Name: "_set_done", Sig: "(self, /)", Fn: setDone},
		},
		Getset: []Getset{{Name: "ident", Get: func(t *Thread, v Value) Value { return gc.MakeInt(handleOf(v).identity()) }}},
	})
}

func newHandle(t *Thread) Value {
	o := handleType.New(t)
	gc.Store(o+handleIndex, handles.Add(gc.MakePtr(o), &handle{done: make(chan struct{})}))
	return gc.MakePtr(o)
}

func handleOf(v Value) *handle { return handles.At(gc.Load(v.Addr() + handleIndex)) }

func (h *handle) identity() int64 {
	h.Lock()
	defer h.Unlock()
	return h.ident
}

func (h *handle) set(s handleState, ident int64) {
	h.Lock()
	defer h.Unlock()
	h.state, h.ident = s, ident
}

func (h *handle) finish() {
	h.Lock()
	defer h.Unlock()
	if h.state != ended {
		h.state = ended
		close(h.done)
	}
}

func (h *handle) stateNow() handleState {
	h.Lock()
	defer h.Unlock()
	return h.state
}

func handleRepr(t *Thread, v Value) Value {
	return NewStr(t, fmt.Sprintf("<%s object: ident=%d>", TypeOf(v).TpName(), handleOf(v).identity()))
}

func isDone(t *Thread, args []Value) Value {
	return gc.MakeBool(handleOf(args[0]).stateNow() == ended)
}

func setDone(t *Thread, args []Value) Value {
	h := handleOf(args[0])
	if s := h.stateNow(); s == notStarted || s == starting {
		return RuntimeErrorf(t, "thread not started")
	}
	h.finish()
	return None
}

func join(t *Thread, args []Value) Value {
	h := handleOf(args[0])
	deadline := time.Time{}
	if v := args[1]; v != Null && v != None {
		d, ok := seconds(t, v)
		if !ok {
			return Null
		}
		if d >= 0 {
			deadline = time.Now().Add(d)
		}
	}
	switch s := h.stateNow(); {
	case s == notStarted || s == starting && h.identity() == 0:
		return RuntimeErrorf(t, "thread not started")
	case s == ended:
		return None
	case h.identity() == t.ID:
		return RuntimeErrorf(t, "Cannot join current thread")
	case t.Atomic > 0:
		return RuntimeErrorf(t, "cannot join a thread inside an atomic block")
	}
	return waitFor(t, h.done, deadline)
}

// waitFor waits for a channel to be closed, and runs signal handlers.
func waitFor(t *Thread, ch <-chan struct{}, deadline time.Time) Value {
	for {
		_, interrupted := t.Wait(ch, deadline)
		if !interrupted {
			return None
		}
		if !handleSignals(t) {
			return Null
		}
	}
}

// makeHandle is _make_thread_handle: a handle for a thread started elsewhere.
func makeHandle(t *Thread, args []Value) Value {
	n, ok := AsInt64(args[0])
	if !ok {
		return TypeErrorf(t, "ident must be an integer")
	}
	v := newHandle(t)
	handleOf(v).set(started, n)
	return v
}

// shutdown waits for all threads that are not daemons.
func shutdown(t *Thread, args []Value) Value {
	for {
		h := someAlive(t)
		if h == nil {
			return None
		}
		if waitFor(t, h.done, time.Time{}) == Null {
			return Null
		}
	}
}

func someAlive(t *Thread) *handle {
	alive.Lock()
	defer alive.Unlock()
	for h := range alive.handles {
		if h.identity() != t.ID {
			return h
		}
	}
	return nil
}

// alive are the handles of running threads that are not daemons.
var alive = struct {
	sync.Mutex
	handles map[*handle]struct{}
}{handles: map[*handle]struct{}{}}

// start starts a thread that runs fn and belongs to handle v.
func start(t *Thread, v, fn Value, args []Value, kw Value, daemon bool) bool {
	h := handleOf(v)
	h.Lock()
	if h.state != notStarted {
		h.Unlock()
		RuntimeErrorf(t, "thread already started")
		return false
	}
	h.state = starting
	h.Unlock()
	t.OnAbort(func() { h.set(notStarted, 0) })
	n := t.Start(scheduler.Task{Fn: fn, Args: args, Kw: kw, Daemon: daemon,
		Failed: func(t *Thread) { reportFailure(t, fn) },
		Ended: func() {
			alive.Lock()
			delete(alive.handles, h)
			alive.Unlock()
			h.finish()
		}})
	n.Roots = append(n.Roots, v)
	h.set(started, n.ID)
	if !daemon {
		t.OnAbort(func() {
			alive.Lock()
			delete(alive.handles, h)
			alive.Unlock()
		})
		alive.Lock()
		alive.handles[h] = struct{}{}
		alive.Unlock()
	}
	return true
}
