package opt

import "gorgon/jit/ir"

// The words pass: of an object that a helper makes and of which only one word is
// looked at, the trace asks for that word.
//
//	c = CALL setAnd a b; GNE c Null; n = LOAD c +used   =>   n = CALL setCommon a b; GNE n Null
func (e *engine) words() {
	if e.options.Exact {
		return
	}
	for i := range e.ins {
		if c := &e.ins[i]; c.Op == ir.CALL && e.source.Helpers[c.Imm].WordBy != 0 && e.onlyWord(ir.Ref(i)) {
			c.Imm = e.source.Helpers[c.Imm].WordBy
			e.takeWords(ir.Ref(i))
		}
	}
}

// onlyWord says whether nobody sees more of the object that call c makes than its
// word, and some do see that.
func (e *engine) onlyWord(c ir.Ref) (seen bool) {
	h := &e.source.Helpers[e.ins[c].Imm]
	for i := c + 1; int(i) < len(e.ins); i++ {
		in := &e.ins[i]
		if ir.Table[in.Op].Flags&ir.Snap != 0 {
			for _, slot := range e.snaps[in.Snap].Slots {
				if slot.Kind == ir.SlotRef && slot.Ref == c {
					return false
				}
			}
		}
		switch {
		case in.A != c && in.B != c && in.C != c && in.D != c:
		case in.Op == ir.LOAD && in.Imm == h.Word:
			seen = true
		case in.Op == ir.GNE && in.A == c && e.ins[in.B].Op == ir.KVALUE && e.ins[in.B].Imm == 0:
		default:
			return false
		}
	}
	return seen
}

// takeWords names call c in place of the loads of the word, which goes.
func (e *engine) takeWords(c ir.Ref) {
	for i := c + 1; int(i) < len(e.ins); i++ {
		if e.ins[i].Op == ir.LOAD && e.ins[i].A == c {
			e.ins[i] = ir.Ins{}
			e.rename(i, c)
		}
	}
}

// rename puts one value in the place of another, which has been there after it.
func (e *engine) rename(from, to ir.Ref) {
	for i := from + 1; int(i) < len(e.ins); i++ {
		in := &e.ins[i]
		for _, p := range in.Operands() {
			if *p == from {
				*p = to
			}
		}
		if ir.Table[in.Op].Flags&ir.Snap == 0 {
			continue
		}
		for k := range e.snaps[in.Snap].Slots {
			if slot := &e.snaps[in.Snap].Slots[k]; slot.Kind == ir.SlotRef && slot.Ref == from {
				slot.Ref = to
			}
		}
	}
}
