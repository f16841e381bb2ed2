// Package warnings is the module _warnings: the filters, and the two functions
// that decide what becomes of a warning.
//
// In: warnings of Go code (object.Warn), of the compiler (Explicit) and of
// Python code. Out: text on sys.stderr, an exception, or nothing. What the
// program sets in the module warnings (filters, onceregistry, defaultaction,
// _showwarnmsg) wins over what is here.
//
// Main invariant: the registry of a module is emptied when the filters have
// changed since it was last looked at. The composition root imports it.
package warnings
