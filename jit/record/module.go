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

// Item i of a deque is in place i of the block, modulo its capacity, and a place
// without an item is Null.

// dequeEnd loads the block of the deque in register reg and the number at an end,
// which a transaction comes to own.
func (r *Recorder) dequeEnd(reg uint16, end int64) (block, mask, number ir.Ref) {
	l := &object.Deques
	d, size := r.shape(reg), int32(0)
	if r.Trace.Transactional {
		open := hOpenRight
		if end == l.Left {
			open = hOpenLeft
		}
		r.guard(ir.Ins{Op: ir.GNE, A: r.helper(open, d), B: r.kint(0)})
		size = ir.Current
	}
	block = r.emit(ir.Ins{Op: ir.LOAD, Class: ir.Other, A: d, Imm: l.Block, Size: size})
	capacity := r.emit(ir.Ins{Op: ir.LOADI, Class: ir.Const, A: block, Imm: l.Cap})
	mask = r.emit(ir.Ins{Op: ir.SUB, A: capacity, B: r.kint(1)})
	return block, mask, r.emit(ir.Ins{Op: ir.LOADI, Class: ir.Other, A: block, Imm: end, Size: size})
}

// setPlace stores to place i of a deque's block.
func (r *Recorder) setPlace(block, i, v ir.Ref) {
	items := object.Deques.Items
	if r.Trace.Transactional {
		r.guard(ir.Ins{Op: ir.TXLOG, A: block, B: i, Imm: items})
	}
	r.emit(ir.Ins{Op: ir.STOREX, Class: ir.Item, A: block, B: i, C: v, Imm: items})
}

func (r *Recorder) setDequeEnd(block ir.Ref, end int64, number ir.Ref) {
	r.emit(ir.Ins{Op: ir.STOREI, Class: ir.Slot, A: block, B: number, Imm: end})
}

// openDeque says whether register reg has a deque that traces change.
func (r *Recorder) openDeque(reg uint16) bool {
	return object.TypeOf(r.value(reg)) == object.Deques.Type
}

// callDequeAppend records deque.append of a deque without bound that has room.
func (r *Recorder) callDequeAppend(a, first uint16, n int) bool {
	l := &object.Deques
	if n != 2 || !r.openDeque(first) {
		return false
	}
	d := r.value(first).Addr()
	b := gc.Load(d + uintptr(l.Block)).Addr()
	right, capacity := gc.Load64(b+uintptr(l.Right)), gc.Load64(b+uintptr(l.Cap))
	if gc.Load(d+uintptr(l.MaxLen)) != gc.None || gc.Load(b+uintptr(l.Items)+8*uintptr(right&(capacity-1))) != gc.Null {
		return false
	}
	block, mask, number := r.dequeEnd(first, l.Right)
	r.guard(ir.Ins{Op: ir.GEQ, A: r.load(r.object(first), l.MaxLen, ir.Other), B: r.constant(gc.None)})
	at := r.emit(ir.Ins{Op: ir.AND, A: number, B: mask})
	r.guard(ir.Ins{Op: ir.GEQ, A: r.emit(ir.Ins{Op: ir.LOADX, Class: ir.Item, A: block, B: at, Imm: l.Items}), B: r.constant(gc.Null)})
	r.setPlace(block, at, r.object(first+1))
	r.setDequeEnd(block, l.Right, r.emit(ir.Ins{Op: ir.ADD, A: number, B: r.kint(1)}))
	r.set(a, r.constant(gc.None))
	return true
}

// callDequePop records deque.pop while there are no transactions: in those the right
// end may go back only as far as nobody at the left one relies on it.
func (r *Recorder) callDequePop(a, first uint16, n int) bool {
	return !r.Trace.Transactional && r.takeItem(a, first, n, object.Deques.Right, -1, 0)
}

func (r *Recorder) callDequePopLeft(a, first uint16, n int) bool {
	return r.takeItem(a, first, n, object.Deques.Left, 0, 1)
}

// takeItem records taking away the item at an end: its number is that of the end
// plus at, and the end's becomes plus next, or at.
func (r *Recorder) takeItem(a, first uint16, n int, end, at, next int64) bool {
	l := &object.Deques
	if n != 1 || !r.openDeque(first) {
		return false
	}
	b := gc.Load(r.value(first).Addr() + uintptr(l.Block)).Addr()
	if gc.Load64(b+uintptr(l.Left)) == gc.Load64(b+uintptr(l.Right)) {
		return false
	}
	block, mask, number := r.dequeEnd(first, end)
	item := r.emit(ir.Ins{Op: ir.ADD, A: number, B: r.kint(at)})
	place := r.emit(ir.Ins{Op: ir.AND, A: item, B: mask})
	v := r.emit(ir.Ins{Op: ir.LOADX, Class: ir.Item, A: block, B: place, Imm: l.Items})
	r.guard(ir.Ins{Op: ir.GNE, A: v, B: r.constant(gc.Null)})
	r.setPlace(block, place, r.constant(gc.Null))
	if next != 0 {
		item = r.emit(ir.Ins{Op: ir.ADD, A: number, B: r.kint(next)})
	}
	r.setDequeEnd(block, end, item)
	if end == l.Right {
		r.setDequeEnd(block, l.LeftKnown, item)
		r.setDequeEnd(block, l.RightBase, item)
	}
	r.set(a, v)
	return true
}

func openRight(t *object.Thread, d, _, _, _ uint64) uint64 {
	return open(t, d, object.Deques.OpenRight)
}

func openLeft(t *object.Thread, d, _, _, _ uint64) uint64 { return open(t, d, object.Deques.OpenLeft) }

// open is 0 also if the snapshot has moved, as a barrier leaves then.
func open(t *object.Thread, d uint64, f func(t *object.Thread, d uintptr) bool) uint64 {
	t.Step()
	if rv := t.RV; !f(t, gc.Value(d).Addr()) || t.RV != rv {
		return 0
	}
	return 1
}
