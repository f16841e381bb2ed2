package vm

import (
	"fmt"
	"path/filepath"
	"strings"

	"gorgon/gc"
	"gorgon/lib/py"
	"gorgon/vm/bytecode"
	"gorgon/vm/codecache"
	"gorgon/vm/compile"
	"gorgon/vm/frame"
	"gorgon/vm/interp"
	"gorgon/vm/object"
	"gorgon/vm/syntax"
)

// importPrelude is the longest of the prelude's files.
const importPrelude = "prelude_import.py"

// preludeResult is the compiled prelude.
type preludeResult struct {
	files *bytecode.Code // its constants are name and code of each file by turns
	err   error
}

// compilePrelude begins to compile all files of the prelude, or gets them from
// the user's cache. Parser and compiler touch nothing of the runtime, so this
// goes on while the types are made.
func compilePrelude() <-chan preludeResult {
	done := make(chan preludeResult, 1)
	// The text is a part of the executable: no sum is needed.
	if code := codecache.Load(frame.PreludeFile, codecache.Sum{}); code != nil {
		done <- preludeResult{files: code}
		return done
	}
	go func() {
		code, err := compilePreludeFiles()
		if err == nil {
			codecache.Store(frame.PreludeFile, codecache.Sum{}, code)
		}
		done <- preludeResult{code, err}
	}()
	return done
}

func compilePreludeFiles() (*bytecode.Code, error) {
	entries, err := py.Files.ReadDir(".")
	if err != nil {
		return nil, err
	}
	all := &bytecode.Code{Body: &bytecode.Body{}}
	for _, e := range entries {
		if ok, _ := filepath.Match("prelude*.py", e.Name()); !ok {
			continue
		}
		code, err := compilePreludeFile(e.Name())
		if err != nil {
			return nil, fmt.Errorf("%s: %w", e.Name(), err)
		}
		all.Consts = append(all.Consts, e.Name(), code)
	}
	return all, nil
}

func compilePreludeFile(name string) (*bytecode.Code, error) {
	src, err := py.Files.ReadFile(name)
	if err != nil {
		return nil, err
	}
	tree, err := syntax.ParseConfig(src, &syntax.Config{Filename: frame.PreludeFile, Mode: syntax.Exec})
	if err != nil {
		return nil, err
	}
	code, warnings, err := compile.Compile(tree, frame.PreludeFile, compile.Options{})
	if len(warnings) > 0 && err == nil {
		err = fmt.Errorf("%d warnings", len(warnings))
	}
	return code, err
}

// loadPrelude runs the prelude's files; their functions are found by name.
func (m *Machine) loadPrelude(t *Thread, compiled preludeResult) error {
	if compiled.err != nil {
		return compiled.err
	}
	object.Prelude = func(name string) Value {
		v := m.prelude[name]
		if v == gc.Null {
			panic("vm: no prelude function " + name)
		}
		return v
	}
	host := m.makeHost(t)
	for files := compiled.files.Consts; len(files) > 0; files = files[2:] {
		name := files[0].(string)
		ns := object.NewDict(t)
		object.MarkNamespace(t, ns)
		object.DictSetStr(t, ns, object.Intern("_host"), host)
		object.DictSetStr(t, ns, object.Intern("__name__"), object.Intern("builtins"))
		if interp.Run(t, m.bodyFunction(t, files[1].(*bytecode.Code), ns, false), ns) == gc.Null {
			return fmt.Errorf("%s: %s", name, m.pending(t))
		}
		m.keepPrelude(ns, name == importPrelude)
	}
	return nil
}

// keepPrelude notes the names that a file of the prelude has defined.
func (m *Machine) keepPrelude(ns Value, forImport bool) {
	for pos := 0; ; {
		k, v, more := object.DictNext(m.Main, ns, &pos)
		if !more {
			return
		}
		name := strings.Clone(object.StrOf(k))
		m.prelude[name] = v
		if forImport {
			m.importNames[name] = true
		}
	}
}
