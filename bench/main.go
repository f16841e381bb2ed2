package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"
)

// options is the command line of both commands.
type options struct {
	programs    string
	programsDir string
	set         string
	variants    string
	threads     []int
	reps        int
	scale       float64
	seed        int
	timeout     time.Duration
	jsonFile    string
	svgFile     string
	peers       []peer
	gorgon      string
	noGorgon    bool
	gorgonFlags []string
	list        bool
	startupRuns int
}

// errFailed says that the results, already printed, hold a failure.
var errFailed = errors.New("some runs failed or disagreed")

func main() {
	err := command(os.Args[1:], os.Stdout, os.Stderr)
	switch {
	case err == nil, errors.Is(err, flag.ErrHelp):
	case errors.Is(err, errFailed):
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	default:
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(2)
	}
}

// session is what a measurement works with.
type session struct {
	out, progress io.Writer
	programs      func() ([]program, error)
	peers         []peer
	opts          *options
}

// subcommands are what the first argument may name; without it the programs are
// compared.
var subcommands = map[string]func(s *session) error{
	"": func(s *session) error {
		programs, err := s.programs()
		if err != nil {
			return err
		}
		return measure(s.out, s.progress, programs, s.peers, s.opts)
	},
	"startup":    func(s *session) error { return measureStartup(s.out, s.peers, s.opts) },
	"loops":      func(s *session) error { return measureLoops(s.out, s.peers, s.opts) },
	"hostile":    func(s *session) error { return measureHostile(s.out, s.peers, s.opts) },
	"warmup":     func(s *session) error { return measureWarmup(s.out, s.peers, s.opts) },
	"machine":    func(s *session) error { return measureMachine(s.out, s.opts) },
	"pairs":      onGorgon(func(s *session, exe string) error { return measurePairs(s.out, exe, s.opts) }),
	"contention": onGorgon(func(s *session, exe string) error { return measureContention(s.out, s.progress, exe, s.opts) }),
	"access":     onGorgon(func(s *session, exe string) error { return measureAccess(s.out, exe, s.opts) }),
	"collector":  onGorgon(func(s *session, exe string) error { return measureCollector(s.out, exe, s.opts) }),
	"barriers": onGorgon(func(s *session, exe string) error {
		programs, err := s.programs()
		if err != nil {
			return err
		}
		return measureBarriers(s.out, s.progress, programs, exe, s.opts)
	}),
	"stops": onGorgon(func(s *session, exe string) error { return measureStops(s.out, exe, s.opts) }),
	"recording": onGorgon(func(s *session, exe string) error {
		programs, err := s.programs()
		if err != nil {
			return err
		}
		return measureRecording(s.out, s.progress, programs, exe, s.opts)
	}),
}

// onGorgon makes the subcommand of a measurement of Gorgon alone.
func onGorgon(f func(s *session, exe string) error) func(s *session) error {
	return func(s *session) error {
		i := slices.IndexFunc(s.peers, func(p peer) bool { return p.Gorgon })
		if i < 0 {
			return errors.New("this needs Gorgon")
		}
		return f(s, s.peers[i].Exe)
	}
}

// command runs `bench …` or one of the subcommands.
func command(args []string, out, progress io.Writer) error {
	run := subcommands[""]
	if len(args) > 0 && subcommands[args[0]] != nil {
		run, args = subcommands[args[0]], args[1:]
	}
	opts, err := parseOptions(args, progress)
	if err != nil {
		return err
	}
	programs := func() ([]program, error) { return findPrograms(opts.programsDir, opts.set, opts.programs) }
	if opts.list {
		all, err := programs()
		if err != nil {
			return err
		}
		return listPrograms(out, all)
	}
	peers, cleanup, err := findPeers(opts)
	if err != nil {
		return err
	}
	defer cleanup()
	return run(&session{out, progress, programs, peers, opts})
}

// withProgram calls f with the path of a file that holds a program.
func withProgram(text []byte, f func(file string) error) error {
	dir, err := os.MkdirTemp("", "gorgon-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, "program.py")
	if err := os.WriteFile(file, text, 0o644); err != nil {
		return err
	}
	return f(file)
}

// parseOptions reads the flags of both commands.
func parseOptions(args []string, errOut io.Writer) (*options, error) {
	opts := &options{}
	fs := flag.NewFlagSet("bench", flag.ContinueOnError)
	fs.SetOutput(errOut)
	opts.register(fs)
	threads := fs.String("threads", "1,2", "numbers of threads")
	gorgonFlags := fs.String("gorgon-flags", "", "flags for gorgon, divided by spaces")
	quick := fs.Bool("quick", false, "a tenth of the work and one round, unless said otherwise")
	if err := fs.Parse(args); err != nil {
		return nil, err
	}
	if fs.NArg() > 0 {
		return nil, fmt.Errorf("unexpected argument %q", fs.Arg(0))
	}
	if *quick {
		applyQuick(fs, opts)
	}
	opts.gorgonFlags = strings.Fields(*gorgonFlags)
	var err error
	opts.threads, err = parseThreads(*threads)
	if err == nil && (opts.reps < 1 || opts.startupRuns < 1 || opts.scale <= 0) {
		err = errors.New("-reps, -n and -size-scale must be positive")
	}
	return opts, err
}

// register declares the flags that need no more than being stored.
func (opts *options) register(fs *flag.FlagSet) {
	fs.StringVar(&opts.programs, "programs", "*", "programs to run: names or patterns, divided by commas")
	fs.StringVar(&opts.set, "set", defaultSet, "the set of programs: programs, or pypystm, PyPy-STM's own set")
	fs.StringVar(&opts.programsDir, "dir", "", "directory of the programs (default: that of the set, found from here)")
	fs.StringVar(&opts.variants, "variants", "*", "variants to run besides the baseline, e.g. 'gorgon*,pypy3@1'")
	fs.IntVar(&opts.reps, "reps", 5, "rounds for each program")
	fs.Float64Var(&opts.scale, "size-scale", 1, "multiply the work of each program by about this")
	fs.IntVar(&opts.seed, "seed", 1, "seed of the generated inputs")
	fs.DurationVar(&opts.timeout, "timeout", 120*time.Second, "limit for each run")
	fs.StringVar(&opts.jsonFile, "json", "", "write every run to this file")
	fs.StringVar(&opts.svgFile, "svg", "", "write a picture of the results to this file")
	fs.StringVar(&opts.gorgon, "gorgon", "", "the gorgon executable (default: built from cmd/gorgon)")
	fs.BoolVar(&opts.noGorgon, "no-gorgon", false, "compare the other runtimes only")
	fs.BoolVar(&opts.list, "list", false, "list the programs and stop")
	fs.IntVar(&opts.startupRuns, "n", 40, "startup: number of rounds")
	fs.Func("peer", "another runtime as `name=path` (repeatable)", func(text string) error {
		p, err := parsePeer(text)
		if err == nil {
			opts.peers = append(opts.peers, p)
		}
		return err
	})
}

// applyQuick shortens the measurement where the user gave no value.
func applyQuick(fs *flag.FlagSet, opts *options) {
	given := map[string]bool{}
	fs.Visit(func(f *flag.Flag) { given[f.Name] = true })
	if !given["reps"] {
		opts.reps = 1
	}
	if !given["size-scale"] {
		opts.scale = 0.1
	}
	if !given["n"] {
		opts.startupRuns = 5
	}
}

// parseThreads reads "1,2,8"; one thread is always measured, because every
// other number is compared with it.
func parseThreads(text string) ([]int, error) {
	threads := []int{1}
	for _, part := range strings.Split(text, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(part))
		if err != nil || n < 1 || n > 1024 {
			return nil, fmt.Errorf("-threads: %q is no number of threads", part)
		}
		seen := false
		for _, t := range threads {
			seen = seen || t == n
		}
		if !seen {
			threads = append(threads, n)
		}
	}
	return threads, nil
}

// measure runs the programs, prints the tables and writes the files.
func measure(out, progress io.Writer, programs []program, peers []peer, opts *options) error {
	variants, err := makeVariants(peers, opts)
	if err != nil {
		return err
	}
	r := &runner{opts: opts, variants: variants, progress: progress}
	res := &result{
		Schema:   1,
		Started:  time.Now().UTC().Format(time.RFC3339),
		System:   fmt.Sprintf("%s/%s, %d CPUs", runtime.GOOS, runtime.GOARCH, runtime.NumCPU()),
		Scale:    opts.scale,
		Reps:     opts.reps,
		RSSFloor: measureRSSFloor(),
		Variants: variants,
	}
	for _, p := range programs {
		res.Runs = append(res.Runs, r.runProgram(p)...)
	}
	res.summarise(programs)
	printTables(out, res)
	if opts.set == pypySTMSet {
		if err := printPublished(out, res); err != nil {
			return err
		}
	}
	if opts.jsonFile != "" {
		if err := res.writeJSON(opts.jsonFile); err != nil {
			return err
		}
	}
	if opts.svgFile != "" {
		if err := os.WriteFile(opts.svgFile, renderSVG(res), 0o644); err != nil {
			return err
		}
	}
	if len(res.Failures) > 0 {
		return errFailed
	}
	return nil
}
