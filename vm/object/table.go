package object

import (
	"sync"
	"sync/atomic"
)

const tableChunk = 1 << 8

// table is an append-only array that is read without a lock.
//
// Main invariant: an entry below n never moves and never changes.
type table[T any] struct {
	mu     sync.Mutex
	n      atomic.Uint32
	chunks [1 << 14]atomic.Pointer[[tableChunk]T]
}

func (a *table[T]) at(i uint32) T { return a.chunks[i/tableChunk].Load()[i%tableChunk] }

func (a *table[T]) len() uint32 { return a.n.Load() }

// slice returns the entries from i on.
func (a *table[T]) slice(i uint32) (all []T) {
	for n := a.len(); i < n; i++ {
		all = append(all, a.at(i))
	}
	return all
}

// add appends v, which set completes with its index before others can see it.
func (a *table[T]) add(v T, set func(i uint32)) uint32 {
	a.mu.Lock()
	defer a.mu.Unlock()
	i := a.n.Load()
	if set != nil {
		set(i)
	}
	c := &a.chunks[i/tableChunk]
	if c.Load() == nil {
		c.Store(new([tableChunk]T))
	}
	c.Load()[i%tableChunk] = v
	a.n.Store(i + 1)
	return i
}
