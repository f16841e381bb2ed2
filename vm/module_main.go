package vm

import (
	"os"
	"strings"

	"gorgon/gc"
	"gorgon/lib/py"
	"gorgon/vm/interp"
	"gorgon/vm/object"
)

// runModule is -m: it finds a module, as an import would, and runs it as
// __main__.
func (m *Machine) runModule(t *Thread, name string, ns Value) Value {
	spec := m.findMain(t, name)
	if spec == gc.Null {
		return gc.Null
	}
	items := object.TupleItems(spec)
	kind, origin := object.StrOf(items[0]), object.StrOf(items[1])
	var src []byte
	var err error
	filename := absolute(origin)
	switch kind {
	case "source":
		src, err = os.ReadFile(origin)
	case "embedded":
		filename = embeddedDir + "/" + origin
		src, err = py.Files.ReadFile(origin)
	default:
		return m.noMain(t, "No code object available for "+name)
	}
	if err != nil {
		return object.OSErrorFrom(t, err, items[1])
	}
	object.DictSetStr(t, ns, object.Intern("__file__"), object.NewStr(t, filename))
	pkg := ""
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		pkg = name[:i]
	}
	if strings.HasSuffix(origin, "/__main__.py") {
		pkg = name
	}
	object.DictSetStr(t, ns, object.Intern("__package__"), object.NewStr(t, pkg))
	argv := object.DictGetStr(t, object.ModuleDict(m.Sys), object.Intern("argv"))
	object.SetItem(t, argv, gc.MakeInt(0), object.NewStr(t, filename))
	return m.runText(t, src, filename, ns, false)
}

// findMain finds the module that -m names; of a package it is __main__.
func (m *Machine) findMain(t *Thread, name string) Value {
	path := object.None
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		parent := interp.Run(t, object.Prelude("import_module"), object.NewStr(t, name[:i]))
		if parent == gc.Null {
			return gc.Null
		}
		if path = object.GetAttr(t, parent, object.Intern("__path__")); path == gc.Null {
			return gc.Null
		}
	}
	spec := m.hostFind(t, []Value{object.NewStr(t, name), path})
	if spec == gc.Null || spec == object.None {
		return m.noMain(t, "No module named "+name)
	}
	if object.TupleItems(spec)[2] == object.None {
		return spec
	}
	if interp.Run(t, object.Prelude("import_module"), object.NewStr(t, name)) == gc.Null {
		return gc.Null
	}
	inner := m.hostFind(t, []Value{object.NewStr(t, name+".__main__"), object.TupleItems(spec)[2]})
	if inner == gc.Null || inner == object.None {
		return m.noMain(t, "No module named "+name+".__main__; '"+name+"' is a package and cannot be directly executed")
	}
	return inner
}

// noMain prints that -m cannot run what it names.
func (m *Machine) noMain(t *Thread, text string) Value {
	t.Exc = gc.Null
	os.Stderr.WriteString(m.Config.OrigArgv[0] + ": " + text + "\n")
	m.exitStatus, m.exitKnown = 1, true
	return gc.Null
}
