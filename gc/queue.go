package gc

import (
	"sync"
	"sync/atomic"
)

// packetSize is the number of entries in a packet of work: 16 KiB with the
// count.
const packetSize = 2046

type packet struct {
	n     int
	items [packetSize]uintptr
}

// queue shares packets among the markers of one collection.
//
// Main invariant: an entry is in exactly one packet, and a packet is either in
// full, in spare, or some marker's own. Marking is over when all markers wait.
type queue struct {
	sync.Mutex
	cond    sync.Cond
	full    []*packet
	spare   []*packet
	waiting int
	markers int // that take part so far
	over    bool
	// news changes with what markers wait for.
	news atomic.Uint32
	// hungry is the number of markers that wait; read without the lock.
	hungry atomic.Int32
}

// keptPackets are spare packets that outlive a collection.
const keptPackets = 8

func newQueue(spare []*packet) *queue {
	q := &queue{spare: spare}
	q.cond.L = &q.Mutex
	return q
}

func (q *queue) put(p *packet) {
	q.Lock()
	q.full = append(q.full, p)
	q.news.Add(1)
	q.Unlock()
	q.cond.Signal()
}

func (q *queue) empty() *packet {
	q.Lock()
	defer q.Unlock()
	if n := len(q.spare); n > 0 {
		p := q.spare[n-1]
		q.spare = q.spare[:n-1]
		return p
	}
	return new(packet)
}

func (q *queue) recycle(p *packet) {
	p.n = 0
	q.Lock()
	q.spare = append(q.spare, p)
	q.Unlock()
}

// get returns a packet with work, or nil when all markers have run out of it.
func (q *queue) get() *packet {
	q.Lock()
	defer q.Unlock()
	q.waiting++
	if q.waiting == q.markers && len(q.full) == 0 {
		q.over = true
		q.news.Add(1)
		q.cond.Broadcast()
	}
	for len(q.full) == 0 && !q.over {
		q.hungry.Add(1)
		q.await()
		q.hungry.Add(-1)
	}
	if len(q.full) == 0 {
		return nil
	}
	q.waiting--
	p := q.full[len(q.full)-1]
	q.full = q.full[:len(q.full)-1]
	return p
}

// looks is how often a marker looks for work before it sleeps, some ten
// microseconds: others share theirs at the next object.
const looks = 20_000

// await waits until something has happened. q is locked.
func (q *queue) await() {
	seen := q.news.Load()
	q.Unlock()
	for n := 0; n < looks && q.news.Load() == seen; n++ {
	}
	q.Lock()
	if q.news.Load() == seen {
		q.cond.Wait()
	}
}
