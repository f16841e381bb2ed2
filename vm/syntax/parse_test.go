package syntax

import (
	"bytes"
	"errors"
	"os"
	"strings"
	"testing"

	"gorgon/internal/cpython"
)

// validPrograms reads the chunks of testdata/programs.txt.
func validPrograms(t testing.TB) []program {
	data, err := os.ReadFile("testdata/programs.txt")
	if err != nil {
		t.Fatal(err)
	}
	var list []program
	for _, chunk := range strings.Split(strings.TrimSuffix(string(data), "\n"), "\n---\n") {
		p := program{"programs.txt", "exec", chunk}
		if rest, ok := strings.CutPrefix(chunk, "# mode: "); ok {
			p.mode, _, _ = strings.Cut(rest, "\n")
		}
		list = append(list, p)
	}
	return list
}

// TestProgramDumps compares the trees of small programs, in all modes.
func TestProgramDumps(t *testing.T) {
	programs := validPrograms(t)
	var in [][2]string
	for _, p := range programs {
		in = append(in, [2]string{p.mode, p.source})
	}
	var want []string
	probe(t, "dumps", in, &want)
	for i, p := range programs {
		tree, err := Parse([]byte(p.source), "<test>", modes[p.mode])
		if err != nil {
			t.Errorf("%s\n%v", p.source, err)
			continue
		}
		var b bytes.Buffer
		if err := Dump(&b, tree); err != nil {
			t.Fatal(err)
		}
		if b.String() != want[i] {
			t.Errorf("%s\n%s", p.source, firstDifference(b.String(), want[i]))
		}
	}
}

// TestParsersAgree checks that the grammar for errors accepts what the fast
// parser accepts.
func TestParsersAgree(t *testing.T) {
	programs := validPrograms(t)
	lib, err := cpython.Lib()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"ast.py", "typing.py", "asyncio/base_events.py", "string/templatelib.py", "_pyrepl/utils.py"} {
		src, err := os.ReadFile(lib + "/" + name)
		if err != nil {
			t.Fatal(err)
		}
		programs = append(programs, program{name, "exec", string(src)})
	}
	for _, p := range programs {
		cfg := &Config{Mode: modes[p.mode]}
		text, fail := decodeSource([]byte(p.source), cfg)
		if fail != nil {
			t.Fatal(fail)
		}
		x := newExplainer(text, cfg)
		if _, ok, err := x.walk(grammar().start[cfg.Mode]); !ok || err != nil {
			t.Errorf("%s: the grammar refuses it: %v\n%.300s", p.where, err, p.source)
		}
	}
}

func TestWarnings(t *testing.T) {
	programs := []string{
		`'\d'`, `b'\d'`, `'\400'`, `b'\777'`, `f'\d{x}\e'`, `f'\{x}'`, `rf'\{x}'`, "\"\"\"\n\n\\d\n\\e\"\"\"",
		"x\n\"a\" \"\\d\" \"\\e\"", `'\é'`, "1if 2else 3", "0x1for x in y", "1or 2", "[1\n,\"\\d\", 0xfor x]",
		"f'''\n\\d{x}\n\\e'''", `f'{x:\d}'`, `x = '\d' y`, `'\d\x'`, `f'\}}'`, "1_000in x", "1jif x else y", `t'\d'`,
		`'\8'`, `'\9\18'`, `f('\d', (1 2), '\e')`, "0b1and 1", "1.e5or 1", "x y\n1or 2", "f'{1if 2else 3}'",
		"f'''{f'\\d'}\n\\e\n''' '\\g'",
	}
	var want [][][3]any
	probe(t, "warned", programs, &want)
	for i, src := range programs {
		var got [][3]any
		cfg := &Config{Warn: func(w Warning) error {
			got = append(got, [3]any{w.Category, w.Msg, float64(w.Line)})
			if w.AsError == nil || w.AsError.Line != w.Line {
				t.Errorf("%q: the warning as an error: %+v", src, w.AsError)
			}
			return nil
		}}
		_, _ = ParseConfig([]byte(src), cfg)
		if len(got) != len(want[i]) {
			t.Errorf("%q: got %v, want %v", src, got, want[i])
			continue
		}
		for j := range got {
			if got[j] != want[i][j] {
				t.Errorf("%q: got %v, want %v", src, got[j], want[i][j])
			}
		}
	}
	stop := errors.New("stop")
	if _, err := ParseConfig([]byte(`'\d'`), &Config{Warn: func(Warning) error { return stop }}); err != stop {
		t.Errorf("the error of Warn: got %v", err)
	}
}

// TestIncompleteInput checks what the prompt of the code module relies on.
func TestIncompleteInput(t *testing.T) {
	programs := []string{
		"", "\n", "x", "x\n", "if x:", "if x:\n", "if x:\n  y", "if x:\n  y\n", "if x:\n  y\n\n", "if x: y", "if x: y\n",
		"def f():\n  return 1", "def f():\n\n", "(", "(\n", "(1,\n2", "[1,", "{", "f(", "x = ", "x =\n", "x +", "x + \\", "x + \\\n",
		"'abc", "'abc\n", "'''abc", "'''abc\n", "'abc\\\n", "f'abc", "f'''abc", "f'{x", "f'''{x\n", "lambda", "lambda x:",
		"try:\n  x", "try:\n  x\n", "try:\n  x\nexcept", "try:\n x\nexcept:\n y\n", "@x", "@x\n", "@x\ndef f(): pass\n", "class A:",
		"class A:\n  pass\n", "for x in y", "for x in y:", "while x:\n  y\nelse:", "with x", "with x as y:", "match x:", "match x:\n case 1:",
		"x y", "x y (", ")", "x)", "(]", "if x", "a = b c", "import", "from x import", "from x import (", "return", "del", "  x",
		"if x:\n  y\n z", "if x:\ny", "'a' 'b", "x # c", "# c", "# c\n", "if x: # c\n", "x;", "x;\n", "pass\n\n\n", "0x", "1_", "$", "x\\ y",
		"async def f():\n", "async", "raise", "assert x,", "global", "a.", "a[", "a[1:", "not", "1 if 2 else", "{1:", "{1:2,", "*a,", "yield",
	}
	var want [][2]string
	probe(t, "incomplete", programs, &want)
	for i, src := range programs {
		cfg := &Config{Mode: Single, AllowIncompleteInput: true, DontImplyDedent: true, IgnoreCookie: true}
		got := [2]string{}
		if _, err := ParseConfig([]byte(src), cfg); err != nil {
			e := err.(*SyntaxError)
			got = [2]string{e.Kind, e.Msg}
		}
		if got != want[i] {
			t.Errorf("%q: got %v, want %v", src, got, want[i])
		}
	}
}

func TestRepr(t *testing.T) {
	values := map[string]any{
		"1e16": 1e16, "1e15": 1e15, "123456789.125": 123456789.125, "1e-5": 1e-5, "0.0001": 0.0001, "0.1": 0.1, "5e-324": 5e-324,
		"1e400": parseFloat("1e400"), "1j": 1i, "0.5j": 0.5i, "1e100j": 1e100i, "2.0": 2.0, "1.7976931348623157e308": 1.7976931348623157e308,
		`"it's"`: "it's", `'"\''`: `"'`, `"\x00\x7f\xa0é€\ud800\U0001F600\u2028\n\t\\"`: "\x00\x7f\u00a0é€\xed\xa0\x80\U0001F600\u2028\n\t\\",
		`b"a'\"\x00\xff\n"`: Bytes("a'\"\x00\xff\n"), "True": true, "None": nil, "...": Ellipsis, "10**30": integer("1000000000000000000000000000000", 10),
	}
	var in []string
	for v := range values {
		in = append(in, v)
	}
	var want []string
	probe(t, "reprs", in, &want)
	for i, v := range in {
		if got := Repr(values[v]); got != want[i] {
			t.Errorf("%s: got %s, want %s", v, got, want[i])
		}
	}
}

// FuzzParse checks that no text makes the parser panic or hang, and that the
// two parsers agree.
func FuzzParse(f *testing.F) {
	for _, p := range validPrograms(f) {
		f.Add([]byte(p.source), uint8(modes[p.mode]))
	}
	for _, s := range []string{"", "\\", "f'{", "f'''{\n", "t'{x!r:{y}}'", "x\x00", "\xff", "# coding: latin-1\n\xe9", "(\n'", "if x:\n\ty\n        z", "def f(a, *, b=1, **c): pass"} {
		f.Add([]byte(s), uint8(0))
	}
	f.Fuzz(func(t *testing.T, src []byte, mode uint8) {
		if len(src) > 4000 {
			return
		}
		cfg := &Config{Mode: Mode(mode % 3)}
		tree, err := ParseConfig(src, cfg)
		if err != nil {
			if e := err.(*SyntaxError); e.Msg == errDisagree {
				t.Fatalf("the parsers disagree about %q", src)
			}
			return
		}
		var b bytes.Buffer
		if err := Dump(&b, tree); err != nil {
			t.Fatal(err)
		}
		text, _ := decodeSource(src, cfg)
		if _, ok, err := newExplainer(text, cfg).walk(grammar().start[cfg.Mode]); !ok || err != nil {
			t.Fatalf("the grammar refuses %q: %v", src, err)
		}
	})
}
