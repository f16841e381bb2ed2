// Package io is the module _io, on which lib/py/io.py stands, and the fast path of print.
//
// In: file descriptors, codecs and the heap. Out: the stream classes with the
// semantics of CPython's. A stream over a file descriptor keeps its state on
// Go's side: it is changed by functions that run outside of what a transaction
// can undo (flag IO) or at its commit (text written). BytesIO and StringIO are
// plain data in the heap and roll back like any other.
//
// Main invariant: a stream's mutex is held only while Go code and system calls
// run, never across a call into Python or a barrier.
//
// The composition root and lib/builtins import it.
package io
