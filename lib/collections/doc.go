// Package collections is the native half of the module collections, under the
// name _collections: deque, and what OrderedDict, defaultdict, namedtuple and
// Counter need of Go. The rest is Python, in lib/py/collections.
//
// In: vm/object. Out: the registered module. Main invariant: that of vm/object:
// no store without ownership. Only the composition root imports it.
package collections
