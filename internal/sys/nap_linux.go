package sys

import (
	"sync/atomic"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"
)

// Of futex(2): words that no other process sees.
const (
	futexWait = 128
	futexWake = 129
)

// Nap sleeps for a time that is too short for Go's timers: where all processors are
// idle those go by milliseconds.
func Nap(d time.Duration) {
	ts := unix.NsecToTimespec(int64(d))
	_ = unix.Nanosleep(&ts, nil)
}

// Nap sleeps until the flag is raised, or for a time, or less. It says whether the
// flag is up.
func (f *Flag) Nap(d time.Duration) bool {
	if atomic.CompareAndSwapUint32(&f.state, flagDown, flagAwaited) {
		ts := unix.NsecToTimespec(int64(d))
		_, _, _ = unix.Syscall6(unix.SYS_FUTEX, uintptr(unsafe.Pointer(&f.state)), futexWait, flagAwaited, uintptr(unsafe.Pointer(&ts)), 0, 0)
		atomic.CompareAndSwapUint32(&f.state, flagAwaited, flagDown)
	}
	return f.Up()
}

// Raise raises the flag. False: nobody was taking a nap.
func (f *Flag) Raise() bool {
	if atomic.SwapUint32(&f.state, flagUp) != flagAwaited {
		return false
	}
	_, _, _ = unix.Syscall6(unix.SYS_FUTEX, uintptr(unsafe.Pointer(&f.state)), futexWake, 1, 0, 0, 0)
	return true
}

// Up says whether the flag was raised.
func (f *Flag) Up() bool { return atomic.LoadUint32(&f.state) == flagUp }
