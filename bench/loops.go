package main

import (
	_ "embed"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"time"
)

// loopsProgram prints what an iteration of each loop costs.
//
//go:embed loops/loops.py
var loopsProgram []byte

const loopLength = 200_000

// goLoops are the loops of the program as Go has them. What they return keeps
// the compiler from leaving them out.
var goLoops = map[string]func(d *loopData) float64{
	"sum_of_ints": func(*loopData) float64 {
		s := 0
		for i := range loopLength {
			s += i & 1023
		}
		return float64(s)
	},
	"float_list": func(d *loopData) float64 {
		s := 0.0
		for _, x := range d.numbers {
			s += x * x
		}
		return s
	},
	"attribute_update": func(d *loopData) float64 {
		c := d.counter
		for i := range loopLength {
			c.n += i
		}
		return float64(c.n)
	},
	"dict_of_ints": func(d *loopData) float64 {
		count := map[int]int{}
		for _, k := range d.keys {
			count[k]++
		}
		return float64(len(count))
	},
	"dict_of_strs": func(d *loopData) float64 {
		count := map[string]int{}
		for _, w := range d.words {
			count[w]++
		}
		return float64(len(count))
	},
	"pagerank_inner": func(d *loopData) float64 {
		total := 0.0
		for _, into := range d.into {
			s := 0.0
			for _, v := range into {
				s += d.rank[v] / d.degree[v]
			}
			total += s
		}
		return total
	},
	"method_call": func(d *loopData) float64 {
		c := d.counter
		for i := range loopLength {
			c.add(i)
		}
		return float64(c.n)
	},
	"small_objects": func(*loopData) float64 {
		s := 0
		for i := range loopLength {
			p := &struct{ x, y int }{i, 1}
			s += p.x + p.y
		}
		return float64(s)
	},
	"list_append": func(*loopData) float64 {
		var out []int
		for i := range loopLength {
			out = append(out, i)
		}
		return float64(len(out))
	},
}

// loopCounter is the program's class Counter.
type loopCounter struct{ n int }

//go:noinline
func (c *loopCounter) add(i int) { c.n += i }

// loopData is what the loops go over.
type loopData struct {
	counter      *loopCounter
	numbers      []float64
	keys         []int
	words        []string
	into         [][]int
	rank, degree []float64
}

func newLoopData() *loopData {
	const nodes = 20_000
	d := &loopData{counter: &loopCounter{}, into: make([][]int, nodes)}
	for i := range loopLength {
		k := i * 7919 % 1000
		d.numbers = append(d.numbers, float64(i)*0.5)
		d.keys = append(d.keys, k)
		d.words = append(d.words, "w"+strconv.Itoa(k))
	}
	for u := range nodes {
		for k := range loopLength / nodes {
			d.into[u] = append(d.into[u], (u*31+k*977)%nodes)
		}
		d.rank = append(d.rank, 1.0/nodes)
		d.degree = append(d.degree, loopLength/nodes)
	}
	return d
}

// loopSink takes the results.
var loopSink float64

// goLoopCost is the least of some rounds, in nanoseconds for an iteration.
func goLoopCost(loop func(d *loopData) float64, d *loopData) float64 {
	least := math.Inf(1)
	for range 15 {
		began := time.Now()
		loopSink += loop(d)
		least = min(least, float64(time.Since(began).Nanoseconds())/loopLength)
	}
	return least
}

// hostileProgram has loops for which machine code is of little use.
//
//go:embed loops/hostile.py
var hostileProgram []byte

// measureLoops prints what an iteration of some inner loops costs on each peer
// and in Go.
func measureLoops(out io.Writer, peers []peer, opts *options) error {
	data := newLoopData()
	return measureEach(out, loopsProgram, peers, opts, "Go", func(name string, _ []float64) string {
		return fmt.Sprintf("%.2f", goLoopCost(goLoops[name], data))
	})
}

// measureHostile prints what an iteration costs where types, branches and code
// are never the same, and how that compares with our own interpreter.
func measureHostile(out io.Writer, peers []peer, opts *options) error {
	ours := slices.IndexFunc(peers, func(p peer) bool { return p.Gorgon })
	if ours < 0 {
		return errors.New("this is measured on Gorgon")
	}
	return measureEach(out, hostileProgram, peers, opts, "JIT/no JIT", func(_ string, costs []float64) string {
		return fmt.Sprintf("%.2f", costs[ours]/costs[ours+1])
	})
}

// measureEach prints what an iteration of each loop of a program costs on each
// peer: the least of the rounds, in which all are run in turn. The last column is
// made of a loop's name and its row.
func measureEach(out io.Writer, program []byte, peers []peer, opts *options, last string, of func(name string, costs []float64) string) error {
	return withProgram(program, func(file string) error {
		peers = withJITOff(peers)
		var names []string
		least := make([]map[string]float64, len(peers))
		for range opts.reps {
			for i, p := range peers {
				done, err := execute(p.Exe, append(append([]string{}, p.Flags...), file), p.Env, opts.timeout)
				if err != nil {
					return fmt.Errorf("%s: %s", p.Name, failureText(err, done.stderr))
				}
				if least[i] == nil {
					least[i] = map[string]float64{}
				}
				if names, err = readAccess(done.stdout, least[i]); err != nil {
					return err
				}
			}
		}
		t := &table{header: []string{"ns for each iteration"}, left: 1}
		for _, p := range peers {
			t.header = append(t.header, p.Name)
		}
		t.header = append(t.header, last)
		for _, name := range names {
			row, costs := []string{name}, make([]float64, len(peers))
			for i := range peers {
				costs[i] = least[i][name]
				row = append(row, fmt.Sprintf("%.2f", costs[i]))
			}
			t.add(append(row, of(name, costs))...)
		}
		return t.print(out)
	})
}

// withJITOff puts Gorgon's interpreter beside Gorgon.
func withJITOff(peers []peer) []peer {
	var all []peer
	for _, p := range peers {
		all = append(all, p)
		if p.Gorgon {
			p.Name += "-nojit"
			p.Flags = append([]string{"-X", "jit=off"}, p.Flags...)
			all = append(all, p)
		}
	}
	return all
}
