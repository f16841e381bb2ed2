// Package types is the native half of the modules types and abc: _types, which
// names the types that are not in builtins, and _abc, the registries and caches
// of abstract base classes.
//
// In: vm/object. Out: the two modules, registered. Main invariant: what _abc
// keeps on Go's side is a cache, or a registration made by a transaction that
// cannot abort. vm imports it for its registration.
package types
