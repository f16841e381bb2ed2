package object

import "gorgon/gc"

// DequeLayout is where deques keep what traces look at, in bytes: the block in a
// deque and its bound, and in the block the locks and the numbers of the first item and behind
// the last one, the capacity, a power of two, and the places. Who lowers Right stores the
// same to LeftKnown and RightBase. Type is nil in a program without the module.
//
// In transactions OpenRight makes the right end the transaction's, and says whether
// there is room for an item, OpenLeft the left one, and whether there is an item. Who
// has the locks of both ends need not ask: Known of an end may be made the other one,
// as long as Other is 0.
type DequeLayout struct {
	Block, MaxLen                     int64
	Left, LeftLock, Right, RightLock  int64
	LeftKnown, RightBase              int64
	RightKnown, LeftOther, RightOther int64
	Cap, Items                        int64
	OpenRight, OpenLeft               func(t *Thread, d uintptr) bool
	Type                              *Type
}

// TwisterLayout is where a Random keeps what traces look at, in bytes: the number
// of the next of Words 32-bit words, as an int, less than 0 if there are none, and
// the block, which has them from Numbers on.
type TwisterLayout struct {
	Index, Block, Numbers, Words int64
}

// Deques and Twisters are set by their modules while the program is linked.
var (
	Deques   DequeLayout
	Twisters TwisterLayout
)

// ListBirth is the header and the size of a list that lists with its items in a
// block are made of, and those of a block with room for at least n items, n > 0,
// no more than a card, with the capacity. ok: they may be made without NewList.
func ListBirth(n int) (list, block uint64, listSize, blockSize uintptr, capacity int, ok bool) {
	capacity = listRoundCap(n)
	return uint64(gc.Header(ShapeList, gc.LayoutValues)), uint64(gc.Header(ShapeListBlock, layoutListBlock)),
		gc.HeaderSize + ListPayload, gc.Round(listBlockSize(capacity)), capacity, !Births
}

// ListReserve makes room for one more item in a list.
func ListReserve(t *Thread, v Value) {
	l := v.Addr()
	b, n := ListBlockOf(l), listRawLen(l)
	if b != 0 && n < ListCap(b) {
		return
	}
	t.OwnObject(l)
	if b, n = ListBlockOf(l), listRawLen(l); b == 0 || n == ListCap(b) {
		listGrow(t, l, b, n, n+1)
	}
}
