package scheduler

import (
	"runtime"
	"time"

	"gorgon/stm"
)

// Waiting for something that another thread puts into an object, as for an item
// in a queue. Who waits for something stands in the parking lot under the object's
// address; who puts something there calls Signal.
//
// Main invariant: as long as something is there and somebody waits, a waiter was
// woken and has not looked yet. So who has taken something wakes the next one if
// more is there.

// Supply is what a thread waits for: Take, which runs in a transaction of its own,
// takes it if it is there and says whether there is more. Ready says without a
// transaction whether it may be there. What Take has kept in Go variables is not
// collected before Await has returned.
type Supply interface {
	Ready() bool
	Take() (taken, more bool)
}

// Signal wakes a thread that waits under key, when the transaction has committed.
func (t *Thread) Signal(key uintptr) {
	switch s := &lot[shard(key)]; {
	case t.Solo || !t.InTx():
		wake(key)
	case s.sleepers.Load() > 0 || t.Pinned():
		t.wakeAtCommit(key)
	case len(t.wakes) == 0 || t.wakes[len(t.wakes)-1] != key:
		// Who begins to wait after this looks once more before it sleeps, meets what
		// this transaction owns, and asks for its end.
		t.wakes = append(t.wakes, key)
	}
}

// How a thread looks out for something that another one is about to commit. Each look
// takes a cache line away from the other. It is asked to commit when it has had time
// to do more than one thing.
const (
	lookEach = 200 // spins
	askAfter = 1500 * time.Nanosecond
	lookFor  = 20 * time.Microsecond
	// How often a thread looks where there are more threads than processors.
	looksBetween = 3
)

// LookOut commits, and waits for a moment, without a transaction, until something holds.
// The function also returns the lock for which it is waited. False: it
// did not come, or here is no place to wait.
func (t *Thread) LookOut(holds func() (ok bool, lock uintptr)) bool {
	if t.Solo || !t.InTx() || t.fresh || t.Atomic > 0 || t.Nest > t.NestBase || len(t.elided) > 0 {
		return false
	}
	t.CommitTx()
	t.Pass()
	var ok bool
	if stm.Crowded.Load() {
		ok = t.lookBetween(holds)
	} else {
		ok = lookOut(holds)
	}
	t.Pin()
	return ok
}

func lookOut(holds func() (ok bool, lock uintptr)) bool {
	for began, asked := time.Now(), false; !stm.StopRequested.Load(); stm.Spin(lookEach) {
		ok, lock := holds()
		if ok {
			return true
		}
		took := time.Since(began)
		if took > lookFor {
			return false
		}
		if took > askAfter && !asked {
			asked = true
			stm.Ask(lock)
		}
	}
	return false
}

// lookBetween lets other threads run, which are waiting for a processor.
func (t *Thread) lookBetween(holds func() (ok bool, lock uintptr)) bool {
	for range looksBetween {
		ok, lock := holds()
		if ok {
			return true
		}
		stm.Ask(lock)
		t.leaveHeap()
		runtime.Gosched()
		t.enterHeap()
	}
	ok, _ := holds()
	return ok
}

// Await commits, waits until something is there, and takes it. The deadline may be
// zero.
func (t *Thread) Await(key uintptr, deadline time.Time, s Supply) (taken, intr bool) {
	t.Block()
	for began := time.Now(); ; {
		w := &waiter{wake: make(chan struct{}), since: began}
		enqueue(key, w)
		t.resumeRunning()
		if taken, more := t.take(s); taken {
			if !dequeue(key, w) || more {
				wake(key)
			}
			if !t.Solo {
				t.Pin()
			}
			return true, false
		}
		t.Block()
		if why := t.rest(w, deadline); why != woken {
			if !dequeue(key, w) {
				wake(key) // meant for who waits behind
			}
			t.Unblock()
			return false, why == interrupted
		}
	}
}

// take looks once. No transaction runs.
func (t *Thread) take(s Supply) (taken, more bool) {
	switch {
	case !s.Ready():
	case t.Solo:
		return s.Take()
	default:
		t.RunApart(func() { taken, more = s.Take() })
	}
	return taken, more
}
