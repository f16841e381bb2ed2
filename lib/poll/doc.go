// Package poll is the native half of the module select: waiting for files.
//
// In: descriptors and the events to wait for. Out: the module _poll; what
// programs see of it is lib/py/select.py. Main invariant: no state. Only the
// composition root imports it, for its registration.
package poll
