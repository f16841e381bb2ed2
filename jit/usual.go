package jit

import (
	"sync/atomic"

	"gorgon/jit/ir"
)

// The round of a loop that is recorded becomes what all side traces come back
// to, through the stack. So it had better be the usual one: before a loop is
// recorded, some rounds are watched, and a round that goes another way than most
// of these is recorded again.
//
// What is usual changes. Where a trace stands when its safepoints come says
// whether most rounds go through its body, or begin at its entry because the round
// before was a side trace's. Then some rounds are watched again, and if most go
// another way than the trace, one like that is recorded and takes its place: the old
// trace's entry leads to the new one.

// Limits: rounds that are watched, how many of them must go the same way to
// be what is usual, instructions of such a round, and recordings until one
// is taken that goes another way.
const (
	maxWatched  = 7
	minUsual    = 4
	minChanged  = 6 // likewise, for taking the place of a trace that there is
	maxWatching = 64
	maxRecorded = 6
)

// Limits: safepoints after which a trace is judged by where they were, how many
// times as many at the entry as in the body speak against it, and how often that is
// looked into for one loop.
const (
	maxPolls    = 16
	tooMany     = 4
	maxRelearnt = 5
)

// polls counts where the safepoints of a loop's trace come.
type polls struct{ entry, body atomic.Int32 }

// polled counts a trace that was left for a safepoint.
func (l *leaving) polled() {
	if l.trace.ticks == 0 {
		return
	}
	if l.ins == 1 {
		l.trace.polls.entry.Add(1)
	} else {
		l.trace.polls.body.Add(1)
	}
}

// doubtful says whether most rounds of the loop go another way than its trace tr.
func (h *head) doubtful(e *Engine, tr *Trace) bool {
	entry, body := tr.polls.entry.Load(), tr.polls.body.Load()
	if entry+body < maxPolls || h.entry || e.Verify || h.relearnt.Load() >= maxRelearnt {
		return false
	}
	tr.polls.entry.Store(0)
	tr.polls.body.Store(0)
	return entry >= tooMany*body
}

// relearn records the loop at h again if most of its rounds do not go the way of
// its trace tr.
func (e *Engine) relearn(t *Thread, h *head, tr *Trace, base uintptr) (uintptr, uintptr) {
	h.relearnt.Add(1)
	if !roomFor(t, base) || !h.busy.CompareAndSwap(false, true) {
		return h.pc, base
	}
	defer h.busy.Store(false)
	h.watched = false
	usual, pc, at := e.usualWay(t, h, base, minChanged)
	if !e.All && (usual == 0 || usual == tr.way) || pc != h.pc || at != base {
		return pc, at
	}
	return e.recordUsual(t, h, base, usual)
}

// way is the way that a round takes through the program: a hash of the
// instructions that it comes by.
type way uint64

func (w *way) through(pc uintptr) { *w = (*w ^ way(pc)) * 0x9e3779b97f4a7c15 }

// usualWay runs some rounds of the loop at h and returns the way that at least so
// many of them go, 0 if there is none, and where the thread then stands.
func (e *Engine) usualWay(t *Thread, h *head, base uintptr, least int) (way, uintptr, uintptr) {
	if e.All || h.entry || h.watched {
		return 0, h.pc, base
	}
	h.watched = true // a loop that ends meanwhile is recorded at its next sample
	s := stateOf(t)
	s.recording = &ir.Trace{}
	defer func() { s.recording = nil }()
	var seen [maxWatched]way
	for n := range seen {
		pc, at, w := h.pc, base, way(0)
		for range maxWatching {
			pc, at = e.runOne(t, pc, at)
			w.through(pc)
			if e.in.Stopped(pc) || t.Switch {
				return 0, pc, at
			}
			if pc == h.pc && at == base {
				break
			}
		}
		if pc != h.pc || at != base {
			return 0, pc, at
		}
		same := 1
		for _, other := range seen[:n] {
			if other == w {
				same++
			}
		}
		if seen[n] = w; same == least {
			return w, pc, at
		}
	}
	return 0, h.pc, base
}
