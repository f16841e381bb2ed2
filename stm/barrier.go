package stm

import (
	"slices"
	"sync/atomic"

	"gorgon/gc"
)

// seen is Seen's transactional part. First the common case: the version is not
// too new, and there is room in the log.
func (t *Tx) seen(lock uintptr) bool {
	w := gc.AtomicLoad(lock)
	if w > t.RV {
		return w == t.Owner || t.seenSlow(lock)
	}
	n := len(t.Reads)
	if n >= t.ReadRoom {
		return t.seenSlow(lock)
	}
	if n > 1 && (t.Reads[n-1] == lock || t.Reads[n-2] == lock) {
		return true // native loops look at a table and its entries, or at a list and its cards
	}
	t.Reads = t.Reads[:n+1]
	t.Reads[n] = lock
	return true
}

// seenSlow is seen for all cases: there is no room, the lock is too new or
// taken, the transaction is irrevocable, or somebody wants to see each read.
func (t *Tx) seenSlow(lock uintptr) bool {
	w := gc.AtomicLoad(lock)
	if w == t.Owner {
		return true
	}
	if t.on {
		return w == t.holding && t.Filter[FilterIndex(lock)] == uint64(lock)|t.Tag || t.hold(lock, w)
	}
	if (w^t.Owner)&slotMask == 0 && t.dead(lock, w) {
		// It was born in an earlier transaction of this thread. Nobody else can have
		// owned it while that one's token was there: what was loaded is good.
		return t.seen(lock)
	}
	if w < t.Plain {
		if t.shake.on || len(t.watched) > 0 {
			if t.found(lock); t.shake.on {
				t.shakeBarrier()
			}
			if w >= t.Plain {
				return false // it is irrevocable now
			}
		}
		if len(t.Reads) >= t.compact {
			t.compactReads()
		}
		t.Reads = append(t.Reads, lock)
		t.setRoom()
		return true
	}
	t.enter()
	switch {
	case w&locked != 0:
		t.await(lock, w)
		return false
	case w > t.RV:
		t.extendTo(w, lock)
		return false
	}
	index := FilterIndex(lock)
	if t.ReadRoom == 0 && t.Filter[index] == uint64(lock)|t.Tag {
		return true
	}
	if len(t.watched) > 0 {
		t.found(lock)
	}
	if t.state == irrevocable {
		// Nobody may write what an irrevocable transaction has read.
		if !atomic.CompareAndSwapUint64(gc.Word(lock), w, t.Owner) {
			return false
		}
		t.writes = append(t.writes, write{lock, w, true})
		return true
	}
	if len(t.Reads) >= longLog {
		t.longReads()
	}
	t.Reads = append(t.Reads, lock)
	if t.setRoom(); t.ReadRoom == 0 {
		t.Filter[index] = uint64(lock) | t.Tag
	}
	return true
}

// Take is the short way to own a free lock: true if it was taken. Nothing is
// saved, and what the step has read is not checked. False: own must look closer.
func (t *Tx) Take(lock uintptr) bool {
	w := gc.AtomicLoad(lock)
	if w > t.RV || !t.quick || len(t.writes) == cap(t.writes) || !atomic.CompareAndSwapUint64(gc.Word(lock), w, t.Owner) {
		return false
	}
	t.writes = t.writes[:len(t.writes)+1]
	t.writes[len(t.writes)-1] = write{lock: lock, before: w}
	return true
}

// TakeObject is Take for an object, which is saved as OwnObject does.
func (t *Tx) TakeObject(o uintptr) bool {
	words := int(gc.SizeOf(o)-gc.HeaderSize) / 8
	n := len(t.Undo)
	if n+words+3 > cap(t.Undo) || gc.LayoutOf(o) == gc.LayoutRaw || !t.Take(o+gc.LockOffset) {
		return false
	}
	u := t.Undo[n : n+words+3]
	for i := range words {
		u[i] = gc.Load64(o + gc.HeaderSize + 8*uintptr(i))
	}
	u[words], u[words+1], u[words+2] = uint64(gc.Shape(o)), uint64(o+gc.HeaderSize), uint64(words)<<countShift|recordObject
	t.Undo = t.Undo[:n+words+3]
	return true
}

// own makes the transaction the owner of lock and saves what it guards; see
// save for the other parameters.
func (t *Tx) own(lock, a, words, object uintptr) {
	if t.Take(lock) {
		t.save(a, words, object)
		if n := len(t.Reads); n > 0 && n <= shortStep {
			t.checkStep()
		}
		return
	}
	t.enter()
	for {
		w := gc.AtomicLoad(lock)
		switch {
		case w == t.Owner:
			return
		case w&locked != 0 && w != t.holding && slotOf(w).holds(w):
			t.await(lock, w)
		case w&locked == 0 && t.on && w > t.snapshot:
			t.moveSnapshot(w)
		case w&locked == 0 && w > t.RV:
			t.extendTo(w, lock)
		case atomic.CompareAndSwapUint64(gc.Word(lock), w, t.Owner):
			if w&locked != 0 && w != t.holding {
				w = 0 // the token of an object born in a transaction that is over
			}
			t.writes = append(t.writes, write{lock: lock, before: w})
			t.shake.pause()
			t.save(a, words, object)
			if len(t.Reads) <= shortStep {
				t.checkStep()
			}
			if Recording {
				t.noteSite(lock)
			}
			return
		}
	}
}

// enter is the part of each slow barrier that has nothing to do with its lock.
func (t *Tx) enter() {
	switch t.state {
	case active:
		if t.shake.on {
			t.shakeBarrier()
		}
	case pinned:
		t.BecomeIrrevocable()
	case outside:
		panic("stm: a barrier outside of a transaction")
	}
}

// longReads frees a long log of reads from duplicates, and asks for the end of the
// transaction if it stays long.
func (t *Tx) longReads() {
	if len(t.Reads) >= t.compact {
		t.compactReads()
	}
	if len(t.Reads) >= longLog/2 {
		t.askEnd()
	}
}

// askEnd brings the thread to a safepoint, where the transaction ends if it may.
func (t *Tx) askEnd() {
	if to := t.slot.thread.Load(); to != nil {
		gc.Hasten(to.ticks)
	}
}

// compactReads removes duplicates from the log of reads: those which lie no farther
// from each other than the filter remembers, and if these are few all.
func (t *Tx) compactReads() {
	t.newTag()
	all := len(t.Reads)
	kept := t.Reads[:0]
	for _, lock := range t.Reads {
		if f := &t.Filter[FilterIndex(lock)]; *f != uint64(lock)|t.Tag {
			*f = uint64(lock) | t.Tag
			kept = append(kept, lock)
		}
	}
	if len(kept) > all/2 && all >= sortFrom {
		slices.Sort(kept)
		kept = slices.Compact(kept)
	}
	t.Reads = kept
	if t.newTag(); t.ReadRoom == 0 {
		for _, lock := range kept {
			t.Filter[FilterIndex(lock)] = uint64(lock) | t.Tag
		}
	}
	t.compact = max(longLog, 2*len(kept))
}

// extendTo moves the snapshot to version v or later, or aborts. lock is where
// the version was met.
func (t *Tx) extendTo(v uint64, lock uintptr) {
	c := clock.Load()
	for c < v {
		if clock.CompareAndSwap(c, v) {
			c = v
			break
		}
		c = clock.Load()
	}
	t.Stats.Extensions++
	if bad := t.validate(); bad != 0 {
		t.lose(Invalid, bad)
	}
	t.RV = c
	t.setPlain()
}

// validate says by 0 that what was read is still there, else which lock shows
// that it is not.
func (t *Tx) validate() uintptr { return t.changed(t.Reads) }

// changed is validate for a part of the log.
func (t *Tx) changed(reads []uintptr) uintptr {
	rv, owner := t.RV, t.Owner
	for _, lock := range reads {
		if w := gc.AtomicLoad(lock); w > rv && w != owner && !t.dead(lock, w) {
			return lock
		}
	}
	return 0
}

// dead says whether w, loaded from lock, is the token of a transaction that is
// over, left in an object that was born in it; the word is made version 0.
func (t *Tx) dead(lock uintptr, w uint64) bool {
	return w&locked != 0 && !slotOf(w).holds(w) &&
		atomic.CompareAndSwapUint64(gc.Word(lock), w, 0)
}
