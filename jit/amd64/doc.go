// Package amd64 turns optimised traces into machine code and runs it.
//
// In: a trace (jit/ir), the offsets of what machine code reads of the runtime
// (Env), for a side trace the places where its parent left its values. Out:
// code in a cache of its own, with a Stop for every place where it gives
// control back to Go, and Restore, which turns what a stop left behind into
// the interpreter's frames. Main invariant: at a stop every value that its
// snapshot names is in the Location that the stop records, and nothing of the
// interpreter's stack has been written but what the trace has written there
// on purpose. Machine code never moves SP and never calls: it leaves with a
// number and is entered again. Only linux on amd64 has it (Supported); all
// other systems get the types and a Compile that refuses.
//
// The assembler underneath reads GOARM, GOMIPS, GOMIPS64, GOPPC64 and GOWASM
// when the program starts and ends the process if one of them makes no sense;
// they are set for cross-compiling only.
//
// It knows jit/ir and the memory calls of internal/sys, nothing else of ours;
// jit/record and jit import it.
package amd64
