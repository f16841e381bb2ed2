package builtins

import "gorgon/vm/object"

// eval, exec and compile check their arguments; the interpreter does the rest.

func compile(t *Thread, args []Value) Value { return object.Compile(t, args) }

// scopes fills in the globals and locals that were not given.
func scopes(t *Thread, globals, locals Value) (Value, Value, bool) {
	if globals == null || globals == none {
		g := object.FrameGlobals(t)
		if locals == null || locals == none {
			if locals = object.FrameLocals(t); locals == null {
				return null, null, false
			}
		}
		if g == null {
			object.Raise(t, object.SystemErrorType, "globals and locals cannot be NULL")
		}
		return g, locals, g != null
	}
	if locals == null || locals == none {
		locals = globals
	}
	return globals, locals, true
}

// isMapping says whether v has __getitem__; more is not asked.
func isMapping(v Value) bool { return object.TypeOf(v).Slots.GetItem != nil }

func eval(t *Thread, args []Value) Value {
	globals, locals := args[1], args[2]
	if locals != null && locals != none && !isMapping(locals) {
		return object.TypeErrorf(t, "locals must be a mapping")
	}
	if globals != null && globals != none && !object.IsInstance(globals, object.DictType) {
		if isMapping(globals) {
			return object.TypeErrorf(t, "globals must be a real dict; try eval(code, {}, mapping)")
		}
		return object.TypeErrorf(t, "globals must be a dict")
	}
	globals, locals, ok := scopes(t, globals, locals)
	if !ok {
		return null
	}
	return object.Eval(t, args[0], globals, locals)
}

func exec(t *Thread, args []Value) Value {
	globals, locals := args[1], args[2]
	if globals != null && globals != none && !object.IsInstance(globals, object.DictType) {
		return object.TypeErrorf(t, "exec() globals must be a dict, not %s", object.TypeName(globals))
	}
	if locals != null && locals != none && !isMapping(locals) {
		return object.TypeErrorf(t, "locals must be a mapping or None, not %s", object.TypeName(locals))
	}
	globals, locals, ok := scopes(t, globals, locals)
	if !ok {
		return null
	}
	closure := args[3]
	if closure == none {
		closure = null
	}
	return object.Exec(t, args[0], globals, locals, closure)
}
