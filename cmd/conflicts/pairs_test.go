package main

import (
	"cmp"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"gorgon/conflicts"
	"gorgon/conflicts/record"
)

const examples = "../../" + conflicts.ExampleFolder

var build struct {
	sync.Once
	path string
	err  error
}

// gorgon returns the executable: GORGON_BIN, or a fresh one.
func gorgon(t *testing.T) string {
	t.Helper()
	build.Do(func() {
		if build.path = os.Getenv("GORGON_BIN"); build.path != "" {
			return
		}
		dir, err := os.MkdirTemp("", "gorgon")
		if build.err = err; err != nil {
			return
		}
		build.path = filepath.Join(dir, "gorgon")
		if out, err := exec.Command("go", "build", "-o", build.path, "gorgon/cmd/gorgon").CombinedOutput(); err != nil {
			build.err = err
			os.Stderr.Write(out)
		}
	})
	if build.err != nil {
		t.Fatal(build.err)
	}
	return build.path
}

func TestMain(m *testing.M) {
	status := m.Run()
	if build.path != "" && os.Getenv("GORGON_BIN") == "" {
		os.RemoveAll(filepath.Dir(build.path))
	}
	os.Exit(status)
}

// recorded runs a program, with so many times its work, and returns the report
// about it. It has two processors on any machine: some advice is about how many
// of them are at work.
func recorded(t *testing.T, program string, scale int) *conflicts.Report {
	t.Helper()
	file := filepath.Join(t.TempDir(), "run.cfl")
	ctx, cancel := context.WithTimeout(context.Background(), 4*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, gorgon(t), "-X", "conflicts="+file, program, strconv.Itoa(scale))
	cmd.Env = append(os.Environ(), "GOMAXPROCS=2")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", program, err, out)
	}
	l, err := record.Open(file)
	if err != nil || l.Damage != nil || l.End == nil {
		t.Fatalf("%s: %v, %+v", program, err, l)
	}
	return conflicts.Analyze(l, conflicts.Filter{})
}

// hotLines are the lines of a program that the report should name.
func hotLines(t *testing.T, program string) (lines []int) {
	text, err := os.ReadFile(program)
	if err != nil {
		t.Fatal(err)
	}
	for i, line := range strings.Split(string(text), "\n") {
		if strings.Contains(line, "# HOT") {
			lines = append(lines, i+1)
		}
	}
	return lines
}

// TestPairs: of each bad program the marked line comes first, with the right
// advice; of the repaired one that is gone. First is what has lost most or what
// has collided most often: on a machine with other work to do one long wait for
// the processor may look like the largest loss. How threads meet differs from run
// to run, so a pair has a few tries, each with more to do.
func TestPairs(t *testing.T) {
	if runtime.NumCPU() < 2 {
		t.Skip("one processor: threads hardly collide")
	}
	kinds := conflicts.Kinds()
	if len(kinds) != 12 {
		t.Fatalf("%d kinds of advice have examples", len(kinds))
	}
	for kind, name := range kinds {
		t.Run(kind, func(t *testing.T) {
			var why []string
			for try := range 4 {
				reason := pairFails(t, kind, examples+name, 1<<try)
				if reason == "" {
					return
				}
				why = append(why, reason)
			}
			t.Error(strings.Join(why, "; then: "))
		})
	}
}

// pairFails says what is not as it should be.
func pairFails(t *testing.T, kind, name string, scale int) string {
	bad := recorded(t, name+"_bad.py", scale)
	if kind == "serial" {
		fixed := recorded(t, name+"_fixed.py", scale)
		switch has := func(r *conflicts.Report) bool {
			return slices.ContainsFunc(r.Advice, func(a conflicts.Advice) bool { return a.Kind == kind })
		}; {
		case !has(bad):
			return "the bad program gets no such advice"
		case has(fixed):
			return "the fixed program gets that advice"
		}
		return ""
	}
	if len(bad.Points) == 0 {
		return "no conflicts"
	}
	hot := hotLines(t, name+"_bad.py")
	first := bad.Points[0]
	why := wrongPoint(first, kind, hot)
	if why != "" {
		first = slices.MaxFunc(bad.Points, func(a, b *conflicts.Point) int { return cmp.Compare(a.Events, b.Events) })
		if wrongPoint(first, kind, hot) != "" {
			return why
		}
	}
	for _, p := range recorded(t, name+"_fixed.py", scale).Points {
		if adviceText(p) == kind && p.Lost > first.Lost/4 && p.Events > first.Events/4 && !p.Loses.Ours {
			return "the fixed program still loses at " + p.Loses.String() + " on " + p.Object
		}
	}
	return ""
}

// wrongPoint says why a point is not the one that the program is about.
func wrongPoint(p *conflicts.Point, kind string, hot []int) string {
	switch {
	case !slices.Contains(hot, p.Loses.Line) && !slices.Contains(hot, p.Causes.Line):
		return "first is " + p.Loses.String() + " ✕ " + p.Causes.String()
	case adviceText(p) != kind:
		return "the advice about " + p.Object + " is " + adviceText(p)
	}
	return ""
}

func adviceText(p *conflicts.Point) string {
	if len(p.Advice) == 0 {
		return "none"
	}
	return p.Advice[0].Kind
}

// TestKilled: a recording that is ended by SIGKILL opens, with what was written
// before.
func TestKilled(t *testing.T) {
	file := filepath.Join(t.TempDir(), "killed.cfl")
	cmd := exec.Command(gorgon(t), "-X", "conflicts="+file, examples+"hot_key_bad.py", "1000")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = cmd.Process.Kill() }()
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		if l, err := record.Open(file); err == nil && len(conflicts.Analyze(l, conflicts.Filter{}).Points) > 0 {
			break // it can be read while it is written
		}
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait()
	l, err := record.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	if l.End != nil || len(l.Intervals) == 0 {
		t.Errorf("end %+v, %d intervals", l.End, len(l.Intervals))
	}
	status, out, _ := try("report", file)
	if status != 0 || !strings.Contains(out, "hot_key_bad.py:") || !strings.Contains(out, "(was the program killed?)") && !strings.Contains(out, "damaged") {
		t.Errorf("status %d\n%s", status, out)
	}
}
