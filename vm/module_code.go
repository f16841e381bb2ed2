package vm

import (
	"strings"

	"gorgon/gc"
	"gorgon/vm/bytecode"
	"gorgon/vm/codecache"
	"gorgon/vm/compile"
	"gorgon/vm/object"
	"gorgon/vm/syntax"
)

// moduleCode compiles the text of a module's file and keeps the code in the user's
// cache. nil: an exception is pending. Code whose compilation has something to say to
// the user is compiled each time.
func (m *Machine) moduleCode(t *Thread, src []byte, path string) *bytecode.Code {
	warned := m.warned.Load()
	code := m.compileSource(t, src, path, syntax.Exec, compile.Options{Optimize: m.Config.Optimize}, false)
	if code != nil && m.warned.Load() == warned && m.keepsCode(t, path) {
		codecache.Store(m.cacheName(path), codecache.SumOf(src), code)
	}
	return code
}

// cacheName is the name under which the code of a file is kept.
func (m *Machine) cacheName(path string) string {
	if m.Config.Optimize > 0 {
		return path + "\x00" + itoa(m.Config.Optimize)
	}
	return path
}

// keptCode returns a module's code from the cache, nil if it is not there. The text
// of the module's file is looked at piece by piece, and so leaves no garbage.
func (m *Machine) keptCode(path string) *bytecode.Code {
	f, err := openModule(path)
	if err != nil {
		return nil
	}
	defer f.Close()
	sum, err := codecache.SumOfAll(f)
	if err != nil {
		return nil
	}
	return codecache.Load(m.cacheName(path), sum)
}

// keepsCode says whether the code of a file is kept: always if the file belongs
// to the library, else unless the program is run with -B or the like.
func (m *Machine) keepsCode(t *Thread, path string) bool {
	if strings.HasPrefix(path, embeddedDir+"/") || m.libDir != "" && strings.HasPrefix(path, m.libDir+"/") {
		return true
	}
	v := object.DictGetStr(t, object.ModuleDict(m.Sys), object.Intern("dont_write_bytecode"))
	return v == gc.False || v == gc.Null
}
