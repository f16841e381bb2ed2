package compile

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"gorgon/internal/cpython"
	"gorgon/lib/py"
	"gorgon/vm/bytecode"
	"gorgon/vm/syntax"
)

// constants has a constant of each kind that few programs have.
const constants = `
def f(x, /, y=-1, *a, k=1 << 200, **kw):
    "doc"
    global g
    g = [1.5, -0.0, 2j, b"\xff\x00", ..., None, True, "\ud800", "é", 2**63, -2**63]
    try:
        return x in {1, 2, (3, "a", b"c")}, [i for i in a if (lambda: i + y)()]
    except* ValueError as e:
        yield {**kw, "k": k}
class C[T]:
    x: T = (1, (2, ()), False)
`

// TestEncode encodes and decodes the code of library files: what comes out is
// what went in.
func TestEncode(t *testing.T) {
	texts := map[string][]byte{"constants": []byte(constants)}
	for _, name := range []string{"prelude_import.py", "prelude_builtins.py"} {
		src, err := py.Files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		texts[name] = src
	}
	if lib, err := cpython.Lib(); err == nil {
		files, _ := filepath.Glob(filepath.Join(lib, "[a-d]*.py"))
		for _, f := range files {
			src, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			texts[filepath.Base(f)] = src
		}
	}
	for name, src := range texts {
		code := compiled(t, name, src)
		data, err := bytecode.Encode(nil, code)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		got, err := bytecode.Decode(data)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		compareCode(t, name, got, code)
	}
}

func compiled(t *testing.T, name string, src []byte) *bytecode.Code {
	t.Helper()
	tree, err := syntax.ParseConfig(src, &syntax.Config{Filename: name, Mode: syntax.Exec})
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	code, _, err := Compile(tree, name, Options{})
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return code
}

// compareCode compares all exported fields; lists of no elements are the same
// whether or not they are nil.
func compareCode(t *testing.T, where string, got, want *bytecode.Code) {
	t.Helper()
	if err := bytecode.Verify(got); err != nil {
		t.Errorf("%s: %v", where, err)
	}
	compareFields(t, where, reflect.ValueOf(got).Elem(), reflect.ValueOf(want).Elem())
	compareFields(t, where, reflect.ValueOf(got.Body).Elem(), reflect.ValueOf(want.Body).Elem())
	if a, b := got.Positions(), want.Positions(); len(a)+len(b) > 0 && !reflect.DeepEqual(a, b) {
		t.Errorf("%s: other positions", where)
	}
	if len(got.Consts) != len(want.Consts) {
		t.Fatalf("%s: %d constants, want %d", where, len(got.Consts), len(want.Consts))
	}
	for i, k := range want.Consts {
		if inner, ok := k.(*bytecode.Code); ok {
			compareCode(t, where+"."+inner.Name, got.Consts[i].(*bytecode.Code).Load(), inner)
		} else if a, b := bytecode.ConstString(got.Consts[i]), bytecode.ConstString(k); a != b || reflect.TypeOf(got.Consts[i]) != reflect.TypeOf(k) {
			t.Errorf("%s: constant %d is %s, want %s", where, i, a, b)
		}
	}
}

func compareFields(t *testing.T, where string, g, w reflect.Value) {
	t.Helper()
	for i := range g.NumField() {
		field := g.Type().Field(i)
		if !field.IsExported() || field.Name == "Ranges" || field.Name == "Consts" || field.Name == "Body" {
			continue
		}
		a, b := g.Field(i), w.Field(i)
		if a.Kind() == reflect.Slice && a.Len() == 0 && b.Len() == 0 {
			continue
		}
		if !reflect.DeepEqual(a.Interface(), b.Interface()) {
			t.Errorf("%s: %s is %v, want %v", where, field.Name, a, b)
		}
	}
}

// loads loads all that is in a code. False: something is damaged.
func loads(c *bytecode.Code) (ok bool) {
	defer func() { ok = recover() == nil }()
	c.Load().Positions()
	for _, k := range c.Consts {
		if inner, isCode := k.(*bytecode.Code); isCode && !loads(inner) {
			panic("damaged")
		}
	}
	return true
}

// TestDecodeDamaged decodes bytes of which some were changed or cut off: an
// error or some code, which may panic when it is loaded, never a crash.
func TestDecodeDamaged(t *testing.T) {
	data, err := bytecode.Encode(nil, compiled(t, "constants", []byte(constants)))
	if err != nil {
		t.Fatal(err)
	}
	refused, late := 0, 0
	random := rand.New(rand.NewPCG(1, 2))
	for range 20000 {
		bad := append([]byte(strings.Repeat("\x00", random.IntN(2)*8)), data...)
		for range 1 + random.IntN(3) {
			bad[random.IntN(len(bad))] = byte(random.Uint32())
		}
		if random.IntN(4) == 0 {
			bad = bad[:random.IntN(len(bad))]
		}
		if code, err := bytecode.Decode(bad); err != nil {
			refused++
		} else if code == nil {
			t.Fatal("neither code nor an error")
		} else if !loads(code) {
			late++
		}
	}
	if refused == 0 || late == 0 {
		t.Errorf("%d were refused, %d when they were loaded", refused, late)
	}
}
