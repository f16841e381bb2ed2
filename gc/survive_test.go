package gc

import "testing"

type oneRoot struct{ v Value }

func (r *oneRoot) VisitRoots(visit func(Value)) { visit(r.v) }

// duringSweep collects everything, and calls check with what a Survivor of that
// collection says.
func duringSweep(t *testing.T, check func(survives func(a, n uintptr) bool)) {
	checked := false
	RegisterSweepHook(func(func(Value) bool) {
		if !checked {
			checked = true
			check(Survivor())
		}
	})
	Collect(nil)
	if !checked {
		t.Error("the hook did not run")
	}
}

func TestSurvivor(t *testing.T) {
	var a Allocator
	kept := &oneRoot{MakePtr(a.Alloc(Header(1, LayoutRaw), 512))}
	lost := a.Alloc(Header(1, LayoutRaw), 512)
	keptLarge := &oneRoot{MakePtr(a.Alloc(Header(1, LayoutRaw), 3*MaxSmall))}
	lostLarge := a.Alloc(Header(1, LayoutRaw), 3*MaxSmall)
	for _, r := range []*oneRoot{kept, keptLarge} {
		RegisterRoots(r)
		defer UnregisterRoots(r)
	}
	duringSweep(t, func(survives func(a, n uintptr) bool) {
		for _, c := range []struct {
			name string
			a    uintptr
			want bool
		}{
			{"living object", kept.v.Addr() + 400, true}, {"dead object", lost + 256, false},
			{"living large object", keptLarge.v.Addr() + 2*MaxSmall, true}, {"dead large object", lostLarge + 2*MaxSmall, false},
			{"large object that is known to live", keptLarge.v.Addr() + MaxSmall, true}, {"large object that is known to be dead", lostLarge + MaxSmall, false},
			{"elsewhere", 4096, false},
		} {
			if got := survives(c.a, 8); got != c.want {
				t.Errorf("survives in a %s: %v", c.name, got)
			}
		}
	})
}

// TestSurvivorBesideTheLiving checks that a dead object which shares a line with a
// living one survives, but not in debug mode, which overwrites it: who reads its lock
// afterwards would take what is there for a version.
func TestSurvivorBesideTheLiving(t *testing.T) {
	for _, verify := range []bool{false, true} {
		SetVerify(verify)
		a := newAllocator(t)
		kept := &oneRoot{MakePtr(a.Alloc(Header(1, LayoutRaw), 2*Granule))}
		lost := a.Alloc(Header(1, LayoutRaw), 2*Granule)
		RegisterRoots(kept)
		duringSweep(t, func(survives func(a, n uintptr) bool) {
			if !survives(kept.v.Addr()+Granule, 8) {
				t.Errorf("debug mode %v: a living object does not survive", verify)
			}
			if got := survives(lost+LockOffset, 8); got == verify {
				t.Errorf("debug mode %v: a dead object survives: %v", verify, got)
			}
		})
		UnregisterRoots(kept)
		SetVerify(false)
	}
}
