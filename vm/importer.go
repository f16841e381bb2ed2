package vm

import (
	"io"
	"os"
	"path/filepath"
	"strings"

	"gorgon/gc"
	"gorgon/internal/cpython"
	"gorgon/internal/sys"
	"gorgon/lib/py"
	"gorgon/scheduler"
	"gorgon/vm/object"
)

// embeddedDir is the entry of sys.path that stands for the library inside the
// executable: native modules and lib/py.
const embeddedDir = "<gorgon>/lib"

// makeHost makes the object _host that prelude_import.py works with.
func (m *Machine) makeHost(t *Thread) Value {
	host := object.NewModule(t, "_host")
	text := func(f func(string) string) object.NativeFn {
		return func(t *Thread, a []Value) Value { return object.NewStr(t, f(object.StrOf(a[0]))) }
	}
	truth := func(f func(string) bool) object.NativeFn {
		return func(t *Thread, a []Value) Value { return gc.MakeBool(f(object.StrOf(a[0]))) }
	}
	object.AddFunctions(t, host, []object.Method{
		{Name: "find", Sig: "(name, path, /)", Fn: m.hostFind},
		{Name: "find_in", Sig: "(name, path, /)", Fn: m.hostFindIn},
		{Name: "make_native", Sig: "(name, /)", Fn: m.hostMakeNative},
		{Name: "new_module", Sig: "(name, /)", Fn: m.hostNewModule},
		{Name: "load", Sig: "(path, namespace, /)", Fn: m.hostLoad},
		{Name: "read", Sig: "(path, /)", Fn: m.hostRead},
		{Name: "stat", Sig: "(path, /)", Fn: m.hostStat},
		{Name: "warn", Sig: "(category, message, /)", Fn: m.hostWarn},
		{Name: "is_builtin", Sig: "(name, /)", Fn: truth(func(s string) bool { return object.HasNative(s) })},
		{Name: "is_native", Sig: "(name, /)", Fn: truth(object.HasNative)},
		{Name: "is_dir", Sig: "(path, /)", Fn: truth(isDir)},
		{Name: "absolute", Sig: "(path, /)", Fn: text(absolute)},
		{Name: "cwd", Sig: "()", Fn: func(t *Thread, a []Value) Value { return object.NewStr(t, absolute(".")) }},
	})
	object.DictSetStr(t, object.ModuleDict(host), object.Intern("modules"), m.Modules)
	return host
}

// hostFind looks for a module that is built in, on sys.path or on a package's
// path. The result is None or (kind, origin, locations).
func (m *Machine) hostFind(t *Thread, args []Value) Value {
	name := object.StrOf(args[0])
	if args[1] == object.None && builtinNames[name] && object.HasNative(name) {
		return m.spec(t, "native", "", nil)
	}
	if args[1] == object.None {
		path := object.DictGetStr(t, object.ModuleDict(m.Sys), object.Intern("path"))
		if path == gc.Null {
			return object.RuntimeErrorf(t, "lost sys.path")
		}
		args = []Value{args[0], path}
	}
	return m.hostFindIn(t, args)
}

// hostFindIn looks for a module in the directories of a path.
func (m *Machine) hostFindIn(t *Thread, args []Value) Value {
	name := object.StrOf(args[0])
	leaf := name[strings.LastIndexByte(name, '.')+1:]
	var namespace []string
	var found Value
	ok := object.Iterate(t, args[1], func(v Value) bool {
		if !object.IsStr(v) {
			return true
		}
		found = m.findIn(t, object.StrOf(v), name, leaf, &namespace)
		return found == gc.Null && t.Exc == gc.Null
	})
	switch {
	case found != gc.Null:
		return found
	case !ok || t.Exc != gc.Null:
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
		_string _thread _typing _warnings _weakref atexit builtins errno faulthandler gc _signal itertools marshal posix pwd _contextvars
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
		base = absolute(base)
		return m.spec(t, "source", base+"/__init__.py", []string{base})
	}
	if isFile(base + ".py") {
		return m.spec(t, "source", absolute(base+".py"), nil)
	}
	if st, err := os.Stat(base); err == nil && st.IsDir() {
		*namespace = append(*namespace, absolute(base))
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
		return m.spec(t, "embedded", embeddedDir+"/"+base+"/__init__.py", []string{embeddedDir + "/" + base})
	}
	if f, err := py.Files.Open(base + ".py"); err == nil {
		f.Close()
		return m.spec(t, "embedded", embeddedDir+"/"+base+".py", nil)
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
	name = strings.Clone(name)
	mod := object.MakeNativeModule(t, name)
	if mod == gc.Null {
		return gc.Null
	}
	if !object.DictSet(t, m.Modules, key, mod) {
		return gc.Null
	}
	m.describe(t, mod, name)
	return mod
}

// hostNewModule makes an empty module.
func (m *Machine) hostNewModule(t *Thread, args []Value) Value {
	return object.NewModule(t, object.StrOf(args[0]))
}

// describe sets the import attributes of a native module.
func (m *Machine) describe(t *Thread, mod Value, name string) {
	d := object.ModuleDict(mod)
	set := func(k string, v Value) { object.DictSetStr(t, d, object.Intern(k), v) }
	if m.prelude["ModuleSpec"] == gc.Null {
		m.undescribed = append(m.undescribed, name)
		return
	}
	locations := object.None
	rel := strings.ReplaceAll(name, ".", "/")
	if _, err := py.Files.ReadDir(rel); err == nil {
		locations = m.strList(t, []string{embeddedDir + "/" + rel})
		set("__path__", locations)
	}
	spec := object.Call(t, object.Prelude("_make_spec"), object.NewStr(t, name), object.Intern("native"), object.Intern(""), locations)
	if spec == gc.Null {
		t.Exc = gc.Null
		return
	}
	set("__spec__", spec)
	set("__loader__", object.Prelude("BuiltinImporter"))
	set("__package__", object.GetAttr(t, spec, object.Intern("parent")))
}

func absolute(path string) string {
	if a, err := filepath.Abs(path); err == nil {
		return a
	}
	return path
}

// moduleSpec makes the value of __spec__ of a program that was started as a
// module.
func (m *Machine) moduleSpec(t *Thread, name, origin string) Value {
	spec := object.Call(t, object.Prelude("_make_spec"), object.NewStr(t, name), object.Intern("source"), object.NewStr(t, origin), object.None)
	if spec == gc.Null {
		t.Exc = gc.Null
		return object.None
	}
	return spec
}

// openModule opens a module's file, which may be in the executable.
func openModule(path string) (io.ReadCloser, error) {
	if rest, ok := strings.CutPrefix(path, embeddedDir+"/"); ok {
		return py.Files.Open(rest)
	}
	return os.Open(path)
}

// readModule returns the text of a module's file, which may be in the
// executable.
func readModule(path string) ([]byte, error) {
	if rest, ok := strings.CutPrefix(path, embeddedDir+"/"); ok {
		return py.Files.ReadFile(rest)
	}
	return os.ReadFile(path)
}

// hostLoad compiles a module's source and returns a callable that runs it.
func (m *Machine) hostLoad(t *Thread, args []Value) Value {
	// A copy: what is compiled keeps its file name for good.
	path := strings.Clone(object.StrOf(args[0]))
	code := m.keptCode(path)
	if code == nil {
		src, err := readModule(path)
		if err != nil {
			return object.OSErrorFrom(t, err, args[0])
		}
		if code = m.moduleCode(t, src, path); code == nil {
			return gc.Null
		}
	}
	m.prepareNamespace(t, args[1])
	m.discardImage()
	return object.NewTuple(t, m.bodyFunction(t, code, args[1], false))
}

// discardImage takes the executable's pages out after the first module that the
// program loads, and after each three times as many: a program that imports is soon
// at the most memory it will need, and most of that was brought in to boot.
func (m *Machine) discardImage() {
	n := m.loads.Add(1)
	for ; n%3 == 0; n /= 3 {
	}
	if n == 1 {
		discardImageAlone()
	}
}

// discardImageAlone takes the executable's pages out unless there are threads that
// need the processors for themselves.
func discardImageAlone() {
	if scheduler.Live() == 1 {
		sys.DiscardImage()
	}
}

// hostRead returns the bytes of a file.
func (m *Machine) hostRead(t *Thread, args []Value) Value {
	data, err := readModule(object.StrOf(args[0]))
	if err != nil {
		return object.OSErrorFrom(t, err, args[0])
	}
	return object.NewBytes(t, data)
}

// hostStat returns the time of a file's last change and its size.
func (m *Machine) hostStat(t *Thread, args []Value) Value {
	st, err := os.Stat(object.StrOf(args[0]))
	if err != nil {
		return object.OSErrorFrom(t, err, args[0])
	}
	return object.NewTuple(t, gc.MakeFloat(float64(st.ModTime().UnixNano())/1e9), object.NewInt(t, st.Size()))
}

// hostWarn issues a warning about the code that imports.
func (m *Machine) hostWarn(t *Thread, args []Value) Value {
	if !object.Warn(t, object.ClassOf(args[0]), 1, "%s", object.StrOf(args[1])) {
		return gc.Null
	}
	return object.None
}

func isDir(path string) bool {
	if path == embeddedDir || strings.HasPrefix(path, embeddedDir+"/") {
		return true
	}
	st, err := os.Stat(path)
	return err == nil && st.IsDir()
}

// setUpImport makes the modules that show the import system, and tells it of
// the modules that were there before it.
func (m *Machine) setUpImport(t *Thread) {
	for _, name := range []string{"_frozen_importlib", "_frozen_importlib_external"} {
		mod := object.NewModule(t, name)
		d := object.ModuleDict(mod)
		for k, v := range m.prelude {
			if m.importNames[k] && k != "__name__" {
				object.DictSetStr(t, d, object.Intern(k), v)
			}
		}
		object.DictSetStr(t, d, object.Intern("__import__"), m.prelude["import_name"])
		object.DictSetStr(t, m.Modules, object.Intern(name), mod)
		m.describe(t, mod, name)
	}
	for _, name := range m.undescribed {
		if mod := object.DictGetStr(t, m.Modules, object.Intern(name)); mod != gc.Null {
			m.describe(t, mod, name)
		}
	}
	state := object.Prelude("_state")
	d := object.ModuleDict(m.Sys)
	for _, name := range []string{"meta_path", "path_hooks"} {
		if list := object.GetAttr(t, state, object.Intern(name)); list != gc.Null {
			object.DictSetStr(t, d, object.Intern(name), object.NewList(t, object.ListItems(t, list)))
		}
	}
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
