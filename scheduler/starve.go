package scheduler

import (
	"sync/atomic"
	"time"

	"github.com/puzpuzpuz/xsync/v3"
)

// A lock that is released is free for whoever comes first, and that is mostly
// the thread that has just released it: the one that waits has to be woken, and
// if it elides the lock then, the next real holder aborts it. So a lock is kept
// for a thread that has waited for long and comes too late once more.
//
// Main invariant: nobody waits for anything but the lock while one is kept for
// it; and once it is not, those who gave way are woken.

// starveAfter is how long a thread waits before a lock is kept for it.
const starveAfter = time.Millisecond

var (
	starving     = xsync.NewMapOf[uintptr, *Thread]() // by lock
	someStarving atomic.Int32                         // its size
)

// lockWait is the lock that the thread waits for, or has elided since, and when
// that began. A commit ends it.
type lockWait struct {
	lock  uintptr
	since time.Time
}

// beginWait notes that the thread waits for a lock, unless it has done so since
// its last commit.
func (t *Thread) beginWait(lock uintptr) {
	if t.wait.lock != lock {
		t.endWait()
		t.wait = lockWait{lock, time.Now()}
	}
}

// endWait ends what beginWait and starve began.
func (t *Thread) endWait() {
	lock := t.wait.lock
	if lock == 0 {
		return
	}
	t.wait.lock = 0
	if t.starves(lock) {
		starving.Delete(lock)
		someStarving.Add(-1)
		wake(lock)
	}
}

// starve makes the lock be kept for the thread if it has waited for long, and
// for no other.
func (t *Thread) starve() {
	if time.Since(t.wait.since) < starveAfter {
		return
	}
	if _, kept := starving.LoadOrStore(t.wait.lock, t); !kept {
		someStarving.Add(1)
	}
}

// starves says whether a lock is kept for the thread.
func (t *Thread) starves(lock uintptr) bool {
	if someStarving.Load() == 0 {
		return false
	}
	first, _ := starving.Load(lock)
	return first == t
}

// givesWay says whether a free lock is kept for another thread.
func (t *Thread) givesWay(lock uintptr) bool {
	if someStarving.Load() == 0 {
		return false
	}
	first, kept := starving.Load(lock)
	return kept && first != t
}
