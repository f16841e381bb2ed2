package scheduler

import (
	"time"

	"gorgon/conflicts/event"
)

// account is where a thread's time went. Without Accounting only what is rare
// is counted.
type account struct {
	born      time.Time
	blockedAt time.Time
	beganAt   time.Time

	waitingSince time.Time
	pausedInTx   time.Duration // part of Paused in the running transaction

	Aborted, Paused, Collecting, Idle time.Duration
	// elsewhere is the part of Paused that has nothing to do with how many sections
	// are joined: waits for locks as conditions have them.
	elsewhere       time.Duration
	Commits, Aborts uint64
	Longest         time.Duration
}

// Accounting turns the accounts of transactions on. Set before threads are made.
var Accounting bool

func (a *account) start(now time.Time) { a.born = now }

func (a *account) add(sum *time.Duration, since time.Time) { *sum += time.Since(since) }

func (a *account) began() {
	if Accounting {
		a.beganAt, a.pausedInTx = time.Now(), 0
	}
}

// committed counts a transaction. reads and writes are what it had touched.
func (t *Thread) committed(reads, writes int) {
	a := &t.account
	a.Commits++
	if Accounting && !a.beganAt.IsZero() {
		now := time.Now()
		took := now.Sub(a.beganAt)
		a.Longest = max(a.Longest, took)
		a.beganAt = time.Time{}
		t.committedBlock(took, reads, writes)
		if now.Sub(t.recording.lastSent) > publishEvery {
			t.publish(now, event.Runs)
		}
	}
}

func (t *Thread) aborted() {
	a := &t.account
	a.Aborts++
	if r := &t.recording; r.recorder != nil {
		r.recorder.RolledBack(r.block)
	}
	if Accounting && !a.beganAt.IsZero() {
		a.Aborted += time.Since(a.beganAt) - a.pausedInTx
		a.beganAt = time.Time{}
	}
}
