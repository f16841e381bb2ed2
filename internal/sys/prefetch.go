package sys

// Prefetch asks for the cache line at addr to be brought near. It never
// faults, whatever addr is.
//
//go:noescape
func Prefetch(addr uintptr)
