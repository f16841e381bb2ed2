// Package event is where the runtime writes down what it knows about
// conflicts: records of fixed size in a ring for each thread, and each thread's
// account of its time.
//
// In: records from stm and scheduler. Out: the same records, drained by one
// goroutine that folds them into points (conflicts/record). Everybody may
// import it; it imports nothing of this module.
//
// Main invariants: a ring has one writer, its thread, and one reader. A thread
// never waits for the reader: a record that does not fit is dropped and
// counted. What a thread can write is bounded by the ring, and what all can
// intern by maxStacks and maxSubjects.
package event
