package sys

import (
	"encoding/binary"
	"os"
	"sync"

	"golang.org/x/sys/unix"
)

// The system brings in faultAround bytes around each byte of a file that is
// touched, but not beyond the mapping. Where pieces of pieceSize bytes differ in
// what is advised for them they are mappings of their own.
const (
	faultAround = 64 << 10
	pieceSize   = 8 << 10
)

// cutter guards what is known of pages of files: by number of a window of faultAround
// bytes, which have been cut.
var cutter imageCutter

type imageCutter struct {
	sync.Mutex
	rounds  int
	cut     map[uintptr]bool
	pagemap *os.File // while it works
	entries [windows * eachWindow]byte
}

// What the system says of pages: 8 bytes for each, of so many windows at a time.
const (
	windows    = 32
	eachWindow = 8 * (faultAround / leastPage)
	leastPage  = 4 << 10
)

// discard takes pages that are a file's, and were never written to, out of
// the process, and sees to it that those which come back bring few others in
// with them, also if all of a range may come back that was not there before. It is advice.
func (c *imageCutter) discard(addr, n uintptr, all bool) {
	if c.cut == nil {
		c.cut = map[uintptr]bool{}
	}
	c.cutWindows(addr, n, all)
	drop(addr, n)
}

// rest lets go of what the cutter needs while it works.
func (c *imageCutter) rest() {
	if c.pagemap != nil {
		c.pagemap.Close()
		c.pagemap = nil
	}
}

// drop takes pages out that are a file's.
func drop(addr, n uintptr) { _ = unix.Madvise(span(addr, n), unix.MADV_DONTNEED) }

// cutWindows makes pieces of the windows within a range, or of those of which a page is
// in memory: the others seem not to be needed.
func (c *imageCutter) cutWindows(addr, n uintptr, all bool) {
	if PageSize > pieceSize {
		return
	}
	if c.pagemap == nil {
		f, err := os.Open("/proc/self/pagemap")
		if err != nil {
			return
		}
		c.pagemap = f
	}
	each := 8 * (faultAround / PageSize)
	for first := (addr + faultAround - 1) / faultAround; (first+1)*faultAround <= addr+n; first += windows {
		got, _ := c.pagemap.ReadAt(c.entries[:windows*each], int64(first*faultAround/PageSize*8))
		for w := range uintptr(got) / each {
			if (first+w+1)*faultAround > addr+n {
				return
			}
			if (all || anyPresent(c.entries[w*each:][:each])) && !c.cutWindow(first+w) {
				return
			}
		}
	}
}

// cutWindow makes pieces of a window, unless it is in pieces. False: the system
// refuses.
func (c *imageCutter) cutWindow(w uintptr) bool {
	if c.cut[w] {
		return true
	}
	c.cut[w] = true
	for piece := w * faultAround; piece < (w+1)*faultAround; piece += 2 * pieceSize {
		if unix.Madvise(span(piece, pieceSize), unix.MADV_RANDOM) != nil {
			return false
		}
	}
	return true
}

func anyPresent(entries []byte) bool {
	const present = 1 << 63
	for ; len(entries) > 0; entries = entries[8:] {
		if binary.NativeEndian.Uint64(entries)&present != 0 {
			return true
		}
	}
	return false
}
