// Package stm is the transactional memory: snapshots, ownership, undo, commit
// and abort over the version-lock words of gc objects.
//
// In: addresses of lock words and of the memory that they guard. Out: values
// of one consistent snapshot, or an Abort. Main invariant: a word guarded by a
// lock is written only by the transaction that owns the lock, after its old
// content went to the undo log. scheduler and everything above may import it.
package stm
