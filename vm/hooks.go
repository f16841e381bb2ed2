package vm

import (
	"gorgon/gc"
	"gorgon/lib/collector"
	"gorgon/lib/signal"
	"gorgon/lib/sys"
	"gorgon/vm/interp"
	"gorgon/vm/object"
)

// setHooks gives the packages below what only the root can do.
func (m *Machine) setHooks() {
	object.ImportModule = func(t *Thread, name string) Value {
		return object.Call(t, object.Prelude("import_module"), object.NewStr(t, name))
	}
	object.ImportedModule = func(t *Thread, name string) Value {
		return object.DictGetStr(t, m.Modules, object.Intern(name))
	}
	object.ModuleInitializing = func(t *Thread, mod Value) bool {
		spec := object.DictGetStr(t, object.ModuleDict(mod), object.Intern("__spec__"))
		if spec == gc.Null || spec == object.None {
			return false
		}
		busy, ok := object.GetAttrOpt(t, spec, object.Intern("_initializing"))
		if !ok {
			t.Exc = gc.Null
		}
		return busy == gc.True
	}
	object.Compile = m.builtinCompile
	object.Exec = m.builtinExec
	object.Eval = m.builtinEval
	object.StdStream = m.stdStream
	m.setWarningHooks()
	sys.GetFrame = interp.GetFrame
	sys.WriteError = m.writeStderr
	collector.WriteError = m.writeStderr
	sys.FormatUnraisable = m.formatUnraisable
	sys.PrintException = func(t *Thread, exc Value) { m.showException(t, exc) }
	signal.Frame = interp.GetFrame
}

// stdStream returns a standard stream as the program has set it.
func (m *Machine) stdStream(t *Thread, name string) Value {
	v := object.DictGetStr(t, object.ModuleDict(m.Sys), object.Intern(name))
	if v == gc.Null {
		return object.RuntimeErrorf(t, "lost sys.%s", name)
	}
	return v
}
