package conflicts_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gorgon/conflicts"
	"gorgon/conflicts/event"
	"gorgon/conflicts/example"
	"gorgon/conflicts/record"
)

var update = flag.Bool("update", false, "write the golden texts anew")

// golden compares a text with a file of testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s (go test ./conflicts -update writes it anew): got\n%s\nwant\n%s", name, got, want)
	}
}

func TestGolden(t *testing.T) {
	r := conflicts.Analyze(example.Log(), conflicts.Filter{})
	var b bytes.Buffer
	r.WriteText(&b, conflicts.TextOptions{Limit: 15})
	golden(t, "report.txt", b.String())
	b.Reset()
	r.WritePoint(&b, r.Find("c1"))
	golden(t, "show.txt", b.String())
	b.Reset()
	if err := r.Annotate(&b, "wc.py"); err != nil {
		t.Fatal(err)
	}
	golden(t, "annotate.txt", b.String())
	part := conflicts.Analyze(example.Log(), conflicts.Filter{Thread: "w1", Since: 2 * time.Second, Only: "wc.py", Sort: "events"})
	b.Reset()
	part.WriteText(&b, conflicts.TextOptions{Limit: 1})
	golden(t, "filtered.txt", b.String())
}

// TestFilters: the parts of a recording make the whole.
func TestFilters(t *testing.T) {
	lost := func(f conflicts.Filter) (sum float64) {
		for _, p := range conflicts.Analyze(example.Log(), f).Points {
			sum += p.Lost
		}
		return sum
	}
	near := func(what string, got, want float64) {
		if got < want-1e-9 || got > want+1e-9 {
			t.Errorf("%s: %f, want %f", what, got, want)
		}
	}
	whole := lost(conflicts.Filter{})
	near("whole", whole, 40*3*0.026)
	near("threads", lost(conflicts.Filter{Thread: "w0"})+lost(conflicts.Filter{Thread: "3"})+lost(conflicts.Filter{Thread: "w2"}), whole)
	near("late", lost(conflicts.Filter{Since: 3 * time.Second}), whole/4)
	near("another file", lost(conflicts.Filter{Only: "other.py"}), 0)
	near("another thread", lost(conflicts.Filter{Thread: "w9"}), 0)
}

func TestJSON(t *testing.T) {
	text, err := json.Marshal(conflicts.Analyze(example.Log(), conflicts.Filter{}))
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Schema int
		Times  map[string]float64
		Points []struct {
			ID     string
			Object string
			Loses  struct {
				File string
				Line int
			}
			Advice []struct{ Kind, Evidence string }
		}
	}
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	if got.Schema != conflicts.Schema || len(got.Points) != 2 || got.Points[0].ID != "C1" || got.Points[0].Loses.Line != 13 || got.Points[0].Advice[0].Kind != "hot-key" ||
		got.Points[1].Advice[0].Kind != "io" {
		t.Errorf("%+v", got)
	}
	sum := 0.0
	for _, s := range got.Times {
		sum += s
	}
	if sum < 15.99 || sum > 16.01 {
		t.Errorf("4 threads for 4 s are %.3f s", sum)
	}
}

// TestDiff: what has got worse is found, though its line has moved.
func TestDiff(t *testing.T) {
	before, after := example.Log(), example.Log()
	for i := range after.Intervals {
		for k := range after.Intervals[i].Cells {
			if c := &after.Intervals[i].Cells[k]; c.Kind == event.Irrevocable {
				c.Paused *= 4
			}
		}
		for k := range after.Intervals[i].Threads {
			if s := &after.Intervals[i].Threads[k]; s.Paused > 0 {
				s.Paused, s.Useful = s.Paused+12e6, s.Useful-12e6
			}
		}
	}
	after.Sources = map[string]string{"/home/me/wc.py": "# a new line\n" + after.Sources["/home/me/wc.py"]}
	for i := range after.Places {
		if p := &after.Places[i]; strings.HasSuffix(p.File, "wc.py") {
			p.Line++
		}
	}
	d := conflicts.Compare(conflicts.Analyze(before, conflicts.Filter{}), conflicts.Analyze(after, conflicts.Filter{}))
	if len(d.Points) != 2 || d.Points[0].State != "worse" || d.Points[0].Object != "print()" || d.Points[1].State != "same" || d.Worse < 0.12 || d.Worse > 0.14 {
		t.Errorf("%+v", d)
	}
	same := conflicts.Compare(conflicts.Analyze(before, conflicts.Filter{}), conflicts.Analyze(example.Log(), conflicts.Filter{}))
	if same.Worse != 0 {
		t.Errorf("a log against itself: %+v", same)
	}
	var b bytes.Buffer
	d.WriteText(&b, 10)
	golden(t, "diff.txt", b.String())
}

// TestCaveats: what a recording does not know is said.
func TestCaveats(t *testing.T) {
	l := example.Log()
	l.End = nil
	l.Damage = &record.Damage{Offset: 77, What: "a chunk's checksum does not match"}
	var b bytes.Buffer
	conflicts.Analyze(l, conflicts.Filter{}).WriteText(&b, conflicts.TextOptions{Limit: 3})
	if !strings.Contains(b.String(), "damaged at offset 77: a chunk's checksum does not match") {
		t.Errorf("%s", b.String())
	}
}
