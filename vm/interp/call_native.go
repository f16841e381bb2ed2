package interp

import (
	"gorgon/gc"
	"gorgon/vm/object"
)

// Calls of native code straight from CALL and CALL_METHOD. Everything that is
// not the ordinary case goes the long way through invoke, which also words the
// errors.

// directCall calls fn, which is no Python function, with the count arguments at
// address args for the CALL at pc. done false: nothing has happened yet.
func directCall(t *Thread, pc, base uintptr, ins uint64, fn gc.Value, args uintptr, count int) (npc, nbase uintptr, done bool) {
	if !fn.IsPtr() {
		return 0, 0, false
	}
	switch gc.Shape(fn.Addr()) {
	case object.ShapeNative:
		n := object.NativeOf(fn)
		if !n.Direct || n.Flags&(object.IO|object.Blocks) != 0 && !t.Solo {
			return 0, 0, false
		}
		if !n.Unbound {
			// The receiver goes in front: the words below the arguments are free.
			if count+1 < n.Least || count+1 > n.Most {
				return 0, 0, false
			}
			args -= 8
			count++
			gc.Store(args, object.NativeReceiver(fn))
		}
		return runDirect(t, pc, base, ins, n, args, count)
	case methodDescriptor:
		n := object.NativeOf(fn)
		if !n.Direct || n.Flags&(object.IO|object.Blocks|object.StaticMethod) != 0 && !t.Solo ||
			count == 0 || !n.Accepts(gc.Load(args)) {
			return 0, 0, false
		}
		return runDirect(t, pc, base, ins, n, args, count)
	}
	if construct := object.Constructor(fn); construct != nil {
		rememberType(pc + 8)
		publish(pc+8, &record{object: fn.Addr(), class: construct})
		t.ArgTop = args + uintptr(count)*8
		npc, nbase = settle(t, pc, base, ins, construct.Make(t, gc.Values(args, count)))
		return npc, nbase, true
	}
	return 0, 0, false
}

// runDirect runs a native function whose arguments, receiver included, lie at
// address args.
func runDirect(t *Thread, pc, base uintptr, ins uint64, n *object.Native, args uintptr, count int) (npc, nbase uintptr, done bool) {
	laid, ok := n.Lay(t, args, count)
	if !ok {
		return 0, 0, false
	}
	t.ArgTop = args + uintptr(len(laid))*8
	npc, nbase = settle(t, pc, base, ins, n.Fn(t, laid))
	return npc, nbase, true
}

// settle goes on behind the CALL at pc with the result v of native code.
func settle(t *Thread, pc, base uintptr, ins uint64, v gc.Value) (uintptr, uintptr) {
	switch v {
	case gc.Null:
		return unwind(t, t.PC, base)
	case gc.Tail:
		return callTail(t, base, pc+16, plain(ins))
	}
	gc.Store(ra(base, ins), v)
	if t.Attention {
		return poll(t, pc+16, base)
	}
	return pc + 16, base
}
