package stm

import (
	"sync/atomic"
	"time"

	"gorgon/conflicts/event"
	"gorgon/gc"
)

// OneLock makes transactions run one after another: each holds the token from its
// beginning to its end, and none meets another. It is what the others are compared
// with: a fault that is there too is none of concurrency. Set before there are any.
var OneLock bool

// token makes sure that only one transaction at a time is irrevocable.
var token struct {
	holder   atomic.Pointer[Tx]
	waiting  atomic.Int64
	reserved atomic.Pointer[Tx] // younger ones than this one must wait (priority.go)
	age      atomic.Uint64      // its age
}

// TokenWanted says whether somebody waits to become irrevocable.
func TokenWanted() bool { return token.waiting.Load() > 0 }

// MayVanish says whether the object at o was made by a running transaction that
// may still be rolled back. The world is stopped.
func MayVanish(o uintptr) bool {
	w := gc.AtomicLoad(o + gc.LockOffset)
	if w&locked == 0 || slotOf(w).token.Load() != w {
		return false
	}
	h := token.holder.Load()
	return h == nil || h.Owner != w || h.state != irrevocable
}

// BecomeIrrevocable makes sure that the transaction will commit: from now on
// the others give way, and what it reads it owns. It may abort before that.
func (t *Tx) BecomeIrrevocable() {
	if t.state == irrevocable {
		return
	}
	t.takeToken()
	for _, lock := range t.Reads {
		w := gc.AtomicLoad(lock)
		for w <= t.RV && !atomic.CompareAndSwapUint64(gc.Word(lock), w, t.Owner) {
			w = gc.AtomicLoad(lock)
		}
		if w <= t.RV {
			t.writes = append(t.writes, write{lock, w, true})
		} else if w != t.Owner {
			releaseToken(t)
			t.lose(Invalid, lock)
		}
	}
	t.Reads = t.Reads[:0]
	if t.on {
		t.ownHeld()
	}
	t.state = irrevocable
	t.divided = true // what it owns because it has read it must be saved no less
	t.setPlain()
	if Recording {
		t.noteIrrevocable()
	}
}

// takeToken waits for the token. A transaction that may abort does so when it
// is doomed or the world is being stopped.
func (t *Tx) takeToken() {
	if t.tryToken() {
		return
	}
	token.waiting.Add(1)
	t.waiting(true)
	stalled := t.state != active && t.hooks != nil
	if stalled {
		t.hooks.Stalled(true)
	}
	if DoomHook != nil {
		DoomHook() // the holder may be parked at a safepoint
	}
	reason := numReasons
	began := time.Now()
	var site event.Site
	var why uint32
	if h := token.holder.Load(); Recording && h != nil {
		site, why = event.Site(h.slot.site.Load()), h.slot.why.Load()
	}
	for ; !t.tryToken(); pause(time.Since(began)) {
		if t.state != active {
			continue
		}
		if t.Doomed() {
			reason = Doomed
			break
		} else if StopRequested.Load() {
			reason = Stopping
			break
		}
	}
	if stalled {
		t.hooks.Stalled(false)
	}
	token.waiting.Add(-1)
	t.waiting(false)
	if Recording {
		t.report(Conflict{Kind: event.Irrevocable, Cause: site, Why: why, Waited: time.Since(began)})
	}
	if reason != numReasons {
		t.lose(reason, 0)
	}
}

func (t *Tx) tryToken() bool {
	return t.mayBecomeIrrevocable() && (token.holder.CompareAndSwap(nil, t) || OneLock && t.HoldsToken())
}

// HoldsToken says whether others that want to become irrevocable have to wait
// for the transaction's end. It is irrevocable itself, unless OneLock.
func (t *Tx) HoldsToken() bool { return token.holder.Load() == t }

func releaseToken(t *Tx) { token.holder.CompareAndSwap(t, nil) }
