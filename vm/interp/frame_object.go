package interp

import (
	"gorgon/gc"
	"gorgon/vm/frame"
	"gorgon/vm/object"
)

// A frame object is a picture of a Python frame, taken when it was asked for:
// where it was, its namespaces, and the frame below as another picture.
const (
	frCode      = gc.HeaderSize + 8*iota // as FuncCode
	frWord                               // int: word of the instruction
	frGlobals                            // dict
	frLocals                             // mapping
	frBack                               // frame or None
	frBase                               // where the frame is or was, as an int
	frGenerator                          // the generator or coroutine whose frame it is, or None
	frSize      = gc.HeaderSize + 8*iota
)

var layoutFrame = object.CodeLayout("frame", frCode)

func init() {
	word := func(offset uintptr) func(t *Thread, v gc.Value) gc.Value {
		return func(t *Thread, v gc.Value) gc.Value { return gc.Load(v.Addr() + offset) }
	}
	object.FrameType.Setup(object.Spec{Layout: layoutFrame, Payload: frSize - gc.HeaderSize, Final: true,
		Slots: object.Slots{Repr: frameRepr},
		Methods: []object.Method{
			{Name: "clear", Sig: "(self, /)", Fn: func(t *Thread, a []gc.Value) gc.Value { return gc.None }},
		},
		Getset: []object.Getset{
			{Name: "f_code", Get: func(t *Thread, v gc.Value) gc.Value { return object.CodeObject(t, gc.Load(v.Addr()+frCode)) }},
			{Name: "f_lineno", Get: func(t *Thread, v gc.Value) gc.Value { return gc.MakeInt(int64(currentLine(t, v))) }},
			{Name: "f_lasti", Get: func(t *Thread, v gc.Value) gc.Value { return gc.MakeInt(2 * gc.Load(v.Addr()+frWord).Int()) }},
			{Name: "f_globals", Get: word(frGlobals)},
			{Name: "f_locals", Get: word(frLocals)},
			{Name: "f_builtins", Get: func(t *Thread, v gc.Value) gc.Value { return codeWord(gc.Load(v.Addr() + frCode)).Builtins }},
			{Name: "f_back", Get: word(frBack)},
			{Name: "f_generator", Get: word(frGenerator)},
			{Name: "f_trace", Get: func(t *Thread, v gc.Value) gc.Value { return gc.None }},
		}})
	object.TracebackFrame = tracebackFrame
	object.NewTraceback = newTraceback
	object.GenFrame = generatorFrame
}

func newFrame(t *Thread, c *frame.Code, word int, base uintptr, locals, back, generator gc.Value) gc.Value {
	o := t.Alloc(gc.Header(object.ShapeFrame, layoutFrame), gc.Round(frSize))
	gc.Store(o+frCode, gc.MakeInt(int64(c.Addr())))
	gc.Store(o+frWord, gc.MakeInt(int64(word)))
	gc.Store(o+frGlobals, c.Globals)
	gc.Store(o+frLocals, locals)
	gc.Store(o+frBack, back)
	gc.Store(o+frBase, gc.MakeInt(int64(base)))
	gc.Store(o+frGenerator, generator)
	return gc.MakePtr(o)
}

// currentLine is the line that a frame runs now, or ran when it was asked for.
func currentLine(t *Thread, v gc.Value) int {
	base := uintptr(gc.Load(v.Addr() + frBase).Int())
	c := codeWord(gc.Load(v.Addr() + frCode))
	if base != 0 {
		for _, l := range Stack(t) {
			if l.Base == base && l.Code == c {
				return int(c.Code.PositionAt(l.Word).Line)
			}
		}
	}
	return frameLine(v)
}

func frameLine(v gc.Value) int {
	return int(codeWord(gc.Load(v.Addr() + frCode)).Code.PositionAt(int(gc.Load(v.Addr() + frWord).Int())).Line)
}

func frameRepr(t *Thread, v gc.Value) gc.Value {
	c := codeWord(gc.Load(v.Addr() + frCode))
	return object.NewStr(t, "<frame at "+object.HexAddr(v)+", file '"+c.Filename+"', line "+itoa(frameLine(v))+", code "+c.Name+">")
}

// GetFrame is sys._getframe(depth).
func GetFrame(t *Thread, depth int) gc.Value {
	levels := Stack(t)
	if depth < 0 {
		depth = 0
	}
	if depth >= len(levels) {
		return object.ValueErrorf(t, "call stack is not deep enough")
	}
	f := gc.None
	for i := len(levels) - 1; i >= depth; i-- {
		f = newFrame(t, levels[i].Code, levels[i].Word, levels[i].Base, frameLocals(t, levels[i].Base, levels[i].Word), f, resumedIn(levels[i].Base))
	}
	return f
}

// resumedIn is the generator that runs in a frame, or None.
func resumedIn(base uintptr) gc.Value {
	switch frame.Kind(gc.Load64(base - 40)) {
	case frame.RetGenFor, frame.RetGenSend, frame.RetGenEntry:
		return gc.Load(base - 48)
	}
	return gc.None
}

// generatorFrame is the frame object of a generator that has not ended.
func generatorFrame(t *Thread, g gc.Value) gc.Value {
	o := g.Addr()
	if genState(t, o) == object.GenClosed {
		return gc.None
	}
	c := codeWord(gc.Load(o + object.GenCode))
	word := int(gc.Load(o + object.GenPC).Int())
	return newFrame(t, c, word, 0, localsAt(t, c, o+object.GenRegs, word), gc.None, g)
}
