// Package cmath is Python's module cmath.
//
// In: complex numbers of vm/object. Out: the functions, by the formulas that
// CPython uses, which lose no digits near branch points and do not overflow
// early; infinities and NaNs as in C's Annex G. Main invariant: no function
// keeps state.
//
// Only the composition root imports it, for its registration.
package cmath
