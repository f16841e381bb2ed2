package jit

import (
	"fmt"
	"path/filepath"
	"sort"
	"strings"
	"sync"

	"gorgon/gc"
	"gorgon/jit/ir"
	"gorgon/vm/bytecode"
	"gorgon/vm/frame"
)

// counts is what -X dump=counts prints at the end: where traces are left, what
// they leave to the interpreter, and what made no trace.
type counts struct {
	mu       sync.Mutex
	entered  map[*Trace]int
	left     map[place]int
	steps    map[place]int
	calls    map[place]int // of helpers, by their calls in Go
	recorded map[string]int
}

// place is an instruction of a trace.
type place struct {
	trace *Trace
	ins   ir.Ref
	op    string
}

func newCounts() *counts {
	return &counts{entered: map[*Trace]int{}, left: map[place]int{}, steps: map[place]int{}, calls: map[place]int{}, recorded: map[string]int{}}
}

// at is the place of an instruction, with the Python instruction it belongs to.
func (tr *Trace) at(ins ir.Ref) place {
	p := place{tr, ins, ""}
	if s := tr.Ins[ins].Snap; int(s) < len(tr.Snaps) {
		op := bytecode.OpOf(gc.Load64(uintptr(tr.Snaps[s].PC)))
		if p.op = op.Name(); op == opTraced {
			p.op = "back-edge"
		}
	}
	return p
}

// line names the place in the program.
func (p place) line() string {
	if s := p.trace.Ins[p.ins].Snap; int(s) < len(p.trace.Snaps) {
		pc := uintptr(p.trace.Snaps[s].PC)
		if c := frame.Holding(pc); c != nil {
			return fmt.Sprintf(" %s:%d", filepath.Base(c.Filename), c.PositionAt(c.Word(pc)).Line)
		}
	}
	return ""
}

// enter, leave, step, call and giveUp count; c may be nil.
func (c *counts) enter(tr *Trace) {
	if c != nil {
		add(c, c.entered, tr)
	}
}

func (c *counts) leave(tr *Trace, ins ir.Ref) {
	if c != nil {
		add(c, c.left, tr.at(ins))
	}
}

func (c *counts) step(tr *Trace, ins ir.Ref) {
	if c != nil {
		add(c, c.steps, tr.at(ins))
	}
}

func (c *counts) call(tr *Trace, ins ir.Ref) {
	if c != nil {
		add(c, c.calls, tr.at(ins))
	}
}

func (c *counts) giveUp(op bytecode.Op, why string, side bool) {
	if c != nil {
		add(c, c.recorded, fmt.Sprintf("%s: %s (side=%v)", op.Name(), why, side))
	}
}

func add[K comparable](c *counts, m map[K]int, key K) {
	c.mu.Lock()
	m[key]++
	c.mu.Unlock()
}

// Counts returns the report, the highest first.
func (e *Engine) Counts() string {
	c := e.counts
	if c == nil {
		return ""
	}
	var b strings.Builder
	lines := func(title string, m map[string]int) {
		var keys []string
		for k := range m {
			keys = append(keys, k)
		}
		sort.Slice(keys, func(i, j int) bool { return m[keys[i]] > m[keys[j]] || m[keys[i]] == m[keys[j]] && keys[i] < keys[j] })
		fmt.Fprintf(&b, "%s:\n", title)
		for _, k := range keys[:min(len(keys), 25)] {
			fmt.Fprintf(&b, "%12d  %s\n", m[k], k)
		}
	}
	named := func(m map[place]int) map[string]int {
		out := map[string]int{}
		for p, n := range m {
			out[fmt.Sprintf("trace %d: %s (%s)%s", p.trace.Number, p.trace.Line(p.ins), p.op, p.line())] += n
		}
		return out
	}
	entered := map[string]int{}
	for tr, k := range c.entered {
		entered[fmt.Sprintf("trace %d: %d instructions", tr.Number, len(tr.Ins))] = k
	}
	lines("recordings", c.recorded)
	lines("entered", entered)
	lines("left", named(c.left))
	lines("steps", named(c.steps))
	lines("calls", named(c.calls))
	return b.String()
}
