package gc

import (
	"gorgon/internal/invariant"
	"gorgon/internal/sys"
)

// Marking. An object is marked when the epoch in its collector bits is the
// current one, so that nothing needs to be unmarked; its lines get the same
// epoch. Several markers may meet at one object: both then store the same
// bytes and at worst trace it twice, which costs time and no correctness.
//
// The collector bits of an object (header byte 5):
//
//	0–1  mark epoch: 0 new, or written to since the last collection
//	     (remember.go), else 1 … 3
//
// The other bits are 0: the barrier tests all of the byte.
const (
	markMask  = 3
	lastEpoch = 3

	// prefetchDepth objects are between the call for their header and its use.
	prefetchDepth = 8
	// Arrays of values are traced in pieces of this many words, so that the
	// queue does not grow with the length of an array.
	pieceWords = 512
)

func markOf(o uintptr) uint8 { return *(*uint8)(ptr(o + offBits)) & markMask }

// marker is one goroutine's part of a collection.
//
// The local packet holds addresses of objects still to be visited. An entry
// with bit 0 set is the index of the rest of an array, and belongs to the
// address right below it.
type marker struct {
	queue  *queue
	local  *packet
	ring   [prefetchDepth]uintptr // prefetched objects, 0 = empty place
	at     int
	nested bool
	epoch  uint8
	shapes uintptr // shapesSeen, 0 if nobody will ask
	live   uintptr // bytes marked
	count  uintptr // objects marked
	young  uintptr // bytes marked for the first time
	visit  func(Value)
}

func newMarker(q *queue, epoch uint8) *marker {
	m := &marker{queue: q, local: q.empty(), epoch: epoch}
	if heap.everything {
		m.shapes = shapesSeen
	}
	m.visit = m.visitValue
	return m
}

// visitValue is what roots and custom layouts call for each reference.
func (m *marker) visitValue(v Value) {
	if !v.IsPtr() {
		return
	}
	if m.local.n == packetSize && !m.nested {
		// A huge custom object: trace what is queued instead of queuing more.
		m.nested = true
		m.drain()
		m.nested = false
	}
	m.push(uintptr(v))
}

func (m *marker) push(o uintptr) {
	if m.local.n == packetSize {
		m.spill()
	}
	m.local.items[m.local.n] = o
	m.local.n++
}

// pushRest queues the words of an array from word index i on.
func (m *marker) pushRest(o, i uintptr) {
	if m.local.n > packetSize-2 {
		m.spill()
	}
	m.local.items[m.local.n] = o
	m.local.items[m.local.n+1] = i<<1 | 1
	m.local.n += 2
}

func (m *marker) spill() {
	m.queue.put(m.local)
	m.local = m.queue.empty()
}

// drain visits everything in the local packet and the ring.
func (m *marker) drain() {
	// After prefetchDepth empty places the ring is empty, and one more look says
	// that the object from its last place has queued nothing.
	for idle := 0; idle <= prefetchDepth; {
		o := uintptr(0)
		if n := m.local.n; n > 0 {
			o = m.local.items[n-1]
			m.local.n = n - 1
			if o&1 != 0 {
				m.local.n--
				m.scanPiece(m.local.items[n-2], o>>1)
				continue
			}
			sys.Prefetch(o)
			idle = 0
		} else {
			idle++
		}
		i := m.at
		m.at = (i + 1) % prefetchDepth
		o, m.ring[i] = m.ring[i], o
		if o != 0 {
			m.scan(o)
		}
	}
}

// run is a marker's whole work: its own packet, then those of others.
func (m *marker) run() {
	for {
		m.drain()
		p := m.queue.get()
		if p == nil {
			return
		}
		m.queue.recycle(m.local)
		m.local = p
	}
}

func (m *marker) scan(o uintptr) {
	if invariant.Enabled {
		invariant.Assert(InHeap(o) && o%Granule == 0, "references point into the heap")
	}
	w := Load64(o)
	if uint8(w>>(8*offBits))&markMask == m.epoch {
		return
	}
	m.trace(o, w, m.mark(o, w))
	if m.queue.hungry.Load() > 0 && m.local.n > 1 {
		m.share()
	}
}

// trace queues what the object at o refers to, whose first word is w.
func (m *marker) trace(o uintptr, w uint64, size uintptr) {
	switch id := uint8(w >> (8 * offLayout)); id {
	case LayoutRaw:
	case LayoutValues:
		if size > pieceWords*8 {
			m.scanPiece(o, HeaderSize/8)
		} else {
			m.scanWords(o+HeaderSize, o+size)
		}
	default:
		if array := layouts[id].Array; array != nil {
			m.scanArray(o, array(o), 0)
		} else {
			layouts[id].Trace(o, m.visit)
		}
	}
}

// mark marks the object at o, whose first word is w, and returns its size.
func (m *marker) mark(o uintptr, w uint64) uintptr {
	*(*uint8)(ptr(o + offBits)) = m.epoch
	if m.shapes != 0 {
		*(*uint8)(ptr(m.shapes + uintptr(uint32(w)))) = 1
	}
	size := uintptr(w>>48) * Granule
	if size != 0 {
		markLines(o, size, m.epoch)
	} else {
		size = largeSize(o)
	}
	m.live += size
	m.count++
	if uint8(w>>(8*offBits))&markMask == 0 {
		m.young += size
	}
	if debug.on {
		debug.markStart(o)
	}
	return size
}

// meet is push for an item of an array. Neighbours often refer to the same objects,
// or to new ones that lie together, and many hold no references: it pays to look
// at their headers here.
func (m *marker) meet(o uintptr) {
	w := Load64(o)
	if uint8(w>>(8*offBits))&markMask == m.epoch {
		return
	}
	if uint8(w>>(8*offLayout)) == LayoutRaw {
		m.mark(o, w)
	} else {
		m.push(o)
	}
}

func (m *marker) scanWords(from, to uintptr) {
	for ; from < to; from += 8 {
		if v := Load(from); v.IsPtr() {
			m.push(uintptr(v))
		}
	}
}

// scanArray traces one piece of an array from element i on, after queueing what
// follows it.
func (m *marker) scanArray(o uintptr, a Array, i uintptr) {
	end := a.N
	if end-i > pieceWords {
		end = i + pieceWords
		m.pushRest(o, end)
	}
	if a.Stride == 8 {
		m.scanItems(a.At+8*i, a.At+8*end)
		return
	}
	words := uintptr(1)
	if a.Pairs {
		words = 2
	}
	for p := a.At + i*a.Stride; i < end; i++ {
		for q := p; q < p+8*words; q += 8 {
			if v := Load(q); v.IsPtr() {
				m.meet(uintptr(v))
			}
		}
		p += a.Stride
	}
}

// scanItems traces a part of an array that has nothing but items. Lists of numbers
// are long, so four words are looked at together.
func (m *marker) scanItems(from, to uintptr) {
	for ; from < to; from += 8 {
		for from%32 == 0 && from+32 <= to && noneRefers(from) {
			from += 32
		}
		if from == to {
			return
		}
		if v := Load(from); v.IsPtr() {
			m.meet(uintptr(v))
		}
	}
}

// noneRefers says whether none of the four words at an address is a reference.
func noneRefers(a uintptr) bool {
	v := (*[4]Value)(ptr(a))
	return min(v[0]-firstAddress, v[1]-firstAddress, v[2]-firstAddress, v[3]-firstAddress) >= floatOff-firstAddress
}

// scanPiece traces one piece of an array from index i on, after queueing what
// follows it. The index counts words of the object, or elements (Array).
func (m *marker) scanPiece(o, i uintptr) {
	if array := layouts[LayoutOf(o)].Array; array != nil {
		m.scanArray(o, array(o), i)
		return
	}
	end := SizeOf(o) / 8
	if end-i > pieceWords {
		end = i + pieceWords
		m.pushRest(o, end)
	}
	m.scanWords(o+i*8, o+end*8)
}

// share gives the older half of the local packet to markers without work.
func (m *marker) share() {
	k := m.local.n / 2
	if m.local.items[k]&1 != 0 {
		k++ // an index stays with its address
	}
	if k == 0 || k > m.local.n {
		return
	}
	p := m.queue.empty()
	p.n = copy(p.items[:], m.local.items[:k])
	m.local.n = copy(m.local.items[:], m.local.items[k:m.local.n])
	m.queue.put(p)
}

func markLines(o, size uintptr, epoch uint8) {
	first := (o - arena.base) / lineSize
	last := (o + size - 1 - arena.base) / lineSize
	for l := first; l <= last; l++ {
		*(*uint8)(ptr(arena.lineTable + l)) = epoch
	}
}
