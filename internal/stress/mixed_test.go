package stress

import (
	"fmt"
	"path/filepath"
	"strconv"
	"testing"
	"time"
)

// TestMixed runs programs of the conformance tests in random order in one process,
// eight at a time: nothing crashes or hangs.
func TestMixed(t *testing.T) {
	exe := build(t)
	var folders []string
	for _, name := range []string{"conform", "regress"} {
		folder, err := filepath.Abs(filepath.Join("..", "..", "testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		folders = append(folders, folder)
	}
	modes := [][]string{nil, {"-X", "jit=off"}, {"-X", "jit=on-threshold=1-ticks=10-side=2"}}
	for i, options := range modes {
		seed := strconv.Itoa(int(time.Now().Unix()) + i)
		r := run(t, exe, options, "mixed.py", append([]string{secondsFor(len(modes), 4*time.Second), "8", seed}, folders...)...)
		var programs, ran, stuck, early, late int
		if _, err := fmt.Sscan(r.Stdout, &programs, &ran, &stuck, &early, &late); err != nil {
			t.Fatalf("%q: %v", r.Stdout, err)
		}
		t.Logf("%v, seed %s: %d programs ran %d times, %d KiB at a quarter and %d at the end", options, seed, programs, ran, early, late)
		if ran == 0 || stuck > 0 {
			t.Errorf("%v, seed %s: %d ran, %d are stuck\n%s", options, seed, ran, stuck, r.Stdout)
		}
	}
}
