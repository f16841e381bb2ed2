package object

import (
	"gorgon/gc"
	"gorgon/scheduler"
)

// Names of the packages below that everybody here uses.
type (
	Value  = gc.Value
	Thread = scheduler.Thread
)

// The constants.
const (
	Null           = gc.Null
	None           = gc.None
	False          = gc.False
	True           = gc.True
	Ellipsis       = gc.Ellipsis
	NotImplemented = gc.NotImplemented
	Stop           = gc.Stop
	Tail           = gc.Tail
)

// Every builtin type whose exact instances are heap objects of one fixed shape
// has its number here, in this order: it is the shape id of its exact
// instances, so that the interpreter can tell them by one compare.
const (
	shapeNone uint32 = iota
	ShapeInt         // more than 48 bits
	ShapeStr
	ShapeBytes
	ShapeByteArray
	ShapeMemoryView
	ShapeComplex
	ShapeTuple
	ShapeList
	ShapeDict
	ShapeSet
	ShapeFrozenSet
	ShapeRange
	ShapeSlice
	ShapeFunction
	ShapeNative // builtin function or method
	ShapeMethod // bound method
	ShapeModule
	ShapeCell
	ShapeCode
	ShapeGenerator
	ShapeCoroutine
	ShapeAsyncGenerator
	ShapeProperty
	ShapeStaticMethod
	ShapeClassMethod
	ShapeSuper
	ShapeListIter
	ShapeTupleIter
	ShapeStrIter
	ShapeRangeIter
	ShapeDictKeys
	ShapeDictValues
	ShapeDictItems
	ShapeDictKeyIter
	ShapeDictValueIter
	ShapeDictItemIter
	ShapeSetIter
	ShapeTraceback
	ShapeFrame
	ShapeMappingProxy
	ShapeListBlock // storage of lists: never a Python value
	ShapeDictBlock // storage of dicts and sets: never a Python value
	ShapeObject    // object()
	FirstFreeShape = 64
)
