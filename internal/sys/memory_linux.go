package sys

import "golang.org/x/sys/unix"

// Discard gives the memory behind committed pages back. They stay accessible
// and read as zero.
func Discard(addr, n uintptr) error { return unix.Madvise(span(addr, n), unix.MADV_DONTNEED) }

// HugePages asks for huge pages behind a range, or forbids them. It is advice:
// failure changes nothing but speed.
func HugePages(addr, n uintptr, on bool) {
	advice := unix.MADV_NOHUGEPAGE
	if on {
		advice = unix.MADV_HUGEPAGE
	}
	_ = unix.Madvise(span(addr, n), advice)
}
