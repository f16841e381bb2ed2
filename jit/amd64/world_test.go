//go:build linux && amd64

package amd64

import (
	"strings"
	"sync"
	"testing"
	"unsafe"

	"gorgon/internal/sys"
	"gorgon/jit/ir"
)

// The parts of a world's memory, in words.
const (
	threadAt  = 0
	depthAt   = 14 // of the thread
	summonsAt = 21
	undoAt    = 64
	readsAt   = 400
	filterAt  = 512
	stackAt   = 1024
	rootAt    = stackAt + 64
	heapAt    = 2048
	newAt     = 6144
	worldSize = 8192
)

// world is a thread, a stack and a heap that are not Gorgon's.
type world struct {
	t     testing.TB
	words []uint64
	cache *Cache
	env   *Env
	ctx   *Context
	codes map[int]*Code

	helper  func(n int64, args []uint64) uint64
	step    func(pc uint64, frame int32) bool
	barrier func(s *Stop) bool // a slow path; nil: all succeed
	keep    bool               // do not restore when the trace leaves
	stops   map[Kind]int
	fresh   uintptr // where slow allocation goes on
}

var testCache *Cache

// memories are parts of the heap, as it were, that no world uses now.
var memories sync.Pool

func takeMemory(t testing.TB) []uint64 {
	if m, ok := memories.Get().(*[]uint64); ok {
		return *m
	}
	const size = 8 * worldSize
	a, err := sys.Reserve(size, 1<<16)
	if err == nil {
		err = sys.Commit(a, size)
	}
	if err != nil {
		t.Fatal(err)
	}
	return unsafe.Slice(wordAt(a), worldSize)
}

// close gives the memory back.
func (w *world) close() { memories.Put(&w.words) }

func newWorld(t testing.TB) *world {
	w := &world{t: t, words: takeMemory(t), codes: map[int]*Code{}, stops: map[Kind]int{}}
	w.ctx = NewContext(w.address(threadAt))
	w.ctx.Base = w.address(rootAt)
	w.env = &Env{
		Sink: true, Listing: true,
		Ticks: 0, Plain: 8, Owner: 16, RV: 24, Undo: 48, Cursor: 72, Limit: 80, Birth: 88,
		Reads: 136, ReadRoom: 160, Summons: 8 * summonsAt,
		Watermark: 96, StackEnd: 104, Depth: 112, Handled: 120, Atomic: 128, FramePrev: -8, FramePC: -16, FrameInfo: -40, Room: 800, MinDepth: 10,
		LockOffset: ir.LockOffset, ListCap: 16, ListItems: 24, ListCard: ir.CardSize,
		Entry: func(n int) uintptr {
			if c := w.codes[n]; c != nil {
				return c.Entry
			}
			return 0
		},
	}
	if testCache == nil {
		c, err := NewCache(8<<20, w.env)
		if err != nil {
			t.Fatal(err)
		}
		testCache = c
	}
	w.cache, w.env.Cache = testCache, testCache
	w.reset()
	return w
}

func (w *world) address(i int) uintptr { return uintptr(unsafe.Pointer(&w.words[i])) }

// at is the word at an address.
func (w *world) at(a uintptr) *uint64 { return wordAt(a) }

// reset makes the memory as it was, all zero but for the thread.
func (w *world) reset() {
	clear(w.words)
	w.words[0] = 1 << 40   // Ticks
	w.words[1] = 100       // Plain
	w.words[2] = 1<<63 | 7 // Owner
	w.words[3] = 99        // RV
	w.words[4] = uint64(w.address(filterAt))
	w.words[5] = 0x5a << 56
	w.words[6] = uint64(w.address(undoAt))
	w.words[7] = 0
	w.words[8] = 3 * 100
	w.words[9] = uint64(w.address(newAt))
	w.words[10] = uint64(w.address(newAt + 256))
	w.words[11] = 77
	w.words[13] = 1 << 62 // StackEnd
	w.words[17] = uint64(w.address(readsAt))
	w.words[depthAt] = 1 << 30
	w.fresh = w.address(newAt + 1024)
}

func (w *world) compile(tr *ir.Trace, inherit []Location) *Code {
	w.t.Helper()
	code, err := Compile(tr, w.env, inherit)
	if err != nil {
		w.t.Fatalf("%v\n%v", err, tr)
	}
	w.codes[tr.Number] = code
	return code
}

// run enters code and does what it asks for until it leaves.
func (w *world) run(code *Code) *Stop {
	w.t.Helper()
	entry := code.Entry
	for range 100_000_000 {
		s := w.cache.Stop(Enter(entry, w.ctx))
		w.stops[s.Kind]++
		entry = s.Resume
		switch s.Kind {
		case Leave:
			if !w.keep {
				Restore(w.ctx, s, w.alloc)
			}
			return s
		case Dead:
			return s
		case CallHelper:
			w.ctx.Ret = w.helper(s.Imm, w.ctx.Args[:])
		case Step: // machine code has written the stack
			if w.step != nil && !w.step(uint64(s.Imm), s.Size) {
				return s
			}
		case Barrier:
			if w.barrier != nil && !w.barrier(s) {
				Restore(w.ctx, s, w.alloc)
				return s
			}
		case Alloc:
			w.ctx.Ret = uint64(w.alloc(w.ctx.Args[0], uintptr(w.ctx.Args[1])))
		}
		// Nothing may live in registers while Go is at work.
		clear(w.ctx.Args[:])
	}
	w.t.Fatal("the trace does not end")
	return nil
}

// alloc makes an object.
func (w *world) alloc(header uint64, size uintptr) uintptr {
	p := w.fresh
	w.fresh += size
	*w.at(p) = header | uint64(size)<<44
	return p
}

func (w *world) slot(n int) uint64 { return w.words[rootAt+n] }

// Load64 and the others make a world the evaluator's memory.
func (w *world) Load64(a uint64) uint64 { return *w.at(uintptr(a)) }
func (w *world) Store64(a, word uint64) { *w.at(uintptr(a)) = word }
func (w *world) Load32(a uint64) uint32 { return *(*uint32)(unsafe.Pointer(w.at(uintptr(a)))) }

func parse(t testing.TB, text string) *ir.Trace {
	t.Helper()
	tr, err := ir.Parse(text)
	if err == nil {
		err = ir.Verify(tr)
	}
	if err != nil {
		t.Fatal(err)
	}
	return tr
}

func replaceBarrier(text, barrier string) string { return strings.Replace(text, "BARRIER", barrier, 1) }
