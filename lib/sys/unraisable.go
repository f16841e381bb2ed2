package sys

import "gorgon/vm/object"

// Exceptions that nobody can catch: they go to sys.unraisablehook.

// WriteError writes to sys.stderr, and FormatUnraisable is the text about an
// exception that nobody can catch; vm sets them.
var (
	WriteError       func(t *Thread, text string)
	FormatUnraisable func(t *Thread, exc, traceback Value) string
)

var unraisableFields = []string{"exc_type", "exc_value", "exc_traceback", "err_msg", "object"}

func init() {
	object.Unraisable = reportUnraisable
	object.RegisterModule("_gorgon", func(t *Thread, m Value) {
		object.AddFunctions(t, m, []object.Method{{Name: "report_unraisable", Sig: "(exc, err_msg, object, /)",
			Fn: func(t *Thread, a []Value) Value { reportUnraisable(t, a[0], a[1], a[2]); return none }}})
	})
}

// reportUnraisable calls sys.unraisablehook.
func reportUnraisable(t *Thread, exc, message, where Value) {
	m := object.ImportedModule(t, "sys")
	if m == null {
		object.ClearExc(t)
		return
	}
	class := unraisableClass(t)
	if class == null {
		object.ClearExc(t)
		return
	}
	tb := object.ExcField(t, exc, object.ExcTraceback)
	if tb == null {
		tb = none
	}
	if where == null {
		where = none
	}
	args := object.Call(t, class, object.NewTuple(t, object.TypeOf(exc).Obj, exc, tb, message, where))
	hook := object.DictGetStr(t, object.ModuleDict(m), object.Intern("unraisablehook"))
	if args != null && hook != null && hook != none {
		object.Call(t, hook, args)
	}
	object.ClearExc(t)
}

// unraisableClass is the class of what the hook gets.
func unraisableClass(t *Thread) Value {
	m := object.ImportedModule(t, "sys")
	if m == null {
		return null
	}
	name := object.Intern("UnraisableHookArgs")
	class := object.DictGetStr(t, object.ModuleDict(m), name)
	if class == null {
		if class = object.StructSeqType(t, "sys", "UnraisableHookArgs", unraisableFields, 0, nil); class != null {
			object.DictSetStr(t, object.ModuleDict(m), name, class)
		}
	}
	return class
}

// unraisableHook is sys.unraisablehook as it is in the beginning.
func unraisableHook(t *Thread, a []Value) Value {
	class := object.ClassOf(unraisableClass(t))
	if class == nil || !object.IsInstance(a[0], class) {
		return object.TypeErrorf(t, "sys.unraisablehook argument type must be UnraisableHookArgs")
	}
	args := object.TupleItems(a[0])
	exc, tb, message, where := args[1], args[2], args[3], args[4]
	text := ""
	if message != none {
		s := object.Str(t, message)
		if s == null {
			return null
		}
		text = object.StrOf(s)
	}
	if where != none {
		r := object.Repr(t, where)
		shown := "<object repr() failed>"
		if r != null {
			shown = object.StrOf(r)
		}
		object.ClearExc(t)
		if text == "" {
			text = "Exception ignored in"
		}
		text += ": " + shown
	} else if text != "" {
		text += ":"
	}
	if text != "" {
		WriteError(t, text+"\n")
	}
	if exc != none && object.IsException(exc) {
		WriteError(t, FormatUnraisable(t, exc, tb))
	}
	return none
}
