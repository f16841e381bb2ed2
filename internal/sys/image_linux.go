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

// pieces guards what is known of the executable's pages: by number of a window
// of faultAround bytes, which have been cut.
var pieces struct {
	sync.Mutex
	cut map[uintptr]bool
}

// discardFile takes pages that are a file's, and were never written to, out of
// the process, and sees to it that those which come back bring few others in
// with them. It is advice.
func discardFile(addr, n uintptr) {
	pieces.Lock()
	defer pieces.Unlock()
	if pieces.cut == nil {
		pieces.cut = map[uintptr]bool{}
	}
	cutWindows(addr, n)
	_ = unix.Madvise(span(addr, n), unix.MADV_DONTNEED)
}

// cutWindows makes pieces of the windows within a range of which a page is in
// memory: the others seem not to be needed. The system says which are, 8 bytes for
// each page.
func cutWindows(addr, n uintptr) {
	if PageSize > pieceSize {
		return
	}
	f, err := os.Open("/proc/self/pagemap")
	if err != nil {
		return
	}
	defer f.Close()
	const windows = 32 // read at a time
	entries := make([]byte, windows*8*(faultAround/PageSize))
	each := 8 * (faultAround / PageSize)
	for first := (addr + faultAround - 1) / faultAround; (first+1)*faultAround <= addr+n; first += windows {
		got, _ := f.ReadAt(entries, int64(first*faultAround/PageSize*8))
		for w := range uintptr(got) / each {
			if (first+w+1)*faultAround > addr+n {
				return
			}
			if anyPresent(entries[w*each:][:each]) && !cutWindow(first+w) {
				return
			}
		}
	}
}

// cutWindow makes pieces of a window, unless it is in pieces. False: the system
// refuses.
func cutWindow(w uintptr) bool {
	if pieces.cut[w] {
		return true
	}
	pieces.cut[w] = true
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
