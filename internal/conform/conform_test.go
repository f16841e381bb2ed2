package conform

import (
	"hash/fnv"
	"os"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
)

// sampled says that one in so many programs runs in the other modes too when
// GORGON_FULL is not set. Which ones changes from day to day.
const sampled = 16

// TestPrograms holds Gorgon against CPython: every program in mode solo, a
// sample (with GORGON_FULL=1 all) in the other modes. A program may differ
// only if KNOWN.txt lists it, and a listed one that passes must be unlisted.
func TestPrograms(t *testing.T) {
	dir, err := Dir()
	if err != nil {
		t.Fatal(err)
	}
	programs, err := Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	known, err := Known(dir)
	if err != nil {
		t.Fatal(err)
	}
	checkKnown(t, programs, known)
	bin, err := Build(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	runner, err := NewRunner(bin, time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	full := os.Getenv("GORGON_FULL") == "1"
	checkStacks(t, bin)
	verdicts := checkAll(runner, programs, known, full)
	for _, p := range programs {
		judge(t, p, verdicts[p.Name], known, full)
	}
}

// checkStacks runs a program that never ends: its result shows where all threads are.
func checkStacks(t *testing.T, bin string) {
	const program = "import time\n" +
		"def forever(): time.sleep(1000)\n" +
		"forever()\n"
	r, err := Execute(t.TempDir(), 4*time.Second, nil, bin, "-c", program)
	if err != nil {
		t.Fatal(err)
	}
	if r.Failed == "" || !strings.Contains(r.Stderr, " in forever\n") || !strings.Contains(r.Stderr, "\ngoroutine 1 [") {
		t.Errorf("%q\n%s", r.Failed, r.Stderr)
	}
}

// checkKnown finds names in KNOWN.txt that are no programs.
func checkKnown(t *testing.T, programs []Program, known map[string]string) {
	names := map[string]bool{}
	for _, p := range programs {
		names[p.Name] = true
	}
	for name := range known {
		if !names[name] {
			t.Errorf("KNOWN.txt lists %s, which is no program", name)
		}
	}
}

// checkAll runs the programs and returns their verdicts by name. All modes are
// tried on known failures: one that passes everywhere must be unlisted.
func checkAll(runner Runner, programs []Program, known map[string]string, full bool) map[string][]Verdict {
	verdicts := map[string][]Verdict{}
	var lock sync.Mutex
	Each(len(programs), runtime.NumCPU(), func(i int) {
		p := programs[i]
		_, listed := known[p.Name]
		var list []Verdict
		for n, m := range Modes {
			if n > 0 && !full && !listed && !inSample(p.Name, time.Now()) {
				break
			}
			list = append(list, runner.Check(p, m))
			if listed && !list[n].Pass() {
				break
			}
		}
		lock.Lock()
		verdicts[p.Name] = list
		lock.Unlock()
	})
	return verdicts
}

func inSample(name string, now time.Time) bool {
	h := fnv.New32a()
	h.Write([]byte(name))
	day := uint32(now.Unix() / 86400)
	return (h.Sum32()+day)%sampled == 0
}

func judge(t *testing.T, p Program, list []Verdict, known map[string]string, full bool) {
	reason, listed := known[p.Name]
	failed := 0
	for _, v := range list {
		if v.Pass() {
			continue
		}
		failed++
		if !listed {
			t.Errorf("%s in mode %s:\n%s", p.Name, v.Mode.Name, v.Report(40))
		}
	}
	if listed && failed == 0 {
		t.Errorf("%s passes in all modes: take it out of KNOWN.txt (%s)", p.Name, reason)
	}
}

func TestProgramsAreStable(t *testing.T) {
	dir, err := Dir()
	if err != nil {
		t.Fatal(err)
	}
	programs, err := Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	full := os.Getenv("GORGON_FULL") == "1"
	Each(len(programs), runtime.NumCPU(), func(i int) {
		p := programs[i]
		if !full && !inSample(p.Name, time.Now()) {
			return
		}
		if v := StableOracle(p, Mode{Name: "oracle"}); !v.Pass() {
			t.Errorf("%s does not always print the same on CPython:\n%s", p.Name, v.Report(40))
		}
	})
}

func TestDiff(t *testing.T) {
	for _, c := range []struct{ want, got, diff string }{
		{"a\n", "a\n", ""},
		{"a\nb\nc\n", "a\nx\nc\n", "@@ -1,3 +1,3 @@\n a\n-b\n+x\n c\n"},
		{"", "new\n", "@@ -1,0 +1,1 @@\n+new\n"},
		{"a\n", "a", "@@ -1,1 +1,1 @@\n-a\n+a (no newline)\n"},
		{"1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n", "1\n2\n3\n4\nX\n6\n7\n8\n9\n10\n11\n", "@@ -2,11 +2,10 @@\n 2\n 3\n 4\n-5\n+X\n 6\n 7\n 8\n 9\n 10\n 11\n-12\n"},
	} {
		got := Diff("out", c.want, c.got)
		_, got, _ = strings.Cut(got, "+++ gorgon out\n")
		if got != c.diff {
			t.Errorf("%q and %q:\ngot\n%swant\n%s", c.want, c.got, got, c.diff)
		}
	}
}

func TestDiffSplitsDistantChanges(t *testing.T) {
	lines := strings.Split(strings.Repeat("same\n", 40), "\n")[:40]
	a := append([]string{}, lines...)
	b := append([]string{}, lines...)
	a[2], b[2] = "old", "new"
	a[30], b[30] = "other", "changed"
	d := Diff("out", strings.Join(a, "\n")+"\n", strings.Join(b, "\n")+"\n")
	if n := strings.Count(d, "@@ -"); n != 2 {
		t.Errorf("%d hunks, want 2:\n%s", n, d)
	}
}

func TestReportIsClipped(t *testing.T) {
	v := Verdict{Want: Result{Stdout: strings.Repeat("a\n", 100)}, Got: Result{Stdout: strings.Repeat("b\n", 100), Exit: 1}}
	if n := strings.Count(v.Report(40), "\n"); n != 41 {
		t.Errorf("%d lines, want 40 and the count of the rest", n)
	}
}

func TestBrief(t *testing.T) {
	for _, c := range []struct {
		want, got Result
		brief     string
	}{
		{Result{Stdout: "a\nb\n"}, Result{Stdout: "a\nc\n"}, "stdout line 2 is c"},
		{Result{Stdout: "a\nb\n"}, Result{Stdout: "a\n"}, "stdout ends before line 2"},
		{Result{Stdout: "a\n"}, Result{Stderr: "Traceback\nKeyError: 'x'\n", Exit: 1}, "ends with KeyError: 'x'"},
		{Result{Exit: 1}, Result{}, "exit code 0, want 1"},
		{Result{}, Result{Failed: "no end within 1s"}, "no end within 1s"},
	} {
		if got := (Verdict{Want: c.want, Got: c.got}).Brief(); got != c.brief {
			t.Errorf("got %q, want %q", got, c.brief)
		}
	}
}

func TestExecute(t *testing.T) {
	dir := t.TempDir()
	for _, c := range []struct {
		script string
		want   Result
	}{
		{"echo out; echo err >&2; exit 3", Result{Stdout: "out\n", Stderr: "err\n", Exit: 3}},
		{"sleep 30", Result{Exit: -1, Failed: "no end within 300ms"}},
		{"kill -SEGV $$", Result{Exit: -1, Failed: "killed by signal: segmentation fault"}},
		{"while :; do echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa; done | head -c 10000000", Result{Failed: "printed more than 8388608 bytes"}},
	} {
		limit := 10 * time.Second
		if c.want.Failed == "no end within 300ms" {
			limit = 300 * time.Millisecond
		}
		got, err := Execute(dir, limit, nil, "/bin/sh", "-c", c.script)
		if err != nil {
			t.Fatal(err)
		}
		if got.Failed != c.want.Failed || c.want.Failed == "" && !got.Same(c.want) {
			t.Errorf("%s: got %+v", c.script, got.Failed)
		}
	}
}

func TestSelected(t *testing.T) {
	for _, c := range []struct {
		name, pattern string
		want          bool
	}{
		{"int_big", "big", true}, {"int_big", "int_*", true}, {"int_big", "testdata/conform/int_big.py", true},
		{"int_big", "float", false}, {"int_big", "big*", false},
	} {
		if got := selected(c.name, []string{c.pattern}); got != c.want {
			t.Errorf("selected(%q, %q) is %v", c.name, c.pattern, got)
		}
	}
}
