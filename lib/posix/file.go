package posix

import (
	"golang.org/x/sys/unix"

	"gorgon/gc"
	"gorgon/lib/io"
	"gorgon/vm/object"
)

// fileFunctions are those about descriptors.
var fileFunctions = []method{
	{Name: "open", Sig: "(path, flags, mode=?, *, dir_fd=?)", Fn: open, Flags: object.IO, Doc: "Open a file for low level IO.  Returns a file descriptor (integer)."},
	{Name: "close", Sig: "(fd)", Fn: onFD(unix.Close), Flags: object.IO, Doc: "Close a file descriptor."},
	{Name: "closerange", Sig: "(fd_low, fd_high, /)", Fn: closeRange, Flags: object.IO, Doc: "Closes all file descriptors in [fd_low, fd_high), ignoring errors."},
	{Name: "read", Sig: "(fd, length, /)", Fn: read, Flags: object.Blocks, Doc: "Read from a file descriptor.  Returns a bytes object."},
	{Name: "readinto", Sig: "(fd, buffer, /)", Fn: readInto, Flags: object.Blocks, Doc: "Read into a buffer object from a file descriptor."},
	{Name: "pread", Sig: "(fd, length, offset, /)", Fn: pread, Flags: object.IO, Doc: "Read a number of bytes from a file descriptor starting at a particular offset."},
	{Name: "write", Sig: "(fd, data, /)", Fn: write, Flags: object.IO, Doc: "Write a bytes object to a file descriptor."},
	{Name: "pwrite", Sig: "(fd, buffer, offset, /)", Fn: pwrite, Flags: object.IO, Doc: "Write bytes to a file descriptor starting at a particular offset."},
	{Name: "lseek", Sig: "(fd, position, whence, /)", Fn: lseek, Flags: object.IO, Doc: "Set the position of a file descriptor.  Return the new position."},
	{Name: "fstat", Sig: "(fd)", Fn: fstat, Flags: object.IO, Doc: "Perform a stat system call on the given file descriptor."},
	{Name: "fstatvfs", Sig: "(fd, /)", Fn: statvfs, Flags: object.IO, Doc: "Perform an fstatvfs system call on the given fd."},
	{Name: "ftruncate", Sig: "(fd, length, /)", Fn: ftruncate, Flags: object.IO, Doc: "Truncate a file, specified by file descriptor, to a specific length."},
	{Name: "fsync", Sig: "(fd)", Fn: onFD(unix.Fsync), Flags: object.IO, Doc: "Force write of fd to disk."},
	{Name: "fdatasync", Sig: "(fd)", Fn: onFD(datasync), Flags: object.IO, Doc: "Force write of fd to disk without forcing update of metadata."},
	{Name: "fchdir", Sig: "(fd)", Fn: onFD(unix.Fchdir), Flags: object.IO, Doc: "Change to the directory of the given file descriptor."},
	{Name: "fchmod", Sig: "(fd, mode)", Fn: func(t *Thread, a []Value) Value { return chmod(t, []Value{a[0], a[1], null, null}) }, Flags: object.IO, Doc: "Change the access permissions of the file given by file descriptor fd."},
	{Name: "fchown", Sig: "(fd, uid, gid)", Fn: func(t *Thread, a []Value) Value { return chown(t, []Value{a[0], a[1], a[2], null, null}) }, Flags: object.IO, Doc: "Change the owner and group id of the file specified by file descriptor."},
	{Name: "isatty", Sig: "(fd, /)", Fn: isatty, Flags: object.IO, Doc: "Return True if the fd is connected to a terminal."},
	{Name: "dup", Sig: "(fd, /)", Fn: dup, Flags: object.IO, Doc: "Return a duplicate of a file descriptor."},
	{Name: "dup2", Sig: "(fd, fd2, inheritable=?)", Fn: dup2, Flags: object.IO, Doc: "Duplicate file descriptor."},
	{Name: "pipe", Sig: "()", Fn: pipe, Flags: object.IO, Doc: "Create a pipe."},
	{Name: "pipe2", Sig: "(flags, /)", Fn: pipe2Fn, Flags: object.IO, Doc: "Create a pipe with flags set atomically."},
	{Name: "get_inheritable", Sig: "(fd, /)", Fn: getInheritable, Flags: object.IO, Doc: "Get the close-on-exe flag of the specified file descriptor."},
	{Name: "set_inheritable", Sig: "(fd, inheritable, /)", Fn: setInheritable, Flags: object.IO, Doc: "Set the inheritable flag of the specified file descriptor."},
	{Name: "get_blocking", Sig: "(fd, /)", Fn: getBlocking, Flags: object.IO, Doc: "Get the blocking mode of the file descriptor."},
	{Name: "set_blocking", Sig: "(fd, blocking, /)", Fn: setBlocking, Flags: object.IO, Doc: "Set the blocking mode of the specified file descriptor."},
	{Name: "get_terminal_size", Sig: "(fd=?, /)", Fn: terminalSize, Flags: object.IO, Doc: "Return the size of the terminal window as (columns, lines)."},
	{Name: "device_encoding", Sig: "(fd)", Fn: deviceEncoding, Flags: object.IO, Doc: "Return a string describing the encoding of a terminal's file descriptor."},
}

func fdArg(t *Thread, v Value) (int, bool) { return object.IndexInt(t, v) }

func onFD(f func(int) error) object.NativeFn {
	return func(t *Thread, a []Value) Value {
		fd, ok := fdArg(t, a[0])
		if !ok {
			return null
		}
		return done(t, retry(func() error { return f(fd) }), null)
	}
}

func open(t *Thread, a []Value) Value {
	path, _, ok := pathArg(t, "open", a[0], false)
	if !ok || !noDirFD(t, a[3]) {
		return null
	}
	flags, ok := object.IndexInt(t, a[1])
	if !ok {
		return null
	}
	mode, ok := intArg(t, a[2], 0o777)
	if !ok {
		return null
	}
	io.FlushFiles()
	fd := -1
	err := retry(func() (err error) {
		fd, err = unix.Open(path, flags|unix.O_CLOEXEC, uint32(mode))
		return err
	})
	if err != nil {
		return object.OSErrorFrom(t, err, a[0])
	}
	return gc.MakeInt(int64(fd))
}

func closeRange(t *Thread, a []Value) Value {
	low, ok := fdArg(t, a[0])
	if !ok {
		return null
	}
	high, ok := fdArg(t, a[1])
	if !ok {
		return null
	}
	var limit unix.Rlimit
	if unix.Getrlimit(unix.RLIMIT_NOFILE, &limit) == nil && limit.Cur < 1<<20 {
		high = min(high, int(limit.Cur))
	}
	for fd := max(low, 0); fd < high; fd++ {
		unix.Close(fd)
	}
	return none
}

// readFD reads once, while others may stop the world.
func readFD(t *Thread, fd int, p []byte) (n int, err error) {
	err = waiting(t, func() (err error) {
		n, err = unix.Read(fd, p)
		return err
	})
	return n, err
}

func read(t *Thread, a []Value) Value {
	fd, ok := fdArg(t, a[0])
	if !ok {
		return null
	}
	n, ok := object.IndexInt(t, a[1])
	if !ok {
		return null
	}
	if n < 0 {
		return object.OSErrorFrom(t, unix.EINVAL, null)
	}
	if !object.Room(t, n, 1) {
		return null
	}
	p := make([]byte, n)
	got, err := readFD(t, fd, p)
	if err != nil {
		return object.OSErrorFrom(t, err, null)
	}
	return object.NewBytes(t, p[:got])
}

func readInto(t *Thread, a []Value) Value {
	fd, ok := fdArg(t, a[0])
	if !ok {
		return null
	}
	target, ok := object.BufferWritable(t, a[1])
	if !ok {
		return null
	}
	p := make([]byte, len(target))
	got, err := readFD(t, fd, p)
	if err != nil {
		return object.OSErrorFrom(t, err, null)
	}
	if target, ok = object.BufferWritable(t, a[1]); !ok {
		return null
	}
	return gc.MakeInt(int64(copy(target, p[:got])))
}

func pread(t *Thread, a []Value) Value {
	fd, ok := fdArg(t, a[0])
	if !ok {
		return null
	}
	n, ok := object.IndexInt(t, a[1])
	if !ok {
		return null
	}
	offset, ok := object.IndexInt(t, a[2])
	if !ok {
		return null
	}
	if n < 0 {
		return object.OSErrorFrom(t, unix.EINVAL, null)
	}
	if !object.Room(t, n, 1) {
		return null
	}
	p := make([]byte, n)
	got, err := unix.Pread(fd, p, int64(offset))
	if err != nil {
		return object.OSErrorFrom(t, err, null)
	}
	return object.NewBytes(t, p[:got])
}

func write(t *Thread, a []Value) Value {
	fd, ok := fdArg(t, a[0])
	if !ok {
		return null
	}
	data, ok := object.BufferBytes(t, a[1])
	if !ok {
		return null
	}
	n := 0
	err := retry(func() (err error) {
		n, err = unix.Write(fd, data)
		return err
	})
	if err != nil {
		return object.OSErrorFrom(t, err, null)
	}
	return gc.MakeInt(int64(n))
}

func pwrite(t *Thread, a []Value) Value {
	fd, ok := fdArg(t, a[0])
	if !ok {
		return null
	}
	data, ok := object.BufferBytes(t, a[1])
	if !ok {
		return null
	}
	offset, ok := object.IndexInt(t, a[2])
	if !ok {
		return null
	}
	n, err := unix.Pwrite(fd, data, int64(offset))
	if err != nil {
		return object.OSErrorFrom(t, err, null)
	}
	return gc.MakeInt(int64(n))
}

func lseek(t *Thread, a []Value) Value {
	fd, ok := fdArg(t, a[0])
	if !ok {
		return null
	}
	offset, ok := object.IndexInt(t, a[1])
	if !ok {
		return null
	}
	whence, ok := object.IndexInt(t, a[2])
	if !ok {
		return null
	}
	pos, err := unix.Seek(fd, int64(offset), whence)
	if err != nil {
		return object.OSErrorFrom(t, err, null)
	}
	return object.NewInt(t, pos)
}

func ftruncate(t *Thread, a []Value) Value {
	fd, ok := fdArg(t, a[0])
	if !ok {
		return null
	}
	n, ok := object.IndexInt(t, a[1])
	if !ok {
		return null
	}
	return done(t, unix.Ftruncate(fd, int64(n)), null)
}

func isatty(t *Thread, a []Value) Value {
	fd, ok := fdArg(t, a[0])
	if !ok {
		return null
	}
	_, err := unix.IoctlGetWinsize(fd, unix.TIOCGWINSZ)
	return gc.MakeBool(err == nil)
}

func dup(t *Thread, a []Value) Value {
	fd, ok := fdArg(t, a[0])
	if !ok {
		return null
	}
	n, err := unix.FcntlInt(uintptr(fd), unix.F_DUPFD_CLOEXEC, 0)
	if err != nil {
		return object.OSErrorFrom(t, err, null)
	}
	return gc.MakeInt(int64(n))
}

func dup2(t *Thread, a []Value) Value {
	from, ok := fdArg(t, a[0])
	if !ok {
		return null
	}
	to, ok := fdArg(t, a[1])
	if !ok {
		return null
	}
	inheritable, ok := boolArg(t, a[2], true)
	if !ok {
		return null
	}
	flags := unix.O_CLOEXEC
	if inheritable {
		flags = 0
	}
	if from != to {
		if err := retry(func() error { return dup3(from, to, flags) }); err != nil {
			return object.OSErrorFrom(t, err, null)
		}
	}
	return gc.MakeInt(int64(to))
}

func makePipe(t *Thread, flags int) Value {
	var p [2]int
	if err := pipe2(p[:], flags); err != nil {
		return object.OSErrorFrom(t, err, null)
	}
	return object.NewTuple(t, gc.MakeInt(int64(p[0])), gc.MakeInt(int64(p[1])))
}

func pipe(t *Thread, a []Value) Value { return makePipe(t, unix.O_CLOEXEC) }

func pipe2Fn(t *Thread, a []Value) Value {
	flags, ok := object.IndexInt(t, a[0])
	if !ok {
		return null
	}
	return makePipe(t, flags)
}

// flagOf reads a flag of a descriptor.
func flagOf(t *Thread, v Value, command, bit int, invert bool) Value {
	fd, ok := fdArg(t, v)
	if !ok {
		return null
	}
	flags, err := unix.FcntlInt(uintptr(fd), command, 0)
	if err != nil {
		return object.OSErrorFrom(t, err, null)
	}
	return gc.MakeBool((flags&bit != 0) != invert)
}

// setFlagOf sets a flag of a descriptor.
func setFlagOf(t *Thread, a []Value, get, set, bit int, invert bool) Value {
	fd, ok := fdArg(t, a[0])
	if !ok {
		return null
	}
	on, ok := object.Truth(t, a[1])
	if !ok {
		return null
	}
	flags, err := unix.FcntlInt(uintptr(fd), get, 0)
	if err == nil {
		if on != invert {
			flags |= bit
		} else {
			flags &^= bit
		}
		_, err = unix.FcntlInt(uintptr(fd), set, flags)
	}
	return done(t, err, null)
}

func getInheritable(t *Thread, a []Value) Value {
	return flagOf(t, a[0], unix.F_GETFD, unix.FD_CLOEXEC, true)
}

func setInheritable(t *Thread, a []Value) Value {
	return setFlagOf(t, a, unix.F_GETFD, unix.F_SETFD, unix.FD_CLOEXEC, true)
}

func getBlocking(t *Thread, a []Value) Value {
	return flagOf(t, a[0], unix.F_GETFL, unix.O_NONBLOCK, true)
}

func setBlocking(t *Thread, a []Value) Value {
	return setFlagOf(t, a, unix.F_GETFL, unix.F_SETFL, unix.O_NONBLOCK, true)
}

func terminalSize(t *Thread, a []Value) Value {
	fd, ok := intArg(t, a[0], 1)
	if !ok {
		return null
	}
	size, err := unix.IoctlGetWinsize(fd, unix.TIOCGWINSZ)
	if err != nil {
		return object.OSErrorFrom(t, err, null)
	}
	return object.Call(t, classes.terminalSize, object.NewTuple(t, gc.MakeInt(int64(size.Col)), gc.MakeInt(int64(size.Row))))
}

func deviceEncoding(t *Thread, a []Value) Value {
	if r := isatty(t, a); r != gc.True {
		if r == null {
			return null
		}
		return none
	}
	return object.Intern("UTF-8")
}
