package scheduler

import "time"

// Batches. Sections under a lock and atomic blocks may be joined into one
// transaction, which is cheap as long as nobody collides. Where threads do
// collide, a long transaction keeps others from what it has touched, while a
// commit after each section costs more for each: which is better depends on how
// much of the time is spent inside sections. So the number of sections in a
// transaction is found by trying: it is doubled or halved as long as more
// sections get done in the same time.
const (
	batchLook   = 64 // sections between two looks at the clock
	batchWindow = 2 * time.Millisecond
	maxBatchLog = 12 // then sections are joined up to the budget again
	unbatched   = maxBatchLog + 1
	// After so many windows without a conflict one more doubling is tried.
	quietWindows = 10
)

// batch is what a thread knows about the sections of one lock or block.
type batch struct {
	key       uintptr
	log       int8 // 1<<log sections are joined; unbatched: as many as fit
	direction int8
	sections  int // since the window began
	look      int // sections at which the clock is looked at
	conflicts uint64
	began     time.Time
	quiet     int     // windows without a conflict
	rate      float64 // sections per nanosecond in the window before
}

type batches [8]batch

func (b *batches) of(key uintptr) *batch {
	e := &b[(key>>3^key>>7)%uintptr(len(b))]
	if e.key != key {
		*e = batch{key: key, log: unbatched, direction: 1}
	}
	return e
}

// sectionEnds is called when the outermost section of a lock or block ends. It
// says whether the transaction should end there.
func (t *Thread) sectionEnds(key uintptr) bool {
	e := t.batches.of(key)
	t.sections++
	if e.sections++; e.sections >= e.look {
		e.decide(t.conflicts)
	}
	return t.Wanted() || e.log != unbatched && t.sections>>e.log != 0
}

// decide ends a window. conflicts is how many the thread has had in its life.
func (e *batch) decide(conflicts uint64) {
	met := conflicts - e.conflicts
	e.look += batchLook
	if e.log == unbatched {
		e.sections, e.look, e.conflicts = 0, batchLook, conflicts
		if met > 0 {
			e.log, e.direction, e.rate, e.began = 0, 1, 0, time.Now()
		}
		return
	}
	now := time.Now()
	took := now.Sub(e.began)
	if took < batchWindow {
		return
	}
	rate := float64(e.sections) / float64(took)
	e.began, e.sections, e.look, e.conflicts = now, 0, batchLook, conflicts
	before := e.rate
	e.rate = rate
	if met == 0 {
		if e.quiet++; e.quiet < quietWindows {
			return
		}
		e.direction = 1
	} else if rate < before {
		e.direction = -e.direction
	}
	e.quiet = 0
	e.step(met == 0)
}

// step changes how many sections are joined.
func (e *batch) step(quiet bool) {
	e.log += e.direction
	switch {
	case e.log < 0:
		e.log, e.direction = 0, 1
	case e.log > maxBatchLog && quiet:
		e.log = unbatched
	case e.log > maxBatchLog:
		e.log, e.direction = maxBatchLog, -1
	}
}
