// Package regress runs concurrent programs in every mode that makes rare paths
// common, and compares what they print with CPython.
//
// In: the programs of testdata/regress, one for each bug that was once found
// and named after it, and the benchmark programs at small sizes with 1, 2, 4
// and 8 threads. Out: a failed test where Gorgon's answer is not CPython's.
// Main invariant: no expected output is stored; CPython makes it.
//
// GORGON_FULL=1 runs everything, otherwise a part is run that takes seconds.
// Nothing imports this package; it looks at Gorgon from the outside, through
// internal/conform.
package regress
