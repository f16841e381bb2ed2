package stm

import (
	"slices"
	"sync/atomic"
	"time"
	"unsafe"

	"gorgon/conflicts/event"
	"gorgon/gc"
)

const (
	locked = 1 << 63
	// A token is locked | epoch<<slotBits | slot.
	slotBits = 20
	slotMask = 1<<slotBits - 1

	filterSize = 4096
	tagShift   = 48

	// The log of reads is freed of duplicates when it reaches this length, and then
	// at twice the length that is left. A transaction whose log stays long is
	// asked to end, and again after askAgain reads more.
	longLog  = 1 << 13
	askAgain = 1 << 10
	// So is one whose undo log has this many words.
	longUndo = 1 << 15
	// From this length on a log is sorted for that.
	sortFrom = 1 << 18
)

// In place of an object's address: the saved words are no references, or the
// odd ones are not.
const (
	rawWords = 1
	rawOdd   = 2
)

// state is where a transaction stands.
type state uint8

const (
	outside     state = iota // no transaction runs
	active                   // it may be aborted and runs again from its checkpoint
	pinned                   // it has no checkpoint: it becomes irrevocable at its first barrier
	irrevocable              // it holds the token and cannot be aborted
)

// write is one lock that the transaction owns. before is the version that it
// replaced; readOnly says that an abort may bring it back, because nothing that
// the lock guards was written.
type write struct {
	lock     uintptr
	before   uint64
	readOnly bool
}

// txState is what only this package uses of a transaction.
//
// Main invariants: every lock in writes holds Owner. Every lock in Reads held,
// when it was logged and at the last extension, a version of at most RV or
// Owner. While ReadRoom is 0 the entries of Filter with this Tag are in Reads, or
// held; at other times there are none.
type txState struct {
	// Filter is direct-mapped by FilterIndex and holds lock | Tag. While ReadRoom is 0
	// it says what is in Reads, or held (priority.go); it is nil before the first
	// transaction.
	Filter *[filterSize]uint64
	Tag    uint64
	// Reads is the log of what the running step has read. The loop appends to it by
	// itself while it is shorter than ReadRoom, which is at most its capacity, and 0
	// while each read must be looked at.
	Reads    []uintptr
	ReadRoom int
	writes   []write
	// Undo holds records, see save. The loop appends those of list items inline.
	Undo []uint64
	// SavedSpan is where SpanWords words begin that the transaction owns and that need no
	// record before they are stored to: Undo has all of them, and so has what a savepoint
	// copies. 0: none.
	SavedSpan uintptr

	quick      bool // taking a free lock needs no closer look (Take)
	isolated   bool
	divided    bool        // OwnsAll is false: it has made a savepoint, or owns what it has read
	stepWrites int         // len(writes) when the step's reads were last found true
	savepoints []savepoint // the innermost last

	slot     *slot
	index    uint64 // of slot
	state    state
	attempts int    // aborts since the last commit
	age      uint64 // 0 until the first conflict; kept until the commit
	// hunger is how long it has waited for hungryFor since its last commit, of all
	// locks the one that it has waited for last.
	hunger    time.Duration
	hungryFor uintptr
	turn      time.Time // when it last got what it had waited for
	napper    *time.Timer
	napFor    time.Duration
	queue     uintptr // the lock in whose queue it stands, or 0
	// queuedOften counts long waits of late: it sleeps sooner in the next.
	queuedOften int
	ordered     bool     // its age says when it may commit: younger ones wait for it
	released    uint64   // version with which the last abort released its locks
	newest      uint64   // the highest version that it has released locks with
	compact     int      // length of Reads at which duplicates are removed
	thinAt      int      // the same of Undo
	undoRest    []uint64 // all memory of an Undo that showed longUndo words of it
	shake       shake
	priority
	blocker blocker
	watched []uintptr // Recording: locks whose readers are looked for
	hooks   Hooks
	abort   Abort
	Stats   Stats
}

// Hooks is what the transaction's thread adds.
type Hooks interface {
	// RolledBack is called after the memory was restored and the locks were
	// released, before the panic that unwinds the thread.
	RolledBack(Reason)
	// AwaitToken returns when try has succeeded. It is called before a transaction
	// begins, if OneLock.
	AwaitToken(try func() bool)
	// Waiting is called when a wait for another transaction begins, and with
	// false when it has ended.
	Waiting(bool)
	// Stalled is called when a transaction that has no checkpoint begins to wait
	// for the irrevocable one, and with false when that is over: the holder may
	// be stopping the world, which it would wait for.
	Stalled(bool)
	// Collided is called when the transaction meets a lock that another one
	// holds or has released since, before it waits or aborts.
	Collided(lock uintptr)
	// Conflict is called for each conflict, if Recording; Site names the place
	// in the program that runs.
	Conflict(c Conflict)
	Site() event.Site
	// Found is called at a read of a lock that is watched (Watch).
	Found(lock uintptr)
	// Subject says by an event.Subject what the running instruction collides on.
	Subject(lock uintptr) uint32
	// Effect says by an event.Subject what the running instruction does to the
	// outside.
	Effect() uint32
}

// Stats counts what a thread's transactions did.
type Stats struct {
	Commits, ReadOnly uint64
	Extensions        uint64
	Aborts            [numReasons]uint64
	Waits             uint64
	Held              uint64 // transactions that held what they read
}

// slot is the shared part of a thread's transaction.
type slot struct {
	token atomic.Uint64 // of the running or of the next transaction
	next  atomic.Uint64 // the same while it changes, see savepoint.go
	// holding is a second token of the running transaction, in the locks of what it
	// has read (priority.go), or 0.
	holding atomic.Uint64
	doomed  atomic.Uint64 // token that somebody wants to abort
	wanted  atomic.Uint64 // token that somebody wants to commit soon
	age     atomic.Uint64 // copy of txState.age
	hungry  atomic.Uint64 // token of one that has waited long for what this one holds
	thread  atomic.Pointer[summoned]
	waits   atomic.Bool   // it waits for another transaction
	why     atomic.Uint32 // Recording: why it last became irrevocable
	bell    chan struct{} // ends its sleep

	// For Recording: where it last took a lock or became irrevocable, and who
	// doomed it.
	site     atomic.Uint64
	whyToken atomic.Uint64
	doomedBy atomic.Pointer[doomNote]
	_        [slotSize - 104]byte
}

// slotSize keeps the slots of two threads out of one cache line, and of the pair
// of lines that processors fetch together.
const slotSize = 128

// slots maps slot numbers to slots; chunks are made when needed and never
// freed, so that any token ever seen can be looked up.
var slots struct {
	chunks [1 << slotBits / chunkSlots]atomic.Pointer[[chunkSlots]slot]
	free   slotList
}

const chunkSlots = 128

func slotOf(token uint64) *slot {
	n := token & slotMask
	c := slots.chunks[n/chunkSlots].Load()
	if c == nil {
		return &noSlot
	}
	return &c[n%chunkSlots]
}

// noSlot stands for the owner of what is no token: the lock of an object that
// died since it was read may hold anything (poison, in debug mode).
var noSlot slot

// clock is the highest timestamp that a snapshot was taken at. Commits do not
// advance it: they release with clock+1, and the first reader that meets such
// a version moves the clock there.
var clock struct {
	_ [64]byte
	atomic.Uint64
	_ [56]byte
}

// ages hands out seniority to transactions at their first conflict.
var ages atomic.Uint64

// FilterIndex is the place of a lock in a filter.
func FilterIndex(lock uintptr) uintptr { return (lock>>3 ^ lock>>12) & (filterSize - 1) }

// newTag makes all that the filter says void.
func (t *Tx) newTag() {
	if t.Tag += 1 << tagShift; t.Tag == 0 || t.Filter == nil {
		t.clearFilter()
	}
}

// clearFilter is newTag where there is no filter yet, or are no tags left.
func (t *Tx) clearFilter() {
	if t.Filter == nil {
		t.Filter = filters.Get().(*[filterSize]uint64)
	}
	clear(t.Filter[:])
	t.Tag = 1 << tagShift
}

// Init gives the transaction its place. ticks is the thread's countdown: a
// negative number stored there brings the thread to a safepoint.
func (t *Tx) Init(h Hooks, ticks *int64) {
	t.hooks = h
	t.slot, t.index = takeSlot()
	t.slot.thread.Store(&summoned{ticks, &t.Summons})
	t.newToken()
}

// Close gives the transaction's place back. No transaction runs.
func (t *Tx) Close() {
	t.ReleaseMemory()
	t.slot.thread.Store(nil)
	giveSlot(t.index)
	t.slot = nil
}

// newToken makes all words that carry the current token count as free.
func (t *Tx) newToken() {
	next := nextToken(max(t.slot.token.Load(), t.holding)&^uint64(slotMask) | t.index)
	t.Owner, t.SavedSpan = next, 0
	if t.slot.next.Load() != 0 {
		t.slot.next.Store(0)
	}
	storeRelease64(&t.slot.token, next)
	if t.holding != 0 {
		t.holding = 0
		t.slot.holding.Store(0)
	}
}

// VisitLogs calls visit for every value that an abort would bring back.
func (t *Tx) VisitLogs(visit func(gc.Value)) {
	may := func(w uint64) {
		if v := gc.Value(w); v.IsPtr() && gc.InHeap(v.Addr()) {
			visit(v)
		}
	}
	for u := t.Undo; len(u) > 0; {
		var r record
		r, u = lastRecord(u)
		r.visit(may)
	}
}

// overwritten stands in a log of reads for a lock whose memory is gone: what it
// guarded was replaced before it died, as the old table of a dict is, so that the
// read can never be found true again. Its version is above all others.
var overwritten uint64 = 1 << 62

var overwrittenLock = uintptr(unsafe.Pointer(&overwritten))

// sweepReads forgets the locks of dead memory. What was read there is still true
// unless the lock already says otherwise: nobody will write it any more.
func (t *Tx) sweepReads(survives func(a, n uintptr) bool) {
	stale := false
	t.Reads = slices.DeleteFunc(t.Reads, func(lock uintptr) bool {
		if lock == overwrittenLock {
			stale = true
			return true
		}
		if survives(lock, 8) {
			return false
		}
		w := gc.AtomicLoad(lock)
		stale = stale || w > t.RV && w != t.Owner && !t.dead(lock, w)
		return true
	})
	if stale {
		t.Reads = append(t.Reads, overwrittenLock)
	}
}

// Sweep forgets what the logs say about memory that a collection frees: its
// objects are dead, so that nobody will miss what an abort would have restored,
// and their memory must not be written when it holds other objects. Called in a
// pause; survives says whether n bytes at an address will not be reused.
func (t *Tx) Sweep(survives func(a, n uintptr) bool) {
	if t.Filter != nil && len(t.Reads)+len(t.held) > 0 {
		clear(t.Filter[:]) // another object may come to lie where a forgotten one was
	}
	t.sweepReads(survives)
	t.writes = slices.DeleteFunc(t.writes, func(w write) bool { return !survives(w.lock, 8) })
	t.held = slices.DeleteFunc(t.held, func(w write) bool { return !survives(w.lock, 8) })
	t.stepWrites = -1 // the count that it was compared with is another
	t.SavedSpan = 0   // it may be another object's next
	t.sweepUndo(survives)
}

// sweepUndo is Sweep for the undo log. What is kept moves up within the log, the
// last record first, and then down as a whole.
func (t *Tx) sweepUndo(survives func(a, n uintptr) bool) {
	var starts, lengths []int // of what is kept, the last first, if there are savepoints
	u := t.Undo
	at := len(u) // what is kept begins here
	for rest := u; len(rest) > 0; {
		r, below := lastRecord(rest)
		start, n := len(below), len(rest)-len(below)
		rest = below
		first, size := r.addr, 8*uintptr(len(r.words))
		if r.object {
			first, size = first-gc.HeaderSize, size+gc.HeaderSize
		}
		if !survives(first, size) {
			continue
		}
		if at -= n; at != start {
			copy(u[at:at+n], u[start:start+n])
		}
		if len(t.savepoints) > 0 {
			starts, lengths = append(starts, start), append(lengths, n)
		}
	}
	if at > 0 {
		t.Undo = u[:copy(u, u[at:])]
	}
	t.moveSavepoints(starts, lengths)
}
