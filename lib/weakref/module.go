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
	RegisterModule("gc", func(t *Thread, m Value) {
		AddValue(t, m, "__doc__", NewStr(t, "This module provides access to the garbage collector for reference cycles."))
		AddValue(t, m, "garbage", NewList(t, nil))
		AddValue(t, m, "callbacks", NewList(t, nil))
		for i, name := range []string{"DEBUG_STATS", "DEBUG_COLLECTABLE", "DEBUG_UNCOLLECTABLE"} {
			AddValue(t, m, name, gc.MakeInt(1<<i))
		}
		AddValue(t, m, "DEBUG_SAVEALL", gc.MakeInt(32))
		AddValue(t, m, "DEBUG_LEAK", gc.MakeInt(38))
		AddFunctions(t, m, collectorFunctions)
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

// enabled is what gc.isenabled shows. The collector runs when memory needs it,
// whatever programs ask for: there are no reference counts to fall back on.
var enabled = true

var thresholds = [3]int64{2000, 10, 0}

var collectorFunctions = []Method{
	{Name: "collect", Sig: "(generation=?)", Fn: func(t *Thread, args []Value) Value {
		t.Collect()
		return gc.MakeInt(0)
	}, Doc: "Run the garbage collector."},
	{Name: "enable", Sig: "()", Fn: func(t *Thread, args []Value) Value { enabled = true; return gc.None }, Doc: "Enable automatic garbage collection."},
	{Name: "disable", Sig: "()", Fn: func(t *Thread, args []Value) Value { enabled = false; return gc.None }, Doc: "Disable automatic garbage collection."},
	{Name: "isenabled", Sig: "()", Fn: func(t *Thread, args []Value) Value { return gc.MakeBool(enabled) }, Doc: "Returns true if automatic garbage collection is enabled."},
	{Name: "get_threshold", Sig: "()", Fn: func(t *Thread, args []Value) Value {
		return NewTuple(t, gc.MakeInt(thresholds[0]), gc.MakeInt(thresholds[1]), gc.MakeInt(thresholds[2]))
	}, Doc: "Return the current collection thresholds."},
	{Name: "set_threshold", Sig: "(threshold0, threshold1=?, threshold2=?, /)", Fn: setThreshold, Doc: "Set the collection thresholds (the collection frequency)."},
	{Name: "get_count", Sig: "()", Fn: func(t *Thread, args []Value) Value {
		return NewTuple(t, gc.MakeInt(0), gc.MakeInt(0), gc.MakeInt(0))
	}, Doc: "Return a three-tuple of the current collection counts."},
	{Name: "get_debug", Sig: "()", Fn: func(t *Thread, args []Value) Value { return gc.MakeInt(0) }, Doc: "Get the garbage collection debugging flags."},
	{Name: "freeze", Sig: "()", Fn: func(t *Thread, args []Value) Value { return gc.None }, Doc: "Freeze all current tracked objects and ignore them for future collections."},
	{Name: "unfreeze", Sig: "()", Fn: func(t *Thread, args []Value) Value { return gc.None }, Doc: "Unfreeze all objects in the permanent generation."},
	{Name: "get_freeze_count", Sig: "()", Fn: func(t *Thread, args []Value) Value { return gc.MakeInt(0) }, Doc: "Return the number of objects in the permanent generation."},
	{Name: "is_tracked", Sig: "(obj, /)", Fn: func(t *Thread, args []Value) Value {
		return gc.MakeBool(args[0].IsPtr() && gc.LayoutOf(args[0].Addr()) != gc.LayoutRaw)
	}, Doc: "Returns true if the object is tracked by the garbage collector."},
	{Name: "is_finalized", Sig: "(obj, /)", Fn: func(t *Thread, args []Value) Value { return gc.False }, Doc: "Returns true if the object has been already finalized by the GC."},
}

func setThreshold(t *Thread, args []Value) Value {
	for i, v := range args {
		if v == gc.Null {
			break
		}
		n, ok := IndexInt(t, v)
		if !ok {
			return gc.Null
		}
		thresholds[i] = int64(n)
	}
	return gc.None
}
