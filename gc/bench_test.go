package gc

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"
)

// BenchmarkAlloc allocates garbage of 32 bytes; collections are included.
func BenchmarkAlloc(b *testing.B) {
	withRoots(b)
	a := newAllocator(b)
	h := Header(1, LayoutValues)
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		p := a.Alloc(h, 32)
		Store(p+16, MakeInt(int64(i)))
		if i&1023 == 0 {
			collectWhenAsked()
		}
	}
}

// BenchmarkTryAlloc is the same through the inlined fast path.
func BenchmarkTryAlloc(b *testing.B) {
	withRoots(b)
	a := newAllocator(b)
	h := Header(1, LayoutValues)
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		p := a.TryAlloc(h, 32)
		if p == 0 {
			p = a.Alloc(h, 32)
			collectWhenAsked()
		}
		Store(p+16, MakeInt(int64(i)))
	}
}

// BenchmarkCollect marks a million objects of 32 bytes in a binary tree,
// allocated in random order of address.
func BenchmarkCollect(b *testing.B) {
	for _, shape := range []string{"list", "tree", "array"} {
		b.Run(shape, func(b *testing.B) {
			roots := withRoots(b)
			a := newAllocator(b)
			roots.values = []Value{buildMillion(a, shape)}
			Collect(nil)
			if n := ReadStats().LiveObjects; n < 1000000 {
				b.Fatalf("%d objects", n)
			}
			b.ResetTimer()
			began := time.Now()
			for range b.N {
				Collect(nil)
			}
			b.ReportMetric(float64(time.Since(began).Nanoseconds())/float64(b.N)/1e6, "ns/object")
		})
	}
}

func buildMillion(a *Allocator, shape string) Value {
	const n = 1000000
	nodes := make([]uintptr, n)
	for i := range nodes {
		nodes[i] = a.Alloc(Header(1, LayoutValues), 32)
	}
	if shape == "array" {
		arr := a.Alloc(Header(2, LayoutValues), 16+n*8)
		for i, p := range nodes {
			Store(arr+16+uintptr(i)*8, MakePtr(p))
		}
		return MakePtr(arr)
	}
	order := rand.New(rand.NewPCG(1, 1)).Perm(n)
	perm := func(i int) uintptr { return nodes[order[i]] }
	for i := range n {
		if shape == "list" {
			if i+1 < n {
				Store(perm(i)+16, MakePtr(perm(i+1)))
			}
			continue
		}
		for k := range 2 {
			if c := 2*i + 1 + k; c < n {
				Store(perm(i)+16+uintptr(k)*8, MakePtr(perm(c)))
			}
		}
	}
	return MakePtr(perm(0))
}

// BenchmarkBudget shows what the minimum budget costs with little and with
// some live data: small budgets stay in the caches, but collect more often.
func BenchmarkBudget(b *testing.B) {
	for _, live := range []int{0, 20000, 100000} {
		for _, mib := range []uintptr{4, 8, 16, 32, 64} {
			b.Run(fmt.Sprintf("live=%d/budget=%dMiB", live, mib), func(b *testing.B) {
				roots := withRoots(b)
				a := newAllocator(b)
				head := None
				for range live {
					p := a.Alloc(Header(1, LayoutValues), 48)
					Store(p+16, head)
					head = MakePtr(p)
				}
				roots.values = []Value{head}
				defer SetThreshold(defaultMinimum, defaultPercent)
				SetThreshold(mib<<20, defaultPercent)
				Collect(nil)
				b.ResetTimer()
				for i := 0; i < b.N; i++ {
					p := a.TryAlloc(Header(1, LayoutValues), 48)
					if p == 0 {
						p = a.Alloc(Header(1, LayoutValues), 48)
						collectWhenAsked()
					}
					Store(p+16, MakeInt(int64(i)))
				}
			})
		}
	}
}
