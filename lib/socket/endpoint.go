package socket

import (
	"unsafe"

	"golang.org/x/sys/unix"
)

// The calls of the system that take an address or fill one in.

func bindTo(fd int, a *address) error {
	return errno(unix.Syscall(unix.SYS_BIND, uintptr(fd), uintptr(unsafe.Pointer(&a.raw)), uintptr(a.length)))
}

func connectTo(fd int, a *address) error {
	return errno(unix.Syscall(unix.SYS_CONNECT, uintptr(fd), uintptr(unsafe.Pointer(&a.raw)), uintptr(a.length)))
}

func getsockname(fd int) (a address, err error) {
	a = emptyAddress()
	err = errno(unix.Syscall(unix.SYS_GETSOCKNAME, uintptr(fd), uintptr(unsafe.Pointer(&a.raw)), uintptr(unsafe.Pointer(&a.length))))
	return a, err
}

func getpeername(fd int) (a address, err error) {
	a = emptyAddress()
	err = errno(unix.Syscall(unix.SYS_GETPEERNAME, uintptr(fd), uintptr(unsafe.Pointer(&a.raw)), uintptr(unsafe.Pointer(&a.length))))
	return a, err
}
