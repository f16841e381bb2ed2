package interp

import (
	"gorgon/gc"
	"gorgon/vm/bytecode"
	"gorgon/vm/frame"
	"gorgon/vm/object"
)

// A traceback entry keeps the variables of its frame, because the frame is
// gone by the time somebody looks: those of VarRegs, CellRegs and FreeRegs, in
// this order; of other code than functions the mapping of its names.

// localCount is how many words the variables of a frame take.
func localCount(c *frame.Code) int {
	if c.Flags&bytecode.Optimized == 0 {
		return 1
	}
	return len(c.VarRegs) + len(c.CellRegs) + len(c.FreeRegs)
}

// copyLocals stores the variables of the frame at base to the words at a.
func copyLocals(c *frame.Code, base, a uintptr) {
	if c.Flags&bytecode.Optimized == 0 {
		gc.Store(a, reg(base, 0))
		return
	}
	for _, regs := range [][]uint16{c.VarRegs, c.CellRegs, c.FreeRegs} {
		for _, r := range regs {
			gc.Store(a, reg(base, int(r)))
			a += 8
		}
	}
}

// savedLocals makes the mapping of the variables that the entry at o keeps.
func savedLocals(t *Thread, c *frame.Code, o uintptr) gc.Value {
	n := localCount(c)
	if uintptr(n)*8 > gc.SizeOf(o)-object.TbSize {
		return object.NewDict(t)
	}
	if c.Flags&bytecode.Optimized == 0 {
		if v := gc.Load(o + object.TbSize); v != gc.Null {
			return v
		}
		return object.NewDict(t)
	}
	d := object.NewDict(t)
	a := o + object.TbSize
	for _, names := range [][]string{c.VarNames, c.CellVars, c.FreeVars} {
		for _, name := range names {
			if v := cellContent(t, gc.Load(a)); v != gc.Null {
				object.DictSetStr(t, d, object.Intern(name), v)
			}
			a += 8
		}
	}
	return d
}

// tracebackFrame is tb_frame. A frame that still runs is shown as it is now.
func tracebackFrame(t *Thread, tb gc.Value) gc.Value {
	o := tb.Addr()
	f := t.Read(o+gc.LockOffset, o+object.TbFrame)
	if f.IsPtr() && f != gc.Null {
		return f
	}
	c := codeWord(gc.Load(o + object.TbCode))
	back := gc.None
	levels := Stack(t)
	for i := len(levels) - 1; i >= 0; i-- {
		l := levels[i]
		v := newFrame(t, l.Code, l.Word, l.Base, frameLocals(t, l.Base, l.Word), back, resumedIn(l.Base))
		if l.Code == c && f == gc.MakeInt(int64(l.Base)) {
			return v
		}
		back = v
	}
	v := newFrame(t, c, int(gc.Load(o+object.TbPC).Int()), 0, savedLocals(t, c, o), gc.None, gc.None)
	t.OwnObject(o)
	gc.Store(o+object.TbFrame, v)
	return v
}

// newTraceback makes an entry of what a program gives: types.TracebackType.
func newTraceback(t *Thread, next, frameObject gc.Value, lasti, line int) gc.Value {
	f := frameObject.Addr()
	tb := t.Alloc(object.TracebackHeader(), gc.Round(object.TbSize))
	gc.Store(tb+object.TbNext, next)
	gc.Store(tb+object.TbCode, gc.Load(f+frCode))
	gc.Store(tb+object.TbFrame, frameObject)
	gc.Store(tb+object.TbPC, gc.MakeInt(int64(lasti/2)))
	gc.Store(tb+object.TbGlobals, gc.Load(f+frGlobals))
	gc.Store(tb+object.TbLine, gc.MakeInt(int64(line)))
	return gc.MakePtr(tb)
}
