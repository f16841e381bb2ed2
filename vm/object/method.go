package object

import (
	"fmt"

	"gorgon/gc"
)

// Words of a bound method, which never change.
const (
	MethodFunc  = gc.HeaderSize
	MethodSelf  = gc.HeaderSize + 8
	methodWords = 2
)

func init() {
	MethodType.Setup(Spec{
		Doc:     "Create a bound instance method object.",
		Payload: 8 * methodWords, Layout: gc.LayoutValues, Final: true,
		Slots: Slots{New: methodNew, Call: methodCall, Repr: methodRepr, Compare: methodCompare, Hash: methodHash,
			GetAttr: methodGetAttr, DescrGet: func(t *Thread, d, obj Value, owner *Type) Value { return d }},
		Getset: []Getset{
			{Name: "__func__", Member: true, Get: func(t *Thread, v Value) Value { return gc.Load(v.Addr() + MethodFunc) }, Doc: "the function (or other callable) implementing a method"},
			{Name: "__self__", Member: true, Get: func(t *Thread, v Value) Value { return gc.Load(v.Addr() + MethodSelf) }, Doc: "the instance to which a method is bound"},
			{Name: "__doc__", Get: func(t *Thread, v Value) Value {
				d, ok := GetAttrOpt(t, gc.Load(v.Addr()+MethodFunc), names.__doc__)
				if !ok {
					return Null
				}
				return noneFor(d)
			}},
		},
		Methods: []Method{{Name: "__reduce__", Sig: "(self, /)", Fn: methodReduce}},
	})
}

// NewBoundMethod binds fn to self.
func NewBoundMethod(t *Thread, fn, self Value) Value {
	o := t.Alloc(MethodType.header(), gc.HeaderSize+8*methodWords)
	gc.Store(o+MethodFunc, fn)
	gc.Store(o+MethodSelf, self)
	return gc.MakePtr(o)
}

func methodNew(t *Thread, cls *Type, args []Value, kw Value) Value {
	switch {
	case kw != Null:
		return TypeErrorf(t, "method() takes no keyword arguments")
	case len(args) != 2:
		return TypeErrorf(t, "method expected 2 arguments, got %d", len(args))
	case !IsCallable(args[0]):
		return TypeErrorf(t, "first argument must be callable")
	case args[1] == None:
		return TypeErrorf(t, "instance must not be None")
	}
	return NewBoundMethod(t, args[0], args[1])
}

func methodCall(t *Thread, v Value, args []Value, kw Value) Value {
	all := append([]Value{gc.Load(v.Addr() + MethodSelf)}, args...)
	r := t.SetTail(gc.Load(v.Addr()+MethodFunc), all...)
	t.TailKw = kw
	return r
}

func methodRepr(t *Thread, v Value) Value {
	fn, self := gc.Load(v.Addr()+MethodFunc), gc.Load(v.Addr()+MethodSelf)
	name, ok := GetAttrOpt(t, fn, names.__qualname__)
	if ok && name == Null {
		name, ok = GetAttrOpt(t, fn, names.__name__)
	}
	if !ok {
		return Null
	}
	text := "?"
	if name != Null && IsStr(name) {
		text = StrOf(name)
	}
	r := Repr(t, self)
	if r == Null {
		return Null
	}
	return NewStr(t, fmt.Sprintf("<bound method %s of %s>", text, StrOf(r)))
}

func methodCompare(t *Thread, op CompareOp, a, b Value) Value {
	if op != OpEQ && op != OpNE || TypeOf(a) != MethodType || TypeOf(b) != MethodType {
		return NotImplemented
	}
	eq, ok := Eq(t, gc.Load(a.Addr()+MethodFunc), gc.Load(b.Addr()+MethodFunc))
	if !ok {
		return Null
	}
	eq = eq && gc.Load(a.Addr()+MethodSelf) == gc.Load(b.Addr()+MethodSelf)
	return boolValue(eq == (op == OpEQ))
}

func methodHash(t *Thread, v Value) (uint64, bool) {
	h, ok := Hash(t, gc.Load(v.Addr()+MethodFunc))
	return h ^ IdentityHash(gc.Load(v.Addr()+MethodSelf)), ok
}

// methodGetAttr finds attributes of the method first, then of the function.
func methodGetAttr(t *Thread, v, name Value) Value {
	if d := LookupType(t, MethodType, name); d != Null {
		if get := TypeOf(d).Slots.DescrGet; get != nil {
			return get(t, d, v, MethodType)
		}
		return d
	}
	return GetAttr(t, gc.Load(v.Addr()+MethodFunc), name)
}

func methodReduce(t *Thread, args []Value) Value {
	fn, self := gc.Load(args[0].Addr()+MethodFunc), gc.Load(args[0].Addr()+MethodSelf)
	name := GetAttr(t, fn, names.__name__)
	if name == Null {
		return Null
	}
	getattr := builtinGetattr(t)
	if getattr == Null {
		return Null
	}
	return NewTuple(t, getattr, NewTuple(t, self, name))
}

func init() {
	CellType.Setup(Spec{
		Doc:     "Create a new cell object.\n\n  contents\n    the contents of the cell. If not specified, the cell will be empty,\n    and \nfurther attempts to access its cell_contents attribute will\n    raise a ValueError.",
		Payload: 8, Layout: gc.LayoutValues, Final: true,
		Slots: Slots{New: cellNew, Repr: cellRepr, Compare: cellCompare},
		Getset: []Getset{{Name: "cell_contents", Get: func(t *Thread, v Value) Value {
			if c := GetCell(t, v); c != Null {
				return c
			}
			return ValueErrorf(t, "cell is empty")
		}, Set: func(t *Thread, v, val Value) bool { SetCell(t, v, val); return true }}},
	})
}

// GetCell returns a cell's content, Null if it is empty.
func GetCell(t *Thread, c Value) Value { return propWord(t, c, CellValue) }

// SetCell stores into a cell; Null empties it.
func SetCell(t *Thread, c, v Value) { setPropWord(t, c, CellValue, v) }

func cellNew(t *Thread, cls *Type, args []Value, kw Value) Value {
	if kw != Null {
		return TypeErrorf(t, "cell() takes no keyword arguments")
	}
	if len(args) > 1 {
		return TypeErrorf(t, "cell expected at most 1 argument, got %d", len(args))
	}
	return NewCell(t, append(args, Null)[0])
}

func cellRepr(t *Thread, v Value) Value {
	c := GetCell(t, v)
	if c == Null {
		return NewStr(t, fmt.Sprintf("<cell at 0x%x: empty>", uint64(v)))
	}
	return NewStr(t, fmt.Sprintf("<cell at 0x%x: %s object at 0x%x>", uint64(v), TypeName(c), uint64(c)))
}

func cellCompare(t *Thread, op CompareOp, a, b Value) Value {
	if TypeOf(a) != CellType || TypeOf(b) != CellType {
		return NotImplemented
	}
	x, y := GetCell(t, a), GetCell(t, b)
	if x != Null && y != Null {
		return Compare(t, op, x, y)
	}
	empty := map[bool]int64{true: 0, false: 1}
	return Compare(t, op, gc.MakeInt(empty[x == Null]), gc.MakeInt(empty[y == Null]))
}
