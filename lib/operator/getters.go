package operator

import (
	"strings"

	"gorgon/gc"
	"gorgon/vm/object"
)

// itemgetter and attrgetter hold the tuple of what they get (for attrgetter
// each a tuple of the names between dots); methodcaller the name, the tuple of
// arguments and the dict of named ones or Null.
var (
	itemGetterType   = object.NewType("itemgetter", 0)
	attrGetterType   = object.NewType("attrgetter", 0)
	methodCallerType = object.NewType("methodcaller", 0)
)

const (
	getterItems = gc.HeaderSize
	getterPaths = gc.HeaderSize + 8

	callerName = gc.HeaderSize
	callerArgs = gc.HeaderSize + 8
	callerKw   = gc.HeaderSize + 16
)

func init() {
	setup := func(typ *object.Type, words uintptr, doc string, s object.Slots, reduce object.NativeFn) {
		typ.Setup(object.Spec{
			Module: "operator", Doc: doc, Payload: 8 * words, Layout: gc.LayoutValues, Slots: s,
			Methods: []object.Method{{Name: "__reduce__", Sig: "(self, /)", Fn: reduce, Doc: "Return state information for pickling"}},
		})
	}
	setup(itemGetterType, 1, "Return a callable object that fetches the given item(s) from its operand.\nAfter f = itemgetter(2), the call f(r) returns r[2].\nAfter g = itemgetter(2, 5, 3), the call g(r) returns (r[2], r[5], r[3])",
		object.Slots{New: itemGetterNew, Call: itemGetterCall, Repr: getterRepr}, getterReduce)
	setup(attrGetterType, 2, "Return a callable object that fetches the given attribute(s) from its operand.\nAfter f = attrgetter('name'), the call f(r) returns r.name.\nAfter g = attrgetter('name', 'date'), the call g(r) returns (r.name, r.date).\nAfter h = attrgetter('name.first', 'name.last'), the call h(r) returns\n(r.name.first, r.name.last).",
		object.Slots{New: attrGetterNew, Call: attrGetterCall, Repr: getterRepr}, getterReduce)
	setup(methodCallerType, 3, "Return a callable object that calls the given method on its operand.\nAfter f = methodcaller('name'), the call f(r) returns r.name().\nAfter g = methodcaller('name', 'date', foo=1), the call g(r) returns\nr.name('date', foo=1).",
		object.Slots{New: methodCallerNew, Call: methodCallerCall, Repr: methodCallerRepr}, methodCallerReduce)
}

func noKeywords(t *thread, name string, kw value) bool {
	if kw != gc.Null && object.TupleLen(kw) > 0 {
		object.TypeErrorf(t, "%s() takes no keyword arguments", name)
		return false
	}
	return true
}

// operand checks that a getter is called with one argument.
func operand(t *thread, name string, args []value, kw value) (value, bool) {
	if !noKeywords(t, name, kw) {
		return gc.Null, false
	}
	if len(args) != 1 {
		object.TypeErrorf(t, "%s expected 1 argument, got %d", name, len(args))
		return gc.Null, false
	}
	return args[0], true
}

func itemGetterNew(t *thread, cls *object.Type, args []value, kw value) value {
	if !noKeywords(t, "itemgetter", kw) {
		return gc.Null
	}
	if len(args) == 0 {
		return object.TypeErrorf(t, "itemgetter expected 1 argument, got 0")
	}
	o := cls.New(t)
	gc.Store(o+getterItems, object.NewTupleFrom(t, args))
	return gc.MakePtr(o)
}

func itemGetterCall(t *thread, v value, args []value, kw value) value {
	x, ok := operand(t, "itemgetter", args, kw)
	if !ok {
		return gc.Null
	}
	keys := object.TupleItems(gc.Load(v.Addr() + getterItems))
	if len(keys) == 1 {
		return object.GetItem(t, x, keys[0])
	}
	items := make([]value, len(keys))
	for i, k := range keys {
		if items[i] = object.GetItem(t, x, k); items[i] == gc.Null {
			return gc.Null
		}
	}
	return object.NewTupleFrom(t, items)
}

func attrGetterNew(t *thread, cls *object.Type, args []value, kw value) value {
	if !noKeywords(t, "attrgetter", kw) {
		return gc.Null
	}
	if len(args) == 0 {
		return object.TypeErrorf(t, "attrgetter expected 1 argument, got 0")
	}
	paths := make([]value, len(args))
	for i, a := range args {
		if !object.IsStr(a) {
			return object.TypeErrorf(t, "attribute name must be a string")
		}
		var names []value
		for _, part := range strings.Split(object.StrOf(a), ".") {
			names = append(names, object.Intern(part))
		}
		paths[i] = object.NewTupleFrom(t, names)
	}
	o := cls.New(t)
	gc.Store(o+getterItems, object.NewTupleFrom(t, args))
	gc.Store(o+getterPaths, object.NewTupleFrom(t, paths))
	return gc.MakePtr(o)
}

func attrGetterCall(t *thread, v value, args []value, kw value) value {
	x, ok := operand(t, "attrgetter", args, kw)
	if !ok {
		return gc.Null
	}
	paths := object.TupleItems(gc.Load(v.Addr() + getterPaths))
	items := make([]value, len(paths))
	for i, p := range paths {
		a := x
		for _, name := range object.TupleItems(p) {
			if a = object.GetAttr(t, a, name); a == gc.Null {
				return gc.Null
			}
		}
		items[i] = a
	}
	if len(items) == 1 {
		return items[0]
	}
	return object.NewTupleFrom(t, items)
}

func getterRepr(t *thread, v value) value {
	name := object.TypeOf(v).TpName()
	if !object.EnterRepr(t, v) {
		return object.NewStr(t, name+"(...)")
	}
	defer object.LeaveRepr(t, v)
	items := gc.Load(v.Addr() + getterItems)
	if object.TupleLen(items) == 1 {
		items = object.TupleItems(items)[0]
		r := object.Repr(t, items)
		if r == gc.Null {
			return gc.Null
		}
		return object.NewStr(t, name+"("+object.StrOf(r)+")")
	}
	r := object.Repr(t, items)
	if r == gc.Null {
		return gc.Null
	}
	return object.NewStr(t, name+object.StrOf(r))
}

func getterReduce(t *thread, args []value) value {
	return object.NewTuple(t, object.TypeOf(args[0]).Obj, gc.Load(args[0].Addr()+getterItems))
}

func methodCallerNew(t *thread, cls *object.Type, args []value, kw value) value {
	n := len(args)
	if kw != gc.Null {
		n -= object.TupleLen(kw)
	}
	if n < 1 {
		return object.TypeErrorf(t, "methodcaller needs at least one argument, the method name")
	}
	if !object.IsStr(args[0]) {
		return object.TypeErrorf(t, "method name must be a string")
	}
	o := cls.New(t)
	gc.Store(o+callerName, object.InternStr(args[0]))
	gc.Store(o+callerArgs, object.NewTupleFrom(t, args[1:]))
	if kw != gc.Null && object.TupleLen(kw) > 0 {
		gc.Store(o+callerKw, kw)
	}
	return gc.MakePtr(o)
}

func methodCallerCall(t *thread, v value, args []value, kw value) value {
	x, ok := operand(t, "methodcaller", args, kw)
	if !ok {
		return gc.Null
	}
	o := v.Addr()
	fn := object.GetAttr(t, x, gc.Load(o+callerName))
	if fn == gc.Null {
		return gc.Null
	}
	r := t.SetTail(fn, object.TupleItems(gc.Load(o+callerArgs))...)
	t.TailKw = gc.Load(o + callerKw)
	return r
}

func methodCallerRepr(t *thread, v value) value {
	name := object.TypeOf(v).TpName()
	if !object.EnterRepr(t, v) {
		return object.NewStr(t, name+"(...)")
	}
	defer object.LeaveRepr(t, v)
	o := v.Addr()
	args, names := object.TupleItems(gc.Load(o+callerArgs)), []value(nil)
	if kw := gc.Load(o + callerKw); kw != gc.Null {
		names = object.TupleItems(kw)
	}
	r := object.Repr(t, gc.Load(o+callerName))
	if r == gc.Null {
		return gc.Null
	}
	text := name + "(" + object.StrOf(r)
	for i, a := range args {
		if r = object.Repr(t, a); r == gc.Null {
			return gc.Null
		}
		text += ", "
		if j := i - (len(args) - len(names)); j >= 0 {
			text += object.StrOf(names[j]) + "="
		}
		text += object.StrOf(r)
	}
	return object.NewStr(t, text+")")
}

func methodCallerReduce(t *thread, args []value) value {
	o := args[0].Addr()
	all := object.TupleItems(gc.Load(o + callerArgs))
	params := append([]value{gc.Load(o + callerName)}, all...)
	kw := gc.Load(o + callerKw)
	if kw == gc.Null {
		return object.NewTuple(t, object.TypeOf(args[0]).Obj, object.NewTupleFrom(t, params))
	}
	n := len(params) - object.TupleLen(kw)
	d := object.NewDict(t)
	for i, k := range object.TupleItems(kw) {
		object.DictSet(t, d, k, params[n+i])
	}
	functools := object.ImportModule(t, "functools")
	if functools == gc.Null {
		return gc.Null
	}
	partial := object.GetAttrString(t, functools, "partial")
	if partial == gc.Null {
		return gc.Null
	}
	bindArgs, bindKw, _ := object.KeywordCall(t, []value{object.TypeOf(args[0]).Obj, params[0]}, d)
	bound := object.CallKw(t, partial, bindArgs, bindKw)
	if bound == gc.Null {
		return gc.Null
	}
	return object.NewTuple(t, bound, object.NewTupleFrom(t, params[1:n]))
}
