package record

import (
	"fmt"
	"time"

	"gorgon/conflicts/event"
)

// Log is a recording. The number 0 of a place, stack or subject is the unknown
// one, and the slices have an entry for it.
type Log struct {
	Meta      Meta
	Places    []Place
	Stacks    [][]uint32 // places, the innermost first
	Subjects  []event.Subject
	Intervals []Interval
	Events    []Event // of traces all, else the longest of each interval
	Blocks    []Block
	Threads   []Thread
	Sources   map[string]string // text of the files that places are in
	End       *End              // nil: the recording did not end in order
	Damage    *Damage           // nil: all of the file was read
	Size      int64             // of the file

	threadIndex map[int32]int // in Threads
}

// Meta is what is known from the start.
type Meta struct {
	Program, Version string
	Args             []string
	Cores            int
	Started          time.Time
	Trace            bool // Events has all
	Births           bool // where objects were made was recorded
}

// Place is a place in source code.
type Place struct {
	File, Function string
	Line           int
	// Op is what the instruction there does: load, store, delete, call, iterate,
	// test, or "". Name is the attribute or variable.
	Op, Name string
	// Update says that the line reads what it stores, and calculates: x += 1.
	Update bool
	// Ours says that the place is in the runtime's own library.
	Ours bool
}

func (p *Place) String() string {
	if p.Line == 0 {
		return "?"
	}
	return fmt.Sprintf("%s:%d %s", p.File, p.Line, p.Function)
}

// Key tells cells apart.
type Key struct {
	Site, Read, Cause   uint32 // stacks
	Born                uint32 // stack
	Subject, Why        uint32
	Block               uint32 // index
	Thread, CauseThread int32
	Kind                event.Kind
}

// Cell is what happened in one way to one thread, in one interval.
type Cell struct {
	Key
	Aborts, Waits   uint64
	Aborted, Paused int64 // nanoseconds
	Longest         int64 // of the conflicts
	Reads, Writes   uint64
	Objects         uint64 // bitmap of hashed addresses
}

// Interval is a piece of the run. Times are since the start of the process.
type Interval struct {
	From, To int64
	Threads  []Slice
	Cells    []Cell
}

// Slice is where one thread's time went in an interval. A part may be negative:
// it corrects what an earlier interval had taken for granted.
type Slice struct {
	Thread                                    int32
	Useful, Aborted, Paused, Collecting, Idle int64
	Commits, Aborts                           int64
}

// Event is one conflict.
type Event struct {
	Key
	When, Lost, Backoff int64
	Object              uint64
	Aborted             bool
}

// Block is a kind of transaction, all threads together.
type Block struct {
	Name, Site                     uint32
	Commits, Aborts, Reads, Writes uint64
	Durations                      [event.Buckets]uint64
}

// Thread is one thread of the program.
type Thread struct {
	ID   int32
	Name string
	Born int64
}

// End is what is known when the program is over.
type End struct {
	Wall, Longest            int64
	Threads                  int
	Dropped                  uint64 // records for which a ring had no room
	DroppedLost              int64
	LostStacks, LostSubjects uint64 // too many different ones
	Joined                   uint64 // records whose object was forgotten
	Unwritten                bool   // the file was full before the end
	CollectorRun             int64  // nanoseconds that the collector was at work
}

// Damage is why a file was not read to its end.
type Damage struct {
	Offset int64
	What   string
}

func (d *Damage) String() string { return fmt.Sprintf("at offset %d: %s", d.Offset, d.What) }

// newLog makes a log that knows nothing.
func newLog() *Log {
	return &Log{Places: []Place{{}}, Stacks: [][]uint32{nil}, Subjects: []event.Subject{{}}, Blocks: []Block{{}}, Sources: map[string]string{}, threadIndex: map[int32]int{}}
}

// Top returns the innermost place of a stack.
func (l *Log) Top(stack uint32) *Place {
	if s := l.Stacks[stack]; len(s) > 0 {
		return &l.Places[s[0]]
	}
	return &l.Places[0]
}

// Wall is how long the recording lasted, in nanoseconds.
func (l *Log) Wall() int64 {
	if l.End != nil {
		return l.End.Wall
	}
	if n := len(l.Intervals); n > 0 {
		return l.Intervals[n-1].To
	}
	return 0
}
