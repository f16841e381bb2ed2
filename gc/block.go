package gc

import "encoding/binary"

// The block space holds objects of up to MaxSmall bytes in blocks of lines.
//
// Main invariant: a block is on exactly one side: on the free list, on the
// recyclable list, held by one allocator, or full (neither, until the next
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

	lineFree  = 0 // holds nothing that lives
	lineFresh = 4 // handed out since the last collection; mark epochs are below
	lineStart = 5 // the same, and a run starts here
)

type blockState uint8

const (
	blockNone       blockState = iota // not in the block space
	blockFree                         // on the free list: no line in use
	blockRecyclable                   // on the recyclable list: has holes
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

// takeBlock gives the caller a block with holes, recyclable ones first.
func takeBlock() uintptr {
	heap.Lock()
	if n := len(heap.recyclable); n > 0 {
		b := heap.recyclable[n-1]
		heap.recyclable = heap.recyclable[:n-1]
		noteTaken(b)
		heap.Unlock()
		return blockAddr(b)
	}
	heap.Unlock()
	return takeFreeBlock()
}

// takeFreeBlock gives the caller a block whose lines are all free.
func takeFreeBlock() uintptr {
	heap.Lock()
	defer heap.Unlock()
	if len(heap.free) == 0 {
		addChunk()
	}
	n := len(heap.free) - 1
	b := heap.free[n]
	heap.free = heap.free[:n]
	noteTaken(b)
	return blockAddr(b)
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
		heap.recyclable = append(heap.recyclable, blockNumber(addr))
	}
}
