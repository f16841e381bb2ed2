package model

import "fmt"

// consistent says what is wrong with what the running transaction has read: there
// must be a moment, between two commits, at which all of it was true. Writers are
// those that have committed, or are releasing and so will.
func (s *System) consistent(st *state, i int) string {
	t := &st.tx[i]
	if t.phase == over || t.phase == undoing || t.phase == releasingAborted {
		return ""
	}
	if s.explains(st, i, t.read, false) {
		return ""
	}
	return fmt.Sprintf("thread %d has seen values of no one moment: %v", i, t.read[:s.Words])
}

// serial says whether the committed transactions have a serial order that explains
// the reads of each, and what each write replaced.
func (s *System) serial(st *state) bool {
	return s.explains(st, -1, [maxWords]int8{}, true)
}

// writers are the transactions whose writes may have been seen.
func (s *System) writers(st *state) (list []int) {
	for i := range s.Programs {
		if st.order[i].done || st.tx[i].phase == releasing {
			list = append(list, i)
		}
	}
	return list
}

// explains tries all serial orders of the writers. reader's reads must be true at
// some point of one; with all, every order's transactions are checked to the end.
func (s *System) explains(st *state, reader int, read [maxWords]int8, all bool) bool {
	var try func(value [maxWords]int8, left []int, met bool) bool
	try = func(value [maxWords]int8, left []int, met bool) bool {
		met = met || reader >= 0 && agrees(value, read)
		if len(left) == 0 {
			return met || all
		}
		for k, i := range left {
			if i == reader {
				continue
			}
			got, over := st.order[i].read, st.order[i].over
			if !st.order[i].done { // it is releasing
				got, over = st.tx[i].read, s.replaced(st, i)
			}
			if !agrees(value, got) || !agrees(value, over) {
				continue
			}
			next := value
			for w, v := range over {
				if v != 0 {
					next[w] = int8(i + 1)
				}
			}
			rest := append(append([]int{}, left[:k]...), left[k+1:]...)
			if try(next, rest, met) {
				return true
			}
		}
		return false
	}
	left := s.writers(st)
	if reader >= 0 {
		for k, i := range left {
			if i == reader {
				left = append(left[:k:k], left[k+1:]...)
				break
			}
		}
	}
	return try([maxWords]int8{}, left, false)
}

// replaced is commit.over of a transaction that has not committed yet.
func (s *System) replaced(st *state, i int) (over [maxWords]int8) {
	for _, op := range s.Programs[i].Ops {
		if op.Write {
			over[op.Word] = st.tx[i].undo[op.Word] + 1
		}
	}
	return over
}

// agrees says whether values seen, plus one, are those that are there; 0 is none.
func agrees(value, seen [maxWords]int8) bool {
	for w, v := range seen {
		if v != 0 && value[w] != v-1 {
			return false
		}
	}
	return true
}
