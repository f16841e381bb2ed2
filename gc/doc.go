// Package gc owns the memory of Python objects: values, object headers, the
// arena outside Go's heap, allocation and collection.
//
// In: layouts, root sources and a World, which the packages above register.
// Out: values and addresses of objects. Main invariant: an object that a root
// reaches is never reused, and never moves. Everybody may import it; it
// imports only internal/sys and internal/invariant.
package gc
