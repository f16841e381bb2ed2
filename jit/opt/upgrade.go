package opt

import "gorgon/jit/ir"

// upgrade is the pass that takes a lock where it is first read, if the trace takes
// it soon after in any case:
//
//	LOAD o.x; TXREAD o; …; TXOWN o; STORE o.x   =>   LOAD o.x; TXOWN o; …; STORE o.x
//
// Whose lock is taken has not been written to since the snapshot, so what was loaded
// before is as good as behind a TXREAD, and nothing has to be logged or checked at the
// end of a section. Who leaves between the two places owns something in vain. So
// nothing that the program decides may lie there, only guards that are to
// hold each time: of types, shapes, bounds and overflow.
func (e *engine) upgrade() {
	for n := range e.ins {
		own := &e.ins[n]
		if own.Op != ir.TXOWN && own.Op != ir.TXOWNCARD {
			continue
		}
		first := 0
		for k := n - 1; k > 0 && e.passes(&e.ins[k]); k-- {
			if e.ins[k].Op != ir.NOP && e.readsFor(&e.ins[k], own) {
				if first != 0 {
					e.ins[first] = ir.Ins{}
				}
				first = k
			}
		}
		if first != 0 {
			read := e.ins[first]
			e.ins[first] = *own
			e.ins[first].Snap, e.ins[first].Size = read.Snap, read.Size
			*own = ir.Ins{}
		}
	}
}

// readsFor says whether read is of the lock that own takes.
func (e *engine) readsFor(read, own *ir.Ins) bool {
	if own.Op == ir.TXOWN {
		return read.Op == ir.TXREAD && read.A == own.A && read.Imm == ir.LockOffset
	}
	return read.Op == ir.TXCARD && read.A == own.A && read.B == own.B && read.C == own.C
}

// passes says whether the trace goes on behind i nearly always.
func (e *engine) passes(i *ir.Ins) bool {
	switch i.Op {
	case ir.GEQ, ir.GNE:
		return e.ins[i.A].Class == ir.Cache || e.ins[i.B].Op == ir.KVALUE && e.ins[i.B].Imm == 0
	case ir.GINT, ir.GFLOAT, ir.GPTR, ir.GSHAPE, ir.GULT, ir.GFIT, ir.MULOV, ir.F2I, ir.TXREAD, ir.TXREADX, ir.TXCARD, ir.TXOWN, ir.TXOWNCARD, ir.TXLOG:
		return true
	case ir.LOOP, ir.PHI:
		return false
	}
	return ir.Table[i.Op].Flags&(ir.Snap|ir.Ends|ir.Boundary) == 0 && i.Op != ir.CALL
}
