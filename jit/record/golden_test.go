package record_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"gorgon/jit/amd64"
	"gorgon/jit/journal"
)

var update = flag.Bool("update", false, "write the traces that are recorded into testdata")

// TestGolden records the functions named hot… of the programs in testdata, with
// and without transactions, and compares the trace of the first loop of each,
// before and after the optimiser, with the text beside the program. After a
// change that is meant: go test ./jit/record -run Golden -update.
func TestGolden(t *testing.T) {
	if !amd64.Supported() {
		t.Skip("there is no machine code for this processor or system")
	}
	exe := filepath.Join(t.TempDir(), "gorgon")
	if out, err := exec.Command("go", "build", "-o", exe, "gorgon/cmd/gorgon").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	programs, err := filepath.Glob("testdata/*.py")
	if err != nil || len(programs) == 0 {
		t.Fatal(err, programs)
	}
	for _, program := range programs {
		var got strings.Builder
		for _, stm := range []string{"auto", "on"} {
			log := filepath.Join(t.TempDir(), "jit.log")
			// One sample makes a loop hot; no exit gets a side trace. A transaction is
			// sampled at its end.
			cmd := exec.Command(exe, "-X", "stm="+stm, "-X", "jit=on-threshold=1-ticks=10-side=1000000", "-X", "jitlog="+log, program, map[string]string{"auto": "200", "on": "100000"}[stm])
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Fatalf("%s: %v\n%s", program, err, out)
			}
			for _, tr := range hot(t, log) {
				way := "alone"
				if tr.Transactional {
					way = "in transactions"
				}
				fmt.Fprintf(&got, "== %s, %s: recorded\n%s== %s, %s: optimised\n%s", tr.name, way, tr.text(tr.Recorded), tr.name, way, tr.text(tr.Optimised))
			}
		}
		name := strings.TrimSuffix(program, ".py") + ".txt"
		if *update {
			if err := os.WriteFile(name, []byte(got.String()), 0o666); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if diff := firstDifference(string(want), got.String()); diff != "" {
			t.Errorf("%s (if that is meant: -update): %s", name, diff)
		}
	}
}

func firstDifference(want, got string) string {
	title := ""
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range max(len(w), len(g)) {
		var a, b string
		if i < len(w) {
			a = w[i]
		}
		if i < len(g) {
			b = g[i]
		}
		if strings.HasPrefix(a, "==") {
			title = a
		}
		if a != b {
			return fmt.Sprintf("line %d, %s\nwant %s\ngot  %s", i+1, title, a, b)
		}
	}
	return ""
}

// named is a trace of a function whose name begins with hot.
type named struct {
	*journal.Trace
	name  string
	codes []*journal.Code
}

// hot returns the first trace of each such function.
func hot(t *testing.T, log string) (traces []*named) {
	text, err := os.ReadFile(log)
	if err != nil {
		t.Fatal(err)
	}
	if len(text) == 0 {
		t.Fatal("there are no traces")
	}
	var codes []*journal.Code
	seen := map[string]bool{}
	for _, line := range bytes.Split(bytes.TrimSpace(text), []byte("\n")) {
		var entry struct {
			Code  *journal.Code
			Trace *journal.Trace
		}
		if err := json.Unmarshal(line, &entry); err != nil {
			t.Fatal(err)
		}
		if entry.Code != nil {
			codes = append(codes, entry.Code)
		}
		tr := entry.Trace
		if tr == nil || tr.Kind == "side" || tr.Place.Code < 0 {
			continue
		}
		if name := codes[tr.Place.Code].Name; strings.HasPrefix(name, "hot") && !seen[name] {
			seen[name] = true
			traces = append(traces, &named{tr, name, codes})
		}
	}
	for _, tr := range traces {
		tr.codes = codes
	}
	return traces
}

// text is a stage with the bytecode instructions that it belongs to as comments,
// and without what differs between processes: addresses become #1, #2, … in
// their order.
func (tr *named) text(list []journal.Ins) string {
	var b strings.Builder
	last := journal.Nowhere
	for _, i := range list {
		if i.Place != last && i.Place.Code >= 0 {
			c := tr.codes[i.Place.Code]
			for _, w := range c.Words {
				if w.At == i.Place.Word {
					fmt.Fprintf(&b, "; %s: %s\n", c.Name, strings.Join(strings.Fields(w.Text), " "))
				}
			}
		}
		last = i.Place
		if i.Snap != "" {
			b.WriteString(i.Snap + "\n")
		}
		b.WriteString(strings.Replace(i.Text, fmt.Sprintf("JTRACE %d ", tr.Number), "JTRACE itself ", 1) + "\n")
	}
	return withoutAddresses(b.String())
}

var (
	numbers = regexp.MustCompile(`0x[0-9a-f]+|\b[0-9]+\b`)
	// cached are words of the runtime, and epochs what they are compared with.
	cached = regexp.MustCompile(`(?m)^(v\d+) = LOADI\.Cache (v\d+)`)
	shape  = regexp.MustCompile(`(?m)^(GSHAPE v\d+|SETSHAPE v\d+) (\d{3,})`)
	// header is an object's shape, read again.
	header = regexp.MustCompile(`(?m)^(v\d+) = LOAD32\.Header v\d+ \+0 size=1$`)
)

func withoutAddresses(text string) string {
	constant := func(name, what string) {
		text = regexp.MustCompile(`(?m)^`+name+` = KINT \d+$`).ReplaceAllString(text, name+" = KINT "+what)
	}
	for _, m := range cached.FindAllStringSubmatch(text, -1) {
		constant(m[2], "address")
		compared := regexp.MustCompile(`(?m)^GEQ (?:` + m[1] + ` (v\d+)|(v\d+) ` + m[1] + `) `).FindStringSubmatch(text)
		if compared != nil {
			constant(compared[1]+compared[2], "as now")
		}
	}
	names := map[string]string{}
	named := func(s string) string {
		if names[s] == "" {
			names[s] = fmt.Sprintf("#%d", len(names)+1)
		}
		return names[s]
	}
	// Classes of the program have shapes behind those of the runtime.
	text = shape.ReplaceAllStringFunc(text, func(s string) string {
		at := strings.LastIndexByte(s, ' ')
		return s[:at+1] + named(s[at+1:])
	})
	for _, m := range header.FindAllStringSubmatch(text, -1) {
		for _, compared := range regexp.MustCompile(`(?m)^GEQ `+m[1]+` (v\d+) `).FindAllStringSubmatch(text, -1) {
			number := regexp.MustCompile(`(?m)^` + compared[1] + ` = KINT (\d+)$`).FindStringSubmatch(text)
			if number != nil {
				constant(compared[1], named(number[1]))
			}
		}
	}
	return numbers.ReplaceAllStringFunc(text, func(s string) string {
		if digits := strings.TrimPrefix(s, "0x"); len(digits) < 7 {
			return s
		}
		return named(s)
	})
}
