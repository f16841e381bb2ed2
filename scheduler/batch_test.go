package scheduler

import (
	"sync/atomic"
	"testing"
	"time"

	"gorgon/gc"
)

// TestBatchDecisions: n follows what the boundaries and the conflicts cost, sections
// that wait much however small n is are serial, and that is tested now and then.
func TestBatchDecisions(t *testing.T) {
	const took = 100 * time.Microsecond
	n8 := int32(unbatched - 3)
	for _, c := range []struct {
		name         string
		below        int32
		transactions int
		paused       time.Duration
		lost         int
		want         int32
	}{
		{"nothing in the way", n8, 32, 0, 0, n8 - 1},
		{"as much as boundaries cost", n8, 32, 32 * boundaryCost, 0, n8},
		{"much waiting", n8, 32, 64 * took / 100, 0, n8 + 1},
		{"much lost", n8, 32, 0, batchLook, n8 + 1},
		{"some waiting with single sections", unbatched, batchLook, took / 8, 0, unbatched - 1},
		{"much waiting with single sections", unbatched, batchLook, took / 2, 0, serially},
	} {
		b := batch{key: 1, sections: batchLook, transactions: c.transactions, lost: c.lost}
		if got := b.decideParallel(c.below, took, c.paused); got != c.want {
			t.Errorf("%s: %d, want %d", c.name, got, c.want)
		}
	}
	var tested atomic.Int64
	b := batch{key: 1, sections: batchLook, owning: batchLook}
	now := int64(serialTest)
	if got := b.decideSerial(took, took/2, &tested, now); got != serially || b.serial != int(serialTime/(took/2/batchLook)) {
		t.Errorf("still serial: %d, %d joined", got, b.serial)
	}
	if got := b.decideSerial(took, took/2, &tested, now+1); got != unbatched || tested.Load() != now+1 {
		t.Errorf("a test is due: %d", got)
	}
	if got := b.decideSerial(took, took/2, &tested, now+2); got != serially {
		t.Errorf("it has just been tested: %d", got)
	}
	if got := b.decideSerial(took, 0, &tested, now+3); got != unbatched-firstBatchLog {
		t.Errorf("nobody waits any more: %d", got)
	}
	if b.decideSerial(256*time.Second, time.Second, &tested, now); b.serial != 1 {
		t.Errorf("long sections: %d joined", b.serial)
	}
}

// TestReadingSectionsAreJoined: where each section that takes locks ends its
// transaction, those that only read end none.
func TestReadingSectionsAreJoined(t *testing.T) {
	const reading = 7
	lock, a := newLock(), newCell()
	defer batchLog(lock).Store(0)
	startAll(t, 1, func(m *machine) bool {
		if m.t.Solo || m.t.Pinned() {
			m.pc = -1
			return false
		}
		batchLog(lock).Store(unbatched)
		switch m.pc % 3 {
		case 0:
			m.t.AcquireLock(lock, false, -1)
		case 1:
			m.t.Read(a+gc.LockOffset, a+cell)
			if m.pc/3 == reading {
				add(m.t, a, 1)
			}
		case 2:
			m.t.ReleaseLock(lock, false)
			if ends := m.t.Attention; ends != (m.pc/3 == reading) {
				t.Errorf("section %d: the transaction is to end: %v", m.pc/3, ends)
			}
		}
		return m.pc == 3*reading+2
	})
	if n := gc.Load(a + cell).Int(); n != 1 {
		t.Errorf("%d of 1", n)
	}
}
