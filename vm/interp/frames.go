package interp

import (
	"gorgon/conflicts/event"
	"gorgon/gc"
	"gorgon/vm/frame"
	"gorgon/vm/object"
)

// What native code and Python code can see of frames.

func init() {
	object.FrameGlobals = frameGlobals
	object.FrameLocals = func(t *Thread) gc.Value {
		pc, base := t.PC, t.Base
		for base != 0 && (code(base) == entryCode || code(base).Hidden) {
			pc, base = uintptr(gc.Load64(base-16))-8, uintptr(gc.Load64(base-8))
		}
		if base == 0 {
			return gc.Null
		}
		return frameLocals(t, base, code(base).InstructionAt(code(base).Word(pc)))
	}
	object.FrameSuper = frameSuper
	object.RunClassBody = func(t *Thread, fn, ns gc.Value) gc.Value {
		return Invoker.Call(t, fn, []gc.Value{ns}, gc.Null)
	}
	object.TracebackLine = func(t *Thread, tb gc.Value) int {
		if line := gc.Load(tb.Addr() + object.TbLine); line != gc.Null {
			return int(line.Int())
		}
		c := codeWord(gc.Load(tb.Addr() + object.TbCode))
		return int(c.Code.PositionAt(int(gc.Load(tb.Addr() + object.TbPC).Int())).Line)
	}
}

// codeWord returns the linked code that a FuncCode, GenCode or TbCode word
// stands for.
func codeWord(word gc.Value) *frame.Code { return frame.At(uintptr(word) &^ (0xffff << 48)) }

// pythonFrame returns the innermost frame from base on that runs Python code
// which is not the prelude's, 0 if there is none.
func pythonFrame(base uintptr) uintptr {
	for base != 0 && (code(base) == entryCode || code(base).Hidden) {
		base = uintptr(gc.Load64(base - 8))
	}
	return base
}

func frameGlobals(t *Thread) gc.Value {
	if base := pythonFrame(t.Base); base != 0 {
		return code(base).Globals
	}
	return gc.Null
}

// frameSuper finds what super() without arguments means in the running frame.
func frameSuper(t *Thread) (class, self gc.Value) {
	base := pythonFrame(t.Base)
	if base == 0 {
		return object.RuntimeErrorf(t, "super(): no current frame"), gc.Null
	}
	c := code(base)
	if c.ArgCount == 0 {
		return object.RuntimeErrorf(t, "super(): no arguments"), gc.Null
	}
	self = cellContent(t, reg(base, 0))
	if self == gc.Null {
		return object.RuntimeErrorf(t, "super(): arg[0] deleted"), gc.Null
	}
	for i, n := range c.FreeVars {
		if n != "__class__" {
			continue
		}
		cell := reg(base, int(c.FreeRegs[i]))
		if class = cellContent(t, cell); class == gc.Null {
			return object.RuntimeErrorf(t, "super(): empty __class__ cell"), gc.Null
		}
		return class, self
	}
	return object.RuntimeErrorf(t, "super(): __class__ cell not found"), gc.Null
}

// cellContent is v, or what it holds if it is a cell.
func cellContent(t *Thread, v gc.Value) gc.Value {
	if object.Is(v, object.ShapeCell) {
		return t.Read(v.Addr()+gc.LockOffset, v.Addr()+object.CellValue)
	}
	return v
}

// Level is one Python frame of a running thread, for native code that looks at
// the stack.
type Level struct {
	Code *frame.Code
	Word int
	Base uintptr
}

// Stack returns the Python frames of a thread, the innermost first.
func Stack(t *Thread) []Level {
	var levels []Level
	walk(t, func(c *frame.Code, pc, base uintptr) bool {
		levels = append(levels, Level{c, c.InstructionAt(c.Word(pc)), base})
		return true
	})
	return levels
}

// Capture fills in places of a thread's stack for the conflict report, the
// innermost first, and returns how many there are. A place may lie inside its
// instruction.
func Capture(t *Thread, into []event.Frame) int {
	n := 0
	walk(t, func(c *frame.Code, pc, _ uintptr) bool {
		into[n] = event.Frame{PC: pc, Code: c.Addr()}
		n++
		return n < len(into)
	})
	return n
}

// walk calls f for the visible Python frames of a thread, the innermost first,
// until it returns false.
func walk(t *Thread, f func(c *frame.Code, pc, base uintptr) bool) {
	pc := t.PC
	for base := t.Base; base != 0; {
		c := code(base)
		if c != entryCode && !c.Hidden && !f(c, pc, base) {
			return
		}
		pc = uintptr(gc.Load64(base-16)) - 8
		if entry := gc.Load(base - 48); frame.Kind(gc.Load64(base-40)) == frame.RetEntry && entry.IsInt() {
			pc = uintptr(entry.Int()) // native code entered here, and the frame below waits in its call
		}
		base = uintptr(gc.Load64(base - 8))
	}
}
