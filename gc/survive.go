package gc

// Survivor returns a function that says whether the n bytes at address a, which were
// part of an object, will not be given to another one before the next collection: the
// object is alive, or dead in lines that living objects hold. Only for the length of
// a sweep hook: logs use it that refer to the inside of objects and keep none alive.
// It remembers the large object that it has looked at last, since who asks for
// many places in a list asks for one after the other.
func Survivor() func(a, n uintptr) bool {
	var from, to uintptr
	var alive bool
	return func(a, n uintptr) bool {
		if a-from < to-from {
			return alive
		}
		if !InHeap(a) {
			return false
		}
		if blockOf(a).state == blockNone {
			from, to, alive = largeSurvives(a)
			return alive
		}
		return linesSurvive(a, max(n, 1))
	}
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
func largeSurvives(a uintptr) (from, to uintptr, alive bool) {
	for page := pageNumber(a); ; page-- {
		switch r := pageOf(page); r.state {
		case pageUsed:
			from = pageAddr(page)
			to = from + uintptr(r.n)*pageSize
			if a >= to {
				return a, a + 1, false
			}
			return from, to, markOf(from+largeOffset) == heap.epoch
		case pageClean, pageDirty:
			return a, a + 1, false
		}
		if page == 0 {
			return a, a + 1, false
		}
	}
}
