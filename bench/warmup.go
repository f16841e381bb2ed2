package main

import (
	"bufio"
	_ "embed"
	"fmt"
	"io"
	"slices"
	"strings"
)

// warmupProgram prints when each piece of equal work ended and how long it took.
//
//go:embed loops/warmup.py
var warmupProgram []byte

const (
	manyPieces = "600" // so many that the last ones are as fast as it gets
	fewPieces  = "60"  // about 0.3 s on an interpreter
)

// piece is the end of one piece of work since the program began, and how long it
// took, in seconds.
type piece struct{ end, took float64 }

// measureWarmup prints how long each peer takes to come near its full speed,
// and what a short program takes.
func measureWarmup(out io.Writer, peers []peer, opts *options) error {
	return withProgram(warmupProgram, func(file string) error {
		peers = withJITOff(peers)
		runs := make([]warmupRun, len(peers))
		for range opts.reps {
			for i, p := range peers {
				if err := runs[i].add(p, file, opts); err != nil {
					return err
				}
			}
		}
		t := &table{header: []string{"warm-up of", "first piece ms", "best piece ms", "ms to 90 % of best", "short program s", "times CPython"}, left: 1}
		for i, p := range peers {
			r := &runs[i]
			t.add(p.Name, fmt.Sprintf("%.2f", 1000*median(r.first)), fmt.Sprintf("%.2f", 1000*median(r.best)),
				fmt.Sprintf("%.0f", 1000*median(r.near)), fmt.Sprintf("%.3f", median(r.short)), fmt.Sprintf("%.2f", median(r.short)/median(runs[0].short)))
		}
		return t.print(out)
	})
}

// warmupRun holds what the rounds of one peer gave, in seconds.
type warmupRun struct{ first, best, near, short []float64 }

// add makes one round.
func (r *warmupRun) add(p peer, file string, opts *options) error {
	args := append(append([]string{}, p.Flags...), file)
	done, err := execute(p.Exe, append(args, manyPieces), p.Env, opts.timeout)
	if err != nil {
		return fmt.Errorf("%s: %s", p.Name, failureText(err, done.stderr))
	}
	pieces, err := readPieces(done.stdout)
	if err != nil {
		return err
	}
	// A tenth of the pieces may be disturbed by whatever else the machine does.
	var took []float64
	for _, one := range pieces {
		took = append(took, one.took)
	}
	slices.Sort(took)
	best := took[len(took)/10]
	r.first = append(r.first, pieces[0].took)
	r.best = append(r.best, best)
	near := pieces[len(pieces)-1].end
	for _, one := range pieces {
		if one.took <= best/0.9 {
			near = one.end
			break
		}
	}
	r.near = append(r.near, near)
	if done, err = execute(p.Exe, append(args, fewPieces), p.Env, opts.timeout); err != nil {
		return fmt.Errorf("%s: %s", p.Name, failureText(err, done.stderr))
	}
	r.short = append(r.short, done.wall.Seconds())
	return nil
}

func readPieces(text string) ([]piece, error) {
	var pieces []piece
	for sc := bufio.NewScanner(strings.NewReader(text)); sc.Scan(); {
		var one piece
		if _, err := fmt.Sscan(sc.Text(), &one.end, &one.took); err != nil {
			return nil, fmt.Errorf("%q is no figure", sc.Text())
		}
		pieces = append(pieces, one)
	}
	if len(pieces) == 0 {
		return nil, fmt.Errorf("the program printed no figures")
	}
	return pieces, nil
}
