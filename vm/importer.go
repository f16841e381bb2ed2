package vm

import (
	"os"
	"path/filepath"
	"strings"

	"gorgon/gc"
	"gorgon/internal/cpython"
	"gorgon/lib/py"
	"gorgon/vm/compile"
	"gorgon/vm/object"
	"gorgon/vm/syntax"
)

// embeddedDir is the entry of sys.path that stands for the library inside the
// executable: native modules and lib/py.
const embeddedDir = "<gorgon>/lib"

// makeHost makes the object _host that prelude_import.py works with.
func (m *Machine) makeHost(t *Thread) Value {
	host := object.NewModule(t, "_host")
	object.AddFunctions(t, host, []object.Method{
		{Name: "find", Sig: "(name, path, /)", Fn: m.hostFind},
		{Name: "make_native", Sig: "(name, /)", Fn: m.hostMakeNative},
		{Name: "make_module", Sig: "(name, kind, origin, locations, /)", Fn: m.hostMakeModule},
		{Name: "load", Sig: "(kind, origin, namespace, /)", Fn: m.hostLoad},
	})
	object.DictSetStr(t, object.ModuleDict(host), object.Intern("modules"), m.Modules)
	return host
}

// hostFind looks for a module on sys.path or a package's path. The result is
// None or (kind, origin, locations).
func (m *Machine) hostFind(t *Thread, args []Value) Value {
	name := object.StrOf(args[0])
	leaf := name[strings.LastIndexByte(name, '.')+1:]
	if args[1] == object.None && builtinNames[name] && object.HasNative(name) {
		return m.spec(t, "native", "", nil)
	}
	path := args[1]
	if path == object.None {
		path = object.DictGetStr(t, object.ModuleDict(m.Sys), object.Intern("path"))
	}
	var namespace []string
	var found Value
	ok := object.Iterate(t, path, func(v Value) bool {
		if !object.IsStr(v) {
			return true
		}
		found = m.findIn(t, object.StrOf(v), name, leaf, &namespace)
		return found == gc.Null
	})
	switch {
	case found != gc.Null:
		return found
	case !ok:
		return gc.Null
	case namespace != nil:
		return m.spec(t, "namespace", "", namespace)
	}
	return object.None
}

// builtinNames are the modules that CPython has built in: a file of that name
// on sys.path does not hide them.
var builtinNames = map[string]bool{}

func init() {
	for _, n := range strings.Fields(`_abc _codecs _collections _functools _io _operator _signal _sre _stat
		_string _thread _typing _warnings _weakref atexit builtins errno faulthandler gc itertools marshal posix pwd
		sys time _gorgon stm`) {
		builtinNames[n] = true
	}
}

// findIn looks for a module in one directory.
func (m *Machine) findIn(t *Thread, dir, name, leaf string, namespace *[]string) Value {
	if dir == embeddedDir || strings.HasPrefix(dir, embeddedDir+"/") {
		return m.findEmbedded(t, dir, name, leaf)
	}
	if dir == m.libDir && m.libDir != "" {
		if _, err := cpython.Lib(); err != nil {
			return gc.Null
		}
	}
	if dir == "" {
		dir = "."
	}
	base := filepath.Join(dir, leaf)
	if isFile(base + "/__init__.py") {
		return m.spec(t, "source", base+"/__init__.py", []string{base})
	}
	if isFile(base + ".py") {
		return m.spec(t, "source", base+".py", nil)
	}
	if st, err := os.Stat(base); err == nil && st.IsDir() {
		*namespace = append(*namespace, base)
	}
	return gc.Null
}

func (m *Machine) findEmbedded(t *Thread, dir, name, leaf string) Value {
	if object.HasNative(name) {
		var locations []string
		if _, err := py.Files.ReadDir(strings.ReplaceAll(name, ".", "/")); err == nil {
			locations = []string{embeddedDir + "/" + strings.ReplaceAll(name, ".", "/")}
		}
		return m.spec(t, "native", "", locations)
	}
	rel := strings.TrimPrefix(strings.TrimPrefix(dir, embeddedDir), "/")
	base := strings.TrimPrefix(rel+"/"+leaf, "/")
	if strings.HasPrefix(leaf, "prelude") {
		return gc.Null
	}
	if _, err := py.Files.Open(base + "/__init__.py"); err == nil {
		return m.spec(t, "embedded", base+"/__init__.py", []string{embeddedDir + "/" + base})
	}
	if f, err := py.Files.Open(base + ".py"); err == nil {
		f.Close()
		return m.spec(t, "embedded", base+".py", nil)
	}
	return gc.Null
}

func isFile(path string) bool {
	st, err := os.Stat(path)
	return err == nil && st.Mode().IsRegular()
}

func (m *Machine) spec(t *Thread, kind, origin string, locations []string) Value {
	loc := object.None
	if locations != nil {
		loc = m.strList(t, locations)
	}
	return object.NewTuple(t, object.NewStr(t, kind), object.NewStr(t, origin), loc)
}

func (m *Machine) strList(t *Thread, ss []string) Value {
	vs := make([]Value, len(ss))
	for i, s := range ss {
		vs[i] = object.NewStr(t, s)
	}
	return object.NewList(t, vs)
}

// hostMakeNative makes a module that is written in Go and puts it into
// sys.modules.
func (m *Machine) hostMakeNative(t *Thread, args []Value) Value {
	return m.nativeModule(t, object.StrOf(args[0]))
}

func (m *Machine) nativeModule(t *Thread, name string) Value {
	key := object.Intern(name)
	if mod, ok := object.DictGet(t, m.Modules, key); !ok || mod != gc.Null {
		return mod
	}
	mod := object.MakeNativeModule(t, name)
	if mod == gc.Null {
		return gc.Null
	}
	m.describe(t, mod, name, "native", "", object.None)
	if !object.DictSet(t, m.Modules, key, mod) {
		return gc.Null
	}
	return mod
}

// hostMakeModule makes an empty module for a source file or a namespace.
func (m *Machine) hostMakeModule(t *Thread, args []Value) Value {
	mod := object.NewModule(t, object.StrOf(args[0]))
	m.describe(t, mod, object.StrOf(args[0]), object.StrOf(args[1]), object.StrOf(args[2]), args[3])
	return mod
}

// describe sets __file__, __path__, __package__ and __spec__.
func (m *Machine) describe(t *Thread, mod Value, name, kind, origin string, locations Value) {
	d := object.ModuleDict(mod)
	set := func(k string, v Value) { object.DictSetStr(t, d, object.Intern(k), v) }
	pkg := name
	if locations != object.None {
		set("__path__", locations)
	} else if i := strings.LastIndexByte(name, '.'); i >= 0 {
		pkg = name[:i]
	} else {
		pkg = ""
	}
	set("__package__", object.NewStr(t, pkg))
	switch kind {
	case "source":
		set("__file__", object.NewStr(t, absolute(origin)))
	case "embedded":
		set("__file__", object.NewStr(t, embeddedDir+"/"+origin))
	}
	set("__loader__", object.None)
	set("__spec__", m.moduleSpec(t, name, pkg, origin, locations))
}

func absolute(path string) string {
	if a, err := filepath.Abs(path); err == nil {
		return a
	}
	return path
}

// moduleSpec makes the value of __spec__: a namespace with the attributes that
// programs look at.
func (m *Machine) moduleSpec(t *Thread, name, parent, origin string, locations Value) Value {
	spec := object.NewNamespace(t)
	put := func(k string, v Value) { object.SetAttr(t, spec, object.Intern(k), v) }
	put("name", object.NewStr(t, name))
	put("parent", object.NewStr(t, parent))
	put("origin", object.NewStr(t, origin))
	put("submodule_search_locations", locations)
	put("loader", object.None)
	put("has_location", gc.MakeBool(origin != ""))
	put("cached", object.None)
	return spec
}

// hostLoad compiles a module's source and returns a callable that runs it.
func (m *Machine) hostLoad(t *Thread, args []Value) Value {
	// Copies: what is compiled keeps its file name for good.
	kind, origin := object.StrOf(args[0]), strings.Clone(object.StrOf(args[1]))
	var src []byte
	var err error
	filename := origin
	if kind == "embedded" {
		src, err = py.Files.ReadFile(origin)
		filename = embeddedDir + "/" + origin
	} else {
		filename = absolute(origin)
		src, err = os.ReadFile(origin)
	}
	if err != nil {
		return object.OSErrorFrom(t, err, args[1])
	}
	code := m.compileSource(t, src, filename, syntax.Exec, compile.Options{Optimize: m.Config.Optimize}, false)
	if code == nil {
		return gc.Null
	}
	m.prepareNamespace(t, args[2])
	return object.NewTuple(t, m.bodyFunction(t, code, args[2], false))
}

// prepareNamespace makes a dict fit to be a module's: names are watched and
// __builtins__ is there.
func (m *Machine) prepareNamespace(t *Thread, d Value) {
	object.MarkNamespace(t, d)
	key := object.Intern("__builtins__")
	if object.DictGetStr(t, d, key) == gc.Null {
		object.DictSetStr(t, d, key, m.BuiltinsModule)
	}
}
