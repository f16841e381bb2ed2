package stm

import (
	"gorgon/gc"
)

// Begin starts a transaction. The caller has taken a checkpoint, to which an
// abort leads back.
func (t *Tx) Begin() {
	if OneLock && t.hooks != nil {
		t.hooks.AwaitToken(t.tryToken)
	}
	t.begin(active)
}

// BeginPinned starts a transaction that cannot be restarted: an effect that
// must not happen twice lies right before it. It becomes irrevocable at its
// first barrier.
func (t *Tx) BeginPinned() {
	t.begin(pinned)
}

func (t *Tx) begin(s state) {
	if t.state != outside {
		panic("stm: a transaction in a transaction")
	}
	t.newTag()
	t.heedNot()
	t.compact, t.thinAt = longLog, thinFrom
	t.RV = t.snapshotNow()
	t.state = s
	if s == active && (t.losses > 1 && t.starves() || t.shake.holds()) {
		t.beginHolding()
	}
	t.setPlain()
	t.shake.begin(t.attempts > 0)
}

// snapshotNow returns the clock, which it moves to what the thread has released
// itself: the thread will mostly look at that again, and would have to move its
// snapshot then.
func (t *Tx) snapshotNow() uint64 {
	c := clock.Load()
	for c < t.newest {
		if clock.CompareAndSwap(c, t.newest) {
			return t.newest
		}
		c = clock.Load()
	}
	return c
}

// Commit ends the transaction and publishes what it wrote. It does not return
// if it must abort.
func (t *Tx) Commit() { t.CommitAfter(nothing) }

func nothing() {}

// CommitAfter is Commit; it calls last once it is sure that the transaction commits,
// before anybody can see what it wrote. That must not wait for another transaction.
func (t *Tx) CommitAfter(last func()) {
	if t.state == active {
		t.event(true)
		t.Step()
		if len(t.writes) > 0 {
			t.commitWrites(last) // who has doomed this one is served as well
		} else {
			t.Stats.ReadOnly++
			last()
		}
		t.letGo()
	} else {
		t.commitIrrevocable(last)
	}
	t.Stats.Commits++
	t.attempts, t.losses, t.wasted = 0, 0, 0
	t.Unreserve()
	if t.age != 0 {
		t.age, t.ordered, t.hunger = 0, false, 0
		t.slot.age.Store(0)
	}
	wrote := len(t.writes) > 0
	t.finish()
	if wrote && retryWaiters.Load() > 0 {
		wakeRetries()
	}
}

// commitWrites validates and releases with a new version. All locks are held
// when the version is chosen, so that a snapshot which is at least as new
// cannot have missed them.
func (t *Tx) commitWrites(last func()) {
	v := clock.Load() + 1
	t.newest = v
	t.shake.pause()
	if bad := t.validate(); bad != 0 {
		t.lose(Invalid, bad)
	}
	last()
	for i := range t.writes {
		t.shake.pause()
		storeRelease(t.writes[i].lock, v)
	}
}

func (t *Tx) commitIrrevocable(last func()) {
	if t.state == outside {
		panic("stm: commit outside of a transaction")
	}
	last()
	if t.state == pinned {
		return // no barrier ran
	}
	v := clock.Load() + 1
	t.newest = v
	for i := range t.writes {
		t.shake.pause()
		storeRelease(t.writes[i].lock, v)
	}
	releaseToken(t)
}

// finish makes the transaction's token void and forgets its logs.
func (t *Tx) finish() {
	t.newToken()
	t.on = false
	t.Reads, t.writes, t.Undo = t.Reads[:0], t.writes[:0], t.Undo[:0]
	t.stepWrites, t.divided = 0, false
	t.savepoints = t.savepoints[:0]
	t.keepLogs()
	t.state = outside
	t.setPlain()
	if OneLock {
		releaseToken(t)
	}
}

// maxKept is the size in words up to which logs are kept for the next
// transaction.
const maxKept = 1 << 17

// keepLogs keeps the empty logs' memory for the next transaction. An undo log shows
// only so much of it as that may use before it is asked to end.
func (t *Tx) keepLogs() {
	if cap(t.undoRest) > cap(t.Undo) {
		t.Undo = t.undoRest
	}
	t.undoRest = nil
	if cap(t.Reads)+cap(t.Undo) > maxKept {
		t.Reads, t.Undo = nil, nil
	}
	if cap(t.Undo) > longUndo {
		t.undoRest, t.Undo = t.Undo[:0], t.Undo[:0:longUndo]
	}
}

// InTx says whether a transaction runs.
func (t *Tx) InTx() bool { return t.state != outside }

// Fresh says whether the transaction has neither read nor written anything
// that others can see.
func (t *Tx) Fresh() bool { return len(t.Reads)+len(t.writes)+len(t.held) == 0 }

// Pinned says whether the transaction cannot be restarted.
func (t *Tx) Pinned() bool { return t.state >= pinned }

// Irrevocable says whether the transaction holds the token.
func (t *Tx) Irrevocable() bool { return t.state == irrevocable }

// Attempts returns how often the transaction was aborted already.
func (t *Tx) Attempts() int { return t.attempts }

// Unpin makes a pinned transaction that no barrier has run in an ordinary one:
// a checkpoint was taken. False: it must be committed first.
func (t *Tx) Unpin() bool {
	if t.state == pinned {
		t.state = active
		t.setPlain()
		t.shake.begin(false)
		return true
	}
	return t.state == active
}

// Doomed says whether another transaction wants this one to give way.
func (t *Tx) Doomed() bool { return t.state == active && t.owns(t.slot.doomed.Load()) }

// Wanted says whether another transaction waits for this one to end.
func (t *Tx) Wanted() bool { return t.owns(t.slot.wanted.Load()) }

// Poll aborts the transaction if another one needs what it holds, unless it is
// about to end, or by injection. Called at safepoints.
func (t *Tx) Poll(ends bool) {
	if t.state != active {
		return
	}
	if !ends && t.Doomed() {
		t.lose(Doomed, 0)
	}
	t.event(false)
}

// MustWait says whether another transaction has lock while this one has locks
// too, for which others may wait.
func (t *Tx) MustWait(lock uintptr) bool {
	if len(t.writes) == 0 || t.state != active {
		return false
	}
	w := gc.AtomicLoad(lock)
	return w&locked != 0 && !t.owns(w) && slotOf(w).holds(w)
}

// Atomically runs f in a transaction of its own, again until it commits. None
// runs now, and f has no effect outside the transactional heap.
func (t *Tx) Atomically(f func()) {
	for !t.Try(f) {
		t.Backoff()
	}
}

// Try runs f in a transaction of its own and says whether it has committed.
// None runs now, and f has no effect outside the transactional heap.
func (t *Tx) Try(f func()) (ok bool) {
	t.Begin()
	defer func() {
		if r := recover(); r != nil && r != any(&t.abort) {
			panic(r)
		}
	}()
	f()
	t.Commit()
	return true
}

// Peek returns the committed value at a, which lock guards, without a
// transaction; ok is false while a transaction owns it.
func Peek(lock, a uintptr) (v gc.Value, ok bool) {
	before := gc.AtomicLoad(lock)
	v = gc.Value(gc.AtomicLoad(a))
	if before&locked != 0 && slotOf(before).holds(before) {
		return v, false
	}
	return v, gc.AtomicLoad(lock) == before
}
