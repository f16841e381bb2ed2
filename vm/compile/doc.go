// Package compile turns a syntax tree into register bytecode.
//
// In: a *syntax.Module, *Expression or *Interactive. Out: a *bytecode.Code of
// plain Go values and the warnings to be issued, or the *syntax.SyntaxError
// that CPython's symbol table or compiler reports for the program.
//
// The stages, one after the other: future.go (from __future__), preprocess.go
// (warnings about control flow in finally), scope*.go (which variable of which
// block a name means), then one pass over the tree (stmt*.go, expr*.go and
// their neighbours) that appends instructions with symbolic jump targets to a
// unit, and assemble.go, flow.go (dead code, jump threading, superfluous
// CHECKs, long jumps), which turn the unit into words.
//
// Main invariant: an instruction carries the source range that CPython 3.14
// associates with the operation, so that tracebacks underline the same text;
// and a local variable's register is written by nothing but the one
// instruction that completes an assignment to it.
//
// It imports vm/syntax and vm/bytecode only; vm and tests may import it.
package compile
