package interp

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// A read that goes the slow way is logged, entered in the filter of reads, and the
// instruction runs again. If an instruction made two reads in one run, and both had
// the same place in the filter, each would drive the other out, for ever: the slow
// way is taken by every read in the shake modes. So no path through an instruction
// has two; those named here have them on paths that exclude each other.
func TestOneReadForEachInstruction(t *testing.T) {
	excluding := map[string]bool{"FOR_ITER": true} // an item is there, or the list's end
	text, err := os.ReadFile("loop_tx.go")
	if err != nil {
		t.Fatal(err)
	}
	cases := regexp.MustCompile(`(?m)^\t\tcase \d+: // (\w+)$`)
	at := cases.FindAllStringSubmatchIndex(string(text), -1)
	if len(at) < 20 {
		t.Fatalf("only %d instructions found", len(at))
	}
	for i, m := range at {
		end := len(text)
		if i+1 < len(at) {
			end = at[i+1][0]
		}
		name := string(text[m[2]:m[3]])
		if n := strings.Count(string(text[m[0]:end]), "seenSlow("); n > 1 && !excluding[name] {
			t.Errorf("%s has %d reads", name, n)
		}
	}
}
