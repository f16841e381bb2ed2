// Package ir is the intermediate representation of traces: linear SSA over
// typed words, from one table of operations.
//
// In: operations emitted by the recorder, or text (Parse). Out: traces for the
// optimiser and the back end, text (Print), verification and the reference
// evaluator that is the oracle of every later stage. Main invariant: an
// operand is defined before its use, once, with the type that the table asks
// for; only a PHI looks forward. It knows nothing of Python, of the heap or of
// machine code, and imports nothing of ours; jit/opt, jit/amd64, jit/record and
// jit import it.
package ir
