package stress

import (
	"flag"
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
		d = 20 * time.Minute / time.Duration(parts)
	}
	return strconv.FormatFloat(d.Seconds(), 'f', 3, 64)
}

// slack is what a run may take beyond its length: the machine may be busy.
const slack = 3 * time.Minute

// run runs a program of testdata and returns what it printed.
func run(t *testing.T, exe string, options []string, program string, args ...string) conform.Result {
	t.Helper()
	dir, err := filepath.Abs("testdata")
	if err != nil {
		t.Fatal(err)
	}
	argv := append([]string{exe}, options...)
	argv = append(append(argv, program), args...)
	r, err := conform.Execute(dir, max(*length, 0)+slack, nil, argv...)
	if err != nil {
		t.Fatal(err)
	}
	if r.Failed != "" || r.Exit != 0 || r.Stderr != "" {
		t.Fatalf("%v: exit %d %s\n%s%s", argv, r.Exit, r.Failed, r.Stdout, r.Stderr)
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
