package opt

import "gorgon/jit/ir"

// dead is the pass that removes what nobody uses: neither an instruction that
// stays, nor a snapshot by which one leaves. A new object goes with the stores
// to it if nobody else gets to see it.
//
//  1. From the end to the beginning everything is marked that what stays uses.
//  2. A PHI is needed if the body uses its A; it marks its B. A store to a new
//     object is needed if the object is. If there are any that were not known
//     to be needed, 1 is done again.
func (e *engine) dead() {
	use := grow(&e.use, len(e.ins))
	loop := len(e.ins)
	for i := range e.ins {
		if e.ins[i].Op == ir.LOOP {
			loop = i
		}
	}
	for again := true; again; {
		for i := len(e.ins) - 1; i > 0; i-- {
			if use[i] != 0 || e.stays(&e.ins[i]) {
				e.keep(use, i, i > loop)
			}
		}
		again = false
		for i := len(e.ins) - 1; i > 0; i-- {
			if p := &e.ins[i]; use[i] == 0 && (p.Op == ir.PHI && use[p.A]&inBody != 0 || use[p.A] != 0 && e.fills(p)) {
				use[i], again = used, true
			}
		}
	}
	for i := 1; i < len(e.ins); i++ {
		if use[i] == 0 {
			e.ins[i] = ir.Ins{}
		}
	}
}

// uses says whether an instruction is needed, and whether the body needs it.
type uses uint8

const (
	used uses = 1 << iota
	inBody
)

// keep marks instruction i and what it uses.
func (e *engine) keep(use []uses, i int, body bool) {
	ins, mark := &e.ins[i], used
	if body {
		mark |= inBody
	}
	use[i] |= used
	if ins.Op == ir.PHI {
		use[ins.A] |= used // the body names it
		use[ins.B] |= mark
		return
	}
	for _, o := range [...]ir.Ref{ins.A, ins.B, ins.C, ins.D} {
		use[o] |= mark
	}
	if ir.Table[ins.Op].Flags&ir.Snap == 0 {
		return
	}
	for _, entry := range e.snaps[ins.Snap].Slots {
		if entry.Kind == ir.SlotRef {
			use[entry.Ref] |= mark
		}
	}
}

// fills says whether i stores to an object that the trace has made.
func (e *engine) fills(i *ir.Ins) bool {
	switch i.Op {
	case ir.STORE, ir.STOREI, ir.STOREX, ir.SETSHAPE:
		return e.ins[i.A].Op == ir.NEW && !e.options.Exact
	}
	return false
}

// stays says whether an instruction whose value is not used is kept.
func (e *engine) stays(i *ir.Ins) bool {
	switch {
	case i.Op == ir.CALL:
		return !e.source.Helpers[i.Imm].Pure
	case i.Op == ir.NOP, i.Op == ir.PHI, i.Op == ir.PARENT, e.fills(i):
		return false
	case i.Op == ir.NEW:
		return e.options.Exact
	}
	return ir.Table[i.Op].Flags&(ir.Pure|ir.Load) == 0
}
