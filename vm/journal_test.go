package vm_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"gorgon/jit/amd64"
	"gorgon/jit/journal"
)

const journaled = `
def price(n):
    return n * 3 if n % 7 else n

def total(n):
    sum = 0
    for k in range(n):
        sum += price(k)
    return sum

print(total(300000))
`

// TestTraceJournal runs a loop with a call and two ways through it, and looks
// at what the log and the page say of it.
func TestTraceJournal(t *testing.T) {
	if !amd64.Supported() {
		t.Skip("there is no machine code for this processor or system")
	}
	dir := t.TempDir()
	log, page := filepath.Join(dir, "jit.log"), filepath.Join(dir, "jit.html")
	out, err := exec.Command(gorgonExe, "-X", "jitlog="+log, "-X", "jithtml="+page, "-c", journaled).CombinedOutput()
	if err != nil || !regexp.MustCompile(`^\d+\s*$`).Match(out) {
		t.Fatalf("%v: %s", err, out)
	}
	traces := map[int]*journal.Trace{}
	var runs []journal.Run
	text, err := os.ReadFile(log)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(strings.TrimSpace(string(text)), "\n") {
		var entry struct {
			Trace *journal.Trace
			Run   *journal.Run
		}
		if err := json.Unmarshal([]byte(line), &entry); err != nil {
			t.Fatalf("%v: %.200s", err, line)
		}
		if entry.Trace != nil {
			traces[entry.Trace.Number] = entry.Trace
		}
		if entry.Run != nil {
			runs = append(runs, *entry.Run)
		}
	}
	var rounds uint64
	sides := 0
	for _, r := range runs {
		tr := traces[r.Number]
		if tr == nil || len(tr.Recorded) == 0 || len(tr.Optimised) == 0 || len(tr.Machine) == 0 {
			t.Fatalf("trace %d lacks a stage", r.Number)
		}
		rounds += r.Rounds
		for _, x := range r.Exits {
			if x.Side != 0 {
				sides++
				if side := traces[x.Side]; side == nil || side.Parent != r.Number || side.Exit != x.Ins {
					t.Errorf("the side trace %d does not begin at v%d of trace %d", x.Side, x.Ins, r.Number)
				}
			}
		}
	}
	if rounds < 200_000 || sides == 0 {
		t.Errorf("%d rounds were run in traces, %d exits have side traces", rounds, sides)
	}
	checkPage(t, page, len(traces))
}

func checkPage(t *testing.T, name string, traces int) {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	m := regexp.MustCompile(`(?s)<script id="data" type="application/json">(.*?)</script>`).FindSubmatch(text)
	if m == nil {
		t.Fatal("the page has no data")
	}
	var data struct {
		Traces  []*journal.Trace
		Codes   []*journal.Code
		Sources map[string][]string
	}
	if err := json.Unmarshal(m[1], &data); err != nil {
		t.Fatal(err)
	}
	if len(data.Traces) != traces {
		t.Errorf("the page has %d traces, the log %d", len(data.Traces), traces)
	}
	if source := data.Sources["<string>"]; len(source) < 8 || !strings.Contains(source[7], "sum += price(k)") {
		t.Errorf("the page's source is %q", source)
	}
	// The call is recorded through: a trace has operations of both functions.
	for _, tr := range data.Traces {
		names := map[string]bool{}
		for _, i := range tr.Recorded {
			if i.Place.Code >= 0 {
				names[data.Codes[i.Place.Code].Name] = true
			}
		}
		if names["total"] && names["price"] {
			return
		}
	}
	t.Error("no trace goes through both functions")
}
