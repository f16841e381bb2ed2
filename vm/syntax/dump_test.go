package syntax

import (
	"bytes"
	"crypto/md5"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"gorgon/internal/cpython"
)

// oracle runs a script of testdata with CPython.
func oracle(t *testing.T, stdin string, args ...string) []byte {
	t.Helper()
	exe, err := cpython.Exe()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe, append([]string{"-X", "utf8", "-I"}, args...)...)
	cmd.Stdin = strings.NewReader(stdin)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, stderr.String())
	}
	return out
}

// corpus lists the Python files below dir.
func corpus(t *testing.T, dir string) []string {
	t.Helper()
	var files []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.HasSuffix(path, ".py") {
			files = append(files, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func dumpFile(path string) (string, error) {
	src, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	tree, err := Parse(src, path, Exec)
	if err != nil {
		return "", err
	}
	var b bytes.Buffer
	if err := Dump(&b, tree); err != nil {
		return "", err
	}
	return b.String(), nil
}

// firstDifference shows where two dumps part.
func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			from := max(0, i-8)
			return fmt.Sprintf("line %d:\n got %q\nwant %q\nafter\n%s", i+1, g[i], w[i], strings.Join(w[from:i], "\n"))
		}
	}
	return fmt.Sprintf("%d lines, want %d", len(g), len(w))
}

// hashes asks the oracle for the hash of the dump of every file, in two
// processes.
func hashes(t *testing.T, files []string) map[string]string {
	t.Helper()
	const jobs = 2
	outs := make([][]byte, jobs)
	var wg sync.WaitGroup
	for j := range jobs {
		var mine []string
		for i := j; i < len(files); i += jobs {
			mine = append(mine, files[i])
		}
		wg.Go(func() {
			outs[j] = oracle(t, strings.Join(mine, "\n"), "testdata/dump.py")
		})
	}
	wg.Wait()
	m := make(map[string]string)
	for line := range strings.SplitSeq(string(bytes.Join(outs, nil)), "\n") {
		if hash, path, ok := strings.Cut(line, " "); ok {
			m[path] = hash
		}
	}
	return m
}

// compareDumps checks every file against the oracle and returns how many
// parsed.
func compareDumps(t *testing.T, files []string) int {
	t.Helper()
	want := hashes(t, files)
	parsed, shown := 0, 0
	for _, path := range files {
		text, err := dumpFile(path)
		hash := "ERROR"
		if err == nil {
			sum := md5.Sum([]byte(text))
			hash = hex.EncodeToString(sum[:])
			parsed++
		}
		if hash == want[path] {
			continue
		}
		switch {
		case err != nil:
			t.Errorf("%s: %v, but CPython parses it", path, err)
		case want[path] == "ERROR":
			t.Errorf("%s: parsed, but CPython refuses it", path)
		case shown < 5:
			shown++
			full := oracle(t, path, "testdata/dump.py", "text")
			t.Errorf("%s: %s", path, firstDifference(text, strings.TrimSuffix(string(full), "\n")))
		default:
			t.Errorf("%s: dump differs", path)
		}
	}
	return parsed
}

// TestLibraryDumps compares the tree of every file of CPython's library with
// CPython's own. With -short it takes every eighth file.
func TestLibraryDumps(t *testing.T) {
	lib, err := cpython.Lib()
	if err != nil {
		t.Fatal(err)
	}
	files := corpus(t, lib)
	if testing.Short() {
		var some []string
		for i := 0; i < len(files); i += 8 {
			some = append(some, files[i])
		}
		files = some
	}
	if len(files) < 60 {
		t.Fatalf("only %d files in %s", len(files), lib)
	}
	parsed := compareDumps(t, files)
	t.Logf("%d files, %d parsed", len(files), parsed)
}

// TestCorpusDumps does the same for the directory that GORGON_SYNTAX_CORPUS
// names; it is no part of the suite.
func TestCorpusDumps(t *testing.T) {
	dir := os.Getenv("GORGON_SYNTAX_CORPUS")
	if dir == "" {
		t.Skip("GORGON_SYNTAX_CORPUS names no directory")
	}
	files := corpus(t, dir)
	parsed := compareDumps(t, files)
	t.Logf("%d files, %d parsed", len(files), parsed)
}
