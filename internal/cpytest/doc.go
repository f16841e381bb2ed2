// Command cpytest runs files of CPython's own test suite on Gorgon.
//
//	go run ./internal/cpytest [-level n] [-retag] [-v] [-gorgon path | -python path] [file...]
//
// In: the unmodified test files of a suite on the user's machine (never of
// this repository) and the small driver in unittest_driver, which stands in
// for unittest and test.support. Out: passed, failed and skipped methods of
// each file, held against what CPython itself passes of it, and against the
// tags testdata/cpython_tags/FILE.txt, the methods that must pass.
//
// Main invariant: a method counts as passed only if its own outcome line was
// seen; a crash, a time-out or an import that fails makes failures of all the
// methods that CPython passes. Each file runs in a process of its own.
// Nothing imports this package; it imports internal/conform for processes and
// internal/cpython for the reference.
package main
