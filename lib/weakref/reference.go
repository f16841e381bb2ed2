package weakref

import (
	"fmt"
	"slices"
	"sync"

	"gorgon/gc"
	"gorgon/stm"
	. "gorgon/vm/object"
)

// Words of a weak reference or proxy.
const (
	refTarget   = gc.HeaderSize + 8*iota // the referent's address as an int, Null: dead
	refCallback                          // callable or Null
	refHash                              // int, Null: not asked for yet
	refWords    = iota
)

// ReferenceType is weakref.ref.
var ReferenceType = NewType("ReferenceType", 0)

// references finds the weak references to an object by its address, in order
// of creation.
//
// Main invariant: an address in it is that of an object that was alive at the
// last collection.
var references = struct {
	sync.Mutex
	of map[uintptr][]uintptr
}{of: map[uintptr][]uintptr{}}

func init() {
	ReferenceType.Setup(Spec{
		Module: "weakref", Payload: 8 * refWords, Layout: gc.LayoutValues,
		Slots: Slots{New: newReference, Init: initReference, Call: callReference, Repr: referenceRepr, Hash: referenceHash, Compare: compareReferences},
		Getset: []Getset{{Name: "__callback__", Member: true, Get: func(t *Thread, v Value) Value {
			if c := word(t, v, refCallback); c != gc.Null && target(t, v) != gc.Null {
				return c
			}
			return gc.None
		}}},
		Methods: []Method{{Name: "__class_getitem__", Sig: "(cls, object, /)", Fn: ClassGetItem, Flags: ClassMethod, Doc: "See PEP 585"}},
	})
	gc.RegisterKeepHook(keepUncommitted)
	gc.RegisterSweepHook(sweep)
	FirstWeakRef = func(t *Thread, v Value) Value {
		if refs := referencesTo(t, v); len(refs) > 0 {
			return refs[0]
		}
		return gc.None
	}
}

func word(t *Thread, v Value, off uintptr) Value {
	return t.Read(v.Addr()+gc.LockOffset, v.Addr()+off)
}

// target returns what a reference or proxy refers to, Null if it is dead.
func target(t *Thread, v Value) Value {
	w := word(t, v, refTarget)
	if w == gc.Null {
		return gc.Null
	}
	return gc.MakePtr(uintptr(w.Int()))
}

// keepUncommitted keeps what a running transaction has made and has lost again,
// if a callback would tell of it: the transaction may be rolled back.
func keepUncommitted(isLive func(Value) bool, keep func(Value)) {
	for o, refs := range references.of {
		if isLive(gc.MakePtr(o)) || !stm.MayVanish(o) {
			continue
		}
		for _, r := range refs {
			if gc.Load(r+refCallback) != gc.Null {
				keep(gc.MakePtr(o))
			}
		}
	}
}

// sweep empties the references to what has died and queues their callbacks.
func sweep(isLive func(Value) bool) {
	for o, refs := range references.of {
		refs = slices.DeleteFunc(refs, func(r uintptr) bool { return !isLive(gc.MakePtr(r)) })
		if isLive(gc.MakePtr(o)) {
			if len(refs) == 0 {
				delete(references.of, o)
			} else {
				references.of[o] = refs
			}
			continue
		}
		delete(references.of, o)
		for i := len(refs) - 1; i >= 0; i-- {
			gc.Store(refs[i]+refTarget, gc.Null)
			if c := gc.Load(refs[i] + refCallback); c != gc.Null {
				QueueCallback(c, gc.MakePtr(refs[i]))
			}
		}
	}
}

// AnyCallback says whether a weak reference has a callback.
func AnyCallback() bool {
	references.Lock()
	defer references.Unlock()
	for _, refs := range references.of {
		for _, r := range refs {
			if gc.Load(r+refCallback) != gc.Null {
				return true
			}
		}
	}
	return false
}

// referencesTo returns the references and proxies to v.
func referencesTo(t *Thread, v Value) []Value {
	if !v.IsPtr() {
		return nil
	}
	references.Lock()
	addrs := slices.Clone(references.of[v.Addr()])
	references.Unlock()
	refs := make([]Value, len(addrs))
	for i, a := range addrs {
		refs[i] = gc.MakePtr(a)
	}
	return refs
}

// attach makes the weak reference r one to o.
func attach(t *Thread, r, o uintptr, callback Value) {
	gc.Store(r+refTarget, gc.MakeInt(int64(o)))
	gc.Store(r+refCallback, callback)
	references.Lock()
	references.of[o] = append(references.of[o], r)
	references.Unlock()
	if !t.Solo {
		t.OnAbort(func() {
			references.Lock()
			references.of[o] = slices.DeleteFunc(references.of[o], func(a uintptr) bool { return a == r })
			references.Unlock()
		})
	}
}

// referable says whether there can be weak references to v.
func referable(t *Thread, v Value) bool {
	if v.IsPtr() && TypeOf(v).WeakRefs {
		return true
	}
	TypeErrorf(t, "cannot create weak reference to '%s' object", TypeName(v))
	return false
}

// plain returns an exact reference (or proxy) of that type without callback
// that exists already.
func plain(t *Thread, o Value, typ *Type) Value {
	for _, r := range referencesTo(t, o) {
		if TypeOf(r) == typ && word(t, r, refCallback) == gc.Null {
			return r
		}
	}
	return gc.Null
}

func newReference(t *Thread, cls *Type, args []Value, kw Value) Value {
	if kw != gc.Null {
		args = args[:len(args)-TupleLen(kw)]
		if cls == ReferenceType {
			return TypeErrorf(t, "ref() takes no keyword arguments")
		}
	}
	switch {
	case len(args) < 1:
		return TypeErrorf(t, "__new__ expected at least 1 argument, got 0")
	case len(args) > 2:
		return TypeErrorf(t, "__new__ expected at most 2 arguments, got %d", len(args))
	case !referable(t, args[0]):
		return gc.Null
	}
	callback := gc.Null
	if len(args) == 2 && args[1] != gc.None {
		callback = args[1]
	}
	if callback == gc.Null && cls == ReferenceType {
		if r := plain(t, args[0], cls); r != gc.Null {
			return r
		}
	}
	r := cls.New(t)
	attach(t, r, args[0].Addr(), callback)
	return gc.MakePtr(r)
}

func initReference(t *Thread, v Value, args []Value, kw Value) bool {
	if kw != gc.Null {
		TypeErrorf(t, "ref() takes no keyword arguments")
		return false
	}
	if len(args) < 1 || len(args) > 2 {
		TypeErrorf(t, "__init__ expected at most 2 arguments, got %d", len(args))
		return false
	}
	return true
}

func callReference(t *Thread, v Value, args []Value, kw Value) Value {
	if kw != gc.Null {
		return TypeErrorf(t, "weakref() takes no keyword arguments")
	}
	if len(args) > 0 {
		return TypeErrorf(t, "weakref expected 0 arguments, got %d", len(args))
	}
	if o := target(t, v); o != gc.Null {
		return o
	}
	return gc.None
}

func referenceRepr(t *Thread, v Value) Value {
	o := target(t, v)
	if o == gc.Null {
		return NewStr(t, fmt.Sprintf("<weakref at 0x%x; dead>", uint64(v)))
	}
	name, ok := GetAttrOpt(t, o, Intern("__name__"))
	if !ok {
		return gc.Null
	}
	text := ""
	if name != gc.Null && IsStr(name) {
		text = " (" + StrOf(name) + ")"
	}
	kind := TypeOf(o).TpName()
	if TypeOf(o).Heap {
		kind = TypeOf(o).Name
	}
	return NewStr(t, fmt.Sprintf("<weakref at 0x%x; to '%s' at 0x%x%s>", uint64(v), kind, uint64(o), text))
}

func referenceHash(t *Thread, v Value) (uint64, bool) {
	if h := word(t, v, refHash); h != gc.Null {
		if i, ok := AsInt64(h); ok {
			return uint64(i), true
		}
	}
	o := target(t, v)
	if o == gc.Null {
		TypeErrorf(t, "weak object has gone away")
		return 0, false
	}
	h, ok := Hash(t, o)
	if ok {
		t.OwnObject(v.Addr())
		gc.Store(v.Addr()+refHash, NewInt(t, int64(h)))
	}
	return h, ok
}

// compareReferences compares the referents while both live, else identities.
func compareReferences(t *Thread, op CompareOp, a, b Value) Value {
	if op != OpEQ && op != OpNE || !IsInstance(a, ReferenceType) || !IsInstance(b, ReferenceType) {
		return gc.NotImplemented
	}
	x, y := target(t, a), target(t, b)
	if x == gc.Null || y == gc.Null {
		return gc.MakeBool((a == b) == (op == OpEQ))
	}
	return Compare(t, op, x, y)
}
