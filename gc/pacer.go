package gc

import (
	"runtime"
	"sync/atomic"

	"gorgon/internal/invariant"
)

// RequestCollection is called when the budget is used up, from any thread and
// at most once between two collections. It must not collect, only see to it
// that Collect is called at a safepoint soon. The scheduler sets it before the
// first Python thread runs.
var RequestCollection func()

const (
	// defaultMinimum and defaultPercent are SetThreshold's settings. A small
	// minimum keeps a program with hardly any live data inside the caches.
	defaultMinimum = 2 << 20
	defaultPercent = 50
	// The budget between two collections is a part of what is in use, within
	// the minimum and maxNursery: what fits in no cache costs the same at any
	// size, and what dies between two collections is never marked. Each thread that
	// may run has a minimum, up to maxShares: all of them stand in a pause.
	nurseryShare = 16
	maxShares    = 8
	maxNursery   = 16 << 20
	// growMinimums is how many minimums the heap must grow by at least between
	// two collections of everything.
	growMinimums = 2
	graceStep    = 8 << 20
	// One of stressFull collections under stress is one of everything.
	stressFull = 4
	// Under stress every slow path asks for a collection until there were
	// stressDense; then they get rarer by one slow path for each stressThin
	// collections, so that programs that allocate much come to their end.
	stressDense = 2000
	stressThin  = 64
	// debugNursery is the budget in debug mode, so that programs that allocate
	// little are collected too.
	debugNursery = 64 << 10
	// Each collection looks at all stacks. Beyond fewStacks the budget grows by
	// stackShare for each: the pauses of many threads become rarer as they get longer.
	fewStacks  = 256
	stackShare = 1 << 10
	// minBudget remains when the limit is near.
	minBudget = 1 << 20
	// normalRun lines make the longest run: Allocator relies on MaxSmall.
	normalRun = MaxSmall / lineSize
)

// pacer decides when to ask for a collection. Settings change only while no
// thread allocates.
var pacer = struct {
	total     atomic.Uint64 // bytes allocated since the start, in whole runs
	trigger   atomic.Uint64 // total at which a collection is asked for
	requested atomic.Bool
	atLast    atomic.Uint64 // total at the end of the last collection
	stacks    atomic.Int64  // that each collection looks at
	fullAt    uintptr       // bytes in use from which the next collection is one of everything
	outside   atomic.Uint64 // bytes outside the heap since the last one of everything (CountOutside)
	round     uint          // of collections under stress
	minimum   uintptr       // settings
	percent   uintptr
	limit     uintptr
	stress    bool
	eased     atomic.Bool   // stress asks for nothing: the program has turned automatic collections off
	runLines  int           // longest run, in lines
	grace     atomic.Uint64 // bytes beyond the limit, until the next collection
}{minimum: defaultMinimum, percent: defaultPercent, runLines: normalRun}

func init() {
	pacer.trigger.Store(defaultMinimum)
	pacer.limit = arena.size / 16 * 15
}

// SetThreshold sets how many bytes may at least be allocated between two
// collections, and by how many percent the heap may grow between two
// collections of everything.
func SetThreshold(minimum, percent uintptr) {
	pacer.minimum, pacer.percent = minimum, percent
	setTrigger(uintptr(stats.held.Load()))
}

// SetLimit bounds the heap: see CheckRoom and OverLimit. 0 stands for nearly
// all of the reserved addresses.
func SetLimit(bytes uintptr) {
	if top := arena.size / 16 * 15; bytes == 0 || bytes > top {
		bytes = top
	}
	pacer.limit = bytes
	setTrigger(uintptr(stats.held.Load()))
}

// CheckRoom says whether an object of size bytes fits under the limit, counting
// what may be garbage. Allocation itself may pass the limit until the next
// collection (demand).
func CheckRoom(size uintptr) bool {
	used := InUse()
	return used <= pacer.limit && size <= pacer.limit-used
}

// OverLimit says whether the heap was over the limit even after the last
// collection: the program must be told that memory is used up.
func OverLimit() bool { return uintptr(stats.held.Load()) > pacer.limit }

// InUse estimates the bytes in use: held after the last collection, and
// allocated since.
func InUse() uintptr { return uintptr(stats.held.Load()) + sinceLast() }

// held is the bytes that the last collection has left in use, in whole lines and
// pages. The caller is in a pause.
func held() uintptr { return heap.held + heap.largePages*pageSize }

// Allocated returns the bytes allocated since the start, counted in runs.
func Allocated() uint64 { return pacer.total.Load() }

// Requested says whether a collection has been asked for and not yet made.
func Requested() bool { return pacer.requested.Load() }

// SetStress makes slow paths of allocation ask for collections, at first every
// one, and runs so short that every few allocations take one.
func SetStress(on bool) {
	pacer.stress, pacer.runLines = on, normalRun
	if on {
		pacer.runLines = 1
	}
}

// underStress says whether this slow path of allocation asks for a collection.
func (a *Allocator) underStress() bool {
	if pacer.eased.Load() {
		return false
	}
	if pacer.round < stressDense {
		return true
	}
	if a.skip--; a.skip < 0 {
		a.skip = int(uint32(pacer.round*2654435769)>>16) % int(pacer.round/stressThin)
		return true
	}
	return false
}

// EaseStress says whether stress asks for nothing for a while. What memory needs
// is not affected.
func EaseStress(on bool) { pacer.eased.Store(on) }

func longestRun() int {
	if invariant.Sometimes(10) {
		return 1
	}
	return pacer.runLines
}

func sinceLast() uintptr { return uintptr(pacer.total.Load() - pacer.atLast.Load()) }

// countTaken counts without asking: used in pauses.
func countTaken(n uintptr) { pacer.total.Add(uint64(n)) }

// count counts n bytes that the allocator has taken, and asks for a collection
// when the budget is used up: its thread is to come to a safepoint.
func (a *Allocator) count(n uintptr) {
	if pacer.total.Add(uint64(n)) >= pacer.trigger.Load() {
		a.Asked = true
		a.request()
	}
}

func (a *Allocator) request() {
	requestCollection()
	if a.Hurry != nil {
		Hasten(a.Hurry)
	}
}

// Hurried is added to a countdown to bring its thread to a safepoint. It is far below
// what the countdown reaches by itself, so that what was left can still be told.
const Hurried = -1 << 44

// Hasten brings a countdown below zero. It is not atomic, and the countdown may
// overwrite it: who needs to be sure does it again.
func Hasten(ticks *int64) {
	if left := atomic.LoadInt64(ticks); left >= 0 {
		atomic.StoreInt64(ticks, left+Hurried)
	}
}

// demand panics with OutOfMemory if size more bytes cannot be had even though
// much of what was allocated since the last collection may be garbage. A bit
// more is allowed after each panic, so that the error can be told.
func (a *Allocator) demand(size uintptr) {
	if size <= pacer.limit && InUse()+size <= 2*pacer.limit+uintptr(pacer.grace.Load()) {
		return
	}
	pacer.grace.Add(graceStep)
	a.Asked = true
	a.request()
	outOfMemory(size, errLimit)
}

func requestCollection() {
	if !pacer.requested.Load() && pacer.requested.CompareAndSwap(false, true) && RequestCollection != nil {
		RequestCollection()
	}
}

// SetStacks says how many stacks there are.
func SetStacks(n int64) { pacer.stacks.Store(n) }

// nursery is how much may be allocated before the next collection when so much
// is in use.
func nursery(held uintptr) uintptr {
	if debug.on {
		return debugNursery
	}
	least := pacer.minimum * uintptr(min(max(pacer.stacks.Load(), 1), int64(runtime.GOMAXPROCS(0)), maxShares))
	b := min(max(least, held/nurseryShare), max(least, maxNursery))
	b += stackShare * uintptr(max(pacer.stacks.Load()-fewStacks, 0))
	return min(b, max(pacer.limit-min(held, pacer.limit), minBudget))
}

// growth is by how much the heap may grow after a collection of everything that has
// left so much in use, until the next one.
func growth(held uintptr) uintptr { return max(held/100*pacer.percent, growMinimums*nursery(held)) }

// fullIsDue says whether the next collection has to be one of everything.
func fullIsDue() bool {
	if pacer.stress {
		pacer.round++
		return pacer.round%stressFull == 0 || heap.epoch == 0
	}
	return heap.epoch == 0 || held()+uintptr(pacer.outside.Load()) >= pacer.fullAt
}

// CountOutside says that something of about n bytes was made outside the heap that
// goes when a collection of everything finds an object dead. It is as good a reason
// for one as memory of the heap.
func CountOutside(n uintptr) { pacer.outside.Add(uint64(n)) }

func setTrigger(held uintptr) {
	pacer.trigger.Store(pacer.atLast.Load() + uint64(nursery(held)))
}

// finishCycle starts the next budget at the end of a collection.
func finishCycle(full bool) {
	now := held()
	if full {
		pacer.fullAt = min(now+growth(now), max(pacer.limit, now+minBudget))
		pacer.outside.Store(0)
	}
	pacer.atLast.Store(pacer.total.Load())
	stats.held.Store(uint64(now))
	setTrigger(now)
	pacer.grace.Store(0)
	pacer.requested.Store(false)
}
