package stm

import (
	"testing"

	"gorgon/gc"
)

// What another thread wants is not lost with what it did to the countdown.
func TestSummons(t *testing.T) {
	w := newWorker(1, false)
	defer w.Close()
	const left = 1_000
	overwritten := func(wanted func()) int64 {
		wanted()
		w.ticks = left // the loop has written what it had counted down to
		w.Heed(&w.ticks)
		return w.ticks
	}
	w.atomically(func() {
		if n := overwritten(func() {}); n != left {
			t.Errorf("nobody wants anything, and the countdown is %d", n)
		}
		if n := overwritten(func() { nudge(w.slot, w.Owner) }); !Nudges(n) || Left(n) != left {
			t.Errorf("a nudge makes the countdown %d", n)
		}
		if n := overwritten(func() { nudge(w.slot, w.Owner); w.Summon() }); n > gc.Hurried/2 {
			t.Errorf("a summons makes the countdown %d", n)
		}
		nudge(w.slot, w.Owner)
		if w.ticks = left; w.Summons.Load() == 0 {
			t.Error("a nudge does not summon")
		}
	})
	w.atomically(func() {
		if w.Summons.Load() != 0 {
			t.Error("a transaction is summoned because of the one before it")
		}
		w.Summon()
	})
	w.atomically(func() {
		if w.Summons.Load() == 0 {
			t.Error("a thread is not wanted any more because its transaction has ended")
		}
		if w.Heeded(); w.Summons.Load() != 0 {
			t.Error("a thread is summoned at its safepoint")
		}
	})
}
