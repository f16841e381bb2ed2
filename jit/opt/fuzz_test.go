package opt

import (
	"math/rand"
	"slices"
	"testing"

	"gorgon/jit/ir"
)

// variants of the pass list that are compared with the trace as recorded.
var variants = []Options{
	{Exact: true, Passes: []string{"forward"}},
	{Exact: true, Passes: []string{"dead"}},
	{Exact: true, Passes: []string{"forward", "loop"}},
	{Exact: true, Passes: []string{"forward", "loop"}, EveryLoad: true},
	{Exact: true, NoLoop: true},
	{Exact: true, EveryLoad: true},
	{Exact: true},
	{},
}

// check runs a trace before and after the passes in some worlds.
func check(t *testing.T, tr *ir.Trace, seed uint64) {
	t.Helper()
	if err := ir.Verify(tr); err != nil {
		t.Fatalf("the generator: %v\n%s", err, tr)
	}
	text := tr.String()
	for _, options := range variants {
		after := Optimise(tr, options)
		if err := ir.Verify(after); err != nil {
			t.Fatalf("%+v: %v\n%s\nbecame\n%s", options, err, tr, after)
		}
		for world := range uint64(8) {
			w, x := newWorld(seed&^7+world), newWorld(seed&^7+world)
			w.loose, x.loose = !options.Exact, !options.Exact
			a, err := w.run(tr)
			if err != nil {
				continue // a guess of the generator that another world breaks
			}
			b, err := x.run(after)
			if err != nil {
				t.Fatalf("%+v, world %d: %v\n%s\nbecame\n%s", options, seed&^7+world, err, tr, after)
			}
			if !options.Exact && b.byKind {
				continue // perhaps earlier than as recorded
			}
			if !options.Exact {
				a.memory, b.memory = seen(a.memory), seen(b.memory)
			}
			if d := differ(a, b, w, x); d != "" {
				t.Fatalf("%+v, world %d: %s\n%s\nbecame\n%s", options, seed&^7+world, d, tr, after)
			}
		}
	}
	if tr.String() != text {
		t.Fatalf("the input changed from\n%s\nto\n%s", text, tr)
	}
}

// TestRandomTraces is the short run of FuzzTraces.
func TestRandomTraces(t *testing.T) {
	n := 1500
	if testing.Short() {
		n = 200
	}
	loops := 0
	for seed := range n {
		r := rand.New(rand.NewSource(int64(seed)))
		tr := randomTrace(r.Intn, 5+r.Intn(60), uint64(seed))
		check(t, tr, uint64(seed))
		if after := Optimise(tr, Options{}); slices.ContainsFunc(after.Ins, func(i ir.Ins) bool { return i.Op == ir.JLOOP }) {
			loops++
		}
	}
	if loops < n/4 {
		t.Errorf("only %d of %d traces became loops", loops, n)
	}
}

func FuzzTraces(f *testing.F) {
	f.Add(uint64(1), []byte("some choices"))
	f.Fuzz(func(t *testing.T, seed uint64, data []byte) {
		at := 0
		choose := func(n int) int {
			if at++; at > len(data) {
				return int(mix(seed+uint64(at))>>8) & 0xffff % n
			}
			return int(data[at-1]) % n
		}
		check(t, randomTrace(choose, min(8+len(data)/3, 120), seed), seed)
	})
}
