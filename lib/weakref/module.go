package weakref

import (
	"gorgon/gc"
	. "gorgon/vm/object"
)

func init() {
	RegisterModule("_weakref", func(t *Thread, m Value) {
		AddValue(t, m, "__doc__", NewStr(t, "Weak-reference support module."))
		for name, typ := range map[string]*Type{"ref": ReferenceType, "ReferenceType": ReferenceType, "ProxyType": ProxyType, "CallableProxyType": CallableProxyType} {
			AddValue(t, m, name, typ.Obj)
		}
		AddFunctions(t, m, []Method{
			{Name: "getweakrefcount", Sig: "(object, /)", Fn: func(t *Thread, args []Value) Value {
				return gc.MakeInt(int64(len(referencesTo(t, args[0]))))
			}, Doc: "Return the number of weak references to 'object'."},
			{Name: "getweakrefs", Sig: "(object, /)", Fn: func(t *Thread, args []Value) Value {
				return NewList(t, referencesTo(t, args[0]))
			}, Doc: "Return a list of all weak reference objects pointing to 'object'."},
			{Name: "proxy", Sig: "(object, callback=?, /)", Fn: proxy, Doc: "Create a proxy object that weakly references 'object'."},
			{Name: "_remove_dead_weakref", Sig: "(dct, key, /)", Fn: removeDead, Doc: "Atomically remove key from dict if it points to a dead weakref."},
		})
	})
}

// removeDead deletes dct[key] if it is a dead weak reference.
func removeDead(t *Thread, args []Value) Value {
	if !IsInstance(args[0], DictType) {
		return TypeErrorf(t, "_remove_dead_weakref() argument 1 must be dict, not %s", TypeName(args[0]))
	}
	v, ok := DictGet(t, args[0], args[1])
	if !ok {
		return gc.Null
	}
	if v == gc.Null {
		return gc.None
	}
	if !IsInstance(v, ReferenceType) {
		return TypeErrorf(t, "not a weakref")
	}
	if target(t, v) != gc.Null {
		return gc.None
	}
	if _, ok := DictDel(t, args[0], args[1]); !ok {
		return gc.Null
	}
	return gc.None
}
