package compile_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"sort"
	"strings"
	"testing"

	"gorgon/internal/cpython"
	"gorgon/vm/bytecode"
	"gorgon/vm/compile"
	"gorgon/vm/syntax"
)

// describeScript prints one line for each code object of each program, for
// comparison with describe.
const describeScript = `
import json, sys, types, warnings
warnings.simplefilter('ignore')
def walk(c, out):
    out.append(f"{c.co_name}:{c.co_firstlineno} flags {c.co_flags & ~0x4000000:#x} args {c.co_argcount} {c.co_posonlyargcount} "
               f"{c.co_kwonlyargcount} vars {','.join(sorted(c.co_varnames))} free {','.join(c.co_freevars)} "
               f"cells {','.join(sorted(n for n in c.co_cellvars if n not in ('__classdict__', '__conditional_annotations__')))}")
    for k in c.co_consts:
        if isinstance(k, types.CodeType): walk(k, out)
result = {}
for path in json.load(sys.stdin):
    try:
        c = compile(open(path, 'rb').read(), path, 'exec', dont_inherit=True, optimize=0)
    except (SyntaxError, ValueError):
        continue
    walk(c, result.setdefault(path, []))
json.dump(result, sys.stdout)
`

func describe(c *bytecode.Code, out map[string]bool) {
	vars := append([]string{}, c.VarNames...)
	sort.Strings(vars)
	var cells []string
	for _, n := range c.CellVars {
		if n != "__classdict__" && n != "__conditional_annotations__" {
			cells = append(cells, n)
		}
	}
	sort.Strings(cells)
	out[fmt.Sprintf("%s:%d flags %#x args %d %d %d vars %s free %s cells %s", c.Name, c.FirstLine, int(c.Flags&^bytecode.HasDocstring),
		c.ArgCount, c.PosOnly, c.KwOnly, strings.Join(vars, ","), strings.Join(c.FreeVars, ","), strings.Join(cells, ","))] = true
	for _, k := range c.Consts {
		if inner, ok := k.(*bytecode.Code); ok {
			describe(inner, out)
		}
	}
}

// TestAttributes compares the variables and flags of code objects with
// CPython's. (Two things differ by design: a captured variable of an inlined
// comprehension is no variable of the function around it, and generic functions
// have no parameter for defaults that do not exist.)
func TestAttributes(t *testing.T) {
	exe, err := cpython.Exe()
	if err != nil {
		t.Skip(err)
	}
	var files []string
	step := 20
	if testing.Short() {
		step = 150
	}
	for i, f := range libraryFiles(t) {
		if i%step == 7 {
			files = append(files, f)
		}
	}
	in, err := json.Marshal(files)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe, "-I", "-c", describeScript)
	cmd.Stdin, cmd.Stderr = bytes.NewReader(in), os.Stderr
	data, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var want map[string][]string
	if err := json.Unmarshal(data, &want); err != nil {
		t.Fatal(err)
	}
	for file, lines := range want {
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
		got := make(map[string]bool)
		describe(code, got)
		known := make(map[string]bool)
		for _, l := range lines {
			known[l] = true
			if !got[l] {
				t.Errorf("%s: CPython: %s", file, l)
			}
		}
		for l := range got {
			if !known[l] {
				t.Errorf("%s: ours:    %s", file, l)
			}
		}
	}
}
