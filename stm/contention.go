package stm

import (
	"runtime"
	"sync/atomic"
	"time"

	"gorgon/conflicts/event"
	"gorgon/gc"
	"gorgon/internal/sys"
)

// Contention management.
//
//  1. Who meets a lock that a running transaction owns waits for a bounded time:
//     most transactions are short.
//  2. At the first conflict a transaction gets its age, which it keeps through
//     aborts. When the time is over, the older one dooms the younger one, which
//     aborts at its next safepoint or barrier; the younger one aborts itself.
//     The same at once when both wait.
//  3. After an abort it waits until the transaction that it lost to is over.
//  4. Who has waited long for one lock since its last commit, however often that has
//     changed hands meanwhile, tells the owner and sleeps: when the owner's turn is over it
//     wakes the other before it begins its next transaction, and lets it have the
//     lock. So threads that all want the same work in turns, which are long beside
//     the change from one to the next.
//  5. Who has lost often, or for long, holds what it reads (priority.go).
//
// Who has waited ends its transaction at the next boundary, and so does the one that
// it waits for: where all write at random places of one list, waits would else come
// the more often the more each holds, and take the longer.
//
// The oldest of all transactions is never aborted by another's doing, so that
// everybody gets through.
const (
	spinFor     = 20 * time.Microsecond  // then the processor is yielded
	yieldFor    = 300 * time.Microsecond // then it sleeps between looks
	nudgeAfter  = 300 * time.Nanosecond  // then the owner is asked to commit, and to poll
	patience    = 150 * time.Microsecond // of a transaction that holds locks
	patienceRO  = 2 * time.Millisecond   // of one that nobody waits for
	napTime     = 20 * time.Microsecond
	maxBlocker  = 5 * time.Millisecond // longest wait for a winner
	hungerFrom  = 300 * time.Microsecond
	hungerSoon  = 20 * time.Microsecond  // the same where long waits are usual
	longWait    = 100 * time.Microsecond // and this is one
	maxQueued   = 4
	turnLength  = time.Millisecond
	maxCourtesy = 2 * time.Millisecond   // longest wait for one that was hungry
	longNap     = 500 * time.Microsecond // of the first in a queue, who is woken
	longestNap  = 200 * time.Millisecond // of those far behind
)

// blocker is the transaction that the last abort was lost to.
type blocker struct {
	slot  *slot
	token uint64
}

// StopRequested says that the world is being stopped: who waits inside a
// barrier gives up, so that it comes to a safepoint.
var StopRequested atomic.Bool

// DoomHook, if set, is called after a transaction was doomed: its thread may
// be parked at a safepoint.
var DoomHook func()

// lose aborts the transaction because of lock.
func (t *Tx) lose(r Reason, lock uintptr) {
	t.blocker = blocker{}
	var w uint64
	if lock != 0 {
		t.collided(lock)
		if w = gc.AtomicLoad(lock); w&locked != 0 && !t.owns(w) {
			t.blocker = blocker{slotOf(w), w}
		}
	}
	if Recording {
		t.report(t.conflictOf(r, lock, w))
	}
	t.ensureAge()
	if r == Doomed {
		t.turn = time.Time{}
	}
	t.noteLoss(r)
	t.AbortNow(r)
}

func (t *Tx) collided(lock uintptr) {
	if t.hooks != nil {
		t.hooks.Collided(lock)
	}
}

func (t *Tx) ensureAge() {
	if t.age == 0 {
		t.age = ages.Add(1)
		t.slot.age.Store(t.age)
	}
}

// olderThan says whether t wins against the transaction in s.
func (t *Tx) olderThan(s *slot) bool {
	other := s.age.Load()
	return other == 0 || t.age < other
}

// await deals with lock, which holds the token w of another transaction: it
// returns when the word has changed, or aborts.
func (t *Tx) await(lock uintptr, w uint64) {
	if t.dead(lock, w) {
		return
	}
	s := slotOf(w)
	for range 30 {
		if gc.AtomicLoad(lock) != w {
			return
		}
		spin()
	}
	t.ensureAge()
	t.collided(lock)
	t.Stats.Waits++
	t.waiting(true)
	began := time.Now()
	owner, kind := ownerSite(lock, s), event.WriteWrite
	if s.holding.Load() == w {
		kind = event.Kept
	}
	lost := t.wait(lock, w, s, began)
	t.waiting(false)
	t.hunger += time.Since(began)
	t.waited(s, lost == numReasons)
	if lost != numReasons {
		t.lose(lost, lock)
	}
	if len(t.writes) > 0 && !t.isolated {
		nudge(t.slot, t.Owner) // what it holds by now is wanted, too, before long
	}
	if Recording {
		t.report(Conflict{Kind: kind, Lock: lock, Cause: owner, Why: s.whyOf(w), Waited: time.Since(began)})
	}
}

// wait returns numReasons when lock no longer holds w, or why t must abort.
func (t *Tx) wait(lock uintptr, w uint64, s *slot, began time.Time) Reason {
	doomed := false
	if t.hungryFor != lock {
		t.hungryFor, t.hunger = lock, 0
	}
	before := t.hunger
	hungerAt := hungerFrom
	if t.queuedOften > 0 {
		hungerAt = hungerSoon
	}
	s.wanted.Store(w) // it ends with the section that it is in
	nextNudge := nudgeAfter
	limit := patience
	owns := len(t.writes)+len(t.held) > 0
	if !owns {
		limit = patienceRO
	}
	for gc.AtomicLoad(lock) == w {
		if t.dead(lock, w) {
			break
		}
		if t.state == irrevocable {
			if !doomed {
				doomed = true
				t.noteDoom(s, w, lock)
				doom(s, w)
			}
		} else if t.Doomed() {
			return Doomed
		} else if StopRequested.Load() {
			return Stopping
		}
		took := time.Since(began)
		if took > nextNudge {
			nextNudge *= 4
			s.wanted.Store(w)
			nudge(s, w)
		}
		if !doomed && (took > limit || s.waits.Load() && (owns || t.ordered)) {
			if t.state != irrevocable && !t.olderThan(s) {
				return Busy
			}
			doomed = true
			t.noteDoom(s, w, lock)
			doom(s, w)
		}
		if before+took < hungerAt {
			pause(before + took)
			continue
		}
		s.wanted.Store(w)
		t.joinQueue(lock)
		t.askFor(s)
		t.nap()
	}
	return numReasons
}

// Crowded says that there are more threads than processors: who waits lets
// others run.
var Crowded atomic.Bool

// pause passes a moment of a wait that has taken long already.
func pause(took time.Duration) {
	switch {
	case took < spinFor && !Crowded.Load():
		for range 8 { // looking at the clock costs more
			spin()
		}
	case took < yieldFor:
		runtime.Gosched()
	default:
		Nap(napTime)
	}
}

// Nap sleeps for a time that is short beside a millisecond.
func Nap(d time.Duration) {
	if Crowded.Load() { // others want the processor
		time.Sleep(d)
		return
	}
	sys.Nap(d)
}

// doom asks the transaction with token w to abort.
func doom(s *slot, w uint64) {
	s.doomed.Store(w)
	nudge(s, w)
	s.ring()
	if DoomHook != nil {
		DoomHook()
	}
}

var spinning atomic.Uint32

// spin passes some ten nanoseconds.
func spin() {
	for range 8 {
		spinning.Load()
	}
}

// Backoff waits after an abort until the winner is through, but not for long.
func (t *Tx) Backoff() {
	b := t.blocker
	t.blocker = blocker{}
	if b.slot != nil {
		began := time.Now()
		defer func() { t.hunger += time.Since(began) }()
		b.slot.wanted.Store(b.token)
		for b.slot.holds(b.token) && !StopRequested.Load() {
			took := time.Since(began)
			if took > maxBlocker {
				return
			}
			pause(took)
		}
		return
	}
	if n := t.attempts; n > 2 {
		Nap(time.Duration(min(n, 10)) * napTime)
	}
}

func (t *Tx) waiting(on bool) {
	t.slot.waits.Store(on)
	if t.hooks != nil {
		t.hooks.Waiting(on)
	}
}
