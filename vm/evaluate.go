package vm

import (
	"strings"

	"gorgon/gc"
	"gorgon/vm/bytecode"
	"gorgon/vm/compile"
	"gorgon/vm/frame"
	"gorgon/vm/interp"
	"gorgon/vm/object"
	"gorgon/vm/syntax"
)

// Flags of compile() that are understood beside the future imports: the
// incomplete-input ones of codeop and ast.PyCF_ALLOW_TOP_LEVEL_AWAIT.
const (
	flagDontImplyDedent = 0x200
	flagOnlyAST         = 0x400
	flagTopLevelAwait   = 0x2000
	flagIncomplete      = 0x4000
)

// builtinCompile is builtins.compile.
func (m *Machine) builtinCompile(t *Thread, args []Value) Value {
	source, filename, modeName := args[0], args[1], args[2]
	if !object.IsStr(filename) {
		if !object.IsInstance(filename, object.BytesType) {
			return object.TypeErrorf(t, "expected str, bytes or os.PathLike object, not %s", object.TypeName(filename))
		}
		filename = object.NewStr(t, string(object.BytesOf(filename)))
	}
	flags, optimize := 0, m.Config.Optimize
	for i, p := range []*int{3: &flags, 5: &optimize} {
		if p == nil || args[i] == gc.Null {
			continue
		}
		n, ok := object.IndexInt(t, args[i])
		if !ok {
			return gc.Null
		}
		if i == 3 || n >= 0 {
			*p = n
		}
	}
	mode, ok := map[string]syntax.Mode{"exec": syntax.Exec, "eval": syntax.Eval, "single": syntax.Single}[object.StrOf(modeName)]
	if !ok {
		return object.ValueErrorf(t, "compile() mode must be 'exec', 'eval' or 'single'")
	}
	config := &syntax.Config{Filename: strings.Clone(object.StrOf(filename)), Mode: mode,
		DontImplyDedent: flags&flagDontImplyDedent != 0, AllowIncompleteInput: flags&flagIncomplete != 0}
	opts := compile.Options{Optimize: optimize, Future: bytecode.CodeFlags(flags) & bytecode.FutureFlags, TopLevelAwait: flags&flagTopLevelAwait != 0}
	if isTree(t, m, source) {
		if flags&flagOnlyAST != 0 {
			return source
		}
		return m.compileTree(t, source, config, opts)
	}
	src, isStr, ok := sourceBytes(t, "compile", "AST", source)
	if !ok {
		return gc.Null
	}
	config.IgnoreCookie = isStr
	if flags&flagOnlyAST != 0 {
		tree := m.parse(t, src, config)
		if tree == nil {
			return gc.Null
		}
		return astObject(t, tree)
	}
	code := m.compileConfig(t, src, config, opts)
	if code == nil {
		return gc.Null
	}
	return interp.CodeValue(t, code)
}

// compileTree compiles the Python object of a syntax tree.
func (m *Machine) compileTree(t *Thread, source Value, config *syntax.Config, opts compile.Options) Value {
	tree, ok := readTree(t, source, config.Mode)
	if !ok {
		return gc.Null
	}
	code := m.codeOfTree(t, tree, nil, config, opts)
	if code == nil {
		return gc.Null
	}
	return interp.CodeValue(t, code)
}

// sourceBytes returns the text of a source argument.
func sourceBytes(t *Thread, function, other string, source Value) (src []byte, isStr, ok bool) {
	switch {
	case object.IsStr(source):
		src, isStr = []byte(object.StrOf(source)), true
	case object.IsInstance(source, object.BytesType), object.IsInstance(source, object.ByteArrayType):
		src = append([]byte(nil), object.BytesOf(source)...)
	default:
		object.TypeErrorf(t, "%s() arg 1 must be a string, bytes or %s object", function, map[bool]string{true: "AST", false: "code"}[function == "compile"])
		return nil, false, false
	}
	for _, b := range src {
		if b == 0 {
			object.Raise(t, object.SyntaxErrorType, "source code string cannot contain null bytes")
			return nil, false, false
		}
	}
	return src, isStr, true
}

// codeFor returns the code that exec or eval runs.
func (m *Machine) codeFor(t *Thread, function string, source Value, mode syntax.Mode) *bytecode.Code {
	if object.Is(source, object.ShapeCode) {
		return interp.CodeIn(source)
	}
	src, isStr, ok := sourceBytes(t, function, "code", source)
	if !ok {
		return nil
	}
	if mode == syntax.Eval {
		for len(src) > 0 && (src[0] == ' ' || src[0] == '\t') {
			src = src[1:]
		}
	}
	return m.compileSource(t, src, "<string>", mode, compile.Options{Optimize: m.Config.Optimize}, isStr)
}

// builtinExec is builtins.exec.
func (m *Machine) builtinExec(t *Thread, source, globals, locals, closure Value) Value {
	code := m.codeFor(t, "exec", source, syntax.Exec)
	if code == nil {
		return gc.Null
	}
	n := 0
	if closure != gc.Null && closure != object.None {
		n = object.TupleLen(closure)
	}
	if n != len(code.FreeVars) {
		return object.TypeErrorf(t, "code object requires a closure of exactly length %d", len(code.FreeVars))
	}
	fn := m.runnable(t, code, globals, locals)
	if n > 0 {
		gc.Store(fn.Addr()+object.FuncClosure, closure)
	}
	return t.SetTail(object.Prelude("run_exec"), fn, locals)
}

// builtinEval is builtins.eval.
func (m *Machine) builtinEval(t *Thread, source, globals, locals Value) Value {
	code := m.codeFor(t, "eval", source, syntax.Eval)
	if code == nil {
		return gc.Null
	}
	if len(code.FreeVars) > 0 {
		return object.TypeErrorf(t, "code object passed to eval() may not contain free variables")
	}
	return t.SetTail(m.runnable(t, code, globals, locals), locals)
}

// runnable links code to globals and makes a function that runs it when it is
// called with the mapping of locals.
func (m *Machine) runnable(t *Thread, code *bytecode.Code, globals, locals Value) Value {
	m.prepareNamespace(t, globals)
	linked := frame.Link(t, code, globals, m.builtinsOf(t, globals), globals != locals)
	return gc.MakePtr(interp.NewFunction(t, linked))
}
