package stress

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"gorgon/internal/conform"
)

var length = flag.Duration("stress.for", 0, "how long the programs run in all (0: seconds; 20m with GORGON_FULL=1)")

// full says that everything is to be run: CI sets it.
var full = os.Getenv("GORGON_FULL") == "1"

// secondsFor is how long a program runs if it is one of so many that share the
// time of the test; brief is the time for each if nothing was asked for.
func secondsFor(parts int, brief time.Duration) string {
	d := brief
	switch {
	case *length > 0:
		d = *length / time.Duration(parts)
	case full:
		d = fullLength / time.Duration(parts)
	}
	return strconv.FormatFloat(d.Seconds(), 'f', 3, 64)
}

// fullLength is how long a test runs if everything is to be run.
const fullLength = 20 * time.Minute

// slack is what a run may take beyond its length: the machine may be busy.
const slack = 3 * time.Minute

// execute runs a program of testdata. An end that is not a quiet one is an error.
func execute(exe string, options []string, program string, args ...string) (conform.Result, error) {
	dir, err := filepath.Abs("testdata")
	if err != nil {
		return conform.Result{}, err
	}
	argv := append([]string{exe}, options...)
	argv = append(append(argv, program), args...)
	limit := slack + *length
	if full {
		limit += fullLength
	}
	r, err := conform.Execute(dir, limit, nil, argv...)
	if err == nil && (r.Failed != "" || r.Exit != 0 || r.Stderr != "") {
		err = fmt.Errorf("%v: exit %d %s", argv, r.Exit, r.Failed)
	}
	return r, err
}

// run is execute for what must succeed.
func run(t *testing.T, exe string, options []string, program string, args ...string) conform.Result {
	t.Helper()
	r, err := execute(exe, options, program, args...)
	if err != nil {
		t.Fatalf("%v\n%s%s", err, r.Stdout, r.Stderr) // where all threads were, if it hung
	}
	return r
}

func build(t *testing.T) string {
	t.Helper()
	exe, err := conform.Build(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return exe
}
