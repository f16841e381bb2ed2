package stm

import (
	"sync"
	"testing"

	"gorgon/gc"
)

// put commits v to a cell in another worker's transaction.
func put(w *worker, o uintptr, v int64) { w.atomically(func() { w.set(o, v) }) }

// aborts says whether f unwinds because w's transaction was aborted.
func aborts(w *worker, f func()) (aborted bool) {
	defer func() {
		if r := recover(); r != nil {
			if r != any(&w.abort) {
				panic(r)
			}
			aborted = true
		}
	}()
	f()
	return false
}

func TestSteps(t *testing.T) {
	for _, c := range []struct {
		name string
		run  func(w, other *worker, x, y uintptr)
		lost bool
	}{
		{"what an earlier step has read may change", func(w, other *worker, x, y uintptr) {
			w.get(x)
			w.Step()
			put(other, x, 1)
			w.set(y, 1)
		}, false},
		{"also if the change is seen", func(w, other *worker, x, y uintptr) {
			w.set(y, w.get(x))
			w.Step()
			put(other, x, 1)
			if w.get(x) != 1 {
				panic("an old value")
			}
		}, false},
		{"what this step has read may not change before it writes", func(w, other *worker, x, y uintptr) {
			w.get(x)
			put(other, x, 1)
			w.set(y, 1)
		}, true},
		{"isolated steps belong together", func(w, other *worker, x, y uintptr) {
			w.Isolate(true)
			w.get(x)
			w.Step()
			put(other, x, 1)
			w.set(y, 1)
		}, true},
		{"what they have read may change behind them", func(w, other *worker, x, y uintptr) {
			w.Isolate(true)
			w.get(x)
			w.set(y, 1)
			w.Isolate(false)
			w.Step()
			put(other, x, 1)
			w.Step()
		}, false},
		{"but not before they have ended", func(w, other *worker, x, y uintptr) {
			w.Isolate(true)
			w.set(y, w.get(x))
			put(other, x, 1)
			w.Isolate(false)
			w.Step()
		}, true},
		{"what was read of a table that died after it was replaced", func(w, other *worker, x, y uintptr) {
			w.Isolate(true)
			w.get(x)
			put(other, x, 1)
			w.Sweep(func(a, n uintptr) bool { return a < x || a >= x+gc.HeaderSize })
			w.set(y, 1)
		}, true},
		{"what was read of a table that died as it was", func(w, other *worker, x, y uintptr) {
			w.Isolate(true)
			w.get(x)
			w.Sweep(func(a, n uintptr) bool { return a < x || a >= x+gc.HeaderSize })
			w.set(y, 1)
		}, false},
		{"what was read before is not part of it", func(w, other *worker, x, y uintptr) {
			w.get(x)
			w.Step()
			put(other, x, 1)
			w.Isolate(true)
			w.get(x)
			w.set(y, 1)
		}, false},
		{"a step that reads alone is not checked when something is written", func(w, other *worker, x, y uintptr) {
			if !w.SeenAlone(x + gc.LockOffset) {
				panic("an old version is not seen")
			}
			put(other, x, 1)
			w.set(y, 1)
		}, false},
		{"but finds out what has changed before it looked", func(w, other *worker, x, y uintptr) {
			put(other, y, 1)
			if !w.SeenAlone(x+gc.LockOffset) || w.SeenAlone(y+gc.LockOffset) || !w.SeenAlone(y+gc.LockOffset) {
				panic("a new version is not noticed, or each time")
			}
		}, false},
		{"within isolated steps it is checked", func(w, other *worker, x, y uintptr) {
			w.Isolate(true)
			w.SeenAlone(x + gc.LockOffset)
			put(other, x, 1)
			w.set(y, 1)
		}, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			w, other, cells := newWorker(1, false), newWorker(2, false), newCells(2)
			defer w.Close()
			defer other.Close()
			w.Begin()
			if got := aborts(w, func() { c.run(w, other, cells[0], cells[1]); w.Commit() }); got != c.lost {
				t.Errorf("aborted: %t", got)
			}
		})
	}
}

// Two threads each write one cell and then read the other's, in two steps of
// long transactions: in no serial order of the steps both miss the write.
func TestStepsAreInOrder(t *testing.T) {
	both(t, func(t *testing.T, shake bool) {
		n := 100_000
		if shake {
			n = 5_000
		}
		cells := [2][]uintptr{newCells(n), newCells(n)}
		seen := [2][]bool{make([]bool, n), make([]bool, n)}
		var start sync.WaitGroup
		start.Add(2)
		parallel(t, 2, shake, func(w *worker, me int) {
			start.Done()
			start.Wait()
			for i := 0; i < n; {
				length := 1 + w.rng.IntN(20)
				w.atomically(func() {
					for k := i; k < min(i+length, n); k++ {
						w.Step()
						w.set(cells[me][k], 1)
						w.Step()
						seen[me][k] = w.get(cells[1-me][k]) == 1
					}
				})
				i += length
			}
		})
		for i := range n {
			if !seen[0][i] && !seen[1][i] {
				t.Fatalf("round %d: neither thread has seen the other's write", i)
			}
		}
	})
}
