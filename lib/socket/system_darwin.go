package socket

import (
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"

	"gorgon/gc"
	. "gorgon/vm/object"
)

const (
	kindFlags    = 0 // a socket's type carries no flags
	nonblockFlag = 0
	// dontWait is the flag of transfers that do not wait whatever the descriptor
	// says; MSG_DONTWAIT alone is for receiving, sending looks at MSG_NBIO.
	dontWait = unix.MSG_DONTWAIT | 0x20000
	// abstractNames: sockets of a machine may have names that are no files.
	abstractNames = false
	// failureStays: a connect is not told of the failure of another.
	failureStays = false
)

func (a *address) setFamily(family, length int) {
	a.raw.Addr.Len, a.raw.Addr.Family = uint8(length), uint8(family)
}

// open makes a socket that other programs do not inherit.
func open(family, kind, proto int) (int, error) {
	syscall.ForkLock.RLock()
	defer syscall.ForkLock.RUnlock()
	fd, err := unix.Socket(family, kind, proto)
	if err == nil {
		unix.CloseOnExec(fd)
	}
	return fd, err
}

func openPair(family, kind, proto int) ([2]int, error) {
	syscall.ForkLock.RLock()
	defer syscall.ForkLock.RUnlock()
	fds, err := unix.Socketpair(family, kind, proto)
	if err == nil {
		unix.CloseOnExec(fds[0])
		unix.CloseOnExec(fds[1])
	}
	return fds, err
}

func acceptFrom(fd int) (n int, from address, err error) {
	from = emptyAddress()
	got, _, no := unix.Syscall(unix.SYS_ACCEPT, uintptr(fd), uintptr(unsafe.Pointer(&from.raw)), uintptr(unsafe.Pointer(&from.length)))
	if no != 0 {
		return -1, from, no
	}
	unix.CloseOnExec(int(got))
	return int(got), from, nil
}

// protocolOf is 0: the system does not tell.
func protocolOf(int) (int, error) { return 0, nil }

// otherArg: there is no family but those of every system.
func otherArg(*Thread, string, int, Value) (a address, known, ok bool) { return a, false, false }

// otherValue shows the bytes of an address of an unknown family.
func (a *address) otherValue(t *Thread, b []byte) Value {
	return NewTuple(t, gc.MakeInt(int64(a.family())), NewBytes(t, b[min(2, len(b)):]))
}

// systemFunctions: there is no sethostname and no if_nameindex.
var systemFunctions []Method

// The names of interfaces are in the tables of the kernel's routes only: they
// are not looked up.

func interfaceName(int) (string, error) { return "", unix.ENXIO }

func interfaceIndex(string) (int, error) { return 0, unix.ENODEV }
