package stm

import (
	"slices"
	"sync"
	"sync/atomic"

	"gorgon/gc"
)

// A transaction that waits until something it has read changes.

var (
	retryWaiters atomic.Int64
	retries      struct {
		sync.Mutex
		changed chan struct{} // closed by the next commit that wrote something
	}
)

func wakeRetries() {
	retries.Lock()
	defer retries.Unlock()
	if retries.changed != nil {
		close(retries.changed)
		retries.changed = nil
	}
}

// Snapshot is what a transaction had seen: locks and the words that they held.
// The versions of one lock never repeat.
type Snapshot []seenLock

type seenLock struct {
	lock uintptr
	word uint64
}

// RollbackForRetry rolls the transaction back and returns what it had seen.
func (t *Tx) RollbackForRetry() Snapshot {
	var s Snapshot
	for _, lock := range t.Reads {
		if w := gc.AtomicLoad(lock); w != t.Owner {
			s = append(s, seenLock{lock, w})
			if w > t.RV {
				s[len(s)-1].word = locked // it has changed already
			}
		}
	}
	for _, h := range t.held {
		if gc.AtomicLoad(h.lock) == t.holding {
			s = append(s, seenLock{h.lock, h.before})
		}
	}
	owned := slices.Clone(t.writes)
	t.Rollback(Retry)
	for _, w := range owned {
		s = append(s, seenLock{w.lock, t.released})
	}
	return s
}

// Changed says whether anything in the snapshot was written since.
func (s Snapshot) Changed() bool {
	for _, l := range s {
		if gc.AtomicLoad(l.lock) != l.word {
			return true
		}
	}
	return false
}

// NextChange returns a channel that is closed after the next commit that wrote
// something. Done ends the interest in it.
func NextChange() (changed <-chan struct{}, done func()) {
	retries.Lock()
	defer retries.Unlock()
	retryWaiters.Add(1)
	if retries.changed == nil {
		retries.changed = make(chan struct{})
	}
	return retries.changed, func() { retryWaiters.Add(-1) }
}
