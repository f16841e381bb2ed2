package scheduler

import "sync/atomic"

// HandleSignals runs the handlers of pending signals on the main thread.
// False: one raised, t.Exc is set. The layer above sets it.
var HandleSignals func(t *Thread) bool

// InterruptMain makes the main thread's next safepoint return Interrupt, and
// ends a wait that it is in. Any goroutine may call it.
func InterruptMain() {
	t := world.main
	if t == nil {
		return
	}
	t.interrupted.Store(true)
	atomic.StoreInt64(&t.Ticks, -1)
	select {
	case t.bell <- struct{}{}:
	default:
	}
}

// takeInterrupt says whether signals are pending on this thread, and forgets it.
func (t *Thread) takeInterrupt() bool { return t.Main && t.interrupted.Swap(false) }
