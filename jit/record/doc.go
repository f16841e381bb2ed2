// Package record turns one pass of the interpreter through a loop into a trace:
// bytecode and live values become typed operations, and what the pass took for
// granted becomes guards.
//
// In: instructions in front of which the interpreter stands, with the frames in
// memory. Out: an ir.Trace. Main invariant: at every snapshot the map of slots,
// written over the memory of the stack, is the state in which the interpreter
// would stand there. Nothing that recording does is visible to Python or to
// other threads. jit imports it; it must not import vm/interp, whose inline
// caches it sees through Host.
package record
