// Package scheduler owns the Python threads: the per-thread structure,
// safepoints, stopping the world, parking, locks, transaction budgets and the
// contention manager's thread side.
//
// In: gc and stm. Out: Thread and the operations on it. vm/object and
// everything above may import it.
//
// Main invariant: a thread is running, at a safepoint or blocked, and only a
// running one touches the heap.
//
// # The interpreter's part
//
//   - At back-edges and calls Ticks counts down; below zero, and right after a
//     native function that has set Attention (at its return point, the result
//     stored), it polls:
//
//     act := t.Safepoint()                  // t.PC, t.Base up to date
//     Leave:     t.Switch is set; leave the loop, run enters the other one
//     Interrupt: HandleSignals(t) or KeyboardInterrupt
//     Continue:  if !t.Solo && t.MayBreak() { t.CommitTx(); if !t.TakeShift() { checkpoint; t.BeginTx() } }
//
//     TakeShift may set Switch, as Leave does.
//
//   - Safepoint, CommitTx, BeginTx and all barriers may panic with *stm.Abort. The
//     transaction is rolled back then, and t.Atomic and the locks are those of
//     the checkpoint. The loop restores its frames, calls t.WaitAfterAbort() and
//     t.BeginTx(), and goes on.
//
//   - A loop enters transactional mode (Leave, a new thread, ForceTx) with a
//     pinned transaction: it is never aborted, and becomes irrevocable at its
//     first barrier. The first poll ends it.
//
//   - When the outermost loop of a thread is about to return its result it calls
//     t.EndTx() where an abort can still be recovered.
//
//   - A nested loop that returns into a loop without barriers while !t.Solo calls
//     t.RestoreSolo() before it decrements Nest.
//
//   - Natives that are flagged IO or Blocks run between t.BeforeEffect() and
//     t.AfterEffect(); those that wait call t.Block and t.Unblock, or Wait, Sleep.
//
//   - t.VisitFrames finds all references in frames (those of the checkpoint too).
//
// # Files
//
// thread and state are the data, transaction the life of a thread's
// transactions, world safepoints and collections, mode the changes between the
// loops, shift the time in which threads run one after another, relay the same in
// transactions, pace whether they do, budget the length of transactions, start the
// life of threads, lock and park the
// locks, interrupt signals, stack memory, account and hooks the report; atomic
// and order the atomic blocks, pause the standstill for a dump of stacks.
package scheduler
