package stm

import (
	"slices"
	"sync/atomic"
	"unsafe"

	"gorgon/gc"
)

// Tx is a thread's transaction. It is embedded in the per-thread structure;
// only its thread uses it.
//
// A lock word holds a version number, or locked|token of its owner. Objects
// born in a transaction carry its token as their lock word from birth; when
// the transaction is over such a word counts as version 0.
type Tx struct {
	// RV is the snapshot's timestamp: versions above it are too new.
	RV uint64
	// Owner is this transaction's token with the lock bit.
	Owner uint64
	// Plain is above the versions with which a load is good without being
	// logged: RV+1 where each step is consistent by itself (steps.go), else 0.
	Plain uint64
	// Summons is not 0 while others want the thread at a safepoint. Machine code looks
	// at it, since its countdown overwrites what they do to that (summons.go).
	Summons atomic.Uint32
	// Solo says that no second Python thread exists: no barrier runs.
	Solo bool
	txState
}

// Read returns the value at address a, which the lock word at lock guards.
func (t *Tx) Read(lock, a uintptr) gc.Value {
	v := gc.Load(a)
	for !t.Seen(lock) {
		v = gc.Load(a)
	}
	return v
}

// Seen makes the loads that preceded it, of memory that the lock word at lock
// guards, part of the transaction's snapshot. False: load again, and not only
// that: the snapshot may have moved, so whatever was loaded under other locks and
// has not been part of it yet is older than it now. It does not return if the
// transaction must abort.
func (t *Tx) Seen(lock uintptr) bool {
	return t.Solo || t.seen(lock)
}

// SeenPlain is Seen for a lock that guards much besides what was read: it is
// false, and costs nothing, unless the lock is free and reads are not logged for
// longer than a step.
func (t *Tx) SeenPlain(lock uintptr) bool {
	w := gc.AtomicLoad(lock)
	return (w < t.Plain || w == t.Owner) && t.seen(lock)
}

// SeenAlone is Seen for a step that reads nothing but what the locks guard that it is
// asked for, all of which is loaded before the first of them: mostly nothing needs to be
// logged.
func (t *Tx) SeenAlone(lock uintptr) bool {
	w := gc.AtomicLoad(lock)
	return w < t.Plain || w == t.Owner || t.Seen(lock)
}

// OwnObject makes the transaction the owner of the object at o, so that its
// fields and its shape may be stored to. Meant for objects with few words: all
// of the object is saved for undo, and the collector knows that it is written
// to (gc.Dirty), also with one thread. It does not return if the transaction
// must abort.
func (t *Tx) OwnObject(o uintptr) {
	gc.Dirty(o)
	if !t.Solo && gc.AtomicLoad(o+gc.LockOffset) != t.Owner {
		t.own(o+gc.LockOffset, o+gc.HeaderSize, (gc.SizeOf(o)-gc.HeaderSize)/8, o)
	}
}

// OwnSpan makes the transaction the owner of the lock word at lock, which
// guards the given number of words from address a on. The words are Values, or
// raw in such a way that none looks like a reference and is none. Who stores a
// reference calls gc.DirtyAt, or gc.Dirty, for the object that they are part of.
func (t *Tx) OwnSpan(lock, a, words uintptr) {
	if !t.Solo && gc.AtomicLoad(lock) != t.Owner {
		t.own(lock, a, words, 0)
	}
}

// OwnRaw is OwnSpan for words without references.
func (t *Tx) OwnRaw(lock, a, words uintptr) {
	if !t.Solo && gc.AtomicLoad(lock) != t.Owner {
		t.own(lock, a, words, rawWords)
	}
}

// OwnEntries is OwnSpan for Values each of which is followed by a word without
// references.
func (t *Tx) OwnEntries(lock, a, words uintptr) {
	if !t.Solo && gc.AtomicLoad(lock) != t.Owner {
		t.own(lock, a, words, rawOdd)
	}
}

// SaveWords notes the words from address a on, which the transaction owns and is
// about to store to. For memory of which owning does not save all that the lock
// guards.
func (t *Tx) SaveWords(a, words uintptr) { t.save(a, words, 0) }

// SpanWords is how many words SaveSpan saves.
const SpanWords = 64

// SaveSpan is SaveWords for the SpanWords words from address a on. None of them needs
// a record before the transaction stores to it, until it saves another span.
func (t *Tx) SaveSpan(a uintptr) {
	t.save(a, SpanWords, 0)
	t.SavedSpan = a
}

// WordRecord is how many words the record of a single word takes: the word, and its
// address with RecordWord added.
const (
	WordRecord = 2
	RecordWord = 1
)

// GrowUndo makes room for a record of a single word.
func (t *Tx) GrowUndo() {
	if len(t.Undo) >= t.thinAt {
		t.thinUndo()
	}
	t.growUndo(WordRecord)
}

// growUndo makes room for so many words.
func (t *Tx) growUndo(words int) {
	n := len(t.Undo)
	if n+words >= longUndo {
		t.askEnd()
	}
	if n+words <= cap(t.undoRest) && unsafe.SliceData(t.undoRest) == unsafe.SliceData(t.Undo) {
		t.Undo = t.undoRest[:n]
	} else {
		t.Undo = slices.Grow(t.Undo, max(words, cap(t.Undo)/2))
	}
}

// Owns says whether the transaction may store to what lock guards. With one
// thread it always may.
func (t *Tx) Owns(lock uintptr) bool {
	return t.Solo || gc.AtomicLoad(lock) == t.Owner
}

// OwnsAll is Owns for the lock of a block that the transaction has made and that
// others may see: whether it may store to all of it without saving. After a
// savepoint it may not.
func (t *Tx) OwnsAll(lock uintptr) bool {
	return t.Solo || !t.divided && gc.AtomicLoad(lock) == t.Owner
}

// fewWrites is up to how many locks are looked through for one.
const fewWrites = 16

// Born says whether the object whose lock is lock was made in the running transaction,
// so that nobody else has seen it: its lock holds the token without having been taken.
// It says no where that is not found out quickly.
func (t *Tx) Born(lock uintptr) bool {
	return !t.divided && len(t.writes) <= fewWrites && gc.AtomicLoad(lock) == t.Owner &&
		!slices.ContainsFunc(t.writes, func(w write) bool { return w.lock == lock })
}

// Version is the lock word at lock, 0 if it is the token of an object that was
// born in a transaction which is over.
func (t *Tx) Version(lock uintptr) uint64 {
	w := gc.AtomicLoad(lock)
	if w&locked != 0 && w != t.Owner && t.dead(lock, w) {
		return 0
	}
	return w
}

// LastReplaced is the lock word that the last lock which was taken held before.
func (t *Tx) LastReplaced() uint64 { return t.writes[len(t.writes)-1].before }
