package scheduler

import (
	"errors"
	"runtime"
	"sync/atomic"
	"time"

	"gorgon/gc"
	"gorgon/stm"
)

// Ordered blocks. The blocks of one order have numbers, and are committed in
// that order: a block that is through waits, with what it owns, until those
// before it have been committed. A block is older than all with higher numbers,
// so that these give way.
//
// The order is a heap object with two raw words, which are changed outside of
// transactions.
const (
	OrderClaimed   = gc.HeaderSize + 8*iota // numbers given out
	OrderCommitted                          // the number of the block whose turn it is
	OrderSize      = gc.HeaderSize + 16
)

// claimed is a number that a thread has taken and not committed yet. An abort
// does not give it back.
type claimed struct {
	order       uintptr
	number, age uint64
}

// ErrOrder: an ordered block must be a transaction of its own.
var ErrOrder = errors.New("an ordered block cannot begin inside an atomic block, nor in code that a native function calls")

// EnterOrdered begins the next block of an order; claim takes its number and an
// age of stm.NextAge, both in the same order.
func (t *Thread) EnterOrdered(order uintptr, claim func() (number, age uint64)) (number uint64, err error) {
	if t.Atomic > 0 || t.Nest > t.NestBase {
		return 0, ErrOrder
	}
	if !shifts.barred.Load() {
		t.barShifts()
	}
	if !relay.barred.Load() {
		barRelay()
	}
	t.ShakeKeep(true)
	t.beginBlock(Keep)
	if t.claim.order != order { // else an abort has come before the checkpoint
		number, age := claim()
		t.claim = claimed{order, number, age}
	}
	t.block.turn, t.block.number = order, t.claim.number
	t.SetAge(t.claim.age)
	return t.claim.number, nil
}

// awaitTurn waits until all earlier blocks of the order have been committed. It
// may abort the transaction.
func (t *Thread) awaitTurn(order uintptr, number uint64) {
	committed := gc.Word(order + OrderCommitted)
	if atomic.LoadUint64(committed) == number {
		return
	}
	if stm.OneLock && !t.Pinned() {
		t.AbortNow(stm.Doomed) // nobody else runs before it ends
	}
	began := time.Now()
	t.AnnounceWait(true)
	defer t.AnnounceWait(false)
	for n := 0; atomic.LoadUint64(committed) != number; n++ {
		switch {
		case t.Doomed():
			t.AbortNow(stm.Doomed)
		case world.stopping.Load() && world.stopper != t:
			t.park()
		default:
			pollPause(n)
		}
	}
	t.account.Paused += time.Since(began)
}

// pollPause is what goes by before a thread that waits for its turn looks for
// the n-th time: turns are short, and threads that wait for long are few.
func pollPause(n int) {
	if n < 50 {
		runtime.Gosched()
	} else {
		stm.Nap(30 * time.Microsecond)
	}
}

// awaitTurnAgain waits at the checkpoint of an ordered block that an older one
// has needed something of: it would take the same things again too early.
func (t *Thread) awaitTurnAgain() {
	committed := gc.Word(t.block.turn + OrderCommitted)
	began := time.Now()
	t.leaveHeap()
	for n := 0; atomic.LoadUint64(committed) != t.block.number; n++ {
		pollPause(n)
	}
	t.enterHeap()
	t.account.add(&t.account.Paused, began)
}

// commitInTurn commits an ordered block.
func (t *Thread) commitInTurn(order uintptr, number uint64) {
	t.awaitTurn(order, number)
	t.CommitTx()
	t.claim = claimed{}
	t.Pin()
	atomic.StoreUint64(gc.Word(order+OrderCommitted), number+1)
}
