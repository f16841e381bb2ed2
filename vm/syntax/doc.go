// Package syntax turns Python 3.14 source text into an abstract syntax tree.
//
// In: the bytes of a source file and a mode (exec, eval or single). Out: a tree
// whose node types, fields and positions are those of CPython's ast module, or
// a *SyntaxError with the message and the position that CPython reports.
//
// Main invariant: for every program that CPython's parser accepts, Dump of the
// tree is byte for byte what ast.dump prints, and for every program that it
// rejects, the error equals CPython's. Errors which CPython finds later, in its
// symbol table or its compiler ("'return' outside function"), belong to
// vm/compile.
//
// A program is parsed by a fast recursive-descent parser (parse_*.go) over a
// complete token array. Only when that one, or the scanner, gives up does a
// second, memoising parser (grammar*.go, explain*.go) walk the tokens again to
// find out which error to report.
//
// Strings in the tree are WTF-8: UTF-8 in which a lone surrogate, which a
// Python string may hold, is the three-byte sequence that UTF-8 would give it
// if it were allowed ("\ud800" is ED A0 80). A surrogate pair written as two
// escapes stays two surrogates, as it does in Python.
//
// Every package may import it; it imports only the standard library.
package syntax
