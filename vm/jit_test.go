package vm_test

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"

	"gorgon/jit/amd64"
)

// manyLoops runs n distinct hot loops, half of which end in another branch.
const manyLoops = `
import sys
total = 0
for k in range(int(sys.argv[1])):
    ns = {}
    exec(f"def f(n):\n    t = {k}\n    for i in range(n):\n        t += i ^ {k & 1023}\n        if t & 64: t -= 3\n    return t\n", ns)
    total += ns["f"](60) + ns["f"](60)
print(total)
`

// TestManyLoops: a program with more hot loops than the JIT has memory for gets
// its results, inside the limit.
func TestManyLoops(t *testing.T) {
	if !amd64.Supported() {
		t.Skip("no machine code for this processor")
	}
	n := "4000"
	if os.Getenv("GORGON_FULL") == "1" {
		n = "100000"
	}
	run := func(args ...string) (out string, peak int64) {
		cmd := exec.Command(gorgonExe, append(args, "-c", manyLoops, n)...)
		cmd.Stderr = os.Stderr
		b, err := cmd.Output()
		if err != nil {
			t.Fatalf("%v: %v", args, err)
		}
		return string(b), cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss >> 10
	}
	want, least := run("-X", "jit=off")
	for _, stm := range []string{"stm=auto", "stm=on"} {
		got, peak := run("-X", stm, "-X", "jit=on-threshold=1-ticks=10-side=2-traces=100-code=1024")
		t.Logf("%s loops, %s: %d MiB, %d without traces", n, stm, peak, least)
		if got != want {
			t.Errorf("%s: %s, want %s", stm, got, want)
		}
		if peak > least*3/2+40 {
			t.Errorf("%s: %d MiB, want not much more than %d", stm, peak, least)
		}
	}
}

// TestPerfMap: on request traces are named for perf.
func TestPerfMap(t *testing.T) {
	if !amd64.Supported() {
		t.Skip("no machine code for this processor")
	}
	cmd := exec.Command(gorgonExe, "-X", "jit=on-perf", "-c", "def f(n):\n for i in range(n): n ^= i\n return n\nprint(f(1000000))")
	if out, err := cmd.CombinedOutput(); err != nil || strings.TrimSpace(string(out)) != "1000000" {
		t.Errorf("%v: %s", err, out)
	}
	name := fmt.Sprintf("/tmp/perf-%d.map", cmd.Process.Pid)
	defer os.Remove(name)
	if text, err := os.ReadFile(name); err != nil || !strings.Contains(string(text), "trace 1 of <string>:2 f\n") {
		t.Errorf("%v: %s", err, text)
	}
}
