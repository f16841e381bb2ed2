package sys

import "sync"

// image returns where the executable's code, its constants and its tables of
// functions lie: three pairs of first address and end, which the linker knows.
func image() (bounds [3][2]uintptr)

// relocatedFrom is where executables lie that the system may place anywhere.
// Their constants were written to when they were loaded.
const relocatedFrom = 1 << 32

// mapped are the ranges that MapFile has made, as first address and end.
var mapped struct {
	sync.Mutex
	ranges [][2]uintptr
}

// DiscardImage takes the pages of the executable, and of files that were mapped, out
// of the process. What is
// used again comes back from the system's cache of files, at the first use, and
// brings less with it than the first time.
func DiscardImage() {
	for i, b := range image() {
		if constants := i > 0; constants && b[0] >= relocatedFrom {
			break
		}
		from, to := (b[0]+PageSize-1)&^(PageSize-1), b[1]&^(PageSize-1)
		if from < to {
			discardFile(from, to-from)
		}
	}
	mapped.Lock()
	defer mapped.Unlock()
	for _, r := range mapped.ranges {
		discardFile(r[0], r[1]-r[0])
	}
}
