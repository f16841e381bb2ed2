package scheduler

import (
	"sync/atomic"
	"time"
)

// oneLock is for the mode in which transactions run one after another.
var oneLock struct {
	waiting atomic.Int64
	last    atomic.Pointer[Thread] // who had it
}

// AwaitToken implements stm.Hooks. While others wait, who has just had the token
// lets them have a chance.
func (t *Thread) AwaitToken(try func() bool) {
	oneLock.waiting.Add(1)
	began := time.Now()
	for n := 0; n < 10 && oneLock.last.Load() == t && oneLock.waiting.Load() > 1 || !try(); n++ {
		t.leaveHeap()
		pollPause(n)
		t.enterHeap()
	}
	oneLock.waiting.Add(-1)
	oneLock.last.Store(t)
	t.account.add(&t.account.Paused, began)
}

// Waiting implements stm.Hooks.
func (t *Thread) Waiting(on bool) {
	if on {
		t.conflicts++
		t.account.waitingSince = time.Now()
		return
	}
	took := time.Since(t.account.waitingSince)
	t.account.Paused += took
	if !t.account.beganAt.IsZero() {
		t.account.pausedInTx += took
	}
}
