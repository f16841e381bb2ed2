package cpython

import (
	"os/exec"
	"strings"
	"testing"
)

func TestExecutableHasThePinnedVersion(t *testing.T) {
	exe, err := Exe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(exe, "-V").CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if got := strings.TrimSpace(string(out)); got != "Python "+Version {
		t.Fatalf("got %q, want Python %s", got, Version)
	}
}
