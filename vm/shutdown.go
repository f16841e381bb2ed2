package vm

import (
	"fmt"
	"os"

	"gorgon/gc"
	"gorgon/lib/collector"
	"gorgon/lib/io"
	"gorgon/lib/weakref"
	"gorgon/vm/interp"
	"gorgon/vm/object"
)

// cannotOpen prints CPython's message for a script that cannot be read.
func (m *Machine) cannotOpen(path string, err error) Value {
	text := err.Error()
	no := 2
	if pe, ok := err.(*os.PathError); ok {
		text = object.ErrnoMessage(pe.Err)
		no = object.ErrnoNumber(pe.Err)
	}
	argv0 := m.Config.OrigArgv[0]
	fmt.Fprintf(os.Stderr, "%s: can't open file %s: [Errno %d] %s\n", argv0, object.StrRepr(absolute(path)), no, text)
	return m.exitWith(2)
}

// report turns the outcome of the main program into an exit status, printing
// an uncaught exception.
func (m *Machine) report(t *Thread, result Value) int {
	if result != gc.Null {
		return 0
	}
	if m.exitKnown {
		return m.exitStatus
	}
	exc := m.takeException(t)
	if exc == gc.Null {
		return 0
	}
	if object.IsInstance(exc, object.SystemExitType) {
		return m.systemExit(t, exc)
	}
	m.printUncaught(t, exc)
	if object.IsInstance(exc, object.KeyboardInterruptType) {
		m.interrupted = true
		return 130
	}
	return 1
}

// takeException ends the handling of the pending exception.
func (m *Machine) takeException(t *Thread) Value {
	exc := t.Exc
	t.Exc, t.Handled = gc.Null, gc.Null
	return exc
}

// systemExit is the status that a SystemExit asks for; other codes than ints
// and None are printed.
func (m *Machine) systemExit(t *Thread, exc Value) int {
	code, ok := object.GetAttrOpt(t, exc, object.Intern("code"))
	if !ok || code == gc.Null || code == object.None {
		return 0
	}
	if object.IsIntObj(code) {
		n, ok := object.AsInt64(code)
		if !ok {
			return 255
		}
		return int(uint8(n))
	}
	s := object.Str(t, code)
	if s == gc.Null {
		return 1
	}
	m.writeStderr(t, object.StrOf(s)+"\n")
	return 1
}

// printUncaught calls sys.excepthook, or prints the exception if that is ours.
// The exception stays in sys.last_exc and its older kin.
func (m *Machine) printUncaught(t *Thread, exc Value) {
	d := object.ModuleDict(m.Sys)
	tb := object.ExcField(t, exc, object.ExcTraceback)
	if tb == gc.Null {
		tb = object.None
	}
	class := object.TypeOf(exc).Obj
	for name, v := range map[string]Value{"last_exc": exc, "last_type": class, "last_value": exc, "last_traceback": tb} {
		object.DictSetStr(t, d, object.Intern(name), v)
	}
	hook := object.DictGetStr(t, d, object.Intern("excepthook"))
	own := object.DictGetStr(t, d, object.Intern("__excepthook__"))
	switch {
	case hook == gc.Null:
		m.writeStderr(t, "sys.excepthook is missing\n"+m.formatException(t, exc))
		return
	case hook == own:
		m.showException(t, exc)
		return
	}
	if interp.Run(t, hook, class, exc, tb) != gc.Null {
		return
	}
	again := m.takeException(t)
	if object.IsInstance(again, object.SystemExitType) {
		m.exitStatus = m.systemExit(t, again)
		m.exitKnown = true
		return
	}
	m.writeStderr(t, "Error in sys.excepthook:\n"+m.formatException(t, again)+
		"\nOriginal exception was:\n"+m.formatException(t, exc))
}

// showException is what sys.excepthook does: what the program has printed
// comes before the traceback.
func (m *Machine) showException(t *Thread, exc Value) {
	if object.DictGetStr(t, object.ModuleDict(m.Sys), object.Intern("stderr")) == object.None {
		return
	}
	m.writeStderr(t, m.formatException(t, exc))
}

// writeStderr writes to sys.stderr as the program has set it; after sys.stdout,
// whose buffer may hold what was printed before.
func (m *Machine) writeStderr(t *Thread, text string) {
	f := object.DictGetStr(t, object.ModuleDict(m.Sys), object.Intern("stderr"))
	if f == object.None {
		return
	}
	m.flush(t)
	t.Exc = gc.Null
	if f != gc.Null {
		if object.CallMethod(t, f, object.Intern("write"), object.NewStr(t, text)) != gc.Null {
			object.CallMethod(t, f, object.Intern("flush"))
			t.Exc = gc.Null
			return
		}
		t.Exc = gc.Null
	}
	os.Stderr.WriteString(text)
}

// flush empties the buffer of sys.stdout.
func (m *Machine) flush(t *Thread) (ok bool) {
	f := object.DictGetStr(t, object.ModuleDict(m.Sys), object.Intern("stdout"))
	if f == gc.Null || f == object.None {
		return true
	}
	return object.CallMethod(t, f, object.Intern("flush")) != gc.Null
}

// shutdown waits for the other threads, runs the exit functions and the
// finalizers of what is left, flushes the standard streams and prints what -X options ask for.
func (m *Machine) shutdown(t *Thread, status int) int {
	defer func() { printCounts() }()
	defer func() { writeJournal() }()
	defer m.finishProfile()
	// What died before the end is finalized before the functions of the end.
	if object.AnyFinalizable() || weakref.AnyCallback() {
		collector.CollectAll(t)
	}
	m.callModule(t, "threading", "_shutdown")
	m.callModule(t, "atexit", "_run_exitfuncs")
	object.FinalizeAll(t)
	if !m.flush(t) {
		exc := t.Exc
		t.Exc = gc.Null
		os.Stderr.WriteString("Exception ignored while flushing sys.stdout:\n" + m.formatException(t, exc))
		if status == 0 {
			status = 120
		}
	}
	// The last transaction hands its output to the streams when it commits.
	t.Finish()
	io.FlushAll()
	m.reportConflicts()
	m.reportHeap()
	if m.interrupted {
		dieOfInterrupt()
	}
	return status
}

// callModule calls a function of a module if the program has imported it.
func (m *Machine) callModule(t *Thread, module, function string) {
	mod := object.DictGetStr(t, m.Modules, object.Intern(module))
	if mod == gc.Null || !object.Is(mod, object.ShapeModule) {
		return
	}
	fn := object.DictGetStr(t, object.ModuleDict(mod), object.Intern(function))
	if fn == gc.Null {
		return
	}
	if interp.Run(t, fn) == gc.Null {
		exc := t.Exc
		t.Exc = gc.Null
		m.writeStderr(t, m.formatException(t, exc))
	}
}
