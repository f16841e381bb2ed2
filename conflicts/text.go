package conflicts

import (
	"fmt"
	"io"
	"strings"
)

// TextOptions says how much a text report shows.
type TextOptions struct {
	Limit int  // points in the table
	All   bool // advice and source for each point of the table, not only the first three
}

const (
	barWidth   = 40
	maxObject  = 34
	detailed   = 3
	lineBlocks = "▁▂▃▄▅▆▇█"
)

// text builds a report.
type text struct {
	strings.Builder
	r *Report
}

// line adds a line without blanks at its end.
func (b *text) line(format string, args ...any) {
	b.WriteString(strings.TrimRight(fmt.Sprintf(format, args...), " ") + "\n")
}

// WriteText writes the report for people.
func (r *Report) WriteText(w io.Writer, o TextOptions) {
	b := &text{r: r}
	b.head()
	if len(r.Points) == 0 {
		b.line("\nNo conflicts.")
	} else {
		b.table(o.Limit)
		n := detailed
		if o.All {
			n = o.Limit
		}
		for _, p := range r.Points[:min(n, o.Limit, len(r.Points))] {
			b.point(p)
		}
	}
	for _, ad := range r.Advice {
		b.line("")
		b.advice(&ad)
	}
	b.blocks()
	for _, c := range r.Caveats {
		b.line("\nNote: %s.", c)
	}
	_, _ = io.WriteString(w, b.String())
}

func (b *text) head() {
	r := b.r
	of := ""
	if r.Filter != "" {
		of = " · " + r.Filter
	}
	b.line("\nconflicts · %s · gorgon %s · %s on %s · %.2f s wall%s", shorten(r.Program, 1), r.Version, plural(r.Threads, "thread"), plural(r.Cores, "core"), r.Wall, of)
	t := &r.Times
	total := t.Total()
	if total <= 0 {
		return
	}
	b.line("\nWhere the %.2f thread-seconds went%seffective cores %.1f of %d", total, strings.Repeat(" ", 24), r.EffectiveCores, r.Cores)
	row := func(name string, s float64, note string) {
		b.line("  %-8s %8.3f s %3.0f%% %-*s  %s", name, s, 100*s/total, barWidth, bar(s/total, barWidth), note)
	}
	row("useful", t.Useful, "")
	row("aborted", t.Aborted, "work thrown away and redone")
	row("paused", t.Paused, "waiting for another transaction or lock")
	row("gc", t.Collecting, "")
	row("idle", t.Idle, "waiting for I/O, for a time, for an event")
	per := 0.0
	if r.Commits > 0 {
		per = 100 * float64(r.Conflicts) / float64(r.Commits)
	}
	b.line("  %s commits   %s conflicts (%.1f per 100)   longest transaction %s", thousands(r.Commits), thousands(r.Conflicts), per, duration(r.Longest))
}

// bar draws a part of width in eighths of a character.
func bar(part float64, width int) string {
	eighths := int(min(max(part, 0), 1) * float64(width) * 8)
	s := strings.Repeat("█", eighths/8)
	if r := eighths % 8; r > 0 {
		s += string([]rune("▏▎▍▌▋▊▉")[r-1])
	}
	return s
}

func (b *text) table(limit int) {
	r := b.r
	b.line("\n %-3s %9s %4s %9s %9s %9s  %-11s %-*s %-6s %s", "ID", "LOST ms", "%", "ABORTED", "PAUSED", "EVENTS", "KIND", maxObject, "OBJECT", "GAIN≤", "WHERE (loses ✕ causes)")
	for _, p := range r.Points[:min(limit, len(r.Points))] {
		where := p.Loses.String() + " ✕ " + p.Causes.String()
		if p.Runtime {
			where += "  (runtime: ours)"
		} else if p.via.Known() {
			where += "  (in " + p.via.Short() + ")"
		}
		b.line(" %-3s %9.1f %3.0f%% %9.1f %9.1f %9s  %-11s %-*s %-6s %s", p.ID, 1e3*p.Lost, 100*p.Part, 1e3*p.Aborted, 1e3*p.Paused,
			thousands(p.Events), p.Kind, maxObject, clip(p.Object, maxObject), fmt.Sprintf("%.2f×", p.Gain), where)
	}
	if n := len(r.Points) - limit; n > 0 {
		b.line(" %d more", n)
	}
}

func clip(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}

// point shows a point's source, its course and what would help.
func (b *text) point(p *Point) {
	b.line("\n%s  %s, %s lost: %s", p.ID, p.Object, duration(p.Lost), b.title(p))
	b.source(&p.Loses, p.Lost)
	if p.Causes.Known() && (p.Causes.Line != p.Loses.Line || p.Causes.File != p.Loses.File) {
		b.source(&p.Causes, 0)
	}
	if line := spark(p.Line); line != "" && len(b.r.log.Intervals) > 1 {
		b.line("    timeline %s  %s", line, p.threadsText())
	}
	if p.Born.Known() {
		b.line("    made at %s", p.Born)
	}
	for _, ad := range p.Advice {
		b.advice(&ad)
	}
}

// title is the relation of the two sides in words.
func (b *text) title(p *Point) string {
	switch {
	case p.class == irrevocable:
		return "waits at " + p.Loses.Short() + " for the irrevocable transaction of " + p.Causes.Short()
	case p.class == kept:
		return "waits at " + p.Loses.Short() + " for " + p.Causes.Short() + ", which has lost so often that it keeps what it reads"
	case p.class == lock:
		return "waits at " + p.Loses.Short() + " for a lock that is held"
	case !p.Causes.Known():
		return p.Loses.Short() + " loses"
	}
	return p.Loses.Short() + " loses to " + p.Causes.Short()
}

func (p *Point) threadsText() string {
	if len(p.Threads) == 0 {
		return ""
	}
	first, last := p.Threads[0], p.Threads[len(p.Threads)-1]
	switch {
	case len(p.Threads) == 1:
		return "thread " + first.Name
	case first.Part < 2*last.Part:
		return fmt.Sprintf("%d threads, evenly", len(p.Threads))
	}
	return fmt.Sprintf("%d threads, %s %s", len(p.Threads), first.Name, percent(first.Part))
}

// source shows a place with the lines around it.
func (b *text) source(p *Place, lost float64) {
	if !p.Known() {
		return
	}
	note := ""
	if lost > 0 {
		note = duration(lost)
	}
	lines := b.r.Source(p.File)
	if p.Line > len(lines) {
		b.line("  ▶ %s", p.String())
		return
	}
	b.line("    %s", p.String())
	if p.Line > 1 && strings.TrimSpace(lines[p.Line-2]) != "" {
		b.line("    %5d | %s", p.Line-1, clip(lines[p.Line-2], 90))
	}
	b.line("  ▶ %5d | %-50s  %s", p.Line, clip(lines[p.Line-1], 90), note)
}

func (b *text) advice(ad *Advice) {
	b.wrap("    Try: ", ad.Text)
	b.wrap("    Evidence: ", ad.Evidence+".")
	if ad.Changes != "" {
		b.wrap("    Changes: ", ad.Changes)
	}
	if ad.Example != "" {
		b.line("    Example: %s and its _fixed.py", ad.Example)
	}
}

const textWidth = 110

// wrap writes a paragraph behind a label.
func (b *text) wrap(label, s string) {
	line := label
	empty := true
	for _, word := range strings.Fields(s) {
		if !empty && len([]rune(line))+1+len([]rune(word)) > textWidth {
			b.line("%s", line)
			line, empty = strings.Repeat(" ", len(label)), true
		}
		if !empty {
			line += " "
		}
		line += word
		empty = false
	}
	b.line("%s", line)
}

// spark draws a course of numbers.
func spark(values []float64) string {
	most := 0.0
	for _, v := range values {
		most = max(most, v)
	}
	if most == 0 {
		return ""
	}
	blocks := []rune(lineBlocks)
	var b strings.Builder
	for _, v := range values {
		if v <= 0 {
			b.WriteByte(' ')
			continue
		}
		b.WriteRune(blocks[min(int(v/most*float64(len(blocks))), len(blocks)-1)])
	}
	return b.String()
}

// maxBlockRows bounds the table of transactions.
const maxBlockRows = 10

func (b *text) blocks() {
	r := b.r
	if len(r.Blocks) == 0 {
		return
	}
	b.line("\nTransactions, by what they begin with")
	b.line("  %-36s %10s %10s %6s %9s %9s %8s %8s", "", "commits", "conflicts", "ratio", "p50 ms", "p99 ms", "reads", "writes")
	for _, k := range r.Blocks[:min(len(r.Blocks), maxBlockRows)] {
		b.line("  %-36s %10s %10s %6.2f %9.3f %9.3f %8.1f %8.1f", clip(k.Name, 36), thousands(int64(k.Commits)), thousands(int64(k.Aborts)),
			k.Ratio, 1e3*k.P50, 1e3*k.P99, k.Reads, k.Writes)
	}
}
