package io

import (
	"golang.org/x/sys/unix"

	"gorgon/scheduler"
	. "gorgon/vm/object"
)

// awaitInput waits on the main thread until there is something to read, and
// runs the handlers of signals meanwhile. False: one of them raised.
func awaitInput(t *Thread, fd int) bool {
	wake := scheduler.WakeFD()
	if wake < 0 {
		return true
	}
	for {
		fds := []unix.PollFd{{Fd: int32(fd), Events: unix.POLLIN}, {Fd: int32(wake), Events: unix.POLLIN}}
		var n int
		var err error
		waiting(t, func() { n, err = unix.Poll(fds, -1) })
		if err != nil && err != unix.EINTR {
			return true
		}
		if n > 0 && fds[1].Revents != 0 {
			scheduler.DrainWakeFD()
			if !scheduler.HandleSignals(t) {
				return false
			}
		}
		if n > 0 && fds[0].Revents != 0 {
			return true
		}
	}
}
