package object

import (
	"sync"
	"sync/atomic"

	"gorgon/gc"
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

	next map[Value]*Shape
}

const shapeChunk = 1 << 10

var (
	shapeTable [1 << 16]atomic.Pointer[[shapeChunk]*Shape]
	shapeCount uint32 = FirstFreeShape
	shapeLock  sync.Mutex
)

// ShapeByID returns the shape with that number.
func ShapeByID(id uint32) *Shape { return shapeTable[id/shapeChunk].Load()[id%shapeChunk] }

// ShapeOf returns the shape of the heap object at o.
func ShapeOf(o uintptr) *Shape { return ShapeByID(gc.Shape(o)) }

func registerShape(s *Shape) {
	slot := &shapeTable[s.ID/shapeChunk]
	if slot.Load() == nil {
		slot.Store(new([shapeChunk]*Shape))
	}
	slot.Load()[s.ID%shapeChunk] = s
}

// NewRootShape makes the shape of instances of typ without attributes yet.
func NewRootShape(typ *Type, dictMode bool) *Shape {
	shapeLock.Lock()
	defer shapeLock.Unlock()
	s := &Shape{ID: shapeCount, Type: typ, DictMode: dictMode}
	shapeCount++
	registerShape(s)
	return s
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

// With returns the shape that has one attribute more.
func (s *Shape) With(name Value) *Shape {
	shapeLock.Lock()
	defer shapeLock.Unlock()
	if n := s.next[name]; n != nil {
		return n
	}
	n := &Shape{ID: shapeCount, Type: s.Type, Names: append(s.Names[:len(s.Names):len(s.Names)], name)}
	shapeCount++
	registerShape(n)
	if s.next == nil {
		s.next = map[Value]*Shape{}
	}
	s.next[name] = n
	return n
}
