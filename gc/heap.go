package gc

import (
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

// heap is the shared state of the spaces. The embedded lock guards it; in a
// pause the collector owns it without the lock.
var heap = struct {
	sync.Mutex
	free       []uint32 // numbers of free blocks; the last is taken first
	recyclable []uint32 // numbers of blocks with holes; likewise
	sparse     []uint32 // those of which little is in use; likewise
	chunks     []uint32 // first block of each chunk in the block space
	large      []uint32 // first page of each large object
	largeOld   int      // how many of them the last collection has left
	taken      []uint32 // blocks that allocators have taken since the last collection
	takenAt    []uint64 // the clock of each of them
	held       uintptr  // bytes of lines in use after the last collection
	largePages uintptr  // pages in use by large objects
	largeTaken uintptr  // pages that large objects have taken since the last collection
	allocators map[*Allocator]struct{}
	lastNew    uintptr   // objects that the last collection of new ones has found alive
	epoch      uint8     // of the last collection; 0 before the first
	everything bool      // the collection that goes on is one of everything
	spare      []*packet // for the next collection
}{allocators: map[*Allocator]struct{}{}}

// clock counts the blocks and large objects that allocators have taken. It is
// written under the heap's lock.
var clock atomic.Uint64

// Clock returns a moment: what is in memory taken later was born after it.
func Clock() uint64 { return clock.Load() }

// collecting makes collections exclude each other and Verify.
var collecting sync.Mutex

// parallelFrom is the live size from which marking uses several goroutines, helpFrom
// how many new objects must be expected to live for threads that wait to take part.
const (
	parallelFrom = 16 << 20
	helpFrom     = 2_000
	maxMarkers   = 8
)

// Collect frees everything that the registered roots do not reach. It stops
// the world w first and resumes it afterwards; with nil the caller has stopped
// it. All threads are then at safepoints: no Go frame holds a reference that
// no root holds.
func Collect(w World) { collectIn(w, true) }

// CollectDue makes the collection that the pacer has asked for: mostly of what
// is new, at times of everything.
func CollectDue(w World) { collectIn(w, false) }

func collectIn(w World, everything bool) {
	if w != nil {
		w.Stop()
		defer w.Resume()
	}
	collecting.Lock()
	defer collecting.Unlock()
	heap.Lock()
	defer heap.Unlock()
	if everything || fullIsDue() {
		collect(true, 0)
	} else if collect(false, 0); OverLimit() {
		collect(true, 0) // before the program is told
	}
}

// CollectSince frees what was born after a moment (Clock) and is not reached.
// All that is older lives on: the caller, who has stopped the world, holds
// references to it that no root holds. False: too little is younger for a
// collection to pay, and nothing has happened.
func CollectSince(moment uint64) bool {
	collecting.Lock()
	defer collecting.Unlock()
	heap.Lock()
	defer heap.Unlock()
	if younger, all := takenSince(moment); younger < all/2 {
		return false
	}
	collect(false, moment)
	return true
}

// takenSince returns how many pages were taken after a moment, and how many since
// the last collection.
func takenSince(moment uint64) (younger, all uintptr) {
	for _, at := range heap.takenAt {
		if all += blockSize / pageSize; at > moment {
			younger += blockSize / pageSize
		}
	}
	for _, first := range heap.large[heap.largeOld:] {
		n := uintptr(pageOf(first).n)
		if all += n; largeTakenAt(first) > moment {
			younger += n
		}
	}
	return younger, all
}

// collect is a collection; all that is not younger than the moment kept lives
// on. The steps: retire the allocators' runs; mark from
// the roots, and from what is remembered if not all of the heap is marked; keep
// hooks; sweep hooks; sweep blocks and large objects; set the next budget.
func collect(full bool, kept uint64) {
	began := time.Now()
	r := registrations()
	for a := range heap.allocators {
		countTaken(a.taken)
		a.retire()
	}
	debug.verify(r.roots, "before a collection")
	if full {
		debug.forgetStarts()
	}
	born := uintptr(0)
	if census.wanted {
		born = newObjects()
	}
	used := InUse()
	again := forgetWritten(heap.epoch)
	if full || heap.epoch == 0 {
		heap.epoch, again = heap.epoch%lastEpoch+1, nil
	}
	epoch := heap.epoch
	if heap.everything = full; full {
		forgetShapes()
	}
	live, objects, young := markHeap(r, full, kept, again)
	if !full {
		heap.lastNew = objects
		live += uintptr(stats.s.Live)
		objects += uintptr(stats.s.LiveObjects)
	}
	if census.wanted {
		census.wanted = false
		census.dead += uint64(max(int(stats.s.LiveObjects)+int(born)-int(objects), 0))
	}
	marked := time.Now()
	isLive := func(v Value) bool { return !v.IsPtr() || markOf(v.Addr()) == epoch }
	for _, h := range r.sweep {
		h(isLive)
	}
	if full {
		sweep(epoch)
	} else {
		sweepNew(epoch)
	}
	finishCycle(full)
	record(cycle{full, began, marked, time.Now(), live, objects, young, used})
	debug.verify(r.roots, "after a collection")
}

// Everything says, in a pause, that the collection is one of everything: what no
// root source visits now dies, however old it is.
func Everything() bool { return heap.everything }

// markHeap marks all that roots, keep hooks, new objects that are not younger
// than kept and, unless the collection is full, the remembered objects reach and
// that is not marked yet. It returns how many bytes and objects that is,
// and how many bytes of it are new.
func markHeap(r registered, full bool, kept uint64, again []uintptr) (live, objects, young uintptr) {
	n, epoch := markers(full), heap.epoch
	q := newQueue(heap.spare)
	ms := make([]*marker, n)
	for i := range ms {
		ms[i] = newMarker(q, epoch)
	}
	var runs []run
	if kept > 0 {
		runs = newRunsUntil(kept)
	}
	for _, s := range r.roots {
		if aging, ok := s.(AgingRootSource); ok && !full {
			aging.VisitNew(ms[0].visit)
		} else {
			s.VisitRoots(ms[0].visit)
		}
	}
	ms[0].traceAgain(again)
	if kept > 0 {
		ms[0].visitUntil(kept, runs)
	}
	runMarkers(q, ms)
	isLive := func(v Value) bool { return !v.IsPtr() || markOf(v.Addr()) == epoch }
	if !full {
		r.reach = nil
	}
	reach(q, ms, r.reach, isLive)
	for _, h := range r.keep {
		h(isLive, ms[0].visit)
		runMarkers(q, ms)
		reach(q, ms, r.reach, isLive)
	}
	for _, m := range ms {
		live += m.live
		objects += m.count
		young += m.young
		q.recycle(m.local)
	}
	clear(q.spare[min(len(q.spare), keptPackets):])
	heap.spare = q.spare[:min(len(q.spare), keptPackets)]
	return live, objects, young
}

// markers is how many markers take part in a collection: goroutines are started only for
// much work, threads that wait for its end may have less.
func markers(full bool) int {
	n := 1
	switch {
	case debug.on:
	case full && held() >= parallelFrom:
		n = maxMarkers
	case full || heap.lastNew >= helpFrom:
		n += int(standing.Load())
	}
	return min(n, runtime.GOMAXPROCS(0), maxMarkers)
}

// reach calls the hooks until they find nothing more.
func reach(q *queue, ms []*marker, hooks []ReachHook, isLive func(Value) bool) {
	for before := marked(ms); len(hooks) > 0; before = marked(ms) {
		for _, h := range hooks {
			h(isLive, ms[0].visit)
			runMarkers(q, ms)
		}
		if marked(ms) == before {
			return
		}
	}
}

// marked returns how many objects the markers have marked.
func marked(ms []*marker) (n uintptr) {
	for _, m := range ms {
		n += m.count
	}
	return n
}

// visitUntil visits the objects in runs and the new large ones that were born
// until a moment.
func (m *marker) visitUntil(moment uint64, runs []run) {
	for _, r := range runs {
		r.each(func(o uintptr) { m.visit(MakePtr(o)) })
	}
	for _, first := range heap.large[heap.largeOld:] {
		if largeTakenAt(first) <= moment {
			m.visit(MakePtr(pageAddr(first) + largeOffset))
		}
	}
}
