package object

import (
	"slices"
	"sync"
	"sync/atomic"

	"gorgon/gc"
	"gorgon/internal/sys"
)

// How long classes live. A class that Python code has made is dead when a collection
// of everything reaches neither its object nor an instance, which names the class
// by the number of its shape only. Numbers of classes and shapes are never used
// again, so that what was noted about those of dead ones (inline caches, traces)
// is never right by chance.
//
// Main invariant: as long as a class is in classes its Type and its shapes may be
// found by address and number. It goes in the pause that finds it dead.
var classes struct {
	sync.Mutex
	all  []*Type
	old  int              // how many of them a collection has seen
	byID map[uint32]*Type // all
	// died are those that the collection that goes on has found dead.
	died []*Type
}

// KeepClasses keeps all classes for ever: somebody writes their addresses down.
var KeepClasses atomic.Bool

func init() {
	gc.ShapeLimit = func() uint32 { return shapeCount }
	gc.ShapeGone = Gone
	gc.RegisterReachHook(keepClasses)
	gc.RegisterSweepHook(forgetClasses)
}

// classBytes is about what a class takes in Go's heap.
const classBytes = 2 << 10

func addClass(typ *Type) {
	gc.CountOutside(classBytes)
	classes.Lock()
	defer classes.Unlock()
	if classes.byID == nil {
		classes.byID = map[uint32]*Type{}
	}
	classes.all = append(classes.all, typ)
	classes.byID[typ.ID] = typ
}

// classByID returns the class with that ID, nil if it has died.
func classByID(id int64) *Type {
	classes.Lock()
	typ := classes.byID[uint32(id)]
	classes.Unlock()
	if typ != nil {
		return typ
	}
	if n := uint32(id) - 1; n < builtinTypes.len() && builtinTypes.at(n).ID == uint32(id) {
		return builtinTypes.at(n) // made before any class, as nearly all are
	}
	for _, typ := range builtinTypes.slice(0) {
		if typ.ID == uint32(id) {
			return typ
		}
	}
	return nil
}

// typeRoots (Roots) visits the builtin types, and the classes that may be on their way
// into an object.
type typeRoots struct{}

func (typeRoots) VisitRoots(visit func(Value)) {
	visitTypes(builtinTypes.slice(0), func(*Type) bool { return true }, visit)
	all := KeepClasses.Load()
	visitTypes(classes.all, func(typ *Type) bool { return all || typ.pinned.Load() }, visit)
}

// VisitNew implements gc.AgingRootSource.
func (typeRoots) VisitNew(visit func(Value)) {
	visitTypes(builtinTypes.slice(oldBuiltin), func(*Type) bool { return true }, visit)
	visitTypes(classes.all[classes.old:], func(*Type) bool { return true }, visit)
}

// oldBuiltin is how many builtin types a collection has seen with their objects.
var oldBuiltin uint32

func visitTypes(types []*Type, wanted func(*Type) bool, visit func(Value)) {
	for _, typ := range types {
		if typ.Obj != Null && wanted(typ) {
			visit(typ.Obj)
		}
	}
}

// keepClasses keeps the classes of living instances.
func keepClasses(isLive func(Value) bool, keep func(Value)) {
	for _, typ := range classes.all {
		if isLive(typ.Obj) {
			continue
		}
		for _, id := range typ.shapes {
			if gc.ShapeSeen(id) {
				keep(typ.Obj)
				break
			}
		}
	}
}

// ClassesDied says whether the collection that goes on has found classes dead. Only
// hooks of that collection may ask.
func ClassesDied() bool { return len(classes.died) > 0 }

// Gone says whether the shape with that number belonged to a class that has died.
func Gone(shape uint32) bool { return shape >= FirstFreeShape && ShapeByID(shape) == &goneShape }

// forgetClasses drops the classes that are dead, with their shapes.
func forgetClasses(isLive func(Value) bool) {
	classes.died = nil
	if gc.Everything() {
		dead := func(typ *Type) bool { return !isLive(typ.Obj) }
		for _, typ := range classes.all {
			if !dead(typ) {
				continue
			}
			classes.died = append(classes.died, typ)
			delete(classes.byID, typ.ID)
			for _, id := range typ.shapes {
				forgetShape(id)
			}
		}
		if len(classes.died) > 0 {
			classes.all = slices.DeleteFunc(classes.all, dead)
			forgetLookups()
		}
	}
	classes.old, oldBuiltin = len(classes.all), builtinTypes.len()
}

// forgetLookups drops what is remembered of dead classes, which is of no use but
// keeps their Types in Go's heap.
func forgetLookups() {
	died := map[*Type]bool{}
	for _, typ := range classes.died {
		died[typ] = true
	}
	for i := range lookupCache {
		if e := lookupCache[i].Load(); e != nil && died[e.typ] {
			lookupCache[i].Store(nil)
		}
	}
}

// goneShape stands in the table for all shapes that have died: objects of them are
// dead.
var goneShape Shape

// goneChunk is what a chunk of the table becomes that has only such.
var goneChunk = func() *[shapeChunk]*Shape {
	c := new([shapeChunk]*Shape)
	for i := range c {
		c[i] = &goneShape
	}
	return c
}()

// goneIn counts the shapes of each chunk that have died.
var goneIn = map[uint32]int{}

// forgetShape drops a shape, in a pause.
func forgetShape(id uint32) {
	s := ShapeByID(id)
	if s.parent != nil {
		transitions.Delete(transition{s.parent, s.Names[len(s.Names)-1]})
	}
	chunk := id / shapeChunk
	shapeTable[chunk].Load()[id%shapeChunk] = &goneShape
	*shapeTypeAt(id) = nil
	if goneIn[chunk]++; goneIn[chunk] == shapeChunk {
		shapeTable[chunk].Store(goneChunk)
		delete(goneIn, chunk)
		_ = sys.Discard(uintptr(shapeTypes)+8*shapeChunk*uintptr(chunk), 8*shapeChunk)
	}
}
