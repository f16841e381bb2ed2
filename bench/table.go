package main

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// table is text in columns; the first `left` columns are set to the left, the
// others to the right.
type table struct {
	header []string
	rows   [][]string
	left   int
}

func (t *table) add(cells ...string) { t.rows = append(t.rows, cells) }

// rule adds a line between rows.
func (t *table) rule() { t.rows = append(t.rows, nil) }

func (t *table) widths() []int {
	widths := make([]int, len(t.header))
	for _, row := range append([][]string{t.header}, t.rows...) {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	return widths
}

func (t *table) print(out io.Writer) error {
	widths := t.widths()
	total := 2 * (len(widths) - 1)
	for _, w := range widths {
		total += w
	}
	var text strings.Builder
	for i, row := range append([][]string{t.header, nil}, t.rows...) {
		if row == nil && i > 0 {
			text.WriteString(strings.Repeat("-", total) + "\n")
			continue
		}
		line := ""
		for j, cell := range row {
			pad := strings.Repeat(" ", widths[j]-utf8.RuneCountInString(cell))
			if j > 0 {
				line += "  "
			}
			if j < t.left {
				line += cell + pad
			} else {
				line += pad + cell
			}
		}
		text.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	_, err := io.WriteString(out, text.String())
	return err
}

// printTables prints speed, speed-up and memory by program and group, and the
// failures.
func printTables(out io.Writer, res *result) {
	fmt.Fprintf(out, "\n%s, %d rounds, size scale %g\n", res.System, res.Reps, res.Scale)
	var all, others, threaded []string
	for _, v := range res.Variants {
		all = append(all, v.Name)
		if v.Name != baseline {
			others = append(others, v.Name)
		}
		if v.Solo != "" {
			threaded = append(threaded, v.Name)
		}
	}
	fmt.Fprintf(out, "\nSeconds (median)\n\n")
	printTable(out, res.Programs, nil, all, "%.3f",
		func(p programStat) map[string]float64 { return p.Seconds }, nil)

	fmt.Fprintf(out, "\nSpeed, times CPython 3.14 with one thread (more is faster)\n\n")
	printTable(out, res.Programs, res.Groups, others, "%.2f",
		func(p programStat) map[string]float64 { return p.Speed },
		func(g groupStat) map[string]float64 { return g.Speed })

	if len(threaded) > 0 {
		fmt.Fprintf(out, "\nSpeed-up over one thread of the same runtime (more is better)\n\n")
		printTable(out, res.Programs, res.Groups, threaded, "%.2f",
			func(p programStat) map[string]float64 { return p.SpeedUp },
			func(g groupStat) map[string]float64 { return g.SpeedUp })
	}

	fmt.Fprintf(out, "\nPeak memory, times CPython 3.14 with one thread (less is better; floor %d KiB)\n\n", res.RSSFloor)
	printTable(out, res.Programs, res.Groups, others, "%.2f",
		func(p programStat) map[string]float64 { return p.RSSRatio },
		func(g groupStat) map[string]float64 { return g.RSSRatio })

	if len(res.Failures) > 0 {
		fmt.Fprintf(out, "\n%d FAILURES\n\n", len(res.Failures))
		for _, f := range res.Failures {
			fmt.Fprintln(out, "-", f)
		}
	}
}

// printTable prints one quantity: a row for each program, then one for each
// group's geometric mean.
func printTable(out io.Writer, programs []programStat, groups []groupStat, columns []string, format string,
	ofProgram func(programStat) map[string]float64, ofGroup func(groupStat) map[string]float64) {
	t := &table{header: append([]string{"program", "nature"}, columns...), left: 2}
	for _, p := range programs {
		t.add(append([]string{p.Name, p.Nature}, cells(ofProgram(p), columns, format)...)...)
	}
	if len(groups) > 0 {
		t.rule()
	}
	for _, g := range groups {
		name := fmt.Sprintf("geomean of %d", g.Programs)
		t.add(append([]string{name, g.Name}, cells(ofGroup(g), columns, format)...)...)
	}
	_ = t.print(out) // a closed standard output is reported by the later exit
}

// cells formats one row; a missing value is a dash.
func cells(values map[string]float64, columns []string, format string) []string {
	row := make([]string, len(columns))
	for i, c := range columns {
		row[i] = "-"
		if x, ok := values[c]; ok {
			row[i] = fmt.Sprintf(format, x)
		}
	}
	return row
}
