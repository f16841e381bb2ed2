package poll

import (
	"math"
	"time"

	"golang.org/x/sys/unix"

	"gorgon/gc"
	"gorgon/lib/io"
	. "gorgon/vm/object"
)

// constants are those of poll(2), by the names that select has for them.
var constants = map[string]int64{
	"POLLIN": unix.POLLIN, "POLLPRI": unix.POLLPRI, "POLLOUT": unix.POLLOUT,
	"POLLERR": unix.POLLERR, "POLLHUP": unix.POLLHUP, "POLLNVAL": unix.POLLNVAL,
	"POLLRDNORM": 0x40, "POLLRDBAND": 0x80,
	"PIPE_BUF": pipeBuf,
}

func init() {
	RegisterModule("_poll", func(t *Thread, m Value) {
		for name, n := range constants {
			AddValue(t, m, name, gc.MakeInt(n))
		}
		for name, n := range systemConstants {
			AddValue(t, m, name, gc.MakeInt(n))
		}
		AddFunctions(t, m, []Method{{Name: "wait", Sig: "(events, seconds, /)", Flags: Blocks, Fn: wait,
			Doc: "Wait for events, a dict by descriptor, for that many seconds or, with None, for ever; return pairs of descriptor and events."}})
	})
}

func wait(t *Thread, args []Value) Value {
	var fds []unix.PollFd
	ok := IterateMapping(t, args[0], func(k, v Value) bool {
		fd, ok := IndexInt(t, k)
		if !ok {
			return false
		}
		events, ok := IndexInt(t, v)
		fds = append(fds, unix.PollFd{Fd: int32(fd), Events: int16(events)})
		return ok
	})
	if !ok {
		return Null
	}
	timeout := time.Duration(-1)
	if args[1] != gc.None {
		seconds, ok := AsFloat(t, args[1])
		if !ok {
			return Null
		}
		if timeout = math.MaxInt64; seconds < math.MaxInt64/1e9 {
			timeout = max(0, time.Duration(math.Ceil(seconds*1e9)))
		}
	}
	_, err, ok := io.Poll(t, fds, timeout)
	switch {
	case !ok:
		return Null
	case err != nil:
		return OSErrorFrom(t, err, Null)
	}
	ready := NewList(t, nil)
	for _, fd := range fds {
		if fd.Revents != 0 {
			ListAppend(t, ready, NewTuple(t, gc.MakeInt(int64(fd.Fd)), gc.MakeInt(int64(uint16(fd.Revents)))))
		}
	}
	return ready
}
