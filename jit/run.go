package jit

import (
	"gorgon/gc"
	"gorgon/jit/amd64"
	"gorgon/jit/ir"
	"gorgon/jit/record"
	"gorgon/vm/bytecode"
	"gorgon/vm/object"
)

// roomFor says whether any trace may run in the frame at base: none looks at
// the ends of the stack and of the recursion limit while it runs.
func roomFor(t *Thread, base uintptr) bool {
	return base+8*record.MaxSlots <= t.StackEnd && t.Depth > record.MaxDepth
}

// Enter runs the trace of the back-edge at pc.
func (e *Engine) Enter(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	h := e.headAt(pc, base)
	tr := h.traces[mode(t)].Load()
	if stateOf(t).recording != nil || !roomFor(t, base) {
		return e.stepOp(t, pc, base, h.op)
	}
	if tr == nil {
		// It is hot in the other mode: there is no need to find that out again.
		if h.traces[1-mode(t)].Load() != nil && h.failures.Load() < maxFailures && !t.Switch {
			if npc, nbase := e.recordLoop(t, h, base); npc != pc || nbase != base {
				return npc, nbase
			}
		}
		return e.stepOp(t, pc, base, h.op)
	}
	return e.loop(t, h, tr, pc, base)
}

// loop runs the trace of the loop at h in the frame at base, and what is left
// of the back-edge if it does nothing.
func (e *Engine) loop(t *Thread, h *head, tr *Trace, pc, base uintptr) (uintptr, uintptr) {
	if t.Ticks < tr.ticks {
		// The safepoint is due before the end of a round: the interpreter goes
		// there. If no round fits before the next one either, it runs this one.
		npc, nbase := e.stepOp(t, pc, base, h.op)
		if npc == pc && nbase == base && t.Ticks < tr.ticks && !t.Switch {
			return e.runOne(t, pc, base)
		}
		return npc, nbase
	}
	e.counts.enter(tr)
	before := t.Ticks
	l := e.run.run(e, t, tr, base)
	used := before - t.Ticks
	l.refund(t)
	if l.exit != nil && l.op == ir.POLL {
		t.Heed(&t.Ticks)
		l.polled()
	}
	if l.exit != nil && ir.Table[l.op].Flags&ir.Barrier != 0 {
		// It says nothing of the program: an object that is read for the first time
		// since it was made, or another transaction. The instruction is run again.
		e.counts.leave(l.trace, l.ins)
		return e.goOn(t, tr, &l, pc, base)
	}
	// A round that the end of a transaction has cut off says nothing of the loop.
	ran := used * tr.passed
	cutOff := l.op == ir.POLL && ran < worth
	if s := stateOf(t); s.unjudged > 0 {
		s.unjudged--
	} else if s.unjudged = judgeEvery - 1; !e.All && !cutOff && h.judge(ran) {
		h.failures.Store(maxFailures)
		e.mu.Lock()
		h.mark(e, false)
		e.mu.Unlock()
	}
	if l.exit != nil {
		e.counts.leave(l.trace, l.ins)
		if npc, nbase := e.learn(t, &l); npc != l.pc || nbase != l.base {
			return npc, nbase
		}
	}
	return e.goOn(t, tr, &l, pc, base)
}

// goOn returns where the interpreter goes on when the trace tr of the loop at pc has
// been left at l.
func (e *Engine) goOn(t *Thread, tr *Trace, l *leaving, pc, base uintptr) (uintptr, uintptr) {
	if l.pc == pc && l.base == base {
		if l.op == ir.POLL && l.trace == tr && !e.Polls {
			// After the safepoint the trace is entered again, if there are ticks for it:
			// those are enough to get beyond this one, but perhaps not beyond that of
			// a side trace.
			npc, nbase := e.stepOp(t, pc, base, tr.Head.op)
			if npc != pc || nbase != base || t.Switch || t.Ticks >= tr.ticks {
				return npc, nbase
			}
		}
		// Nothing of the loop is left to do here but the back-edge itself, which
		// must get done though its safepoint may come first: else the trace would
		// use up what ticks there are and be left here again.
		return e.runOne(t, pc, base)
	}
	return l.pc, l.base
}

// learn counts an exit. One that is taken often gets a trace of what follows;
// so does the loop that it leads to.
func (e *Engine) learn(t *Thread, l *leaving) (uintptr, uintptr) {
	left := l.op
	if left == ir.POLL { // the interpreter's safepoint must come: nothing may take its place
		return l.pc, l.base
	}
	// Nothing is written for an exit that is given up: all threads may take it.
	enough := e.SideThreshold
	if l.trace.Head.sides.Load() >= cheapSides {
		enough *= moreTimes
	}
	if l.exit.attempts.Load() > maxSide || l.exit.count.Add(1) < enough || t.Switch || stateOf(t).recording != nil {
		return l.pc, l.base
	}
	l.exit.count.Store(0)
	if isBackEdge(bytecode.OpOf(gc.Load64(l.pc))) { // a loop without a trace
		if h := e.makeHead(l.pc, l.base); h.failures.Load() < maxFailures && h != l.trace.Head {
			return e.recordLoop(t, h, l.base)
		}
	}
	if l.exit.side.Load() == nil && l.exit.attempts.Add(1) <= maxSide {
		return e.recordSide(t, *l)
	}
	return l.pc, l.base
}

// What a trace must do to be worth entering: so many instructions on the
// average of a trial. Of the entries of a thread one in judgeEvery is looked at:
// a prime, so that loops that take turns all have theirs.
const (
	judgeEvery = 7
	trial      = 512 / judgeEvery
	worth      = 25
)

// unused is how many ticks were counted that the pass has not come by.
func (l *leaving) unused() int64 { return l.trace.paid - int64(l.ticks) }

// refund takes back what was counted of the rest of the pass, so that as many ticks
// are used up as the interpreter would use. Who is on the way to a safepoint stays so.
func (l *leaving) refund(t *Thread) {
	if t.Ticks >= 0 && l.op != ir.POLL {
		t.Ticks += l.unused()
	}
}

// judge counts a run of that many instructions and says whether the loop is
// better left to the interpreter.
func (h *head) judge(ran int64) bool {
	all := h.ran.Add(max(ran, 0))
	if h.entered.Add(1)%trial != 0 {
		return false
	}
	h.ran.Store(0)
	return all < trial*worth
}

// step runs the instruction that a STEP leaves to the interpreter; its snapshot
// has been written. on: the thread stands where the trace expects it.
func (e *Engine) step(t *Thread, stop *amd64.Stop, root uintptr) (pc, base uintptr, on bool) {
	pc, base = stop.PC, at8(root, stop.Base)
	op := bytecode.OpOf(gc.Load64(pc))
	if op == opTraced || e.counts != nil {
		e.counts.step(stop.Code.Owner.(*Trace), stop.Ins)
		return e.stepSlowly(t, stepping{stop.PC, stop.Base, stop.Depth, uintptr(stop.Imm), stop.Size}, root)
	}
	t.Depth -= int(stop.Depth)
	saved := t.Watermark
	npc, nbase := e.in.Steps[op](t, pc, base)
	if npc == pc && nbase == base && !t.Switch {
		npc, nbase = e.runOne(t, pc, base)
	}
	if t.Watermark != saved && !t.Solo {
		e.in.SaveCallers(t, record.MaxDepth)
	}
	if npc == uintptr(stop.Imm) && nbase == at8(root, stop.Size) && !t.Switch {
		t.Depth += int(stop.Depth)
		return npc, nbase, true
	}
	return npc, nbase, false
}

// stepping is where a STEP's instruction is, what of the recursion limit is in use
// there, and where the trace expects to stand afterwards.
type stepping struct {
	pc          uintptr
	base, depth int32
	next        uintptr
	nextBase    int32
}

// stepSlowly is step of any instruction, also a back-edge that has a trace.
func (e *Engine) stepSlowly(t *Thread, s stepping, root uintptr) (pc, base uintptr, on bool) {
	t.Depth -= int(s.depth)
	// One instruction, and no trace that begins there: what that leaves in the
	// registers is not what the recorder has seen.
	saved := t.Watermark
	pc, base = e.runOne(t, s.pc, at8(root, s.base))
	if t.Watermark != saved && !t.Solo {
		e.in.SaveCallers(t, record.MaxDepth)
	}
	if pc == s.next && base == at8(root, s.nextBase) && !t.Switch {
		t.Depth += int(s.depth)
		return pc, base, true
	}
	return pc, base, false
}

// stepOp lets the interpreter run the instruction at pc, whose opcode is op.
func (e *Engine) stepOp(t *Thread, pc, base uintptr, op bytecode.Op) (uintptr, uintptr) {
	return e.in.Steps[op](t, pc, base)
}

// loopAt returns the trace of the loop at pc for the thread's mode, if it has
// one.
func (e *Engine) loopAt(t *Thread, pc, base uintptr) *Trace {
	if bytecode.OpOf(gc.Load64(pc)) == opTraced {
		return e.headAt(pc, base).traces[mode(t)].Load()
	}
	return nil
}

// runOne runs the instruction at pc. A safepoint or a barrier in it may ask for
// it to be run again; one that jumps to itself is run for some rounds.
func (e *Engine) runOne(t *Thread, pc, base uintptr) (npc, nbase uintptr) {
	for range 64 {
		npc, nbase = e.stepOp(t, pc, base, e.OpAt(pc, base))
		if npc != pc || nbase != base || t.Switch {
			break
		}
	}
	return npc, nbase
}

// Settle writes the frames to the stack that a trace has in registers, and
// where in the program it is, if native code runs for it just now. False: what
// is in registers is not known, so that the stack is as it was some time ago.
func (e *Engine) Settle(t *Thread) bool {
	runs := &stateOf(t).runs
	if runs.live == 0 {
		return true
	}
	r := runs.all[runs.live-1]
	s := r.at
	if s == nil || s.Kind != amd64.Barrier && s.Kind != amd64.CallHelper {
		return true
	}
	m := s.Met()
	if m.PC == 0 {
		return false
	}
	amd64.Settle(r.ctx, s)
	t.PC, t.Base = m.PC, at8(r.ctx.Base, m.Base)
	return true
}

// Arguments returns the first two of the helper that machine code has called just
// now, where Settle does not know more.
func (e *Engine) Arguments(t *Thread) (a, b gc.Value) {
	runs := &stateOf(t).runs
	if runs.live == 0 {
		return gc.Null, gc.Null
	}
	args := &runs.all[runs.live-1].ctx.Args
	a, b = gc.Value(args[0]), gc.Value(args[1])
	if b.IsPtr() && gc.InHeap(b.Addr()) && object.TypeOf(b) == nil { // the block of a
		b = gc.Value(args[2])
	}
	return a, b
}

// left completes leaving at a stop whose snapshot has been written.
func left(t *Thread, stop *amd64.Stop, root uintptr) leaving {
	m := stop.Met()
	t.Depth -= int(m.Depth)
	return leaving{trace: stop.Code.Owner.(*Trace), exit: m.Note.(*exit), ins: stop.Ins, op: stop.Op, ticks: m.Ticks, stop: stop, root: root, pc: m.PC, base: at8(root, m.Base)}
}

func at8(root uintptr, words int32) uintptr { return root + uintptr(int64(words)*8) }
