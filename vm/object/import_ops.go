package object

// ImportFrom is the value that `from m import name` binds.
func ImportFrom(t *Thread, m, name Value) Value {
	v, ok := GetAttrOpt(t, m, name)
	if !ok || v != Null {
		return v
	}
	modName := "<unknown module name>"
	n, ok := GetAttrOpt(t, m, Intern("__name__"))
	if !ok {
		return Null
	}
	if n != Null && IsStr(n) {
		modName = StrOf(n)
		if sub := ImportedModule(t, modName+"."+StrOf(name)); sub != Null || t.Exc != Null {
			return sub
		}
	}
	file := None
	if f, ok := GetAttrOpt(t, m, Intern("__file__")); ok && f != Null {
		file = f
	} else {
		t.Exc = Null
	}
	where := "unknown location"
	if IsStr(file) {
		where = StrOf(file)
	}
	msg := "cannot import name '" + StrOf(name) + "' from '" + modName + "' (" + where + ")"
	if ModuleInitializing != nil && ModuleInitializing(t, m) {
		msg = "cannot import name '" + StrOf(name) + "' from partially initialized module '" + modName + "' (most likely due to a circular import) (" + where + ")"
	}
	return RaiseImport(t, ImportErrorType, msg, noneFor(n), file, name)
}

// ModuleInitializing says whether a module's body still runs. The importer
// sets it.
var ModuleInitializing func(t *Thread, m Value) bool

// ImportStar binds the public names of module m in the namespace ns.
func ImportStar(t *Thread, m, ns Value) bool {
	all, ok := GetAttrOpt(t, m, Intern("__all__"))
	if !ok {
		return false
	}
	public := all != Null
	if !public {
		d, ok := GetAttrOpt(t, m, Intern("__dict__"))
		if !ok {
			return false
		}
		if d == Null {
			Raise(t, ImportErrorType, "from-import-* object has no __dict__ and no __all__")
			return false
		}
		all = d
	}
	var names []Value
	if !Iterate(t, all, func(v Value) bool { names = append(names, v); return true }) {
		return false
	}
	for _, n := range names {
		if !IsStr(n) {
			TypeErrorf(t, "Item in %s.__all__ must be str, not %s", moduleNameOf(t, m), TypeName(n))
			return false
		}
		if s := StrOf(n); !public && len(s) > 0 && s[0] == '_' {
			continue
		}
		v := GetAttr(t, m, n)
		if v == Null || !SetItem(t, ns, n, v) {
			return false
		}
	}
	return true
}

func moduleNameOf(t *Thread, m Value) string {
	if n, ok := GetAttrOpt(t, m, Intern("__name__")); ok && n != Null && IsStr(n) {
		return StrOf(n)
	}
	return "?"
}
