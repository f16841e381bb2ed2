package opt

import (
	"slices"
	"testing"
)

// TestPassOrder checks the order of the passes against what they ask for.
func TestPassOrder(t *testing.T) {
	at := func(name string) int {
		return slices.IndexFunc(passes, func(p pass) bool { return p.name == name })
	}
	for _, c := range passOrder {
		if before, after := at(c.before), at(c.after); before < 0 || after < 0 || before >= after {
			t.Errorf("%s comes at %d, %s at %d: %s", c.before, before, c.after, after, c.why)
		}
	}
}
