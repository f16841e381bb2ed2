package stm

import (
	"testing"

	"gorgon/gc"
)

// TestCurrent has one transaction look at what another one changes: it never waits,
// sees what is committed only, and is not aborted because that has changed again.
func TestCurrent(t *testing.T) {
	writer, reader := newWorker(1, false), newWorker(2, false)
	defer writer.Close()
	defer reader.Close()
	cell := newCells(1)[0]
	lock := cell + gc.LockOffset

	reader.Begin()
	reader.Isolate(true)
	if !reader.Current(lock) {
		t.Fatal("a lock that nobody owns is not current")
	}
	writer.Begin()
	writer.set(cell, 1)
	if reader.Current(lock) {
		t.Fatal("what another transaction has written is current before it commits")
	}
	if w, taken := reader.Taken(lock); !taken || w != writer.Owner {
		t.Fatal("a lock that another transaction owns is not taken")
	}
	if _, taken := writer.Taken(lock); taken {
		t.Fatal("a transaction's own lock is taken")
	}
	if !writer.Current(lock) {
		t.Fatal("what the transaction itself has written is not current")
	}
	if writer.Wanted() {
		t.Fatal("a transaction is wanted before it was asked")
	}
	if Ask(lock); !writer.Wanted() {
		t.Fatal("a transaction that was asked is not wanted")
	}
	writer.Commit()

	before := reader.RV
	for n := 0; !reader.Current(lock); n++ {
		if n > 1 {
			t.Fatal("what is committed does not become current")
		}
	}
	if reader.RV <= before || gc.Load(cell+field) != gc.MakeInt(1) {
		t.Fatal("the snapshot is older than what was found")
	}
	if reads, _ := reader.Size(); reads != 0 {
		t.Fatalf("%d reads are in the log", reads)
	}
	writer.Begin()
	writer.set(cell, 2)
	writer.Commit()
	reader.set(newCells(1)[0], 1)
	reader.Commit() // panics if it must abort
}

// TestRenew says that moving the snapshot checks what was read.
func TestRenew(t *testing.T) {
	writer, reader := newWorker(1, false), newWorker(2, false)
	defer writer.Close()
	defer reader.Close()
	cell := newCells(1)[0]
	writer.Begin()
	writer.set(cell, 1)
	writer.Commit()

	tries := 0
	reader.atomically(func() {
		reader.Isolate(true)
		reader.get(cell)
		if tries++; tries == 1 {
			writer.Begin()
			writer.set(cell, 2)
			writer.Commit()
		}
		if !reader.Renew() {
			t.Error("the snapshot was not moved")
		}
	})
	if tries != 2 {
		t.Fatalf("%d runs of a transaction whose snapshot moved beyond what it had read", tries)
	}
}
