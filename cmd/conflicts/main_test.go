package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gorgon/conflicts/event"
	"gorgon/conflicts/example"
	"gorgon/conflicts/record"
)

// save writes a log into a new folder, which becomes the current one.
func save(t *testing.T, name string, l *record.Log) string {
	t.Helper()
	var b bytes.Buffer
	if err := record.Write(&b, l); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, b.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
	return name
}

// try runs a command line.
func try(args ...string) (status int, out, errOut string) {
	var o, e bytes.Buffer
	status = run(args, &o, &e)
	return status, o.String(), e.String()
}

func TestCommands(t *testing.T) {
	t.Chdir(t.TempDir())
	save(t, "run.cfl", example.Log())
	worse := example.Log()
	for i := range worse.Intervals {
		for k := range worse.Intervals[i].Cells {
			if c := &worse.Intervals[i].Cells[k]; c.Kind == event.Irrevocable {
				c.Paused *= 5
			}
		}
	}
	save(t, "worse.cfl", worse)
	cut := example.Log()
	cut.End = nil
	save(t, "cut.cfl", cut)
	if err := os.WriteFile("foreign.txt", []byte("not a log, but a text"), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args      string
		status    int
		out, errs string
	}{
		{"", 2, "usage: conflicts", ""},
		{"help", 0, "usage: conflicts", ""},
		{"report run.cfl", 0, "C1     2640.0  85%", ""},
		{"report run.cfl --sort events --limit 1", 0, " 1 more", ""},
		{"report --thread w1 run.cfl --since 2s", 0, "thread w1, since 2s", ""},
		{"report run.cfl --only other.py", 0, "No conflicts.", ""},
		{"report cut.cfl", 0, "did not end in order", ""},
		{"show c2 run.cfl", 0, "Irrevocable because of\n  print()", ""},
		{"show C9 run.cfl", 2, "", "there is no point C9 among 2"},
		{"annotate wc.py run.cfl", 0, "2640.0     2640.0 ████████    13 |", ""},
		{"annotate other.py run.cfl", 2, "", "no conflicts in other.py"},
		{"html run.cfl", 0, "conflicts-html-run.html\n", ""},
		{"html run.cfl", 2, "", "conflicts-html-run.html exists: -f overwrites it"},
		{"html -f run.cfl", 0, "conflicts-html-run.html\n", ""},
		{"pprof run.cfl -o c.pb.gz", 0, "c.pb.gz\n", ""},
		{"trace run.cfl -o t.json.gz", 0, "t.json.gz\n", ""},
		{"trace run.cfl -o -", 0, `{"traceEvents":[`, ""},
		{"show c1 run.cfl --diff", 0, "+++ ", ""},
		{"whatif run.cfl", 0, "work ", ""},
		{"whatif run.cfl --cores 2,64 --fix C1,c2", 0, "nothing is lost at C1, C2 any more", ""},
		{"whatif run.cfl --cores two", 2, "", "\"two\" is not a number"},
		{"whatif run.cfl --fix C9", 2, "", "there is no point C9"},
		{"diff run.cfl run.cfl", 0, "2 points changed by less", ""},
		{"diff run.cfl worse.cfl", 1, "print()", "worse by 17.4 points, 5 are allowed"},
		{"diff run.cfl worse.cfl --fail-over 20%", 0, "print()", ""},
		{"diff worse.cfl run.cfl", 0, "better", ""},
		{"diff run.cfl", 2, "", "want BEFORE and AFTER, not 1 arguments"},
		{"report foreign.txt", 2, "", "foreign.txt: not a conflict log"},
		{"report missing.cfl", 2, "", "missing.cfl"},
		{"report run.cfl --sort size", 2, "", "--sort: want lost"},
		{"frobnicate run.cfl", 2, "", `there is no command "frobnicate"`},
	} {
		status, out, errs := try(strings.Fields(c.args)...)
		if status != c.status || !strings.Contains(out, c.out) || !strings.Contains(errs, c.errs) || c.errs == "" && errs != "" {
			t.Errorf("conflicts %s: status %d, want %d\n%s\n%s", c.args, status, c.status, out, errs)
		}
	}
	if z, err := os.ReadFile("t.json.gz"); err != nil || !bytes.HasPrefix(z, []byte{0x1f, 0x8b}) {
		t.Errorf("t.json.gz is not compressed: %v", err)
	}
	_, out, _ := try("report", "run.cfl", "--json", "--limit", "1")
	var r struct {
		Schema int
		Points []any
	}
	if err := json.Unmarshal([]byte(out), &r); err != nil || r.Schema != 1 || len(r.Points) != 1 {
		t.Errorf("%v %+v", err, r)
	}
}

// TestDamaged: a damaged log is used up to the damage, which is named.
func TestDamaged(t *testing.T) {
	t.Chdir(t.TempDir())
	save(t, "run.cfl", example.Log())
	data, err := os.ReadFile("run.cfl")
	if err != nil {
		t.Fatal(err)
	}
	data[len(data)/2] ^= 1
	if err := os.WriteFile("bad.cfl", data, 0o666); err != nil {
		t.Fatal(err)
	}
	status, out, errs := try("report", filepath.Join(".", "bad.cfl"))
	if status != 0 || !strings.Contains(errs, "bad.cfl: damaged at offset") || !strings.Contains(errs, "checksum") || !strings.Contains(out, "C1") {
		t.Errorf("status %d\n%s\n%s", status, out, errs)
	}
}
