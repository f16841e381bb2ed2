package ir

import "fmt"

// Verify checks the form of a trace and returns what is wrong first, or nil:
//
//  1. instruction 0 is a NOP, the last one Ends, and no other does;
//  2. operands are defined before their use, their number and types are those
//     of the table, for CALL those of the helper's row;
//  3. what a snapshot names is defined before each instruction that leaves by
//     it, and no snapshot names a slot twice;
//  4. PARENTs come before LOOP, with the types of Trace.Parents;
//  5. there is one LOOP if the trace ends with JLOOP and none otherwise; PHIs
//     stand between the body and JLOOP, each for another A, which is before
//     LOOP and no constant, and B is of A's type;
//  6. constant shift counts are in 0…63, constant divisors positive.
func Verify(t *Trace) error {
	v := verifier{t: t}
	for i := range t.Ins {
		if err := v.instruction(Ref(i)); err != nil {
			return fmt.Errorf("%s: %w", t.Line(Ref(i)), err)
		}
	}
	if last := &t.Ins[len(t.Ins)-1]; Table[last.Op].Flags&Ends == 0 {
		return fmt.Errorf("the trace ends with %v", last.Op)
	}
	return nil
}

type verifier struct {
	t    *Trace
	loop Ref // the LOOP, if it was seen
	phis int
}

func (v *verifier) instruction(r Ref) error {
	t, ins := v.t, &v.t.Ins[r]
	if ins.Op >= NumOps {
		return fmt.Errorf("operation %d", ins.Op)
	}
	if r == 0 {
		if ins.Op != NOP {
			return fmt.Errorf("instruction 0 is no NOP")
		}
		return nil
	}
	row := &Table[ins.Op]
	if err := v.operands(r, ins, row); err != nil {
		return err
	}
	if row.Flags&Ends != 0 && int(r) != len(t.Ins)-1 {
		return fmt.Errorf("in the middle of the trace")
	}
	if row.Flags&Snap != 0 {
		if err := v.snapshot(r, ins.Snap); err != nil {
			return err
		}
	}
	if v.phis > 0 && ins.Op != PHI && ins.Op != JLOOP && ins.Op != NOP {
		return fmt.Errorf("follows a PHI")
	}
	return v.special(r, ins)
}

// operands checks rules 2 and the type of the result.
func (v *verifier) operands(r Ref, ins *Ins, row *Info) error {
	want, result := row.Operands, row.Type
	switch ins.Op {
	case CALL:
		if uint64(ins.Imm) >= uint64(len(v.t.Helpers)) {
			return fmt.Errorf("no such helper")
		}
		want, result = v.t.Helpers[ins.Imm].Args, v.t.Helpers[ins.Imm].Result
	case PARENT:
		if uint64(ins.Imm) >= uint64(len(v.t.Parents)) {
			return fmt.Errorf("the trace has %d parents", len(v.t.Parents))
		}
		result = v.t.Parents[ins.Imm]
	case PHI, COPY:
		if result = ins.Type; ins.Op == COPY && ins.A > 0 && ins.A < r && ins.Type != v.t.Type(ins.A) {
			return fmt.Errorf("is of type %v, not %v", ins.Type, v.t.Type(ins.A))
		}
	}
	if ins.Type != result {
		return fmt.Errorf("yields %v, not %v", ins.Type, result)
	}
	for i, o := range [...]Ref{ins.A, ins.B, ins.C, ins.D} {
		if i >= len(want) {
			if o != 0 {
				return fmt.Errorf("takes %d operands", len(want))
			}
			continue
		}
		if o == 0 && want[i] == 'j' {
			continue
		}
		if err := v.operand(r, o, want[i]); err != nil {
			return err
		}
	}
	return nil
}

func (v *verifier) operand(user, r Ref, want byte) error {
	if r <= 0 || r >= user {
		return fmt.Errorf("operand %v is not defined before", r)
	}
	typ := v.t.Ins[r].Type
	ok := typ != None && v.t.Ins[r].Op != PHI
	switch want {
	case 'i', 'j':
		ok = ok && typ == Int
	case 'f':
		ok = ok && typ == Float
	case 'v':
		ok = ok && typ == Value
	case 'w':
		ok = ok && (typ == Int || typ == Value)
	}
	if !ok {
		return fmt.Errorf("operand %v is %v, not of type %q", r, typ, want)
	}
	return nil
}

func (v *verifier) snapshot(user Ref, snap int32) error {
	if uint64(snap) >= uint64(len(v.t.Snaps)) {
		return fmt.Errorf("no such snapshot")
	}
	s := &v.t.Snaps[snap]
	for i := range s.Slots {
		e := &s.Slots[i]
		for j := range s.Slots[:i] {
			if s.Slots[j].Slot == e.Slot {
				return fmt.Errorf("slot %d twice in the snapshot", e.Slot)
			}
		}
		if e.Kind > SlotFrame {
			return fmt.Errorf("slot %d of unknown kind", e.Slot)
		}
		if e.Kind == SlotRef {
			if err := v.operand(user, e.Ref, '.'); err != nil {
				return fmt.Errorf("slot %d: %w", e.Slot, err)
			}
		}
	}
	return nil
}

// special checks what single operations ask for.
func (v *verifier) special(r Ref, ins *Ins) error {
	t := v.t
	switch ins.Op {
	case SHL, SHR, SAR:
		if b := &t.Ins[ins.B]; b.Op == KINT && uint64(b.Imm) > 63 {
			return fmt.Errorf("shift by %d", b.Imm)
		}
	case FLOORDIV, FLOORMOD:
		if b := &t.Ins[ins.B]; b.Op == KINT && b.Imm <= 0 {
			return fmt.Errorf("division by %d", b.Imm)
		}
	case PARENT:
		if v.loop != 0 {
			return fmt.Errorf("follows LOOP")
		}
	case LOOP:
		if v.loop != 0 {
			return fmt.Errorf("second LOOP")
		}
		v.loop = r
	case PHI:
		return v.phi(r, ins)
	}
	if ins.Op.HasClass() && (ins.Class > Other || ins.Class == Stack) {
		return fmt.Errorf("class %d", ins.Class)
	}
	if Table[ins.Op].Flags&Ends != 0 && (ins.Op == JLOOP) != (v.loop != 0) {
		return fmt.Errorf("JLOOP and LOOP belong together")
	}
	return nil
}

func (v *verifier) phi(r Ref, ins *Ins) error {
	t := v.t
	v.phis++
	if v.loop == 0 || ins.A >= v.loop {
		return fmt.Errorf("%v is not before LOOP", ins.A)
	}
	if t.Ins[ins.A].Op.IsConst() {
		return fmt.Errorf("%v is a constant", ins.A)
	}
	if ins.Type != t.Type(ins.A) || ins.Type != t.Type(ins.B) {
		return fmt.Errorf("joins %v and %v", t.Type(ins.A), t.Type(ins.B))
	}
	for i := v.loop + 1; i < r; i++ {
		if p := &t.Ins[i]; p.Op == PHI && p.A == ins.A {
			return fmt.Errorf("second PHI of %v", ins.A)
		}
	}
	return nil
}

// IsConst says whether o is a constant.
func (o Op) IsConst() bool { return o == KINT || o == KFLOAT || o == KVALUE }
