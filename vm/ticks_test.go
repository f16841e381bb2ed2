package vm_test

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"

	"gorgon/jit/amd64"
	"gorgon/scheduler"
	"gorgon/vm"
)

// init makes the test's own executable an interpreter that says at the end how many
// ticks the program took.
func init() {
	if os.Getenv("GORGON_TEST_TICKS") != "" {
		code := vm.Main(os.Args)
		fmt.Println(scheduler.Main().TicksDone())
		os.Exit(code)
	}
}

// branches leaves its inner loop early, has branches that become side traces, calls,
// and sections.
const branches = `
import threading
lock = threading.Lock()
def step(n):
    return n * 3 + 1 if n & 1 else n >> 1
def length(n):
    k = 0
    while n != 1:
        n = step(n)
        k += 1
        if k & 7 == 0:
            with lock:
                total[0] += 1
    return k
total = [0]
for _ in range(12):
    sum(length(n) for n in range(1, 1500))
    for n in range(1, 3000):
        for d in range(2, 60):
            if n % d == 0:
                break
`

// TestTicksAreExact: traces count the same ticks as the interpreter, with and without
// transactions, so that what threads get done can be compared.
func TestTicksAreExact(t *testing.T) {
	if !amd64.Supported() {
		t.Skip("no machine code for this processor")
	}
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	ticks := func(args ...string) (n float64) {
		cmd := exec.Command(exe, append(args, "-c", branches)...)
		cmd.Env = append(os.Environ(), "GORGON_TEST_TICKS=1")
		cmd.Stderr = os.Stderr
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("%v: %v", args, err)
		}
		if _, err := fmt.Sscan(strings.TrimSpace(string(out)), &n); err != nil {
			t.Fatalf("%q: %v", out, err)
		}
		return n
	}
	want := ticks("-X", "jit=off", "-X", "stm=auto")
	for _, args := range [][]string{{"-X", "jit=on", "-X", "stm=auto"}, {"-X", "jit=on", "-X", "stm=on"}, {"-X", "jit=off", "-X", "stm=on"}} {
		if got := ticks(args...); got < want*0.98 || got > want*1.02 {
			t.Errorf("%v: %.0f ticks, want %.0f", args, got, want)
		} else {
			t.Logf("%v: %.0f of %.0f", args, got, want)
		}
	}
}
