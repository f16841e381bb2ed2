package conform

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"time"
)

// Mode is a way of running Gorgon: its name and the options it stands for.
type Mode struct {
	Name string
	Args []string
}

// Modes are all modes, the plainest first.
var Modes = []Mode{
	{"solo", nil},
	{"stm", []string{"-X", "stm=on"}},
	{"shake", []string{"-X", "shake=abort"}},
	{"stm-shake", []string{"-X", "stm=on", "-X", "shake=abort"}},
}

// ShakeModes make rare paths of transactions, threads and collections common,
// one kind at a time and together, with the second thread and from the start.
var ShakeModes = []Mode{
	{"abort", []string{"-X", "shake=abort"}},
	{"budget", []string{"-X", "shake=budget"}},
	{"gc", []string{"-X", "shake=gc"}},
	{"yield", []string{"-X", "shake=yield"}},
	{"irrevocable", []string{"-X", "shake=irrevocable"}},
	{"shift", []string{"-X", "shake=shift"}},
	{"shift-gc", []string{"-X", "shake=shift,gc"}},
	{"abort-budget-yield", []string{"-X", "stm=on", "-X", "shake=abort,budget,yield"}},
	{"irrevocable-yield", []string{"-X", "stm=on", "-X", "shake=abort,irrevocable,yield"}},
	{"priority-yield", []string{"-X", "stm=on", "-X", "shake=abort,priority,yield"}},
	{"abort-gc", []string{"-X", "stm=on", "-X", "shake=abort,gc"}},
}

// TraceModes run loops as traces from their first rounds on: by the definition
// of traces, with and without the optimiser.
var TraceModes = []Mode{
	{"trace", []string{"-X", "jit=eval-plain-threshold=1-ticks=10-side=2"}},
	{"jit", []string{"-X", "jit=on-threshold=1-ticks=10-side=2"}},
	{"jit-verify", []string{"-X", "jit=verify-threshold=1-ticks=10-side=2"}},
	{"jit-verify-stm", []string{"-X", "stm=on", "-X", "jit=verify-threshold=1-ticks=10-side=2"}},
	{"jit-stm", []string{"-X", "stm=on", "-X", "jit=on-threshold=1-ticks=10-side=2"}},
	{"jit-budget", []string{"-X", "stm=on", "-X", "shake=abort,budget", "-X", "jit=on-threshold=1-ticks=10-side=2"}},
	{"jit-shake", []string{"-X", "stm=on", "-X", "shake=abort,gc", "-X", "jit=on-threshold=1-ticks=10-side=2"}},
	{"jit-shift", []string{"-X", "shake=shift", "-X", "jit=on-threshold=1-ticks=10-side=2"}},
	{"jit-heap", []string{"-X", "shake=verify", "-X", "jit=on-threshold=1-ticks=10-side=2"}},
	{"jit-evict", []string{"-X", "stm=on", "-X", "jit=on-threshold=1-ticks=10-side=2-traces=3"}},
	{"trace-stm", []string{"-X", "stm=on", "-X", "jit=eval-plain-threshold=1-ticks=10-side=2"}},
}

// LockModes run one transaction at a time. What is wrong in them too is no fault
// of transactions that meet.
var LockModes = []Mode{
	{"lock", []string{"-X", "stm=lock"}},
	{"lock-shake", []string{"-X", "stm=lock", "-X", "shake=abort,yield"}},
}

// EveryMode is all of them.
func EveryMode() []Mode { return slices.Concat(Modes, ShakeModes, TraceModes, LockModes) }

// ModesNamed returns the modes that name stands for: one mode, all (Modes), or
// every (ShakeModes too).
func ModesNamed(name string) ([]Mode, error) {
	switch name {
	case "all":
		return Modes, nil
	case "every":
		return EveryMode(), nil
	}
	for _, m := range EveryMode() {
		if m.Name == name {
			return []Mode{m}, nil
		}
	}
	return nil, fmt.Errorf("no mode %q", name)
}

// Build returns the path of a Gorgon executable: GORGON_BIN if that is set,
// else one freshly built into dir.
func Build(dir string) (string, error) {
	if bin := os.Getenv("GORGON_BIN"); bin != "" {
		return filepath.Abs(bin)
	}
	root, err := ModuleRoot()
	if err != nil {
		return "", err
	}
	bin := filepath.Join(dir, "gorgon")
	cmd := exec.Command("go", "build", "-o", bin, "./cmd/gorgon")
	cmd.Dir = root
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("go build ./cmd/gorgon: %w\n%s", err, out)
	}
	return bin, nil
}

// Runner runs programs on one Gorgon executable.
type Runner struct {
	Exe     string
	Timeout time.Duration
}

// NewRunner returns a Runner for exe, which must exist.
func NewRunner(exe string, timeout time.Duration) (Runner, error) {
	abs, err := filepath.Abs(exe)
	if err != nil {
		return Runner{}, err
	}
	if _, err := os.Stat(abs); err != nil {
		return Runner{}, err
	}
	return Runner{abs, timeout}, nil
}

// Run runs p in mode m. The program's name comes last and the working
// directory is its own, exactly as for CPython.
func (r Runner) Run(p Program, m Mode) (Result, error) {
	argv := append([]string{r.Exe}, m.Args...)
	return Execute(p.Dir, r.Timeout, environment, append(argv, p.Name+".py")...)
}

// Verdict is the outcome of one program in one mode.
type Verdict struct {
	Program   Program
	Mode      Mode
	Want, Got Result
	Err       error // the comparison could not be made
}

// Pass reports whether Gorgon did exactly what CPython does.
func (v Verdict) Pass() bool { return v.Err == nil && v.Want.Same(v.Got) }

// Check compares p on Gorgon in mode m with CPython.
func (r Runner) Check(p Program, m Mode) Verdict {
	v := Verdict{Program: p, Mode: m}
	if v.Want, v.Err = Oracle(p); v.Err == nil {
		v.Got, v.Err = r.Run(p, m)
	}
	return v
}

// Each calls do for 0..n-1 on up to workers goroutines at once and returns
// after the last call.
func Each(n, workers int, do func(i int)) {
	next := make(chan int)
	done := make(chan struct{})
	for range workers {
		go func() {
			for i := range next {
				do(i)
			}
			done <- struct{}{}
		}()
	}
	for i := range n {
		next <- i
	}
	close(next)
	for range workers {
		<-done
	}
}
