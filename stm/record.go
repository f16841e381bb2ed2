package stm

import (
	"sync/atomic"
	"time"
)

// Recording makes conflicts known to the hooks. Set before threads run.
var Recording bool

// SiteHook names the running site of a transaction. Set with Recording.
var SiteHook func(t *Tx) uint64

// Conflict is one collision.
type Conflict struct {
	Reason Reason
	Lock   uintptr       // where it showed; 0 if unknown
	Site   uint64        // of the other transaction, as SiteHook named it; 0 if unknown
	Waited time.Duration // instead of aborting
	Lost   bool          // the transaction is about to be aborted
}

// writers remembers who took a lock last. Two locks may share a place: then
// the site of the earlier one is forgotten.
var writers [1 << 16]struct{ lock, site atomic.Uint64 }

func (t *Tx) noteSite(lock uintptr) {
	if SiteHook == nil {
		return
	}
	site := SiteHook(t)
	t.slot.site.Store(site)
	w := &writers[(lock>>3^lock>>19)%uintptr(len(writers))]
	w.lock.Store(uint64(lock))
	w.site.Store(site)
}

func lastWriter(lock uintptr) uint64 {
	w := &writers[(lock>>3^lock>>19)%uintptr(len(writers))]
	if w.lock.Load() != uint64(lock) {
		return 0
	}
	return w.site.Load()
}
