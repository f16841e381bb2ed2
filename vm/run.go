package vm

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"gorgon/gc"
	stream "gorgon/lib/io"
	"gorgon/lib/signal"
	"gorgon/vm/compile"
	"gorgon/vm/interp"
	"gorgon/vm/object"
	"gorgon/vm/syntax"
)

// run executes the program and ends the runtime.
func (m *Machine) run() int {
	t := m.Main
	t.NestBase = 1
	signal.Start(t)
	watchQuit()
	if m.Config.Script == "" && !m.Config.HasCommand && !m.Config.HasModule && m.interactive() {
		m.makeMain(t)
		return m.shutdown(t, m.session(t, true))
	}
	result := m.execute(t)
	if m.Config.Inspect == 0 && m.Config.getenv("PYTHONINSPECT") == "" || !m.interactive() || m.exitKnown {
		return m.shutdown(t, m.report(t, result))
	}
	if result == gc.Null {
		m.printUncaught(t, m.takeException(t))
	}
	return m.shutdown(t, m.session(t, false))
}

// interactive says whether standard input is somebody at a terminal, or is to
// be taken for it (-i).
func (m *Machine) interactive() bool { return m.Config.Interact > 0 || isTerminal(os.Stdin) }

func isTerminal(f *os.File) bool {
	st, err := f.Stat()
	return err == nil && st.Mode()&os.ModeCharDevice != 0 && stream.IsTerminal(int(f.Fd()))
}

// makeMain makes the module __main__ and returns its namespace.
func (m *Machine) makeMain(t *Thread) Value {
	main := object.NewModule(t, "__main__")
	m.mainDict = object.ModuleDict(main)
	m.prepareNamespace(t, m.mainDict)
	object.DictSetStr(t, m.mainDict, object.Intern("__loader__"), object.Prelude("BuiltinImporter"))
	object.DictSetStr(t, m.Modules, object.Intern("__main__"), main)
	return m.mainDict
}

// execute runs the main program; Null: an exception is pending, or exitKnown.
func (m *Machine) execute(t *Thread) Value {
	ns := m.makeMain(t)
	if !m.earlyWarnings(t) {
		return gc.Null
	}
	switch {
	case m.Config.HasCommand:
		return m.runCommand(t, ns)
	case m.Config.HasModule:
		return m.runModule(t, m.Config.Module, ns)
	case m.Config.Script == "" || m.Config.Script == "-":
		src, err := io.ReadAll(os.Stdin)
		if err != nil {
			return object.OSErrorFrom(t, err, object.None)
		}
		return m.runText(t, m.skipFirst(src), "<stdin>", ns, false)
	}
	if st, err := os.Stat(m.Config.Script); err == nil && st.IsDir() {
		return m.runDirectory(t, absolute(m.Config.Script), ns)
	}
	return m.runFile(t, absoluteScript(m.Config.Script), ns)
}

// runCommand is -c. Its source is kept with the code, because code that the
// program compiles itself has the same filename.
func (m *Machine) runCommand(t *Thread, ns Value) Value {
	code := m.compileSource(t, m.commandText(), "<string>", syntax.Exec, compile.Options{Optimize: m.Config.Optimize}, true)
	if code == nil {
		return gc.Null
	}
	m.command = string(m.commandText())
	return interp.Run(t, m.bodyFunction(t, code, ns, false), ns)
}

// commandText is the program after -c without the indentation that all its
// lines share.
func (m *Machine) commandText() []byte { return dedentText(m.Config.Command + "\n") }

func (m *Machine) runText(t *Thread, src []byte, filename string, ns Value, isStr bool) Value {
	code := m.compileSource(t, src, filename, syntax.Exec, compile.Options{Optimize: m.Config.Optimize}, isStr)
	if code == nil {
		return gc.Null
	}
	return interp.Run(t, m.bodyFunction(t, code, ns, false), ns)
}

// absoluteScript is the script's path as python shows it: made absolute, but
// not cleaned.
func absoluteScript(path string) string {
	if filepath.IsAbs(path) {
		return path
	}
	dir, err := os.Getwd()
	if err != nil {
		return path
	}
	return dir + "/" + path
}

func (m *Machine) runFile(t *Thread, path string, ns Value) Value {
	src, err := os.ReadFile(path)
	if err != nil {
		return m.cannotOpen(path, err)
	}
	m.mainFile = path
	object.DictSetStr(t, ns, object.Intern("__file__"), object.NewStr(t, path))
	object.DictSetStr(t, ns, object.Intern("__cached__"), object.None)
	if loader := object.Call(t, object.Prelude("SourceFileLoader"), object.Intern("__main__"), object.NewStr(t, path)); loader != gc.Null {
		object.DictSetStr(t, ns, object.Intern("__loader__"), loader)
	}
	return m.runText(t, m.skipFirst(src), path, ns, false)
}

// skipFirst is the option -x; line numbers stay as they are.
func (m *Machine) skipFirst(src []byte) []byte {
	if m.Config.SkipFirst {
		if i := indexByte(src, '\n'); i >= 0 {
			return src[i:]
		}
	}
	return src
}

// runDirectory runs the __main__.py of a directory, which is first on sys.path.
func (m *Machine) runDirectory(t *Thread, dir string, ns Value) Value {
	path := filepath.Join(dir, "__main__.py")
	src, err := os.ReadFile(path)
	if err != nil {
		fmt.Fprintf(os.Stderr, "%s: can't find '__main__' module in %s\n", m.Config.OrigArgv[0], object.StrRepr(dir))
		return m.exitWith(1)
	}
	return m.runAsMain(t, src, path, "__main__", "", ns)
}

// exitWith ends the program with a status; what there was to say is printed.
func (m *Machine) exitWith(status int) Value {
	m.exitStatus, m.exitKnown = status, true
	return gc.Null
}
