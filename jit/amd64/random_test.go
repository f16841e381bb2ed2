//go:build linux && amd64

package amd64

import (
	"math"
	"math/rand/v2"

	"gorgon/jit/ir"
)

// The areas of the heap that random traces use, in words.
const (
	intsAt   = heapAt        // raw integers
	valuesAt = heapAt + 128  // boxed values
	outAt    = heapAt + 256  // written, never read
	lockAt   = heapAt + 512  // lock words
	listAt   = heapAt + 640  // a list block of 320 items and its locks
	objectAt = heapAt + 1100 // an object with shape 1234
	shape    = 1234
)

// endTrace is the number of a trace that leaves at once.
const endTrace = 99

// What the helpers of random traces are.
var testHelpers = []ir.Helper{
	{Name: "mixi", Args: "if", Result: ir.Int},
	{Name: "mixf", Args: "fii", Result: ir.Float},
	{Name: "mixv", Args: "vivi", Result: ir.Value},
	{Name: "note", Args: "i", Result: ir.None, Writes: true},
}

// mixed is what helper n makes of its arguments.
func mixed(n int64, args []uint64) uint64 {
	h := uint64(n+1) * 0x9e3779b97f4a7c15
	for i := range len(testHelpers[n].Args) {
		h = (h ^ args[i]) * 0xff51afd7ed558ccd
		h ^= h >> 33
	}
	switch testHelpers[n].Result {
	case ir.Int:
		return uint64(int64(h) >> (16 + h%40))
	case ir.Float:
		return math.Float64bits(float64(int64(h)>>20) / 64)
	}
	return ir.BoxInt(int64(h) >> 20)
}

// generator makes random traces that break no rule.
type generator struct {
	*rand.Rand
	w      *world
	t      *ir.Trace
	ints   []ir.Ref
	floats []ir.Ref
	values []ir.Ref
	fits   map[ir.Ref]bool // ints that fit in 48 bits
	recent bool            // prefer operands that were just defined
	list   ir.Ref
	object ir.Ref
	locks  ir.Ref
	ptr    ir.Ref // the heap's ints
	vals   ir.Ref
	out    ir.Ref
	frames bool
	inherited
}

type inherited struct {
	locs []Location
	snap *ir.Snapshot
}

func newGenerator(r *rand.Rand, w *world, number int, from inherited) *generator {
	g := &generator{Rand: r, w: w, t: ir.New(number, testHelpers), fits: map[ir.Ref]bool{}, recent: r.IntN(2) == 0, inherited: from}
	g.t.Transactional = true
	return g
}

func (g *generator) emit(op ir.Op, a, b ir.Ref, immediate int64) ir.Ref {
	in := ir.Ins{Op: op, A: a, B: b, Imm: immediate}
	if ir.Table[op].Flags&ir.Snap != 0 {
		in.Snap = g.snapshot()
	}
	switch ir.Table[op].Flags & (ir.Load | ir.Store) {
	case ir.Load, ir.Store:
		in.Class = ir.Other
	}
	if op == ir.SLOAD {
		in.Class = ir.Stack
	}
	r := g.t.Emit(in)
	g.add(r)
	return r
}

func (g *generator) add(r ir.Ref) {
	switch g.t.Type(r) {
	case ir.Int:
		g.ints = append(g.ints, r)
	case ir.Float:
		g.floats = append(g.floats, r)
	case ir.Value:
		g.values = append(g.values, r)
	}
}

func (g *generator) pick(from []ir.Ref) ir.Ref {
	if n := len(from); g.recent && n > 6 && g.IntN(4) > 0 {
		return from[n-6+g.IntN(6)]
	}
	return from[g.IntN(len(from))]
}

func (g *generator) int() ir.Ref   { return g.pick(g.ints) }
func (g *generator) float() ir.Ref { return g.pick(g.floats) }
func (g *generator) value() ir.Ref { return g.pick(g.values) }

func (g *generator) kint(i int64) ir.Ref {
	r := g.emit(ir.KINT, 0, 0, i)
	g.fits[r] = ir.Fits(i)
	return r
}

// index returns a ref of an integer in 0…limit-1, a power of two.
func (g *generator) index(limit int64) ir.Ref {
	if g.IntN(4) == 0 {
		return g.kint(g.Int64N(limit))
	}
	r := g.emit(ir.AND, g.int(), g.kint(limit-1), 0)
	g.fits[r] = true
	return r
}

// snapshot makes a snapshot of some values.
func (g *generator) snapshot() int32 {
	s := ir.Snapshot{PC: uint64(0x1000 + 16*len(g.t.Snaps)), Base: 0}
	slot := int32(g.IntN(3))
	if g.IntN(3) == 0 {
		s.Frames = []ir.Frame{{Base: 40, Regs: 12}}
		s.Depth, s.Base = 1, 40
		s.Slots = append(s.Slots, ir.SlotEntry{Slot: 38, Kind: ir.SlotRaw, Raw: g.Int64()},
			ir.SlotEntry{Slot: 39, Kind: ir.SlotFrame, Raw: 3})
	}
	for n := g.IntN(9); n > 0 && slot < 52; n-- {
		var r ir.Ref
		switch g.IntN(4) {
		case 0:
			if len(g.floats) > 0 {
				r = g.float()
			}
		case 1:
			if len(g.values) > 0 {
				r = g.value()
			}
		default:
			if len(g.ints) > 0 {
				if r = g.int(); !g.fits[r] {
					r = 0
				}
			}
		}
		if r != 0 && slot != 38 && slot != 39 {
			s.Slots = append(s.Slots, ir.SlotEntry{Slot: slot, Ref: r})
		}
		slot += 1 + int32(g.IntN(6))
	}
	g.t.Snaps = append(g.t.Snaps, s)
	return int32(len(g.t.Snaps) - 1)
}

func (g *generator) address(at int) int64 { return int64(g.w.address(at)) }

// prologue defines something of each type.
func (g *generator) prologue() {
	if g.snap != nil {
		for i, e := range g.snap.Slots {
			g.t.Parents = append(g.t.Parents, ir.None)
			if e.Kind != ir.SlotRef {
				continue
			}
			typ := g.locs[i].Type
			g.t.Parents[i] = typ
			if g.IntN(8) > 0 {
				r := g.t.Emit(ir.Ins{Op: ir.PARENT, Type: typ, Imm: int64(i)})
				g.add(r)
				g.fits[r] = typ == ir.Int
			}
		}
	}
	// Addresses are not in the lists, lest they be compared or computed with:
	// they differ from run to run.
	g.ptr = g.t.Emit(ir.Ins{Op: ir.KINT, Imm: g.address(intsAt)})
	g.vals = g.t.Emit(ir.Ins{Op: ir.KINT, Imm: g.address(valuesAt)})
	g.out = g.t.Emit(ir.Ins{Op: ir.KINT, Imm: g.address(outAt)})
	g.locks = g.t.Emit(ir.Ins{Op: ir.KINT, Imm: g.address(lockAt)})
	g.list = g.t.Emit(ir.Ins{Op: ir.SLOAD, Class: ir.Stack, Imm: 60})
	g.object = g.t.Emit(ir.Ins{Op: ir.SLOAD, Class: ir.Stack, Imm: 61})
	for range 2 + g.IntN(14) {
		g.emit(ir.LOADI, g.ptr, 0, 8*g.Int64N(64))
		g.emit(ir.LOAD, g.vals, 0, 8*g.Int64N(64))
		f := g.emit(ir.I2F, g.int(), 0, 0)
		g.emit(ir.FMUL, f, g.emit(ir.KFLOAT, 0, 0, int64(math.Float64bits(0.37))), 0)
	}
}

var interesting = []int64{0, 1, -1, 2, 3, 7, 63, 64, 127, 128, -128, 1 << 31, -1 << 31, 1<<31 - 1, 1 << 32, ir.MaxInt, ir.MinInt, ir.MaxInt + 1, math.MaxInt64, math.MinInt64, 0x123456789abcdef}

var interestingFloats = []float64{0, math.Copysign(0, -1), 1, -1, 0.5, -0.5, 1e300, -1e300, math.Inf(1), math.NaN(), 1 << 47, -(1 << 47), 1<<47 - 0.5, 1 << 52, 2.5, 5e-324}

// step emits a few random instructions.
func (g *generator) step() {
	switch g.IntN(13) {
	case 0:
		g.kint(interesting[g.IntN(len(interesting))] + g.Int64N(3) - 1)
	case 1:
		g.emit(ir.KFLOAT, 0, 0, int64(math.Float64bits(interestingFloats[g.IntN(len(interestingFloats))])))
	case 2, 3, 4:
		g.intOp()
	case 5, 6:
		g.floatOp()
	case 7:
		g.conversion()
	case 8:
		g.memory()
	case 9, 10:
		g.guard()
	case 11:
		g.barrier()
	case 12:
		if g.IntN(3) == 0 {
			g.call()
		}
	}
}

func (g *generator) intOp() {
	switch ops := []ir.Op{ir.ADD, ir.SUB, ir.MUL, ir.AND, ir.OR, ir.XOR, ir.LT, ir.LE, ir.EQ, ir.NE, ir.ULT, ir.NEG, ir.NOT, ir.SHL, ir.SHR, ir.SAR, ir.FLOORDIV, ir.FLOORMOD, ir.MULOV}; ops[g.IntN(len(ops))] {
	case ir.NEG:
		g.emit(ir.NEG, g.int(), 0, 0)
	case ir.NOT:
		g.emit(ir.NOT, g.int(), 0, 0)
	case ir.SHL:
		g.emit(ir.SHL, g.int(), g.index(64), 0)
	case ir.SHR:
		g.emit(ir.SHR, g.int(), g.index(64), 0)
	case ir.SAR:
		g.emit(ir.SAR, g.int(), g.index(64), 0)
	case ir.FLOORDIV:
		if n := g.positive(); g.IntN(10) == 0 {
			g.emit(ir.FLOORDIV, n, n, 0)
		} else {
			g.emit(ir.FLOORDIV, g.int(), n, 0)
		}
	case ir.FLOORMOD:
		g.emit(ir.FLOORMOD, g.int(), g.positive(), 0)
	case ir.MULOV:
		g.emit(ir.MULOV, g.int(), g.int(), 0)
	case ir.LT, ir.LE, ir.EQ, ir.NE, ir.ULT:
		r := g.emit([]ir.Op{ir.LT, ir.LE, ir.EQ, ir.NE, ir.ULT}[g.IntN(5)], g.int(), g.int(), 0)
		g.fits[r] = true
		if g.IntN(3) == 0 {
			g.emit(ir.BOXB, r, 0, 0)
		}
	default:
		g.emit([]ir.Op{ir.ADD, ir.SUB, ir.MUL, ir.AND, ir.OR, ir.XOR}[g.IntN(6)], g.int(), g.int(), 0)
	}
}

// positive returns an integer above 0.
func (g *generator) positive() ir.Ref {
	if g.IntN(20) == 0 {
		return g.kint(1)
	}
	switch g.IntN(4) {
	case 0:
		return g.kint(1 << g.IntN(63))
	case 1:
		return g.kint(1 + g.Int64()>>(1+g.IntN(62))&math.MaxInt64>>1)
	}
	small := g.emit(ir.SHR, g.int(), g.kint(1+g.Int64N(60)), 0)
	return g.emit(ir.OR, small, g.kint(1), 0)
}

func (g *generator) floatOp() {
	switch g.IntN(8) {
	case 0, 1, 2:
		g.emit([]ir.Op{ir.FADD, ir.FSUB, ir.FMUL, ir.FDIV}[g.IntN(4)], g.float(), g.float(), 0)
	case 3:
		g.emit([]ir.Op{ir.FNEG, ir.FABS, ir.FSQRT, ir.FFLOOR, ir.FCEIL}[g.IntN(5)], g.float(), 0, 0)
	case 4, 5:
		r := g.emit([]ir.Op{ir.FLT, ir.FLE, ir.FEQ}[g.IntN(3)], g.float(), g.float(), 0)
		g.fits[r] = true
	default:
		g.emit([]ir.Op{ir.GFLT, ir.GNFLT, ir.GFLE, ir.GNFLE, ir.GFEQ, ir.GFNE}[g.IntN(6)], g.float(), g.float(), 0)
	}
}

func (g *generator) conversion() {
	switch g.IntN(6) {
	case 0:
		v := g.value()
		g.emit(ir.GINT, v, 0, 0)
		g.fits[g.emit(ir.UNBOXI, v, 0, 0)] = true
	case 1:
		v := g.value()
		g.emit(ir.GFLOAT, v, 0, 0)
		g.emit(ir.UNBOXF, v, 0, 0)
	case 2:
		i := g.int()
		if !g.fits[i] {
			g.emit(ir.GFIT, i, 0, 0)
			g.fits[i] = true
		}
		g.emit(ir.BOXI, i, 0, 0)
	case 3:
		// Not among the values: nan has more than one form.
		v := g.t.Emit(ir.Ins{Op: ir.BOXF, A: g.float()})
		g.emit(ir.STORE, g.out, v, 8*g.Int64N(128))
	case 4:
		g.emit(ir.I2F, g.int(), 0, 0)
	case 5:
		g.fits[g.emit(ir.F2I, g.float(), 0, 0)] = true
	}
}

func (g *generator) memory() {
	switch g.IntN(10) {
	case 0:
		g.emit(ir.LOADI, g.ptr, 0, 8*g.Int64N(64))
	case 1:
		g.emit(ir.LOADX, g.vals, g.index(64), 8)
	case 2:
		g.fits[g.emit(ir.LOAD32, g.ptr, 0, 4*g.Int64N(128))] = true
	case 3:
		g.emit(ir.STOREI, g.ptr, g.int(), 8*g.Int64N(64))
	case 4:
		g.emit(ir.STORE, g.vals, g.value(), 8*g.Int64N(64))
	case 5:
		g.t.Emit(ir.Ins{Op: ir.STOREX, Class: ir.Other, A: g.vals, B: g.index(64), C: g.value(), Imm: -8 + 8*g.Int64N(3)})
	case 6:
		if g.IntN(4) == 0 {
			g.emit(ir.SETSHAPE, g.object, 0, shape+g.Int64N(2))
		}
		g.emit(ir.GPTR, g.object, 0, 0)
		g.emit(ir.GSHAPE, g.object, 0, shape)
	case 7:
		size := int32(16 * (1 + g.IntN(5)))
		header := int64(g.Uint32()) | int64(g.IntN(100))<<32 | int64(size)<<44
		o := g.t.Emit(ir.Ins{Op: ir.NEW, Imm: header, Size: size})
		if size > 16 {
			g.t.Emit(ir.Ins{Op: ir.STORE, Class: ir.Other, A: o, B: g.value(), Imm: 16})
		}
		g.t.Emit(ir.Ins{Op: ir.STORE, Class: ir.Other, A: g.out, B: o, Imm: 8 * g.Int64N(128)})
	case 8:
		g.emit(ir.SLOAD, 0, 0, 56+g.Int64N(4))
	case 9:
		g.emit(ir.LOADX, g.list, g.index(256), 24)
	}
}

func (g *generator) guard() {
	switch g.IntN(4) {
	case 0:
		g.emit([]ir.Op{ir.GEQ, ir.GNE}[g.IntN(2)], g.value(), g.value(), 0)
	default:
		g.emit([]ir.Op{ir.GEQ, ir.GNE, ir.GLT, ir.GLE, ir.GGT, ir.GGE, ir.GULT}[g.IntN(7)], g.int(), g.int(), 0)
	}
}

// card emits a barrier of an item of the list.
func (g *generator) card(op ir.Op) {
	room := g.t.Emit(ir.Ins{Op: ir.LOAD, Class: ir.Const, A: g.list, Imm: 16})
	cards := g.t.Emit(ir.Ins{Op: ir.CARDS, A: g.list, B: g.t.Emit(ir.Ins{Op: ir.UNBOXI, A: room})})
	g.t.Emit(ir.Ins{Op: op, A: g.list, B: g.index(256), C: cards, Snap: g.snapshot()})
}

func (g *generator) barrier() {
	switch g.IntN(7) {
	case 0:
		g.emit(ir.TXREAD, g.locks, 0, 8*g.Int64N(64))
	case 1:
		g.emit(ir.TXREADX, g.locks, g.index(32), 8*g.Int64N(4))
	case 2:
		g.card(ir.TXCARD)
	case 3:
		g.emit(ir.TXOWN, g.object, 0, 0)
	case 4:
		g.card(ir.TXOWNCARD)
	case 5:
		g.emit(ir.TXLOG, g.vals, g.index(32), 8*g.Int64N(4))
	case 6:
		g.emit(ir.POLL, 0, 0, g.Int64N(5))
	}
}

func (g *generator) call() {
	if g.IntN(3) == 0 {
		in := ir.Ins{Op: ir.STEP, Imm: int64(g.Uint32()), Size: int32(g.IntN(40)), Snap: g.snapshot()}
		g.t.Emit(in)
		return
	}
	n := g.IntN(len(testHelpers))
	in := ir.Ins{Op: ir.CALL, Imm: int64(n)}
	for i, c := range testHelpers[n].Args {
		r := map[rune]func() ir.Ref{'i': g.int, 'f': g.float, 'v': g.value}[c]()
		*[]*ir.Ref{&in.A, &in.B, &in.C, &in.D}[i] = r
	}
	g.add(g.t.Emit(in))
}

// loop emits LOOP, a body and the PHIs.
func (g *generator) loop(size int) {
	i, one := g.emit(ir.AND, g.int(), g.kint(0), 0), g.kint(1)
	g.fits[i] = true
	n := g.kint(1 + g.Int64N(12))
	type pair struct{ a, b ir.Ref }
	var phis []pair
	used := map[ir.Ref]bool{i: true, one: true, n: true, g.ptr: true, g.vals: true, g.out: true, g.locks: true, g.list: true, g.object: true}
	for range g.IntN(9) {
		list := [][]ir.Ref{g.ints, g.floats, g.values}[g.IntN(3)]
		if a := g.pick(list); !used[a] && !isConst(g.t.Ins[a].Op) {
			used[a] = true
			// What changes may come not to fit.
			phis = append(phis, pair{a: a})
			delete(g.fits, a)
		}
	}
	g.t.Emit(ir.Ins{Op: ir.LOOP})
	if g.IntN(2) == 0 {
		g.emit(ir.POLL, 0, 0, 1)
	}
	start := len(g.t.Ins)
	for len(g.t.Ins) < start+size {
		g.step()
	}
	g.emit(ir.GLT, i, n, 0)
	next := g.emit(ir.ADD, i, one, 0)
	// What fits after the body need not have done so before: snapshots of the
	// body are made by then, so there is nothing to lose.
	for k := range phis {
		list := g.ints
		switch g.t.Type(phis[k].a) {
		case ir.Float:
			list = g.floats
		case ir.Value:
			list = g.values
		}
		phis[k].b = g.pick(list)
	}
	g.t.Emit(ir.Ins{Op: ir.PHI, Type: ir.Int, A: i, B: next})
	for _, p := range phis {
		g.t.Emit(ir.Ins{Op: ir.PHI, Type: g.t.Type(p.a), A: p.a, B: p.b})
	}
	g.t.Emit(ir.Ins{Op: ir.JLOOP})
}

// trace makes a whole trace.
func (g *generator) trace() *ir.Trace {
	g.prologue()
	size := 5 + g.IntN(120)
	for start := len(g.t.Ins); len(g.t.Ins) < start+size; {
		g.step()
	}
	if g.IntN(2) == 0 {
		g.loop(5 + g.IntN(100))
	} else if g.IntN(3) == 0 {
		g.emit(ir.JTRACE, 0, 0, endTrace)
	} else {
		g.emit(ir.EXIT, 0, 0, 0)
	}
	return g.t
}

func isConst(op ir.Op) bool { return op == ir.KINT || op == ir.KFLOAT || op == ir.KVALUE }
