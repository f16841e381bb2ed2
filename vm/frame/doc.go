// Package frame defines the layout of Python frames on a thread's stack and
// the linked form of code, which interpreter and machine code share.
//
// In: bytecode.Code and values. Out: linked code and the frame's word offsets.
// Main invariant: every register of a live frame holds a Value or Null, because
// a frame's registers are cleared when it is entered; so the collector can walk
// stacks exactly. vm/interp, jit/record and vm may import it.
package frame
