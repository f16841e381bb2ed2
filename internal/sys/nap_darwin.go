package sys

import (
	"sync/atomic"
	"time"
)

// Nap sleeps for a short time.
func Nap(d time.Duration) { time.Sleep(d) }

// Nap does not sleep: this system has nothing for it that Go's channels are not
// made of. It says whether the flag is up.
func (f *Flag) Nap(time.Duration) bool { return f.Up() }

// Raise raises the flag. False: nobody was taking a nap.
func (f *Flag) Raise() bool {
	atomic.StoreUint32(&f.state, flagUp)
	return false
}

// Up says whether the flag was raised.
func (f *Flag) Up() bool { return atomic.LoadUint32(&f.state) == flagUp }
