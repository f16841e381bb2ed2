package object

import (
	"strings"

	"gorgon/gc"
)

// UnionType is typing.Union, also known as types.UnionType: int | str.
var UnionType = NewType("Union", 0)

// Words of a union.
const (
	unionArgsOff   = gc.HeaderSize + 8*iota // tuple
	unionParamsOff                          // tuple, or Null until asked for
	unionWords     = iota
)

func unionArgs(v Value) Value { return gc.Load(v.Addr() + unionArgsOff) }

func init() {
	s := Slots{Repr: unionRepr, Hash: unionHash, Compare: unionCompare, GetItem: unionGetItem}
	s.Binary[OpOr] = unionOr
	UnionType.Setup(Spec{
		Doc: "Represent a union type\n\nE.g. for int | str", Module: "typing", Payload: 8 * unionWords, Layout: gc.LayoutValues, Final: true, Slots: s,
		Getset: []Getset{
			{Name: "__args__", Get: func(t *Thread, v Value) Value { return unionArgs(v) }},
			{Name: "__name__", Get: func(t *Thread, v Value) Value { return Intern("Union") }},
			{Name: "__qualname__", Get: func(t *Thread, v Value) Value { return Intern("Union") }},
			{Name: "__origin__", Get: func(t *Thread, v Value) Value { return UnionType.Obj }},
			{Name: "__parameters__", Get: unionParameters},
		},
		Methods: []Method{
			{Name: "__mro_entries__", Sig: "(self, bases, /)", Fn: func(t *Thread, args []Value) Value {
				text, ok := reprText(t, args[0])
				if !ok {
					return Null
				}
				return TypeErrorf(t, "Cannot subclass %s", text)
			}},
			{Name: "__class_getitem__", Sig: "(cls, object, /)", Fn: func(t *Thread, args []Value) Value {
				items := []Value{args[1]}
				if IsInstance(args[1], TupleType) {
					if items = TupleItems(args[1]); len(items) == 0 {
						return TypeErrorf(t, "Cannot take a Union of no types.")
					}
				}
				return MakeUnion(t, items)
			}, Flags: ClassMethod},
		},
	})
}

// unionOr is a | b of classes, aliases and None; strs and type variables are
// typing's business.
func unionOr(t *Thread, a, b Value) Value {
	for _, v := range []Value{a, b} {
		switch typ := TypeOf(v); {
		case v == None, ClassOf(v) != nil, typ == UnionType, IsSubtype(typ, GenericAliasType), UnionOperand != nil && UnionOperand(typ):
		default:
			return NotImplemented
		}
	}
	return MakeUnion(t, []Value{a, b})
}

// UnionOperand says whether instances of a type can stand in a union: the
// module _typing sets it for type variables and aliases.
var UnionOperand func(typ *Type) bool

// MakeUnion makes the union of types; unions among them are taken apart and
// what is equal to an earlier one is left out.
func MakeUnion(t *Thread, items []Value) Value {
	var flat []Value
	add := func(v Value) bool {
		if v == None {
			v = NoneType.Obj
		}
		for _, f := range flat {
			if eq, ok := Eq(t, f, v); eq || !ok {
				return ok
			}
		}
		flat = append(flat, v)
		return true
	}
	for _, v := range items {
		if TypeOf(v) != UnionType {
			if !add(v) {
				return Null
			}
			continue
		}
		for _, x := range TupleItems(unionArgs(v)) {
			if !add(x) {
				return Null
			}
		}
	}
	if len(flat) == 1 {
		return flat[0]
	}
	o := UnionType.New(t)
	gc.Store(o+unionArgsOff, NewTupleFrom(t, flat))
	return gc.MakePtr(o)
}

func unionRepr(t *Thread, v Value) Value {
	var parts []string
	for _, a := range TupleItems(unionArgs(v)) {
		s, ok := typeArgText(t, a)
		if !ok {
			return Null
		}
		parts = append(parts, s)
	}
	return NewStr(t, strings.Join(parts, " | "))
}

// unionHash does not depend on the order.
func unionHash(t *Thread, v Value) (uint64, bool) {
	sum := uint64(len(TupleItems(unionArgs(v))))
	for _, a := range TupleItems(unionArgs(v)) {
		h, ok := Hash(t, a)
		if !ok {
			return 0, false
		}
		sum += h * 0x9e3779b97f4a7c15
	}
	return sum >> 1, true
}

func unionCompare(t *Thread, op CompareOp, a, b Value) Value {
	if op != OpEQ && op != OpNE || TypeOf(a) != UnionType || TypeOf(b) != UnionType {
		return NotImplemented
	}
	x, y := TupleItems(unionArgs(a)), TupleItems(unionArgs(b))
	eq := len(x) == len(y)
	for i := 0; eq && i < len(x); i++ {
		found := false
		for _, v := range y {
			e, ok := Eq(t, x[i], v)
			if !ok {
				return Null
			}
			found = found || e
		}
		eq = found
	}
	return boolValue(eq == (op == OpEQ))
}

func unionParameters(t *Thread, v Value) Value {
	p := t.Read(v.Addr()+gc.LockOffset, v.Addr()+unionParamsOff)
	if p == Null {
		if p = typeParameters(t, unionArgs(v)); p != Null {
			setPropWord(t, v, unionParamsOff, p)
		}
	}
	return p
}

func unionGetItem(t *Thread, v, key Value) Value {
	params := unionParameters(t, v)
	if params == Null {
		return Null
	}
	args, ok := substitute(t, v, TupleItems(unionArgs(v)), TupleItems(params), key)
	if !ok {
		return Null
	}
	u := args[0]
	for _, a := range args[1:] {
		if u = Binary(t, OpOr, u, a); u == Null {
			return Null
		}
	}
	return u
}
