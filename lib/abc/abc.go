// Package abc is the native half of the module abc, under the name _abc: it
// tells the match statement which classes are sequences and mappings.
//
// In: vm/object. Out: the registered module. Main invariant: a class is never
// both. Only the composition root imports it.
package abc

import (
	"gorgon/gc"
	"gorgon/vm/object"
)

// The bits of __abc_tpflags__, which CPython's classes have.
const (
	sequenceFlag = 1 << 5
	mappingFlag  = 1 << 6
)

func init() {
	object.RegisterModule("_abc", func(t *object.Thread, m gc.Value) {
		object.AddFunctions(t, m, []object.Method{
			{Name: "declare", Sig: "(cls, flags, /)", Fn: declare, Doc: "Make a class a sequence or a mapping for patterns."},
			{Name: "declare_as", Sig: "(cls, abc, /)", Fn: declareAs, Doc: "Make a class what an ABC is for patterns."},
		})
	})
}

func declare(t *object.Thread, args []gc.Value) gc.Value {
	cls := object.ClassOf(args[0])
	flags, ok := object.IndexInt(t, args[1])
	if cls == nil || !ok {
		return object.TypeErrorf(t, "declare expects a class and an int")
	}
	switch flags & (sequenceFlag | mappingFlag) {
	case sequenceFlag | mappingFlag:
		return object.TypeErrorf(t, "__abc_tpflags__ cannot be both Py_TPFLAGS_SEQUENCE and Py_TPFLAGS_MAPPING")
	case sequenceFlag:
		cls.Pattern = object.PatternSequence
	case mappingFlag:
		cls.Pattern = object.PatternMapping
	}
	return gc.None
}

func declareAs(t *object.Thread, args []gc.Value) gc.Value {
	cls, base := object.ClassOf(args[0]), object.ClassOf(args[1])
	if cls == nil || base == nil {
		return object.TypeErrorf(t, "declare_as expects classes")
	}
	for _, kind := range []uint8{object.PatternSequence, object.PatternMapping} {
		if base.PatternKind(kind) {
			cls.Pattern = kind
		}
	}
	return gc.None
}
