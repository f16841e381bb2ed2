package posix

import (
	"math"
	"os"
	"strconv"
	"sync"
	"syscall"

	"golang.org/x/sys/unix"

	"gorgon/gc"
	"gorgon/vm/object"
)

// forkExecParams are fork_exec's arguments, in the order in which the module
// subprocess gives them.
const forkExecParams = "(args, executable_list, close_fds, pass_fds, cwd, env, p2cread, p2cwrite, c2pread, c2pwrite, " +
	"errread, errwrite, errpipe_read, errpipe_write, restore_signals, call_setsid, pgid_to_set, gid, extra_groups, uid, child_umask, preexec_fn, /)"

func init() {
	object.RegisterModule("_posixsubprocess", func(t *Thread, m Value) {
		object.AddFunctions(t, m, []method{{Name: "fork_exec", Sig: forkExecParams, Fn: forkExec, Flags: object.IO,
			Doc: "Start a program in a child process and return its id."}})
	})
}

// child is a program to be started.
type child struct {
	args, executables []string
	attr              syscall.ProcAttr
	umask             int
	report            int // descriptor that failures are written to
	// high are descriptors too near the limit of the process for attr.Files, and
	// whether the child is to have them.
	high map[int]bool
}

func forkExec(t *Thread, a []Value) Value {
	c, ok := newChild(t, a)
	if !ok {
		return null
	}
	pid, failure, err := c.start()
	if err != nil {
		// The module subprocess expects the child to say why it could not begin,
		// through the pipe; this process is no child, which waitpid() will notice.
		errno, _ := err.(syscall.Errno)
		unix.Write(c.report, []byte("OSError:"+strconv.FormatUint(uint64(errno), 16)+":"+failure))
		pid = os.Getpid()
	}
	return gc.MakeInt(int64(pid))
}

// newChild reads fork_exec's arguments.
func newChild(t *Thread, a []Value) (c *child, ok bool) {
	if a[21] != none {
		object.Raise(t, object.NotImplementedErrorType, "preexec_fn is not supported: the child cannot run Python code")
		return nil, false
	}
	c = &child{attr: syscall.ProcAttr{Env: os.Environ()}}
	if c.args, ok = pathList(t, a[0]); !ok {
		return nil, false
	}
	if c.executables, ok = pathList(t, a[1]); !ok {
		return nil, false
	}
	if a[4] != none {
		if c.attr.Dir, ok = object.FSPath(t, a[4]); !ok {
			return nil, false
		}
	}
	if a[5] != none {
		if c.attr.Env, ok = pathList(t, a[5]); !ok {
			return nil, false
		}
	}
	var n [22]int
	for _, i := range []int{6, 9, 11, 13, 16, 20} {
		if n[i], ok = object.IndexInt(t, a[i]); !ok {
			return nil, false
		}
	}
	c.report, c.umask = n[13], n[20]
	if !c.setFiles(t, a, n[6], n[9], n[11]) {
		return nil, false
	}
	return c, c.setIdentity(t, a, n[16])
}

// setFiles says which descriptors the child has: the three standard ones, those
// to be passed and, unless they are to be closed, the inheritable ones.
func (c *child) setFiles(t *Thread, a []Value, in, out, errs int) bool {
	closing, ok := object.Truth(t, a[2])
	if !ok {
		return false
	}
	for i, fd := range []int{in, out, errs} {
		if fd < 0 {
			fd = i
		}
		c.attr.Files = append(c.attr.Files, uintptr(fd))
	}
	if !closing {
		return true
	}
	limit := descriptorLimit()
	for _, fd := range inheritable() {
		c.give(fd, false, limit)
	}
	return object.Iterate(t, a[3], func(v Value) bool {
		fd, ok := object.IndexInt(t, v)
		if ok && fd > 2 && fd != c.report {
			c.give(fd, true, limit)
		}
		return ok
	})
}

// forkRoom is how many descriptors behind those of the child ForkExec may use
// itself: its pipe and copies of the three standard ones.
const forkRoom = 6

// give says whether the child has the descriptor.
func (c *child) give(fd int, passed bool, limit int) {
	if fd+forkRoom >= limit {
		if c.high == nil {
			c.high = map[int]bool{}
		}
		c.high[fd] = passed
		return
	}
	for len(c.attr.Files) <= fd {
		c.attr.Files = append(c.attr.Files, ^uintptr(0))
	}
	if passed {
		c.attr.Files[fd] = uintptr(fd)
	}
}

// descriptorLimit is what new descriptors are below. Inherited ones need not be.
func descriptorLimit() int {
	var limit unix.Rlimit
	if unix.Getrlimit(unix.RLIMIT_NOFILE, &limit) != nil || limit.Cur > math.MaxInt32 {
		return math.MaxInt32
	}
	return int(limit.Cur)
}

// inheritable returns the open descriptors that an exec would not close.
func inheritable() (list []int) {
	entries, err := os.ReadDir("/dev/fd")
	if err != nil {
		return nil
	}
	for _, e := range entries {
		fd, err := strconv.Atoi(e.Name())
		if err != nil {
			continue
		}
		if flags, err := unix.FcntlInt(uintptr(fd), unix.F_GETFD, 0); err == nil && flags&unix.FD_CLOEXEC == 0 {
			list = append(list, fd)
		}
	}
	return list
}

// setIdentity says which session, group and user the child belongs to.
func (c *child) setIdentity(t *Thread, a []Value, group int) bool {
	sys := &syscall.SysProcAttr{}
	c.attr.Sys = sys
	var ok bool
	if sys.Setsid, ok = object.Truth(t, a[15]); !ok {
		return false
	}
	sys.Setpgid, sys.Pgid = group >= 0, max(group, 0)
	if a[17] == none && a[18] == none && a[19] == none {
		return true
	}
	who := &syscall.Credential{Uid: uint32(os.Getuid()), Gid: uint32(os.Getgid()), NoSetGroups: a[18] == none}
	for i, id := range map[int]*uint32{17: &who.Gid, 19: &who.Uid} {
		if a[i] == none {
			continue
		}
		n, ok := object.IndexInt(t, a[i])
		if !ok {
			return false
		}
		*id = uint32(n)
	}
	sys.Credential = who
	return a[18] == none || object.Iterate(t, a[18], func(v Value) bool {
		n, ok := object.IndexInt(t, v)
		who.Groups = append(who.Groups, uint32(n))
		return ok
	})
}

// enterable is the error that changing to a directory would give.
func enterable(dir string) error {
	var st unix.Stat_t
	switch err := unix.Stat(dir, &st); {
	case err != nil:
		return err
	case st.Mode&unix.S_IFMT != unix.S_IFDIR:
		return unix.ENOTDIR
	}
	return unix.Access(dir, unix.X_OK)
}

// startLock is locked for a child that needs the umask or the flags of descriptors
// changed, which are the process's, and shared by the others.
var startLock sync.RWMutex

// prepare makes of the process what the child is to inherit, until what it
// returns is called.
func (c *child) prepare() (restore func()) {
	if c.umask < 0 && len(c.high) == 0 {
		startLock.RLock()
		return startLock.RUnlock
	}
	startLock.Lock()
	mask := c.umask
	if mask >= 0 {
		mask = unix.Umask(mask)
	}
	flags := map[int]int{}
	for fd, passed := range c.high {
		old, err := unix.FcntlInt(uintptr(fd), unix.F_GETFD, 0)
		if err != nil {
			continue
		}
		flags[fd] = old
		now := old | unix.FD_CLOEXEC
		if passed {
			now = old &^ unix.FD_CLOEXEC
		}
		unix.FcntlInt(uintptr(fd), unix.F_SETFD, now)
	}
	return func() {
		for fd, old := range flags {
			unix.FcntlInt(uintptr(fd), unix.F_SETFD, old)
		}
		if mask >= 0 {
			unix.Umask(mask)
		}
		startLock.Unlock()
	}
}

// start tries the executables in turn. failure is what the pipe is told besides
// the error.
func (c *child) start() (pid int, failure string, err error) {
	if dir := c.attr.Dir; dir != "" {
		if err := enterable(dir); err != nil {
			return 0, "noexec:chdir", err
		}
	}
	defer c.prepare()()
	var first error
	for _, path := range c.executables {
		if pid, err = syscall.ForkExec(path, c.args, &c.attr); err == nil {
			return pid, "", nil
		}
		if err != unix.ENOENT && err != unix.ENOTDIR && first == nil {
			first = err
		}
	}
	if first != nil {
		err = first
	}
	return 0, "", err
}
