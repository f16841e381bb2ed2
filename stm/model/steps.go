package model

import "fmt"

// step lets thread i make one access to shared memory. False: it waits.
func (s *System) step(st *state, i int) (what string, ok bool) {
	t := &st.tx[i]
	switch t.phase {
	case beginning:
		return s.begin(st, i)
	case running:
		p := &s.Programs[i]
		if int(t.op) == len(p.Ops) {
			return s.choose(st, i)
		}
		op := p.Ops[t.op]
		if op.Write || p.Irrevocable && s.Fault != UnownedReads {
			return s.own(st, i, op)
		}
		return s.read(st, i, int(op.Word))
	case extending:
		return s.extend(st, i)
	case committing:
		return s.validate(st, i)
	case releasing:
		return s.release(st, i)
	case undoing:
		return s.undo(st, i)
	case releasingAborted:
		return s.releaseAborted(st, i)
	}
	panic("model: a step of a thread that is over")
}

// begin is stm.begin: the clock, which is moved to where the thread has released
// locks itself, is the snapshot. An irrevocable transaction takes
// the token first (takeToken).
func (s *System) begin(st *state, i int) (string, bool) {
	if s.Programs[i].Irrevocable {
		if st.holder != 0 && st.holder != int8(i+1) {
			return "", false
		}
		st.holder = int8(i + 1)
	}
	t := &st.tx[i]
	if s.Fault != EarlyVersion {
		st.clock = max(st.clock, t.version)
	}
	t.rv, t.phase = st.clock, running
	if s.Fault == EarlyVersion {
		t.version = st.clock + 1
	}
	return fmt.Sprintf("begins at %d", t.rv), true
}

// read is a load, then stm.seen: value first, lock word second.
func (s *System) read(st *state, i, w int) (string, bool) {
	t := &st.tx[i]
	first := t.pc == 0
	if first != (s.Fault == CheckBefore) {
		t.loaded = st.value[w]
	} else {
		t.seenLock = st.lock[w]
	}
	if first {
		t.pc = 1
		return fmt.Sprintf("looks at word %d: value %d lock %d", w, st.value[w], st.lock[w]), true
	}
	t.pc = 0
	l := t.seenLock
	switch {
	case s.Fault == NoCheck || l == locked|int8(i) || l&locked == 0 && l <= t.rv:
		t.logged[w] = true
		if t.read[w] == 0 && !t.owned[w] {
			t.read[w] = t.loaded + 1
		}
		t.op++
	case l&locked != 0:
		return s.abort(st, i, "meets a lock")
	default:
		t.target, t.next, t.phase = l, 0, extending
	}
	return fmt.Sprintf("looks at word %d again: value %d lock %d", w, st.value[w], st.lock[w]), true
}

// own is stm.own: the token is swapped into a lock whose version is not too new,
// and the value saved. The store follows at once, because nobody looks at a word
// whose lock is taken without noticing.
func (s *System) own(st *state, i int, op Op) (string, bool) {
	t, w := &st.tx[i], op.Word
	if t.pc == 1 {
		st.value[w] = int8(i + 1)
		t.pc = 0
		t.op++
		return fmt.Sprintf("writes word %d", w), true
	}
	l := st.lock[w]
	switch {
	case l == locked|int8(i):
	case l&locked != 0:
		if s.Programs[i].Irrevocable {
			return "", false // the other gives way
		}
		return s.abort(st, i, "meets a lock")
	case l > t.rv:
		t.target, t.next, t.phase = l, 0, extending
		return fmt.Sprintf("finds word %d too new", w), true
	default:
		st.lock[w] = locked | int8(i)
		t.owned[w], t.before[w], t.undo[w] = true, l, st.value[w]
		if !op.Write && t.read[w] == 0 {
			t.read[w] = st.value[w] + 1
		}
	}
	if !op.Write {
		t.op++
		return fmt.Sprintf("owns word %d to read it", w), true
	}
	t.pc = 1
	return fmt.Sprintf("owns word %d", w), true
}

// extend is stm.extendTo: the clock is moved to the version that was met, then
// each read is checked, then the snapshot moves.
func (s *System) extend(st *state, i int) (string, bool) {
	t := &st.tx[i]
	if t.next == 0 {
		st.clock = max(st.clock, t.target)
		t.target = st.clock
		t.next = 1
		return fmt.Sprintf("moves the clock to %d", st.clock), true
	}
	if bad, more := s.checkNext(st, i); bad {
		if s.Programs[i].Irrevocable {
			panic("model: an irrevocable transaction has read what it does not own")
		}
		return s.abort(st, i, "cannot extend")
	} else if more {
		return "checks a read", true
	}
	t.rv, t.phase, t.next, t.pc = t.target, running, 0, 0
	return fmt.Sprintf("extends to %d", t.rv), true
}

// checkNext checks the next read of the log, one for each step: next-1 is its word.
func (s *System) checkNext(st *state, i int) (bad, more bool) {
	t := &st.tx[i]
	for w := int(t.next) - 1; w < s.Words; w++ {
		t.next = int8(w + 2)
		if !t.logged[w] || s.Fault == BlindExtension && t.phase == extending {
			continue
		}
		if l := st.lock[w]; l&locked != 0 && l != locked|int8(i) || l&locked == 0 && l > t.rv {
			return true, false
		}
		return false, true
	}
	return false, false
}

// choose is the head of stm.commitWrites: with all locks held the version is one
// above the clock, which stays.
func (s *System) choose(st *state, i int) (string, bool) {
	t := &st.tx[i]
	if s.Fault != EarlyVersion {
		t.version = st.clock + 1
	}
	t.phase, t.next = committing, 1
	if t.owned == [maxWords]bool{} {
		s.committed(st, i) // nothing was written: the snapshot is what it saw
		return "commits what it has read", true
	}
	return fmt.Sprintf("chooses version %d", t.version), true
}

func (s *System) validate(st *state, i int) (string, bool) {
	t := &st.tx[i]
	if s.Fault != NoValidation && !s.Programs[i].Irrevocable {
		if bad, more := s.checkNext(st, i); bad {
			return s.abort(st, i, "is not valid")
		} else if more {
			return "checks a read", true
		}
	}
	t.phase, t.next = releasing, 0
	return "is valid", true
}

// release releases one lock for each step.
func (s *System) release(st *state, i int) (string, bool) {
	t := &st.tx[i]
	for w := int(t.next); w < s.Words; w++ {
		if t.owned[w] {
			st.lock[w] = t.version
			t.next = int8(w + 1)
			return fmt.Sprintf("releases word %d with %d", w, t.version), true
		}
	}
	s.committed(st, i)
	return "has committed", true
}

func (s *System) committed(st *state, i int) {
	t := &st.tx[i]
	c := &st.order[i]
	c.done, c.read = true, t.read
	for _, op := range s.Programs[i].Ops {
		if op.Write {
			c.over[op.Word] = t.undo[op.Word] + 1
		}
	}
	if st.holder == int8(i+1) {
		st.holder = 0
	}
	st.tx[i] = tx{phase: over}
}

// abort begins stm.Rollback.
func (s *System) abort(st *state, i int, why string) (string, bool) {
	t := &st.tx[i]
	t.phase, t.next = undoing, 0
	if s.Fault == ReleaseFirst {
		t.phase, t.version = releasingAborted, st.clock+1
	}
	return why + " and aborts", true
}

func (s *System) undo(st *state, i int) (string, bool) {
	t := &st.tx[i]
	for w := int(t.next); w < s.Words; w++ {
		if t.owned[w] {
			st.value[w] = t.undo[w]
			t.next = int8(w + 1)
			return fmt.Sprintf("restores word %d", w), true
		}
	}
	if s.Fault == ReleaseFirst {
		s.again(st, i)
		return "is rolled back", true
	}
	t.phase, t.next, t.version = releasingAborted, 0, st.clock+1
	return fmt.Sprintf("chooses version %d for what it restored", t.version), true
}

func (s *System) releaseAborted(st *state, i int) (string, bool) {
	t := &st.tx[i]
	for w := int(t.next); w < s.Words; w++ {
		if t.owned[w] {
			v := t.version
			if s.Fault == OldVersion {
				v = t.before[w]
			}
			st.lock[w] = v
			t.next = int8(w + 1)
			return fmt.Sprintf("releases word %d with %d", w, v), true
		}
	}
	if s.Fault == ReleaseFirst {
		t.phase, t.next = undoing, 0
		return "has released", true
	}
	s.again(st, i)
	return "is rolled back", true
}

// again makes the thread begin anew, or give up.
func (s *System) again(st *state, i int) {
	t := &st.tx[i]
	n := t.aborts + 1
	*t = tx{aborts: n}
	if n >= maxAborts {
		t.phase = over
	}
}
