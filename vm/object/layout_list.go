package object

import (
	"gorgon/gc"
	"gorgon/stm"
)

// Layout of lists and tuples, for the code that reads them inline.
//
//	list   header | block | length                         (length is an int)
//	block  header | capacity | items … | card locks …      (capacity is an int)
//	tuple  header | length | items …
//
// A card is ListCardSize items. A block of one card has the block's own lock
// word for it; in longer ones the locks of all cards follow the items, so that
// machine code finds out once for a block where they lie. An empty list may have
// no block (Null).
//
// Main invariant: item i of a list, for i < length, is guarded by the lock of
// card i/ListCardSize of the block; length and the block word are guarded by
// the list's lock. Who replaces the block, or moves items in it, owns the
// list, every card of the old block and every card of the new one, so that a
// reader of an item needs to look at one lock only: the card's.
//
// What a block has from the list's length on means nothing: it is memory that may
// be stored to without being saved, once the card is owned. An abort takes the
// length back, and what was stored stays there, a reference too: Nulls, or items
// that nobody sees. Who makes a list shorter saves what it drops.
//
// Reading item i without the list's lock: load the block, then the length;
// if i < length and i < capacity, load the item, then Seen(card lock). Anything
// else is decided after Seen(list lock). The capacity must be tested (but not
// in solo mode) because block and length may be of different moments.
const (
	ListBlockOffset = gc.HeaderSize
	ListLenOffset   = gc.HeaderSize + 8
	ListPayload     = 16

	ListCapOffset   = gc.HeaderSize
	ListItemsOffset = gc.HeaderSize + 8
	ListCardSize    = stm.SpanWords
	// ListKeeps is up to which capacity a list that becomes short keeps its block.
	ListKeeps = 64

	TupleLenOffset   = gc.HeaderSize
	TupleItemsOffset = gc.HeaderSize + 8
)

var layoutListBlock = gc.RegisterLayout(gc.Layout{Name: "list block", Trace: traceListBlock,
	Array: func(o uintptr) gc.Array {
		return gc.Array{At: o + ListItemsOffset, N: uintptr(ListCap(o)), Stride: 8}
	}})

func traceListBlock(o uintptr, visit func(Value)) {
	for _, v := range gc.Values(o+ListItemsOffset, ListCap(o)) {
		if v.IsPtr() {
			visit(v)
		}
	}
}

// ListBlockOf returns the block of the list at l, 0 if it has none.
func ListBlockOf(l uintptr) uintptr { return gc.Load(l + ListBlockOffset).Addr() }

// ListCap returns the capacity of a block.
func ListCap(block uintptr) int { return int(gc.Load(block + ListCapOffset).Int()) }

// ListItemAddr returns the address of item i in a block.
func ListItemAddr(block uintptr, i int) uintptr { return block + ListItemsOffset + 8*uintptr(i) }

// ListCardLock returns the address of the lock that guards item i in a block
// of that capacity.
func ListCardLock(block uintptr, capacity, i int) uintptr {
	if capacity <= ListCardSize {
		return block + gc.LockOffset
	}
	return block + ListItemsOffset + 8*uintptr(capacity) + 8*uintptr(i/ListCardSize)
}

func listRawLen(l uintptr) int { return int(gc.Load(l + ListLenOffset).Int()) }

func listSetLen(l uintptr, n int) { gc.Store(l+ListLenOffset, gc.MakeInt(int64(n))) }

// listCards is how many locks follow the items of a block of that capacity.
func listCards(capacity int) int {
	if capacity <= ListCardSize {
		return 0
	}
	return (capacity + ListCardSize - 1) / ListCardSize
}

// listLarge items have a block that is a large object.
const listLarge = gc.MaxSmall / 8

func listBlockSize(capacity int) uintptr {
	return ListItemsOffset + 8*uintptr(capacity+listCards(capacity))
}

// newListBlock allocates a block that nobody else can see yet. Who goes through many
// short lists waits for memory: the lock is to come with the first items.
func newListBlock(t *Thread, capacity int) uintptr {
	t.KeepTogether()
	b := t.Alloc(gc.Header(ShapeListBlock, layoutListBlock), gc.Round(listBlockSize(capacity)))
	gc.Store(b+ListCapOffset, gc.MakeInt(int64(capacity)))
	if t.Birth != 0 {
		for i := range listCards(capacity) {
			gc.Store64(ListCardLock(b, capacity, i*ListCardSize), t.Birth)
		}
	}
	return b
}

// listOwnCard makes the transaction the owner of item i's card. Ownership of a
// card does not imply that its items are saved: who stores to one saves it, with
// listSave or the loop's LOGWORD.
func listOwnCard(t *Thread, block uintptr, capacity, i int) {
	t.OwnSpan(ListCardLock(block, capacity, i), 0, 0)
}

// listSave notes the items lo to hi-1 of a block, which are about to be
// replaced; their cards are owned.
func listSave(t *Thread, block uintptr, lo, hi int) {
	if !t.Solo && lo < hi {
		t.SaveWords(ListItemAddr(block, lo), uintptr(hi-lo))
	}
}

// listOwnItems makes the transaction the owner of the items lo to hi-1, which
// may be stored to then.
func listOwnItems(t *Thread, block uintptr, lo, hi int) {
	listOwnRoom(t, block, lo, hi)
	listSave(t, block, lo, hi)
}

// listOwnRoom is listOwnItems for places from the list's length on.
func listOwnRoom(t *Thread, block uintptr, lo, hi int) {
	if block == 0 || lo >= hi {
		return
	}
	if gc.DirtyAt(block, ListItemAddr(block, lo), uintptr(hi-lo)); t.Solo {
		return
	}
	capacity := ListCap(block)
	for i := lo &^ (ListCardSize - 1); i < hi; i += ListCardSize {
		listOwnCard(t, block, capacity, i)
	}
}

// listOwnBlock makes the transaction the owner of all cards of a block, none of
// which it will store to: the list gets another block.
func listOwnBlock(t *Thread, block uintptr) {
	if t.Solo || block == 0 {
		return
	}
	capacity := ListCap(block)
	for i := 0; i == 0 || i < capacity; i += ListCardSize {
		listOwnCard(t, block, capacity, i)
	}
}

// listPublish prepares a new block to become that of the list at l. If others may
// see that, the block's cards get real versions at the commit, so that a reader with
// an older snapshot notices.
func listPublish(t *Thread, l, block uintptr) {
	if t.Solo || t.Born(l+gc.LockOffset) {
		return
	}
	capacity := ListCap(block)
	for i := 0; i == 0 || i < capacity; i += ListCardSize {
		lock := ListCardLock(block, capacity, i)
		gc.Store64(lock, 0)
		t.OwnSpan(lock, 0, 0)
	}
}
