package record

import (
	"gorgon/gc"
	"gorgon/jit/ir"
	"gorgon/scheduler"
	"gorgon/vm/bytecode"
	"gorgon/vm/object"
)

// sectionMethods are the methods by which with statements take locks and give
// them back, and begin and end atomic blocks.
var sectionMethods = map[string]int{
	"lock.__enter__": hLockEnter, "RLock.__enter__": hLockEnter, "lock.__exit__": hLockExit, "RLock.__exit__": hLockExit,
	"Block.__enter__": hBlockEnter, "Block.__exit__": hBlockExit,
}

// section records the call of one of them.
func (r *Recorder) section(w uint64, fn gc.Value, name string, first uint16, n int) bool {
	native := object.NativeOf(fn)
	h := sectionMethods[name]
	if h == 0 || gc.Shape(fn.Addr()) == object.ShapeNative || n != native.Params || !native.Accepts(r.value(first)) {
		return false
	}
	r.calleeIs(w, fn)
	if enters := h == hLockEnter || h == hBlockEnter; r.Trace.Transactional {
		if enters && r.mayEnd {
			// If the transaction is to end it must before the next section, in the midst
			// of which it cannot.
			r.guard(ir.Ins{Op: ir.POLL})
		}
		r.mayEnd = !enters
	}
	args := []ir.Ref{r.constant(fn), r.shape(first)}
	switch h {
	case hBlockEnter:
		slot := r.current().base
		args = append(args, r.kint(int64(slot)), r.kint(int64(slot-r.written())))
	case hBlockExit:
		args = append(args, r.kint(int64(r.pc)))
	}
	v := r.helper(h, args...)
	r.Sites[len(r.Sites)-1].Top = r.slotOf(first)
	r.set(bytecode.A(w), v)
	return true
}

// lockEnter and lockExit are __enter__ and __exit__ of locks: fn is the method.
// Who would have to wait does nothing here.
func lockEnter(t *object.Thread, fn, lock, _, _ uint64) uint64 {
	t.Step()
	o := gc.Value(lock).Addr()
	held := t.LockHeld(o)
	if again := held == t.ID && object.NativeOf(gc.Value(fn)).Owner.Name == "RLock"; held != 0 && !again || held == 0 && t.LetsPass(o) {
		return 0
	}
	return callSection(t, fn, lock)
}

func lockExit(t *object.Thread, fn, lock, _, _ uint64) uint64 {
	t.Step()
	if t.LockHeld(gc.Value(lock).Addr()) != t.ID {
		return 0
	}
	return callSection(t, fn, lock)
}

// callSection calls fn, which takes the object and the three arguments of __exit__ at
// most.
func callSection(t *object.Thread, fn, o uint64) uint64 {
	at := t.ArgTop
	gc.Store64(at, o)
	for i := range uintptr(3) {
		gc.Store(at+8+8*i, gc.None)
	}
	f := object.NativeOf(gc.Value(fn))
	t.ArgTop = at + 8*uintptr(f.Params)
	t.Hasty = true
	v := f.Fn(t, gc.Values(at, f.Params))
	t.Hasty = false
	if v == gc.Null {
		t.Exc = gc.Null
	}
	return uint64(v)
}

// blockEnter and blockExit are __enter__ and __exit__ of atomic blocks that are
// never undone: fn is the method. above is how many words the running frame lies
// above t.Base.
func blockEnter(t *object.Thread, fn, block, _, above uint64) uint64 {
	t.Step()
	if o := gc.Value(block).Addr(); gc.Load(o+scheduler.BlockUndo) != gc.False || gc.Load(o+scheduler.BlockAlternative) != gc.False || !t.EntersHere() {
		return 0
	}
	base := t.Base
	t.Base += 8 * uintptr(above)
	v := callSection(t, fn, block)
	t.Base = base
	return v
}

// blockExit is called with the address of the instruction that leaves.
func blockExit(t *object.Thread, fn, block, pc, _ uint64) uint64 {
	t.Step()
	if !t.LeavesHere() {
		return 0
	}
	t.PC = uintptr(pc)
	return callSection(t, fn, block)
}
