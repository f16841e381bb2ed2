// Package random is the module _random: the Mersenne Twister behind Python's
// module random (lib/py/random.py), and those of its methods that programs call
// most, drawing from the generator exactly as CPython's do.
//
// In: the heap (state) and Go's generator (instances that were never seeded).
// Out: the class _random.Random. Main invariant: the numbers of a generator lie
// in a block that never changes after birth while more than one thread runs; the
// object holds the block and the position in it, so that an aborted transaction
// takes back what it has drawn by the undo of two words.
//
// Only the composition root imports it, for its registration.
package random
