package object

import (
	"fmt"

	"gorgon/gc"
)

// Words of a super object.
const (
	superClass   = gc.HeaderSize + 8*iota // class object
	superObj                              // object or Null
	superObjType                          // class object whose MRO is searched, or Null
	superWords   = iota
)

func init() {
	field := func(name, doc string, off uintptr) Getset {
		return Getset{Name: name, Doc: doc, Member: true, Get: func(t *Thread, v Value) Value { return noneFor(propWord(t, v, off)) }}
	}
	SuperType.Setup(Spec{
		Doc:     "super() -> same as super(__class__, <first argument>)\nsuper(type) -> unbound super object\nsuper(type, obj) -> bound super object; requires isinstance(obj, type)\nsuper(type, type2) -> bound super object; requires issubclass(type2, type)\nTypical use to call a cooperative superclass method:\nclass C(B):\n    def meth(self, arg):\n        super().meth(arg)\nThis works for class methods too:\nclass C(B):\n    @classmethod\n    def cmeth(cls, arg):\n        super().cmeth(arg)\n",
		Payload: 8 * superWords, Layout: gc.LayoutValues,
		Slots: Slots{New: propertyNew, Init: superInit, Repr: superRepr, GetAttr: superGetAttr, DescrGet: superGet},
		Getset: []Getset{field("__thisclass__", "the class invoking super()", superClass), field("__self__", "the instance invoking super(); may be None", superObj),
			field("__self_class__", "the type of the instance invoking super(); may be None", superObjType)},
	})
}

// NewSuper makes super(class, obj) whose attributes come from start's MRO
// behind class.
func NewSuper(t *Thread, class *Type, obj Value, start *Type) Value {
	o := SuperType.New(t)
	gc.Store(o+superClass, class.Obj)
	gc.Store(o+superObj, obj)
	gc.Store(o+superObjType, start.Obj)
	return gc.MakePtr(o)
}

// superStart checks that obj fits class and finds whose MRO to search; nil
// with TypeError pending if it does not.
func superStart(t *Thread, class *Type, obj Value) *Type {
	if c := ClassOf(obj); c != nil && IsSubtype(c, class) {
		return c
	}
	if typ := TypeOf(obj); IsSubtype(typ, class) {
		return typ
	}
	c, ok := GetAttrOpt(t, obj, names.__class__)
	if !ok {
		return nil
	}
	if c != Null {
		if k := ClassOf(c); k != nil && k != TypeOf(obj) && IsSubtype(k, class) {
			return k
		}
	}
	kind, name := "instance", TypeName(obj)
	if k := ClassOf(obj); k != nil {
		kind, name = "type", k.TpName()
	}
	TypeErrorf(t, "super(type, obj): obj (%s %s) is not an instance or subtype of type (%s).",
		map[string]string{"instance": "instance of", "type": "type"}[kind], name, class.TpName())
	return nil
}

func superInit(t *Thread, v Value, args []Value, kw Value) bool {
	if kw != Null {
		TypeErrorf(t, "super() takes no keyword arguments")
		return false
	}
	if len(args) > 2 {
		TypeErrorf(t, "super() expected at most 2 arguments, got %d", len(args))
		return false
	}
	var class, obj Value
	if len(args) == 0 {
		if FrameSuper == nil {
			RuntimeErrorf(t, "super(): no current frame")
			return false
		}
		if class, obj = FrameSuper(t); class == Null {
			return false
		}
	} else {
		class = args[0]
		if len(args) == 2 {
			obj = nullFor(args[1])
		}
	}
	c := ClassOf(class)
	if c == nil {
		TypeErrorf(t, "super() argument 1 must be a type, not %s", TypeName(class))
		return false
	}
	start := Null
	if obj != Null {
		s := superStart(t, c, obj)
		if s == nil {
			return false
		}
		start = s.Obj
	}
	t.OwnObject(v.Addr())
	gc.Store(v.Addr()+superClass, class)
	gc.Store(v.Addr()+superObj, obj)
	gc.Store(v.Addr()+superObjType, start)
	return true
}

func superRepr(t *Thread, v Value) Value {
	class, start := propWord(t, v, superClass), propWord(t, v, superObjType)
	name := "NULL"
	if class != Null {
		name = ClassOf(class).Name
	}
	if start == Null {
		return NewStr(t, fmt.Sprintf("<super: <class '%s'>, NULL>", name))
	}
	return NewStr(t, fmt.Sprintf("<super: <class '%s'>, <%s object>>", name, ClassOf(start).Name))
}

// superLookup finds name in start's MRO behind class, without binding.
func superLookup(t *Thread, class, start *Type, name Value) Value {
	mro := start.MRO
	i := 0
	for i < len(mro) && mro[i] != class {
		i++
	}
	for i++; i < len(mro); i++ {
		if v := DictGetStr(t, mro[i].Dict, name); v != Null {
			return v
		}
	}
	return Null
}

func superGetAttr(t *Thread, v, name Value) Value {
	start := propWord(t, v, superObjType)
	if start == Null || name == names.__class__ {
		return objectGetAttr(t, v, name)
	}
	s := ClassOf(start)
	class, obj := ClassOf(propWord(t, v, superClass)), propWord(t, v, superObj)
	d := superLookup(t, class, s, name)
	if d == Null {
		return objectGetAttr(t, v, name)
	}
	get := TypeOf(d).Slots.DescrGet
	if get == nil {
		return d
	}
	if obj == start {
		obj = Null
	}
	return get(t, d, obj, s)
}

func superGet(t *Thread, d, obj Value, owner *Type) Value {
	if obj == Null || propWord(t, d, superObj) != Null {
		return d
	}
	if TypeOf(d) != SuperType {
		return Call(t, TypeOf(d).Obj, propWord(t, d, superClass), obj)
	}
	class := ClassOf(propWord(t, d, superClass))
	start := superStart(t, class, obj)
	if start == nil {
		return Null
	}
	return NewSuper(t, class, obj, start)
}

// SuperAttr is super(class, obj).name without the super object; with method,
// callable and self come apart as in LoadMethod (self Null: bound already).
func SuperAttr(t *Thread, class, obj, name Value, method bool) (callable, self Value, ok bool) {
	c := ClassOf(class)
	if c == nil {
		TypeErrorf(t, "super() argument 1 must be a type, not %s", TypeName(class))
		return Null, Null, false
	}
	start := superStart(t, c, obj)
	if start == nil {
		return Null, Null, false
	}
	d := Null
	if name != names.__class__ {
		d = superLookup(t, c, start, name)
	}
	if d == Null {
		r := objectGetAttr(t, NewSuper(t, c, obj, start), name)
		return r, Null, r != Null
	}
	if obj == start.Obj {
		obj = Null
	} else if dt := TypeOf(d); method && (dt == FunctionType || dt == MethodDescriptorType || dt == WrapperDescriptorType) {
		return d, obj, true
	}
	if get := TypeOf(d).Slots.DescrGet; get != nil {
		d = get(t, d, obj, start)
	}
	return d, Null, d != Null
}
