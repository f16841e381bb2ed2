package socket

import (
	"errors"

	"golang.org/x/sys/unix"

	"gorgon/gc"
	. "gorgon/vm/object"
)

var connectMethods = []Method{
	{Name: "_accept", Sig: "(self, /)", Fn: accept, Flags: Blocks, Doc: "_accept() -> (integer, address info)\n\nWait for an incoming connection.  Return a new socket file descriptor\nrepresenting the connection, and the address of the client."},
	{Name: "connect", Sig: "(self, address, /)", Fn: connect, Flags: Blocks, Doc: "connect(address)\n\nConnect the socket to a remote address."},
	{Name: "connect_ex", Sig: "(self, address, /)", Fn: connectEx, Flags: Blocks, Doc: "connect_ex(address) -> errno\n\nThis is like connect(address), but returns an error code (the errno value)\ninstead of raising an exception when an error occurs."},
}

// accept waits first: the descriptor of a socket without a timeout would wait
// in the kernel, where no signal reaches the main thread. What another thread has taken
// meanwhile is waited for there.
func accept(t *Thread, args []Value) Value {
	p := stateOf(args[0]).patient()
	fd := -1
	var from address
	var err error
	try := func() (err error) {
		fd, from, err = acceptFrom(p.fd)
		return err
	}
	if p.limit >= 0 {
		err = p.do(t, unix.POLLIN, try)
	} else if err = p.await(t, unix.POLLIN); err == nil {
		err = waiting(t, try)
	}
	if err != nil {
		return fail(t, err)
	}
	return NewTuple(t, gc.MakeInt(int64(fd)), from.value(t))
}

func connect(t *Thread, args []Value) Value {
	s := stateOf(args[0])
	addr, ok := s.addressArg(t, "connect", args[1])
	if !ok {
		return Null
	}
	return done(t, s.connect(t, &addr))
}

func connectEx(t *Thread, args []Value) Value {
	s := stateOf(args[0])
	addr, ok := s.addressArg(t, "connect_ex", args[1])
	if !ok {
		return Null
	}
	err := s.connect(t, &addr)
	var no unix.Errno
	switch {
	case err == ErrPending:
		return Null
	case err == errTimeout:
		no = unix.EWOULDBLOCK
	case errors.As(err, &no):
	}
	return gc.MakeInt(int64(no))
}

// connect leaves the descriptor as the timeout wants it, and does not let it wait
// meanwhile, but in the family where connect cannot be gone on with by poll.
func (s *state) connect(t *Thread, addr *address) error {
	p := s.patient()
	call := func() error { return connectTo(p.fd, addr) }
	if p.limit >= 0 {
		return p.finishConnect(t, call())
	}
	if addr.family() == unix.AF_UNIX {
		return waiting(t, call)
	}
	if err := unix.SetNonblock(p.fd, true); err != nil {
		return err
	}
	begun := call()
	err := p.finishConnect(t, begun)
	if failureStays && begun != nil && err != nil {
		call() // says again that it has failed, and ends that
	}
	if s.limit() < 0 {
		unix.SetNonblock(p.fd, false)
	}
	return err
}

// finishConnect waits until what connect has begun has an end.
func (p *patience) finishConnect(t *Thread, err error) error {
	if p.limit == 0 || err != unix.EINPROGRESS && err != unix.EINTR {
		return err
	}
	if err = p.await(t, unix.POLLOUT); err != nil {
		return err
	}
	no, err := unix.GetsockoptInt(p.fd, unix.SOL_SOCKET, unix.SO_ERROR)
	if err == nil && no != 0 && unix.Errno(no) != unix.EISCONN {
		err = unix.Errno(no)
	}
	return err
}
