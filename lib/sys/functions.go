package sys

import (
	"gorgon/gc"
	"gorgon/scheduler"
	"gorgon/vm/object"
)

// GetFrame is sys._getframe; PrintException prints an exception as at the end
// of a program. vm sets them.
var (
	GetFrame       func(t *Thread, depth int) Value
	PrintException func(t *Thread, exc Value)
)

var functions = []object.Method{
	{Name: "exit", Sig: "(status=?, /)", Fn: exit},
	{Name: "exception", Sig: "()", Fn: func(t *Thread, a []Value) Value { return handled(t) }},
	{Name: "exc_info", Sig: "()", Fn: excInfo},
	{Name: "intern", Sig: "(string, /)", Fn: intern},
	{Name: "getrecursionlimit", Sig: "()", Fn: func(t *Thread, a []Value) Value { return gc.MakeInt(int64(t.RecursionLimit)) }},
	{Name: "setrecursionlimit", Sig: "(limit, /)", Fn: setRecursionLimit, Flags: object.IO},
	{Name: "getswitchinterval", Sig: "()", Fn: func(t *Thread, a []Value) Value { return gc.MakeFloat(0.005) }},
	{Name: "setswitchinterval", Sig: "(interval, /)", Fn: setSwitchInterval},
	{Name: "getdefaultencoding", Sig: "()", Fn: constant("utf-8")},
	{Name: "getfilesystemencoding", Sig: "()", Fn: constant("utf-8")},
	{Name: "getfilesystemencodeerrors", Sig: "()", Fn: constant("surrogateescape")},
	{Name: "getsizeof", Sig: "(object, default=?)", Fn: getSizeOf},
	{Name: "getrefcount", Sig: "(object, /)", Fn: func(t *Thread, a []Value) Value { return gc.MakeInt(2) }},
	{Name: "is_finalizing", Sig: "()", Fn: func(t *Thread, a []Value) Value { return gc.MakeBool(scheduler.Ending()) }},
	{Name: "_getframe", Sig: "(depth=?, /)", Fn: getFrame},
	{Name: "_getframemodulename", Sig: "(depth=?)", Fn: getFrameModuleName},
	{Name: "_is_gil_enabled", Sig: "()", Fn: func(t *Thread, a []Value) Value { return gc.False }},
	{Name: "audit", Sig: "(event, /, *args)", Fn: audit},
	{Name: "addaudithook", Sig: "(hook)", Fn: addAuditHook, Flags: object.IO},
	{Name: "gettrace", Sig: "()", Fn: func(t *Thread, a []Value) Value { return none }},
	{Name: "getprofile", Sig: "()", Fn: func(t *Thread, a []Value) Value { return none }},
	{Name: "settrace", Sig: "(function, /)", Fn: noTracing("sys.settrace")},
	{Name: "setprofile", Sig: "(function, /)", Fn: noTracing("sys.setprofile")},
	{Name: "displayhook", Sig: "(value, /)", Fn: displayHook},
	{Name: "excepthook", Sig: "(exctype, value, traceback, /)", Fn: exceptHook},
	{Name: "unraisablehook", Sig: "(unraisable, /)", Fn: unraisableHook},
	{Name: "breakpointhook", Sig: "(*args, **kw)", Fn: unsupported("breakpoint()")},
	{Name: "get_int_max_str_digits", Sig: "()", Fn: func(t *Thread, a []Value) Value { return gc.MakeInt(object.MaxStrDigits.Load()) }},
	{Name: "set_int_max_str_digits", Sig: "(maxdigits)", Fn: setMaxStrDigits, Flags: object.IO},
}

func constant(s string) object.NativeFn {
	return func(t *Thread, a []Value) Value { return object.Intern(s) }
}

func unsupported(what string) object.NativeFn {
	return func(t *Thread, a []Value) Value {
		return object.Raise(t, object.NotImplementedErrorType, "%s is not supported by Gorgon yet", what)
	}
}

func noTracing(what string) object.NativeFn {
	return func(t *Thread, a []Value) Value {
		if a[0] == none {
			return none
		}
		return object.Raise(t, object.NotImplementedErrorType, "%s is not supported by Gorgon yet", what)
	}
}

func exit(t *Thread, a []Value) Value {
	if a[0] == null || a[0] == none {
		return object.RaiseNew(t, object.SystemExitType)
	}
	if object.IsInstance(a[0], object.TupleType) {
		return object.RaiseNew(t, object.SystemExitType, object.TupleItems(a[0])...)
	}
	return object.RaiseNew(t, object.SystemExitType, a[0])
}

func handled(t *Thread) Value {
	if t.Handled == null {
		return none
	}
	return t.Handled
}

func excInfo(t *Thread, a []Value) Value {
	exc := handled(t)
	if exc == none {
		return object.NewTuple(t, none, none, none)
	}
	tb := object.ExcField(t, exc, object.ExcTraceback)
	if tb == null {
		tb = none
	}
	return object.NewTuple(t, object.TypeOf(exc).Obj, exc, tb)
}

func intern(t *Thread, a []Value) Value {
	if !object.Is(a[0], object.ShapeStr) {
		return object.TypeErrorf(t, "intern() argument must be str, not %s", object.TypeName(a[0]))
	}
	return object.Intern(object.StrOf(a[0]))
}

func setRecursionLimit(t *Thread, a []Value) Value {
	n, ok := object.IndexInt(t, a[0])
	if !ok {
		return null
	}
	if n < 1 {
		return object.ValueErrorf(t, "recursion limit must be greater or equal than 1")
	}
	depth := t.RecursionLimit - t.Depth
	if depth >= n {
		return object.Raise(t, object.RecursionErrorType, "cannot set the recursion limit to %d at the recursion depth %d: the limit is too low", n, depth)
	}
	for _, o := range scheduler.Threads() {
		o.Depth += n - o.RecursionLimit
		o.RecursionLimit = n
	}
	scheduler.DefaultRecursionLimit.Store(int64(n))
	return none
}

func setSwitchInterval(t *Thread, a []Value) Value {
	f, ok := object.AsFloat(t, a[0])
	if !ok {
		return null
	}
	if f <= 0 {
		return object.ValueErrorf(t, "switch interval must be strictly positive")
	}
	return none
}

// trackedHeader is what CPython adds for objects that its collector knows.
const trackedHeader = 16

// getSizeOf asks __sizeof__.
func getSizeOf(t *Thread, a []Value) Value {
	fn, self := object.LookupSpecial(t, a[0], object.Intern("__sizeof__"))
	if fn == null {
		if t.Exc == null {
			object.TypeErrorf(t, "Type %s doesn't define __sizeof__", object.TypeName(a[0]))
		}
		return sizeDefault(t, a[1])
	}
	var r Value
	if self == null {
		r = object.Call(t, fn)
	} else {
		r = object.Call(t, fn, self)
	}
	if r == null {
		return sizeDefault(t, a[1])
	}
	n, ok := object.AsInt64(r)
	switch {
	case !ok:
		return sizeDefault(t, a[1])
	case n < 0:
		return object.ValueErrorf(t, "__sizeof__() should return >= 0")
	}
	if a[0].IsPtr() && gc.LayoutOf(a[0].Addr()) != gc.LayoutRaw {
		n += trackedHeader
	}
	return object.NewInt(t, n)
}

// sizeDefault is the second argument of getsizeof in place of a TypeError.
func sizeDefault(t *Thread, def Value) Value {
	if def == null || t.Exc == null || !object.ExcIs(t.Exc, object.TypeErrorType) {
		if t.Exc == null {
			object.TypeErrorf(t, "an integer is required")
		}
		return null
	}
	object.ClearExc(t)
	return def
}

func depthOf(t *Thread, v Value) (int, bool) {
	if v == null {
		return 0, true
	}
	return object.IndexInt(t, v)
}

func getFrame(t *Thread, a []Value) Value {
	n, ok := depthOf(t, a[0])
	if !ok {
		return null
	}
	return GetFrame(t, n)
}

func getFrameModuleName(t *Thread, a []Value) Value {
	n, ok := depthOf(t, a[0])
	if !ok {
		return null
	}
	f := GetFrame(t, n)
	if f == null {
		t.Exc = null
		return none
	}
	globals := object.GetAttr(t, f, object.Intern("f_globals"))
	if globals == null {
		return null
	}
	if v := object.DictGetStr(t, globals, object.Intern("__name__")); v != null {
		return v
	}
	return none
}

func displayHook(t *Thread, a []Value) Value {
	if a[0] == none {
		return none
	}
	builtins := object.ImportedModule(t, "builtins")
	object.SetAttr(t, builtins, object.Intern("_"), none)
	r := object.Repr(t, a[0])
	if r == null {
		return null
	}
	out := object.StdStream(t, "stdout")
	if out == null || out == none {
		return object.RuntimeErrorf(t, "lost sys.stdout")
	}
	if object.CallMethod(t, out, object.Intern("write"), object.NewStr(t, object.StrOf(r)+"\n")) == null {
		return null
	}
	object.SetAttr(t, builtins, object.Intern("_"), a[0])
	return none
}

func exceptHook(t *Thread, a []Value) Value {
	if object.IsException(a[1]) {
		PrintException(t, a[1])
	}
	return none
}

func setMaxStrDigits(t *Thread, a []Value) Value {
	n, ok := object.IndexInt(t, a[0])
	if !ok {
		return null
	}
	if n != 0 && n < 640 {
		return object.ValueErrorf(t, "maxdigits must be >= 640 or 0 for unlimited")
	}
	object.MaxStrDigits.Store(int64(n))
	return none
}
