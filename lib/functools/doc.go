// Package functools is the native half of the module functools, under the name
// _functools: partial, cmp_to_key and the wrapper that lru_cache makes. The
// rest is Python, in lib/py/functools.py.
//
// In: vm/object. Out: the registered module. Main invariant: calls of Python
// code are tail calls wherever the language allows it, so that no Go frame
// lies between Python frames. Only the composition root imports it.
package functools
