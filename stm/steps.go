package stm

// shortStep is up to how many reads of a step are checked each time when it
// takes a lock; more are checked once, when it has ended.
const shortStep = 8

// Isolate says whether what follows, up to Isolate(false), is one step, which
// begins with what the running one has read and ends at the next Step.
func (t *Tx) Isolate(on bool) {
	if on == t.isolated {
		return
	}
	if t.isolated = on; on && len(t.Reads) == 0 {
		t.stepWrites = len(t.writes)
	}
	t.choosePlain()
}

// Isolated says whether a step of more than one instruction is under way.
func (t *Tx) Isolated() bool { return t.isolated }

// setPlain follows changes of RV, state and on.
func (t *Tx) setPlain() {
	t.choosePlain()
	t.setRoom()
}

func (t *Tx) choosePlain() {
	if t.Plain = 0; t.state == active && !t.isolated && !t.on {
		t.Plain = t.RV + 1
	}
}

// setRoom says how many reads the loop may log before it asks, and whether a
// free lock may be taken the short way.
func (t *Tx) setRoom() {
	t.quick = t.state == active && !t.on && !t.shake.on && !Recording
	switch n := len(t.Reads); {
	case t.state != active || t.on || t.shake.on || len(t.watched) > 0:
		t.ReadRoom = 0
	case n < longLog:
		t.ReadRoom = min(cap(t.Reads), longLog)
	default:
		t.ReadRoom = min(cap(t.Reads), n+askAgain)
	}
}

// Step begins a step. Called at the start of whatever may use Read or Seen
// more than once; not within native code.
func (t *Tx) Step() {
	if len(t.Reads) > 0 && t.Plain != 0 {
		t.endStep()
	}
}

// endStep forgets what the last step has read. It does not return if the step
// was not consistent.
func (t *Tx) endStep() {
	if len(t.writes) != t.stepWrites {
		t.checkStep()
	}
	t.Reads = t.Reads[:0]
	t.newTag()
}

// checkStep makes sure that what the step has read is true while it holds the
// locks that it has taken meanwhile.
func (t *Tx) checkStep() {
	if t.Plain == 0 || len(t.writes) == t.stepWrites {
		return
	}
	if bad := t.validate(); bad != 0 {
		t.lose(Invalid, bad)
	}
	t.stepWrites = len(t.writes)
}

// StepOwns says whether locks were taken since the running step, or the section that
// has just ended, began.
func (t *Tx) StepOwns() bool { return len(t.writes) != t.stepWrites || t.on }
