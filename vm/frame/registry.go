package frame

import (
	"slices"
	"sync"
	"sync/atomic"

	"gorgon/gc"
	"gorgon/vm/object"
)

// registry keeps linked code alive, for which Go's collector sees no reference:
// addresses of code lie in frames and in the heap. What code refers to never
// changes after it is linked.
//
// Main invariant: code is in the registry until a collection of everything finds
// its Keep dead. At such a collection no native code is under way, so that nothing
// of Go but what is said here holds code: the parent, by Children.
var registry struct {
	sync.Mutex
	codes []*Code
	old   int // how many of them a collection has seen
	died  []*Code
}

type codeRoots struct{}

// Roots is the root source of linked code: what is new, since it may be on its
// way into a frame or a function, and what is pinned.
var Roots gc.RootSource = codeRoots{}

// KeepAll keeps all code for ever: somebody writes addresses of code down.
var KeepAll atomic.Bool

func init() {
	gc.RegisterReachHook(keepChildren)
	gc.RegisterSweepHook(forgetDead)
	object.CodeKeep = func(code uintptr) gc.Value { return At(code).Keep }
}

func register(c *Code) {
	registry.Lock()
	registry.codes = append(registry.codes, c)
	registry.Unlock()
}

// Holding returns the code with the instruction at pc, nil if there is none. It
// looks at all code: for reports.
func Holding(pc uintptr) *Code {
	registry.Lock()
	defer registry.Unlock()
	for _, c := range registry.codes {
		if pc >= c.Entry && pc < c.Entry+8*uintptr(len(c.Words)) {
			return c
		}
	}
	return nil
}

// Pin keeps c for ever.
func (c *Code) Pin() { c.pinned = true }

// Dead says, after a collection, that nothing may run c any more.
func (c *Code) Dead() bool { return c.dead }

func (codeRoots) VisitRoots(visit func(gc.Value)) {
	all := KeepAll.Load()
	for i, c := range registry.codes {
		if i >= registry.old || all || c.pinned {
			visit(c.Keep)
		}
	}
}

// VisitNew implements gc.AgingRootSource.
func (codeRoots) VisitNew(visit func(gc.Value)) {
	for _, c := range registry.codes[registry.old:] {
		visit(c.Keep)
	}
}

// keepChildren keeps what live code makes functions of. Parents stand before their
// children.
func keepChildren(isLive func(gc.Value) bool, keep func(gc.Value)) {
	kept := map[*Code]bool{}
	for _, c := range registry.codes {
		if p := c.parent; p != nil && !isLive(c.Keep) && (kept[p] || isLive(p.Keep)) {
			kept[c] = true
			keep(c.Keep)
		}
	}
}

// Died returns the code that the collection that goes on has found dead. Only hooks
// of that collection may ask: what they know of its words they must forget.
func Died() []*Code { return registry.died }

// forgetDead drops the code that is dead.
func forgetDead(isLive func(gc.Value) bool) {
	registry.died = nil
	if gc.Everything() {
		for _, c := range registry.codes {
			if c.dead = !isLive(c.Keep); c.dead {
				registry.died = append(registry.died, c)
			} else if c.parent != nil && c.parent.dead {
				c.parent = nil
			}
		}
		registry.codes = slices.DeleteFunc(registry.codes, (*Code).Dead)
	}
	registry.old = len(registry.codes)
}
