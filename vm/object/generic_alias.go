package object

import (
	"slices"
	"strings"

	"gorgon/gc"
)

// GenericAliasType is types.GenericAlias: list[int] and the like.
var GenericAliasType = NewType("GenericAlias", 0)

// Words of a GenericAlias. All but the parameters never change.
const (
	aliasOrigin  = gc.HeaderSize + 8*iota
	aliasArgs    // tuple
	aliasParams  // tuple, or Null until asked for
	aliasStarred // True: *tuple[…]
	aliasWords   = iota
)

func init() {
	load := func(off uintptr) func(t *Thread, v Value) Value {
		return func(t *Thread, v Value) Value { return gc.Load(v.Addr() + off) }
	}
	s := Slots{New: aliasNew, Repr: aliasRepr, Hash: aliasHash, Compare: aliasCompare, Call: aliasCall,
		GetAttr: aliasGetAttr, GetItem: aliasGetItem, Iter: aliasIter}
	s.Binary[OpOr] = unionOr
	GenericAliasType.Setup(Spec{
		Doc: "Represent a PEP 585 generic type\n\nE.g. for t = list[int], t.__origin__ is list and t.__args__ is (int,).", Module: "types",
		Payload: 8 * aliasWords, Layout: gc.LayoutValues, Slots: s,
		Getset: []Getset{{Name: "__origin__", Get: load(aliasOrigin)}, {Name: "__args__", Get: load(aliasArgs)},
			{Name: "__unpacked__", Get: load(aliasStarred)}, {Name: "__parameters__", Get: aliasParameters},
			{Name: "__typing_unpacked_tuple_args__", Get: func(t *Thread, v Value) Value {
				if gc.Load(v.Addr()+aliasStarred) == True && gc.Load(v.Addr()+aliasOrigin) == TupleType.Obj {
					return gc.Load(v.Addr() + aliasArgs)
				}
				return None
			}}},
		Methods: []Method{
			{Name: "__mro_entries__", Sig: "(self, bases, /)", Fn: func(t *Thread, args []Value) Value {
				return NewTuple(t, gc.Load(args[0].Addr()+aliasOrigin))
			}},
			{Name: "__instancecheck__", Sig: "(self, object, /)", Fn: func(t *Thread, args []Value) Value {
				return TypeErrorf(t, "isinstance() argument 2 cannot be a parameterized generic")
			}},
			{Name: "__subclasscheck__", Sig: "(self, object, /)", Fn: func(t *Thread, args []Value) Value {
				return TypeErrorf(t, "issubclass() argument 2 cannot be a parameterized generic")
			}},
			{Name: "__reduce__", Sig: "(self, /)", Fn: aliasReduce},
			{Name: "__dir__", Sig: "(self, /)", Fn: aliasDir},
		},
	})
}

// ClassGetItem is __class_getitem__ of builtin generic classes, declared as
// Method{Name: "__class_getitem__", Sig: "(cls, object, /)", Flags: ClassMethod}.
func ClassGetItem(t *Thread, args []Value) Value { return NewGenericAlias(t, args[0], args[1]) }

// NewGenericAlias makes origin[args]; args is a tuple or one argument.
func NewGenericAlias(t *Thread, origin, args Value) Value {
	return newAlias(t, GenericAliasType, origin, args)
}

func newAlias(t *Thread, cls *Type, origin, args Value) Value {
	if !IsInstance(args, TupleType) {
		args = NewTuple(t, args)
	}
	o := cls.New(t)
	gc.Store(o+aliasOrigin, origin)
	gc.Store(o+aliasArgs, args)
	gc.Store(o+aliasStarred, False)
	return gc.MakePtr(o)
}

func aliasNew(t *Thread, cls *Type, args []Value, kw Value) Value {
	if kw != Null {
		return TypeErrorf(t, "GenericAlias() takes no keyword arguments")
	}
	if len(args) != 2 {
		return TypeErrorf(t, "GenericAlias expected 2 arguments, got %d", len(args))
	}
	return newAlias(t, cls, args[0], args[1])
}

// typeArgText is how typing shows a type: classes by their name.
func typeArgText(t *Thread, v Value) (string, bool) {
	switch {
	case v == Ellipsis:
		return "...", true
	case Is(v, ShapeList):
		var parts []string
		for _, x := range ListItems(t, v) {
			s, ok := typeArgText(t, x)
			if !ok {
				return "", false
			}
			parts = append(parts, s)
		}
		return "[" + strings.Join(parts, ", ") + "]", true
	case v == NoneType.Obj:
		return "None", true
	}
	if origin, ok := GetAttrOpt(t, v, names.__origin__); !ok {
		return "", false
	} else if origin != Null {
		if a, ok := GetAttrOpt(t, v, names.__args__); !ok {
			return "", false
		} else if a != Null {
			return reprText(t, v)
		}
	}
	q, ok := GetAttrOpt(t, v, names.__qualname__)
	if !ok {
		return "", false
	}
	m := Null
	if q != Null {
		if m, ok = GetAttrOpt(t, v, names.__module__); !ok {
			return "", false
		}
	}
	if q == Null || m == Null || m == None || !IsStr(q) || !IsStr(m) {
		return reprText(t, v)
	}
	if StrOf(m) == "builtins" {
		return StrOf(q), true
	}
	return StrOf(m) + "." + StrOf(q), true
}

func reprText(t *Thread, v Value) (string, bool) {
	r := Repr(t, v)
	if r == Null {
		return "", false
	}
	return StrOf(r), true
}

func aliasRepr(t *Thread, v Value) Value {
	text, ok := typeArgText(t, gc.Load(v.Addr()+aliasOrigin))
	if !ok {
		return Null
	}
	var parts []string
	for _, a := range TupleItems(gc.Load(v.Addr() + aliasArgs)) {
		s, ok := typeArgText(t, a)
		if !ok {
			return Null
		}
		parts = append(parts, s)
	}
	if len(parts) == 0 {
		parts = []string{"()"}
	}
	star := ""
	if gc.Load(v.Addr()+aliasStarred) == True {
		star = "*"
	}
	return NewStr(t, star+text+"["+strings.Join(parts, ", ")+"]")
}

func aliasHash(t *Thread, v Value) (uint64, bool) {
	a, ok := Hash(t, gc.Load(v.Addr()+aliasOrigin))
	if !ok {
		return 0, false
	}
	b, ok := Hash(t, gc.Load(v.Addr()+aliasArgs))
	return a ^ b, ok
}

func aliasCompare(t *Thread, op CompareOp, a, b Value) Value {
	if op != OpEQ && op != OpNE || !IsInstance(a, GenericAliasType) || !IsInstance(b, GenericAliasType) {
		return NotImplemented
	}
	eq := gc.Load(a.Addr()+aliasStarred) == gc.Load(b.Addr()+aliasStarred)
	for _, off := range []uintptr{aliasOrigin, aliasArgs} {
		if eq {
			var ok bool
			if eq, ok = Eq(t, gc.Load(a.Addr()+off), gc.Load(b.Addr()+off)); !ok {
				return Null
			}
		}
	}
	return boolValue(eq == (op == OpEQ))
}

// aliasCall makes an instance of the origin and tells it its class.
func aliasCall(t *Thread, v Value, args []Value, kw Value) Value {
	o := CallKw(t, gc.Load(v.Addr()+aliasOrigin), args, kw)
	if o == Null {
		return Null
	}
	if !SetAttr(t, o, names.__orig_class__, v) {
		if !excIs(t.Exc, AttributeErrorType) && !excIs(t.Exc, TypeErrorType) {
			return Null
		}
		ClearExc(t)
	}
	return o
}

var aliasOwn = []string{"__class__", "__origin__", "__args__", "__unpacked__", "__parameters__", "__typing_unpacked_tuple_args__",
	"__mro_entries__", "__reduce_ex__", "__reduce__", "__copy__", "__deepcopy__", "__instancecheck__", "__subclasscheck__", "__dir__"}

// aliasGetAttr takes all but a few attributes from the origin.
func aliasGetAttr(t *Thread, v, name Value) Value {
	if n := StrOf(name); slices.Contains(aliasOwn, n) {
		return objectGetAttr(t, v, name)
	}
	return GetAttr(t, gc.Load(v.Addr()+aliasOrigin), name)
}

func aliasIter(t *Thread, v Value) Value {
	o := GenericAliasType.New(t)
	gc.Store(o+aliasOrigin, gc.Load(v.Addr()+aliasOrigin))
	gc.Store(o+aliasArgs, gc.Load(v.Addr()+aliasArgs))
	gc.Store(o+aliasStarred, True)
	return Iter(t, NewTuple(t, gc.MakePtr(o)))
}

func aliasReduce(t *Thread, args []Value) Value {
	v := args[0]
	return NewTuple(t, GenericAliasType.Obj, NewTuple(t, gc.Load(v.Addr()+aliasOrigin), gc.Load(v.Addr()+aliasArgs)))
}

func aliasDir(t *Thread, args []Value) Value {
	list := CallMethod(t, gc.Load(args[0].Addr()+aliasOrigin), names.__dir__)
	if c := ClassOf(gc.Load(args[0].Addr() + aliasOrigin)); c != nil {
		ClearExc(t)
		list = typeDir(t, []Value{c.Obj})
	}
	if list == Null {
		return Null
	}
	set := NewSet(t)
	if !Iterate(t, list, func(v Value) bool { return SetAdd(t, set, v) }) {
		return Null
	}
	for _, n := range aliasOwn {
		if n != "__copy__" && n != "__deepcopy__" && n != "__instancecheck__" && n != "__subclasscheck__" && !SetAdd(t, set, Intern(n)) {
			return Null
		}
	}
	return NewList(t, SetItems(t, set))
}

func aliasParameters(t *Thread, v Value) Value {
	p := t.Read(v.Addr()+gc.LockOffset, v.Addr()+aliasParams)
	if p == Null {
		if p = typeParameters(t, gc.Load(v.Addr()+aliasArgs)); p != Null {
			setPropWord(t, v, aliasParams, p)
		}
	}
	return p
}

// typeParameters collects the type variables in args, each once, in order.
func typeParameters(t *Thread, args Value) Value {
	params, ok := collectParameters(t, TupleItems(args), nil)
	if !ok {
		return Null
	}
	return NewTupleFrom(t, params)
}

func collectParameters(t *Thread, args, params []Value) ([]Value, bool) {
	add := func(p Value) {
		if !slices.Contains(params, p) {
			params = append(params, p)
		}
	}
	for _, a := range args {
		if ClassOf(a) != nil {
			continue
		}
		if Is(a, ShapeTuple) || Is(a, ShapeList) {
			items := a
			if Is(a, ShapeList) {
				items = TupleOfList(t, a)
			}
			var ok bool
			if params, ok = collectParameters(t, TupleItems(items), params); !ok {
				return nil, false
			}
			continue
		}
		if LookupType(t, TypeOf(a), names.__typing_subst__) != Null {
			add(a)
			continue
		}
		sub, ok := GetAttrOpt(t, a, names.__parameters__)
		if !ok {
			return nil, false
		}
		if sub != Null && IsInstance(sub, TupleType) {
			for _, p := range TupleItems(sub) {
				add(p)
			}
		}
	}
	return params, true
}

// aliasGetItem puts types in the place of the parameters.
func aliasGetItem(t *Thread, v, key Value) Value {
	params := aliasParameters(t, v)
	if params == Null {
		return Null
	}
	args, ok := substitute(t, v, TupleItems(gc.Load(v.Addr()+aliasArgs)), TupleItems(params), key)
	if !ok {
		return Null
	}
	return NewGenericAlias(t, gc.Load(v.Addr()+aliasOrigin), NewTupleFrom(t, args))
}

// substitute is what alias[key] makes of an alias's args.
func substitute(t *Thread, alias Value, args, params []Value, key Value) ([]Value, bool) {
	if len(params) == 0 {
		text, ok := reprText(t, alias)
		if ok {
			TypeErrorf(t, "%s is not a generic class", text)
		}
		return nil, false
	}
	given, ok := unpackArgs(t, key)
	if !ok {
		return nil, false
	}
	for _, p := range params {
		prepare, ok := GetAttrOpt(t, p, names.__typing_prepare_subst__)
		if !ok {
			return nil, false
		}
		if prepare != Null && prepare != None {
			r := Call(t, prepare, alias, NewTupleFrom(t, given))
			if r == Null {
				return nil, false
			}
			if given = []Value{r}; IsInstance(r, TupleType) {
				given = TupleItems(r)
			}
		}
	}
	if len(given) != len(params) {
		text, ok := reprText(t, alias)
		if ok {
			few := "many"
			if len(given) < len(params) {
				few = "few"
			}
			TypeErrorf(t, "Too %s arguments for %s; actual %d, expected %d", few, text, len(given), len(params))
		}
		return nil, false
	}
	return substituteIn(t, args, params, given)
}

func unpackArgs(t *Thread, key Value) ([]Value, bool) {
	items := []Value{key}
	if IsInstance(key, TupleType) {
		items = TupleItems(key)
	}
	var out []Value
	for _, x := range items {
		sub := Null
		if ClassOf(x) == nil {
			var ok bool
			if sub, ok = GetAttrOpt(t, x, names.__typing_unpacked_tuple_args__); !ok {
				return nil, false
			}
		}
		if sub != Null && sub != None && IsInstance(sub, TupleType) {
			if s := TupleItems(sub); len(s) == 0 || s[len(s)-1] != Ellipsis {
				out = append(out, s...)
				continue
			}
		}
		out = append(out, x)
	}
	return out, true
}

func substituteIn(t *Thread, args, params, given []Value) ([]Value, bool) {
	var out []Value
	for _, a := range args {
		if ClassOf(a) != nil {
			out = append(out, a)
			continue
		}
		if Is(a, ShapeTuple) || Is(a, ShapeList) {
			items, list := a, Is(a, ShapeList)
			if list {
				items = TupleOfList(t, a)
			}
			sub, ok := substituteIn(t, TupleItems(items), params, given)
			if !ok {
				return nil, false
			}
			if list {
				out = append(out, NewList(t, sub))
			} else {
				out = append(out, NewTupleFrom(t, sub))
			}
			continue
		}
		unpack, ok := GetAttrOpt(t, a, names.__unpacked__)
		if !ok {
			return nil, false
		}
		r := Null
		if i := slices.Index(params, a); i >= 0 && LookupType(t, TypeOf(a), names.__typing_subst__) != Null {
			r = CallMethod(t, a, names.__typing_subst__, given[i])
		} else {
			r = substituteNested(t, a, params, given)
		}
		if r == Null {
			return nil, false
		}
		starred := unpack == True || LookupType(t, TypeOf(a), names.__typing_prepare_subst__) != Null
		if starred && IsInstance(r, TupleType) && !Is(a, ShapeTuple) {
			out = append(out, TupleItems(r)...)
		} else {
			out = append(out, r)
		}
	}
	return out, true
}

// substituteNested handles an argument that has parameters of its own.
func substituteNested(t *Thread, a Value, params, given []Value) Value {
	sub, ok := GetAttrOpt(t, a, names.__parameters__)
	if !ok {
		return Null
	}
	if sub == Null || !IsInstance(sub, TupleType) || TupleLen(sub) == 0 {
		return a
	}
	var use []Value
	for _, p := range TupleItems(sub) {
		i := slices.Index(params, p)
		if i < 0 {
			use = append(use, p)
			continue
		}
		if LookupType(t, TypeOf(p), names.__typing_prepare_subst__) != Null && IsInstance(given[i], TupleType) && TypeOf(p).Name == "TypeVarTuple" {
			use = append(use, TupleItems(given[i])...)
		} else {
			use = append(use, given[i])
		}
	}
	return GetItem(t, a, NewTupleFrom(t, use))
}
