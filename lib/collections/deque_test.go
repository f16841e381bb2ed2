package collections

import (
	"math/rand/v2"
	"slices"
	"testing"

	"gorgon/gc"
	"gorgon/vm/object"
)

// TestDequeAgainstModel plays random operations on a deque and on a slice.
func TestDequeAgainstModel(t *testing.T) {
	th := &Thread{}
	th.Solo, th.Depth = true, 1000
	object.Boot(th)
	for seed := range 30 {
		r := rand.New(rand.NewPCG(uint64(seed), 5))
		d := newDeque(th, dequeType)
		most := -1
		if seed%3 == 0 {
			most = 1 + r.IntN(20)
			gc.Store(d.Addr()+dequeMaxLen, gc.MakeInt(int64(most)))
		}
		var m []Value
		for range 1500 {
			x := gc.MakeInt(int64(r.IntN(1000)))
			switch op := r.IntN(12); {
			case op < 4:
				pushRight(th, d.Addr(), x)
				if m = append(m, x); most >= 0 && len(m) > most {
					m = m[1:]
				}
			case op < 7:
				pushLeft(th, d.Addr(), x)
				if m = slices.Insert(m, 0, x); most >= 0 && len(m) > most {
					m = m[:most]
				}
			case op == 7:
				if got := popRight(th, d.Addr()); len(m) == 0 && got != gc.Null || len(m) > 0 && got != m[len(m)-1] {
					t.Fatalf("seed %d: pop", seed)
				}
				m = m[:max(0, len(m)-1)]
			case op == 8:
				if got := popLeft(th, d.Addr()); len(m) == 0 && got != gc.Null || len(m) > 0 && got != m[0] {
					t.Fatalf("seed %d: popleft", seed)
				}
				m = m[min(1, len(m)):]
			case op == 9 && len(m) > 0:
				n := r.IntN(3*len(m)) - len(m)
				dequeRotate(th, []Value{d, gc.MakeInt(int64(n))})
				k := ((n % len(m)) + len(m)) % len(m)
				m = append(slices.Clone(m[len(m)-k:]), m[:len(m)-k]...)
			case op == 10 && len(m) > 0:
				i := r.IntN(len(m))
				deleteAt(th, d.Addr(), int64(i))
				m = slices.Delete(slices.Clone(m), i, i+1)
			case op == 11 && len(m) > 0:
				i := r.IntN(len(m))
				if !dequeSetItem(th, d, gc.MakeInt(int64(i-len(m))), x) {
					t.Fatalf("seed %d: item assignment", seed)
				}
				m = slices.Clone(m)
				m[i] = x
			}
			if got := items(th, d.Addr()); !slices.Equal(got, m) {
				t.Fatalf("seed %d: %v, want %v", seed, got, m)
			}
		}
	}
}
