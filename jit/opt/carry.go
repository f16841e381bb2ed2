package opt

import (
	"slices"

	"gorgon/jit/ir"
)

// The carry pass: an object that each round makes anew, and the next round only
// names in its snapshots, goes from round to round as its fields.
//
//	LOOP; …; n = NEW; STORE n x; …; PHI a n   =>   c = COPY y; LOOP; m = NEW; STORE m c; …; PHI c x
//
// a is the NEW of the first round, whose field is y. Behind LOOP, m is named
// instead of a: it is the same object, made again, which nobody can tell since
// only snapshots of exits name it. The back end makes neither before somebody leaves.

// carried is such an object.
type carried struct {
	phi, first, again ir.Ref // PHI first again
	fields            []carriedField
	copies            []ir.Ins // COPYs of what varies, by field; no operation: it does not
	ends              []ir.Ref // what takes the copies' places
	boxes             []ir.Op  // BOXI or BOXF of unboxed copies, else NOP
}

type carriedField struct {
	ins          ir.Ins // the STORE of the first round
	first, again ir.Ref // what both rounds store
}

func (e *engine) carry() {
	loop := slices.IndexFunc(e.ins, func(i ir.Ins) bool { return i.Op == ir.LOOP })
	if loop < 0 || e.options.Exact {
		return
	}
	var all []carried
	for i := loop + 1; i < len(e.ins); i++ {
		if p := &e.ins[i]; p.Op == ir.PHI && e.ins[p.A].Op == ir.NEW && e.ins[p.B].Op == ir.NEW && p.B > ir.Ref(loop) {
			if c, ok := e.asFields(ir.Ref(i), ir.Ref(loop)); ok {
				all = append(all, c)
			}
		}
	}
	if len(all) > 0 {
		e.rebuild(all, loop)
	}
}

// newObject is what is stored to a NEW that is the key of look-ups, and else only
// stored to and named by snapshots.
type newObject struct {
	header int64
	size   int32
	stores []ir.Ins
}

// fieldsOf looks at all uses of the object o but by the PHI. ok false: somebody
// else sees it, as the interpreter does in a STEP, or it is changed out of the part of
// the trace from begin to end.
func (e *engine) fieldsOf(o, phi ir.Ref, begin, end int) (made newObject, ok bool) {
	made = newObject{header: e.ins[o].Imm, size: e.ins[o].Size}
	for i := range e.ins {
		in := &e.ins[i]
		if in.Op == ir.STEP && e.names(in.Snap, o) {
			return made, false
		}
		if ir.Ref(i) == phi || !slices.Contains([]ir.Ref{in.A, in.B, in.C, in.D}, o) {
			continue
		}
		switch {
		case e.asKey(in, o) && begin <= i && i < end:
		case i < begin || i >= end || in.B == o || in.C == o || in.D == o:
			return made, false
		case in.Op == ir.SETSHAPE:
			made.header = made.header&^0xffff_ffff | in.Imm&0xffff_ffff
		case in.Op == ir.STORE:
			made.stores = slices.DeleteFunc(made.stores, func(s ir.Ins) bool { return s.Imm == in.Imm })
			made.stores = append(made.stores, *in)
		default:
			return made, false
		}
	}
	slices.SortFunc(made.stores, func(a, b ir.Ins) int { return int(a.Imm - b.Imm) })
	return made, true
}

// names says whether a snapshot names the object o.
func (e *engine) names(snap int32, o ir.Ref) bool {
	return slices.ContainsFunc(e.snaps[snap].Slots, func(s ir.SlotEntry) bool { return s.Kind == ir.SlotRef && s.Ref == o })
}

// asKey says whether in only looks the object o up, which the back end does without
// there being one.
func (e *engine) asKey(in *ir.Ins, o ir.Ref) bool {
	return in.Op == ir.CALL && e.source.Helpers[in.Imm].Inline == ir.FindTuple && in.C == o && in.A != o && in.B != o && in.D != o
}

// asFields says whether the objects of a PHI can go as their fields.
func (e *engine) asFields(phi, loop ir.Ref) (c carried, ok bool) {
	p := e.ins[phi]
	c = carried{phi: phi, first: p.A, again: p.B}
	a, okA := e.fieldsOf(p.A, phi, 0, int(loop))
	b, okB := e.fieldsOf(p.B, phi, int(loop), len(e.ins))
	if !okA || !okB || a.header != b.header || a.size != b.size || len(a.stores) != len(b.stores) {
		return c, false
	}
	for i := range a.stores {
		s, t := a.stores[i], b.stores[i]
		if s.Imm != t.Imm || s.Class != t.Class {
			return c, false
		}
		c.fields = append(c.fields, carriedField{s, s.B, t.B})
	}
	for _, f := range c.fields {
		copied, end, box := ir.Ins{}, ir.Ref(0), ir.NOP
		if f.first != f.again || e.joins(f.first) {
			first := &e.ins[f.first]
			again := &e.ins[f.again]
			if first.Op == again.Op && (first.Op == ir.BOXI || first.Op == ir.BOXF) {
				copied, end, box = ir.Ins{Op: ir.COPY, Type: e.ins[first.A].Type, A: first.A}, again.A, first.Op
			} else {
				copied, end = ir.Ins{Op: ir.COPY, Type: ir.Value, A: f.first}, f.again
			}
		}
		c.copies, c.ends, c.boxes = append(c.copies, copied), append(c.ends, end), append(c.boxes, box)
	}
	return c, true
}

// joins says whether r is the first operand of a PHI.
func (e *engine) joins(r ir.Ref) bool {
	return slices.ContainsFunc(e.ins, func(i ir.Ins) bool { return i.Op == ir.PHI && i.A == r })
}

// rebuild writes the trace anew with the objects carried.
func (e *engine) rebuild(all []carried, loop int) {
	header := make([]int64, len(all)) // as the bodies' objects have them in the end
	gone := map[ir.Ref]*carried{}
	for i := range all {
		o, _ := e.fieldsOf(all[i].first, all[i].phi, 0, loop)
		header[i] = o.header
		gone[all[i].phi] = &all[i]
	}
	var out []ir.Ins
	rename := make([]ir.Ref, len(e.ins))
	emit := func(i ir.Ins) ir.Ref {
		out = append(out, i)
		return ir.Ref(len(out) - 1)
	}
	body := make([]ir.Ref, len(e.ins)) // of what snapshots of the body name otherwise
	copies := make([][]ir.Ref, len(all))
	for i, in := range e.ins {
		for _, p := range in.Operands() {
			*p = rename[*p]
		}
		switch {
		case i == loop:
			for k := range all {
				copies[k] = make([]ir.Ref, len(all[k].copies))
				for n, c := range all[k].copies {
					if c.Op == ir.COPY {
						c.A = rename[c.A]
						copies[k][n] = emit(c)
					}
				}
			}
			rename[i] = emit(in)
			for k := range all {
				body[all[k].first] = e.again(&all[k], header[k], copies[k], rename, emit)
			}
		case gone[ir.Ref(i)] != nil:
		default:
			rename[i] = emit(in)
		}
	}
	last := out[len(out)-1] // JLOOP
	out = out[:len(out)-1]
	for k := range all {
		for n, c := range copies[k] {
			if c != 0 {
				emit(ir.Ins{Op: ir.PHI, Type: out[c].Type, A: c, B: rename[all[k].ends[n]]})
			}
		}
	}
	emit(last)
	e.renameSnapshots(out, loop, rename, body)
	e.ins = append(e.ins[:0], out...)
}

// again emits the object as the round before has left it.
func (e *engine) again(c *carried, header int64, copies, rename []ir.Ref, emit func(ir.Ins) ir.Ref) ir.Ref {
	o := emit(ir.Ins{Op: ir.NEW, Type: ir.Value, Imm: header, Size: e.ins[c.first].Size})
	for n, f := range c.fields {
		v := rename[f.first]
		if copies[n] != 0 {
			if v = copies[n]; c.boxes[n] != ir.NOP {
				v = emit(ir.Ins{Op: c.boxes[n], Type: ir.Value, A: v})
			}
		}
		s := f.ins
		s.A, s.B = o, v
		emit(s)
	}
	return o
}

// renameSnapshots gives snapshots the new names; those of the body have theirs.
func (e *engine) renameSnapshots(out []ir.Ins, loop int, rename, body []ir.Ref) {
	inBody := false
	first := make([]int32, len(e.snaps)) // 1 + the copy for the part in front of LOOP
	second := make([]int32, len(e.snaps))
	var snaps []ir.Snapshot
	for i := range out {
		in := &out[i]
		inBody = inBody || in.Op == ir.LOOP
		if ir.Table[in.Op].Flags&ir.Snap == 0 {
			continue
		}
		done := first
		if inBody {
			done = second
		}
		if done[in.Snap] == 0 {
			s := e.snaps[in.Snap]
			from := len(e.entries)
			e.entries = append(e.entries, s.Slots...)
			s.Slots = e.entries[from:len(e.entries):len(e.entries)]
			for k := range s.Slots {
				if slot := &s.Slots[k]; slot.Kind == ir.SlotRef {
					to := rename[slot.Ref]
					if inBody && body[slot.Ref] != 0 {
						to = body[slot.Ref]
					}
					slot.Ref = to
				}
			}
			snaps = append(snaps, s)
			done[in.Snap] = int32(len(snaps))
		}
		in.Snap = done[in.Snap] - 1
	}
	e.snaps = append(e.snaps[:0], snaps...)
}
