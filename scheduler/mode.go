package scheduler

// Modes. A thread whose loop has no barriers has Solo set. That is allowed
// while it is the only thread, and otherwise only while it has stopped the
// world (exclusive): in the short time between the start of the second thread
// and the next safepoint of the first, again whenever a native function
// returns into a loop that was entered before the second thread existed, and in
// shifts (shift.go).

// enterExclusive stops the others, whose transactions are rolled back, so that
// the loop without barriers may go on up to its next safepoint.
func (t *Thread) enterExclusive() {
	t.stopWorld(true)
	t.exclusive, t.attentive = true, true
	t.attend()
}

// leaveExclusive makes the thread transactional.
func (t *Thread) leaveExclusive() {
	t.exclusive, t.attentive = false, false
	t.leaveSolo()
	t.resumeWorld()
}

// releaseWorld lets the others go on. The thread does without them, or ends.
func (t *Thread) releaseWorld() {
	t.exclusive, t.attentive = false, false
	t.resumeWorld()
}

// leaveSolo makes the thread transactional, whose loop is at a safepoint.
func (t *Thread) leaveSolo() {
	t.Solo = false
	t.Switch = true
	t.Pin()
	t.Attention = false
}

// RestoreSolo is called when a nested loop has returned into a loop without
// barriers, and the mode has changed in between.
func (t *Thread) RestoreSolo() {
	if t.Solo {
		return
	}
	if t.InTx() {
		t.CommitTx()
	}
	t.Solo = true
	t.Birth = 0
	if Live() > 1 {
		t.enterExclusive()
	}
}

// mayBeAlone says whether the last other thread has ended and the thread may
// do without barriers from here on.
func (t *Thread) mayBeAlone() bool {
	return world.live.Load() == 1 && !ForceTx && t.MayBreak() && !t.fresh && t.checkBlock.depth == 0
}

// becomeSolo switches to the loop without barriers unless another thread has
// been started meanwhile. No transaction runs.
func (t *Thread) becomeSolo() bool {
	if world.live.Load() != 1 {
		return false
	}
	t.Solo = true
	t.Birth = 0
	t.Switch = true
	t.grantTicks(soloTicks)
	t.ReleaseMemory()
	return true
}
