package stm

import (
	"sync/atomic"

	"gorgon/gc"
)

// Summons bring another thread to a safepoint. Its countdown is made negative for
// that, which the interpreter sees. But a countdown is not atomic: a tight loop of machine
// code counts down again and again what its processor has not yet written, while the
// cache line is on its way, and whatever others write there is lost. So each thread has a
// word that only others set, and it alone clears: machine code leaves at its next poll
// if that is set, and Heed does to the countdown what the others wanted.
const (
	nudged  = 1 << iota // another transaction wants this one to end, if that may be
	hurried             // the thread is wanted for something else
)

// summoned is what others reach a thread by.
type summoned struct {
	ticks   *int64
	summons *atomic.Uint32
}

// Nudged is what another transaction adds to a countdown. It is far below what that
// reaches by itself, and so is gc.Hurried below it.
const Nudged = -1 << 40

// Nudges says whether a countdown is where it is because of a nudge.
func Nudges(ticks int64) bool { return ticks < Nudged/2 && ticks > gc.Hurried/2 }

// Left is what a countdown stands at without what was added to it.
func Left(ticks int64) int64 {
	if ticks < gc.Hurried/2 {
		ticks -= gc.Hurried
	}
	if ticks < Nudged/2 {
		ticks -= Nudged
	}
	return ticks
}

// nudge brings the thread with token w to a safepoint. One that interprets may overwrite
// the request: who still waits asks again.
func nudge(s *slot, w uint64) {
	to := s.thread.Load()
	if to == nil || !s.holds(w) {
		return
	}
	if to.summons.Load()&nudged == 0 {
		to.summons.Or(nudged)
	}
	addNudge(to.ticks)
}

func addNudge(ticks *int64) {
	if left := atomic.LoadInt64(ticks); left > Nudged/2 {
		atomic.StoreInt64(ticks, left+Nudged)
	}
}

// Summon makes machine code of the thread leave at its next poll. Any goroutine may call
// it, beside gc.Hasten.
func (t *Tx) Summon() {
	if t.Summons.Load()&hurried == 0 {
		t.Summons.Or(hurried)
	}
}

// Heed makes the countdown negative if the thread was summoned. Only the thread itself
// calls it.
func (t *Tx) Heed(ticks *int64) {
	switch why := t.Summons.Swap(0); {
	case why&hurried != 0:
		gc.Hasten(ticks)
	case why != 0:
		addNudge(ticks)
	}
}

// heedNot forgets what was wanted of the transaction that has ended.
func (t *Tx) heedNot() {
	if t.Summons.Load() == nudged {
		t.Summons.Store(0)
	}
}

// Heeded is called at a safepoint, where the thread looks for all that others may want.
func (t *Tx) Heeded() {
	if t.Summons.Load() != 0 {
		t.Summons.Store(0)
	}
}
