package jit

import (
	"fmt"
	"iter"
	"math"

	"gorgon/gc"
	"gorgon/jit/amd64"
	"gorgon/jit/ir"
	"gorgon/jit/record"
	"gorgon/scheduler"
	"gorgon/vm/frame"
)

// -X jit=verify runs each trace twice: by its definition and as machine code.
//
//  1. The definition (ir.Machine) goes ahead, on a memory of its own over that of
//     the program, until it wants something of the runtime: a helper, an
//     instruction that the interpreter has to run, or to be left.
//  2. Machine code runs, and must stop at the same operation of the same trace
//     with the same arguments, and have stored just those words.
//  3. The runtime does what is asked for, once, and both go on.
//
// That needs a memory that nobody else changes and calls that can be foreseen:
// nothing is checked while there are several threads, and a run is given up where
// an object does not fit into what memory the thread has at hand. Barriers always
// succeed for the definition; where one does not, machine code leaves unchecked.

// shadow is the definition's side of one run of machine code. What it does not
// find in words and stack is in memory.
//
// Main invariant: at a meeting memory is as words and stack say, and both are
// emptied.
type shadow struct {
	t      *Thread
	next   func() (meeting, bool)
	stop   func()
	want   meeting // where machine code is expected next
	over   bool    // nothing is expected any more
	answer uint64  // what the runtime has done at the last meeting

	words        map[uint64]uint64 // of the heap
	stack        map[uint64]uint64 // of the frames
	headers      map[uint64]bool   // which words are first words of objects
	ticks        int64
	depth        int
	cursor, room uint64
	m            *ir.Machine
	trace        *Trace
	written      []undone // what the operation at has written to the stack
	at           ir.Ref
}

// undone is a word of the shadow's stack before it was written.
type undone struct {
	addr, word uint64
	had        bool
}

// meeting is where both sides stop.
type meeting struct {
	kind  amd64.Kind
	trace *Trace
	ins   ir.Ref
	args  []uint64
}

// alone says whether no other thread changes memory.
func alone() bool { return len(scheduler.Threads()) == 1 }

// abandoned ends a shadow in the middle.
type abandoned struct{}

// checked is how many runs of a trace are all verified, and rarely how many
// times fewer of those that follow.
const (
	checked = 200
	rarely  = 50
)

// shadow returns the definition's side of a run of tr, nil if it is not to be
// checked.
func (e *Engine) shadow(t *Thread, tr *Trace, root uintptr) *shadow {
	if !e.Verify || !alone() {
		return nil
	}
	if n := tr.runs.Add(1); n > checked && n%rarely != 0 {
		return nil
	}
	s := &shadow{t: t, words: map[uint64]uint64{}, stack: map[uint64]uint64{}, headers: map[uint64]bool{}}
	s.next, s.stop = iter.Pull(func(yield func(meeting) bool) {
		defer func() {
			if x := recover(); x != nil && x != (abandoned{}) {
				panic(x)
			}
		}()
		s.play(tr, root, yield)
	})
	s.goOn()
	return s
}

// goOn lets the definition run to the next meeting.
func (s *shadow) goOn() {
	if s.over = s.over || !alone(); s.over {
		return
	}
	clear(s.words)
	clear(s.stack)
	clear(s.headers)
	s.ticks, s.depth, s.cursor, s.room = s.t.Ticks, s.t.Depth, uint64(s.t.Cursor), uint64(s.t.Limit-s.t.Cursor)
	want, ok := s.next()
	s.want, s.over = want, !ok
}

// answered tells the definition what the runtime has done.
func (s *shadow) answered(word uint64) {
	s.answer = word
	s.goOn()
}

// play runs traces from tr on, as machine code does.
func (s *shadow) play(tr *Trace, root uintptr, yield func(meeting) bool) {
	m := s.machine(yield)
	m.Base = uint64(root)
	for {
		s.trace, s.at = tr, 0
		out, err := m.Run(tr.Trace)
		if err != nil {
			panic(fmt.Sprintf("jit: verify: %v in\n%v", err, tr.Trace))
		}
		if out.Step {
			return
		}
		depth := int(tr.Snaps[out.Snap].Depth)
		if out.Trace >= 0 {
			in := &tr.Ins[out.Ins]
			if to := at8(uintptr(m.Base), in.Size); in.Size <= 0 && depth <= 0 || to+8*record.MaxSlots <= s.t.StackEnd && s.depth-depth > record.MaxDepth {
				m.Base = uint64(to)
				s.depth -= depth
				tr = tr.gen.trace(int(out.Trace))
				continue
			}
		}
		side := tr.exit(out.Ins).side.Load()
		if side == nil {
			s.depth -= depth
			yield(meeting{amd64.Leave, tr, out.Ins, nil})
			return
		}
		m.Parents = s.inherited(tr, out)
		tr = side
	}
}

// machine is the definition with the shadow's memory and meetings.
func (s *shadow) machine(yield func(meeting) bool) *ir.Machine {
	meet := func(kind amd64.Kind, args []uint64) uint64 {
		if !yield(meeting{kind, s.trace, s.m.At, args}) {
			panic(abandoned{})
		}
		return s.answer
	}
	s.m = &ir.Machine{Mem: s}
	s.m.Call = func(helper int64, args []uint64) uint64 {
		if s.trace.Helpers[helper].Section != ir.NoSection {
			panic(abandoned{}) // machine code may do it by itself
		}
		return meet(amd64.CallHelper, args)
	}
	s.m.Step = func(uint64, int32) bool { return meet(amd64.Step, nil) != 0 }
	s.m.New = s.allocate
	s.m.Idle = func() bool { return s.t.Handled == gc.Null && s.t.Atomic == 0 }
	s.m.Caller = func(at int32, caller int64, pc, info uint64) bool {
		base := s.m.Base + uint64(int64(at)*8)
		word := func(o int64) uint64 { return s.Load64(base + uint64(o)) }
		return word(frame.RetPC) == pc && word(frame.Info) == info && word(frame.PrevBase) == s.m.Base+uint64(caller*8)
	}
	s.m.Poll = func(ticks int64) bool {
		s.ticks -= ticks
		return s.ticks >= 0
	}
	return s.m
}

// allocate foresees where machine code takes a new object from.
func (s *shadow) allocate(header uint64, size int32) uint64 {
	if s.room < uint64(size) {
		panic(abandoned{})
	}
	o := s.cursor
	s.cursor += uint64(size)
	s.room -= uint64(size)
	s.headers[o] = true
	s.words[o], s.words[o+gc.LockOffset] = header|uint64(size)<<44, uint64(s.t.Birth)
	return o
}

// inherited are the values of an exit's snapshot, as a side trace gets them.
// Machine code has not written that snapshot.
func (s *shadow) inherited(tr *Trace, out ir.Outcome) (words []uint64) {
	for _, entry := range tr.Snaps[out.Snap].Slots {
		word := uint64(0)
		if entry.Kind == ir.SlotRef {
			word = s.m.Bits(entry.Ref)
		}
		words = append(words, word)
	}
	if s.at == out.Ins {
		for i := len(s.written) - 1; i >= 0; i-- {
			if w := s.written[i]; w.had {
				s.stack[w.addr] = w.word
			} else {
				delete(s.stack, w.addr)
			}
		}
	}
	s.written = s.written[:0]
	return words
}

// onStack says whether an address is that of a word of the thread's frames.
func (s *shadow) onStack(a uint64) bool {
	return a >= uint64(s.t.StackBase) && a < uint64(s.t.StackEnd)
}

func (s *shadow) word(a uint64) uint64 {
	in := s.words
	if s.onStack(a) {
		in = s.stack
	}
	if w, ok := in[a]; ok {
		return w
	}
	return gc.Load64(uintptr(a))
}

// Load64 implements ir.Memory. Addresses need not be aligned, words here are.
func (s *shadow) Load64(a uint64) uint64 {
	first, shift := a&^7, 8*(a&7)
	if shift == 0 {
		return s.word(a)
	}
	return s.word(first)>>shift | s.word(first+8)<<(64-shift)
}

// Load32 implements ir.Memory.
func (s *shadow) Load32(a uint64) uint32 {
	if a&7 <= 4 {
		return uint32(s.word(a&^7) >> (8 * (a & 7)))
	}
	return uint32(s.Load64(a))
}

// Store64 implements ir.Memory.
func (s *shadow) Store64(a, word uint64) {
	if a&7 != 0 {
		panic(abandoned{}) // no trace does that
	}
	if !s.onStack(a) {
		s.words[a] = word
		if s.trace.Ins[s.m.At].Op == ir.SETSHAPE {
			s.headers[a] = true
		}
		return
	}
	if s.at != s.m.At {
		s.at, s.written = s.m.At, s.written[:0]
	}
	old, had := s.stack[a]
	s.written = append(s.written, undone{a, old, had})
	s.stack[a] = word
}

// meets checks a stop of machine code against what is expected.
func (s *shadow) meets(stop *amd64.Stop, args []uint64) {
	// For a summons machine code leaves at its next POLL, and the definition may have gone
	// by there before.
	if s.over = s.over || s.t.Summons.Load() != 0; s.over {
		return
	}
	tr := stop.Code.Owner.(*Trace)
	if problem := s.compare(meeting{stop.Kind, tr, stop.Ins, args}); problem != "" {
		panic(fmt.Sprintf("jit: verify: %s at %s: %s\n%v\n%s", tr.place(), tr.Line(stop.Ins), problem, tr.Trace, stop.Code.Disassemble()))
	}
}

// compare returns what is not as expected, "" if all is.
func (s *shadow) compare(got meeting) string {
	want := s.want
	if got.kind != want.kind || got.trace != want.trace || got.ins != want.ins {
		return fmt.Sprintf("machine code has stopped there (kind %d), the definition in trace %d at %s (kind %d)",
			got.kind, want.trace.Number, want.trace.Line(want.ins), want.kind)
	}
	for i, w := range want.args {
		same := sameWord
		if ins := &want.trace.Ins[want.ins]; want.trace.Type([...]ir.Ref{ins.A, ins.B, ins.C, ins.D}[i]) == ir.Float {
			same = sameFloat
		}
		if !same(got.args[i], w) {
			return fmt.Sprintf("argument %d is %#x, not %#x", i, got.args[i], w)
		}
	}
	if got.kind == amd64.Leave && s.t.Depth != s.depth {
		return fmt.Sprintf("%d frames may be pushed, not %d", s.t.Depth, s.depth)
	}
	if s.t.Ticks != s.ticks {
		return fmt.Sprintf("%d ticks are left, not %d", s.t.Ticks, s.ticks)
	}
	for _, in := range []map[uint64]uint64{s.words, s.stack} {
		for a, w := range in {
			g := gc.Load64(uintptr(a))
			if s.headers[a] { // a store changes the collector's bits
				const bits = uint64(0xff) << (8 * gc.BitsOffset)
				g, w = g&^bits, w&^bits
			}
			if !sameWord(g, w) {
				return fmt.Sprintf("the word at %#x (root frame %#x) is %#x, not %#x", a, s.m.Base, g, w)
			}
		}
	}
	return ""
}

// sameWord compares boxed values: there are many nans.
func sameWord(a, b uint64) bool {
	nan := func(w uint64) bool { return ir.IsFloat(w) && math.IsNaN(ir.UnboxFloat(w)) }
	return a == b || nan(a) && nan(b)
}

// sameFloat compares the bits of floats.
func sameFloat(a, b uint64) bool {
	return a == b || math.IsNaN(math.Float64frombits(a)) && math.IsNaN(math.Float64frombits(b))
}
