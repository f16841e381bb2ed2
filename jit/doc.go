// Package jit is the trace JIT: it decides what is hot, records it, has it
// optimised and compiled, runs it, and takes the interpreter over at exits.
//
// In: safepoints at hot places (interp.Tracer). Out: traces in the place of
// loops. Main invariant: whatever trace runs, at every exit the frames and the
// heap are as the interpreter would have left them at that instruction. It must
// not import vm/interp (Interpreter is what it needs of it); vm imports it.
package jit
