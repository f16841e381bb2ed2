// Package posix is the module posix: the system calls behind CPython's os.py.
// _posixsubprocess, _poll and _epoll are what subprocess and select stand on.
//
// In: golang.org/x/sys/unix. Out: the module, and the classes DirEntry and
// stat_result. Main invariant: every function that asks or changes the system is
// flagged IO (or Blocks), and pending output of files is written out before
// anything looks at files.
//
// Only the composition root imports it, for its registration.
package posix
