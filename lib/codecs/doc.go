// Package codecs is Python's module _codecs: the registry of codecs and the
// built-in ones under their own names.
//
// In: the codecs of vm/object, and search functions that Python code
// registers. Out: the module, and vm/object's hook for encodings that are not
// built in. Main invariant: the registry is a list and a dict of the heap, so
// that changes to it are part of the transaction that makes them.
//
// Only the composition root imports it, for its registration.
package codecs
