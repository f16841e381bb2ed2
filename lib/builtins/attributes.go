package builtins

import (
	"gorgon/gc"
	"gorgon/vm/object"
)

// name checks and interns the name argument of the attribute functions.
func name(t *Thread, v Value) (Value, bool) {
	if !object.IsStr(v) {
		object.TypeErrorf(t, "attribute name must be string, not '%s'", object.TypeName(v))
		return null, false
	}
	return object.Intern(object.StrOf(v)), true
}

func getattr(t *Thread, args []Value) Value {
	n, ok := name(t, args[1])
	if !ok {
		return null
	}
	if args[2] == null {
		return object.GetAttr(t, args[0], n)
	}
	v, ok := object.GetAttrOpt(t, args[0], n)
	if ok && v == null {
		return args[2]
	}
	return v
}

func hasattr(t *Thread, args []Value) Value {
	n, ok := name(t, args[1])
	if !ok {
		return null
	}
	v, ok := object.GetAttrOpt(t, args[0], n)
	return boolean(v != null, ok)
}

func setattr(t *Thread, args []Value) Value {
	n, ok := name(t, args[1])
	if !ok || !object.SetAttr(t, args[0], n, args[2]) {
		return null
	}
	return none
}

func delattr(t *Thread, args []Value) Value {
	n, ok := name(t, args[1])
	if !ok || !object.DelAttr(t, args[0], n) {
		return null
	}
	return none
}

func callable(t *Thread, args []Value) Value { return gc.MakeBool(object.IsCallable(args[0])) }

func isinstance(t *Thread, args []Value) Value {
	return boolean(object.IsInstanceOf(t, args[0], args[1]))
}

func issubclass(t *Thread, args []Value) Value {
	return boolean(object.IsSubclassOf(t, args[0], args[1]))
}

func id(t *Thread, args []Value) Value { return object.NewUint(t, uint64(args[0])) }

func hash(t *Thread, args []Value) Value {
	h, ok := object.Hash(t, args[0])
	if !ok {
		return null
	}
	return object.NewInt(t, int64(h))
}

func length(t *Thread, args []Value) Value {
	n, ok := object.Len(t, args[0])
	if !ok {
		return null
	}
	return object.NewInt(t, int64(n))
}

func vars(t *Thread, args []Value) Value {
	if args[0] == null {
		return locals(t, nil)
	}
	d, ok := object.GetAttrOpt(t, args[0], object.Intern("__dict__"))
	if ok && d == null {
		return object.TypeErrorf(t, "vars() argument must have __dict__ attribute")
	}
	return d
}

func globals(t *Thread, args []Value) Value {
	if g := object.FrameGlobals(t); g != null {
		return g
	}
	return none
}

func locals(t *Thread, args []Value) Value {
	l := object.FrameLocals(t)
	if l == null && t.Exc == null {
		return object.Raise(t, object.SystemErrorType, "frame does not exist")
	}
	return l
}

// dir returns the names in the running scope, or what __dir__ says, sorted.
func dir(t *Thread, args []Value) Value {
	var src Value
	if args[0] == null {
		l := locals(t, nil)
		if l == null {
			return null
		}
		src = object.CallMethod(t, l, object.Intern("keys"))
	} else {
		fn, self := object.LookupSpecial(t, args[0], object.Intern("__dir__"))
		switch {
		case fn == null && t.Exc == null:
			return object.TypeErrorf(t, "object does not provide __dir__")
		case fn == null:
		case self == null:
			src = object.Call(t, fn)
		default:
			src = object.Call(t, fn, self)
		}
	}
	if src == null {
		return null
	}
	list := object.Call(t, object.ListType.Obj, src)
	if list == null || object.ListSort(t, list, null, false) == null {
		return null
	}
	return list
}
