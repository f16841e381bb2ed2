package scheduler

import "time"

// Waiting implements stm.Hooks.
func (t *Thread) Waiting(on bool) {
	if on {
		t.conflicts++
		t.account.waitingSince = time.Now()
		return
	}
	took := time.Since(t.account.waitingSince)
	t.account.Paused += took
	if !t.account.beganAt.IsZero() {
		t.account.pausedInTx += took
	}
}
