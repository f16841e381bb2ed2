package jit

import (
	"strings"
	"time"

	"gorgon/gc"
	"gorgon/jit/amd64"
	"gorgon/jit/ir"
	"gorgon/jit/journal"
	"gorgon/vm/bytecode"
	"gorgon/vm/frame"
)

// walk is what the journal is told of a recording: which instructions it went
// through, and how long each stage took. The zero walk of a process without a
// journal notes nothing.
type walk struct {
	began, recorded, optimised time.Time
	source                     *ir.Trace // as recorded
	steps                      []walked
	codes                      []*frame.Code
}

// walked is an instruction that a recording went through: what it emitted
// begins at ref.
type walked struct {
	ref  ir.Ref
	pc   uintptr
	code *frame.Code
}

// walks notes the instruction that is recorded next, or the first one, with
// which nothing may be recorded at all.
func (c *recording) walks(pc, base uintptr) {
	if c.e.Journal == nil {
		return
	}
	w := &c.walk
	if w.began.IsZero() {
		w.began = time.Now()
	}
	code := frame.At(uintptr(gc.Load64(base - codePtr)))
	w.steps = append(w.steps, walked{ir.Ref(len(c.r.Trace.Ins)), pc, code})
	for _, known := range w.codes {
		if known == code {
			return
		}
	}
	w.codes = append(w.codes, code)
}

// place is the instruction at pc, of the codes that the recording went through.
func (w *walk) place(e *Engine, pc uintptr) journal.Place {
	for _, c := range w.codes {
		if n := c.Word(pc); pc >= c.Entry && n < len(c.Words) {
			return journal.Place{Code: e.codeNumber(c), Word: n}
		}
	}
	return journal.Nowhere
}

// codeNumber is the journal's number of a code.
func (e *Engine) codeNumber(c *frame.Code) int {
	return e.Journal.Code(c.Addr(), func() *journal.Code {
		code := &journal.Code{File: c.Filename, Name: c.QualName, Line: c.FirstLine}
		lines := bytecode.Lines(c.Code)
		for at := 0; at < len(c.Code.Words); at += bytecode.OpOf(c.Code.Words[at]).Size() {
			p := c.PositionAt(at)
			w := &journal.Word{At: at, Text: lines[at], Line: int(p.Line), Col: int(p.Col)}
			if p.EndLine == p.Line {
				w.End = int(p.EndCol)
			}
			code.Words = append(code.Words, w)
		}
		return code
	})
}

// enterInJournal notes a trace that has been made; from is where it begins if
// it is a side trace.
func (e *Engine) enterInJournal(t *Trace, from *leaving, w *walk) {
	if e.Journal == nil {
		return
	}
	now := time.Now()
	out := &journal.Trace{
		Number: t.Number, Kind: "loop", Transactional: t.Transactional, Passed: t.passed, Place: journal.Nowhere,
		Recording: w.recorded.Sub(w.began).Nanoseconds(), Optimising: w.optimised.Sub(w.recorded).Nanoseconds(), Assembling: now.Sub(w.optimised).Nanoseconds(),
		Recorded: w.recordedLines(e), Optimised: w.lines(e, t.Trace),
	}
	if len(w.steps) > 0 {
		out.Place = w.place(e, w.steps[0].pc)
	}
	switch {
	case from != nil:
		out.Kind, out.Parent, out.Exit = "side", from.trace.Number, int(from.ins)
	case t.Head.entry:
		out.Kind = "function"
	}
	if code, ok := t.code.(*amd64.Code); ok {
		out.Size = code.Size
		for _, l := range code.Lines() {
			out.Machine = append(out.Machine, journal.Asm{At: l.At, Ins: int(l.Ins), Text: l.Text, Cold: l.Cold})
		}
	}
	e.Journal.Add(out)
	e.mu.Lock()
	e.journaled = append(e.journaled, t)
	e.mu.Unlock()
}

// recordedLines is the trace as recorded: the recorder knows what each of its
// instructions is for.
func (w *walk) recordedLines(e *Engine) (lines []journal.Ins) {
	next := 0
	at := journal.Nowhere
	snap := snapshots(w.source)
	for i := 1; i < len(w.source.Ins); i++ {
		for ; next < len(w.steps) && w.steps[next].ref <= ir.Ref(i); next++ {
			s := w.steps[next]
			at = journal.Place{Code: e.codeNumber(s.code), Word: s.code.Word(s.pc)}
		}
		lines = append(lines, line(w.source, ir.Ref(i), at, snap))
	}
	return lines
}

// lines is an optimised trace: an instruction belongs where the next one with a
// snapshot does.
func (w *walk) lines(e *Engine, t *ir.Trace) []journal.Ins {
	lines := make([]journal.Ins, len(t.Ins)-1)
	at := journal.Nowhere
	snap := snapshots(t)
	for i := 1; i < len(t.Ins); i++ {
		lines[i-1] = line(t, ir.Ref(i), at, snap)
	}
	for i := len(t.Ins) - 1; i > 0; i-- {
		switch ins := &t.Ins[i]; {
		case ir.Table[ins.Op].Flags&ir.Snap != 0:
			at = w.place(e, uintptr(t.Snaps[ins.Snap].PC))
		case ins.Op == ir.LOOP || ins.Op == ir.PHI || ins.Op == ir.JLOOP:
			at = journal.Nowhere
		}
		lines[i-1].Place = at
	}
	return lines
}

// snapshots returns the text of a snapshot where it is first used.
func snapshots(t *ir.Trace) func(n int32) string {
	shown := map[int32]bool{}
	return func(n int32) string {
		if shown[n] {
			return ""
		}
		shown[n] = true
		return t.SnapLine(n)
	}
}

func line(t *ir.Trace, r ir.Ref, at journal.Place, snap func(int32) string) journal.Ins {
	ins := &t.Ins[r]
	flags := ir.Table[ins.Op].Flags
	l := journal.Ins{Ref: int(r), Text: t.Line(r), Place: at, Barrier: flags&ir.Barrier != 0 || ins.Op == ir.TXLOG}
	if flags&ir.Snap != 0 {
		l.Snap = snap(ins.Snap)
	}
	return l
}

// failInJournal notes a recording that made no trace.
func (c *recording) failInJournal(op bytecode.Op, why string) {
	if j := c.e.Journal; j != nil {
		at := journal.Nowhere
		if n := len(c.walk.steps); n > 0 {
			at = c.walk.place(c.e, c.walk.steps[n-1].pc)
		}
		j.Fail(journal.Failure{Place: at, Op: strings.ToLower(op.Name()), Why: why, Side: c.side})
	}
}

// CompleteJournal gives the journal what the counters say now.
func (e *Engine) CompleteJournal() error {
	e.mu.Lock()
	traces := e.journaled
	e.mu.Unlock()
	e.counts.mu.Lock()
	exits := map[*Trace][]journal.Exit{}
	for p, n := range e.counts.left {
		x := journal.Exit{Ins: int(p.ins), Count: uint64(n)}
		if side := p.trace.exit(p.ins).side.Load(); side != nil {
			x.Side = side.Number
		}
		exits[p.trace] = append(exits[p.trace], x)
	}
	for p, n := range e.counts.steps {
		exits[p.trace] = append(exits[p.trace], journal.Exit{Ins: int(p.ins), Count: uint64(n), Step: true})
	}
	entered := map[*Trace]int{}
	for t, n := range e.counts.entered {
		entered[t] = n
	}
	e.counts.mu.Unlock()
	var runs []journal.Run
	for _, t := range traces {
		r := journal.Run{Number: t.Number, Entered: uint64(entered[t]), Exits: exits[t]}
		if code, ok := t.code.(*amd64.Code); ok {
			r.Entered, r.Rounds = code.Runs.Entered, code.Runs.Rounds
		}
		runs = append(runs, r)
	}
	return e.Journal.Finish(runs)
}
