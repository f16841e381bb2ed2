package posix

import (
	"golang.org/x/sys/unix"

	"gorgon/gc"
	"gorgon/lib/io"
	"gorgon/vm/object"
)

// epollConstants are those of epoll(7).
var epollConstants = map[string]int64{
	"EPOLLIN": unix.EPOLLIN, "EPOLLOUT": unix.EPOLLOUT, "EPOLLPRI": unix.EPOLLPRI, "EPOLLERR": unix.EPOLLERR, "EPOLLHUP": unix.EPOLLHUP,
	"EPOLLRDHUP": unix.EPOLLRDHUP, "EPOLLRDNORM": unix.EPOLLRDNORM, "EPOLLRDBAND": unix.EPOLLRDBAND, "EPOLLWRNORM": unix.EPOLLWRNORM,
	"EPOLLWRBAND": unix.EPOLLWRBAND, "EPOLLMSG": unix.EPOLLMSG, "EPOLLET": unix.EPOLLET, "EPOLLONESHOT": unix.EPOLLONESHOT,
	"EPOLLWAKEUP": unix.EPOLLWAKEUP, "EPOLL_CLOEXEC": unix.EPOLL_CLOEXEC,
}

func init() {
	object.RegisterModule("_epoll", func(t *Thread, m Value) {
		for name, n := range epollConstants {
			object.AddValue(t, m, name, gc.MakeInt(n))
		}
		object.AddFunctions(t, m, []method{
			{Name: "create", Sig: "()", Flags: object.IO, Fn: epollCreate, Doc: "Make a descriptor that watches others."},
			{Name: "add", Sig: "(epoll, fd, events, /)", Flags: object.IO, Fn: epollControl(unix.EPOLL_CTL_ADD), Doc: "Watch a descriptor."},
			{Name: "change", Sig: "(epoll, fd, events, /)", Flags: object.IO, Fn: epollControl(unix.EPOLL_CTL_MOD), Doc: "Change what a descriptor is watched for."},
			{Name: "remove", Sig: "(epoll, fd, events, /)", Flags: object.IO, Fn: epollControl(unix.EPOLL_CTL_DEL), Doc: "Watch a descriptor no longer."},
			{Name: "await_events", Sig: "(epoll, seconds, most, /)", Flags: object.Blocks, Fn: epollWait,
				Doc: "Wait for events, for that many seconds or, with None, for ever; return at most so many pairs of descriptor and events."},
		})
	})
}

func epollCreate(t *Thread, _ []Value) Value {
	fd, err := unix.EpollCreate1(unix.EPOLL_CLOEXEC)
	if err != nil {
		return object.OSErrorFrom(t, err, null)
	}
	return gc.MakeInt(int64(fd))
}

// epollControl makes the function of one of the operations of epoll_ctl(2).
func epollControl(operation int) object.NativeFn {
	return func(t *Thread, args []Value) Value {
		var numbers [3]int
		for i, v := range args {
			n, ok := object.IndexInt(t, v)
			if !ok {
				return null
			}
			numbers[i] = n
		}
		event := unix.EpollEvent{Fd: int32(numbers[1]), Events: uint32(numbers[2])}
		return done(t, unix.EpollCtl(numbers[0], operation, numbers[1], &event), null)
	}
}

// epollWait waits in poll(2) until the descriptor has events to tell, as all
// waits that signals interrupt.
func epollWait(t *Thread, args []Value) Value {
	fd, ok := object.IndexInt(t, args[0])
	if !ok {
		return null
	}
	limit, ok := waitLimit(t, args[1])
	if !ok {
		return null
	}
	most, ok := object.IndexInt(t, args[2])
	if !ok || !object.Room(t, most, 16) {
		return null
	}
	ready, err, ok := io.Poll(t, []unix.PollFd{{Fd: int32(fd), Events: unix.POLLIN}}, limit)
	if !ok {
		return null
	}
	events := make([]unix.EpollEvent, most)
	n := 0
	if err == nil && ready > 0 {
		err = retry(func() (err error) {
			n, err = unix.EpollWait(fd, events, 0)
			return err
		})
	}
	if err != nil {
		return object.OSErrorFrom(t, err, null)
	}
	list := object.NewList(t, nil)
	for _, e := range events[:n] {
		object.ListAppend(t, list, object.NewTuple(t, gc.MakeInt(int64(e.Fd)), gc.MakeInt(int64(e.Events))))
	}
	return list
}
