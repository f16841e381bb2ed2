package stm

import (
	"slices"
	"testing"

	"gorgon/gc"
)

// sameFilterSlot returns two cells whose locks have one place in the filter.
func sameFilterSlot(t *testing.T) (a, b uintptr) {
	t.Helper()
	seen := map[uintptr]uintptr{}
	for _, o := range newCells(4 * filterSize) {
		i := FilterIndex(o + gc.LockOffset)
		if other, ok := seen[i]; ok {
			return other, o
		}
		seen[i] = o
	}
	t.Fatal("no two locks share a place")
	return
}

// What is read again and again in one section stays in the log, the log stays
// short, no read has to be made again for that, and a change is noticed.
func TestReadsOfALongSection(t *testing.T) {
	a, b := sameFilterSlot(t)
	for _, shake := range []bool{false, true} {
		for _, changed := range []uintptr{0, a, b} {
			w, other := newWorker(1, false), newWorker(2, false)
			if shake {
				w.Shake(ShakeModes{Yields: true, Seed: 1}) // the loop logs nothing by itself then
			}
			attempts := 0
			w.atomically(func() {
				attempts++
				w.Isolate(true)
				for range 3 * longLog {
					for _, o := range []uintptr{a, b, b} {
						// After an abort the snapshot is moved first.
						if l := o + gc.LockOffset; !w.Seen(l) && (attempts == 1 || !w.Seen(l)) {
							t.Fatalf("shake %v: a read of something unchanged is to be made again", shake)
						}
					}
				}
				for _, o := range []uintptr{a, b} {
					if !slices.Contains(w.Reads, o+gc.LockOffset) {
						t.Errorf("shake %v: a read is not in the log", shake)
					}
				}
				if n := len(w.Reads); n > 7*longLog {
					t.Errorf("shake %v: %d reads in the log", shake, n)
				}
				if changed != 0 && attempts == 1 {
					other.atomically(func() { other.set(changed, other.get(changed)+1) })
				}
				w.set(newCells(1)[0], 1)
				w.Isolate(false)
			})
			want := 1
			if changed != 0 {
				want = 2
			}
			if attempts != want {
				t.Errorf("shake %v, changed %v: %d attempts, want %d", shake, changed != 0, attempts, want)
			}
			w.Close()
			other.Close()
		}
	}
}
