// Package builtins is the module builtins: the functions that are no types, and
// the names of all builtin types and exceptions.
//
// In: the protocol functions of vm/object and the hooks that the interpreter
// sets there. Out: a module registered as "builtins". Main invariant: a
// function that calls back into Python an unbounded number of times ends in a
// function of the prelude (lib/py/prelude_builtins.py), so that no Go frame
// lies below that code. vm imports it for its registration.
package builtins
