package event

import (
	"sync"
	"testing"
)

func TestRing(t *testing.T) {
	r := NewRecorder(7, 0)
	for i := range ringSize + 5 {
		r.Add(&Record{When: int64(i), Lost: 2})
	}
	if n, lost := r.Dropped(); n != 5 || lost != 10 {
		t.Errorf("dropped %d, lost %d; want 5 and 10", n, lost)
	}
	next := int64(0)
	r.Drain(func(rec *Record) {
		if rec.When != next {
			t.Fatalf("record %d where %d should be", rec.When, next)
		}
		next++
	})
	if next != ringSize {
		t.Errorf("%d records drained", next)
	}
	r.Drain(func(*Record) { t.Error("a record came twice") })
}

// TestRingConcurrent: what the reader gets is what was written, in order, while
// the thread goes on writing.
func TestRingConcurrent(t *testing.T) {
	r := NewRecorder(1, 0)
	const n = 200_000
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		for i := range n {
			r.Add(&Record{When: int64(i), Lost: int64(i) * 3})
		}
		r.End()
	}()
	got, last := uint64(0), int64(-1)
	for done := false; !done; {
		done = r.Ended()
		r.Drain(func(rec *Record) {
			if rec.When <= last || rec.Lost != 3*rec.When {
				t.Fatalf("record %+v after %d", *rec, last)
			}
			last = rec.When
			got++
		})
	}
	wg.Wait()
	if dropped, _ := r.Dropped(); got+dropped != n || got == 0 {
		t.Errorf("%d drained and %d dropped of %d", got, dropped, n)
	}
}

func TestIntern(t *testing.T) {
	r := NewRecorder(1, 0)
	a := r.StackOf([]Frame{{PC: 8, Code: 1}, {PC: 16, Code: 1}})
	b := r.StackOf([]Frame{{PC: 16, Code: 1}, {PC: 8, Code: 1}})
	if a == b || a == 0 || b == 0 || r.StackOf([]Frame{{PC: 8, Code: 1}, {PC: 16, Code: 1}}) != a {
		t.Errorf("stacks %d and %d", a, b)
	}
	if r.StackOf(nil) != 0 {
		t.Error("no frames are stack 0")
	}
	other := NewRecorder(2, 0)
	if other.StackOf([]Frame{{PC: 8, Code: 1}, {PC: 16, Code: 1}}) != a {
		t.Error("two threads, two numbers")
	}
	if Intern(Subject{}) != 0 || Intern(Subject{Type: "dict"}) != Intern(Subject{Type: "dict"}) {
		t.Error("subjects")
	}
}

func TestBuckets(t *testing.T) {
	last := -1
	for ns := int64(0); ns < 1<<40; ns += 1 + ns/7 {
		b := bucket(ns)
		if b < last || b > last+1 && ns > 8 || BucketStart(b) > ns {
			t.Fatalf("%d ns are in class %d, which starts at %d", ns, b, BucketStart(b))
		}
		last = b
	}
}
