package scheduler

import (
	"sync/atomic"
	"time"

	"gorgon/conflicts/event"
	"gorgon/gc"
	"gorgon/stm"
)

// The life of a thread's transactions. The interpreter's part:
//
//	poll:  act := t.Safepoint(); if act != Continue, do it
//	       if !t.Solo && t.MayBreak() { t.CommitTx(); take the checkpoint; t.BeginTx() }
//	abort: restore the frames; t.WaitAfterAbort(); t.BeginTx(); go on there
//	after a native function that set Attention: poll at the return point

// soloTicks is the distance of safepoints in back-edges and calls while there
// is only one thread.
var soloTicks int64 = 20_000

// SampleEvery sets that distance, for tests. Called before threads run.
func SampleEvery(ticks int64) { soloTicks = ticks }

// Safepoint answers requests: collection, stopping the world, signals, mode
// switches. PC and Base are up to date, and all references are in frames. It
// may unwind because the transaction was aborted. Glance stays set if nothing
// else is to happen here.
func (t *Thread) Safepoint() Action {
	glance := t.Glance && t.Ticks == -1 && !t.Attention && !t.fresh && t.Restartable()
	t.Attention, t.Glance = false, false
	t.Heeded()
	if t.Solo {
		return t.safepointSolo()
	}
	if !t.fresh { // else there is no checkpoint yet
		t.Poll(t.MayBreak() && len(t.elided) == 0)
	}
	if t.mayBeAlone() {
		t.CommitTx()
		if t.serve(); t.becomeSolo() {
			return t.signals(Leave)
		}
		t.Pin()
		t.Attention = false
	} else if glance || !t.MayBreak() {
		t.Glance = glance
		t.serve()
		if !stm.Nudges(t.Ticks) && !glance {
			t.overruns++
		}
		t.spend()
		t.grantTicks(t.budgets.next(t.CheckPC))
	}
	return t.signals(Continue)
}

func (t *Thread) safepointSolo() Action {
	t.spend()
	t.grantTicks(t.soloTicks())
	t.worked()
	t.report()
	t.serve()
	if t.shift.onShift {
		return t.safepointOnShift()
	}
	if t.exclusive && t.Atomic == 0 {
		t.leaveExclusive()
		return t.signals(Leave)
	}
	return t.signals(Continue)
}

// Due says whether the safepoint that is about to be made has come by itself, and not
// because somebody waits for the transaction's end.
func (t *Thread) Due() bool { return (t.Ticks == -1 || t.Ticks < gc.Hurried/2) && !t.Attention }

// serve parks while the world is stopped, and collects if asked to.
func (t *Thread) serve() {
	if world.stopping.Load() && world.stopper != t {
		t.park()
	}
	if collection.wanted.Load() {
		t.collect()
	}
}

// signals adds pending signals to an action. Leaving the loop comes first: the
// next safepoint will be there soon.
func (t *Thread) signals(a Action) Action {
	if a == Continue && t.noMemory.Load() && !t.fresh {
		t.noMemory.Store(false)
		if gc.OverLimit() {
			return NoMemory
		}
	}
	if !t.Main || !t.interrupted.Load() {
		return a
	}
	if a != Continue || t.Atomic > 0 || t.fresh {
		return a
	}
	return Interrupt
}

// maxOverruns budgets may be used up before the locks that a transaction has
// elided are taken for real.
const maxOverruns = 8

// MayBreak says whether a transaction boundary may fall here.
func (t *Thread) MayBreak() bool {
	return t.Nest == t.NestBase &&
		(t.fresh || t.Atomic == 0 && (len(t.elided) == 0 || t.overruns >= maxOverruns))
}

// CommitTx ends the transaction. It does not return if it must abort. Locks
// that it has elided are taken for real.
func (t *Thread) CommitTx() {
	if t.fresh {
		return
	}
	t.publishLocks()
	aborted := t.Attempts() > 0
	reads, writes := t.Size()
	if len(t.commits) > 0 {
		t.CommitAfter(t.orderEffects)
	} else {
		t.Commit()
	}
	t.Birth = t.Owner
	t.spend()
	t.worked()
	t.checkElided = t.checkElided[:0]
	t.overruns = 0
	t.newSections()
	t.budgets.committed(t.CheckPC, aborted)
	t.committed(reads, writes)
	if len(t.commits)+len(t.wakes)+len(t.aborts)+len(t.counts) > 0 {
		t.afterCommit()
	}
}

func (t *Thread) afterCommit() {
	t.aborts = nil
	for _, c := range t.counts {
		c.total.Add(c.n)
	}
	t.counts = t.counts[:0]
	for i, lock := range t.wakes {
		wake(lock)
		t.wakes[i] = 0
	}
	t.wakes = t.wakes[:0]
	fns := t.commits
	t.commits = nil
	for _, e := range fns {
		e.run()
	}
}

// BeginTx starts a transaction; the checkpoint has been taken.
func (t *Thread) BeginTx() {
	if t.fresh {
		t.fresh = false
		t.checkElided = append(t.checkElided[:0], t.elided...)
		t.grantTicks(t.budgets.next(t.CheckPC))
		t.noteCheckpoint()
		return
	}
	if t.Pinned() && !t.Unpin() {
		t.CommitTx()
	}
	brief := false
	if !t.InTx() {
		if t.Owes() {
			if brief = !t.TurnOver(); !brief {
				t.leaveHeap()
				t.GiveWay()
				t.enterHeap()
			}
		}
		t.serve()
		t.Begin()
		t.Birth = t.Owner
	}
	t.noteCheckpoint()
	if len(t.atomicWaits) > 0 {
		t.setLag()
	}
	t.overruns = 0
	budget := t.early(t.budgets.next(t.CheckPC))
	if brief {
		budget = min(budget, briefBudget)
	}
	switch {
	case shifts.on.Load(), relay.on.Load() && relay.holder.Load() != t:
		budget = min(budget, shiftBudget)
	case paces.measured.Load():
		budget = min(budget, fineBudget)
	}
	if t.noMemory.Load() {
		budget = -1
	}
	t.grantTicks(budget)
	t.account.began()
	for len(t.checkElided) > len(t.elided) && !t.elideAgain() {
		t.waitForLock(t.wantLock)
		t.serve()
		t.Begin()
		t.Birth = t.Owner
	}
}

// noteCheckpoint makes the running state part of the checkpoint.
func (t *Thread) noteCheckpoint() {
	t.checkBlock, t.checkLimit = t.block, t.RecursionLimit
	t.checkBlock.depth = t.Atomic
	if len(t.blocks)+len(t.checkBlocks)+len(t.saves)+len(t.checkSaves)+len(t.commits)+len(t.checkCommits) > 0 {
		t.checkBlocks = append(t.checkBlocks[:0], t.blocks...)
		t.checkSaves = append(t.checkSaves[:0], t.saves...)
		t.checkCommits = append(t.checkCommits[:0], t.commits...)
	}
	if len(t.commitCalls)+len(t.abortCalls)+len(t.checkCalls[0])+len(t.checkCalls[1]) > 0 {
		t.checkCalls[0] = append(t.checkCalls[0][:0], t.commitCalls...)
		t.checkCalls[1] = append(t.checkCalls[1][:0], t.abortCalls...)
	}
	t.isolate()
}

// isolate says whether the running code is isolated from other threads for
// longer than an instruction. Called when one of the reasons comes or goes.
func (t *Thread) isolate() {
	t.Isolate(t.Atomic > 0 || len(t.elided) > 0 || t.Nest > t.NestBase)
}

// EnterNest is called before native code runs a loop of its own: no boundary
// falls in it, and what the native function has read stays in the log.
func (t *Thread) EnterNest() {
	t.Nest++
	if t.Nest >= len(t.nestedAt) {
		t.nestedAt = append(t.nestedAt, make([]uint64, t.Nest+1-len(t.nestedAt))...)
	}
	t.nestedAt[t.Nest] = gc.Clock()
	if !t.Solo {
		t.isolate()
	}
}

// LeaveNest is called when that loop has ended.
func (t *Thread) LeaveNest() {
	if t.Nest--; !t.Solo {
		t.isolate()
	}
}

// restoreCheckpoint is the counterpart of noteCheckpoint.
func (t *Thread) restoreCheckpoint() {
	t.block, t.RecursionLimit = t.checkBlock, t.checkLimit
	t.Atomic = t.block.depth
	t.blocks = append(t.blocks[:0], t.checkBlocks...)
	t.saves = append(t.saves[:0], t.checkSaves...)
	t.ResumeSavepoints(len(t.saves))
	t.waitsDone, t.Hasty = 0, false
	t.wakes = t.wakes[:0]
	t.commits = append([]effect{}, t.checkCommits...)
	t.commitCalls = append([]gc.Value{}, t.checkCalls[0]...)
	t.abortCalls = append([]gc.Value{}, t.checkCalls[1]...)
}

// WaitAfterAbort waits until it makes sense to run the transaction again. The
// frames are those of the checkpoint.
func (t *Thread) WaitAfterAbort() {
	t.serve()
	switch {
	case t.wantLock != 0:
		t.waitForLock(t.wantLock)
		t.wantLock = 0
	case t.wantAny != nil:
		t.waitForChange()
	case t.gaveWay && t.block.turn != 0:
		t.awaitTurnAgain()
	default:
		began := time.Now()
		t.leaveHeap()
		t.Backoff()
		t.enterHeap()
		t.account.add(&t.account.Paused, began)
		t.afterWait(time.Since(began))
	}
}

// RolledBack implements stm.Hooks.
func (t *Thread) RolledBack(r stm.Reason) {
	t.Birth = t.Owner
	t.wasted()
	if r != stm.Injected && r != stm.Retry && r != stm.Stopping {
		t.conflicts++
		t.budgets.aborted(t.CheckPC)
		for _, e := range t.elided {
			// That another took the lock for real says nothing about its sections:
			// if that counted, all would go on taking it.
			if t.collidedOn != e.lock+gc.LockOffset {
				t.failures.failed(e.lock)
			}
		}
		t.openSections()
		t.collidedOn = 0
		t.sectionsLost()
	}
	t.elided = t.elided[:0]
	t.newSections()
	t.fresh = false
	t.restoreCheckpoint()
	t.gaveWay = r == stm.Doomed
	t.ShakeKeep(t.Atomic > 0)
	t.counts = t.counts[:0]
	t.aborted()
	fns := t.aborts
	t.aborts = nil
	for _, f := range fns {
		f()
	}
}

// RunApart runs f in a transaction of its own, again until it commits; none runs
// now. Between two attempts the world may be stopped, by the one who owns what f
// needs: all references are in frames or Roots.
func (t *Thread) RunApart(f func()) {
	t.noteCheckpoint() // to which an abort must lead back, not to what was committed
	for !t.Try(func() {
		t.Birth = t.Owner
		f()
	}) {
		t.leaveHeap()
		t.Backoff()
		t.enterHeap()
	}
	t.Birth = t.Owner
}

// OnCommit adds a function to run once the transaction has committed, at once
// if there is none. It runs outside of transactions and must not touch the heap.
func (t *Thread) OnCommit(f func()) {
	if t.Solo || !t.InTx() {
		f()
		return
	}
	t.commits = append(t.commits, effect{run: f})
}

// effect is what a transaction does outside of the heap once it has committed.
type effect struct {
	// order gives it its place among the effects of other transactions, before these
	// can see that this one has committed; nil: it needs none.
	order func()
	run   func()
}

// OnCommitInOrder is OnCommit for what comes in the order of the commits: order is
// called as the transaction commits, and must not wait for anything; f later on.
func (t *Thread) OnCommitInOrder(order, f func()) {
	if t.Solo || !t.InTx() {
		order()
		f()
		return
	}
	t.commits = append(t.commits, effect{order, f})
}

// orderEffects gives the transaction's effects their places.
func (t *Thread) orderEffects() {
	for _, e := range t.commits {
		if e.order != nil {
			e.order()
		}
	}
}

// Count adds n to a counter that lies outside the heap, so that threads which
// only count do not collide. The addition becomes known to others when the
// transaction commits.
func (t *Thread) Count(total *atomic.Int64, n int64) {
	if t.Solo || !t.InTx() {
		total.Add(n)
		return
	}
	for i := range t.counts {
		if t.counts[i].total == total {
			t.counts[i].n += n
			return
		}
	}
	t.counts = append(t.counts, pendingCount{total, n})
}

// Counted is the value of a counter as the transaction sees it.
func (t *Thread) Counted(total *atomic.Int64) int64 {
	n := total.Load()
	for _, c := range t.counts {
		if c.total == total {
			n += c.n
		}
	}
	return n
}

// OnAbort adds a function to run if the transaction is rolled back. It must
// not touch the heap.
func (t *Thread) OnAbort(f func()) {
	if !t.Solo && t.InTx() {
		t.aborts = append(t.aborts, f)
	}
}

// BeforeEffect is called before a native function with an effect that cannot
// be undone. It ends the transaction and begins one that will not be aborted;
// in an atomic block or a nested run the running one becomes irrevocable.
func (t *Thread) BeforeEffect() {
	if t.Solo || t.Irrevocable() {
		return
	}
	if t.Atomic > 0 || t.Nest > t.NestBase && !t.Pinned() {
		t.BecomeIrrevocable()
		return
	}
	t.CommitTx()
	t.BeginPinned()
	t.Birth = t.Owner
	t.noteCheckpoint()
}

// OwnEffect is BeforeEffect for effects that do not belong together: where the
// transaction may end it ends, even an irrevocable one. False: it is not the
// time for effects.
func (t *Thread) OwnEffect() bool {
	switch {
	case t.Solo:
	case t.fresh:
		return false
	case t.Irrevocable() && t.Atomic == 0 && t.Nest == t.NestBase:
		t.CommitTx()
		t.BeginPinned()
		t.Birth = t.Owner
		t.noteCheckpoint()
	default:
		t.BeforeEffect()
	}
	return true
}

// Restartable says whether the running transaction can be rolled back and run
// again from its checkpoint.
func (t *Thread) Restartable() bool { return !t.Solo && t.InTx() && !t.Pinned() }

// RunAgain aborts the running transaction, which is restartable.
func (t *Thread) RunAgain() { t.AbortNow(stm.Retry) }

// BecomeIrrevocable makes the running transaction irrevocable. What came before
// an atomic block is committed first, because the block may last long; an
// ordered one waits for its turn.
func (t *Thread) BecomeIrrevocable() {
	if t.Atomic > 0 && !t.Pinned() && t.needsOwnTx() {
		t.AbortNow(stm.Retry)
	}
	if t.block.turn != 0 {
		t.awaitTurn(t.block.turn, t.block.number)
	}
	t.Tx.BecomeIrrevocable()
}

// AfterEffect is called when the function has returned: a boundary follows.
func (t *Thread) AfterEffect() {
	if !t.Solo {
		t.attend()
	}
}

// BreakSoon asks for a boundary behind the running native function.
func (t *Thread) BreakSoon() {
	if !t.Solo {
		t.attend()
	}
}

// Block is called by a native function that is about to wait, with all its
// references in the frame. Outside of atomic blocks it ends the transaction:
// the function must not rely on what it has read before. Inside one the
// transaction becomes irrevocable and goes on. The thread must not touch the
// heap until Unblock.
func (t *Thread) Block() {
	if t.Solo {
		if t.exclusive && !t.shift.onShift {
			t.releaseWorld()
		}
	} else if t.InTx() {
		if t.Atomic > 0 {
			t.BecomeIrrevocable()
		} else {
			t.CommitTx()
		}
	}
	if !t.InTx() {
		t.Pass()
		if Live() > manyThreads {
			t.ReleaseMemory()
			t.Allocator.Flush()
		}
	}
	t.account.blockedAt = time.Now()
	t.publish(t.account.blockedAt, event.Idles)
	if t.shift.onShift {
		t.endShiftBlocked(false)
	} else {
		t.leaveHeap()
		if shifts.on.Load() && nobodyRuns() {
			nextMayBegin()
		}
	}
}

// manyThreads is from when on a waiting thread gives back the memory of its logs,
// and what it has not used of its block of the heap.
const manyThreads = 256

// Unblock ends a wait. What follows in the native function is not run again.
func (t *Thread) Unblock() {
	t.resumeRunning()
	if !t.Solo && !t.InTx() {
		t.Pin()
	}
}

// resumeRunning is Unblock without a new transaction.
func (t *Thread) resumeRunning() {
	if !t.Solo || !t.awaitShift() {
		t.enterHeap()
	}
	t.account.add(&t.account.Idle, t.account.blockedAt)
	t.publishRunning()
	if t.Solo && Live() > 1 && !t.exclusive {
		t.enterExclusive()
	}
}
