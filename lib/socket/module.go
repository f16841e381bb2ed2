package socket

import (
	"errors"
	"sync/atomic"
	"time"

	"golang.org/x/sys/unix"

	. "gorgon/vm/object"
)

var (
	gaiErrorType  = NewExceptionType("socket", "gaierror", OSErrorType, "")
	hostErrorType = NewExceptionType("socket", "herror", OSErrorType, "")
)

// defaultTimeout is that of new sockets; see state.timeout.
var defaultTimeout atomic.Int64

func init() {
	defaultTimeout.Store(int64(forever))
	RegisterModule("_socket", func(t *Thread, m Value) {
		AddValue(t, m, "__doc__", NewStr(t, "Implementation module for socket operations.\n\nSee the socket module for documentation."))
		AddValue(t, m, "error", OSErrorType.Obj)
		AddValue(t, m, "timeout", TimeoutErrorType.Obj)
		AddType(t, m, gaiErrorType)
		AddType(t, m, hostErrorType)
		AddType(t, m, socketType)
		AddValue(t, m, "SocketType", socketType.Obj)
		AddValue(t, m, "has_ipv6", True)
		for _, table := range []map[string]int64{constants, systemConstants} {
			for name, n := range table {
				AddValue(t, m, name, NewInt(t, n))
			}
		}
		for _, list := range [][]Method{functions, nameFunctions, numberFunctions, systemFunctions} {
			AddFunctions(t, m, list)
		}
	})
}

var functions = []Method{
	{Name: "close", Sig: "(fd, /)", Fn: closeFD, Flags: IO, Doc: "Close an integer socket file descriptor.  This is like os.close(), but for\nsockets; on some platforms os.close() won't work for socket file descriptors."},
	{Name: "dup", Sig: "(fd, /)", Fn: dup, Flags: IO, Doc: "Duplicate an integer socket file descriptor.  This is like os.dup(), but for\nsockets; on some platforms os.dup() won't work for socket file descriptors."},
	{Name: "socketpair", Sig: "(family=?, type=?, proto=?, /)", Fn: socketPair, Flags: IO, Doc: "Create a pair of socket objects from the sockets returned by the platform\nsocketpair() function."},
	{Name: "getdefaulttimeout", Sig: "()", Fn: getDefaultTimeout, Doc: "Returns the default timeout in seconds (float) for new socket objects."},
	{Name: "setdefaulttimeout", Sig: "(timeout, /)", Fn: setDefaultTimeout, Flags: IO, Doc: "Set the default timeout in seconds (float) for new socket objects."},
	{Name: "CMSG_LEN", Sig: "(length, /)", Fn: controlSize("CMSG_LEN", unix.CmsgLen), Doc: "Return the total length, without trailing padding, of an ancillary\ndata item with associated data of the given length."},
	{Name: "CMSG_SPACE", Sig: "(length, /)", Fn: controlSize("CMSG_SPACE", unix.CmsgSpace), Doc: "Return the buffer size needed for recvmsg() to receive an ancillary\ndata item with associated data of the given length, along with any\ntrailing padding."},
}

// errTimeout is what a call fails with whose time is over.
var errTimeout = errors.New("timed out")

// fail raises what a call has failed with.
func fail(t *Thread, err error) Value {
	if err == errTimeout {
		return Raise(t, TimeoutErrorType, "timed out")
	}
	return OSErrorFrom(t, err, Null)
}

// done is None, or the exception for err.
func done(t *Thread, err error) Value {
	if err != nil {
		return fail(t, err)
	}
	return None
}

// intArgs converts the arguments that are ints, in place of the standard values.
func intArgs(t *Thread, args []Value, numbers ...*int) bool {
	for i, p := range numbers {
		if args[i] == Null {
			continue
		}
		n, ok := IndexInt(t, args[i])
		if !ok {
			return false
		}
		*p = n
	}
	return true
}

func closeFD(t *Thread, args []Value) Value {
	fd, ok := IndexInt(t, args[0])
	if !ok {
		return Null
	}
	err := unix.Close(fd)
	if err == unix.ECONNRESET {
		err = nil // the peer's doing, and the descriptor is closed
	}
	return done(t, err)
}

func dup(t *Thread, args []Value) Value {
	fd, ok := IndexInt(t, args[0])
	if !ok {
		return Null
	}
	n, err := unix.FcntlInt(uintptr(fd), unix.F_DUPFD_CLOEXEC, 0)
	if err != nil {
		return fail(t, err)
	}
	return NewInt(t, int64(n))
}

func socketPair(t *Thread, args []Value) Value {
	family, kind, proto := unix.AF_UNIX, unix.SOCK_STREAM, 0
	if !intArgs(t, args, &family, &kind, &proto) {
		return Null
	}
	fds, err := openPair(family, kind, proto)
	if err != nil {
		return fail(t, err)
	}
	var pair [2]Value
	for i, fd := range fds {
		pair[i] = newSocket(t, socketType, nil, Null)
		if err := stateOf(pair[i]).begin(fd, family, kind, proto); err != nil {
			return fail(t, err)
		}
	}
	return NewTuple(t, pair[0], pair[1])
}

// timeoutValue is a timeout as Python shows it.
func timeoutValue(d time.Duration) Value {
	if d < 0 {
		return None
	}
	return NewFloat(d.Seconds())
}

func getDefaultTimeout(t *Thread, _ []Value) Value {
	return timeoutValue(time.Duration(defaultTimeout.Load()))
}

func setDefaultTimeout(t *Thread, args []Value) Value {
	d, ok := timeoutArg(t, args[0])
	if !ok {
		return Null
	}
	defaultTimeout.Store(int64(d))
	return None
}
