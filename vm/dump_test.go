package vm_test

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"

	"gorgon/internal/cpython"
)

// printTrees makes CPython write the tree of each file that standard input
// names, or nothing for a file that it cannot parse.
const printTrees = `
import ast, sys, warnings
warnings.simplefilter("ignore")
sys.setrecursionlimit(20000)
for i, line in enumerate(sys.stdin):
    with open(line.rstrip("\n"), "rb") as f:
        src = f.read()
    try:
        text = ast.dump(ast.parse(src), include_attributes=True, indent=1) + "\n"
    except (SyntaxError, ValueError):
        text = ""
    with open(sys.argv[1] + "/" + str(i), "w", encoding="utf-8", errors="surrogatepass") as f:
        f.write(text)
`

// libraryFiles lists the Python files of CPython's library: all of them if
// GORGON_FULL is set, else every nth.
func libraryFiles(t *testing.T) []string {
	t.Helper()
	lib, err := cpython.Lib()
	if err != nil {
		t.Skip(err)
	}
	var all []string
	err = filepath.WalkDir(lib, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.HasSuffix(path, ".py") {
			all = append(all, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	step := 29
	switch {
	case os.Getenv("GORGON_FULL") != "":
		step = 1
	case testing.Short():
		step = 211
	}
	var some []string
	for i := 0; i < len(all); i += step {
		some = append(some, all[i])
	}
	return some
}

// TestDumpAST checks that -X dump=ast prints byte for byte what CPython prints
// for ast.dump(ast.parse(source), include_attributes=True, indent=1).
func TestDumpAST(t *testing.T) {
	oracle := python(t)
	files := libraryFiles(t)
	dir := t.TempDir()
	cmd := exec.Command(oracle, "-X", "utf8", "-I", "-c", printTrees, dir)
	cmd.Stdin = strings.NewReader(strings.Join(files, "\n") + "\n")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	var wg sync.WaitGroup
	slots := make(chan bool, runtime.NumCPU())
	for i, file := range files {
		wg.Add(1)
		slots <- true
		go func() {
			defer func() { <-slots; wg.Done() }()
			compareTree(t, file, filepath.Join(dir, strconv.Itoa(i)))
		}()
	}
	wg.Wait()
	t.Logf("%d files", len(files))
}

func compareTree(t *testing.T, file, wantFile string) {
	want, err := os.ReadFile(wantFile)
	if err != nil {
		t.Error(err)
		return
	}
	cmd := exec.Command(gorgonExe, "-X", "dump=ast", file)
	got, err := cmd.Output()
	if len(want) == 0 {
		if err == nil {
			t.Errorf("%s: parsed, though CPython cannot", file)
		}
		return
	}
	if err != nil {
		t.Errorf("%s: %v", file, err)
		return
	}
	if string(got) != string(want) {
		gotLines, wantLines := strings.Split(string(got), "\n"), strings.Split(string(want), "\n")
		for i := range wantLines {
			if i >= len(gotLines) || gotLines[i] != wantLines[i] {
				t.Errorf("%s: line %d of the dump: got %q, want %q", file, i+1, gotLines[min(i, len(gotLines)-1)], wantLines[i])
				return
			}
		}
		t.Errorf("%s: the dump goes on after CPython's", file)
	}
}

// TestDumpStages checks the listings of one line that the other stages print.
func TestDumpStages(t *testing.T) {
	tokens := runIn(t, gorgonExe, "", "", nil, "-X", "dump=tokens", "-c", "total += price[k]")
	want := "1,0-1,5:\tNAME\t'total'\n1,6-1,8:\tOP\t'+='\n1,9-1,14:\tNAME\t'price'\n1,14-1,15:\tOP\t'['\n" +
		"1,15-1,16:\tNAME\t'k'\n1,16-1,17:\tOP\t']'\n"
	if !strings.HasPrefix(tokens.stdout, want) || !strings.Contains(tokens.stdout, "ENDMARKER") {
		t.Errorf("tokens:\n%s", tokens.stdout)
	}
	code := runIn(t, gorgonExe, "", "", nil, "-X", "dump=bytecode", "-c", "def f(total, price, k):\n    total += price[k]\n    return total")
	for _, word := range []string{"GETITEM", "RETURN"} {
		if !strings.Contains(code.stdout, word) {
			t.Errorf("no %s in the bytecode:\n%s", word, code.stdout)
		}
	}
	bad := runIn(t, gorgonExe, "", "", nil, "-X", "dump=ast", "-c", "x = = 1")
	if bad.status != "exit status 1" || !strings.Contains(bad.stderr, "SyntaxError: invalid syntax") {
		t.Errorf("error: %+v", bad)
	}
	unknown := runIn(t, gorgonExe, "", "", nil, "-X", "dump=nothing", "-c", "1")
	if !strings.Contains(unknown.stderr, "unknown stage") {
		t.Errorf("unknown stage: %+v", unknown)
	}
}
