package gc

// Survives says whether the n bytes at address a, which were part of an object,
// will not be given to another one before the next collection: the object is
// alive, or dead in lines that living objects hold. Only for sweep hooks: logs
// use it that refer to the inside of objects and keep none alive.
func Survives(a, n uintptr) bool {
	if !InHeap(a) {
		return false
	}
	if blockOf(a).state == blockNone {
		return largeSurvives(a)
	}
	lines := arena.lineTable + (a-arena.base)/lineSize
	last := arena.lineTable + (a+max(n, 1)-1-arena.base)/lineSize
	for ; lines <= last; lines++ {
		if *(*uint8)(ptr(lines)) != heap.epoch {
			return false
		}
	}
	return true
}

// largeSurvives is Survives for the large space.
func largeSurvives(a uintptr) bool {
	for page := pageNumber(a); ; page-- {
		switch r := pageOf(page); r.state {
		case pageUsed:
			return a-pageAddr(page) < uintptr(r.n)*pageSize && markOf(pageAddr(page)+largeOffset) == heap.epoch
		case pageClean, pageDirty:
			return false
		}
		if page == 0 {
			return false
		}
	}
}
