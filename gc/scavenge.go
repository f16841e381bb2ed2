package gc

import "gorgon/internal/sys"

// The scavenger gives memory of dirty free runs back to the system after a
// collection that left more of it than the next cycle will need. It works
// beside the program, because giving back a GiB takes some 100 ms: it takes one
// run at a time out of the page heap, discards it, and puts it back clean.
//
// At most one scavenger runs. pages.held counts the pages it has taken out.

// imageEvery is the factor between the numbers of collections after which the
// pages of the executable are taken out: 1, 8, 64, … Much of it is only used to
// boot, to import and to compile, and the system brings in far more than is
// touched. It costs some milliseconds beside the program, and what it uses comes
// back: where there are more threads they need their processors for themselves.
const imageEvery = 8

// discardImageAfter takes the executable's pages out, if it is time for it
// after so many collections. The heap is the collector's.
func discardImageAfter(collections uint64) {
	for ; collections%imageEvery == 0; collections /= imageEvery {
	}
	if collections == 1 && len(heap.allocators) == 1 {
		go sys.DiscardImage()
	}
}

// scavengeLater starts a scavenger that stops at keep dirty bytes. The caller
// holds the heap's lock.
func scavengeLater(keep uintptr) {
	pages.keep = keep / pageSize
	if pages.dirty > pages.keep && !pages.scavenging {
		pages.scavenging = true
		go scavenge()
	}
}

func scavenge() {
	heap.Lock()
	defer heap.Unlock()
	for pages.dirty > pages.keep {
		first, n, ok := takeDirtyRun()
		if !ok {
			break
		}
		heap.Unlock()
		state := pageDirty
		if discard(pageAddr(first), uintptr(n)*pageSize) {
			state = pageClean
		}
		heap.Lock()
		pages.held -= uintptr(n)
		givePages(first, n, state)
		if state == pageDirty {
			break // the system refuses; the next collection tries again
		}
	}
	pages.scavenging = false
}

// takeDirtyRun takes one of the longest dirty runs out of the page heap.
func takeDirtyRun() (first, n uint32, ok bool) {
	for b := smallBins; b > 0; b-- {
		for at := pages.bins[b]; at != 0; at = pageOf(at - 1).next {
			if pageOf(at-1).state != pageDirty {
				continue
			}
			first = at - 1
			n = unlinkRun(first).n
			*pageOf(first) = pageRun{n: n, state: pageUsed}
			pages.held += uintptr(n)
			return first, n, true
		}
	}
	return 0, 0, false
}

// discard makes memory zero and gives it back to the system; the ends that
// share a system page with a neighbour are cleared by hand.
func discard(addr, n uintptr) bool {
	from := (addr + sys.PageSize - 1) &^ (sys.PageSize - 1)
	to := (addr + n) &^ (sys.PageSize - 1)
	if from >= to {
		clear(Bytes(addr, n))
		return true
	}
	if sys.Discard(from, to-from) != nil {
		return false
	}
	clear(Bytes(addr, from-addr))
	clear(Bytes(to, addr+n-to))
	return true
}
