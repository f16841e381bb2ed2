package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"gorgon/jit/journal"
)

// barrierCount is what the traces of a run say: rounds of loops and entries of
// functions, and the barriers that were executed in them, as recorded and as
// optimised.
type barrierCount struct {
	rounds, recorded, optimised uint64
}

// measureBarriers prints how many barriers of transactions the traces of each
// program execute in each round of a loop: as many as were recorded, and as
// many as the optimiser has left.
func measureBarriers(out, progress io.Writer, programs []program, exe string, opts *options) error {
	t := &table{header: []string{"program", "rounds", "barriers a round, recorded", "optimised", "left"}, left: 1}
	failed := false
	for _, p := range programs {
		fmt.Fprintf(progress, "%s\n", p.Name)
		c, err := barriersOf(p, exe, opts)
		if err != nil {
			failed = true
			t.add(p.Name, err.Error())
			continue
		}
		if c.rounds == 0 {
			t.add(p.Name, "0", "-", "-", "-")
			continue
		}
		left := "-"
		if c.recorded > 0 {
			left = fmt.Sprintf("%.0f%%", 100*float64(c.optimised)/float64(c.recorded))
		}
		t.add(p.Name, strconv.FormatUint(c.rounds, 10), fmt.Sprintf("%.2f", float64(c.recorded)/float64(c.rounds)),
			fmt.Sprintf("%.2f", float64(c.optimised)/float64(c.rounds)), left)
	}
	if err := t.print(out); err != nil {
		return err
	}
	if failed {
		return errFailed
	}
	return nil
}

// barriersOf runs a program with transactions from the start on one thread.
func barriersOf(p program, exe string, opts *options) (c barrierCount, err error) {
	dir, err := os.MkdirTemp("", "gorgon-bench-")
	if err != nil {
		return c, err
	}
	defer os.RemoveAll(dir)
	log := filepath.Join(dir, "jit.log")
	args := append(append([]string{}, opts.gorgonFlags...), "-X", "stm=on", "-X", "jitlog="+log, p.Path, "--threads", "1",
		"--scale", strconv.FormatFloat(opts.scale, 'g', -1, 64), "--seed", strconv.Itoa(opts.seed))
	if done, err := execute(exe, args, nil, opts.timeout); err != nil {
		return c, errors.New(failureText(err, done.stderr))
	}
	f, err := os.Open(log)
	if err != nil {
		return c, err
	}
	defer f.Close()
	return countBarriers(f)
}

// countBarriers reads the log of a run (-X jitlog).
func countBarriers(log io.Reader) (c barrierCount, err error) {
	traces := map[int]*journal.Trace{}
	for lines := bufio.NewReader(log); ; {
		line, err := lines.ReadBytes('\n')
		if err == io.EOF {
			return c, nil
		}
		if err != nil {
			return c, err
		}
		var entry struct {
			Trace *journal.Trace
			Run   *journal.Run
		}
		if err := json.Unmarshal(line, &entry); err != nil {
			return c, fmt.Errorf("the log of traces: %w", err)
		}
		if entry.Trace != nil {
			traces[entry.Trace.Number] = entry.Trace
		}
		if r := entry.Run; r != nil && traces[r.Number] != nil && traces[r.Number].Transactional {
			c.add(traces[r.Number], r)
		}
	}
}

// add counts the runs of a trace. Each entry goes through what precedes LOOP,
// each round through what follows it; a trace without LOOP has no rounds. Side
// traces are parts of the rounds of others.
func (c *barrierCount) add(t *journal.Trace, r *journal.Run) {
	loop := slices.IndexFunc(t.Optimised, func(i journal.Ins) bool { return i.Text == "LOOP" })
	if loop < 0 {
		loop = len(t.Optimised)
	}
	if t.Kind != "side" {
		c.rounds += r.Entered + r.Rounds
	}
	c.recorded += (r.Entered + r.Rounds) * barriersIn(t.Recorded)
	c.optimised += r.Entered*barriersIn(t.Optimised[:loop]) + r.Rounds*barriersIn(t.Optimised[loop:])
}

func barriersIn(list []journal.Ins) (n uint64) {
	for _, i := range list {
		if i.Barrier {
			n++
		}
	}
	return n
}
