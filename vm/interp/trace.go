package interp

import (
	"gorgon/gc"
	"gorgon/vm/bytecode"
	"gorgon/vm/object"
)

// Machine code takes the place of hot loops. The trace JIT is a Tracer that vm
// installs; the interpreter tells it where time goes and runs single
// instructions for it.
//
// A back-edge whose loop has a trace has opTraced for its opcode, its operands
// as they were: only the loop and the Tracer look at the opcode.

// Tracer is what the trace JIT offers to the interpreter.
type Tracer interface {
	// Hot is told of a safepoint at the instruction at pc, about to be run: a
	// sample of where the time goes. due: it came by itself, and not because a
	// transaction is to end. It may run the program on for a while and returns
	// where it then stands.
	Hot(t *Thread, pc, base uintptr, due bool) (uintptr, uintptr)
	// Enter runs the trace of the loop whose back-edge is at pc and returns
	// where the interpreter goes on: never at the same place with nothing done.
	Enter(t *Thread, pc, base uintptr) (uintptr, uintptr)
	// OpAt is the opcode of the instruction at pc as it was before SetOpcode.
	OpAt(pc, base uintptr) bytecode.Op
	// VisitThread visits the references of the thread that only the JIT knows.
	VisitThread(t *Thread, visit func(gc.Value))
	// Settle writes the frames of t to the stack, and where it stands, if native
	// code runs for machine code. False: what registers hold is not known.
	Settle(t *Thread) bool
	// Arguments returns the first two of the helper that machine code has called
	// just now, where Settle does not know more.
	Arguments(t *Thread) (a, b gc.Value)
	// Fault says in which trace machine code has faulted, "" if none has.
	Fault(t *Thread) string
}

// Trace is the JIT, nil without one. Set before any Python code runs.
var Trace Tracer

// TypeEpoch changes with every change of a class that inline caches or machine
// code may depend on, while all threads are at safepoints.
var TypeEpoch uint64

// Settle writes the frames of t to the stack, and where it stands, if native
// code runs for machine code. False: what registers hold is not known.
func Settle(t *Thread) bool { return Trace == nil || Trace.Settle(t) }

// OpAt is the opcode of the instruction at pc in the frame at base.
func OpAt(pc, base uintptr) bytecode.Op {
	op := bytecode.OpOf(gc.Load64(pc))
	if op == opTraced {
		return Trace.OpAt(pc, base)
	}
	return op
}

func enterTrace(t *Thread, pc, base uintptr) (uintptr, uintptr) { return Trace.Enter(t, pc, base) }

// polled is a step that counts down first, as the loop does for the instruction.
func polled(step func(t *Thread, pc, base uintptr) (uintptr, uintptr)) func(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	return func(t *Thread, pc, base uintptr) (uintptr, uintptr) {
		if t.Ticks--; t.Ticks < 0 {
			return poll(t, pc, base)
		}
		return step(t, pc, base)
	}
}

// stay is the step of what is no instruction of a program.
func stay(_ *Thread, pc, base uintptr) (uintptr, uintptr) { return pc, base }

// Operator returns the Python method that the binary operator op calls first
// for a and b, and the Arg of its frame.
func Operator(t *Thread, op bytecode.Op, inPlace bool, a, b gc.Value) (fn gc.Value, arg uint32, ok bool) {
	which, ok := binaryOps[op]
	if !ok {
		return gc.Null, 0, false
	}
	fn, arg = leftOperator(t, which, inPlace, a, b)
	return fn, arg, fn != gc.Null
}

// Comparison returns the Python method that a comparison calls first for a and b,
// Null if there is none.
func Comparison(t *Thread, op object.CompareOp, a, b gc.Value) gc.Value {
	return leftCompare(t, op, a, b)
}

var binaryOps = map[bytecode.Op]object.BinaryOp{
	bytecode.ADD: object.OpAdd, bytecode.SUB: object.OpSub, bytecode.MUL: object.OpMul, bytecode.TRUEDIV: object.OpTrueDiv,
	bytecode.FLOORDIV: object.OpFloorDiv, bytecode.MOD: object.OpMod,
}

// Stopped says whether pc is where slow paths go that end the loop.
func Stopped(pc uintptr) bool { return pc == exitPC }

// SetOpcode changes the opcode of the back-edge at pc: to opTraced, or back.
func SetOpcode(pc uintptr, op bytecode.Op) { setOpcode(pc, op) }

// ModuleAttr returns the attribute of the module o that the inline cache at ic
// holds, and the cache word, which keeps its value while that is true.
func ModuleAttr(ic uintptr, o gc.Value) (v gc.Value, word uint64, ok bool) {
	word = gc.Load64(ic)
	if word == 0 || word>>63 != 0 {
		return gc.Null, 0, false
	}
	rec := recordAt(word)
	return rec.value, word, rec.object == o.Addr() && rec.value != gc.Null
}

// Variable returns the entry of a dict that the instruction LOAD_GLOBAL_VAR at
// pc reads, as long as the dict has that block.
func Variable(pc uintptr) (dict, block, entry uintptr, ok bool) {
	rec := recordAt(gc.Load64(pc + 16))
	return rec.object, rec.block, rec.entry, rec != noRecord
}

// Instantiated returns the Python __init__ and the class that the inline cache
// of the call instruction at pc holds for the class fn.
func Instantiated(pc uintptr, fn gc.Value) (init gc.Value, ok bool) {
	rec := recordAt(gc.Load64(pc + 8))
	return rec.value, rec != noRecord && rec.object == fn.Addr() && rec.value != gc.Null && rec.class != nil
}
