package weakref

import (
	"fmt"

	"gorgon/gc"
	. "gorgon/vm/object"
)

// The types of weakref.proxy: for objects that can be called and for others.
var (
	ProxyType         = NewType("ProxyType", 0)
	CallableProxyType = NewType("CallableProxyType", 0)
)

func isProxy(v Value) bool {
	typ := TypeOf(v)
	return typ == ProxyType || typ == CallableProxyType
}

// through returns what a proxy stands for, and any other value itself; Null
// with ReferenceError pending if it is dead.
func through(t *Thread, v Value) Value {
	if !isProxy(v) {
		return v
	}
	if o := target(t, v); o != gc.Null {
		return o
	}
	return Raise(t, ReferenceErrorType, "weakly-referenced object no longer exists")
}

// one makes the slot of an operation on one value.
func one(f func(t *Thread, v Value) Value) func(t *Thread, v Value) Value {
	return func(t *Thread, v Value) Value {
		if v = through(t, v); v == gc.Null {
			return gc.Null
		}
		return f(t, v)
	}
}

func proxySlots() Slots {
	s := Slots{
		Repr: func(t *Thread, v Value) Value {
			o := target(t, v)
			if o == gc.Null {
				return NewStr(t, fmt.Sprintf("<weakproxy at 0x%x; dead>", uint64(v)))
			}
			return NewStr(t, fmt.Sprintf("<weakproxy at 0x%x; to '%s' at 0x%x>", uint64(v), TypeName(o), uint64(o)))
		},
		Str: one(Str), Neg: one(Neg), Pos: one(Pos), Invert: one(Invert), Abs: one(Abs), Iter: one(Iter),
		Index:   one(func(t *Thread, v Value) Value { r, _ := IntLike(t, v); return r }),
		ToInt:   one(func(t *Thread, v Value) Value { return Call(t, IntType.Obj, v) }),
		ToFloat: one(func(t *Thread, v Value) Value { return Call(t, FloatType.Obj, v) }),
		Next: one(func(t *Thread, v Value) Value {
			if TypeOf(v).Slots.Next == nil {
				return TypeErrorf(t, "Weakref proxy referenced a non-iterator '%s' object", TypeName(v))
			}
			return Next(t, v)
		}),
		Truth: func(t *Thread, v Value) (bool, bool) {
			if v = through(t, v); v == gc.Null {
				return false, false
			}
			return Truth(t, v)
		},
		Len: func(t *Thread, v Value) (int, bool) {
			if v = through(t, v); v == gc.Null {
				return 0, false
			}
			return Len(t, v)
		},
		Contains: func(t *Thread, v, item Value) (bool, bool) {
			if v = through(t, v); v == gc.Null {
				return false, false
			}
			return Contains(t, v, item)
		},
		GetAttr: func(t *Thread, v, name Value) Value {
			if v = through(t, v); v == gc.Null {
				return gc.Null
			}
			return GetAttr(t, v, name)
		},
		SetAttr: func(t *Thread, v, name, val Value) bool {
			if v = through(t, v); v == gc.Null {
				return false
			}
			if val == gc.Null {
				return DelAttr(t, v, name)
			}
			return SetAttr(t, v, name, val)
		},
		GetItem: func(t *Thread, v, key Value) Value {
			if v = through(t, v); v == gc.Null {
				return gc.Null
			}
			return GetItem(t, v, key)
		},
		SetItem: func(t *Thread, v, key, val Value) bool {
			if v = through(t, v); v == gc.Null {
				return false
			}
			if val == gc.Null {
				return DelItem(t, v, key)
			}
			return SetItem(t, v, key, val)
		},
		Compare: func(t *Thread, op CompareOp, a, b Value) Value {
			if a = through(t, a); a == gc.Null {
				return gc.Null
			}
			if b = through(t, b); b == gc.Null {
				return gc.Null
			}
			return Compare(t, op, a, b)
		},
	}
	for op := range NumBinary {
		s.Binary[op] = binary(op, Binary)
		s.InPlace[op] = binary(op, InPlace)
	}
	return s
}

func binary(op BinaryOp, f func(t *Thread, op BinaryOp, a, b Value) Value) func(t *Thread, a, b Value) Value {
	return func(t *Thread, a, b Value) Value {
		if a = through(t, a); a == gc.Null {
			return gc.Null
		}
		if b = through(t, b); b == gc.Null {
			return gc.Null
		}
		return f(t, op, a, b)
	}
}

func init() {
	forward := func(name string) Method {
		return Method{Name: name, Sig: "(self, /)", Fn: func(t *Thread, args []Value) Value {
			o := through(t, args[0])
			if o == gc.Null {
				return gc.Null
			}
			return CallMethod(t, o, Intern(name))
		}}
	}
	for _, typ := range []*Type{ProxyType, CallableProxyType} {
		s := proxySlots()
		if typ == CallableProxyType {
			s.Call = func(t *Thread, v Value, args []Value, kw Value) Value {
				if v = through(t, v); v == gc.Null {
					return gc.Null
				}
				return CallKw(t, v, args, kw)
			}
		}
		typ.Setup(Spec{Module: "weakref", Payload: 8 * refWords, Layout: gc.LayoutValues, Final: true, Slots: s,
			Methods: []Method{forward("__bytes__"), forward("__reversed__")}})
	}
}

// proxy is weakref.proxy(object[, callback]).
func proxy(t *Thread, args []Value) Value {
	if !referable(t, args[0]) {
		return gc.Null
	}
	typ := ProxyType
	if IsCallable(args[0]) {
		typ = CallableProxyType
	}
	callback := args[1]
	if callback == gc.None {
		callback = gc.Null
	}
	if callback == gc.Null {
		if p := plain(t, args[0], typ); p != gc.Null {
			return p
		}
	}
	p := typ.New(t)
	attach(t, p, args[0].Addr(), callback)
	return gc.MakePtr(p)
}
