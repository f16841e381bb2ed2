package interp

import (
	"gorgon/gc"
	"gorgon/vm/frame"
	"gorgon/vm/object"
)

// unwind raises t.Exc at the instruction at pc: it adds traceback entries and
// pops frames up to one that has a handler, and returns where that begins; or
// it leaves the loop with t.Exc set at the frame that native code entered.
func unwind(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	for {
		c := code(base)
		word := c.Word(pc)
		addTraceback(t, c, word, base)
		if h := c.HandlerAt(word); h != nil {
			setReg(base, int(h.Reg), t.Exc)
			t.Exc = gc.Null
			return c.Entry + uintptr(h.Target)*8, base
		}
		info := gc.Load64(base - 40)
		prev := uintptr(gc.Load64(base - 8))
		ret := uintptr(gc.Load64(base - 16))
		extra := gc.Load(base - 48)
		leaveFrame(t, base, prev)
		if frame.Kind(info) == frame.RetPlain || frame.Kind(info) == frame.RetInit {
			pc, base = ret-8, prev
			pc = callPC(code(base), pc)
			continue
		}
		npc, nbase, again := unwindKind(t, info, extra, base, prev, ret)
		if !again {
			return npc, nbase
		}
		pc, base = npc, nbase
	}
}

// callPC returns the address of the instruction that the word at pc, the last
// one before a return address, belongs to.
func callPC(c *frame.Code, pc uintptr) uintptr {
	return c.Entry + uintptr(c.InstructionAt(c.Word(pc)))*8
}

// unwindFrom raises t.Exc in the frame at base, whose call described by info
// could not be made or failed in native code.
func unwindFrom(t *Thread, base uintptr, info uint64) (uintptr, uintptr) {
	switch frame.Kind(info) {
	case frame.RetEntry, frame.RetGenEntry:
		t.Result = gc.Null
		return exitPC, base
	}
	return unwind(t, t.PC, base)
}

// unwindKind lets an exception pass a frame whose return kind is not plain.
// again: it goes on in the frame and instruction returned.
func unwindKind(t *Thread, info uint64, extra gc.Value, base, prev, ret uintptr) (uintptr, uintptr, bool) {
	switch frame.Kind(info) {
	case frame.RetEntry:
		t.Result = gc.Null
		return exitPC, prev, false
	case frame.RetGenFor, frame.RetGenSend, frame.RetGenEntry:
		generatorFailed(t, extra)
		if frame.Kind(info) == frame.RetGenEntry {
			t.Result = gc.Null
			return exitPC, prev, false
		}
	}
	return callPC(code(prev), ret-8), prev, true
}

// leaveFrame pops the frame at base.
func leaveFrame(t *Thread, base, prev uintptr) {
	if frame.Counts(gc.Load64(base - 40)) {
		t.Depth++
	}
	if !t.Solo && base == t.Watermark {
		saveCaller(t, prev)
	}
}

// addTraceback puts an entry for the instruction in front of the traceback of
// t.Exc, with the local variables of the frame at base (0: it has none).
func addTraceback(t *Thread, c *frame.Code, word int, base uintptr) {
	if t.NoTraceback {
		t.NoTraceback = false
		return
	}
	if c.Hidden {
		return
	}
	n := 0
	if base != 0 {
		n = localCount(c)
	}
	tb := t.Alloc(object.TracebackHeader(), gc.Round(object.TbSize+8*uintptr(n)))
	gc.Store(tb+object.TbNext, object.ExcField(t, t.Exc, object.ExcTraceback))
	gc.Store(tb+object.TbCode, gc.MakeInt(int64(c.Addr())))
	gc.Store(tb+object.TbFrame, gc.MakeInt(int64(base)))
	gc.Store(tb+object.TbPC, gc.MakeInt(int64(word)))
	gc.Store(tb+object.TbGlobals, c.Globals)
	if n > 0 {
		copyLocals(c, base, tb+object.TbSize)
	}
	object.SetExcField(t, t.Exc, object.ExcTraceback, gc.MakePtr(tb))
}

func slow_RETURN(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	ins := save(t, pc, base)
	return retSlow(t, base, gc.Load(ra(base, ins)))
}

func slow_RETURN_NONE(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	save(t, pc, base)
	return retSlow(t, base, gc.None)
}

// retSlow returns v from the frame at base whatever waits for it.
func retSlow(t *Thread, base uintptr, v gc.Value) (uintptr, uintptr) {
	info, extra := gc.Load64(base-40), gc.Load(base-48)
	prev, ret := uintptr(gc.Load64(base-8)), uintptr(gc.Load64(base-16))
	leaveFrame(t, base, prev)
	if frame.Kind(info) == frame.RetPlain {
		setReg(prev, int(frame.Dst(info)), v)
		return ret, prev
	}
	return finish(t, info, extra, prev, ret, v)
}

// finish does what a return kind asks for with the result v; base and ret are
// the waiting frame and where it goes on.
func finish(t *Thread, info uint64, extra gc.Value, base, ret uintptr, v gc.Value) (uintptr, uintptr) {
	dst := int(frame.Dst(info))
	switch frame.Kind(info) {
	case frame.RetEntry:
		t.Result = v
		return exitPC, base
	case frame.RetInit:
		if v != gc.None {
			object.TypeErrorf(t, "__init__() should return None, not '%s'", object.TypeName(v))
			return unwind(t, callPC(code(base), ret-8), base)
		}
		setReg(base, dst, extra)
	case frame.RetDiscard:
	case frame.RetGenFor:
		generatorDone(t, extra)
	case frame.RetGenSend:
		generatorDone(t, extra)
		setReg(base, dst, v)
		return ret + uintptr(int64(int32(frame.Arg(info)))*8), base
	case frame.RetGenEntry:
		generatorDone(t, extra)
		t.Result, t.GenEnded = v, true
		return exitPC, base
	case frame.RetClassBody:
		w := finishClass(t, extra, v)
		if w == gc.Null {
			return unwind(t, callPC(code(base), ret-8), base)
		}
		setReg(base, dst, w)
	case frame.RetBinary, frame.RetCompare, frame.RetTruth:
		return finishOperator(t, info, base, ret, v)
	default:
		panic("interp: unknown return kind")
	}
	return ret, base
}
