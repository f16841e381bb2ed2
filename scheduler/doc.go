// Package scheduler owns the Python threads: the per-thread structure,
// safepoints, stopping the world, parking, locks, transaction budgets and the
// contention manager.
//
// In: gc and stm. Out: Thread and the operations on it. Main invariant: a
// thread is running, at a safepoint or blocked, and only a running one touches
// the heap. vm/object and everything above may import it.
package scheduler
