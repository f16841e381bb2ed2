package gc

import "sync"

// Remembering what is written to.
//
// An object that a collection has marked is old until the next collection of
// everything: a collection of new objects neither traces nor frees it. So it
// must know which old objects have been written to since the last collection.
//
// The barrier: before a reference is stored into the object at o, and before
// the next safepoint,
//
//	if *(*uint8)(o + BitsOffset) != 0 { remember }
//
// with Dirty(o), or with DirtyAt if the object is an array that may be long.
// Whoever stores inline tests the byte inline (IsClean). The byte of a long
// array may stay what it is: test it once, not until it is 0. It is needed in solo mode as in
// transactions. It is not needed for what was allocated since the last
// safepoint (its byte is 0), for stores of values that are no references, for
// memory outside the heap, nor for putting a word back (undo): a log keeps old
// words alive, and what it holds was there.
//
// Main invariant: between collections, every object whose byte is not 0, and
// every line of a large one that is not dirty, refers to nothing that is new.

// BitsOffset is where the byte that the barrier tests lies in an object: 0 for
// an object that is new or remembered.
const BitsOffset = offBits

const (
	// cardFrom is the size from which single lines of an array are remembered
	// and not all of it. The barrier's fast path never takes these.
	cardFrom = 128 << 10
	// lineDirty stands in the line table for a remembered line of a large
	// object, whose lines have no other use for it.
	lineDirty = 1
	// maxRemembered words on the list are a reason to collect: tracing them
	// again costs about what writing them down has cost.
	maxRemembered = 1 << 15
)

// remembered is what has been written to since the last collection: addresses
// of objects; the address of a line plus 1 stands before that of its object. In
// a pause the collector owns the list without the lock.
var remembered struct {
	sync.Mutex
	list []uintptr
}

// IsClean says whether the object at o is old and not remembered: the barrier's
// test, for inline stores.
func IsClean(o uintptr) bool { return *(*uint8)(ptr(o + offBits)) != 0 }

// Dirty notes that references are about to be stored into the object at o.
func Dirty(o uintptr) {
	if *(*uint8)(ptr(o + offBits)) != 0 {
		remember(o, 0, 0)
	}
}

// DirtyAt is Dirty for the words from address a on, which are elements of the
// array o.
func DirtyAt(o, a, words uintptr) {
	if *(*uint8)(ptr(o + offBits)) != 0 {
		remember(o, a, words)
	}
}

func remember(o, a, words uintptr) {
	if words != 0 && hasCards(o) {
		rememberLines(o, a, words)
		return
	}
	remembered.Lock()
	*(*uint8)(ptr(o + offBits)) = 0
	remembered.list = append(remembered.list, o)
	full := len(remembered.list) >= maxRemembered
	if remembered.Unlock(); full {
		requestCollection()
	}
}

// hasCards says whether lines of the object at o are remembered one by one.
func hasCards(o uintptr) bool {
	return *(*uint16)(ptr(o + offSize)) == 0 && largeSize(o) >= cardFrom && layouts[LayoutOf(o)].Array != nil
}

func lineOf(a uintptr) *uint8 { return (*uint8)(ptr(arena.lineTable + (a-arena.base)/lineSize)) }

func rememberLines(o, a, words uintptr) {
	first, last := a&^(lineSize-1), (a+8*words-1)&^(lineSize-1)
	if first == last && *lineOf(first) == lineDirty {
		return
	}
	remembered.Lock()
	for at := first; at <= last; at += lineSize {
		if l := lineOf(at); *l != lineDirty {
			*l = lineDirty
			remembered.list = append(remembered.list, at|1, o)
		}
	}
	full := len(remembered.list) >= maxRemembered
	if remembered.Unlock(); full {
		requestCollection()
	}
}

// isRemembered says whether the place at address a of the object at o will be
// traced again by the next collection.
func isRemembered(o, a uintptr) bool {
	return markOf(o) == 0 || hasCards(o) && *lineOf(a) == lineDirty
}

// forgetWritten empties the list and makes what is on it old again. It returns
// the list, which is valid until the world goes on.
func forgetWritten(epoch uint8) []uintptr {
	list := remembered.list
	for i := 0; i < len(list); i++ {
		if a := list[i]; a&1 != 0 {
			*lineOf(a) = lineFree
			i++
		} else {
			*(*uint8)(ptr(a + offBits)) = epoch
		}
	}
	if remembered.list = list[:0]; cap(list) > 2*maxRemembered {
		remembered.list = nil
	}
	return list
}

// traceAgain queues what remembered objects and lines refer to.
func (m *marker) traceAgain(list []uintptr) {
	for i := 0; i < len(list); i++ {
		if a := list[i]; a&1 != 0 {
			i++
			m.traceLine(list[i], a&^1)
		} else {
			m.trace(a, Load64(a), SizeOf(a))
		}
	}
}

// traceLine queues what the elements of the array o in a line refer to.
func (m *marker) traceLine(o, line uintptr) {
	a := layouts[LayoutOf(o)].Array(o)
	from, to := max(line, a.At), min(line+lineSize, a.At+a.N*a.Stride)
	if from >= to {
		return
	}
	first := (from - a.At) / a.Stride
	a.N = (to - a.At + a.Stride - 1) / a.Stride
	m.scanArray(o, a, first) // a line's elements are fewer than a piece
}
