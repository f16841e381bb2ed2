package amd64

import (
	"math"
	"unsafe"

	"gorgon/jit/ir"
)

func wordAt(a uintptr) *uint64 { return (*uint64)(unsafe.Add(unsafe.Pointer(nil), a)) }

// Word returns the unboxed word in a location.
func (c *Context) Word(l Location) uint64 {
	switch l.Kind {
	case LocReg:
		return c.Regs[l.Index]
	case LocFloat:
		return c.Floats[l.Index]
	case LocSpill:
		return c.Spills[l.Index]
	}
	return l.Const
}

// Boxed returns the value in a location as the interpreter's registers hold it.
func (c *Context) Boxed(l Location) uint64 { return ir.Box(l.Type, c.Word(l)) }

// Float returns the number in a location of type Float.
func (c *Context) Float(l Location) float64 { return math.Float64frombits(c.Word(l)) }

// word is a word of the stack as a stop's snapshot has it: a piece of the
// context's memory, or a constant.
type word struct {
	form form
	at   int32 // in bytes from the root frame's base
	from int32 // in bytes from the context's start
	bits uint64
}

// form says how a word is made.
type form uint8

const (
	formConst  form = iota // bits
	formFrame              // bits plus the root frame's base
	formValue              // as it is in the context
	formInt                // boxed
	formFloat              // boxed
	formObject             // the object numbered bits
)

// Met is what is kept of a stop's state once it has been met.
type Met struct {
	// PC, Base, Depth and Ticks are the snapshot's.
	PC                 uintptr
	Base, Depth, Ticks int32
	// Note is the owner's, of Leave and Barrier.
	Note    any
	words   []word // what Restore writes
	objects []Object
	locs    []Location // if there are objects
}

// Met returns what is kept of the stop's state, which has a snapshot or objects. Most
// stops never happen, so that it is made when one does.
func (s *Stop) Met() *Met {
	if m := s.met.Load(); m != nil {
		return m
	}
	st := s.State()
	m := &Met{}
	if snap := st.Snap; snap != nil {
		m.PC, m.Base, m.Depth, m.Ticks = uintptr(snap.PC), snap.Base, snap.Depth, snap.Ticks
		m.words = st.plan(unnamed(snap))
	}
	if len(st.Objects) > 0 {
		m.objects, m.locs = st.Objects, st.Locs
	}
	if s.Code.Owner != nil && (s.Kind == Leave || s.Kind == Barrier) {
		m.Note = s.Code.Owner.Note(s.Ins)
	}
	if !s.met.CompareAndSwap(nil, m) {
		m = s.met.Load()
	}
	return m
}

// plan works out what Restore does in a state: a word for each entry of its
// snapshot, and zeros in unnamed.
func (s *State) plan(unnamed []int32) []word {
	words := make([]word, 0, len(s.Snap.Slots)+len(unnamed))
	for i := range s.Snap.Slots {
		e := &s.Snap.Slots[i]
		w := word{at: 8 * e.Slot}
		switch e.Kind {
		case ir.SlotRef:
			if s.Locs[i].Kind == LocNone {
				continue // nobody can tell: it stays as it was
			}
			w.fill(s.Locs[i])
		case ir.SlotRaw:
			w.bits = uint64(e.Raw)
		case ir.SlotFrame:
			w.form, w.bits = formFrame, uint64(8*e.Raw)
		}
		words = append(words, w)
	}
	for _, slot := range unnamed {
		words = append(words, word{at: 8 * slot})
	}
	return words
}

// unnamed lists the registers of inlined frames that no entry of a snapshot
// names.
func unnamed(s *ir.Snapshot) (slots []int32) {
	if len(s.Frames) == 0 {
		return nil
	}
	named := make(map[int32]bool, len(s.Slots))
	for i := range s.Slots {
		named[s.Slots[i].Slot] = true
	}
	for _, f := range s.Frames {
		for r := f.Base; r < f.Base+f.Regs; r++ {
			if !named[r] {
				slots = append(slots, r)
			}
		}
	}
	return slots
}

// fill makes w the value in a location.
func (w *word) fill(l Location) {
	switch l.Type {
	case ir.Int:
		w.form = formInt
	case ir.Float:
		w.form = formFloat
	default:
		w.form = formValue
	}
	switch l.Kind {
	case LocReg:
		w.from = int32(unsafe.Offsetof(Context{}.Regs)) + 8*int32(l.Index)
	case LocFloat:
		w.from = int32(unsafe.Offsetof(Context{}.Floats)) + 8*int32(l.Index)
	case LocSpill:
		w.from = int32(unsafe.Offsetof(Context{}.Spills)) + 8*int32(l.Index)
	case LocObject:
		w.form, w.bits = formObject, uint64(l.Index)
	default:
		w.form, w.bits = formConst, ir.Box(l.Type, l.Const)
	}
}

// Restore writes the frames that the stop's snapshot describes to the stack at
// Context.Base: the snapshot's entries, and zeros in the registers of inlined
// frames that no entry names. Objects that do not exist are made with alloc, which
// does not collect.
func Restore(c *Context, s *Stop, alloc func(header uint64, size uintptr) uintptr) {
	var few [8]uint64
	m := s.Met()
	c.write(m, c.make(m, few[:0], alloc))
}

// KeyArg is which argument of a look-up may be an object that does not exist.
const KeyArg = 2

// MakeKey makes the key that a call looks for if it does not exist: it is what the
// stop's objects are.
func MakeKey(c *Context, s *Stop, alloc func(header uint64, size uintptr) uintptr) {
	var few [1]uint64
	c.Args[KeyArg] = c.make(s.Met(), few[:0], alloc)[0]
}

// make makes a state's objects.
func (c *Context) make(m *Met, objects []uint64, alloc func(header uint64, size uintptr) uintptr) []uint64 {
	for i := range m.objects {
		o := &m.objects[i]
		at := alloc(o.Header, uintptr(o.Size))
		for _, f := range o.Fields {
			if l := m.locs[f.Loc]; l.Kind == LocObject {
				*wordAt(at + uintptr(f.Offset)) = objects[l.Index]
			} else {
				*wordAt(at + uintptr(f.Offset)) = c.Boxed(l)
			}
		}
		objects = append(objects, uint64(at))
	}
	return objects
}

// Settle is Restore without what objects that do not exist are in: it stays as it
// was.
func Settle(c *Context, s *Stop) { c.write(s.Met(), nil) }

func (c *Context) write(m *Met, objects []uint64) {
	base, start := c.Base, unsafe.Pointer(c)
	for i := range m.words {
		w := &m.words[i]
		bits := w.bits
		switch w.form {
		case formFrame:
			bits += uint64(base)
		case formValue:
			bits = *(*uint64)(unsafe.Add(start, w.from))
		case formInt:
			bits = *(*uint64)(unsafe.Add(start, w.from)) | tagInt
		case formFloat:
			bits = *(*uint64)(unsafe.Add(start, w.from)) + floatOff
		case formObject:
			if objects == nil {
				continue
			}
			bits = objects[bits]
		}
		*wordAt(base + uintptr(w.at)) = bits
	}
}
