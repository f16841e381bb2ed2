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

// MapFile returns what is in a file, for ever, and without keeping it in memory of
// the process's own; nil if that is not good. Nobody may shorten the file meanwhile.
func MapFile(path string, good func([]byte) bool) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	st, err := f.Stat()
	if err != nil || st.Size() == 0 {
		return nil, err
	}
	data, err := unix.Mmap(int(f.Fd()), 0, int(st.Size()), unix.PROT_READ, unix.MAP_PRIVATE)
	if err != nil {
		return nil, err
	}
	if !good(data) {
		return nil, unix.Munmap(data)
	}
	first := uintptr(unsafe.Pointer(unsafe.SliceData(data)))
	mapped.Lock()
	mapped.ranges = append(mapped.ranges, [2]uintptr{first, first + (uintptr(len(data))+PageSize-1)&^(PageSize-1)})
	mapped.Unlock()
	return data, nil
}

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
