// Package conflicts turns recorded conflicts into a report.
//
// In: the points of conflicts/event and the thread's accounts, as plain data.
// Out: text. Main invariant: it never imports the runtime. The command that
// runs programs and the report tool may import it.
package conflicts

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"gorgon/conflicts/event"
)

// Place is a site in source code.
type Place struct {
	File, Function, Text string
	Line                 int
}

func (p Place) String() string {
	if p.Line == 0 {
		return "?"
	}
	return fmt.Sprintf("%s:%d %s", p.File, p.Line, p.Function)
}

// Times is where the threads' time went.
type Times struct {
	Useful, Aborted, Paused, Collecting, Idle time.Duration
	Longest                                   time.Duration
	Commits                                   uint64
	Threads                                   int
	Wall                                      time.Duration
	Cores                                     int
}

func (t *Times) total() time.Duration {
	return t.Useful + t.Aborted + t.Paused + t.Collecting + t.Idle
}

// Summary is the report at the end of a run.
type Summary struct {
	Program string
	Version string
	Times   Times
	Points  []*event.Point
	// Place resolves a site.
	Place func(event.Site) Place
}

// Write writes the report with at most limit points.
func (s *Summary) Write(w io.Writer, limit int) {
	var b strings.Builder
	s.writeTimes(&b)
	rows := s.rank()
	if len(rows) == 0 {
		b.WriteString("\nNo conflicts.\n")
	} else {
		s.writePoints(&b, rows, limit)
	}
	_, _ = io.WriteString(w, b.String())
}

const barWidth = 40

func (s *Summary) writeTimes(b *strings.Builder) {
	t := &s.Times
	total := t.total()
	fmt.Fprintf(b, "\nconflicts · %s · gorgon %s · %s on %s · %.2f s wall\n", s.Program, s.Version,
		plural(t.Threads, "thread"), plural(t.Cores, "core"), t.Wall.Seconds())
	if total <= 0 {
		return
	}
	fmt.Fprintf(b, "\nWhere the %.2f thread-seconds went\n", total.Seconds())
	row := func(name string, d time.Duration, note string) {
		line := fmt.Sprintf("  %-8s %8.3f s %3.0f%% %-*s  %s", name, d.Seconds(), 100*d.Seconds()/total.Seconds(), barWidth, bar(d, total), note)
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	row("useful", t.Useful, "")
	row("aborted", t.Aborted, "work thrown away and redone")
	row("paused", t.Paused, "waiting for another transaction or lock")
	row("gc", t.Collecting, "")
	row("idle", t.Idle, "waiting for I/O, for a time, for an event")
	n := 0
	for _, p := range s.Points {
		n += p.Aborts + p.Waits
	}
	per := 0.0
	if t.Commits > 0 {
		per = 100 * float64(n) / float64(t.Commits)
	}
	fmt.Fprintf(b, "  %s commits   %s conflicts (%.1f per 100)   longest tx %s\n", thousands(int(t.Commits)), thousands(n), per, short(t.Longest))
}

func plural(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}

// bar draws a share of total in eighths of a character.
func bar(d, total time.Duration) string {
	eighths := int(float64(d) / float64(total) * barWidth * 8)
	s := strings.Repeat("█", eighths/8)
	if r := eighths % 8; r > 0 {
		s += string([]rune("▏▎▍▌▋▊▉")[r-1])
	}
	return s
}

func thousands(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

func short(d time.Duration) string {
	switch {
	case d < time.Millisecond:
		return fmt.Sprintf("%d µs", d.Microseconds())
	case d < time.Second:
		return fmt.Sprintf("%d ms", d.Milliseconds())
	}
	return fmt.Sprintf("%.2f s", d.Seconds())
}

// row is a line of the table: points at the same source lines are one.
type row struct {
	site, cause     Place
	kind            event.Kind
	aborted, paused time.Duration
	events          int
	what            map[string]int
}

func (r *row) lost() time.Duration { return r.aborted + r.paused }

// rank joins points by source line and sorts them by lost time.
func (s *Summary) rank() []*row {
	type key struct {
		site, cause Place
		kind        event.Kind
	}
	byLine := map[key]*row{}
	for _, p := range s.Points {
		k := key{s.place(p.Site), s.place(p.Cause), p.Kind}
		r := byLine[k]
		if r == nil {
			r = &row{site: k.site, cause: k.cause, kind: k.kind, what: map[string]int{}}
			byLine[k] = r
		}
		r.aborted += p.Aborted
		r.paused += p.Paused
		r.events += p.Aborts + p.Waits
		for what, n := range p.What {
			r.what[event.Text(what)] += n
		}
	}
	rows := make([]*row, 0, len(byLine))
	for _, r := range byLine {
		rows = append(rows, r)
	}
	slices.SortFunc(rows, func(a, b *row) int {
		return cmp.Or(cmp.Compare(b.lost(), a.lost()), cmp.Compare(b.events, a.events), cmp.Compare(a.site.String(), b.site.String()),
			cmp.Compare(a.cause.String(), b.cause.String()))
	})
	return rows
}

func (s *Summary) place(site event.Site) Place {
	if site == 0 || s.Place == nil {
		return Place{}
	}
	return s.Place(site)
}

// object names what the threads collided on, with the share of the most
// frequent one.
func (r *row) object() string {
	best, most, all := "", 0, 0
	for what, n := range r.what {
		all += n
		if n > most || n == most && what < best {
			best, most = what, n
		}
	}
	if best == "" {
		return "?"
	}
	if most == all {
		return best
	}
	return fmt.Sprintf("%s %d%%", best, 100*most/all)
}

func (s *Summary) writePoints(b *strings.Builder, rows []*row, limit int) {
	total := time.Duration(0)
	for _, r := range rows {
		total += r.lost()
	}
	fmt.Fprintf(b, "\n %-3s %9s %4s %9s %9s %9s  %-11s %-34s %s\n", "ID", "LOST ms", "%", "ABORTED", "PAUSED", "EVENTS", "KIND", "OBJECT", "WHERE (loses ✕ causes)")
	ms := func(d time.Duration) string { return fmt.Sprintf("%.1f", float64(d.Microseconds())/1000) }
	for i, r := range rows[:min(limit, len(rows))] {
		share := 0.0
		if total > 0 {
			share = 100 * float64(r.lost()) / float64(total)
		}
		fmt.Fprintf(b, " C%-2d %9s %3.0f%% %9s %9s %9s  %-11s %-34s %s ✕ %s\n", i+1, ms(r.lost()), share, ms(r.aborted), ms(r.paused),
			thousands(r.events), r.kind, r.object(), r.site, r.cause)
	}
	for i, r := range rows[:min(limit, len(rows), 3)] {
		fmt.Fprintf(b, "\nC%d\n", i+1)
		writeSource(b, r.site)
		if r.cause != r.site && r.cause.Line != 0 {
			writeSource(b, r.cause)
		}
	}
	if n := len(rows) - limit; n > 0 {
		fmt.Fprintf(b, "\n%d more.\n", n)
	}
}

func writeSource(b *strings.Builder, p Place) {
	if p.Line != 0 {
		fmt.Fprintf(b, "  ▶ %s:%d  %s\n", p.File, p.Line, strings.TrimSpace(p.Text))
	}
}
