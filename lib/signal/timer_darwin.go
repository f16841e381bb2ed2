package signal

import (
	"syscall"
	"unsafe"
)

// timer is a moment and an interval, both in microseconds.
type timer struct{ value, interval int64 }

// itimerval is the system's form of a timer.
type itimerval struct{ interval, value syscall.Timeval }

func (v *itimerval) timer() timer {
	return timer{v.value.Nano() / 1000, v.interval.Nano() / 1000}
}

// setTimerOf sets one of the process's timers and returns what it was.
func setTimerOf(which int, to timer) (timer, error) {
	next := itimerval{interval: syscall.NsecToTimeval(to.interval * 1000), value: syscall.NsecToTimeval(to.value * 1000)}
	var old itimerval
	_, _, no := syscall.Syscall(syscall.SYS_SETITIMER, uintptr(which), uintptr(unsafe.Pointer(&next)), uintptr(unsafe.Pointer(&old)))
	if no != 0 {
		return timer{}, no
	}
	return old.timer(), nil
}

func getTimerOf(which int) (timer, error) {
	var now itimerval
	_, _, no := syscall.Syscall(syscall.SYS_GETITIMER, uintptr(which), uintptr(unsafe.Pointer(&now)), 0)
	if no != 0 {
		return timer{}, no
	}
	return now.timer(), nil
}
