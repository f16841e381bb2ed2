package jit

import (
	"sync/atomic"
	"time"

	"gorgon/gc"
	"gorgon/jit/amd64"
	"gorgon/jit/ir"
	"gorgon/scheduler"
	"gorgon/vm/object"
)

// Memory for traces is bounded. They live in generations; when the newest one
// is full all back-edges get their opcodes back and a new one begins, and what
// is still hot is recorded again. An old generation is kept until no thread
// runs any of its traces, which no trace of another one jumps to.

// generations is how many there may be at a time. A thread that stays in a
// trace, since all that it does is one instruction of that, holds up only one.
const generations = 4

// Limits of a generation: traces, and their instructions, each of which takes
// about insBytes of Go's memory for what is known of its stops, packed.
const (
	maxTraces = 1 << 11
	maxInsAll = 1 << 18
	insBytes  = 60
)

// generation is traces that can jump to each other.
type generation struct {
	first  int                                     // number of its first trace
	traces atomic.Pointer[[]atomic.Pointer[Trace]] // by number from first on; nil: not made yet, or came to nothing
	used   int                                     // of traces. Guarded by Engine.mu, as the rest is
	ins    int                                     // of all traces
	full   bool
	env    amd64.Env // of machine code
}

// trace returns a trace by number.
func (g *generation) trace(n int) *Trace {
	if t := *g.traces.Load(); n >= g.first && n-g.first < len(t) {
		return t[n-g.first].Load()
	}
	return nil
}

// number reserves the number of a new trace, -1 if there is no room for it.
func (e *Engine) number(t *Thread) (*generation, int) {
	e.mu.Lock()
	g := e.now
	if g.used >= e.MaxTraces || g.ins >= maxInsAll {
		g.full = true
	}
	full := g.full
	e.mu.Unlock()
	if full {
		if !e.turn(t, g) {
			return nil, -1
		}
		return e.number(t)
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	old := *g.traces.Load()
	if g.used == len(old) {
		table := make([]atomic.Pointer[Trace], max(16, 2*len(old)))
		for i := range old {
			table[i].Store(old[i].Load())
		}
		g.traces.Store(&table)
	}
	g.used++
	return g, g.first + g.used - 1
}

// keep enters a trace that has been made, and runs publish unless its
// generation's time is over.
func (e *Engine) keep(t *Trace, publish func()) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	if t.gen != e.now || t.Head.gone {
		return false
	}
	(*t.gen.traces.Load())[t.Number-t.gen.first].Store(t)
	t.gen.ins += t.size
	gc.CountOutside(insBytes * uintptr(t.size))
	publish()
	return true
}

// retry is how long after an old generation was found to be running it is
// looked at again.
const retry = 50 * time.Millisecond

// turn begins a new generation in place of full. False: that is not possible
// now, since threads run traces of too many old ones.
func (e *Engine) turn(t *Thread, full *generation) bool {
	if !e.hasRoom(t) {
		return false
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.now != full {
		return true
	}
	e.old = append(e.old, full)
	g := e.newGeneration(full.first + full.used)
	if g == nil {
		return false
	}
	e.now = g
	heads := *e.heads.Load()
	for i := range heads[:e.made+1] {
		if h := heads[i].Load(); h != nil {
			h.forget(e)
		}
	}
	return true
}

// hasRoom says whether there may be one generation more, and gives up those
// that nobody runs.
func (e *Engine) hasRoom(t *Thread) bool {
	e.mu.Lock()
	n, wait := len(e.old), time.Since(e.tried) < retry
	e.mu.Unlock()
	if n < generations-1 {
		return true
	}
	if wait {
		return false
	}
	t.Exclusively(func() {
		running := map[*generation]bool{}
		for _, o := range scheduler.Threads() {
			if s, _ := o.JIT.(*state); s != nil {
				for _, r := range s.runs.all[:s.runs.live] {
					running[r.gen] = true
				}
			}
		}
		e.mu.Lock()
		defer e.mu.Unlock()
		kept := e.old[:0]
		for _, g := range e.old {
			if running[g] {
				kept = append(kept, g)
				continue
			}
			if c := g.env.Cache; c != nil {
				c.Reset()
				e.caches = append(e.caches, c)
			}
		}
		clear(e.old[len(kept):])
		e.old = kept
		e.tried = time.Now()
		n = len(kept)
	})
	return n < generations-1
}

// newGeneration makes one, nil if there is no memory for it.
func (e *Engine) newGeneration(first int) *generation {
	g := &generation{first: first}
	g.traces.Store(&[]atomic.Pointer[Trace]{})
	if !e.run.begin(e, g) {
		return nil
	}
	return g
}

// VisitRoots visits the constants of all traces that may run, in a collection of
// new objects: one of everything has keepConstants.
func (e *Engine) VisitRoots(visit func(gc.Value)) {
	if !gc.Everything() {
		e.eachTrace(func(t *Trace) { t.visitConstants(visit) })
	}
}

// keepConstants keeps the constants of traces as long as their loops' code lives,
// which these alone do not keep alive. Blocks of dicts come later.
func (e *Engine) keepConstants(isLive func(gc.Value) bool, keep func(gc.Value)) {
	e.eachDead(isLive, func(v gc.Value) {
		if !object.IsDictBlock(v) {
			keep(v)
		}
	})
}

// keepBlocks keeps the blocks that dicts have had when traces were recorded: no other
// may get the address. What their entries refer to they do not keep alive. It is
// called when all else that lives is known, so that no dict has these blocks any more.
func (e *Engine) keepBlocks(isLive func(gc.Value) bool, keep func(gc.Value)) {
	if gc.Everything() {
		e.eachDead(isLive, func(v gc.Value) {
			object.EmptyDictBlock(v)
			keep(v)
		})
	}
}

// eachDead calls f for the constants, of traces in code that lives, which do not live
// as far as is known.
func (e *Engine) eachDead(isLive func(gc.Value) bool, f func(gc.Value)) {
	e.eachTrace(func(t *Trace) {
		if isLive(t.Head.code.Keep) {
			t.visitConstants(func(v gc.Value) {
				if !isLive(v) {
					f(v)
				}
			})
		}
	})
}

// eachTrace calls f for all traces that may be entered.
func (e *Engine) eachTrace(f func(t *Trace)) {
	e.mu.Lock()
	all := append([]*generation{e.now}, e.old...)
	e.mu.Unlock()
	for _, g := range all {
		table := *g.traces.Load()
		for i := range table {
			if t := table[i].Load(); t != nil && !t.Head.gone {
				f(t)
			}
		}
	}
}

func (t *Trace) visitConstants(visit func(gc.Value)) {
	for _, v := range t.constants {
		visit(v)
	}
}

func visitConstants(t *ir.Trace, visit func(gc.Value)) {
	for i := range t.Ins {
		if v := gc.Value(t.Ins[i].Imm); t.Ins[i].Op == ir.KVALUE && v.IsPtr() {
			visit(v)
		}
	}
}

// mark makes the interpreter enter the loop's traces, or not. Engine.mu is
// locked.
func (h *head) mark(e *Engine, on bool) {
	op := h.op
	if on {
		op = opTraced
	}
	if h.marked != on {
		h.marked = on
		e.in.SetOpcode(h.pc, op)
	}
}

// forget takes the loop's traces away. Engine.mu is locked.
func (h *head) forget(e *Engine) {
	for i := range h.traces {
		h.traces[i].Store(nil)
	}
	h.sides.Store(0)
	h.heat.Store(0)
	h.mark(e, false)
}

// headNumber is the number of a new head. Engine.mu is locked.
func (e *Engine) headNumber() int {
	if n := len(e.unused); n > 0 {
		number := e.unused[n-1]
		e.unused = e.unused[:n-1]
		return number
	}
	e.made++
	if table := *e.heads.Load(); e.made >= len(table) {
		grown := make([]atomic.Pointer[head], max(64, 2*len(table)))
		for i := range table {
			grown[i].Store(table[i].Load())
		}
		e.heads.Store(&grown)
	}
	return e.made
}

// forgetDead forgets, at the end of a collection of everything, the heads in code
// that nothing can run any more, and their traces. Nothing comes to these: other
// traces that jump there have a frame of that code when they do.
func (e *Engine) forgetDead(func(gc.Value) bool) {
	if !gc.Everything() {
		return
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	defer e.dropTraces()
	table := *e.heads.Load()
	for i := range table {
		if h := table[i].Load(); h != nil && h.code.Dead() {
			h.gone = true
			table[i].Store(nil)
			e.unused = append(e.unused, i)
		}
	}
}

// dropTraces takes the traces of heads that have gone out of the generations, but
// for those that a thread is in. All threads stand, and Engine.mu is locked.
func (e *Engine) dropTraces() {
	var running map[*head]bool
	for _, g := range append([]*generation{e.now}, e.old...) {
		table := *g.traces.Load()
		for i := range table {
			t := table[i].Load()
			if t == nil || !t.Head.gone {
				continue
			}
			if running == nil {
				running = runningHeads()
			}
			if !running[t.Head] {
				table[i].Store(nil)
				g.ins -= t.size
				e.run.drop(t)
			}
		}
	}
}

// runningHeads returns the heads of which a thread is in a trace.
func runningHeads() map[*head]bool {
	heads := map[*head]bool{}
	for _, t := range scheduler.Threads() {
		if s, _ := t.JIT.(*state); s != nil {
			for _, r := range s.runs.all[:s.runs.live] {
				if t := r.trace(); t != nil {
					heads[t.Head] = true
				}
			}
		}
	}
	return heads
}
