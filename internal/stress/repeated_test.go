package stress

import (
	"fmt"
	"testing"
)

// TestRepeated runs a program many times in one process: what it makes is gone
// when it is over. A run that left its classes behind took 20 to 60 KiB.
func TestRepeated(t *testing.T) {
	const runs, mayGrow = 400, 40 << 10
	exe := build(t)
	for _, options := range [][]string{nil, {"-X", "jit=off"}, {"-X", "stm=on"}} {
		r := run(t, exe, options, "repeated.py", fmt.Sprint(runs))
		var objects, before, more, after int
		if _, err := fmt.Sscan(r.Stdout, &objects, &before, &more, &after); err != nil {
			t.Fatalf("%q: %v", r.Stdout, err)
		}
		t.Logf("%v: %d objects and %d KiB after %d runs, %d and %d after %d", options, objects, before, runs, more, after, 5*runs)
		if more > objects+runs {
			t.Errorf("%v: %d objects have become %d in %d runs", options, objects, more, 4*runs)
		}
		if after > before+mayGrow {
			t.Errorf("%v: %d KiB have become %d in %d runs", options, before, after, 4*runs)
		}
	}
}
