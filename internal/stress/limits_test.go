package stress

import (
	"bytes"
	"fmt"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"gorgon/internal/conform"
)

// mostKiB is what a parked thread may take.
const mostKiB = 128

// TestManyThreads has many threads alive at once, each parked on an Event, and
// lets them go.
func TestManyThreads(t *testing.T) {
	n := 2_000
	if full {
		n = 20_000
	}
	r := run(t, build(t), nil, "many.py", strconv.Itoa(n))
	var alive, passed int
	var each, started, ended float64
	if _, err := fmt.Sscan(r.Stdout, &alive, &passed, &each, &started, &ended); err != nil {
		t.Fatalf("%q: %v", r.Stdout, err)
	}
	t.Logf("%d threads: %.1f KiB each, started in %.2f s, ended in %.2f s", n, each, started, ended)
	if alive != n+1 || passed != n || each > mostKiB {
		t.Errorf("%d of %d threads alive, %d passed, %.1f KiB each", alive-1, n, passed, each)
	}
}

const deep = `
import sys, threading
sys.setrecursionlimit(200_000)

def down(n):
    return 0 if n == 0 else 1 + down(n - 1)

class Node:
    def __init__(self, n):
        self.child = Node(n - 1) if n else None

def endless(n):
    return endless(n + 1)

print(down(100_000))
n = Node(30_000)
got = []
t = threading.Thread(target=lambda: got.append(down(100_000)))
t.start()
t.join()
print(got)
try:
    endless(0)
except RecursionError as e:
    print(e)
`

// TestDeepRecursion recurses 100,000 calls deep in the main thread and in
// another one, and beyond the limit.
func TestDeepRecursion(t *testing.T) {
	exe := build(t)
	for _, options := range [][]string{nil, {"-X", "stm=on"}, {"-X", "shake=abort"}} {
		argv := append(append([]string{exe}, options...), "-c", deep)
		r, err := conform.Execute(t.TempDir(), slack, nil, argv...)
		if err != nil {
			t.Fatal(err)
		}
		want := "100000\n[100000]\nmaximum recursion depth exceeded\n"
		if r.Failed != "" || r.Exit != 0 || r.Stdout != want {
			t.Errorf("%v: exit %d %s\n%s%.2000s", options, r.Exit, r.Failed, r.Stdout, r.Stderr)
		}
	}
}

const colliding = `
import threading
n = 0
def work():
    global n
    while True:
        n += 1
for _ in range(3):
    threading.Thread(target=work, daemon=True).start()
work()
`

// TestKilledWhileRecording kills a program that records its conflicts: the log
// opens, and says where they were.
func TestKilledWhileRecording(t *testing.T) {
	exe, dir := build(t), t.TempDir()
	log := filepath.Join(dir, "run.cfl")
	cmd := exec.Command(exe, "-X", "conflicts="+log, "-c", colliding)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(3 * time.Second)
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // killed
	tool := filepath.Join(dir, "conflicts")
	if out, err := exec.Command("go", "build", "-o", tool, "gorgon/cmd/conflicts").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	out, err := exec.Command(tool, "report", log).CombinedOutput()
	if err != nil || !bytes.Contains(out, []byte("global n")) {
		t.Errorf("%v\n%s", err, out)
	}
}
