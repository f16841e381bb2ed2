package vm_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// TestCodeCache runs a program that imports a module, with a cache of its own:
// the files in it are used for the same text only, are written anew when they
// are damaged, and none appears for the module with -B.
func TestCodeCache(t *testing.T) {
	cache, dir := t.TempDir(), t.TempDir()
	env := []string{"GORGON_CACHE=" + cache, "PYTHONDONTWRITEBYTECODE="}
	module := filepath.Join(dir, "module.py")
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(module, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	run := func(want string, flags ...string) {
		t.Helper()
		got := runIn(t, gorgonExe, dir, "", env, append(flags, "-c", "import module; print(module.f())")...)
		if got.stdout != want || got.stderr != "" {
			t.Fatalf("%+v, want %q", got, want)
		}
	}
	write("def f(): return 1\n")
	run("1\n", "-B")
	if n := len(cacheFiles(t, cache)); n != 1 {
		t.Fatalf("%d files with -B, want that of the prelude", n)
	}
	run("1\n")
	first := cacheFiles(t, cache)
	if len(first) != 2 {
		t.Fatalf("%d files, want those of prelude and module", len(first))
	}
	write("def f(): return 2\n")
	run("2\n")
	second := cacheFiles(t, cache)
	if len(second) != 2 {
		t.Fatalf("%d files, want the same two", len(second))
	}
	for path, data := range second {
		bad := bytes.Clone(data)
		bad[len(bad)-1] ^= 1
		if err := os.WriteFile(path, bad, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	run("2\n")
	for path, data := range cacheFiles(t, cache) {
		if !bytes.Equal(data, second[path]) {
			t.Errorf("%s was not written anew", path)
		}
	}
	// A module whose compilation warns does so each time.
	write("def f(): return 1 is 1\n")
	for range 2 {
		if got := runIn(t, gorgonExe, dir, "", env, "-c", "import module"); got.stderr == "" {
			t.Error("no warning")
		}
	}
}

// cacheFiles are the files of compiled code by path.
func cacheFiles(t *testing.T, cache string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := filepath.WalkDir(filepath.Join(cache, "code"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		files[path] = data
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
