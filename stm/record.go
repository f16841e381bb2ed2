package stm

import (
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
	Waited  time.Duration // instead of aborting
	Aborted bool          // the transaction is about to be aborted
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

// writers remembers who took a lock last. Two locks may share a place: then
// the site of the earlier one is forgotten.
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
