package collections

import (
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
//	block  header | capacity | left lock | left | right lock | right | items … | card locks
//
// left and right count: item i is in place (left+i) mod capacity, a power of
// two, for left+i < right. A place without item is Null.
//
// Main invariant: the deque's lock guards the block word; the block's own lock
// guards nothing but is owned by who makes the block or replaces it, so that
// every access does Seen of it; left and right have their own locks; places
// are guarded by the lock of their card. So one thread can append while
// another takes from the left: whether there is an item to take, or room to
// append, is seen from the place itself, not by comparing left with right.
const (
	dequeBlock  = gc.HeaderSize
	dequeMaxLen = gc.HeaderSize + 8
	dequeSize   = 16

	blockCap       = gc.HeaderSize
	blockLeftLock  = gc.HeaderSize + 8
	blockLeft      = gc.HeaderSize + 16
	blockRightLock = gc.HeaderSize + 24
	blockRight     = gc.HeaderSize + 32
	blockItems     = gc.HeaderSize + 40

	cardSize = 8
	minCap   = 8
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

func newBlock(t *Thread, capacity int64) uintptr {
	cards := uintptr(capacity / cardSize)
	b := t.Alloc(gc.Header(object.ShapeListBlock, layoutBlock), gc.Round(blockItems+8*uintptr(capacity)+8*cards))
	gc.Store64(b+blockCap, uint64(capacity))
	if !t.Solo {
		gc.Store64(b+gc.LockOffset, 0)
		t.OwnSpan(b+gc.LockOffset, b+blockCap, 0)
	}
	return b
}

func blockOf(d uintptr) uintptr { return gc.Load(d + dequeBlock).Addr() }

func (e *ends) at(i int64) uintptr { return e.block + blockItems + 8*uintptr(i&(e.cap-1)) }

func (e *ends) cardLock(i int64) uintptr {
	return e.block + blockItems + 8*uintptr(e.cap) + 8*uintptr(i&(e.cap-1)/cardSize)
}

// load returns the ends of the deque at d, without any barrier.
func load(d uintptr) ends {
	b := blockOf(d)
	return ends{b, int64(gc.Load64(b + blockCap)), int64(gc.Load64(b + blockLeft)), int64(gc.Load64(b + blockRight))}
}

// seenBlock makes sure that the block is the deque's.
func seenBlock(t *Thread, b uintptr) bool { return t.Seen(b + gc.LockOffset) }

// seenEnds makes left and right part of the snapshot.
func seenEnds(t *Thread, b uintptr) bool {
	return seenBlock(t, b) && t.Seen(b+blockLeftLock) && t.Seen(b+blockRightLock)
}

// snapshot returns the ends at this moment.
func snapshot(t *Thread, d uintptr) ends {
	for {
		e := load(d)
		if seenEnds(t, e.block) {
			return e
		}
	}
}

// mine says that the transaction made the block: it owns all of it.
func (e *ends) mine(t *Thread) bool { return t.OwnsAll(e.block + gc.LockOffset) }

// ownLeft makes the transaction the owner of left; ownRight of right. False:
// the block has been replaced.
func ownLeft(t *Thread, d, b uintptr) bool {
	if !seenBlock(t, b) {
		return false // who makes a block stores to it without its locks
	}
	if !t.OwnsAll(b + gc.LockOffset) {
		t.OwnRaw(b+blockLeftLock, b+blockLeft, 1)
	}
	return seenBlock(t, b) && blockOf(d) == b
}

func ownRight(t *Thread, d, b uintptr) bool {
	if !seenBlock(t, b) {
		return false // who makes a block stores to it without its locks
	}
	if !t.OwnsAll(b + gc.LockOffset) {
		t.OwnRaw(b+blockRightLock, b+blockRight, 1)
	}
	return seenBlock(t, b) && blockOf(d) == b
}

// put stores v at place i, which the transaction owns.
func (e *ends) put(i int64, v Value) {
	if v.IsPtr() {
		gc.DirtyAt(e.block, e.at(i), 1)
	}
	gc.Store(e.at(i), v)
}

// ownPlace makes the transaction the owner of place i.
func (e *ends) ownPlace(t *Thread, i int64) {
	if !e.mine(t) {
		first := e.block + blockItems + 8*uintptr(i&(e.cap-1)&^(cardSize-1))
		t.OwnSpan(e.cardLock(i), first, cardSize)
	}
}

// item returns place i, of this moment; ok false: load the ends again.
func (e *ends) item(t *Thread, i int64) (v Value, ok bool) {
	v = gc.Load(e.at(i))
	return v, t.Solo || t.Seen(e.cardLock(i)) && seenBlock(t, e.block)
}

// setLeft and setRight store the numbers, which the transaction owns.
func (e *ends) setLeft(i int64) {
	e.left = i
	gc.Store64(e.block+blockLeft, uint64(i))
}

func (e *ends) setRight(i int64) {
	e.right = i
	gc.Store64(e.block+blockRight, uint64(i))
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
	gc.Store64(b+blockRight, uint64(len(items)))
	gc.Store(d+dequeBlock, gc.MakePtr(b))
}

// items returns a copy of all items, of one moment.
func items(t *Thread, d uintptr) []Value {
	for {
		e := snapshot(t, d)
		all := make([]Value, 0, e.right-e.left)
		ok := true
		for i := e.left; i < e.right && ok; i++ {
			var v Value
			v, ok = e.item(t, i)
			all = append(all, v)
		}
		if ok {
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

// pushRight appends v; pushLeft puts it in front.
func pushRight(t *Thread, d uintptr, v Value) {
	for {
		e := load(d)
		if !ownRight(t, d, e.block) {
			continue
		}
		e.right = int64(gc.Load64(e.block + blockRight))
		e.ownPlace(t, e.right)
		if gc.Load(e.at(e.right)) != gc.Null {
			grow(t, d)
			continue
		}
		e.put(e.right, v)
		e.setRight(e.right + 1)
		trim(t, d, popLeft)
		return
	}
}

func pushLeft(t *Thread, d uintptr, v Value) {
	for {
		e := load(d)
		if !ownLeft(t, d, e.block) {
			continue
		}
		e.left = int64(gc.Load64(e.block + blockLeft))
		e.ownPlace(t, e.left-1)
		if gc.Load(e.at(e.left-1)) != gc.Null {
			grow(t, d)
			continue
		}
		e.put(e.left-1, v)
		e.setLeft(e.left - 1)
		trim(t, d, popRight)
		return
	}
}

func grow(t *Thread, d uintptr) {
	all := items(t, d)
	replace(t, d, all, 2*len(all))
}

// trim drops an item at the other end if a bounded deque is too long.
func trim(t *Thread, d uintptr, drop func(t *Thread, d uintptr) Value) {
	if most := maxLen(d); most >= 0 {
		if e := snapshot(t, d); e.right-e.left > most {
			drop(t, d)
		}
	}
}

// popRight takes the last item, popLeft the first; Null: there is none.
func popRight(t *Thread, d uintptr) Value {
	for {
		e := load(d)
		if v, ok := e.item(t, e.right-1); !ok || !t.Seen(e.block+blockRightLock) {
			continue
		} else if v == gc.Null {
			return gc.Null
		}
		if !ownRight(t, d, e.block) {
			continue
		}
		e.right = int64(gc.Load64(e.block + blockRight))
		e.ownPlace(t, e.right-1)
		v := gc.Load(e.at(e.right - 1))
		if v == gc.Null {
			return gc.Null
		}
		gc.Store(e.at(e.right-1), gc.Null)
		e.setRight(e.right - 1)
		return v
	}
}

func popLeft(t *Thread, d uintptr) Value {
	for {
		e := load(d)
		if v, ok := e.item(t, e.left); !ok || !t.Seen(e.block+blockLeftLock) {
			continue
		} else if v == gc.Null {
			return gc.Null
		}
		if !ownLeft(t, d, e.block) {
			continue
		}
		e.left = int64(gc.Load64(e.block + blockLeft))
		e.ownPlace(t, e.left)
		v := gc.Load(e.at(e.left))
		if v == gc.Null {
			return gc.Null
		}
		gc.Store(e.at(e.left), gc.Null)
		e.setLeft(e.left + 1)
		return v
	}
}

// get returns item i from the left, which is not negative; Null: there is
// none.
func get(t *Thread, d uintptr, i int64) Value {
	for {
		e := load(d)
		if !seenEnds(t, e.block) {
			continue
		}
		if i < 0 || e.left+i >= e.right {
			return gc.Null
		}
		if v, ok := e.item(t, e.left+i); ok {
			return v
		}
	}
}
