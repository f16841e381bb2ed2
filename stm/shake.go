package stm

import (
	"math/rand/v2"
	"runtime"
	"time"
)

// ShakeModes make rare paths common. They change when things happen, never
// what a program may observe.
type ShakeModes struct {
	Aborts bool // abort nearly every transaction once
	// Yields gives the processor away at random: at barriers, between the
	// choice of a version, the check of the reads and the release of each lock,
	// and while an abort restores memory.
	Yields      bool
	Priority    bool // let some transactions hold what they read
	Irrevocable bool // make some transactions irrevocable at a random barrier
	Seed        uint64
}

// shake is the state of a transaction's shake modes. left and fix count the
// events (barriers, polls, commits) before it is aborted, and barriers before
// it becomes irrevocable; below zero: never.
type shake struct {
	ShakeModes
	on        bool
	left, fix int
	keep      bool
	rng       *rand.PCG
}

const (
	maxShake = 24 // bounds the events before something happens
	// One transaction of so many is spared: where collections come with every
	// allocation a retry can be cut in two by a boundary, and its second half, if
	// it were always aborted, would never get done.
	spareOneOf = 8
	fixOneOf   = 8  // transactions that become irrevocable
	holdOneOf  = 3  // transactions that hold what they read
	yieldAt    = 8  // one event of so many yields the processor
	sleepAt    = 64 // and one of so many sleeps
	longPause  = 50 * time.Microsecond
)

// Shake sets the shake modes of the transactions to come.
func (t *Tx) Shake(m ShakeModes) {
	on := m.Aborts || m.Yields || m.Irrevocable || m.Priority
	t.shake = shake{ShakeModes: m, on: on, left: -1, fix: -1, rng: rand.NewPCG(m.Seed, t.index)}
}

// ShakeKeep says whether the running transaction must not be made irrevocable
// by the shake mode: the program may ask for it to be undone.
func (t *Tx) ShakeKeep(keep bool) { t.shake.keep = keep }

func (s *shake) begin(retried bool) {
	if !s.on {
		return
	}
	s.left, s.fix = -1, -1
	if s.Aborts && !retried && s.rng.Uint64()%spareOneOf != 0 {
		s.left = int(s.rng.Uint64() % maxShake)
	}
	if s.Irrevocable && s.rng.Uint64()%fixOneOf == 0 {
		s.fix = int(s.rng.Uint64() % maxShake)
	}
}

// holds says whether the transaction that begins holds what it reads.
func (s *shake) holds() bool { return s.Priority && s.rng.Uint64()%holdOneOf == 0 }

// event counts a point where the transaction may be aborted, and aborts it if
// it is the chosen one. Last says that there will be no other.
func (t *Tx) event(last bool) {
	s := &t.shake
	if !s.on || t.state != active {
		return
	}
	s.pause()
	if s.left < 0 {
		return
	}
	if s.left == 0 || last {
		t.AbortNow(Injected)
	}
	s.left--
}

// barrier is event for barriers, which may make the transaction irrevocable.
func (t *Tx) shakeBarrier() {
	t.event(false)
	s := &t.shake
	if s.fix < 0 || s.keep || t.state != active {
		return
	}
	if s.fix--; s.fix < 0 {
		t.BecomeIrrevocable()
	}
}

// pause lets another thread run now and then.
func (s *shake) pause() {
	if s.Yields {
		s.yield()
	}
}

func (s *shake) yield() {
	switch n := s.rng.Uint64() % sleepAt; {
	case n == 0:
		time.Sleep(longPause)
	case n < sleepAt/yieldAt:
		runtime.Gosched()
	}
}
