package sys

import (
	"gorgon/gc"
	"gorgon/vm/object"
)

// Hooks are what sys.set_coroutine_origin_tracking_depth and sys.addaudithook
// have set.
var Hooks hooks

type hooks struct {
	OriginDepth int
	audit       Value // list of the functions that sys.audit calls
}

// VisitRoots visits the hooks, in a pause.
func (h *hooks) VisitRoots(visit func(Value)) {
	visit(h.audit)
}

func init() {
	gc.RegisterRoots(&Hooks)
	functions = append(functions, moreFunctions...)
}

var moreFunctions = []object.Method{
	{Name: "_get_cpu_count_config", Sig: "()", Fn: func(t *Thread, a []Value) Value { return gc.MakeInt(-1) }},
	{Name: "_clear_type_cache", Sig: "()", Fn: nothing},
	{Name: "_clear_internal_caches", Sig: "()", Fn: nothing},
	{Name: "_clear_type_descriptors", Sig: "(type, /)", Fn: nothing},
	{Name: "_debugmallocstats", Sig: "()", Fn: nothing},
	{Name: "_is_interned", Sig: "(string, /)", Fn: isInterned},
	{Name: "_is_immortal", Sig: "(op, /)", Fn: func(t *Thread, a []Value) Value { return gc.MakeBool(!a[0].IsPtr()) }},
	{Name: "activate_stack_trampoline", Sig: "(backend, /)", Fn: unsupported("sys.activate_stack_trampoline")},
	{Name: "deactivate_stack_trampoline", Sig: "()", Fn: nothing},
	{Name: "is_stack_trampoline_active", Sig: "()", Fn: no},
	{Name: "is_remote_debug_enabled", Sig: "()", Fn: no},
	{Name: "remote_exec", Sig: "(pid, script)", Fn: unsupported("sys.remote_exec")},
	{Name: "call_tracing", Sig: "(func, args, /)", Fn: callTracing},
	{Name: "getallocatedblocks", Sig: "()", Fn: func(t *Thread, a []Value) Value { return object.NewUint(t, uint64(gc.ReadStats().Live/64)) }},
	{Name: "getunicodeinternedsize", Sig: "(*, _only_immortal=?)", Fn: func(t *Thread, a []Value) Value { return gc.MakeInt(0) }},
	{Name: "getdlopenflags", Sig: "()", Fn: func(t *Thread, a []Value) Value { return gc.MakeInt(2) }},
	{Name: "setdlopenflags", Sig: "(flags, /)", Fn: nothing},
	{Name: "get_asyncgen_hooks", Sig: "()", Fn: getAsyncgenHooks},
	{Name: "set_asyncgen_hooks", Sig: "(firstiter=?, finalizer=?)", Fn: setAsyncgenHooks, Flags: object.IO},
	{Name: "get_coroutine_origin_tracking_depth", Sig: "()", Fn: func(t *Thread, a []Value) Value { return gc.MakeInt(int64(Hooks.OriginDepth)) }},
	{Name: "set_coroutine_origin_tracking_depth", Sig: "(depth)", Fn: setOriginDepth, Flags: object.IO},
}

// audit calls the hooks; the runtime itself reports no events.
func audit(t *Thread, a []Value) Value {
	if !object.IsStr(a[0]) {
		return object.TypeErrorf(t, "audit() argument 1 must be str, not %s", object.TypeName(a[0]))
	}
	if Hooks.audit == null {
		return none
	}
	for _, hook := range object.ListItems(t, Hooks.audit) {
		if object.Call(t, hook, a[0], a[1]) == null {
			return null
		}
	}
	return none
}

func addAuditHook(t *Thread, a []Value) Value {
	if Hooks.audit == null {
		Hooks.audit = object.NewList(t, nil)
	}
	object.ListAppend(t, Hooks.audit, a[0])
	return none
}

func nothing(t *Thread, a []Value) Value { return none }

func no(t *Thread, a []Value) Value { return gc.False }

func isInterned(t *Thread, a []Value) Value {
	if !object.IsStr(a[0]) {
		return object.TypeErrorf(t, "_is_interned() argument must be str, not %s", object.TypeName(a[0]))
	}
	return gc.MakeBool(object.Intern(object.StrOf(a[0])) == a[0])
}

// callTracing calls the function: there is no tracing.
func callTracing(t *Thread, a []Value) Value {
	if !object.IsTuple(a[1]) {
		return object.TypeErrorf(t, "call_tracing() argument 2 must be tuple, not %s", object.TypeName(a[1]))
	}
	return t.SetTail(a[0], object.TupleItems(a[1])...)
}

func orNone(v Value) Value {
	if v == null {
		return none
	}
	return v
}

func getAsyncgenHooks(t *Thread, a []Value) Value {
	h := object.HooksOf(t)
	return object.StructSeq(t, "builtins", "asyncgen_hooks", []string{"firstiter", "finalizer"}, orNone(h.FirstIter), orNone(h.Finalizer))
}

func setAsyncgenHooks(t *Thread, a []Value) Value {
	for i, name := range []string{"firstiter", "finalizer"} {
		if a[i] != null && a[i] != none && !object.IsCallable(a[i]) {
			return object.TypeErrorf(t, "callable %s expected, got %s", name, object.TypeName(a[i]))
		}
	}
	h := object.HooksOf(t)
	for i, hook := range []*Value{&h.FirstIter, &h.Finalizer} {
		switch a[i] {
		case null:
		case none:
			*hook = null
		default:
			*hook = a[i]
		}
	}
	object.SetHooks(t, h)
	return none
}

func setOriginDepth(t *Thread, a []Value) Value {
	n, ok := object.IndexInt(t, a[0])
	if !ok {
		return null
	}
	if n < 0 {
		return object.ValueErrorf(t, "depth must be >= 0")
	}
	Hooks.OriginDepth = n
	return none
}
