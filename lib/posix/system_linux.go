package posix

import "golang.org/x/sys/unix"

func atime(st *unix.Stat_t) int64 { return st.Atim.Nano() }
func mtime(st *unix.Stat_t) int64 { return st.Mtim.Nano() }
func ctime(st *unix.Stat_t) int64 { return st.Ctim.Nano() }

// statfsMore returns the fragment size and the longest name.
func statfsMore(st *unix.Statfs_t) (size, name uint64) { return uint64(st.Frsize), uint64(st.Namelen) }

// datasync is fdatasync.
func datasync(fd int) error { return unix.Fdatasync(fd) }

// pipe2 makes a pipe whose ends have flags.
func pipe2(p []int, flags int) error { return unix.Pipe2(p, flags) }

// dup3 is dup2 with flags.
func dup3(from, to, flags int) error { return unix.Dup3(from, to, flags) }

func init() {
	for name, n := range map[string]int{
		"O_PATH": unix.O_PATH, "O_TMPFILE": unix.O_TMPFILE, "O_NOATIME": unix.O_NOATIME, "O_DIRECT": unix.O_DIRECT, "O_RSYNC": unix.O_RSYNC,
		"O_LARGEFILE": 0, "O_FSYNC": unix.O_FSYNC, "P_ALL": 0, "P_PID": 1, "P_PGID": 2, "WEXITED": 4, "WSTOPPED": 2, "WNOWAIT": unix.WNOWAIT,
		"SCHED_OTHER": 0, "SCHED_FIFO": 1, "SCHED_RR": 2, "SCHED_BATCH": 3, "SCHED_IDLE": 5,
	} {
		constants[name] = n
	}
}

// affinity returns the processors that the process may use.
func affinity(pid int) ([]int, error) {
	var set unix.CPUSet
	if err := unix.SchedGetaffinity(pid, &set); err != nil {
		return nil, err
	}
	var cpus []int
	for i := 0; i < 1024; i++ {
		if set.IsSet(i) {
			cpus = append(cpus, i)
		}
	}
	return cpus, nil
}

// pipeBuf is PIPE_BUF, in bytes.
const pipeBuf = 4096

// systemPollConstants are those that are not the same everywhere, as in poll.h.
var systemPollConstants = map[string]int64{"POLLWRNORM": 0x100, "POLLWRBAND": 0x200, "POLLMSG": 0x400, "POLLRDHUP": 0x2000}
