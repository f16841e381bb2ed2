package posix

import (
	"os"
	"strings"

	"golang.org/x/sys/unix"

	"gorgon/gc"
	"gorgon/vm/object"
)

type (
	// Value and Thread are short for the runtime's.
	Value  = object.Value
	Thread = object.Thread
	method = object.Method
)

const (
	null = gc.Null
	none = gc.None
)

// classes are those that are made when the module is.
var classes struct {
	stat, statvfs, terminalSize, times, uname Value
}

type classRoots struct{}

// VisitRoots visits the classes, in a pause.
func (classRoots) VisitRoots(visit func(Value)) {
	visit(classes.stat)
	visit(classes.statvfs)
	visit(classes.terminalSize)
	visit(classes.times)
	visit(classes.uname)
}

func init() {
	gc.RegisterRoots(classRoots{})
	object.RegisterModule("posix", initModule)
}

func initModule(t *Thread, m Value) {
	for _, list := range [][]method{pathFunctions, fileFunctions, processFunctions, nameFunctions} {
		object.AddFunctions(t, m, list)
	}
	for name, n := range constants {
		object.AddValue(t, m, name, gc.MakeInt(int64(n)))
	}
	object.AddValue(t, m, "error", object.OSErrorType.Obj)
	object.AddValue(t, m, "environ", environment(t, nil))
	var have []Value
	for _, name := range strings.Fields("HAVE_FCHDIR HAVE_FCHMOD HAVE_FCHOWN HAVE_FDOPENDIR HAVE_FSTATVFS HAVE_FTRUNCATE HAVE_LCHOWN HAVE_LSTAT") {
		have = append(have, object.Intern(name))
	}
	object.AddValue(t, m, "_have_functions", object.NewList(t, have))
	object.AddType(t, m, dirEntryType)
	makeClasses(t, m)
}

func makeClasses(t *Thread, m Value) {
	hidden := func(module, name, fields string, unnamed int, more string) Value {
		return object.StructSeqType(t, module, name, strings.Fields(fields), unnamed, strings.Fields(more))
	}
	plain := func(module, name, fields string) Value {
		return object.StructSeqType(t, module, name, strings.Fields(fields), 0, nil)
	}
	classes.stat = hidden("os", "stat_result", "st_mode st_ino st_dev st_nlink st_uid st_gid st_size", 3, statHidden)
	classes.statvfs = hidden("os", "statvfs_result", "f_bsize f_frsize f_blocks f_bfree f_bavail f_files f_ffree f_favail f_flag f_namemax", 0, "f_fsid")
	classes.terminalSize = plain("os", "terminal_size", "columns lines")
	classes.times = plain("posix", "times_result", "user system children_user children_system elapsed")
	classes.uname = plain("posix", "uname_result", "sysname nodename release version machine")
	for name, c := range map[string]Value{"stat_result": classes.stat, "statvfs_result": classes.statvfs, "terminal_size": classes.terminalSize,
		"times_result": classes.times, "uname_result": classes.uname,
		"sched_param": plain("posix", "sched_param", "sched_priority")} {
		object.AddValue(t, m, name, c)
	}
}

// environment is the dict of posix.environ, and _create_environ.
func environment(t *Thread, _ []Value) Value {
	d := object.NewDict(t)
	for _, e := range os.Environ() {
		if name, value, ok := strings.Cut(e, "="); ok && name != "" {
			object.DictSet(t, d, object.NewBytes(t, []byte(name)), object.NewBytes(t, []byte(value)))
		}
	}
	return d
}

var constants = map[string]int{
	"F_OK": 0, "R_OK": 4, "W_OK": 2, "X_OK": 1,
	"O_RDONLY": unix.O_RDONLY, "O_WRONLY": unix.O_WRONLY, "O_RDWR": unix.O_RDWR, "O_APPEND": unix.O_APPEND, "O_CREAT": unix.O_CREAT,
	"O_EXCL": unix.O_EXCL, "O_TRUNC": unix.O_TRUNC, "O_CLOEXEC": unix.O_CLOEXEC, "O_NONBLOCK": unix.O_NONBLOCK, "O_NDELAY": unix.O_NDELAY,
	"O_SYNC": unix.O_SYNC, "O_DSYNC": unix.O_DSYNC, "O_NOCTTY": unix.O_NOCTTY, "O_NOFOLLOW": unix.O_NOFOLLOW, "O_DIRECTORY": unix.O_DIRECTORY,
	"O_ACCMODE": unix.O_ACCMODE, "O_ASYNC": unix.O_ASYNC,
	"EX_OK": 0, "EX_USAGE": 64, "EX_DATAERR": 65, "EX_NOINPUT": 66, "EX_NOUSER": 67, "EX_NOHOST": 68, "EX_UNAVAILABLE": 69, "EX_SOFTWARE": 70,
	"EX_OSERR": 71, "EX_OSFILE": 72, "EX_CANTCREAT": 73, "EX_IOERR": 74, "EX_TEMPFAIL": 75, "EX_PROTOCOL": 76, "EX_NOPERM": 77, "EX_CONFIG": 78,
	"WNOHANG": unix.WNOHANG, "WUNTRACED": unix.WUNTRACED, "WCONTINUED": unix.WCONTINUED,
	"PRIO_PROCESS": unix.PRIO_PROCESS, "PRIO_PGRP": unix.PRIO_PGRP, "PRIO_USER": unix.PRIO_USER,
	"SEEK_HOLE": 4, "SEEK_DATA": 3, "F_LOCK": 1, "F_TLOCK": 2, "F_ULOCK": 0, "F_TEST": 3,
	"RTLD_LAZY": 1, "RTLD_NOW": 2, "RTLD_LOCAL": 0, "RTLD_GLOBAL": 256,
	"ST_RDONLY": 1, "ST_NOSUID": 2, "TMP_MAX": 238328, "NGROUPS_MAX": 65536,
}

// pathArg reads a path, or where fd is true the number of a descriptor (then
// path is empty).
func pathArg(t *Thread, fname string, v Value, fd bool) (path string, n int, ok bool) {
	if fd && object.IsIntObj(v) {
		n, ok := object.IndexInt(t, v)
		return "", n, ok
	}
	if !object.IsStr(v) && !object.IsBytes(v) {
		p := object.FSPathObject(t, v)
		if p == null {
			if fd && object.ExcIs(t.Exc, object.TypeErrorType) {
				t.Exc = null
				kinds := "string, bytes, os.PathLike or integer"
				if fname == "listdir" || fname == "scandir" {
					kinds = "string, bytes, os.PathLike, integer or None"
				}
				object.TypeErrorf(t, "%s: path should be %s, not %s", fname, kinds, object.TypeName(v))
			} else if object.ExcIs(t.Exc, object.TypeErrorType) {
				t.Exc = null
				object.TypeErrorf(t, "%s: path should be string, bytes or os.PathLike, not %s", fname, object.TypeName(v))
			}
			return "", 0, false
		}
		v = p
	}
	path, ok = object.FSPath(t, v)
	if !ok {
		if object.ExcIs(t.Exc, object.ValueErrorType) {
			t.Exc = null
			object.ValueErrorf(t, "%s: embedded null character in path", fname)
		}
		return "", 0, false
	}
	return path, -1, true
}

// text makes a str, or bytes where like is bytes, of what the system gave.
func text(t *Thread, s string, like Value) Value {
	if like != null && like != none && !object.IsStr(like) {
		if p := object.FSPathObject(t, like); p != null && object.IsBytes(p) {
			return object.NewBytes(t, []byte(s))
		}
		object.ClearExc(t)
	}
	return object.NewStr(t, object.FSDecode(s))
}

// done is None, or the exception for err about a path.
func done(t *Thread, err error, path Value) Value {
	if err != nil {
		return object.OSErrorFrom(t, err, path)
	}
	return none
}

// retry repeats a system call that a signal has interrupted.
func retry(f func() error) error {
	for {
		if err := f(); err != unix.EINTR {
			return err
		}
	}
}

// waiting runs f, a system call that may take long, while other threads may
// stop the world. f must not touch the heap.
func waiting(t *Thread, f func() error) error {
	t.Block()
	err := retry(f)
	t.Unblock()
	return err
}

func intArg(t *Thread, v Value, def int) (int, bool) {
	if v == null || v == none {
		return def, true
	}
	return object.IndexInt(t, v)
}

func boolArg(t *Thread, v Value, def bool) (value, ok bool) {
	if v == null {
		return def, true
	}
	return object.Truth(t, v)
}

// noDirFD refuses an argument that says where relative paths begin.
func noDirFD(t *Thread, vs ...Value) bool {
	for _, v := range vs {
		if v != null && v != none {
			object.Raise(t, object.NotImplementedErrorType, "dir_fd unavailable on this platform")
			return false
		}
	}
	return true
}
