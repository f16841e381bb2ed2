package main

import (
	"bufio"
	_ "embed"
	"fmt"
	"io"
	"math"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// accessProgram prints what one access of each kind costs.
//
//go:embed access/access.py
var accessProgram []byte

// accessWays are the ways to run it: without transactions, in a transaction
// where each instruction is consistent by itself, and in sections under a lock,
// which are isolated as a whole.
var accessWays = []struct {
	name        string
	flags, args []string
}{
	{"solo", nil, nil},
	{"transaction", []string{"-X", "stm=on"}, nil},
	{"section", []string{"-X", "stm=on"}, []string{"section"}},
}

// measureAccess prints nanoseconds for each kind of access: the least of the
// rounds, in which all ways are run in turn.
func measureAccess(out io.Writer, exe string, opts *options) error {
	return withProgram(accessProgram, func(file string) error { return accessTable(out, exe, file, opts) })
}

func accessTable(out io.Writer, exe, file string, opts *options) error {
	var kinds []string
	least := make([]map[string]float64, len(accessWays))
	for range opts.reps {
		for i, way := range accessWays {
			args := append(append(append([]string{}, opts.gorgonFlags...), way.flags...), file)
			done, err := execute(exe, append(args, way.args...), nil, opts.timeout)
			if err != nil {
				return fmt.Errorf("%s: %s", way.name, failureText(err, done.stderr))
			}
			if least[i] == nil {
				least[i] = map[string]float64{}
			}
			names, err := readAccess(done.stdout, least[i])
			if err != nil {
				return err
			}
			kinds = names
		}
	}
	t := &table{header: []string{"ns for each access"}, left: 1}
	for _, way := range accessWays {
		t.header = append(t.header, way.name)
	}
	for _, kind := range kinds {
		row := []string{strings.ReplaceAll(kind, "_", " ")}
		for i := range accessWays {
			row = append(row, fmt.Sprintf("%.1f", least[i][kind]))
		}
		t.add(row...)
	}
	return t.printWithTransfer(out, opts.reps)
}

// printWithTransfer prints the table, and below it what a cache line takes from one
// processor to the other, if there are two.
func (t *table) printWithTransfer(out io.Writer, reps int) error {
	if err := t.print(out); err != nil {
		return err
	}
	if runtime.GOMAXPROCS(0) < 2 {
		return nil
	}
	_, err := fmt.Fprintf(out, "a cache line from one processor to the other: %.0f ns\n", lineTransfer(20*reps))
	return err
}

// lineTransfer is how many nanoseconds pass until a processor sees what another
// one stores, in the fastest of the rounds. What threads share costs that much at
// each change of hands; a virtual machine's processors may be near each other at
// one time and far at another.
func lineTransfer(rounds int) float64 {
	const turns = 4_000
	least := math.Inf(1)
	for range rounds {
		var line struct {
			_    [128]byte
			turn atomic.Uint32
			_    [128]byte
		}
		var both sync.WaitGroup
		began := time.Now()
		for me := range uint32(2) {
			both.Go(func() {
				for n := me; n < turns; n += 2 {
					for line.turn.Load() != n {
					}
					line.turn.Store(n + 1)
				}
			})
		}
		both.Wait()
		least = min(least, float64(time.Since(began).Nanoseconds())/turns)
	}
	return least
}

// readAccess lowers the figures in least to those of one run, and returns the
// kinds in their order.
func readAccess(text string, least map[string]float64) ([]string, error) {
	var kinds []string
	for sc := bufio.NewScanner(strings.NewReader(text)); sc.Scan(); {
		var kind string
		var ns float64
		if _, err := fmt.Sscan(sc.Text(), &kind, &ns); err != nil {
			return nil, fmt.Errorf("%q is no figure", sc.Text())
		}
		if before, ok := least[kind]; !ok || ns < before {
			least[kind] = ns
		}
		kinds = append(kinds, kind)
	}
	if len(kinds) == 0 {
		return nil, fmt.Errorf("the program printed no figures")
	}
	return kinds, nil
}
