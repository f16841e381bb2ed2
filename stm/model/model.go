package model

import (
	"fmt"
	"strings"
)

const maxWords, maxThreads, maxOps = 3, 3, 4

// Fault is a mistake in the protocol that exploring must find.
type Fault int

const (
	None           Fault = iota
	OldVersion           // an abort releases with the version that was there before
	ReleaseFirst         // an abort releases before it restores
	NoCheck              // a load is not followed by a look at its lock
	CheckBefore          // the lock is looked at before the load, not after
	NoValidation         // a commit does not check what was read
	BlindExtension       // the snapshot moves without a check of what was read
	EarlyVersion         // a commit chooses its version when the transaction begins
	UnownedReads         // an irrevocable transaction does not own what it reads
)

// An Op reads a word, or writes a new value to it.
type Op struct {
	Word  int8
	Write bool
}

// Program is what one thread does: one transaction, run again until it commits, or
// given up after it was aborted twice.
type Program struct {
	Ops         []Op
	Irrevocable bool
}

// locked marks a lock word that holds its owner's number.
const locked = 1 << 6

// state is a state of the whole system; it is comparable, so that none is looked
// at twice.
type state struct {
	value  [maxWords]int8 // which write was the last: 0 or a writer's number
	lock   [maxWords]int8 // version, or locked|thread
	clock  int8
	holder int8 // thread+1 that has the token
	tx     [maxThreads]tx
	order  [maxThreads]commit // what the transactions that committed have seen
}

// commit is a committed transaction: what it has read, and what its writes replaced.
type commit struct {
	done bool
	read [maxWords]int8 // value+1 of the first read of a word, 0: none
	over [maxWords]int8 // value+1 that its write replaced
}

// tx is a thread's running transaction. pc counts the steps within an operation.
type tx struct {
	op, pc   int8
	rv       int8
	version  int8 // that it releases with
	loaded   int8 // a value that was not checked yet
	seenLock int8
	next     int8 // progress of a loop over words
	target   int8 // of an extension
	logged   [maxWords]bool
	owned    [maxWords]bool
	before   [maxWords]int8 // version replaced
	undo     [maxWords]int8
	read     [maxWords]int8 // value+1 of the first read
	aborts   int8
	phase    phase
}

type phase int8

const (
	beginning phase = iota
	running
	extending
	committing
	releasing
	undoing
	releasingAborted
	over
)

// maxAborts is how often a transaction runs again before it gives up.
const maxAborts = 2

// System explores the programs with a fault.
type System struct {
	Words    int
	Programs []Program
	Fault    Fault

	seen map[state]struct{}
	path []string
}

// Explore runs all interleavings. It returns how many states there are, and what is
// wrong, with the steps that led there; "" if nothing is.
func (s *System) Explore() (states int, wrong string) {
	s.seen = map[state]struct{}{}
	wrong = s.visit(state{})
	return len(s.seen), wrong
}

func (s *System) visit(st state) string {
	if _, again := s.seen[st]; again {
		return ""
	}
	s.seen[st] = struct{}{}
	stuck := true
	for i := range s.Programs {
		if st.tx[i].phase == over {
			continue
		}
		next := st
		what, ok := s.step(&next, i)
		if !ok {
			continue // it waits
		}
		stuck = false
		s.path = append(s.path, fmt.Sprintf("%d %s", i, what))
		if next.tx[i].phase != beginning {
			if bad := s.consistent(&next, i); bad != "" {
				return bad + "\n" + strings.Join(s.path, "\n")
			}
		}
		if bad := s.visit(next); bad != "" {
			return bad
		}
		s.path = s.path[:len(s.path)-1]
	}
	if stuck {
		return s.final(&st)
	}
	return ""
}

// final checks the end of a run, or finds that nobody can go on.
func (s *System) final(st *state) string {
	for i := range s.Programs {
		if st.tx[i].phase != over {
			return "nobody can go on\n" + strings.Join(s.path, "\n")
		}
	}
	if !s.serial(st) {
		return "no serial order\n" + strings.Join(s.path, "\n")
	}
	return ""
}
