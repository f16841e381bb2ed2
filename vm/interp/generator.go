package interp

import (
	"gorgon/gc"
	"gorgon/scheduler"
	"gorgon/vm/bytecode"
	"gorgon/vm/frame"
	"gorgon/vm/object"
)

// A suspended generator keeps its registers in its own object. Resuming copies
// them behind the resumer's frame, suspending copies them back, so that frames
// are always private memory and need no barriers.

func init() {
	object.GenSend = genSend
	object.GenThrow = genThrow
	object.GenClose = genClose
	object.GenGuarded = genGuarded
	object.GenAwaitable = func(g gc.Value) bool { return genCode(g).Flags&bytecode.Awaitable != 0 }
}

func slow_RETURN_GENERATOR(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	save(t, pc, base)
	c, fn := code(base), gc.Load(base-24)
	g := object.NewGenerator(t, generatorType(c.Flags), c.NRegs)
	gc.Store(g+object.GenCode, gc.MakeInt(int64(c.Addr())))
	gc.Store(g+object.GenFunc, fn)
	gc.Store(g+object.GenName, gc.Load(fn.Addr()+object.FuncName))
	gc.Store(g+object.GenQualName, gc.Load(fn.Addr()+object.FuncQualName))
	gc.Store(g+object.GenState, gc.MakeInt(object.GenCreated))
	suspend(g, base, c, pc+8)
	if len(c.Handlers) > 1 || c.Flags&(bytecode.Coroutine|bytecode.AsyncGenerator) != 0 {
		object.AddFinalizable(t, g)
	}
	return retSlow(t, base, gc.MakePtr(g))
}

// genCode is the code of a generator.
func genCode(g gc.Value) *frame.Code { return codeWord(gc.Load(g.Addr() + object.GenCode)) }

// genGuarded says whether a suspended generator is inside a try or with
// statement. The handler around all of its code, the last one, does not count.
func genGuarded(g gc.Value) bool {
	c := genCode(g)
	h := c.HandlerAt(int(gc.Load(g.Addr() + object.GenPC).Int()))
	if h == nil {
		return false
	}
	last := 0
	for i := range c.Handlers {
		last = max(last, c.Handlers[i].Target)
	}
	return h.Target != last
}

// suspend copies the frame at base into the generator g, to go on at pc.
// Registers that nothing will read stay behind: they may hold anything.
func suspend(g, base uintptr, c *frame.Code, pc uintptr) {
	word := c.Word(pc)
	gc.Store(g+object.GenPC, gc.MakeInt(int64(word)))
	saved, regs := gc.Values(g+object.GenRegs, c.NRegs), gc.Values(base, c.NRegs)
	copy(saved, regs[:c.NLocals])
	live := c.Liveness().Resumed(word)
	for r := c.NLocals; r < c.NRegs; r++ {
		v := gc.Null
		if live[r>>6]>>(r&63)&1 != 0 {
			v = regs[r]
		}
		saved[r] = v
	}
}

func genState(t *Thread, g uintptr) int {
	return int(t.Read(g+gc.LockOffset, g+object.GenState).Int())
}

// resume pushes the frame of the suspended generator g behind the frame at
// base; it goes on at its saved place with val as what YIELD evaluates to.
func resume(t *Thread, g gc.Value, val gc.Value, base, retPC uintptr, info uint64, nb uintptr) (uintptr, uintptr) {
	o := g.Addr()
	c := frame.At(uintptr(gc.Load64(o+object.GenCode)) &^ (0xffff << 48))
	if nb+uintptr(c.NRegs+64)*8 > t.StackEnd || t.Depth <= 0 && !c.Hidden {
		object.Raise(t, object.RecursionErrorType, "maximum recursion depth exceeded")
		return unwindFrom(t, base, info)
	}
	t.OwnObject(o)
	started := gc.Load(o+object.GenState) != gc.MakeInt(object.GenCreated)
	gc.Store(o+object.GenState, gc.MakeInt(object.GenRunning))
	copy(gc.Values(nb, c.NRegs), gc.Values(o+object.GenRegs, c.NRegs))
	push(t, nb, base, retPC, gc.Load(o+object.GenFunc), c, info, g)
	pc := c.Entry + uintptr(gc.Load(o+object.GenPC).Int())*8
	swapHandled(t, o)
	if started {
		ins := gc.Load64(pc)
		gc.Store(ra(nb, ins), val)
		pc += 8
	}
	return pc, nb
}

// swapHandled exchanges the exception being handled outside and inside. A
// generator that handles none sees the resumer's.
func swapHandled(t *Thread, o uintptr) {
	inner := gc.Load(o + object.GenHandled)
	gc.Store(o+object.GenOrigin, t.Handled)
	if inner != gc.Null {
		t.Handled = inner
	}
}

func slow_YIELD(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	if t.Atomic > 0 && t.YieldsOut(base) {
		object.RuntimeErrorf(t, "%s", scheduler.ErrOpenBlock.Error())
		return unwind(t, pc, base)
	}
	g := gc.Load(base - 48)
	o, c := g.Addr(), code(base)
	info := gc.Load64(base - 40)
	prev, ret := uintptr(gc.Load64(base-8)), uintptr(gc.Load64(base-16))
	v := gc.Load(rb(base, ins))
	t.OwnObject(o)
	outer := gc.Load(o + object.GenOrigin)
	if t.Handled != outer {
		gc.Store(o+object.GenHandled, t.Handled)
	} else {
		gc.Store(o+object.GenHandled, gc.Null)
	}
	gc.Store(o+object.GenOrigin, gc.Null)
	receiver := gc.Null
	if bytecode.D(ins)&bytecode.YieldDelegate != 0 {
		receiver = gc.Load(rc(base, ins))
	}
	gc.Store(o+object.GenReceiver, receiver)
	gc.Store(o+object.GenState, gc.MakeInt(object.GenSuspended))
	suspend(o, base, c, pc)
	t.Handled = outer
	leaveFrame(t, base, prev)
	switch frame.Kind(info) {
	case frame.RetGenFor:
		setReg(prev, int(frame.Dst(info)), v)
		return ret + uintptr(int64(int32(frame.Arg(info)))*8), prev
	case frame.RetGenSend:
		setReg(prev, int(frame.Dst(info)), v)
		return ret, prev
	}
	t.Result, t.GenEnded = v, false
	return exitPC, prev
}

// generatorDone closes a generator whose frame has returned.
func generatorDone(t *Thread, g gc.Value) {
	o := g.Addr()
	t.OwnObject(o)
	t.Handled = gc.Load(o + object.GenOrigin)
	gc.Store(o+object.GenState, gc.MakeInt(object.GenClosed))
	gc.Store(o+object.GenReceiver, gc.Null)
	clear(gc.Values(o+object.GenRegs, object.GenRegCount(o)))
}

// generatorFailed closes a generator that an exception has left.
func generatorFailed(t *Thread, g gc.Value) { generatorDone(t, g) }

// resumable says whether g can be resumed, or raises.
func resumable(t *Thread, g gc.Value) (state int, ok bool) {
	state = genState(t, g.Addr())
	if state == object.GenRunning {
		object.ValueErrorf(t, "%s already executing", object.GenKind(g))
		return state, false
	}
	return state, true
}

// genSend resumes g from native code. The result is what it yields, or Stop
// with its return value in t.Result, or Null.
func genSend(t *Thread, g, val gc.Value) gc.Value {
	state, ok := resumable(t, g)
	switch {
	case !ok:
		return gc.Null
	case state == object.GenClosed:
		if object.Is(g, object.ShapeCoroutine) {
			return object.RuntimeErrorf(t, "cannot reuse already awaited coroutine")
		}
		t.Result = gc.None
		return gc.Stop
	case state == object.GenCreated && val != gc.None:
		return object.TypeErrorf(t, "can't send non-None value to a just-started %s", object.GenKind(g))
	}
	return nestGenerator(t, func(base, nb uintptr) (uintptr, uintptr) {
		return resume(t, g, val, base, exitPC, frame.MakeInfo(frame.RetGenEntry, 0, 0), nb)
	})
}

// nestGenerator runs a resumed generator in a loop of its own.
func nestGenerator(t *Thread, push func(base, nb uintptr) (uintptr, uintptr)) gc.Value {
	savedPC, savedBase := t.PC, t.Base
	t.GenEnded = false
	t.EnterNest()
	pc, nb := push(t.Base, nestTop(t))
	v := run(t, pc, nb)
	t.LeaveNest()
	t.PC, t.Base = savedPC, savedBase
	ended := t.GenEnded
	t.GenEnded = false
	if v != gc.Null && ended {
		t.Result = v
		return gc.Stop
	}
	return v
}

// genThrow raises exc (an exception object) inside g.
func genThrow(t *Thread, g, exc gc.Value) gc.Value {
	state, ok := resumable(t, g)
	if !ok {
		return gc.Null
	}
	o := g.Addr()
	if state == object.GenClosed {
		return object.RaiseObj(t, exc)
	}
	if state == object.GenCreated {
		t.OwnObject(o)
		gc.Store(o+object.GenState, gc.MakeInt(object.GenClosed))
		object.RaiseObj(t, exc)
		addTraceback(t, frame.At(uintptr(gc.Load64(o+object.GenCode))&^(0xffff<<48)), 0, 0)
		return gc.Null
	}
	if recv := t.Read(o+gc.LockOffset, o+object.GenReceiver); recv != gc.Null {
		return throwInto(t, g, recv, exc)
	}
	return raiseInside(t, g, exc)
}

// raiseInside resumes g by raising exc at its YIELD.
func raiseInside(t *Thread, g, exc gc.Value) gc.Value {
	return nestGenerator(t, func(base, nb uintptr) (uintptr, uintptr) {
		pc, b := resume(t, g, gc.None, base, exitPC, frame.MakeInfo(frame.RetGenEntry, 0, 0), nb)
		if b != nb {
			return pc, b
		}
		object.RaiseObj(t, exc)
		return unwind(t, pc-8, b)
	})
}

// throwInto delegates a throw to the receiver of a yield from or await.
func throwInto(t *Thread, g, recv, exc gc.Value) gc.Value {
	o := g.Addr()
	if is, ok := object.ExcMatches(t, exc, object.GeneratorExitType.Obj); !ok {
		return gc.Null
	} else if is {
		if !object.CloseIter(t, recv) {
			e := t.Exc
			t.Exc = gc.Null
			return raiseInside(t, g, e)
		}
		return raiseInside(t, g, exc)
	}
	t.OwnObject(o)
	gc.Store(o+object.GenState, gc.MakeInt(object.GenRunning))
	v, delegated := object.ThrowIter(t, recv, exc)
	t.OwnObject(o)
	gc.Store(o+object.GenState, gc.MakeInt(object.GenSuspended))
	if !delegated {
		return raiseInside(t, g, exc)
	}
	if v != gc.Null && v != gc.Stop {
		return v
	}
	if v == gc.Null {
		if value, stop := object.TakeStopIteration(t); stop {
			return sendResult(t, g, value)
		}
		e := t.Exc
		t.Exc = gc.Null
		return raiseInside(t, g, e)
	}
	return sendResult(t, g, t.Result)
}

// sendResult resumes g behind the SEND that its YIELD belongs to, with the
// result of the receiver.
func sendResult(t *Thread, g, value gc.Value) gc.Value {
	return nestGenerator(t, func(base, nb uintptr) (uintptr, uintptr) {
		pc, b := resume(t, g, value, base, exitPC, frame.MakeInfo(frame.RetGenEntry, 0, 0), nb)
		if b != nb {
			return pc, b
		}
		return afterDelegate(pc, b, value)
	})
}

// afterDelegate finds, from the instruction behind a delegating YIELD, the
// JUMP back to its SEND and goes where that SEND goes when the receiver ends.
func afterDelegate(pc, base uintptr, value gc.Value) (uintptr, uintptr) {
	for bytecode.OpOf(gc.Load64(pc)) != bytecode.SEND {
		ins := gc.Load64(pc)
		switch bytecode.OpOf(ins) {
		case bytecode.JUMP, bytecode.JUMP_LOOP:
			pc += imm32(ins)
		default:
			pc += 8 * uintptr(1+len(bytecode.Table[bytecode.OpOf(ins)].Extra))
		}
	}
	ins := gc.Load64(pc)
	gc.Store(ra(base, ins), value)
	return pc + imm16(ins), base
}

// genClose throws GeneratorExit into g and swallows its end.
func genClose(t *Thread, g gc.Value) bool {
	switch state, ok := resumable(t, g); {
	case !ok:
		return false
	case state == object.GenClosed:
		return true
	case state == object.GenCreated:
		t.OwnObject(g.Addr())
		gc.Store(g.Addr()+object.GenState, gc.MakeInt(object.GenClosed))
		return true
	}
	exc := object.NewExc(t, object.GeneratorExitType)
	v := genThrow(t, g, exc)
	if v == gc.Stop {
		t.CloseResult = t.Result
		return true
	}
	if v != gc.Null {
		object.RuntimeErrorf(t, "%s ignored GeneratorExit", object.GenKind(g))
		return false
	}
	return object.SwallowExc(t, object.GeneratorExitType) || object.SwallowExc(t, object.StopIterationType)
}

func slow_FOR_PREP(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	d, v := ra(base, ins), gc.Load(rb(base, ins))
	if v.IsPtr() {
		switch gc.Shape(v.Addr()) {
		case object.ShapeList, object.ShapeTuple:
			gc.Store(d, v)
			gc.Store(d+8, gc.MakeInt(0))
			gc.Store(d+16, gc.Null)
			return pc + 8, base
		case object.ShapeRange:
			if first, step, count, ok := object.RangeSmall(v); ok {
				gc.Store(d, gc.MakeInt(step))
				gc.Store(d+8, gc.MakeInt(first))
				gc.Store(d+16, gc.MakeInt(count))
				return pc + 8, base
			}
		case object.ShapeGenerator:
			gc.Store(d, v)
			gc.Store(d+8, gc.Null)
			return pc + 8, base
		}
	}
	it := object.Iter(t, v)
	gc.Store(d+8, gc.Null)
	return next(t, pc, base, ins, it, 1)
}

func slow_FOR_ITER(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	it := gc.Load(ra(base, ins))
	if object.Is(it, object.ShapeGenerator) {
		state, ok := resumable(t, it)
		if !ok {
			return unwind(t, pc, base)
		}
		if state == object.GenClosed {
			return pc + 16, base
		}
		back := int32(int64(int16(ins>>48)) - 2)
		info := frame.MakeInfo(frame.RetGenFor, uint16(ins>>32), uint32(back))
		return resume(t, it, gc.None, base, pc+16, info, scratch(base))
	}
	var v gc.Value
	if object.Is(it, object.ShapeList) {
		v = listNext(t, ra(base, ins))
	} else {
		if npc, done := nextUnpacked(t, pc, base, ins, it); done {
			if npc == 0 {
				return unwind(t, pc, base)
			}
			return npc, base
		}
		v = object.Next(t, it)
	}
	switch v {
	case gc.Null:
		return unwind(t, pc, base)
	case gc.Stop:
		return pc + 16, base
	}
	gc.Store(rb(base, ins), v)
	return pc + imm16(ins), base
}

// mostUnpacked is how many variables nextUnpacked fills at most.
const mostUnpacked = 4

// nextUnpacked runs a FOR_ITER together with the UNPACK that it jumps to, if
// the iterator can do without the tuple. npc 0: an exception.
func nextUnpacked(t *Thread, pc, base uintptr, ins uint64, it gc.Value) (npc uintptr, done bool) {
	to := pc + imm16(ins)
	unpack := gc.Load64(to)
	n := int(bytecode.C(unpack))
	if bytecode.Op(unpack) != bytecode.UNPACK || n > mostUnpacked || rb(base, unpack) != rb(base, ins) {
		return 0, false
	}
	var row [mostUnpacked]gc.Value
	result, done := object.NextRow(t, it, row[:n])
	switch {
	case !done:
		return 0, false
	case result == gc.Null:
		return 0, true
	case result == gc.Stop:
		return pc + 16, true
	}
	copy(gc.Values(ra(base, unpack), n), row[:n])
	return to + 8, true
}

// listNext advances a FOR_ITER state over a list by the careful way.
func listNext(t *Thread, state uintptr) gc.Value {
	i := gc.Load(state + 8)
	v := object.ListGet(t, gc.Load(state), int(i.Int()))
	if v == gc.Null {
		if object.SwallowExc(t, object.IndexErrorType) {
			return gc.Stop
		}
		return gc.Null
	}
	gc.Store(state+8, i+1)
	return v
}

func slow_SEND(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	recv, val := gc.Load(rb(base, ins)), gc.Load(ra(base, ins))
	if object.Is(recv, object.ShapeGenerator) || object.Is(recv, object.ShapeCoroutine) {
		state, ok := resumable(t, recv)
		if ok && (state == object.GenSuspended || state == object.GenCreated && val == gc.None) {
			off := int32(int64(int16(ins>>48)) - 1)
			info := frame.MakeInfo(frame.RetGenSend, uint16(ins>>16), uint32(off))
			return resume(t, recv, val, base, pc+8, info, scratch(base))
		}
		if !ok {
			return unwind(t, pc, base)
		}
	}
	v := object.SendIter(t, recv, val)
	switch v {
	case gc.Null:
		return unwind(t, pc, base)
	case gc.Stop:
		gc.Store(ra(base, ins), t.Result)
		t.Result = gc.Null
		return pc + imm16(ins), base
	}
	gc.Store(ra(base, ins), v)
	return pc + 8, base
}

// generatorType is the type of what calling a function with these flags makes.
func generatorType(flags bytecode.CodeFlags) *object.Type {
	switch {
	case flags&bytecode.Coroutine != 0:
		return object.CoroutineType
	case flags&bytecode.AsyncGenerator != 0:
		return object.AsyncGeneratorType
	}
	return object.GeneratorType
}
