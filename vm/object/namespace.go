package object

import (
	"strings"

	"gorgon/gc"
)

// NamespaceType is types.SimpleNamespace: an object with attributes.
var NamespaceType = NewType("SimpleNamespace", 0)

func init() {
	NamespaceType.Setup(Spec{
		Doc: "A simple attribute-based namespace.", Module: "types", Layout: gc.LayoutValues, HasDict: true,
		Slots: Slots{New: func(t *Thread, cls *Type, args []Value, kw Value) Value { return gc.MakePtr(cls.New(t)) },
			Init: namespaceInit, Repr: namespaceRepr, Compare: namespaceCompare},
		Methods: []Method{
			{Name: "__reduce__", Sig: "(self, /)", Fn: func(t *Thread, args []Value) Value {
				return NewTuple(t, TypeOf(args[0]).Obj, NewTuple(t), InstanceDict(t, args[0]))
			}, Doc: "Return state information for pickling"},
			{Name: "__replace__", Sig: "(self, /, **changes)", Fn: namespaceReplace, Doc: "Return a copy of the namespace object with new values for the specified attributes."},
		},
	})
}

// NewNamespace makes an empty SimpleNamespace.
func NewNamespace(t *Thread) Value { return gc.MakePtr(NamespaceType.New(t)) }

func namespaceInit(t *Thread, v Value, args []Value, kw Value) bool {
	npos := len(args)
	if kw != Null {
		npos -= TupleLen(kw)
	}
	if npos > 1 {
		TypeErrorf(t, "SimpleNamespace expected at most 1 argument, got %d", npos)
		return false
	}
	if npos == 1 {
		d := Call(t, DictType.Obj, args[0])
		if d == Null || !setNames(t, v, d) {
			return false
		}
	}
	for i := npos; i < len(args); i++ {
		setOwnAttr(t, v, InternStr(TupleItems(kw)[i-npos]), args[i])
	}
	return true
}

func setNames(t *Thread, v, d Value) bool {
	pos := 0
	for {
		k, x, more := DictNext(t, d, &pos)
		if !more {
			return true
		}
		if !IsStr(k) {
			TypeErrorf(t, "keywords must be strings")
			return false
		}
		setOwnAttr(t, v, InternStr(k), x)
	}
}

func namespaceRepr(t *Thread, v Value) Value {
	name := "namespace"
	if TypeOf(v) != NamespaceType {
		name = TypeOf(v).Name
	}
	if !EnterRepr(t, v) {
		return NewStr(t, name+"(...)")
	}
	defer LeaveRepr(t, v)
	d := instanceDictOrNull(t, v)
	var parts []string
	pos := 0
	for d != Null {
		k, x, more := DictNext(t, d, &pos)
		if !more {
			break
		}
		r := Repr(t, x)
		if r == Null {
			return Null
		}
		parts = append(parts, StrOf(k)+"="+StrOf(r))
	}
	return NewStr(t, name+"("+strings.Join(parts, ", ")+")")
}

func namespaceCompare(t *Thread, op CompareOp, a, b Value) Value {
	if !IsInstance(a, NamespaceType) || !IsInstance(b, NamespaceType) {
		return NotImplemented
	}
	return Compare(t, op, InstanceDict(t, a), InstanceDict(t, b))
}

func namespaceReplace(t *Thread, args []Value) Value {
	r := Call(t, TypeOf(args[0]).Obj)
	if r == Null || !setNames(t, r, InstanceDict(t, args[0])) || args[1] != Null && !setNames(t, r, args[1]) {
		return Null
	}
	return r
}
