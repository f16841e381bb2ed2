package conflicts

import (
	"strings"
	"time"

	"gorgon/conflicts/event"
	"gorgon/conflicts/record"
)

// Schema is the version of the JSON form. It changes when a field is taken
// away or means something else.
const Schema = 1

// Report is what a recording means. Durations are in seconds.
type Report struct {
	Schema  int      `json:"schema"`
	Program string   `json:"program"`
	Args    []string `json:"args,omitempty"`
	Version string   `json:"gorgon"`
	Cores   int      `json:"cores"`
	Threads int      `json:"threads"`
	Wall    float64  `json:"wall"`
	Filter  string   `json:"filter,omitempty"`

	Times          Times   `json:"times"`
	Commits        int64   `json:"commits"`
	Conflicts      int64   `json:"conflicts"`
	Longest        float64 `json:"longest_transaction"`
	EffectiveCores float64 `json:"effective_cores"`

	Points []*Point `json:"points"`
	Blocks []Block  `json:"blocks"`
	// Advice is about the run as a whole.
	Advice []Advice `json:"advice,omitempty"`
	// Caveats say what the recording does not know.
	Caveats  []string `json:"caveats,omitempty"`
	Timeline Timeline `json:"timeline"`
	// Matrix has for pairs of threads what one lost to the other.
	Matrix []Pair `json:"matrix,omitempty"`

	log     *record.Log
	names   fileNames
	filter  Filter
	named   map[int32]string
	samples map[sampleKey]*record.Cell
}

// Times is where the threads' time went.
type Times struct {
	Useful     float64 `json:"useful"`
	Aborted    float64 `json:"aborted"`
	Paused     float64 `json:"paused"`
	Collecting float64 `json:"gc"`
	Idle       float64 `json:"idle"`
}

// Total is the time of all threads.
func (t *Times) Total() float64 { return t.Useful + t.Aborted + t.Paused + t.Collecting + t.Idle }

// Busy is the time that the threads would have used if they could.
func (t *Times) Busy() float64 { return t.Total() - t.Idle }

// add adds a part of a slice.
func (t *Times) add(s *record.Slice, part float64) {
	t.Useful += part * seconds(s.Useful)
	t.Aborted += part * seconds(s.Aborted)
	t.Paused += part * seconds(s.Paused)
	t.Collecting += part * seconds(s.Collecting)
	t.Idle += part * seconds(s.Idle)
}

// clamp takes the small mistakes away that are left where an account was cut.
func (t *Times) clamp() {
	for _, p := range []*float64{&t.Useful, &t.Aborted, &t.Paused, &t.Collecting, &t.Idle} {
		*p = max(*p, 0)
	}
}

// Place is a source line.
type Place struct {
	File     string `json:"file"` // whole path
	Line     int    `json:"line"`
	Function string `json:"function"`
	Text     string `json:"text,omitempty"`
	Ours     bool   `json:"runtime,omitempty"`

	short  string
	op     string
	name   string
	update bool
}

// Known says whether the place was recorded.
func (p *Place) Known() bool { return p.Line != 0 }

func (p Place) String() string {
	if !p.Known() {
		return "?"
	}
	return p.Short() + " " + p.Function
}

// Short is the place without its function.
func (p *Place) Short() string {
	if !p.Known() {
		return "?"
	}
	return p.short + ":" + itoa(p.Line)
}

// Share is a part of something that is counted.
type Share struct {
	Name  string  `json:"name"`
	Count int64   `json:"count"`
	Part  float64 `json:"part"` // of all: 0 to 1
}

// Point is a pair of places where threads collide: one loses time, the other
// is why.
type Point struct {
	ID      string  `json:"id"`
	Kind    string  `json:"kind"` // the most frequent one
	Lost    float64 `json:"lost"`
	Part    float64 `json:"part"` // of all that was lost
	Aborted float64 `json:"aborted"`
	Paused  float64 `json:"paused"`
	Events  int64   `json:"events"`
	Aborts  int64   `json:"aborts"`
	Longest float64 `json:"longest"`
	// Gain bounds the speed-up that the point's disappearance would bring, as if
	// its time turned into useful work at once.
	Gain float64 `json:"gain_at_most"`

	Object string  `json:"object"`
	Keys   []Share `json:"objects"` // by frequency
	Many   bool    `json:"several_objects,omitempty"`
	Kinds  []Share `json:"kinds"`

	Loses       Place   `json:"loses"`
	Causes      Place   `json:"causes"`
	LosesStack  []Place `json:"loses_stack,omitempty"`
	CausesStack []Place `json:"causes_stack,omitempty"`
	// Noticed is how many of the aborts have no place of their read: Loses is
	// then where the thread noticed.
	Noticed int64   `json:"noticed_only,omitempty"`
	Born    Place   `json:"made_at,omitzero"`
	BornAll []Place `json:"made_stack,omitempty"`

	Threads []Share `json:"threads"`
	Blocks  []Share `json:"blocks,omitempty"`
	Why     []Share `json:"irrevocable_because,omitempty"`
	// Reads and Writes are how much a transaction had touched, on average.
	Reads  float64 `json:"reads"`
	Writes float64 `json:"writes"`
	// Runtime says that the place is inside of the runtime: the point is ours.
	Runtime bool      `json:"runtime,omitempty"`
	Advice  []Advice  `json:"advice,omitempty"`
	Line    []float64 `json:"timeline"` // lost seconds by slot of the time line

	class    class
	subjects map[event.Subject]int64
	byThread map[int32]map[string]int64 // names of items that each thread lost on
	causers  map[int32]int64
	via      Place // innermost place, if that is in the runtime's library
	queue    bool  // the library's queue is on the stack
}

// class is what can be one point: kinds of conflicts about data are one.
type class uint8

const (
	data class = iota
	irrevocable
	kept // for a transaction that has lost too often
	lock
)

func classOf(k event.Kind) class {
	switch k {
	case event.Irrevocable:
		return irrevocable
	case event.Kept:
		return kept
	case event.Lock:
		return lock
	}
	return data
}

// Block is a kind of transaction.
type Block struct {
	Name    string  `json:"name"`
	Commits uint64  `json:"commits"`
	Aborts  uint64  `json:"conflicts"`
	Ratio   float64 `json:"ratio"`
	P50     float64 `json:"p50"` // seconds
	P99     float64 `json:"p99"`
	Reads   float64 `json:"reads"`
	Writes  float64 `json:"writes"`
}

// Pair is what one thread lost to another.
type Pair struct {
	Loses  string  `json:"loses"`
	Causes string  `json:"causes"`
	Lost   float64 `json:"lost"`
	Events int64   `json:"events"`
}

// TimelineSlots is how many pieces the time line has.
const TimelineSlots = 48

// Timeline is where each thread's time went, in equal pieces of the run.
type Timeline struct {
	Slot    float64          `json:"slot"` // seconds
	Threads []ThreadTimeline `json:"threads"`
}

// ThreadTimeline is one thread's part of it.
type ThreadTimeline struct {
	Name  string               `json:"name"`
	Total Times                `json:"total"`
	Slots [TimelineSlots]Times `json:"slots"`
}

// Filter selects a part of a recording.
type Filter struct {
	Thread string        // number or name; "" for all
	Since  time.Duration // of the run
	Only   string        // part of the path of a file that one of the places is in
	Sort   string        // lost, aborted, paused, events
}

func (f *Filter) String() string {
	var parts []string
	if f.Thread != "" {
		parts = append(parts, "thread "+f.Thread)
	}
	if f.Since > 0 {
		parts = append(parts, "since "+f.Since.String())
	}
	if f.Only != "" {
		parts = append(parts, "only "+f.Only)
	}
	return strings.Join(parts, ", ")
}

func seconds(ns int64) float64 { return float64(ns) / 1e9 }
