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
	batchWindow = 128 // sections between two decisions
	maxBatchLog = 12  // then sections are joined up to the budget again
	unbatched   = maxBatchLog + 1
)

// batch is what a thread knows about the sections of one lock or block.
type batch struct {
	key       uintptr
	log       int8 // 1<<log sections are joined; unbatched: as many as fit
	direction int8
	sections  int // since the window began
	conflicts uint64
	began     time.Time
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
	if e.sections++; e.sections >= batchWindow {
		e.decide(t.conflicts)
	}
	if e.log == unbatched {
		return false
	}
	if t.sections>>e.log == 0 {
		return false
	}
	return true
}

// decide ends a window. conflicts is how many the thread has had in its life.
func (e *batch) decide(conflicts uint64) {
	met := conflicts - e.conflicts
	e.conflicts = conflicts
	n := e.sections
	e.sections = 0
	if e.log == unbatched {
		if met > 0 {
			e.log, e.direction, e.rate, e.began = 0, 1, 0, time.Now()
		}
		return
	}
	now := time.Now()
	rate := float64(n) / float64(max(now.Sub(e.began), 1))
	e.began = now
	if met == 0 {
		e.direction = 1
	} else if rate < e.rate {
		e.direction = -e.direction
	}
	e.rate = rate
	e.log += e.direction
	if e.log < 0 {
		e.log, e.direction = 0, 1
	} else if e.log > maxBatchLog {
		if met == 0 {
			e.log = unbatched
		} else {
			e.log, e.direction = maxBatchLog, -1
		}
	}
}
