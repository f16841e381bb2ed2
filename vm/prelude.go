package vm

import (
	"fmt"
	"path/filepath"
	"strings"

	"gorgon/gc"
	"gorgon/lib/py"
	"gorgon/vm/bytecode"
	"gorgon/vm/compile"
	"gorgon/vm/frame"
	"gorgon/vm/interp"
	"gorgon/vm/object"
	"gorgon/vm/syntax"
)

// importPrelude is the longest of the prelude's files.
const importPrelude = "prelude_import.py"

// preludeFile is a file of the prelude that is being compiled, on a goroutine of
// its own: parser and compiler touch nothing of the runtime, so that this goes
// on while the types are made.
type preludeFile struct {
	name string
	done chan struct{} // closed when code or err is set
	code *bytecode.Code
	err  error
}

// compilePrelude begins to compile all files of the prelude.
func compilePrelude() ([]*preludeFile, error) {
	entries, err := py.Files.ReadDir(".")
	if err != nil {
		return nil, err
	}
	var files, short []*preludeFile
	for _, e := range entries {
		if ok, _ := filepath.Match("prelude*.py", e.Name()); !ok {
			continue
		}
		f := &preludeFile{name: e.Name(), done: make(chan struct{})}
		files = append(files, f)
		if f.name == importPrelude {
			go f.compile()
		} else {
			short = append(short, f)
		}
	}
	go func() {
		for _, f := range short {
			f.compile()
		}
	}()
	return files, nil
}

func (f *preludeFile) compile() {
	defer close(f.done)
	src, err := py.Files.ReadFile(f.name)
	if err != nil {
		f.err = err
		return
	}
	tree, err := syntax.ParseConfig(src, &syntax.Config{Filename: frame.PreludeFile, Mode: syntax.Exec})
	if err != nil {
		f.err = err
		return
	}
	var warnings []compile.Warning
	f.code, warnings, f.err = compile.Compile(tree, frame.PreludeFile, compile.Options{})
	if len(warnings) > 0 && f.err == nil {
		f.err = fmt.Errorf("%d warnings", len(warnings))
	}
}

// loadPrelude runs the prelude's files; their functions are found by name.
func (m *Machine) loadPrelude(t *Thread, files []*preludeFile) error {
	object.Prelude = func(name string) Value {
		v := m.prelude[name]
		if v == gc.Null {
			panic("vm: no prelude function " + name)
		}
		return v
	}
	host := m.makeHost(t)
	for _, f := range files {
		if <-f.done; f.err != nil {
			return fmt.Errorf("%s: %w", f.name, f.err)
		}
		ns := object.NewDict(t)
		object.MarkNamespace(t, ns)
		object.DictSetStr(t, ns, object.Intern("_host"), host)
		object.DictSetStr(t, ns, object.Intern("__name__"), object.Intern("builtins"))
		if interp.Run(t, m.bodyFunction(t, f.code, ns, false), ns) == gc.Null {
			return fmt.Errorf("%s: %s", f.name, m.pending(t))
		}
		for pos := 0; ; {
			k, v, more := object.DictNext(t, ns, &pos)
			if !more {
				break
			}
			name := strings.Clone(object.StrOf(k))
			m.prelude[name] = v
			if f.name == importPrelude {
				m.importNames[name] = true
			}
		}
	}
	return nil
}
