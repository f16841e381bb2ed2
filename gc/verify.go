package gc

import (
	"fmt"
	"slices"
)

// Verify walks everything that the roots reach, and the tables of the spaces,
// and returns an error that names the first broken invariant. The world must be
// stopped. Without arguments it starts from the registered roots. It finds more
// in debug mode (SetVerify), where it knows where every object starts.
func Verify(roots ...RootSource) error {
	collecting.Lock()
	defer collecting.Unlock()
	heap.Lock()
	defer heap.Unlock()
	if len(roots) == 0 {
		roots = registrations().roots
	}
	return verifyHeap(roots)
}

// Invariant says which invariant of the heap is broken, and where.
type Invariant struct {
	Name   string
	Object uintptr // the object or place concerned
	From   uintptr // the object that refers to it; 0 for a root
	Detail string
}

func (e *Invariant) Error() string {
	return fmt.Sprintf("gc: heap invariant %q broken at %#x (reached from %#x): %s", e.Name, e.Object, e.From, e.Detail)
}

// verifier is one walk. It has its own idea of what is visited, so that it
// depends neither on marks nor on the markers.
type verifier struct {
	visited uintptr
	stack   []uintptr
	from    uintptr
	err     *Invariant
	each    func(o uintptr) // called for each object, or nil
}

func verifyHeap(roots []RootSource) error {
	if debug.visited == 0 {
		debug.visited = newBitmap()
	}
	v := &verifier{visited: debug.visited}
	defer clearBitmap(v.visited)
	for _, check := range []func(){
		v.checkPages, v.checkBlocks, v.checkAllocators,
		func() { v.walk(roots) },
		v.checkDisjoint,
	} {
		if check(); v.err != nil {
			return v.err
		}
	}
	return nil
}

func (v *verifier) fail(name string, at uintptr, format string, args ...any) {
	if v.err == nil {
		v.err = &Invariant{name, at, v.from, fmt.Sprintf(format, args...)}
	}
}

func (v *verifier) walk(roots []RootSource) {
	for _, r := range roots {
		r.VisitRoots(v.visit)
	}
	for len(v.stack) > 0 && v.err == nil {
		o := v.stack[len(v.stack)-1]
		v.stack = v.stack[:len(v.stack)-1]
		v.from = o
		if v.each != nil {
			v.each(o)
		}
		EachReference(o, v.visit)
	}
}

func (v *verifier) visit(ref Value) {
	if !ref.IsPtr() || v.err != nil {
		return
	}
	o := ref.Addr()
	if !v.checkReference(o) {
		return
	}
	if v.from != 0 && markOf(v.from) != 0 && markOf(o) == 0 {
		v.checkRemembered(o)
	}
	if hasBit(v.visited, o) {
		return
	}
	setBit(v.visited, o)
	v.stack = append(v.stack, o)
}

// checkRemembered checks a reference from an object that is old to o, which is
// new or remembered: a collection of what is new must find it.
func (v *verifier) checkRemembered(o uintptr) {
	if blockOf(o).state != blockNone && linesOf(o)[(o-blockStart(o))/lineSize] < lineFresh ||
		blockOf(o).state == blockNone && !isNewLarge(o) {
		return // o is old and remembered itself
	}
	if !hasCards(v.from) {
		v.fail("old objects that refer to new ones are remembered", o, "new: shape %d; old: shape %d, %s", Shape(o), Shape(v.from), layoutName(v.from))
		return
	}
	a := layouts[LayoutOf(v.from)].Array(v.from)
	for at := a.At; at < a.At+a.N*a.Stride; at += a.Stride {
		for w := at; w == at || a.Pairs && w == at+8; w += 8 {
			if Load(w).Addr() == o && !isRemembered(v.from, w) {
				v.fail("old arrays that refer to new objects are remembered", o, "new: shape %d; old: shape %d, %s", Shape(o), Shape(v.from), layoutName(v.from))
			}
		}
	}
}

func layoutName(o uintptr) string { return layouts[LayoutOf(o)].Name }

// isNewLarge says whether the large object at o was born since the last
// collection.
func isNewLarge(o uintptr) bool {
	return slices.Contains(heap.large[heap.largeOld:], pageNumber(o))
}

// checkReference says whether o can be an object, from the tables outwards, so
// that nothing is read from memory that may not be there.
func (v *verifier) checkReference(o uintptr) bool {
	switch {
	case o%Granule != 0:
		v.fail("references are aligned", o, "not a multiple of %d", Granule)
	case !InHeap(o):
		v.fail("references point into the heap", o, "the heap is %#x to %#x", arena.base, arena.base+arena.committed)
	case debug.on && debug.exact && !hasBit(debug.starts, o):
		v.fail("references point to the start of an object that lives", o, "no object starts here")
	case blockOf(o).state != blockNone:
		v.checkSmall(o)
	default:
		v.checkLarge(o)
	}
	if v.err == nil && ShapeGone(Shape(o)) {
		v.fail("shapes of objects that live are alive", o, "shape %d has died", Shape(o))
	}
	if v.err == nil && int(LayoutOf(o)) >= len(layouts) {
		v.fail("layouts are registered", o, "layout %d of %d", LayoutOf(o), len(layouts))
	}
	return v.err == nil
}

func (v *verifier) checkSmall(o uintptr) {
	if blockOf(o).state == blockFree {
		v.fail("objects lie in blocks in use", o, "the block is free")
		return
	}
	size := uintptr(*(*uint16)(ptr(o + offSize))) * Granule
	if size == 0 || size > MaxSmall || blockStart(o) != blockStart(o+size-1) {
		v.fail("sizes are sane", o, "%d bytes at %d in a block", size, o-blockStart(o))
		return
	}
	lines := linesOf(o)
	first := (o - blockStart(o)) / lineSize
	for l := first; l <= (o+size-1-blockStart(o))/lineSize; l++ {
		if lines[l] == lineFree {
			v.fail("lines of live objects are in use", o, "line %d is free", l)
		}
	}
	if mark := markOf(o); mark == heap.epoch && mark != 0 && lines[first] != mark && lines[first] < lineFresh {
		v.fail("marks agree with lines", o, "mark %d, line %d", mark, lines[first])
	}
}

func (v *verifier) checkLarge(o uintptr) {
	r := *pageOf(pageNumber(o))
	if (o-arena.base)%pageSize != largeOffset || r.state != pageUsed {
		v.fail("references outside blocks point to large objects", o, "page state %d, offset %d", r.state, (o-arena.base)%pageSize)
		return
	}
	if n := *(*uint16)(ptr(o + offSize)); n != 0 {
		v.fail("sizes are sane", o, "a large object with %d granules", n)
		return
	}
	if size := largeSize(o); size <= MaxSmall || size+largeOffset > uintptr(r.n)*pageSize {
		v.fail("sizes are sane", o, "%d bytes in %d pages", size, r.n)
	}
}

// checkDisjoint finds references into the middle of other objects: the two
// would overlap.
func (v *verifier) checkDisjoint() {
	v.from = 0
	for _, base := range heap.chunks {
		for b := base; b < base+chunkBlocks && v.err == nil; b++ {
			if blockAt(b).state == blockFree {
				continue
			}
			last, end := uintptr(0), uintptr(0)
			eachBit(v.visited, blockAddr(b), blockSize, func(o uintptr) bool {
				if o < end {
					v.fail("objects are disjoint", o, "inside the object at %#x of %d bytes", last, end-last)
				}
				last, end = o, o+SizeOf(o)
				return v.err == nil
			})
		}
	}
}

// checkPages walks the runs of the page heap from end to end.
func (v *verifier) checkPages() {
	dirty, used := uintptr(0), uintptr(0)
	before := pageUsed
	for p, end := uint32(0), committedPages(); p < end; {
		r := *pageOf(p)
		switch {
		case r.n == 0 || r.n > end-p:
			v.fail("page runs cover the arena", pageAddr(p), "a run of %d pages", r.n)
			return
		case r.state == pageUsed:
			used += uintptr(r.n)
		case r.state == pageInside:
			v.fail("page runs cover the arena", pageAddr(p), "no run starts here")
			return
		case before != pageUsed:
			v.fail("free page runs are merged", pageAddr(p), "two neighbours are free")
		case pageOf(p+r.n-1).n != r.n || pageOf(p+r.n-1).state != r.state:
			v.fail("both ends of a free page run agree", pageAddr(p), "%d pages and %d", r.n, pageOf(p+r.n-1).n)
		case r.state == pageDirty:
			dirty += uintptr(r.n)
		}
		before = r.state
		p += r.n
	}
	if dirty != pages.dirty {
		v.fail("dirty pages are counted", 0, "%d, counted %d", dirty, pages.dirty)
	}
	if want := pages.held + heap.largePages + uintptr(len(heap.chunks))*chunkPages; used != want {
		v.fail("used pages belong to large objects or blocks", 0, "%d used, %d known", used, want)
	}
}

// checkBlocks compares the lists with the states and lines of blocks.
func (v *verifier) checkBlocks() {
	for _, b := range heap.free {
		if s := blockAt(b).state; s != blockFree {
			v.fail("listed blocks have the state of their list", blockAddr(b), "state %d on the free list", s)
		}
		if from, to := nextHole(blockAddr(b), 0); from != 0 || to != linesPerBlock {
			v.fail("free blocks have no line in use", blockAddr(b), "free lines are %d to %d", from, to)
		}
	}
	for _, list := range [][]uint32{heap.recyclable, heap.sparse} {
		for _, b := range list {
			if s := blockAt(b).state; s != blockRecyclable {
				v.fail("listed blocks have the state of their list", blockAddr(b), "state %d on a list of recyclable blocks", s)
			}
		}
	}
}

// checkAllocators checks that what allocators will hand out is zero and theirs.
func (v *verifier) checkAllocators() {
	for a := range heap.allocators {
		for _, r := range []run{{a.Cursor, a.Limit}, a.hidden, a.overflow} {
			if r.cursor >= r.limit {
				continue
			}
			if !InHeap(r.cursor) || blockOf(r.cursor).state != blockHeld {
				v.fail("runs lie in held blocks", r.cursor, "the run is %#x to %#x", r.cursor, r.limit)
				return
			}
			for at := r.cursor; at < r.limit; at += 8 {
				if w := Load64(at); w != 0 {
					v.fail("runs are zero", at, "%#x", w)
					return
				}
			}
		}
	}
}
