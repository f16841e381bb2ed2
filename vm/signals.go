package vm

import (
	"runtime"
	"syscall"

	"gorgon/lib/signal"
)

// dieOfInterrupt ends the process by the signal that interrupted it, so that a
// shell sees it and stops too.
func dieOfInterrupt() { signal.Die(syscall.SIGINT) }

// platform is sys.platform.
func platform() string { return runtime.GOOS }
