package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gorgon/internal/conform"
)

// TestPrograms runs some programs in all that this command chooses from; the
// command runs more.
func TestPrograms(t *testing.T) {
	dir := t.TempDir()
	*keep = filepath.Join(dir, "failed")
	f, err := newFuzzer(dir)
	if err != nil {
		t.Fatal(err)
	}
	f.seed, f.reduce = 1, false
	n := uint64(10)
	if os.Getenv("GORGON_FULL") == "1" {
		n = 500
	}
	for i := range n {
		if failure := f.try(i, f.chosen(i)); failure != "" {
			t.Error(failure)
		}
	}
	t.Logf("%d programs, %d runs, %d lines of output", f.programs, f.runs, f.lines)
	if f.programs < int(n)/2 || f.lines < 100*f.programs {
		t.Errorf("%d of %d programs ran and printed %d lines: they show nothing", f.programs, n, f.lines)
	}
}

func TestGenerateIsAFunction(t *testing.T) {
	if generate(3, 4) != generate(3, 4) || generate(3, 4) == generate(3, 5) || generate(3, 4) == generate(4, 4) {
		t.Error("a program is not the one that its seed stands for")
	}
}

// TestDifference: a command that sees no difference finds nothing.
func TestDifference(t *testing.T) {
	two := conform.Mode{Args: []string{threads}}
	for _, c := range []struct {
		want, got string
		mode      conform.Mode
		same      bool
	}{
		{"a\nb\n", "a\nb\n", plain, true},
		{"a\nb\n", "a\nc\n", plain, false},
		{"a\nb\n", "a\n", plain, false},
		{"a\n", "a\na\n", two, true},
		{"a\n", "a\n", two, false},
	} {
		how := difference(conform.Result{Stdout: c.want}, conform.Result{Stdout: c.got}, c.mode)
		if (how == "") != c.same {
			t.Errorf("%q and %q in mode %v: %q", c.want, c.got, c.mode.Args, how)
		}
	}
	if difference(conform.Result{}, conform.Result{Failed: "hangs"}, plain) == "" {
		t.Error("a run that failed is no difference")
	}
}

func TestShrink(t *testing.T) {
	text := "a = 1\nif a:\n    for b in a:\n        wrong\n    c = 2\nd = 3\nif d:\n    pass\n"
	got := shrink(text, func(s string) bool { return strings.Contains(s, "wrong") })
	if strings.TrimSpace(got) != "wrong" {
		t.Errorf("got %q", got)
	}
}
