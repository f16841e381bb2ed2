package vm

import (
	"errors"
	"os"
	"strings"

	"gorgon/gc"
	"gorgon/vm/bytecode"
	"gorgon/vm/compile"
	"gorgon/vm/frame"
	"gorgon/vm/interp"
	"gorgon/vm/object"
	"gorgon/vm/syntax"
)

// Thread and Value are the runtime's.
type (
	Thread = object.Thread
	Value  = gc.Value
)

// compileSource compiles program text. Null code: a SyntaxError is pending.
func (m *Machine) compileSource(t *Thread, src []byte, filename string, mode syntax.Mode, opts compile.Options, isStr bool) *bytecode.Code {
	return m.compileConfig(t, src, &syntax.Config{Filename: filename, Mode: mode, IgnoreCookie: isStr}, opts)
}

// compileConfig is compileSource with all settings of the parser.
func (m *Machine) compileConfig(t *Thread, src []byte, config *syntax.Config, opts compile.Options) *bytecode.Code {
	tree := m.parse(t, src, config)
	if tree == nil {
		return nil
	}
	return m.codeOfTree(t, tree, src, config, opts)
}

// parse makes the tree of program text, nil with a SyntaxError pending.
func (m *Machine) parse(t *Thread, src []byte, config *syntax.Config) syntax.Mod {
	config.Filename = strings.Clone(config.Filename) // it may lie in a str
	config.Decode = m.decodeSource(t)
	config.Warn = func(w syntax.Warning) error { return m.parserWarning(t, w, config.Filename) }
	tree, err := syntax.ParseConfig(src, config)
	if err != nil {
		m.raiseSyntax(t, err, src)
		return nil
	}
	return tree
}

// codeOfTree compiles a tree; src is its text, if it came from one.
func (m *Machine) codeOfTree(t *Thread, tree syntax.Mod, src []byte, config *syntax.Config, opts compile.Options) *bytecode.Code {
	code, warnings, err := compile.Compile(tree, config.Filename, opts)
	for _, w := range warnings {
		if err := m.compilerWarning(t, w, config.Filename, src); err != nil {
			m.raiseCompile(t, err, config, src)
			return nil
		}
	}
	if err != nil {
		m.raiseCompile(t, err, config, src)
		return nil
	}
	return code
}

// raiseCompile raises the exception for an error that the compiler found, not
// the parser: its text is the line of the file, if there is one.
func (m *Machine) raiseCompile(t *Thread, err error, config *syntax.Config, src []byte) {
	m.addText(err, config, src)
	m.raiseSyntax(t, err, nil)
}

// addText finds the line that an error of the compiler shows.
func (m *Machine) addText(err error, config *syntax.Config, src []byte) {
	if e, ok := err.(*syntax.SyntaxError); ok && !e.HasText {
		text, found := "", false
		if config.Mode == syntax.Single && config.Filename == "<stdin>" {
			e.Filename = "<stdin-" + itoa(m.statements-1) + ">"
			text, found = sourceLine(src, e.Line)
		} else if file, err := m.readSource(config.Filename); err == nil {
			text, found = sourceLine(file, e.Line)
		}
		if found && e.Line > 0 {
			e.Text, e.HasText = text+"\n", true
		}
	}
}

// readSource returns the text of a file of the program.
func (m *Machine) readSource(filename string) ([]byte, error) {
	if src, ok := m.sources[filename]; ok {
		return src, nil
	}
	return os.ReadFile(filename)
}

// decodeSource decodes source in an encoding that the parser does not know,
// by the codecs of the program.
func (m *Machine) decodeSource(t *Thread) func(src []byte, encoding string) ([]byte, error) {
	return func(src []byte, encoding string) ([]byte, error) {
		text := object.CallMethod(t, object.NewBytes(t, src), object.Intern("decode"), object.NewStr(t, encoding))
		if text == gc.Null {
			t.Exc = gc.Null
			return nil, errors.New("unknown encoding: " + encoding)
		}
		return []byte(object.StrOf(text)), nil
	}
}

// raiseSyntax raises the exception for an error of the parser or compiler.
func (m *Machine) raiseSyntax(t *Thread, err error, src []byte) {
	if _, pending := err.(pendingError); pending {
		return
	}
	e, ok := err.(*syntax.SyntaxError)
	if !ok {
		object.Raise(t, object.SyntaxErrorType, "%s", err.Error())
		return
	}
	exc := raiseSyntaxError(t, e)
	if exc == gc.Null {
		return
	}
	if e.HasText && src != nil {
		m.setMetadata(t, exc, e, src)
	}
}

// raiseSyntaxError raises the exception for an error of the parser. The result
// is the SyntaxError, Null if it is another exception.
func raiseSyntaxError(t *Thread, e *syntax.SyntaxError) Value {
	typ := object.SyntaxErrorType
	switch e.Kind {
	case "IndentationError":
		typ = object.IndentationErrorType
	case "TabError":
		typ = object.TabErrorType
	case "MemoryError":
		return object.Raise(t, object.MemoryErrorType, "%s", e.Msg)
	case "ValueError":
		return object.ValueErrorf(t, "%s", e.Msg)
	}
	text := object.None
	if e.HasText {
		text = object.NewStr(t, e.Text)
	}
	number := func(n int) Value {
		if n == syntax.NoPosition {
			return object.None
		}
		return object.NewInt(t, int64(n))
	}
	where := object.NewTuple(t, object.NewStr(t, e.Filename), number(e.Line), number(e.Col), text, number(e.EndLine), number(e.EndCol))
	exc := object.Call(t, typ.Obj, object.NewStr(t, e.Msg), where)
	if exc != gc.Null {
		object.RaiseObj(t, exc)
	}
	return exc
}

// setMetadata keeps with a SyntaxError what the search for a misspelt keyword
// needs: the line of the last whole statement, and the text unless it is that
// of the program's own file.
func (m *Machine) setMetadata(t *Thread, exc Value, e *syntax.SyntaxError, src []byte) {
	text := object.None
	if e.Filename != m.mainFile {
		text = object.NewStr(t, string(src))
	}
	data := object.NewTuple(t, gc.MakeInt(int64(lastStatement(src, e.Line))), gc.MakeInt(0), text)
	if !object.SetAttr(t, exc, object.Intern("_metadata"), data) {
		t.Exc = gc.Null
	}
}

// sourceLine returns line n (from 1) of a text without its newline.
func sourceLine(src []byte, n int) (string, bool) {
	start := 0
	for i := 1; i < n; i++ {
		k := indexByte(src[start:], '\n')
		if k < 0 {
			return "", false
		}
		start += k + 1
	}
	end := indexByte(src[start:], '\n')
	if end < 0 {
		return string(src[start:]), true
	}
	return string(src[start : start+end]), true
}

func indexByte(b []byte, c byte) int {
	for i, x := range b {
		if x == c {
			return i
		}
	}
	return -1
}

// bodyFunction makes a function that runs module-level code: called with the
// mapping of locals it executes the code in it.
func (m *Machine) bodyFunction(t *Thread, code *bytecode.Code, globals Value, separate bool) Value {
	linked := frame.Link(t, code, globals, m.builtinsOf(t, globals), separate)
	return gc.MakePtr(interp.NewFunction(t, linked))
}

// builtinsOf returns the dict that names not found in globals are looked up in.
func (m *Machine) builtinsOf(t *Thread, globals Value) Value {
	b := object.DictGetStr(t, globals, object.Intern("__builtins__"))
	switch {
	case object.Is(b, object.ShapeModule):
		return object.ModuleDict(b)
	case object.Is(b, object.ShapeDict):
		return b
	}
	return m.Builtins
}

// keepSource keeps the text of code that no file holds, for tracebacks.
func (m *Machine) keepSource(code *bytecode.Code, src []byte) {
	m.kept[code] = src
	for _, k := range code.Load().Consts {
		if inner, ok := k.(*bytecode.Code); ok {
			m.keepSource(inner, src)
		}
	}
}

// dedentText removes the blanks that all lines begin with, as python does with
// the program after -c.
func dedentText(text string) []byte {
	lines := strings.SplitAfter(text, "\n")
	margin, found := "", false
	for _, l := range lines {
		body := strings.TrimLeft(l, " \t")
		if strings.TrimRight(body, "\r\n") == "" {
			continue
		}
		indent := l[:len(l)-len(body)]
		if !found {
			margin, found = indent, true
		}
		for !strings.HasPrefix(indent, margin) {
			margin = margin[:len(margin)-1]
		}
	}
	if margin == "" {
		return []byte(text)
	}
	for i, l := range lines {
		if strings.TrimSpace(l) == "" {
			lines[i] = strings.TrimLeft(l, " \t")
			continue
		}
		lines[i] = strings.TrimPrefix(l, margin)
	}
	return []byte(strings.Join(lines, ""))
}
