package gc

// Objects over MaxSmall have a run of pages of their own. An object starts
// largeOffset into its first page. Before it stand the moment at which it was
// born (Clock) and its size in bytes; the header's size field is 0.
const largeOffset = Granule

func (a *Allocator) allocLarge(header uint64, size uintptr) uintptr {
	n := (size + largeOffset + pageSize - 1) / pageSize
	if n > arena.size/pageSize {
		outOfMemory(size, errReserveUsedUp)
	}
	a.demand(n * pageSize)
	first, at, clean := takeLarge(uint32(n))
	start := pageAddr(first)
	if !clean {
		clear(Bytes(start, n*pageSize))
	}
	a.count(n * pageSize)
	p := start + largeOffset
	Store64(start, at)
	Store64(p-8, uint64(size))
	*(*headerWords)(ptr(p)) = headerWords{header, a.Birth}
	if debug.on {
		setBit(debug.starts, p)
	}
	return p
}

// GrowLarge makes the object at o, a large one, size bytes long, if the pages
// behind it are free. What is added is zero.
func (a *Allocator) GrowLarge(o, size uintptr) bool {
	if *(*uint16)(ptr(o + offSize)) != 0 {
		return false
	}
	first := pageNumber(o)
	heap.Lock()
	defer heap.Unlock()
	had := pageOf(first).n
	want := (size + largeOffset + pageSize - 1) / pageSize
	if want > arena.size/pageSize {
		return false
	}
	if more := uint32(want) - had; uint32(want) > had {
		if !extendPages(first, more) {
			return false
		}
		heap.largePages += uintptr(more)
		heap.largeTaken += uintptr(more)
		a.count(uintptr(more) * pageSize)
	}
	Store64(o-8, uint64(size))
	return true
}

func takeLarge(n uint32) (first uint32, at uint64, clean bool) {
	heap.Lock()
	defer heap.Unlock()
	first, clean = takePages(n, 1)
	heap.large = append(heap.large, first)
	heap.largePages += uintptr(n)
	heap.largeTaken += uintptr(n)
	return first, clock.Add(1), clean
}

// largeTakenAt returns the moment at which the object on a first page was born.
func largeTakenAt(first uint32) uint64 { return Load64(pageAddr(first)) }

func largeSize(o uintptr) uintptr { return uintptr(Load64(o - 8)) }

// sweepLarge frees the runs whose object is not marked with the epoch, of those
// from number i of the list on.
func sweepLarge(epoch uint8, i int) {
	kept := heap.large[:i]
	for _, first := range heap.large[i:] {
		if markOf(pageAddr(first)+largeOffset) == epoch {
			kept = append(kept, first)
			continue
		}
		n := pageOf(first).n
		heap.largePages -= uintptr(n)
		if debug.on {
			clearBit(debug.starts, pageAddr(first)+largeOffset)
			poison(pageAddr(first), pageAddr(first)+pageSize)
		}
		givePages(first, n, pageDirty)
	}
	heap.large, heap.largeOld = kept, len(kept)
}
