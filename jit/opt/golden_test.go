package opt

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gorgon/jit/ir"
)

var update = flag.Bool("update", false, "write the traces that come out into testdata")

// TestGolden runs the passes that the first line of each case names. A file of
// testdata has cases separated by "===", each a comment with the words
// "passes:" and options, the trace before and, below "---", the one after.
func TestGolden(t *testing.T) {
	names, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(names) == 0 {
		t.Fatal(err, names)
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		cases := strings.Split(string(text), "\n===\n")
		for i, c := range cases {
			before, after, _ := strings.Cut(c, "\n---\n")
			got := golden(t, name, before)
			if strings.TrimSpace(got) != strings.TrimSpace(after) {
				t.Errorf("%s, case %d:\n%s\n--- gives\n%s--- and should give\n%s", name, i+1, before, got, after)
			}
			cases[i] = strings.TrimSpace(before) + "\n---\n" + strings.TrimRight(got, "\n")
		}
		if *update {
			if err := os.WriteFile(name, []byte(strings.Join(cases, "\n===\n")+"\n"), 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func golden(t *testing.T, name, before string) string {
	tr, err := ir.Parse(before)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if err := ir.Verify(tr); err != nil {
		t.Fatalf("%s: %v\n%s", name, err, before)
	}
	var options Options
	_, words, _ := strings.Cut(before, "passes:")
	words, _, _ = strings.Cut(words, "\n")
	for _, w := range strings.Fields(words) {
		switch w {
		case "every-load":
			options.EveryLoad = true
		case "exact":
			options.Exact = true
		case "no-loop":
			options.NoLoop = true
		case "all":
		default:
			options.Passes = append(options.Passes, w)
		}
	}
	after := Optimise(tr, options)
	if err := ir.Verify(after); err != nil {
		t.Errorf("%s: %v in\n%s", name, err, after)
	}
	return after.String()
}
