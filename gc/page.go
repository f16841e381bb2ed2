package gc

import "math/bits"

// The page heap hands out runs of 4 KiB pages: to large objects, and in aligned
// chunks to the block space. Neighbouring free runs are merged at once.
//
// Main invariant: the pages from the arena's base to arena.committed are cut
// into runs without gaps; no two free runs are neighbours; the first and the
// last page of a free run, and the first page of a used one, hold its length.
// The heap's lock guards everything here.
const (
	pageSize   = 4096
	pageRecord = 16
	chunkPages = chunkSize / pageSize
	smallBins  = chunkPages // runs of 1 … 511 pages have a bin each
)

type pageState uint8

const (
	pageInside pageState = iota // neither first nor last of a free run
	pageClean                   // free, and reads as zero
	pageDirty                   // free, with old contents
	pageUsed                    // first page of a run in use
)

// pageRun is the record of one page; what it says about a run stands in the
// run's first page, and length and state in its last page too. Links are page
// numbers plus one.
type pageRun struct {
	n          uint32
	next, prev uint32
	state      pageState
}

var pages struct {
	bins  [smallBins + 1]uint32 // heads; the last holds runs of a chunk or more
	used  [smallBins/64 + 1]uint64
	dirty uintptr // free pages with old contents

	// The scavenger's: pages it has taken out, dirty pages to leave.
	held, keep uintptr
	scavenging bool
}

func pageOf(n uint32) *pageRun { return (*pageRun)(ptr(arena.pageTable + uintptr(n)*pageRecord)) }

func pageAddr(n uint32) uintptr { return arena.base + uintptr(n)*pageSize }

func pageNumber(a uintptr) uint32 { return uint32((a - arena.base) / pageSize) }

func committedPages() uint32 { return uint32(arena.committed / pageSize) }

func binOf(n uint32) int { return int(min(n, smallBins)) }

func linkRun(first, n uint32, state pageState) {
	b := binOf(n)
	head := pages.bins[b]
	*pageOf(first) = pageRun{n: n, next: head, state: state}
	last := pageOf(first + n - 1)
	last.n, last.state = n, state
	if head != 0 {
		pageOf(head - 1).prev = first + 1
	}
	pages.bins[b] = first + 1
	pages.used[b/64] |= 1 << (b % 64)
	if state == pageDirty {
		pages.dirty += uintptr(n)
	}
}

func unlinkRun(first uint32) pageRun {
	r := *pageOf(first)
	b := binOf(r.n)
	if r.next != 0 {
		pageOf(r.next - 1).prev = r.prev
	}
	if r.prev != 0 {
		pageOf(r.prev - 1).next = r.next
	} else if pages.bins[b] = r.next; r.next == 0 {
		pages.used[b/64] &^= 1 << (b % 64)
	}
	*pageOf(first) = pageRun{}
	*pageOf(first + r.n - 1) = pageRun{}
	if r.state == pageDirty {
		pages.dirty -= uintptr(r.n)
	}
	return r
}

// givePages makes a run free and merges it with its neighbours.
func givePages(first, n uint32, state pageState) {
	*pageOf(first) = pageRun{}
	if end := first + n; end < committedPages() {
		if r := pageOf(end); r.state == pageClean || r.state == pageDirty {
			state = max(state, r.state)
			n += unlinkRun(end).n
		}
	}
	if first > 0 {
		if r := pageOf(first - 1); r.state == pageClean || r.state == pageDirty {
			state = max(state, r.state)
			first -= r.n
			n += unlinkRun(first).n
		}
	}
	linkRun(first, n, state)
}

// takePages returns the first page of a run of n pages that starts at a
// multiple of align pages, and whether it reads as zero.
func takePages(n, align uint32) (first uint32, clean bool) {
	run, ok := findRun(n, align)
	if !ok {
		at := committedPages()
		// What is free at the end of the arena need not be committed again.
		missing := n
		if align == 1 && at > 0 {
			if r := pageOf(at - 1); r.state == pageClean || r.state == pageDirty {
				missing -= r.n // r.n < n, or findRun had found it
			}
		}
		grown := commit(uintptr(missing) * pageSize)
		givePages(at, uint32(grown/pageSize), pageClean)
		run, ok = findRun(n, align)
		if !ok {
			panic("gc: the page heap lost a run that it had just committed")
		}
	}
	r := unlinkRun(run)
	first = (run + align - 1) / align * align
	if first > run {
		linkRun(run, first-run, r.state)
	}
	if rest := run + r.n - (first + n); rest > 0 {
		linkRun(first+n, rest, r.state)
	}
	*pageOf(first) = pageRun{n: n, state: pageUsed}
	return first, r.state == pageClean
}

// extendPages makes the used run at first longer by the free pages behind it,
// which it clears; false if there are not so many.
func extendPages(first, more uint32) bool {
	at := first + pageOf(first).n
	if at >= committedPages() {
		return false
	}
	r := pageOf(at)
	if r.state != pageClean && r.state != pageDirty || r.n < more {
		return false
	}
	free := unlinkRun(at)
	if free.state == pageDirty {
		clear(Bytes(pageAddr(at), uintptr(more)*pageSize))
	}
	if free.n > more {
		linkRun(at+more, free.n-more, free.state)
	}
	pageOf(first).n += more
	return true
}

// findRun finds the smallest free run that holds n aligned pages; of several
// long ones, the one at the lowest address.
func findRun(n, align uint32) (uint32, bool) {
	if align == 1 {
		for b := binOf(n); b < smallBins; {
			if w := pages.used[b/64] >> (b % 64); w != 0 {
				if b += bits.TrailingZeros64(w); b < smallBins {
					return pages.bins[b] - 1, true
				}
				break
			}
			b = (b/64 + 1) * 64
		}
	}
	var best, bestLen uint32
	for at := pages.bins[smallBins]; at != 0; at = pageOf(at - 1).next {
		first, r := at-1, pageOf(at-1)
		if (first+align-1)/align*align+n > first+r.n {
			continue
		}
		if bestLen == 0 || r.n < bestLen || r.n == bestLen && first < best {
			best, bestLen = first, r.n
		}
	}
	return best, bestLen != 0
}
