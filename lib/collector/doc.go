// Package collector is the module gc.
//
// In: gc's statistics and walks, the calls that vm/object keeps for after a
// collection. Out: the module gc, registered, and CollectAll for the end of the
// program. Main invariant: what a walk over the heap finds stays alive until it
// is in a list, because no thread collects before this one's next safepoint.
// vm imports it.
package collector
