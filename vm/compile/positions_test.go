package compile_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"gorgon/internal/cpython"
	"gorgon/vm/bytecode"
	"gorgon/vm/compile"
	"gorgon/vm/syntax"
)

// kindsOfOps names the kinds of positions.py for our opcodes.
var kindsOfOps = func() map[bytecode.Op]string {
	m := make(map[bytecode.Op]string)
	add := func(kind string, ops ...bytecode.Op) {
		for _, op := range ops {
			m[op] = kind
		}
	}
	add("call", bytecode.CALL, bytecode.CALL_METHOD, bytecode.CALL_KW, bytecode.CALL_EX)
	add("attribute", bytecode.LOAD_ATTR, bytecode.LOAD_METHOD, bytecode.LOAD_SUPER)
	add("set attribute", bytecode.STORE_ATTR, bytecode.DELETE_ATTR)
	add("subscript", bytecode.GETITEM, bytecode.GETITEMI, bytecode.GETSLICE)
	add("set subscript", bytecode.SETITEM, bytecode.SETSLICE, bytecode.DELITEM)
	add("unary", bytecode.NEG, bytecode.INVERT, bytecode.POS)
	add("import", bytecode.IMPORT_NAME, bytecode.IMPORT_FROM)
	add("raise", bytecode.RAISE)
	add("global", bytecode.LOAD_GLOBAL, bytecode.LOAD_NAME)
	add("special", bytecode.LOAD_SPECIAL)
	add("match exception", bytecode.CHECK_EXC_MATCH, bytecode.CHECK_EG_MATCH)
	add("with except", bytecode.WITH_EXCEPT)
	add("anext", bytecode.GET_ANEXT)
	add("aiter", bytecode.GET_AITER)
	add("await", bytecode.GET_AWAITABLE)
	add("end async for", bytecode.END_ASYNC_FOR)
	add("yield", bytecode.YIELD)
	add("make function", bytecode.MAKE_FUNCTION)
	add("match", bytecode.MATCH_CLASS, bytecode.MATCH_KEYS, bytecode.MATCH_MAPPING, bytecode.MATCH_SEQUENCE, bytecode.GET_LEN)
	for op := range bytecode.Op(len(bytecode.Table)) {
		switch name := strings.TrimSuffix(op.Name(), "_LOOP"); name {
		case "LT", "LE", "EQ", "NE", "GT", "GE", "IN", "NOT_IN", "JIN", "JNOTIN", "JLT", "JLE", "JEQ", "JNE", "JGT",
			"JGE", "JLTI", "JLEI", "JEQI", "JNEI", "JGTI", "JGEI":
			m[op] = "compare"
		}
	}
	return m
}()

type places map[string]map[string]map[[4]int32]bool // code object, kind, source range

func collect(c *bytecode.Code, out places) {
	key := fmt.Sprintf("%s:%d", c.Name, c.FirstLine)
	kinds := out[key]
	if kinds == nil {
		kinds = map[string]map[[4]int32]bool{"line": {}} // and all lines
		out[key] = kinds
	}
	for pc := 0; pc < len(c.Words); pc += bytecode.OpOf(c.Words[pc]).Size() {
		kind := kindsOfOps[bytecode.OpOf(c.Words[pc])]
		p := c.PositionAt(pc)
		kinds["line"][[4]int32{p.Line}] = true
		if kind == "" || p.Line == 0 {
			continue
		}
		if kinds[kind] == nil {
			kinds[kind] = make(map[[4]int32]bool)
		}
		kinds[kind][[4]int32{p.Line, p.EndLine, p.Col, p.EndCol}] = true
	}
	for _, k := range c.Consts {
		if inner, ok := k.(*bytecode.Code); ok {
			collect(inner, out)
		}
	}
}

// TestPositions compares the source ranges of operations with CPython's.
func TestPositions(t *testing.T) {
	exe, err := cpython.Exe()
	if err != nil {
		t.Skip(err)
	}
	files, _ := filepath.Glob("testdata/*/*.py")
	step := 25
	if testing.Short() {
		step = 150
	}
	for i, f := range libraryFiles(t) {
		if i%step == 0 {
			files = append(files, f)
		}
	}
	in, err := json.Marshal(files)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe, "-I", "testdata/positions.py")
	cmd.Stdin, cmd.Stderr = bytes.NewReader(in), os.Stderr
	data, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var want map[string]map[string]map[string][][4]int32
	if err := json.Unmarshal(data, &want); err != nil {
		t.Fatal(err)
	}
	n := 0
	for file, codes := range want {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		mod, err := syntax.Parse(src, file, syntax.Exec)
		if err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		code, _, err := compile.Compile(mod, file, compile.Options{})
		if err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		got := make(places)
		collect(code, got)
		n += comparePlaces(t, file, got, codes)
	}
	if n < 1000 {
		t.Errorf("only %d places compared", n)
	}
}

func comparePlaces(t *testing.T, file string, got places, want map[string]map[string][][4]int32) (n int) {
	for name, kinds := range want {
		ours, ok := got[name]
		if !ok {
			t.Errorf("%s: no code %s", file, name)
			continue
		}
		for kind, list := range kinds {
			n += len(list)
			for _, p := range list {
				// A handler of code that cannot raise is left out.
				if !ours[kind][p] && kind != "with except" && ours["line"][[4]int32{p[0]}] {
					t.Errorf("%s: %s: no %s at %v", file, name, kind, p)
				}
			}
		}
		for kind, set := range ours {
			if kind == "line" {
				continue
			}
			for p := range set {
				found := false
				for _, q := range kinds[kind] {
					found = found || p == q
				}
				if !found {
					t.Errorf("%s: %s: %s at %v, where CPython has none", file, name, kind, p)
				}
			}
		}
	}
	return n
}
