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
	Live        uint64 // bytes marked by the last collection
	LiveObjects uint64
	Committed   uint64 // bytes of the arena that may be in memory
	Blocks      uint64 // bytes of the block space, free blocks included
	FreeBlocks  uint64 // bytes of free blocks
	Large       uint64 // bytes of pages under large objects
	Dirty       uint64 // bytes of free pages kept with old contents
	Holes       uint64 // free bytes in the block space after the last sweep
	Peak        uint64 // the most bytes in use that were seen
	Survived    uint64 // of the bytes allocated, how many the next collection kept
	Collections uint64
	LastPause   time.Duration
	MaxPause    time.Duration
	TotalPause  time.Duration
	MarkTime    time.Duration // parts of TotalPause
	SweepTime   time.Duration
}

var stats struct {
	sync.Mutex
	s             Stats
	pauses, stops Distribution
	live          atomic.Uint64 // like s.Live, for the pacer
}

// cycle is what one collection reports.
type cycle struct {
	began, marked, swept time.Time
	live, objects, holes uintptr
	young                uintptr // of live, born since the last collection
	used                 uintptr // bytes in use at its beginning
}

func record(c cycle) {
	stats.Lock()
	defer stats.Unlock()
	s := &stats.s
	pause := c.swept.Sub(c.began)
	s.Collections++
	s.Live, s.LiveObjects, s.Holes = uint64(c.live), uint64(c.objects), uint64(c.holes)
	s.Peak = max(s.Peak, uint64(c.used))
	s.Survived += uint64(c.young)
	stats.pauses.Add(pause)
	s.LastPause = pause
	s.MaxPause = max(s.MaxPause, pause)
	s.TotalPause += pause
	s.MarkTime += c.marked.Sub(c.began)
	s.SweepTime += c.swept.Sub(c.marked)
}

// RecordStop notes how long after the request for a collection the world had
// stopped.
func RecordStop(d time.Duration) {
	stats.Lock()
	defer stats.Unlock()
	stats.stops.Add(d)
}

// Pauses returns the distribution of pauses, and of the times from a request to
// the stop.
func Pauses() (pauses, stops Distribution) {
	stats.Lock()
	defer stats.Unlock()
	return stats.pauses, stats.stops
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
	s.Peak = max(s.Peak, uint64(InUse()))
	s.Committed = uint64(arena.committed)
	s.Blocks = uint64(len(heap.chunks)) * chunkSize
	s.FreeBlocks = uint64(len(heap.free)) * blockSize
	s.Large = uint64(heap.largePages) * pageSize
	s.Dirty = uint64(pages.dirty) * pageSize
	return s
}
