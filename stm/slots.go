package stm

import "sync"

// slotList hands out slot numbers, the one given back last first.
type slotList struct {
	sync.Mutex
	free []uint64
	next uint64
}

func takeSlot() (*slot, uint64) {
	l := &slots.free
	l.Lock()
	defer l.Unlock()
	var n uint64
	if k := len(l.free); k > 0 {
		n = l.free[k-1]
		l.free = l.free[:k-1]
	} else {
		n = l.next
		if n > slotMask {
			panic("stm: too many threads")
		}
		l.next++
		if c := &slots.chunks[n/chunkSlots]; c.Load() == nil {
			c.Store(new([chunkSlots]slot))
		}
	}
	s := slotOf(n)
	if s.bell == nil {
		s.bell = make(chan struct{}, 1)
	}
	s.doomed.Store(0)
	s.age.Store(0)
	s.hungry.Store(0)
	s.waits.Store(false)
	return s, n
}

func giveSlot(n uint64) {
	l := &slots.free
	l.Lock()
	defer l.Unlock()
	l.free = append(l.free, n)
}

// filters recycles the filters of threads that are not in a transaction.
var filters = sync.Pool{New: func() any { return new([filterSize]uint64) }}

// ReleaseMemory gives the memory of the logs back: the thread will wait for
// long. No transaction runs.
func (t *Tx) ReleaseMemory() {
	if t.Filter != nil {
		filters.Put(t.Filter)
		t.Filter = nil
	}
	t.Reads, t.writes, t.Undo, t.held = nil, nil, nil, nil
}
