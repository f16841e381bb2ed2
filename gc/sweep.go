package gc

import (
	"encoding/binary"
	"math/bits"
	"slices"
)

const (
	everyByte    = 0x0101_0101_0101_0101
	everyHighBit = everyByte << 7
)

// sweep frees what does not carry the epoch, rebuilds the lists of blocks, and
// lets go of memory that the next cycle will not need: about a budget of free
// memory stays, in blocks or pages.
func sweep(epoch uint8) {
	sweepLarge(epoch, 0)
	heap.taken, heap.takenAt = heap.taken[:0], heap.takenAt[:0]
	heap.recyclable, heap.sparse = heap.recyclable[:0], heap.sparse[:0]
	slices.Sort(heap.chunks)
	freeIn := make([]uint8, len(heap.chunks)) // free blocks of each chunk
	blocks, holes, lines := uintptr(0), uintptr(0), uintptr(0)
	for i, base := range heap.chunks {
		for b := base; b < base+chunkBlocks; b++ {
			n := uintptr(sweepBlock(b, epoch))
			if lines += n; n == 0 {
				freeIn[i]++
				blocks++
			} else {
				holes += (linesPerBlock - n) * lineSize
			}
		}
	}
	heap.held = lines * lineSize
	budget := nursery(held())
	blocks = rebuildLists(freeIn, blocks, budget-min(budget, holes))
	stats.free = blocks*blockSize + holes
	discardFree(budget + growth(held()))
	leavePages(budget - min(budget, stats.free))
}

// mostDiscarded blocks are given back in a pause: that takes some 50 µs for a MiB.
const mostDiscarded = 8 << 20 / blockSize

// discardFree gives the memory of free blocks back to the system whose chunks cannot
// go as they are, but for keep bytes: those that would be taken last. What the heap may
// grow by until the next collection of everything stays.
func discardFree(keep uintptr) {
	left := mostDiscarded
	for i := 0; i+int(keep/blockSize) < len(heap.free) && left > 0; i++ {
		last := heap.free[i]
		if !blockAt(last).dirty {
			continue
		}
		first := last // the list has higher blocks in front
		for i+1+int(keep/blockSize) < len(heap.free) && heap.free[i+1] == first-1 && blockAt(first-1).dirty {
			i++
			first--
		}
		n := last - first + 1
		if !discard(blockAddr(first), uintptr(n)*blockSize) {
			return
		}
		for b := first; b <= last; b++ {
			blockAt(b).dirty = false
		}
		left -= int(n)
	}
}

// sweepNew is sweep after a collection of what is new. Only the blocks that
// allocators have taken since the last collection are looked at.
func sweepNew(epoch uint8) {
	sweepLarge(epoch, heap.largeOld)
	// The last that was taken goes to the bottom, so that the next cycle takes
	// the blocks in the same order.
	for i := len(heap.taken) - 1; i >= 0; i-- {
		n := heap.taken[i]
		b := blockAt(n)
		before, had := b.state, uintptr(b.used)
		heap.held += (uintptr(sweepBlock(n, epoch)) - had) * lineSize
		switch {
		case before == blockFree || before == blockRecyclable:
			b.state = before // it was given back and stays on its list
		case b.state == blockFree:
			heap.free = append(heap.free, n)
		case b.state == blockRecyclable:
			addRecyclable(n, int(b.used))
		}
	}
	heap.taken, heap.takenAt = heap.taken[:0], heap.takenAt[:0]
	leavePages(nursery(held()) / 2)
}

// leavePages gives dirty pages back to the system, except keep bytes and what
// large objects will take: as many as they took in this cycle.
func leavePages(keep uintptr) {
	budget := nursery(held())
	large := min(heap.largeTaken*pageSize, 2*budget)
	heap.largeTaken = 0
	scavengeLater(max(keep, budget/4, large))
}

// sweepBlock sets the state of one block from its lines and returns how many
// of them are in use.
func sweepBlock(n uint32, epoch uint8) int {
	b := blockAt(n)
	if b.state == blockFree {
		return 0
	}
	addr := blockAddr(n)
	free := sweepLines(linesOf(addr), epoch)
	b.dirty, b.used = true, uint16(linesPerBlock-free)
	switch {
	case free == linesPerBlock:
		b.state = blockFree
	case free >= minFreeLines:
		b.state = blockRecyclable
	default:
		b.state = blockFull
	}
	if debug.on {
		debug.poisonDead(addr, epoch)
	}
	return linesPerBlock - free
}

// sweepLines clears the line bytes that do not carry the epoch, and returns
// how many lines are free then.
func sweepLines(lines *[linesPerBlock]byte, epoch uint8) int {
	free := 0
	for i := 0; i < linesPerBlock; i += 8 {
		w := binary.LittleEndian.Uint64(lines[i:])
		if w == 0 {
			free += 8
			continue
		}
		// Line bytes are below 8, so adding 0x7f to a difference sets its high
		// bit and never carries.
		dead := ((w ^ uint64(epoch)*everyByte) + 0x7f*everyByte) & everyHighBit
		if dead != 0 {
			binary.LittleEndian.PutUint64(lines[i:], w&^((dead>>7)*0xff))
			free += bits.OnesCount64(dead)
		}
	}
	return free
}

// rebuildLists fills the lists so that the lowest block is taken first. Chunks
// that are wholly free go back to the page heap, highest first, as long as
// keep bytes of free blocks remain. It returns the number of free blocks left.
func rebuildLists(freeIn []uint8, blocks, keep uintptr) uintptr {
	heap.free = heap.free[:0]
	kept := len(heap.chunks)
	for i := len(heap.chunks) - 1; i >= 0; i-- {
		base := heap.chunks[i]
		if freeIn[i] == chunkBlocks && (blocks-chunkBlocks)*blockSize >= keep {
			blocks -= chunkBlocks
			dropChunk(base)
			continue
		}
		kept--
		heap.chunks[kept] = base
		for b := base + chunkBlocks; b > base; b-- {
			switch blockAt(b - 1).state {
			case blockFree:
				heap.free = append(heap.free, b-1)
			case blockRecyclable:
				addRecyclable(b-1, int(blockAt(b-1).used))
			}
		}
	}
	heap.chunks = slices.Delete(heap.chunks, 0, kept)
	return blocks
}

// dropChunk gives a chunk of free blocks back to the page heap.
func dropChunk(base uint32) {
	state := pageClean
	for b := base; b < base+chunkBlocks; b++ {
		if blockAt(b).dirty {
			state = pageDirty
		}
		*blockAt(b) = block{}
	}
	givePages(pageNumber(blockAddr(base)), chunkPages, state)
}
