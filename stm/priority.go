package stm

import (
	"sync/atomic"

	"gorgon/gc"
)

// Priority: how a transaction that keeps losing gets through.
//
// Its age wins against who holds a lock that it wants, but reads are invisible:
// others may write what it has read, again and again, before it comes to its
// end. So a transaction that has lost often, or for long, holds from then on
// what it reads: it puts a second token into the lock, which lets nobody else
// write, or read, until it is over. It can still be aborted, by older ones and by
// irrevocable ones, and then puts back the versions that it found.
//
// While it holds what it reads, RV is above all words and there is no room in the
// log, so that the check of the loops comes down to the filter: what is in the filter
// is held, or owned. The true snapshot is in snapshot. RV changes whenever that moves.
//
// Irrevocable transactions win in any case. One that loses to them as well closes
// the way to become irrevocable for younger ones (token.reserved) until it is
// through, or stands in the way of stopping the world, which nobody may wait for.
const (
	holdsAfter    = 12      // losses after which a transaction holds what it reads
	holdsFrom     = 1 << 14 // or this many reads in at least two of them
	reservesAfter = 4       // losses more after which no younger one becomes irrevocable
)

// priority is the state of a transaction that holds what it reads.
//
// Main invariant: every lock in held holds the word holding, or is in writes.
type priority struct {
	on       bool
	holding  uint64 // the token in what is held, else 0
	snapshot uint64
	held     []write
	losses   int // aborts since the last commit because a read was no longer true, or of a holder
	wasted   int // reads in those
	reserved bool
}

// everything is the RV of a transaction that holds what it reads, less the
// number of times that its snapshot has moved: above all tokens that occur.
const (
	everything = 1<<64 - 1
	leastOfAll = everything - 1<<16
)

// noteLoss counts an abort. That another transaction has kept a lock is not
// counted: against that age helps.
func (t *Tx) noteLoss(r Reason) {
	if r == Invalid || t.on && r != Stopping {
		t.losses++
		t.wasted += len(t.Reads) + len(t.held)
	}
}

// starves says whether the transaction that begins must be helped.
func (t *Tx) starves() bool {
	return t.losses >= holdsAfter || t.losses >= 2 && t.wasted >= holdsFrom
}

// beginHolding makes the transaction, which begins, hold what it reads.
func (t *Tx) beginHolding() {
	t.snapshot, t.RV = t.RV, everything
	t.holding = nextToken(t.Owner)
	t.slot.holding.Store(t.holding)
	t.on = true
	t.Stats.Held++
	if t.losses >= holdsAfter+reservesAfter && t.age != 0 {
		if token.reserved.CompareAndSwap(nil, t) {
			token.age.Store(t.age)
			t.reserved = true
		}
	}
}

// hold is the slow part of a read: it says whether the lock, which held w, is
// held and what was loaded before is good.
func (t *Tx) hold(lock uintptr, w uint64) bool {
	t.enter()
	if !t.on {
		return false // it is irrevocable now
	}
	switch {
	case w == t.holding:
	case w&locked != 0:
		t.await(lock, w)
		return false
	case !atomic.CompareAndSwapUint64(gc.Word(lock), w, t.holding):
		return false
	default:
		t.held = append(t.held, write{lock: lock, before: w, readOnly: true})
		if Recording {
			t.noteSite(lock)
		}
		if len(t.watched) > 0 {
			t.found(lock)
		}
		if len(t.held)%longLog == 0 {
			t.askEnd()
		}
		if w > t.snapshot {
			t.moveSnapshot(w)
			return false
		}
	}
	t.Filter[FilterIndex(lock)] = uint64(lock) | t.Tag
	return true
}

// moveSnapshot is extendTo for a transaction that holds what it has read.
func (t *Tx) moveSnapshot(v uint64) {
	c := clock.Load()
	for c < v && !clock.CompareAndSwap(c, v) {
		c = clock.Load()
	}
	t.snapshot = max(c, v)
	if t.RV--; t.RV < leastOfAll {
		t.RV = everything
	}
}

// letGo puts the versions back into what is held.
func (t *Tx) letGo() {
	for _, h := range t.held {
		if gc.AtomicLoad(h.lock) == t.holding {
			t.shake.pause()
			storeRelease(h.lock, h.before)
		}
	}
	t.held = t.held[:0]
}

// ownHeld makes a transaction that becomes irrevocable own what it holds.
func (t *Tx) ownHeld() {
	for _, h := range t.held {
		if gc.AtomicLoad(h.lock) == t.holding {
			storeRelease(h.lock, t.Owner)
			t.writes = append(t.writes, h)
		}
	}
	t.held = t.held[:0]
	t.on = false
	t.RV = t.snapshot
}

// Holds says whether the transaction holds what it reads.
func (t *Tx) Holds() bool { return t.on }

// owns says whether w is a token of this transaction.
func (t *Tx) owns(w uint64) bool { return w == t.Owner || w == t.holding && w != 0 }

// mayBecomeIrrevocable says whether no older transaction has closed the way.
func (t *Tx) mayBecomeIrrevocable() bool {
	r := token.reserved.Load()
	return r == nil || r == t || t.age != 0 && t.age < token.age.Load()
}

// Unreserve opens the way for others to become irrevocable: the transaction is
// about to wait for something that they may have to do first.
func (t *Tx) Unreserve() {
	if t.reserved {
		t.reserved = false
		token.reserved.CompareAndSwap(t, nil)
	}
}
