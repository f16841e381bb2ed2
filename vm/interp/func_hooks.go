package interp

import (
	"strings"

	"gorgon/gc"
	"gorgon/vm/bytecode"
	"gorgon/vm/frame"
	"gorgon/vm/object"
)

// What function objects show of their code.

func init() {
	object.FuncDocstring = func(t *Thread, f gc.Value) gc.Value {
		doc := codeWord(gc.Load(f.Addr() + object.FuncCode)).Doc
		if doc == nil {
			return gc.None
		}
		return frame.ConstValue(t, doc)
	}
	object.FuncBuiltins = func(t *Thread, f gc.Value) gc.Value {
		return codeWord(gc.Load(f.Addr() + object.FuncCode)).Builtins
	}
	object.SetFuncCode = setFuncCode
	object.FunctionFromCode = functionFromCode
	object.NamesInScope = namesInScope
}

// setFuncCode is f.__code__ = v.
func setFuncCode(t *Thread, f, v gc.Value) bool {
	old, code := codeWord(gc.Load(f.Addr()+object.FuncCode)), CodeIn(v)
	old.Load()
	if len(code.FreeVars) != len(old.FreeVars) {
		object.ValueErrorf(t, "%s() requires a code object with %d free vars, not %d", object.StrOf(gc.Load(f.Addr()+object.FuncName)),
			len(old.FreeVars), len(code.FreeVars))
		return false
	}
	linked := frame.Link(t, code, old.Globals, old.Builtins, false)
	old.Pin() // a rollback may bring it back
	t.OwnObject(f.Addr())
	gc.Store(f.Addr()+object.FuncCode, gc.MakeInt(int64(linked.Addr())))
	return true
}

// functionFromCode is types.FunctionType(code, globals, name, argdefs, closure,
// kwdefaults); arguments that were not given are Null.
func functionFromCode(t *Thread, args []gc.Value) gc.Value {
	v, globals := args[0], args[1]
	given := func(i int) bool { return args[i] != gc.Null && args[i] != gc.None }
	switch {
	case object.TypeOf(v) != object.CodeType:
		return object.TypeErrorf(t, "function() argument 'code' must be code, not %s", object.TypeName(v))
	case !object.IsInstance(globals, object.DictType):
		return object.TypeErrorf(t, "function() argument 'globals' must be dict, not %s", object.TypeName(globals))
	case given(2) && !object.IsStr(args[2]):
		return object.TypeErrorf(t, "arg 3 (name) must be None or string")
	case given(3) && !object.IsInstance(args[3], object.TupleType):
		return object.TypeErrorf(t, "arg 4 (defaults) must be None or tuple")
	case given(5) && !object.IsInstance(args[5], object.DictType):
		return object.TypeErrorf(t, "arg 6 (kwdefaults) must be None or dict")
	}
	code := CodeIn(v)
	if !closureFits(t, code, args[4]) {
		return gc.Null
	}
	builtins := pythonBuiltins(t, globals)
	f := NewFunction(t, frame.Link(t, code, globals, builtins, false))
	if given(2) {
		gc.Store(f+object.FuncName, args[2])
	}
	for i, off := range map[int]uintptr{3: object.FuncDefaults, 4: object.FuncClosure, 5: object.FuncKwDefaults} {
		if given(i) {
			gc.Store(f+off, args[i])
		}
	}
	return gc.MakePtr(f)
}

// closureFits checks the closure argument against the code's free variables.
func closureFits(t *Thread, code *bytecode.Code, closure gc.Value) bool {
	want := len(code.FreeVars)
	if closure == gc.Null || closure == gc.None {
		if want == 0 {
			return true
		}
		object.TypeErrorf(t, "arg 5 (closure) must be tuple")
		return false
	}
	if !object.IsInstance(closure, object.TupleType) {
		object.TypeErrorf(t, "arg 5 (closure) must be None or tuple")
		return false
	}
	cells := object.TupleItems(closure)
	if len(cells) != want {
		object.ValueErrorf(t, "%s requires closure of length %d, not %d", code.Name, want, len(cells))
		return false
	}
	for _, c := range cells {
		if object.TypeOf(c) != object.CellType {
			object.TypeErrorf(t, "arg 5 (closure) expected cell, found %s", object.TypeName(c))
			return false
		}
	}
	return true
}

var nameBuiltins = object.Intern("__builtins__")

// pythonBuiltins is the dict of builtins for code with these globals: their
// own, or those of the running code.
func pythonBuiltins(t *Thread, globals gc.Value) gc.Value {
	b, ok := object.DictGet(t, globals, nameBuiltins)
	if !ok {
		object.ClearExc(t)
	}
	switch {
	case b != gc.Null && object.IsInstance(b, object.ModuleType):
		return object.ModuleDict(b)
	case b != gc.Null && object.IsInstance(b, object.DictType):
		return b
	}
	return code(pythonFrame(t.Base)).Builtins
}

// namesInScope returns the names that the innermost code of a traceback could
// use, for suggestions.
func namesInScope(t *Thread, tb gc.Value) (visible []string, self gc.Value) {
	for {
		next := gc.Load(tb.Addr() + object.TbNext)
		if next == gc.Null || next == gc.None {
			break
		}
		tb = next
	}
	c := codeWord(gc.Load(tb.Addr() + object.TbCode))
	seen := map[string]bool{}
	add := func(name string) {
		if !seen[name] && !strings.HasPrefix(name, ".") {
			seen[name] = true
			visible = append(visible, name)
		}
	}
	for _, list := range [][]string{c.VarNames, c.CellVars, c.FreeVars} {
		for _, name := range list {
			add(name)
		}
	}
	for _, d := range []gc.Value{c.Globals, c.Builtins} {
		for pos := 0; ; {
			k, _, more := object.DictNext(t, d, &pos)
			if !more {
				break
			}
			if object.IsStr(k) {
				add(object.StrOf(k))
			}
		}
	}
	if v, ok := object.DictGet(t, savedLocals(t, c, tb.Addr()), object.Intern("self")); ok {
		self = v
	}
	return visible, self
}
