package export

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"gorgon/conflicts"
	"gorgon/conflicts/example"
)

func synthetic(t *testing.T) *conflicts.Report {
	t.Helper()
	return conflicts.Analyze(example.Log(), conflicts.Filter{})
}

// TestPprof: go tool pprof shows the function that loses most, by each measure,
// and its labels.
func TestPprof(t *testing.T) {
	var b bytes.Buffer
	if err := Pprof(&b, synthetic(t)); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "c.pb.gz")
	if err := os.WriteFile(file, b.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
	pprof := func(args ...string) string {
		cmd := exec.Command("go", append(append([]string{"tool", "pprof"}, args...), file)...)
		cmd.Env = append(os.Environ(), "PPROF_TMPDIR="+t.TempDir())
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("pprof %v: %v\n%s", args, err, out)
		}
		return string(out)
	}
	top := pprof("-top")
	for _, want := range []string{"Type: lost", "Total samples = 3.12s", "wc.merge", "threading.Thread.run"} {
		if !strings.Contains(top, want) {
			t.Errorf("pprof -top does not have %q:\n%s", want, top)
		}
	}
	if out := pprof("-top", "-sample_index=aborted"); !strings.Contains(out, "Total samples = 2.04s") {
		t.Errorf("aborted:\n%s", out)
	}
	if out := pprof("-top", "-tagfocus=object=print", "-sample_index=paused"); !strings.Contains(strings.ToLower(out), "showing nodes accounting for 480ms") {
		t.Errorf("the part of print:\n%s", out)
	}
	if out := pprof("-tags"); !strings.Contains(out, "'the'") || !strings.Contains(out, "wc.py:13 merge") {
		t.Errorf("labels:\n%s", out)
	}
}

// TestTrace checks what the Trace Event Format demands.
func TestTrace(t *testing.T) {
	var b bytes.Buffer
	if err := Trace(&b, synthetic(t)); err != nil {
		t.Fatal(err)
	}
	var out struct {
		TraceEvents []map[string]any
		Unit        string `json:"displayTimeUnit"`
	}
	if err := json.Unmarshal(b.Bytes(), &out); err != nil {
		t.Fatal(err)
	}
	if out.Unit != "ms" || len(out.TraceEvents) == 0 {
		t.Fatalf("unit %q, %d events", out.Unit, len(out.TraceEvents))
	}
	checkTrace(t, out.TraceEvents)
}

func checkTrace(t *testing.T, events []map[string]any) {
	ends := map[float64]float64{}        // of the latest slice, by track
	open := map[float64]map[string]any{} // flows
	slices := map[float64][][2]float64{} // by track
	seen, names := map[string]int{}, map[float64]bool{}
	number := func(e map[string]any, key string) float64 {
		n, ok := e[key].(float64)
		if !ok || n < 0 {
			t.Fatalf("%s of %v", key, e)
		}
		return n
	}
	for _, e := range events {
		ph, _ := e["ph"].(string)
		seen[ph]++
		if name, _ := e["name"].(string); name == "" {
			t.Fatalf("no name: %v", e)
		}
		number(e, "pid")
		tid, ts := number(e, "tid"), number(e, "ts")
		switch ph {
		case "X":
			dur := number(e, "dur")
			if ts+0.002 < ends[tid] {
				t.Errorf("%v begins before %f, the end of the slice before it", e, ends[tid])
			}
			ends[tid] = ts + dur
			slices[tid] = append(slices[tid], [2]float64{ts, ts + dur})
		case "M":
			if e["name"] == "thread_name" {
				names[tid] = true
			}
			if _, ok := e["args"].(map[string]any); !ok {
				t.Errorf("metadata without arguments: %v", e)
			}
		case "C":
			for _, v := range e["args"].(map[string]any) {
				if _, ok := v.(float64); !ok {
					t.Errorf("a counter that is no number: %v", e)
				}
			}
		case "s":
			open[number(e, "id")] = e
		case "f":
			if open[number(e, "id")] == nil || e["bp"] != "e" {
				t.Errorf("a flow ends that did not begin: %v", e)
			}
			delete(open, number(e, "id"))
		default:
			t.Errorf("phase %q", ph)
		}
	}
	if len(open) > 0 || seen["X"] < 60 || seen["s"] == 0 || seen["C"] < 40 {
		t.Errorf("%d flows without an end; %v", len(open), seen)
	}
	for _, e := range events {
		ph, tid, ts := e["ph"], e["tid"].(float64), e["ts"].(float64)
		if ph == "X" && !names[tid] {
			t.Errorf("track %v has no name", tid)
		}
		if ph == "s" || ph == "f" {
			bound := false
			for _, s := range slices[tid] {
				bound = bound || s[0] <= ts+0.002 && ts <= s[1]+0.002
			}
			if !bound {
				t.Errorf("no slice of track %v encloses %v", tid, e)
			}
		}
	}
}
