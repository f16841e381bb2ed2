package gc

// Allocator is a thread's own way into the heap: a bump pointer in a free run
// of lines. It is part of the per-thread structure.
//
// Main invariant: the memory in [Cursor, Limit) is zero and belongs to this
// allocator alone. Allocation never collects: when the budget is used up it
// takes another block at once and asks for a safepoint.
type Allocator struct {
	Cursor uintptr
	Limit  uintptr
	// Birth is the version-lock word of new objects: 0 with one thread, the
	// transaction's owner token otherwise (stm keeps it).
	Birth uint64
}

// Alloc returns a zeroed object of size bytes (a multiple of Granule) with the
// given first header word (Header). It never fails: see HeapLimit.
func (a *Allocator) Alloc(header uint64, size uintptr) uintptr {
	p := a.Cursor
	if p+size <= a.Limit && size <= MaxSmall {
		a.Cursor = p + size
		Store64(p, header|uint64(size)<<44)
		Store64(p+LockOffset, a.Birth)
		return p
	}
	return a.allocSlow(header, size)
}
