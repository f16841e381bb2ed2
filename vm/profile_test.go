package vm_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/pprof/profile"
)

// profiled spends three times as long in long as in short, in two threads, and
// some time in a native function.
const profiled = `
import threading, time

def spin(until):
    n = 0
    while time.process_time() < until:
        for i in range(1000):
            n ^= i
    return n

def short(t):
    return spin(time.process_time() + t)

def long(t):
    short(t); short(t); short(t)

def both():
    short(0.15)
    long(0.15)

threads = [threading.Thread(target=both, name=name) for name in ("one", "two")]
for t in threads: t.start()
for t in threads: t.join()
`

// TestProfile: a profile has the stacks of all threads, by the time that they
// took, in the interpreter and in machine code.
func TestProfile(t *testing.T) {
	for _, jit := range []string{"jit=off", "jit=on"} {
		name := filepath.Join(t.TempDir(), "profile")
		if out, err := exec.Command(gorgonExe, "-X", jit, "-X", "prof="+name, "-c", profiled).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		p, err := profile.Parse(f)
		if err != nil {
			t.Fatal(err)
		}
		total, inLong, threads := int64(0), int64(0), map[string]int64{}
		for _, s := range p.Sample {
			var stack []string
			for _, l := range s.Location {
				stack = append(stack, l.Line[0].Function.Name)
			}
			if !strings.HasPrefix(strings.Join(stack, " "), "<string>.spin <string>.short ") {
				continue
			}
			total += s.Value[1]
			threads[s.Label["thread"][0]] += s.Value[1]
			if stack[2] == "<string>.long" {
				inLong += s.Value[1]
			}
		}
		if share := float64(inLong) / float64(total); total < 2e8 || share < 0.5 || share > 0.95 || threads["one"] < total/5 || threads["two"] < total/5 {
			t.Errorf("%s: %d ns, of which %d in long; by thread %v", jit, total, inLong, threads)
		}
	}
}
