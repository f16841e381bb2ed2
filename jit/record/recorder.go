package record

import (
	"errors"
	"slices"
	"strings"
	"sync"

	"gorgon/gc"
	"gorgon/jit/ir"
	"gorgon/vm/bytecode"
	"gorgon/vm/frame"
	"gorgon/vm/object"
)

// Host is what the recorder asks the interpreter for: the contents of inline
// caches (see vm/interp/trace.go).
type Host struct {
	ModuleAttr   func(ic uintptr, o gc.Value) (v gc.Value, word uint64, ok bool)
	Variable     func(pc uintptr) (dict, block, entry uintptr, ok bool)
	Instantiated func(pc uintptr, fn gc.Value) (init gc.Value, ok bool)
	// TypeEpoch is the address of a word that changes when any class does.
	TypeEpoch uintptr
	// Operator returns the Python method that a binary operator calls first,
	// and the Arg of its frame.
	Operator func(t *object.Thread, op bytecode.Op, inPlace bool, a, b gc.Value) (fn gc.Value, arg uint32, ok bool)
	// Comparison returns the Python method that a comparison calls first, Null if
	// there is none.
	Comparison func(t *object.Thread, op object.CompareOp, a, b gc.Value) gc.Value
}

// Limits of a trace. MaxSlots bounds the stack that it may use above the root
// frame's base, in words; MaxDepth the frames that it inlines.
const (
	MaxSlots = 2000
	MaxDepth = 20
	maxIns   = 6000
	maxSteps = 400
)

// ErrAbandoned says that what was being recorded makes no trace.
var ErrAbandoned = errors.New("not recordable")

// slot is what the trace knows of one word of the stack. Without a ref and not
// raw: what memory holds.
type slot struct {
	ref   ir.Ref
	kind  ir.SlotKind // of a dirty slot
	dirty bool        // memory does not hold it yet
	raw   int64       // SlotRaw, SlotFrame
}

// slotPool holds the slots of recorders that have ended: they are 70 KB, and a
// program may be recorded hundreds of times.
var slotPool = sync.Pool{New: func() any { return new([MaxBelow + MaxSlots + 64]slot) }}

func takeSlots() []slot {
	slots := slotPool.Get().(*[MaxBelow + MaxSlots + 64]slot)
	clear(slots[:])
	return slots[:]
}

// Release ends the recorder: what it knows of the stack goes, and the trace unless it
// is kept.
func (r *Recorder) Release(keep bool) {
	if !keep {
		r.Trace.Recycle()
	}
	r.Trace = nil
	slotPool.Put((*[MaxBelow + MaxSlots + 64]slot)(r.slots))
	r.slots = nil
}

// inlined is a frame of the trace above the root. Native: the trace has pushed
// it by itself, and memory may not know it.
type inlined struct {
	code   *frame.Code
	base   int32 // in words from the root's base
	native bool
	open   bool       // native, and the interpreter has not written it since
	dst    int32      // native: the slot of the caller that gets the result
	retPC  uintptr    // of all but the outermost
	init   ir.Ref     // native: __init__ of this new object; 0: none
	kind   uint8      // frame.Ret…, of all but the outermost
	gen    *generator // of the frame, if the trace has resumed it
}

// counted is how much the frame counts against the recursion limit.
func (f *inlined) counted() int32 {
	if f.code.Hidden {
		return 0
	}
	return 1
}

// Recorder records one trace.
type Recorder struct {
	Trace  *ir.Trace
	goesOn []uintptr // scratch of state: where each frame goes on
	// Ticks counts the safepoints of the recorded pass, polls says that the running
	// instruction has one, which is among them.
	Ticks int64
	polls bool
	// Polls: a safepoint stands in front of each instruction.
	Polls bool
	// StepFirst leaves the first instruction to the interpreter.
	StepFirst bool
	// Left are the opcodes that are left to the interpreter.
	Left []bytecode.Op
	// Sites are what the Size of a CALL or barrier indexes.
	Sites []Site
	// Codes are those that the trace has addresses of.
	Codes []*frame.Code

	t      *object.Thread
	host   *Host
	root   uintptr
	slots  []slot
	top    int32 // slots from here on are unknown and clean
	frames []inlined
	ranges map[ir.Ref]iterated
	consts map[uint64]ir.Ref
	ints   map[int64]ir.Ref
	floats map[uint64]ir.Ref
	// displays are lists that the trace has made and what is in them, as long as
	// it is a display's list that instructions for displays go on with.
	displays map[ir.Ref][]ir.Ref
	// walked are the items that loops over long lists have given.
	walked map[ir.Ref]walked
	// counted are the numbers that loops over ranges have given, with the step.
	counted map[ir.Ref]int64

	pc, base uintptr // the instruction being recorded
	snap     int32   // its snapshot, -1 before one is taken
	step     ir.Ref  // the STEP that the instruction became, 0 if it was recorded
	steps    int
	passed   int // instructions
	returned int // frames that have returned which the trace had not pushed, less those that it had and the interpreter has left
	op       bytecode.Op
	err      error
	// mayEnd: a section may have ended since the last safepoint, so that the transaction
	// is to end.
	mayEnd bool
	// then records the rest of an instruction that goes on at pc.
	then func(pc uintptr)
	// tail records the rest of a call once it is known what it has called.
	tail func(pc, base uintptr)
	way  way // of the instruction
}

// enter makes f the innermost frame.
func (r *Recorder) enter(f inlined) {
	r.mention(f.code)
	r.frames = append(r.frames, f)
}

// mention notes that the trace has addresses of a code.
func (r *Recorder) mention(c *frame.Code) {
	if !slices.Contains(r.Codes, c) {
		r.Codes = append(r.Codes, c)
	}
}

// New begins a root trace at the frame at base.
func New(t *object.Thread, host *Host, number int, base uintptr) *Recorder {
	r := newRecorder(t, host, number, base)
	r.enter(inlined{code: codeAt(base)})
	return r
}

// newRecorder makes one of a trace with its root at that address. It knows no frame yet.
func newRecorder(t *object.Thread, host *Host, number int, root uintptr) *Recorder {
	tr := ir.New(number, helperRows)
	tr.Transactional = !t.Solo
	tr.Isolated = !t.Solo && t.Isolated()
	return &Recorder{
		Trace: tr, t: t, host: host, root: root, slots: takeSlots(),
		ranges: map[ir.Ref]iterated{}, consts: map[uint64]ir.Ref{}, ints: map[int64]ir.Ref{}, floats: map[uint64]ir.Ref{}, displays: map[ir.Ref][]ir.Ref{}, walked: map[ir.Ref]walked{}, counted: map[ir.Ref]int64{},
	}
}

// Inherited is what a side trace gets from its parent's exit: the types of the
// values that PARENT numbers, those of the snapshot's entries first; the objects
// that did not exist there; and for each entry which of them it is, -1 for none.
type Inherited struct {
	Types   []ir.Type
	Objects []Object
	Of      []int
}

// Object is one that the exit has made, or would have: Header says what it is.
type Object struct {
	Header uint64
	Size   int32
	Fields []Field
}

// Field is a word of an Object: value number Parent, or an object in front of it
// if Object is not negative.
type Field struct {
	Offset int32
	Class  ir.Class
	Parent int
	Object int
}

// NewSide begins a side trace at an exit whose snapshot has just been written
// to the stack: the values that it restored are inherited. Objects that the exit
// had to make are made by the trace, if they are needed.
func NewSide(t *object.Thread, host *Host, number int, root, base uintptr, s *ir.Snapshot, from *Inherited) *Recorder {
	r := newRecorder(t, host, number, root)
	r.mayEnd = true
	r.Trace.Parents = from.Types
	r.frames = append(r.frames, inlined{base: s.Low}) // nobody knows what lies at the root: its frame may have returned
	parent := func(i int) ir.Ref { return r.Trace.Emit(ir.Ins{Op: ir.PARENT, Type: from.Types[i], Imm: int64(i)}) }
	refs := make([]ir.Ref, len(from.Types))
	for i := range refs {
		if i >= len(s.Slots) && from.Types[i] != ir.None || i < len(s.Slots) && s.Slots[i].Kind == ir.SlotRef && from.Of[i] < 0 {
			refs[i] = parent(i)
		}
	}
	made := make([]ir.Ref, len(from.Objects))
	for i, o := range from.Objects {
		made[i] = r.Trace.Emit(ir.Ins{Op: ir.NEW, Imm: int64(o.Header), Size: o.Size})
		for _, f := range o.Fields {
			v := ir.Ref(0)
			if f.Object >= 0 {
				v = made[f.Object]
			} else {
				v = r.boxed(refs[f.Parent])
			}
			r.Trace.Emit(ir.Ins{Op: ir.STORE, Class: f.Class, A: made[i], B: v, Imm: int64(f.Offset)})
		}
	}
	for i, e := range s.Slots {
		v := slot{kind: e.Kind, dirty: true, raw: e.Raw}
		if e.Kind == ir.SlotRef {
			if v.ref = refs[i]; from.Of[i] >= 0 {
				v.ref = made[from.Of[i]]
			}
		}
		r.setSlot(e.Slot, v)
	}
	r.rebuildFrames(base, s)
	return r
}

// rebuildFrames finds the frames between the exit's frame and the root in
// memory; those that the snapshot lists are the trace's own.
func (r *Recorder) rebuildFrames(base uintptr, s *ir.Snapshot) {
	var up []inlined
	low := r.root + uintptr(int64(s.Low)*8)
	for b := base; b != low; b = uintptr(gc.Load64(b + off(frame.PrevBase))) {
		info := gc.Load64(b + off(frame.Info))
		f := inlined{code: codeAt(b), base: r.words(b), retPC: uintptr(gc.Load64(b + off(frame.RetPC))), kind: frame.Kind(info)}
		for _, own := range s.Frames {
			if own.Base == f.base {
				f.native, f.open = true, true
				f.dst = int32(frame.Dst(info))
				if frame.Kind(info) == frame.RetInit {
					f.init = r.at(f.base + frame.Extra/8).ref
				}
			}
		}
		up = append(up, f)
	}
	r.frames = r.frames[:0]
	r.enter(inlined{code: codeAt(low), base: s.Low})
	r.returned = -int(s.Depth)
	for i := len(up) - 1; i >= 0; i-- {
		f := up[i]
		f.dst += r.frames[len(r.frames)-1].base
		r.enter(f)
		if f.native {
			r.returned += int(f.counted())
		}
	}
}

func codeAt(base uintptr) *frame.Code { return frame.At(uintptr(gc.Load64(base + off(frame.CodePtr)))) }

// off makes an offset of the frame's linkage usable on addresses.
func off(o int) uintptr { return uintptr(o) }

func (r *Recorder) words(a uintptr) int32 { return int32(int64(a-r.root) / 8) }

func (r *Recorder) current() *inlined { return &r.frames[len(r.frames)-1] }

// Depth is how many frames are open above the root's.
func (r *Recorder) Depth() int { return len(r.frames) - 1 }

// AtRoot says whether the frame at base is the root's.
func (r *Recorder) AtRoot(base uintptr) bool { return base == r.root }

// Outermost says whether the frame at base is the outermost that the trace
// knows.
func (r *Recorder) Outermost(base uintptr) bool {
	return len(r.frames) == 1 && r.words(base) == r.low()
}

func (r *Recorder) abandon() {
	if r.err == nil {
		r.err = ErrAbandoned
	}
}

// Before records the instruction with opcode op at pc, which the interpreter
// is about to run.
func (r *Recorder) Before(pc, base uintptr, op bytecode.Op) error {
	if r.words(base) < r.low() || len(r.Trace.Ins) > maxIns || r.words(base) > MaxSlots-600 || r.Depth() > MaxDepth {
		return ErrAbandoned
	}
	if f := r.current(); f.base != r.words(base) {
		return ErrAbandoned
	}
	r.pc, r.base, r.snap, r.step, r.then, r.tail, r.way = pc, base, -1, 0, nil, nil, unknownWay
	r.polls = bytecode.OpOf(uint64(op)).Has(bytecode.Polls)
	if r.polls {
		r.Ticks++
	}
	r.passed++
	r.op = op
	if r.err == nil {
		if r.Polls {
			r.guard(ir.Ins{Op: ir.POLL, Imm: 1})
		}
		if r.StepFirst && r.passed == 1 {
			r.stepOver()
		} else {
			r.quietly(func() { r.record(gc.Load64(pc), op) })
		}
	}
	return r.err
}

// quietly does something that must run no Python code: the interpreter is about
// to run the instruction. What fails because it would have to is no trace.
func (r *Recorder) quietly(do func()) {
	before := r.t.Exc
	r.t.Quiet = true
	defer func() { r.t.Quiet = false }()
	do()
	if r.t.Exc != before {
		r.t.Exc = before
		r.abandon()
	}
}

// After notes where the interpreter stands after the instruction.
func (r *Recorder) After(pc, base uintptr) error {
	if r.step != 0 {
		r.afterStep(pc, base)
	} else if r.tail != nil {
		r.tail(pc, base)
	} else if base == r.base && !follows(r.pc, pc, gc.Load64(r.pc)) {
		return ErrAbandoned // it has raised an exception
	} else if r.way != unknownWay && (r.way == jumps) == (pc == r.pc+uintptr(r.op.Size())*8) {
		return ErrAbandoned // another thread was in between
	} else if r.then != nil {
		if r.words(base) != r.current().base {
			return ErrAbandoned
		}
		r.then(pc)
	}
	if r.err == nil && !r.standsIn(base) {
		return ErrAbandoned
	}
	return r.err
}

// standsIn says whether the frame at base is the running one of the trace. It is not
// where the interpreter has done otherwise than was recorded: it calls the getter of a
// property by itself if the class has changed since the last time, for instance.
func (r *Recorder) standsIn(base uintptr) bool {
	f := r.current()
	return r.words(base) == f.base && codeAt(base) == f.code
}

// way is where a conditional jump goes by what the recorder has found in objects.
// The interpreter, which runs the instruction later, may find something else there:
// other threads change objects.
type way int8

const (
	unknownWay way = iota
	jumps
	fallsThrough
)

// goes notes the way of the running instruction.
func (r *Recorder) goes(jump bool) {
	if r.way = fallsThrough; jump {
		r.way = jumps
	}
}

// goesIf is goes for jumps that a truth decides.
func (r *Recorder) goesIf(truth bool) {
	switch r.op {
	case bytecode.JTRUE, bytecode.JTRUE_LOOP, bytecode.JIN:
		r.goes(truth)
	case bytecode.JFALSE, bytecode.JFALSE_LOOP, bytecode.JNOTIN:
		r.goes(!truth)
	}
}

// slotOf is the number of register reg of the running frame.
func (r *Recorder) slotOf(reg uint16) int32 { return r.current().base + int32(reg) }

// value is what register reg holds now.
func (r *Recorder) value(reg uint16) gc.Value { return gc.Load(r.base + uintptr(reg)*8) }

// slotAt returns the entry of slot s; linkage words of the root lie below 0.
func (r *Recorder) slotAt(s int32) *slot { return r.at(s) }

func (r *Recorder) setSlot(s int32, v slot) {
	if !r.holds(s) || s < r.low() {
		r.abandon()
		return
	}
	*r.at(s) = v
	r.top = max(r.top, s+1)
}

// set makes ref the content of register reg.
func (r *Recorder) set(reg uint16, ref ir.Ref) { r.setSlot(r.slotOf(reg), slot{ref: ref, dirty: true}) }

// ref is what register reg holds, of any type.
func (r *Recorder) ref(reg uint16) ir.Ref {
	s := r.slotAt(r.slotOf(reg))
	if s.ref == 0 {
		if s.dirty {
			if s.kind == ir.SlotRaw && s.raw == 0 {
				return r.constant(gc.Null)
			}
			r.abandon()
			return r.constant(gc.Null)
		}
		s.ref = r.Trace.Emit(ir.Ins{Op: ir.SLOAD, Class: ir.Stack, Imm: int64(r.slotOf(reg))})
		r.top = max(r.top, r.slotOf(reg)+1)
	}
	return s.ref
}

// refine puts a better typed form of the same content in a register.
func (r *Recorder) refine(reg uint16, ref ir.Ref) { r.slotAt(r.slotOf(reg)).ref = ref }

// boxed is ref as a Value.
func (r *Recorder) boxed(ref ir.Ref) ir.Ref {
	switch r.Trace.Type(ref) {
	case ir.Int:
		return r.emit(ir.Ins{Op: ir.BOXI, A: ref})
	case ir.Float:
		return r.emit(ir.Ins{Op: ir.BOXF, A: ref})
	}
	return ref
}

// object is register reg as a Value.
func (r *Recorder) object(reg uint16) ir.Ref { return r.boxed(r.ref(reg)) }

// integer is register reg, which holds an unboxed int or a bool now, as Int.
func (r *Recorder) integer(reg uint16) ir.Ref {
	ref := r.ref(reg)
	if r.value(reg).IsBool() {
		return r.bit(ref)
	}
	if r.Trace.Type(ref) == ir.Int {
		return ref
	}
	if i := &r.Trace.Ins[ref]; i.Op == ir.KVALUE {
		return r.kint(gc.Value(i.Imm).Int())
	}
	r.guard(ir.Ins{Op: ir.GINT, A: ref})
	ref = r.emit(ir.Ins{Op: ir.UNBOXI, A: ref})
	r.refine(reg, ref)
	return ref
}

// bit is ref, which is a bool now, as 0 or 1.
func (r *Recorder) bit(ref ir.Ref) ir.Ref {
	switch i := &r.Trace.Ins[ref]; i.Op {
	case ir.BOXB:
		return i.A
	case ir.KVALUE:
		return r.kint(i.Imm & 1)
	}
	r.guard(ir.Ins{Op: ir.GULT, A: ref, B: r.kint(int64(gc.True) + 1)})
	r.guard(ir.Ins{Op: ir.GULT, A: r.kint(int64(gc.False) - 1), B: ref})
	return r.emit(ir.Ins{Op: ir.AND, A: r.emit(ir.Ins{Op: ir.UNBOXI, A: ref}), B: r.kint(1)})
}

// float is register reg, which holds a float, an unboxed int or a bool now, as Float.
func (r *Recorder) float(reg uint16) ir.Ref {
	if v := r.value(reg); v.IsInt() || v.IsBool() {
		return r.emit(ir.Ins{Op: ir.I2F, A: r.integer(reg)})
	}
	ref := r.ref(reg)
	if r.Trace.Type(ref) == ir.Float {
		return ref
	}
	if i := &r.Trace.Ins[ref]; i.Op == ir.KVALUE {
		return r.kfloat(gc.Value(i.Imm))
	}
	r.guard(ir.Ins{Op: ir.GFLOAT, A: ref})
	ref = r.emit(ir.Ins{Op: ir.UNBOXF, A: ref})
	r.refine(reg, ref)
	return ref
}

func (r *Recorder) emit(i ir.Ins) ir.Ref { return r.Trace.Emit(i) }

// guard emits an operation that may leave in front of the instruction.
func (r *Recorder) guard(i ir.Ins) ir.Ref {
	i.Snap = r.snapshot()
	if f := ir.Table[i.Op].Flags; f&ir.Barrier != 0 || i.Op == ir.TXLOG {
		i.Size = r.site()
	}
	return r.Trace.Emit(i)
}

func (r *Recorder) kint(n int64) ir.Ref {
	k, ok := r.ints[n]
	if !ok {
		k = r.emit(ir.Ins{Op: ir.KINT, Imm: n})
		r.ints[n] = k
	}
	return k
}

func (r *Recorder) kfloat(v gc.Value) ir.Ref {
	bits := uint64(v) - 1<<48
	k, ok := r.floats[bits]
	if !ok {
		k = r.emit(ir.Ins{Op: ir.KFLOAT, Imm: int64(bits)})
		r.floats[bits] = k
	}
	return k
}

func (r *Recorder) constant(v gc.Value) ir.Ref {
	k, ok := r.consts[uint64(v)]
	if !ok {
		k = r.emit(ir.Ins{Op: ir.KVALUE, Imm: int64(v)})
		r.consts[uint64(v)] = k
	}
	return k
}

// typed is a constant in the form that suits it best.
func (r *Recorder) typed(v gc.Value) ir.Ref {
	switch {
	case v.IsInt():
		return r.kint(v.Int())
	case v.IsFloat():
		return r.kfloat(v)
	}
	return r.constant(v)
}

// snapshot is the state in front of the running instruction.
func (r *Recorder) snapshot() int32 {
	if r.snap < 0 {
		r.Trace.Snaps = append(r.Trace.Snaps, r.state(r.pc))
		r.snap = int32(len(r.Trace.Snaps) - 1)
	}
	return r.snap
}

// state is the snapshot of the running frame at pc.
func (r *Recorder) state(pc uintptr) ir.Snapshot {
	s := ir.Snapshot{PC: uint64(pc), Base: r.current().base, Low: r.low(), Depth: -int32(r.returned), Ticks: int32(r.Ticks)}
	if r.polls && pc == r.pc { // it is run again
		s.Ticks--
	}
	end := r.top
	at := r.goesOn[:0]
	for i := range r.frames {
		at = append(at, pc)
		if i+1 < len(r.frames) {
			switch next := &r.frames[i+1]; {
			case next.kind == frame.RetBinary || next.kind == frame.RetCompare || next.kind == frame.RetTruth:
				at[i] = next.retPC - 8 // it may look at the operands again
			case decides(next.kind):
				at[i] = 0 // it goes on at one of two places
			default:
				at[i] = next.retPC
			}
		}
		if f := &r.frames[i]; f.native {
			s.Depth += f.counted()
			if f.open {
				s.Frames = r.Trace.AddFrame(s.Frames, ir.Frame{Base: f.base, Regs: int32(f.code.NRegs)})
			}
		}
	}
	r.goesOn = at
	f := 0
	for n := r.low(); n < end; n++ {
		for f+1 < len(r.frames) && n >= r.frames[f+1].base-bytecode.FrameHeader {
			f++
		}
		if v := r.at(n); v.dirty && r.live(f, n, at[f]) {
			s.Slots = r.Trace.AddSlot(s.Slots, ir.SlotEntry{Slot: n, Kind: v.kind, Ref: v.ref, Raw: v.raw})
		}
	}
	return s
}

// live says whether anything may read slot n of frame f, which goes on at pc.
func (r *Recorder) live(f int, n int32, pc uintptr) bool {
	fr := &r.frames[f]
	reg := int(n - fr.base)
	if reg < 0 || reg < fr.code.NLocals || pc == 0 {
		return true
	}
	if reg >= fr.code.NRegs {
		return false
	}
	return fr.code.Liveness().Live(fr.code.Word(pc), reg)
}

// stepCost is about how many instructions the interpreter runs in the time that
// a step takes longer than in its loop.
const stepCost = 8

// LeftText names the opcodes that are left to the interpreter.
func (r *Recorder) LeftText() string {
	var b strings.Builder
	for _, op := range r.Left {
		b.WriteString(op.Name() + " ")
	}
	return b.String()
}

// linkGain is about how many instructions the interpreter runs in the time that
// leaving machine code and entering it again takes.
const linkGain = 2 * stepCost

// Worthwhile says whether what is recorded so far is faster than the
// interpreter would be. linked: it goes on in another trace.
func (r *Recorder) Worthwhile(linked bool) bool {
	gain := 0
	if linked {
		gain = linkGain
	}
	return r.steps*stepCost <= r.passed+gain
}

// Refuses says whether no trace goes through the instruction w, of that opcode,
// in the frame at base.
func (r *Recorder) Refuses(base uintptr, w uint64, op bytecode.Op) bool {
	switch op {
	case bytecode.RETURN_GENERATOR:
		f := r.current()
		return !f.native || f.kind != frame.RetPlain || !canRun(f.code)
	case bytecode.YIELD:
		return !r.yields(base)
	case bytecode.SEND:
		return !is(gc.Load(base+8*uintptr(bytecode.B(w))), object.ShapeGenerator)
	case bytecode.GET_AWAITABLE, bytecode.GET_ANEXT:
		return true // frames that come and go by themselves: each would be a step
	}
	return false
}

// Passed is how many instructions were recorded.
func (r *Recorder) Passed() int { return r.passed }

// Close ends the trace with a jump to trace number n, whose entry is the
// back-edge at pc in the running frame.
func (r *Recorder) Close(n int, pc uintptr) {
	r.Trace.Snaps = append(r.Trace.Snaps, r.state(pc))
	r.emit(ir.Ins{Op: ir.JTRACE, Imm: int64(n), Size: r.current().base, Snap: int32(len(r.Trace.Snaps) - 1)})
}

// Leave ends the trace in front of the instruction at pc.
func (r *Recorder) Leave(pc uintptr) {
	r.Trace.Snaps = append(r.Trace.Snaps, r.state(pc))
	r.emit(ir.Ins{Op: ir.EXIT, Snap: int32(len(r.Trace.Snaps) - 1)})
}

// Poll emits the safepoint of a trace's head, before anything else is recorded: of
// the first pass of a loop. SetTicks completes it.
func (r *Recorder) Poll(pc, base uintptr) ir.Ref {
	r.pc, r.base, r.snap = pc, base, -1
	return r.guard(ir.Ins{Op: ir.POLL, Imm: 1})
}

// SetTicks completes the safepoint: it counts that many. None is needed for 0.
func (r *Recorder) SetTicks(poll ir.Ref, ticks int64) {
	if r.Trace.Ins[poll].Imm = ticks; ticks == 0 {
		r.Trace.Ins[poll] = ir.Ins{}
	}
}

// stepOver leaves the instruction to the interpreter, in the middle of the
// trace.
func (r *Recorder) stepOver() {
	if r.steps++; r.steps > maxSteps {
		r.abandon()
		return
	}
	r.Left = append(r.Left, r.op)
	r.step = r.guard(ir.Ins{Op: ir.STEP})
	if r.polls { // the interpreter counts it
		r.Ticks--
		r.polls = false
	}
}

// afterStep completes the STEP: the interpreter has written what it knew of
// the stack, run the instruction and stands at pc in the frame at base.
func (r *Recorder) afterStep(pc, base uintptr) {
	i := &r.Trace.Ins[r.step]
	i.Imm, i.Size = int64(pc), r.words(base)
	for n := r.low(); n < r.top; n++ {
		v := r.at(n)
		v.dirty = false
		if v.ref == 0 || v.kind != ir.SlotRef {
			*v = slot{}
		}
	}
	for n := range r.frames {
		r.frames[n].open = false
	}
	f := r.current()
	here := r.root + uintptr(int64(f.base)*8)
	w := gc.Load64(r.pc)
	switch {
	case base == here && !follows(r.pc, pc, w):
		r.forgetFrom(f.base) // a handler
	case base == here:
		r.forget(w)
	case base > here:
		// The instruction has pushed a frame: nothing above here is known.
		r.forgetFrom(r.words(base) - bytecode.FrameHeader)
		r.enter(inlined{code: codeAt(base), base: r.words(base), retPC: uintptr(gc.Load64(base + off(frame.RetPC))), kind: frame.Kind(r.info(base))})
	case len(r.frames) > 1 && r.frames[len(r.frames)-2].base == r.words(base):
		back, native := f.retPC, f.native
		r.forgetFrom(f.base - bytecode.FrameHeader)
		r.frames = r.frames[:len(r.frames)-1]
		if native {
			r.returned -= int(f.counted()) // the interpreter has given back what it was counted as
		}
		if pc == back {
			r.forgetCaller(back)
		} else {
			r.forgetFrom(r.current().base) // a handler
		}
	default:
		r.abandon()
	}
}

// forget drops what the instruction w has overwritten in its frame.
func (r *Recorder) forget(w uint64) {
	op := bytecode.OpOf(w)
	_, writes, window := bytecode.Effects(w)
	for _, rg := range writes {
		r.forgetRange(r.current().base+int32(rg.First), int32(rg.N))
	}
	if window >= 0 {
		r.forgetFrom(r.current().base + int32(window))
		if op.Has(bytecode.Polls) {
			r.forgetRange(r.slotOf(bytecode.A(w)), 1)
		}
	}
	if op == bytecode.FOR_ITER || op == opTraced {
		r.forgetRange(r.slotOf(bytecode.A(w)), 3)
		r.forgetRange(r.slotOf(bytecode.B(w)), 1)
		// The interpreter may have run an UNPACK along with it.
		to := gc.Load64(r.pc + uintptr(int64(int16(w>>48))*8))
		if bytecode.OpOf(to) == bytecode.UNPACK {
			r.forgetRange(r.slotOf(bytecode.A(to)), int32(bytecode.C(to)))
		}
	}
	if op == bytecode.PUSH_EXC || op == bytecode.RAISE || op == bytecode.RERAISE {
		r.forgetFrom(r.current().base)
	}
}

// follows says whether the instruction w at pc can go on at next without an
// exception.
func follows(pc, next uintptr, w uint64) bool {
	op := bytecode.OpOf(w)
	return op == opTraced || next == pc+uintptr(op.Size())*8 || op.Has(bytecode.Jumps)
}

// opTraced is the opcode of back-edges with machine code (vm/interp).
const opTraced = 254

// forgetCaller drops what a frame that returned to pc by a step has written in its
// caller: the call's result.
func (r *Recorder) forgetCaller(pc uintptr) {
	f := r.current()
	word := f.code.InstructionAt(f.code.Word(pc) - 1)
	r.forget(f.code.Words[word])
}

func (r *Recorder) forgetRange(from, n int32) {
	for i := max(from, -MaxBelow); i < from+n && r.holds(i); i++ {
		*r.at(i) = slot{}
	}
}

func (r *Recorder) forgetFrom(from int32) {
	r.forgetRange(from, max(r.top-from, 0))
	r.top = min(r.top, from)
}
