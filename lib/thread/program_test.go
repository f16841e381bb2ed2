package thread_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gorgon/internal/cpython"
)

// The programs in testdata give the output in the file beside them, in every
// mode and in every shake mode.
var modes = [][]string{
	{}, {"-X", "stm=on"}, {"-X", "shake=abort"}, {"-X", "shake=budget"}, {"-X", "shake=abort,budget", "-X", "seed=3"},
	{"-X", "stm=on", "-X", "shake=abort,budget"}, {"-X", "shake=abort,budget,gc"},
}

func TestPrograms(t *testing.T) {
	exe := filepath.Join(t.TempDir(), "gorgon")
	if out, err := exec.Command("go", "build", "-o", exe, "gorgon/cmd/gorgon").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	files, err := filepath.Glob("testdata/*.py")
	if err != nil || len(files) == 0 {
		t.Fatal("no programs", err)
	}
	for _, file := range files {
		want, err := os.ReadFile(strings.TrimSuffix(file, ".py") + ".out")
		if err != nil {
			t.Fatal(err)
		}
		for _, mode := range modes {
			t.Run(filepath.Base(file)+strings.Join(mode, ""), func(t *testing.T) {
				cmd := exec.Command(exe, append(mode[:len(mode):len(mode)], file)...)
				timer := time.AfterFunc(60*time.Second, func() { _ = cmd.Process.Kill() })
				defer timer.Stop()
				got, err := cmd.CombinedOutput()
				if err != nil || string(got) != string(want) {
					t.Errorf("%v\n%s", err, got)
				}
			})
		}
	}
}

// TestPortable runs the program that needs nothing but blocks on CPython, with
// the portable stm.
func TestPortable(t *testing.T) {
	exe, err := cpython.Exe()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, file := range []string{"testdata/portable.py", "../portable/stm.py", "../py/transaction.py"} {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, filepath.Base(file)), text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("testdata/portable.out")
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe, filepath.Join(dir, "portable.py"))
	timer := time.AfterFunc(60*time.Second, func() { _ = cmd.Process.Kill() })
	defer timer.Stop()
	if got, err := cmd.CombinedOutput(); err != nil || string(got) != string(want) {
		t.Errorf("%v\n%s", err, got)
	}
}
