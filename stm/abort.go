package stm

import (
	"slices"
	"strings"

	"gorgon/gc"
)

// Abort is what a transaction panics with after it was rolled back. The
// interpreter recovers it and goes on at the checkpoint.
type Abort struct {
	Reason Reason
}

func (a *Abort) Error() string { return "transaction aborted: " + a.Reason.String() }

// Reason is why a transaction was rolled back.
type Reason uint8

const (
	Invalid  Reason = iota // something it had read was changed
	Busy                   // another transaction kept what it needed
	Doomed                 // an older transaction needed what it held
	Stopping               // the world is being stopped while it waits
	Injected               // shake mode
	Retry                  // the program asked for it
	numReasons
)

var reasonNames = [numReasons]string{"invalid read", "busy", "doomed", "stopping", "injected", "retry"}

func (r Reason) String() string { return reasonNames[r] }

// AbortNow rolls the transaction back and unwinds. An irrevocable transaction
// must not call it.
func (t *Tx) AbortNow(r Reason) {
	t.Rollback(r)
	t.abort.Reason = r
	panic(&t.abort)
}

// Rollback undoes all that the transaction did, and ends it. Nothing unwinds.
func (t *Tx) Rollback(r Reason) {
	if t.state == irrevocable || t.state == pinned {
		panic("stm: an irrevocable transaction cannot be rolled back")
	}
	t.Stats.Aborts[r]++
	t.attempts++
	t.undoAll()
	t.releaseAborted()
	t.letGo()
	if r == Retry || r == Stopping {
		t.Unreserve()
	}
	t.finish()
	if t.hooks != nil {
		t.hooks.RolledBack(r)
	}
}

// undoAll restores saved words, the last saved first.
func (t *Tx) undoAll() {
	u := t.Undo
	for len(u) > 0 {
		t.shake.pause()
		r, rest := lastRecord(u)
		r.restore()
		u = rest
	}
	t.Undo = t.Undo[:0]
}

// releaseAborted releases all locks with a new version: a reader that loaded
// a word before it was restored must notice.
func (t *Tx) releaseAborted() {
	v := clock.Load() + 1
	t.released, t.newest = v, v
	for _, w := range t.writes {
		t.shake.pause()
		if w.readOnly {
			storeRelease(w.lock, w.before)
		} else {
			storeRelease(w.lock, v)
		}
	}
}

// A record of the undo log: the words, then the shape if it is an object, the
// address of the words, and a trailer of count and flags, which is even. That of a single
// word, which may be a Value, is the word and its address + RecordWord.
const (
	recordObject = 1 << 62
	recordRaw    = 1 << 61
	recordEven   = 1 << 60 // only the even words are Values
	recordCount  = 1<<60 - 1
	countShift   = 1
)

type record struct {
	words             []uint64
	addr              uintptr
	shape             uint32
	object, raw, even bool
}

// single says whether the record has the short form.
func (r *record) single() bool { return len(r.words) == 1 && !r.object && !r.raw && !r.even }

// visit calls f for the words that may be references.
func (r *record) visit(f func(uint64)) {
	step := 1
	if r.raw {
		return
	} else if r.even {
		step = 2
	}
	for i := 0; i < len(r.words); i += step {
		f(r.words[i])
	}
}

// save logs n words from address a on. object is the address of the object
// that they are the fields of, rawWords, rawOdd, or 0.
func (t *Tx) save(a, n, object uintptr) {
	if n == 0 && object <= rawOdd {
		return
	}
	if object == 0 && n == 1 {
		if len(t.Undo)+WordRecord > cap(t.Undo) {
			t.growUndo(WordRecord)
		}
		t.Undo = append(t.Undo, gc.Load64(a), uint64(a)|RecordWord)
		return
	}
	if k := len(t.Undo); object == 0 && n == 2 && k+4 <= cap(t.Undo) {
		u := t.Undo[k : k+4]
		u[0], u[1], u[2], u[3] = gc.Load64(a), gc.Load64(a+8), uint64(a), 2<<countShift
		t.Undo = t.Undo[:k+4]
		return
	}
	if len(t.Undo)+int(n)+3 > cap(t.Undo) {
		t.growUndo(int(n) + 3)
	}
	trailer := uint64(n) << countShift
	for i := range n {
		t.Undo = append(t.Undo, gc.Load64(a+8*i))
	}
	switch object {
	case 0:
	case rawWords:
		trailer |= recordRaw
	case rawOdd:
		trailer |= recordEven
	default:
		t.Undo = append(t.Undo, uint64(gc.Shape(object)))
		trailer |= recordObject
		if gc.LayoutOf(object) == gc.LayoutRaw {
			trailer |= recordRaw
		}
	}
	t.Undo = append(t.Undo, uint64(a), trailer)
}

// appendTo appends the record to an undo log.
func (r *record) appendTo(u []uint64) []uint64 {
	u = append(u, r.words...)
	if r.single() {
		return append(u, uint64(r.addr)|RecordWord)
	}
	trailer := uint64(len(r.words)) << countShift
	if r.object {
		u = append(u, uint64(r.shape))
		trailer |= recordObject
	}
	if r.raw {
		trailer |= recordRaw
	}
	if r.even {
		trailer |= recordEven
	}
	return append(u, uint64(r.addr), trailer)
}

// lastRecord takes the last record off an undo log.
func lastRecord(u []uint64) (record, []uint64) {
	trailer := u[len(u)-1]
	if trailer&RecordWord != 0 {
		start := len(u) - WordRecord
		return record{addr: uintptr(trailer &^ RecordWord), words: u[start : start+1]}, u[:start]
	}
	r := record{addr: uintptr(u[len(u)-2]), object: trailer&recordObject != 0, raw: trailer&recordRaw != 0, even: trailer&recordEven != 0}
	end := len(u) - 2
	if r.object {
		end--
		r.shape = uint32(u[end])
	}
	start := end - int(trailer&recordCount>>countShift)
	r.words = u[start:end]
	return r, u[:start]
}

// thinUndo removes records of single words that were saved before: a long
// transaction that stores to the same words again and again is bounded by the
// words. The first record of a word is the one that an abort must bring back.
func (t *Tx) thinUndo() {
	if len(t.savepoints) > 0 { // which need the later records, too
		t.thinAt = 2 * len(t.Undo)
		return
	}
	var kept []record
	first := map[uintptr]int{} // in kept, of a record of one word
	for u := t.Undo; len(u) > 0; {
		var r record
		r, u = lastRecord(u)
		if r.single() {
			if at, ok := first[r.addr]; ok {
				kept[at].words = nil
			}
			first[r.addr] = len(kept)
		}
		kept = append(kept, r)
	}
	thin := make([]uint64, 0, len(t.Undo))
	for _, r := range slices.Backward(kept) {
		if r.words != nil || r.object {
			thin = r.appendTo(thin)
		}
	}
	t.Undo = thin
	t.thinAt = max(thinFrom, 2*len(thin))
}

// thinFrom is the length of the log in words at which it is thinned first.
const thinFrom = 1 << 20

// ReasonName names a reason as an identifier.
func (Stats) ReasonName(r int) string { return strings.ReplaceAll(Reason(r).String(), " ", "_") }
