package export

import (
	"cmp"
	"encoding/json"
	"io"
	"maps"
	"slices"

	"gorgon/conflicts"
)

// traceEvent is an entry of the Trace Event Format, which Perfetto and
// chrome://tracing read. Times are microseconds.
type traceEvent struct {
	Name  string         `json:"name"`
	Cat   string         `json:"cat,omitempty"`
	Phase string         `json:"ph"`
	TS    float64        `json:"ts"`
	Dur   *float64       `json:"dur,omitempty"`
	PID   int            `json:"pid"`
	TID   int            `json:"tid"`
	ID    int            `json:"id,omitempty"`
	Bind  string         `json:"bp,omitempty"`
	Args  map[string]any `json:"args,omitempty"`
}

// The tracks of a thread: slices of one track must not overlap.
const (
	trackAborted = iota
	trackPaused
	trackCauses
	tracks
)

var trackNames = [tracks]string{"aborted", "paused", "causes"}

const tracePID = 1

// Trace writes the conflicts that were kept one by one as slices, with flows
// from who caused them, and the threads' states as counters.
func Trace(w io.Writer, r *conflicts.Report) error {
	t := &tracer{r: r, named: map[int32]bool{}, last: map[int]float64{}}
	t.add(traceEvent{Name: "process_name", Phase: "M", PID: tracePID, Args: map[string]any{"name": r.Program}})
	for _, e := range r.Events() {
		t.conflict(&e)
	}
	for _, v := range r.Intervals() {
		t.states(&v)
	}
	slices.SortStableFunc(t.events, func(a, b traceEvent) int { return cmp.Compare(a.TS, b.TS) })
	out := struct {
		Events []traceEvent   `json:"traceEvents"`
		Unit   string         `json:"displayTimeUnit"`
		Other  map[string]any `json:"otherData"`
	}{t.events, "ms", map[string]any{"program": r.Program, "gorgon": r.Version, "threads": r.Threads}}
	return json.NewEncoder(w).Encode(out)
}

type tracer struct {
	r      *conflicts.Report
	events []traceEvent
	named  map[int32]bool
	last   map[int]float64 // end of the latest slice of a track
	flows  int
}

func (t *tracer) add(e traceEvent) { t.events = append(t.events, e) }

// track returns the number of a thread's track, and names all of them once.
func (t *tracer) track(thread int32, track int) int {
	first := int(thread) * tracks
	if !t.named[thread] {
		t.named[thread] = true
		for i, name := range trackNames {
			t.add(traceEvent{Name: "thread_name", Phase: "M", PID: tracePID, TID: first + i, Args: map[string]any{"name": t.r.ThreadName(thread) + " " + name}})
			t.add(traceEvent{Name: "thread_sort_index", Phase: "M", PID: tracePID, TID: first + i, Args: map[string]any{"sort_index": first + i}})
		}
	}
	return first + track
}

// slice adds a piece of a track; it begins no earlier than the one before ended.
func (t *tracer) slice(name, cat string, tid int, from, to float64, args map[string]any) {
	from = max(from, t.last[tid], 0)
	to = max(to, from)
	t.last[tid] = to
	d := (to - from) * 1e6
	t.add(traceEvent{Name: name, Cat: cat, Phase: "X", TS: from * 1e6, Dur: &d, PID: tracePID, TID: tid, Args: args})
}

// mark is the length of the slice that shows who caused a conflict.
const mark = 1e-6

func (t *tracer) conflict(e *conflicts.Event) {
	args := map[string]any{"kind": e.Kind, "object": e.Object, "loses": e.Loses.String(), "causes": e.Causes.String()}
	name := e.Object
	if name == "" {
		name = e.Kind
	}
	which, cat := trackPaused, "paused"
	if e.Aborted {
		which, cat = trackAborted, "aborted"
	}
	tid := t.track(e.Thread, which)
	t.slice(name, cat, tid, e.At-e.Lost, e.At, args)
	if e.Backoff > 0 {
		t.slice("after "+name, "paused", t.track(e.Thread, trackPaused), e.At, e.At+e.Backoff, args)
	}
	if e.CauseThread == 0 {
		return
	}
	from := t.track(e.CauseThread, trackCauses)
	at := max(e.At-e.Lost, t.last[from])
	t.slice(e.Causes.String(), "causes", from, at, at+mark, args)
	t.flows++
	t.add(traceEvent{Name: "conflict", Cat: "conflict", Phase: "s", TS: at * 1e6, PID: tracePID, TID: from, ID: t.flows})
	t.add(traceEvent{Name: "conflict", Cat: "conflict", Phase: "f", Bind: "e", TS: max(e.At, at) * 1e6, PID: tracePID, TID: tid, ID: t.flows})
}

// states adds counters: what part of an interval each thread spent how.
func (t *tracer) states(v *conflicts.Interval) {
	if v.To <= v.From {
		return
	}
	waiting := 0.0
	for _, id := range slices.Sorted(maps.Keys(v.Threads)) {
		s := v.Threads[id]
		waiting += s.Paused
		part := func(x float64) float64 { return 100 * x / (v.To - v.From) }
		t.add(traceEvent{Name: t.r.ThreadName(id) + " %", Phase: "C", TS: v.From * 1e6, PID: tracePID, TID: 0, Args: map[string]any{
			"useful": part(s.Useful), "aborted": part(s.Aborted), "paused": part(s.Paused), "gc": part(s.Collecting), "idle": part(s.Idle)}})
	}
	t.add(traceEvent{Name: "paused threads", Phase: "C", TS: v.From * 1e6, PID: tracePID, TID: 0, Args: map[string]any{"threads": waiting / (v.To - v.From)}})
}
