package main

import (
	"strings"
	"time"

	"gorgon/internal/conform"
)

// Outcomes of a method as the driver writes them. "run", "plan" and "end" are
// announcements rather than outcomes.
const (
	ok         = "ok"
	failed     = "fail"
	broken     = "error"
	skipped    = "skip"
	expected   = "expected"   // fails, as its decorator says
	unexpected = "unexpected" // passes though its decorator says it fails
	crashed    = "crash"      // announced, and no outcome came
)

// outcome is what became of one method.
type outcome struct {
	kind string
	text string
}

func (o outcome) passed() bool  { return o.kind == ok || o.kind == expected }
func (o outcome) skipped() bool { return o.kind == skipped }

// fileResult is what became of one file: outcomes by method name without the
// module, in order of appearance.
type fileResult struct {
	name     string
	order    []string
	outcomes map[string]outcome
	ended    bool   // the driver came to its end
	failure  string // why not, as far as the process tells
	stderr   string
	took     time.Duration
}

const mark = "@@cpytest "

// interpreter runs the driver.
type interpreter struct {
	argv    []string
	suite   string
	driver  string
	timeout time.Duration
	verbose bool
}

// run runs one file in a process of its own.
func (in interpreter) run(name string) (fileResult, error) {
	argv := append(append([]string{}, in.argv...), in.driver+"/run_test.py", in.suite, "test.test_"+name)
	if in.verbose {
		argv = append(argv, "-v")
	}
	env := []string{"PYTHONDONTWRITEBYTECODE=1", "LC_ALL=C.UTF-8"}
	r, err := conform.Execute(in.suite, in.timeout, env, argv...)
	if err != nil {
		return fileResult{}, err
	}
	result := parse(name, r.Stdout)
	result.failure, result.stderr, result.took = r.Failed, r.Stderr, r.Took
	return result, nil
}

// parse reads the driver's lines.
func parse(name, output string) fileResult {
	r := fileResult{name: name, outcomes: map[string]outcome{}}
	module := "test.test_" + name
	for line := range strings.Lines(output) {
		rest, found := strings.CutPrefix(strings.TrimRight(line, "\n"), mark)
		if !found {
			continue
		}
		kind, rest, _ := strings.Cut(rest, " ")
		id, text, _ := strings.Cut(rest, " ")
		method := strings.TrimPrefix(strings.TrimPrefix(id, module), ".")
		switch kind {
		case "plan":
		case "end":
			r.ended = true
		case "run":
			r.set(method, outcome{crashed, "no outcome"})
		default:
			r.set(method, outcome{kind, strings.TrimSpace(text)})
		}
	}
	return r
}

func (r *fileResult) set(method string, o outcome) {
	if method == "" {
		method = "(file)"
	}
	if _, seen := r.outcomes[method]; !seen {
		r.order = append(r.order, method)
	}
	r.outcomes[method] = o
}

// score is a file's figures relative to a reference run.
type score struct {
	passed, failed, skipped int
	bad                     []string // methods that failed, in the reference's order
}

// compare counts the methods of got that the reference passes; one that has
// no outcome in got counts as failed. What the reference
// does not pass is left out, so that 100 % means: all that CPython passes.
func compare(reference, got fileResult) score {
	var s score
	for _, method := range reference.order {
		if !reference.outcomes[method].passed() {
			continue
		}
		o, seen := got.outcomes[method]
		switch {
		case seen && o.passed():
			s.passed++
		case seen && o.skipped():
			s.skipped++
		default:
			s.failed++
			s.bad = append(s.bad, method)
		}
	}
	return s
}

func (s score) percent() float64 {
	if s.passed+s.failed == 0 {
		return 0
	}
	return 100 * float64(s.passed) / float64(s.passed+s.failed)
}
