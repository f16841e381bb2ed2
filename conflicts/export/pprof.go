package export

import (
	"io"
	"path"
	"strings"

	"github.com/google/pprof/profile"

	"gorgon/conflicts"
)

// Pprof writes a gzipped profile: what was lost by the stacks that lost it, with
// the kind, the object, the thread and the place that caused it as labels.
func Pprof(w io.Writer, r *conflicts.Report) error {
	b := &profiler{p: &profile.Profile{
		SampleType: []*profile.ValueType{{Type: "conflicts", Unit: "count"}, {Type: "aborted", Unit: "nanoseconds"},
			{Type: "paused", Unit: "nanoseconds"}, {Type: "lost", Unit: "nanoseconds"}},
		DefaultSampleType: "lost",
		DurationNanos:     int64(r.Wall * 1e9),
		Comments:          []string{"conflicts of " + r.Program + ", gorgon " + r.Version},
	}, functions: map[[2]string]*profile.Function{}, locations: map[conflicts.Place]*profile.Location{}}
	for _, s := range r.Samples() {
		sample := &profile.Sample{Value: []int64{s.Count, s.Aborted, s.Paused, s.Aborted + s.Paused},
			Label: map[string][]string{"kind": {s.Kind}, "object": {s.Object}, "other": {s.Cause}, "thread": {s.Thread}}}
		for _, p := range s.Stack {
			sample.Location = append(sample.Location, b.location(p))
		}
		if len(s.Stack) == 0 {
			sample.Location = append(sample.Location, b.location(conflicts.Place{Function: "(runtime)"}))
		}
		b.p.Sample = append(b.p.Sample, sample)
	}
	if err := b.p.CheckValid(); err != nil {
		return err
	}
	return b.p.Write(w)
}

type profiler struct {
	p         *profile.Profile
	functions map[[2]string]*profile.Function
	locations map[conflicts.Place]*profile.Location
}

func (b *profiler) location(p conflicts.Place) *profile.Location {
	if l := b.locations[p]; l != nil {
		return l
	}
	l := &profile.Location{ID: uint64(len(b.p.Location) + 1), Line: []profile.Line{{Function: b.function(p), Line: int64(p.Line)}}}
	b.locations[p] = l
	b.p.Location = append(b.p.Location, l)
	return l
}

// function names a function by its module too: pprof shows a bare <module> as
// unknown.
func (b *profiler) function(p conflicts.Place) *profile.Function {
	name := p.Function
	if p.File != "" {
		name = strings.TrimSuffix(path.Base(p.File), ".py") + "." + name
	}
	k := [2]string{p.File, name}
	f := b.functions[k]
	if f == nil {
		f = &profile.Function{ID: uint64(len(b.p.Function) + 1), Name: name, SystemName: name, Filename: p.File}
		b.functions[k] = f
		b.p.Function = append(b.p.Function, f)
	}
	return f
}
