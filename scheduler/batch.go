package scheduler

import (
	"math"
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
// n is shared by all threads, because who joins many makes the others wait. Who has
// taken no lock does not, so sections that only read are joined without a limit and
// count for nothing.
//
// That holds as long as threads sometimes miss each other. Where all want the same
// they wait for each other however small n is, and each change of hands costs: what
// they wait for is then the time that the others' sections take. It shows by much
// waiting though n is 1. Then the sections are serial: each thread joins as many as
// last for serialTime, and those that wait do not hurry it. From time to time n is 1
// again for a moment, to see whether that is still so.
const (
	batchLook     = 256 // sections between two decisions
	boundaryCost  = 150 * time.Nanosecond
	maxBatchLog   = 12 // then sections are joined up to the budget again
	unbatched     = maxBatchLog + 1
	firstBatchLog = 3 // after the first conflict
	// The conflicts' part of the cost from which n is halved or doubled, in
	// eighths of what the boundaries cost.
	batchTooLong, batchTooShort = 32, 4

	serially   = unbatched + 1 // in batchLogs
	serialTime = 50 * time.Microsecond
	maxSerial  = 1 << maxBatchLog
	serialTest = 50 * time.Millisecond // from one test to the next
	// Of this part of the time that is spent waiting, sections are serial or no more.
	serialFrom, serialUpTo = 4, 16
)

// batchLogs holds unbatched minus the logarithm of n for locks and blocks;
// some may share an entry.
var batchLogs [256]atomic.Int32

// serialTested says when it was last found out, or is about to be, whether they are
// serial: in nanoseconds since the program began.
var serialTested [len(batchLogs)]atomic.Int64

// batch is what a thread measures about the sections of one lock or block.
type batch struct {
	key          uintptr
	sections     int // since the window began
	owning       int // of them those that have taken locks
	transactions int
	conflicts    uint64
	lost         int // sections in transactions that were aborted
	began        time.Time
	paused       time.Duration
	serial       int // how many are joined while they are serial; 0: it is not known yet
}

type batches [8]batch

func (b *batches) of(key uintptr) *batch { return &b[(key>>3^key>>7)%uintptr(len(b))] }

func batchShard(key uintptr) uintptr { return (key>>4 ^ key>>12) % uintptr(len(batchLogs)) }

func batchLog(key uintptr) *atomic.Int32 { return &batchLogs[batchShard(key)] }

// sectionEnds is called when the outermost section of a lock or block ends. It
// says whether the transaction should end there.
func (t *Thread) sectionEnds(key uintptr) bool {
	t.countSections()
	b := t.batches.of(key)
	if b.key != key {
		t.openWindow(b, key)
	}
	t.sectionKey = key
	if t.StepOwns() {
		b.owning++
		t.owning++
	}
	t.sections++
	if b.sections++; b.sections >= batchLook {
		t.decideBatch(b)
	}
	if t.batchEnds(b) {
		b.transactions++
		return true
	}
	t.grant(b)
	return false
}

// batchEnds says whether the transaction should end after the section of b. One that
// holds what it reads keeps everybody from that, and is through with what it was
// helped to.
func (t *Thread) batchEnds(b *batch) bool {
	return t.Wanted() && (batchLog(b.key).Load() != serially || t.Holds()) || t.owning >= t.batchLimit(b)
}

// batchLimit is how many sections of b that take locks the transaction joins. In a
// thread's turn the others sleep: it is short transactions that cost then.
func (t *Thread) batchLimit(b *batch) int {
	below := batchLog(b.key).Load()
	switch {
	case below == 0 || t.Owes():
		return math.MaxInt
	case below == serially:
		if b.serial == 0 {
			return 1 << firstBatchLog
		}
		return b.serial
	}
	return 1 << (unbatched - below)
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
	serial := 0
	if b.key == key {
		serial = b.serial
	}
	*b = batch{key: key, conflicts: t.conflicts, paused: t.account.Paused - t.account.elsewhere, serial: serial}
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
		took, paused := now.Sub(b.began), t.account.Paused-t.account.elsewhere-b.paused
		next, tested := below, &serialTested[batchShard(b.key)]
		if below == serially {
			next = b.decideSerial(took, paused, tested, int64(now.Sub(start)))
		} else if next = b.decideParallel(below, took, paused); next == serially {
			tested.Store(int64(now.Sub(start)))
		}
		shared.CompareAndSwap(below, next)
	}
	t.openWindow(b, b.key)
	b.began = now
}

// decideParallel returns what follows below, n being 1 at most unbatched.
func (b *batch) decideParallel(below int32, took, paused time.Duration) int32 {
	cost := paused + took*time.Duration(b.lost)/time.Duration(b.sections+b.lost)
	price := boundaryCost * time.Duration(max(b.transactions, 1)) / 8
	switch {
	case below == unbatched && paused > took/serialFrom:
		return serially
	case cost > price*batchTooLong && below < unbatched:
		return below + 1
	case cost < price*batchTooShort:
		return below - 1
	}
	return below
}

// decideSerial says how many sections are joined from now on, and whether they are
// still serial. tested is when that was tested last.
func (b *batch) decideSerial(took, paused time.Duration, tested *atomic.Int64, now int64) int32 {
	each := max(took-paused, 1) / time.Duration(max(b.owning, 1))
	b.serial = int(min(max(serialTime/max(each, 1), 1), maxSerial))
	last := tested.Load()
	switch {
	case paused < took/serialUpTo:
		return unbatched - firstBatchLog
	case now-last > int64(serialTest) && tested.CompareAndSwap(last, now):
		return unbatched
	}
	return serially
}
