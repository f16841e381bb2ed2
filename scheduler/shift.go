package scheduler

import (
	"sync"
	"sync/atomic"
	"time"

	"gorgon/gc"
)

// Shifts. Where threads get less done together than one of them alone (all want the
// same under one lock, or barriers and cache lines cost more than a second processor
// brings) they work in shifts: one runs, without barriers, while the world is
// stopped, and after a few milliseconds the next takes over. pace.go decides
// when.
//
// A shift begins at a transaction boundary and ends at a safepoint of the thread's
// outermost loop, if that can be had outside of sections under locks, or when the
// thread waits for something. The world passes from one thread to the next without
// being resumed, unless somebody who has been stopped or has come back from a wait
// wants to go on: then it runs until those have come to a boundary, where they
// enter the queue.
//
// What is written in a shift gets no new version. That is right because no
// transaction outlives the beginning of a shift; but who waits for a change of what
// it has read (Retry) would not see it. So a program that enters an atomic block
// works in no shifts from then on, but in relays (relay.go).
//
// Main invariant: holder is the thread that has, or has been promised, the shift;
// the others that want one stand in queue, blocked or about to be, and each of them
// gets one message by its relief.
const (
	shiftLength   = 5 * time.Millisecond
	shiftPatience = 10 * time.Millisecond  // for threads that do not come to a safepoint
	shiftCourtesy = 100 * time.Microsecond // for those that want to go on between shifts
	maxCourtesy   = time.Second            // one that reaches no boundary sooner gets through
	longestTurns  = 20 * time.Millisecond  // how long a thread waits for its turn, if those before it keep to
	shortestTurn  = time.Millisecond       // this
	sectionTicks  = 4_000                  // within which a shift that is over ends with a section
	longNest      = 4                      // shifts after which one that is over ends within native code
)

var shifts struct {
	sync.Mutex
	on     atomic.Bool // boundaries lead to shifts
	barred atomic.Bool // they never will again
	length atomic.Int64
	holder *Thread
	queue  []*Thread
	// courtesy is how long the world runs for those that have been stopped, or have
	// come back: longer each time that some are left.
	courtesy time.Duration
}

func init() {
	shifts.length.Store(int64(shiftLength))
	shifts.courtesy = shiftCourtesy
}

// relief is what a thread in the queue is told.
type relief uint8

const (
	shiftsOver    relief = iota // there are none any more
	worldRuns                   // it has the shift, and must stop the world
	worldStandsBy               // it has the shift, and the world stands still for it
)

// shift is a thread's part of it.
type shift struct {
	onShift bool // exclusive for the length of a shift
	ending  bool // it is over at the end of the next section
	since   time.Time
	length  time.Duration
	relief  chan relief
}

// TakeShift is called at a transaction boundary, when none runs. True: the thread
// has the world for itself, Switch is set.
func (t *Thread) TakeShift() bool {
	t.report()
	if relay.on.Load() && !t.InTx() {
		t.runInTurn()
	}
	if !shifts.on.Load() || t.InTx() {
		return false
	}
	if !t.awaitShift() {
		t.enterHeap()
		return false
	}
	t.Solo, t.Switch, t.Birth = true, true, 0
	t.grantTicks(t.soloTicks())
	return true
}

// awaitShift returns when the thread has the shift. False: there are none any more.
// The thread is at a safepoint, without a transaction; if it was blocked it is
// running afterwards only if true.
func (t *Thread) awaitShift() bool {
	shifts.Lock()
	if !shifts.on.Load() {
		shifts.Unlock()
		return false
	}
	t.enterQueue()
	t.leaveHeap()
	promise()
	shifts.Unlock()
	return t.begins(<-t.shift.relief)
}

// enterQueue puts the thread into the queue; shifts is locked.
func (t *Thread) enterQueue() {
	if t.shift.relief == nil {
		t.shift.relief = make(chan relief, 1)
	}
	shifts.queue = append(shifts.queue, t)
}

// promise gives the shift to the first in the queue, if nobody has it. shifts is
// locked.
func promise() {
	if shifts.holder == nil {
		if next := nextShift(); next != nil {
			next.shift.relief <- worldRuns
		}
	}
}

// nextMayBegin is called when the world has been resumed after a shift.
func nextMayBegin() {
	shifts.Lock()
	defer shifts.Unlock()
	promise()
}

// nobodyRuns says whether the courtesy for threads that wanted to go on is over,
// because they have gone on and are blocked.
func nobodyRuns() bool {
	world.Lock()
	defer world.Unlock()
	for _, t := range world.threads {
		if t.status.Load() == running {
			return false
		}
	}
	return true
}

// nextShift makes the first in the queue the holder; shifts is locked.
func nextShift() *Thread {
	shifts.holder = nil
	if len(shifts.queue) > 0 && shifts.on.Load() {
		shifts.holder = shifts.queue[0]
		shifts.queue = append(shifts.queue[:0], shifts.queue[1:]...)
	}
	return shifts.holder
}

// begins begins the thread's shift, as it was told.
func (t *Thread) begins(how relief) bool {
	switch how {
	case shiftsOver:
		return false
	case worldStandsBy:
		t.status.Store(running)
	default:
		t.enterHeap()
		if !t.stopForShift() {
			return false
		}
	}
	t.exclusive, t.sectionsClosed = true, true
	t.shift.onShift, t.shift.ending, t.shift.since = true, false, time.Now()
	t.shift.length = turnTime(Live() - 2) // the main thread mostly waits
	t.attentive = locksAwaited()
	return true
}

// stopForShift stops the world. False: that takes too long, or shifts have been
// given up meanwhile.
func (t *Thread) stopForShift() bool {
	for began := time.Now(); ; {
		t.claimWorld(true, nil)
		if !t.awaitStopped(began, shiftPatience) {
			continue
		}
		world.Lock()
		stopped := t.othersStopped()
		world.Unlock()
		if stopped && shifts.on.Load() {
			return true
		}
		t.resumeWorld()
		t.dropShift()
		if !stopped {
			giveUpShifts()
		}
		return false
	}
}

// endShiftBlocked ends the thread's shift and blocks the thread. again: it enters
// the queue.
func (t *Thread) endShiftBlocked(again bool) {
	t.wakeFreed()
	t.exclusive, t.attentive, t.shift.onShift = false, false, false
	shifts.Lock()
	if again {
		t.enterQueue()
	}
	t.leaveHeap()
	waiting := world.waiting.Load() > 0
	if !waiting {
		if next := nextShift(); next != nil {
			world.Lock()
			world.stopper = next
			world.Unlock()
			shifts.courtesy = shiftCourtesy
			shifts.Unlock()
			next.shift.relief <- worldStandsBy
			return
		}
	}
	shifts.holder = nil
	goesOn := len(shifts.queue) > 0
	if waiting {
		shifts.courtesy = min(2*shifts.courtesy, maxCourtesy)
	}
	courtesy := shifts.courtesy
	shifts.Unlock()
	t.resumeWorld()
	if goesOn {
		time.AfterFunc(courtesy, nextMayBegin)
	}
}

// safepointOnShift is a safepoint of a thread that has the shift.
func (t *Thread) safepointOnShift() Action {
	switch over := time.Since(t.shift.since); {
	case !shifts.on.Load():
		t.quitShift()
		return t.signals(Leave)
	case Live() == 1: // there is nobody to share with: no shift is needed
		t.dropShift()
		t.releaseWorld()
		return t.signals(Continue)
	case over < t.shift.length || t.Atomic > 0 || !t.shiftWanted():
		return t.signals(Continue)
	case t.Nest > t.NestBase:
		if over > longNest*shiftLength {
			t.quitShift()
			return t.signals(Leave)
		}
		return t.signals(Continue)
	case !t.shift.ending:
		t.shift.ending, t.attentive = true, true
		t.spend()
		t.grantTicks(sectionTicks)
		return t.signals(Continue)
	}
	t.endShiftBlocked(true)
	if t.begins(<-t.shift.relief) {
		return t.signals(Continue)
	}
	t.enterHeap()
	t.leaveSolo()
	return t.signals(Leave)
}

// shiftWanted says whether anybody waits for the end of the running shift. Who waits
// for a lock that was released in it will do so soon.
func (t *Thread) shiftWanted() bool {
	t.wakeFreed()
	if world.waiting.Load() > 0 {
		return true
	}
	shifts.Lock()
	defer shifts.Unlock()
	return len(shifts.queue) > 0
}

// quitShift ends the thread's shift and makes the thread transactional.
func (t *Thread) quitShift() {
	t.wakeFreed()
	t.dropShift()
	t.leaveExclusive()
	t.openSections()
	nextMayBegin()
}

// endShifts lets all threads run together again.
func endShifts() {
	shifts.Lock()
	defer shifts.Unlock()
	if shifts.on.Load() {
		shifts.on.Store(false)
		for _, t := range shifts.queue {
			t.shift.relief <- shiftsOver
		}
		shifts.queue = shifts.queue[:0]
	}
}

// barShifts ends shifts for good. A thread that has the shift goes on as one that
// has stopped the world for a moment.
func (t *Thread) barShifts() {
	shifts.barred.Store(true)
	endShifts()
	paces.newWay()
	if Shake.Shifts && !relay.barred.Load() {
		relay.on.Store(true)
	}
	if t.shift.onShift {
		t.wakeFreed()
		t.dropShift()
		t.attentive = true
		t.attend()
	}
}

// dropShift makes the shift nobody's.
func (t *Thread) dropShift() {
	t.shift.onShift = false
	shifts.Lock()
	shifts.holder = nil
	shifts.Unlock()
}

// wakeFreed wakes those that wait for locks which are free: in a shift the release
// of a lock wakes nobody. The world is the thread's.
func (t *Thread) wakeFreed() {
	var freed []uintptr
	eachFirst(func(lock uintptr, _ *waiter) {
		if gc.Load(lock+LockOwner) == free {
			freed = append(freed, lock)
		}
	})
	for _, lock := range freed {
		wake(lock)
	}
}
