package conflicts

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// Find returns the point with an ID, nil if there is none.
func (r *Report) Find(id string) *Point {
	for _, p := range r.Points {
		if strings.EqualFold(p.ID, id) {
			return p
		}
	}
	return nil
}

// maxShown bounds the lists of a point's details.
const maxShown = 10

// WritePoint writes all that is known about a point.
func (r *Report) WritePoint(w io.Writer, p *Point) {
	b := &text{r: r}
	b.line("%s  %s  %s", p.ID, p.Kind, p.Object)
	b.line("  lost %s (%s of all): %s aborted, %s paused; %s conflicts, %s aborts; the longest %s", duration(p.Lost), percent(p.Part),
		duration(p.Aborted), duration(p.Paused), thousands(p.Events), thousands(p.Aborts), duration(p.Longest))
	b.line("  a transaction had touched %.1f places for reading and %.1f for writing", p.Reads, p.Writes)
	b.line("  without this point at most %.2f times as fast", p.Gain)
	if p.Runtime {
		b.line("  the place is inside the runtime: not your code")
	}
	if p.Noticed > 0 {
		b.line("  for %s of them the place is where the thread noticed, not where it had read", thousands(p.Noticed))
	}
	if line := spark(p.Line); line != "" {
		b.line("  timeline %s", line)
	}
	b.side("Loses", p.LosesStack)
	b.side("Causes", p.CausesStack)
	if p.Born.Known() {
		several := ""
		if p.Many {
			several = " (several objects; one of them)"
		}
		b.side("The object was made at"+several, p.BornAll)
	}
	b.shares("Objects", p.Keys)
	b.shares("Kinds", p.Kinds)
	b.shares("Irrevocable because of", p.Why)
	b.shares("Threads", p.Threads)
	b.shares("Transactions", p.Blocks)
	for i := range p.Advice {
		b.line("")
		b.advice(&p.Advice[i])
	}
	_, _ = io.WriteString(w, b.String())
}

// side writes a stack, the innermost frame first, with its source.
func (b *text) side(title string, stack []Place) {
	if len(stack) == 0 {
		b.line("\n%s: not known", title)
		return
	}
	b.line("\n%s", title)
	for i := range stack {
		p := &stack[i]
		ours := ""
		if p.Ours {
			ours = "  (runtime)"
		}
		b.line("  %s%s", p, ours)
		if i == 0 || !p.Ours && slices.IndexFunc(stack, func(q Place) bool { return !q.Ours }) == i {
			b.context(p)
		} else if p.Text != "" {
			b.line("          %s", strings.TrimSpace(p.Text))
		}
	}
}

// context writes the lines around a place.
func (b *text) context(p *Place) {
	lines := b.r.Source(p.File)
	for n := max(1, p.Line-3); n <= min(p.Line+3, len(lines)); n++ {
		mark := " "
		if n == p.Line {
			mark = "▶"
		}
		b.line("    %s %5d | %s", mark, n, lines[n-1])
	}
}

func (b *text) shares(title string, all []Share) {
	if len(all) == 0 {
		return
	}
	b.line("\n%s", title)
	for i := range all[:min(len(all), maxShown)] {
		s := &all[i]
		b.line("  %-40s %9s %4s %s", clip(s.Name, 40), thousands(s.Count), percent(s.Part), bar(s.Part, 20))
	}
	if n := len(all) - maxShown; n > 0 {
		b.line("  %d more", n)
	}
}

// Annotate writes a file's source with what each line lost and caused.
func (r *Report) Annotate(w io.Writer, file string) error {
	path, err := r.resolve(file)
	if err != nil {
		return err
	}
	lines := r.Source(path)
	if lines == nil {
		return fmt.Errorf("the log does not have the source of %s", path)
	}
	costs := r.Lines(path)
	most := 0.0
	for _, c := range costs {
		most = max(most, c.Loses)
	}
	b := &text{r: r}
	b.line("%s", path)
	b.line("%10s %10s", "LOSES ms", "CAUSES ms")
	for i, line := range lines {
		loses, causes, heat := "", "", ""
		if c, ok := costs[i+1]; ok {
			if c.Loses > 0 {
				loses = fmt.Sprintf("%.1f", 1e3*c.Loses)
				heat = bar(c.Loses/most, 8)
			}
			if c.Causes > 0 {
				causes = fmt.Sprintf("%.1f", 1e3*c.Causes)
			}
		}
		b.line("%10s %10s %-8s %5d | %s", loses, causes, heat, i+1, line)
	}
	_, err = io.WriteString(w, b.String())
	return err
}

// resolve finds the file of a report that a name means.
func (r *Report) resolve(name string) (string, error) {
	var found []string
	for _, path := range r.Files() {
		if path == name || strings.HasSuffix(path, "/"+strings.TrimPrefix(name, "./")) {
			found = append(found, path)
		}
	}
	slices.Sort(found)
	switch found = slices.Compact(found); len(found) {
	case 0:
		return "", fmt.Errorf("no conflicts in %s", name)
	case 1:
		return found[0], nil
	}
	return "", fmt.Errorf("%s may be any of %s", name, strings.Join(found, ", "))
}
