//go:build !amd64

package object

import "unsafe"

const wideInts = false

// commonWide is commonInts, an entry at a time.
func commonWide(first, n, in uintptr, keys *Value) (found uintptr) {
	all := unsafe.Slice(keys, n+intsBehind)
	return findEach(all[:packEach(first, n, all)], in)
}
