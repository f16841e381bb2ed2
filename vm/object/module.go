package object

import (
	"fmt"
	"sync"

	"gorgon/gc"
)

// A module has one word: its dict.
const ModuleDictOffset = gc.HeaderSize

func init() {
	ModuleType.ownDict = func(t *Thread, v Value, create bool) Value { return ModuleDict(v) }
	ModuleType.Setup(Spec{
		Doc:     "Create a module object.\n\nThe name must be a string; the optional docstring can have any type.",
		Payload: 8, Layout: gc.LayoutValues, HasDict: true,
		Slots:   Slots{New: moduleNew, Init: moduleInit, Repr: moduleRepr, GetAttr: moduleGetAttr},
		Methods: []Method{{Name: "__dir__", Sig: "(self, /)", Fn: moduleDir, Doc: "__dir__() -> list\nspecialized dir() implementation"}},
		Getset: []Getset{
			{Name: "__dict__", Get: func(t *Thread, v Value) Value { return ModuleDict(v) }},
			{Name: "__annotations__", Get: moduleAnnotations, Set: moduleSetAnnotations},
			{Name: "__annotate__", Get: func(t *Thread, v Value) Value { return noneFor(DictGetStr(t, ModuleDict(v), names.__annotate__)) },
				Set: moduleSetAnnotate},
		},
	})
}

// ModuleDict returns the namespace of a module.
func ModuleDict(m Value) Value { return gc.Load(m.Addr() + ModuleDictOffset) }

func allocModule(t *Thread, cls *Type) Value {
	o := cls.New(t)
	d := NewDict(t)
	DictSetNamespace(t, d)
	gc.Store(o+ModuleDictOffset, d)
	return gc.MakePtr(o)
}

// NewModule makes a module with the attributes that every module has.
func NewModule(t *Thread, name string) Value {
	m := allocModule(t, ModuleType)
	fillModule(t, m, NewStr(t, name), None)
	return m
}

func fillModule(t *Thread, m, name, doc Value) {
	d := ModuleDict(m)
	DictSetStr(t, d, names.__name__, name)
	DictSetStr(t, d, names.__doc__, doc)
	DictSetStr(t, d, names.__package__, None)
	DictSetStr(t, d, names.__loader__, None)
	DictSetStr(t, d, names.__spec__, None)
}

func moduleNew(t *Thread, cls *Type, args []Value, kw Value) Value { return allocModule(t, cls) }

var moduleSig = ParseSignature("(name, doc=?)")

func moduleInit(t *Thread, v Value, args []Value, kw Value) bool {
	var buf [2]Value
	a, ok := Bind(t, "module", moduleSig, args, kw, buf[:0])
	if !ok {
		return false
	}
	if !IsStr(a[0]) {
		TypeErrorf(t, "module() argument 'name' must be str, not %s", TypeName(a[0]))
		return false
	}
	fillModule(t, v, a[0], noneFor(a[1]))
	return true
}

// moduleText returns an entry of the namespace that is a str.
func moduleText(t *Thread, d, name Value) (string, bool) {
	if v := DictGetStr(t, d, name); v != Null && IsStr(v) {
		return StrOf(v), true
	}
	return "", false
}

func moduleRepr(t *Thread, v Value) Value {
	d := ModuleDict(v)
	name, ok := moduleText(t, d, names.__name__)
	if !ok {
		name = "?"
	}
	quoted := StrRepr(name)
	origin, loader := "", Null
	if spec := DictGetStr(t, d, names.__spec__); spec != Null && spec != None {
		o, ok := GetAttrOpt(t, spec, Intern("origin"))
		if !ok {
			return Null
		}
		if o != Null && IsStr(o) {
			origin = StrOf(o)
		}
		if has, ok := GetAttrOpt(t, spec, Intern("has_location")); !ok {
			return Null
		} else if has == False && origin != "" {
			return NewStr(t, fmt.Sprintf("<module %s (%s)>", quoted, origin))
		}
	}
	if file, ok := moduleText(t, d, names.__file__); ok {
		return NewStr(t, fmt.Sprintf("<module %s from %s>", quoted, StrRepr(file)))
	}
	if origin != "" {
		return NewStr(t, fmt.Sprintf("<module %s from %s>", quoted, StrRepr(origin)))
	}
	if loader = DictGetStr(t, d, names.__loader__); loader != Null && loader != None {
		r := Repr(t, loader)
		if r == Null {
			return Null
		}
		return NewStr(t, fmt.Sprintf("<module %s (%s)>", quoted, StrOf(r)))
	}
	if IsNativeModule(name) {
		return NewStr(t, "<module "+quoted+" (built-in)>")
	}
	return NewStr(t, "<module "+quoted+">")
}

// moduleGetAttr is generic access, then the module's own __getattr__.
func moduleGetAttr(t *Thread, v, name Value) Value {
	if r := genericGetAttr(t, v, name, false); r != Null || t.Exc != Null {
		return r
	}
	d := ModuleDict(v)
	if hook := DictGetStr(t, d, names.__getattr__); hook != Null {
		return Call(t, hook, name)
	}
	mod, ok := moduleText(t, d, names.__name__)
	if !ok {
		return raiseAttribute(t, v, name, "module has no attribute '"+StrOf(name)+"'")
	}
	return raiseAttribute(t, v, name, moduleMissing(t, d, mod, StrOf(name)))
}

// moduleMissing words the error for a missing attribute, by how far the import
// of the module has come.
func moduleMissing(t *Thread, d Value, mod, name string) string {
	if spec := DictGetStr(t, d, names.__spec__); spec != Null && spec != None {
		busy, ok := GetAttrOpt(t, spec, names._initializing)
		if !ok {
			ClearExc(t)
		} else if busy == True {
			if file, ok := moduleText(t, d, names.__file__); ok {
				return fmt.Sprintf("partially initialized module '%s' from '%s' has no attribute '%s' (most likely due to a circular import)", mod, file, name)
			}
			return fmt.Sprintf("partially initialized module '%s' has no attribute '%s' (most likely due to a circular import)", mod, name)
		}
	}
	text := fmt.Sprintf("module '%s' has no attribute '%s'", mod, name)
	if (mod == "os" || mod == "posix") && (name == "fork" || name == "forkpty") {
		text += ": a process whose threads run in parallel cannot be copied; use threads, or subprocess"
	}
	return text
}

func moduleDir(t *Thread, args []Value) Value {
	d := GetAttr(t, args[0], names.__dict__)
	if d == Null {
		return Null
	}
	if !IsInstance(d, DictType) {
		return TypeErrorf(t, "%s.__dict__ is not a dictionary", TypeName(args[0]))
	}
	if hook := DictGetStr(t, d, names.__dir__); hook != Null {
		return Call(t, hook)
	}
	set := NewSet(t)
	if !addKeys(t, set, d) {
		return Null
	}
	return NewList(t, SetItems(t, set))
}

func moduleAnnotations(t *Thread, v Value) Value {
	d := ModuleDict(v)
	if a := DictGetStr(t, d, names.__annotations__); a != Null {
		return a
	}
	a := Null
	if fn := DictGetStr(t, d, names.__annotate__); fn != Null && IsCallable(fn) {
		if a = Call(t, fn, gc.MakeInt(1)); a == Null {
			return Null
		}
		if !IsInstance(a, DictType) {
			return TypeErrorf(t, "__annotate__ returned non-dict of type '%s'", TypeName(a))
		}
	} else {
		a = NewDict(t)
	}
	DictSetStr(t, d, names.__annotations__, a)
	return a
}

func moduleSetAnnotations(t *Thread, v, val Value) bool {
	d := ModuleDict(v)
	if val != Null {
		DictSetStr(t, d, names.__annotations__, val)
		return true
	}
	found, ok := DictDel(t, d, names.__annotations__)
	if ok && !found {
		raiseAttribute(t, v, names.__annotations__, "__annotations__")
	}
	return ok && found
}

func moduleSetAnnotate(t *Thread, v, val Value) bool {
	switch {
	case val == Null:
		TypeErrorf(t, "cannot delete __annotate__ attribute")
		return false
	case val != None && !IsCallable(val):
		TypeErrorf(t, "__annotate__ must be callable or None")
		return false
	}
	DictSetStr(t, ModuleDict(v), names.__annotate__, val)
	if val != None {
		_, ok := DictDel(t, ModuleDict(v), names.__annotations__)
		return ok
	}
	return true
}

// nativeModules are the modules written in Go, by name.
//
// Main invariant: written only by init functions.
var nativeModules = struct {
	sync.Mutex
	init map[string]func(t *Thread, m Value)
}{init: map[string]func(t *Thread, m Value){}}

// RegisterModule declares a module written in Go; init fills it when it is
// imported first.
func RegisterModule(name string, init func(t *Thread, m Value)) {
	nativeModules.Lock()
	defer nativeModules.Unlock()
	nativeModules.init[name] = init
}

// IsNativeModule says whether a module of that name is written in Go.
func IsNativeModule(name string) bool { return nativeModules.init[name] != nil }

// MakeNativeModule makes a registered module. The importer keeps it in
// sys.modules and does not ask twice. Modules keep classes and tables of theirs
// outside the heap, where nothing is undone: what makes one is irrevocable.
func MakeNativeModule(t *Thread, name string) Value {
	if !t.Solo {
		t.BecomeIrrevocable()
	}
	m := NewModule(t, name)
	nativeModules.init[name](t, m)
	return m
}

// AddType puts a builtin type into a module's namespace under its own name.
func AddType(t *Thread, m Value, typ *Type) { DictSetStr(t, ModuleDict(m), Intern(typ.Name), typ.Obj) }

// AddValue puts a value into a module's namespace.
func AddValue(t *Thread, m Value, name string, v Value) {
	DictSetStr(t, ModuleDict(m), Intern(name), v)
}
