package object

import (
	"gorgon/gc"
)

// DefaultDictType is collections.defaultdict: a dict and the factory of
// missing values behind it.
var DefaultDictType = NewType("defaultdict", 0)

const defaultFactory = gc.HeaderSize + DictPayload

func init() {
	DefaultDictType.Setup(Spec{
		Base:    DictType,
		Module:  "collections",
		Doc:     "A dict that makes the values of absent keys by a factory.",
		Payload: DictPayload + 8,
		Layout:  gc.LayoutValues,
		Slots: Slots{
			Repr: defaultDictRepr, Init: defaultDictInit, New: dictNew,
			Binary: [NumBinary]func(t *Thread, a, b Value) Value{OpOr: defaultDictOr},
		},
		Methods: []Method{
			{Name: "__missing__", Sig: "(self, key, /)", Fn: defaultDictMissing, Doc: "Make, store and return the value of a key that is absent."},
			{Name: "copy", Sig: "(self, /)", Fn: defaultDictCopy, Doc: "A shallow copy."},
			{Name: "__copy__", Sig: "(self, /)", Fn: defaultDictCopy, Doc: "A shallow copy."},
			{Name: "__reduce__", Sig: "(self, /)", Fn: defaultDictReduce, Doc: "How to make the object again, for copy and pickle."},
			classGetItem1,
		},
		Getset: []Getset{{Name: "default_factory",
			Get: func(t *Thread, v Value) Value { return defaultDictFactory(t, v) },
			Set: func(t *Thread, v, val Value) bool {
				t.OwnObject(v.Addr())
				gc.Store(v.Addr()+defaultFactory, val)
				return true
			}}},
	})
}

func defaultDictFactory(t *Thread, d Value) Value {
	return orDefault(t.Read(d.Addr()+gc.LockOffset, d.Addr()+defaultFactory))
}

func defaultDictInit(t *Thread, v Value, args []Value, kw Value) bool {
	pos, _ := splitKeywords(args, kw)
	factory := None
	if len(pos) > 0 {
		if factory = pos[0]; factory != None && !IsCallable(factory) {
			TypeErrorf(t, "first argument must be callable or None")
			return false
		}
		args = args[1:]
	}
	t.OwnObject(v.Addr())
	gc.Store(v.Addr()+defaultFactory, factory)
	return dictUpdateArgs(t, v, "dict", args, kw)
}

func defaultDictMissing(t *Thread, args []Value) Value {
	factory := defaultDictFactory(t, args[0])
	if factory == None {
		return KeyError(t, args[1])
	}
	v := Call(t, factory)
	if v == Null {
		return Null
	}
	return DictSetDefault(t, args[0], args[1], v)
}

func defaultDictRepr(t *Thread, v Value) Value {
	factory := defaultDictFactory(t, v)
	name := TypeOf(v).Name
	inner := dictRepr(t, v)
	if inner == Null {
		return Null
	}
	text := "..."
	if EnterRepr(t, factory) {
		defer LeaveRepr(t, factory)
		r := Repr(t, factory)
		if r == Null {
			return Null
		}
		text = StrOf(r)
	}
	return NewStr(t, name+"("+text+", "+StrOf(inner)+")")
}

func defaultDictCopy(t *Thread, args []Value) Value {
	return Call(t, TypeOf(args[0]).Obj, defaultDictFactory(t, args[0]), args[0])
}

func defaultDictOr(t *Thread, a, b Value) Value {
	if !IsDict(a) || !IsDict(b) {
		return NotImplemented
	}
	self := a
	if !IsSubtype(TypeOf(a), DefaultDictType) {
		self = b
	}
	r := Call(t, TypeOf(self).Obj, defaultDictFactory(t, self), a)
	if r == Null || !DictUpdate(t, r, b) {
		return Null
	}
	return r
}

func defaultDictReduce(t *Thread, args []Value) Value {
	factory := defaultDictFactory(t, args[0])
	params := EmptyTuple
	if factory != None {
		params = NewTuple(t, factory)
	}
	items := CallMethod(t, args[0], Intern("items"))
	if items == Null {
		return Null
	}
	it := Iter(t, items)
	if it == Null {
		return Null
	}
	return NewTuple(t, TypeOf(args[0]).Obj, params, None, None, it)
}
