package scheduler

import (
	"errors"

	"gorgon/gc"
	"gorgon/stm"
)

// Atomic blocks. Atomic counts them; while it is not 0 no boundary falls. A
// block that can be undone must be a whole transaction, so that an undo of the
// transaction is an undo of the block: it begins with a boundary, and with one
// thread it switches to transactional mode.

var (
	ErrNotAtomic    = errors.New("not inside an atomic block")
	ErrNestedUndo   = errors.New("a block with rollback=True cannot begin inside another atomic block, nor in code that a native function calls")
	ErrNoUndo       = errors.New("not inside an atomic block with rollback=True")
	ErrIrrevocable  = errors.New("the atomic block has become irrevocable and cannot be undone")
	ErrRetryForever = errors.New("stm.retry() would wait forever: no other thread is running")
)

// EnterAtomic begins an atomic block. undo says that leaving it by an exception
// undoes what it did.
func (t *Thread) EnterAtomic(undo bool) error {
	apart := t.wantOwnTx > 0 || Shake.Irrevocable && t.Irrevocable()
	own := undo || apart && !t.Solo && t.Atomic == 0 && t.Nest == t.NestBase
	t.ShakeKeep(true)
	if !own {
		if t.Atomic++; t.Atomic == 1 {
			t.block = blockState{}
		}
		t.isolate()
		return nil
	}
	if t.Atomic > 0 || t.Nest > t.NestBase {
		return ErrNestedUndo
	}
	if t.exclusive {
		t.exclusive = false
		defer t.resumeWorld()
	}
	if t.Solo {
		t.Solo = false
		t.Switch = true
	} else {
		t.CommitTx()
	}
	t.Begin()
	t.Birth = t.Owner
	t.Atomic, t.fresh = 1, true
	t.isolate()
	t.block = blockState{undoing: undo, ownTx: true}
	t.wantOwnTx = max(t.wantOwnTx-1, 0)
	t.account.began()
	t.attend()
	return nil
}

// LeaveAtomic ends an atomic block. Calls are what the program wants called
// now, because its transaction is committed or, if undone, rolled back.
func (t *Thread) LeaveAtomic(failed bool) (undone bool, calls []gc.Value, err error) {
	if t.Atomic == 0 {
		return false, nil, ErrNotAtomic
	}
	if t.Atomic--; t.Atomic > 0 {
		return false, nil, nil
	}
	undo := t.block.undoing
	t.block = blockState{}
	t.ShakeKeep(false)
	t.isolate()
	if undo && failed {
		if t.Pinned() {
			return false, nil, ErrIrrevocable
		}
		calls = t.abortCalls
		t.Rollback(stm.Retry)
		t.Atomic, t.block = 0, blockState{}
		t.pin()
		return true, calls, nil
	}
	if calls = t.commitCalls; len(calls) > 0 && !t.Solo {
		t.CommitTx()
		t.pin()
	} else if undo || len(t.commits)+len(t.wakes) > 0 || !t.Solo && (t.sectionEnds(t.PC) || t.overruns > 0) {
		t.BreakSoon()
	}
	t.commitCalls, t.abortCalls = nil, nil
	return false, calls, nil
}

// CallAtCommit makes the end of the running atomic block call fn. False: there
// is no block, it is to be called at once.
func (t *Thread) CallAtCommit(fn gc.Value) bool {
	if t.Atomic == 0 {
		return false
	}
	t.commitCalls = append(t.commitCalls, fn)
	return true
}

// CallAtUndo makes the running block call fn if it is undone.
func (t *Thread) CallAtUndo(fn gc.Value) error {
	if !t.block.undoing {
		return ErrNoUndo
	}
	t.abortCalls = append(t.abortCalls, fn)
	return nil
}

// CanUndo says whether the running atomic block can be undone.
func (t *Thread) CanUndo() error {
	switch {
	case !t.block.undoing:
		return ErrNoUndo
	case t.Pinned():
		return ErrIrrevocable
	}
	return nil
}

// Retry rolls the atomic block back and runs it again when something that it
// has read was changed. It returns only to say why that is impossible.
func (t *Thread) Retry() error {
	switch {
	case t.Atomic == 0:
		return ErrNotAtomic
	case t.Solo || Live() == 1:
		return ErrRetryForever
	case t.Pinned():
		return ErrIrrevocable
	}
	if t.needsOwnTx() {
		t.AbortNow(stm.Retry)
	}
	seen := t.RollbackForRetry()
	if seen == nil {
		seen = stm.Snapshot{}
	}
	t.wantAny = seen
	panic(&stm.Abort{Reason: stm.Retry})
}

// needsOwnTx says whether a block that must wait shares its transaction with
// what came before it: that must be committed first, because others may wait
// for it. The block is run again in a transaction of its own.
func (t *Thread) needsOwnTx() bool {
	if t.block.ownTx || t.Nest > t.NestBase {
		t.wantOwnTx = 0
		return false
	}
	t.wantOwnTx = maxOwnTx
	return true
}

// maxOwnTx bounds for how many blocks the wish is remembered.
const maxOwnTx = 256

// StmStats is what a thread's transactions did so far.
func (t *Thread) StmStats() stm.Stats { return t.Stats }
