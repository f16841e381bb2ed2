package gc

import (
	"bytes"
	"encoding/binary"
)

// The block space holds objects of up to MaxSmall bytes in blocks of lines.
//
// Main invariant: a block is on exactly one side: on the free list, on the
// list of recyclable or of sparse ones, held by one allocator, or full (neither, until the next
// sweep). A line byte that is not lineFree means that the line may hold an
// object; an object lies in one block and all its lines are so marked.
const (
	// MaxSmall is the largest object, in bytes, that lives in a block of lines.
	MaxSmall = 8192

	blockSize     = 32 << 10
	lineSize      = 128
	linesPerBlock = blockSize / lineSize
	blockRecord   = 4
	chunkBlocks   = chunkSize / blockSize

	// A block with fewer free lines is not worth a visit.
	minFreeLines = 4
	// One with no more lines in use has room for objects longer than a line.
	sparseLines = linesPerBlock * 3 / 8

	lineFree  = 0 // holds nothing that lives
	lineFresh = 4 // handed out since the last collection; mark epochs are below
	lineStart = 5 // the same, and a run starts here
)

type blockState uint8

const (
	blockNone       blockState = iota // not in the block space
	blockFree                         // on the free list: no line in use
	blockRecyclable                   // on the list of recyclable or of sparse blocks: has holes
	blockHeld                         // an allocator fills it
	blockFull                         // no holes until the next sweep
)

type block struct {
	state blockState
	dirty bool   // the memory of free lines may be other than zero
	used  uint16 // lines in use after the last sweep
}

func blockNumber(a uintptr) uint32 { return uint32((a - arena.base) / blockSize) }

func blockAddr(n uint32) uintptr { return arena.base + uintptr(n)*blockSize }

func blockAt(n uint32) *block { return (*block)(ptr(arena.blockTable + uintptr(n)*blockRecord)) }

// blockOf returns the record of the block that holds address a.
func blockOf(a uintptr) *block { return blockAt(blockNumber(a)) }

func blockStart(a uintptr) uintptr { return a &^ (blockSize - 1) }

func setBlockState(a uintptr, s blockState) { blockOf(a).state = s }

// linesOf returns the line bytes of the block at address a.
func linesOf(a uintptr) *[linesPerBlock]byte {
	return (*[linesPerBlock]byte)(ptr(arena.lineTable + (blockStart(a)-arena.base)/lineSize))
}

// nextHole returns the bounds of the first run of free lines at or after from;
// both are linesPerBlock if there is none.
func nextHole(block uintptr, from int) (int, int) {
	lines := linesOf(block)
	for from < linesPerBlock && lines[from] != lineFree {
		from++
	}
	to := from
	for to < linesPerBlock && lines[to] == lineFree {
		if to%8 == 0 && binary.LittleEndian.Uint64(lines[to:]) == 0 {
			to += 8
		} else {
			to++
		}
	}
	return from, to
}

// takeBlock gives the caller a block with holes: a recyclable one, else a sparse one,
// else one whose lines are all free.
func takeBlock() uintptr {
	heap.Lock()
	defer heap.Unlock()
	for _, list := range [...]*[]uint32{&heap.recyclable, &heap.sparse} {
		if len(*list) > 0 {
			return takeFrom(list)
		}
	}
	return takeFreeBlock()
}

// takeWideBlock gives the caller a block for objects longer than a line: a sparse one if
// wanted, else one whose lines are all free. If only the latter would do, a few
// such objects that live long would keep others from ever having a whole block
// again, and the heap would grow for as long as the program runs.
func takeWideBlock(sparse bool) uintptr {
	heap.Lock()
	defer heap.Unlock()
	if sparse && len(heap.sparse) > 0 {
		return takeFrom(&heap.sparse)
	}
	return takeFreeBlock()
}

// leaveWideBlock takes a block back whose holes that are left are too small for an
// object longer than a line.
func leaveWideBlock(addr uintptr) {
	heap.Lock()
	defer heap.Unlock()
	b := blockOf(addr)
	b.dirty, b.state = true, blockFull
	if from, to := nextHole(addr, 0); from < to {
		b.state = blockRecyclable
		heap.recyclable = append(heap.recyclable, blockNumber(addr))
	}
}

// takeFreeBlock gives the caller, who holds the heap's lock, a block whose lines are all free.
func takeFreeBlock() uintptr {
	if len(heap.free) == 0 {
		addChunk()
	}
	return takeFrom(&heap.free)
}

// takeFrom takes the last block of a list. The caller holds the heap's lock.
func takeFrom(list *[]uint32) uintptr {
	n := len(*list) - 1
	b := (*list)[n]
	*list = (*list)[:n]
	noteTaken(b)
	return blockAddr(b)
}

// addRecyclable puts a block with holes, of which so many lines are in use, on its
// list. The caller holds the heap's lock.
func addRecyclable(n uint32, used int) {
	if used <= sparseLines {
		heap.sparse = append(heap.sparse, n)
	} else {
		heap.recyclable = append(heap.recyclable, n)
	}
}

// noteTaken gives a block to an allocator. The caller holds the heap's lock.
func noteTaken(b uint32) {
	heap.taken = append(heap.taken, b)
	heap.takenAt = append(heap.takenAt, clock.Add(1))
	blockAt(b).state = blockHeld
}

// addChunk moves a chunk of pages into the block space, lowest block on top.
func addChunk() {
	first, clean := takePages(chunkPages, chunkPages)
	base := blockNumber(pageAddr(first))
	heap.chunks = append(heap.chunks, base)
	for i := uint32(chunkBlocks); i > 0; i-- {
		*blockAt(base + i - 1) = block{state: blockFree, dirty: !clean}
		heap.free = append(heap.free, base+i-1)
	}
}

// giveBlock takes a block back from an allocator that leaves [from, limit)
// unused. The caller holds the heap's lock.
func giveBlock(addr, from, limit uintptr) {
	b := blockOf(addr)
	lines := linesOf(addr)
	first := (from + lineSize - 1 - addr) / lineSize
	for i := first; limit > from && i < (limit-addr)/lineSize; i++ {
		lines[i] = lineFree
	}
	b.dirty = true
	b.state = blockFull
	if from, to := nextHole(addr, 0); from < to {
		b.state = blockRecyclable
		addRecyclable(blockNumber(addr), linesPerBlock-bytes.Count(lines[:], []byte{lineFree}))
	}
}
