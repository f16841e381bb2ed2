package stm

import (
	"slices"
	"sync/atomic"
	"time"

	"gorgon/conflicts/event"
)

// Recording makes conflicts known to the hooks. Set before threads run.
var Recording bool

// Conflict is one collision.
type Conflict struct {
	Kind    event.Kind
	Lock    uintptr       // where it showed; 0 if unknown
	Cause   event.Site    // of the other transaction; 0 if unknown
	Held    event.Site    // where a transaction that gave way had taken the lock
	Waited  time.Duration // instead of aborting
	Aborted bool          // the transaction is about to be aborted
	Subject uint32        // event.Subject; 0: what the running instruction collides on
	Why     uint32        // event.Subject that made the other irrevocable, 0 if it is not
	// Reads and Writes are how many locks the transaction had to do with.
	Reads, Writes int
}

// kindOf says what kind of conflict an abort for a reason is.
func kindOf(r Reason) event.Kind {
	switch r {
	case Invalid:
		return event.ReadWrite
	case Doomed, Stopping:
		return event.GaveWay
	}
	return event.WriteWrite
}

// Watch makes the hooks learn where the transaction reads what lock guards, when
// it runs again after an abort: its first read of each lock is a slow one. Until
// then nobody has noted where reads were. Unwatch ends it.
func (t *Tx) Watch(lock uintptr) {
	if lock != 0 && len(t.watched) < maxWatched {
		t.watched = append(t.watched, lock)
	}
}

// maxWatched bounds what one transaction looks for: each slow read compares.
const maxWatched = 8

// Unwatch forgets all that is watched.
func (t *Tx) Unwatch() { t.watched = t.watched[:0] }

// found tells the hooks about a read of a watched lock.
func (t *Tx) found(lock uintptr) {
	if i := slices.Index(t.watched, lock); i >= 0 {
		t.watched = slices.Delete(t.watched, i, i+1)
		t.hooks.Found(lock)
	}
}

// Size returns how many locks the transaction has read and taken.
func (t *Tx) Size() (reads, writes int) { return len(t.Reads) + len(t.held), len(t.writes) }

// doomNote is what the transaction that doomed another one says about it.
type doomNote struct {
	token uint64
	site  event.Site
	lock  uintptr
	what  uint32 // event.Subject
}

// noteDoom leaves a note for the transaction with token w in s.
func (t *Tx) noteDoom(s *slot, w uint64, lock uintptr) {
	if Recording && t.hooks != nil {
		s.doomedBy.Store(&doomNote{w, t.hooks.Site(), lock, t.hooks.Subject(lock)})
	}
}

// conflictOf describes why the transaction is about to be aborted. other is the
// word in lock, a token or a version.
func (t *Tx) conflictOf(r Reason, lock uintptr, other uint64) Conflict {
	c := Conflict{Kind: kindOf(r), Lock: lock, Aborted: true}
	if n := t.slot.doomedBy.Load(); r == Doomed && n != nil && t.owns(n.token) {
		c.Cause, c.Lock, c.Held, c.Subject = n.site, n.lock, LastWriter(n.lock), n.what
		return c
	}
	switch {
	case lock == 0:
	case other&locked == 0:
		c.Cause = LastWriter(lock)
	case !t.owns(other):
		s := slotOf(other)
		c.Cause, c.Why = ownerSite(lock, s), s.whyOf(other)
		if s.holding.Load() == other {
			c.Kind = event.Kept
		}
	}
	return c
}

// report hands a conflict to the hooks.
func (t *Tx) report(c Conflict) {
	if Recording && t.hooks != nil {
		c.Reads, c.Writes = len(t.Reads), len(t.writes)
		t.hooks.Conflict(c)
	}
}

// noteIrrevocable says why the transaction has become irrevocable.
func (t *Tx) noteIrrevocable() {
	if t.hooks != nil {
		t.slot.site.Store(uint64(t.hooks.Site()))
		t.slot.why.Store(t.hooks.Effect())
		t.slot.whyToken.Store(t.Owner)
	}
}

// whyOf returns why the transaction with token w is irrevocable, 0 if it is
// not known to be.
func (s *slot) whyOf(w uint64) uint32 {
	if s.whyToken.Load() != w {
		return 0
	}
	return s.why.Load()
}

// writers remembers who took a lock last, to write or to hold what it reads. Two
// locks may share a place: then the site of the earlier one is forgotten.
var writers [1 << 16]struct{ lock, site atomic.Uint64 }

func (t *Tx) noteSite(lock uintptr) {
	if t.hooks == nil {
		return
	}
	site := uint64(t.hooks.Site())
	t.slot.site.Store(site)
	w := &writers[(lock>>3^lock>>19)%uintptr(len(writers))]
	w.lock.Store(uint64(lock))
	w.site.Store(site)
}

// LastWriter returns where lock was last taken, 0 if unknown.
func LastWriter(lock uintptr) event.Site {
	w := &writers[(lock>>3^lock>>19)%uintptr(len(writers))]
	if w.lock.Load() != uint64(lock) {
		return 0
	}
	return event.Site(w.site.Load())
}

// ownerSite returns where the transaction in s took lock.
func ownerSite(lock uintptr, s *slot) event.Site {
	if !Recording {
		return 0
	}
	if site := LastWriter(lock); site != 0 {
		return site
	}
	return event.Site(s.site.Load())
}
