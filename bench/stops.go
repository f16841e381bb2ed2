package main

import (
	_ "embed"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// stopsProgram has threads in machine code that the collectors stop.
//
//go:embed stops/stops.py
var stopsProgram []byte

// stopsSeconds is how long it runs, times -size-scale; goPercent makes Go's
// collector run all the time.
const (
	stopsSeconds = 20
	goPercent    = "GOGC=5"
)

// measureStops prints, for each number of threads in hot loops, how long both
// collectors wait for them and how long they stand.
func measureStops(out io.Writer, exe string, opts *options) error {
	return withProgram(stopsProgram, func(file string) error {
		for _, n := range opts.threads {
			seconds := strconv.FormatFloat(stopsSeconds*opts.scale, 'f', -1, 64)
			args := append(append([]string{}, opts.gorgonFlags...), "-X", "gcstats", file, seconds, strconv.Itoa(n))
			done, err := execute(exe, args, []string{goPercent}, opts.timeout)
			if err != nil {
				return fmt.Errorf("%d threads: %s", n, failureText(err, done.stderr))
			}
			fmt.Fprintf(out, "%d threads: %s\n%s\n", n, strings.TrimSpace(done.stdout), done.stderr)
		}
		return nil
	})
}
