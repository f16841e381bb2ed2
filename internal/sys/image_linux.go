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
	if present := pagesPresent(addr, n); present != nil {
		cutWindows(addr, n, present)
	}
	_ = unix.Madvise(span(addr, n), unix.MADV_DONTNEED)
}

// cutWindows makes pieces of the windows within a range of which a page is in
// memory: the others seem not to be needed.
func cutWindows(addr, n uintptr, present []byte) {
	for w := (addr + faultAround - 1) / faultAround; (w+1)*faultAround <= addr+n; w++ {
		if first := (w*faultAround - addr) / PageSize; pieces.cut[w] || !anyPresent(present[8*first:][:8*(faultAround/PageSize)]) {
			continue
		}
		pieces.cut[w] = true
		for piece := w * faultAround; piece < (w+1)*faultAround; piece += 2 * pieceSize {
			if unix.Madvise(span(piece, pieceSize), unix.MADV_RANDOM) != nil {
				return
			}
		}
	}
}

// pagesPresent returns what the system says of the pages of a range, 8 bytes
// each; nil if it says nothing.
func pagesPresent(addr, n uintptr) []byte {
	if PageSize > pieceSize {
		return nil
	}
	f, err := os.Open("/proc/self/pagemap")
	if err != nil {
		return nil
	}
	defer f.Close()
	entries := make([]byte, n/PageSize*8)
	if _, err := f.ReadAt(entries, int64(addr/PageSize*8)); err != nil {
		return nil
	}
	return entries
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
