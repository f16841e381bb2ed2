// Package stress runs programs with many threads for as long as is asked for,
// and checks what must hold however the threads meet.
//
// In: the programs of testdata. Each takes its length in seconds as an argument
// and prints what it has counted or found broken. Out: a failed test where
// threads that share nothing conflict (disjoint), a builtin that many threads
// change loses its structure (builtins), or the runtime does not bear a number of
// threads, a depth or a signal (limits).
//
// Main invariant: no number that is tested depends on how fast the machine is,
// but for limits that are far from what is measured.
//
// The tests take seconds; -stress.for, or GORGON_FULL=1, makes them as long as
// wanted. Nothing imports this package; it looks at Gorgon from the outside,
// through internal/conform.
package stress
