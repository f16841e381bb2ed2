package compile

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"strings"
	"testing"

	"gorgon/internal/cpython"
	"gorgon/vm/syntax"
)

// TestUnparse compares the text of annotations with CPython's.
func TestUnparse(t *testing.T) {
	data, err := os.ReadFile("testdata/unparse.txt")
	if err != nil {
		t.Fatal(err)
	}
	list := strings.Split(strings.TrimSpace(string(data)), "\n")
	exe, err := cpython.Exe()
	if err != nil {
		t.Skip(err)
	}
	const script = `
import json, sys
out = []
for e in json.load(sys.stdin):
    ns = {}
    exec("from __future__ import annotations\nx: " + e, ns)
    out.append(ns['__annotations__']['x'])
json.dump(out, sys.stdout)
`
	in, _ := json.Marshal(list)
	cmd := exec.Command(exe, "-I", "-W", "ignore", "-c", script)
	cmd.Stdin = bytes.NewReader(in)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	if err := json.Unmarshal(out, &want); err != nil {
		t.Fatal(err)
	}
	for i, src := range list {
		mod, err := syntax.Parse([]byte(src), "x", syntax.Eval)
		if err != nil {
			t.Fatal(src, err)
		}
		if got := unparse(mod.(*syntax.Expression).Body); got != want[i] {
			t.Errorf("%s: got %s, want %s", src, got, want[i])
		}
	}
}
