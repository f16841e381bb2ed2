package object

import (
	"sync"
	"sync/atomic"
	"unsafe"

	"github.com/puzpuzpuz/xsync/v3"

	"gorgon/gc"
	"gorgon/internal/sys"
)

// Shape is a hidden class: the type of an object and the attributes that have
// a slot in it. Objects hold the number (ID) in their header.
//
// Main invariant: a shape never changes once another goroutine can see it,
// but for its transitions, which only grow, under shapeLock.
type Shape struct {
	ID   uint32
	Type *Type
	// Names of the attributes in slot order (interned strs).
	Names []Value
	// DictMode: the attributes are in a dict, whose value is the ext word.
	DictMode bool
	// Inline is how many slots instances have in themselves; the rest are in
	// the overflow block. An object never changes it.
	Inline int32

	parent *Shape
}

// Slots beyond these bounds make an object, or all objects of a type that has
// too many different sets of attributes, go to DictMode.
const (
	maxSlots  = 64
	maxShapes = 1024
)

const shapeChunk = 1 << 10

var (
	shapeTable [1 << 16]atomic.Pointer[[shapeChunk]*Shape]
	shapeCount uint32 = FirstFreeShape
	shapeLock  sync.Mutex

	// shapeTypes is an array outside Go's heap: the Type of each
	// shape by its number. The types are kept alive by the shapes, and these by
	// shapeTable, until a collection finds the class dead (class_life.go).
	shapeTypes = reserveShapeTypes()
)

// transitions finds the shapes that others become by one attribute more.
var transitions = xsync.NewMapOf[transition, *Shape](xsync.WithGrowOnly())

type transition struct {
	from *Shape
	name Value
}

// reserveShapeTypes takes address space for the types of all possible shapes.
func reserveShapeTypes() unsafe.Pointer {
	size := uintptr(len(shapeTable)) * shapeChunk * 8
	at, err := sys.Reserve(size, sys.PageSize)
	if err == nil {
		err = sys.Commit(at, size)
	}
	if err != nil {
		panic("object: no address space for shapes: " + err.Error())
	}
	return unsafe.Add(unsafe.Pointer(nil), at)
}

func shapeTypeAt(id uint32) **Type {
	return (**Type)(unsafe.Add(shapeTypes, 8*id))
}

// ShapeByID returns the shape with that number.
func ShapeByID(id uint32) *Shape { return shapeTable[id/shapeChunk].Load()[id%shapeChunk] }

// ShapeOf returns the shape of the heap object at o.
func ShapeOf(o uintptr) *Shape { return ShapeByID(gc.Shape(o)) }

// Visible says whether the object at o can be a Python value. Others are
// storage of one.
func Visible(o uintptr) bool {
	s := gc.Shape(o)
	return s != ShapeListBlock && s != ShapeDictBlock && ShapeByID(s).Type != nil
}

func registerShape(s *Shape) {
	slot := &shapeTable[s.ID/shapeChunk]
	if slot.Load() == nil {
		slot.Store(new([shapeChunk]*Shape))
	}
	slot.Load()[s.ID%shapeChunk] = s
	*shapeTypeAt(s.ID) = s.Type
}

// NewRootShape makes the shape of instances of typ without attributes yet; typ
// nil: of objects that are never Python values.
func NewRootShape(typ *Type, dictMode bool) *Shape {
	shapeLock.Lock()
	defer shapeLock.Unlock()
	return newShape(Shape{Type: typ, DictMode: dictMode})
}

// newShape registers a shape. The caller holds shapeLock.
func newShape(s Shape) *Shape {
	s.ID = shapeCount
	shapeCount++
	if s.Type != nil {
		s.Type.shapes = append(s.Type.shapes, s.ID)
	}
	registerShape(&s)
	return &s
}

// root returns the shape of instances of typ without attributes and with that
// many inline slots.
func (typ *Type) root(inline int32) *Shape {
	shapeLock.Lock()
	defer shapeLock.Unlock()
	s := typ.roots[inline]
	if s == nil {
		s = newShape(Shape{Type: typ, Inline: inline, Names: make([]Value, typ.Fixed)})
		if typ.roots == nil {
			typ.roots = map[int32]*Shape{}
		}
		typ.roots[inline] = s
	}
	return s
}

// Dict returns the shape for the same object in DictMode.
func (s *Shape) Dict() *Shape {
	if s.DictMode {
		return s
	}
	shapeLock.Lock()
	defer shapeLock.Unlock()
	typ := s.Type
	d := typ.dictShapes[s.Inline]
	if d == nil {
		d = newShape(Shape{Type: typ, Inline: s.Inline, Names: make([]Value, typ.Fixed), DictMode: true})
		if typ.dictShapes == nil {
			typ.dictShapes = map[int32]*Shape{}
		}
		typ.dictShapes[s.Inline] = d
	}
	return d
}

// Slot returns the slot number of attribute name (an interned str), or -1.
func (s *Shape) Slot(name Value) int {
	for i, n := range s.Names {
		if n == name {
			return i
		}
	}
	return -1
}

// With returns the shape that has one attribute more, nil if there are too
// many.
func (s *Shape) With(name Value) *Shape {
	step := transition{s, name}
	if n, ok := transitions.Load(step); ok {
		return n
	}
	shapeLock.Lock()
	defer shapeLock.Unlock()
	if n, ok := transitions.Load(step); ok {
		return n
	}
	if len(s.Names) >= maxSlots || len(s.Type.shapes) >= maxShapes {
		return nil
	}
	n := newShape(Shape{Type: s.Type, Names: append(s.Names[:len(s.Names):len(s.Names)], name), Inline: s.Inline, parent: s})
	transitions.Store(step, n)
	return n
}
