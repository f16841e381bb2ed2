package gc

import (
	"sync"
	"sync/atomic"
	"time"
)

// Stats describes the heap and what its collections have cost.
type Stats struct {
	Allocated   uint64 // bytes since the start, counted in runs
	New         uint64 // bytes since the last collection
	Live        uint64 // bytes marked by the last collection of everything and since
	LiveObjects uint64
	Held        uint64 // bytes of lines and pages that the last collection has left in use
	Committed   uint64 // bytes of the arena that may be in memory
	Blocks      uint64 // bytes of the block space, free blocks included
	FreeBlocks  uint64 // bytes of free blocks
	Large       uint64 // bytes of pages under large objects
	Dirty       uint64 // bytes of free pages kept with old contents
	Holes       uint64 // free bytes in the block space after the last sweep
	Peak        uint64 // the most bytes in use that were seen
	Survived    uint64 // of the bytes allocated, how many the next collection kept
	Collections uint64
	Full        uint64 // those of everything
	LastPause   time.Duration
	MaxPause    time.Duration
	TotalPause  time.Duration
	MarkTime    time.Duration // parts of TotalPause
	SweepTime   time.Duration
}

var stats struct {
	sync.Mutex
	s             Stats
	pauses, stops Distribution // pauses: of collections of what is new
	full          Distribution // pauses of collections of everything
	free          uintptr      // free bytes in the block space after the last of them
	held          atomic.Uint64
}

// cycle is what one collection reports.
type cycle struct {
	full                 bool
	began, marked, swept time.Time
	live, objects        uintptr
	young                uintptr // of live, born since the last collection
	used                 uintptr // bytes in use at its beginning
}

func record(c cycle) {
	stats.Lock()
	defer stats.Unlock()
	s := &stats.s
	pause := c.swept.Sub(c.began)
	s.Collections++
	s.Live, s.LiveObjects, s.Holes = uint64(c.live), uint64(c.objects), uint64(stats.free)
	s.Peak = max(s.Peak, uint64(c.used))
	s.Survived += uint64(c.young)
	if c.full {
		s.Full++
		stats.full.Add(pause)
	} else {
		stats.pauses.Add(pause)
	}
	s.LastPause = pause
	s.MaxPause = max(s.MaxPause, pause)
	s.TotalPause += pause
	s.MarkTime += c.marked.Sub(c.began)
	s.SweepTime += c.swept.Sub(c.marked)
	discardImageAfter(s.Collections)
}

// RecordStop notes how long after the request for a collection the world had
// stopped.
func RecordStop(d time.Duration) {
	stats.Lock()
	defer stats.Unlock()
	stats.stops.Add(d)
}

// Pauses returns the distributions of pauses for what is new and for everything,
// and of the times from a request to the stop.
func Pauses() (young, full, stops Distribution) {
	stats.Lock()
	defer stats.Unlock()
	return stats.pauses, stats.full, stats.stops
}

// ReadStats returns the current numbers.
func ReadStats() Stats {
	stats.Lock()
	s := stats.s
	stats.Unlock()
	heap.Lock()
	defer heap.Unlock()
	s.Allocated = pacer.total.Load()
	s.New = uint64(sinceLast())
	s.Held = stats.held.Load()
	s.Peak = max(s.Peak, uint64(InUse()))
	s.Committed = uint64(arena.committed)
	s.Blocks = uint64(len(heap.chunks)) * chunkSize
	s.FreeBlocks = uint64(len(heap.free)) * blockSize
	s.Large = uint64(heap.largePages) * pageSize
	s.Dirty = uint64(pages.dirty) * pageSize
	return s
}
