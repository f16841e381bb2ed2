package vm

import (
	"os"
	"strings"

	"gorgon/gc"
	"gorgon/lib/warnings"
	"gorgon/vm/compile"
	"gorgon/vm/interp"
	"gorgon/vm/object"
	"gorgon/vm/syntax"
)

// setWarningHooks tells lib/warnings where code runs and what is imported.
func (m *Machine) setWarningHooks() {
	warnings.Module = func(t *Thread, name string) Value {
		v, ok := object.DictGet(t, m.Modules, object.Intern(name))
		if !ok || v == object.None {
			t.Exc = gc.Null
			return gc.Null
		}
		return v
	}
	warnings.Context = warningContext
	warnings.SourceLine = func(file string, line int) string {
		src, ok := m.sources[file]
		if !ok {
			src, _ = os.ReadFile(file)
		}
		text, _ := sourceLine(src, line)
		return text
	}
}

// warningContext finds the frame that a warning is about. Frames of the import
// system are hidden anyway.
func warningContext(t *Thread, level int, skip []string) (globals Value, file string, line int) {
	n := 1
	for _, l := range interp.Stack(t) {
		if n > 1 && hasPrefix(l.Code.Filename, skip) {
			continue
		}
		if n >= level {
			return l.Code.Globals, l.Code.Filename, int(l.Code.Code.PositionAt(l.Word).Line)
		}
		n++
	}
	return gc.Null, "", 0
}

func hasPrefix(name string, prefixes []string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(name, p) {
			return true
		}
	}
	return false
}

// parserWarning issues a warning of the parser. The error is what it becomes if
// the filters say so.
func (m *Machine) parserWarning(t *Thread, w syntax.Warning, filename string) error {
	if m.explicit(t, w.Category, w.Msg, filename, w.Line) {
		return nil
	}
	if w.AsError != nil && object.IsInstance(t.Exc, object.SyntaxWarningType) {
		t.Exc = gc.Null
		return w.AsError
	}
	return pendingError{}
}

// pendingError stands for an exception that is pending in the thread.
type pendingError struct{}

func (pendingError) Error() string { return "an exception is pending" }

// compilerWarning issues a warning of the compiler, like parserWarning.
func (m *Machine) compilerWarning(t *Thread, w compile.Warning, filename string, src []byte) error {
	if m.explicit(t, w.Category, w.Msg, filename, w.Line) {
		return nil
	}
	if !object.IsInstance(t.Exc, object.SyntaxWarningType) {
		return pendingError{}
	}
	t.Exc = gc.Null
	column := func(line, col int) int {
		text, _ := sourceLine(src, line)
		return charOffset(text, col) + 1
	}
	return &syntax.SyntaxError{Kind: "SyntaxError", Msg: w.Msg, Filename: filename, Line: w.Line, Col: column(w.Line, w.Col),
		EndLine: w.EndLine, EndCol: column(w.EndLine, w.EndCol)}
}

func (m *Machine) explicit(t *Thread, category, msg, filename string, line int) bool {
	m.warned.Add(1)
	typ := object.SyntaxWarningType
	if category == "DeprecationWarning" {
		typ = object.DeprecationWarningType
	}
	text := ""
	if src, ok := m.sources[filename]; ok {
		text, _ = sourceLine(src, line)
	}
	return warnings.Explicit(t, typ, msg, filename, line, text)
}

// warningCategories are the classes that a -W option can name without an
// import.
var warningCategories = map[string]*object.Type{}

func init() {
	for _, typ := range []*object.Type{object.WarningType, object.UserWarningType, object.DeprecationWarningType,
		object.PendingDeprecationWarningType, object.SyntaxWarningType, object.RuntimeWarningType, object.FutureWarningType,
		object.ImportWarningType, object.UnicodeWarningType, object.BytesWarningType, object.ResourceWarningType, object.EncodingWarningType} {
		warningCategories[typ.Name] = typ
	}
}

// warningActions are what a -W option can ask for; a part of the word will do.
var warningActions = []string{"default", "always", "ignore", "module", "once", "error"}

// earlyWarnings applies the -W options. Those that need more than an action and
// a builtin class are left to the module warnings, which is imported then. Not
// ok: an exception is pending.
func (m *Machine) earlyWarnings(t *Thread) (ok bool) {
	for _, option := range m.Config.Warnings {
		if !applyWarning(t, option) {
			return object.ImportModule(t, "warnings") != gc.Null
		}
	}
	return true
}

// applyWarning adds the filter of a simple -W option.
func applyWarning(t *Thread, option string) bool {
	parts := strings.Split(option, ":")
	for len(parts) < 5 {
		parts = append(parts, "")
	}
	if len(parts) > 5 || parts[1] != "" || parts[3] != "" || parts[4] != "" {
		return false
	}
	action := ""
	switch word := strings.TrimSpace(parts[0]); word {
	case "":
		action = "default"
	case "all":
		action = "always"
	default:
		for _, a := range warningActions {
			if strings.HasPrefix(a, word) {
				action = a
				break
			}
		}
	}
	category := object.WarningType
	if name := strings.TrimSpace(parts[2]); name != "" {
		category = warningCategories[name]
	}
	return action != "" && category != nil && warnings.AddFilter(t, action, category, 0)
}
