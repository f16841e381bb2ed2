package interp

import (
	"gorgon/gc"
	"gorgon/scheduler"
	"gorgon/vm/bytecode"
	"gorgon/vm/object"
)

func init() { scheduler.Contended = contended }

// collisions is what is known of those that a thread has had on one lock of late.
type collisions struct {
	lock   uintptr
	object object.AttrWatch
}

// contended is called when a thread collides often on one lock. If that is the
// lock of an instance whose attribute the running instruction wants, its
// attributes get locks of their own at the next boundary: threads that read some
// of them do not collide with those that write others. That is of no use where
// only attributes are wanted that change.
func contended(t *Thread, lock uintptr, n int) {
	if t.Base == 0 || t.PC == 0 || t.Scatter != gc.Null {
		return
	}
	ins := gc.Load64(t.PC)
	var o gc.Value
	switch bytecode.OpOf(ins) {
	case bytecode.LOAD_ATTR, bytecode.LOAD_METHOD:
		o = gc.Load(rb(t.Base, ins))
	case bytecode.STORE_ATTR:
		o = gc.Load(ra(t.Base, ins))
	default:
		return
	}
	if !o.IsPtr() || o.Addr()+gc.LockOffset != lock || !object.CanScatter(o) {
		return
	}
	c, _ := t.Collisions.(*collisions)
	if c == nil {
		c = new(collisions)
		t.Collisions = c
	}
	if c.lock != lock || n == 1 {
		*c = collisions{lock: lock}
	}
	c.object.Look(o, name(t.PC))
	if scheduler.Shake.Budget || n >= scheduler.ContendedCalls && c.object.Apart() {
		c.lock = 0
		t.Scatter = o
		t.Roots = append(t.Roots, o)
	}
}

// scatter does it. No transaction runs.
func scatter(t *Thread) {
	o := t.Scatter
	t.Scatter = gc.Null
	t.RunApart(func() { object.Scatter(t, o) })
	for i, r := range t.Roots {
		if r == o {
			t.Roots = append(t.Roots[:i], t.Roots[i+1:]...)
			break
		}
	}
}
