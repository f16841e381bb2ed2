package frame

import (
	"sync/atomic"
	"unsafe"

	"gorgon/gc"
	"gorgon/vm/bytecode"
)

// A frame is its registers, from Base upward, and the linkage words below:
//
//	-8  the caller's base
//	-16 the caller's program counter behind the call
//	-24 the function object (Value; Null for a stub)
//	-32 the linked code's address
//	-40 Info: flags, the caller's destination register, argument count
//	-48 Extra: a Value that the kind of return needs (Info)
//
// In a call window these six words are the registers between the callable and
// the first argument, so that arguments are never moved.
const (
	PrevBase = -8
	RetPC    = -16
	Func     = -24
	CodePtr  = -32
	Info     = -40
	Extra    = -48

	HeaderBytes = bytecode.FrameHeader * 8
)

// Info packs a return kind (0: plain), the caller's destination register and a
// number that the kind needs.
func MakeInfo(kind uint8, dst uint16, arg uint32) uint64 {
	return uint64(kind) | uint64(dst)<<8 | uint64(arg)<<24
}

// Uncounted is set in the kind of a frame that does not count against the
// recursion limit: that of hidden code, which stands for a native function of
// CPython's. RETURN and unwinding take the slow path for it.
const Uncounted = 0x80

// Counts says whether a frame counts against the recursion limit.
func Counts(info uint64) bool { return info&Uncounted == 0 }

// Kind, Dst and Arg take an Info word apart.
func Kind(info uint64) uint8 { return uint8(info) &^ Uncounted }
func Dst(info uint64) uint16 { return uint16(info >> 8) }
func Arg(info uint64) uint32 { return uint32(info >> 24) }

// Return kinds: what a return into the caller does with the result, besides
// storing it in the destination register. The kinds from RetEntry on make
// RETURN and unwinding take the slow path.
const (
	RetPlain     = iota
	RetInit      // __init__: the result must be None; the object is in Extra
	RetBinary    // method of a binary operator; Arg as packed by the interpreter
	RetCompare   // method of a comparison
	RetEntry     // leave the interpreter loop: the result goes to Thread.Result
	RetGenFor    // generator resumed by FOR_ITER: end means fall through
	RetGenSend   // generator resumed by SEND: end means jump
	RetGenEntry  // generator resumed by native code
	RetClassBody // class body: Extra is the continuation of __build_class__
	RetDiscard   // __setitem__ and the like: no destination
	RetStub      // return into a bytecode stub
	RetTruth     // method of a comparison whose truth decides a jump
)

// Unlinked stands in Positional and FastArgs of code that nothing has called yet: but for what its
// functions show, there is nothing in it (Complete).
const Unlinked = -2

// Code is code linked to one globals dict: words in which constants and names
// are values and inline caches are live. Frames, functions, generators,
// tracebacks and frame objects hold its address, and their layouts visit Keep:
// the registry keeps it at that address until a collection of everything finds
// that none of them does (registry.go).
type Code struct {
	Words []uint64
	Entry uintptr // address of Words[0]
	// FastArgs is Positional of code whose frames are counted, else -1: with so
	// many arguments the loop pushes a frame by itself. It is stored last.
	FastArgs int64
	// Positional is the number of positional arguments with which a call needs
	// no binding, -1 or Unlinked.
	Positional int64
	NRegs      int
	Generic    bool // generator kinds: RETURN_GENERATOR follows the binding

	*bytecode.Code
	Globals  gc.Value
	Builtins gc.Value
	// Keep is the heap object that holds the values of the code: Globals,
	// Builtins and the lists below. Whoever may run the code reaches it.
	Keep     gc.Value
	Consts   []gc.Value             // by constant index; Null for code constants
	NameVals []gc.Value             // by name index, interned
	Children []atomic.Pointer[Code] // by constant index; nil until MAKE_FUNCTION links it
	VarNameV []gc.Value             // Code.VarNames interned
	// SeparateLocals: NAME instructions use the mapping in register 0.
	SeparateLocals bool
	// Hidden code (the prelude) leaves no traceback entries, and its frames do not
	// count against the recursion limit.
	Hidden bool

	// Heads is the JIT's: for each word the number of what it knows of the
	// back-edge there, 0 if nothing; nil while nothing is hot.
	Heads atomic.Pointer[[]atomic.Int32]

	parent *Code // whose Children it is among, while both live
	pinned bool  // never freed
	dead   bool  // nothing may run it any more: Keep is freed

	starts []uint64 // bit set: which words begin an instruction
	live   atomic.Pointer[bytecode.Liveness]
}

// Counted is the Info of a frame of c, marked if it does not count against the
// recursion limit.
func (c *Code) Counted(info uint64) uint64 {
	if c.Hidden {
		return info | Uncounted
	}
	return info
}

// At returns the linked code at an address taken from a frame or function.
func At(a uintptr) *Code { return (*Code)(unsafe.Add(unsafe.Pointer(nil), a)) }

// Addr returns the code's address.
func (c *Code) Addr() uintptr { return uintptr(unsafe.Pointer(c)) }

// Word returns the index of the instruction at pc.
func (c *Code) Word(pc uintptr) int { return int(pc-c.Entry) / 8 }

// Liveness returns which registers are live where.
func (c *Code) Liveness() *bytecode.Liveness {
	l := c.live.Load()
	if l == nil {
		l = bytecode.NewLiveness(c.Code)
		c.live.Store(l)
	}
	return l
}
