package gc

import "testing"

// TestNewObjectsBehindGaps checks that a walk over new objects meets those behind the
// granules that KeepTogether leaves free, and none else.
func TestNewObjectsBehindGaps(t *testing.T) {
	a := newAllocator(t)
	a.Alloc(Header(1, LayoutRaw), Granule) // the allocator has a run
	before := newObjects()
	made, gaps := uintptr(0), 0
	for range 64 {
		for size := uintptr(Granule); size <= 6*Granule; size += Granule {
			from := a.Cursor
			if a.KeepTogether(); a.Cursor != from {
				gaps++
			}
			if o := a.Alloc(Header(1, LayoutRaw), size); lineEnds(o) {
				t.Fatalf("an object begins at %#x", o)
			}
			made++
		}
	}
	if got := newObjects() - before; got != made || gaps == 0 {
		t.Errorf("%d objects made, %d found, with %d gaps", made, got, gaps)
	}
}
