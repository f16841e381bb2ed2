package functools

import (
	"gorgon/gc"
	"gorgon/vm/object"
)

// keyType is what cmp_to_key makes: the comparison function and the object
// (Null: it is the function that makes the keys).
var keyType = object.NewType("KeyWrapper", 0)

const (
	keyCmp = gc.HeaderSize
	keyObj = gc.HeaderSize + 8
)

func init() {
	keyType.Setup(object.Spec{
		Module: "functools", Payload: 16, Layout: gc.LayoutValues, Final: true,
		Slots: object.Slots{Compare: keyCompare, Call: keyCall},
		Getset: []object.Getset{{Name: "obj",
			Get: func(t *thread, v value) value {
				if obj := gc.Load(v.Addr() + keyObj); obj != gc.Null {
					return obj
				}
				return object.AttributeErrorf(t, "object")
			}}},
	})
	object.RegisterModule("_functools", func(t *thread, m value) {
		object.AddFunctions(t, m, []object.Method{
			{Name: "cmp_to_key", Sig: "(mycmp)", Fn: cmpToKey, Doc: "Make a key function of a comparison function."},
		})
		object.AddFunctions(t, m, []object.Method{
			{Name: "reduce", Sig: "(function, iterable, /, initial=?)", Fn: reduce, Doc: "Combine all items by a function of two arguments."},
		})
		object.AddType(t, m, partialType)
		object.AddType(t, m, lruType)
		object.AddValue(t, m, "Placeholder", placeholder(t))
		object.AddValue(t, m, "_PlaceholderType", placeholderType.Obj)
	})
}

// reduce ends in the prelude, unless nothing that it runs is Python code.
func reduce(t *thread, args []value) value {
	it := object.Iter(t, args[1])
	if it == gc.Null {
		if object.ExcIs(t.Exc, object.TypeErrorType) {
			object.ClearExc(t)
			return object.TypeErrorf(t, "reduce() arg 2 must support iteration")
		}
		return gc.Null
	}
	total := args[2]
	if total == gc.Null && object.NativeIterable(it) {
		if total = object.Next(t, it); total == gc.Stop {
			return object.TypeErrorf(t, "reduce() of empty iterable with no initial value")
		}
	}
	switch {
	case total == gc.Null && t.Exc != gc.Null:
		return gc.Null
	case total == gc.Null:
		return t.SetTail(object.Prelude("reduce_first"), args[0], it)
	case object.TypeOf(args[0]) != object.NativeType || !object.NativeIterable(it):
		return t.SetTail(object.Prelude("reduce_from"), args[0], it, total)
	}
	if !object.Iterate(t, it, func(x value) bool {
		total = object.Call(t, args[0], total, x)
		return total != gc.Null
	}) {
		return gc.Null
	}
	return total
}

func newKey(t *thread, cmp, obj value) value {
	o := keyType.New(t)
	gc.Store(o+keyCmp, cmp)
	gc.Store(o+keyObj, obj)
	return gc.MakePtr(o)
}

func cmpToKey(t *thread, args []value) value { return newKey(t, args[0], gc.Null) }

var keyCallSig = object.ParseSignature("(obj)")

func keyCall(t *thread, v value, args []value, kw value) value {
	var buf [1]value
	a, ok := object.Bind(t, "K", keyCallSig, args, kw, buf[:0])
	if !ok {
		return gc.Null
	}
	return newKey(t, gc.Load(v.Addr()+keyCmp), a[0])
}

func keyCompare(t *thread, op object.CompareOp, a, b value) value {
	if object.TypeOf(a) != keyType || object.TypeOf(b) != keyType {
		return object.TypeErrorf(t, "other argument must be K instance")
	}
	x, y := gc.Load(a.Addr()+keyObj), gc.Load(b.Addr()+keyObj)
	if x == gc.Null || y == gc.Null {
		return object.AttributeErrorf(t, "object")
	}
	r := object.Call(t, gc.Load(a.Addr()+keyCmp), x, y)
	if r == gc.Null {
		return gc.Null
	}
	return object.Compare(t, op, r, gc.MakeInt(0))
}
