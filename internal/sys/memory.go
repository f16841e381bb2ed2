//go:build unix

package sys

import (
	"os"
	"unsafe"

	"golang.org/x/sys/unix"
)

// PageSize is the page size of the operating system.
var PageSize = uintptr(os.Getpagesize())

func ptr(addr uintptr) unsafe.Pointer { return unsafe.Add(unsafe.Pointer(nil), addr) }

func span(addr, n uintptr) []byte { return unsafe.Slice((*byte)(ptr(addr)), n) }

// Reserve takes n bytes of address space that cannot be accessed yet and cost
// no memory. The address is aligned to align, a power of two.
func Reserve(n, align uintptr) (uintptr, error) {
	p, err := unix.MmapPtr(-1, 0, nil, n+align, unix.PROT_NONE, unix.MAP_PRIVATE|unix.MAP_ANON|unix.MAP_NORESERVE)
	if err != nil {
		return 0, err
	}
	return (uintptr(p) + align - 1) &^ (align - 1), nil
}

// Commit makes reserved memory readable and writable. It is zero, and takes
// real memory only page by page as it is touched.
func Commit(addr, n uintptr) error {
	return unix.Mprotect(span(addr, n), unix.PROT_READ|unix.PROT_WRITE)
}
