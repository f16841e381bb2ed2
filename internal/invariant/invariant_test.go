package invariant

import "testing"

func TestAssertPanicsOnlyInDebugBuilds(t *testing.T) {
	Assert(true, "holds")
	defer func() {
		if got := recover() != nil; got != Enabled {
			t.Fatalf("a broken invariant panicked: %v, enabled: %v", got, Enabled)
		}
	}()
	Assert(false, "broken")
}

func TestSometimes(t *testing.T) {
	n := 0
	for range 10000 {
		if Sometimes(30) {
			n++
		}
	}
	if Enabled && (n < 2000 || n > 4000) || !Enabled && n != 0 {
		t.Fatalf("Sometimes(30) fired %d times of 10000", n)
	}
}
