package scheduler

import (
	"sync"
	"syscall"
)

// HandleSignals runs the handlers of pending signals on the main thread.
// False: one raised, t.Exc is set. The layer above sets it.
var HandleSignals func(t *Thread) bool

// SimulateSignal behaves as if a signal had arrived; without a handler nothing
// happens. Any goroutine may call it. The layer above sets it.
var SimulateSignal func(n int)

// InterruptMain makes the main thread's next safepoint return Interrupt, and
// ends a wait that it is in. Any goroutine may call it.
func InterruptMain() {
	t := world.main
	if t == nil {
		return
	}
	t.interrupted.Store(true)
	t.hasten()
	select {
	case t.bell <- struct{}{}:
	default:
	}
	wakeFromPoll()
}

// ClearInterrupt forgets that signals are pending: their handlers run now.
func (t *Thread) ClearInterrupt() {
	t.interrupted.Store(false)
	select {
	case <-t.bell:
	default:
	}
}

// wakePipe ends a poll that the main thread is in: its reading end, and the
// writing end. -1: there is none yet.
var wakePipe = [2]int{-1, -1}

// WakeFD returns a descriptor that becomes readable when signals are pending,
// -1 if there can be none. The main thread calls it.
func WakeFD() int {
	if wakePipe[0] < 0 {
		var fds [2]int
		if syscall.Pipe(fds[:]) != nil {
			return -1
		}
		for _, fd := range fds {
			syscall.CloseOnExec(fd)
			syscall.SetNonblock(fd, true)
		}
		wakeLock.Lock()
		wakePipe = fds
		wakeLock.Unlock()
	}
	return wakePipe[0]
}

// DrainWakeFD makes WakeFD unreadable again.
func DrainWakeFD() {
	var buf [64]byte
	for {
		if n, _ := syscall.Read(wakePipe[0], buf[:]); n <= 0 {
			return
		}
	}
}

var wakeLock sync.Mutex

// wakeFromPoll writes a byte for whoever polls WakeFD.
func wakeFromPoll() {
	wakeLock.Lock()
	defer wakeLock.Unlock()
	if wakePipe[1] >= 0 {
		syscall.Write(wakePipe[1], []byte{0})
	}
}
