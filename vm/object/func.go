package object

import "gorgon/gc"

// CodeKeep returns what keeps the linked code at an address alive. vm/frame sets
// it; layouts call it.
var CodeKeep func(code uintptr) Value

// ShapeCodeValues is the shape of what CodeKeep returns.
var ShapeCodeValues = NewRootShape(nil, false).ID

// VisitCode visits what keeps the code alive that a FuncCode, GenCode or TbCode
// word stands for.
func VisitCode(word Value, visit func(Value)) {
	if word.IsInt() {
		visit(CodeKeep(uintptr(word) &^ (0xffff << 48)))
	}
}

// CodeLayout is a layout of objects whose words are values, of which the one at
// an offset stands for code.
func CodeLayout(name string, code uintptr) uint8 {
	return gc.RegisterLayout(gc.Layout{Name: name, Trace: func(o uintptr, visit func(Value)) {
		VisitCode(gc.Load(o+code), visit)
		for at := o + gc.HeaderSize; at < o+gc.SizeOf(o); at += 8 {
			visit(gc.Load(at))
		}
	}})
}

var layoutFunction = CodeLayout("function", FuncCode)

// A function object's words, as byte offsets. FuncCode is the address of the
// linked code (vm/frame.Code, on Go's heap and kept alive by CodeKeep) as an int;
// the interpreter reads it at every call. All other words are Values that may
// be Null where Python shows None or computes the value late.
const (
	FuncCode        = gc.HeaderSize + 8*iota
	FuncGlobals     // dict
	FuncName        // str
	FuncQualName    // str
	FuncDefaults    // tuple or Null
	FuncKwDefaults  // dict or Null
	FuncClosure     // tuple of cells or Null
	FuncDoc         // Null: the code's docstring
	FuncAnnotations // dict or Null
	FuncAnnotate    // callable, None or Null
	FuncModule      // Null: globals' __name__
	FuncTypeParams  // tuple or Null
	FuncDict        // __dict__ or Null
	FuncSize        = gc.HeaderSize + 8*iota
)

// FunctionBirth is the first header word of a new function and its size.
func FunctionBirth() (header uint64, size uintptr) { return FunctionType.header(), gc.Round(FuncSize) }

// NewFunction makes a function of the linked code at address code. The rest of
// its words are the caller's to fill.
func NewFunction(t *Thread, code uintptr, globals, name, qualname Value) uintptr {
	f := t.Alloc(FunctionType.header(), gc.Round(FuncSize))
	gc.Store(f+FuncCode, gc.MakeInt(int64(code)))
	gc.Store(f+FuncGlobals, globals)
	gc.Store(f+FuncName, name)
	gc.Store(f+FuncQualName, qualname)
	return f
}

// A generator, coroutine or async generator: its words, then the registers of
// its frame while it is suspended. GenCode is as FuncCode; GenPC is the word
// index where it goes on; GenState one of the Gen… states.
const (
	GenCode     = gc.HeaderSize + 8*iota
	GenFunc     // the function
	GenPC       // int
	GenState    // int
	GenName     // str
	GenQualName // str
	GenHandled  // exception being handled inside, Null if none
	GenReceiver // what yield from or await delegates to, else Null
	GenOrigin   // coroutine origin or async-generator hooks state
	GenRegs     // first register
)

// States of a generator.
const (
	GenCreated = iota
	GenSuspended
	GenRunning
	GenClosed
)

// GeneratorCall runs a generator from native code; the interpreter sets these.
// GenSend returns the yielded value, Stop with the return value in
// GenResult(t), or Null. GenThrow is the same with an exception thrown in.
var (
	GenSend  func(t *Thread, gen, val Value) Value
	GenThrow func(t *Thread, gen, exc Value) Value
	GenClose func(t *Thread, gen Value) bool
)

// A traceback entry: where in which code an exception passed.
const (
	TbNext    = gc.HeaderSize + 8*iota // traceback or None
	TbCode                             // as FuncCode
	TbFrame                            // frame object; or the frame's address as an int, until somebody asks
	TbPC                               // word index of the instruction
	TbGlobals                          // dict
	TbLine                             // line if the program gave it, Null: that of TbPC
	TbSize    = gc.HeaderSize + 8*iota // the local variables follow
)

// Prelude returns the function of that name from lib/py/prelude.py, compiled
// when first asked for. The interpreter sets it.
var Prelude func(name string) Value
