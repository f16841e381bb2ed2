package compile_test

import (
	"bytes"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gorgon/internal/cpython"
	"gorgon/vm/bytecode"
	"gorgon/vm/compile"
	"gorgon/vm/syntax"
)

var rewrite = flag.Bool("rewrite", false, "write the golden files anew")

func mustCompile(t testing.TB, src []byte, mode syntax.Mode, opts compile.Options) *bytecode.Code {
	t.Helper()
	mod, err := syntax.Parse(src, "prog.py", mode)
	if err != nil {
		t.Fatal(err)
	}
	code, _, err := compile.Compile(mod, "prog.py", opts)
	if err != nil {
		t.Fatal(err)
	}
	if err := bytecode.Verify(code); err != nil {
		t.Error(err)
	}
	return code
}

// TestGolden compares the code of small programs with the listings beside
// them; -rewrite makes the listings anew.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/tour/*.py")
	if err != nil || len(files) == 0 {
		t.Fatal("no programs", err)
	}
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := bytecode.Disassemble(&b, mustCompile(t, src, syntax.Exec, compile.Options{})); err != nil {
			t.Fatal(err)
		}
		golden := strings.TrimSuffix(file, ".py") + ".golden"
		if *rewrite {
			if err := os.WriteFile(golden, b.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(b.Bytes(), want) {
			t.Errorf("%s differs from its listing (-rewrite makes it anew):\n%s", file, b.String())
		}
	}
}

// libraryFiles lists CPython's library and, if it is there, its test suite.
func libraryFiles(t testing.TB) []string {
	t.Helper()
	lib, err := cpython.Lib()
	if err != nil {
		t.Skip(err)
	}
	roots := []string{lib}
	if cache, err := os.UserCacheDir(); err == nil {
		roots = append(roots, filepath.Join(cache, "gorgon-peers", "testsuite", "test"))
	}
	var files []string
	for _, root := range roots {
		_ = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err == nil && strings.HasSuffix(path, ".py") {
				files = append(files, path)
			}
			return nil
		})
	}
	return files
}

// TestLibrary compiles real programs and verifies the code.
func TestLibrary(t *testing.T) {
	files := libraryFiles(t)
	step := 1
	if testing.Short() {
		step = 20
	}
	n := 0
	for i := 0; i < len(files); i += step {
		src, err := os.ReadFile(files[i])
		if err != nil {
			t.Fatal(err)
		}
		mod, err := syntax.Parse(src, files[i], syntax.Exec)
		if err != nil {
			continue // the suite has programs that are wrong on purpose
		}
		code, _, err := compile.Compile(mod, files[i], compile.Options{})
		if err != nil {
			t.Logf("%s: %v", files[i], err)
			continue
		}
		if err := bytecode.Verify(code); err != nil {
			t.Errorf("%s: %v", files[i], err)
		}
		n++
	}
	if n < len(files)/step*9/10 {
		t.Errorf("only %d of %d programs compiled", n, len(files)/step)
	}
}

// TestModes compiles the same text in the three modes and at all levels.
func TestModes(t *testing.T) {
	src := []byte("assert x, 'm'\n")
	if c := mustCompile(t, src, syntax.Exec, compile.Options{}); !uses(c, bytecode.RAISE) {
		t.Error("assert is missing")
	}
	if c := mustCompile(t, src, syntax.Exec, compile.Options{Optimize: 1}); uses(c, bytecode.RAISE) {
		t.Error("assert is there under -O")
	}
	if c := mustCompile(t, []byte("a + b"), syntax.Eval, compile.Options{}); !uses(c, bytecode.ADD) || uses(c, bytecode.RETURN_NONE) {
		t.Error("eval does not return its value")
	}
	if c := mustCompile(t, []byte("a + b\n"), syntax.Single, compile.Options{}); !uses(c, bytecode.INTRINSIC) {
		t.Error("single does not print")
	}
	doc := []byte("'doc'\n")
	if c := mustCompile(t, doc, syntax.Exec, compile.Options{}); c.Doc != "doc" {
		t.Error("no docstring")
	}
	if c := mustCompile(t, doc, syntax.Exec, compile.Options{Optimize: 2}); c.Doc != nil {
		t.Error("docstring under -OO")
	}
	if c := mustCompile(t, []byte("await x\n"), syntax.Exec, compile.Options{TopLevelAwait: true}); c.Flags&bytecode.Coroutine == 0 {
		t.Error("top-level await does not make a coroutine")
	}
}

func uses(c *bytecode.Code, op bytecode.Op) bool {
	for pc := 0; pc < len(c.Words); pc += bytecode.OpOf(c.Words[pc]).Size() {
		if bytecode.OpOf(c.Words[pc]) == op {
			return true
		}
	}
	return false
}

// TestLongJumps compiles loops and branches whose distances do not fit into 16
// bits.
func TestLongJumps(t *testing.T) {
	body := strings.Repeat("        x = a.b.c(d, e)\n", 6000)
	for _, head := range []string{"for i in y:", "while i < j:", "if i < j:", "while i is not j:", "if i in j:", "while i is not None:"} {
		src := "def f(i, j, y):\n    " + head + "\n" + body + "    return 1\n"
		c := mustCompile(t, []byte(src), syntax.Exec, compile.Options{})
		f := c.Consts[0].(*bytecode.Code)
		if len(f.Words) < 40000 {
			t.Fatalf("%s: only %d words", head, len(f.Words))
		}
		long := false
		for pc := 0; pc < len(f.Words); pc += bytecode.OpOf(f.Words[pc]).Size() {
			if to, ok := bytecode.JumpTarget(f.Words, pc); ok && (to-pc > 32767 || to-pc < -32768) {
				long = true
			}
		}
		if !long {
			t.Errorf("%s: no long jump", head)
		}
	}
}

// FuzzCompile: whatever the parser accepts either compiles to code that the
// verifier accepts or is an error.
func FuzzCompile(f *testing.F) {
	for _, pattern := range []string{"testdata/tour/*.py", "testdata/compileerrors/*.txt"} {
		files, _ := filepath.Glob(pattern)
		for _, file := range files {
			for _, src := range chunks(f, file) {
				f.Add(src)
			}
		}
	}
	f.Fuzz(func(t *testing.T, src string) {
		mod, err := syntax.Parse([]byte(src), "fuzz.py", syntax.Exec)
		if err != nil {
			return
		}
		code, _, err := compile.Compile(mod, "fuzz.py", compile.Options{})
		if err != nil {
			return
		}
		if err := bytecode.Verify(code); err != nil {
			t.Fatal(err)
		}
	})
}

func BenchmarkCompile(b *testing.B) {
	lib, err := cpython.Lib()
	if err != nil {
		b.Skip(err)
	}
	src, err := os.ReadFile(filepath.Join(lib, "argparse.py"))
	if err != nil {
		b.Fatal(err)
	}
	mod, err := syntax.Parse(src, "argparse.py", syntax.Exec)
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		if _, _, err := compile.Compile(mod, "argparse.py", compile.Options{}); err != nil {
			b.Fatal(err)
		}
	}
	lines := float64(bytes.Count(src, []byte("\n")))
	b.ReportMetric(lines*float64(b.N)/b.Elapsed().Seconds()/1e6, "MLOC/s")
}
