package gc

import (
	"sync/atomic"
	"unsafe"
)

// Memory access by absolute address. unsafe.Add over a nil pointer compiles to
// a plain load or store and is clean for vet and checkptr.

func ptr(a uintptr) unsafe.Pointer { return unsafe.Add(unsafe.Pointer(nil), a) }

// Load returns the value at address a.
func Load(a uintptr) Value { return *(*Value)(ptr(a)) }

// Store writes v at address a without any barrier.
func Store(a uintptr, v Value) { *(*Value)(ptr(a)) = v }

// Load64 returns the raw word at address a.
func Load64(a uintptr) uint64 { return *(*uint64)(ptr(a)) }

// Store64 writes the raw word w at address a.
func Store64(a uintptr, w uint64) { *(*uint64)(ptr(a)) = w }

// Clear4 clears the four words at address a.
func Clear4(a uintptr) { *(*[4]uint64)(ptr(a)) = [4]uint64{} }

// Load32 returns the raw half word at address a.
func Load32(a uintptr) uint32 { return *(*uint32)(ptr(a)) }

// Store32 writes the raw half word w at address a.
func Store32(a uintptr, w uint32) { *(*uint32)(ptr(a)) = w }

// Word returns a pointer for atomic access to the word at address a.
func Word(a uintptr) *uint64 { return (*uint64)(ptr(a)) }

// AtomicLoad returns the word at a; loads before it stay before it.
func AtomicLoad(a uintptr) uint64 { return atomic.LoadUint64((*uint64)(ptr(a))) }

// Bytes returns the n bytes at address a. The slice aliases object memory:
// it is valid until the next safepoint, or while the object is reachable.
func Bytes(a, n uintptr) []byte { return unsafe.Slice((*byte)(ptr(a)), n) }

// String is Bytes as a Go string, for memory that nobody writes.
func String(a, n uintptr) string { return unsafe.String((*byte)(ptr(a)), n) }

// Values returns the n values at address a as a slice over that memory.
func Values(a uintptr, n int) []Value { return unsafe.Slice((*Value)(ptr(a)), n) }

// Words returns n words as a slice.
func Words(a uintptr, n int) []uint64 { return unsafe.Slice((*uint64)(ptr(a)), n) }
