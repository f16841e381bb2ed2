package object

import "gorgon/gc"

// A mappingproxy has one word, the mapping, which never changes.
const proxyMapping = gc.HeaderSize

func proxied(v Value) Value { return gc.Load(v.Addr() + proxyMapping) }

// NewMappingProxy makes a read-only view of a mapping.
func NewMappingProxy(t *Thread, mapping Value) Value {
	o := t.Alloc(MappingProxyType.header(), gc.HeaderSize+gc.Granule)
	gc.Store(o+proxyMapping, mapping)
	return gc.MakePtr(o)
}

func init() {
	forward := func(name, sig, doc string) Method {
		return Method{Name: name, Sig: sig, Doc: doc, Fn: func(t *Thread, args []Value) Value {
			rest := args[1:]
			for len(rest) > 0 && rest[len(rest)-1] == Null {
				rest = rest[:len(rest)-1]
			}
			return CallMethod(t, proxied(args[0]), Intern(name), rest...)
		}}
	}
	or := func(t *Thread, a, b Value) Value {
		if TypeOf(a) == MappingProxyType {
			a = proxied(a)
		}
		if TypeOf(b) == MappingProxyType {
			b = proxied(b)
		}
		return Binary(t, OpOr, a, b)
	}
	s := Slots{
		New: mappingProxyNew,
		Repr: func(t *Thread, v Value) Value {
			r := Repr(t, proxied(v))
			if r == Null {
				return Null
			}
			return NewStr(t, "mappingproxy("+StrOf(r)+")")
		},
		Str:      func(t *Thread, v Value) Value { return Str(t, proxied(v)) },
		Hash:     func(t *Thread, v Value) (uint64, bool) { return Hash(t, proxied(v)) },
		Len:      func(t *Thread, v Value) (int, bool) { return Len(t, proxied(v)) },
		GetItem:  func(t *Thread, v, key Value) Value { return GetItem(t, proxied(v), key) },
		Contains: func(t *Thread, v, item Value) (bool, bool) { return Contains(t, proxied(v), item) },
		Iter:     func(t *Thread, v Value) Value { return Iter(t, proxied(v)) },
		Compare: func(t *Thread, op CompareOp, a, b Value) Value {
			if TypeOf(b) == MappingProxyType {
				b = proxied(b)
			}
			return Compare(t, op, proxied(a), b)
		},
	}
	s.Binary[OpOr] = or
	s.InPlace[OpOr] = func(t *Thread, a, b Value) Value {
		return TypeErrorf(t, "'|=' is not supported by %s; use '|' instead", TypeName(a))
	}
	MappingProxyType.Setup(Spec{Doc: "Read-only proxy of a mapping.", Payload: 8, Layout: gc.LayoutValues, Final: true, Slots: s,
		Methods: []Method{
			forward("get", "(self, key, default=?, /)", "Return the value for key if key is in the mapping, else default."),
			forward("keys", "(self, /)", "a set-like object providing a view on the underlying mapping's keys"),
			forward("values", "(self, /)", "an object providing a view on the underlying mapping's values"),
			forward("items", "(self, /)", "a set-like object providing a view on the underlying mapping's items"),
			forward("copy", "(self, /)", "a shallow copy of the underlying mapping"),
			forward("__reversed__", "(self, /)", "reverse iterator"),
			{Name: "__class_getitem__", Sig: "(cls, object, /)", Fn: ClassGetItem, Flags: ClassMethod, Doc: "See PEP 585"},
		}})
}

var mappingProxySig = ParseSignature("(mapping)")

func mappingProxyNew(t *Thread, cls *Type, args []Value, kw Value) Value {
	var buf [1]Value
	a, ok := Bind(t, "mappingproxy", mappingProxySig, args, kw, buf[:0])
	if !ok {
		return Null
	}
	typ := TypeOf(a[0])
	if typ.Slots.GetItem == nil || IsSubtype(typ, ListType) || IsSubtype(typ, TupleType) {
		return TypeErrorf(t, "mappingproxy() argument must be a mapping, not %s", typ.TpName())
	}
	return NewMappingProxy(t, a[0])
}
