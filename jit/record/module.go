package record

import (
	"gorgon/gc"
	"gorgon/jit/ir"
	"gorgon/vm/object"
)

// Objects of native modules that traces look into. What they hold is loaded by
// class Other, so that each helper that writes makes it unknown.

// dequeLen is how many items the deque in register b has, as Int.
func (r *Recorder) dequeLen(b uint16) ir.Ref {
	l := &object.Deques
	block := r.load(r.shape(b), l.Block, ir.Other)
	left := r.emit(ir.Ins{Op: ir.LOADI, Class: ir.Other, A: block, Imm: l.Left})
	right := r.emit(ir.Ins{Op: ir.LOADI, Class: ir.Other, A: block, Imm: l.Right})
	for _, lock := range [...]int64{gc.LockOffset, l.LeftLock, l.RightLock} {
		r.read(block, lock)
	}
	return r.emit(ir.Ins{Op: ir.SUB, A: right, B: left})
}

// draw records Random.random of the object self, which is receiver, or in register
// first if that is Null: two numbers of the twister make the 53 bits. False: it has
// to make more numbers first.
func (r *Recorder) draw(a uint16, self ir.Ref, receiver gc.Value, first uint16) bool {
	l := &object.Twisters
	if receiver == gc.Null {
		receiver = r.value(first)
	}
	if at := gc.Load(receiver.Addr() + uintptr(l.Index)).Int(); at < 0 || at >= l.Words-1 {
		return false
	}
	r.own(self)
	op := func(op ir.Op, x, y ir.Ref) ir.Ref { return r.emit(ir.Ins{Op: op, A: x, B: y}) }
	at := r.emit(ir.Ins{Op: ir.UNBOXI, A: r.load(self, l.Index, ir.Other)})
	r.guard(ir.Ins{Op: ir.GULT, A: at, B: r.kint(l.Words - 1)})
	block := r.emit(ir.Ins{Op: ir.UNBOXI, A: r.load(self, l.Block, ir.Other)})
	y := r.emit(ir.Ins{Op: ir.LOADI, Class: ir.Other, A: op(ir.ADD, block, op(ir.SHL, at, r.kint(2))), Imm: l.Numbers})
	// Both at once: the masks keep what is shifted in its half.
	y = op(ir.XOR, y, op(ir.AND, op(ir.SHR, y, r.kint(11)), r.kint(0x1fffff_001fffff)))
	y = op(ir.XOR, y, op(ir.AND, op(ir.SHL, y, r.kint(7)), r.mask(0x9d2c5680_9d2c5680)))
	y = op(ir.XOR, y, op(ir.AND, op(ir.SHL, y, r.kint(15)), r.mask(0xefc60000_efc60000)))
	y = op(ir.XOR, y, op(ir.AND, op(ir.SHR, y, r.kint(18)), r.kint(0x3fff_00003fff)))
	high := op(ir.AND, op(ir.SHR, y, r.kint(5)), r.kint(1<<27-1))
	bits := op(ir.ADD, op(ir.SHL, high, r.kint(26)), op(ir.SHR, y, r.kint(38)))
	r.emit(ir.Ins{Op: ir.STORE, Class: ir.Slot, A: self, B: r.boxed(op(ir.ADD, at, r.kint(2))), Imm: l.Index})
	r.set(a, op(ir.FMUL, r.emit(ir.Ins{Op: ir.I2F, A: bits}), r.kfloat(gc.MakeFloat(1.0/(1<<53)))))
	return true
}

// mask is a constant of 64 bits.
func (r *Recorder) mask(bits uint64) ir.Ref { return r.kint(int64(bits)) }
