package scheduler

import "time"

// A lock that is released is free for whoever comes first, and that is mostly the
// thread that has just released it: the one that waits has to be woken. So now and
// then a lock is kept, for a moment, for a thread that has waited for long.
//
// Main invariant: a keeping is a hint that runs out by itself. Nobody waits for it
// longer than keepFor, whatever becomes of the thread that it is for.
const (
	keepAfter = time.Millisecond // how long a thread waits before a lock is kept for it
	keepEach  = time.Millisecond // from one keeping to the next: each costs a wake-up
	keepFor   = 10 * time.Millisecond
)

// keeping is for whom a lock is kept, and until when.
type keeping struct {
	lock  uintptr
	id    int64
	until time.Time
}

// lockWait is the lock that a thread waits for, or has waited for and holds, and
// since when.
type lockWait struct {
	lock  uintptr
	since time.Time
}

// keep keeps a lock of shard s, which is about to be woken for w, if w has waited
// for long. The shard is locked.
func (s *lotShard) keep(lock uintptr, w *waiter) bool {
	now := time.Now()
	if w.id == 0 || now.Sub(w.since) < keepAfter || now.Sub(s.lastKept) < keepEach {
		return false
	}
	if k := s.kept.Load(); k != nil && now.Before(k.until) {
		return k.lock == lock && k.id == w.id
	}
	s.lastKept = now
	s.kept.Store(&keeping{lock, w.id, now.Add(keepFor)})
	return true
}

// givesWay says whether a lock is kept for another thread, and until when.
func (t *Thread) givesWay(lock uintptr) (until time.Time, kept bool) {
	k := lot[shard(lock)].kept.Load()
	if k == nil || k.lock != lock || k.id == t.ID || time.Now().After(k.until) {
		return time.Time{}, false
	}
	return k.until, true
}

// keptForMe says whether a lock is kept for this thread.
func (t *Thread) keptForMe(lock uintptr) bool {
	k := lot[shard(lock)].kept.Load()
	return k != nil && k.lock == lock && k.id == t.ID
}

// beginWait notes that the thread waits for a lock, unless it has done so before and
// has not got through since.
func (t *Thread) beginWait(lock uintptr) {
	if t.wait.lock != lock {
		t.endWait()
		t.wait = lockWait{lock, time.Now()}
		t.sectionsClosed = true
	}
}

// endWait ends what beginWait began: the thread has taken the lock, has left it
// again, or has given up. Who gave way is woken.
func (t *Thread) endWait() {
	lock := t.wait.lock
	if lock == 0 {
		return
	}
	t.wait.lock = 0
	s := &lot[shard(lock)]
	if k := s.kept.Load(); k != nil && k.lock == lock && k.id == t.ID && s.kept.CompareAndSwap(k, nil) {
		wake(lock)
	}
}
