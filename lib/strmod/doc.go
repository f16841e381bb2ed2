// Package strmod is Python's module _string: the parts of str.format that
// string.Formatter is made of.
//
// In: the parser of vm/object. Out: the module. Main invariant: no state.
//
// Only the composition root imports it, for its registration.
package strmod
