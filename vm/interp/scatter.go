package interp

import (
	"gorgon/gc"
	"gorgon/scheduler"
	"gorgon/vm/bytecode"
	"gorgon/vm/object"
)

func init() { scheduler.Contended = contended }

// contended is called when a thread has collided often on one lock. If that is
// the lock of an instance whose attribute the running instruction wants, its
// attributes get locks of their own at the next boundary: threads that read some
// of them do not collide with those that write others.
func contended(t *Thread, lock uintptr) {
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
	if o.IsPtr() && o.Addr()+gc.LockOffset == lock && object.CanScatter(o) {
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
