package gc

import "gorgon/internal/invariant"

// Allocator is a thread's own way into the heap: a bump pointer in a free run
// of lines. It is part of the per-thread structure and belongs to one thread.
//
// Main invariant: the memory in [Cursor, Limit) is zero, belongs to this
// allocator alone, and is at most MaxSmall bytes (so that a large object never
// fits by accident). Allocation never collects: when the budget is used up it
// takes more memory at once and asks for a safepoint.
type Allocator struct {
	Cursor uintptr
	Limit  uintptr
	// Birth is the version-lock word of new objects: 0 with one thread, the
	// transaction's owner token otherwise (stm keeps it).
	Birth uint64
	// Hurry is hastened to bring the thread to a safepoint; nil: nobody.
	// Asked says that the allocator has used the budget up since the last
	// collection: if that frees too little its thread is told.
	Hurry *int64
	Asked bool

	// Everything below belongs to the slow path.

	block    uintptr // the block whose holes are being filled; 0 if none
	line     int     // where the search for its next hole starts
	overflow run     // where medium objects go that do not fit in a hole
	wide     uintptr // the block whose holes it comes from; 0 if none
	wideLine int     // where the search for the next one starts
	hidden   run     // debug: the real run while Cursor and Limit are 0
	taken    uintptr // bytes of runs taken and not yet counted globally
	skip     int     // stress: slow paths that ask for nothing yet
	known    bool    // registered
}

// run is a piece of zeroed memory being filled from its start. Its memory
// belongs to a block that no list holds.
type run struct{ cursor, limit uintptr }

type headerWords struct{ first, lock uint64 }

// TryAlloc is Alloc's fast path alone, small enough to be inlined: it returns 0
// if the current run has no room. Hot callers write
//
//	if p = a.TryAlloc(h, n); p == 0 { p = a.Alloc(h, n) }
func (a *Allocator) TryAlloc(header uint64, size uintptr) uintptr {
	p := a.Cursor
	if size > a.Limit-p {
		return 0
	}
	a.Cursor = p + size
	*(*headerWords)(ptr(p)) = headerWords{header | uint64(size)<<44, a.Birth}
	return p
}

// Alloc returns a zeroed object of size bytes (a multiple of Granule) with the
// given first header word (Header). It fails only by panicking with OutOfMemory
// when the reserved address space is used up: see CheckRoom.
func (a *Allocator) Alloc(header uint64, size uintptr) uintptr {
	p := a.Cursor
	if size > a.Limit-p {
		return a.allocSlow(header, size)
	}
	a.Cursor = p + size
	*(*headerWords)(ptr(p)) = headerWords{header | uint64(size)<<44, a.Birth}
	return p
}

// TakeBack frees the object at o, which nothing refers to, if it is the newest of
// its run. What is made next then lies there, not behind garbage that shares its
// lines.
func (a *Allocator) TakeBack(o uintptr) {
	if size := SizeOf(o); a.Cursor == o+size {
		clear(Bytes(o, size))
		a.Cursor = o
	}
}

// KeepTogether sees to it that the next small object does not begin with the last
// granule of a cache line: who looks at its lock and at its first fields looks at one
// line then. It leaves the granule free, and zero: no run has gaps of another kind, see
// run.each.
func (a *Allocator) KeepTogether() {
	if lineEnds(a.Cursor) && a.Cursor < a.Limit {
		a.Cursor += Granule
	}
}

// lineEnds says whether the granule at address at is the last of a cache line.
func lineEnds(at uintptr) bool { return at%cacheLine == cacheLine-Granule }

// cacheLine is what a processor loads at once. Runs begin and end with such lines.
const cacheLine = 64

func (a *Allocator) allocSlow(header uint64, size uintptr) uintptr {
	if invariant.Enabled {
		invariant.Assert(size >= HeaderSize && size%Granule == 0, "object sizes are whole granules")
	}
	if !a.known {
		RegisterAllocator(a)
	}
	if pacer.stress && a.underStress() {
		a.request()
	}
	if size > MaxSmall {
		return a.allocLarge(header, size)
	}
	var p uintptr
	if debug.on {
		p = a.bumpHidden(size)
	} else {
		p = a.bump(size)
	}
	*(*headerWords)(ptr(p)) = headerWords{header | uint64(size)<<44, a.Birth}
	return p
}

// bump returns size zeroed bytes, from the current run or a new one.
func (a *Allocator) bump(size uintptr) uintptr {
	if size > a.Limit-a.Cursor {
		// A medium object must not cost the rest of a useful hole.
		if size > lineSize && a.Limit-a.Cursor >= lineSize {
			return a.bumpOverflow(size)
		}
		if a.nextRun(); size > a.Limit-a.Cursor {
			return a.bumpOverflow(size)
		}
	}
	p := a.Cursor
	a.Cursor += size
	return p
}

// bumpOverflow takes a medium object from a block that has large holes.
func (a *Allocator) bumpOverflow(size uintptr) uintptr {
	o := &a.overflow
	if size > o.limit-o.cursor {
		a.nextOverflow(size)
	}
	p := o.cursor
	o.cursor += size
	return p
}

// wideTries is how many sparse blocks are looked at for a hole of a size.
const wideTries = 2

// nextOverflow moves to the next hole for an object of that size.
func (a *Allocator) nextOverflow(size uintptr) {
	for tries := 0; ; {
		if a.wide == 0 {
			a.demand(blockSize)
			a.wide, a.wideLine = takeWideBlock(tries < wideTries), 0
			tries++
		}
		from, to := nextHole(a.wide, a.wideLine)
		if a.wideLine = to; uintptr(to-from)*lineSize >= size {
			a.overflow = run{a.wide + uintptr(from)*lineSize, a.wide + uintptr(to)*lineSize}
			a.handOut(a.wide, from, to)
			return
		}
		if from == linesPerBlock {
			leaveWideBlock(a.wide)
			a.wide, a.overflow = 0, run{}
		}
	}
}

// nextRun moves to the next hole: in the current block, else in a recyclable
// block, else in a free one.
func (a *Allocator) nextRun() {
	for {
		if a.block == 0 {
			a.demand(blockSize)
			a.block, a.line = takeBlock(), 0
		}
		from, to := nextHole(a.block, a.line)
		if from < linesPerBlock {
			to = min(to, from+longestRun())
			a.line = to
			a.Cursor = a.block + uintptr(from)*lineSize
			a.Limit = a.block + uintptr(to)*lineSize
			a.handOut(a.block, from, to)
			return
		}
		setBlockState(a.block, blockFull)
		a.block = 0
	}
}

// handOut marks lines as taken and makes their memory zero.
func (a *Allocator) handOut(block uintptr, from, to int) {
	lines := linesOf(block)
	for i := from; i < to; i++ {
		lines[i] = lineFresh
	}
	lines[from] = lineStart
	n := uintptr(to-from) * lineSize
	if blockOf(block).dirty {
		clear(Bytes(block+uintptr(from)*lineSize, n))
	}
	if a.taken += n; a.taken >= blockSize || pacer.stress {
		a.count(a.taken)
		a.taken = 0
	}
}

// Flush gives the rest of the allocator's runs back. Its thread calls it when
// it will not allocate for long; it may go on allocating afterwards.
func (a *Allocator) Flush() {
	if debug.on {
		a.unhide()
	}
	heap.Lock()
	if a.block != 0 {
		giveBlock(a.block, a.Cursor, a.Limit)
	}
	if a.wide != 0 {
		giveBlock(a.wide, a.overflow.cursor, a.overflow.limit)
	}
	heap.Unlock()
	a.count(a.taken)
	a.retire()
}

// retire forgets the runs without giving anything back: the sweep that follows
// does. Only a pause or Flush may call it.
func (a *Allocator) retire() {
	a.Cursor, a.Limit, a.block, a.line, a.taken = 0, 0, 0, 0, 0
	a.overflow, a.wide, a.hidden = run{}, 0, run{}
}
