package io

import (
	"sync"
	"syscall"

	"gorgon/gc"
	. "gorgon/vm/object"
)

const (
	seekSet = iota
	seekCur
	seekEnd
)

// fileState is the Go side of a FileIO.
type fileState struct {
	mu                            sync.Mutex
	fd                            int
	readable, writable, appending bool
	created, plus                 bool
	closefd, closed               bool
	opened                        bool // here, by a path
	regular                       bool // a read never waits
	seekable                      int8 // 0: not known yet; 1, -1
	blockSize                     int
}

func (f *fileState) finalize() {
	f.mu.Lock()
	defer f.mu.Unlock()
	if !f.closed && f.closefd {
		f.closed = true
		syscall.Close(f.fd)
	}
}

// mode is the attribute mode.
func (f *fileState) mode() string {
	switch {
	case f.created && f.readable:
		return "xb+"
	case f.created:
		return "xb"
	case f.appending && f.readable:
		return "ab+"
	case f.appending:
		return "ab"
	case f.readable && f.writable:
		return "rb+"
	case f.readable:
		return "rb"
	}
	return "wb"
}

// stat learns what kind of file the descriptor is.
func (f *fileState) stat() (isDir bool, err error) {
	var st syscall.Stat_t
	if err = syscall.Fstat(f.fd, &st); err != nil {
		return false, err
	}
	f.blockSize = int(st.Blksize)
	kind := st.Mode & syscall.S_IFMT
	f.regular = kind == syscall.S_IFREG
	return kind == syscall.S_IFDIR, nil
}

// read reads once into p, which is Go's. n is -1 where it would have to wait
// and the descriptor does not allow that.
func (f *fileState) read(t *Thread, p []byte) (n int, err error) {
	if len(p) == 0 {
		return 0, nil
	}
	call := func() {
		for {
			n, err = syscall.Read(f.fd, p)
			if err != syscall.EINTR {
				break
			}
		}
	}
	if f.regular || t == nil {
		call()
	} else if t.Main && !awaitInput(t, f.fd) {
		return 0, ErrPending
	} else {
		waiting(t, call)
	}
	if err == syscall.EAGAIN {
		return -1, nil
	}
	return n, err
}

// write writes once.
func (f *fileState) write(p []byte) (n int, err error) {
	for {
		n, err = syscall.Write(f.fd, p)
		switch err {
		case syscall.EINTR:
			continue
		case syscall.EAGAIN:
			return -1, nil
		}
		return n, err
	}
}

func (f *fileState) seek(offset int64, whence int) (int64, error) {
	return syscall.Seek(f.fd, offset, whence)
}

func (f *fileState) canSeek() bool {
	if f.seekable == 0 {
		f.seekable = -1
		if _, err := f.seek(0, seekCur); err == nil {
			f.seekable = 1
		}
	}
	return f.seekable > 0
}

// parseRawMode reads the mode of a FileIO. Null in text: fine.
func parseRawMode(mode string) (f *fileState, flags int, text string) {
	f = &fileState{closefd: true}
	seen := false
	main := func() bool {
		ok := !seen
		seen = true
		return ok
	}
	const once = "Must have exactly one of create/read/write/append mode and at most one plus"
	for _, c := range mode {
		ok := true
		switch c {
		case 'x':
			ok = main()
			f.created, f.writable = true, true
			flags |= syscall.O_EXCL | syscall.O_CREAT
		case 'r':
			ok = main()
			f.readable = true
		case 'w':
			ok = main()
			f.writable = true
			flags |= syscall.O_CREAT | syscall.O_TRUNC
		case 'a':
			ok = main()
			f.writable, f.appending = true, true
			flags |= syscall.O_APPEND | syscall.O_CREAT
		case '+':
			ok = !f.plus
			f.plus = true
		case 'b':
		default:
			return nil, 0, "invalid mode: " + mode
		}
		if !ok {
			return nil, 0, once
		}
	}
	if !seen {
		return nil, 0, once
	}
	if f.plus {
		f.readable, f.writable = true, true
	}
	switch {
	case f.readable && f.writable:
		flags |= syscall.O_RDWR
	case f.writable:
		flags |= syscall.O_WRONLY
	}
	return f, flags | syscall.O_CLOEXEC, ""
}

var fileIOType = NewType("FileIO", 0)

func init() {
	s := streamSpec(rawIOBaseType, "Open a file.\n\nThe mode can be 'r' (default), 'w', 'x' or 'a' for reading,\nwriting, exclusive creation or appending.  The file will be created if it\ndoesn't exist when opened for writing or appending; it will be truncated\nwhen opened for writing.  A FileExistsError will be raised if it already\nexists when opened for creating. Opening a file for creating implies\nwriting so this mode behaves in a similar way to 'w'.Add a '+' to the mode\nto allow simultaneous reading and writing. A custom opener can be used by\npassing a callable as *opener*. The underlying file descriptor for the file\nobject is then obtained by calling opener with (*name*, *flags*).\n*opener* must return an open file descriptor (passing os.open as *opener*\nresults in functionality similar to passing None).")
	s.Slots = Slots{New: newStream, Init: initFileIO, Repr: reprFileIO}
	s.Methods = []Method{
		{Name: "read", Sig: "(self, size=?, /)", Fn: fileRead, Flags: IO, Doc: "Read at most size bytes, returned as bytes."},
		{Name: "readall", Sig: "(self, /)", Fn: fileReadAll, Flags: IO, Doc: "Read all data from the file, returned as bytes."},
		{Name: "readinto", Sig: "(self, buffer, /)", Fn: fileReadInto, Flags: IO, Doc: "Same as RawIOBase.readinto()."},
		{Name: "write", Sig: "(self, b, /)", Fn: fileWrite, Flags: IO, Doc: "Write buffer b to file, return number of bytes written."},
		{Name: "seek", Sig: "(self, pos, whence=?, /)", Fn: fileSeek, Flags: IO, Doc: "Move to new file position and return the file position."},
		{Name: "tell", Sig: "(self, /)", Fn: fileTell, Flags: IO, Doc: "Current file position.\n\nCan raise OSError for non seekable files."},
		{Name: "truncate", Sig: "(self, size=?, /)", Fn: fileTruncate, Flags: IO, Doc: "Truncate the file to at most size bytes and return the truncated size."},
		{Name: "close", Sig: "(self, /)", Fn: fileClose, Flags: IO, Doc: "Close the file.\n\nA closed file cannot be used for further I/O operations.  close() may be\ncalled more than once without error."},
		{Name: "fileno", Sig: "(self, /)", Fn: onFile(func(t *Thread, f *fileState) Value { return gc.MakeInt(int64(f.fd)) }), Doc: "Return the underlying file descriptor (an integer)."},
		{Name: "isatty", Sig: "(self, /)", Fn: onFile(func(t *Thread, f *fileState) Value { return gc.MakeBool(isTerminal(f.fd)) }), Doc: "True if the file is connected to a TTY device."},
		{Name: "readable", Sig: "(self, /)", Fn: onFile(func(t *Thread, f *fileState) Value { return gc.MakeBool(f.readable) }), Doc: "True if file was opened in a read mode."},
		{Name: "writable", Sig: "(self, /)", Fn: onFile(func(t *Thread, f *fileState) Value { return gc.MakeBool(f.writable) }), Doc: "True if file was opened in a write mode."},
		{Name: "seekable", Sig: "(self, /)", Fn: onFile(func(t *Thread, f *fileState) Value { return gc.MakeBool(f.canSeek()) }), Doc: "True if file supports random-access."},
	}
	s.Getset = []Getset{
		{Name: "closed", Get: func(t *Thread, v Value) Value { return gc.MakeBool(fileOf(t, v) == nil || fileOf(t, v).closed) }, Doc: "True if the file is closed"},
		{Name: "closefd", Get: func(t *Thread, v Value) Value { f := fileOf(t, v); return gc.MakeBool(f == nil || f.closefd) }, Doc: "True if the file descriptor will be closed by close()."},
		{Name: "mode", Get: func(t *Thread, v Value) Value {
			if f := fileOf(t, v); f != nil {
				return NewStr(t, f.mode())
			}
			return uninitialized(t)
		}, Doc: "String giving the file mode"},
		{Name: "name", Get: getName, Set: setName},
		{Name: "_blksize", Get: func(t *Thread, v Value) Value {
			if f := fileOf(t, v); f != nil {
				return gc.MakeInt(int64(f.blockSize))
			}
			return uninitialized(t)
		}},
	}
	fileIOType.Setup(s)
}

func fileOf(t *Thread, v Value) *fileState {
	f, _ := attached(t, v).(*fileState)
	return f
}

// openFile returns the state of a FileIO that is open, else raises.
func openFile(t *Thread, v Value) *fileState {
	f := fileOf(t, v)
	if f == nil || f.closed {
		ValueErrorf(t, "I/O operation on closed file")
		return nil
	}
	return f
}

func onFile(fn func(t *Thread, f *fileState) Value) NativeFn {
	return func(t *Thread, args []Value) Value {
		f := openFile(t, args[0])
		if f == nil {
			return Null
		}
		return fn(t, f)
	}
}

func getName(t *Thread, v Value) Value {
	if n := field(t, v, wordName); n != Null {
		return n
	}
	return Raise(t, AttributeErrorType, "'%s' object has no attribute 'name'", TypeName(v))
}

func setName(t *Thread, v, val Value) bool {
	setField(t, v, wordName, val)
	return true
}

func reprFileIO(t *Thread, v Value) Value {
	f := fileOf(t, v)
	if f == nil || f.closed {
		return NewStr(t, "<_io.FileIO [closed]>")
	}
	closefd := "False"
	if f.closefd {
		closefd = "True"
	}
	name := field(t, v, wordName)
	if name == Null {
		return NewStr(t, "<_io.FileIO fd="+itoa(f.fd)+" mode='"+f.mode()+"' closefd="+closefd+">")
	}
	r := Repr(t, name)
	if r == Null {
		return Null
	}
	return NewStr(t, "<_io.FileIO name="+StrOf(r)+" mode='"+f.mode()+"' closefd="+closefd+">")
}

func initFileIO(t *Thread, v Value, args []Value, kw Value) bool {
	a, ok := ConstructorArgs(t, "FileIO", args, kw, 0, "file", "mode", "closefd", "opener")
	if !ok {
		return false
	}
	if a[0] == Null {
		TypeErrorf(t, "FileIO() missing required argument 'file' (pos 1)")
		return false
	}
	mode := "r"
	if a[1] != Null {
		if !IsStr(a[1]) {
			TypeErrorf(t, "FileIO() argument 'mode' must be str, not %s", TypeName(a[1]))
			return false
		}
		mode = StrOf(a[1])
	}
	closefd := true
	if a[2] != Null {
		if closefd, ok = Truth(t, a[2]); !ok {
			return false
		}
	}
	return openFileIO(t, v, a[0], mode, closefd, a[3])
}

// openFileIO opens the file (a path or a descriptor) behind the object v.
func openFileIO(t *Thread, v, file Value, mode string, closefd bool, opener Value) bool {
	if old := fileOf(t, v); old != nil {
		old.finalize()
	}
	f, flags, text := parseRawMode(mode)
	if f == nil {
		ValueErrorf(t, "%s", text)
		return false
	}
	f.closefd = closefd
	if isDescriptor(file) {
		fd, ok := IndexInt(t, file)
		switch {
		case !ok:
			return false
		case fd < 0:
			ValueErrorf(t, "negative file descriptor")
			return false
		}
		f.fd = fd
		if isDir, err := f.stat(); err != nil {
			OSErrorFrom(t, err, Null)
			return false
		} else if isDir {
			OSErrorFrom(t, syscall.EISDIR, file)
			return false
		}
	} else if !f.open(t, file, flags, opener) {
		return false
	}
	if f.appending {
		f.seek(0, seekEnd)
	}
	setField(t, v, wordName, file)
	attach(t, v, f)
	return true
}

func isDescriptor(v Value) bool { return IsIntObj(v) }

// open opens a path, by opener if there is one.
func (f *fileState) open(t *Thread, file Value, flags int, opener Value) bool {
	if !f.closefd {
		ValueErrorf(t, "Cannot use closefd=False with file name")
		return false
	}
	path, ok := FSPath(t, file)
	if !ok {
		return false
	}
	if opener != Null && opener != None {
		r := Call(t, opener, file, gc.MakeInt(int64(flags)))
		if r == Null {
			return false
		}
		fd, ok := AsInt64(r)
		if !ok {
			TypeErrorf(t, "expected integer from opener")
			return false
		}
		if fd < 0 {
			ValueErrorf(t, "opener returned %d", fd)
			return false
		}
		f.fd = int(fd)
	} else {
		fd, err := openPath(path, flags)
		if err != nil {
			OSErrorFrom(t, err, file)
			return false
		}
		f.fd, f.opened = fd, true
	}
	isDir, err := f.stat()
	if err == nil && isDir {
		err = syscall.EISDIR
	}
	if err != nil {
		syscall.Close(f.fd)
		OSErrorFrom(t, err, file)
		return false
	}
	return true
}

func openPath(path string, flags int) (fd int, err error) {
	for {
		fd, err = syscall.Open(path, flags, 0o666)
		if err != syscall.EINTR {
			return fd, err
		}
	}
}

// readUp reads at most size bytes into a fresh slice; None where it would wait.
func fileRead(t *Thread, args []Value) Value {
	f := openFile(t, args[0])
	if f == nil {
		return Null
	}
	n, ok := sizeArg(t, args[1])
	switch {
	case !ok:
		return Null
	case !f.readable:
		return raiseUnsupported(t, "File not open for reading")
	case n < 0:
		return fileReadAll(t, args)
	case !Room(t, n, 1):
		return Null
	}
	p := make([]byte, n)
	got, err := f.read(t, p)
	switch {
	case err != nil:
		return OSErrorFrom(t, err, Null)
	case got < 0:
		return None
	}
	return NewBytes(t, p[:got])
}

func fileReadAll(t *Thread, args []Value) Value {
	f := openFile(t, args[0])
	if f == nil {
		return Null
	}
	if !f.readable {
		return raiseUnsupported(t, "File not open for reading")
	}
	all, waits, err := f.readAll(t)
	switch {
	case err != nil:
		return OSErrorFrom(t, err, Null)
	case waits && len(all) == 0:
		return None
	}
	return NewBytes(t, all)
}

// readAll reads to the end; waits says that a descriptor that does not wait had
// no more.
func (f *fileState) readAll(t *Thread) (all []byte, waits bool, err error) {
	size := 1 << 16
	if f.regular {
		var st syscall.Stat_t
		if pos, e := f.seek(0, seekCur); e == nil && syscall.Fstat(f.fd, &st) == nil && st.Size > pos {
			size = int(st.Size-pos) + 1
		}
	}
	all = make([]byte, 0, size)
	for {
		if len(all) == cap(all) {
			all = append(all, 0)[:len(all)]
		}
		n, err := f.read(t, all[len(all):cap(all)])
		switch {
		case err != nil:
			return nil, false, err
		case n < 0:
			return all, true, nil
		case n == 0:
			return all, false, nil
		}
		all = all[:len(all)+n]
	}
}

func fileReadInto(t *Thread, args []Value) Value {
	f := openFile(t, args[0])
	if f == nil {
		return Null
	}
	if !f.readable {
		return raiseUnsupported(t, "File not open for reading")
	}
	target, ok := writable(t, "readinto", args[1])
	if !ok {
		return Null
	}
	p := make([]byte, len(target))
	n, err := f.read(t, p)
	switch {
	case err != nil:
		return OSErrorFrom(t, err, Null)
	case n < 0:
		return None
	}
	if target, ok = BufferWritable(t, args[1]); !ok {
		return Null
	}
	return gc.MakeInt(int64(copy(target, p[:n])))
}

func fileWrite(t *Thread, args []Value) Value {
	f := openFile(t, args[0])
	if f == nil {
		return Null
	}
	if !f.writable {
		return raiseUnsupported(t, "File not open for writing")
	}
	data, ok := BufferBytes(t, args[1])
	if !ok {
		return Null
	}
	n, err := f.write(data)
	switch {
	case err != nil:
		return OSErrorFrom(t, err, Null)
	case n < 0:
		return None
	}
	return gc.MakeInt(int64(n))
}

// seekArgs reads the arguments of seek.
func seekArgs(t *Thread, args []Value) (offset int64, whence int, ok bool) {
	n, ok := IntLike(t, args[1])
	if !ok {
		return 0, 0, false
	}
	if offset, ok = AsInt64(n); !ok {
		OverflowErrorf(t, "Python int too large to convert to C long")
		return 0, 0, false
	}
	if args[2] != Null {
		if whence, ok = IndexInt(t, args[2]); !ok {
			return 0, 0, false
		}
	}
	return offset, whence, true
}

func fileSeek(t *Thread, args []Value) Value {
	f := openFile(t, args[0])
	if f == nil {
		return Null
	}
	offset, whence, ok := seekArgs(t, args)
	if !ok {
		return Null
	}
	pos, err := f.seek(offset, whence)
	if err != nil {
		return OSErrorFrom(t, err, Null)
	}
	return NewInt(t, pos)
}

func fileTell(t *Thread, args []Value) Value {
	return fileSeek(t, []Value{args[0], gc.MakeInt(0), gc.MakeInt(seekCur)})
}

func fileTruncate(t *Thread, args []Value) Value {
	f := openFile(t, args[0])
	if f == nil {
		return Null
	}
	if !f.writable {
		return raiseUnsupported(t, "File not open for writing")
	}
	size := args[1]
	if size == Null || size == None {
		if size = fileTell(t, args[:1]); size == Null {
			return Null
		}
	}
	n, ok := IndexInt(t, size)
	if !ok {
		return Null
	}
	if err := syscall.Ftruncate(f.fd, int64(n)); err != nil {
		return OSErrorFrom(t, err, Null)
	}
	return size
}

func fileClose(t *Thread, args []Value) Value {
	f := fileOf(t, args[0])
	if f == nil || f.closed {
		return None
	}
	first := tryMethod(t, args[0], nameFlush)
	f.mu.Lock()
	f.closed = true
	f.mu.Unlock()
	r := Value(None)
	if f.closefd {
		if err := syscall.Close(f.fd); err != nil {
			r = OSErrorFrom(t, err, Null)
		}
	}
	return closeAfter(t, first, r)
}

// writable is BufferWritable for an argument of a function.
func writable(t *Thread, fname string, v Value) ([]byte, bool) {
	p, ok := BufferWritable(t, v)
	if !ok && ExcIs(t.Exc, TypeErrorType) {
		t.Exc = Null
		TypeErrorf(t, "%s() argument must be read-write bytes-like object, not %s", fname, TypeName(v))
	}
	return p, ok
}
