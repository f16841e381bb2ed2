package scheduler

import (
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"gorgon/gc"
	"gorgon/internal/sys"
	"gorgon/stm"
)

// The parking lot: threads that wait for a lock, or for something else (Await), by
// the address of its object. It is outside the transactional heap; a lock's state
// is in its object. Who waits enters the queue first and looks at the committed
// state then; who frees a lock wakes after its commit. So no wake-up is lost.

const lotShards = 64

var lot [lotShards]lotShard

type lotShard struct {
	sync.Mutex
	sleepers atomic.Int64 // counts the waiters in all queues
	queues   map[uintptr][]*waiter
	kept     atomic.Pointer[keeping] // of one of its locks, or nil
	lastKept time.Time
	_        [8]byte
}

// waiter is one waiting thread. One that elides does not keep the next from
// going on at the same time.
//
// Main invariant: who is woken finds its flag up, or wake closed.
type waiter struct {
	flag   sys.Flag
	wake   chan struct{}
	elides bool
	id     int64     // of the thread, 0 if it waits for something else than a lock
	since  time.Time // the queues' order
}

func shard(lock uintptr) int { return int((lock>>4 ^ lock>>12) % lotShards) }

// enqueue puts w behind those that have waited for as long or longer.
func enqueue(lock uintptr, w *waiter) {
	s := &lot[shard(lock)]
	s.sleepers.Add(1)
	s.Lock()
	defer s.Unlock()
	if s.queues == nil {
		s.queues = map[uintptr][]*waiter{}
	}
	q := s.queues[lock]
	at := len(q)
	for at > 0 && w.since.Before(q[at-1].since) {
		at--
	}
	s.queues[lock] = slices.Insert(q, at, w)
}

// dequeue removes w; false: it was woken already.
func dequeue(lock uintptr, w *waiter) bool {
	s := &lot[shard(lock)]
	s.Lock()
	defer s.Unlock()
	q := s.queues[lock]
	i := slices.Index(q, w)
	if i < 0 {
		return false
	}
	s.sleepers.Add(-1)
	if q = slices.Delete(q, i, i+1); len(q) == 0 {
		delete(s.queues, lock)
	} else {
		s.queues[lock] = q
	}
	return true
}

// wake wakes the first waiter of a lock that was freed, and those behind it as
// long as they elide.
func wake(lock uintptr) {
	s := &lot[shard(lock)]
	if s.sleepers.Add(0) == 0 { // an addition, so that the lock's release comes before it
		return
	}
	s.Lock()
	defer s.Unlock()
	q := s.queues[lock]
	n := 0
	for n < len(q) {
		w := q[n]
		n++
		w.ring()
		if n == 1 && s.keep(lock, w) || !w.elides {
			break
		}
	}
	s.sleepers.Add(int64(-n))
	if n == len(q) {
		delete(s.queues, lock)
	} else {
		s.queues[lock] = slices.Clone(q[n:])
	}
}

func (w *waiter) ring() {
	if !w.flag.Raise() {
		close(w.wake)
	}
}

// locksAwaited says whether anybody has waited for a lock for so long that it may be
// kept for that thread.
func locksAwaited() bool {
	now, awaited := time.Now(), false
	eachFirst(func(_ uintptr, w *waiter) { awaited = awaited || now.Sub(w.since) >= keepAfter })
	return awaited
}

// eachFirst calls f for the first thread that waits for each lock.
func eachFirst(f func(lock uintptr, w *waiter)) {
	for i := range lot {
		s := &lot[i]
		if s.sleepers.Load() == 0 {
			continue
		}
		s.Lock()
		for lock, q := range s.queues {
			if q[0].id != 0 {
				f(lock, q[0])
			}
		}
		s.Unlock()
	}
}

// visitWaiters visits the locks that are waited for.
func visitWaiters(visit func(gc.Value)) {
	for i := range lot {
		lot[i].Lock() // blocked threads come and go
		for lock := range lot[i].queues {
			visit(gc.MakePtr(lock))
		}
		lot[i].Unlock()
	}
}

// wakeUp is why a wait ended.
type wakeUp uint8

const (
	woken wakeUp = iota
	timedOut
	interrupted
)

// awaitFree waits until lock is free for this thread, without touching the heap. The
// thread is blocked and runs no transaction; beginWait was called.
func (t *Thread) awaitFree(lock uintptr, deadline time.Time, elides bool) wakeUp {
	if t.freeSoon(lock) {
		return woken
	}
	for {
		w := &waiter{wake: make(chan struct{}), elides: elides, id: t.ID, since: t.wait.since}
		enqueue(lock, w)
		until, kept := t.givesWay(lock)
		if !kept && t.isFree(lock) {
			if !dequeue(lock, w) && !elides {
				wake(lock) // meant for whoever takes the lock now
			}
			return woken
		}
		limit := deadline
		if kept && (deadline.IsZero() || until.Before(deadline)) {
			limit = until
		}
		switch why := t.rest(w, limit); {
		case why == timedOut && limit != deadline:
			dequeue(lock, w)
		case why != woken:
			if !dequeue(lock, w) {
				wake(lock)
			}
			return why
		}
	}
}

// spinForLock is how long a thread looks at a lock that nobody else waits for
// before it sleeps, which costs much more than most sections last.
const spinForLock = 8 * time.Microsecond

// freeSoon says whether the lock became free within a moment.
func (t *Thread) freeSoon(lock uintptr) bool {
	if stm.Crowded.Load() || shifts.on.Load() || lot[shard(lock)].sleepers.Load() > 0 {
		return false
	}
	for began := time.Now(); time.Since(began) < spinForLock; {
		if owner, ok := stm.Peek(lock+gc.LockOffset, lock+LockOwner); ok && owner == free {
			_, kept := t.givesWay(lock)
			return !kept
		}
	}
	return false
}

// isFree looks at the committed state of a lock.
func (t *Thread) isFree(lock uintptr) bool {
	for n := 0; ; n++ {
		owner, ok := stm.Peek(lock+gc.LockOffset, lock+LockOwner)
		if ok {
			return owner == free
		}
		if n < 50 {
			runtime.Gosched()
		} else {
			stm.Nap(20 * time.Microsecond)
		}
	}
}

// restFor is how long a waiting thread sleeps without Go's scheduler, through which
// it takes ten times as long to wake it.
const restFor = 200 * time.Microsecond

// rest waits for a waiter to be woken.
func (t *Thread) rest(w *waiter, deadline time.Time) wakeUp {
	if !needed() {
		limit := restFor
		if !deadline.IsZero() {
			limit = min(limit, time.Until(deadline))
		}
		if limit > 0 && w.flag.Nap(limit) {
			return woken
		}
	}
	return t.sleep(w.wake, deadline)
}

// needed says whether another thread is likely to go on with the processor of one that
// waits: there are more threads than processors, or they work in shifts, where the next
// one has just been made ready.
func needed() bool { return stm.Crowded.Load() || shifts.on.Load() }

// sleep waits for a channel to be closed.
func (t *Thread) sleep(wake <-chan struct{}, deadline time.Time) wakeUp {
	if t.Main && t.interrupted.Load() {
		return interrupted
	}
	if deadline.IsZero() {
		select {
		case <-wake:
			return woken
		case <-t.bell:
			return interrupted
		}
	}
	timer := time.NewTimer(time.Until(deadline))
	defer timer.Stop()
	select {
	case <-wake:
		return woken
	case <-t.bell:
		return interrupted
	case <-timer.C:
		return timedOut
	}
}

// Wait waits until the channel is closed or the deadline has passed (zero:
// none). intr: signals are pending. It calls Block and Unblock.
func (t *Thread) Wait(ch <-chan struct{}, deadline time.Time) (ok, intr bool) {
	t.Block()
	why := t.sleep(ch, deadline)
	t.Unblock()
	return why == woken, why == interrupted
}

// Sleep waits for a time. False: signals are pending.
func (t *Thread) Sleep(d time.Duration) bool {
	if d <= 0 {
		t.Block()
		runtime.Gosched()
		t.Unblock()
		return true
	}
	if d <= sys.LongestNap && !needed() {
		t.Block()
		sys.Nap(d)
		t.Unblock()
		return true
	}
	_, intr := t.Wait(nil, time.Now().Add(d))
	return !intr
}

// waitForLock waits at the checkpoint until a lock is free.
func (t *Thread) waitForLock(lock uintptr) {
	began := time.Now()
	t.wantLock = lock
	t.leaveHeap()
	t.beginWait(lock)
	t.awaitFree(lock, time.Time{}, true)
	t.enterHeap()
	t.wantLock = 0
	t.account.add(&t.account.Paused, began)
	t.waitedForLock(lock, began)
}

// waitForChange waits at the checkpoint until something changes that the
// transaction had read.
func (t *Thread) waitForChange() {
	began := time.Now()
	seen := t.wantAny
	t.wantAny = nil
	t.leaveHeap()
	for {
		changed, done := stm.NextChange()
		if seen.Changed() {
			done()
			break
		}
		why := t.sleep(changed, t.wantUntil)
		done()
		if why != woken {
			break
		}
	}
	t.enterHeap()
	t.account.add(&t.account.Idle, began)
}
