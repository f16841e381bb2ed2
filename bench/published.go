package main

import (
	"fmt"
	"io"
)

// published is what PyPy-STM's authors measured for a program with their JIT and
// the larger size: seconds of PyPy with its lock and one thread, and of PyPy-STM
// with one to four threads, on four cores. Read off the figures of the report
// on its collector (STMGC-C7, 2015).
type published struct {
	lock float64
	stm  [4]float64
}

var publishedSeconds = map[string]published{
	"btree":        {1.56, [4]float64{1.66, 1.33, 1.36, 1.57}},
	"skiplist":     {2.12, [4]float64{2.87, 2.94, 3.17, 3.59}},
	"threadworms":  {4.06, [4]float64{4.56, 3.20, 3.04, 3.26}},
	"miller_rabin": {2.15, [4]float64{2.48, 1.70, 1.94, 2.20}},
	"mandelbrot":   {13.7, [4]float64{17.3, 9.05, 6.48, 5.43}},
	"raytrace":     {1.57, [4]float64{3.86, 2.20, 1.83, 1.75}},
	"richards":     {8.88, [4]float64{17.7, 10.4, 9.74, 9.97}},
	"mersenne":     {5.46, [4]float64{9.24, 4.89, 3.62, 3.64}},
}

// comparison is a row of the table, for PyPy-STM or Gorgon: the price of
// transactions for one thread, the speed-up over transactions with one thread,
// and that over the runtime without transactions.
type comparison struct{ overhead, self, net float64 }

func (p published) with(threads int) (comparison, bool) {
	if p.lock == 0 || threads > len(p.stm) {
		return comparison{}, false
	}
	one, many := p.stm[0], p.stm[threads-1]
	return comparison{one / p.lock, one / many, p.lock / many}, true
}

// ours forms the same ratios of our own medians.
func ours(p programStat, threads int) (comparison, bool) {
	solo, one, many := p.Seconds["gorgon@1"], p.Seconds[gorgonTx+"@1"], p.Seconds[fmt.Sprintf("gorgon@%d", threads)]
	if solo == 0 || one == 0 || many == 0 {
		return comparison{}, false
	}
	return comparison{one / solo, one / many, solo / many}, true
}

// printPublished prints overhead and speed-up beside what PyPy-STM's authors
// published. Their machine and ours differ, so that only ratios are compared.
func printPublished(out io.Writer, res *result) error {
	for _, threads := range threadCounts(res) {
		fmt.Fprintf(out, "\nPyPy-STM as published (with JIT) and Gorgon: overhead of transactions with one thread (less is better),\n"+
			"speed-up of %d threads over one with transactions (self) and over one without (net) (more is better)\n\n", threads)
		t := &table{header: []string{"program", "overhead", "self", "net", "Gorgon: overhead", "self", "net"}, left: 1}
		var theirs, own []comparison
		for _, p := range res.Programs {
			row := []string{p.Name}
			a, ok := publishedSeconds[p.Name].with(threads)
			row, theirs = addComparison(row, theirs, a, ok)
			b, ok := ours(p, threads)
			row, own = addComparison(row, own, b, ok)
			t.add(row...)
		}
		t.rule()
		row, _ := addComparison([]string{"geomean"}, nil, meanOf(theirs), len(theirs) > 0)
		row, _ = addComparison(row, nil, meanOf(own), len(own) > 0)
		t.add(row...)
		if err := t.print(out); err != nil {
			return err
		}
	}
	return nil
}

// addComparison appends cells, dashes if there is nothing to show, and the
// comparison to its column.
func addComparison(row []string, column []comparison, c comparison, ok bool) ([]string, []comparison) {
	if !ok {
		return append(row, "-", "-", "-"), column
	}
	for _, x := range []float64{c.overhead, c.self, c.net} {
		row = append(row, fmt.Sprintf("%.2f", x))
	}
	return row, append(column, c)
}

func meanOf(cs []comparison) comparison {
	var columns [3][]float64
	for _, c := range cs {
		for i, x := range []float64{c.overhead, c.self, c.net} {
			columns[i] = append(columns[i], x)
		}
	}
	return comparison{geomean(columns[0]), geomean(columns[1]), geomean(columns[2])}
}

// threadCounts are the numbers of threads, above one, that Gorgon ran with.
func threadCounts(res *result) []int {
	var counts []int
	for _, v := range res.Variants {
		if v.Threads > 1 && v.Name == fmt.Sprintf("gorgon@%d", v.Threads) {
			counts = append(counts, v.Threads)
		}
	}
	return counts
}
