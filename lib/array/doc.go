// Package array is the module array: sequences of numbers of one kind.
//
// In: ints, floats and characters, checked against the kind. Out: the native
// half of the module, _array; lib/py/array.py is the rest of it. Main invariant:
// every item is what reading it out of memory of its kind would give, so that it
// needs no conversion when it is read. Only the composition root imports it, for
// its registration.
package array
