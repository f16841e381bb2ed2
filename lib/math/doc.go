// Package math is Python's module math.
//
// In: numbers of vm/object. Out: the functions, with the results of CPython's
// own algorithms where they are not those of a C library (gamma, fsum, hypot,
// comb, …). Main invariant: no function keeps state.
//
// Only the composition root imports it, for its registration.
package math
