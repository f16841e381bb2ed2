package vm

import (
	"math"
	"os"
	"path/filepath"

	"gorgon/gc"
	"gorgon/internal/cpython"
	"gorgon/vm/object"
)

// setUpSys fills in what depends on the command line.
func (m *Machine) setUpSys(t *Thread) error {
	d := object.ModuleDict(m.Sys)
	set := func(k string, v Value) { object.DictSetStr(t, d, object.Intern(k), v) }
	set("modules", m.Modules)
	set("argv", m.strList(t, m.argv()))
	set("orig_argv", m.strList(t, m.Config.OrigArgv))
	set("path", m.strList(t, m.searchPath()))
	set("warnoptions", m.strList(t, m.Config.Warnings))
	set("_xoptions", m.xOptions(t))
	set("flags", m.flags(t))
	set("dont_write_bytecode", gc.MakeBool(m.Config.DontWrite))
	exe, _ := os.Executable()
	set("executable", object.NewStr(t, exe))
	set("_base_executable", object.NewStr(t, exe))
	prefix := filepath.Dir(filepath.Dir(exe))
	for _, name := range []string{"prefix", "exec_prefix", "base_prefix", "base_exec_prefix"} {
		set(name, object.NewStr(t, prefix))
	}
	set("_stdlib_dir", object.NewStr(t, m.libDir))
	if m.interactive() {
		set("ps1", object.NewStr(t, ">>> "))
		set("ps2", object.NewStr(t, "... "))
	}
	object.MaxStrDigits.Store(int64(m.Config.IntDigits))
	return nil
}

// searchPath is sys.path: the program's folder, PYTHONPATH, the library inside
// the executable, CPython's library.
func (m *Machine) searchPath() []string {
	cache, err := cpython.CacheDir()
	if err == nil {
		m.libDir = filepath.Join(cache, "cpython-"+cpython.Version, "lib", "python3.14")
	}
	if dir := m.Config.getenv("GORGONLIB"); dir != "" {
		m.libDir = dir
	}
	var path []string
	if first, ok := m.firstPath(); ok {
		path = append(path, first)
	}
	for _, dir := range filepath.SplitList(m.Config.getenv("PYTHONPATH")) {
		path = append(path, absolute(dir))
	}
	path = append(path, embeddedDir)
	if m.libDir != "" {
		path = append(path, m.libDir)
	}
	return path
}

func (m *Machine) xOptions(t *Thread) Value {
	d := object.NewDict(t)
	for _, key := range m.Config.XOrder {
		v := gc.True
		if !m.Config.xBare[key] {
			v = object.NewStr(t, m.Config.X[key])
		}
		object.DictSet(t, d, object.NewStr(t, key), v)
	}
	return d
}

// flags makes sys.flags.
func (m *Machine) flags(t *Thread) Value {
	c := m.Config
	number := func(n int) Value { return gc.MakeInt(int64(n)) }
	bit := func(b bool) Value {
		if b {
			return gc.MakeInt(1)
		}
		return gc.MakeInt(0)
	}
	type field struct {
		name  string
		value Value
	}
	visible := []field{
		{"debug", number(c.Debug)}, {"inspect", number(c.Inspect)}, {"interactive", number(c.Interact)},
		{"optimize", number(c.Optimize)}, {"dont_write_bytecode", bit(c.DontWrite)}, {"no_user_site", bit(c.NoUserSite)},
		{"no_site", bit(c.NoSite)}, {"ignore_environment", bit(c.IgnoreEnv)}, {"verbose", number(c.Verbose)},
		{"bytes_warning", number(c.BytesWarn)}, {"quiet", number(c.Quiet)}, {"hash_randomization", bit(c.HashRandom)},
		{"isolated", bit(c.Isolated)}, {"dev_mode", gc.MakeBool(c.DevMode)}, {"utf8_mode", bit(c.utf8())},
		{"warn_default_encoding", bit(c.EncodingWarning)}, {"safe_path", gc.MakeBool(c.SafePath)}, {"int_max_str_digits", number(c.IntDigits)},
	}
	hidden := []field{{"gil", gc.MakeInt(0)}, {"thread_inherit_context", bit(c.InheritContext)}, {"context_aware_warnings", bit(c.ContextWarnings)}}
	var names, extra []string
	var values []Value
	for _, f := range visible {
		names, values = append(names, f.name), append(values, f.value)
	}
	for _, f := range hidden {
		extra, values = append(extra, f.name), append(values, f.value)
	}
	cls := object.StructSeqType(t, "sys", "flags", names, 0, extra)
	if cls == gc.Null {
		return gc.Null
	}
	return object.Call(t, cls, object.NewTupleFrom(t, values))
}

// utf8 says whether -X utf8 is on. It changes nothing: text is UTF-8 anyway.
func (c *Config) utf8() bool {
	if v, ok := c.X["utf8"]; ok {
		return v != "0"
	}
	return c.getenv("PYTHONUTF8") == "1"
}

func (m *Machine) argv() []string {
	first := m.Config.Script
	switch {
	case m.Config.HasCommand:
		first = "-c"
	case m.Config.HasModule:
		first = "-m"
	}
	return append([]string{first}, m.Config.Args...)
}

// firstPath is what comes first on sys.path: the script's folder.
func (m *Machine) firstPath() (string, bool) {
	switch {
	case m.Config.SafePath:
		return "", false
	case m.Config.HasModule:
		dir, err := os.Getwd()
		return dir, err == nil
	case m.Config.HasCommand, m.Config.Script == "", m.Config.Script == "-":
		return "", true
	}
	if st, err := os.Stat(m.Config.Script); err == nil && st.IsDir() {
		return absolute(m.Config.Script), true
	}
	if real, err := filepath.EvalSymlinks(m.Config.Script); err == nil {
		return filepath.Dir(absolute(real)), true
	}
	return filepath.Dir(absolute(m.Config.Script)), true
}

// maxTracebackLimit stands for no limit.
const maxTracebackLimit = math.MaxInt32

// tracebackLimit is sys.tracebacklimit, or no limit.
func (m *Machine) tracebackLimit(t *Thread) int {
	v := object.DictGetStr(t, object.ModuleDict(m.Sys), object.Intern("tracebacklimit"))
	if v == gc.Null || v == object.None || !object.IsIntObj(v) {
		return maxTracebackLimit
	}
	n, ok := object.AsInt64(v)
	if !ok || n > maxTracebackLimit {
		return maxTracebackLimit
	}
	return int(max(n, 0))
}
