package io

import (
	"syscall"
	"unsafe"
)

// terminalAttributes is an error unless the descriptor is a terminal.
func terminalAttributes(fd int) error {
	var attributes syscall.Termios
	_, _, no := syscall.Syscall(syscall.SYS_IOCTL, uintptr(fd), syscall.TIOCGETA, uintptr(unsafe.Pointer(&attributes)))
	if no != 0 {
		return no
	}
	return nil
}
