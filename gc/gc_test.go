package gc

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// rootSlice is a root source over a Go slice.
type rootSlice struct{ values []Value }

func (r *rootSlice) VisitRoots(visit func(Value)) {
	for _, v := range r.values {
		visit(v)
	}
}

func withRoots(t testing.TB) *rootSlice {
	r := &rootSlice{}
	RegisterRoots(r)
	t.Cleanup(func() {
		UnregisterRoots(r)
		Collect(nil)
	})
	return r
}

func newAllocator(t testing.TB) *Allocator {
	a := &Allocator{}
	RegisterAllocator(a)
	t.Cleanup(func() { UnregisterAllocator(a) })
	return a
}

// withVerify runs the rest of the test in debug mode.
func withVerify(t testing.TB) {
	SetVerify(true)
	t.Cleanup(func() { SetVerify(false) })
}

// pairLayout traces only the first two words after the header.
var pairLayout = RegisterLayout(Layout{Name: "test pair", Trace: func(o uintptr, visit func(Value)) {
	visit(Load(o + 16))
	visit(Load(o + 24))
}})

// sparseLayout traces every second word, like the table of a dict.
var sparseLayout = RegisterLayout(Layout{Name: "test sparse", Trace: func(o uintptr, visit func(Value)) {
	for at := o + 16; at < o+SizeOf(o); at += 16 {
		visit(Load(at))
	}
}, Array: func(o uintptr) Array {
	return Array{At: o + 16, N: (SizeOf(o) - 16 + 15) / 16, Stride: 16}
}})

// node is the model of one object: what must be found in the heap.
type node struct {
	addr   uintptr
	size   uintptr
	layout uint8
	id     uint64
	edges  map[uintptr]*node // by offset
	seen   int
}

// graph builds random objects in the heap and the same graph in Go.
type graph struct {
	t     testing.TB
	rnd   *rand.Rand
	a     *Allocator
	roots []*node
	next  uint64
	round int
}

func (g *graph) randomSize() uintptr {
	switch r := g.rnd.IntN(1000); {
	case r < 800:
		return Round(32 + uintptr(g.rnd.IntN(96)))
	case r < 960:
		return Round(32 + uintptr(g.rnd.IntN(1000)))
	case r < 996:
		return Round(1000 + uintptr(g.rnd.IntN(MaxSmall-1000)))
	default:
		return Round(MaxSmall + 1 + uintptr(g.rnd.IntN(300000)))
	}
}

// fields are the offsets that the layout traces and the test uses for edges.
func (n *node) field(i uint) uintptr {
	switch n.layout {
	case LayoutValues:
		return 24 + uintptr(i)%((n.size-24)/8)*8
	case pairLayout:
		return 16 + uintptr(i)%2*8
	case sparseLayout:
		return 16 + uintptr(i)%((n.size-16)/16)*16
	}
	return 0
}

// idAt is where the object's number stands: as an int for traced layouts.
func (n *node) idAt() uintptr {
	switch n.layout {
	case pairLayout:
		return n.size - 8 // 32 or more: never a traced word for larger ones
	case sparseLayout:
		return 24
	}
	return 16
}

func (g *graph) alloc() *node {
	n := &node{layout: uint8([]uint8{LayoutRaw, LayoutValues, pairLayout, sparseLayout}[g.rnd.IntN(4)]), edges: map[uintptr]*node{}}
	n.size = g.randomSize()
	if n.size < 48 {
		n.size = 48
	}
	g.next++
	n.id = g.next
	n.addr = g.a.Alloc(Header(uint32(n.id), n.layout), n.size)
	for at := n.addr + HeaderSize; at < n.addr+n.size; at += 8 {
		if w := Load64(at); w != 0 {
			g.t.Fatalf("new object of %d bytes at %#x: word at +%d is %#x", n.size, n.addr, at-n.addr, w)
		}
	}
	Store(n.addr+n.idAt(), MakeInt(int64(n.id)))
	return n
}

func (g *graph) link(from, to *node) {
	if from.layout == LayoutRaw {
		return
	}
	f := from.field(g.rnd.Uint())
	from.edges[f] = to
	if f != from.idAt() && g.rnd.IntN(2) == 0 {
		DirtyAt(from.addr, from.addr+f, 1)
	} else {
		Dirty(from.addr)
	}
	Store(from.addr+f, MakePtr(to.addr))
}

// mutate adds objects below random live ones, and drops some roots and edges.
func (g *graph) mutate(n int) {
	recent := append([]*node{}, g.roots...)
	for range n {
		o := g.alloc()
		if len(recent) > 0 && g.rnd.IntN(10) > 0 {
			g.link(recent[g.rnd.IntN(len(recent))], o)
			g.link(o, recent[g.rnd.IntN(len(recent))])
		} else if g.rnd.IntN(10) == 0 {
			g.roots = append(g.roots, o)
		}
		recent = append(recent, o)
	}
	for len(g.roots) > 20 || len(g.roots) > 0 && g.rnd.IntN(3) == 0 {
		i := g.rnd.IntN(len(g.roots))
		g.roots[i] = g.roots[len(g.roots)-1]
		g.roots = g.roots[:len(g.roots)-1]
	}
}

// check compares everything that the model reaches with the heap, and returns
// the number of objects and their bytes.
func (g *graph) check() (count int, bytes uintptr) {
	g.round++
	stack := append([]*node{}, g.roots...)
	for len(stack) > 0 {
		n := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if n.seen == g.round {
			continue
		}
		n.seen = g.round
		count++
		bytes += n.size
		if Shape(n.addr) != uint32(n.id) || LayoutOf(n.addr) != n.layout || SizeOf(n.addr) != n.size {
			g.t.Fatalf("object %d at %#x: header has shape %d layout %d size %d, want layout %d size %d",
				n.id, n.addr, Shape(n.addr), LayoutOf(n.addr), SizeOf(n.addr), n.layout, n.size)
		}
		if _, taken := n.edges[n.idAt()]; !taken && Load(n.addr+n.idAt()) != MakeInt(int64(n.id)) {
			g.t.Fatalf("object %d at %#x: contents changed to %#x", n.id, n.addr, Load(n.addr+n.idAt()))
		}
		for f, to := range n.edges {
			if Load(n.addr+f) != MakePtr(to.addr) {
				g.t.Fatalf("object %d at %#x: edge at +%d is %#x, want %#x", n.id, n.addr, f, Load(n.addr+f), to.addr)
			}
			stack = append(stack, to)
		}
	}
	return count, bytes
}

func (g *graph) fillRoots(r *rootSlice) {
	r.values = r.values[:0]
	for _, n := range g.roots {
		r.values = append(r.values, MakePtr(n.addr), MakeInt(int64(n.id)), MakeFloat(1.5), None)
	}
}

func runGraph(t *testing.T, seed uint64, rounds, objects int) {
	g := &graph{t: t, rnd: rand.New(rand.NewPCG(seed, 1)), a: newAllocator(t)}
	roots := withRoots(t)
	for round := range rounds {
		g.mutate(objects)
		g.fillRoots(roots)
		if round%3 == 2 {
			g.a.Flush()
		}
		if err := Verify(); err != nil {
			t.Fatalf("seed %d round %d: %v", seed, round, err)
		}
		full := round%4 == 0
		if full {
			Collect(nil)
		} else {
			heap.Lock()
			collect(false, 0)
			heap.Unlock()
		}
		count, bytes := g.check()
		s := ReadStats()
		if !full { // what was old and has died is still there
			count, bytes = min(count, int(s.LiveObjects)), min(bytes, uintptr(s.Live))
			s.LiveObjects = min(s.LiveObjects, uint64(count))
		}
		// Markers that meet at an object may both count it.
		if s.LiveObjects < uint64(count) || s.LiveObjects > uint64(count+count/50) || s.Live < uint64(bytes) {
			t.Fatalf("seed %d round %d: %d objects and %d bytes live, the model has %d and %d",
				seed, round, s.LiveObjects, s.Live, count, bytes)
		}
		if err := Verify(); err != nil {
			t.Fatalf("seed %d round %d, after collecting: %v", seed, round, err)
		}
	}
}

func TestRandomGraphs(t *testing.T) {
	for seed := range uint64(6) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) { runGraph(t, seed, 12, 3000) })
	}
}

func TestRandomGraphsInDebugMode(t *testing.T) {
	withVerify(t)
	runGraph(t, 100, 8, 2000)
}

func TestRandomGraphsUnderStress(t *testing.T) {
	SetStress(true)
	defer SetStress(false)
	t.Run("plain", func(t *testing.T) { runGraph(t, 200, 8, 3000) })
	t.Run("debug", func(t *testing.T) {
		withVerify(t)
		runGraph(t, 201, 4, 1000)
	})
}

// residentBytes is what the process has in memory.
func residentBytes(t testing.TB) uint64 {
	b, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		t.Skip("no statm on this system")
	}
	n, err := strconv.ParseUint(strings.Fields(string(b))[1], 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return n * uint64(os.Getpagesize())
}

// collectWhenAsked makes the allocating test itself the safepoint.
func collectWhenAsked() {
	if Requested() {
		Collect(nil)
	}
}

func TestChurnReusesMemory(t *testing.T) {
	roots := withRoots(t)
	a := newAllocator(t)
	Collect(nil)
	before, began := residentBytes(t), time.Now()
	committed := ReadStats().Committed
	const keep = 20000
	roots.values = make([]Value, keep)
	total, i := uintptr(0), 0
	for total < 5<<30 {
		size := uintptr(32 + i%5*16)
		p := a.Alloc(Header(1, LayoutValues), size)
		if i%64 == 0 {
			roots.values[i/64%keep] = MakePtr(p)
		}
		if i%4096 == 0 { // a large one now and then
			a.Alloc(Header(2, LayoutRaw), 100000)
			total += 100000
			collectWhenAsked()
		}
		total += size
		i++
	}
	s := ReadStats()
	grown := int64(residentBytes(t)) - int64(before)
	t.Logf("%d MiB of churn in %v, %d collections, resident +%d MiB, mean pause %v",
		total>>20, time.Since(began), s.Collections, grown>>20, s.TotalPause/time.Duration(s.Collections))
	if grown > 120<<20 || s.Committed-min(committed, s.Committed) > 120<<20 {
		t.Fatalf("memory is not reused: resident %d MiB more, committed %d MiB", grown>>20, s.Committed>>20)
	}
}

func TestLargeObjects(t *testing.T) {
	roots := withRoots(t)
	a := newAllocator(t)
	rnd := rand.New(rand.NewPCG(3, 3))
	const slots = 50
	want := make([]uint64, slots)
	roots.values = make([]Value, slots)
	committed := uint64(0)
	for round := range 400 {
		for range 5 {
			i := rnd.IntN(slots)
			size := Round(MaxSmall + 16 + uintptr(rnd.IntN(1<<20)))
			if rnd.IntN(40) == 0 {
				size *= 5
			}
			p := a.Alloc(Header(7, LayoutRaw), size)
			if SizeOf(p) != size {
				t.Fatalf("size %d, want %d", SizeOf(p), size)
			}
			for at := p + 16; at < p+size; at += 8 {
				if Load64(at) != 0 {
					t.Fatalf("new large object is not zero at +%d of %d", at-p, size)
				}
			}
			want[i] = rnd.Uint64() | 1
			Store64(p+16, want[i])
			Store64(p+size-8, want[i])
			roots.values[i] = MakePtr(p)
		}
		if round%20 == 0 {
			Collect(nil)
			if err := Verify(); err != nil {
				t.Fatal(err)
			}
		}
		for i, v := range roots.values {
			if o := v.Addr(); v != 0 && (Load64(o+16) != want[i] || Load64(o+SizeOf(o)-8) != want[i]) {
				t.Fatalf("round %d: large object %d changed", round, i)
			}
		}
		if round == 200 {
			committed = ReadStats().Committed
		}
	}
	if end := ReadStats().Committed; end > committed+(64<<20) {
		t.Fatalf("committed grew from %d to %d MiB", committed>>20, end>>20)
	}
	clear(roots.values)
	Collect(nil)
	if err := Verify(); err != nil { // beside the scavenger
		t.Fatal(err)
	}
	if s := ReadStats(); s.Large != 0 || s.Live != 0 {
		t.Fatalf("%d bytes of large pages, %d live after dropping all", s.Large, s.Live)
	}
}

// TestHugeArray needs the tracing in pieces, and the nested drain of custom
// layouts: the queue must stay small.
func TestHugeArray(t *testing.T) {
	for _, layout := range []uint8{LayoutValues, sparseLayout} {
		testHugeArray(t, layout)
	}
}

func testHugeArray(t *testing.T, layout uint8) {
	roots := withRoots(t)
	a := newAllocator(t)
	const n = 300000
	arr := a.Alloc(Header(1, layout), 16+n*16)
	for i := range uintptr(n) {
		p := a.Alloc(Header(2, LayoutValues), 32)
		Store(p+16, MakeInt(int64(i)))
		Store(p+24, MakePtr(arr))
		Store(arr+16+i*16, MakePtr(p))
	}
	roots.values = []Value{MakePtr(arr)}
	Collect(nil)
	for i := range uintptr(n) {
		if got := Load(Load(arr+16+i*16).Addr() + 16); got != MakeInt(int64(i)) {
			t.Fatalf("layout %d: element %d is %#x", layout, i, got)
		}
	}
	if s := ReadStats(); s.LiveObjects < n+1 || s.LiveObjects > n+n/10 {
		t.Fatalf("layout %d: %d objects marked, want about %d", layout, s.LiveObjects, n+1)
	}
	if len(heap.spare) > keptPackets {
		t.Fatalf("%d packets kept", len(heap.spare))
	}
	roots.values = nil
}

func TestParallelAllocators(t *testing.T) {
	const threads, rounds, perRound = 4, 6, 20000
	lists := make([]*rootSlice, threads)
	allocators := make([]*Allocator, threads)
	for i := range lists {
		lists[i], allocators[i] = withRoots(t), newAllocator(t)
	}
	for round := range rounds {
		var wg sync.WaitGroup
		for i := range threads {
			wg.Go(func() { fillList(lists[i], allocators[i], perRound, i*1000000+round*perRound) })
		}
		wg.Wait()
		if err := Verify(); err != nil {
			t.Fatal(err)
		}
		Collect(nil)
		for i := range threads {
			if err := checkList(lists[i], perRound, i*1000000+round*perRound); err != nil {
				t.Fatalf("thread %d round %d: %v", i, round, err)
			}
		}
	}
}

// TestHelp has threads that stand mark besides the collector: nothing that is
// reached may die, and few objects be counted by two of them.
func TestHelp(t *testing.T) {
	const lists, perList = 20, 28000
	roots := make([]*rootSlice, lists)
	a := newAllocator(t)
	for i := range roots {
		roots[i] = withRoots(t)
		fillList(roots[i], a, perList, i)
	}
	Collect(nil)
	if held() < parallelFrom {
		t.Fatal("the heap is too small for more than one marker")
	}
	live := ReadStats().LiveObjects
	withHelpers(func() {
		for round := range 4 {
			Collect(nil)
			if n := ReadStats().LiveObjects; n < live || n > live+live/100 {
				t.Errorf("round %d: %d objects live, not %d", round, n, live)
			}
		}
	})
	for i, r := range roots {
		if err := checkList(r, perList, i); err != nil {
			t.Fatal(err)
		}
	}
}

// TestHelpWithNewObjects is the same in a small heap, of which only what is new is
// collected.
func TestHelpWithNewObjects(t *testing.T) {
	const lists, perList, rounds = 40, 200, 30
	old, a := withRoots(t), newAllocator(t)
	fillList(old, a, perList, -perList)
	roots := make([]*rootSlice, lists)
	for i := range roots {
		roots[i] = withRoots(t)
	}
	Collect(nil)
	withHelpers(func() {
		for round := range rounds {
			live := ReadStats().LiveObjects
			for i, r := range roots {
				fillList(r, a, perList, round*lists+i)
			}
			heap.Lock()
			collect(false, 0)
			heap.Unlock()
			if n, want := ReadStats().LiveObjects-live, uint64(lists*perList); n < want || n > want+want/50 {
				t.Errorf("round %d: %d new objects live, not %d", round, n, want)
			}
			for i, r := range roots {
				if err := checkList(r, perList, round*lists+i); err != nil {
					t.Fatalf("round %d, list %d: %v", round, i, err)
				}
			}
		}
	})
	if err := checkList(old, perList, -perList); err != nil {
		t.Fatal(err)
	}
}

// withHelpers runs f while three threads stand ready to mark.
func withHelpers(f func()) {
	var stop atomic.Bool
	var wg sync.WaitGroup
	for range 3 {
		Stand(1)
		wg.Go(func() {
			defer Stand(-1)
			for !stop.Load() {
				Help()
				runtime.Gosched()
			}
		})
	}
	f()
	stop.Store(true)
	wg.Wait()
}

// fillList makes a linked list of n nodes, with garbage in between.
func fillList(r *rootSlice, a *Allocator, n, base int) {
	head := None
	for k := range n {
		size := uintptr(32)
		if k%50 == 0 {
			size = 160 + uintptr(k%3000)/16*16
		}
		p := a.Alloc(Header(1, LayoutValues), size)
		Store(p+16, head)
		Store(p+24, MakeInt(int64(base+k)))
		head = MakePtr(p)
		a.Alloc(Header(9, LayoutRaw), 48)
	}
	r.values = []Value{head}
}

func checkList(r *rootSlice, n, base int) error {
	v := r.values[0]
	for k := n - 1; k >= 0; k-- {
		if !v.IsPtr() || Load(v.Addr()+24) != MakeInt(int64(base+k)) {
			return fmt.Errorf("node %d of the list is %#x", k, v)
		}
		v = Load(v.Addr() + 16)
	}
	if v != None {
		return fmt.Errorf("the list does not end")
	}
	return nil
}

// TestFragmentation leaves one small object in most blocks, and checks that
// the holes between are filled before the heap grows.
func TestFragmentation(t *testing.T) {
	roots := withRoots(t)
	a := newAllocator(t)
	for i := range 64 << 20 / 64 {
		p := a.Alloc(Header(1, LayoutRaw), 64)
		if i%400 == 0 {
			roots.values = append(roots.values, MakePtr(p))
		}
	}
	Collect(nil)
	before := ReadStats()
	if before.FreeBlocks > 20<<20 {
		t.Fatalf("the heap is not fragmented: %d MiB of free blocks", before.FreeBlocks>>20)
	}
	for range 40 << 20 / 64 {
		a.Alloc(Header(2, LayoutRaw), 64)
	}
	if after := ReadStats(); after.Blocks > before.Blocks {
		t.Fatalf("the block space grew from %d to %d MiB in spite of %d MiB of holes",
			before.Blocks>>20, after.Blocks>>20, before.Holes>>20)
	}
	if err := Verify(); err != nil {
		t.Fatal(err)
	}
}

func TestMemoryIsGivenBack(t *testing.T) {
	roots := withRoots(t)
	a := newAllocator(t)
	for range 3 << 20 {
		p := a.Alloc(Header(1, LayoutValues), 64)
		Store(p+16, append(roots.values, None)[0])
		roots.values = []Value{MakePtr(p)}
	}
	Collect(nil)
	full := residentBytes(t)
	roots.values = nil
	Collect(nil)
	for range 200 { // the scavenger works beside us
		if residentBytes(t) < full-(100<<20) {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	if left := residentBytes(t); full < 150<<20 || left > full-(100<<20) {
		t.Fatalf("resident %d MiB with the list, %d MiB without", full>>20, left>>20)
	}
}

func TestHooks(t *testing.T) {
	roots := withRoots(t)
	a := newAllocator(t)
	alive := MakePtr(a.Alloc(Header(1, LayoutRaw), 32))
	dead := MakePtr(a.Alloc(Header(2, LayoutRaw), 32))
	below := MakePtr(a.Alloc(Header(3, LayoutRaw), 32))
	saved := MakePtr(a.Alloc(Header(4, LayoutValues), 32))
	Store(saved.Addr()+16, below)
	roots.values = []Value{alive}
	var sweeps [][4]bool
	finalize := true
	RegisterKeepHook(func(isLive func(Value) bool, keep func(Value)) {
		if finalize && !isLive(saved) {
			keep(saved)
		}
	})
	RegisterSweepHook(func(isLive func(Value) bool) {
		sweeps = append(sweeps, [4]bool{isLive(alive), isLive(dead), isLive(saved), isLive(below)})
	})
	Collect(nil)
	finalize = false
	Collect(nil)
	want := [][4]bool{{true, false, true, true}, {true, false, false, false}}
	if fmt.Sprint(sweeps) != fmt.Sprint(want) {
		t.Fatalf("live in sweep hooks: %v, want %v", sweeps, want)
	}
	registry.keep, registry.sweep = nil, nil
}

type countingWorld struct{ stops, resumes int }

func (w *countingWorld) Stop()   { w.stops++ }
func (w *countingWorld) Resume() { w.resumes++ }

func TestPacing(t *testing.T) {
	withRoots(t)
	a := newAllocator(t)
	defer SetThreshold(defaultMinimum, defaultPercent)
	defer func() { RequestCollection = nil }()
	asked := 0
	RequestCollection = func() { asked++ }
	SetThreshold(4<<20, 100)
	Collect(nil)
	for range 20 << 20 / 64 {
		a.Alloc(Header(1, LayoutRaw), 64)
	}
	if asked != 1 || !Requested() {
		t.Fatalf("asked %d times for a collection in 5 budgets without one", asked)
	}
	w := &countingWorld{}
	Collect(w)
	if w.stops != 1 || w.resumes != 1 || Requested() {
		t.Fatalf("stopped %d, resumed %d, requested %v", w.stops, w.resumes, Requested())
	}
	for range 3 << 20 / 64 {
		a.Alloc(Header(1, LayoutRaw), 64)
	}
	if Requested() {
		t.Fatal("asked before the budget was used up")
	}
	SetStress(true)
	a.Alloc(Header(1, LayoutRaw), 64)
	a.Alloc(Header(1, LayoutRaw), 16384)
	SetStress(false)
	if !Requested() {
		t.Fatal("stress does not ask")
	}
}

func TestLimit(t *testing.T) {
	roots := withRoots(t)
	a := newAllocator(t)
	defer SetLimit(0)
	Collect(nil)
	SetLimit(8 << 20)
	if !CheckRoom(4<<20) || CheckRoom(9<<20) || CheckRoom(1<<62) {
		t.Fatal("CheckRoom on an empty heap of 8 MiB")
	}
	roots.values = append(roots.values, MakePtr(a.Alloc(Header(1, LayoutRaw), 6<<20)))
	if CheckRoom(4 << 20) {
		t.Fatal("CheckRoom with 6 of 8 MiB in use")
	}
	Collect(nil)
	if OverLimit() {
		t.Fatal("over the limit with 6 of 8 MiB")
	}
	roots.values = append(roots.values, MakePtr(a.Alloc(Header(1, LayoutRaw), 6<<20)))
	Collect(nil)
	if !OverLimit() {
		t.Fatal("not over the limit with 12 of 8 MiB")
	}
	defer func() {
		if _, ok := recover().(OutOfMemory); !ok {
			t.Fatal("an object beyond the reserve does not panic with OutOfMemory")
		}
	}()
	a.Alloc(Header(1, LayoutRaw), 1<<40)
}

func TestFlushedBlocksAreShared(t *testing.T) {
	withRoots(t)
	Collect(nil)
	before := ReadStats().Blocks
	for i := range 20000 {
		a := &Allocator{}
		a.Alloc(Header(1, LayoutRaw), 64)
		a.Alloc(Header(1, LayoutRaw), 512)
		if i%1000 == 0 {
			if err := Verify(); err != nil {
				t.Fatal(err)
			}
		}
		UnregisterAllocator(a)
	}
	// Each allocator used five or six lines of its own.
	if grown := ReadStats().Blocks - before; grown > 20000*8*lineSize {
		t.Fatalf("20000 short threads grew the block space by %d MiB", grown>>20)
	}
}

func TestTryAllocIsInlined(t *testing.T) {
	out, err := exec.Command("go", "build", "-gcflags=-m", ".").CombinedOutput()
	if err != nil {
		t.Skipf("no compiler at hand: %v", err)
	}
	if !strings.Contains(string(out), "can inline (*Allocator).TryAlloc") {
		t.Fatal("TryAlloc has become too complex to be inlined")
	}
}

// TestCollectSince: what is older than the moment lives on without a root, with
// all that it refers to, and what is younger does not.
func TestCollectSince(t *testing.T) {
	a := newAllocator(t)
	withRoots(t)
	heap.Lock()
	collect(true, 0)
	heap.Unlock()
	chain := func(n int) (last Value) {
		for range n {
			o := a.Alloc(Header(7, LayoutValues), 32)
			Store(o+HeaderSize, last)
			last = MakePtr(o)
		}
		return last
	}
	length := func(v Value) (n int) {
		for ; v != Null; v = Load(v.Addr() + HeaderSize) {
			if Shape(v.Addr()) != 7 {
				t.Fatalf("the object %d of a chain has become another one", n)
			}
			n++
		}
		return n
	}
	const old, young = 3000, 100_000
	held := chain(old)
	large := a.Alloc(Header(7, LayoutValues), 3*MaxSmall)
	Store(large+HeaderSize, chain(old))
	moment := Clock()
	for round := range 5 {
		chain(young)
		a.Alloc(Header(7, LayoutValues), 100*MaxSmall)
		heap.Lock()
		collect(false, moment)
		heap.Unlock()
		if err := Verify(); err != nil {
			t.Fatal(err)
		}
		// Some are as old because they share a block with those of before.
		if s := ReadStats(); s.LiveObjects < 2*old || s.LiveObjects > 2*old+2*blockSize/32+1000 {
			t.Fatalf("round %d: %d objects live", round, s.LiveObjects)
		}
		chain(young) // over what has died
		if n, m := length(held), length(MakePtr(large)); n != old || m != old+1 {
			t.Fatalf("round %d: the chains have %d and %d objects", round, n, m)
		}
	}
	if CollectSince(Clock()) {
		t.Error("nothing is younger than now, and there was a collection")
	}
	Collect(nil)
	if s := ReadStats(); s.LiveObjects >= 2*old {
		t.Errorf("%d objects live when nobody holds them", s.LiveObjects)
	}
}
