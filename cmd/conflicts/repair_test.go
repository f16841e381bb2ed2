package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"gorgon/conflicts"
)

func TestUnified(t *testing.T) {
	a := strings.Split("a b c d e f g h i j", " ")
	b := strings.Split("a b x d e f g h j k", " ")
	want := "--- A\n+++ B\n@@ -1,5 +1,5 @@\n a\n b\n-c\n+x\n d\n e\n@@ -7,4 +7,4 @@\n g\n h\n-i\n j\n+k\n"
	if got := unified("A", "B", a, b); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := unified("A", "B", a, a); got != "--- A\n+++ B\n" {
		t.Errorf("of equal texts:\n%s", got)
	}
}

// TestRepairs: for each kind of advice the difference makes the repaired program
// of the other, says patch.
func TestRepairs(t *testing.T) {
	for kind, name := range conflicts.Kinds() {
		var b bytes.Buffer
		if err := writeRepair(&b, &conflicts.Advice{Kind: kind, Example: conflicts.ExampleFolder + name + "_bad.py"}); err != nil {
			t.Fatal(err)
		}
		_, diff, _ := strings.Cut(b.String(), ":\n")
		if !strings.Contains(diff, "\n-") && !strings.Contains(diff, "\n+") {
			t.Errorf("%s: nothing was repaired in\n%s", kind, diff)
		}
		if _, err := exec.LookPath("patch"); err != nil {
			continue
		}
		dir := t.TempDir()
		texts := [2]string{}
		for i, end := range []string{"_bad.py", "_fixed.py"} {
			text, err := os.ReadFile(examples + name + end)
			if err != nil {
				t.Fatal(err)
			}
			texts[i] = strings.Join(program(text), "\n") + "\n"
		}
		if err := os.WriteFile(filepath.Join(dir, "p.py"), []byte(texts[0]), 0o666); err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command("patch", "-s", filepath.Join(dir, "p.py"))
		cmd.Stdin = strings.NewReader(diff)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v %s\n%s", kind, err, out, diff)
		}
		if got, err := os.ReadFile(filepath.Join(dir, "p.py")); err != nil || string(got) != texts[1] {
			t.Errorf("%s: %v: the difference makes\n%s", kind, err, got)
		}
	}
}
