// Package collections is the native half of the module collections, under the
// name _collections: deque, and what OrderedDict, defaultdict, namedtuple and
// Counter need of Go. The rest is Python, in lib/py/collections. The module _queue
// is here too: SimpleQueue is a deque that can be waited for, and what queue.Queue
// needs in order that two threads can work on its deque at the same time.
//
// In: vm/object. Out: the registered modules. Main invariant: that of vm/object:
// no store without ownership. Only the composition root imports it.
package collections
