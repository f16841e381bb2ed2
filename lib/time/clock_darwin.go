package time

import "golang.org/x/sys/unix"

var clockNumbers = map[string]int{
	"CLOCK_REALTIME": unix.CLOCK_REALTIME, "CLOCK_MONOTONIC": unix.CLOCK_MONOTONIC, "CLOCK_MONOTONIC_RAW": unix.CLOCK_MONOTONIC_RAW,
	"CLOCK_PROCESS_CPUTIME_ID": unix.CLOCK_PROCESS_CPUTIME_ID, "CLOCK_THREAD_CPUTIME_ID": unix.CLOCK_THREAD_CPUTIME_ID,
}

// clockResolution is that of the system's tick: the call is not there.
func clockResolution(id int32) (unix.Timespec, error) { return unix.NsecToTimespec(1000), nil }
