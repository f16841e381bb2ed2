package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"gorgon/internal/conform"
)

var (
	level   = flag.Int("level", 1, "level of the ladder to run when no file is named")
	retag   = flag.Bool("retag", false, "make the methods that pass now the ones that must pass")
	verbose = flag.Bool("v", false, "show the failed methods, and the files' standard error")
	exe     = flag.String("gorgon", "", "Gorgon executable (default: $GORGON_BIN, else built now)")
	python  = flag.String("python", "", "run this interpreter instead of Gorgon")
	options = flag.String("X", "", "options for Gorgon, e.g. \"-X stm=on\"")
	workers = flag.Int("j", runtime.NumCPU(), "files at once")
	timeout = flag.Duration("timeout", 2*time.Minute, "time limit of one file")
)

func main() {
	flag.Parse()
	good, err := mainErr()
	if err != nil {
		fmt.Fprintln(os.Stderr, "cpytest:", err)
		os.Exit(2)
	}
	if !good {
		os.Exit(1)
	}
}

func mainErr() (bool, error) {
	names, err := fileNames(flag.Args(), *level)
	if err != nil {
		return false, err
	}
	bin := *exe
	if *python != "" {
		bin = *python
	} else if bin == "" {
		tmp, err := os.MkdirTemp("", "gorgon-cpytest-")
		if err != nil {
			return false, err
		}
		defer os.RemoveAll(tmp)
		if bin, err = conform.Build(tmp); err != nil {
			return false, err
		}
	}
	in, err := newInterpreter(bin, strings.Fields(*options), *timeout)
	if err != nil {
		return false, err
	}
	in.verbose = *verbose
	return report(in, names)
}

func newInterpreter(bin string, args []string, timeout time.Duration) (interpreter, error) {
	suite, err := suiteDir()
	if err != nil {
		return interpreter{}, err
	}
	driver, err := driverDir()
	if err != nil {
		return interpreter{}, err
	}
	bin, err = filepath.Abs(bin)
	if err != nil {
		return interpreter{}, err
	}
	return interpreter{argv: append([]string{bin}, args...), suite: suite, driver: driver, timeout: timeout}, nil
}

// checked is one file's run, its figures and the tags it lost.
type checked struct {
	fileResult
	score
	lost []string
	err  error
}

// check runs one file and holds it against CPython and the tags.
func (in interpreter) check(name string) checked {
	var c checked
	want, err := reference(in.suite, in.driver, name)
	if err != nil {
		return checked{fileResult: fileResult{name: name}, err: err}
	}
	if c.fileResult, c.err = in.run(name); c.err != nil {
		return c
	}
	c.score = compare(want, c.fileResult)
	dir, err := tagsDir()
	if err != nil {
		c.err = err
		return c
	}
	tags, err := readTags(dir, name)
	c.err = err
	c.lost = lost(tags, c.fileResult)
	return c
}

// report checks the files, prints their figures in order and their sum.
func report(in interpreter, names []string) (bool, error) {
	results := make([]chan checked, len(names))
	for i := range results {
		results[i] = make(chan checked, 1)
	}
	go conform.Each(len(names), *workers, func(i int) { results[i] <- in.check(names[i]) })
	var sum score
	good := true
	for i := range results {
		c := <-results[i]
		if c.err != nil {
			return false, c.err
		}
		sum.passed, sum.failed, sum.skipped = sum.passed+c.passed, sum.failed+c.failed, sum.skipped+c.skipped
		good = good && len(c.lost) == 0
		c.print()
		if *retag && *python == "" {
			dir, err := tagsDir()
			if err == nil {
				err = writeTags(dir, c.fileResult)
			}
			if err != nil {
				return false, err
			}
		}
	}
	fmt.Printf("%-26s %5d passed %5d failed %5d skipped  %6.2f %%\n", "total", sum.passed, sum.failed, sum.skipped, sum.percent())
	return good || *retag, nil
}

func (c checked) print() {
	note := ""
	if !c.ended {
		note = "  did not end " + c.failure
	}
	fmt.Printf("%-26s %5d passed %5d failed %5d skipped  %6.2f %%  %v%s\n", "test_"+c.name, c.passed, c.failed, c.skipped,
		c.percent(), c.took.Round(time.Millisecond), note)
	for _, method := range c.lost {
		fmt.Printf("    LOST %s: %s\n", method, c.outcomes[method].text)
	}
	if !*verbose {
		return
	}
	for _, method := range c.bad {
		o, seen := c.outcomes[method]
		if !seen {
			o = outcome{"none", "not reached"}
		}
		fmt.Printf("    %s %s: %s\n", o.kind, method, o.text)
	}
	if o, found := c.outcomes["(file)"]; found {
		fmt.Printf("    %s: %s\n", o.kind, o.text)
	}
	if c.stderr != "" {
		fmt.Print(indent(c.stderr))
	}
}

func indent(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		b.WriteString("    | " + strings.TrimRight(line, "\n") + "\n")
	}
	return b.String()
}
