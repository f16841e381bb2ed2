package main

import (
	"os"
	"slices"
	"strings"
	"testing"

	"gorgon/internal/conform"
)

func TestCheck(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"serial", "section 0 R0:0 W0:1\nsection 1 R0:1 W0:2\nsection 2 R0:2", ""},
		{"lost update", "section 0 R0:0 W0:1\nsection 1 R0:0 W0:2", "lost update"},
		{"write skew", "section 0 R0:0 R1:0 W0:1\nsection 1 R0:0 R1:0 W1:2", "no serial order"},
		{"stale in order", "section 0 R0:0 W0:1\nsection 1 R0:1\nsection 1 R0:0", "no serial order"},
		{"dirty", "section 0 R0:0 W0:1 W0:2\nsection 1 R0:1", "half of a section"},
		{"unknown", "section 0 R0:7", "never written"},
		{"unrepeatable", "section 0 R0:0 R0:1\nsection 1 R0:0 W0:1", "changed under a section"},
		{"own write", "section 0 R0:0 W0:1 R0:1 W0:2\nsection 1 R0:2", ""},
		{"lost own write", "section 0 R0:0 W0:1 R0:0", "changed under a section"},
		{"failure", "failure KeyError: 1", "KeyError"},
		{"long fork", "section 0 R0:0 W0:1\nsection 1 R1:0 W1:2\nsection 2 R0:1 R1:0\nsection 3 R0:0 R1:2", "no serial order"},
		{"end", "section 0 R0:0 W0:1\nsection 1 R0:0", ""},
	} {
		all, err := parse("program 1\n" + c.text + "\n")
		if err != nil {
			t.Fatal(err)
		}
		err = check(all[0])
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s: got %v, want %q", c.name, err, c.want)
		}
	}
}

// TestPrograms runs some programs in all shake modes; the command runs more.
func TestPrograms(t *testing.T) {
	dir := t.TempDir()
	bin, err := conform.Build(dir)
	if err != nil {
		t.Fatal(err)
	}
	n := perBatch
	modes := slices.Concat(conform.ShakeModes[5:], conform.LockModes)
	if os.Getenv("GORGON_FULL") == "1" {
		n, modes = 60, slices.Concat(conform.ShakeModes, conform.LockModes)
	}
	b := batches{exe: bin, dir: dir, keep: t.TempDir(), seed: 1}
	for _, m := range modes {
		got := b.runAll(m, 0, n)
		if got.failed > 0 || got.programs != n || got.sections < 10*n {
			t.Errorf("%s: %d of %d programs failed, %d sections", m.Name, got.failed, got.programs, got.sections)
		}
	}
}
