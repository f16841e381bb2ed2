// Package cpython unpacks the CPython 3.14 that the Go module go-embed-python
// carries, once per user, and says where it lies.
//
// In: nothing. Out: the paths of an installed CPython 3.14 (its executable and
// its pure-Python library), and files of the cache it lies in (WriteFile). Main invariant: a path that Home returns names a
// complete installation: it gets its name when all files are there.
// The differential tests and the benchmarks import it for the executable, the
// import machinery of the runtime for the library directory.
package cpython
