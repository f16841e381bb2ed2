package resource

import (
	"golang.org/x/sys/unix"

	. "gorgon/vm/object"
)

// systemConstants are Linux's; x/sys has no names for some (getrlimit(2)).
var systemConstants = map[string]int64{
	"RUSAGE_THREAD": unix.RUSAGE_THREAD, "RLIMIT_OFILE": unix.RLIMIT_NOFILE,
	"RLIMIT_SIGPENDING": 11, "RLIMIT_MSGQUEUE": 12, "RLIMIT_NICE": 13, "RLIMIT_RTPRIO": 14, "RLIMIT_RTTIME": 15,
}

// kinds is how many limits there are.
const kinds = 16

var systemFunctions = []Method{
	{Name: "prlimit", Sig: "(pid, resource, limits=None, /)", Fn: prlimit, Flags: IO},
}

// prlimit returns the limits of another process, and sets them if it is given some.
func prlimit(t *Thread, args []Value) Value {
	pid, ok := IndexInt(t, args[0])
	if !ok {
		return Null
	}
	which, ok := kind(t, args[1])
	if !ok {
		return Null
	}
	var now *unix.Rlimit
	if args[2] != Null && args[2] != None {
		limit, ok := toLimits(t, args[2])
		if !ok {
			return Null
		}
		now = &limit
	}
	var before unix.Rlimit
	if err := unix.Prlimit(pid, which, now, &before); err != nil {
		return limitError(t, err)
	}
	return limits(t, before)
}
