//go:build invariant

package invariant

import "math/rand/v2"

// Enabled says whether this is a debug build.
const Enabled = true

// Assert panics with the invariant's name unless cond holds. Guard expensive
// conditions with Enabled: arguments are evaluated by the caller.
func Assert(cond bool, name string) {
	if !cond {
		panic("invariant broken: " + name)
	}
}

// Sometimes is true in about percent of 100 calls, so that rare paths run
// often in debug builds.
func Sometimes(percent int) bool { return rand.IntN(100) < percent }
