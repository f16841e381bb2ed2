// Package weakref is the native half of the module weakref.
//
// In: vm/object, and the collector's sweep hook. Out: the module _weakref,
// registered. Main invariant: a weak reference holds the number of its
// referent's address, which the collector does not follow; the sweep hook
// empties it before the memory is used again. vm imports it for its
// registration.
package weakref
