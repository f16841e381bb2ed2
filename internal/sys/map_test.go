//go:build unix

package sys

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

func TestMapFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	want := bytes.Repeat([]byte("0123456789abcdef"), 20_000)
	if err := os.WriteFile(path, want, 0o600); err != nil {
		t.Fatal(err)
	}
	if got, err := MapFile(path, func([]byte) bool { return false }); got != nil || err != nil {
		t.Fatalf("a file that is not good: %d bytes, %v", len(got), err)
	}
	got, err := MapFile(path, func(all []byte) bool { return bytes.Equal(all, want) })
	if err != nil || got == nil {
		t.Fatal(err)
	}
	os.Remove(path)
	for range 3 {
		DiscardImage()
		if !bytes.Equal(got, want) {
			t.Fatal("the file has changed when its pages came back")
		}
	}
	if _, err := MapFile(path, func([]byte) bool { return true }); err == nil {
		t.Fatal("there is no file any more")
	}
}
