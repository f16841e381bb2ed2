package gc

import "gorgon/internal/sys"

// Objects name their shape by a number, not by a reference. So that shapes can
// die, marking in a collection of everything notes the shapes that it meets: a
// byte for each, outside of Go's heap.

// MaxShapes bounds the numbers of shapes.
const MaxShapes = 1 << 26

// ShapeLimit returns a number above those of all shapes. The owner of the shapes
// sets it.
var ShapeLimit = func() uint32 { return MaxShapes }

// ShapeGone says whether a shape has died. The owner of the shapes sets it.
var ShapeGone = func(id uint32) bool { return false }

// shapesSeen is the address of the bytes.
var shapesSeen = reserveShapes()

func reserveShapes() uintptr {
	at, err := sys.Reserve(MaxShapes, sys.PageSize)
	if err == nil {
		err = sys.Commit(at, MaxShapes)
	}
	if err != nil {
		panic("gc: no address space for shapes: " + err.Error())
	}
	return at
}

// forgetShapes clears the bytes.
func forgetShapes() {
	n := uintptr(ShapeLimit())
	if n < sys.PageSize || sys.Discard(shapesSeen, (n+sys.PageSize-1)&^(sys.PageSize-1)) != nil {
		clear(Bytes(shapesSeen, n))
	}
}

// ShapeSeen says, in hooks of a collection of everything, whether an object that
// lives has that shape.
func ShapeSeen(id uint32) bool { return *(*uint8)(ptr(shapesSeen + uintptr(id))) != 0 }
