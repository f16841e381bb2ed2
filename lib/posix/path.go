package posix

import (
	"os"
	"strings"

	"golang.org/x/sys/unix"

	"gorgon/gc"
	"gorgon/lib/io"
	"gorgon/vm/object"
)

// pathFunctions are those about names in the file system.
var pathFunctions = []method{
	{Name: "stat", Sig: "(path, *, dir_fd=?, follow_symlinks=?)", Fn: stat, Flags: object.IO, Doc: "Perform a stat system call on the given path."},
	{Name: "lstat", Sig: "(path, *, dir_fd=?)", Fn: lstat, Flags: object.IO, Doc: "Perform a stat system call on the given path, without following symbolic links."},
	{Name: "statvfs", Sig: "(path)", Fn: statvfs, Flags: object.IO, Doc: "Perform a statvfs system call on the given path."},
	{Name: "listdir", Sig: "(path=?)", Fn: listDir, Flags: object.IO, Doc: "Return a list containing the names of the files in the directory."},
	{Name: "scandir", Sig: "(path=?)", Fn: scanDir, Flags: object.IO, Doc: "Return an iterator of DirEntry objects for given path."},
	{Name: "mkdir", Sig: "(path, mode=?, *, dir_fd=?)", Fn: mkdir, Flags: object.IO, Doc: "Create a directory."},
	{Name: "rmdir", Sig: "(path, *, dir_fd=?)", Fn: onPath("rmdir", unix.Rmdir), Flags: object.IO, Doc: "Remove a directory."},
	{Name: "remove", Sig: "(path, *, dir_fd=?)", Fn: onPath("remove", unix.Unlink), Flags: object.IO, Doc: "Remove a file (same as unlink())."},
	{Name: "unlink", Sig: "(path, *, dir_fd=?)", Fn: onPath("unlink", unix.Unlink), Flags: object.IO, Doc: "Remove a file (same as remove())."},
	{Name: "rename", Sig: "(src, dst, *, src_dir_fd=?, dst_dir_fd=?)", Fn: onTwo("rename", unix.Rename), Flags: object.IO, Doc: "Rename a file or directory."},
	{Name: "replace", Sig: "(src, dst, *, src_dir_fd=?, dst_dir_fd=?)", Fn: onTwo("replace", unix.Rename), Flags: object.IO, Doc: "Rename a file or directory, overwriting the destination."},
	{Name: "link", Sig: "(src, dst, *, src_dir_fd=?, dst_dir_fd=?, follow_symlinks=?)", Fn: onTwo("link", unix.Link), Flags: object.IO, Doc: "Create a hard link to a file."},
	{Name: "symlink", Sig: "(src, dst, target_is_directory=?, *, dir_fd=?)", Fn: symlink, Flags: object.IO, Doc: "Create a symbolic link pointing to src named dst."},
	{Name: "readlink", Sig: "(path, *, dir_fd=?)", Fn: readLink, Flags: object.IO, Doc: "Return a string representing the path to which the symbolic link points."},
	{Name: "chdir", Sig: "(path)", Fn: chdir, Flags: object.IO, Doc: "Change the current working directory to the specified path."},
	{Name: "getcwd", Sig: "()", Fn: getCwd, Flags: object.IO, Doc: "Return a unicode string representing the current working directory."},
	{Name: "getcwdb", Sig: "()", Fn: getCwdBytes, Flags: object.IO, Doc: "Return a bytes string representing the current working directory."},
	{Name: "access", Sig: "(path, mode, *, dir_fd=?, effective_ids=?, follow_symlinks=?)", Fn: access, Flags: object.IO, Doc: "Use the real uid/gid to test for access to a path."},
	{Name: "chmod", Sig: "(path, mode, *, dir_fd=?, follow_symlinks=?)", Fn: chmod, Flags: object.IO, Doc: "Change the access permissions of a file."},
	{Name: "chown", Sig: "(path, uid, gid, *, dir_fd=?, follow_symlinks=?)", Fn: chown, Flags: object.IO, Doc: "Change the owner and group id of path to the numeric uid and gid."},
	{Name: "lchown", Sig: "(path, uid, gid)", Fn: lchown, Flags: object.IO, Doc: "Change the owner and group id of path, not following symbolic links."},
	{Name: "truncate", Sig: "(path, length)", Fn: truncate, Flags: object.IO, Doc: "Truncate a file, specified by path, to a specific length."},
	{Name: "utime", Sig: "(path, times=?, *, ns=?, dir_fd=?, follow_symlinks=?)", Fn: utime, Flags: object.IO, Doc: "Set the access and modified time of path."},
	{Name: "mkfifo", Sig: "(path, mode=?, *, dir_fd=?)", Fn: mkfifo, Flags: object.IO, Doc: "Create a \"fifo\" (a POSIX named pipe)."},
}

// onPath makes a function of one path.
func onPath(name string, f func(string) error) object.NativeFn {
	return func(t *Thread, a []Value) Value {
		path, _, ok := pathArg(t, name, a[0], false)
		if !ok || !noDirFD(t, a[1]) {
			return null
		}
		io.FlushFiles()
		return done(t, retry(func() error { return f(path) }), a[0])
	}
}

// onTwo makes a function of two paths.
func onTwo(name string, f func(from, to string) error) object.NativeFn {
	return func(t *Thread, a []Value) Value {
		from, _, ok := pathArg(t, name, a[0], false)
		if !ok {
			return null
		}
		to, _, ok := pathArg(t, name, a[1], false)
		if !ok || !noDirFD(t, a[2], a[3]) {
			return null
		}
		io.FlushFiles()
		return doneTwo(t, retry(func() error { return f(from, to) }), a[0], a[1])
	}
}

// doneTwo is done for two paths.
func doneTwo(t *Thread, err error, from, to Value) Value {
	no, ok := err.(unix.Errno)
	if !ok {
		return done(t, err, from)
	}
	return object.RaiseNew(t, object.OSErrorType, gc.MakeInt(int64(no)), object.NewStr(t, object.ErrnoText(no)), from, none, to)
}

func symlink(t *Thread, a []Value) Value {
	from, _, ok := pathArg(t, "symlink", a[0], false)
	if !ok {
		return null
	}
	to, _, ok := pathArg(t, "symlink", a[1], false)
	if !ok || !noDirFD(t, a[3]) {
		return null
	}
	return doneTwo(t, unix.Symlink(from, to), a[0], a[1])
}

func readLink(t *Thread, a []Value) Value {
	path, _, ok := pathArg(t, "readlink", a[0], false)
	if !ok || !noDirFD(t, a[1]) {
		return null
	}
	buf := make([]byte, 4096)
	n, err := unix.Readlink(path, buf)
	if err != nil {
		return object.OSErrorFrom(t, err, a[0])
	}
	return text(t, string(buf[:n]), a[0])
}

// openDir opens the directory that an optional argument names.
func openDir(t *Thread, fname string, arg Value) (d *os.File, prefix string, ok bool) {
	if arg == null || arg == none {
		arg = object.Intern(".")
	}
	path, fd, ok := pathArg(t, fname, arg, true)
	if !ok {
		return nil, "", false
	}
	io.FlushFiles()
	var err error
	if fd >= 0 {
		var own int
		if own, err = unix.FcntlInt(uintptr(fd), unix.F_DUPFD_CLOEXEC, 0); err == nil {
			unix.Seek(own, 0, 0)
			d = os.NewFile(uintptr(own), "")
		}
	} else {
		err = retry(func() error {
			own, err := unix.Open(path, unix.O_RDONLY|unix.O_DIRECTORY|unix.O_CLOEXEC, 0)
			if err == nil {
				d = os.NewFile(uintptr(own), path)
			}
			return err
		})
		prefix = path
	}
	if err != nil {
		object.OSErrorFrom(t, err, arg)
		return nil, "", false
	}
	return d, prefix, true
}

func listDir(t *Thread, a []Value) Value {
	d, _, ok := openDir(t, "listdir", a[0])
	if !ok {
		return null
	}
	names, err := d.Readdirnames(-1)
	d.Close()
	if err != nil {
		return object.OSErrorFrom(t, err, a[0])
	}
	items := make([]Value, len(names))
	for i, n := range names {
		items[i] = text(t, n, a[0])
	}
	return object.NewList(t, items)
}

// scanDir reads all entries at once; it returns an iterator over them.
func scanDir(t *Thread, a []Value) Value {
	d, prefix, ok := openDir(t, "scandir", a[0])
	if !ok {
		return null
	}
	entries, err := d.ReadDir(-1)
	d.Close()
	if err != nil {
		return object.OSErrorFrom(t, err, a[0])
	}
	if prefix != "" && !strings.HasSuffix(prefix, "/") {
		prefix += "/"
	}
	if a[0] == null || a[0] == none {
		prefix = "./"
	}
	items := make([]Value, len(entries))
	for i, e := range entries {
		o := dirEntryType.New(t)
		gc.Store(o+entryName, text(t, e.Name(), a[0]))
		gc.Store(o+entryPath, text(t, prefix+e.Name(), a[0]))
		gc.Store(o+entryKind, gc.MakeInt(kindOf(e.Type())))
		items[i] = gc.MakePtr(o)
	}
	it := scandirType.New(t)
	gc.Store(it+scanItems, object.Iter(t, object.NewList(t, items)))
	return gc.MakePtr(it)
}

// kindOf gives the bits of st_mode for a type; 0 if it is not known.
func kindOf(m os.FileMode) int64 {
	switch m & os.ModeType {
	case 0:
		return unix.S_IFREG
	case os.ModeDir:
		return unix.S_IFDIR
	case os.ModeSymlink:
		return unix.S_IFLNK
	case os.ModeNamedPipe:
		return unix.S_IFIFO
	case os.ModeSocket:
		return unix.S_IFSOCK
	case os.ModeDevice:
		return unix.S_IFBLK
	case os.ModeDevice | os.ModeCharDevice:
		return unix.S_IFCHR
	}
	return 0
}

// An iterator of scandir holds an iterator over the entries; None once closed.
var scandirType = object.NewType("ScandirIterator", 0)

const scanItems = gc.HeaderSize

func init() {
	closeFn := func(t *Thread, a []Value) Value {
		t.OwnObject(a[0].Addr())
		gc.Store(a[0].Addr()+scanItems, none)
		return none
	}
	scandirType.Setup(object.Spec{
		Module: "posix", Payload: 8, Layout: gc.LayoutValues, Final: true,
		Slots: object.Slots{
			Iter: func(t *Thread, v Value) Value { return v },
			Next: func(t *Thread, v Value) Value {
				it := t.Read(v.Addr()+gc.LockOffset, v.Addr()+scanItems)
				if it == none {
					return gc.Stop
				}
				return object.Next(t, it)
			},
		},
		Methods: []method{
			{Name: "close", Sig: "(self, /)", Fn: closeFn},
			{Name: "__enter__", Sig: "(self, /)", Fn: func(t *Thread, a []Value) Value { return a[0] }},
			{Name: "__exit__", Sig: "(self, /, *args)", Fn: closeFn},
		},
	})
}

func mkdir(t *Thread, a []Value) Value {
	path, _, ok := pathArg(t, "mkdir", a[0], false)
	if !ok || !noDirFD(t, a[2]) {
		return null
	}
	mode, ok := intArg(t, a[1], 0o777)
	if !ok {
		return null
	}
	return done(t, retry(func() error { return unix.Mkdir(path, uint32(mode)) }), a[0])
}

func mkfifo(t *Thread, a []Value) Value {
	path, _, ok := pathArg(t, "mkfifo", a[0], false)
	if !ok || !noDirFD(t, a[2]) {
		return null
	}
	mode, ok := intArg(t, a[1], 0o666)
	if !ok {
		return null
	}
	return done(t, unix.Mkfifo(path, uint32(mode)), a[0])
}

func chdir(t *Thread, a []Value) Value {
	path, fd, ok := pathArg(t, "chdir", a[0], true)
	if !ok {
		return null
	}
	if fd >= 0 {
		return done(t, unix.Fchdir(fd), a[0])
	}
	return done(t, unix.Chdir(path), a[0])
}

func cwd(t *Thread) (string, bool) {
	buf := make([]byte, 4096)
	n, err := unix.Getcwd(buf)
	if err != nil {
		object.OSErrorFrom(t, err, null)
		return "", false
	}
	return strings.TrimRight(string(buf[:n]), "\x00"), true
}

func getCwd(t *Thread, a []Value) Value {
	s, ok := cwd(t)
	if !ok {
		return null
	}
	return object.NewStr(t, object.FSDecode(s))
}

func getCwdBytes(t *Thread, a []Value) Value {
	s, ok := cwd(t)
	if !ok {
		return null
	}
	return object.NewBytes(t, []byte(s))
}

func access(t *Thread, a []Value) Value {
	path, _, ok := pathArg(t, "access", a[0], false)
	if !ok || !noDirFD(t, a[2]) {
		return null
	}
	mode, ok := object.IndexInt(t, a[1])
	if !ok {
		return null
	}
	io.FlushFiles()
	return gc.MakeBool(unix.Access(path, uint32(mode)) == nil)
}

func chmod(t *Thread, a []Value) Value {
	path, fd, ok := pathArg(t, "chmod", a[0], true)
	if !ok || !noDirFD(t, a[2]) {
		return null
	}
	mode, ok := object.IndexInt(t, a[1])
	if !ok {
		return null
	}
	return done(t, retry(func() error {
		if fd >= 0 {
			return unix.Fchmod(fd, uint32(mode))
		}
		return unix.Chmod(path, uint32(mode))
	}), a[0])
}

// owner reads the arguments uid and gid.
func owner(t *Thread, a []Value) (uid, gid int, ok bool) {
	if uid, ok = object.IndexInt(t, a[1]); ok {
		gid, ok = object.IndexInt(t, a[2])
	}
	return uid, gid, ok
}

func chown(t *Thread, a []Value) Value {
	path, fd, ok := pathArg(t, "chown", a[0], true)
	if !ok || !noDirFD(t, a[3]) {
		return null
	}
	uid, gid, ok := owner(t, a)
	if !ok {
		return null
	}
	follow, ok := boolArg(t, a[4], true)
	if !ok {
		return null
	}
	return done(t, retry(func() error {
		switch {
		case fd >= 0:
			return unix.Fchown(fd, uid, gid)
		case follow:
			return unix.Chown(path, uid, gid)
		}
		return unix.Lchown(path, uid, gid)
	}), a[0])
}

func lchown(t *Thread, a []Value) Value {
	path, _, ok := pathArg(t, "lchown", a[0], false)
	if !ok {
		return null
	}
	uid, gid, ok := owner(t, a)
	if !ok {
		return null
	}
	return done(t, unix.Lchown(path, uid, gid), a[0])
}

func truncate(t *Thread, a []Value) Value {
	path, fd, ok := pathArg(t, "truncate", a[0], true)
	if !ok {
		return null
	}
	n, ok := object.IndexInt(t, a[1])
	if !ok {
		return null
	}
	io.FlushFiles()
	return done(t, retry(func() error {
		if fd >= 0 {
			return unix.Ftruncate(fd, int64(n))
		}
		return unix.Truncate(path, int64(n))
	}), a[0])
}

func utime(t *Thread, a []Value) Value {
	path, fd, ok := pathArg(t, "utime", a[0], true)
	if !ok || !noDirFD(t, a[3]) {
		return null
	}
	follow, ok := boolArg(t, a[4], true)
	if !ok {
		return null
	}
	times, ok := utimes(t, a[1], a[2])
	if !ok {
		return null
	}
	io.FlushFiles()
	flags := 0
	if !follow {
		flags = unix.AT_SYMLINK_NOFOLLOW
	}
	if fd >= 0 {
		tv := []unix.Timeval{unix.NsecToTimeval(times[0].Nano()), unix.NsecToTimeval(times[1].Nano())}
		return done(t, unix.Futimes(fd, tv), a[0])
	}
	return done(t, unix.UtimesNanoAt(unix.AT_FDCWD, path, times, flags), a[0])
}

// utimes reads the arguments times (seconds) and ns of utime.
func utimes(t *Thread, secs, ns Value) ([]unix.Timespec, bool) {
	pair := func(v Value, text string) ([]Value, bool) {
		if object.IsTuple(v) && len(object.TupleItems(v)) == 2 {
			return object.TupleItems(v), true
		}
		object.TypeErrorf(t, "utime: '%s' must be either a tuple of two ints or None", text)
		return nil, false
	}
	switch {
	case secs != null && secs != none && ns != null:
		object.ValueErrorf(t, "utime: you may specify either 'times' or 'ns' but not both")
		return nil, false
	case secs != null && secs != none:
		items, ok := pair(secs, "times")
		if !ok {
			return nil, false
		}
		var out []unix.Timespec
		for _, v := range items {
			if i, ok := object.AsInt64(v); ok {
				out = append(out, unix.Timespec{Sec: i})
				continue
			}
			f, ok := object.AsFloat(t, v)
			if !ok {
				return nil, false
			}
			n := floorDiv(int64(f*1e9), 1e9)
			out = append(out, unix.Timespec{Sec: n, Nsec: int64((f - float64(n)) * 1e9)})
		}
		return out, true
	case ns != null:
		items, ok := pair(ns, "ns")
		if !ok {
			return nil, false
		}
		var out []unix.Timespec
		for _, v := range items {
			n, ok := object.IndexInt(t, v)
			if !ok {
				return nil, false
			}
			sec := floorDiv(int64(n), 1e9)
			out = append(out, unix.Timespec{Sec: sec, Nsec: int64(n) - sec*1e9})
		}
		return out, true
	}
	var now unix.Timespec
	unix.ClockGettime(unix.CLOCK_REALTIME, &now)
	return []unix.Timespec{now, now}, true
}
