package main

import (
	"fmt"
	"io"
)

// startupArgs is the shortest start of a peer: CPython and its kin without
// site and user settings, Gorgon as it is.
func startupArgs(p peer) []string {
	args := append([]string{}, p.Flags...)
	if !p.Gorgon {
		args = append(args, "-I", "-S")
	}
	return append(args, "-c", "pass")
}

// measureStartup runs `pass` on all peers in turn and prints medians.
func measureStartup(out io.Writer, peers []peer, opts *options) error {
	walls := make([][]float64, len(peers))
	ratios := make([][]float64, len(peers))
	memory := make([]int64, len(peers))
	for round := range opts.startupRuns {
		this := make([]float64, len(peers))
		for i := range peers {
			k := (i + round) % len(peers)
			p := peers[k]
			done, err := execute(p.Exe, startupArgs(p), p.Env, opts.timeout)
			if err != nil {
				return fmt.Errorf("starting %s: %s", p.Name, failureText(err, done.stderr))
			}
			this[k] = done.wall.Seconds() * 1000
			walls[k] = append(walls[k], this[k])
			memory[k] = max(memory[k], done.rss)
		}
		for k := range peers {
			ratios[k] = append(ratios[k], this[k]/this[0]) // peers[0] is the baseline
		}
	}
	t := &table{header: []string{"start of", "median ms", "times CPython", "peak KiB"}, left: 1}
	for k, p := range peers {
		t.add(p.Name, fmt.Sprintf("%.1f", median(walls[k])),
			fmt.Sprintf("%.2f", median(ratios[k])), fmt.Sprint(memory[k]))
	}
	return t.print(out)
}
