package socket

import (
	"fmt"
	"math"
	"sync/atomic"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"

	"gorgon/gc"
	. "gorgon/vm/object"
)

// The word of a socket after its header is the handle of its state.
const (
	wordHandle    = gc.HeaderSize
	socketPayload = 8
)

// forever is the timeout of a socket that waits as long as it takes.
const forever time.Duration = -1

// state is the Go side of a socket.
type state struct {
	fd                  atomic.Int64 // -1: closed, or not open yet
	family, kind, proto int
	timeout             atomic.Int64 // time.Duration; 0: calls do not wait, below: forever
}

// handles closes the sockets whose objects are dead.
var handles = NewHandles(func(dead []*state) {
	for _, s := range dead {
		s.close()
	}
})

var socketType = NewType("socket", 0)

func init() {
	var methods []Method
	for _, list := range [][]Method{socketMethods, connectMethods, transferMethods, messageMethods} {
		methods = append(methods, list...)
	}
	socketType.Setup(Spec{
		Module: "_socket", Payload: socketPayload, Layout: gc.LayoutValues,
		Doc:     "socket(family=AF_INET, type=SOCK_STREAM, proto=0) -> socket object\nsocket(family=-1, type=-1, proto=-1, fileno=None) -> socket object\n\nOpen a socket of the given type.",
		Slots:   Slots{New: newSocket, Init: initSocket, Repr: reprSocket},
		Methods: methods,
		Getset: []Getset{
			member("family", "the socket family", func(s *state) int { return s.family }),
			member("type", "the socket type", func(s *state) int { return s.kind }),
			member("proto", "the socket protocol", func(s *state) int { return s.proto }),
			{Name: "timeout", Doc: "the socket timeout", Get: func(t *Thread, v Value) Value { return timeoutValue(stateOf(v).limit()) }},
		},
	})
}

func member(name, doc string, get func(s *state) int) Getset {
	return Getset{Name: name, Doc: doc, Member: true, Get: func(t *Thread, v Value) Value { return gc.MakeInt(int64(get(stateOf(v)))) }}
}

var socketMethods = []Method{
	{Name: "close", Sig: "(self, /)", Fn: closeSocket, Flags: IO, Doc: "close()\n\nClose the socket.  It cannot be used after this call."},
	{Name: "detach", Sig: "(self, /)", Fn: detach, Flags: IO, Doc: "detach()\n\nClose the socket object without closing the underlying file descriptor.\nThe object cannot be used after this call, but the file descriptor\ncan be reused for other purposes.  The file descriptor is returned."},
	{Name: "fileno", Sig: "(self, /)", Fn: fileno, Doc: "fileno() -> integer\n\nReturn the integer file descriptor of the socket."},
	{Name: "bind", Sig: "(self, address, /)", Fn: bind, Flags: Blocks, Doc: "bind(address)\n\nBind the socket to a local address."},
	{Name: "listen", Sig: "(self, backlog=?, /)", Fn: listen, Flags: IO, Doc: "listen([backlog])\n\nEnable a server to accept connections."},
	{Name: "shutdown", Sig: "(self, how, /)", Fn: shutdown, Flags: IO, Doc: "shutdown(flag)\n\nShut down the reading side of the socket (flag == SHUT_RD), the writing side\nof the socket (flag == SHUT_WR), or both ends (flag == SHUT_RDWR)."},
	{Name: "getsockname", Sig: "(self, /)", Fn: ownAddress(getsockname), Flags: IO, Doc: "getsockname() -> address info\n\nReturn the address of the local endpoint."},
	{Name: "getpeername", Sig: "(self, /)", Fn: ownAddress(getpeername), Flags: IO, Doc: "getpeername() -> address info\n\nReturn the address of the remote endpoint."},
	{Name: "getsockopt", Sig: "(self, level, option, buffersize=?, /)", Fn: getOption, Flags: IO, Doc: "getsockopt(level, option[, buffersize]) -> value\n\nGet a socket option."},
	{Name: "setsockopt", Sig: "(self, level, option, value, length=?, /)", Fn: setOption, Flags: IO, Doc: "setsockopt(level, option, value: int)\nsetsockopt(level, option, value: buffer)\nsetsockopt(level, option, None, optlen: int)\n\nSet a socket option."},
	{Name: "settimeout", Sig: "(self, timeout, /)", Fn: setTimeout, Flags: IO, Doc: "settimeout(timeout)\n\nSet a timeout on socket operations."},
	{Name: "gettimeout", Sig: "(self, /)", Fn: func(t *Thread, args []Value) Value { return timeoutValue(stateOf(args[0]).limit()) }, Doc: "gettimeout() -> timeout\n\nReturns the timeout in seconds (float) associated with socket operations."},
	{Name: "setblocking", Sig: "(self, flag, /)", Fn: setBlocking, Flags: IO, Doc: "setblocking(flag)\n\nSet the socket to blocking (flag is true) or non-blocking (false)."},
	{Name: "getblocking", Sig: "(self, /)", Fn: func(t *Thread, args []Value) Value { return gc.MakeBool(stateOf(args[0]).limit() != 0) }, Doc: "getblocking()\n\nReturns True if socket is in blocking mode, or False if it\nis in non-blocking mode."},
}

// newSocket makes a socket that is not open.
func newSocket(t *Thread, cls *Type, _ []Value, _ Value) Value {
	s := &state{}
	s.fd.Store(-1)
	s.timeout.Store(int64(forever))
	v := gc.MakePtr(cls.New(t))
	number := handles.Add(v, s)
	t.OnAbort(func() { handles.Drop(number) })
	gc.Store(v.Addr()+wordHandle, number)
	return v
}

// stateOf needs no barrier, because the word never changes. With one, a thread that sends
// would wait for an atomic block that waits for what is sent.
func stateOf(v Value) *state { return handles.At(gc.Load(v.Addr() + wordHandle)) }

// number is the descriptor.
func (s *state) number() int { return int(s.fd.Load()) }

func (s *state) limit() time.Duration { return time.Duration(s.timeout.Load()) }

// close is what close() does; it may come from any thread.
func (s *state) close() error {
	fd := s.fd.Swap(-1)
	if fd < 0 {
		return nil
	}
	if err := unix.Close(int(fd)); err != nil && err != unix.ECONNRESET {
		return err
	}
	return nil
}

// begin gives the state its open descriptor.
func (s *state) begin(fd, family, kind, proto int) error {
	s.fd.Store(int64(fd))
	s.family, s.kind, s.proto = family, kind&^kindFlags, proto
	s.timeout.Store(defaultTimeout.Load())
	switch {
	case kind&nonblockFlag != 0:
		s.timeout.Store(0)
	case s.limit() >= 0:
		return unix.SetNonblock(fd, true)
	}
	return nil
}

func initSocket(t *Thread, v Value, args []Value, kw Value) bool {
	a, ok := ConstructorArgs(t, "socket", args, kw, 0, "family", "type", "proto", "fileno")
	if !ok {
		return false
	}
	family, kind, proto := -1, -1, -1
	if !intArgs(t, a, &family, &kind, &proto) {
		return false
	}
	s := stateOf(v)
	if a[3] != Null && a[3] != None {
		return s.adopt(t, a[3], family, kind, proto)
	}
	if family == -1 {
		family = unix.AF_INET
	}
	if kind == -1 {
		kind = unix.SOCK_STREAM
	}
	proto = max(proto, 0)
	fd, err := open(family, kind, proto)
	if err == nil {
		s.close()
		t.OnAbort(func() { s.close() })
		err = s.begin(fd, family, kind, proto)
	}
	if err != nil {
		fail(t, err)
	}
	return err == nil
}

// adopt takes a descriptor that is open already, and asks the system for what is -1.
func (s *state) adopt(t *Thread, number Value, family, kind, proto int) bool {
	fd, ok := IndexInt(t, number)
	if !ok {
		return false
	}
	if fd < 0 {
		ValueErrorf(t, "negative file descriptor")
		return false
	}
	addr, err := getsockname(fd)
	if family == -1 {
		family = addr.family()
	} else if err != unix.EBADF && err != unix.ENOTSOCK {
		err = nil
	}
	if err == nil && kind == -1 {
		kind, err = unix.GetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_TYPE)
	}
	if err == nil && proto == -1 {
		proto, err = protocolOf(fd)
	}
	if err == nil {
		t.OnAbort(func() { s.fd.Store(-1) })
		err = s.begin(fd, family, kind, proto)
	}
	if err != nil {
		fail(t, err)
	}
	return err == nil
}

func reprSocket(t *Thread, v Value) Value {
	s := stateOf(v)
	return NewStr(t, fmt.Sprintf("<socket object, fd=%d, family=%d, type=%d, proto=%d>", s.number(), s.family, s.kind, s.proto))
}

func closeSocket(t *Thread, args []Value) Value { return done(t, stateOf(args[0]).close()) }

func detach(t *Thread, args []Value) Value { return gc.MakeInt(stateOf(args[0]).fd.Swap(-1)) }

func fileno(t *Thread, args []Value) Value { return gc.MakeInt(stateOf(args[0]).fd.Load()) }

func bind(t *Thread, args []Value) Value {
	s := stateOf(args[0])
	addr, ok := s.addressArg(t, "bind", args[1])
	if !ok {
		return Null
	}
	return done(t, bindTo(s.number(), &addr))
}

func listen(t *Thread, args []Value) Value {
	backlog := min(unix.SOMAXCONN, 128)
	if !intArgs(t, args[1:], &backlog) {
		return Null
	}
	return done(t, unix.Listen(stateOf(args[0]).number(), max(backlog, 0)))
}

func shutdown(t *Thread, args []Value) Value {
	how, ok := IndexInt(t, args[1])
	if !ok {
		return Null
	}
	return done(t, unix.Shutdown(stateOf(args[0]).number(), how))
}

// ownAddress makes the method that shows an address which the system knows.
func ownAddress(get func(fd int) (address, error)) NativeFn {
	return func(t *Thread, args []Value) Value {
		addr, err := get(stateOf(args[0]).number())
		if err != nil {
			return fail(t, err)
		}
		return addr.value(t)
	}
}

// mostOption is the longest option that is asked for, in bytes, as in CPython.
const mostOption = 1024

func getOption(t *Thread, args []Value) Value {
	var level, option, size int
	if !intArgs(t, args[1:], &level, &option, &size) {
		return Null
	}
	fd := stateOf(args[0]).number()
	if size == 0 {
		n, err := unix.GetsockoptInt(fd, level, option)
		if err != nil {
			return fail(t, err)
		}
		return gc.MakeInt(int64(n))
	}
	if size < 0 || size > mostOption {
		return Raise(t, OSErrorType, "getsockopt buflen out of range")
	}
	b := make([]byte, size)
	length := uint32(size)
	if err := errno(unix.Syscall6(unix.SYS_GETSOCKOPT, uintptr(fd), uintptr(level), uintptr(option), uintptr(unsafe.Pointer(unsafe.SliceData(b))), uintptr(unsafe.Pointer(&length)), 0)); err != nil {
		return fail(t, err)
	}
	return NewBytes(t, b[:length])
}

func setOption(t *Thread, args []Value) Value {
	var level, option int
	if !intArgs(t, args[1:3], &level, &option) {
		return Null
	}
	fd, value := stateOf(args[0]).number(), args[3]
	switch {
	case value == None:
		if args[4] == Null {
			break
		}
		length, ok := IndexInt(t, args[4])
		if !ok {
			return Null
		}
		return done(t, errno(unix.Syscall6(unix.SYS_SETSOCKOPT, uintptr(fd), uintptr(level), uintptr(option), 0, uintptr(length), 0)))
	case args[4] != Null:
		return TypeErrorf(t, "setsockopt() takes exactly 3 arguments (4 given)")
	case IsIntObj(value):
		n, ok := AsInt64(value)
		if !ok || n != int64(int32(n)) && n != int64(uint32(n)) {
			return OverflowErrorf(t, "Python int too large to convert to C int")
		}
		return done(t, unix.SetsockoptInt(fd, level, option, int(int32(n))))
	}
	b, ok := BufferBytes(t, value)
	if !ok {
		return Null
	}
	return done(t, errno(unix.Syscall6(unix.SYS_SETSOCKOPT, uintptr(fd), uintptr(level), uintptr(option), uintptr(unsafe.Pointer(unsafe.SliceData(b))), uintptr(len(b)), 0)))
}

// timeoutArg reads a timeout: None, or seconds.
func timeoutArg(t *Thread, v Value) (time.Duration, bool) {
	if v == None {
		return forever, true
	}
	if s := &TypeOf(v).Slots; s.ToFloat == nil && s.Index == nil {
		TypeErrorf(t, "'%s' object cannot be interpreted as an integer or float", TypeName(v))
		return 0, false
	}
	f, ok := AsFloat(t, v)
	switch {
	case !ok:
	case math.IsNaN(f):
		ValueErrorf(t, "Invalid value NaN (not a number)")
	case f < 0:
		ValueErrorf(t, "Timeout value out of range")
	case f >= math.MaxInt64/1e9:
		OverflowErrorf(t, "timestamp too large to convert to C PyTime_t")
	default:
		return time.Duration(math.Ceil(f * 1e9)), true
	}
	return 0, false
}

func setTimeout(t *Thread, args []Value) Value {
	d, ok := timeoutArg(t, args[1])
	if !ok {
		return Null
	}
	return stateOf(args[0]).setLimit(t, d)
}

func setBlocking(t *Thread, args []Value) Value {
	blocking, ok := Truth(t, args[1])
	if !ok {
		return Null
	}
	var d time.Duration
	if blocking {
		d = forever
	}
	return stateOf(args[0]).setLimit(t, d)
}

func (s *state) setLimit(t *Thread, d time.Duration) Value {
	s.timeout.Store(int64(d))
	return done(t, unix.SetNonblock(s.number(), d >= 0))
}
