package interp

import (
	"unsafe"

	"gorgon/gc"
	"gorgon/vm/frame"
	"gorgon/vm/object"
)

// Thread is the per-thread structure.
type Thread = object.Thread

// opExit is the instruction that leaves the loop, opTraced a back-edge whose
// loop has machine code (trace.go); they are in no table.
const (
	opTraced = 254
	opExit   = 255
)

var exitWords = [1]uint64{opExit}

// exitPC is where a slow path goes that ends the loop.
var exitPC = uintptr(unsafe.Pointer(&exitWords[0]))

// ra, rb and rc are the addresses of the registers that an instruction names.
func ra(base uintptr, ins uint64) uintptr { return base + uintptr(uint16(ins>>16))*8 }
func rb(base uintptr, ins uint64) uintptr { return base + uintptr(uint16(ins>>32))*8 }
func rc(base uintptr, ins uint64) uintptr { return base + uintptr(ins>>48)*8 }

// imm32 and imm16 are jump distances in bytes.
func imm32(ins uint64) uintptr { return uintptr(int64(int32(ins>>32)) * 8) }
func imm16(ins uint64) uintptr { return uintptr(int64(int16(ins>>48)) * 8) }

// reg reads register i of the frame at base.
func reg(base uintptr, i int) gc.Value { return gc.Load(base + uintptr(i)*8) }

// setReg writes it.
func setReg(base uintptr, i int, v gc.Value) { gc.Store(base+uintptr(i)*8, v) }

func same(a, b gc.Value) bool { return a == b }

// codeOf returns the linked code of a function object.
func codeOf(f gc.Value) *frame.Code {
	return frame.At(uintptr(gc.Load64(f.Addr()+object.FuncCode)) &^ (0xffff << 48))
}

// code returns the linked code of the frame at base.
func code(base uintptr) *frame.Code { return frame.At(uintptr(gc.Load64(base - 32))) }

// scratch is where a frame may be pushed that is not in a call window of the
// frame at base: behind its registers. The first argument goes there.
func scratch(base uintptr) uintptr {
	return base + uintptr(code(base).NRegs)*8 + frame.HeaderBytes
}

// save notes the running frame and instruction before a slow operation.
func save(t *Thread, pc, base uintptr) uint64 {
	t.PC, t.Base = pc, base
	t.Step()
	return gc.Load64(pc)
}

// next stores a slow operation's result in register A and goes on behind an
// instruction of n words, or unwinds if it raised.
func next(t *Thread, pc, base uintptr, ins uint64, v gc.Value, n uintptr) (uintptr, uintptr) {
	if v == gc.Null {
		return unwind(t, pc, base)
	}
	if v == gc.Tail {
		return callTail(t, base, pc+8*n, frame.MakeInfo(frame.RetPlain, uint16(ins>>16), 0))
	}
	gc.Store(ra(base, ins), v)
	if t.Attention {
		return poll(t, pc+8*n, base)
	}
	return pc + 8*n, base
}

// done goes on behind an instruction of n words, or unwinds if not ok.
func done(t *Thread, pc, base uintptr, ok bool, n uintptr) (uintptr, uintptr) {
	if !ok {
		return unwind(t, pc, base)
	}
	if t.Attention {
		return poll(t, pc+8*n, base)
	}
	return pc + 8*n, base
}

// name returns the N word behind the instruction at pc.
func name(pc uintptr) gc.Value { return gc.Load(pc + 8) }

// tupleLen is the length of the tuple o.
func tupleLen(o gc.Value) uintptr {
	return uintptr(gc.Load64(o.Addr()+object.TupleLenOffset)) &^ (0xffff << 48)
}
