package gc

import (
	"slices"
	"sync"
)

// RootSource is something outside the heap that holds references: thread
// stacks, transaction logs, Go-side tables. Roots are visited in a pause.
type RootSource interface {
	VisitRoots(visit func(Value))
}

// AgingRootSource is a source of which most references stay what they are. A
// collection of what is new calls VisitNew alone, which visits what was added
// since the last collection: the source learns of that by a SweepHook. All else
// that it has was visited before, and is old.
type AgingRootSource interface {
	RootSource
	VisitNew(visit func(Value))
}

// World stops and resumes the threads that run Python code.
type World interface {
	Stop()
	Resume()
}

// SweepHook is called in a pause after marking, before any memory is reused.
// isLive is true for values that are no references. The hook must not allocate
// in the heap; it drops the entries of Go-side tables whose objects are dead.
type SweepHook func(isLive func(Value) bool)

// KeepHook is called in a pause after marking, before the sweep hooks. It may
// call keep on dead objects: they, and all that they reach, live on. That is
// how objects with finalizers survive until their finalizer has run.
type KeepHook func(isLive func(Value) bool, keep func(Value))

// ReachHook is a KeepHook for what lives because something else does that holds no
// reference to it. It is called in collections of everything only, whenever all
// that is known to live is marked, until nothing new is.
type ReachHook = KeepHook

// registry holds what the packages above have registered. Hooks run in the
// order of registration.
var registry struct {
	sync.Mutex
	registered
}

type registered struct {
	roots []RootSource
	sweep []SweepHook
	keep  []KeepHook
	reach []ReachHook
}

// registrations returns a copy of the registry: hooks may register more.
func registrations() registered {
	registry.Lock()
	defer registry.Unlock()
	return registered{slices.Clone(registry.roots), slices.Clone(registry.sweep), slices.Clone(registry.keep), slices.Clone(registry.reach)}
}

// RegisterRoots adds a root source for all collections to come.
func RegisterRoots(r RootSource) {
	registry.Lock()
	defer registry.Unlock()
	registry.roots = append(registry.roots, r)
}

// UnregisterRoots removes what RegisterRoots added. Root sources that are
// unregistered must be comparable.
func UnregisterRoots(r RootSource) {
	registry.Lock()
	defer registry.Unlock()
	if i := slices.Index(registry.roots, r); i >= 0 {
		registry.roots = slices.Delete(registry.roots, i, i+1)
	}
}

// RegisterSweepHook adds a hook for all collections to come.
func RegisterSweepHook(h SweepHook) {
	registry.Lock()
	defer registry.Unlock()
	registry.sweep = append(registry.sweep, h)
}

// RegisterKeepHook adds a hook for all collections to come.
func RegisterKeepHook(h KeepHook) {
	registry.Lock()
	defer registry.Unlock()
	registry.keep = append(registry.keep, h)
}

// RegisterReachHook adds a hook for all collections to come.
func RegisterReachHook(h ReachHook) {
	registry.Lock()
	defer registry.Unlock()
	registry.reach = append(registry.reach, h)
}

// RegisterAllocator makes an allocator known to the collector. Allocation does
// it by itself when needed.
func RegisterAllocator(a *Allocator) {
	heap.Lock()
	defer heap.Unlock()
	heap.allocators[a] = struct{}{}
	a.known = true
}

// UnregisterAllocator flushes an allocator and forgets it: its thread ends.
func UnregisterAllocator(a *Allocator) {
	a.Flush()
	heap.Lock()
	defer heap.Unlock()
	delete(heap.allocators, a)
	a.known = false
}
