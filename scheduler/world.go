package scheduler

import (
	"runtime"
	"sync/atomic"
	"time"

	"gorgon/gc"
	"gorgon/stm"
)

// Stopping the world.
//
// The stopper sets stopping and stores -1 to the Ticks of all running threads
// until each is parked or blocked. It repeats the stores, because a thread
// counts its Ticks down without atomic operations and may overwrite one.
//
// A thread that waits inside a barrier is not at a safepoint: it aborts, or,
// if it is irrevocable, dooms whom it waits for. So a parked thread must still
// roll its transaction back when it is doomed, and a parked irrevocable one
// must go on when somebody waits for the token.

// A pinned transaction that waits for the irrevocable one to end can do neither.
// It counts as stopped if it is the irrevocable one who stops the world, and
// nothing can be collected then: native code below the barrier holds references.

// Stalled implements stm.Hooks.
func (t *Thread) Stalled(on bool) {
	if on {
		t.status.Store(stalled)
	} else {
		t.status.Store(running)
	}
}

// stopWorld stops all other threads, which keep their transactions unless evict
// is set. t is at a safepoint, or has noCollect set. It may abort t's
// transaction.
func (t *Thread) stopWorld(evict bool) { t.stopWorldWithin(evict, 0) }

// stopWorldWithin gives up after a time, unless that is 0: the world counts as
// stopped, but some thread may still be in native code.
func (t *Thread) stopWorldWithin(evict bool, limit time.Duration) {
	began := time.Now()
	t.claimWorld(evict, nil)
	for !t.awaitStopped(began, limit) {
		t.claimWorld(evict, nil)
	}
}

// stopWorldWhile is stopWorld unless the reason for it has gone when the world is
// t's to stop. False: it runs.
func (t *Thread) stopWorldWhile(wanted func() bool) bool {
	if !t.claimWorld(false, wanted) {
		return false
	}
	for !t.awaitStopped(time.Time{}, 0) {
		if !t.claimWorld(false, wanted) {
			return false
		}
	}
	return true
}

// claimWorld makes t the one that stops the world, once nobody else does. Who
// holds the token comes first: others may be unable to stop before it is back.
// False: it is no longer wanted.
func (t *Thread) claimWorld(evict bool, wanted func() bool) bool {
	t.Unreserve()
	world.Lock()
	t.nowParked()
	aborted := false
	if t.HoldsToken() {
		world.urgent++
		world.waiting.Add(1)
		for world.stopper != nil {
			world.changed.Wait()
		}
		world.waiting.Add(-1)
		world.urgent--
	} else {
		world.waiting.Add(1)
		for (world.stopper != nil || world.urgent > 0) && !aborted {
			aborted = t.parkedLocked()
		}
		world.waiting.Add(-1)
	}
	t.status.Store(running)
	if aborted {
		world.Unlock()
		t.park()
		panic(&stm.Abort{Reason: stm.Stopping})
	}
	if wanted != nil && !wanted() {
		world.Unlock()
		return false
	}
	world.stopper, world.evicting = t, evict
	world.stops.Add(1)
	if evict {
		world.changed.Broadcast() // who has let t go first, and waits, keeps no transaction
	}
	world.stopping.Store(true)
	stm.StopRequested.Store(true)
	world.Unlock()
	return true
}

// stopLooks is how often the stopper looks whether the others have stopped before
// it takes naps, 0.2 ms: a thread in machine code takes microseconds to come to its
// safepoint, and the system makes 0.1 ms of the shortest nap.
const stopLooks = 500

// awaitStopped waits until the others have stopped. False: the world runs again
// because somebody must stop it first.
func (t *Thread) awaitStopped(began time.Time, limit time.Duration) bool {
	world.Lock()
	for n := 0; !t.othersStopped(); n++ {
		yield := world.urgent > 0 && !t.HoldsToken()
		world.Unlock()
		if t.InTx() && t.Doomed() {
			t.resumeWorld()
			t.AbortNow(stm.Doomed)
		}
		if yield {
			t.resumeWorld()
			return false
		}
		if limit > 0 && time.Since(began) > limit {
			world.Lock()
			break
		}
		if n < 20 || n < stopLooks && !stm.Crowded.Load() {
			runtime.Gosched()
		} else {
			stm.Nap(20 * time.Microsecond)
		}
		world.Lock()
	}
	world.stopped = true
	world.Unlock()
	return true
}

// Exclusively runs f while no other thread runs. Transactions that the others
// had under way start again. The running one may be aborted before.
func (t *Thread) Exclusively(f func()) {
	if t.Solo || t.exclusive {
		f()
		return
	}
	t.noCollect = true
	defer func() { t.noCollect = false }()
	t.stopWorld(true)
	defer t.resumeWorld()
	f()
}

// othersStopped says whether all threads but t have stopped, and asks those
// that have not. The world is locked.
func (t *Thread) othersStopped() bool {
	all := true
	for _, o := range world.threads {
		if o == t {
			continue
		}
		switch status := o.status.Load(); {
		case status == running, status == stalled && !t.HoldsToken():
			o.hasten()
			o.Ring()
			all = false
		case world.evicting && (o.HoldsToken() || status == parked && o.evictable):
			all = false // the latter was parked for an earlier stop, and is about to see this one
		}
	}
	return all
}

// hasten brings the thread to its next safepoint. Any goroutine may call it; while the
// thread interprets it may be overheard.
func (t *Thread) hasten() {
	t.Summon()
	gc.Hasten(&t.Ticks)
}

func (t *Thread) resumeWorld() {
	world.Lock()
	defer world.Unlock()
	world.stopper, world.stopped, world.evicting = nil, false, false
	world.stopping.Store(false)
	stm.StopRequested.Store(false)
	world.changed.Broadcast()
}

// park waits at a safepoint while the world is stopped. It may unwind: the
// transaction was rolled back.
func (t *Thread) park() {
	t.Unreserve() // who waits to become irrevocable is at no safepoint
	began := time.Now()
	world.waiting.Add(1)
	defer world.waiting.Add(-1)
	world.Lock()
	t.nowParked()
	if !world.evicting && !t.HoldsToken() && !stm.Crowded.Load() {
		stop := world.stops.Load()
		world.Unlock()
		t.spinParked(stop)
		world.Lock()
	}
	aborted := false
	for world.stopping.Load() && world.stopper != t {
		if t.parkedLocked() {
			aborted = true
		}
		if t.mustGoOn() {
			break
		}
	}
	t.status.Store(running)
	world.Unlock()
	t.account.add(&t.account.Collecting, began)
	if aborted {
		panic(&stm.Abort{Reason: stm.Stopping})
	}
}

// nowParked makes the thread parked; the world is locked.
func (t *Thread) nowParked() {
	t.evictable = t.InTx() && !t.Pinned()
	t.status.Store(parked)
}

// spinParkedFor is how long a thread that is parked looks whether the world goes
// on before it sleeps. Most collections are over by then, and the way to sleep
// and back would take as long again; the system wakes it where it likes, for
// milliseconds on the processor of the one that has woken it.
const spinParkedFor = 3 * time.Millisecond

// spinParked passes the time until the world goes on, if that is soon, or is stopped
// anew. The thread takes part in a collection.
func (t *Thread) spinParked(stop uint64) {
	gc.Stand(1)
	defer gc.Stand(-1)
	same := func() bool { return world.stopping.Load() && world.stops.Load() == stop }
	for began := time.Now(); same() && !t.Doomed() && time.Since(began) < spinParkedFor; runtime.Gosched() {
		if gc.Help() {
			began = time.Now()
		}
		for n := 0; n < 300 && same(); n++ {
		}
	}
}

// mustGoOn says whether a parked thread holds what the stopping of others needs.
func (t *Thread) mustGoOn() bool {
	return !world.stopped && t.HoldsToken() && (world.evicting || stm.TokenWanted())
}

// parkedLocked waits for a change; the world is locked. It says whether the
// transaction had to be rolled back.
func (t *Thread) parkedLocked() (aborted bool) {
	if !world.stopped && t.InTx() && !t.Pinned() && (t.Doomed() || world.evicting) {
		t.status.Store(running)
		world.Unlock()
		t.Rollback(stm.Stopping)
		world.Lock()
		t.nowParked()
		aborted = true
	}
	if t.mustGoOn() {
		return aborted
	}
	if !aborted { // else things may have changed while the world was unlocked
		world.changed.Wait()
	}
	return aborted
}

// enterHeap makes a blocked thread running, once the world is not stopped or
// waits for the thread's transaction to end.
func (t *Thread) enterHeap() {
	t.status.Store(running)
	for goOn := false; world.stopping.Load() && !goOn; {
		t.Unreserve()
		t.status.Store(blocked)
		world.waiting.Add(1)
		world.Lock()
		for world.stopping.Load() && !goOn {
			if goOn = t.mustGoOn(); !goOn {
				world.changed.Wait()
			}
		}
		t.status.Store(running) // locked: so the stopper sees who goes on
		world.waiting.Add(-1)
		world.Unlock()
	}
}

func (t *Thread) leaveHeap() {
	t.dropBaton()
	t.status.Store(blocked)
}

// collection is the way from a request to gc.Collect.
var collection struct {
	wanted   atomic.Bool
	asked    atomic.Int64 // when it was asked for, in nanoseconds since start
	notUntil atomic.Int64 // nanoseconds since start: nothing could be collected
	delayed  atomic.Uint64
	full     atomic.Bool // everything is to be collected, whatever the pacer says
	toldAt   uint64      // how much was live when MemoryError was last raised; 0: it fits again
}

var start = time.Now()

const (
	collectRetry = time.Millisecond
	// collectTries is how often gc.collect tries again when another thread is in
	// a nested run.
	collectTries = 100
)

// collect collects if all threads can be stopped at places where the roots are
// complete. Native functions that have called back into Python hold references
// that nobody knows: as long as there are any, only that is collected which is
// younger than the last such call.
func (t *Thread) collect() {
	now := int64(time.Since(start))
	if t.isBooting() || now < collection.notUntil.Load() {
		return
	}
	if t.exclusive {
		t.collectStopped(now)
		return
	}
	if t.HoldsToken() && stm.TokenWanted() {
		return // who waits for the token is at no safepoint
	}
	// Many threads find out at once that a collection is wanted: one is enough.
	if t.stopWorldWhile(collection.wanted.Load) {
		t.collectStopped(now)
		t.resumeWorld()
	}
}

func (t *Thread) collectStopped(now int64) {
	if !collection.wanted.Load() {
		return // another thread was faster
	}
	began := time.Now()
	asked := time.Duration(collection.asked.Load())
	nested, ok := lastNested()
	switch {
	case !ok:
	case nested > 0:
		ok = gc.Requested() && gc.CollectSince(nested)
	case collection.full.Swap(false):
		gc.Collect(nil)
	default:
		gc.CollectDue(nil)
	}
	if !ok {
		collection.delayed.Add(1)
		collection.notUntil.Store(now + int64(collectRetry))
		return
	}
	gc.RecordStop(began.Sub(start) - asked)
	collection.wanted.Store(collection.full.Load())
	t.tellOverLimit()
	t.account.add(&t.account.Collecting, began)
}

// isBooting says whether native code without a loop of ours holds references.
func (t *Thread) isBooting() bool { return t.NestBase == 0 && t.Nest > 0 }

// lastNested returns when a thread has last entered the nested loop that it is in,
// 0 if none is in one. False: some thread holds references of which nobody knows
// how old they are. The world is stopped.
func lastNested() (moment uint64, ok bool) {
	for _, o := range world.threads {
		if o.isBooting() || o.noCollect || o.status.Load() == stalled {
			return 0, false
		}
		if o.Nest > o.NestBase {
			moment = max(moment, o.nestedAt[o.Nest])
		}
	}
	return moment, true
}

// tellOverLimit makes the threads that have used memory up since the last
// collection raise MemoryError if that was too much. Who was told gets the time
// to let go of something: it is told again when the heap has grown further.
func (t *Thread) tellOverLimit() {
	over := gc.OverLimit()
	if !over {
		collection.toldAt = 0
	} else if live := gc.ReadStats().Live; collection.toldAt > 0 && live < collection.toldAt+collection.toldAt/32 {
		over = false
	} else {
		collection.toldAt = live
	}
	told := false
	for _, o := range world.threads {
		if over && o.Asked {
			o.noMemory.Store(true)
			o.hasten()
			told = true
		}
		o.Asked = false
	}
	if over && !told {
		t.noMemory.Store(true)
	}
}

// Collect runs a full collection now (gc.collect): the caller's references are
// in its frame. False: it cannot run here, and will at the next safepoint.
func (t *Thread) Collect() bool {
	for n := 0; ; n++ {
		gc.CountDead()
		collection.asked.Store(int64(time.Since(start)))
		collection.full.Store(true)
		collection.wanted.Store(true)
		collection.notUntil.Store(0)
		if t.Nest > t.NestBase {
			break
		}
		t.OwnEffect() // not with the token, which others may wait for
		if t.collect(); !collection.wanted.Load() {
			return true
		}
		if n >= collectTries {
			break
		}
		t.Sleep(collectRetry)
	}
	t.attend()
	return false
}

// roots are the references of all threads.
type roots struct{}

func (roots) VisitRoots(visit func(gc.Value)) {
	for _, t := range world.threads {
		t.visit(visit)
	}
	visitWaiters(visit)
}

func (t *Thread) visit(visit func(gc.Value)) {
	if t.Pinned() { // it will not go back to the checkpoint
		t.CheckExc, t.CheckHandled = gc.Null, gc.Null
	}
	for _, v := range []gc.Value{t.Exc, t.Handled, t.TailFn, t.TailKw, t.Result, t.CloseResult, t.CheckExc, t.CheckHandled} {
		visit(v)
	}
	for _, list := range [][]gc.Value{t.TailArgs, t.Roots} {
		for _, v := range list {
			visit(v)
		}
	}
	for _, list := range [][]elision{t.elided, t.checkElided} {
		for _, e := range list {
			visit(gc.MakePtr(e.lock))
		}
	}
	for _, d := range t.Locals {
		visit(d)
	}
	for _, v := range t.commitCalls {
		visit(v)
	}
	for _, v := range t.abortCalls {
		visit(v)
	}
	for _, calls := range t.checkCalls {
		for _, v := range calls {
			visit(v)
		}
	}
	for _, s := range append(t.saves[:len(t.saves):len(t.saves)], t.checkSaves...) {
		for _, e := range s.elided {
			visit(gc.MakePtr(e.lock))
		}
	}
	if t.block.turn != 0 {
		visit(gc.MakePtr(t.block.turn))
	}
	for _, o := range t.wakes {
		visit(gc.MakePtr(o))
	}
	if t.wantLock != 0 {
		visit(gc.MakePtr(t.wantLock))
	}
	t.VisitLogs(visit)
	if t.VisitFrames != nil {
		t.VisitFrames(t, visit)
	}
}
