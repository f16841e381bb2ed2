package stm

import (
	"testing"

	"gorgon/conflicts/event"
	"gorgon/gc"
)

// witness is a worker that keeps what it is told about conflicts.
type witness struct {
	*worker
	site      event.Site
	conflicts []Conflict
	found     []uintptr
}

func (w *witness) Site() event.Site    { return w.site }
func (w *witness) Conflict(c Conflict) { w.conflicts = append(w.conflicts, c) }
func (w *witness) Found(lock uintptr)  { w.found = append(w.found, lock) }

// TestReadSite: who loses a read hears who wrote it, and where it reads it when
// it runs again; nobody else is asked.
func TestReadSite(t *testing.T) {
	Recording = true
	defer func() { Recording = false }()
	cells := newCells(3)
	reader, writer := &witness{worker: newWorker(1, false), site: 111}, &witness{worker: newWorker(2, false), site: 222}
	reader.hooks, writer.hooks = reader, writer
	lock := cells[1] + gc.LockOffset

	run := func(disturb func()) (committed bool) {
		return reader.Try(func() {
			reader.get(cells[0])
			reader.get(cells[1])
			disturb()
			reader.set(cells[2], 1)
		})
	}
	if run(func() { writer.atomically(func() { writer.set(cells[1], 7) }) }) {
		t.Fatal("the reader committed what was no longer true")
	}
	if len(reader.conflicts) != 1 {
		t.Fatalf("%d conflicts", len(reader.conflicts))
	}
	c := reader.conflicts[0]
	if c.Kind != event.ReadWrite || !c.Aborted || c.Lock != lock || c.Cause != 222 || c.Reads == 0 {
		t.Errorf("%+v; the lock is %#x", c, lock)
	}
	if len(reader.found) > 0 {
		t.Errorf("found %v, but nothing was asked for", reader.found)
	}
	reader.Watch(c.Lock)
	if !run(func() {}) {
		t.Fatal("nobody was in the way")
	}
	if len(reader.found) != 1 || reader.found[0] != lock {
		t.Errorf("found %x, want %x", reader.found, lock)
	}
	if reader.found = nil; !run(func() {}) || len(reader.found) > 0 {
		t.Errorf("found %x again", reader.found)
	}
}
