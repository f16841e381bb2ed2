package compile_test

import (
	"bytes"
	"encoding/json"
	"math/big"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"gorgon/internal/cpython"
	"gorgon/vm/bytecode"
	"gorgon/vm/compile"
	"gorgon/vm/syntax"
)

// encodeConst makes the pair of a type letter and a value that emulate.py
// reads.
func encodeConst(k any) any {
	pair := func(t string, v any) any { return []any{t, v} }
	hex := func(f float64) string { return strconv.FormatFloat(f, 'x', -1, 64) }
	list := func(items []any) []any {
		out := make([]any, len(items))
		for i, x := range items {
			out[i] = encodeConst(x)
		}
		return out
	}
	octets := func(s string) []int {
		out := make([]int, len(s))
		for i := range len(s) {
			out[i] = int(s[i])
		}
		return out
	}
	switch v := k.(type) {
	case nil:
		return pair("n", nil)
	case bool:
		return pair("b", v)
	case int64:
		return pair("i", strconv.FormatInt(v, 10))
	case *big.Int:
		return pair("i", v.String())
	case float64:
		return pair("f", hex(v))
	case complex128:
		return pair("c", []string{hex(real(v)), hex(imag(v))})
	case string:
		return pair("u", octets(v))
	case bytecode.Bytes:
		return pair("y", octets(string(v)))
	case bytecode.EllipsisType:
		return pair(".", nil)
	case bytecode.Tuple:
		return pair("t", list(v))
	case bytecode.FrozenSet:
		return pair("z", list(v))
	case *bytecode.Code:
		return pair("C", encodeCode(v))
	}
	panic("no constant")
}

func encodeCode(c *bytecode.Code) map[string]any {
	words := make([]string, len(c.Words))
	for i, w := range c.Words {
		words[i] = strconv.FormatUint(w, 10)
	}
	consts := make([]any, len(c.Consts))
	for i, k := range c.Consts {
		consts[i] = encodeConst(k)
	}
	handlers := make([][4]int, len(c.Handlers))
	for i, h := range c.Handlers {
		handlers[i] = [4]int{h.Start, h.End, h.Target, int(h.Reg)}
	}
	names := append([]string{}, c.Names...)
	return map[string]any{"name": c.Name, "qualname": c.QualName, "flags": c.Flags, "argcount": c.ArgCount,
		"posonly": c.PosOnly, "kwonly": c.KwOnly, "nregs": c.NRegs, "nlocals": c.NLocals, "varnames": c.VarNames,
		"words": words, "consts": consts, "names": names, "handlers": handlers, "doc": c.Doc}
}

// TestSemantics runs programs twice, in CPython and in the reference evaluator
// on the code that the compiler makes, and compares what they print.
func TestSemantics(t *testing.T) {
	exe, err := cpython.Exe()
	if err != nil {
		t.Skip(err)
	}
	files, err := filepath.Glob("testdata/semantics/*.py")
	if err != nil || len(files) == 0 {
		t.Fatal("no programs", err)
	}
	var table []any
	for _, row := range bytecode.Table {
		table = append(table, []string{row.Name, row.Extra})
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			src, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			code := mustCompile(t, src, syntax.Exec, compile.Options{})
			data, err := json.Marshal(map[string]any{"table": table, "code": encodeCode(code)})
			if err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(t.TempDir(), "code.json")
			if err := os.WriteFile(path, data, 0o644); err != nil {
				t.Fatal(err)
			}
			want, err := exec.Command(exe, "-I", "-W", "ignore", file).CombinedOutput()
			if err != nil {
				t.Fatalf("CPython: %v\n%s", err, want)
			}
			got, err := exec.Command(exe, "-I", "-W", "ignore", "testdata/emulate.py", path).CombinedOutput()
			if err != nil || !bytes.Equal(got, want) {
				t.Errorf("%v\ngot:\n%s\nwant:\n%s", err, got, want)
			}
		})
	}
}
