package stm

import "gorgon/gc"

// Numbers that grow only, as long as a transaction does not own a lock that others
// need for anything else: how many items have been put into a queue, or taken out.
// Who needs to know no more than that such a number has reached something may look
// at what was committed last, and need not hear of what follows.

// Current says whether loads that preceded it, of memory that the lock word at lock
// guards, have found what was committed last, and whether the snapshot is not older
// than that. Nothing is logged: it may change at once. It does not wait.
func (t *Tx) Current(lock uintptr) bool {
	if t.Solo {
		return true
	}
	w := gc.AtomicLoad(lock)
	switch {
	case t.owns(w):
		return true
	case t.shake.on || t.state != active:
		t.enter()
	}
	switch newest := t.RV; {
	case w&locked != 0:
		t.dead(lock, w)
		return false
	case t.on:
		if w > t.snapshot {
			t.moveSnapshot(w)
			return false
		}
	case w > newest:
		t.extendTo(w, lock)
		return false
	}
	return gc.AtomicLoad(lock) == w
}

// Taken says whether another transaction that runs owns a lock, and what its word is.
func (t *Tx) Taken(lock uintptr) (word uint64, taken bool) {
	w := gc.AtomicLoad(lock)
	return w, !t.Solo && w&locked != 0 && !t.owns(w) && slotOf(w).holds(w)
}

// Renew moves the snapshot to all that has been committed. False: it cannot.
func (t *Tx) Renew() bool {
	if t.on {
		return false
	}
	t.extendTo(clock.Load()+1, 0)
	return true
}

// AwaitOwner waits for the transaction that owns a lock, if there is one, as Seen does.
func (t *Tx) AwaitOwner(lock uintptr) {
	t.enter()
	if w, taken := t.Taken(lock); taken {
		t.await(lock, w)
	}
}

// IsToken says whether the word of a lock is the token of a transaction.
func IsToken(w uint64) bool { return w&locked != 0 }

// Ask asks the transaction that owns a lock, if there is one, to end where it can. No
// transaction of this thread runs.
func Ask(lock uintptr) {
	w := gc.AtomicLoad(lock)
	if s := slotOf(w); w&locked != 0 && s.holds(w) {
		s.wanted.Store(w)
		nudge(s, w)
	}
}

// Spin passes some n times ten nanoseconds.
func Spin(n int) {
	for range n {
		spin()
	}
}
