package gc

import "testing"

// TestSparse has an object that is longer than a line live on of each cycle, as the
// only one of its block: the next cycles have to use what is free around it.
func TestSparse(t *testing.T) {
	const size, perCycle, cycles = 1024, 40, 300
	r := withRoots(t)
	a := newAllocator(t)
	Collect(nil)
	before := len(heap.chunks)
	for range cycles {
		for n := range perCycle {
			a.Alloc(Header(1, LayoutRaw), 48)
			o := a.Alloc(Header(1, LayoutRaw), size) // mostly beside the current hole
			if n == 0 {
				r.values = append(r.values, MakePtr(o))
			}
		}
		Collect(nil)
	}
	// All that lives on fits into a tenth of the blocks that it would hold otherwise.
	if now := len(heap.chunks); now > before+2+cycles*size/chunkSize {
		t.Errorf("%d chunks are in use for %d KiB, %d were before", now, cycles*size>>10, before)
	}
}

// TestWideHoles wants objects that no hole of a sparse block has room for: they take
// free blocks, and what they have looked at stays good for others.
func TestWideHoles(t *testing.T) {
	withVerify(t)
	r := withRoots(t)
	a := newAllocator(t)
	for range 64 { // one line in 16 lives on: holes are a fourth of MaxSmall
		for n := range blockSize / lineSize {
			o := a.Alloc(Header(1, LayoutRaw), lineSize)
			if n%16 == 0 {
				r.values = append(r.values, MakePtr(o))
			}
		}
	}
	Collect(nil)
	listed := len(heap.sparse) + len(heap.recyclable)
	if len(heap.sparse) < 32 {
		t.Fatalf("%d blocks are sparse", len(heap.sparse))
	}
	for range 16 {
		a.Alloc(Header(1, LayoutRaw), lineSize)
		r.values = append(r.values, MakePtr(a.Alloc(Header(1, LayoutRaw), MaxSmall)))
	}
	if left := len(heap.sparse) + len(heap.recyclable); left < listed-20 {
		t.Errorf("%d of %d blocks with holes are left", left, listed)
	}
	Collect(nil)
}
