package scheduler

import (
	"time"

	"gorgon/stm"
)

// Waiting implements stm.Hooks.
func (t *Thread) Waiting(on bool) {
	if on {
		t.account.blockedAt = time.Now()
	} else {
		t.account.add(&t.account.Paused, t.account.blockedAt)
	}
}

// Conflict implements stm.Hooks.
func (t *Thread) Conflict(c stm.Conflict) {}
