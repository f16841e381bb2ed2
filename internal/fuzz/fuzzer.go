package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"gorgon/internal/conform"
)

// fuzzer runs programs.
type fuzzer struct {
	gorgon, python string
	dir, keep      string
	seed           uint64
	modes          []conform.Mode // for all programs, nil: some for each
	reduce         bool

	sync.Mutex
	programs, runs, lines, failed int
	spent, spentOracle            time.Duration // processor time of the runs
}

// limit is how long one run may take. A program takes a tenth of a second; a
// machine with much else to do may let it wait for long.
const limit = 3 * time.Minute

// little runs a command with so little memory that a program which takes much
// fails: such programs are left out.
const little = `ulimit -v 1000000; exec "$0" "$@"`

// threads among the arguments of a mode means that two threads run the program
// at once, each with globals of its own.
const threads = "two-threads"

// twice runs the program that it is given in two threads.
const twice = `import sys
import threading

with open(sys.argv[1]) as f:
    code = compile(f.read(), sys.argv[1], "exec")


def work(lines):
    try:
        exec(code, {"emit": lines.append, "__name__": "__main__"})
    except BaseException as e:
        print(f"{type(e).__name__}: {e}", file=sys.stderr)


both = [[], []]
workers = [threading.Thread(target=work, args=(lines,)) for lines in both]
for w in workers:
    w.start()
for w in workers:
    w.join()
for lines in both:
    for l in lines:
        print(l)
if both[0] != both[1]:
    print("the threads differ")
`

// oracle is CPython as a mode, plain the interpreter without traces.
var (
	oracle = conform.Mode{Name: "cpython"}
	plain  = conform.Mode{Name: "interpreter", Args: []string{"-X", "jit=off"}}
)

// count adds to the failures and returns how many there are.
func (f *fuzzer) count(more int) int {
	f.Lock()
	defer f.Unlock()
	f.failed += more
	return f.failed
}

// execute runs a file in a mode.
func (f *fuzzer) execute(m conform.Mode, file string) conform.Result {
	argv := []string{f.gorgon, "-W", "ignore"}
	if m.Name == oracle.Name {
		argv = append([]string{"/bin/sh", "-c", little, f.python}, argv[1:]...)
	}
	args := slices.Clone(m.Args)
	if i := slices.Index(args, threads); i >= 0 {
		argv = append(append(argv, slices.Delete(args, i, i+1)...), "twice.py", file)
	} else {
		argv = append(append(argv, args...), file)
	}
	f.Lock()
	f.runs++
	f.Unlock()
	most := limit
	if m.Name == oracle.Name {
		most /= 30
	}
	r, err := conform.Execute(f.dir, most, nil, argv...)
	if err != nil {
		r.Failed = err.Error()
	}
	f.Lock()
	defer f.Unlock()
	if m.Name == oracle.Name {
		f.spentOracle += r.CPU
	} else {
		f.spent += r.CPU
	}
	return r
}

// try runs program number n and returns what is wrong, "" if nothing is.
func (f *fuzzer) try(n uint64, modes []conform.Mode) string {
	text := generate(f.seed, n)
	name := fmt.Sprintf("p_%d_%d.py", f.seed, n)
	file := filepath.Join(f.dir, name)
	defer os.Remove(file)
	want := f.result(text, name, oracle)
	if want.Failed != "" || strings.Contains(want.Stdout, "RecursionError") || strings.Contains(want.Stdout+want.Stderr, "MemoryError") {
		return "" // it has no end, or depends on how much there is of something
	}
	f.Lock()
	f.programs++
	f.lines += strings.Count(want.Stdout, "\n")
	f.Unlock()
	// Where the interpreter is not CPython, traces must still be the interpreter.
	got := f.result(text, name, plain)
	failure := ""
	if how := difference(want, got, plain); how != "" && !strings.Contains(how, "nan") { // a nan has no identity here
		failure = f.report(text, name, plain, oracle, how)
	}
	for _, m := range modes {
		if how := difference(got, f.result(text, name, m), m); how != "" {
			return strings.TrimSpace(failure + "\n" + f.report(text, name, m, plain, how))
		}
	}
	return failure
}

// result writes a program and runs it.
func (f *fuzzer) result(text, name string, m conform.Mode) conform.Result {
	if err := os.WriteFile(filepath.Join(f.dir, name), []byte(text), 0o644); err != nil {
		return conform.Result{Failed: err.Error()}
	}
	return f.execute(m, name)
}

// differs says how a program's result in a mode differs from that in another
// one, "" if it does not.
func (f *fuzzer) differs(text, name string, m, other conform.Mode) string {
	want := f.result(text, name, other)
	if want.Failed != "" || want.Exit != 0 {
		return ""
	}
	return difference(want, f.result(text, name, m), m)
}

// difference is the first line that differs, or the end.
func difference(want, got conform.Result, m conform.Mode) string {
	if got.Failed != "" {
		return got.Failed + "\n" + clip(got.Stderr)
	}
	text := want.Stdout
	if slices.Contains(m.Args, threads) {
		text += text
	}
	if got.Stdout == text && (got.Exit == want.Exit || slices.Contains(m.Args, threads)) {
		return ""
	}
	a, b := strings.Split(text, "\n"), strings.Split(got.Stdout, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return fmt.Sprintf("line %d: want %s\n%s got  %s\n%s", i+1, a[i], strings.Repeat(" ", len(fmt.Sprint("line", i+1))+1), b[i], clip(got.Stderr))
		}
	}
	return fmt.Sprintf("%d lines, want %d; exit %d, want %d\n%s", len(b), len(a), got.Exit, want.Exit, clip(got.Stderr))
}

// report keeps a program that fails, and a smaller one.
func (f *fuzzer) report(text, name string, m, other conform.Mode, before string) string {
	how := f.differs(text, name, m, other)
	again := ""
	if how == "" {
		how, again = "no difference when run again; before: "+before, " (not every time)"
	}
	if err := os.MkdirAll(f.keep, 0o755); err != nil {
		return err.Error()
	}
	kept := filepath.Join(f.keep, name)
	if err := os.WriteFile(kept, []byte(text), 0o644); err != nil {
		return err.Error()
	}
	report := fmt.Sprintf("FAIL %s in mode %s%s\n%s", kept, m.Name, again, how)
	if again != "" || !f.reduce {
		return report
	}
	small := shrink(text, func(text string) bool { return f.differs(text, "small_"+name, m, other) != "" })
	kept = filepath.Join(f.keep, "small_"+name)
	if err := os.WriteFile(kept, []byte(small), 0o644); err != nil {
		return err.Error()
	}
	return report + "\nsmaller: " + kept + "\n" + f.differs(small, "small_"+name, m, other)
}

// clip shortens what a process wrote to standard error.
func clip(text string) string {
	const most = 20_000 // the stacks of all threads
	if len(text) > most {
		text = text[:most] + "..."
	}
	return text
}
