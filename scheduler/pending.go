package scheduler

// Safepoint answers requests: collection, stopping the world, signals, mode
// switches. It refills Ticks.
func (t *Thread) Safepoint() Action { panic("scheduler: Safepoint is not there yet") }

// MayBreak says whether a transaction boundary may fall here.
func (t *Thread) MayBreak() bool { panic("scheduler: MayBreak is not there yet") }

// CommitTx ends the transaction. It does not return if it must abort.
func (t *Thread) CommitTx() { panic("scheduler: CommitTx is not there yet") }

// BeginTx starts a transaction; the checkpoint has been taken.
func (t *Thread) BeginTx() { panic("scheduler: BeginTx is not there yet") }

// WaitAfterAbort waits until it makes sense to run the transaction again.
func (t *Thread) WaitAfterAbort() { panic("scheduler: WaitAfterAbort is not there yet") }

// BeforeEffect is called before a native function with an effect that cannot
// be undone.
func (t *Thread) BeforeEffect() { panic("scheduler: BeforeEffect is not there yet") }

// AfterEffect is called when it has returned; a boundary follows.
func (t *Thread) AfterEffect() { panic("scheduler: AfterEffect is not there yet") }

// OnCommit and OnAbort add a function to run after the transaction's end.
func (t *Thread) OnCommit(f func()) { panic("scheduler: OnCommit is not there yet") }
func (t *Thread) OnAbort(f func())  { panic("scheduler: OnAbort is not there yet") }

// RestoreSolo is called when a nested loop returns to a loop without barriers
// after the mode has changed.
func (t *Thread) RestoreSolo() { panic("scheduler: RestoreSolo is not there yet") }
