package stress

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// rareEnough is how many transactions of threads that share nothing there are
// for one that is aborted.
const rareEnough = 10_000

// TestNoHiddenConflicts runs threads that have no object in common, each kind of
// work in all threads at once. Whatever the runtime keeps for all of them must
// not make one wait for another.
func TestNoHiddenConflicts(t *testing.T) {
	exe := build(t)
	for _, options := range [][]string{nil, {"-X", "shake=yield"}} {
		r := run(t, exe, options, "disjoint.py", secondsFor(40, 5*time.Second), "4")
		for line := range strings.Lines(r.Stdout) {
			var kind, reasons string
			var commits, aborts, waits int
			if n, err := fmt.Sscan(line, &kind, &commits, &aborts, &waits, &reasons); n != 5 {
				t.Fatalf("%q: %v", line, err)
			}
			if commits < 20 {
				t.Errorf("%v %s: only %d transactions", options, kind, commits)
			}
			// A thread that starts or ends may have been in the way once.
			if allowed := 1 + commits/rareEnough; aborts > allowed || waits > 4*allowed {
				t.Errorf("%v %s: %d transactions, %d aborted (%s), %d had to wait; want at most %d aborted",
					options, kind, commits, aborts, strings.TrimSpace(reasons), waits, allowed)
			}
		}
	}
}
