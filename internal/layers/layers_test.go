package layers

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const module = "gorgon"

// pkg is one package of the module.
type pkg struct {
	path    string
	files   []string
	imports map[string]string // path below the module's -> file that imports it
	comment bool
	docFile bool
	main    bool
}

func root(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "go.mod")); err != nil {
		t.Fatal(err)
	}
	return dir
}

// load parses the source files of the module, tests left out.
func load(t *testing.T) map[string]*pkg {
	t.Helper()
	dir := root(t)
	all := map[string]*pkg{}
	err := filepath.WalkDir(dir, func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() {
			if file != dir && (strings.HasPrefix(name, ".") || name == "testdata") {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		rel, err := filepath.Rel(dir, filepath.Dir(file))
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		p := all[rel]
		if p == nil {
			p = &pkg{path: rel, imports: map[string]string{}}
			all[rel] = p
		}
		return p.add(file)
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func (p *pkg) add(file string) error {
	f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly|parser.ParseComments)
	if err != nil {
		return err
	}
	p.files = append(p.files, file)
	p.main = p.main || f.Name.Name == "main"
	p.comment = p.comment || hasComment(f)
	p.docFile = p.docFile || filepath.Base(file) == "doc.go"
	for _, i := range f.Imports {
		if rest, ok := strings.CutPrefix(strings.Trim(i.Path.Value, `"`), module+"/"); ok {
			p.imports[rest] = file
		}
	}
	return nil
}

func hasComment(f *ast.File) bool {
	return f.Doc != nil && (strings.HasPrefix(f.Doc.Text(), "Package "+f.Name.Name+" ") || strings.HasPrefix(f.Doc.Text(), "Command "))
}

// allowed reads Order: for each package all that it may import.
func allowed(t *testing.T, all map[string]*pkg) map[string]map[string]bool {
	t.Helper()
	direct := map[string][]string{}
	named := map[string]bool{}
	type rule struct{ below, above []string }
	var rules []rule
	split := func(s string) (names []string) {
		for _, n := range strings.Split(s, ",") {
			if n = strings.TrimSpace(n); n != "" {
				names = append(names, n)
			}
		}
		return names
	}
	for _, line := range strings.Split(Order, "\n") {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		parts := strings.Split(line, "<")
		if len(parts) != 2 {
			t.Fatalf("Order: no rule: %q", line)
		}
		r := rule{split(parts[0]), split(parts[1])}
		rules = append(rules, r)
		for _, n := range append(slices.Clone(r.below), r.above...) {
			named[n] = true
		}
	}
	expand := func(name string) []string {
		folder, ok := strings.CutSuffix(name, "/*")
		if !ok {
			if name != "NONE" && all[name] == nil {
				t.Errorf("Order names %s, which is not there", name)
			}
			return []string{name}
		}
		var names []string
		for p := range all {
			if path.Dir(p) == folder && !named[p] {
				names = append(names, p)
			}
		}
		return names
	}
	for _, r := range rules {
		for _, above := range r.above {
			for _, a := range expand(above) {
				direct[a] = append(direct[a], []string{}...)
				for _, below := range r.below {
					direct[a] = append(direct[a], expand(below)...)
				}
			}
		}
	}
	return closure(t, direct)
}

func closure(t *testing.T, direct map[string][]string) map[string]map[string]bool {
	t.Helper()
	result := map[string]map[string]bool{}
	var visit func(name string, on []string) map[string]bool
	visit = func(name string, on []string) map[string]bool {
		if slices.Contains(on, name) {
			t.Fatalf("Order goes round in a circle: %v", append(on, name))
		}
		if r, ok := result[name]; ok {
			return r
		}
		r := map[string]bool{}
		for _, d := range direct[name] {
			r[d] = true
			for n := range visit(d, append(on, name)) {
				r[n] = true
			}
		}
		if _, ok := direct[name]; ok {
			result[name] = r
		}
		return r
	}
	for name := range direct {
		visit(name, nil)
	}
	return result
}

func TestOrder(t *testing.T) {
	all := load(t)
	may := allowed(t, all)
	for name, p := range all {
		if _, named := may[name]; !named {
			t.Errorf("%s is not in Order", name)
		}
		for imported, file := range p.imports {
			if !may[name][imported] {
				t.Errorf("%s: %s must not import %s", file, name, imported)
			}
		}
	}
	for _, n := range Never {
		if may[n[0]][n[1]] {
			t.Errorf("Order lets %s import %s", n[0], n[1])
		}
	}
}

func TestPackages(t *testing.T) {
	for name, p := range load(t) {
		if forbiddenNames[path.Base(name)] {
			t.Errorf("%s: the name says nothing about what the package is for", name)
		}
		if !p.comment {
			t.Errorf("%s has no package comment", name)
		}
		if !p.docFile && !p.main && len(p.files) > 1 {
			t.Errorf("%s has several files and no doc.go", name)
		}
	}
}

// TestFileLength reports the long files, and fails for those that are too long.
func TestFileLength(t *testing.T) {
	for _, p := range load(t) {
		for _, file := range p.files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			n := bytes.Count(text, []byte("\n"))
			if n <= MaxLines*2/3 || generated(text) || strings.HasSuffix(file, "tables.go") {
				continue
			}
			if n > MaxLines {
				t.Errorf("%s has %d lines; the most are %d", file, n, MaxLines)
			} else {
				t.Logf("%s has %d lines", file, n)
			}
		}
	}
}

func generated(text []byte) bool {
	line, _, _ := bytes.Cut(text, []byte("\n"))
	return bytes.HasPrefix(line, []byte("// Code generated")) && bytes.HasSuffix(line, []byte("DO NOT EDIT."))
}

// TestNoCLibrary: package net brings in the C library, which costs each start a
// millisecond and 1.5 MB.
func TestNoCLibrary(t *testing.T) {
	list := exec.Command("go", "list", "-deps", module+"/cmd/gorgon")
	list.Dir = root(t)
	out, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	names := strings.Fields(string(out))
	for _, name := range []string{"net", "runtime/cgo", "os/user"} {
		if slices.Contains(names, name) {
			t.Errorf("cmd/gorgon depends on %s", name)
		}
	}
	if !slices.Contains(names, "gorgon/gc") {
		t.Error("the list of dependencies lacks what must be there")
	}
}
