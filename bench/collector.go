package main

import (
	_ "embed"
	"fmt"
	"io"
	"strconv"
	"strings"
)

//go:embed collector/churn.py
var churnProgram []byte

// The collector's worst neighbours: a graph of liveMiB, and garbageGiB of objects
// that live for a moment, times -size-scale.
const (
	liveMiB    = 500
	garbageGiB = 50
	// boundMiB is what the process may take at most: the graph, the runtime, and
	// what comes and goes.
	boundMiB = liveMiB*5/4 + 64
)

// measureCollector runs the program with each number of threads, prints what the
// runtime says of its collections, and fails if the memory is not bounded.
func measureCollector(out io.Writer, exe string, opts *options) error {
	return withProgram(churnProgram, func(file string) error { return collect(out, exe, file, opts) })
}

func collect(out io.Writer, exe, file string, opts *options) error {
	garbage := strconv.FormatFloat(garbageGiB*opts.scale, 'f', -1, 64)
	for _, n := range opts.threads {
		args := append(append([]string{}, opts.gorgonFlags...), "-X", "gcstats", file, strconv.Itoa(liveMiB), garbage, strconv.Itoa(n))
		done, err := execute(exe, args, nil, opts.timeout)
		if err != nil {
			return fmt.Errorf("%d threads: %s", n, failureText(err, done.stderr))
		}
		fmt.Fprintf(out, "%d threads: %s GiB of garbage beside %d MiB: %s, peak of the process %d MiB\n%s\n",
			n, garbage, liveMiB, strings.TrimSpace(done.stdout), done.rss>>10, done.stderr)
		if done.rss>>10 > boundMiB {
			return fmt.Errorf("%d threads: %d MiB are more than %d", n, done.rss>>10, boundMiB)
		}
	}
	return nil
}
