package opt

import "gorgon/jit/ir"

// dead is the pass that removes what nobody uses: neither an instruction that
// stays, nor a snapshot by which one leaves.
//
//  1. From the end to LOOP everything is marked that the body needs by itself.
//  2. A PHI is needed if its A was marked from the body; it marks its B. This is
//     repeated until no further PHI is needed.
//  3. From LOOP to the beginning the same for what precedes the loop.
func (e *engine) dead() {
	live := grow(&e.live, len(e.ins))
	loop := 0
	for i := range e.ins {
		if e.ins[i].Op == ir.LOOP {
			loop = i
		}
	}
	for again := true; again; {
		for i := len(e.ins) - 1; i > loop; i-- {
			e.keep(live, i)
		}
		again = false
		for i := len(e.ins) - 1; i > loop && loop > 0; i-- {
			if p := &e.ins[i]; p.Op == ir.PHI && live[p.A] && !live[i] {
				live[i], again = true, true
			}
		}
	}
	for i := loop; i > 0; i-- {
		e.keep(live, i)
	}
	for i := 1; i < len(e.ins); i++ {
		if !live[i] {
			e.ins[i] = ir.Ins{}
		}
	}
}

// keep marks what instruction i uses if it stays.
func (e *engine) keep(live []bool, i int) {
	ins := &e.ins[i]
	if !live[i] && !e.stays(ins) {
		return
	}
	live[i] = true
	for _, o := range [...]ir.Ref{ins.A, ins.B, ins.C, ins.D} {
		live[o] = true
	}
	if ir.Table[ins.Op].Flags&ir.Snap != 0 {
		for _, entry := range e.snaps[ins.Snap].Slots {
			if entry.Kind == ir.SlotRef {
				live[entry.Ref] = true
			}
		}
	}
}

// stays says whether an instruction whose value is not used is kept.
func (e *engine) stays(i *ir.Ins) bool {
	switch {
	case i.Op == ir.CALL:
		return !e.source.Helpers[i.Imm].Pure
	case i.Op == ir.NOP, i.Op == ir.PHI, i.Op == ir.PARENT:
		return false
	}
	return ir.Table[i.Op].Flags&(ir.Pure|ir.Load) == 0
}
