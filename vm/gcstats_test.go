package vm_test

import (
	"os/exec"
	"strings"
	"testing"
)

const fullHeap = `
import gc
def small():
    x = []
    try:
        while True: x.append([1, 2, 3])
    except MemoryError:
        return len(x) > 10000
print(small())
gc.collect()
def large():
    x = []
    try:
        while True: x.append(bytearray(10**6))
    except MemoryError:
        return 10 < len(x) < 100
print(large())
gc.collect()
for make in (lambda: bytearray(10**12), lambda: "x" * 10**11, lambda: [0] * 10**10, lambda: list(map(int, range(10**9)))):
    try: print(len(make()))
    except MemoryError as e: print(repr(e))
for i in range(300): x = bytearray(10**6)
print("goes on")
`

// TestFullHeap fills heaps of 32 MiB: the program is told by MemoryError, and
// goes on when it has let go of what it held.
func TestFullHeap(t *testing.T) {
	want := "True\nTrue\n" + strings.Repeat("MemoryError()\n", 4) + "goes on\n"
	for _, mode := range []string{"stm=auto", "stm=on"} {
		cmd := exec.Command(gorgonExe, "-X", mode, "-X", "heap=32m", "-X", "gcstats", "-c", fullHeap)
		var stderr strings.Builder
		cmd.Stderr = &stderr
		out, err := cmd.Output()
		if err != nil || string(out) != want {
			t.Errorf("%s: %v, printed\n%s%s", mode, err, out, stderr.String())
		}
		for _, word := range []string{"collections ", "pause, new objects ", "pause, everything ", "to the safepoint ", "allocated ", "peak "} {
			if !strings.Contains(stderr.String(), word) {
				t.Errorf("%s: -X gcstats does not print %q:\n%s", mode, word, stderr.String())
			}
		}
	}
}

func TestHeapSize(t *testing.T) {
	for val, good := range map[string]bool{"512m": true, "2G": true, "33554432": true, "": false, "x": false, "5": false, "99999999999g": false, "3mm": false, "-1g": false} {
		out, err := exec.Command(gorgonExe, "-X", "heap="+val, "-c", "print(1)").CombinedOutput()
		if (err == nil) != good || !good && !strings.Contains(string(out), "-X heap: ") {
			t.Errorf("%q: %v, %s", val, err, out)
		}
	}
}

// nestedHeap runs code that makes garbage below native functions that have
// called back, and have things of their own in hand. The last two hold too much.
const nestedHeap = `
import gc, re
class Node:
    def __init__(self, k): self.k, self.items, self.me = k, [k], self
def churn(n=150000):
    keep = {}
    for i in range(n): keep[i % 1000] = Node(i)
    return sum(x.k for x in keep.values())
class Key:
    def __init__(self, v): self.v = [v]
    def __lt__(self, other): churn(); return self.v < other.v
    def __hash__(self): return 1
    def __eq__(self, other): churn(); return self.v == other.v
class Dying:
    def __del__(self): print("del", churn(600000))
class Greedy:
    def __lt__(self, other):
        held = []
        while True: held.append([other])
print([k.v for k in sorted([Key(3), Key(1), Key(2), Key(4)])])
print([k.v for k in {Key(1): 1, Key(2): 2, Key(3): 3}])
print(re.sub("a", lambda m: str(churn()), "banana"))
x = Dying(); del x; gc.collect()
print(list(map(lambda v: churn(600000), range(1))))
for i in range(2):
    try: sorted([Greedy(), Greedy()])
    except MemoryError as e: print(repr(e))
print(churn())
`

// TestNestedHeap runs it in 40 MiB: each part takes 100 MiB and more.
func TestNestedHeap(t *testing.T) {
	want := "[[1], [2], [3], [4]]\n[[1], [2], [3]]\nb149499500n149499500n149499500\ndel 599499500\n[599499500]\n" +
		strings.Repeat("MemoryError()\n", 2) + "149499500\n"
	for _, mode := range []string{"stm=auto", "stm=on"} {
		out, err := exec.Command(gorgonExe, "-X", mode, "-X", "heap=40m", "-c", nestedHeap).CombinedOutput()
		if err != nil || string(out) != want {
			t.Errorf("%s: %v, printed\n%s", mode, err, out)
		}
	}
}
