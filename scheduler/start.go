package scheduler

import (
	"runtime/debug"
	"time"

	"gorgon/gc"
)

// Task is a Python thread that is to be started.
type Task struct {
	Fn   gc.Value
	Args []gc.Value
	Kw   gc.Value
	// Daemon threads are not waited for.
	Daemon bool
	// Failed is called in the new thread if Fn raised: t.Exc is set.
	Failed func(t *Thread)
	// Ended is called when the thread has left the heap for good.
	Ended func()
}

// Start makes a new Python thread, which begins to run when the transaction
// has committed. It returns the thread: its ID is valid at once.
func (t *Thread) Start(task Task) *Thread {
	n := newThread(t.Invoker)
	n.VisitFrames = t.VisitFrames
	n.Daemon = task.Daemon
	n.Roots = append(append(n.Roots, task.Fn, task.Kw), task.Args...)
	begin := func() { go n.run(task) }
	if t.Solo && t.Atomic > 0 && !t.exclusive {
		t.commits = append(t.commits, effect{run: begin})
		return n
	}
	if t.Solo && !t.exclusive {
		t.enterExclusive()
	}
	t.OnAbort(func() { n.remove() })
	t.OnCommit(begin)
	t.BreakSoon()
	return n
}

// startWaiting starts the threads that an atomic block without a transaction,
// which has ended, wants started.
func (t *Thread) startWaiting() {
	if len(t.commits) > 0 {
		if !t.exclusive {
			t.enterExclusive()
		}
		t.afterCommit()
	}
	if t.exclusive {
		t.attend()
	}
}

// run is a thread's goroutine.
func (t *Thread) run(task Task) {
	size := uintptr(threadStack)
	if StackSize > size {
		size = StackSize
	}
	t.setStack(size)
	debug.SetPanicOnFault(true)
	defer t.reportFault()
	t.enterHeap()
	t.Roots = t.Roots[:0]
	t.Pin()
	if t.Invoker.Call(t, task.Fn, task.Args, task.Kw) == gc.Null && task.Failed != nil {
		task.Failed(t)
	}
	t.end()
	if task.Ended != nil {
		task.Ended()
	}
}

// Faulted reports a panic of the runtime in a thread and ends the process. The
// layer above sets it.
var Faulted func(t *Thread, fault any)

// reportFault is deferred around all that a thread does.
func (t *Thread) reportFault() {
	if Faulted == nil {
		return
	}
	if r := recover(); r != nil {
		Faulted(t, r)
	}
}

// EndTx ends the transaction of a loop that no other code of the program waits
// below: the loop calls it, able to restart, right before it returns its result.
func (t *Thread) EndTx() {
	if t.Solo || t.Nest > t.NestBase || !t.InTx() || t.Pinned() {
		return
	}
	t.fresh = false
	t.CommitTx()
	t.Pin()
}

// end takes the thread out of the world. Its last transaction is pinned.
func (t *Thread) end() {
	if t.shift.onShift {
		t.wakeFreed()
		t.dropShift()
	}
	if t.exclusive {
		t.releaseWorld()
		nextMayBegin()
	}
	t.fresh = false
	if t.InTx() {
		t.CommitTx()
	}
	t.Pass()
	t.dropBaton()
	giveStack(t.stack)
	t.remove()
}

// remove forgets a thread that has ended or will never run. It is called by a
// thread that counts as running, so that no collection is under way: that walks
// the list of threads and the allocators without locks.
func (t *Thread) remove() {
	gc.UnregisterAllocator(&t.Allocator)
	t.endRecording()
	world.Lock()
	last := len(world.threads) - 1
	world.threads[t.place] = world.threads[last]
	world.threads[t.place].place = t.place
	world.threads[last] = nil
	world.threads = world.threads[:last]
	t.Close()
	t.status.Store(blocked)
	world.Unlock()
	close(t.done)
	if noteLive(-1) == 1 {
		lastThreadLeft()
	}
}

// lastThreadLeft brings the only thread left to a safepoint, where it changes
// to the loop without barriers.
func lastThreadLeft() {
	for _, o := range Threads() {
		o.hasten()
	}
}

// Done is closed when the thread has ended.
func (t *Thread) Done() <-chan struct{} { return t.done }

// finishLimit is how long the end of the program waits for daemon threads to
// come to a safepoint.
const finishLimit = time.Second

// Finish is called by the main thread when the program is over, after it has
// waited for whom it has to: the others are stopped for good.
func (t *Thread) Finish() {
	if t.InTx() {
		t.CommitTx()
	}
	if t.barShifts(); Live() > 1 && !t.exclusive {
		t.stopWorldWithin(true, finishLimit)
		t.exclusive = true
	}
	t.Solo = true
	t.Birth = 0
	t.grantTicks(soloTicks)
	world.ending.Store(true)
	for _, o := range Threads() {
		o.endRecording()
	}
}

// Ending says whether the program is over.
func Ending() bool { return world.ending.Load() }
