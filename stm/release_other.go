//go:build !amd64

package stm

import (
	"sync/atomic"

	"gorgon/gc"
)

// storeRelease stores a lock word after all stores before it.
func storeRelease(a uintptr, w uint64) { atomic.StoreUint64(gc.Word(a), w) }

func storeRelease64(a *atomic.Uint64, w uint64) { a.Store(w) }
