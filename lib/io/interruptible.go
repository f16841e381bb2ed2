package io

import (
	"math"
	"time"

	"golang.org/x/sys/unix"

	"gorgon/scheduler"
	. "gorgon/vm/object"
)

// awaitInput waits on the main thread until there is something to read, and
// runs the handlers of signals meanwhile. False: one of them raised.
func awaitInput(t *Thread, fd int) bool {
	_, _, ok := Poll(t, []unix.PollFd{{Fd: int32(fd), Events: unix.POLLIN}}, -1)
	return ok
}

// Poll is poll(2) with a timeout that may be negative, for ever. On the main
// thread it runs the handlers of signals meanwhile; ok false: one of them raised.
func Poll(t *Thread, fds []unix.PollFd, timeout time.Duration) (ready int, err error, ok bool) {
	deadline := time.Now().Add(timeout)
	watched := fds
	if t.Main && timeout != 0 {
		if wake := scheduler.WakeFD(); wake >= 0 {
			watched = append(fds[:len(fds):len(fds)], unix.PollFd{Fd: int32(wake), Events: unix.POLLIN})
		}
	}
	for {
		ms := -1
		if timeout >= 0 {
			left := max(0, time.Until(deadline))
			ms = int(min((left+time.Millisecond-1)/time.Millisecond, math.MaxInt32))
		}
		waiting(t, func() { ready, err = unix.Poll(watched, ms) })
		if err != nil && err != unix.EINTR {
			return 0, err, true
		}
		if err == nil && len(watched) > len(fds) && watched[len(fds)].Revents != 0 {
			ready--
			scheduler.DrainWakeFD()
			if !scheduler.HandleSignals(t) {
				return 0, nil, false
			}
		}
		if err == nil && (ready > 0 || timeout >= 0 && !time.Now().Before(deadline)) {
			copy(fds, watched)
			return ready, nil, true
		}
	}
}
