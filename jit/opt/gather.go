package opt

import "gorgon/jit/ir"

// gather is the order in which the forward pass reads a transactional trace
// that checks every load: a load from an object whose lock was joined already
// is read in front of that TXREAD, which then checks both, and the load's own
// TXREAD goes away.
//
//	LOAD o.x; TXREAD o; …; LOAD o.y; TXREAD o   =>   LOAD o.x; LOAD o.y; TXREAD o; …
//
// The object's shape was guarded before the first TXREAD, so the load may be
// made there; and nothing between the two places may change what it loads.
type gather struct {
	barrier []int32 // by object: the first TXREAD since the load may have moved, 0 if there is none
	shape   []int32 // by object: where its shape was guarded
	since   int32   // the last instruction that may change anything
	stores  []storeAt
	moved   []movedLoad
	order   []int32
}

type storeAt struct {
	at     int32
	offset int64
}

type movedLoad struct{ load, to int32 }

// inOrder returns the numbers of the instructions in the order in which to
// read them.
func (g *gather) inOrder(in []ir.Ins, helpers []ir.Helper, every bool) []int32 {
	g.moved = g.moved[:0]
	if every {
		g.scan(in, helpers)
	}
	g.order = g.order[:0]
	next := 0
	isMoved := grow(&g.barrier, len(in)) // not used any more
	for _, m := range g.moved {
		isMoved[m.load] = 1
	}
	for i := int32(1); i < int32(len(in)); i++ {
		// Loads move to one barrier in the order in which they stand, but the
		// barriers of different objects come in any.
		for ; next < len(g.moved) && g.moved[next].to == i; next++ {
			g.order = append(g.order, g.moved[next].load)
		}
		if isMoved[i] == 0 {
			g.order = append(g.order, i)
		}
	}
	return g.order
}

func (g *gather) scan(in []ir.Ins, helpers []ir.Helper) {
	grow(&g.barrier, len(in))
	grow(&g.shape, len(in))
	g.since, g.stores = 0, g.stores[:0]
	for n := 1; n < len(in); n++ {
		i, at := &in[n], int32(n)
		switch i.Op {
		case ir.GSHAPE:
			if g.shape[i.A] <= g.since {
				g.shape[i.A] = at
			}
		case ir.TXREAD:
			if i.Imm == ir.LockOffset && g.barrier[i.A] <= g.since {
				g.barrier[i.A] = at
			}
		case ir.LOAD, ir.LOADI:
			if i.Class == ir.Slot {
				g.load(i, at)
			}
		case ir.STORE, ir.STOREI:
			if i.Class == ir.Slot {
				g.stores = append(g.stores, storeAt{at, i.Imm})
			} else if meet(i.Class, ir.Slot) || meet(i.Class, ir.Header) {
				g.since = at
			}
		case ir.STOREX:
			if meet(i.Class, ir.Slot) || meet(i.Class, ir.Header) {
				g.since = at
			}
		case ir.CALL:
			if helpers[i.Imm].Writes {
				g.since = at
			}
		case ir.SETSHAPE, ir.STEP, ir.GCALLER, ir.POLL, ir.TXOWN, ir.TXOWNCARD:
			g.since = at
		}
	}
	// By where they go to; what goes to one place stays in order.
	for i := 1; i < len(g.moved); i++ {
		for j := i; j > 0 && g.moved[j].to < g.moved[j-1].to; j-- {
			g.moved[j], g.moved[j-1] = g.moved[j-1], g.moved[j]
		}
	}
}

// load moves a load if it may; where it may not, its own TXREAD is the one that
// later loads go to.
func (g *gather) load(i *ir.Ins, at int32) {
	to := g.barrier[i.A]
	if to <= g.since {
		return
	}
	blocked := g.shape[i.A] == 0 || g.shape[i.A] > to
	for _, s := range g.stores {
		if s.at > to && s.offset < i.Imm+8 && i.Imm < s.offset+8 {
			blocked = true
		}
	}
	if blocked {
		g.barrier[i.A] = 0
		return
	}
	g.moved = append(g.moved, movedLoad{at, to})
}
