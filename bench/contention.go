package main

import (
	_ "embed"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// contentionProgram is one all threads of which want the same thing.
//
//go:embed contention/contention.py
var contentionProgram []byte

// What is asked of threads that all want the same: how much of one thread's
// throughput they keep together, and how long one of them may wait.
const (
	leastThroughput = 0.5
	longestWait     = 1000 // milliseconds
)

// contended is what a run of the program prints.
type contended struct {
	rate, least, wait float64
}

// contentionVariant is a number of threads, with flags.
type contentionVariant struct {
	name    string
	threads int
	flags   []string
}

// measureContention prints how each way of wanting the same goes with more and
// more threads, beside one thread without and with transactions.
func measureContention(out, progress io.Writer, exe string, opts *options) error {
	return withProgram(contentionProgram, func(file string) error { return contentionTable(out, progress, exe, file, opts) })
}

func contentionTable(out, progress io.Writer, exe, file string, opts *options) error {
	scenarios, err := contentionScenarios()
	if err != nil {
		return err
	}
	variants := []contentionVariant{{"1", 1, nil}, {"1, stm", 1, []string{"-X", "stm=on"}}}
	for _, n := range opts.threads {
		if n > 1 {
			variants = append(variants, contentionVariant{strconv.Itoa(n), n, nil})
		}
	}
	t := &table{header: []string{"scenario", "threads", "ops/s", "of one", "of one, stm", "least busy %", "longest wait ms"}, left: 1}
	var short []string
	for _, name := range scenarios {
		if !matches(opts.programs, name) {
			continue
		}
		fmt.Fprintln(progress, name)
		rounds := make([][]contended, opts.reps)
		for r := range rounds {
			for _, v := range variants {
				c, err := runContended(exe, file, name, v, opts)
				if err != nil {
					return err
				}
				rounds[r] = append(rounds[r], c)
			}
		}
		short = append(short, addContended(t, name, variants, rounds)...)
	}
	if err := t.print(out); err != nil {
		return err
	}
	if short != nil {
		return fmt.Errorf("less than %v of one thread's throughput, or a wait of more than %d ms: %s", leastThroughput, longestWait, strings.Join(short, ", "))
	}
	return nil
}

// addContended adds a scenario's rows and returns where it falls short.
func addContended(t *table, name string, variants []contentionVariant, rounds [][]contended) (short []string) {
	for i, v := range variants {
		var rates, ofOne, ofTx []float64
		worst := contended{least: 100}
		for _, c := range rounds {
			rates = append(rates, c[i].rate)
			ofOne = append(ofOne, c[i].rate/c[0].rate)
			ofTx = append(ofTx, c[i].rate/c[1].rate)
			worst.least, worst.wait = min(worst.least, c[i].least), max(worst.wait, c[i].wait)
		}
		if median(ofOne) < leastThroughput && v.threads > 1 || worst.wait > longestWait {
			short = append(short, name+" with "+v.name)
		}
		label := name
		if i > 0 {
			label = ""
		}
		t.add(label, v.name, fmt.Sprintf("%.0f k", median(rates)/1000), fmt.Sprintf("%.2f", median(ofOne)), fmt.Sprintf("%.2f", median(ofTx)),
			fmt.Sprintf("%.0f", worst.least), fmt.Sprintf("%.1f", worst.wait))
	}
	return short
}

// contentionScenarios reads the names from the program.
func contentionScenarios() ([]string, error) {
	_, list, _ := strings.Cut(string(contentionProgram), "\nSCENARIOS = [")
	list, _, found := strings.Cut(list, "]")
	if !found {
		return nil, errors.New("the program names no scenarios")
	}
	names := strings.FieldsFunc(list, func(r rune) bool { return strings.ContainsRune(", \n", r) })
	return names, nil
}

// runContended runs a scenario once.
func runContended(exe, file, name string, v contentionVariant, opts *options) (c contended, err error) {
	args := append(slices.Clone(opts.gorgonFlags), v.flags...)
	args = append(args, file, name, "--threads", strconv.Itoa(v.threads), "--seconds", strconv.FormatFloat(opts.scale, 'g', -1, 64))
	done, err := execute(exe, args, nil, opts.timeout)
	if err != nil {
		return c, fmt.Errorf("%s with %s threads: %s", name, v.name, failureText(err, done.stderr))
	}
	if _, err := fmt.Sscan(done.stdout, &c.rate, &c.least, &c.wait); err != nil {
		return c, fmt.Errorf("%s: %q: %w", name, done.stdout, err)
	}
	return c, nil
}
