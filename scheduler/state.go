package scheduler

import (
	"cmp"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"gorgon/conflicts/event"
	"gorgon/gc"
	"gorgon/stm"
)

// threadState is what only this package uses of a thread.
//
// Main invariant: only a thread whose status is running touches the heap or its
// frames. A thread with Solo set while others exist has stopped the world, or waits
// for its next shift, or in native code.
type threadState struct {
	status atomic.Int32 // shared; see world.go
	// evictable: it is parked with a transaction that it can roll back. The world is
	// locked whenever this or a parked thread's transaction changes.
	evictable bool

	// exclusive says that this thread has stopped the world in order to run
	// without barriers (mode.go).
	exclusive bool
	// attentive: a lock that is taken or released, or a block that ends, needs a
	// closer look though the thread is Solo: exclusive, and not in the midst of a
	// shift at whose beginning nobody had waited for a lock for long.
	attentive bool
	shift     shift
	relay     inRelay
	pace      pace

	// noCollect: native code of this thread holds references while it waits for
	// the world to stop.
	noCollect bool

	// Parts of the checkpoint.
	checkBlock   blockState
	checkLimit   int
	checkElided  []elision
	checkBlocks  []openBlock
	checkSaves   []savepoint
	checkCommits []effect
	checkCalls   [2][]gc.Value // commitCalls, abortCalls

	elided []elision
	// fresh says that the transaction consists of nothing but elided locks,
	// taken after a wait, and that its checkpoint is still to be made.
	fresh      bool
	overruns   int // budgets used up by the running transaction
	failures   lockFailures
	batches    batches
	contended  contendedTable
	collidedOn uintptr // the lock word of the last collision
	sections   int     // that the running transaction has joined
	owning     int     // of them those that have taken locks
	// sectionKey is the lock or block of the last section.
	sectionKey uintptr
	// sectionRoom is how many more of it may end the short way (inline.go), of
	// sectionsGranted, and owningRoom how many of those that take locks;
	// sectionsClosed: none may begin or end so.
	sectionRoom, sectionsGranted int
	owningRoom, owningGranted    int
	sectionsClosed               bool
	conflicts                    uint64 // waits and aborts so far

	commits []effect // to run after the commit
	aborts  []func() // to run after an abort
	wakes   []uintptr
	counts  []pendingCount // to add when the transaction commits

	// commitCalls and abortCalls are what the program wants called when its
	// atomic block is over (atomic.go).
	commitCalls, abortCalls []gc.Value
	block                   blockState
	// blocks are the atomic blocks around the running code, saves the
	// savepoints that some of them began with; the outermost first.
	blocks []openBlock
	saves  []savepoint
	// wantOwnTx is for how many outermost blocks more a block is to have a
	// transaction of its own, because one must wait.
	wantOwnTx int

	// What to wait for before the transaction runs again.
	wantLock  uintptr
	wait      lockWait
	wantAny   stm.Snapshot
	wantUntil time.Time // limits the wait for wantAny, unless zero
	// atomicWaits are the running block's timed waits, of which waitsDone are
	// over in this run of it.
	atomicWaits []atomicWait
	waitsDone   int

	claim   claimed // in an ordered block
	gaveWay bool    // the last abort was an older transaction's doing

	budgets budgets

	noMemory    atomic.Bool   // shared: a collection has freed too little
	interrupted atomic.Bool   // shared: signals are pending (main thread)
	bell        chan struct{} // shared: interrupts a wait

	stack stack
	place int           // in world.threads
	done  chan struct{} // closed when the thread has ended

	account   account
	recording recording // for the conflict report
}

// pendingCount is an addition to a counter outside the heap (Count).
type pendingCount struct {
	total *atomic.Int64
	n     int64
}

// blockState is the state of the outermost atomic block.
type blockState struct {
	depth int  // copy of Thread.Atomic in the checkpoint
	ownTx bool // it is all that its transaction has done

	turn   uintptr // the order that it is part of (order.go), or 0
	number uint64  // its place there
}

// Thread status.
const (
	running int32 = iota
	parked        // at a safepoint, while the world is stopped
	blocked       // waiting, or not started yet
	stalled       // in a barrier, until the irrevocable transaction is over
)

// world is all threads.
//
// Main invariants: while stopped is set, no thread but stopper is running. threads
// changes only while it is not, or by the stopper, who may look at it without the
// lock.
var world = struct {
	sync.Mutex
	changed  sync.Cond // stopping, stopped, or the state of a parked transaction
	threads  []*Thread
	stopper  *Thread
	stopping atomic.Bool
	stopped  bool
	evicting bool          // parked threads must not keep a transaction
	stops    atomic.Uint64 // how often it was claimed: who saw one stop may have missed its end
	urgent   int           // threads with the token that wait to be stopper
	waiting  atomic.Int32  // threads that want to go on, or to stop the world themselves
	live     atomic.Int64
	nextID   int64
	main     *Thread
	ending   atomic.Bool
}{nextID: 1}

func init() {
	world.changed.L = &world.Mutex
	gc.RegisterRoots(roots{})
	gc.RegisterSweepHook(func(func(gc.Value) bool) {
		survives := gc.Survivor()
		for _, t := range world.threads {
			t.Sweep(survives)
		}
	})
	gc.RequestCollection = func() {
		collection.asked.Store(int64(time.Since(start)))
		collection.wanted.Store(true)
	}
	stm.DoomHook = func() {
		if world.stopping.Load() {
			world.Lock()
			world.changed.Broadcast()
			world.Unlock()
		}
	}
}

// ForceTx makes the first thread run transactionally from the start. Set
// before it is made.
var ForceTx bool

// Shake has the shake modes. Set before threads are made.
var Shake struct {
	stm.ShakeModes
	Budget bool // tiny random budgets
	Shifts bool // very short shifts, always
}

// NewMain makes the thread that runs the program. While the runtime boots, Go
// code with references lies under all loops: until NestBase is set to 1 nothing
// is collected.
func NewMain(inv Invoker) *Thread {
	t := newThread(inv)
	t.Main = true
	t.NestBase = 0
	t.Name = "MainThread"
	t.setStack(mainStack)
	world.main = t
	t.status.Store(running)
	t.bell = make(chan struct{}, 1)
	if ForceTx {
		t.Pin()
	} else {
		t.Solo = true
		t.grantTicks(soloTicks)
	}
	return t
}

// Main returns the thread that runs the program.
func Main() *Thread { return world.main }

// DefaultRecursionLimit is the recursion limit of new threads.
var DefaultRecursionLimit atomic.Int64

func init() { DefaultRecursionLimit.Store(1000) }

func newThread(inv Invoker) *Thread {
	t := &Thread{Invoker: inv, NestBase: 1}
	t.sectionsClosed = true
	t.Init(t, &t.Ticks)
	t.Hurry = &t.Ticks
	t.done = make(chan struct{})
	t.elided, t.blocks = make([]elision, 0, 2), make([]openBlock, 0, 2)
	t.RecursionLimit = int(DefaultRecursionLimit.Load())
	t.Depth = t.RecursionLimit
	t.Tx.Shake(Shake.ShakeModes)
	t.budgets.init(Shake.Seed + uint64(world.nextID))
	t.status.Store(blocked)
	world.Lock()
	t.ID = world.nextID
	world.nextID++
	t.place = len(world.threads)
	world.threads = append(world.threads, t)
	world.Unlock()
	noteLive(1)
	t.account.start(time.Now())
	if Accounting {
		t.recording.recorder = event.NewRecorder(t.ID, int64(time.Since(start)))
	}
	return t
}

// Pin starts a transaction that cannot be restarted yet: the interpreter makes
// a checkpoint at its next safepoint.
func (t *Thread) Pin() {
	t.BeginPinned()
	t.Birth = t.Owner
	t.noteCheckpoint()
	t.attend()
}

// attend brings the thread to a safepoint as soon as possible.
func (t *Thread) attend() {
	t.spend()
	t.Attention = true
	t.grantTicks(-1)
}

// noteLive counts a thread that begins or ends. One more thread than there are
// processors is no crowd: the main thread mostly waits for the others.
func noteLive(change int64) int64 {
	n := world.live.Add(change)
	gc.SetStacks(n)
	stm.Crowded.Store(n > int64(runtime.GOMAXPROCS(0))+1)
	return n
}

// Live returns the number of Python threads.
func Live() int { return int(world.live.Load()) }

// WantSamples asks all threads that run for n samples of their stacks at their
// next safepoints. Any goroutine may call it.
func WantSamples(n int32) {
	world.Lock()
	defer world.Unlock()
	for _, t := range world.threads {
		if t.status.Load() == running {
			t.SamplesWanted.Add(n)
			t.hasten()
		}
	}
}

// Threads returns all threads, the oldest first.
func Threads() []*Thread {
	world.Lock()
	defer world.Unlock()
	all := slices.Clone(world.threads)
	slices.SortFunc(all, func(a, b *Thread) int { return cmp.Compare(a.ID, b.ID) })
	return all
}
