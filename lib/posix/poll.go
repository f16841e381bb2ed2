package posix

import (
	"math"
	"time"

	"golang.org/x/sys/unix"

	"gorgon/gc"
	"gorgon/lib/io"
	"gorgon/vm/object"
)

// pollConstants are those of poll(2), by the names that select has for them.
var pollConstants = map[string]int64{
	"POLLIN": unix.POLLIN, "POLLPRI": unix.POLLPRI, "POLLOUT": unix.POLLOUT,
	"POLLERR": unix.POLLERR, "POLLHUP": unix.POLLHUP, "POLLNVAL": unix.POLLNVAL,
	"POLLRDNORM": 0x40, "POLLRDBAND": 0x80,
	"PIPE_BUF": pipeBuf,
}

func init() {
	object.RegisterModule("_poll", func(t *Thread, m Value) {
		for name, n := range pollConstants {
			object.AddValue(t, m, name, gc.MakeInt(n))
		}
		for name, n := range systemPollConstants {
			object.AddValue(t, m, name, gc.MakeInt(n))
		}
		object.AddFunctions(t, m, []method{{Name: "wait", Sig: "(events, seconds, /)", Flags: object.Blocks, Fn: pollWait,
			Doc: "Wait for events, a dict by descriptor, for that many seconds or, with None, for ever; return pairs of descriptor and events."}})
	})
}

// waitLimit reads how long to wait: seconds, or None for ever, which is -1.
func waitLimit(t *Thread, v Value) (time.Duration, bool) {
	if v == none {
		return -1, true
	}
	seconds, ok := object.AsFloat(t, v)
	if !ok {
		return 0, false
	}
	if seconds >= math.MaxInt64/1e9 {
		return math.MaxInt64, true
	}
	return max(0, time.Duration(math.Ceil(seconds*1e9))), true
}

func pollWait(t *Thread, args []Value) Value {
	var fds []unix.PollFd
	ok := object.IterateMapping(t, args[0], func(k, v Value) bool {
		fd, ok := object.IndexInt(t, k)
		if !ok {
			return false
		}
		events, ok := object.IndexInt(t, v)
		fds = append(fds, unix.PollFd{Fd: int32(fd), Events: int16(events)})
		return ok
	})
	if !ok {
		return null
	}
	timeout, ok := waitLimit(t, args[1])
	if !ok {
		return null
	}
	_, err, ok := io.Poll(t, fds, timeout)
	switch {
	case !ok:
		return null
	case err != nil:
		return object.OSErrorFrom(t, err, null)
	}
	ready := object.NewList(t, nil)
	for _, fd := range fds {
		if fd.Revents != 0 {
			object.ListAppend(t, ready, object.NewTuple(t, gc.MakeInt(int64(fd.Fd)), gc.MakeInt(int64(uint16(fd.Revents)))))
		}
	}
	return ready
}
