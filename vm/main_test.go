package vm_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"testing"

	"gorgon/internal/cpython"
)

// gorgonExe is the executable that the tests of this package run: GORGON_BIN,
// or one built by TestMain.
var gorgonExe string

func TestMain(m *testing.M) {
	os.Exit(withExecutable(m))
}

func withExecutable(m *testing.M) int {
	if gorgonExe = os.Getenv("GORGON_BIN"); gorgonExe != "" {
		return m.Run()
	}
	dir, err := os.MkdirTemp("", "gorgon-vm-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	gorgonExe = filepath.Join(dir, "gorgon")
	build := exec.Command("go", "build", "-o", gorgonExe, "gorgon/cmd/gorgon")
	if out, err := build.CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "go build: %v\n%s", err, out)
		return 1
	}
	return m.Run()
}

// outcome is what a run of an interpreter shows.
type outcome struct {
	stdout, stderr string
	status         string
}

var address = regexp.MustCompile("0x[0-9a-f]{6,}")

// runIn runs an interpreter. Its own path, which messages begin with, becomes
// PYTHON.
func runIn(t *testing.T, exe, dir, stdin string, env []string, args ...string) outcome {
	t.Helper()
	cmd := exec.Command(exe, args...)
	cmd.Dir = dir
	cmd.Stdin = bytes.NewBufferString(stdin)
	cmd.Env = append(append(os.Environ(), "PYTHONUNBUFFERED=", "LC_ALL=C.UTF-8", "PYTHONDONTWRITEBYTECODE=1", "NO_COLOR=1"), env...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	if _, failed := err.(*exec.ExitError); err != nil && !failed {
		t.Fatalf("%s %q: %v", exe, args, err)
	}
	tidy := func(b []byte) string {
		return address.ReplaceAllString(string(bytes.ReplaceAll(b, []byte(exe), []byte("PYTHON"))), "0xADDRESS")
	}
	return outcome{tidy(stdout.Bytes()), tidy(stderr.Bytes()), cmd.ProcessState.String()}
}

// python is the oracle.
func python(t *testing.T) string {
	t.Helper()
	exe, err := cpython.Exe()
	if err != nil {
		t.Skipf("no CPython on %s/%s: %v", runtime.GOOS, runtime.GOARCH, err)
	}
	return exe
}
