package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"gorgon/internal/conform"
	"gorgon/internal/cpython"
)

var (
	count   = flag.Int("n", 1000, "programs")
	seed    = flag.Uint64("seed", 1, "seed of the programs and of the shake modes")
	mode    = flag.String("mode", "all", "modes, separated by commas; all: the shake modes, and machine code; cpython: the programs on CPython")
	exe     = flag.String("gorgon", "", "Gorgon executable (default: $GORGON_BIN, else built now)")
	keep    = flag.String("keep", "", "folder for the text of batches that fail (default: a new one)")
	workers = flag.Int("j", runtime.NumCPU(), "processes at once")
	first   = flag.Int("first", 0, "number of the first program")
	only    = flag.String("kinds", "", "kinds of registers, separated by commas (default: all)")
	guarded = flag.String("guards", "", "ways of making sections atomic, separated by commas (default: all)")
	calm    = flag.Bool("calm", false, "no effects inside of sections")
	limit   = flag.Duration("timeout", batchLimit, "limit of one process")
)

// perBatch is how many programs one process runs, batchLimit for how long.
const (
	perBatch   = 20
	batchLimit = time.Minute
)

func main() {
	flag.Parse()
	ok, err := run()
	if err != nil {
		fmt.Fprintln(os.Stderr, "serial:", err)
		os.Exit(2)
	}
	if !ok {
		os.Exit(1)
	}
}

func run() (bool, error) {
	modes, err := modesNamed(*mode)
	if err == nil {
		err = restrict()
	}
	if err != nil {
		return false, err
	}
	dir, err := os.MkdirTemp("", "serial")
	if err != nil {
		return false, err
	}
	defer os.RemoveAll(dir)
	if *keep == "" {
		*keep = filepath.Join(os.TempDir(), "serial-failed")
	}
	b := batches{dir: dir, keep: *keep, seed: *seed}
	if b.exe, err = executable(dir); err != nil {
		return false, err
	}
	ok := true
	for _, m := range modes {
		began := time.Now()
		t := b.runAll(m, *first, *count)
		ok = ok && t.failed == 0
		fmt.Printf("%-20s %d programs, %d sections, %d failed, %.0f s, %.0f s of processor\n",
			m.Name, t.programs, t.sections, t.failed, time.Since(began).Seconds(), t.cpu.Seconds())
	}
	return ok, nil
}

// restrict leaves out the kinds and guards that were not asked for.
func restrict() error {
	if *only != "" {
		wanted := strings.Split(*only, ",")
		kinds = slices.DeleteFunc(kinds, func(k kind) bool { return !slices.Contains(wanted, k.name) })
	}
	if *guarded != "" {
		wanted := strings.Split(*guarded, ",")
		guards = slices.DeleteFunc(guards, func(g string) bool { return !slices.Contains(wanted, g) })
	}
	if len(kinds) == 0 || len(guards) == 0 {
		return fmt.Errorf("no such kind or guard")
	}
	return nil
}

func modesNamed(names string) ([]conform.Mode, error) {
	var all []conform.Mode
	for name := range strings.SplitSeq(names, ",") {
		switch name {
		case "all":
			all = append(append(all, conform.ShakeModes...), conform.LockModes...)
			for _, m := range conform.TraceModes {
				if strings.HasPrefix(m.Name, "jit-") {
					all = append(all, m)
				}
			}
		case "cpython":
			all = append(all, conform.Mode{Name: "cpython"})
		default:
			m, err := conform.ModesNamed(name)
			if err != nil {
				return nil, err
			}
			all = append(all, m...)
		}
	}
	return all, nil
}

func executable(dir string) (string, error) {
	if *exe != "" {
		return filepath.Abs(*exe)
	}
	return conform.Build(dir)
}

// batches runs batches of programs on one executable.
type batches struct {
	exe, dir, keep string
	seed           uint64
}

// totals is what the batches of one mode came to.
type totals struct {
	sync.Mutex
	programs, sections, failed int
	cpu                        time.Duration
}

// runAll runs n programs in mode m, from number first on.
func (b *batches) runAll(m conform.Mode, first, n int) *totals {
	t := new(totals)
	conform.Each((n+perBatch-1)/perBatch, *workers, func(i int) {
		from := first + i*perBatch
		b.runBatch(m, from, min(perBatch, first+n-from), t)
	})
	return t
}

// runBatch runs n programs from number first on and checks their histories.
func (b *batches) runBatch(m conform.Mode, first, n int, t *totals) {
	text := prelude
	for i := range n {
		text += "\n\n" + generate(first+i, b.seed)
	}
	name := fmt.Sprintf("batch_%d_%d.py", b.seed, first)
	if err := os.WriteFile(filepath.Join(b.dir, name), []byte(text), 0o644); err != nil {
		panic(err)
	}
	argv := append([]string{b.exe}, m.Args...)
	argv = append(argv, "-X", fmt.Sprintf("seed=%d", b.seed+uint64(first)), name)
	if m.Name == "cpython" {
		python, err := cpython.Exe()
		if err != nil {
			panic(err)
		}
		argv = []string{python, name}
	}
	problems := b.check(argv, n, t)
	if len(problems) == 0 {
		return
	}
	if m.Name != "cpython" {
		problems = append(problems, b.oneLock(argv, n))
	}
	kept := filepath.Join(b.keep, m.Name+"_"+name)
	if err := os.MkdirAll(b.keep, 0o755); err == nil {
		os.WriteFile(kept, []byte(text), 0o644)
	}
	t.Lock()
	defer t.Unlock()
	t.failed += len(problems)
	argv[len(argv)-1] = kept
	fmt.Printf("FAIL %s\n", strings.Join(argv, " "))
	for _, p := range problems {
		fmt.Println("   ", p)
	}
}

// check runs a batch of n programs and says what is wrong with its histories.
func (b *batches) check(argv []string, n int, t *totals) (problems []string) {
	r, err := conform.Execute(b.dir, *limit, nil, argv...)
	return verdict(r, err, n, t)
}

// oneLock says whether a batch that failed does so too if no two transactions meet.
func (b *batches) oneLock(argv []string, n int) string {
	last := len(argv) - 1
	argv = append(slices.Clone(argv[:last]), "-X", "stm=lock", argv[last])
	if problems := b.check(argv, n, new(totals)); len(problems) > 0 {
		return "one transaction at a time: fails too: " + problems[0]
	}
	return "one transaction at a time: no failure"
}

// verdict checks the result of a batch of n programs.
func verdict(r conform.Result, err error, n int, t *totals) (problems []string) {
	if err != nil {
		return []string{err.Error()}
	}
	all, err := parse(r.Stdout)
	if err != nil {
		problems = append(problems, err.Error())
	}
	t.Lock()
	t.programs += len(all)
	t.cpu += r.CPU
	for _, h := range all {
		t.sections += len(h.sections)
	}
	t.Unlock()
	for _, h := range all {
		if err := check(h); err != nil {
			problems = append(problems, fmt.Sprintf("program %d: %v", h.number, err))
		}
	}
	if r.Failed != "" || r.Exit != 0 || r.Stderr != "" || len(all) != n {
		problems = append(problems, fmt.Sprintf("after %d of %d programs: exit %d %s %s", len(all), n, r.Exit, r.Failed, clip(r.Stderr)))
	}
	return problems
}

// clip shortens what a process wrote to standard error.
func clip(text string) string {
	const most = 40_000 // the stacks of all threads
	if len(text) > most {
		text = text[:most] + "..."
	}
	return text
}
