package jit

import (
	"errors"
	"fmt"
	"time"

	"gorgon/gc"
	"gorgon/jit/amd64"
	"gorgon/jit/ir"
	"gorgon/jit/opt"
	"gorgon/jit/record"
	"gorgon/scheduler"
	"gorgon/vm/bytecode"
	"gorgon/vm/frame"
)

// state is what the JIT keeps for each thread.
type state struct {
	recording *ir.Trace        // from the recorder's start until it is installed: its constants are roots
	recorder  *record.Recorder // of that trace, if there is one: what it will look at is a root, too
	unjudged  int              // entries that judge does not see, from now on
	hunt      int              // safepoints left until a back-edge must have come
	ends      int              // of transactions since the last hunt
	runs      activations
}

func stateOf(t *Thread) *state {
	s, _ := t.JIT.(*state)
	if s == nil {
		s = &state{}
		t.JIT = s
	}
	return s
}

// VisitThread visits what machine code of the thread keeps for itself.
func (e *Engine) VisitThread(t *Thread, visit func(gc.Value)) {
	if s, _ := t.JIT.(*state); s != nil {
		s.runs.visit(visit)
		if s.recording != nil {
			visitConstants(s.recording, visit)
		}
		if s.recorder != nil {
			s.recorder.VisitWalked(visit)
		}
	}
}

// maxHunt is how many calls in a row may be looked at to find the loop around
// a sample.
const maxHunt = 60

// rareHunt is how many ends of transactions pass between two that are samples: they
// come often, and say little of where the time goes.
const rareHunt = 32

// againTicks is when the next sample comes where one has met a loop for the first time.
const againTicks = 4_000

// Hot counts a sample. A call tells nothing of the loop around it: then the
// next safepoint is looked at, too.
func (e *Engine) Hot(t *Thread, pc, base uintptr, due bool) (uintptr, uintptr) {
	op := bytecode.OpOf(gc.Load64(pc))
	s := stateOf(t)
	if s.recording != nil {
		s.hunt = 0
		return pc, base
	}
	if tr := e.loopAt(t, pc, base); tr != nil {
		if s.hunt = 0; tr.Head.doubtful(e, tr) {
			return e.relearn(t, tr.Head, tr, base)
		}
		return pc, base
	}
	if op != opTraced && !isBackEdge(op) {
		if s.runs.stepping(t) { // the loop around it has a trace, which goes on
			return pc, base
		}
		if s.hunt == 0 {
			if s.ends++; !due && s.ends < rareHunt {
				return pc, base
			}
			s.ends, s.hunt = 0, maxHunt
		}
		if s.hunt--; s.hunt > 0 && t.Ticks > 0 {
			t.GlanceSoon()
		}
		if s.hunt == 0 && record.Calls(op) {
			return e.hotCall(t, pc, base)
		}
		return pc, base
	}
	s.hunt = 0
	h := e.makeHead(pc, base)
	if n := h.heat.Add(1); n < e.Threshold || h.failures.Load() >= maxFailures {
		if n < e.Threshold {
			t.SampleSoon(againTicks)
		}
		return pc, base
	}
	return e.recordLoop(t, h, base)
}

// hotCall runs the call at pc, far from any loop: recursion. What is entered
// begins a trace like a loop.
func (e *Engine) hotCall(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	npc, nbase := e.runOne(t, pc, base)
	if nbase <= base || t.Switch || e.in.Stopped(npc) || !entersAt(npc, nbase) {
		return npc, nbase
	}
	h := e.makeHead(npc, nbase)
	if h.heat.Add(1) < e.Threshold || h.failures.Load() >= maxFailures || h.traces[mode(t)].Load() != nil {
		return npc, nbase
	}
	return e.recordLoop(t, h, nbase)
}

// entersAt says whether pc is where the function of the frame at base begins.
func entersAt(pc, base uintptr) bool {
	c := frame.At(uintptr(gc.Load64(base - codePtr)))
	return pc == c.Entry && !c.Generic
}

// begin makes r what the thread records, until what it returns is called.
func (e *Engine) begin(t *Thread, r *record.Recorder) (end func()) {
	s := stateOf(t)
	s.recording, s.recorder = r.Trace, r
	return func() {
		s.recording, s.recorder = nil, nil
		r.Release(e.Plain) // else another trace has taken its place
	}
}

// recordLoop records one round of the loop at h while running it.
func (e *Engine) recordLoop(t *Thread, h *head, base uintptr) (uintptr, uintptr) {
	if !roomFor(t, base) || !h.busy.CompareAndSwap(false, true) {
		return h.pc, base
	}
	defer h.busy.Store(false)
	usual, pc, at := e.usualWay(t, h, base, minUsual)
	if pc != h.pc || at != base {
		return pc, at
	}
	return e.recordUsual(t, h, base, usual)
}

// recordUsual records a round of the loop at h, the usual way if that is not 0 and
// comes soon.
func (e *Engine) recordUsual(t *Thread, h *head, base uintptr, usual way) (uintptr, uintptr) {
	g, n := e.number(t)
	if n < 0 {
		return h.pc, base
	}
	pc, at := h.pc, base
	for try := 1; pc == h.pc && at == base; try++ {
		var again bool
		if pc, at, again = e.recordRound(t, h, base, g, n, usual, try == maxRecorded); !again {
			break
		}
	}
	return pc, at
}

// recordRound records one round of the loop at h as trace n of generation g. again:
// it went another way than usual, and is not the last try.
func (e *Engine) recordRound(t *Thread, h *head, base uintptr, g *generation, n int, usual way, last bool) (pc, at uintptr, again bool) {
	r := record.New(t, &e.in.Host, n, base)
	r.Polls = e.Polls
	defer e.begin(t, r)()
	poll := r.Poll(h.pc, base)
	c := &recording{e: e, t: t, r: r, head: h, number: n}
	pc, at = c.pass(h.pc, base)
	if c.done && usual != 0 && c.way != usual {
		if again = !c.linked && !last; again || h.traces[mode(t)].Load() != nil {
			return pc, at, again
		}
	}
	if c.done {
		ticks := max(r.Ticks, 1)
		r.SetTicks(poll, ticks)
		tr := &Trace{Trace: r.Trace, Head: h, gen: g, sites: r.Sites, codes: r.Codes, ticks: ticks, paid: ticks, passed: int64(r.Passed()) / ticks, way: c.way}
		if e.install(tr, nil, c) {
			e.keep(tr, func() {
				if old := h.traces[mode(t)].Swap(tr); old != nil && old.gen == g {
					e.run.replace(old, tr)
					h.sides.Store(0)
				}
				h.mark(e, true)
			})
			return pc, at, false
		}
	}
	if !c.waits || h.waits.Add(1) > maxWaits {
		h.failures.Add(1)
	}
	return pc, at, false
}

// recordSide records what follows an exit, which has just been taken.
func (e *Engine) recordSide(t *Thread, l leaving) (uintptr, uintptr) {
	if l.trace.Head.sides.Load() >= maxSides {
		l.exit.attempts.Store(maxSide + 1)
		return l.pc, l.base
	}
	if !roomFor(t, l.root) {
		return l.pc, l.base
	}
	g, n := e.number(t)
	if n < 0 || g != l.trace.gen {
		return l.pc, l.base
	}
	s, inherited := l.inherited()
	r := record.NewSide(t, &e.in.Host, n, l.root, l.base, s, inherited)
	r.Polls, r.StepFirst = e.Polls, e.failsAgain(&l)
	defer e.begin(t, r)()
	poll := r.Poll(l.pc, l.base)
	// In front of another loop that has a trace there is nothing to record. Its
	// own loop's head it may have left just because of what it would meet again.
	to := e.loopAt(t, l.pc, l.base)
	c := &recording{e: e, t: t, r: r, head: l.trace.Head, number: n, side: true,
		linkFirst: l.op == ir.EXIT || to != nil && to.Head != l.trace.Head}
	pc, base := c.pass(l.pc, l.base)
	if c.done {
		r.SetTicks(poll, r.Ticks-l.unused())
		tr := &Trace{Trace: r.Trace, Head: l.trace.Head, gen: g, sites: r.Sites, codes: r.Codes, paid: r.Ticks, start: l.pc}
		if e.install(tr, &l, c) {
			e.keep(tr, func() {
				if e.run.link(&l, tr) == nil {
					l.exit.side.Store(tr)
					tr.Head.sides.Add(1)
				}
			})
		}
	}
	return pc, base
}

// failsAgain says whether a side trace was left because of a number's type in the
// very call that it begins with. A helper may always leave the answer to the
// interpreter: then the next side trace would call it as much in vain, and so on up
// to the limit.
func (e *Engine) failsAgain(l *leaving) bool {
	return l.trace.start == l.pc && (l.op == ir.GINT || l.op == ir.GFLOAT) && record.Calls(e.OpAt(l.pc, l.base))
}

// inherited is what a side trace at the exit gets, and the snapshot there.
func (l *leaving) inherited() (*ir.Snapshot, *record.Inherited) {
	if l.stop == nil {
		s := &l.trace.Snaps[l.trace.Ins[l.ins].Snap]
		return s, inheritedFrom(s, func(i int) ir.Type { return l.trace.Type(s.Slots[i].Ref) })
	}
	st := l.stop.State()
	s := st.Snap
	from := inheritedFrom(s, func(i int) ir.Type { return st.Locs[i].Type })
	for i, at := range st.Locs {
		object := at.Kind == amd64.LocObject
		switch {
		case i >= len(s.Slots) && object:
			from.Types = append(from.Types, ir.None)
		case i >= len(s.Slots):
			from.Types = append(from.Types, at.Type)
		case object:
			from.Of[i] = int(at.Index)
		}
	}
	for _, o := range st.Objects {
		made := record.Object{Header: o.Header, Size: o.Size}
		for _, f := range o.Fields {
			to := record.Field{Offset: f.Offset, Class: f.Class, Parent: int(f.Loc), Object: -1}
			if at := st.Locs[f.Loc]; at.Kind == amd64.LocObject {
				to.Object = int(at.Index)
			}
			made.Fields = append(made.Fields, to)
		}
		from.Objects = append(from.Objects, made)
	}
	return s, from
}

// inheritedFrom is what a snapshot's entries give, of those types.
func inheritedFrom(s *ir.Snapshot, typeOf func(i int) ir.Type) *record.Inherited {
	from := &record.Inherited{Types: make([]ir.Type, len(s.Slots)), Of: make([]int, len(s.Slots))}
	for i, entry := range s.Slots {
		from.Of[i] = -1
		if entry.Kind == ir.SlotRef {
			from.Types[i] = typeOf(i)
		}
	}
	return from
}

// recording is one pass of the interpreter under the recorder.
type recording struct {
	e      *Engine
	t      *Thread
	r      *record.Recorder
	head   *head
	number int
	side   bool
	done   bool // the trace is complete
	// linkFirst: the trace begins at a back-edge that may end it.
	linkFirst bool
	linked    bool // it goes on in a trace of another loop
	// waits: a loop inside must have its trace first.
	waits  bool
	rounds map[backEdge]int // of loops inside
	walk   walk             // for the journal
	way    way              // that it has gone
}

// backEdge is one in a frame.
type backEdge struct{ pc, base uintptr }

// pass runs the program from pc until the trace is complete or given up, and
// returns where the thread then stands.
func (c *recording) pass(pc, base uintptr) (uintptr, uintptr) {
	for first := true; ; first = false {
		c.walks(pc, base)
		op := c.e.OpAt(pc, base)
		back := isBackEdge(op)
		ends := c.side || c.head.entry
		if !ends && (op == bytecode.RETURN || op == bytecode.RETURN_NONE) && c.r.Outermost(base) && c.head.failures.Load() < maxFailures/2 {
			c.gaveUp(op, "the loop has ended")
			c.waits = true // for a better moment
			return pc, base
		}
		if ends && c.ends(pc, base, op) {
			c.r.Leave(pc)
			c.done = c.e.All || c.r.Worthwhile(false)
			return pc, base
		}
		if (back || c.atEntry(pc, base)) && (!first || c.linkFirst) && c.closes(pc, base) {
			if c.done = c.e.All || c.r.Worthwhile(c.linked); !c.done {
				c.gaveUp(op, "too much is left to the interpreter: "+c.r.LeftText())
			}
			return pc, base
		}
		if err := c.r.Before(pc, base, op); err != nil {
			c.gaveUp(op, err.Error())
			return pc, base
		}
		decided := c.decides(base, op)
		npc, nbase := c.e.runOne(c.t, pc, base)
		c.way.through(npc)
		if op == bytecode.YIELD {
			c.suspended(base)
		}
		if c.e.in.Stopped(npc) || c.t.Switch {
			c.gaveUp(op, "the loop ended")
			return npc, nbase
		}
		if err := c.r.After(npc, nbase); err != nil {
			c.gaveUp(op, err.Error())
			return npc, nbase
		}
		if decided.pc != 0 && decided.base == nbase {
			back, pc, base = isBackEdge(c.e.OpAt(decided.pc, nbase)), decided.pc, nbase
		}
		if back && npc <= pc && nbase == base && !(first && pc == c.head.pc) && !c.unrolls(pc, base, npc) {
			c.gaveUp(op, "an inner loop")
			return npc, nbase
		}
		pc, base = npc, nbase
	}
}

// decides returns the comparison in which the instruction about to run, of that
// opcode in the frame at base, ends by telling it where to jump.
func (c *recording) decides(base uintptr, op bytecode.Op) backEdge {
	if op != bytecode.RETURN && op != bytecode.RETURN_NONE || frame.Kind(uint64(word(base, frame.Info))) != frame.RetTruth {
		return backEdge{}
	}
	return backEdge{pc: word(base, frame.RetPC) - 8, base: word(base, frame.PrevBase)}
}

// word is a word of the linkage of the frame at base.
func word(base uintptr, offset int) uintptr { return uintptr(gc.Load64(base + uintptr(offset))) }

// short is how many instructions a side trace must have to be worth it if it
// just ends.
const short = 8

// ends says whether a side trace ends in front of the instruction, which no
// trace can go through.
func (c *recording) ends(pc, base uintptr, op bytecode.Op) bool {
	if c.r.Passed() < short {
		return false
	}
	if op == bytecode.RETURN || op == bytecode.RETURN_NONE {
		return c.r.Outermost(base) && !c.r.CanReturn(base)
	}
	return c.r.Refuses(base, gc.Load64(pc), op)
}

// gaveUp counts a recording that made no trace.
func (c *recording) gaveUp(op bytecode.Op, why string) {
	c.e.counts.giveUp(op, why, c.side)
	c.failInJournal(op, why)
}

// closes ends the trace at a back-edge that has one, or begins this one, in
// whichever frame.
func (c *recording) closes(pc, base uintptr) bool {
	h := c.e.loopAt(c.t, pc, base)
	switch {
	case pc == c.head.pc && !c.side:
		c.r.Close(c.number, pc)
	case h != nil && h.Head.entry && !c.r.Recursive():
		return false
	case h != nil && !c.side && c.r.InGenerator() && c.rounds[backEdge{pc, base}] == 0:
		return false // what follows is part of the loop around
	case h != nil:
		c.linked = true
		c.r.Close(h.Number, pc)
	case c.side && (c.e.makeHead(pc, base).failures.Load() < maxFailures || c.rounds[backEdge{pc, base}] >= maxRounds):
		// A loop that has no trace yet: learn sees that it gets one. Or one that
		// makes none and goes on.
		c.r.Leave(pc)
	default:
		return false
	}
	c.done = true
	return true
}

// atEntry says whether a function with a trace of its own, or the one that this
// trace is to be for, begins at pc.
func (c *recording) atEntry(pc, base uintptr) bool {
	h := c.e.loopAt(c.t, pc, base)
	return h != nil && h.Head.entry || pc == c.head.pc && c.head.entry
}

// maxRounds is how many rounds of a loop inside that makes no trace of its own
// a trace may have.
const maxRounds = 8

// maxAround is how many rounds of the loop around the trace's own may have: when
// it was recorded that one had nothing to do.
const maxAround = 2

// unrolls says whether the trace may go through another round of the loop
// which goes back from pc to the address to, and has no trace. A loop inside that
// may get one comes first.
func (c *recording) unrolls(pc, base, to uintptr) bool {
	if c.rounds == nil {
		c.rounds = map[backEdge]int{}
	}
	at := backEdge{pc, base}
	if c.rounds[at]++; c.rounds[at] == 1 && c.r.InGenerator() {
		return true // it will yield before the next round
	}
	if !c.side && c.r.AtRoot(base) && to <= c.head.pc && c.head.pc <= pc {
		return c.rounds[at] <= maxAround
	}
	h := c.e.makeHead(pc, base)
	if h.failures.Load() < maxFailures && !c.side { // a side trace ends at the next round
		h.heat.Add(c.e.Threshold)
		c.waits = true
		return false
	}
	return c.rounds[at] <= maxRounds
}

// suspended forgets the rounds of a generator's loops when it yields.
func (c *recording) suspended(base uintptr) {
	for at := range c.rounds {
		if at.base == base {
			delete(c.rounds, at)
		}
	}
}

// install makes a recorded trace runnable; from is where it begins if it is a
// side trace.
func (e *Engine) install(t *Trace, from *leaving, c *recording) bool {
	c.walk.recorded, c.walk.source = time.Now(), t.Trace
	if e.Dump != nil {
		e.Dump("ir", t.Trace.String())
	}
	if !e.Plain {
		t.Trace = opt.Optimise(t.Trace, e.optOptions(t))
		if e.Dump != nil {
			e.Dump("opt", t.Trace.String())
		}
	}
	c.walk.optimised = time.Now()
	if err := ir.Verify(t.Trace); err != nil {
		panic("jit: " + err.Error() + "\n" + t.Trace.String())
	}
	t.note()
	if err := e.run.prepare(e, t, from); err != nil {
		if errors.Is(err, amd64.ErrFull) {
			e.mu.Lock()
			t.gen.full = true
			e.mu.Unlock()
		}
		return false
	}
	if e.Dump != nil {
		e.Dump("asm", e.run.text(t))
	}
	e.enterInJournal(t, from, &c.walk)
	e.strip(t)
	scheduler.NoteCompiled()
	return true
}

// note writes down what of the operations must be known as long as the trace may run.
func (t *Trace) note() {
	t.size = len(t.Ins)
	visitConstants(t.Trace, func(v gc.Value) { t.constants = append(t.constants, v) })
}

// optOptions is how a trace is optimised.
func (e *Engine) optOptions(t *Trace) opt.Options {
	o := opt.Options{EveryLoad: t.Transactional}
	if e.Verify {
		o.Check = func(pass string, after *ir.Trace) {
			if err := ir.Verify(after); err != nil {
				panic(fmt.Sprintf("jit: verify: after the pass %s: %v\n%v--- of\n%v", pass, err, after, t.Trace))
			}
		}
	}
	return o
}
