package vm

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"unsafe"

	"gorgon/jit"
	"gorgon/jit/amd64"
	"gorgon/jit/journal"
	"gorgon/jit/record"
	"gorgon/scheduler"
	"gorgon/vm/interp"
	"gorgon/vm/object"
)

// jitMode is what -X jit asks for: nil is off. Without it there is a JIT where
// there is machine code.
var jitMode = defaultJIT()

func defaultJIT() *jit.Options {
	if !amd64.Supported() {
		return nil
	}
	o := jit.DefaultOptions
	return &o
}

// jitOptions takes the value of -X jit apart: off, or a list of on, eval,
// plain, all, polls, perf, verify, threshold=N, side=N, ticks=N, traces=N (of a generation) and code=N (KiB
// of machine code), divided by dashes.
func jitOptions(val string) error {
	if val == "off" || val == "" {
		jitMode = nil
		return nil
	}
	o := jit.DefaultOptions
	for _, word := range strings.Split(val, "-") {
		key, arg, _ := strings.Cut(word, "=")
		n, err := strconv.Atoi(arg)
		switch {
		case word == "on":
		case word == "eval":
			o.Evaluate = true
		case word == "verify":
			o.Verify = true
		case word == "perf":
			o.PerfMap = true
		case word == "all":
			o.All = true
		case word == "polls":
			o.Polls = true
		case word == "plain":
			o.Plain = true
		case key == "threshold" && err == nil && n > 0:
			o.Threshold = int32(n)
		case key == "ticks" && err == nil && n > 0:
			scheduler.SampleEvery(int64(n))
		case key == "side" && err == nil && n > 0:
			o.SideThreshold = int32(n)
		case key == "traces" && err == nil && n > 0:
			o.MaxTraces = n
		case key == "code" && err == nil && n > 0:
			o.CodeLimit = uintptr(n) << 10
		default:
			return fmt.Errorf("-X jit: want off, on, eval, plain, all, polls, perf, verify, threshold=N, side=N, ticks=N, traces=N or code=N, divided by -, not %q", word)
		}
	}
	jitMode = &o
	return nil
}

// traceDump writes the stages of traces that -X dump names, nil: none.
var traceDump func(stage, text string)

// traceCounts: counts are to be printed at the end.
var traceCounts bool

// dumpsTraces says whether the stages of -X dump are those of traces, which
// are printed on stderr while the program runs, and asks for that.
func dumpsTraces(stages string) bool {
	wanted := map[string]bool{}
	for _, s := range strings.Split(stages, ",") {
		switch s {
		case "trace", "ir", "opt", "asm", "counts":
			wanted[s] = true
		default:
			return false
		}
	}
	traceCounts = wanted["counts"]
	traceDump = func(stage, text string) {
		if wanted[stage] {
			fmt.Fprintf(os.Stderr, "--- %s ---\n%s", stage, text)
		}
	}
	return true
}

// printCounts does that.
var printCounts = func() {}

// writeJournal writes what -X jitlog and jithtml ask for.
var writeJournal = func() {}

// startJIT installs the JIT in the interpreter, if there is to be one.
func startJIT(c *Config) error {
	log, html, err := openJournal(c)
	if err != nil || jitMode == nil {
		return err
	}
	jitMode.Dump, jitMode.Count = traceDump, traceCounts
	if log != nil || html != "" {
		jitMode.Journal = journal.New(log)
	}
	e, err := jit.New(jit.Interpreter{
		Steps: &interp.Steps, SaveCallers: interp.SaveCallers, Stopped: interp.Stopped, SetOpcode: interp.SetOpcode,
		Host: record.Host{
			ModuleAttr: interp.ModuleAttr, Variable: interp.Variable, Instantiated: interp.Instantiated, Operator: interp.Operator, Comparison: interp.Comparison,
			TypeEpoch: uintptr(unsafe.Pointer(&interp.TypeEpoch)),
		},
	}, *jitMode)
	if err != nil {
		return fmt.Errorf("-X jit: %w", err)
	}
	interp.Trace, object.Traced = e, true
	if traceCounts {
		printCounts = func() { fmt.Fprint(os.Stderr, e.Counts()) }
	}
	if jitMode.Journal != nil {
		writeJournal = func() {
			if err := completeJournal(e, c, log, html); err != nil {
				fmt.Fprintln(os.Stderr, "gorgon:", err)
			}
		}
	}
	return nil
}
