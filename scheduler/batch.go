package scheduler

import (
	"sync/atomic"
	"time"
)

// Batches. Sections under a lock and atomic blocks may be joined into one
// transaction, which is cheap as long as nobody collides. Where threads do
// collide, a long transaction keeps others from what it has touched and loses
// more when it is aborted, while each commit has a price too. With n sections
// in a transaction the boundaries cost 1/n and the collisions n² for each
// section, beside what the collisions cost in any case; the sum is least near
// where both cost the same. Both are measured, and n is doubled or halved
// towards that.
//
// n is shared by all threads, because who joins many makes the others wait.
const (
	batchLook     = 256 // sections between two decisions
	boundaryCost  = 150 * time.Nanosecond
	maxBatchLog   = 12 // then sections are joined up to the budget again
	unbatched     = maxBatchLog + 1
	firstBatchLog = 3 // after the first conflict
	// The conflicts' part of the cost from which n is halved or doubled, in
	// eighths of what the boundaries cost.
	batchTooLong, batchTooShort = 32, 4
)

// batchLogs holds unbatched minus the logarithm of n for locks and blocks;
// some may share an entry.
var batchLogs [256]atomic.Int32

// batch is what a thread measures about the sections of one lock or block.
type batch struct {
	key          uintptr
	sections     int // since the window began
	transactions int
	conflicts    uint64
	lost         int // sections in transactions that were aborted
	began        time.Time
	paused       time.Duration
}

type batches [8]batch

func (b *batches) of(key uintptr) *batch { return &b[(key>>3^key>>7)%uintptr(len(b))] }

func batchLog(key uintptr) *atomic.Int32 {
	return &batchLogs[(key>>4^key>>12)%uintptr(len(batchLogs))]
}

// sectionEnds is called when the outermost section of a lock or block ends. It
// says whether the transaction should end there.
func (t *Thread) sectionEnds(key uintptr) bool {
	t.countSections()
	b := t.batches.of(key)
	if b.key != key {
		t.openWindow(b, key)
	}
	t.sectionKey = key
	t.sections++
	if b.sections++; b.sections >= batchLook {
		t.decideBatch(b)
	}
	log := unbatched - batchLog(key).Load()
	// In a thread's turn the others sleep: it is short transactions that cost then.
	if t.Wanted() || log != unbatched && t.sections>>log != 0 && !t.Owes() {
		b.transactions++
		return true
	}
	t.grant(b)
	return false
}

// sectionsLost notes what an abort has thrown away: the sections that had
// ended, and about one half of one that had not.
func (t *Thread) sectionsLost() {
	t.countSections()
	if b := t.batches.of(t.sectionKey); b.key == t.sectionKey {
		b.lost += t.sections + 1
	}
}

func (t *Thread) openWindow(b *batch, key uintptr) {
	*b = batch{key: key, conflicts: t.conflicts, paused: t.account.Paused - t.account.elsewhere}
}

// decideBatch ends a window.
func (t *Thread) decideBatch(b *batch) {
	shared := batchLog(b.key)
	below := shared.Load()
	met := t.conflicts != b.conflicts
	if below == 0 {
		if met {
			shared.CompareAndSwap(0, unbatched-firstBatchLog)
		}
		t.openWindow(b, b.key)
		return
	}
	now := time.Now()
	if !b.began.IsZero() {
		took := now.Sub(b.began)
		cost := t.account.Paused - t.account.elsewhere - b.paused + took*time.Duration(b.lost)/time.Duration(b.sections+b.lost)
		price := boundaryCost * time.Duration(max(b.transactions, 1)) / 8
		switch {
		case cost > price*batchTooLong && below < unbatched:
			shared.CompareAndSwap(below, below+1)
		case cost < price*batchTooShort:
			shared.CompareAndSwap(below, below-1)
		}
	}
	t.openWindow(b, b.key)
	b.began = now
}
