package stm

import (
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"unsafe"

	"gorgon/conflicts/event"
	"gorgon/gc"
)

// worker is a transaction with its allocator.
type worker struct {
	Tx
	gc.Allocator
	ticks int64
	rng   *rand.Rand
}

func (w *worker) AwaitToken(func() bool) {}
func (w *worker) RolledBack(Reason)      { w.Birth = w.Owner }
func (w *worker) Waiting(bool)           {}
func (w *worker) Collided(uintptr)       {}
func (w *worker) Conflict(Conflict)      {}
func (w *worker) Found(uintptr)          {}
func (w *worker) Subject(uintptr) uint32 { return 0 }
func (w *worker) Stalled(bool)           {}
func (w *worker) Effect() uint32         { return 0 }
func (w *worker) Site() event.Site       { return event.Site(w.index) }

func newWorker(seed uint64, shake bool) *worker {
	w := &worker{rng: rand.New(rand.NewPCG(seed, 1))}
	w.Init(w, &w.ticks)
	w.Birth = w.Owner
	if shake {
		w.Shake(ShakeModes{Aborts: true, Yields: seed%2 == 0, Priority: seed%3 != 0, Seed: seed})
	}
	return w
}

// atomically runs f and keeps the allocator's birth token up to date.
func (w *worker) atomically(f func()) {
	w.Birth = w.Owner
	w.Atomically(func() {
		w.Birth = w.Owner
		f()
	})
	w.Birth = w.Owner
}

const field = gc.HeaderSize

func newCells(n int) []uintptr {
	var a gc.Allocator
	cells := make([]uintptr, n)
	for i := range cells {
		cells[i] = a.Alloc(gc.Header(1, gc.LayoutValues), 32)
		gc.Store(cells[i]+field, gc.MakeInt(0))
	}
	return cells
}

func (w *worker) get(o uintptr) int64 { return w.Read(o+gc.LockOffset, o+field).Int() }

func (w *worker) set(o uintptr, v int64) {
	w.OwnObject(o)
	gc.Store(o+field, gc.MakeInt(v))
}

// parallel runs f in n goroutines with a worker each.
func parallel(t *testing.T, n int, shake bool, f func(w *worker, i int)) []*worker {
	t.Helper()
	ws := make([]*worker, n)
	var wg sync.WaitGroup
	for i := range n {
		ws[i] = newWorker(uint64(i+1), shake)
		wg.Go(func() { f(ws[i], i) })
	}
	wg.Wait()
	var s Stats
	for _, w := range ws {
		s.Commits += w.Stats.Commits
		s.Extensions += w.Stats.Extensions
		s.Waits += w.Stats.Waits
		for i := range s.Aborts {
			s.Aborts[i] += w.Stats.Aborts[i]
		}
		w.Close()
	}
	t.Logf("%+v", s)
	return ws
}

func both(t *testing.T, f func(t *testing.T, shake bool)) {
	for _, shake := range []bool{false, true} {
		t.Run(fmt.Sprintf("shake=%v", shake), func(t *testing.T) { f(t, shake) })
	}
}

func TestNoUpdateIsLost(t *testing.T) {
	both(t, func(t *testing.T, shake bool) {
		for _, n := range []int{1, 20, 2000} {
			cells := newCells(n)
			const threads, rounds = 4, 5000
			parallel(t, threads, shake, func(w *worker, _ int) {
				for range rounds {
					w.atomically(func() {
						o := cells[w.rng.IntN(n)]
						w.set(o, w.get(o)+1)
					})
				}
			})
			sum := int64(0)
			for _, o := range cells {
				sum += gc.Load(o + field).Int()
			}
			if sum != threads*rounds {
				t.Errorf("%d cells: %d of %d updates", n, sum, threads*rounds)
			}
		}
	})
}

// Money moves between accounts; every transaction that looks at all of them
// must find the same sum, at every point of its life.
func TestBank(t *testing.T) {
	both(t, func(t *testing.T, shake bool) {
		const n, start = 64, 100
		cells := newCells(n)
		for _, o := range cells {
			gc.Store(o+field, gc.MakeInt(start))
		}
		parallel(t, 4, shake, func(w *worker, i int) {
			for k := range 3000 {
				if i == 0 || k%10 == 0 {
					w.atomically(func() {
						sum := int64(0)
						for _, o := range cells {
							sum += w.get(o)
						}
						if sum != n*start {
							t.Errorf("a snapshot shows %d", sum)
						}
					})
					continue
				}
				w.atomically(func() {
					a, b := cells[w.rng.IntN(n)], cells[w.rng.IntN(n)]
					w.set(a, w.get(a)-5)
					w.set(b, w.get(b)+5)
				})
			}
		})
		sum := int64(0)
		for _, o := range cells {
			sum += gc.Load(o + field).Int()
		}
		if sum != n*start {
			t.Errorf("%d at the end", sum)
		}
	})
}

// Two cells are always written together; no transaction, not even one that
// will be aborted, may see them differ.
func TestOpacity(t *testing.T) {
	both(t, func(t *testing.T, shake bool) {
		cells := newCells(2)
		parallel(t, 4, shake, func(w *worker, i int) {
			for range 5000 {
				w.atomically(func() {
					a := w.get(cells[i%2])
					b := w.get(cells[1-i%2])
					if a != b {
						t.Errorf("a transaction saw %d and %d", a, b)
					}
					if i < 2 {
						w.set(cells[i%2], a+1)
						w.set(cells[1-i%2], a+1)
					}
				})
			}
		})
	})
}

// Objects born in a transaction are published by a pointer. Readers find their
// content, and writers of later transactions own them properly.
func TestNewborns(t *testing.T) {
	both(t, func(t *testing.T, shake bool) {
		head := newCells(1)[0]
		gc.Store(head+field, gc.Null)
		const threads, rounds = 4, 2000
		parallel(t, threads, shake, func(w *worker, _ int) {
			for range rounds {
				w.atomically(func() {
					o := w.Alloc(gc.Header(1, gc.LayoutValues), 32)
					gc.Store(o+field, gc.MakeInt(7))
					w.OwnObject(head)
					gc.Store(o+field+8, gc.Load(head+field))
					gc.Store(head+field, gc.MakePtr(o))
				})
				w.atomically(func() {
					o := w.Read(head+gc.LockOffset, head+field).Addr()
					for i := 0; i < 5 && o != 0; i++ {
						if v := w.get(o); v < 7 {
							t.Errorf("a newborn holds %d", v)
						}
						w.set(o, w.get(o)+1)
						o = w.Read(o+gc.LockOffset, o+field+8).Addr()
					}
				})
			}
		})
		n := 0
		for o := gc.Load(head + field).Addr(); o != 0; o = gc.Load(o + field + 8).Addr() {
			n++
		}
		if n != threads*rounds {
			t.Errorf("%d objects in the list of %d", n, threads*rounds)
		}
	})
}

// TestBorn: an object counts as born in the transaction that has made it, not in one
// that has taken its lock, nor behind a savepoint.
func TestBorn(t *testing.T) {
	w := newWorker(1, false)
	defer w.Close()
	born := func(o uintptr) bool { return w.Born(o + gc.LockOffset) }
	var o uintptr
	w.atomically(func() {
		o = w.Alloc(gc.Header(1, gc.LayoutValues), 32)
		if !born(o) {
			t.Error("not born where it was made")
		}
		w.Savepoint()
		if born(o) {
			t.Error("born behind a savepoint")
		}
	})
	w.atomically(func() {
		if born(o) {
			t.Error("born in the transaction after its own")
		}
		if w.OwnObject(o); born(o) {
			t.Error("born where its lock was taken")
		}
	})
}

// TestOwnNewborn checks that what a thread's earlier transaction has made is good
// at the first look, and what another's has is looked at again.
func TestOwnNewborn(t *testing.T) {
	w, other := newWorker(1, false), newWorker(2, false)
	defer w.Close()
	defer other.Close()
	var o uintptr
	w.atomically(func() { o = w.Alloc(gc.Header(1, gc.LayoutValues), 32) })
	w.atomically(func() {
		if gc.Load64(o+gc.LockOffset) == w.Owner || !w.Seen(o+gc.LockOffset) || gc.Load64(o+gc.LockOffset) != 0 {
			t.Errorf("the lock was %#x", gc.Load64(o+gc.LockOffset))
		}
	})
	w.atomically(func() { o = w.Alloc(gc.Header(1, gc.LayoutValues), 32) })
	other.atomically(func() {
		if other.Seen(o+gc.LockOffset) || !other.Seen(o+gc.LockOffset) {
			t.Error("another's object is not looked at again, or for ever")
		}
	})
}

func TestRollbackRestoresWordsAndShape(t *testing.T) {
	o := newCells(1)[0]
	gc.Store(o+field+8, gc.MakeInt(3))
	w := newWorker(1, false)
	defer w.Close()
	w.Begin()
	w.OwnObject(o)
	gc.SetShape(o, 9)
	w.set(o, 4)
	gc.Store(o+field+8, gc.MakeInt(5))
	w.Rollback(Retry)
	if gc.Shape(o) != 1 || gc.Load(o+field) != gc.MakeInt(0) || gc.Load(o+field+8) != gc.MakeInt(3) {
		t.Errorf("after a rollback: shape %d, %v, %v", gc.Shape(o), gc.Load(o+field).Int(), gc.Load(o+field+8).Int())
	}
	if gc.AtomicLoad(o+gc.LockOffset) == 0 {
		t.Error("the lock was released with its old version")
	}
}

// A span that was saved comes back as a whole, and is forgotten with the transaction
// and when its memory may become another object's.
func TestSavedSpan(t *testing.T) {
	var a gc.Allocator
	o := a.Alloc(gc.Header(1, gc.LayoutValues), 8*SpanWords+32)
	first := o + field
	for i := range uintptr(SpanWords) {
		gc.Store(first+8*i, gc.MakeInt(int64(i)))
	}
	w := newWorker(1, false)
	defer w.Close()
	w.Begin()
	w.OwnSpan(o+gc.LockOffset, 0, 0)
	w.SaveWords(first+8*5, 1)
	gc.Store(first+8*5, gc.MakeInt(-5))
	w.SaveSpan(first)
	if w.SavedSpan != first {
		t.Errorf("the span is at %#x, not %#x", w.SavedSpan, first)
	}
	for i := range uintptr(SpanWords) {
		gc.Store(first+8*i, gc.MakeInt(-1))
	}
	w.Rollback(Retry)
	for i := range uintptr(SpanWords) {
		if got := gc.Load(first + 8*i).Int(); got != int64(i) {
			t.Errorf("word %d is %d after the rollback", i, got)
		}
	}
	if w.SavedSpan != 0 {
		t.Error("the span outlives its transaction")
	}
	w.Begin()
	w.OwnSpan(o+gc.LockOffset, 0, 0)
	w.SaveSpan(first)
	w.Sweep(func(a, n uintptr) bool { return true })
	if w.SavedSpan != 0 {
		t.Error("the span outlives a collection")
	}
	w.Commit()
}

// An irrevocable transaction never aborts, and others go on beside it.
func TestIrrevocable(t *testing.T) {
	cells := newCells(8)
	const threads, rounds = 4, 2000
	runs := make([]int, threads)
	parallel(t, threads, false, func(w *worker, i int) {
		for k := range rounds {
			w.atomically(func() {
				if i < 2 && k%4 == 0 {
					w.get(cells[0])
					w.BecomeIrrevocable()
					runs[i]++
				}
				for range 3 {
					o := cells[w.rng.IntN(len(cells))]
					w.set(o, w.get(o)+1)
				}
			})
		}
	})
	sum := int64(0)
	for _, o := range cells {
		sum += gc.Load(o + field).Int()
	}
	if sum != 3*threads*rounds {
		t.Errorf("%d of %d updates", sum, 3*threads*rounds)
	}
	if runs[0] != rounds/4 || runs[1] != rounds/4 {
		t.Errorf("irrevocable parts ran %v times, not %d", runs[:2], rounds/4)
	}
}

// Transactions that take the same locks in opposite orders get through.
func TestNoDeadlock(t *testing.T) {
	cells := newCells(2)
	parallel(t, 4, false, func(w *worker, i int) {
		for range 1000 {
			w.atomically(func() {
				for k := range 2 {
					o := cells[(i+k)%2]
					w.set(o, w.get(o)+1)
				}
			})
		}
	})
	if n := gc.Load(cells[0] + field).Int(); n != 4000 {
		t.Errorf("%d updates of 4000", n)
	}
}

func TestSnapshotOfRetry(t *testing.T) {
	cells := newCells(3)
	w := newWorker(1, false)
	defer w.Close()
	w.Begin()
	w.get(cells[0])
	w.set(cells[1], 5)
	s := w.RollbackForRetry()
	if s.Changed() {
		t.Error("nothing has changed yet")
	}
	v := newWorker(2, false)
	defer v.Close()
	v.atomically(func() { v.set(cells[2], 1) })
	if s.Changed() {
		t.Error("what was not read has changed")
	}
	v.atomically(func() { v.set(cells[0], 1) })
	if !s.Changed() {
		t.Error("what was read has changed")
	}
}

// All transactions but one in spareOneOf are aborted, and none more than once.
func TestShakeAbortsMostOnce(t *testing.T) {
	w := newWorker(3, true)
	defer w.Close()
	cells := newCells(40)
	runs := 0
	for range 200 {
		w.atomically(func() {
			runs++
			for _, o := range cells[:w.rng.IntN(40)] {
				w.get(o)
			}
		})
	}
	if n := w.Stats.Aborts[Injected]; n > 200 || n < 150 || runs < 200+int(n) {
		t.Errorf("%d aborts of 200 transactions, %d runs", n, runs)
	}
}

func BenchmarkFirstReads(b *testing.B) {
	w, cells := newWorker(1, false), newCells(1000)
	for b.Loop() {
		w.Begin()
		for _, o := range cells {
			w.get(o)
		}
		w.Commit()
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/1000, "ns/read")
	w.Close()
}

func BenchmarkFirstWrites(b *testing.B) {
	w, cells := newWorker(1, false), newCells(1000)
	for b.Loop() {
		w.Begin()
		for _, o := range cells {
			w.OwnObject(o)
		}
		w.Commit()
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/1000, "ns/write")
	w.Close()
}

func BenchmarkEmpty(b *testing.B) {
	w := newWorker(1, false)
	for b.Loop() {
		w.Begin()
		w.Commit()
	}
	w.Close()
}

func BenchmarkIncrement(b *testing.B) {
	w, cells := newWorker(1, false), newCells(1)
	for b.Loop() {
		w.Begin()
		w.set(cells[0], w.get(cells[0])+1)
		w.Commit()
	}
	w.Close()
}

func TestSweepOfLogs(t *testing.T) {
	cells := newCells(4)
	for i, o := range cells {
		gc.Store(o+field, gc.MakeInt(int64(i)))
	}
	w := newWorker(1, false)
	defer w.Close()
	w.Begin()
	for _, o := range cells {
		w.get(o)
		w.set(o, 9)
	}
	w.OwnSpan(cells[1]+gc.LockOffset, cells[1]+field, 1)
	dead := func(a uintptr) bool { return a >= cells[1] && a < cells[1]+32 }
	w.Sweep(func(a, n uintptr) bool { return !dead(a) })
	w.Rollback(Retry)
	for i, o := range cells {
		want := int64(i)
		if i == 1 {
			want = 9
			if w := gc.AtomicLoad(o + gc.LockOffset); w&locked == 0 {
				t.Error("the lock of a dead object was written")
			}
		}
		if got := gc.Load(o + field).Int(); got != want {
			t.Errorf("cell %d holds %d after the rollback, not %d", i, got, want)
		}
	}
}

// Two threads never write to one cache line because of their places.
func TestSlotSize(t *testing.T) {
	if n := unsafe.Sizeof(slot{}); n != slotSize {
		t.Errorf("a slot has %d bytes, want %d", n, slotSize)
	}
}
