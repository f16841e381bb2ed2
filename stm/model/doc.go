// Package model checks the protocol of the version-lock words by running all of its
// interleavings at a small scale.
//
// In: threads with a few transactions of a few reads and writes over two or three
// words, each word with a lock. Out: a failed test, with the steps that led there,
// if a transaction that commits, or one that is aborted, has seen values of no one
// moment (opacity), or if the committed ones have no serial order.
//
// Main invariant: a step of the model is one access to shared memory of the real
// code, in the same order. The functions that it mirrors are begin, seen, extendTo,
// validate, own, commitWrites and releaseAborted of package stm; the clock does not
// move at a commit, only when a reader meets a version above it. Locks that are
// elided are words that are only read; an irrevocable transaction holds the token
// and takes ownership of what it reads (BecomeIrrevocable). Waiting is an abort
// here, or, for an irrevocable transaction, to be run later.
//
// Faults can be built in, and the test wants each of them found. Nothing imports
// this package.
package model
