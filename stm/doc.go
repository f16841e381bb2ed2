// Package stm is the transactional memory: snapshots, ownership, undo, commit
// and abort over the version-lock words of gc objects.
//
// In: addresses of lock words and of the memory that they guard. Out: values
// of one consistent snapshot, or an Abort. scheduler and everything above may
// import it.
//
// Main invariant: a word guarded by a lock is written only by the transaction
// that owns the lock, after its old content went to the undo log.
//
// # The algorithm
//
//  1. Begin takes the clock as the snapshot's timestamp RV.
//  2. Read: load the value, then the lock word. A version of at most RV is
//     fine: the lock is logged. A newer one: the clock is moved
//     there, and if all that was read is unchanged RV moves too (extension).
//     A token of another running transaction: wait or abort (contention.go).
//  3. Write: swap the token into the lock word, save the old words, store in
//     place. The version that was replaced is at most RV, so that what was read
//     before stays true.
//  4. Commit: with all locks held choose clock+1, check the log of reads, put
//     the version into the locks. Nothing to do if nothing was written.
//  5. Abort: restore the words, and only then choose clock+1 and put it into
//     the locks: whoever loaded a word that was taken back sees a version above
//     his RV.
//
// Choosing clock+1 without moving the clock keeps its cache line shared. It is
// safe because the version is chosen while the locks are held: who has moved
// the clock to that version before has seen the locks, and who does later sees
// the released words.
//
// Newborn objects carry the token of their transaction instead of a version.
// When its transaction is over (slot.token has moved on) the first to meet such
// a word makes it version 0. Locks of older objects are released before the
// token moves on, so that a void token is always a newborn's.
//
// # Steps
//
// Outside of atomic blocks and of sections under an elided lock a transaction
// promises nothing that spans several instructions: it is long only to be
// cheap. There each instruction is a step that has to be consistent by itself.
// A load that found a version of at most RV was, at the moment when it was made,
// the last committed value; what the transaction writes nobody sees before the
// commit, so that it may count as written at the moment when its lock was
// taken. Hence the order in which things happen is a serial order of the steps,
// and the loads of a step need to be logged only until the step has ended: for
// an extension within it, and to see after taking a lock that what was read
// before is still true. A load that is a step's only one is not logged at all.
//
// An atomic block, a section under an elided lock and a loop of native code are
// each one long step: what it has read is checked when it has ended, if it has
// taken locks, and then forgotten too. The transaction may join many of them.
// See steps.go.
//
// # Files
//
// tx has the barriers that callers see, barrier their slow parts, commit and
// abort the life of a transaction, contention and irrevocable what happens when
// two meet, retry the waiting for a change, savepoint the partial undo,
// steps what is forgotten between instructions, summons how one thread reaches another,
// oneway what need not be logged because it only grows, slots and state the data, record
// what the conflict report gets.
package stm
