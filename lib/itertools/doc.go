// Package itertools is the module itertools.
//
// In: vm/object. Out: the registered module. Main invariant: the state of an
// iterator is in its heap object, which is owned before it is changed, so that
// an aborted transaction takes back what it consumed. Only the composition
// root imports it.
package itertools
