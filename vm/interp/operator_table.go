package interp

import (
	"sync/atomic"

	"gorgon/gc"
	"gorgon/vm/object"
)

// The operator table remembers which Python method an operator calls first, by
// the shapes of both operands. Special methods never become variables
// (object.isVariable), so that emptyTypeCaches is told of every change.

// operatorKey is an operator with the kinds of its operands: the number of a
// shape, or what immediateKind says.
type operatorKey struct{ op, left, right uint32 }

type operatorEntry struct {
	key operatorKey
	fn  gc.Value
	arg uint32 // as operatorArg packs it
}

type operators [1 << 8]atomic.Pointer[operatorEntry]

var operatorTable operators

// compareBit tells the numbers of comparisons from those of binary operators.
const compareBit = 1 << 16

func keyOf(op uint32, a, b gc.Value) operatorKey {
	k := operatorKey{op: op, left: gc.Shape(a.Addr())}
	if b.IsPtr() {
		k.right = gc.Shape(b.Addr())
	} else {
		k.right = immediateKind(b)
	}
	return k
}

// immediateKind tells values without a shape apart by their type.
func immediateKind(v gc.Value) uint32 {
	const immediate = 1 << 31
	switch {
	case v.IsInt():
		return immediate
	case v.IsFloat():
		return immediate | 1
	}
	return immediate | uint32(v)<<4
}

func (o *operators) slot(k operatorKey) *atomic.Pointer[operatorEntry] {
	return &o[(k.left*0x9e5^k.right*0x3d^k.op*0x51)%uint32(len(o))]
}

func (o *operators) find(k operatorKey) *operatorEntry {
	if e := o.slot(k).Load(); e != nil && e.key == k {
		return e
	}
	return nil
}

func (o *operators) add(k operatorKey, fn gc.Value, arg uint32) {
	o.slot(k).Store(&operatorEntry{k, fn, arg})
}

func (o *operators) clear() {
	for i := range o {
		o[i].Store(nil)
	}
}

// leftOperator returns the Python method that a op b calls first, and the Arg of
// its frame; Null if there is none.
func leftOperator(t *Thread, op object.BinaryOp, augmented bool, a, b gc.Value) (gc.Value, uint32) {
	if !a.IsPtr() || gc.Shape(a.Addr()) < object.FirstFreeShape {
		return gc.Null, 0
	}
	key := keyOf(operatorArg(uint32(op), augmented, false), a, b)
	if e := operatorTable.find(key); e != nil {
		return e.fn, e.arg
	}
	fn, inPlace := object.LeftMethod(t, op, augmented, a, b)
	arg := operatorArg(uint32(op), augmented, inPlace)
	if fn != gc.Null {
		operatorTable.add(key, fn, arg)
	}
	return fn, arg
}

// leftCompare is leftOperator for a comparison, whose Arg is its number.
func leftCompare(t *Thread, op object.CompareOp, a, b gc.Value) gc.Value {
	if !a.IsPtr() || gc.Shape(a.Addr()) < object.FirstFreeShape {
		return gc.Null
	}
	key := keyOf(compareBit|uint32(op), a, b)
	if e := operatorTable.find(key); e != nil {
		return e.fn
	}
	fn := object.LeftCompare(t, op, a, b)
	if fn != gc.Null {
		operatorTable.add(key, fn, uint32(op))
	}
	return fn
}
