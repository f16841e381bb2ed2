package conflicts

import (
	"cmp"
	"io"
	"math"
	"slices"
	"strings"
)

// Diff compares two recordings of one program. What is lost is compared as a
// part of the time in which the threads wanted to work, so that the lengths of
// the runs do not matter.
type Diff struct {
	Schema int        `json:"schema"`
	Before float64    `json:"before"` // lost part of all busy time
	After  float64    `json:"after"`
	Wall   [2]float64 `json:"wall"`
	Points []Change   `json:"points"`
	// Worse is the largest growth, of the whole or of a point.
	Worse float64 `json:"worse"`
}

// Change is a point of both recordings.
type Change struct {
	State  string  `json:"state"` // new, gone, worse, better, same
	Object string  `json:"object"`
	Loses  Place   `json:"loses"`
	Causes Place   `json:"causes"`
	Before float64 `json:"before"`
	After  float64 `json:"after"`
}

// Delta is by how much the point has grown.
func (c *Change) Delta() float64 { return c.After - c.Before }

// sameness is what must be equal in a point of two versions of a program: not
// the line's number, but its function and text.
type sameness struct {
	loses, causes [3]string
	class         class
}

func (p *Point) sameness() sameness {
	name := func(q *Place) [3]string { return [3]string{shorten(q.File, 1), q.Function, strings.TrimSpace(q.Text)} }
	return sameness{name(&p.Loses), name(&p.Causes), p.class}
}

// unnoticed is a change that is not worth a word.
const unnoticed = 0.005

// Compare compares two reports.
func Compare(before, after *Report) *Diff {
	lost := func(r *Report) float64 { return (r.Times.Aborted + r.Times.Paused) / math.Max(r.Times.Busy(), 1e-9) }
	d := &Diff{Schema: Schema, Before: lost(before), After: lost(after), Wall: [2]float64{before.Wall, after.Wall}}
	all := map[sameness]*Change{}
	add := func(r *Report, part func(*Change) *float64) {
		for _, p := range r.Points {
			k := p.sameness()
			c := all[k]
			if c == nil {
				c = &Change{}
				all[k] = c
			}
			c.Object, c.Loses, c.Causes = p.Object, p.Loses, p.Causes
			*part(c) += p.Lost / math.Max(r.Times.Busy(), 1e-9)
		}
	}
	add(before, func(c *Change) *float64 { return &c.Before })
	add(after, func(c *Change) *float64 { return &c.After })
	d.Worse = d.After - d.Before
	for _, c := range all {
		switch {
		case math.Abs(c.Delta()) < unnoticed:
			c.State = "same"
		case c.Before == 0:
			c.State = "new"
		case c.After == 0:
			c.State = "gone"
		case c.Delta() > 0:
			c.State = "worse"
		default:
			c.State = "better"
		}
		d.Worse = max(d.Worse, c.Delta())
		d.Points = append(d.Points, *c)
	}
	slices.SortFunc(d.Points, func(x, y Change) int {
		return cmp.Or(cmp.Compare(math.Abs(y.Delta()), math.Abs(x.Delta())), cmp.Compare(x.Loses.String(), y.Loses.String()), cmp.Compare(x.Causes.String(), y.Causes.String()))
	})
	return d
}

// WriteText writes the changes, at most limit of them.
func (d *Diff) WriteText(w io.Writer, limit int) {
	var b text
	b.line("lost of the busy time: %.1f%% before, %.1f%% after (%+.1f points) · wall %.2f s, %.2f s", 100*d.Before, 100*d.After, 100*(d.After-d.Before), d.Wall[0], d.Wall[1])
	b.line("\n %-7s %8s %8s %8s  %-*s %s", "", "BEFORE", "AFTER", "CHANGE", maxObject, "OBJECT", "WHERE (loses ✕ causes)")
	shown, same := 0, 0
	for i := range d.Points {
		c := &d.Points[i]
		if c.State == "same" {
			same++
			continue
		}
		if shown++; shown <= limit {
			b.line(" %-7s %7.1f%% %7.1f%% %+7.1f%%  %-*s %s ✕ %s", c.State, 100*c.Before, 100*c.After, 100*c.Delta(), maxObject, clip(c.Object, maxObject), c.Loses, c.Causes)
		}
	}
	if shown > limit {
		b.line(" %d more", shown-limit)
	}
	if same > 0 {
		b.line(" %s changed by less than %.1f points", plural(same, "point"), 100*unnoticed)
	}
	_, _ = io.WriteString(w, b.String())
}
