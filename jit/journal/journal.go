package journal

import (
	"bufio"
	"encoding/json"
	"io"
	"sync"
	"time"
)

// Journal is what is known of all traces of a process.
type Journal struct {
	mu    sync.Mutex
	began time.Time
	out   *bufio.Writer // nil: there is no log
	err   error         // the first of writing it
	codes map[uintptr]int

	// None of the three is nil: scripts want lists, not null.
	Codes    []*Code
	Traces   []*Trace
	Failures []*Failure
}

// Code is a function or module that traces go through.
type Code struct {
	ID    int     `json:"id"`
	File  string  `json:"file"`
	Name  string  `json:"name"`
	Line  int     `json:"line"`
	Words []*Word `json:"words"`
}

// Word is an instruction of bytecode.
type Word struct {
	At   int    `json:"at"` // its word number
	Text string `json:"text"`
	Line int    `json:"line"`
	Col  int    `json:"col"`
	End  int    `json:"end"` // column, 0 if on another line
}

// Place is an instruction of a code; Code -1 is none.
type Place struct {
	Code int `json:"code"`
	Word int `json:"word"`
}

// Nowhere is no place.
var Nowhere = Place{-1, 0}

// Trace is a trace and what became of it. Sizes are in bytes, times in
// nanoseconds.
type Trace struct {
	Number        int    `json:"number"`
	Kind          string `json:"kind"` // loop, function or side
	Place         Place  `json:"place"`
	Parent        int    `json:"parent,omitempty"` // the trace that a side trace begins in
	Exit          int    `json:"exit,omitempty"`   // and the instruction of it
	Transactional bool   `json:"transactional"`
	Passed        int64  `json:"passed"` // bytecode instructions for each safepoint of a round
	Born          int64  `json:"born"`
	Recording     int64  `json:"recording"`
	Optimising    int64  `json:"optimising"`
	Assembling    int64  `json:"assembling"`
	Size          int    `json:"size"`
	Recorded      []Ins  `json:"recorded"`
	Optimised     []Ins  `json:"optimised"`
	Machine       []Asm  `json:"machine"`
	// What follows is known at the end only.
	Entered uint64 `json:"entered"`
	Rounds  uint64 `json:"rounds"`
	Exits   []Exit `json:"exits"`
}

// Ins is an instruction of the intermediate representation.
type Ins struct {
	Ref   int    `json:"ref"`
	Text  string `json:"text"`
	Snap  string `json:"snap,omitempty"`
	Place Place  `json:"place"`
	// Barrier says that the instruction is part of the transaction's.
	Barrier bool `json:"barrier,omitempty"`
}

// Asm is an instruction of machine code.
type Asm struct {
	At   int    `json:"at"`
	Ins  int    `json:"ins"`
	Text string `json:"text"`
	Cold bool   `json:"cold,omitempty"`
}

// Exit is how often a trace was left by an instruction, or stopped there for
// the interpreter (Step). One that has a side trace is not counted any more:
// Side is its number, and its Entered the rest of the count.
type Exit struct {
	Ins   int    `json:"ins"`
	Count uint64 `json:"count"`
	Step  bool   `json:"step,omitempty"`
	Side  int    `json:"side,omitempty"`
}

// Failure is a recording that made no trace, and how often that happened.
type Failure struct {
	Place Place  `json:"place"`
	Op    string `json:"op"`
	Why   string `json:"why"`
	Side  bool   `json:"side"`
	Count int    `json:"count"`
}

// New returns a journal; what becomes known is also written to log if that is
// not nil.
func New(log io.Writer) *Journal {
	j := &Journal{began: time.Now(), codes: map[uintptr]int{}, Codes: []*Code{}, Traces: []*Trace{}, Failures: []*Failure{}}
	if log != nil {
		j.out = bufio.NewWriter(log)
	}
	return j
}

// Code returns the number of the code that key stands for, which make describes
// the first time.
func (j *Journal) Code(key uintptr, make func() *Code) int {
	j.mu.Lock()
	defer j.mu.Unlock()
	if n, ok := j.codes[key]; ok {
		return n
	}
	c := make()
	c.ID = len(j.Codes)
	j.codes[key] = c.ID
	j.Codes = append(j.Codes, c)
	j.write("code", c)
	return c.ID
}

// Add notes a new trace.
func (j *Journal) Add(t *Trace) {
	j.mu.Lock()
	defer j.mu.Unlock()
	t.Born = time.Since(j.began).Nanoseconds()
	// Scripts want lists, not null.
	t.Recorded, t.Optimised, t.Machine, t.Exits = append([]Ins{}, t.Recorded...), append([]Ins{}, t.Optimised...), append([]Asm{}, t.Machine...), []Exit{}
	j.Traces = append(j.Traces, t)
	j.write("trace", t)
}

// Fail notes a recording that made no trace.
func (j *Journal) Fail(f Failure) {
	j.mu.Lock()
	defer j.mu.Unlock()
	f.Count = 1
	for _, old := range j.Failures {
		same := *old
		if same.Count = 1; same == f {
			old.Count++
			return
		}
	}
	j.Failures = append(j.Failures, &f)
	j.write("failure", &f)
}

// Run is what the counters say of a trace.
type Run struct {
	Number  int    `json:"number"`
	Entered uint64 `json:"entered"`
	Rounds  uint64 `json:"rounds"`
	Exits   []Exit `json:"exits"`
}

// Finish takes the counters of all traces at the end and completes the log.
func (j *Journal) Finish(runs []Run) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	traces := map[int]*Trace{}
	for _, t := range j.Traces {
		traces[t.Number] = t
	}
	for _, r := range runs {
		if t := traces[r.Number]; t != nil {
			t.Entered, t.Rounds, t.Exits = r.Entered, r.Rounds, append([]Exit{}, r.Exits...)
		}
		j.write("run", r)
	}
	for _, f := range j.Failures {
		if f.Count > 1 {
			j.write("failure", f)
		}
	}
	if j.out != nil && j.err == nil {
		j.err = j.out.Flush()
	}
	return j.err
}

// write appends a line to the log: an object whose only key says what it is.
func (j *Journal) write(kind string, what any) {
	if j.out == nil || j.err != nil {
		return
	}
	line, err := json.Marshal(map[string]any{kind: what})
	if err == nil {
		j.out.Write(append(line, '\n'))
		err = j.out.Flush() // a program that is killed leaves a log to read
	}
	j.err = err
}
