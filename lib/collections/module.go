package collections

import (
	"fmt"
	"strings"

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
			{Name: "_count_elements", Sig: "(mapping, iterable, /)", Fn: countElements, Doc: "Count elements in the iterable, updating the mapping"},
			{Name: "_count_native", Sig: "(mapping, iterable, /)", Fn: countNative, Doc: "_count_elements, if going through the iterable runs no Python code; False if it does"},
			{Name: "_make_new", Sig: "(typename, fields, defaults, /)", Fn: makeNew, Doc: "The __new__ of a namedtuple class."},
			{Name: "_tuple_new", Sig: "(cls, iterable, /)", Fn: tupleNew, Doc: "An instance of a subclass of tuple."},
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
	if !object.IsDict(args[0]) || !object.NativeIterable(args[1]) {
		return gc.False
	}
	if countElements(t, args) == gc.Null {
		return gc.Null
	}
	return gc.True
}

// countElements adds one for each item to its count in a dict.
func countElements(t *Thread, args []Value) Value {
	d, one := args[0], gc.MakeInt(1)
	ok := object.Iterate(t, args[1], func(k Value) bool {
		n, ok := object.DictGet(t, d, k)
		switch {
		case !ok:
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

// fields describes the parameters of the __new__ of a namedtuple class.
type fields struct {
	owner    string
	names    []string
	defaults []Value // of the last parameters
}

// makeNew returns __new__(_cls, field, …) of a namedtuple class.
func makeNew(t *Thread, args []Value) Value {
	f := &fields{owner: object.StrOf(args[0])}
	text := "(_cls"
	defaults := object.TupleItems(args[2])
	for i, name := range object.TupleItems(args[1]) {
		f.names = append(f.names, object.StrOf(name))
		text += ", " + object.StrOf(name)
		if i >= object.TupleLen(args[1])-len(defaults) {
			text += "=?"
		}
	}
	f.defaults = object.Immortals(defaults)
	n := &object.Native{Name: "__new__", Sig: object.Signature{Text: text + ")", VarArgs: true, VarKw: true}, Fn: f.construct}
	n.Doc = "Create new instance of " + f.owner + "(" + strings.Join(f.names, ", ") + ")"
	return object.NewNative(t, n, gc.Null)
}

// construct binds as a Python function would: args are the tuple of positional
// arguments and the dict of the named ones or Null.
func (f *fields) construct(t *Thread, args []Value) Value {
	pos := object.TupleItems(args[0])
	if len(pos) == 0 {
		return object.TypeErrorf(t, "%s.__new__() missing 1 required positional argument: '_cls'", f.owner)
	}
	cls := object.ClassOf(pos[0])
	if cls == nil || !object.IsSubtype(cls, object.TupleType) {
		return object.TypeErrorf(t, "tuple.__new__(X): X is not a type object (%s)", object.TypeName(pos[0]))
	}
	if args[1] == gc.Null && len(pos) == len(f.names)+1 {
		return object.NewTupleOf(t, cls, pos[1:])
	}
	items := make([]Value, len(f.names))
	if len(pos) > len(f.names)+1 {
		return f.tooMany(t, len(pos))
	}
	copy(items, pos[1:])
	if args[1] != gc.Null && !f.bindNames(t, items, args[1]) {
		return gc.Null
	}
	first := len(items) - len(f.defaults)
	var missing []string
	for i, v := range items {
		switch {
		case v != gc.Null:
		case i >= first:
			items[i] = f.defaults[i-first]
		default:
			missing = append(missing, "'"+f.names[i]+"'")
		}
	}
	if missing != nil {
		return f.missing(t, missing)
	}
	return object.NewTupleOf(t, cls, items)
}

func (f *fields) bindNames(t *Thread, items []Value, kw Value) bool {
	for pos := 0; ; {
		k, v, more := object.DictNext(t, kw, &pos)
		if !more {
			return true
		}
		name := object.StrOf(k)
		i := 0
		for i < len(f.names) && f.names[i] != name {
			i++
		}
		if i == len(f.names) {
			object.TypeErrorf(t, "%s.__new__() got an unexpected keyword argument '%s'", f.owner, name)
			return false
		}
		if items[i] != gc.Null {
			object.TypeErrorf(t, "%s.__new__() got multiple values for argument '%s'", f.owner, name)
			return false
		}
		items[i] = v
	}
}

func (f *fields) tooMany(t *Thread, n int) Value {
	most := len(f.names) + 1
	takes := fmt.Sprint(most)
	if len(f.defaults) > 0 {
		takes = fmt.Sprintf("from %d to %d", most-len(f.defaults), most)
	}
	plural := "s"
	if most == 1 {
		plural = ""
	}
	return object.TypeErrorf(t, "%s.__new__() takes %s positional argument%s but %d were given", f.owner, takes, plural, n)
}

func (f *fields) missing(t *Thread, names []string) Value {
	plural, list := "s", ""
	switch n := len(names); n {
	case 1:
		plural, list = "", names[0]
	case 2:
		list = names[0] + " and " + names[1]
	default:
		list = strings.Join(names[:n-1], ", ") + ", and " + names[n-1]
	}
	return object.TypeErrorf(t, "%s.__new__() missing %d required positional argument%s: %s", f.owner, len(names), plural, list)
}

func tupleNew(t *Thread, args []Value) Value {
	cls := object.ClassOf(args[0])
	if cls == nil || !object.IsSubtype(cls, object.TupleType) {
		return object.TypeErrorf(t, "_tuple_new expected a subclass of tuple")
	}
	items, ok := object.Collect(t, args[1])
	if !ok {
		return gc.Null
	}
	return object.NewTupleOf(t, cls, items)
}
