package scheduler

import (
	"errors"
	"time"

	"gorgon/gc"
	"gorgon/stm"
)

// Atomic blocks. Atomic counts them; while it is not 0 no boundary falls.
//
// A block that can be undone is a whole transaction if it is the outermost one
// (an undo of the transaction is an undo of the block then): it begins with a
// boundary, and with one thread it switches to transactional mode. Inside
// another block, or in code that native code has called, it begins with a
// savepoint.
//
// A thread that has stopped the world, as in a shift, lets it go where a block
// begins: the block may wait, and then only a transaction keeps others from
// seeing half of it.

var (
	ErrNotAtomic    = errors.New("not inside an atomic block")
	ErrUndoSolo     = errors.New("a block with rollback=True cannot begin in code that a native function calls while there is only one thread")
	ErrNoUndo       = errors.New("not inside an atomic block with rollback=True")
	ErrIrrevocable  = errors.New("the atomic block has become irrevocable and cannot be undone")
	ErrRetryForever = errors.New("it would wait forever: no other thread is running")
	ErrOpenBlock    = errors.New("cannot yield out of an open atomic block")
)

// Where the object of an atomic block says by bools of what kind it is.
const (
	BlockUndo        = gc.HeaderSize + 8
	BlockAlternative = gc.HeaderSize + 16
)

// BlockKind says when an atomic block undoes its work.
type BlockKind uint8

const (
	Keep        BlockKind = iota // never
	Undo                         // if it is left by an exception
	Alternative                  // if it is left because of a retry (or_else)
)

// openBlock is an atomic block that the thread is in. base is the frame that
// has entered it.
type openBlock struct {
	base uintptr
	kind BlockKind
	// saved says that the block began with a savepoint, the last of saves.
	saved bool
}

// savepoint is what a rollback to a savepoint of stm brings back besides memory.
type savepoint struct {
	commits, aborts, wakes  int // lengths of the lists
	commitCalls, abortCalls int
	elided                  []elision
	counts                  []pendingCount
	limit                   int
}

// EnterAtomic begins an atomic block.
func (t *Thread) EnterAtomic(kind BlockKind) error {
	undo := kind != Keep
	own := undo || t.exclusive || (t.wantOwnTx > 0 || Shake.Irrevocable && t.Irrevocable()) && !t.Solo
	if !shifts.barred.Load() {
		t.barShifts()
	}
	t.ShakeKeep(true)
	switch {
	case own && t.Atomic == 0 && t.Nest == t.NestBase:
		t.beginBlock(kind)
	case undo && t.Solo:
		if t.Nest > t.NestBase || t.exclusive {
			return ErrUndoSolo
		}
		t.Solo, t.Switch = false, true
		t.beginOwn()
		t.save()
		t.open(kind, true)
	case undo && !t.Pinned():
		t.save()
		t.open(kind, true)
	default:
		if t.Atomic == 0 {
			if t.exclusive {
				t.leaveExclusive()
				t.attend()
			}
			t.block = blockState{}
		}
		t.open(kind, false)
	}
	return nil
}

// EntersHere says whether an atomic block that is never undone begins without a
// boundary.
func (t *Thread) EntersHere() bool {
	return t.Solo && !t.exclusive || !t.Solo && t.wantOwnTx == 0 && !(Shake.Irrevocable && t.Irrevocable())
}

// LeavesHere says whether the innermost atomic block is never undone and ends
// without a boundary, and without calling anything.
func (t *Thread) LeavesHere() bool {
	n := len(t.blocks)
	if n == 0 || t.blocks[n-1].kind != Keep || t.blocks[n-1].saved {
		return false
	}
	return n > 1 || t.block.turn == 0 && len(t.commitCalls) == 0 && !(t.Solo && (t.exclusive || len(t.commits) > 0))
}

// open adds a block to the stack of blocks.
func (t *Thread) open(kind BlockKind, saved bool) {
	t.Atomic++
	t.blocks = append(t.blocks, openBlock{t.Base, kind, saved})
	t.isolate()
	if t.sectionsClosed {
		t.openSections()
	}
}

// beginBlock begins an outermost block with a boundary.
func (t *Thread) beginBlock(kind BlockKind) {
	if t.exclusive {
		t.exclusive, t.attentive = false, false
		defer t.resumeWorld()
	}
	if t.Solo {
		t.Solo, t.Switch = false, true
	} else {
		t.CommitTx()
	}
	t.beginOwn()
	t.open(kind, false)
	t.block = blockState{ownTx: true}
	t.wantOwnTx = max(t.wantOwnTx-1, 0)
}

// beginOwn begins a transaction whose checkpoint is made when the native
// function returns.
func (t *Thread) beginOwn() {
	t.Begin()
	t.Birth = t.Owner
	t.fresh = true
	t.account.began()
	t.attend()
}

// save makes a savepoint.
func (t *Thread) save() {
	t.Savepoint()
	t.Birth = t.Owner
	t.saves = append(t.saves, savepoint{
		len(t.commits), len(t.aborts), len(t.wakes), len(t.commitCalls), len(t.abortCalls),
		append([]elision(nil), t.elided...), append([]pendingCount(nil), t.counts...), t.RecursionLimit,
	})
}

// takeSave removes the last savepoint.
func (t *Thread) takeSave() savepoint {
	last := len(t.saves) - 1
	s := t.saves[last]
	t.saves = t.saves[:last]
	return s
}

// LeaveAtomic ends an atomic block; failed says that it is to be undone, if it is
// of such a kind. Calls are what the program wants called
// now, because its transaction is committed or, if undone, rolled back.
func (t *Thread) LeaveAtomic(failed bool) (undone bool, calls []gc.Value, err error) {
	if t.Atomic == 0 {
		return false, nil, ErrNotAtomic
	}
	b := t.blocks[len(t.blocks)-1]
	t.blocks = t.blocks[:len(t.blocks)-1]
	if t.Atomic--; t.Atomic == 0 {
		t.ShakeKeep(false)
		t.isolate()
	}
	if b.kind != Keep && failed {
		if t.Pinned() {
			if b.saved {
				t.takeSave()
			}
			return false, nil, ErrIrrevocable
		}
		return true, t.undoBlock(b), nil
	}
	if b.saved {
		t.takeSave()
		if t.InTx() && !t.Pinned() {
			t.Release()
		}
	}
	if t.Atomic > 0 {
		return false, nil, nil
	}
	return false, t.endBlocks(b.kind != Keep), nil
}

// endBlocks ends the outermost block.
func (t *Thread) endBlocks(undo bool) (calls []gc.Value) {
	turn, number := t.block.turn, t.block.number
	t.block = blockState{}
	t.forgetWaits()
	calls = t.commitCalls
	switch {
	case turn != 0:
		t.commitInTurn(turn, number)
	case len(calls) > 0 && !t.Solo:
		t.CommitTx()
		t.Pin()
	case t.Solo:
		t.startWaiting()
	case undo || len(t.commits)+len(t.wakes) > 0 || t.sectionEnds(t.PC) || t.overruns > 0:
		t.BreakSoon()
	}
	t.commitCalls, t.abortCalls = nil, nil
	t.Step()
	return calls
}

// undoBlock takes back what the block that was left last did.
func (t *Thread) undoBlock(b openBlock) (calls []gc.Value) {
	if !b.saved {
		calls = t.abortCalls
		t.Rollback(stm.Retry)
		t.Atomic, t.block = 0, blockState{}
		t.blocks, t.saves = t.blocks[:0], t.saves[:0]
		t.forgetWaits()
		t.Pin()
		return calls
	}
	s := t.takeSave()
	t.RollbackTo()
	calls = append(calls, t.abortCalls[s.abortCalls:]...)
	t.abortCalls = t.abortCalls[:s.abortCalls]
	t.commitCalls = t.commitCalls[:s.commitCalls]
	t.commits, t.wakes = t.commits[:s.commits], t.wakes[:s.wakes]
	t.elided = append(t.elided[:0], s.elided...)
	t.counts = append(t.counts[:0], s.counts...)
	t.RecursionLimit = s.limit
	t.isolate()
	fns := append([]func(){}, t.aborts[s.aborts:]...)
	t.aborts = t.aborts[:s.aborts]
	for _, f := range fns {
		f()
	}
	return calls
}

// YieldsOut says whether an atomic block is open that the frame at base, which
// is about to be suspended, or code that it called has entered.
func (t *Thread) YieldsOut(base uintptr) bool {
	n := len(t.blocks)
	return n > 0 && t.blocks[n-1].base >= base
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

// CallAtUndo makes the innermost block that can be undone call fn if it is.
func (t *Thread) CallAtUndo(fn gc.Value) error {
	if !t.MayBeUndone() {
		return ErrNoUndo
	}
	t.abortCalls = append(t.abortCalls, fn)
	return nil
}

// undoes says whether one of the running blocks is of a kind.
func (t *Thread) undoes(kind BlockKind) bool {
	for _, b := range t.blocks {
		if b.kind == kind {
			return true
		}
	}
	return false
}

// MayBeUndone says whether one of the running blocks is undone if it fails.
func (t *Thread) MayBeUndone() bool { return t.undoes(Undo) || t.undoes(Alternative) }

// CanUndo says whether a running atomic block can be undone.
func (t *Thread) CanUndo() error {
	switch {
	case !t.undoes(Undo):
		return ErrNoUndo
	case t.Pinned():
		return ErrIrrevocable
	}
	return nil
}

// InAlternative says whether a retry leads to the next alternative.
func (t *Thread) InAlternative() (bool, error) {
	if !t.undoes(Alternative) {
		return false, nil
	}
	if t.Pinned() {
		return true, ErrIrrevocable
	}
	return true, nil
}

// Retry rolls the atomic block back and runs it again when something that it
// has read was changed. It returns only to say why that is impossible.
func (t *Thread) Retry() error {
	switch {
	case t.Atomic == 0:
		return ErrNotAtomic
	case Live() == 1 || t.Solo && !t.exclusive:
		return ErrRetryForever
	case t.Solo || t.Pinned():
		return ErrIrrevocable
	}
	t.retry(time.Time{})
	return nil
}

// retry is the possible part of Retry; the wait ends at a deadline, if there
// is one.
func (t *Thread) retry(deadline time.Time) {
	if t.needsOwnTx() {
		t.AbortNow(stm.Retry)
	}
	seen := t.RollbackForRetry()
	if seen == nil {
		seen = stm.Snapshot{}
	}
	t.wantAny, t.wantUntil = seen, deadline
	panic(&stm.Abort{Reason: stm.Retry})
}

// WaitAtomic is a timed wait inside an atomic block for something that the
// block has read: it returns when the time is over; when something changes the
// block runs again. What the block's n-th wait waits for is fixed when it gets
// there first, and when the block runs again its clock shows the times of then
// (Lag): the block sees one course of time, in which its waits take their time.
func (t *Thread) WaitAtomic(timeout time.Duration) (interrupted bool) {
	n := t.waitsDone
	if n == len(t.atomicWaits) {
		now := time.Now()
		t.atomicWaits = append(t.atomicWaits, atomicWait{now, now.Add(timeout)})
	}
	deadline := t.atomicWaits[n].deadline
	left := time.Until(deadline)
	if left > 0 && (t.Solo || t.Pinned()) {
		interrupted = !t.Sleep(left) // what was read can change no more
	} else if left > 0 {
		t.retry(deadline)
	}
	t.waitsDone++
	t.setLag()
	return interrupted
}

// atomicWait is a timed wait of an atomic block.
type atomicWait struct{ began, deadline time.Time }

// setLag makes the clock show the time at which the block got to its next wait.
func (t *Thread) setLag() {
	t.Lag = 0
	if t.waitsDone < len(t.atomicWaits) {
		t.Lag = time.Since(t.atomicWaits[t.waitsDone].began)
	}
}

// forgetWaits is called when the block has ended.
func (t *Thread) forgetWaits() {
	if len(t.atomicWaits) > 0 {
		t.atomicWaits, t.waitsDone, t.Lag = t.atomicWaits[:0], 0, 0
	}
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
