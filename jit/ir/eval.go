package ir

import (
	"fmt"
	"math"
	"math/bits"
)

// Memory is what the loads and stores of a trace reach. Addresses of 64-bit
// accesses are as the trace computes them, not always aligned to 8.
type Memory interface {
	Load64(addr uint64) uint64
	Store64(addr, word uint64)
	Load32(addr uint64) uint32
}

// Machine runs traces by their definition: the oracle of the optimiser and of
// the machine code. A callback that is nil succeeds and does nothing, but for
// Call and New, which traces with CALL and NEW need.
type Machine struct {
	Mem  Memory
	Base uint64 // address of the root frame's word 0
	// Parents are the bits of the values that a side trace inherits.
	Parents []uint64
	// Call is a native helper; words of Float type are their IEEE bits.
	Call func(helper int64, args []uint64) uint64
	// New returns the address of a new object of that header, else of zeros.
	New func(header uint64, size int32) uint64
	// Barrier is TXREAD, …, TXLOG with the words of A and B; false leaves.
	Barrier func(op Op, a, b uint64, imm int64) bool
	// Stored, if not nil, is told of the values stored: the object, the place.
	Stored func(o, at uint64)
	// Step runs the interpreter's one instruction after the snapshot was
	// written, and says whether it then stands where the trace expects.
	Step func(pc uint64, frame int32) bool
	// Caller says whether the frame at that slot returns to pc in the frame at
	// the slot caller, with that info.
	Caller func(frame int32, caller int64, pc, info uint64) bool
	// Idle says whether the thread handles no exception and is in no atomic block.
	Idle func() bool
	// Poll says whether the trace may go on.
	Poll func(ticks int64) bool
	// Limit is how many instructions may run; 0 is no limit.
	Limit int
	// At is the instruction that runs, for the callbacks.
	At Ref

	words []uint64
}

// Outcome is how a trace was left. Its snapshot was written to the stack; after
// a STEP whose instruction ended elsewhere the interpreter just goes on.
type Outcome struct {
	Ins   Ref   // the instruction that left
	Snap  int32 // its snapshot
	Trace int64 // JTRACE: the trace to go to, else -1
	Step  bool  // STEP left: the snapshot was written before its instruction
}

// Run evaluates t. An error means that the trace broke a rule (a shift by 64, a
// boxed int that does not fit), or that Limit was reached.
func (m *Machine) Run(t *Trace) (Outcome, error) {
	m.words = append(m.words[:0], make([]uint64, len(t.Ins))...)
	e := eval{Machine: m, t: t, w: m.words, out: Outcome{Trace: -1}}
	for pc, n := Ref(1), 0; ; pc, n = e.next, n+1 {
		if m.Limit > 0 && n >= m.Limit {
			return Outcome{}, fmt.Errorf("%d instructions ran", n)
		}
		ins := &t.Ins[pc]
		e.next = pc + 1
		left, err := e.instruction(pc, ins)
		if err != nil {
			return Outcome{}, fmt.Errorf("%s: %w", t.Line(pc), err)
		}
		if left {
			if !e.out.Step {
				if err := e.write(&t.Snaps[ins.Snap]); err != nil {
					return Outcome{}, fmt.Errorf("%s: %w", t.Line(pc), err)
				}
			}
			e.out.Ins, e.out.Snap = pc, ins.Snap
			return e.out, nil
		}
	}
}

// Bits returns what instruction r yielded when the last Run came by it: an
// integer, the word of a Value, the bits of a float.
func (m *Machine) Bits(r Ref) uint64 { return m.words[r] }

type eval struct {
	*Machine
	t    *Trace
	w    []uint64 // by Ref: the integer, the word, the float's bits
	next Ref
	loop Ref
	phis []uint64
	out  Outcome
}

// write applies a snapshot to the stack: first the registers of all inlined
// frames become Null, then the entries are written, boxed by their type.
func (e *eval) write(s *Snapshot) error {
	at := func(slot int64) uint64 { return e.Base + 8*uint64(slot) }
	for _, f := range s.Frames {
		for r := range f.Regs {
			e.Mem.Store64(at(int64(f.Base+r)), 0)
		}
	}
	for i := range s.Slots {
		entry := &s.Slots[i]
		word := uint64(entry.Raw)
		switch entry.Kind {
		case SlotRef:
			typ := e.t.Type(entry.Ref)
			if word = e.w[entry.Ref]; typ == Int && !Fits(int64(word)) {
				return fmt.Errorf("slot %d: %d does not fit", entry.Slot, int64(word))
			}
			word = Box(typ, word)
		case SlotFrame:
			word = at(entry.Raw)
		}
		e.Mem.Store64(at(int64(entry.Slot)), word)
	}
	return nil
}

func flag(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}

// instruction runs one instruction and says whether the trace is left.
func (e *eval) instruction(r Ref, ins *Ins) (left bool, err error) {
	row := &Table[ins.Op]
	e.At = r
	a, b, c := e.w[ins.A], e.w[ins.B], e.w[ins.C]
	imm := uint64(ins.Imm)
	switch {
	case row.Flags&Guard != 0:
		var ok bool
		ok, e.w[r] = guard(ins, a, b, e.Mem)
		return !ok, nil
	case row.Flags&Barrier != 0 || ins.Op == TXLOG:
		return e.Barrier != nil && !e.Barrier(ins.Op, a, b, ins.Imm), nil
	case row.Flags&Pure != 0:
		e.w[r], err = pure(ins, a, b)
		return false, err
	}
	switch ins.Op {
	case SLOAD:
		e.w[r] = e.Mem.Load64(e.Base + 8*imm)
	case PARENT:
		e.w[r] = e.Parents[ins.Imm]
	case COPY:
		e.w[r] = a
	case LOAD, LOADI:
		e.w[r] = e.Mem.Load64(a + imm)
	case LOADX:
		e.w[r] = e.Mem.Load64(a + 8*b + imm)
	case LOAD32:
		e.w[r] = uint64(e.Mem.Load32(a + imm))
	case STOREI:
		e.Mem.Store64(a+imm, b)
	case STORE:
		e.store(a, a+imm, b)
	case STOREX:
		e.store(a, a+8*b+imm, c)
	case SETSHAPE:
		e.Mem.Store64(a, e.Mem.Load64(a)&^math.MaxUint32|imm&math.MaxUint32)
	case AHEAD:
	case NEW:
		e.w[r] = e.New(imm, ins.Size)
	case CALL:
		args := [...]uint64{a, b, c, e.w[ins.D]}
		e.w[r] = e.Call(ins.Imm, args[:len(e.t.Helpers[ins.Imm].Args)])
	default:
		return e.control(ins)
	}
	return false, nil
}

// store stores a value to the object at o.
func (e *eval) store(o, at, word uint64) {
	e.Mem.Store64(at, word)
	if e.Stored != nil {
		e.Stored(o, at)
	}
}

func (e *eval) control(ins *Ins) (left bool, err error) {
	switch ins.Op {
	case STEP:
		if err = e.write(&e.t.Snaps[ins.Snap]); err == nil && e.Step != nil {
			left = !e.Step(uint64(ins.Imm), ins.Size)
			e.out.Step = left
		}
		return left, err
	case GCALLER:
		return e.Caller != nil && !e.Caller(ins.Size, ins.Imm, e.w[ins.A], e.w[ins.B]), nil
	case GIDLE:
		return e.Idle != nil && !e.Idle(), nil
	case POLL:
		return e.Poll != nil && !e.Poll(ins.Imm), nil
	case LOOP:
		e.loop = e.next
	case PHI:
		e.phis = append(e.phis, e.w[ins.B])
	case JLOOP:
		e.next = e.loop
		e.round()
	case JTRACE:
		e.out.Trace = ins.Imm
		return true, nil
	case EXIT:
		return true, nil
	}
	return false, nil
}

// round lets the PHIs take effect, all at once.
func (e *eval) round() {
	ins, n := e.t.Ins, 0
	for i := range ins {
		if ins[i].Op == PHI {
			e.w[ins[i].A] = e.phis[n]
			n++
		}
	}
	e.phis = e.phis[:0]
}

// guard says whether a guard holds, and what it yields if it does.
func guard(ins *Ins, a, b uint64, mem Memory) (ok bool, word uint64) {
	fa, fb := math.Float64frombits(a), math.Float64frombits(b)
	switch ins.Op {
	case GINT:
		ok = IsInt(a)
	case GFLOAT:
		ok = IsFloat(a)
	case GPTR:
		ok = IsPtr(a)
	case GSHAPE:
		ok = HeaderShape(mem.Load64(a)) == ins.Imm
	case GEQ:
		ok = a == b
	case GNE:
		ok = a != b
	case GLT:
		ok = int64(a) < int64(b)
	case GLE:
		ok = int64(a) <= int64(b)
	case GGT:
		ok = int64(a) > int64(b)
	case GGE:
		ok = int64(a) >= int64(b)
	case GULT:
		ok = a < b
	case GFLT:
		ok = fa < fb
	case GNFLT:
		ok = !(fa < fb)
	case GFLE:
		ok = fa <= fb
	case GNFLE:
		ok = !(fa <= fb)
	case GFEQ:
		ok = fa == fb
	case GFNE:
		ok = fa != fb
	case GFIT:
		ok = Fits(int64(a))
	case F2I:
		if ok = math.Abs(fa) < 1<<47; ok {
			word = uint64(int64(fa))
		}
	case MULOV:
		hi, lo := bits.Mul64(a, b)
		hi -= uint64(int64(a)>>63)&b + uint64(int64(b)>>63)&a
		ok, word = int64(hi) == int64(lo)>>63, lo
	default:
		panic("ir: no case for the guard " + ins.Op.String())
	}
	return ok, word
}

// pure returns what an operation of the flag Pure yields, or the rule that its
// operands break.
func pure(ins *Ins, a, b uint64) (uint64, error) {
	switch ins.Op {
	case KINT, KFLOAT, KVALUE:
		return uint64(ins.Imm), nil
	case UNBOXI:
		return uint64(UnboxInt(a)), nil
	case BOXI:
		if !Fits(int64(a)) {
			return 0, fmt.Errorf("%d does not fit", int64(a))
		}
		return BoxInt(int64(a)), nil
	case UNBOXF:
		return a - floatOff, nil
	case BOXF:
		return a + floatOff, nil
	case BOXB:
		if a > 1 {
			return 0, fmt.Errorf("%d is no truth value", int64(a))
		}
		return False + a, nil
	case I2F:
		return math.Float64bits(float64(int64(a))), nil
	case FADD, FSUB, FMUL, FDIV, FNEG, FABS, FSQRT, FFLOOR, FCEIL, FLT, FLE, FEQ:
		return pureFloat(ins.Op, math.Float64frombits(a), math.Float64frombits(b)), nil
	}
	return pureInt(ins.Op, a, b)
}

func pureFloat(op Op, a, b float64) uint64 {
	var f float64
	switch op {
	case FADD:
		f = a + b
	case FSUB:
		f = a - b
	case FMUL:
		f = a * b
	case FDIV:
		f = a / b
	case FNEG:
		return math.Float64bits(a) ^ 1<<63
	case FABS:
		return math.Float64bits(a) &^ (1 << 63)
	case FSQRT:
		f = math.Sqrt(a)
	case FFLOOR:
		f = math.Floor(a)
	case FCEIL:
		f = math.Ceil(a)
	case FLT:
		return flag(a < b)
	case FLE:
		return flag(a <= b)
	case FEQ:
		return flag(a == b)
	}
	return math.Float64bits(f)
}

func pureInt(op Op, a, b uint64) (uint64, error) {
	x, y := int64(a), int64(b)
	switch op {
	case ADD:
		return a + b, nil
	case SUB:
		return a - b, nil
	case MUL:
		return a * b, nil
	case NEG:
		return -a, nil
	case AND:
		return a & b, nil
	case OR:
		return a | b, nil
	case XOR:
		return a ^ b, nil
	case NOT:
		return ^a, nil
	case LT:
		return flag(x < y), nil
	case LE:
		return flag(x <= y), nil
	case EQ:
		return flag(a == b), nil
	case NE:
		return flag(a != b), nil
	case ULT:
		return flag(a < b), nil
	case CARDS:
		if y <= CardSize {
			return a + LockOffset, nil
		}
		return a + ItemsOffset + 8*b, nil
	case SHL, SHR, SAR:
		if b > 63 {
			return 0, fmt.Errorf("shift by %d", y)
		}
		return shift(op, a, b), nil
	case FLOORDIV, FLOORMOD:
		if y <= 0 {
			return 0, fmt.Errorf("division by %d", y)
		}
		q, rem := x/y, x%y
		if rem < 0 {
			q, rem = q-1, rem+y
		}
		if op == FLOORDIV {
			return uint64(q), nil
		}
		return uint64(rem), nil
	}
	panic("ir: no case for the operation " + op.String())
}

func shift(op Op, a, b uint64) uint64 {
	switch op {
	case SHL:
		return a << b
	case SHR:
		return a >> b
	}
	return uint64(int64(a) >> b)
}

// Fold returns what a Pure operation of constant operands yields: the bits of
// the integer, float or word; ok is false where the operands break its rule.
func Fold(ins *Ins, a, b int64) (bits int64, ok bool) {
	w, err := pure(ins, uint64(a), uint64(b))
	return int64(w), err == nil
}

// Holds says whether a guard with the operands' bits a and b holds, for all
// guards that read no memory.
func Holds(ins *Ins, a, b int64) bool {
	ok, _ := guard(ins, uint64(a), uint64(b), nil)
	return ok
}
