package gc

import "slices"

// Survivor returns a function that says whether the n bytes at address a, which were
// part of an object, will not be given to another one before the next collection: the
// object is alive, or dead in lines that living objects hold, but for debug mode, which
// overwrites the dead. Only for the length of a sweep hook: logs use it that refer to
// the inside of objects and keep none alive.
// It remembers the large objects that it has looked at, since who asks for one place
// in a list asks for many, and an object's first page is found by walking.
func Survivor() func(a, n uintptr) bool {
	var known []largeRun // by address
	var last largeRun
	return func(a, n uintptr) bool {
		if a-last.from < last.to-last.from {
			return last.alive
		}
		if !InHeap(a) {
			return false
		}
		if blockOf(a).state != blockNone {
			return linesSurvive(a, max(n, 1)) && !debug.poisons(a)
		}
		at, _ := slices.BinarySearchFunc(known, a, func(r largeRun, a uintptr) int {
			if r.to <= a {
				return -1
			}
			return 1
		})
		if at == len(known) || a < known[at].from {
			r := largeSurvives(a)
			if r.to-r.from == 1 {
				return r.alive
			}
			known = slices.Insert(known, at, r)
		}
		last = known[at]
		return last.alive
	}
}

// largeRun says of the addresses from to to-1 whether they survive.
type largeRun struct {
	from, to uintptr
	alive    bool
}

// linesSurvive is that for the block space.
func linesSurvive(a, n uintptr) bool {
	lines := arena.lineTable + (a-arena.base)/lineSize
	last := arena.lineTable + (a+n-1-arena.base)/lineSize
	for ; lines <= last; lines++ {
		if *(*uint8)(ptr(lines)) != heap.epoch {
			return false
		}
	}
	return true
}

// largeSurvives is that for the large space, for all addresses of the run around a.
// Where that is free it is so for a alone.
func largeSurvives(a uintptr) largeRun {
	for page := pageNumber(a); ; page-- {
		switch r := pageOf(page); r.state {
		case pageUsed:
			from := pageAddr(page)
			to := from + uintptr(r.n)*pageSize
			if a >= to {
				return largeRun{a, a + 1, false}
			}
			return largeRun{from, to, markOf(from+largeOffset) == heap.epoch}
		case pageClean, pageDirty:
			return largeRun{a, a + 1, false}
		}
		if page == 0 {
			return largeRun{a, a + 1, false}
		}
	}
}
