package gc

import (
	"errors"
	"sync/atomic"

	"gorgon/internal/sys"
)

// The arena is one reservation: the heap itself, then the side tables that are
// found from an address by shifting. All of it is address space only until it
// is touched.
//
//	base        heap, committed from the bottom up in whole chunks
//	lineTable   one byte per line: lineFree, a mark epoch, lineFresh or lineStart
//	blockTable  one block record per 32 KiB
//	pageTable   one pageRun record per 4 KiB
const (
	arenaMax  = 64 << 30
	arenaMin  = 1 << 30
	chunkSize = 2 << 20 // unit of committing; a huge page

	// hugeAfter bytes the heap turns to huge pages. Before that it stays with
	// small ones, so that a short program does not pay 2 MiB for one object.
	hugeAfter = 16 << 20
	// A commit adds an eighth of the heap, between these.
	minCommit = chunkSize
	maxCommit = 64 << 20
)

// OutOfMemory is what allocation panics with when the address space or the
// system's memory for the heap is used up.
type OutOfMemory struct {
	Wanted uintptr
	Cause  error
}

// Exhausted counts such panics under way; who recovers one takes it off.
var Exhausted atomic.Int32

func outOfMemory(wanted uintptr, cause error) {
	Exhausted.Add(1)
	panic(OutOfMemory{wanted, cause})
}

func (e OutOfMemory) Error() string { return "gc: out of memory: " + e.Cause.Error() }

var (
	errReserveUsedUp = errors.New("the reserved heap addresses are used up")
	errLimit         = errors.New("the limit of the heap is reached")
)

// arena is written by init and, for committed, under the heap's lock.
var arena struct {
	base, size uintptr
	committed  uintptr // bytes from base that may be accessed

	lineTable, blockTable, pageTable uintptr
}

func init() { reserveArena() }

// Arena returns the addresses in which all objects lie.
func Arena() (base, size uintptr) { return arena.base, arena.size }

func reserveArena() {
	var err error
	for size := uintptr(arenaMax); size >= arenaMin; size /= 2 {
		tables := size/lineSize + size/blockSize*blockRecord + size/pageSize*pageRecord
		var base uintptr
		if base, err = sys.Reserve(size+tables, chunkSize); err != nil {
			continue
		}
		if err = sys.Commit(base+size, tables); err != nil {
			continue
		}
		sys.HugePages(base+size, tables, false)
		arena.base, arena.size = base, size
		arena.lineTable = base + size
		arena.blockTable = arena.lineTable + size/lineSize
		arena.pageTable = arena.blockTable + size/blockSize*blockRecord
		return
	}
	panic("gc: cannot reserve the heap: " + err.Error())
}

// InHeap says whether a is an address inside the heap.
func InHeap(a uintptr) bool { return a-arena.base < arena.committed }

// commit makes at least n more bytes accessible and returns how many it was.
// The caller holds the heap's lock.
func commit(n uintptr) uintptr {
	n = (n + chunkSize - 1) &^ (chunkSize - 1)
	n = max(n, min(max(arena.committed/8&^(chunkSize-1), minCommit), maxCommit))
	if room := arena.size - arena.committed; n > room {
		outOfMemory(n, errReserveUsedUp)
	}
	at := arena.base + arena.committed
	if err := sys.Commit(at, n); err != nil {
		outOfMemory(n, err)
	}
	switch before, after := arena.committed, arena.committed+n; {
	case after <= hugeAfter:
		sys.HugePages(at, n, false)
	case before <= hugeAfter:
		sys.HugePages(arena.base, after, true)
	default:
		sys.HugePages(at, n, true)
	}
	arena.committed += n
	return n
}
