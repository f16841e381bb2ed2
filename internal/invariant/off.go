//go:build !invariant

package invariant

// Enabled says whether this is a debug build.
const Enabled = false

// Assert does nothing in this build.
func Assert(bool, string) {}

// Sometimes is never true in this build.
func Sometimes(int) bool { return false }
