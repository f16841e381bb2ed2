package stm

import (
	"sync/atomic"
	"unsafe"

	"gorgon/gc"
)

// storeRelease stores a lock word after all stores before it. amd64 keeps the
// order of stores, so that a plain one will do, at a fifth of the price.
func storeRelease(a uintptr, w uint64) { gc.Store64(a, w) }

func storeRelease64(a *atomic.Uint64, w uint64) { *(*uint64)(unsafe.Pointer(a)) = w }
