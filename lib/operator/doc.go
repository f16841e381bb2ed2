// Package operator is the module operator.
//
// In: vm/object. Out: the registered module. Main invariant: none of its own.
// Only the composition root imports it.
package operator
