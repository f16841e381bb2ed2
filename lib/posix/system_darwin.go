package posix

import (
	"runtime"

	"golang.org/x/sys/unix"
)

func atime(st *unix.Stat_t) int64 { return st.Atim.Nano() }
func mtime(st *unix.Stat_t) int64 { return st.Mtim.Nano() }
func ctime(st *unix.Stat_t) int64 { return st.Ctim.Nano() }

// statfsMore returns the fragment size and the longest name.
func statfsMore(st *unix.Statfs_t) (size, name uint64) { return uint64(st.Bsize), 255 }

// datasync is fdatasync.
func datasync(fd int) error { return unix.Fsync(fd) }

// pipe2 makes a pipe whose ends have flags.
func pipe2(p []int, flags int) error {
	if err := unix.Pipe(p); err != nil {
		return err
	}
	for _, fd := range p {
		if flags&unix.O_CLOEXEC != 0 {
			unix.CloseOnExec(fd)
		}
		if flags&unix.O_NONBLOCK != 0 {
			unix.SetNonblock(fd, true)
		}
	}
	return nil
}

// dup3 is dup2 with flags.
func dup3(from, to, flags int) error {
	if err := unix.Dup2(from, to); err != nil {
		return err
	}
	if flags&unix.O_CLOEXEC != 0 {
		unix.CloseOnExec(to)
	}
	return nil
}

// affinity returns the processors that the process may use: all.
func affinity(pid int) ([]int, error) {
	var cpus []int
	for i := 0; i < runtime.NumCPU(); i++ {
		cpus = append(cpus, i)
	}
	return cpus, nil
}

// pipeBuf is PIPE_BUF, in bytes.
const pipeBuf = 512

// systemPollConstants are those that are not the same everywhere, as in poll.h.
var systemPollConstants = map[string]int64{"POLLWRNORM": 0x4, "POLLWRBAND": 0x100}
