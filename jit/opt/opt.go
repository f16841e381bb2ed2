package opt

import (
	"fmt"
	"slices"
	"sync"

	"gorgon/jit/ir"
)

// Options choose among ways to be right.
type Options struct {
	// NoLoop leaves a jump to the trace's own entry as it is.
	NoLoop bool
	// EveryLoad keeps a TXREAD, TXREADX or TXCARD unless each load from the same
	// address since the last one was forwarded: nothing that was loaded is used
	// without being checked. Without it one per lock has to do between two
	// boundaries: a later load may see what another thread wrote since, and the
	// transaction learns of it when it ends.
	EveryLoad bool
	// Exact leaves by the very snapshots that the recorded trace leaves by, and
	// makes all objects that it makes. Without it a run may be left earlier than
	// that, which is as right: the interpreter does the rest; and objects that
	// nobody sees are not made.
	Exact bool
	// Check, if not nil, is shown what each pass has made.
	Check func(pass string, after *ir.Trace)
	// Passes are the passes to run, all if empty.
	Passes []string
}

// pass is a stage of Optimise.
type pass struct {
	name string
	run  func(e *engine)
}

// passes in their order.
var passes = []pass{
	{"forward", (*engine).forward},
	{"loop", (*engine).loop},
	{"dead", (*engine).dead},
	{"words", (*engine).words},
	{"carry", (*engine).carry},
	{"upgrade", (*engine).upgrade},
}

// passOrder are the constraints on it, checked by a test.
var passOrder = []struct{ before, after, why string }{
	{"forward", "loop", "the body begins with the facts that hold at the end of the first round"},
	{"loop", "dead", "what the first round computed may be used by the body alone"},
	{"dead", "words", "a guard that went names nothing"},
	{"dead", "carry", "an object that nobody needs is not looked at"},
	{"dead", "upgrade", "a barrier that is still there is needed"},
	{"forward", "dead", "snapshots name the operands of boxing operations instead of their results, which then die"},
}

var engines = sync.Pool{New: func() any { return new(engine) }}

// Optimise returns the trace that takes t's place; t itself stays as it is. Both
// share the tables of helpers and parents.
func Optimise(t *ir.Trace, options Options) *ir.Trace {
	e := engines.Get().(*engine)
	defer engines.Put(e)
	e.reset(t, options)
	for _, p := range passes {
		if len(options.Passes) == 0 || slices.Contains(options.Passes, p.name) {
			p.run(e)
			if options.Check != nil {
				options.Check(p.name, e.result())
			}
		}
	}
	return e.result()
}

// reset makes the engine begin with t: all of it is the input.
func (e *engine) reset(t *ir.Trace, options Options) {
	*e = engine{
		options: options, source: t, in: t.Ins, inSnaps: t.Snaps,
		ins: append(e.ins[:0], t.Ins...), snaps: append(e.snaps[:0], t.Snaps...), val: e.val[:0], entries: e.entries[:0],
		facts: facts{mem: e.mem[:0], shapes: e.shapes[:0], joined: e.joined[:0], finds: e.finds[:0], fresh: e.fresh[:0], stack: e.stack[:0]}, pending: e.pending[:0],
		subst: e.subst[:0], snapMap: e.snapMap[:0], vars: e.vars[:0], saved: e.saved, use: e.use, gather: e.gather, rules: compiled(), fired: e.fired,
	}
}

// result copies what the passes left into a trace of its own, without the NOPs
// and the snapshots by which nothing leaves.
func (e *engine) result() *ir.Trace {
	t := ir.New(e.source.Number, e.source.Helpers)
	t.Parents, t.Transactional, t.Isolated = e.source.Parents, e.source.Transactional, e.source.Isolated
	subst := grow(&e.subst, len(e.ins))
	snapMap := grow(&e.snapMap, len(e.snaps))
	for i := 1; i < len(e.ins); i++ {
		ins := e.ins[i]
		if ins.Op == ir.NOP {
			continue
		}
		for _, p := range ins.Operands() {
			*p = subst[*p]
		}
		if ir.Table[ins.Op].Flags&ir.Snap != 0 {
			if snapMap[ins.Snap] == 0 {
				t.Snaps = append(t.Snaps, finalSnapshot(t, &e.snaps[ins.Snap], subst))
				snapMap[ins.Snap] = int32(len(t.Snaps))
			}
			ins.Snap = snapMap[ins.Snap] - 1
		} else {
			ins.Snap = 0
		}
		subst[i] = ir.Ref(len(t.Ins))
		t.Ins = append(t.Ins, ins)
	}
	return t
}

// finalSnapshot copies a snapshot into t.
func finalSnapshot(t *ir.Trace, s *ir.Snapshot, subst []ir.Ref) ir.Snapshot {
	c := *s
	c.Frames, c.Slots = nil, nil
	for _, f := range s.Frames {
		c.Frames = t.AddFrame(c.Frames, f)
	}
	for _, slot := range s.Slots {
		if slot.Kind == ir.SlotRef {
			if slot.Ref = subst[slot.Ref]; slot.Ref == 0 {
				panic(fmt.Sprintf("opt: slot %d of a snapshot lost its value", slot.Slot))
			}
		}
		c.Slots = t.AddSlot(c.Slots, slot)
	}
	return c
}

// grow gives s n zeros.
func grow[T any](s *[]T, n int) []T {
	if cap(*s) < n {
		*s = make([]T, n, n+n/2)
	} else {
		*s = (*s)[:n]
		clear(*s)
	}
	return *s
}
