// Package vm puts the runtime together: it is the only package that knows all
// the others.
//
// In: a command line. Out: what the program prints and its exit status. Main
// invariant: nothing runs before Start has booted the types, the modules and
// the main thread. cmd/gorgon and bench may import it.
package vm
