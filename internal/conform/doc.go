// Package conform compares Gorgon with CPython, program by program.
//
// In: the programs testdata/conform/*.py. Out: for each program and mode
// whether standard output, standard error and exit code are the same bytes as
// CPython's. Main invariant: no expected output is stored in the repository;
// it is made by running CPython, and kept in the user's cache under a key that
// covers everything the output may depend on (program, its packages, place,
// release).
//
// The package imports internal/cpython only and never the runtime: Gorgon is
// looked at from the outside, as a process. The command in ./run, the tests of
// this package and internal/cpytest import it.
package conform
