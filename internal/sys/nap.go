package sys

import "time"

// LongestNap bounds what Nap and Flag.Nap are for. Whoever takes a nap keeps what Go
// gives a thread to run goroutines with, until Go notices.
const LongestNap = 500 * time.Microsecond

// Values of a Flag.
const (
	flagDown = iota
	flagAwaited
	flagUp
)

// Flag is raised once, by one thread for another one, which may take a nap until
// then. The zero value is a flag that is down.
type Flag struct{ state uint32 }
