package posix

import (
	"golang.org/x/sys/unix"

	"gorgon/gc"
	"gorgon/lib/io"
	"gorgon/vm/object"
)

const statHidden = "st_atime st_mtime st_ctime st_atime_ns st_mtime_ns st_ctime_ns st_blksize st_blocks st_rdev"

// hiddenNames are those of statHidden.
var hiddenNames = [...]Value{
	object.Intern("st_atime"), object.Intern("st_mtime"), object.Intern("st_ctime"),
	object.Intern("st_atime_ns"), object.Intern("st_mtime_ns"), object.Intern("st_ctime_ns"),
	object.Intern("st_blksize"), object.Intern("st_blocks"), object.Intern("st_rdev"),
}

// statResult makes an os.stat_result.
func statResult(t *Thread, st *unix.Stat_t) Value {
	num := func(n int64) Value { return object.NewInt(t, n) }
	times := [3]int64{atime(st), mtime(st), ctime(st)}
	items := []Value{num(int64(st.Mode)), object.NewUint(t, st.Ino), object.NewUint(t, uint64(st.Dev)), num(int64(st.Nlink)),
		num(int64(st.Uid)), num(int64(st.Gid)), num(st.Size)}
	for _, ns := range times {
		items = append(items, num(floorDiv(ns, 1e9)))
	}
	v := object.NewTupleOf(t, object.ClassOf(classes.stat), items)
	d := object.InstanceDict(t, v)
	for i, ns := range times {
		sec := floorDiv(ns, 1e9)
		object.DictSetStr(t, d, hiddenNames[i], gc.MakeFloat(float64(sec)+1e-9*float64(ns-sec*1e9)))
		object.DictSetStr(t, d, hiddenNames[3+i], num(ns))
	}
	object.DictSetStr(t, d, hiddenNames[6], num(int64(st.Blksize)))
	object.DictSetStr(t, d, hiddenNames[7], num(st.Blocks))
	object.DictSetStr(t, d, hiddenNames[8], object.NewUint(t, uint64(st.Rdev)))
	return v
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// statOf asks about a path or a descriptor.
func statOf(path string, fd int, follow bool) (st unix.Stat_t, err error) {
	io.FlushFiles()
	err = retry(func() error {
		switch {
		case fd >= 0:
			return unix.Fstat(fd, &st)
		case follow:
			return unix.Stat(path, &st)
		}
		return unix.Lstat(path, &st)
	})
	return st, err
}

func stat(t *Thread, a []Value) Value {
	path, fd, ok := pathArg(t, "stat", a[0], true)
	if !ok || !noDirFD(t, a[1]) {
		return null
	}
	follow, ok := boolArg(t, a[2], true)
	if !ok {
		return null
	}
	return statPath(t, path, fd, follow, a[0])
}

func statPath(t *Thread, path string, fd int, follow bool, arg Value) Value {
	st, err := statOf(path, fd, follow)
	if err != nil {
		return object.OSErrorFrom(t, err, arg)
	}
	return statResult(t, &st)
}

func lstat(t *Thread, a []Value) Value {
	path, fd, ok := pathArg(t, "lstat", a[0], false)
	if !ok || !noDirFD(t, a[1]) {
		return null
	}
	return statPath(t, path, fd, false, a[0])
}

func fstat(t *Thread, a []Value) Value {
	fd, ok := object.IndexInt(t, a[0])
	if !ok {
		return null
	}
	if fd < 0 {
		return object.OSErrorFrom(t, unix.EBADF, null)
	}
	return statPath(t, "", fd, true, null)
}

func statvfs(t *Thread, a []Value) Value {
	path, fd, ok := pathArg(t, "statvfs", a[0], true)
	if !ok {
		return null
	}
	var st unix.Statfs_t
	err := retry(func() error {
		if fd >= 0 {
			return unix.Fstatfs(fd, &st)
		}
		return unix.Statfs(path, &st)
	})
	if err != nil {
		return object.OSErrorFrom(t, err, a[0])
	}
	num := func(n uint64) Value { return object.NewUint(t, n) }
	size, name := statfsMore(&st)
	return object.Call(t, classes.statvfs, object.NewTuple(t, num(uint64(st.Bsize)), num(size), num(st.Blocks), num(st.Bfree), num(uint64(st.Bavail)),
		num(st.Files), num(uint64(st.Ffree)), num(uint64(st.Ffree)), num(uint64(st.Flags)), num(name), num(0)))
}

// The entries of a directory that scandir returns. Words: name, path, the
// directory's descriptor is not kept: the path is enough.
var dirEntryType = object.NewType("DirEntry", 0)

const (
	entryName = gc.HeaderSize + 8*iota
	entryPath
	entryKind  // the file type bits of st_mode, 0 where the system did not say
	entryStat  // result of stat(), once asked for
	entryLstat // of stat(follow_symlinks=False)
	entrySize  = 8 * iota
)

func init() {
	dirEntryType.Setup(object.Spec{
		Module: "posix", Payload: entrySize, Layout: gc.LayoutValues, Final: true,
		Slots: object.Slots{Repr: entryRepr},
		Methods: []method{
			{Name: "is_dir", Sig: "(self, /, *, follow_symlinks=?)", Fn: entryIs(unix.S_IFDIR), Flags: object.IO, Doc: "Return True if the entry is a directory; cached per entry."},
			{Name: "is_file", Sig: "(self, /, *, follow_symlinks=?)", Fn: entryIs(unix.S_IFREG), Flags: object.IO, Doc: "Return True if the entry is a file; cached per entry."},
			{Name: "is_symlink", Sig: "(self, /)", Fn: entryIsLink, Flags: object.IO, Doc: "Return True if the entry is a symbolic link; cached per entry."},
			{Name: "is_junction", Sig: "(self, /)", Fn: func(*Thread, []Value) Value { return gc.False }, Doc: "Return True if the entry is a junction; cached per entry."},
			{Name: "stat", Sig: "(self, /, *, follow_symlinks=?)", Fn: entryStatFn, Flags: object.IO, Doc: "Return stat_result object for the entry; cached per entry."},
			{Name: "inode", Sig: "(self, /)", Fn: entryInode, Flags: object.IO, Doc: "Return inode of the entry; cached per entry."},
			{Name: "__fspath__", Sig: "(self, /)", Fn: func(t *Thread, a []Value) Value { return gc.Load(a[0].Addr() + entryPath) }, Doc: "Returns the path for the entry."},
			{Name: "__class_getitem__", Sig: "(cls, item, /)", Flags: object.ClassMethod, Fn: func(t *Thread, a []Value) Value { return object.NewGenericAlias(t, a[0], a[1]) }},
		},
		Getset: []object.Getset{
			{Name: "name", Get: func(t *Thread, v Value) Value { return gc.Load(v.Addr() + entryName) }, Doc: "the entry's base filename, relative to scandir() \"path\" argument"},
			{Name: "path", Get: func(t *Thread, v Value) Value { return gc.Load(v.Addr() + entryPath) }, Doc: "the entry's full path name; equivalent to os.path.join(scandir_path, entry.name)"},
		},
	})
}

func entryRepr(t *Thread, v Value) Value {
	r := object.Repr(t, gc.Load(v.Addr()+entryName))
	if r == null {
		return null
	}
	return object.NewStr(t, "<DirEntry "+object.StrOf(r)+">")
}

// entryResult is the cached result of stat.
func entryResult(t *Thread, v Value, follow bool) Value {
	word := uintptr(entryLstat)
	if follow {
		word = entryStat
	}
	o := v.Addr()
	if r := t.Read(o+gc.LockOffset, o+word); r != null {
		return r
	}
	path, ok := object.FSPath(t, gc.Load(o+entryPath))
	if !ok {
		return null
	}
	r := statPath(t, path, -1, follow, gc.Load(o+entryPath))
	if r != null {
		t.OwnObject(o)
		gc.Store(o+word, r)
	}
	return r
}

func entryStatFn(t *Thread, a []Value) Value {
	follow, ok := boolArg(t, a[1], true)
	if !ok {
		return null
	}
	return entryResult(t, a[0], follow)
}

// isKind says whether an entry is of a kind; what does not exist is of none.
func isKind(t *Thread, v Value, follow bool, want int64) Value {
	kind := gc.Load(v.Addr() + entryKind).Int()
	if kind == 0 || follow && kind == unix.S_IFLNK {
		r := entryResult(t, v, follow)
		if r == null {
			if !object.ExcIs(t.Exc, object.FileNotFoundErrorType) {
				return null
			}
			object.ClearExc(t)
			return gc.False
		}
		mode, _ := object.AsInt64(object.TupleItems(r)[0])
		kind = mode & unix.S_IFMT
	}
	return gc.MakeBool(kind == want)
}

func entryIs(want int64) object.NativeFn {
	return func(t *Thread, a []Value) Value {
		follow, ok := boolArg(t, a[1], true)
		if !ok {
			return null
		}
		return isKind(t, a[0], follow, want)
	}
}

func entryIsLink(t *Thread, a []Value) Value { return isKind(t, a[0], false, unix.S_IFLNK) }

func entryInode(t *Thread, a []Value) Value {
	r := entryResult(t, a[0], false)
	if r == null {
		return null
	}
	return object.TupleItems(r)[1]
}
