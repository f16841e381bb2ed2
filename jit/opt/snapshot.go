package opt

import "gorgon/jit/ir"

// snapshot returns the snapshot of the output that stands for snapshot n of the
// input. Entries name unboxed values where they can; those go away that the
// stack holds anyway; in a loop's body those are added that the first round
// left in registers.
func (e *engine) snapshot(n int32) int32 {
	if done := e.snapMap[n]; done != 0 {
		return done - 1
	}
	s := e.inSnaps[n]
	first := len(e.entries)
	for i := range s.Slots {
		entry := s.Slots[i]
		if entry.Kind == ir.SlotRef {
			entry.Ref = e.unboxed(e.resolve(e.subst[entry.Ref]))
		}
		if !e.holds(&s, &entry) {
			e.entries = append(e.entries, entry)
		}
	}
	for i := range e.pending {
		p := &e.pending[i]
		if !lists(s.Slots, p.Slot) && !cleared(&s, p.Slot) && !e.holds(&s, p) {
			e.entries = append(e.entries, *p)
		}
	}
	s.Slots = e.entries[first:len(e.entries):len(e.entries)]
	e.snaps = append(e.snaps, s)
	e.snapMap[n] = int32(len(e.snaps))
	return int32(len(e.snaps)) - 1
}

// unboxed returns the operand of the boxing operation r, or r: a snapshot boxes
// by type.
func (e *engine) unboxed(r ir.Ref) ir.Ref {
	if i := &e.ins[r]; (i.Op == ir.BOXI || i.Op == ir.BOXF) && !e.val[i.A].phi {
		return i.A
	}
	return r
}

// boxed returns the value whose unboxed form r is, if it is known to be one.
func (e *engine) boxed(r ir.Ref) ir.Ref {
	switch i := &e.ins[r]; {
	case i.Op == ir.UNBOXI && e.val[i.A].kinds == intKind, i.Op == ir.UNBOXF && e.val[i.A].kinds == floatKind:
		return i.A
	}
	return 0
}

// holds says whether the stack's memory holds the entry already.
func (e *engine) holds(s *ir.Snapshot, entry *ir.SlotEntry) bool {
	if entry.Kind != ir.SlotRef || cleared(s, entry.Slot) {
		return false
	}
	r := e.stackWord(entry.Slot)
	return r != 0 && (r == entry.Ref || r == e.boxed(entry.Ref) || e.unboxed(r) == entry.Ref)
}

// cleared says whether slot is a register of an inlined frame.
func cleared(s *ir.Snapshot, slot int32) bool {
	for _, f := range s.Frames {
		if f.Base <= slot && slot < f.Base+f.Regs {
			return true
		}
	}
	return false
}

func lists(slots []ir.SlotEntry, slot int32) bool {
	for i := range slots {
		if slots[i].Slot == slot {
			return true
		}
	}
	return false
}
