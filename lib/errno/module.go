// Package errno is the module errno: the system's error numbers by name.
//
// In: golang.org/x/sys. Out: the module. Main invariant: no state. Only the
// composition root imports it, for its registration.
package errno

import (
	"syscall"

	"golang.org/x/sys/unix"

	"gorgon/gc"
	. "gorgon/vm/object"
)

// aliases are the second names of numbers that have two.
var aliases = map[string]syscall.Errno{
	"EWOULDBLOCK": unix.EWOULDBLOCK,
	"EDEADLK":     unix.EDEADLK,
	"EDEADLOCK":   unix.EDEADLK,
	"ENOTSUP":     unix.ENOTSUP,
	"EOPNOTSUPP":  unix.EOPNOTSUPP,
}

// preferred are the names in errorcode where there are two.
var preferred = map[string]string{"EDEADLK": "EDEADLOCK", "EOPNOTSUPP": "ENOTSUP", "EWOULDBLOCK": "EAGAIN"}

func init() {
	RegisterModule("errno", func(t *Thread, m Value) {
		codes := NewDict(t)
		for no := syscall.Errno(1); no < 200; no++ {
			name := unix.ErrnoName(no)
			if name == "" {
				continue
			}
			n := gc.MakeInt(int64(no))
			AddValue(t, m, name, n)
			if p := preferred[name]; p != "" {
				name = p
			}
			DictSet(t, codes, n, Intern(name))
		}
		for name, no := range aliases {
			AddValue(t, m, name, gc.MakeInt(int64(no)))
		}
		AddValue(t, m, "errorcode", codes)
	})
}
