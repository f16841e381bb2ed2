package conflicts

import (
	"cmp"
	"slices"
	"strings"

	"gorgon/conflicts/record"
)

// Sample is what was lost with one stack, for profiles.
type Sample struct {
	Stack                       []Place // the innermost first
	Kind, Object, Cause, Thread string
	Count, Aborted, Paused      int64 // nanoseconds
}

type sampleKey struct {
	stack, cause, subject uint32
	kind                  uint8
	thread                int32
}

// addSample adds a cell that has passed the filter.
func (a *analysis) addSample(c *record.Cell, stack uint32) {
	subject := c.Subject
	if subject == 0 {
		subject = c.Why
	}
	k := sampleKey{stack, c.Cause, subject, uint8(c.Kind), c.Thread}
	s := a.samples[k]
	if s == nil {
		s = &record.Cell{Key: c.Key}
		s.Site, s.Subject = stack, subject
		a.samples[k] = s
	}
	s.Aborts += c.Aborts + c.Waits
	s.Aborted += c.Aborted
	s.Paused += c.Paused
}

// Samples returns what was lost by stack, the most first.
func (r *Report) Samples() []Sample {
	a := &analysis{Report: r}
	all := make([]Sample, 0, len(r.samples))
	for _, c := range r.samples {
		cause, _ := a.user(c.Cause)
		all = append(all, Sample{Stack: a.stack(c.Site), Kind: c.Kind.String(), Object: a.log.Subjects[c.Subject].String(), Cause: cause.String(),
			Thread: r.threadName(c.Thread), Count: int64(c.Aborts), Aborted: c.Aborted, Paused: c.Paused})
	}
	slices.SortFunc(all, func(x, y Sample) int {
		return cmp.Or(cmp.Compare(y.Aborted+y.Paused, x.Aborted+x.Paused), cmp.Compare(y.Count, x.Count), cmp.Compare(x.Kind, y.Kind),
			cmp.Compare(x.Object, y.Object), cmp.Compare(x.Thread, y.Thread), cmp.Compare(x.Cause, y.Cause))
	})
	return all
}

// Event is one conflict, for time lines. Times are seconds since the start of
// the process.
type Event struct {
	Thread, CauseThread int32
	Kind, Object        string
	Loses, Causes       Place
	At, Lost, Backoff   float64
	Aborted             bool
}

// Events returns the conflicts that were kept one by one, in the order of time.
func (r *Report) Events() []Event {
	a := &analysis{Report: r}
	var all []Event
	for i := range r.log.Events {
		e := &r.log.Events[i]
		if !r.wants(e.Thread) || e.When < int64(r.filter.Since) {
			continue
		}
		_, loses, _, causes, ok := a.sides(&e.Key)
		if !ok {
			continue
		}
		all = append(all, Event{e.Thread, e.CauseThread, e.Kind.String(), r.log.Subjects[e.Subject].String(), loses, causes,
			seconds(e.When), seconds(e.Lost), seconds(e.Backoff), e.Aborted})
	}
	slices.SortStableFunc(all, func(x, y Event) int { return cmp.Compare(x.At, y.At) })
	return all
}

// Interval is where the threads' time went in a piece of the run.
type Interval struct {
	From, To float64
	Threads  map[int32]Times
}

// Intervals returns the pieces of the recording that the filter selects.
func (r *Report) Intervals() []Interval {
	var all []Interval
	for i := range r.log.Intervals {
		v := &r.log.Intervals[i]
		if v.To <= int64(r.filter.Since) {
			continue
		}
		out := Interval{seconds(v.From), seconds(v.To), map[int32]Times{}}
		for k := range v.Threads {
			if s := &v.Threads[k]; r.wants(s.Thread) {
				t := out.Threads[s.Thread]
				t.add(s, 1)
				t.clamp()
				out.Threads[s.Thread] = t
			}
		}
		all = append(all, out)
	}
	return all
}

// ThreadName is how a thread is called in the report.
func (r *Report) ThreadName(id int32) string { return r.threadName(id) }

// selects says whether the filter wants a pair of places.
func (r *Report) selects(loses, causes *Place) bool {
	only := r.filter.Only
	return only == "" || strings.Contains(loses.File, only) || strings.Contains(causes.File, only)
}

// LineCost is what a source line has to do with conflicts, in seconds.
type LineCost struct{ Loses, Causes float64 }

// Lines returns the costs of the lines of a file.
func (r *Report) Lines(file string) map[int]LineCost {
	all := map[int]LineCost{}
	for _, p := range r.Points {
		if p.Loses.File == file && p.Loses.Known() {
			c := all[p.Loses.Line]
			c.Loses += p.Lost
			all[p.Loses.Line] = c
		}
		if p.Causes.File == file && p.Causes.Known() {
			c := all[p.Causes.Line]
			c.Causes += p.Lost
			all[p.Causes.Line] = c
		}
	}
	return all
}
