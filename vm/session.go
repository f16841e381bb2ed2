package vm

import (
	"os"
	"strings"

	"gorgon/gc"
	"gorgon/vm/bytecode"
	"gorgon/vm/compile"
	"gorgon/vm/interp"
	"gorgon/vm/object"
	"gorgon/vm/syntax"
)

// session is the interactive mode: it reads statements, runs each and shows
// the values of expressions, until the input ends or a SystemExit.
func (m *Machine) session(t *Thread, greet bool) int {
	d := object.ModuleDict(m.Sys)
	for name, prompt := range map[string]string{"ps1": ">>> ", "ps2": "... "} {
		if object.DictGetStr(t, d, object.Intern(name)) == gc.Null {
			object.DictSetStr(t, d, object.Intern(name), object.NewStr(t, prompt))
		}
	}
	if greet {
		if m.Config.Quiet == 0 {
			m.writeStderr(t, "Python "+versionText()+" on "+platform()+"\nType \"help\", \"copyright\", \"credits\" or \"license\" for more information.\n")
		}
		if !m.earlyWarnings(t) {
			return m.report(t, gc.Null)
		}
		if file := m.Config.getenv("PYTHONSTARTUP"); file != "" {
			m.startupFile(t, file)
		}
	}
	for {
		src, more := m.readStatement(t)
		if src != "" {
			if status, exit := m.runStatement(t, src); exit {
				return status
			}
		}
		if !more {
			m.writeStderr(t, "\n")
			return 0
		}
	}
}

// startupFile runs the file that PYTHONSTARTUP names.
func (m *Machine) startupFile(t *Thread, path string) {
	src, err := os.ReadFile(path)
	if err != nil {
		m.writeStderr(t, "Could not open PYTHONSTARTUP\n")
		object.OSErrorFrom(t, err, object.NewStr(t, path))
		m.report(t, gc.Null)
		return
	}
	m.report(t, m.runText(t, src, path, m.mainDict, false))
}

// readStatement reads lines until they make a statement. more: the input goes
// on.
func (m *Machine) readStatement(t *Thread) (src string, more bool) {
	prompt := "ps1"
	for {
		line, ok := m.readLine(t, prompt)
		if !ok {
			m.report(t, gc.Null)
			return "", true
		}
		if line == "" {
			return src, false
		}
		if !strings.HasSuffix(line, "\n") {
			line += "\n"
		}
		if src == "" && strings.TrimSpace(line) == "" {
			continue
		}
		src += line
		if !m.incomplete(src) {
			return src, true
		}
		prompt = "ps2"
	}
}

// incomplete says whether a text needs more lines. A block needs an empty line
// at its end: without its last newline it does not parse, with it it does.
func (m *Machine) incomplete(src string) bool {
	if _, err := syntax.ParseConfig([]byte(strings.TrimSuffix(src, "\n")), statementConfig()); err == nil {
		return false
	}
	_, err := syntax.ParseConfig([]byte(src), statementConfig())
	e, ok := err.(*syntax.SyntaxError)
	return err == nil || ok && e.Kind == "_IncompleteInputError"
}

func statementConfig() *syntax.Config {
	return &syntax.Config{Filename: "<stdin>", Mode: syntax.Single, IgnoreCookie: true, AllowIncompleteInput: true, DontImplyDedent: true}
}

// readLine shows a prompt and reads a line; "" at the end of the input. Not ok:
// an exception is pending.
func (m *Machine) readLine(t *Thread, prompt string) (line string, ok bool) {
	text := ""
	if p := object.DictGetStr(t, object.ModuleDict(m.Sys), object.Intern(prompt)); p != gc.Null {
		if s := object.Str(t, p); s != gc.Null {
			text = object.StrOf(s)
		}
		t.Exc = gc.Null
	}
	m.flush(t)
	t.Exc = gc.Null
	m.writeStderr(t, text)
	in := m.stdStream(t, "stdin")
	if in == gc.Null || in == object.None {
		t.Exc = gc.Null
		return "", true
	}
	v := object.CallMethod(t, in, object.Intern("readline"))
	if v == gc.Null || !object.IsStr(v) {
		return "", v != gc.Null
	}
	return object.StrOf(v), true
}

// runStatement runs one statement of a session. exit: it ended the session.
func (m *Machine) runStatement(t *Thread, src string) (status int, exit bool) {
	config := statementConfig()
	config.AllowIncompleteInput, config.DontImplyDedent = false, false
	opts := compile.Options{Optimize: m.Config.Optimize, Future: m.sessionFuture}
	result := gc.Null
	if _, err := syntax.ParseConfig([]byte(src), &syntax.Config{Filename: "<stdin>", Mode: syntax.Single, IgnoreCookie: true}); err == nil {
		m.statements++
	}
	if code := m.compileConfig(t, []byte(src), config, opts); code != nil {
		m.sessionFuture |= code.Flags & bytecode.FutureFlags
		m.keepSource(code, []byte(src))
		result = interp.Run(t, m.bodyFunction(t, code, m.mainDict, false), m.mainDict)
	}
	if result == gc.Null {
		leave := object.IsInstance(t.Exc, object.SystemExitType)
		return m.report(t, gc.Null), leave
	}
	m.flush(t)
	t.Exc = gc.Null
	return 0, false
}
