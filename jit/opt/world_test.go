package opt

import (
	"fmt"
	"maps"
	"math"

	"gorgon/jit/ir"
)

// world is the memory and the surroundings in which traces of the tests run:
// some objects, list blocks, a tuple, a thread and a stack, all in one array.
type world struct {
	words []uint64
	next  uint64 // where the next new object lies
	seed  uint64
	calls uint64 // of helpers that are not pure, and steps: they change memory
	polls int
	// stretches have what was joined, from one boundary to the next.
	stretches []stretch
	fresh     map[uint64]bool
	loose     bool // new objects may lie elsewhere in the run to compare with: their locks do not count
}

// stretch is what barriers joined between two boundaries.
type stretch struct{ read, own, undo map[uint64]bool }

const (
	origin    = 0x10000
	wordCount = 0x3c00 / 8
	objectAt  = origin
	objects   = 6
	blockAt   = origin + 0x400
	blocks    = 3
	items     = 16
	tupleAt   = origin + 0x800
	heapAt    = origin + 0x1000
	threadAt  = origin + 0x3000
	cacheAt   = origin + 0x3100
	stackAt   = origin + 0x3800
	slots     = 64
	maxPolls  = 9
)

func object(n int) uint64 { return objectAt + 0x40*(uint64(n)%objects) }
func block(n int) uint64  { return blockAt + 0x100*(uint64(n)%blocks) }

func mix(x uint64) uint64 {
	x ^= x >> 31
	x *= 0x9e3779b97f4a7c15
	x ^= x >> 29
	x *= 0xbf58476d1ce4e5b9
	return x ^ x>>32
}

// newWorld fills a world by the seed. Worlds of equal seed/8 have values of the
// same kinds in most places.
func newWorld(seed uint64) *world {
	w := &world{words: make([]uint64, wordCount), next: heapAt, seed: seed, fresh: map[uint64]bool{}}
	w.boundary()
	for n := range objects {
		o := object(n)
		w.Store64(o, 77+mix(seed/8+uint64(n))%5/4|5<<32)
		for at := uint64(16); at <= 40; at += 8 {
			w.Store64(o+at, w.value(o+at))
		}
		w.Store64(o+48, block(n))
	}
	for n := range blocks {
		for i := uint64(0); i < items; i++ {
			w.Store64(block(n)+16+8*i, w.value(block(n)+8*i))
		}
	}
	for i := uint64(0); i < 16; i++ {
		w.Store64(tupleAt+16+8*i, w.value(tupleAt+8*i))
		w.Store64(threadAt+8*i, w.value(threadAt+8*i))
		w.Store64(cacheAt+8*i, w.value(cacheAt+8*i))
	}
	for i := uint64(0); i < 10; i++ {
		w.Store64(stackAt+8*i, w.value(stackAt+8*i))
	}
	return w
}

// value is what lies at an address in the beginning: its kind depends on the
// address and seed/8, the rest on the seed.
func (w *world) value(at uint64) uint64 { return w.random(mix(at+w.seed/8), mix(at+w.seed)) }

func (w *world) random(kind, x uint64) uint64 {
	switch kind % 8 {
	case 0, 1, 2:
		if x%16 == 0 {
			return ir.BoxInt(ir.MaxInt - int64(x>>32%3))
		}
		return ir.BoxInt(int64(x>>8%40) - 8)
	case 3, 4:
		return ir.BoxFloat(float64(int64(x>>8%64)-16) / 4)
	case 5:
		return 2 + x>>4%4
	}
	return object(int(x >> 5 % objects))
}

func (w *world) Load64(a uint64) uint64 {
	if i := (a - origin) / 8; i < wordCount && a%8 == 0 {
		return w.words[i]
	}
	panic(fmt.Sprintf("load from %#x", a))
}

func (w *world) Load32(a uint64) uint32 { return uint32(w.Load64(a&^7) >> (8 * (a & 4))) }

func (w *world) Store64(a, word uint64) {
	if i := (a - origin) / 8; i < wordCount && a%8 == 0 {
		w.words[i] = word
		return
	}
	panic(fmt.Sprintf("store to %#x", a))
}

// The helpers of all traces of the tests.
var testHelpers = []ir.Helper{
	{Name: "square", Args: "i", Result: ir.Int, Pure: true},
	{Name: "peek", Args: "v", Result: ir.Value, Reads: true},
	{Name: "poke", Args: "vi", Result: ir.Value, Reads: true, Writes: true, Fails: true},
	{Name: "scale", Args: "ff", Result: ir.Float},
	{Name: "touch", Args: "", Result: ir.None, Writes: true},
}

func (w *world) call(helper int64, args []uint64) uint64 {
	if helper == 0 {
		return uint64(int64(int8(args[0])) * int64(int8(args[0])))
	}
	w.calls++
	x := mix(w.seed + 1000*w.calls)
	switch helper {
	case 1:
		return w.Load64(object(int(x)) + 16 + 8*(x>>8%4))
	case 3:
		return math.Float64bits(math.Float64frombits(args[0])*2 + math.Float64frombits(args[1]))
	}
	w.disturb(x)
	if x>>40%8 == 0 {
		return 0
	}
	return w.random(x>>3, x>>7)
}

// disturb writes what a helper that writes may.
func (w *world) disturb(x uint64) {
	o := object(int(x >> 1))
	switch x >> 10 % 6 {
	case 0:
		w.Store64(o, 77+x>>20%3|5<<32)
	case 1, 2:
		w.Store64(o+16+8*(x>>20%4), w.random(x>>24, x>>30))
	case 3:
		w.Store64(block(int(x>>20))+16+8*(x>>24%items), w.random(x>>28, x>>33))
	case 4:
		w.Store64(threadAt+8*(x>>20%16), w.random(x>>24, x>>30))
	}
}

// step is what the interpreter does at a STEP: any of it may write anything.
func (w *world) step(pc uint64, _ int32) bool {
	w.calls++
	x := mix(w.seed + 1000*w.calls)
	w.disturb(x)
	w.Store64(stackAt+8*(x>>8%slots), w.random(x>>16, x>>24))
	w.Store64(stackAt+8*(pc%8), w.random(x>>17, x>>25))
	w.Store64(cacheAt+8*(x>>30%16), w.random(x>>35, x>>40))
	w.boundary()
	clear(w.fresh)
	return x>>50%16 != 0
}

func (w *world) boundary() {
	w.stretches = append(w.stretches, stretch{map[uint64]bool{}, map[uint64]bool{}, map[uint64]bool{}})
}

func (w *world) new(header uint64, size int32) uint64 {
	a := w.next
	w.Store64(a, header)
	w.next += uint64(size+15) &^ 15
	if w.next > threadAt {
		panic("the heap is full")
	}
	w.fresh[a] = true
	return a
}

// lockOf is the number of what a barrier joins.
func lockOf(op ir.Op, a, b uint64, imm int64) uint64 {
	switch op {
	case ir.TXREAD:
		return a + uint64(imm)
	case ir.TXREADX, ir.TXLOG:
		return a + 8*b + uint64(imm)
	case ir.TXOWN:
		return a + ir.LockOffset
	}
	return a<<32 + b/ir.CardSize
}

// barrier joins, unless it fails, which depends on the lock and the stretch.
// What is joined of fresh objects is not noted.
func (w *world) barrier(op ir.Op, a, b uint64, imm int64) bool {
	if w.fresh[a] || w.loose && a >= heapAt && a < threadAt {
		return true
	}
	lock := lockOf(op, a, b, imm)
	if mix(lock+w.seed+uint64(len(w.stretches)))%64 == 0 {
		return false
	}
	s := &w.stretches[len(w.stretches)-1]
	switch op {
	case ir.TXOWN, ir.TXOWNCARD:
		s.own[lock] = true
	case ir.TXLOG:
		s.undo[lock] = true
	default:
		s.read[lock] = true
	}
	return true
}

func (w *world) poll(int64) bool {
	w.polls++
	return w.polls < maxPolls-int(w.seed%3)
}

// ending is how a run ended, for comparison.
type ending struct {
	pc     uint64
	base   int32
	depth  int32
	trace  int64
	step   bool
	memory []uint64
	polls  int
	calls  uint64
	byKind bool // left by a guard of a value's kind
}

// run runs a trace, again as long as it ends by going to its own entry.
func (w *world) run(t *ir.Trace) (end ending, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%v", p)
		}
	}()
	m := &ir.Machine{Mem: w, Base: stackAt, Call: w.call, New: w.new, Barrier: w.barrier, Step: w.step, Poll: w.poll, Limit: 20000}
	for {
		out, err := m.Run(t)
		if err != nil {
			return ending{}, err
		}
		if out.Trace == int64(t.Number) {
			continue
		}
		s := &t.Snaps[out.Snap]
		op := t.Ins[out.Ins].Op
		return ending{s.PC, s.Base, s.Depth, out.Trace, out.Step, w.words, w.polls, w.calls, op == ir.GINT || op == ir.GFLOAT || op == ir.GPTR}, nil
	}
}

// seen returns the memory as a program can see it: new objects are numbered in
// the order in which they are found from the rest, and follow it.
func seen(memory []uint64) (words []uint64) {
	found := map[uint64]uint64{}
	var order []uint64
	note := func(w uint64) {
		if w >= heapAt && w < threadAt {
			if found[w] == 0 {
				order = append(order, w)
				found[w] = uint64(len(order))
			}
			w = found[w]<<32 | 1
		}
		words = append(words, w)
	}
	for i, w := range memory {
		if at := uint64(origin + 8*i); at < heapAt || at >= threadAt {
			note(w)
		}
	}
	for n := 0; n < len(order); n++ {
		for i := range uint64(6) {
			note(memory[(order[n]-origin)/8+i])
		}
	}
	return words
}

// differ says in what two runs differ, "" if in nothing.
func differ(a, b ending, before, after *world) string {
	for i := range a.memory {
		if i >= len(b.memory) || a.memory[i] != b.memory[i] {
			return fmt.Sprintf("%#x has %#x, then %#x", origin+8*i, a.memory[i], b.memory[min(i, len(b.memory)-1)])
		}
	}
	a.memory, b.memory, a.byKind, b.byKind = nil, nil, false, false
	if fmt.Sprint(a) != fmt.Sprint(b) {
		return fmt.Sprintf("left as %+v, then as %+v", a, b)
	}
	if len(before.stretches) != len(after.stretches) {
		return "another number of boundaries"
	}
	for i := range before.stretches {
		s, t := &before.stretches[i], &after.stretches[i]
		lost := func(have, want map[uint64]bool) string {
			for lock := range want {
				if !have[lock] {
					return fmt.Sprintf("stretch %d: %#x is not joined: %v", i, lock, t)
				}
			}
			return ""
		}
		reads := maps.Clone(t.read)
		maps.Copy(reads, t.own)
		takes := maps.Clone(s.read) // the pass upgrade may own what is only read
		maps.Copy(takes, s.own)
		for _, d := range []string{lost(t.own, s.own), lost(t.undo, s.undo), lost(reads, s.read), lost(takes, t.own), lost(s.undo, t.undo), lost(s.read, t.read)} {
			if d != "" {
				return d
			}
		}
	}
	return ""
}
