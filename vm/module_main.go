package vm

import (
	"fmt"
	"os"
	"strings"

	"gorgon/gc"
	"gorgon/vm/compile"
	"gorgon/vm/interp"
	"gorgon/vm/object"
	"gorgon/vm/syntax"
)

// runModule is -m: it finds a module, as an import would, and runs it as
// __main__.
func (m *Machine) runModule(t *Thread, name string, ns Value) Value {
	spec, problem := m.findMain(t, name)
	if spec == gc.Null {
		if problem != "" {
			t.Exc = gc.Null
			fmt.Fprintf(os.Stderr, "%s: %s\n", m.Config.OrigArgv[0], problem)
			return m.exitWith(1)
		}
		return gc.Null
	}
	items := object.TupleItems(spec)
	filename := strings.Clone(object.StrOf(items[1]))
	src, err := readModule(filename)
	if err != nil {
		return object.OSErrorFrom(t, err, items[1])
	}
	full, pkg := name, ""
	if strings.HasSuffix(filename, "/__main__.py") && !strings.HasSuffix(name, "__main__") {
		full = name + ".__main__"
	}
	if i := strings.LastIndexByte(full, '.'); i >= 0 {
		pkg = full[:i]
	}
	argv := object.DictGetStr(t, object.ModuleDict(m.Sys), object.Intern("argv"))
	object.SetItem(t, argv, gc.MakeInt(0), object.NewStr(t, filename))
	return m.runAsMain(t, src, filename, full, pkg, ns)
}

// runAsMain runs a module's source in the namespace of __main__. Its tracebacks
// begin with the two frames of runpy that they have in CPython.
func (m *Machine) runAsMain(t *Thread, src []byte, filename, name, pkg string, ns Value) Value {
	set := func(k string, v Value) { object.DictSetStr(t, ns, object.Intern(k), v) }
	set("__file__", object.NewStr(t, filename))
	set("__cached__", object.None)
	set("__package__", object.NewStr(t, pkg))
	set("__spec__", m.moduleSpec(t, name, filename))
	set("__loader__", object.GetAttr(t, object.DictGetStr(t, ns, object.Intern("__spec__")), object.Intern("loader")))
	code := m.compileSource(t, src, filename, syntax.Exec, compile.Options{Optimize: m.Config.Optimize}, false)
	m.viaRunpy = true
	if code == nil {
		return gc.Null
	}
	m.runpyCode = code
	return interp.Run(t, m.bodyFunction(t, code, ns, false), ns)
}

// findMain finds the module that -m names; of a package it is __main__. If
// there is none, problem says so; without a problem an exception is pending.
func (m *Machine) findMain(t *Thread, name string) (spec Value, problem string) {
	path := object.None
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		parent := interp.Run(t, object.Prelude("import_module"), object.NewStr(t, name[:i]))
		if parent == gc.Null {
			return m.parentMissing(t, name, name[:i])
		}
		var ok bool
		if path, ok = object.GetAttrOpt(t, parent, object.Intern("__path__")); !ok {
			return gc.Null, ""
		}
		if path == gc.Null {
			return gc.Null, fmt.Sprintf("Error while finding module specification for %s (ModuleNotFoundError: __path__ attribute not found on %s while trying to find %s)%s",
				object.StrRepr(name), object.StrRepr(name[:i]), object.StrRepr(name), withoutSuffix(name))
		}
	}
	spec = m.hostFind(t, []Value{object.NewStr(t, name), path})
	if spec == gc.Null {
		return gc.Null, ""
	}
	if spec == object.None {
		return gc.Null, "No module named " + name
	}
	items := object.TupleItems(spec)
	switch {
	case items[2] != object.None:
		return m.findPackageMain(t, name, items[2])
	case object.StrOf(items[0]) == "native":
		return gc.Null, "No code object available for " + name
	}
	return spec, ""
}

func (m *Machine) findPackageMain(t *Thread, name string, locations Value) (Value, string) {
	if name == "__main__" || strings.HasSuffix(name, ".__main__") {
		return gc.Null, "Cannot use package as __main__ module"
	}
	t.Roots = append(t.Roots, locations) // the import may collect
	imported := interp.Run(t, object.Prelude("import_module"), object.NewStr(t, name))
	if t.Roots = t.Roots[:len(t.Roots)-1]; imported == gc.Null {
		return gc.Null, ""
	}
	inner := m.hostFind(t, []Value{object.NewStr(t, name+".__main__"), locations})
	if inner == gc.Null {
		return gc.Null, ""
	}
	if inner == object.None {
		return gc.Null, fmt.Sprintf("No module named %s.__main__; %s is a package and cannot be directly executed", name, object.StrRepr(name))
	}
	return inner, ""
}

// parentMissing decides what the failed import of a parent package means: that
// the package is missing, or that it is broken.
func (m *Machine) parentMissing(t *Thread, name, parent string) (Value, string) {
	exc := t.Exc
	if !object.IsInstance(exc, object.ImportErrorType) {
		return gc.Null, ""
	}
	missing, ok := object.GetAttrOpt(t, exc, object.Intern("name"))
	if !ok || missing == gc.Null || !object.IsStr(missing) {
		t.Exc = exc
		return gc.Null, ""
	}
	if s := object.StrOf(missing); s != parent && !strings.HasPrefix(parent, s+".") {
		t.Exc = exc
		return gc.Null, ""
	}
	t.Exc = exc
	kind := object.TypeOf(exc).Name
	return gc.Null, fmt.Sprintf("Error while finding module specification for %s (%s)%s", object.StrRepr(name), kind+strings.TrimPrefix(m.pending(t), kind), withoutSuffix(name))
}

// withoutSuffix helps those who wrote the file's name instead of the module's.
func withoutSuffix(name string) string {
	if !strings.HasSuffix(name, ".py") {
		return ""
	}
	return fmt.Sprintf(". Try using '%s' instead of '%s' as the module name.", name[:len(name)-3], name)
}
