package object

import (
	"math/rand/v2"
	"slices"
	"testing"

	"gorgon/gc"
)

func ints(is ...int) []Value {
	vs := make([]Value, len(is))
	for i, x := range is {
		vs[i] = gc.MakeInt(int64(x))
	}
	return vs
}

// randomSlice returns a slice object and the indices that it means.
func randomSlice(th *Thread, r *rand.Rand, n int) (Value, []int) {
	part := func() Value {
		if r.IntN(4) == 0 {
			return None
		}
		return gc.MakeInt(int64(r.IntN(2*n+7) - n - 3))
	}
	step := None
	if r.IntN(2) == 0 {
		step = gc.MakeInt([]int64{1, 2, 3, -1, -2, 7}[r.IntN(6)])
	}
	s := NewSlice(th, part(), part(), step)
	start, _, by, count, _ := SliceIndices(th, s, n)
	var at []int
	for i := range count {
		at = append(at, start+i*by)
	}
	return s, at
}

func TestListAgainstModel(t *testing.T) {
	th := soloThread()
	for seed := range 40 {
		r := rand.New(rand.NewPCG(uint64(seed), 2))
		l, m := NewList(th, nil), []Value{}
		for range 800 {
			x := gc.MakeInt(int64(r.IntN(50)))
			switch op := r.IntN(10); op {
			case 0, 1, 2:
				ListAppend(th, l, x)
				m = append(m, x)
			case 3:
				i := r.IntN(len(m) + 3)
				ListInsert(th, l, i, x)
				m = slices.Insert(m, min(i, len(m)), x)
			case 4:
				if len(m) > 0 {
					i := r.IntN(len(m))
					if got := listPop(th, []Value{l, gc.MakeInt(int64(i - len(m)))}); got != m[i] {
						t.Fatalf("pop gives %v, want %v", got.Int(), m[i].Int())
					}
					m = slices.Delete(m, i, i+1)
				}
			case 5:
				s, at := randomSlice(th, r, len(m))
				if !listSetItem(th, l, s, Null) {
					t.Fatal("del failed")
				}
				slices.Sort(at)
				for _, i := range slices.Backward(at) {
					m = slices.Delete(m, i, i+1)
				}
			case 6:
				s, at := randomSlice(th, r, len(m))
				items := make([]Value, len(at))
				for i := range items {
					items[i] = gc.MakeInt(int64(r.IntN(1000)))
					m[at[i]] = items[i]
				}
				if !listSetItem(th, l, s, NewTupleFrom(th, items)) {
					t.Fatal("assignment failed")
				}
			case 7:
				items := ints(1, 2, 3)[:r.IntN(4)]
				lo := r.IntN(len(m) + 1)
				hi := lo + r.IntN(len(m)-lo+1)
				ListSplice(th, l, lo, hi, items)
				m = slices.Replace(m, lo, hi, items...)
			case 8:
				s, at := randomSlice(th, r, len(m))
				got := listView(th, listSlice(th, l, s))
				if len(got) != len(at) {
					t.Fatalf("slice has %d items, want %d", len(got), len(at))
				}
				for i, x := range got {
					if x != m[at[i]] {
						t.Fatalf("slice item %d is wrong", i)
					}
				}
			case 9:
				if r.IntN(8) == 0 {
					listReplace(th, l, nil)
					m = m[:0]
				}
			}
			if !slices.Equal(listView(th, l), m) {
				t.Fatalf("seed %d: list %v, want %v", seed, listView(th, l), m)
			}
		}
	}
}

func TestSliceClamps(t *testing.T) {
	th := soloThread()
	huge := NewInt(th, 1<<62)
	for _, c := range []struct {
		start, stop, step Value
		want              [4]int
	}{
		{None, None, gc.MakeInt(-1), [4]int{9, -1, -1, 10}},
		{huge, None, gc.MakeInt(-3), [4]int{9, -1, -3, 4}},
		{gc.MakeInt(-100), huge, huge, [4]int{0, 10, 1 << 62, 1}},
		{gc.MakeInt(5), gc.MakeInt(2), None, [4]int{5, 2, 1, 0}},
	} {
		start, stop, step, n, _ := SliceIndices(th, NewSlice(th, c.start, c.stop, c.step), 10)
		if got := [4]int{start, stop, step, n}; got != c.want {
			t.Errorf("got %v, want %v", got, c.want)
		}
	}
}

func TestSortIsStable(t *testing.T) {
	th := soloThread()
	for seed := range 60 {
		r := rand.New(rand.NewPCG(uint64(seed), 3))
		n := 1 + r.IntN(400)
		keys, items := make([]Value, n), make([]Value, n)
		for i := range keys {
			k := int64(r.IntN(1 + seed*4))
			if seed%3 == 0 {
				k = int64(i / 20 * (r.IntN(3) - 1))
			}
			keys[i], items[i] = gc.MakeInt(k), gc.MakeInt(int64(i))
		}
		want := slices.Clone(items)
		slices.SortStableFunc(want, func(a, b Value) int { return int(keys[a.Int()].Int() - keys[b.Int()].Int()) })
		got, _ := sortByKeys(th, slices.Clone(items), keys, false)
		if !slices.Equal(got, want) {
			t.Fatalf("seed %d: sort by ints", seed)
		}
		pairs := make([]keyed, n)
		for i := range pairs {
			pairs[i] = keyed{key: keys[i], item: items[i]}
		}
		s := merger{t: th, buf: make([]keyed, n)}
		s.sort(pairs)
		for i := range pairs {
			if pairs[i].item != want[i] {
				t.Fatalf("seed %d: merge sort", seed)
			}
		}
	}
}
