package gc

import "gorgon/internal/sys"

// Debug mode knows where every object starts: all allocation takes the slow
// path, which records it. Dead memory is overwritten by the sweep, so that a
// forgotten root shows at once, and the heap is verified around collections.
var debug debugState

// poisonWord fills dead memory: as a value a float, as a header an object of
// unregistered layout, as an address a fault.
const poisonWord = 0xdbdb_dbdb_dbdb_dbdb

// debugState's bitmaps have one bit per granule of the arena.
type debugState struct {
	on      bool
	exact   bool    // starts has all objects: on since before the first or a collection
	starts  uintptr // objects that exist
	visited uintptr // objects that Verify has reached; all zero outside it
}

func bitmapSize() uintptr { return arena.size / Granule / 8 }

func newBitmap() uintptr {
	a, err := sys.Reserve(bitmapSize(), sys.PageSize)
	if err == nil {
		err = sys.Commit(a, bitmapSize())
	}
	if err != nil {
		panic("gc: no addresses for a bitmap: " + err.Error())
	}
	sys.HugePages(a, bitmapSize(), false)
	return a
}

func clearBitmap(m uintptr) {
	if err := sys.Discard(m, bitmapSize()); err != nil {
		panic("gc: cannot clear a bitmap: " + err.Error())
	}
}

func bitWord(m, o uintptr) (*uint64, uint64) {
	g := (o - arena.base) / Granule
	return Word(m + g/64*8), 1 << (g % 64)
}

func setBit(m, o uintptr) {
	w, bit := bitWord(m, o)
	*w |= bit
}

func clearBit(m, o uintptr) {
	w, bit := bitWord(m, o)
	*w &^= bit
}

func hasBit(m, o uintptr) bool {
	w, bit := bitWord(m, o)
	return *w&bit != 0
}

// SetVerify turns debug mode on or off. No thread may be allocating.
func SetVerify(on bool) {
	heap.Lock()
	defer heap.Unlock()
	if on == debug.on {
		return
	}
	if on {
		if debug.starts == 0 {
			debug.starts, debug.visited = newBitmap(), newBitmap()
		}
		clearBitmap(debug.starts)
		debug.exact = len(heap.chunks) == 0 && len(heap.large) == 0
	}
	for a := range heap.allocators {
		if on {
			a.hide()
		} else {
			a.unhide()
		}
	}
	debug.on = on
}

func (a *Allocator) hide() {
	a.hidden = run{a.Cursor, a.Limit}
	a.Cursor, a.Limit = 0, 0
}

func (a *Allocator) unhide() {
	a.Cursor, a.Limit = a.hidden.cursor, a.hidden.limit
	a.hidden = run{}
}

// bumpHidden is bump for debug mode, in which the fast path finds no run.
func (a *Allocator) bumpHidden(size uintptr) uintptr {
	a.unhide()
	p := a.bump(size)
	a.hide()
	setBit(debug.starts, p)
	return p
}

// verify panics if an invariant is broken. The caller is in a pause.
func (d *debugState) verify(roots []RootSource, when string) {
	if !d.on {
		return
	}
	if err := verifyHeap(roots); err != nil {
		panic(err.Error() + " (" + when + ")")
	}
}

// forgetStarts prepares for marking, which records the starts of what lives.
func (d *debugState) forgetStarts() {
	if d.on {
		clearBitmap(d.starts)
		d.exact = true
	}
}

func (d *debugState) markStart(o uintptr) { setBit(d.starts, o) }

// poisonDead overwrites everything in a block that no object with that mark
// covers.
func (d *debugState) poisonDead(block uintptr, epoch uint8) {
	dead := block
	eachBit(d.starts, block, blockSize, func(o uintptr) bool {
		if markOf(o) != epoch {
			clearBit(d.starts, o)
			return true
		}
		poison(dead, o)
		dead = o + SizeOf(o)
		return true
	})
	poison(dead, block+blockSize)
}

// poisons says, while a collection knows what lives and nothing is swept, whether the
// word at address a of the block space will be overwritten.
func (d *debugState) poisons(a uintptr) bool {
	if !d.on || !d.exact {
		return false
	}
	o := a &^ (Granule - 1)
	for o > blockStart(a) && !hasBit(d.starts, o) {
		o -= Granule
	}
	return !hasBit(d.starts, o) || a >= o+SizeOf(o) || markOf(o) != heap.epoch
}

// eachBit calls f for every set bit of the n bytes from a, in order, until f
// returns false.
func eachBit(m, a, n uintptr, f func(o uintptr) bool) {
	for at := a; at < a+n; at += 64 * Granule {
		w, _ := bitWord(m, at)
		for i, rest := uintptr(0), *w; rest != 0; i, rest = i+1, rest>>1 {
			if rest&1 != 0 && !f(at+i*Granule) {
				return
			}
		}
	}
}

func poison(from, to uintptr) {
	for ; from < to; from += 8 {
		Store64(from, poisonWord)
	}
}
