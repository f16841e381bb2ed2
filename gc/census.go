package gc

// Counting and walking objects, for programs that ask about the heap.

// census counts the objects that collections free, if asked to.
var census struct {
	wanted bool
	dead   uint64
}

// CountDead makes the next collection count the objects that it frees. The
// caller sees to it that it comes soon, and reads DeadCounted afterwards.
func CountDead() {
	heap.Lock()
	census.wanted = true
	heap.Unlock()
}

// DeadCounted returns how many objects were found dead by collections that
// counted.
func DeadCounted() uint64 {
	heap.Lock()
	defer heap.Unlock()
	return census.dead
}

// newObjects counts the objects that were born since the last collection. The
// caller is in a pause, and the runs of allocators still end with zeros.
func newObjects() (n uintptr) {
	for _, base := range heap.chunks {
		for b := base; b < base+chunkBlocks; b++ {
			if blockAt(b).state != blockFree {
				n += newInBlock(blockAddr(b))
			}
		}
	}
	return n + uintptr(len(heap.large)-heap.largeOld)
}

// newInBlock counts the new objects in a block.
func newInBlock(block uintptr) (n uintptr) {
	for _, r := range appendNewRuns(nil, block) {
		r.each(func(uintptr) { n++ })
	}
	return n
}

// newRunsUntil returns where the objects lie that were born since the last
// collection in memory taken until a moment: those that are older than the
// moment, and some that share a block with one. The caller is in a pause and has
// marked nothing yet, and the runs of allocators still end with zeros.
func newRunsUntil(moment uint64) (runs []run) {
	for i, b := range heap.taken {
		if heap.takenAt[i] <= moment {
			runs = appendNewRuns(runs, blockAddr(b))
		}
	}
	return runs
}

// appendNewRuns appends the runs of a block that were handed out since the last
// collection.
func appendNewRuns(runs []run, block uintptr) []run {
	lines := linesOf(block)
	for l := 0; l < linesPerBlock; {
		if lines[l] != lineStart {
			l++
			continue
		}
		at := block + uintptr(l)*lineSize
		for l++; l < linesPerBlock && lines[l] == lineFresh; l++ {
		}
		runs = append(runs, run{at, block + uintptr(l)*lineSize})
	}
	return runs
}

// each calls f for the objects in a run: they lie in it from the start on, without
// gaps but those of KeepTogether.
func (r run) each(f func(o uintptr)) {
	for at := r.cursor; at < r.limit; {
		size := uintptr(*(*uint16)(ptr(at + offSize))) * Granule
		switch {
		case size != 0:
			f(at)
			at += size
		case lineEnds(at):
			at += Granule
		default:
			return
		}
	}
}

// EachReachable calls f for each object that the roots reach. The world is
// stopped, and f must not allocate.
func EachReachable(f func(o uintptr)) error {
	collecting.Lock()
	defer collecting.Unlock()
	heap.Lock()
	defer heap.Unlock()
	if debug.visited == 0 {
		debug.visited = newBitmap()
	}
	defer clearBitmap(debug.visited)
	v := &verifier{visited: debug.visited, each: f}
	v.walk(registrations().roots)
	if v.err != nil {
		return v.err
	}
	return nil
}

// EachReference calls visit for every value that the object at o holds and that
// may be a reference.
func EachReference(o uintptr, visit func(Value)) {
	switch id := LayoutOf(o); id {
	case LayoutRaw:
	case LayoutValues:
		for at := o + HeaderSize; at < o+SizeOf(o); at += 8 {
			visit(Load(at))
		}
	default:
		layouts[id].Trace(o, visit)
	}
}

// IsNew says whether the object at o was born since the last collection.
func IsNew(o uintptr) bool { return markOf(o) == 0 }
