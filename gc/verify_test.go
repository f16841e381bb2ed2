package gc

import (
	"errors"
	"testing"
)

// planted is one error put into a sound heap by hand.
type planted struct {
	name string // of the invariant that must be reported
	do   func(f *faulty) (undo func())
}

// faulty is a small heap: root → pair → (leaf, large), root → far. far lies in
// another block than the rest and the allocator's run.
type faulty struct {
	a                 *Allocator
	pair, leaf, large uintptr
	dead, far         uintptr
}

func replace(at uintptr, w uint64) func() {
	old := Load64(at)
	Store64(at, w)
	return func() { Store64(at, old) }
}

func replaceByte(at uintptr, b uint8) func() {
	p := (*uint8)(ptr(at))
	old := *p
	*p = b
	return func() { *p = old }
}

var plantedErrors = []planted{
	{"references are aligned", func(f *faulty) func() { return replace(f.pair+16, uint64(f.leaf+8)) }},
	{"references point into the heap", func(f *faulty) func() { return replace(f.pair+16, 0x5000) }},
	{"references point to the start of an object that lives", func(f *faulty) func() { return replace(f.pair+16, uint64(f.leaf+16)) }},
	{"references point to the start of an object that lives", func(f *faulty) func() { return replace(f.pair+16, uint64(f.dead)) }},
	{"references point to the start of an object that lives", func(f *faulty) func() { return replace(f.pair+24, uint64(f.large+4096)) }},
	{"layouts are registered", func(f *faulty) func() { return replaceByte(f.leaf+offLayout, 250) }},
	{"sizes are sane", func(f *faulty) func() { return replace(f.leaf, Load64(f.leaf)&0xffff_ffff_ffff) }},
	{"sizes are sane", func(f *faulty) func() { return replace(f.leaf, Load64(f.leaf)|0xffff<<48) }},
	{"sizes are sane", func(f *faulty) func() { return replace(f.large-8, 1<<30) }},
	{"sizes are sane", func(f *faulty) func() { return replace(f.large, Load64(f.large)|7<<48) }},
	{"objects are disjoint", func(f *faulty) func() { return replace(f.pair, Load64(f.pair)+(1<<48)) }},
	{"lines of live objects are in use", func(f *faulty) func() {
		lines := linesOf(f.leaf)
		l := (f.leaf - blockStart(f.leaf)) / lineSize
		old := lines[l]
		lines[l] = lineFree
		return func() { lines[l] = old }
	}},
	{"marks agree with lines", func(f *faulty) func() {
		lines := linesOf(f.leaf)
		l := (f.leaf - blockStart(f.leaf)) / lineSize
		old := lines[l]
		lines[l] = old%lastEpoch + 1
		return func() { lines[l] = old }
	}},
	{"objects lie in blocks in use", func(f *faulty) func() {
		b, listed, sparse := blockOf(f.far), heap.recyclable, heap.sparse
		old := b.state
		b.state, heap.recyclable, heap.sparse = blockFree, nil, nil
		return func() { b.state, heap.recyclable, heap.sparse = old, listed, sparse }
	}},
	{"listed blocks have the state of their list", func(f *faulty) func() {
		b := blockAt(heap.free[0])
		b.state = blockFull
		return func() { b.state = blockFree }
	}},
	{"free blocks have no line in use", func(f *faulty) func() {
		lines := linesOf(blockAddr(heap.free[0]))
		lines[77] = lineFresh
		return func() { lines[77] = lineFree }
	}},
	{"runs are zero", func(f *faulty) func() { return replace(f.a.hidden.cursor+8, 1) }},
	{"used pages belong to large objects or blocks", func(f *faulty) func() {
		heap.largePages++
		return func() { heap.largePages-- }
	}},
	{"page runs cover the arena", func(f *faulty) func() {
		r := pageOf(pageNumber(f.large))
		r.n--
		return func() { r.n++ }
	}},
	{"dirty pages are counted", func(f *faulty) func() {
		pages.dirty++
		return func() { pages.dirty-- }
	}},
}

func newFaulty(t *testing.T) *faulty {
	roots := withRoots(t)
	withVerify(t)
	f := &faulty{a: newAllocator(t)}
	f.pair = f.a.Alloc(Header(1, LayoutValues), 32)
	f.leaf = f.a.Alloc(Header(2, LayoutRaw), 32)
	f.dead = f.a.Alloc(Header(3, LayoutRaw), 32)
	f.far = f.a.Alloc(Header(5, LayoutRaw), MaxSmall)
	f.large = f.a.Alloc(Header(4, LayoutRaw), 40000)
	Store(f.pair+16, MakePtr(f.leaf))
	Store(f.pair+24, MakePtr(f.large))
	roots.values = []Value{MakePtr(f.pair), MakePtr(f.far)}
	Collect(nil)
	f.a.Alloc(Header(1, LayoutRaw), 32) // the allocator has a run again
	return f
}

func TestVerifyFindsPlantedErrors(t *testing.T) {
	f := newFaulty(t)
	for _, p := range plantedErrors {
		if err := Verify(); err != nil {
			t.Fatalf("before planting %q: %v", p.name, err)
		}
		undo := p.do(f)
		err := Verify()
		undo()
		var broken *Invariant
		if !errors.As(err, &broken) || broken.Name != p.name {
			t.Errorf("planted %q, Verify says: %v", p.name, err)
		}
	}
	if err := Verify(); err != nil {
		t.Fatal(err)
	}
}

func TestDeadMemoryIsPoisonedInDebugMode(t *testing.T) {
	f := newFaulty(t)
	for at := f.dead; at < f.dead+32; at += 8 {
		if Load64(at) != poisonWord {
			t.Fatalf("dead word at +%d is %#x", at-f.dead, Load64(at))
		}
	}
	if LayoutOf(f.leaf) != LayoutRaw || SizeOf(f.leaf) != 32 {
		t.Fatal("a live object was overwritten")
	}
}
