package stm

import (
	"cmp"
	"slices"
	"sync"
	"time"
)

// Turns: threads that all want the same work one after another. See contention.go.
//
// A transaction that has waited long stands in the queue of the lock, the oldest
// first, and its token in hungry of the owner's place. The owner rings when its
// turn is over, or before it ends or blocks; who is woken and gets the lock tells
// its own place about the next in the queue. So each one is woken by the one before
// it, and the naps of those behind may be long.

const queueShards = 64

// queues are those that wait for a lock, by its address. An entry is there only
// while its transaction waits.
var queues [queueShards]struct {
	sync.Mutex
	waiting map[uintptr][]queued
	_       [48]byte
}

type queued struct {
	age   uint64
	token uint64
}

func queueShard(lock uintptr) int { return int((lock>>3 ^ lock>>12) % queueShards) }

// joinQueue enters the queue of a lock, unless the transaction is in it.
func (t *Tx) joinQueue(lock uintptr) {
	if t.queue == lock {
		return
	}
	t.queue = lock
	s := &queues[queueShard(lock)]
	s.Lock()
	defer s.Unlock()
	if s.waiting == nil {
		s.waiting = map[uintptr][]queued{}
	}
	q := s.waiting[lock]
	at, _ := slices.BinarySearchFunc(q, t.age, func(e queued, age uint64) int { return cmp.Compare(e.age, age) })
	s.waiting[lock] = slices.Insert(q, at, queued{t.age, t.Owner})
	t.napFor = min(longNap*time.Duration(1+at), longestNap)
}

// leaveQueue leaves the queue and returns the token of who is first in it now, 0 if
// there is none.
func (t *Tx) leaveQueue() (next uint64) {
	lock := t.queue
	t.queue = 0
	s := &queues[queueShard(lock)]
	s.Lock()
	defer s.Unlock()
	q := s.waiting[lock]
	if i := slices.IndexFunc(q, func(e queued) bool { return e.token == t.Owner }); i >= 0 {
		q = slices.Delete(q, i, i+1)
	}
	if len(q) == 0 {
		delete(s.waiting, lock)
		return 0
	}
	s.waiting[lock] = q
	return q[0].token
}

// askFor tells the thread of s that this transaction has waited long, unless an
// older one has.
func (t *Tx) askFor(s *slot) {
	first := s.hungry.Load()
	if first == t.Owner {
		return
	}
	if o := slotOf(first); first == 0 || !o.holds(first) || !o.waits.Load() || t.olderThan(o) {
		s.hungry.CompareAndSwap(first, t.Owner)
	}
}

// nap sleeps until another thread rings, but not for long.
func (t *Tx) nap() {
	if t.napper == nil {
		t.napper = time.NewTimer(t.napFor)
	} else {
		t.napper.Reset(t.napFor)
	}
	select {
	case <-t.slot.bell:
		t.napper.Stop()
	case <-t.napper.C:
	}
}

// ring ends the nap that the thread of s takes or is about to take.
func (s *slot) ring() {
	select {
	case s.bell <- struct{}{}:
	default:
	}
}

// Ring makes the transaction look up if it sleeps while it waits for another.
func (t *Tx) Ring() {
	if s := t.slot; s != nil && s.waits.Load() {
		s.ring()
	}
}

// waited is called when a wait for the thread of s is over; got says that the lock
// has changed hands.
func (t *Tx) waited(s *slot, got bool) {
	s.hungry.CompareAndSwap(t.Owner, 0)
	if t.queue != 0 {
		if next := t.leaveQueue(); got && next != 0 {
			t.slot.hungry.CompareAndSwap(0, next)
		}
	}
	t.turn = time.Now()
	if t.hunger > longWait {
		t.queuedOften = min(t.queuedOften+1, maxQueued)
	} else if t.queuedOften > 0 {
		t.queuedOften--
	}
}

// Owes says whether another transaction has waited so long for what this thread's
// last ones held that it comes first.
func (t *Tx) Owes() bool { return t.slot.hungry.Load() != 0 }

// TurnOver says whether the thread has gone on for long since it last waited.
func (t *Tx) TurnOver() bool { return time.Since(t.turn) > turnLength }

// GiveWay lets the one that has waited long have what it waits for. No transaction
// runs.
func (t *Tx) GiveWay() {
	w := t.slot.hungry.Swap(0)
	s := slotOf(w)
	s.ring()
	for began := time.Now(); s.holds(w) && s.waits.Load() && !StopRequested.Load(); {
		took := time.Since(began)
		if took > maxCourtesy {
			return
		}
		pause(took)
	}
}

// Pass wakes the one that has waited long: this thread will do nothing for a while.
// No transaction runs.
func (t *Tx) Pass() {
	if t.slot.hungry.Load() != 0 {
		slotOf(t.slot.hungry.Swap(0)).ring()
	}
}
