package object

import (
	"unsafe"

	"golang.org/x/sys/cpu"
)

// wideInts says whether this processor can run packInts and findInts.
var wideInts = cpu.X86.HasAVX512F && cpu.X86.HasAVX512DQ && cpu.X86.HasPOPCNT

// packInts is packEach for a multiple of 8. It writes up to 8 words behind the last.
//
//go:noescape
func packInts(from, n uintptr, keys *Value) uintptr

// findInts collects those of keys[at:n] that are in the table, behind keys[:found].
// It ends at the first, next, for which that is to be found out in another way.
//
//go:noescape
func findInts(keys *Value, at, n, table, mask, found uintptr) (next, all uintptr)

// commonWide is commonInts with eight entries in a register.
func commonWide(first, n, in uintptr, keys *Value) (found uintptr) {
	n = packInts(first, n, keys)
	table, mask := in+SetEntriesOffset, setMask(in)
	for at := uintptr(0); ; at++ {
		if at, found = findInts(keys, at, n, table, mask, found); at >= n {
			return found
		}
		if k := *keyAt(keys, at); setProbeInt(in, mask, k, setIntHash(k)) {
			*keyAt(keys, found) = k
			found++
		}
	}
}

func keyAt(keys *Value, i uintptr) *Value {
	return (*Value)(unsafe.Add(unsafe.Pointer(keys), i*SetNarrow))
}
