package scheduler

import (
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// Relays: what shifts are in a program with atomic blocks. Threads that get less done
// together than one after another hand on the right to run at the boundaries of their
// transactions. These stay transactions, so that a block can be undone, and sees by
// versions what has changed.
//
// Main invariant: the right is advice, and nobody's correctness depends on it. Who has
// waited for it for relayPatience goes on without; who waits for anything else hands it
// on before, and goes on without up to the next boundary.
const relayPatience = 50 * time.Millisecond // for each that stands in front

var relay struct {
	on     atomic.Bool // boundaries lead to runInTurn
	barred atomic.Bool // blocks are committed in an order that is not that of the queue
	holder atomic.Pointer[Thread]

	sync.Mutex
	queue []*Thread
}

// inRelay is a thread's part of it.
type inRelay struct {
	baton chan struct{} // is told that the thread is the holder
	until time.Time     // it holds
}

// runInTurn is called at a boundary, when no transaction runs, and returns when it is
// the thread's turn.
func (t *Thread) runInTurn() {
	r := &t.relay
	if relay.holder.Load() == t && time.Now().Before(r.until) {
		return
	}
	relay.Lock()
	if !relay.on.Load() || len(relay.queue) == 0 && t.isHolderOrFirst() {
		t.beginTurn()
		relay.Unlock()
		return
	}
	if r.baton == nil {
		r.baton = make(chan struct{}, 1)
	}
	place := len(relay.queue)
	relay.queue = append(relay.queue, t)
	relay.holder.CompareAndSwap(t, nil)
	handOn()
	relay.Unlock()
	t.leaveHeap()
	t.awaitBaton(time.Duration(place+1) * relayPatience)
	t.enterHeap()
}

func (t *Thread) isHolderOrFirst() bool {
	return relay.holder.Load() == t || relay.holder.CompareAndSwap(nil, t)
}

// beginTurn begins the thread's turn; relay is locked.
func (t *Thread) beginTurn() {
	t.relay.until = time.Now().Add(turnTime(len(relay.queue)))
}

// turnTime is how long a thread runs before the next one does, of which there are so
// many: short if they are many, so that none waits for long.
func turnTime(others int) time.Duration {
	return min(time.Duration(shifts.length.Load()), max(longestTurns/time.Duration(max(others, 0)+1), shortestTurn))
}

// handOn makes the first in the queue the holder, if nobody is. relay is locked.
func handOn() {
	if relay.holder.Load() != nil || len(relay.queue) == 0 {
		return
	}
	next := relay.queue[0]
	relay.queue = slices.Delete(relay.queue, 0, 1)
	relay.holder.Store(next)
	next.beginTurn()
	next.relay.baton <- struct{}{}
}

// awaitBaton waits until the thread is the holder, but not for longer than the limit.
func (t *Thread) awaitBaton(limit time.Duration) {
	timer := time.NewTimer(limit)
	defer timer.Stop()
	select {
	case <-t.relay.baton:
		return
	case <-timer.C:
	}
	relay.Lock()
	defer relay.Unlock()
	if i := slices.Index(relay.queue, t); i >= 0 {
		relay.queue = slices.Delete(relay.queue, i, i+1)
		return
	}
	<-t.relay.baton // it has come at the same moment
}

// dropBaton hands the right on: the thread is about to wait, or ends.
func (t *Thread) dropBaton() {
	if relay.holder.Load() != t {
		return
	}
	relay.Lock()
	defer relay.Unlock()
	if relay.holder.CompareAndSwap(t, nil) {
		handOn()
	}
}

// endRelay lets all threads run together again.
func endRelay() {
	relay.Lock()
	defer relay.Unlock()
	relay.on.Store(false)
	relay.holder.Store(nil)
	for _, t := range relay.queue {
		t.relay.baton <- struct{}{}
	}
	relay.queue = relay.queue[:0]
}

// barRelay ends relays for good.
func barRelay() {
	relay.barred.Store(true)
	endRelay()
}
