package jit

import (
	"math"
	"strings"
	"testing"
	"unsafe"

	"gorgon/gc"
	"gorgon/jit/amd64"
	"gorgon/jit/ir"
)

// shadowed is a shadow that expects the trace to be left by v2, with one word of
// the heap and one of the stack written.
func shadowed(t *testing.T, memory []uint64) (*shadow, meeting) {
	t.Helper()
	tr, err := ir.Parse("trace 1\nv1 = SLOAD 0\nsnap 0 pc=0x40 base=0 depth=0\nGINT v1 @0\nEXIT @0\n")
	if err != nil {
		t.Fatal(err)
	}
	at := uintptr(unsafe.Pointer(&memory[0]))
	th := &Thread{}
	th.StackBase, th.StackEnd, th.Ticks = at+8, at+16, 7
	want := meeting{amd64.Leave, &Trace{Trace: tr}, 2, nil}
	s := &shadow{t: th, want: want, ticks: 7, m: &ir.Machine{}, trace: want.trace,
		words: map[uint64]uint64{}, stack: map[uint64]uint64{}, headers: map[uint64]bool{}}
	s.Store64(uint64(at), ir.BoxInt(5))
	s.Store64(uint64(at+8), ir.BoxFloat(math.NaN()))
	if len(s.words) != 1 || len(s.stack) != 1 {
		t.Fatalf("words %v, stack %v", s.words, s.stack)
	}
	if s.Load64(uint64(at)) != ir.BoxInt(5) || s.Load64(uint64(at+16)) != memory[2] {
		t.Fatal("what is stored is not loaded, or what is not is")
	}
	return s, want
}

// TestShadowCompare changes one thing at a time of what machine code did.
func TestShadowCompare(t *testing.T) {
	cases := []struct {
		name, problem string
		change        func(s *shadow, got *meeting, memory []uint64)
	}{
		{"nothing", "", func(*shadow, *meeting, []uint64) {}},
		{"another nan", "", func(_ *shadow, _ *meeting, memory []uint64) {
			memory[1] = ir.BoxFloat(math.Float64frombits(math.Float64bits(math.NaN()) | 1<<63))
		}},
		{"the heap", "the word at", func(_ *shadow, _ *meeting, memory []uint64) { memory[0] = ir.BoxInt(6) }},
		{"the stack", "the word at", func(_ *shadow, _ *meeting, memory []uint64) { memory[1] = ir.BoxFloat(1) }},
		{"the exit", "machine code has stopped", func(_ *shadow, got *meeting, _ []uint64) { got.ins = 3 }},
		{"the kind", "machine code has stopped", func(_ *shadow, got *meeting, _ []uint64) { got.kind = amd64.Step }},
		{"the trace", "machine code has stopped", func(_ *shadow, got *meeting, _ []uint64) { got.trace = &Trace{Trace: got.trace.Trace} }},
		{"ticks", "ticks are left", func(s *shadow, _ *meeting, _ []uint64) { s.t.Ticks-- }},
		{"depth", "frames may be pushed", func(s *shadow, _ *meeting, _ []uint64) { s.t.Depth++ }},
		{"the collector's bits", "", func(s *shadow, _ *meeting, memory []uint64) {
			s.headers[uint64(uintptr(unsafe.Pointer(&memory[0])))] = true
			memory[0] ^= 3 << (8 * gc.BitsOffset)
		}},
	}
	for _, c := range cases {
		memory := make([]uint64, 3)
		s, got := shadowed(t, memory)
		memory[0], memory[1] = ir.BoxInt(5), ir.BoxFloat(math.NaN())
		c.change(s, &got, memory)
		if p := s.compare(got); (p == "") != (c.problem == "") || !strings.Contains(p, c.problem) {
			t.Errorf("%s: %q", c.name, p)
		}
	}
}

// TestShadowUnwritten: what an exit's snapshot writes is taken back when a side
// trace follows, which machine code enters without writing it.
func TestShadowUnwritten(t *testing.T) {
	memory := make([]uint64, 3)
	s, want := shadowed(t, memory)
	at := uint64(s.t.StackBase)
	s.m.At = 3
	s.Store64(at, ir.BoxInt(1))
	s.m.At = 2
	s.Store64(at, ir.BoxInt(2))
	s.inherited(want.trace, ir.Outcome{Ins: 2})
	if got := s.Load64(at); got != ir.BoxInt(1) {
		t.Errorf("the word is %#x", got)
	}
}
