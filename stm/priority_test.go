package stm

import (
	"testing"

	"gorgon/gc"
)

// holding begins a transaction of w that has lost often enough.
func (w *worker) holding() {
	w.losses = holdsAfter
	w.ensureAge()
	w.Begin()
	w.Birth = w.Owner
}

func TestHeldReadsCannotBeWritten(t *testing.T) {
	cells := newCells(3)
	reader, writer := newWorker(1, false), newWorker(2, false)
	before := gc.AtomicLoad(cells[0] + gc.LockOffset)
	reader.holding()
	reader.get(cells[0])
	reader.get(cells[1])
	reader.set(cells[1], 5) // what is held can be written, and is undone
	if try := writer.Try(func() { writer.set(cells[0], 1) }); try {
		t.Error("what another transaction holds was written")
	}
	if ok := writer.Try(func() { writer.set(cells[2], 7) }); !ok {
		t.Error("what nobody holds was not written")
	}
	if v := reader.get(cells[2]); v != 7 {
		t.Errorf("the holder reads %d, want the last committed value 7", v)
	}
	reader.Rollback(Busy)
	if w := gc.AtomicLoad(cells[0] + gc.LockOffset); w != before {
		t.Errorf("the lock holds %x, want the old version %x", w, before)
	}
	if v := gc.Load(cells[1] + field).Int(); v != 0 {
		t.Errorf("the held cell is %d after the rollback, want 0", v)
	}
}

func TestHeldReadsAreLetGo(t *testing.T) {
	cells := newCells(4)
	reader, writer := newWorker(1, false), newWorker(2, false)
	reader.holding()
	for _, o := range cells {
		reader.get(o)
	}
	reader.Savepoint()
	reader.set(cells[0], 1)
	reader.RollbackTo()
	reader.set(cells[1], 2)
	reader.Commit()
	for i, want := range []int64{0, 2, 0, 0} {
		writer.atomically(func() {
			if v := writer.get(cells[i]); v != want {
				t.Errorf("cell %d is %d, want %d", i, v, want)
			}
			writer.set(cells[i], 10)
		})
	}
	if reader.starves() || reader.on || len(reader.held) > 0 {
		t.Error("a transaction that has committed is not helped any longer")
	}
}

func TestHolderBecomesIrrevocable(t *testing.T) {
	cells := newCells(2)
	w, other := newWorker(1, false), newWorker(2, false)
	w.holding()
	w.get(cells[0])
	w.BecomeIrrevocable()
	w.set(cells[0], w.get(cells[0])+w.get(cells[1])+1)
	w.Commit()
	other.atomically(func() { other.set(cells[1], other.get(cells[0])) })
	if v := gc.Load(cells[1] + field).Int(); v != 1 {
		t.Errorf("got %d, want 1", v)
	}
}

// One who loses to irrevocable transactions as well closes the way for younger
// ones, until it waits for something else.
func TestReservation(t *testing.T) {
	w, younger := newWorker(1, false), newWorker(2, false)
	w.losses = holdsAfter + reservesAfter
	w.ensureAge()
	w.Begin()
	younger.ensureAge()
	younger.Begin()
	if younger.tryToken() {
		t.Fatal("a younger transaction has become irrevocable")
	}
	older := newWorker(3, false)
	older.age = w.age - 1
	if !older.tryToken() {
		t.Fatal("an older transaction was kept from becoming irrevocable")
	}
	releaseToken(&older.Tx)
	w.Unreserve()
	if !younger.tryToken() {
		t.Fatal("the way is still closed")
	}
	releaseToken(&younger.Tx)
	younger.Commit()
	w.Commit()
}

// A writer that comes in each time between a transaction's read and its commit
// keeps it from committing only so often.
func TestLoserGetsThrough(t *testing.T) {
	cells := newCells(2)
	w, writer := newWorker(1, false), newWorker(2, false)
	attempts, written := 0, 0
	w.atomically(func() {
		if attempts++; attempts > 2*holdsAfter {
			t.Fatal("it starves")
		}
		w.Isolate(true)
		w.set(cells[1], w.get(cells[0]))
		if writer.Try(func() { writer.set(cells[0], int64(attempts)) }) {
			written = attempts
		}
	})
	w.Isolate(false)
	if v := gc.Load(cells[1] + field).Int(); written == 0 || v != int64(written) {
		t.Errorf("it has copied %d, the last value written is %d", v, written)
	}
	writer.atomically(func() { writer.set(cells[0], -1) })
}
