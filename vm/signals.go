package vm

import (
	"os"
	"os/signal"
	"runtime"
	"sync/atomic"
	"syscall"
	"time"

	"gorgon/scheduler"
	"gorgon/vm/object"
)

// watchSignals makes Ctrl-C a KeyboardInterrupt of the main thread. Writing
// into a closed pipe is an error of the write, not the end of the process.
func (m *Machine) watchSignals() {
	signal.Ignore(syscall.SIGPIPE)
	if signal.Ignored(os.Interrupt) {
		return
	}
	arrived := make(chan os.Signal, 1)
	signal.Notify(arrived, os.Interrupt)
	go func() {
		for range arrived {
			ctrlC.Store(true)
			scheduler.InterruptMain()
		}
	}()
}

// ctrlC says that the main thread was interrupted by a signal and not by the
// collector, which has calls to be made.
var ctrlC atomic.Bool

// interruptHandler runs on the main thread after an interrupt.
func interruptHandler(t *Thread) bool {
	if object.RunPendingCalls(t) && !ctrlC.Swap(false) {
		return true
	}
	object.RaiseNew(t, object.KeyboardInterruptType)
	return false
}

// dieOfInterrupt ends the process by the signal that interrupted it, so that a
// shell sees it and stops too.
func dieOfInterrupt() {
	signal.Reset(os.Interrupt)
	if p, err := os.FindProcess(os.Getpid()); err == nil && p.Signal(os.Interrupt) == nil {
		time.Sleep(time.Second)
	}
}

// platform is sys.platform.
func platform() string { return runtime.GOOS }
