package compile_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"gorgon/internal/cpython"
	"gorgon/vm/compile"
	"gorgon/vm/syntax"
)

// report is what compiling a program gives: an error or none, and warnings.
type report struct {
	Kind     string
	Msg      string
	Line     int
	Col      int
	EndLine  int
	EndCol   int
	Warnings []warning
}

type warning struct {
	Category string
	Msg      string
	Line     int
}

// oracle compiles a list of programs in CPython.
const oracle = `
import json, sys, warnings
out = []
for src in json.load(sys.stdin):
    r = dict(Kind='', Msg='', Line=0, Col=0, EndLine=0, EndCol=0)
    with warnings.catch_warnings(record=True) as ws:
        warnings.simplefilter('always')
        try:
            compile(src, 'prog.py', 'exec', dont_inherit=True)
        except SyntaxError as e:
            r.update(Kind=type(e).__name__, Msg=e.msg, Line=e.lineno or 0, Col=e.offset or 0,
                     EndLine=e.end_lineno or 0, EndCol=e.end_offset or 0)
    r['Warnings'] = [dict(Category=w.category.__name__, Msg=str(w.message), Line=w.lineno) for w in ws]
    out.append(r)
json.dump(out, sys.stdout)
`

func askCPython(t testing.TB, programs []string) []report {
	t.Helper()
	exe, err := cpython.Exe()
	if err != nil {
		t.Skip(err)
	}
	in, err := json.Marshal(programs)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe, "-I", "-c", oracle)
	cmd.Stdin = bytes.NewReader(in)
	cmd.Stderr = os.Stderr
	data, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var reports []report
	if err := json.Unmarshal(data, &reports); err != nil {
		t.Fatal(err)
	}
	return reports
}

// ours compiles a program with this package.
func ours(src string) (r report) {
	cfg := &syntax.Config{Filename: "prog.py", Warn: func(w syntax.Warning) error {
		r.Warnings = append(r.Warnings, warning{w.Category, w.Msg, w.Line})
		return nil
	}}
	mod, err := syntax.ParseConfig([]byte(src), cfg)
	if err == nil {
		var ws []compile.Warning
		_, ws, err = compile.Compile(mod, "prog.py", compile.Options{})
		for _, w := range ws {
			r.Warnings = append(r.Warnings, warning{w.Category, w.Msg, w.Line})
		}
	}
	if e, ok := err.(*syntax.SyntaxError); ok {
		r.Kind, r.Msg, r.Line, r.Col, r.EndLine, r.EndCol = e.Kind, e.Msg, e.Line, e.Col, e.EndLine, e.EndCol
	} else if err != nil {
		r.Kind, r.Msg = "?", err.Error()
	}
	return r
}

// chunks returns the programs of a file, separated by lines of three dashes.
func chunks(t testing.TB, path string) []string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	list := strings.Split(string(data), "\n---\n")
	for i := range list {
		list[i] = strings.TrimRight(list[i], "\n") + "\n"
	}
	return list
}

// TestErrors compares errors and warnings with CPython's.
func TestErrors(t *testing.T) {
	files, err := filepath.Glob("testdata/compileerrors/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no programs", err)
	}
	for _, file := range files {
		programs := chunks(t, file)
		want := askCPython(t, programs)
		for i, src := range programs {
			got := ours(src)
			g, _ := json.Marshal(got)
			w, _ := json.Marshal(want[i])
			if got.Warnings == nil {
				g = bytes.Replace(g, []byte("null"), []byte("[]"), 1)
			}
			if !bytes.Equal(g, w) {
				t.Errorf("%s: program %d:\n%s\n got %s\nwant %s", filepath.Base(file), i+1, src, g, w)
			}
		}
	}
}
