package object

import (
	"fmt"

	"gorgon/gc"
)

// Words of a property.
const (
	propGet   = gc.HeaderSize + 8*iota // callable or None
	propSet                            // callable or None
	propDel                            // callable or None
	propDoc                            // __doc__ or Null
	propName                           // str or Null
	propFlags                          // int 1: the doc came from the getter
	propWords = iota
)

func init() {
	field := func(name string, off uintptr) Getset {
		return Getset{Name: name, Member: true, Get: func(t *Thread, v Value) Value { return noneFor(propWord(t, v, off)) }}
	}
	PropertyType.Setup(Spec{
		Doc:     "Property attribute.\n\n  fget\n    function to be used for getting an attribute value\n  fset\n    function to be used for setting an attribute value\n  fdel\n    function to be used for del'ing an attribute\n  doc\n    docstring\n",
		Payload: 8 * propWords, Layout: gc.LayoutValues,
		Slots: Slots{New: propertyNew, Init: propertyInit, DescrGet: propertyGet, DescrSet: propertySet},
		Methods: []Method{
			{Name: "getter", Sig: "(self, object, /)", Fn: func(t *Thread, args []Value) Value { return propertyCopy(t, args, propGet) }, Doc: "Descriptor to obtain a copy of the property with a different getter."},
			{Name: "setter", Sig: "(self, object, /)", Fn: func(t *Thread, args []Value) Value { return propertyCopy(t, args, propSet) }, Doc: "Descriptor to obtain a copy of the property with a different setter."},
			{Name: "deleter", Sig: "(self, object, /)", Fn: func(t *Thread, args []Value) Value { return propertyCopy(t, args, propDel) }, Doc: "Descriptor to obtain a copy of the property with a different deleter."},
			{Name: "__set_name__", Sig: "(self, /, *args)", Fn: func(t *Thread, args []Value) Value {
				given := TupleItems(args[1])
				if len(given) != 2 {
					return TypeErrorf(t, "__set_name__() takes 2 positional arguments but %d were given", len(given))
				}
				setPropWord(t, args[0], propName, given[1])
				return None
			}, Doc: "__set_name__(owner, name)\n--\n\nMethod to set name of a property."},
		},
		Getset: []Getset{field("fget", propGet), field("fset", propSet), field("fdel", propDel),
			{Name: "__doc__", Get: func(t *Thread, v Value) Value { return noneFor(propWord(t, v, propDoc)) },
				Set: func(t *Thread, v, val Value) bool { setPropWord(t, v, propDoc, val); return true }},
			{Name: "__name__", Get: propertyGetName, Set: func(t *Thread, v, val Value) bool { setPropWord(t, v, propName, val); return true }},
			{Name: "__isabstractmethod__", Get: func(t *Thread, v Value) Value {
				for _, off := range []uintptr{propGet, propSet, propDel} {
					if b, ok := isAbstract(t, propWord(t, v, off)); !ok || b {
						return boolIf(b, ok)
					}
				}
				return False
			}},
		},
	})
}

func propWord(t *Thread, v Value, off uintptr) Value {
	return t.Read(v.Addr()+gc.LockOffset, v.Addr()+off)
}

func setPropWord(t *Thread, v Value, off uintptr, val Value) {
	t.OwnObject(v.Addr())
	gc.Store(v.Addr()+off, val)
}

// isAbstract says whether v has a true __isabstractmethod__.
func isAbstract(t *Thread, v Value) (bool, bool) {
	if v == Null || v == None {
		return false, true
	}
	a, ok := GetAttrOpt(t, v, names.__isabstractmethod__)
	if !ok || a == Null {
		return false, ok
	}
	return Truth(t, a)
}

func propertyNew(t *Thread, cls *Type, args []Value, kw Value) Value { return gc.MakePtr(cls.New(t)) }

var propertySig = ParseSignature("(fget=?, fset=?, fdel=?, doc=?)")

func propertyInit(t *Thread, v Value, args []Value, kw Value) bool {
	var buf [4]Value
	a, ok := Bind(t, "property", propertySig, args, kw, buf[:0])
	if !ok {
		return false
	}
	t.OwnObject(v.Addr())
	for i, off := range []uintptr{propGet, propSet, propDel} {
		gc.Store(v.Addr()+off, noneFor(a[i]))
	}
	gc.Store(v.Addr()+propName, Null)
	gc.Store(v.Addr()+propFlags, gc.MakeInt(0))
	doc, fromGetter := nullFor(a[3]), false
	if doc == Null && a[0] != Null && a[0] != None {
		if doc, ok = GetAttrOpt(t, a[0], names.__doc__); !ok {
			return false
		}
		doc = nullFor(doc)
		fromGetter = doc != Null
	}
	if fromGetter {
		setPropWord(t, v, propFlags, gc.MakeInt(1))
	}
	if TypeOf(v) == PropertyType {
		setPropWord(t, v, propDoc, doc)
		return true
	}
	// The class's own __doc__ would hide the field.
	if SetAttr(t, v, names.__doc__, noneFor(doc)) {
		return true
	}
	if !fromGetter && excIs(t.Exc, AttributeErrorType) {
		ClearExc(t)
		return true
	}
	return false
}

func propertyGet(t *Thread, d, obj Value, owner *Type) Value {
	if obj == Null {
		return d
	}
	get := propWord(t, d, propGet)
	if get == None || get == Null {
		return propertyError(t, d, obj, "getter")
	}
	return Call(t, get, obj)
}

func propertySet(t *Thread, d, obj, val Value) bool {
	off, what := uintptr(propSet), "setter"
	if val == Null {
		off, what = propDel, "deleter"
	}
	fn := propWord(t, d, off)
	if fn == None || fn == Null {
		propertyError(t, d, obj, what)
		return false
	}
	if val == Null {
		return Call(t, fn, obj) != Null
	}
	return Call(t, fn, obj, val) != Null
}

func propertyError(t *Thread, d, obj Value, what string) Value {
	name, ok := propertyName(t, d)
	if !ok {
		return Null
	}
	qual := TypeOf(obj).QualName
	if name == Null {
		return AttributeErrorf(t, "property of '%s' object has no %s", qual, what)
	}
	r := Repr(t, name)
	if r == Null {
		return Null
	}
	return AttributeErrorf(t, "property %s of '%s' object has no %s", StrOf(r), qual, what)
}

// propertyName is the name that __set_name__ gave, or the getter's.
func propertyName(t *Thread, d Value) (Value, bool) {
	if n := propWord(t, d, propName); n != Null {
		return n, true
	}
	if get := propWord(t, d, propGet); get != Null && get != None {
		return GetAttrOpt(t, get, names.__name__)
	}
	return Null, true
}

func propertyGetName(t *Thread, v Value) Value {
	n, ok := propertyName(t, v)
	if !ok {
		return Null
	}
	if n == Null {
		return noAttribute(t, v, names.__name__)
	}
	return n
}

// propertyCopy is p.getter(f) and the like.
func propertyCopy(t *Thread, args []Value, off uintptr) Value {
	self := args[0]
	fn := [3]Value{propWord(t, self, propGet), propWord(t, self, propSet), propWord(t, self, propDel)}
	if args[1] != None {
		fn[(off-propGet)/8] = args[1]
	}
	doc := propWord(t, self, propDoc)
	if propWord(t, self, propFlags) == gc.MakeInt(1) && fn[0] != None {
		doc = None
	}
	p := Call(t, TypeOf(self).Obj, fn[0], fn[1], fn[2], noneFor(doc))
	if p != Null && IsInstance(p, PropertyType) {
		setPropWord(t, p, propName, propWord(t, self, propName))
	}
	return p
}

// PropertyGetter returns the getter of an exact property, Null if it has none:
// the interpreter calls it itself.
func PropertyGetter(t *Thread, p Value) Value { return nullFor(propWord(t, p, propGet)) }

// Words of a staticmethod or classmethod; attributes copied from the function
// are in the instance dict.
const (
	wrapCallable = gc.HeaderSize
	wrapWords    = 1
)

func init() {
	setup := func(typ *Type, doc string, s Slots) {
		s.New = func(t *Thread, cls *Type, args []Value, kw Value) Value {
			o := cls.New(t)
			gc.Store(o+wrapCallable, None)
			return gc.MakePtr(o)
		}
		s.Init = func(t *Thread, v Value, args []Value, kw Value) bool {
			if kw != Null {
				TypeErrorf(t, "%s() takes no keyword arguments", typ.Name)
				return false
			}
			if len(args) != 1 {
				TypeErrorf(t, "%s expected 1 argument, got %d", typ.Name, len(args))
				return false
			}
			if propWord(t, v, wrapCallable) == None {
				setPropWord(t, v, wrapCallable, args[0])
			} else { // what a class has in it may be cached
				t.OwnObject(v.Addr())
				changeType(t, typ, Null, func() { gc.Store(v.Addr()+wrapCallable, args[0]) })
			}
			return copyWrapped(t, v, args[0])
		}
		s.Repr = func(t *Thread, v Value) Value {
			r := Repr(t, propWord(t, v, wrapCallable))
			if r == Null {
				return Null
			}
			return NewStr(t, fmt.Sprintf("<%s(%s)>", typ.Name, StrOf(r)))
		}
		wrapped := func(t *Thread, v Value) Value { return propWord(t, v, wrapCallable) }
		typ.Setup(Spec{Doc: doc, Payload: 8 * wrapWords, Layout: gc.LayoutValues, HasDict: true, Slots: s,
			Getset: []Getset{{Name: "__func__", Member: true, Get: wrapped}, {Name: "__wrapped__", Member: true, Get: wrapped},
				wrappedAttr("__annotations__"), wrappedAttr("__annotate__"),
				{Name: "__isabstractmethod__", Get: func(t *Thread, v Value) Value { return boolIf(isAbstract(t, wrapped(t, v))) }}},
			Methods: []Method{{Name: "__class_getitem__", Sig: "(cls, object, /)", Fn: ClassGetItem, Flags: ClassMethod}}})
	}
	setup(StaticMethodType, "Convert a function to be a static method.", Slots{
		DescrGet: func(t *Thread, d, obj Value, owner *Type) Value { return propWord(t, d, wrapCallable) },
		Call: func(t *Thread, v Value, args []Value, kw Value) Value {
			r := t.SetTail(propWord(t, v, wrapCallable), args...)
			t.TailKw = kw
			return r
		}})
	setup(ClassMethodType, "Convert a function to be a class method.", Slots{
		DescrGet: func(t *Thread, d, obj Value, owner *Type) Value {
			if owner == nil {
				owner = TypeOf(obj)
			}
			return NewBoundMethod(t, propWord(t, d, wrapCallable), owner.Obj)
		}})
}

// wrappedAttr is an attribute that is the function's until it is set.
func wrappedAttr(name string) Getset {
	key := Intern(name)
	return Getset{Name: name, Get: func(t *Thread, v Value) Value {
		if a := ownAttr(t, v, key); a != Null {
			return a
		}
		a := GetAttr(t, propWord(t, v, wrapCallable), key)
		if a != Null {
			setOwnAttr(t, v, key, a)
		}
		return a
	}, Set: func(t *Thread, v, val Value) bool {
		if val != Null {
			setOwnAttr(t, v, key, val)
			return true
		}
		found, ok := delOwnAttr(t, v, key)
		if ok && !found {
			AttributeErrorf(t, "'%s' object has no attribute '%s'", TypeName(v), name)
		}
		return ok && found
	}}
}

// copyWrapped copies what functools.wraps would.
func copyWrapped(t *Thread, v, fn Value) bool {
	for _, n := range []Value{names.__module__, names.__name__, names.__qualname__, names.__doc__} {
		a, ok := GetAttrOpt(t, fn, n)
		if !ok {
			return false
		}
		if a != Null {
			setOwnAttr(t, v, n, a)
		}
	}
	return true
}

func newWrapped(t *Thread, typ *Type, fn Value) Value {
	o := typ.New(t)
	gc.Store(o+wrapCallable, fn)
	v := gc.MakePtr(o)
	if !copyWrapped(t, v, fn) {
		ClearExc(t)
	}
	return v
}

// NewStaticMethod makes a staticmethod.
func NewStaticMethod(t *Thread, fn Value) Value { return newWrapped(t, StaticMethodType, fn) }

// NewClassMethod makes a classmethod.
func NewClassMethod(t *Thread, fn Value) Value { return newWrapped(t, ClassMethodType, fn) }

// WrappedCallable returns the function of an exact staticmethod or classmethod.
func WrappedCallable(t *Thread, v Value) Value { return propWord(t, v, wrapCallable) }
