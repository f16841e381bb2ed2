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

// constants is the part of the image that has the constants, of which most are never
// looked at.
const constants = 1

// eachPart calls f for the parts of the executable's image that nobody has written to.
func eachPart(f func(part int, addr, n uintptr)) {
	for i, b := range image() {
		if i > 0 && b[0] >= relocatedFrom {
			return
		}
		from, to := (b[0]+PageSize-1)&^(PageSize-1), b[1]&^(PageSize-1)
		if from < to {
			f(i, from, to-from)
		}
	}
}

// DiscardImage takes the pages of the executable, and of files that were mapped, out
// of the process. What is used again comes back from the system's cache of files, at
// the first use, and brings less with it than the first time.
func DiscardImage() {
	cutter.Lock()
	defer cutter.Unlock()
	cutter.rounds++
	eachPart(func(part int, addr, n uintptr) { cutter.discard(addr, n, part != constants && cutter.rounds > 1) })
	for _, r := range mappedRanges() {
		cutter.discard(r[0], r[1]-r[0], false)
	}
	cutter.rest()
}

// DropImage is DiscardImage for the executable alone, in less time: what comes back
// brings as much with it as the first time.
func DropImage() { eachPart(func(_ int, addr, n uintptr) { drop(addr, n) }) }

// mappedRanges returns what MapFile has mapped.
func mappedRanges() [][2]uintptr {
	mapped.Lock()
	defer mapped.Unlock()
	return mapped.ranges
}
