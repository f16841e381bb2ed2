//go:build linux && amd64

package amd64

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gorgon/jit/ir"
)

// fill gives a world random contents that random traces can work on.
func (w *world) fill(r *rand.Rand) {
	w.reset()
	for i := range 128 {
		w.words[intsAt+i] = uint64(interesting[r.IntN(len(interesting))]) >> (r.IntN(2) * r.IntN(64))
		switch r.IntN(5) {
		case 0:
			w.words[valuesAt+i] = uint64(2 + r.IntN(6))
		case 1, 2:
			w.words[valuesAt+i] = ir.BoxInt(int64(r.Uint64()) >> (16 + r.IntN(47)))
		default:
			w.words[valuesAt+i] = ir.BoxFloat(interestingFloats[r.IntN(len(interestingFloats))])
		}
		w.words[lockAt+i] = []uint64{3, 50, 50, w.words[2], 200}[r.IntN(5)]
	}
	capacity := 320
	w.words[listAt+1] = 5
	w.words[listAt+2] = ir.BoxInt(int64(capacity))
	for i := range capacity {
		w.words[listAt+3+i] = w.words[valuesAt+i%128]
	}
	for i := range 4 {
		w.words[listAt+3+capacity+i] = []uint64{3, w.words[2], 200}[r.IntN(3)]
	}
	w.words[objectAt] = shape | 5<<32
	w.words[objectAt+1] = []uint64{3, w.words[2]}[r.IntN(2)]
	for i := range 64 {
		w.words[rootAt+i] = w.words[valuesAt+i]
	}
	w.words[rootAt+60] = uint64(w.address(listAt))
	w.words[rootAt+61] = uint64(w.address(objectAt))
	w.words[10] = w.words[9] + uint64(16*r.IntN(10))
	w.words[8] = uint64(3 * r.IntN(5))
	if r.IntN(3) == 0 {
		w.words[0] = uint64(r.IntN(20))
	}
	if r.IntN(4) == 0 {
		w.words[1] = 0 // all reads are logged
	}
}

// machine is the evaluator on the world's memory, with callbacks that do what
// the world's do.
func (w *world) machine(parents []uint64) *ir.Machine {
	m := &ir.Machine{Mem: w, Base: uint64(w.ctx.Base), Parents: parents, Call: mixed, Limit: 100_000}
	m.New = func(header uint64, size int32) uint64 {
		p := w.words[9]
		if uint64(size) > w.words[10]-p {
			p = uint64(w.fresh)
			w.fresh += uintptr(size)
			*w.at(uintptr(p)) = header
			return p
		}
		w.words[9] += uint64(size)
		*w.at(uintptr(p)) = header
		*w.at(uintptr(p) + 8) = w.words[11]
		return p
	}
	m.Poll = func(ticks int64) bool {
		w.words[0] -= uint64(ticks)
		return int64(w.words[0]) >= 0
	}
	m.Step = w.step
	m.Barrier = func(op ir.Op, a, b uint64, imm int64) bool {
		lock := uintptr(a) + 8
		switch op {
		case ir.TXREAD:
			lock = uintptr(a + uint64(imm))
		case ir.TXREADX:
			lock = uintptr(a + 8*b + uint64(imm))
		case ir.TXCARD, ir.TXOWNCARD:
			lock = uintptr(a + 24 + 8*(320+b/ir.CardSize))
		case ir.TXLOG:
			return true
		}
		return w.allowed(lock)
	}
	return m
}

// allowed says what the world's slow paths do with a lock.
func (w *world) allowed(lock uintptr) bool { return *w.at(lock) != 200 }

func (w *world) slowPath(s *Stop) bool {
	args := w.ctx.Args
	switch s.Op {
	case ir.STORE, ir.STOREX:
		object, slot := uintptr(args[0]), uintptr(args[1])
		if *w.at(object)>>40&0xff == 0 || slot < object-8 || slot > object+8*130 {
			w.t.Fatalf("%s: store at %#x into the object at %#x, whose header is %#x", s.Code.Trace.Line(s.Ins), slot, object, *w.at(object))
		}
		return true
	case ir.TXOWN:
		return w.allowed(uintptr(args[0]) + 8)
	case ir.TXLOG:
		return true
	}
	if lock := uintptr(args[0]); s.Op == ir.TXOWNCARD {
		want := uintptr(args[1] + 24 + 8*(320+args[2]/ir.CardSize))
		if lock != want {
			w.t.Fatalf("TXOWNCARD of item %d of %#x locks %#x, not %#x", args[2], args[1], lock, want)
		}
	}
	return w.allowed(uintptr(args[0]))
}

// sameWord is equality but for the bits of a nan.
func sameWord(a, b uint64) bool {
	return a == b || ir.IsFloat(a) && ir.IsFloat(b) && math.IsNaN(ir.UnboxFloat(a)) && math.IsNaN(ir.UnboxFloat(b))
}

// repair turns guards around that the evaluator sees failing, so that most of
// the trace runs.
func repair(w *world, tr *ir.Trace, parents []uint64) {
	before, fresh := slices.Clone(w.words), w.fresh
	opposite := map[ir.Op]ir.Op{ir.GEQ: ir.GNE, ir.GNE: ir.GEQ, ir.GLT: ir.GGE, ir.GGE: ir.GLT, ir.GLE: ir.GGT, ir.GGT: ir.GLE,
		ir.GFLT: ir.GNFLT, ir.GNFLT: ir.GFLT, ir.GFLE: ir.GNFLE, ir.GNFLE: ir.GFLE, ir.GFEQ: ir.GFNE, ir.GFNE: ir.GFEQ}
	for range 30 {
		out, err := w.machine(parents).Run(tr)
		copy(w.words, before)
		w.fresh = fresh
		if err != nil {
			return
		}
		op, ok := opposite[tr.Ins[out.Ins].Op]
		if !ok {
			return
		}
		tr.Ins[out.Ins].Op = op
	}
}

// compare runs the trace by both and compares memory.
func compare(w *world, seed uint64, tr *ir.Trace, code *Code, parents []uint64, run func() *Stop) *Stop {
	w.t.Helper()
	before, fresh := slices.Clone(w.words), w.fresh
	out, err := w.machine(parents).Run(tr)
	if err != nil {
		w.t.Fatalf("seed %d: evaluator: %v\n%v", seed, err, tr)
	}
	want := slices.Clone(w.words)
	copy(w.words, before)
	w.fresh = fresh
	s := run()
	if out.Trace >= 0 {
		if s.Code != w.codes[int(out.Trace)] {
			w.t.Fatalf("seed %d: left at %s, not by trace %d", seed, s.Code.Trace.Line(s.Ins), out.Trace)
		}
		want[depthAt] -= uint64(tr.Snaps[out.Snap].Depth)
	} else if s.Ins != out.Ins {
		w.t.Fatalf("seed %d: left at %s, the evaluator at %s\n%v\n%s", seed, tr.Line(s.Ins), tr.Line(out.Ins), tr, code.Disassemble())
	}
	for i := range want {
		if i == 7 || i >= undoAt && i < filterAt { // the undo log
			continue
		}
		if !sameWord(want[i], w.words[i]) {
			w.t.Fatalf("seed %d: left at %s: word %d (%d of the stack, %d of the heap) is %#x, not %#x (was %#x)\n%v\n%s", seed, tr.Line(s.Ins), i, i-rootAt, i-heapAt,
				w.words[i], want[i], before[i], tr, code.Disassemble())
		}
	}
	return s
}

// differ runs a random trace, and a random side trace at the place where it
// left, by the evaluator and by machine code.
func differ(t *testing.T, seed uint64) {
	r := rand.New(rand.NewPCG(seed, 1))
	w := newWorld(t)
	defer w.close()
	w.helper = mixed
	w.barrier = w.slowPath
	w.env.OldByte = 5 * int32(r.IntN(2))
	w.step = func(pc uint64, frame int32) bool { return pc%5 != 0 }
	end := w.compile(parse(t, "trace 99\nsnap 0 pc=0x77 base=0 depth=0\nEXIT @0"), nil)
	defer w.cache.Free(end)
	w.fill(r)
	tr := newGenerator(r, w, 1, inherited{}).trace()
	if err := ir.Verify(tr); err != nil {
		t.Fatalf("seed %d: %v\n%v", seed, err, tr)
	}
	repair(w, tr, nil)
	code := w.compile(tr, nil)
	defer w.cache.Free(code)
	var last *Stop
	for range 3 {
		start, fresh := slices.Clone(w.words), w.fresh
		last = compare(w, seed, tr, code, nil, func() *Stop { return w.run(code) })
		if last.Kind == Leave && last.Code == code && r.IntN(2) == 0 {
			copy(w.words, start)
			w.fresh = fresh
			differSide(w, seed, r, code)
			return
		}
		w.fill(r)
	}
}

// differSide grows a side trace where the trace leaves in the world as it is.
func differSide(w *world, seed uint64, r *rand.Rand, code *Code) {
	start, fresh := slices.Clone(w.words), w.fresh
	w.keep = true
	stop := w.run(code)
	w.keep = false
	var parents []uint64
	for _, l := range stop.State().Locs {
		parents = append(parents, w.ctx.Word(l))
	}
	tr := newGenerator(r, w, 2, inherited{stop.State().Locs, stop.State().Snap}).trace()
	if err := ir.Verify(tr); err != nil {
		w.t.Fatalf("seed %d: %v\n%v", seed, err, tr)
	}
	repair(w, tr, parents)
	side := w.compile(tr, stop.State().Locs)
	defer w.cache.Free(side)
	if err := stop.LinkSide(side); err != nil {
		w.t.Fatal(err)
	}
	compare(w, seed, tr, side, parents, func() *Stop {
		copy(w.words, start)
		w.fresh = fresh
		return w.run(code)
	})
	if err := stop.LinkSide(nil); err != nil {
		w.t.Fatal(err)
	}
}

func TestRandom(t *testing.T) {
	n := uint64(1000)
	if testing.Short() {
		n = 300
	}
	for seed := range n {
		differ(t, seed)
	}
}

func FuzzCompile(f *testing.F) {
	for seed := range uint64(20) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) { differ(t, seed) })
}
