package collections

import (
	"sync/atomic"

	"gorgon/gc"
	"gorgon/vm/object"
)

type (
	// Value is one Python value.
	Value = gc.Value
	// Thread is one Python thread.
	Thread = object.Thread
)

// Layout of deques.
//
//	deque  header | block | maxlen (int, or None)
//	block  header | capacity | left lock | right lock | left end | right end | items …
//	lock   lock | base
//	end    end | known | other | looked
//
// Each of the four parts has a cache line of its own: who waits for another thread looks
// at its lock, which that writes to once in a transaction. Traces know the places
// (object.Deques).
//
// The ends count: item i is in place i mod capacity, a power of two, for left <= i <
// right. A place without item is Null.
//
// Main invariants: the deque's lock guards the block word; the block's own lock
// guards nothing but is owned by who makes the block or replaces it, so that every
// access does Seen of it. The lock of a side guards its end, and its known: what
// the other end is at least. So known of the left side is at most right, known of the
// right side at most left. Who owns the lock of the left side may use the places from
// left up to known, as they are, and who owns that of the right side those from right
// up to known + capacity. Nobody else does: one thread can append while another takes
// from the left, and they look at each other's side only when what they know is used up.
//
// An end that retreats (appendleft, pop) would make the other side's known untrue. So
// who moves it looks at that known, and if it is in the way owns the other side, too.
// The base is at most what the end is by what is committed, and mostly what it was when
// its lock was taken: so it says while the lock is held what is sure. An end that
// retreats takes it along before the other side's lock is looked at, and whoever makes
// its known better has taken its own lock before it looks at the base: so one of two
// sees the other.
const (
	dequeBlock  = gc.HeaderSize
	dequeMaxLen = gc.HeaderSize + 8
	dequeSize   = 16

	blockCap   = gc.HeaderSize
	blockParts = gc.HeaderSize + 8

	// Of a lock.
	lockBase = 8
	// Of an end. Other is a hint: whether another thread moves the other end. Looked
	// is the snapshot of the owner in which known was all that there was.
	endKnown  = 8
	endOther  = 16
	endLooked = 24

	never = 1 << 62 // no snapshot

	// The parts, which are at most 32 bytes long, each with a line's length between.
	leftLock   = blockParts
	rightLock  = blockParts + 96
	leftEnd    = blockParts + 2*96
	rightEnd   = blockParts + 3*96
	blockItems = blockParts + 4*96

	minCap = 8
)

var layoutBlock = gc.RegisterLayout(gc.Layout{Name: "deque block", Trace: func(o uintptr, visit func(Value)) {
	for _, v := range gc.Values(o+blockItems, int(gc.Load64(o+blockCap))) {
		if v.IsPtr() {
			visit(v)
		}
	}
}, Array: func(o uintptr) gc.Array {
	return gc.Array{At: o + blockItems, N: uintptr(gc.Load64(o + blockCap)), Stride: 8}
}})

// ends are the numbers of a block: items are in the places from left to right.
type ends struct {
	block       uintptr
	cap         int64
	left, right int64
}

// side is where the parts of one side of a block are.
type side struct{ lock, at uintptr }

func (s side) end() int64 { return int64(gc.Load64(s.at)) }

func (s side) setEnd(i int64) { gc.Store64(s.at, uint64(i)) }

func (s side) known() int64 { return int64(gc.Load64(s.at + endKnown)) }

func (s side) setKnown(i int64) { gc.Store64(s.at+endKnown, uint64(i)) }

func (s side) looked() uint64 { return gc.Load64(s.at + endLooked) }

func (s side) setLooked(rv uint64) { gc.Store64(s.at+endLooked, rv) }

func (s side) base() int64 { return int64(gc.AtomicLoad(s.lock + lockBase)) }

func (s side) setBase(i int64) { atomic.StoreUint64(gc.Word(s.lock+lockBase), uint64(i)) }

func (e *ends) leftSide() side { return side{e.block + leftLock, e.block + leftEnd} }

func (e *ends) rightSide() side { return side{e.block + rightLock, e.block + rightEnd} }

func newBlock(t *Thread, capacity int64) uintptr {
	b := t.Alloc(gc.Header(object.ShapeListBlock, layoutBlock), gc.Round(blockItems+8*uintptr(capacity)))
	gc.Store64(b+blockCap, uint64(capacity))
	if !t.Solo {
		gc.Store64(b+gc.LockOffset, 0)
		t.OwnSpan(b+gc.LockOffset, b+blockCap, 0)
	}
	return b
}

func blockOf(d uintptr) uintptr { return gc.Load(d + dequeBlock).Addr() }

func (e *ends) at(i int64) uintptr { return e.block + blockItems + 8*uintptr(i&(e.cap-1)) }

// load returns the ends of the deque at d, without any barrier.
func load(d uintptr) ends {
	e := locate(d)
	e.left, e.right = e.leftSide().end(), e.rightSide().end()
	return e
}

// locate is load without the numbers.
func locate(d uintptr) ends {
	b := blockOf(d)
	return ends{block: b, cap: int64(gc.Load64(b + blockCap))}
}

// seenBlock makes sure that the block is the deque's.
func seenBlock(t *Thread, b uintptr) bool { return t.Seen(b + gc.LockOffset) }

// seenEnds makes left and right part of the snapshot, and all items.
func (e *ends) seenEnds(t *Thread) bool {
	return seenBlock(t, e.block) && t.Seen(e.leftSide().lock) && t.Seen(e.rightSide().lock)
}

// snapshot returns the ends at this moment.
func snapshot(t *Thread, d uintptr) ends {
	for {
		e := load(d)
		if e.seenEnds(t) {
			return e
		}
	}
}

// mine says that the transaction made the block: it owns all of it.
func (e *ends) mine(t *Thread) bool { return t.OwnsAll(e.block + gc.LockOffset) }

// own makes the transaction the owner of a side. False: the block has been replaced.
func (e *ends) own(t *Thread, d uintptr, s side) bool {
	if gc.AtomicLoad(s.lock) == t.Owner && t.Plain != 0 {
		return true // and the block is the deque's, as nobody sees another one before its time
	}
	return t.Solo || e.ownSlow(t, d, s)
}

func (e *ends) ownSlow(t *Thread, d uintptr, s side) bool {
	if !seenBlock(t, e.block) {
		return false // who makes a block stores to it without its locks
	}
	if !t.Owns(s.lock) && !e.mine(t) {
		t.OwnRaw(s.lock, s.at, 2)
		s.setBase(s.end())
		s.setLooked(never)
	}
	return seenBlock(t, e.block) && blockOf(d) == e.block
}

// ownEnds makes the transaction the owner of both sides, and loads the ends.
func (e *ends) ownEnds(t *Thread, d uintptr) bool {
	if !e.own(t, d, e.leftSide()) || !e.own(t, d, e.rightSide()) {
		return false
	}
	e.left, e.right = e.leftSide().end(), e.rightSide().end()
	return true
}

// put stores v at place i, which is the transaction's to use.
func (e *ends) put(t *Thread, i int64, v Value) {
	if !e.mine(t) {
		t.SaveWords(e.at(i), 1)
	}
	if v.IsPtr() {
		gc.DirtyAt(e.block, e.at(i), 1)
	}
	gc.Store(e.at(i), v)
}

// take empties place i.
func (e *ends) take(t *Thread, i int64) Value {
	v := gc.Load(e.at(i))
	e.put(t, i, gc.Null)
	return v
}

// setLeft and setRight store the numbers, which the transaction owns.
func (e *ends) setLeft(i int64) {
	e.left = i
	e.leftSide().setEnd(i)
}

func (e *ends) setRight(i int64) {
	e.right = i
	e.rightSide().setEnd(i)
}

// replace gives the deque at d a new block with the items; the transaction
// comes to own it all.
func replace(t *Thread, d uintptr, items []Value, room int) {
	t.OwnObject(d)
	if old := blockOf(d); old != 0 && !t.Owns(old+gc.LockOffset) {
		t.OwnSpan(old+gc.LockOffset, old+blockCap, 0)
	}
	capacity := int64(minCap)
	for capacity < int64(room) {
		capacity *= 2
	}
	b := newBlock(t, capacity)
	copy(gc.Values(b+blockItems, len(items)), items)
	gc.Store(d+dequeBlock, gc.MakePtr(b))
	e := locate(d)
	e.setRight(int64(len(items)))
	e.rightSide().setBase(e.right)
}

// items returns a copy of all items, of one moment.
func items(t *Thread, d uintptr) []Value {
	for {
		e := load(d)
		all := make([]Value, 0, max(0, e.right-e.left))
		for i := e.left; i < e.right; i++ {
			all = append(all, gc.Load(e.at(i)))
		}
		if e.seenEnds(t) {
			return all
		}
	}
}

// maxLen returns the bound of the deque, -1 if it has none.
func maxLen(d uintptr) int64 {
	v := gc.Load(d + dequeMaxLen)
	if v == gc.None {
		return -1
	}
	n, _ := object.AsInt64(v)
	return n
}

// get returns item i from the left, which is not negative; Null: there is
// none.
func get(t *Thread, d uintptr, i int64) Value {
	for {
		e := load(d)
		v := gc.Null
		if i >= 0 && e.left+i < e.right {
			v = gc.Load(e.at(e.left + i))
		}
		if e.seenEnds(t) {
			return v
		}
	}
}
