package interp

import (
	"gorgon/gc"
	"gorgon/vm/bytecode"
	"gorgon/vm/object"
)

func slow_PUSH_EXC(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	exc := gc.Load(rb(base, ins))
	gc.Store(ra(base, ins), t.Handled)
	t.Handled = exc
	return pc + 8, base
}

func slow_POP_EXC(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	t.Handled = gc.Load(ra(base, ins))
	return pc + 8, base
}

func slow_RAISE(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	if bytecode.A(ins) == bytecode.NoReg {
		if t.Handled == gc.Null {
			object.RuntimeErrorf(t, "No active exception to reraise")
			return unwind(t, pc, base)
		}
		t.Exc = t.Handled
		t.NoTraceback = true
		return unwind(t, pc, base)
	}
	cause := gc.Null
	if bytecode.B(ins) != bytecode.NoReg {
		cause = gc.Load(rb(base, ins))
	}
	object.RaiseFrom(t, gc.Load(ra(base, ins)), cause)
	return unwind(t, pc, base)
}

func slow_RERAISE(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	t.Exc = gc.Load(ra(base, ins))
	t.NoTraceback = true
	return unwind(t, pc, base)
}

func slow_CHECK_EXC_MATCH(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	is, ok := object.ExceptMatches(t, gc.Load(rb(base, ins)), gc.Load(rc(base, ins)))
	return next(t, pc, base, ins, boolOr(is, ok), 1)
}

func slow_CHECK_EG_MATCH(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	match, rest, ok := object.ExceptStarMatch(t, gc.Load(rb(base, ins)), gc.Load(rc(base, ins)))
	if !ok {
		return unwind(t, pc, base)
	}
	if match != gc.None {
		t.Handled = match
	}
	gc.Store(ra(base, ins), match)
	gc.Store(ra(base, ins)+8, rest)
	return pc + 8, base
}

func slow_PREP_RERAISE_STAR(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	return next(t, pc, base, ins, object.PrepReraiseStar(t, gc.Load(rb(base, ins)), gc.Load(rc(base, ins))), 1)
}

func slow_WITH_EXCEPT(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	w, exc := rb(base, ins), gc.Load(rc(base, ins))
	args := w + 8*bytecode.ArgBase
	gc.Store(args+8, object.TypeOf(exc).Obj)
	gc.Store(args+16, exc)
	gc.Store(args+24, tracebackOrNone(t, exc))
	c := &call{base: base, retPC: pc + 8, info: plain(ins), args: args, n: 4}
	c.dropNullSelf()
	return invoke(t, gc.Load(w), c)
}

func tracebackOrNone(t *Thread, exc gc.Value) gc.Value {
	if tb := object.ExcField(t, exc, object.ExcTraceback); tb != gc.Null {
		return tb
	}
	return gc.None
}

func slow_END_ASYNC_FOR(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	exc := gc.Load(ra(base, ins))
	if object.IsInstance(exc, object.StopAsyncIterationType) {
		return pc + 8, base
	}
	t.Exc = exc
	t.NoTraceback = true
	return unwind(t, pc, base)
}

func slow_GET_AWAITABLE(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	v := object.AwaitIter(t, gc.Load(rb(base, ins)), int(bytecode.D(ins)))
	if v != gc.Null && object.Is(v, object.ShapeCoroutine) {
		if recv := t.Read(v.Addr()+gc.LockOffset, v.Addr()+object.GenReceiver); recv != gc.Null && genState(t, v.Addr()) == object.GenSuspended {
			object.RuntimeErrorf(t, "coroutine is being awaited already")
			return unwind(t, pc, base)
		}
	}
	return next(t, pc, base, ins, v, 1)
}

func slow_GET_AITER(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	return next(t, pc, base, ins, object.AsyncIter(t, gc.Load(rb(base, ins))), 1)
}

func slow_GET_ANEXT(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	return next(t, pc, base, ins, object.AsyncNext(t, gc.Load(rb(base, ins))), 1)
}
