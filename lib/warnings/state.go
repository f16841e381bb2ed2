package warnings

import (
	"sync/atomic"

	"gorgon/gc"
	. "gorgon/vm/object"
)

// state is what the module holds whether or not it has been imported.
//
// Main invariant: the three values are set together, by ready, before the first
// of them is used; the program changes what is in them, never the words.
var state struct {
	filters, once, action Value
	// version counts changes of the filters.
	version atomic.Int64
}

type stateRoots struct{}

// VisitRoots implements gc.RootSource.
func (stateRoots) VisitRoots(visit func(Value)) {
	visit(state.filters)
	visit(state.once)
	visit(state.action)
}

func init() {
	RegisterModule("_warnings", fill)
	gc.RegisterRoots(stateRoots{})
	WarnHook = func(t *Thread, category *Type, stackLevel int, message string) bool {
		return warn(t, NewStr(t, message), category.Obj, stackLevel, nil, None)
	}
}

// Context says what code is running stackLevel frames up (1: the innermost):
// its globals, file and line. Null: the stack is not that deep. skip are
// prefixes of files that do not count. The composition root sets it.
var Context func(t *Thread, stackLevel int, skip []string) (globals Value, file string, line int)

// Module returns a module that the program has imported, Null if it has not.
// The composition root sets it.
var Module func(t *Thread, name string) Value

// ready makes the filters that hold without any -W option.
func ready(t *Thread) {
	if state.filters != Null {
		return
	}
	filter := func(action string, category *Type, module Value) Value {
		return NewTuple(t, Intern(action), None, category.Obj, module, gc.MakeInt(0))
	}
	state.once = NewDict(t)
	state.action = Intern("default")
	state.version.Store(1)
	state.filters = NewList(t, []Value{
		filter("default", DeprecationWarningType, Intern("__main__")),
		filter("ignore", DeprecationWarningType, None),
		filter("ignore", PendingDeprecationWarningType, None),
		filter("ignore", ImportWarningType, None),
		filter("ignore", ResourceWarningType, None),
	})
}

// AddFilter puts a filter in front of the others: that of an option -W.
func AddFilter(t *Thread, action string, category *Type, line int) bool {
	ready(t)
	items := ListItems(t, state.filters)
	f := NewTuple(t, Intern(action), None, category.Obj, None, gc.MakeInt(int64(line)))
	state.filters = NewList(t, append([]Value{f}, items...))
	state.version.Add(1)
	return true
}

func fill(t *Thread, m Value) {
	ready(t)
	AddValue(t, m, "filters", state.filters)
	AddValue(t, m, "_onceregistry", state.once)
	AddValue(t, m, "_defaultaction", state.action)
	AddFunctions(t, m, []Method{
		{Name: "warn", Sig: "(message, category=?, stacklevel=?, source=?, *, skip_file_prefixes=?)", Fn: moduleWarn,
			Doc: "Issue a warning, or maybe ignore it or raise an exception."},
		{Name: "warn_explicit", Sig: "(message, category, filename, lineno, module=?, registry=?, module_globals=?, source=?)", Fn: moduleWarnExplicit,
			Doc: "Issue a warning, or maybe ignore it or raise an exception."},
		{Name: "_filters_mutated_lock_held", Sig: "()", Fn: filtersChanged},
		{Name: "_acquire_lock", Sig: "()", Fn: nothing},
		{Name: "_release_lock", Sig: "()", Fn: nothing},
	})
	if ImportModule == nil {
		return
	}
	if cv := ImportModule(t, "_contextvars"); cv != Null {
		if v := Call(t, GetAttrString(t, cv, "ContextVar"), Intern("warnings_context")); v != Null {
			AddValue(t, m, "_warnings_context", v)
		}
	}
	t.Exc = Null
}

func filtersChanged(t *Thread, a []Value) Value {
	state.version.Add(1)
	return None
}

// nothing stands for the lock around the filters, which a transaction makes
// unnecessary.
func nothing(t *Thread, a []Value) Value { return None }

// setting is an attribute of the module warnings, or what stands for it as long
// as that has not been imported. Null: an exception is pending.
func setting(t *Thread, name string, own Value) Value {
	m := Module(t, "warnings")
	if m == Null {
		return own
	}
	v, ok := GetAttrOpt(t, m, Intern(name))
	if !ok {
		return Null
	}
	if v == Null {
		return own
	}
	return v
}
