package sys

import (
	"math"
	"runtime"
	"strings"

	"gorgon/gc"
	"gorgon/vm/object"
)

type (
	// Value and Thread are short for the runtime's.
	Value  = object.Value
	Thread = object.Thread
)

const (
	null = gc.Null
	none = gc.None
)

func init() { object.RegisterModule("sys", fill) }

func fill(t *Thread, m Value) {
	object.AddFunctions(t, m, functions)
	set := func(name string, v Value) { object.AddValue(t, m, name, v) }
	text := func(s string) Value { return object.NewStr(t, s) }
	num := func(n int64) Value { return object.NewInt(t, n) }
	set("version", text("3.14.6 (Gorgon) [Go "+strings.TrimPrefix(runtime.Version(), "go")+"]"))
	set("hexversion", num(0x030e06f0))
	set("api_version", num(1013))
	set("copyright", text("Copyright (c) 2026 the Gorgon authors."))
	set("platform", text(runtime.GOOS))
	set("byteorder", text("little"))
	set("maxsize", num(math.MaxInt64))
	set("maxunicode", num(0x10ffff))
	set("float_repr_style", text("short"))
	set("platlibdir", text("lib"))
	set("pycache_prefix", none)
	set("dont_write_bytecode", gc.True)
	set("builtin_module_names", names(t, stdlibModules))
	set("stdlib_module_names", object.NewFrozenSet(t, object.TupleItems(names(t, stdlibModules))...))
	set("abiflags", text(""))
	set("_framework", text(""))
	set("_git", object.NewTuple(t, text("Gorgon"), text(""), text("")))
	set("_home", none)
	set("meta_path", object.NewList(t, nil))
	set("path_hooks", object.NewList(t, nil))
	set("path_importer_cache", object.NewDict(t))
	set("warnoptions", object.NewList(t, nil))
	for _, s := range structs {
		set(s.attribute, s.build(t))
	}
	set("implementation", implementation(t))
	for _, hook := range []string{"displayhook", "excepthook", "unraisablehook", "breakpointhook"} {
		set("__"+hook+"__", object.DictGetStr(t, object.ModuleDict(m), object.Intern(hook)))
	}
}

func names(t *Thread, ss []string) Value {
	vs := make([]Value, len(ss))
	for i, s := range ss {
		vs[i] = object.Intern(s)
	}
	return object.NewTupleFrom(t, vs)
}

func implementation(t *Thread) Value {
	ns := object.NewNamespace(t)
	put := func(name string, v Value) { object.SetAttr(t, ns, object.Intern(name), v) }
	put("name", object.Intern("gorgon"))
	put("cache_tag", none)
	put("version", structs[0].build(t))
	put("hexversion", object.NewInt(t, 0x030e06f0))
	return ns
}
