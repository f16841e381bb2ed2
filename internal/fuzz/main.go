package main

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"

	"gorgon/internal/conform"
	"gorgon/internal/cpython"
)

var (
	lasts   = flag.Duration("for", 0, "how long to go on (0: no limit; without -cpu too: -n programs)")
	cpu     = flag.Duration("cpu", 0, "how much processor time the runs on Gorgon take before it stops (0: no limit)")
	count   = flag.Int("n", 200, "programs")
	seed    = flag.Uint64("seed", 1, "seed of the programs")
	first   = flag.Uint64("first", 0, "number of the first program")
	modes   = flag.String("modes", "", "modes, separated by commas: those of internal/conform/run (default: two of those that this command knows, for each program)")
	exe     = flag.String("gorgon", "", "Gorgon executable (default: $GORGON_BIN, else built now)")
	keep    = flag.String("keep", "", "folder for programs that fail (default: fuzz-failed in the temporary folder)")
	workers = flag.Int("j", 1, "processes at once")
	most    = flag.Int("failures", 20, "stop after so many failures")
	reduced = flag.Bool("reduce", true, "make programs that fail smaller")
	show    = flag.Bool("show", false, "print the program of -seed and -first and stop")
)

func main() {
	flag.Parse()
	if *show {
		fmt.Print(generate(*seed, *first))
		return
	}
	ok, err := run()
	if err != nil {
		fmt.Fprintln(os.Stderr, "fuzz:", err)
		os.Exit(2)
	}
	if !ok {
		os.Exit(1)
	}
}

func run() (bool, error) {
	dir, err := os.MkdirTemp("", "fuzz")
	if err != nil {
		return false, err
	}
	defer os.RemoveAll(dir)
	f, err := newFuzzer(dir)
	if err != nil {
		return false, err
	}
	began := time.Now()
	var next atomic.Uint64
	conform.Each(*workers, *workers, func(int) {
		for f.count(0) < *most {
			i := next.Add(1) - 1
			if f.enough(i, time.Since(began)) {
				return
			}
			if failure := f.try(*first+i, f.chosen(i)); failure != "" {
				f.count(1)
				fmt.Println(failure)
			}
		}
	})
	fmt.Printf("%d programs, %d runs, %d lines of output, %d failed, %.0f s, %.0f s of processor on Gorgon and %.0f on CPython\n",
		f.programs, f.runs, f.lines, f.failed, time.Since(began).Seconds(), f.spent.Seconds(), f.spentOracle.Seconds())
	return f.failed == 0, nil
}

// enough says whether to stop after i programs that took so long.
func (f *fuzzer) enough(i uint64, took time.Duration) bool {
	f.Lock()
	defer f.Unlock()
	if *cpu == 0 && *lasts == 0 {
		return i >= uint64(*count)
	}
	return *cpu > 0 && f.spent >= *cpu || *lasts > 0 && took > *lasts
}

// newFuzzer returns one that works in a folder.
func newFuzzer(dir string) (*fuzzer, error) {
	f := &fuzzer{dir: dir, seed: *seed, keep: *keep, reduce: *reduced}
	if f.keep == "" {
		f.keep = filepath.Join(os.TempDir(), "fuzz-failed")
	}
	var err error
	if f.python, err = cpython.Exe(); err != nil {
		return nil, err
	}
	if *exe != "" {
		f.gorgon, err = filepath.Abs(*exe)
	} else {
		f.gorgon, err = conform.Build(dir)
	}
	if err != nil {
		return nil, err
	}
	if *modes != "" {
		for name := range strings.SplitSeq(*modes, ",") {
			m, err := conform.ModesNamed(name)
			if err != nil {
				return nil, err
			}
			f.modes = append(f.modes, m...)
		}
	}
	return f, os.WriteFile(filepath.Join(dir, "twice.py"), []byte(twice), 0o644)
}

// chosen are the modes that a program runs in besides that without traces.
func (f *fuzzer) chosen(i uint64) []conform.Mode {
	if f.modes != nil {
		return f.modes
	}
	rng := rand.New(rand.NewPCG(f.seed, i|1<<63))
	return []conform.Mode{traced(rng, i, false), traced(rng, i/2, true)}
}

// traced is a way of running loops as traces, with chance distances. Every
// fifth of the rarer ones is slow.
func traced(rng *rand.Rand, i uint64, rarer bool) conform.Mode {
	var how []string
	args := []string{}
	if !rarer {
		how = []string{"on"}
	} else {
		switch i % 6 {
		case 0:
			how = []string{"eval", "plain"}
		case 1:
			how = []string{"on", "traces=3"}
		case 2:
			how, args = []string{"on"}, []string{"-X", "stm=on", "-X", "shake=abort,budget"}
		case 3:
			how, args = []string{"on"}, []string{"-X", "stm=on"}
		case 4:
			how = []string{"on", "verify"}
		default:
			how, args = []string{"on"}, []string{threads}
		}
	}
	if rng.IntN(4) > 0 {
		how = append(how, "all")
	}
	if rng.IntN(3) == 0 {
		how = append(how, "polls")
	}
	how = append(how, fmt.Sprintf("threshold=%d", 1+rng.IntN(2)), fmt.Sprintf("ticks=%d", 5+rng.IntN([]int{10, 100, 1000}[rng.IntN(3)])),
		fmt.Sprintf("side=%d", 1+rng.IntN(4)))
	jit := strings.Join(how, "-")
	return conform.Mode{Name: strings.Join(append(args, jit), " "), Args: append([]string{"-X", "jit=" + jit}, args...)}
}
