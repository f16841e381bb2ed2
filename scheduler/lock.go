package scheduler

import (
	"errors"
	"time"

	"gorgon/conflicts/event"
	"gorgon/gc"
	"gorgon/stm"
)

// Locks. A lock's state is in a heap object, so that an abort takes back what
// the transaction did to it.
//
// Elision: acquiring a free lock in a transaction only reads its owner word and
// notes the lock in elided. While a lock is elided no transaction boundary
// falls, so the whole section is in one transaction and needs no mutual
// exclusion. When a boundary cannot be avoided (the section blocks, does I/O or
// is too long) the commit takes the elided locks for real (publishLocks), which
// aborts the others that have elided them. A lock whose sections keep being
// aborted is taken for real for a while (lockFailures).
//
// Main invariant: a lock in elided was free in the transaction's snapshot.
const (
	// LockOwner is the holder's ID as an int, 0 if the lock is free. LockCount
	// is how often a reentrant lock is held.
	LockOwner = gc.HeaderSize
	LockCount = gc.HeaderSize + 8
	LockSize  = gc.HeaderSize + 16
)

const free = gc.Value(0xffff << 48) // MakeInt(0)

// elision is a lock that is held without having been taken.
type elision struct {
	lock  uintptr
	count int
}

// NewLock allocates a lock object.
func (t *Thread) NewLock(header uint64) uintptr {
	o := t.Alloc(header, gc.Round(LockSize))
	gc.Store(o+LockOwner, free)
	gc.Store(o+LockCount, free)
	if births != 0 {
		t.NoteBirth(o)
	}
	return o
}

var (
	// ErrInterrupted: signals are pending on the main thread.
	ErrInterrupted = errors.New("interrupted")
	// ErrAtomic: waiting here would never end.
	ErrAtomic = errors.New("cannot wait for a lock inside an atomic block that holds it or cannot be restarted")
	// ErrNotHeld: the lock is free, or another thread's.
	ErrNotHeld = errors.New("lock is not held")
)

// AcquireLock acquires a lock: timeout < 0 waits without limit, 0 does not
// wait. Reentrant locks count. It may commit the transaction (outside atomic
// blocks) or abort it.
func (t *Thread) AcquireLock(lock uintptr, reentrant bool, timeout time.Duration) (bool, error) {
	if t.Solo {
		return t.acquireSolo(lock, reentrant, timeout)
	}
	if e := t.elision(lock); e != nil && reentrant {
		e.count++
		return true, nil
	} else if e == nil {
		owner := t.Read(lock+gc.LockOffset, lock+LockOwner)
		if owner == free && (timeout == 0 || t.Hasty || !t.LetsPass(lock)) {
			t.takeFree(lock)
			return true, nil
		}
		if reentrant && owner == t.me() {
			t.OwnObject(lock)
			gc.Store(lock+LockCount, gc.Load(lock+LockCount)+1)
			return true, nil
		}
	}
	if timeout == 0 {
		return false, nil
	}
	if t.Atomic > 0 && timeout > 0 {
		if t.WaitAtomic(timeout) {
			return false, ErrInterrupted
		}
		return false, nil
	} else if t.Atomic > 0 {
		return false, t.waitInAtomic(lock)
	}
	return t.acquireBlocking(lock, deadlineOf(timeout))
}

// LetsPass says whether the thread waits although a lock is free, because that is
// kept for another one.
func (t *Thread) LetsPass(lock uintptr) bool {
	if lot[shard(lock)].kept.Load() == nil || t.Atomic > 0 || len(t.elided) > 0 {
		return false
	}
	_, kept := t.givesWay(lock)
	return kept
}

func (t *Thread) me() gc.Value { return gc.MakeInt(t.ID) }

func deadlineOf(timeout time.Duration) time.Time {
	if timeout < 0 {
		return time.Time{}
	}
	return time.Now().Add(timeout)
}

// takeFree acquires a lock that the snapshot shows free.
func (t *Thread) takeFree(lock uintptr) {
	if !t.Owns(lock+gc.LockOffset) && !t.Pinned() && t.failures.elides(lock) {
		t.elided = append(t.elided, elision{lock, 1})
		t.NoteBlock("")
		t.isolate()
		return
	}
	t.OwnObject(lock)
	t.storeHeld(lock)
	if !t.Pinned() {
		t.BreakSoon()
	}
}

func (t *Thread) storeHeld(lock uintptr) {
	gc.Store(lock+LockOwner, t.me())
	gc.Store(lock+LockCount, gc.MakeInt(1))
}

// elision returns the entry of a lock that the thread has elided, or nil.
func (t *Thread) elision(lock uintptr) *elision {
	for i := range t.elided {
		if t.elided[i].lock == lock {
			return &t.elided[i]
		}
	}
	return nil
}

// waitInAtomic gives the atomic block up until the lock is free, if that helps.
func (t *Thread) waitInAtomic(lock uintptr) error {
	mine := t.elision(lock) != nil || gc.Load(lock+LockOwner) == t.me()
	if mine || t.Pinned() {
		return ErrAtomic
	}
	if !t.needsOwnTx() {
		t.wantLock = lock
	}
	t.AbortNow(stm.Retry)
	return nil
}

// acquireBlocking commits, waits until the lock is free and acquires it. If
// the section after it can be restarted the lock is elided; the interpreter
// makes a checkpoint when the native function returns.
func (t *Thread) acquireBlocking(lock uintptr, deadline time.Time) (bool, error) {
	own := t.elision(lock) != nil || gc.Load(lock+LockOwner) == t.me()
	t.Block()
	t.publish(t.account.blockedAt, event.Pauses)
	t.beginWait(lock)
	for {
		elides := !own && t.Nest == t.NestBase && !t.keptForMe(lock) && t.failures.elides(lock)
		began := time.Now()
		why := t.awaitFree(lock, deadline, elides)
		t.resumeRunning()
		if !own {
			took := time.Since(began)
			t.account.Idle -= took
			t.account.Paused += took
			if t.batches.of(lock).key != lock {
				t.account.elsewhere += took
			}
			t.waitedForLock(lock, began)
		}
		if why != woken {
			t.endWait()
			if t.Unblock(); why == interrupted {
				return false, ErrInterrupted
			}
			return false, nil
		}
		if elides && !t.keptForMe(lock) {
			if t.elideFresh(lock) {
				return true, nil
			}
		} else if t.takeNow(lock) {
			t.endWait()
			t.Pin()
			return true, nil
		}
		t.account.blockedAt = time.Now()
		t.leaveHeap()
	}
}

// takeNow takes a lock for real in a transaction of its own.
func (t *Thread) takeNow(lock uintptr) (taken bool) {
	t.RunApart(func() {
		if taken = t.Read(lock+gc.LockOffset, lock+LockOwner) == free; taken {
			t.OwnObject(lock)
			t.storeHeld(lock)
		}
	})
	return taken
}

// elideFresh begins a transaction that elides a lock. Its checkpoint is made
// when the native function returns.
func (t *Thread) elideFresh(lock uintptr) (ok bool) {
	defer func() {
		if !ok && t.InTx() {
			t.Rollback(stm.Retry)
		}
	}()
	t.noteCheckpoint() // the last one was committed since
	t.Begin()
	t.Birth = t.Owner
	t.overruns = 0
	t.account.began()
	if !t.tryRead(lock) {
		return false
	}
	t.elided = append(t.elided[:0], elision{lock, 1})
	t.isolate()
	t.fresh = true
	t.attend()
	return true
}

// tryRead says whether the lock is free in the snapshot. It never unwinds.
func (t *Thread) tryRead(lock uintptr) (ok bool) {
	t.ShakeKeep(true)
	defer func() {
		t.ShakeKeep(t.Atomic > 0)
		if r := recover(); r != nil {
			if t.InTx() {
				panic(r)
			}
			ok = false
		}
	}()
	return t.Read(lock+gc.LockOffset, lock+LockOwner) == free
}

// elideAgain elides the locks that the checkpoint holds by elision. False: one
// is taken (wantLock), and the transaction was rolled back.
func (t *Thread) elideAgain() bool {
	for _, e := range t.checkElided {
		if _, kept := t.givesWay(e.lock); kept || !t.tryRead(e.lock) {
			t.wantLock = e.lock
			if t.InTx() {
				t.Rollback(stm.Retry)
			}
			return false
		}
	}
	t.elided = append(t.elided[:0], t.checkElided...)
	t.isolate()
	return true
}

// publishLocks takes the elided locks for real.
func (t *Thread) publishLocks() {
	for _, e := range t.elided {
		t.OwnObject(e.lock)
		gc.Store(e.lock+LockOwner, t.me())
		gc.Store(e.lock+LockCount, gc.MakeInt(int64(e.count)))
	}
	t.elided = t.elided[:0]
	t.isolate()
	t.endWait()
}

// ReleaseLock releases a lock. A reentrant one must be the thread's own.
func (t *Thread) ReleaseLock(lock uintptr, reentrant bool) error {
	if e := t.elision(lock); e != nil {
		if e.count--; e.count == 0 {
			t.endElision(lock)
		}
		return nil
	}
	owner := t.Read(lock+gc.LockOffset, lock+LockOwner)
	if owner == free || reentrant && owner != t.me() {
		return ErrNotHeld
	}
	t.OwnObject(lock)
	if n := gc.Load(lock+LockCount) - 1; reentrant && n != free {
		gc.Store(lock+LockCount, n)
		return nil
	}
	gc.Store(lock+LockOwner, free)
	t.wakeAtCommit(lock)
	return nil
}

// wakeAtCommit wakes who waits for a lock once its release is committed.
func (t *Thread) wakeAtCommit(lock uintptr) {
	if t.Solo || !t.InTx() {
		if !t.Solo || Live() > 1 {
			wake(lock)
		}
		if t.shift.ending {
			t.attend()
		}
		return
	}
	t.wakes = append(t.wakes, lock)
	t.BreakSoon()
}

// endElision forgets an elided lock. Where threads collide the transaction ends
// with the section (batch.go).
func (t *Thread) endElision(lock uintptr) {
	for i := range t.elided {
		if t.elided[i].lock == lock {
			t.elided = append(t.elided[:i], t.elided[i+1:]...)
			break
		}
	}
	t.isolate()
	t.failures.passed(lock)
	if t.wait.lock == lock {
		t.endWait()
	}
	if t.sectionsClosed {
		t.openSections()
	}
	if len(t.elided) == 0 && t.Atomic == 0 && (t.sectionEnds(lock) || t.overruns > 0) {
		t.BreakSoon()
	}
	t.Step()
}

// LockHeld returns the holder's ID, 0 if the lock is free.
func (t *Thread) LockHeld(lock uintptr) int64 {
	if t.elision(lock) != nil {
		return t.ID
	}
	return t.Read(lock+gc.LockOffset, lock+LockOwner).Int()
}

// LockDepth returns how often the thread holds a reentrant lock.
func (t *Thread) LockDepth(lock uintptr) int {
	if e := t.elision(lock); e != nil {
		return e.count
	}
	if t.Read(lock+gc.LockOffset, lock+LockOwner) != t.me() {
		return 0
	}
	return int(t.Read(lock+gc.LockOffset, lock+LockCount).Int())
}

// SetLockDepth makes the thread hold a reentrant lock, which is free or its
// own, n times.
func (t *Thread) SetLockDepth(lock uintptr, n int) {
	if e := t.elision(lock); e != nil && n > 0 {
		e.count = n
		return
	} else if e != nil {
		t.endElision(lock)
		return
	}
	t.OwnObject(lock)
	if n > 0 {
		t.storeHeld(lock)
		gc.Store(lock+LockCount, gc.MakeInt(int64(n)))
		return
	}
	gc.Store(lock+LockOwner, free)
	gc.Store(lock+LockCount, free)
	t.wakeAtCommit(lock)
}

// acquireSolo is AcquireLock without barriers. In a shift a lock may be kept for
// another thread: who has just released it and takes it again, only to wait for
// something while it holds it, would never let that one have it.
func (t *Thread) acquireSolo(lock uintptr, reentrant bool, timeout time.Duration) (bool, error) {
	var deadline time.Time
	for {
		owner := gc.Load(lock + LockOwner)
		if owner == free && (timeout == 0 || t.Hasty || !t.shift.onShift || !t.LetsPass(lock)) {
			t.storeHeld(lock)
			t.endWait()
			return true, nil
		}
		if reentrant && owner == t.me() {
			gc.Store(lock+LockCount, gc.Load(lock+LockCount)+1)
			return true, nil
		}
		if timeout == 0 {
			return false, nil
		}
		if t.Atomic > 0 && timeout < 0 && (owner == t.me() || Live() == 1) {
			return false, ErrAtomic
		}
		if deadline.IsZero() {
			deadline = deadlineOf(timeout)
		}
		t.Block()
		t.beginWait(lock)
		why := t.awaitFree(lock, deadline, false)
		t.resumeRunning()
		if why != woken {
			t.endWait()
			if why == interrupted {
				return false, ErrInterrupted
			}
			return false, nil
		}
	}
}

// lockFailures remembers for a few locks how often sections that elided them
// were aborted in a row, as far as this thread has seen.
type lockFailures [8]struct {
	lock  uintptr
	count int
}

const (
	maxFailures = 16 // then a lock is taken for real
	forReal     = 4  // this many times
)

func (f *lockFailures) failed(lock uintptr) {
	e := &f[(lock>>4)%8]
	if e.lock != lock {
		e.lock, e.count = lock, 0
	}
	if e.count++; e.count == maxFailures {
		e.count += forReal
	}
}

func (f *lockFailures) passed(lock uintptr) {
	if e := &f[(lock>>4)%8]; e.lock == lock {
		e.count /= 2
	}
}

// elides says whether a lock should be elided, and counts if not.
func (f *lockFailures) elides(lock uintptr) bool {
	e := &f[(lock>>4)%8]
	if e.lock != lock || e.count < maxFailures {
		return true
	}
	if e.count--; e.count == maxFailures {
		e.count = 0
	}
	return false
}
