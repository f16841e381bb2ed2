package scheduler

import "math/rand/v2"

// A budget is how many back-edges and calls a transaction lasts, for each
// place where transactions begin: it grows slowly while they commit and is
// halved by an abort.
const (
	firstBudget = 20_000
	maxBudget   = 60_000
	minBudget   = 64
	briefBudget = 5_000 // of a thread whose turn is over soon
	budgetSites = 64
)

// budgets is a direct-mapped table of budgets by the checkpoint's address. Two
// places may share an entry: then the later one starts anew.
type budgets struct {
	sites [budgetSites]siteBudget
	rng   *rand.Rand // tiny random budgets, if not nil
}

type siteBudget struct {
	pc     uint32
	budget int32
}

func (b *budgets) init(seed uint64) {
	if Shake.Budget {
		b.rng = rand.New(rand.NewPCG(seed, 2))
	}
}

func (b *budgets) site(pc uintptr) *siteBudget {
	s := &b.sites[(pc>>3^pc>>11)%budgetSites]
	if key := uint32(pc >> 3); s.pc != key || s.budget == 0 {
		*s = siteBudget{key, firstBudget}
	}
	return s
}

// next is the budget of a transaction that begins at pc. It is at least 1: the
// loop polls before an instruction, and must get past it.
func (b *budgets) next(pc uintptr) int64 {
	if b.rng != nil {
		return 1 + b.rng.Int64N(30)
	}
	return int64(b.site(pc).budget)
}

func (b *budgets) committed(pc uintptr, retried bool) {
	s := b.site(pc)
	if !retried && s.budget < maxBudget {
		s.budget += s.budget/16 + 1
	}
}

func (b *budgets) aborted(pc uintptr) {
	s := b.site(pc)
	s.budget = max(s.budget/2, minBudget)
}
