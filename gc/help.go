package gc

import (
	"runtime"
	"sync/atomic"
)

// A thread that waits for the end of a collection may mark itself (Help). It has
// a processor already; a goroutine would first get one when the thread has gone
// to sleep, and to wake it afterwards costs as much as most collections.

// standing is how many threads would take part.
var standing atomic.Int32

// offered is the marking that goes on, if there is something left to do in it.
var offered atomic.Pointer[offer]

// offer is the part of a marking that others may do.
//
// Main invariant: a marker is in free or somebody's own, and none is in free when
// the marking has ended, so that who comes late finds nothing.
type offer struct {
	q *queue
	// Guarded by q.
	free []*marker
	busy int // markers that somebody has
}

// Stand counts a thread that is about to call Help again and again, by 1, or that
// has stopped doing so, by -1.
func Stand(n int32) { standing.Add(n) }

// Help does a part of the marking that goes on, if there is any for the caller,
// which holds no references and none of the collector's locks.
func Help() bool {
	o := offered.Load()
	return o != nil && o.help()
}

func (o *offer) help() bool {
	m := o.join()
	if m == nil {
		return false
	}
	m.run()
	o.q.Lock()
	o.busy--
	o.q.Unlock()
	return true
}

// join returns a marker, nil if there is none left.
func (o *offer) join() *marker {
	o.q.Lock()
	defer o.q.Unlock()
	if o.q.over || len(o.free) == 0 {
		return nil
	}
	m := o.free[0]
	o.free = o.free[1:]
	o.busy++
	o.q.markers++
	return m
}

// end takes back what nobody has taken, and waits for the others.
func (o *offer) end() {
	offered.Store(nil)
	o.q.Lock()
	defer o.q.Unlock()
	for o.free = nil; o.busy > 0; {
		o.q.Unlock()
		runtime.Gosched()
		o.q.Lock()
	}
}

// runMarkers marks what the first marker has queued, and all that it refers to.
func runMarkers(q *queue, ms []*marker) {
	q.waiting, q.over, q.markers = 0, false, 1
	if len(ms) == 1 || ms[0].local.n == 0 {
		ms[0].run()
		return
	}
	o := &offer{q: q, free: ms[1:]}
	for n := len(ms) - 1 - int(standing.Load()); n > 0; n-- {
		go o.help()
	}
	offered.Store(o)
	ms[0].run()
	o.end()
}
