package thread

import (
	"gorgon/gc"
	"gorgon/scheduler"
	. "gorgon/vm/object"
)

// A _local object has an attribute dict for each thread, in Thread.Locals.
var localType = NewType("_local", 0)

// The payload: what to call __init__ with in a thread that comes later.
const (
	localArgs = gc.HeaderSize + 8*iota // tuple
	localKw                            // tuple of names of the last args, or Null
)

func init() {
	localType.Setup(Spec{
		Doc: "Thread-local data", Module: "_thread",
		Payload: 16, Layout: gc.LayoutValues, HasDict: true,
		Slots: Slots{New: newLocal},
		Getset: []Getset{{Name: "__dict__", Get: func(t *Thread, v Value) Value { return localDict(t, v, true) },
			Set: func(t *Thread, v, val Value) bool {
				RaiseAttribute(t, v, Intern("__dict__"), "'%s' object attribute '__dict__' is read-only", TypeOf(v).TpName())
				return false
			}}},
	})
	localType.SetOwnDict(localDict)
	gc.RegisterSweepHook(func(isLive func(gc.Value) bool) {
		for _, t := range scheduler.Threads() {
			for o := range t.Locals {
				if !isLive(gc.MakePtr(o)) {
					delete(t.Locals, o)
				}
			}
		}
	})
}

func newLocal(t *Thread, cls *Type, args []Value, kw Value) Value {
	init := LookupType(t, cls, Intern("__init__"))
	if len(args) > 0 && init == LookupType(t, ObjectType, Intern("__init__")) {
		return TypeErrorf(t, "Initialization arguments are not supported")
	}
	o := cls.New(t)
	gc.Store(o+localArgs, NewTuple(t, args...))
	gc.Store(o+localKw, kw)
	addLocal(t, o)
	return gc.MakePtr(o)
}

func addLocal(t *Thread, o uintptr) Value {
	d := NewDict(t)
	if t.Locals == nil {
		t.Locals = map[uintptr]gc.Value{}
	}
	t.Locals[o] = d
	t.OnAbort(func() { delete(t.Locals, o) })
	return d
}

// localDict returns the dict of this thread; the first time the thread uses
// the object it runs its __init__.
func localDict(t *Thread, v Value, create bool) Value {
	o := v.Addr()
	if d, ok := t.Locals[o]; ok {
		return d
	}
	d := addLocal(t, o)
	init := LookupType(t, TypeOf(v), Intern("__init__"))
	if init == LookupType(t, ObjectType, Intern("__init__")) {
		return d
	}
	args := append([]Value{v}, TupleItems(gc.Load(o+localArgs))...)
	if CallKw(t, init, args, gc.Load(o+localKw)) == Null {
		delete(t.Locals, o)
		return Null
	}
	return d
}
