package cpython

import (
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
)

// packed is a tree of files with its list.
func packed(t *testing.T, list string) fstest.MapFS {
	var z bytes.Buffer
	w := gzip.NewWriter(&z)
	if _, err := w.Write([]byte("a library")); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return fstest.MapFS{
		"files.json":   {Data: []byte(`{"files": [` + list + `]}`)},
		"bin/tool":     {Data: []byte("a tool")},
		"lib/a.so.gz":  {Data: z.Bytes()},
		"lib/short.py": {Data: []byte("x")},
	}
}

const wholeList = `
	{"name": "bin", "size": 0, "perm": 2147484141},
	{"name": "bin/tool", "size": 6, "perm": 509},
	{"name": "bin/link", "size": 4, "perm": 134217728, "symlink": "tool"},
	{"name": "lib", "size": 0, "perm": 2147484141},
	{"name": "lib/a.so", "size": 9, "perm": 436, "compressed": true}`

func TestUnpack(t *testing.T) {
	cache := t.TempDir()
	dir := filepath.Join(cache, "python")
	// What an interrupted process has left.
	if err := os.MkdirAll(filepath.Join(dir, "bin"), 0o755); err != nil {
		t.Fatal(err)
	}
	from := packed(t, wholeList)
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			if err := unpack(from, dir, stampName); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	for name, want := range map[string]string{"bin/tool": "a tool", "bin/link": "a tool", "lib/a.so": "a library", stampName: ""} {
		got, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil || string(got) != want {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	if st, err := os.Stat(filepath.Join(dir, "bin/tool")); err != nil || st.Mode()&0o111 == 0 {
		t.Errorf("the tool cannot be executed: %v", err)
	}
	if left, _ := os.ReadDir(cache); len(left) != 1 {
		t.Errorf("left behind: %v", left)
	}
}

func TestUnpackRefuses(t *testing.T) {
	for list, want := range map[string]string{
		`{"name": "../tool", "size": 6, "perm": 509}`:                                           "leads out",
		`{"name": "link", "size": 1, "perm": 134217728, "symlink": "../../tool"}`:               "leads out",
		`{"name": "lib", "perm": 2147484141}, {"name": "lib/short.py", "size": 5, "perm": 436}`: "has 1 bytes and not 5",
		`{"name": "missing", "size": 5, "perm": 436}`:                                           "missing",
	} {
		cache := t.TempDir()
		err := unpack(packed(t, list), filepath.Join(cache, "python"), stampName)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", list, err)
		}
		if left, _ := os.ReadDir(cache); len(left) != 0 {
			t.Errorf("%s: left behind: %v", list, left)
		}
	}
}
