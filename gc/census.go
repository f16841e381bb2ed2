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

// newInBlock walks the runs of a block that were handed out since the last
// collection: objects lie in them without gaps, from the start on.
func newInBlock(block uintptr) (n uintptr) {
	lines := linesOf(block)
	for l := 0; l < linesPerBlock; {
		if lines[l] != lineStart {
			l++
			continue
		}
		at := block + uintptr(l)*lineSize
		for l++; l < linesPerBlock && lines[l] == lineFresh; l++ {
		}
		for end := block + uintptr(l)*lineSize; at < end; n++ {
			size := uintptr(*(*uint16)(ptr(at + offSize))) * Granule
			if size == 0 {
				break
			}
			at += size
		}
	}
	return n
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
