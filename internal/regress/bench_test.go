package regress

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"

	"gorgon/internal/conform"
	"gorgon/internal/cpython"
)

// sizes are those of the benchmark programs: small enough for a collection at
// each safepoint, big enough for threads to meet.
var sizes = map[string]int{
	"bank": 1200, "bfs": 1000, "components": 800, "eventsim": 400, "labels": 1000,
	"life": 1, "mandelbrot": 12, "nbody": 300, "nqueens": 6, "orderedmap": 300,
	"pagerank": 200, "raytrace": 10, "sssp": 150, "triangles": 150, "wordcount": 600,
}

// nature is the line by which a benchmark program differs from its modules.
var nature = regexp.MustCompile(`(?m)^# nature: `)

// benchPrograms returns the benchmark programs with their check lines as
// CPython computes them.
func benchPrograms(t *testing.T) (dir string, checks map[string]string) {
	dir = filepath.Join(root(t), "bench", "programs")
	files, err := filepath.Glob(filepath.Join(dir, "*.py"))
	if err != nil {
		t.Fatal(err)
	}
	exe, err := cpython.Exe()
	if err != nil {
		t.Fatal(err)
	}
	checks = map[string]string{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !nature.Match(text) {
			continue
		}
		name := strings.TrimSuffix(filepath.Base(file), ".py")
		if sizes[name] == 0 {
			t.Fatalf("no size for %s", name)
		}
		for threads := 1; threads <= 2; threads++ {
			got, err := runBench(exe, dir, name, threads)
			if err != nil {
				t.Fatalf("CPython: %v", err)
			}
			if old := checks[name]; old != "" && got != old {
				t.Fatalf("%s on CPython: %q with one thread, %q with %d", name, old, got, threads)
			}
			checks[name] = got
		}
	}
	return dir, checks
}

// runBench runs a program and returns its check line.
func runBench(exe, dir, name string, threads int, options ...string) (string, error) {
	argv := append([]string{exe}, options...)
	argv = append(argv, name+".py", "--threads", strconv.Itoa(threads), "--size", strconv.Itoa(sizes[name]))
	r, err := conform.Execute(dir, limit, nil, argv...)
	if err != nil {
		return "", err
	}
	for line := range strings.Lines(r.Stdout) {
		if strings.HasPrefix(line, "check: ") && r.Failed == "" && r.Exit == 0 && r.Stderr == "" {
			return strings.TrimSpace(line), nil
		}
	}
	return "", fmt.Errorf("%s: exit %d %s\n%s%s", strings.Join(argv, " "), r.Exit, r.Failed, r.Stdout, r.Stderr)
}

// TestBenchPrograms runs the benchmark programs with 1, 2, 4 and 8 threads,
// plain and shaken: the answer is always CPython's.
func TestBenchPrograms(t *testing.T) {
	dir, checks := benchPrograms(t)
	type run struct {
		name    string
		mode    conform.Mode
		threads int
	}
	var runs []run
	counts := []int{1, 2, 4, 8}
	if !full {
		counts = []int{4}
	}
	for name := range checks {
		for _, m := range modes(t) {
			for _, n := range counts {
				if n == 2 || !strings.HasPrefix(m.Name, "trace") { // those are slow
					runs = append(runs, run{name, m, n})
				}
			}
		}
	}
	r := runner(t)
	var lock sync.Mutex
	failed := map[string]int{}
	conform.Each(len(runs), runtime.NumCPU(), func(i int) {
		c := runs[i]
		got, err := runBench(r.Exe, dir, c.name, c.threads, c.mode.Args...)
		if err == nil && got == checks[c.name] {
			return
		}
		lock.Lock()
		defer lock.Unlock()
		if failed[c.name]++; failed[c.name] > 3 {
			return
		}
		t.Errorf("%s in mode %s with %d threads: %v\ngot  %s\nwant %s", c.name, c.mode.Name, c.threads, err, got, checks[c.name])
	})
	t.Logf("%d runs", len(runs))
}
