package vm

import (
	"gorgon/lib/io"
	"gorgon/vm/object"
)

// setUpStreams makes sys.stdin, sys.stdout and sys.stderr.
func (m *Machine) setUpStreams(t *Thread) {
	d := object.ModuleDict(m.Sys)
	in, out, err := io.Standard(t, m.Config.Unbuffered)
	for name, v := range map[string]Value{"stdin": in, "stdout": out, "stderr": err} {
		object.DictSetStr(t, d, object.Intern(name), v)
		object.DictSetStr(t, d, object.Intern("__"+name+"__"), v)
	}
}
