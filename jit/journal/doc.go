// Package journal keeps what the JIT has done, for people: a log that grows
// while the program runs, and a page to read it.
//
// In: traces with all their stages as text, from package jit. Out: a file with a
// JSON object on each line (Log), and one HTML page that asks the network for
// nothing (HTML). Main invariant: what is kept here is text and numbers only: no
// address of the heap, nothing that a collection must know. It imports nothing
// of the runtime; jit and vm import it.
package journal
