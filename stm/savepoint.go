package stm

import "gorgon/gc"

// Savepoints: places in a transaction to which its writes can be taken back
// without the end of the transaction.
//
// From a savepoint on every first write is logged again. That is why the
// transaction changes its token there: what it owns gets the new one, after the
// present content went to the log, and what was born in it counts as an old
// object that nobody owns. Others must at no time see a token as void that is
// in a lock: while locks change hands both tokens hold (slot.next).
//
// The reads stay in the log: what is decided after a rollback to a savepoint
// may depend on them. The locks stay owned, and the records behind the
// savepoint stay in the undo log for the rollback of the whole transaction.

// savepoint is a place in the undo log. Main invariant: copies, from start to
// end, hold all that the transaction had written before, as it was then.
type savepoint struct{ start, end int }

// holds says whether w, found in a lock, is a token of a running transaction.
func (s *slot) holds(w uint64) bool {
	return s.token.Load() == w || s.next.Load() == w || s.holding.Load() == w
}

// Savepoint makes a savepoint, to which RollbackTo returns. The transaction can
// be aborted.
func (t *Tx) Savepoint() {
	if t.state != active {
		panic("stm: a savepoint in a transaction that cannot be aborted")
	}
	t.divided = true
	p := savepoint{start: len(t.Undo)}
	type extent struct {
		addr uintptr
		n    int
	}
	seen := map[extent]struct{}{}
	for u := t.Undo; len(u) > 0; {
		var r record
		r, u = lastRecord(u)
		e := extent{r.addr, len(r.words)}
		if _, again := seen[e]; !again {
			seen[e] = struct{}{}
			t.save(r.addr, uintptr(len(r.words)), r.kind())
		}
	}
	p.end = len(t.Undo)
	t.savepoints = append(t.savepoints, p)
	t.changeToken()
}

// kind is save's parameter for a record like r.
func (r *record) kind() uintptr {
	switch {
	case r.object:
		return r.addr - gc.HeaderSize
	case r.raw:
		return rawWords
	case r.even:
		return rawOdd
	}
	return 0
}

// changeToken gives the running transaction another token.
func (t *Tx) changeToken() {
	s, old := t.slot, t.Owner
	next := nextToken(max(old, t.holding))
	s.next.Store(next)
	for i := range t.writes {
		storeRelease(t.writes[i].lock, next)
	}
	t.Owner = next
	s.token.Store(next)
	if s.doomed.Load() == old {
		s.doomed.Store(next)
	}
}

// nextToken is the token that a slot uses after another.
func nextToken(token uint64) uint64 {
	n := token & slotMask
	return (token&^uint64(locked)>>slotBits+1)<<slotBits | n | locked
}

// RollbackTo takes back all writes since the last savepoint, and removes it.
func (t *Tx) RollbackTo() {
	p := t.savepoints[len(t.savepoints)-1]
	for u := t.Undo; len(u) > p.start; {
		var r record
		r, u = lastRecord(u)
		r.restore()
	}
	t.Release()
}

// Release removes the last savepoint and keeps the writes.
func (t *Tx) Release() {
	last := len(t.savepoints) - 1
	p := t.savepoints[last]
	t.savepoints = t.savepoints[:last]
	t.Undo = append(t.Undo[:p.start], t.Undo[p.end:]...)
}

// ResumeSavepoints makes n savepoints at the beginning of the next transaction,
// which restarts where they were made.
func (t *Tx) ResumeSavepoints(n int) {
	for range n {
		t.savepoints = append(t.savepoints, savepoint{})
	}
}

// restore puts the saved words back.
func (r *record) restore() {
	for i, w := range r.words {
		gc.Store64(r.addr+8*uintptr(i), w)
	}
	if r.object {
		gc.SetShape(r.addr-gc.HeaderSize, r.shape)
	}
}

// moveSavepoints corrects the savepoints for an undo log of which only some
// records, with these first words and lengths, were kept.
func (t *Tx) moveSavepoints(starts, lengths []int) {
	for i := range t.savepoints {
		p := &t.savepoints[i]
		var q savepoint
		for k, s := range starts {
			if s < p.start {
				q.start += lengths[k]
			}
			if s < p.end {
				q.end += lengths[k]
			}
		}
		*p = q
	}
}

// SetAge gives the running transaction a seniority from NextAge, which it keeps
// through aborts. Younger ones that have one commit later.
func (t *Tx) SetAge(age uint64) {
	t.age, t.ordered = age, true
	t.slot.age.Store(age)
}

// NextAge returns a seniority below all that were handed out before.
func NextAge() uint64 { return ages.Add(1) }

// AnnounceWait says that the transaction holds what it owns without running, so
// that an older one need not be patient.
func (t *Tx) AnnounceWait(on bool) {
	if on {
		t.Unreserve()
	}
	t.slot.waits.Store(on)
}
