package posix

import (
	crand "crypto/rand"
	"os"
	"os/exec"
	"runtime"
	"syscall"
	"time"

	"golang.org/x/sys/unix"

	"gorgon/gc"
	"gorgon/lib/io"
	"gorgon/vm/object"
)

// processFunctions are those about processes, users and the system.
var processFunctions = []method{
	number("getpid", "Return the current process id.", os.Getpid),
	number("getppid", "Return the parent's process id.", os.Getppid),
	number("getuid", "Return the current process's user id.", os.Getuid),
	number("geteuid", "Return the current process's effective user id.", os.Geteuid),
	number("getgid", "Return the current process's group id.", os.Getgid),
	number("getegid", "Return the current process's effective group id.", os.Getegid),
	number("getpgrp", "Return the current process group id.", unix.Getpgrp),
	number("cpu_count", "Return the number of logical CPUs in the system.", runtime.NumCPU),
	{Name: "getgroups", Sig: "()", Fn: getGroups, Flags: object.IO, Doc: "Return list of supplemental group IDs for the process."},
	{Name: "ctermid", Sig: "()", Fn: func(t *Thread, a []Value) Value { return object.Intern("/dev/tty") }, Doc: "Return the name of the controlling terminal for this process."},
	{Name: "getlogin", Sig: "()", Fn: getLogin, Flags: object.IO, Doc: "Return the actual login name."},
	{Name: "getpgid", Sig: "(pid)", Fn: onID(unix.Getpgid), Flags: object.IO, Doc: "Call the system call getpgid(), and return the result."},
	{Name: "getsid", Sig: "(pid, /)", Fn: onID(unix.Getsid), Flags: object.IO, Doc: "Call the system call getsid(pid) and return the result."},
	{Name: "setsid", Sig: "()", Fn: setSid, Flags: object.IO, Doc: "Call the system call setsid()."},
	{Name: "setpgid", Sig: "(pid, pgrp, /)", Fn: setPgid, Flags: object.IO, Doc: "Call the system call setpgid(pid, pgrp)."},
	{Name: "getloadavg", Sig: "()", Fn: loadAverage, Flags: object.IO, Doc: "Return average recent system load information."},
	{Name: "sched_getaffinity", Sig: "(pid, /)", Fn: schedAffinity, Flags: object.IO, Doc: "Return the affinity of the process identified by pid (or the current process if zero)."},
	{Name: "sched_yield", Sig: "()", Fn: func(t *Thread, a []Value) Value { runtime.Gosched(); return none }, Flags: object.IO, Doc: "Voluntarily relinquish the CPU."},
	{Name: "urandom", Sig: "(size, /)", Fn: urandom, Flags: object.IO, Doc: "Return a bytes object containing random bytes suitable for cryptographic use."},
	{Name: "umask", Sig: "(mask, /)", Fn: umask, Flags: object.IO, Doc: "Set the current numeric umask and return the previous umask."},
	{Name: "uname", Sig: "()", Fn: uname, Flags: object.IO, Doc: "Return an object identifying the current operating system."},
	{Name: "times", Sig: "()", Fn: times, Flags: object.IO, Doc: "Return a collection containing process timing information."},
	{Name: "nice", Sig: "(increment, /)", Fn: nice, Flags: object.IO, Doc: "Add increment to the priority of process and return the new priority."},
	{Name: "getpriority", Sig: "(which, who)", Fn: getPriority, Flags: object.IO, Doc: "Return program scheduling priority."},
	{Name: "kill", Sig: "(pid, signal, /)", Fn: kill, Flags: object.IO, Doc: "Kill a process with a signal."},
	{Name: "killpg", Sig: "(pgid, signal, /)", Fn: killpg, Flags: object.IO, Doc: "Kill a process group with a signal."},
	{Name: "system", Sig: "(command)", Fn: system, Flags: object.Blocks, Doc: "Execute the command in a subshell."},
	{Name: "waitpid", Sig: "(pid, options, /)", Fn: waitPid, Flags: object.Blocks, Doc: "Wait for completion of a given child process."},
	{Name: "wait", Sig: "()", Fn: func(t *Thread, a []Value) Value { return waitPid(t, []Value{gc.MakeInt(-1), gc.MakeInt(0)}) }, Flags: object.Blocks, Doc: "Wait for completion of a child process."},
	{Name: "waitstatus_to_exitcode", Sig: "(status)", Fn: exitCode, Doc: "Convert a wait status to an exit code."},
	{Name: "WIFEXITED", Sig: "(status)", Fn: onStatus(func(w unix.WaitStatus) Value { return gc.MakeBool(w.Exited()) })},
	{Name: "WEXITSTATUS", Sig: "(status)", Fn: onStatus(func(w unix.WaitStatus) Value { return gc.MakeInt(int64(w >> 8 & 0xff)) })},
	{Name: "WIFSIGNALED", Sig: "(status)", Fn: onStatus(func(w unix.WaitStatus) Value { return gc.MakeBool(w.Signaled()) })},
	{Name: "WTERMSIG", Sig: "(status)", Fn: onStatus(func(w unix.WaitStatus) Value { return gc.MakeInt(int64(w & 0x7f)) })},
	{Name: "WIFSTOPPED", Sig: "(status)", Fn: onStatus(func(w unix.WaitStatus) Value { return gc.MakeBool(w.Stopped()) })},
	{Name: "WSTOPSIG", Sig: "(status)", Fn: onStatus(func(w unix.WaitStatus) Value { return gc.MakeInt(int64(w >> 8 & 0xff)) })},
	{Name: "WIFCONTINUED", Sig: "(status)", Fn: onStatus(func(w unix.WaitStatus) Value { return gc.MakeBool(w.Continued()) })},
	{Name: "WCOREDUMP", Sig: "(status, /)", Fn: onStatus(func(w unix.WaitStatus) Value { return gc.MakeBool(w.CoreDump()) })},
	{Name: "_exit", Sig: "(status)", Fn: exit, Flags: object.IO, Doc: "Exit to the system with specified status, without normal exit processing."},
	{Name: "abort", Sig: "()", Fn: abort, Flags: object.IO, Doc: "Abort the interpreter immediately."},
	{Name: "execv", Sig: "(path, argv, /)", Fn: func(t *Thread, a []Value) Value { return execute(t, a[0], a[1], null) }, Flags: object.IO, Doc: "Execute an executable path with arguments, replacing current process."},
	{Name: "execve", Sig: "(path, argv, env)", Fn: func(t *Thread, a []Value) Value { return execute(t, a[0], a[1], a[2]) }, Flags: object.IO, Doc: "Execute an executable path with arguments, replacing current process."},
	{Name: "putenv", Sig: "(name, value, /)", Fn: putEnv, Flags: object.IO, Doc: "Change or add an environment variable."},
	{Name: "unsetenv", Sig: "(name, /)", Fn: unsetEnv, Flags: object.IO, Doc: "Delete an environment variable."},
	{Name: "_create_environ", Sig: "()", Fn: environment, Doc: "Create the environment dictionary."},
	{Name: "register_at_fork", Sig: "(*, before=?, after_in_child=?, after_in_parent=?)", Fn: func(*Thread, []Value) Value { return none }, Doc: "Register callables to be called when forking a new process: there is no fork()."},
	{Name: "sync", Sig: "()", Fn: func(t *Thread, a []Value) Value { unix.Sync(); return none }, Flags: object.IO, Doc: "Force write of everything to disk."},
	{Name: "sysconf", Sig: "(name, /)", Fn: sysconf, Doc: "Return an integer-valued system configuration variable."},
}

func number(name, doc string, f func() int) method {
	return method{Name: name, Sig: "()", Doc: doc, Fn: func(t *Thread, a []Value) Value { return gc.MakeInt(int64(f())) }}
}

func getGroups(t *Thread, a []Value) Value {
	groups, err := os.Getgroups()
	if err != nil {
		return object.OSErrorFrom(t, err, null)
	}
	items := make([]Value, len(groups))
	for i, g := range groups {
		items[i] = gc.MakeInt(int64(g))
	}
	return object.NewList(t, items)
}

func getLogin(t *Thread, a []Value) Value {
	if name := os.Getenv("LOGNAME"); name != "" {
		return object.NewStr(t, object.FSDecode(name))
	}
	return object.OSErrorFrom(t, unix.ENOTTY, null)
}

func onID(f func(int) (int, error)) object.NativeFn {
	return func(t *Thread, a []Value) Value {
		id, ok := object.IndexInt(t, a[0])
		if !ok {
			return null
		}
		r, err := f(id)
		if err != nil {
			return object.OSErrorFrom(t, err, null)
		}
		return gc.MakeInt(int64(r))
	}
}

func setSid(t *Thread, a []Value) Value {
	_, err := unix.Setsid()
	return done(t, err, null)
}

// twoInts reads two ints.
func twoInts(t *Thread, a []Value) (x, y int, ok bool) {
	if x, ok = object.IndexInt(t, a[0]); ok {
		y, ok = object.IndexInt(t, a[1])
	}
	return x, y, ok
}

func setPgid(t *Thread, a []Value) Value {
	pid, group, ok := twoInts(t, a)
	if !ok {
		return null
	}
	return done(t, unix.Setpgid(pid, group), null)
}

func loadAverage(t *Thread, a []Value) Value {
	data, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return object.Raise(t, object.OSErrorType, "Load averages are unobtainable")
	}
	var load [3]Value
	rest := string(data)
	for i := range load {
		word := rest
		for j := range rest {
			if rest[j] == ' ' {
				word, rest = rest[:j], rest[j+1:]
				break
			}
		}
		f, ok := object.ParseFloat(word)
		if !ok {
			return object.Raise(t, object.OSErrorType, "Load averages are unobtainable")
		}
		load[i] = gc.MakeFloat(f)
	}
	return object.NewTuple(t, load[:]...)
}

func schedAffinity(t *Thread, a []Value) Value {
	pid, ok := object.IndexInt(t, a[0])
	if !ok {
		return null
	}
	cpus, err := affinity(pid)
	if err != nil {
		return object.OSErrorFrom(t, err, null)
	}
	set := object.NewSet(t)
	for _, c := range cpus {
		object.SetAdd(t, set, gc.MakeInt(int64(c)))
	}
	return set
}

func urandom(t *Thread, a []Value) Value {
	n, ok := object.IndexInt(t, a[0])
	if !ok {
		return null
	}
	if n < 0 {
		return object.ValueErrorf(t, "negative argument not allowed")
	}
	if !object.Room(t, n, 1) {
		return null
	}
	b := make([]byte, n)
	crand.Read(b)
	return object.NewBytes(t, b)
}

func umask(t *Thread, a []Value) Value {
	mask, ok := object.IndexInt(t, a[0])
	if !ok {
		return null
	}
	return gc.MakeInt(int64(unix.Umask(mask)))
}

func uname(t *Thread, a []Value) Value {
	var u unix.Utsname
	if err := unix.Uname(&u); err != nil {
		return object.OSErrorFrom(t, err, null)
	}
	var items []Value
	for _, b := range [][]byte{u.Sysname[:], u.Nodename[:], u.Release[:], u.Version[:], u.Machine[:]} {
		items = append(items, object.NewStr(t, object.FSDecode(unix.ByteSliceToString(b))))
	}
	return object.Call(t, classes.uname, object.NewTupleFrom(t, items))
}

var started = time.Now()

func times(t *Thread, a []Value) Value {
	var items []Value
	for _, who := range []int{unix.RUSAGE_SELF, unix.RUSAGE_CHILDREN} {
		var u unix.Rusage
		if err := unix.Getrusage(who, &u); err != nil {
			return object.OSErrorFrom(t, err, null)
		}
		items = append(items, gc.MakeFloat(float64(u.Utime.Nano())/1e9), gc.MakeFloat(float64(u.Stime.Nano())/1e9))
	}
	items = append(items, gc.MakeFloat(time.Since(started).Seconds()))
	return object.Call(t, classes.times, object.NewTupleFrom(t, items))
}

func nice(t *Thread, a []Value) Value {
	n, ok := object.IndexInt(t, a[0])
	if !ok {
		return null
	}
	old, err := priority(unix.PRIO_PROCESS, 0)
	if err == nil && n != 0 {
		err = unix.Setpriority(unix.PRIO_PROCESS, 0, old+n)
		old += n
	}
	if err != nil {
		return object.OSErrorFrom(t, err, null)
	}
	return gc.MakeInt(int64(max(-20, min(old, 19))))
}

// priority is getpriority; Linux's system call returns 20 less it.
func priority(which, who int) (int, error) {
	n, err := unix.Getpriority(which, who)
	if runtime.GOOS == "linux" {
		n = 20 - n
	}
	return n, err
}

func getPriority(t *Thread, a []Value) Value {
	which, who, ok := twoInts(t, a)
	if !ok {
		return null
	}
	n, err := priority(which, who)
	if err != nil {
		return object.OSErrorFrom(t, err, null)
	}
	return gc.MakeInt(int64(n))
}

func kill(t *Thread, a []Value) Value {
	pid, sig, ok := twoInts(t, a)
	if !ok {
		return null
	}
	return done(t, unix.Kill(pid, unix.Signal(sig)), null)
}

func killpg(t *Thread, a []Value) Value {
	pid, sig, ok := twoInts(t, a)
	if !ok {
		return null
	}
	return done(t, unix.Kill(-pid, unix.Signal(sig)), null)
}

// system runs a command in a shell and returns its wait status.
func system(t *Thread, a []Value) Value {
	command, ok := object.FSPath(t, a[0])
	if !ok {
		return null
	}
	io.FlushFiles()
	cmd := exec.Command("/bin/sh", "-c", command)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	err := waiting(t, cmd.Run)
	if cmd.ProcessState == nil {
		return object.OSErrorFrom(t, err, null)
	}
	return gc.MakeInt(int64(cmd.ProcessState.Sys().(syscall.WaitStatus)))
}

func waitPid(t *Thread, a []Value) Value {
	pid, options, ok := twoInts(t, a)
	if !ok {
		return null
	}
	var status unix.WaitStatus
	got := 0
	err := waiting(t, func() (err error) {
		got, err = unix.Wait4(pid, &status, options, nil)
		return err
	})
	if err != nil {
		return object.OSErrorFrom(t, err, null)
	}
	return object.NewTuple(t, gc.MakeInt(int64(got)), gc.MakeInt(int64(status)))
}

func onStatus(f func(w unix.WaitStatus) Value) object.NativeFn {
	return func(t *Thread, a []Value) Value {
		n, ok := object.IndexInt(t, a[0])
		if !ok {
			return null
		}
		return f(unix.WaitStatus(n))
	}
}

func exitCode(t *Thread, a []Value) Value {
	n, ok := object.IndexInt(t, a[0])
	if !ok {
		return null
	}
	switch w := unix.WaitStatus(n); {
	case w.Exited():
		return gc.MakeInt(int64(w.ExitStatus()))
	case w.Signaled():
		return gc.MakeInt(-int64(w.Signal()))
	case w.Stopped():
		return object.ValueErrorf(t, "process stopped by delivery of signal %d", int(w.StopSignal()))
	}
	return object.ValueErrorf(t, "invalid wait status: %d", n)
}

func exit(t *Thread, a []Value) Value {
	n, ok := object.IndexInt(t, a[0])
	if !ok {
		return null
	}
	unix.Exit(n & 0xff)
	return none
}

func abort(t *Thread, a []Value) Value {
	unix.Kill(unix.Getpid(), unix.SIGABRT)
	unix.Exit(134)
	return none
}

// execute replaces the process.
func execute(t *Thread, path, argv, env Value) Value {
	p, ok := object.FSPath(t, path)
	if !ok {
		return null
	}
	args, ok := pathList(t, argv)
	if !ok {
		return null
	}
	if len(args) == 0 || args[0] == "" {
		return object.ValueErrorf(t, "execv() arg 2 first element cannot be empty")
	}
	list := os.Environ()
	if env != null {
		if list, ok = envList(t, env); !ok {
			return null
		}
	}
	return done(t, unix.Exec(p, args, list), path)
}

// pathList reads a sequence of paths.
func pathList(t *Thread, v Value) (list []string, ok bool) {
	ok = object.Iterate(t, v, func(item Value) bool {
		s, ok := object.FSPath(t, item)
		list = append(list, s)
		return ok
	})
	return list, ok && t.Exc == null
}

// envList reads a mapping of names to values.
func envList(t *Thread, env Value) (list []string, ok bool) {
	items := object.CallMethod(t, env, object.Intern("items"))
	if items == null {
		return nil, false
	}
	ok = object.Iterate(t, items, func(item Value) bool {
		pair, ok := pathList(t, item)
		if ok && len(pair) == 2 {
			list = append(list, pair[0]+"="+pair[1])
		}
		return ok
	})
	return list, ok && t.Exc == null
}

func putEnv(t *Thread, a []Value) Value {
	name, ok := object.FSPath(t, a[0])
	if !ok {
		return null
	}
	value, ok := object.FSPath(t, a[1])
	if !ok {
		return null
	}
	for _, c := range name {
		if c == '=' {
			return object.ValueErrorf(t, "illegal environment variable name")
		}
	}
	return done(t, os.Setenv(name, value), null)
}

func unsetEnv(t *Thread, a []Value) Value {
	name, ok := object.FSPath(t, a[0])
	if !ok {
		return null
	}
	return done(t, os.Unsetenv(name), null)
}

// sysconf knows the variables that programs ask for.
func sysconf(t *Thread, a []Value) Value {
	if object.IsStr(a[0]) {
		switch object.StrOf(a[0]) {
		case "SC_PAGE_SIZE", "SC_PAGESIZE":
			return gc.MakeInt(int64(os.Getpagesize()))
		case "SC_NPROCESSORS_ONLN", "SC_NPROCESSORS_CONF":
			return gc.MakeInt(int64(runtime.NumCPU()))
		case "SC_IOV_MAX":
			return gc.MakeInt(1024)
		case "SC_CLK_TCK":
			return gc.MakeInt(100)
		case "SC_OPEN_MAX":
			var limit unix.Rlimit
			if unix.Getrlimit(unix.RLIMIT_NOFILE, &limit) == nil {
				return object.NewUint(t, limit.Cur)
			}
		}
	}
	return object.ValueErrorf(t, "unrecognized configuration name")
}
