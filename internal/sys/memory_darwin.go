package sys

import (
	"sync"

	"golang.org/x/sys/unix"
)

// Discard gives the memory behind committed pages back. They stay accessible
// and read as zero. No madvise of this system zeroes at once, so the range is
// mapped afresh over itself.
func Discard(addr, n uintptr) error {
	_, err := unix.MmapPtr(-1, 0, ptr(addr), n, unix.PROT_READ|unix.PROT_WRITE,
		unix.MAP_PRIVATE|unix.MAP_ANON|unix.MAP_FIXED|unix.MAP_NORESERVE)
	return err
}

// HugePages does nothing: the system chooses page sizes itself.
func HugePages(addr, n uintptr, on bool) {}

// imageCutter does nothing: the system finds such pages itself.
type imageCutter struct {
	sync.Mutex
	rounds int
}

var cutter imageCutter

func (*imageCutter) discard(addr, n uintptr, all bool) {}

func (*imageCutter) rest() {}

func drop(addr, n uintptr) {}
