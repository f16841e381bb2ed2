package main

import (
	"fmt"
	"io"
	"path"
	"strings"

	"gorgon/conflicts"
	pairs "gorgon/examples/conflicts"
)

// writeRepair shows how the example of an advice was repaired: the difference of
// its two programs.
func writeRepair(out io.Writer, ad *conflicts.Advice) error {
	bad := path.Base(ad.Example)
	fixed := strings.TrimSuffix(bad, "_bad.py") + "_fixed.py"
	before, err := pairs.Programs.ReadFile(bad)
	if err != nil {
		return err
	}
	after, err := pairs.Programs.ReadFile(fixed)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "\nHow an example was repaired (%s):\n", ad.Kind)
	_, err = io.WriteString(out, unified(bad, fixed, program(before), program(after)))
	return err
}

// program is the lines of a program, the docstring left out, which tells of the
// pair.
func program(text []byte) []string {
	_, rest, found := strings.Cut(strings.TrimPrefix(string(text), `"""`), `"""`)
	if !found {
		rest = string(text)
	}
	return strings.Split(strings.Trim(rest, "\n"), "\n")
}

// contextLines is how many equal lines are shown around what differs.
const contextLines = 2

// unified is the difference of two texts in the form of diff -u.
func unified(nameA, nameB string, a, b []string) string {
	script := changes(a, b)
	near := make([]bool, len(script))
	for i, c := range script {
		if c.mark == ' ' {
			continue
		}
		for j := max(0, i-contextLines); j <= min(len(script)-1, i+contextLines); j++ {
			near[j] = true
		}
	}
	var out strings.Builder
	fmt.Fprintf(&out, "--- %s\n+++ %s\n", nameA, nameB)
	for i := 0; i < len(script); {
		if !near[i] {
			i++
			continue
		}
		end, lens := i, [2]int{}
		for ; end < len(script) && near[end]; end++ {
			if script[end].mark != '+' {
				lens[0]++
			}
			if script[end].mark != '-' {
				lens[1]++
			}
		}
		fmt.Fprintf(&out, "@@ -%d,%d +%d,%d @@\n", script[i].a+1, lens[0], script[i].b+1, lens[1])
		for ; i < end; i++ {
			fmt.Fprintf(&out, "%c%s\n", script[i].mark, script[i].line)
		}
	}
	return out.String()
}

// change is a line of a difference, and where both texts stand in front of it.
type change struct {
	mark byte // ' ', '-' or '+'
	line string
	a, b int
}

// changes is a shortest script that makes b of a: by the lengths of the longest
// common subsequences of what follows each pair of places.
func changes(a, b []string) (script []change) {
	common := make([][]int, len(a)+1)
	for i := range common {
		common[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if common[i][j] = max(common[i+1][j], common[i][j+1]); a[i] == b[j] {
				common[i][j] = common[i+1][j+1] + 1
			}
		}
	}
	for i, j := 0, 0; i < len(a) || j < len(b); {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			script = append(script, change{' ', a[i], i, j})
			i, j = i+1, j+1
		case j == len(b) || i < len(a) && common[i+1][j] >= common[i][j+1]:
			script = append(script, change{'-', a[i], i, j})
			i++
		default:
			script = append(script, change{'+', b[j], i, j})
			j++
		}
	}
	return script
}
