package conform

import (
	"fmt"
	"strings"
)

// around is how many equal lines are shown around a difference.
const around = 3

// Report describes a failed verdict: what differs, as unified diffs of
// together at most limit lines. What a run without a proper end has written to
// standard error, which may be the stacks of its threads, is shown whole.
func (v Verdict) Report(limit int) string {
	if v.Err != nil {
		return v.Err.Error() + "\n"
	}
	var b strings.Builder
	if v.Got.Failed != "" {
		fmt.Fprintf(&b, "gorgon: %s\n", v.Got.Failed)
	}
	if v.Got.Exit != v.Want.Exit {
		fmt.Fprintf(&b, "exit code %d, want %d\n", v.Got.Exit, v.Want.Exit)
	}
	b.WriteString(Diff("stdout", v.Want.Stdout, v.Got.Stdout))
	if v.Got.Failed != "" {
		return clip(b.String(), limit) + v.Got.Stderr
	}
	b.WriteString(Diff("stderr", v.Want.Stderr, v.Got.Stderr))
	return clip(b.String(), limit)
}

// Brief describes a failed verdict in one line, for KNOWN.txt: the first line
// that differs, or the exception that Gorgon ended with.
func (v Verdict) Brief() string {
	switch {
	case v.Err != nil:
		return v.Err.Error()
	case v.Got.Failed != "":
		return v.Got.Failed
	}
	errs := splitLines(v.Got.Stderr)
	if v.Got.Exit != v.Want.Exit && len(errs) > 0 {
		return "ends with " + cut(errs[len(errs)-1])
	}
	for _, c := range []struct{ name, want, got string }{{"stdout", v.Want.Stdout, v.Got.Stdout}, {"stderr", v.Want.Stderr, v.Got.Stderr}} {
		a, b := splitLines(c.want), splitLines(c.got)
		for i := range max(len(a), len(b)) {
			if i >= len(b) {
				return fmt.Sprintf("%s ends before line %d", c.name, i+1)
			}
			if i >= len(a) || a[i] != b[i] {
				return fmt.Sprintf("%s line %d is %s", c.name, i+1, cut(b[i]))
			}
		}
	}
	return fmt.Sprintf("exit code %d, want %d", v.Got.Exit, v.Want.Exit)
}

func cut(line string) string {
	if r := []rune(line); len(r) > 100 {
		return string(r[:100]) + "..."
	}
	return line
}

func clip(text string, limit int) string {
	lines := strings.SplitAfter(text, "\n")
	if len(lines) <= limit+1 {
		return text
	}
	return strings.Join(lines[:limit], "") + fmt.Sprintf("... %d more lines\n", len(lines)-limit-1)
}

// Diff returns a unified diff from want to got, "" if they are equal.
func Diff(name, want, got string) string {
	if want == got {
		return ""
	}
	a, b := splitLines(want), splitLines(got)
	var out strings.Builder
	fmt.Fprintf(&out, "--- cpython %s\n+++ gorgon %s\n", name, name)
	for _, h := range hunks(edits(a, b)) {
		out.WriteString(h)
	}
	return out.String()
}

// splitLines marks a missing last newline, which would not be seen otherwise.
func splitLines(s string) []string {
	if s == "" {
		return nil
	}
	lines := strings.Split(s, "\n")
	if lines[len(lines)-1] == "" {
		return lines[:len(lines)-1]
	}
	lines[len(lines)-1] += " (no newline)"
	return lines
}

// edit is one line of a diff: op is ' ', '-' or '+'; i and j are its places
// in the two texts.
type edit struct {
	op   byte
	text string
	i, j int
}

// maxTable bounds the table of edits; longer texts, after their common ends
// are cut off, are shown as wholly replaced.
const maxTable = 4 << 20

func edits(a, b []string) []edit {
	pre := 0
	for pre < len(a) && pre < len(b) && a[pre] == b[pre] {
		pre++
	}
	post := 0
	for post < len(a)-pre && post < len(b)-pre && a[len(a)-1-post] == b[len(b)-1-post] {
		post++
	}
	var out []edit
	for i := range pre {
		out = append(out, edit{' ', a[i], i, i})
	}
	out = append(out, middle(a[pre:len(a)-post], b[pre:len(b)-post], pre)...)
	for k := post; k > 0; k-- {
		out = append(out, edit{' ', a[len(a)-k], len(a) - k, len(b) - k})
	}
	return out
}

// middle finds a longest common subsequence by the quadratic table.
func middle(a, b []string, off int) []edit {
	var out []edit
	if len(a)*len(b) > maxTable {
		for i := range a {
			out = append(out, edit{'-', a[i], off + i, off})
		}
		for j := range b {
			out = append(out, edit{'+', b[j], off + len(a), off + j})
		}
		return out
	}
	width := len(b) + 1
	table := make([]int32, (len(a)+1)*width)
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				table[i*width+j] = table[(i+1)*width+j+1] + 1
			} else {
				table[i*width+j] = max(table[(i+1)*width+j], table[i*width+j+1])
			}
		}
	}
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			out = append(out, edit{' ', a[i], off + i, off + j})
			i, j = i+1, j+1
		case j == len(b) || i < len(a) && table[(i+1)*width+j] >= table[i*width+j+1]:
			out = append(out, edit{'-', a[i], off + i, off + j})
			i++
		default:
			out = append(out, edit{'+', b[j], off + i, off + j})
			j++
		}
	}
	return out
}

// hunks groups the edits, with their context, into unified hunks.
func hunks(list []edit) []string {
	var out []string
	for k := 0; k < len(list); {
		if list[k].op == ' ' {
			k++
			continue
		}
		from := max(0, k-around)
		last := k
		for m := k; m < len(list) && m <= last+2*around+1; m++ {
			if list[m].op != ' ' {
				last = m
			}
		}
		to := min(len(list), last+1+around)
		out = append(out, hunk(list[from:to]))
		k = to
	}
	return out
}

func hunk(list []edit) string {
	var na, nb int
	var body strings.Builder
	for _, e := range list {
		if e.op != '+' {
			na++
		}
		if e.op != '-' {
			nb++
		}
		fmt.Fprintf(&body, "%c%s\n", e.op, e.text)
	}
	return fmt.Sprintf("@@ -%d,%d +%d,%d @@\n", list[0].i+1, na, list[0].j+1, nb) + body.String()
}
