package bytecode

import (
	"sync/atomic"
	"unsafe"
)

// CodeFlags say what kind of code it is; the numbers are those of
// CPython's inspect.CO_*.
type CodeFlags uint32

const (
	Optimized      CodeFlags = 0x1 // locals are registers
	NewLocals      CodeFlags = 0x2
	VarArgs        CodeFlags = 0x4
	VarKeywords    CodeFlags = 0x8
	Nested         CodeFlags = 0x10
	Generator      CodeFlags = 0x20
	Coroutine      CodeFlags = 0x80
	Awaitable      CodeFlags = 0x100 // generators can be awaited: types.coroutine sets it
	AsyncGenerator CodeFlags = 0x200
	HasDocstring   CodeFlags = 0x4000000
	Method         CodeFlags = 0x8000000

	// The from __future__ imports in force.
	FutureDivision        CodeFlags = 0x20000
	FutureAbsoluteImport  CodeFlags = 0x40000
	FutureWithStatement   CodeFlags = 0x80000
	FuturePrintFunction   CodeFlags = 0x100000
	FutureUnicodeLiterals CodeFlags = 0x200000
	FutureBarryAsBDFL     CodeFlags = 0x400000
	FutureGeneratorStop   CodeFlags = 0x800000
	FutureAnnotations     CodeFlags = 0x1000000
	FutureFlags           CodeFlags = 0x1fe0000
)

// Code is one compiled block in plain Go values.
//
// Registers: first the parameters in the order positional-only, positional,
// keyword-only, *args, **kwargs; then the other locals, then cells of free
// variables (COPY_FREE fills them), then temporaries and call windows. A
// parameter or local that is captured keeps its register, which holds the cell
// after MAKE_CELL. Code with a namespace has the mapping in register 0.
type Code struct {
	Name      string
	QualName  string
	Filename  string
	FirstLine int
	Flags     CodeFlags

	ArgCount int // positional parameters, positional-only included
	PosOnly  int
	KwOnly   int
	NRegs    int
	NLocals  int // registers below it that are no parameters (nor a namespace) are Null on entry; temporaries hold anything
	Doc      any // docstring or nil

	// Body is the rest, nil until Load in decoded code: most functions of the modules
	// that a program imports are never called.
	*Body
	file  *encoded // of decoded code
	nodes []byte   // the body in it
}

// Body is what of a Code only those need who run it or look inside.
type Body struct {
	VarNames []string // parameters and locals, as co_varnames
	VarRegs  []uint16 // the register of each of VarNames (identity unless noted)
	CellVars []string
	CellRegs []uint16
	FreeVars []string
	FreeRegs []uint16
	CompVars []CompVar // variables of inlined comprehensions, the outer ones first

	Words    []uint64 // instructions; extra words K and N hold indexes
	Consts   []any    // see Const
	Names    []string
	Handlers []Handler  // by Start, not overlapping: each word has at most its innermost
	Ranges   []Position // ordered by Word; each holds up to the next. Positions returns them: they may still be packed

	// packed is Ranges as Encode writes them, of decoded code: few programs
	// look at the ranges of most of their code. unpacked is what they are once
	// somebody has.
	packed   []byte
	unpacked atomic.Pointer[[]Position]
}

// Load decodes the body, unless it is there, and returns c.
func (c *Code) Load() *Code {
	body := (*unsafe.Pointer)(unsafe.Pointer(&c.Body))
	if atomic.LoadPointer(body) == nil {
		atomic.CompareAndSwapPointer(body, nil, unsafe.Pointer(c.file.body(c.nodes)))
	}
	return c
}

// Constants are nil (None), bool, int64, *big.Int, float64, complex128, string
// (WTF-8), Bytes, EllipsisType, Tuple, FrozenSet and *Code.
type (
	Bytes        string
	Tuple        []any
	FrozenSet    []any
	EllipsisType struct{}
)

// CompVar is a variable of an inlined comprehension: the words [Start, End) see
// it, and outside them its register means nothing.
type CompVar struct {
	Name       string
	Reg        uint16
	Start, End int
}

// Handler covers the words [Start, End): an exception raised by an instruction
// in it goes to Target with the exception in register Reg.
type Handler struct {
	Start, End, Target int
	Reg                uint16
}

// Position is the source range of the instructions from word Word on; lines
// from 1, columns in UTF-8 bytes from 0, Line 0: no position.
type Position struct {
	Word          int
	Line, EndLine int32
	Col, EndCol   int32
}
