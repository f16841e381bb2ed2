package warnings

import (
	"strconv"
	"strings"

	"gorgon/gc"
	. "gorgon/vm/object"
)

func moduleWarn(t *Thread, a []Value) Value {
	level := 1
	if a[2] != Null {
		n, ok := IndexInt(t, a[2])
		if !ok {
			return Null
		}
		level = n
	}
	category, ok := categoryOf(t, a[0], a[1])
	if !ok {
		return Null
	}
	var skip []string
	if a[4] != Null {
		if !IsInstance(a[4], TupleType) {
			return TypeErrorf(t, "skip_file_prefixes must be a tuple of strs.")
		}
		for _, v := range TupleItems(a[4]) {
			if !IsStr(v) {
				return TypeErrorf(t, "Found non-str '%s' in skip_file_prefixes.", StrOf(Repr(t, v)))
			}
			skip = append(skip, StrOf(v))
		}
		if len(skip) > 0 && level < 2 {
			level = 2
		}
	}
	source := a[3]
	if source == Null {
		source = None
	}
	return result(warn(t, a[0], category, level, skip, source))
}

func result(ok bool) Value {
	if !ok {
		return Null
	}
	return None
}

// categoryOf is the class of a warning: that of the message, the one given, or
// UserWarning.
func categoryOf(t *Thread, message, given Value) (Value, bool) {
	if IsInstance(message, WarningType) {
		return TypeOf(message).Obj, true
	}
	if given == Null || given == None {
		return UserWarningType.Obj, true
	}
	if c := ClassOf(given); c == nil || !IsSubtype(c, WarningType) {
		name := TypeName(given)
		if c != nil {
			name = c.Name
		}
		TypeErrorf(t, "category must be a Warning subclass, not '%s'", name)
		return Null, false
	}
	return given, true
}

// warn issues a warning about the code level frames up.
func warn(t *Thread, message, category Value, level int, skip []string, source Value) bool {
	globals, file, line := Context(t, level, skip)
	if globals == Null {
		sys := Module(t, "sys")
		if sys == Null {
			return true
		}
		globals, file, line = ModuleDict(sys), "<sys>", 0
	}
	registryName := Intern("__warningregistry__")
	registry := DictGetStr(t, globals, registryName)
	if registry == Null {
		registry = NewDict(t)
		DictSetStr(t, globals, registryName, registry)
	}
	module := DictGetStr(t, globals, Intern("__name__"))
	if module == Null || !IsStr(module) && module != None {
		module = Intern("<string>")
	}
	w := warning{message: message, category: category, file: NewStr(t, file), line: line, module: module, registry: registry, source: source}
	return w.issue(t)
}

func moduleWarnExplicit(t *Thread, a []Value) Value {
	line, ok := IndexInt(t, a[3])
	if !ok {
		return Null
	}
	if !IsStr(a[2]) {
		return TypeErrorf(t, "warn_explicit() argument 'filename' must be str, not %s", TypeName(a[2]))
	}
	category, ok := categoryOf(t, a[0], a[1])
	if !ok {
		return Null
	}
	w := warning{message: a[0], category: category, file: a[2], line: line, module: a[4], registry: a[5], source: a[7]}
	if w.registry != Null && w.registry != None && !IsInstance(w.registry, DictType) {
		return TypeErrorf(t, "'registry' must be a dict or None, not %s", TypeName(w.registry))
	}
	if w.source == Null {
		w.source = None
	}
	return result(w.issue(t))
}

// Explicit issues a warning of the compiler about a line of a file. False: an
// exception is pending.
func Explicit(t *Thread, category *Type, message, file string, line int, sourceLine string) bool {
	w := warning{message: NewStr(t, message), category: category.Obj, file: NewStr(t, file), line: line,
		module: Null, registry: Null, source: None, text: sourceLine}
	return w.issue(t)
}

// warning is a warning on its way.
type warning struct {
	message, category Value
	file              Value
	line              int
	module, registry  Value // Null or None: none
	source            Value
	text              string // the source line, if it is known
}

// moduleName is the name that filters compare with, made from the file's if
// there is no other.
func (w *warning) moduleName(t *Thread) Value {
	if w.module != Null && w.module != None {
		return w.module
	}
	name := StrOf(w.file)
	if name == "" {
		return Intern("<unknown>")
	}
	return NewStr(t, strings.TrimSuffix(name, ".py"))
}

// issue looks the warning up in the registry and the filters and does what they
// say.
func (w *warning) issue(t *Thread) bool {
	ready(t)
	text, message := w.message, w.message
	if IsInstance(message, WarningType) {
		if text = Str(t, message); text == Null {
			return false
		}
		w.category = TypeOf(message).Obj
	} else if message = Call(t, w.category, w.message); message == Null {
		return false
	}
	lineno := NewInt(t, int64(w.line))
	key := NewTuple(t, text, w.category, lineno)
	if seen, ok := w.seen(t, w.registry, key, false); !ok || seen {
		return ok
	}
	action, rule, ok := w.action(t, text)
	if !ok {
		return false
	}
	switch action {
	case "error":
		RaiseObj(t, message)
		return false
	case "ignore":
		return true
	case "always", "all":
		return w.show(t, text, message)
	}
	if w.registry != Null && w.registry != None && !DictSet(t, w.registry, key, gc.True) {
		return false
	}
	seen := false
	switch action {
	case "once":
		once := setting(t, "onceregistry", state.once)
		if once == Null || !IsInstance(once, DictType) {
			TypeErrorf(t, "_warnings.onceregistry must be a dict")
			return false
		}
		seen, ok = w.seen(t, once, NewTuple(t, text, w.category, gc.MakeInt(0)), true)
	case "module":
		seen, ok = w.seen(t, w.registry, NewTuple(t, text, w.category, gc.MakeInt(0)), true)
	case "default":
	default:
		return Raise(t, RuntimeErrorType, "Unrecognized action (%s) in warnings.filters:\n %s", StrRepr(action), StrOf(Repr(t, rule))) != Null
	}
	if !ok || seen {
		return ok
	}
	return w.show(t, text, message)
}

// seen says whether a registry has an entry for key; mark makes one.
func (w *warning) seen(t *Thread, registry, key Value, mark bool) (seen, ok bool) {
	if registry == Null || registry == None {
		return false, true
	}
	version := Intern("version")
	was := DictGetStr(t, registry, version)
	now := NewInt(t, state.version.Load())
	if n, same := AsInt64(now); was == Null || !IsIntObj(was) || !sameInt(was, n) || !same {
		if CallMethod(t, registry, Intern("clear")) == Null {
			return false, false
		}
		DictSetStr(t, registry, version, now)
	} else {
		v, ok := DictGet(t, registry, key)
		if !ok {
			return false, false
		}
		if v != Null {
			seen, ok = Truth(t, v)
			if !ok || seen {
				return seen, ok
			}
		}
	}
	if mark {
		return false, DictSet(t, registry, key, gc.True)
	}
	return false, true
}

func sameInt(v Value, n int64) bool {
	got, ok := AsInt64(v)
	return ok && got == n
}

// action finds the first filter that the warning matches.
func (w *warning) action(t *Thread, text Value) (action string, rule Value, ok bool) {
	filters := setting(t, "filters", state.filters)
	if filters == Null {
		return "", Null, false
	}
	if !IsInstance(filters, ListType) {
		ValueErrorf(t, "_warnings.filters must be a list")
		return "", Null, false
	}
	module := w.moduleName(t)
	for i, f := range ListItems(t, filters) {
		if !IsInstance(f, TupleType) || TupleLen(f) != 5 {
			ValueErrorf(t, "warnings.filters item %d isn't a 5-tuple", i)
			return "", Null, false
		}
		r := TupleItems(f)
		if !IsStr(r[0]) {
			TypeErrorf(t, "action must be a string, not '%s'", TypeName(r[0]))
			return "", Null, false
		}
		hit, ok := w.matches(t, r, text, module)
		if !ok {
			return "", Null, false
		}
		if hit {
			return StrOf(r[0]), f, true
		}
	}
	action0 := setting(t, "defaultaction", state.action)
	if action0 == Null || !IsStr(action0) {
		if action0 != Null {
			TypeErrorf(t, "_warnings.defaultaction must be a string, not '%s'", TypeName(action0))
		}
		return "", Null, false
	}
	return StrOf(action0), None, true
}

// matches compares the warning with a filter.
func (w *warning) matches(t *Thread, r []Value, text, module Value) (hit, ok bool) {
	line, ok := IndexInt(t, r[4])
	if !ok {
		return false, false
	}
	if line != 0 && line != w.line {
		return false, true
	}
	if hit, ok = IsSubclassOf(t, w.category, r[2]); !ok || !hit {
		return false, ok
	}
	if hit, ok = matchesText(t, r[1], text); !ok || !hit {
		return false, ok
	}
	return matchesText(t, r[3], module)
}

// matchesText compares with None (anything), a str or a compiled pattern.
func matchesText(t *Thread, pattern, text Value) (hit, ok bool) {
	switch {
	case pattern == None:
		return true, true
	case Is(pattern, ShapeStr):
		return StrOf(pattern) == StrOf(text), true
	}
	r := CallMethod(t, pattern, Intern("match"), text)
	if r == Null {
		return false, false
	}
	return Truth(t, r)
}

// show prints the warning, through the module warnings if it is there.
func (w *warning) show(t *Thread, text, message Value) bool {
	m := Module(t, "warnings")
	if m == Null && w.source != None {
		if m = ImportModule(t, "warnings"); m == Null {
			t.Exc = Null
		}
	}
	if m != Null {
		fn, ok := GetAttrOpt(t, m, Intern("_showwarnmsg"))
		if !ok {
			return false
		}
		if fn != Null {
			return w.showIn(t, m, fn, message)
		}
	}
	return w.print(t, text)
}

// showIn calls warnings._showwarnmsg.
func (w *warning) showIn(t *Thread, m, fn, message Value) bool {
	if !IsCallable(fn) {
		TypeErrorf(t, "warnings._showwarnmsg() must be set to a callable")
		return false
	}
	class := GetAttrString(t, m, "WarningMessage")
	if class == Null {
		return false
	}
	msg := Call(t, class, message, w.category, w.file, NewInt(t, int64(w.line)), None, None, w.source)
	return msg != Null && Call(t, fn, msg) != Null
}

// SourceLine returns a line of a file for a warning, "" if it cannot be read.
// The composition root sets it.
var SourceLine func(file string, line int) string

func (w *warning) print(t *Thread, text Value) bool {
	pending := t.Exc
	file := StdStream(t, "stderr")
	if file == Null || file == None {
		t.Exc = pending
		return true
	}
	out := StrOf(w.file) + ":" + itoa(w.line) + ": " + ClassOf(w.category).Name + ": " + StrOf(text) + "\n"
	line := w.text
	if line == "" && SourceLine != nil {
		line = SourceLine(StrOf(w.file), w.line)
	}
	if line = strings.TrimLeft(strings.TrimRight(line, "\r\n"), " \t\f"); line != "" {
		out += "  " + line + "\n"
	}
	if CallMethod(t, file, Intern("write"), NewStr(t, out)) == Null {
		t.Exc = pending
	}
	return true
}

func itoa(n int) string { return strconv.Itoa(n) }
