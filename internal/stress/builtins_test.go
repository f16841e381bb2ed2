package stress

import (
	"runtime"
	"slices"
	"strconv"
	"testing"
	"time"

	"gorgon/internal/conform"
)

// stressModes are those in which many threads change one object: every mode, and
// the checks of the heap in some.
func stressModes() []conform.Mode {
	modes := conform.EveryMode()
	return append(modes,
		conform.Mode{Name: "verify", Args: []string{"-X", "shake=verify"}},
		conform.Mode{Name: "verify-yield", Args: []string{"-X", "shake=verify,yield"}},
		conform.Mode{Name: "verify-all", Args: []string{"-X", "shake=verify,abort,budget,yield"}})
}

// briefStress are the modes that run when nothing is asked for.
var briefStress = []string{"solo", "abort-budget-yield", "irrevocable-yield", "verify"}

// TestBuiltins has many threads change one list, dict, set, and so on, with
// nothing that guards it: afterwards each is whole, and what the threads have put
// in is there or was taken out by one of them.
func TestBuiltins(t *testing.T) {
	exe := build(t)
	var modes []conform.Mode
	for _, m := range stressModes() {
		if full || *length > 0 || slices.Contains(briefStress, m.Name) {
			modes = append(modes, m)
		}
	}
	seconds := secondsFor(len(modes), 2*time.Second)
	seed := strconv.FormatInt(time.Now().UnixNano()%1_000_000, 10)
	conform.Each(len(modes), max(1, runtime.NumCPU()/2), func(i int) {
		r, err := execute(exe, modes[i].Args, "builtins.py", seconds, "4", seed)
		if err != nil {
			t.Errorf("mode %s, seed %s: %v\n%s%s", modes[i].Name, seed, err, r.Stdout, r.Stderr)
		}
	})
}
