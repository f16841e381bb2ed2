package resource

import (
	"errors"
	"math"
	"os"

	"golang.org/x/sys/unix"

	. "gorgon/vm/object"
)

// usageFields are the items of struct_rusage in their order.
var usageFields = []string{
	"ru_utime", "ru_stime", "ru_maxrss", "ru_ixrss", "ru_idrss", "ru_isrss", "ru_minflt", "ru_majflt",
	"ru_nswap", "ru_inblock", "ru_oublock", "ru_msgsnd", "ru_msgrcv", "ru_nsignals", "ru_nvcsw", "ru_nivcsw",
}

// constants are those of every system; each adds its own (systemConstants).
var constants = map[string]int64{
	"RUSAGE_SELF": unix.RUSAGE_SELF, "RUSAGE_CHILDREN": unix.RUSAGE_CHILDREN,
	"RLIMIT_AS": unix.RLIMIT_AS, "RLIMIT_CORE": unix.RLIMIT_CORE, "RLIMIT_CPU": unix.RLIMIT_CPU, "RLIMIT_DATA": unix.RLIMIT_DATA,
	"RLIMIT_FSIZE": unix.RLIMIT_FSIZE, "RLIMIT_MEMLOCK": unix.RLIMIT_MEMLOCK, "RLIMIT_NOFILE": unix.RLIMIT_NOFILE,
	"RLIMIT_NPROC": unix.RLIMIT_NPROC, "RLIMIT_RSS": unix.RLIMIT_RSS, "RLIMIT_STACK": unix.RLIMIT_STACK,
	"RLIM_INFINITY": fromLimit(unix.RLIM_INFINITY),
}

func init() {
	RegisterModule("resource", func(t *Thread, m Value) {
		AddValue(t, m, "struct_rusage", StructSeqType(t, "resource", "struct_rusage", usageFields, 0, nil))
		AddValue(t, m, "error", OSErrorType.Obj)
		for _, table := range []map[string]int64{constants, systemConstants} {
			for name, n := range table {
				AddValue(t, m, name, NewInt(t, n))
			}
		}
		AddFunctions(t, m, []Method{
			{Name: "getrusage", Sig: "(who, /)", Fn: getrusage, Flags: IO},
			{Name: "getrlimit", Sig: "(resource, /)", Fn: getrlimit, Flags: IO},
			{Name: "setrlimit", Sig: "(resource, limits, /)", Fn: setrlimit, Flags: IO},
			{Name: "getpagesize", Sig: "()", Fn: func(t *Thread, _ []Value) Value { return NewInt(t, int64(os.Getpagesize())) }},
		})
		AddFunctions(t, m, systemFunctions)
	})
}

func getrusage(t *Thread, args []Value) Value {
	who, ok := IndexInt(t, args[0])
	if !ok {
		return Null
	}
	var u unix.Rusage
	switch err := unix.Getrusage(who, &u); {
	case errors.Is(err, unix.EINVAL):
		return ValueErrorf(t, "invalid who parameter")
	case err != nil:
		return OSErrorFrom(t, err, Null)
	}
	cls := GetAttrString(t, ImportModule(t, "resource"), "struct_rusage")
	if cls == Null {
		return Null
	}
	items := []Value{NewFloat(seconds(u.Utime)), NewFloat(seconds(u.Stime))}
	for _, n := range []int64{u.Maxrss, u.Ixrss, u.Idrss, u.Isrss, u.Minflt, u.Majflt, u.Nswap, u.Inblock, u.Oublock, u.Msgsnd, u.Msgrcv, u.Nsignals, u.Nvcsw, u.Nivcsw} {
		items = append(items, NewInt(t, n))
	}
	return Call(t, cls, NewTupleFrom(t, items))
}

func seconds(v unix.Timeval) float64 { return float64(v.Sec) + float64(v.Usec)*1e-6 }

func getrlimit(t *Thread, args []Value) Value {
	which, ok := kind(t, args[0])
	if !ok {
		return Null
	}
	var limit unix.Rlimit
	if err := unix.Getrlimit(which, &limit); err != nil {
		return OSErrorFrom(t, err, Null)
	}
	return limits(t, limit)
}

func setrlimit(t *Thread, args []Value) Value {
	which, ok := kind(t, args[0])
	if !ok {
		return Null
	}
	limit, ok := toLimits(t, args[1])
	if !ok {
		return Null
	}
	if err := unix.Setrlimit(which, &limit); err != nil {
		return limitError(t, err)
	}
	return None
}

// kind takes the number of a limit.
func kind(t *Thread, v Value) (which int, ok bool) {
	which, ok = IndexInt(t, v)
	if ok && (which < 0 || which >= kinds) {
		ValueErrorf(t, "invalid resource specified")
		return 0, false
	}
	return which, ok
}

// limitError raises what a system call that sets limits has failed with.
func limitError(t *Thread, err error) Value {
	switch {
	case errors.Is(err, unix.EINVAL):
		return ValueErrorf(t, "current limit exceeds maximum limit")
	case errors.Is(err, unix.EPERM):
		return ValueErrorf(t, "not allowed to raise maximum limit")
	}
	return OSErrorFrom(t, err, Null)
}

// limits is the pair of the current and the maximum limit.
func limits(t *Thread, l unix.Rlimit) Value {
	return NewTuple(t, NewInt(t, fromLimit(l.Cur)), NewInt(t, fromLimit(l.Max)))
}

// fromLimit is a limit as Python shows it: none is -1 where the system's word for
// it is all ones.
func fromLimit(n uint64) int64 { return int64(n) }

// toLimits takes the pair of the current and the maximum limit.
func toLimits(t *Thread, v Value) (l unix.Rlimit, ok bool) {
	items, ok := Collect(t, v)
	if !ok {
		return l, false
	}
	if len(items) != 2 {
		ValueErrorf(t, "expected a tuple of 2 integers")
		return l, false
	}
	if l.Cur, ok = toLimit(t, items[0]); !ok {
		return l, false
	}
	l.Max, ok = toLimit(t, items[1])
	return l, ok
}

func toLimit(t *Thread, v Value) (uint64, bool) {
	n, ok := IntLike(t, v)
	if !ok {
		return 0, false
	}
	switch big := AsBig(n); {
	case big.IsInt64() && big.Int64() == -1:
		return math.MaxUint64, true
	case big.Sign() < 0:
		ValueErrorf(t, "Cannot convert negative int")
	case !big.IsUint64():
		OverflowErrorf(t, "Python int too large to convert to C rlim_t")
	default:
		return big.Uint64(), true
	}
	return 0, false
}
