package vm

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"gorgon/gc"
	"gorgon/internal/cpython"
	"gorgon/lib/py"
	"gorgon/scheduler"
	"gorgon/vm/compile"
	"gorgon/vm/frame"
	"gorgon/vm/interp"
	"gorgon/vm/object"
	"gorgon/vm/syntax"
)

// Version is Gorgon's own.
const Version = "0.1"

// Machine is the booted runtime. There is one in a process.
type Machine struct {
	Config         *Config
	Main           *Thread
	Modules        Value // sys.modules
	Sys            Value
	BuiltinsModule Value
	Builtins       Value // its dict

	prelude map[string]Value
	libDir  string // CPython's library, unpacked when first looked into
	sources map[string][]byte

	exitStatus int
	exitKnown  bool
}

// Main runs a command line and returns the exit status.
func Main(argv []string) int {
	c, err := ParseArgs(argv)
	if err != nil {
		fmt.Fprintf(os.Stderr, "%s\nusage: %s [option] ... [-c cmd | -m mod | file | -] [arg] ...\nTry `%s -h' for more information.\n", err, argv[0], argv[0])
		return 2
	}
	c.applyEnvironment()
	if c.Version > 0 {
		fmt.Printf("Python 3.14.6 (Gorgon %s)\n", Version)
		return 0
	}
	if c.Help {
		fmt.Print(helpText)
		return 0
	}
	if what, ok := c.X["dump"]; ok {
		return dump(c, what)
	}
	m, err := Start(c)
	if err != nil {
		fmt.Fprintln(os.Stderr, "gorgon:", err)
		return 1
	}
	return m.run()
}

// Start boots the runtime for a command line.
func Start(c *Config) (*Machine, error) {
	m := &Machine{Config: c, prelude: map[string]Value{}, sources: map[string][]byte{}}
	if err := applyX(c); err != nil {
		return nil, err
	}
	gc.RegisterRoots(frame.Roots)
	gc.RegisterRoots(object.Roots)
	gc.RegisterRoots(m)
	gc.RegisterRoots(interp.CodeRoots)
	t := scheduler.NewMain(interp.Invoker)
	m.Main = t
	interp.Prepare(t)
	object.Boot(t)
	m.Modules = object.NewDict(t)
	m.setHooks()
	m.BuiltinsModule = m.nativeModule(t, "builtins")
	if m.BuiltinsModule == gc.Null {
		return nil, fmt.Errorf("the builtins could not be made: %s", m.pending(t))
	}
	m.Builtins = object.ModuleDict(m.BuiltinsModule)
	interp.SetBuildClass(object.DictGetStr(t, m.Builtins, object.Intern("__build_class__")))
	object.MarkNamespace(t, m.Builtins)
	if err := m.loadPrelude(t); err != nil {
		return nil, err
	}
	object.DictSetStr(t, m.Builtins, object.Intern("__import__"), object.Prelude("import_name"))
	if m.Sys = m.nativeModule(t, "sys"); m.Sys == gc.Null {
		return nil, fmt.Errorf("sys could not be made: %s", m.pending(t))
	}
	m.setUpStreams(t)
	if err := m.setUpSys(t); err != nil {
		return nil, err
	}
	return m, nil
}

// VisitRoots implements gc.RootSource.
func (m *Machine) VisitRoots(visit func(gc.Value)) {
	visit(m.Modules)
	visit(m.Sys)
	visit(m.BuiltinsModule)
	visit(m.Builtins)
	for _, v := range m.prelude {
		visit(v)
	}
}

// pending describes the pending exception in one line.
func (m *Machine) pending(t *Thread) string {
	if t.Exc == gc.Null {
		return "no exception"
	}
	exc := t.Exc
	t.Exc = gc.Null
	if s := object.Str(t, exc); s != gc.Null {
		return object.TypeOf(exc).Name + ": " + object.StrOf(s)
	}
	return object.TypeOf(exc).Name
}

// loadPrelude compiles the prelude files; their functions are found by name.
func (m *Machine) loadPrelude(t *Thread) error {
	object.Prelude = func(name string) Value {
		v := m.prelude[name]
		if v == gc.Null {
			panic("vm: no prelude function " + name)
		}
		return v
	}
	entries, err := py.Files.ReadDir(".")
	if err != nil {
		return err
	}
	host := m.makeHost(t)
	for _, e := range entries {
		if ok, _ := filepath.Match("prelude*.py", e.Name()); !ok {
			continue
		}
		src, err := py.Files.ReadFile(e.Name())
		if err != nil {
			return err
		}
		code := m.compileSource(t, src, frame.PreludeFile, syntax.Exec, compile.Options{}, false)
		if code == nil {
			return fmt.Errorf("%s: %s", e.Name(), m.pending(t))
		}
		ns := object.NewDict(t)
		object.MarkNamespace(t, ns)
		object.DictSetStr(t, ns, object.Intern("_host"), host)
		object.DictSetStr(t, ns, object.Intern("__name__"), object.Intern("builtins"))
		if interp.Run(t, m.bodyFunction(t, code, ns, false), ns) == gc.Null {
			return fmt.Errorf("%s: %s", e.Name(), m.pending(t))
		}
		for pos := 0; ; {
			k, v, more := object.DictNext(t, ns, &pos)
			if !more {
				break
			}
			m.prelude[object.StrOf(k)] = v
		}
	}
	return nil
}

// setUpSys fills in what depends on the command line.
func (m *Machine) setUpSys(t *Thread) error {
	d := object.ModuleDict(m.Sys)
	set := func(k string, v Value) { object.DictSetStr(t, d, object.Intern(k), v) }
	set("modules", m.Modules)
	set("argv", m.strList(t, m.argv()))
	set("orig_argv", m.strList(t, m.Config.OrigArgv))
	cache, err := cpython.CacheDir()
	if err == nil {
		m.libDir = filepath.Join(cache, "cpython-"+cpython.Version, "lib", "python3.14")
	}
	if dir := os.Getenv("GORGONLIB"); dir != "" && !m.Config.IgnoreEnv {
		m.libDir = dir
	}
	var path []string
	if first, ok := m.firstPath(); ok {
		path = append(path, first)
	}
	if !m.Config.IgnoreEnv {
		path = append(path, filepath.SplitList(os.Getenv("PYTHONPATH"))...)
	}
	path = append(path, embeddedDir)
	if m.libDir != "" {
		path = append(path, m.libDir)
	}
	set("path", m.strList(t, path))
	exe, _ := os.Executable()
	set("executable", object.NewStr(t, exe))
	return nil
}

func (m *Machine) argv() []string {
	first := m.Config.Script
	switch {
	case m.Config.HasCommand:
		first = "-c"
	case m.Config.Module != "":
		first = "-m"
	}
	return append([]string{first}, m.Config.Args...)
}

// firstPath is what comes first on sys.path: the script's folder.
func (m *Machine) firstPath() (string, bool) {
	switch {
	case m.Config.SafePath:
		return "", false
	case m.Config.HasCommand, m.Config.Script == "", m.Config.Script == "-":
		return "", true
	case m.Config.Module != "":
		dir, err := os.Getwd()
		return dir, err == nil
	}
	if st, err := os.Stat(m.Config.Script); err == nil && st.IsDir() {
		return m.Config.Script, true
	}
	if real, err := filepath.EvalSymlinks(m.Config.Script); err == nil {
		return filepath.Dir(absolute(real)), true
	}
	return filepath.Dir(absolute(m.Config.Script)), true
}

// run executes the program and ends the runtime.
func (m *Machine) run() int {
	t := m.Main
	t.NestBase = 1
	status := m.report(t, m.execute(t))
	return m.shutdown(t, status)
}

// execute runs the main program; Null: an exception is pending.
func (m *Machine) execute(t *Thread) Value {
	main := object.NewModule(t, "__main__")
	ns := object.ModuleDict(main)
	m.prepareNamespace(t, ns)
	object.DictSetStr(t, m.Modules, object.Intern("__main__"), main)
	set := func(k string, v Value) { object.DictSetStr(t, ns, object.Intern(k), v) }
	set("__spec__", object.None)
	set("__loader__", object.None)
	set("__package__", object.None)
	switch {
	case m.Config.HasCommand:
		return m.runText(t, []byte(m.Config.Command), "<string>", ns, true)
	case m.Config.Module != "":
		return m.runModule(t, m.Config.Module, ns)
	case m.Config.Script == "" || m.Config.Script == "-":
		src, err := io.ReadAll(os.Stdin)
		if err != nil {
			return object.OSErrorFrom(t, err, object.None)
		}
		return m.runText(t, src, "<stdin>", ns, false)
	}
	return m.runFile(t, m.Config.Script, ns)
}

func (m *Machine) runText(t *Thread, src []byte, filename string, ns Value, isStr bool) Value {
	m.sources[filename] = src
	code := m.compileSource(t, src, filename, syntax.Exec, compile.Options{Optimize: m.Config.Optimize}, isStr)
	if code == nil {
		return gc.Null
	}
	return interp.Run(t, m.bodyFunction(t, code, ns, false), ns)
}

func (m *Machine) runFile(t *Thread, path string, ns Value) Value {
	if st, err := os.Stat(path); err == nil && st.IsDir() {
		path = filepath.Join(path, "__main__.py")
	}
	src, err := os.ReadFile(path)
	if err != nil {
		return m.cannotOpen(path, err)
	}
	if m.Config.SkipFirst {
		if i := indexByte(src, '\n'); i >= 0 {
			src = src[i:]
		}
	}
	object.DictSetStr(t, ns, object.Intern("__file__"), object.NewStr(t, path))
	object.DictSetStr(t, ns, object.Intern("__cached__"), object.None)
	return m.runText(t, src, path, ns, false)
}
