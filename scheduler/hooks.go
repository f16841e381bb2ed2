package scheduler

import (
	"sync"
	"time"

	"gorgon/conflicts/event"
	"gorgon/gc"
	"gorgon/stm"
)

// RecordConflicts makes threads keep accounts and write conflicts down. Called
// before threads are made.
func RecordConflicts() {
	Accounting = true
	stm.Recording = true
}

// DescribeConflict describes the object that the running instruction of t
// collides on, from its lock's address. The layer above sets it.
var DescribeConflict func(t *Thread, lock uintptr) string

// siteCode finds the linked code of a site.
var siteCode sync.Map // event.Site -> uintptr

// CodeOfSite returns the code address that the frame of a site had.
func CodeOfSite(s event.Site) (code uintptr, ok bool) {
	v, ok := siteCode.Load(s)
	if !ok {
		return 0, false
	}
	return v.(uintptr), true
}

// frameCode is where a frame keeps its code's address, below its base.
const frameCode = 32

// Site implements stm.Hooks: the instruction that runs.
func (t *Thread) Site() event.Site {
	if t.Base == 0 {
		return 0
	}
	s := event.Site(t.PC)
	if _, known := siteCode.Load(s); !known {
		siteCode.Store(s, uintptr(gc.Load64(t.Base-frameCode)))
	}
	return s
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

// Conflict implements stm.Hooks.
func (t *Thread) Conflict(c stm.Conflict) {
	lost := c.Waited
	if c.Aborted {
		lost = 0
		if !t.account.beganAt.IsZero() {
			lost = time.Since(t.account.beganAt) - t.account.pausedInTx
		}
	}
	what := ""
	if DescribeConflict != nil {
		what = DescribeConflict(t, c.Lock)
	}
	t.record(event.Record{Kind: c.Kind, Lost: int64(lost), Aborted: c.Aborted, Cause: c.Cause, What: event.Intern(what)})
}

// record writes a conflict at the running site down.
func (t *Thread) record(r event.Record) {
	if t.ring == nil {
		t.ring = new(event.Ring)
	}
	r.When = int64(time.Since(start))
	r.Site = t.Site()
	r.Thread = int32(t.ID)
	t.ring.Add(r)
}

// waitedForLock records that a lock was really held.
func (t *Thread) waitedForLock(lock uintptr, began time.Time) {
	if !Accounting {
		return
	}
	t.record(event.Record{Kind: event.Lock, Lost: int64(time.Since(began)), Cause: stm.LastWriter(lock + gc.LockOffset), What: event.Intern("lock")})
}
