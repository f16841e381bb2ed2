package collections

import (
	"gorgon/gc"
	"gorgon/vm/object"
)

func init() {
	object.RegisterModule("_collections", func(t *Thread, m Value) {
		d := object.ModuleDict(m)
		for name, typ := range map[string]*object.Type{
			"deque": dequeType, "defaultdict": object.DefaultDictType, "OrderedDict": object.OrderedDictType,
			"_deque_iterator": dequeIterType, "_deque_reverse_iterator": dequeReverseIterType, "_tuplegetter": getterType,
		} {
			object.DictSetStr(t, d, object.Intern(name), typ.Obj)
		}
		object.AddFunctions(t, m, []object.Method{
			{Name: "_count_elements", Sig: "(mapping, iterable, /)", Fn: countElements, Doc: "Add one to the count of each element."},
			{Name: "_count_native", Sig: "(mapping, iterable, /)", Fn: countNative, Doc: "_count_elements unless Python code would run; says whether it did."},
		})
	})
	getterType.Setup(object.Spec{
		Module: "collections", Payload: 16, Layout: gc.LayoutValues, Final: true,
		Slots: object.Slots{DescrGet: getterGet, DescrSet: getterSet, New: getterNew},
		Getset: []object.Getset{{Name: "__doc__",
			Get: func(t *Thread, v Value) Value { return t.Read(v.Addr()+gc.LockOffset, v.Addr()+getterDoc) },
			Set: func(t *Thread, v, doc Value) bool {
				t.OwnObject(v.Addr())
				gc.Store(v.Addr()+getterDoc, doc)
				return true
			}}},
		Methods: []object.Method{{Name: "__reduce__", Sig: "(self, /)", Fn: func(t *Thread, args []Value) Value {
			o := args[0].Addr()
			return object.NewTuple(t, getterType.Obj, object.NewTuple(t, gc.Load(o+getterIndex), gc.Load(o+getterDoc)))
		}}},
	})
}

// countNative is _count_elements for a dict and iterables without Python code.
func countNative(t *Thread, args []Value) Value {
	if !plainDict(t, args[0]) || !object.NativeIterable(args[1]) {
		return gc.False
	}
	if countElements(t, args) == gc.Null {
		return gc.Null
	}
	return gc.True
}

// plainDict says whether v is a dict whose get and __setitem__ are those of
// dict.
func plainDict(t *Thread, v Value) bool {
	if !object.IsDict(v) {
		return false
	}
	typ := object.TypeOf(v)
	for _, name := range []string{"get", "__setitem__"} {
		n := object.Intern(name)
		if object.LookupType(t, typ, n) != object.LookupType(t, object.DictType, n) {
			return false
		}
	}
	return true
}

// countMapping is countElements for mappings of any kind.
func countMapping(t *Thread, m, src Value) Value {
	get := object.GetAttrString(t, m, "get")
	if get == gc.Null || !object.Iterate(t, src, func(k Value) bool {
		n := object.Call(t, get, k, gc.MakeInt(0))
		if n != gc.Null {
			n = object.Binary(t, object.OpAdd, n, gc.MakeInt(1))
		}
		return n != gc.Null && object.SetItem(t, m, k, n)
	}) {
		return gc.Null
	}
	return gc.None
}

// countElements adds one for each item to its count in a dict.
func countElements(t *Thread, args []Value) Value {
	d, one := args[0], gc.MakeInt(1)
	if !plainDict(t, d) {
		return countMapping(t, d, args[1])
	}
	ok := object.Iterate(t, args[1], func(k Value) bool {
		n, ok := object.DictGet(t, d, k)
		switch {
		case !ok:
			if object.ExcIs(t.Exc, object.TypeErrorType) { // the text is hash()'s
				object.ClearExc(t)
				object.Hash(t, k)
			}
			return false
		case n == gc.Null:
			n = one
		case n.IsInt() && n.Int() < gc.MaxInt:
			n = gc.MakeInt(n.Int() + 1)
		default:
			if n = object.Binary(t, object.OpAdd, n, one); n == gc.Null {
				return false
			}
		}
		return object.DictSet(t, d, k, n)
	})
	if !ok {
		return gc.Null
	}
	return gc.None
}

// getterType is the descriptor of a namedtuple's field: its index and its
// docstring.
var getterType = object.NewType("_tuplegetter", 0)

const (
	getterIndex = gc.HeaderSize
	getterDoc   = gc.HeaderSize + 8
)

func getterNew(t *Thread, cls *object.Type, args []Value, kw Value) Value {
	if len(args) != 2 || kw != gc.Null {
		return object.TypeErrorf(t, "_tuplegetter expected 2 arguments, got %d", len(args))
	}
	i, ok := object.IndexInt(t, args[0])
	if !ok {
		return gc.Null
	}
	o := cls.New(t)
	gc.Store(o+getterIndex, gc.MakeInt(int64(i)))
	gc.Store(o+getterDoc, args[1])
	return gc.MakePtr(o)
}

func getterGet(t *Thread, v, obj Value, owner *object.Type) Value {
	if obj == gc.Null || obj == gc.None {
		return v
	}
	i := int(gc.Load(v.Addr() + getterIndex).Int())
	if !object.IsTuple(obj) {
		return object.TypeErrorf(t, "descriptor for index '%d' for tuple subclasses doesn't apply to '%s' object", i, object.TypeName(obj))
	}
	if items := object.TupleItems(obj); i < len(items) {
		return items[i]
	}
	return object.IndexErrorf(t, "tuple index out of range")
}

func getterSet(t *Thread, v, obj, val Value) bool {
	if val == gc.Null {
		object.AttributeErrorf(t, "can't delete attribute")
	} else {
		object.AttributeErrorf(t, "can't set attribute")
	}
	return false
}
