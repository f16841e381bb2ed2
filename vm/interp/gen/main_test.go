package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

func TestLoopsAreGenerated(t *testing.T) {
	for _, b := range builds {
		want, err := Generate("../loop.txt", b)
		if err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(filepath.Join("..", b.file))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is not what gen writes: run go run ./gen -dir . in vm/interp", b.file)
		}
	}
}
