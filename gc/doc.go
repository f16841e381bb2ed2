// Package gc owns the memory of Python objects: values, object headers, the
// arena outside Go's heap, allocation and collection.
//
// In: layouts, root sources, hooks and a World, which the packages above
// register. Out: values and addresses of objects. Everybody may import it; it
// imports only internal/sys and internal/invariant.
//
// Main invariant: an object that a root reaches is never reused, and never
// moves.
//
// # Allocation
//
// Objects of up to MaxSmall bytes lie in blocks of 32 KiB that are cut into
// lines of 128 bytes. Each thread's Allocator bumps through runs of free lines;
// it never collects, and asks for a collection (RequestCollection) when the
// budget is used up. Larger objects have pages of their own (large.go, page.go).
//
// # Collection
//
// A collection runs while the world is stopped at safepoints. It marks objects
// and lines from the roots, in parallel when the heap is large; lines without a
// mark are free again, in blocks that are wholly free, sparse or recyclable (sweep.go);
// longer objects take from the first two only.
// Nothing is moved, and roots are exact. Hooks run between marking and
// sweeping: ReachHook for what lives by other ways than references (classes, which
// objects name by the numbers of their shapes: shapes.go), KeepHook for finalizers,
// SweepHook for weak tables.
//
// # Generations
//
// CollectDue keeps the marks of the last collection as long as the heap has not
// grown by half: what is marked is old, counts as alive, and is not looked at
// again. So an old object that is stored to must be remembered: every store of a
// reference into a heap object is preceded by a test of one byte (remember.go
// says exactly when). stm.Tx.OwnObject includes it, OwnSpan and the like do not;
// machine code (jit/amd64) tests the byte behind the store.
//
// # Native code
//
// Native code that has called back into Python holds references that no root
// holds, all of them older than the call. CollectSince frees only what is
// younger than the last such call (Clock).
//
// # Files
//
// word, header, layout and memory are the representation that all packages
// share; alloc and block the way to memory; heap, roots, mark, queue, remember
// and sweep a collection; pacer and stats its policy and its account; arena, page,
// scavenge and large the address space; debug and verify the heap checker.
package gc
