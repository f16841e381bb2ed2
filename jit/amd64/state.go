package amd64

import (
	"encoding/binary"

	"gorgon/jit/ir"
)

// The states of stops take more memory than the machine code: a trace has one for
// each guard. So a code keeps them packed, in a few bytes for each value, and one is
// unpacked when somebody asks for it. Words of 64 bits, of which the stops of a trace
// have many in common, are named by their index in Code.words; numbers are varints.

// State is where the program's state is at a stop.
type State struct {
	// Snap is the operation's snapshot, without its refs; nil if there is none.
	Snap *ir.Snapshot
	// Locs says where the values of Snap.Slots are, entry by entry, and behind them
	// what is in the fields of Objects. It is what a side trace at this stop inherits.
	Locs    []Location
	Objects []Object
	// Live has the locations of all boxed values that are used after the
	// stop: the roots of a collection that happens before Resume.
	Live []Location
}

// Object is one that a stop's snapshot names and that the trace has not made:
// Restore does. Those in its fields come before it.
type Object struct {
	Header uint64
	Size   int32
	Fields []Field
}

// Field is a word of an Object; all others are zero.
type Field struct {
	Offset int32
	Class  ir.Class
	Loc    int32 // index of its value in State.Locs
}

// Parts of a state that are there, by its first byte.
const (
	hasSnap = 1 << iota
	hasObjects
	hasLive
)

// floats says whether the state names SSE registers.
func (s *State) floats() bool {
	for _, l := range s.Locs {
		if l.Kind == LocFloat {
			return true
		}
	}
	return false
}

// packer packs the states of a trace's stops.
type packer struct {
	b     []byte
	words []uint64
	index map[uint64]uint64 // in words
}

func (p *packer) empty() {
	if p.b, p.words = p.b[:0], p.words[:0]; p.index == nil {
		p.index = map[uint64]uint64{}
	}
	clear(p.index)
}

func (p *packer) uint(n uint64) { p.b = binary.AppendUvarint(p.b, n) }
func (p *packer) int(n int32)   { p.b = binary.AppendVarint(p.b, int64(n)) }

func (p *packer) word(w uint64) {
	n, ok := p.index[w]
	if !ok {
		n = uint64(len(p.words))
		p.index[w] = n
		p.words = append(p.words, w)
	}
	p.uint(n)
}

// An entry begins with a byte: the kind of the slot, and the kind and type of the
// location if that is SlotRef.
const (
	locShift  = 2
	typeShift = 5
)

func (p *packer) location(l Location) {
	p.b = append(p.b, uint8(ir.SlotRef)|uint8(l.Kind)<<locShift|uint8(l.Type)<<typeShift)
	switch l.Kind {
	case LocNone:
	case LocConst:
		p.word(l.Const)
	default:
		p.uint(uint64(l.Index))
	}
}

func (p *packer) locations(all []Location) {
	p.uint(uint64(len(all)))
	for _, l := range all {
		p.location(l)
	}
}

func (p *packer) state(s *State) {
	has := uint8(0)
	if s.Snap != nil {
		has |= hasSnap
	}
	if len(s.Objects) > 0 {
		has |= hasObjects
	}
	if len(s.Live) > 0 {
		has |= hasLive
	}
	p.b = append(p.b, has)
	slots := 0
	if s.Snap != nil {
		p.snapshot(s)
		slots = len(s.Snap.Slots)
	}
	if len(s.Objects) > 0 {
		p.locations(s.Locs[slots:])
		p.uint(uint64(len(s.Objects)))
		for i := range s.Objects {
			p.object(&s.Objects[i])
		}
	}
	if len(s.Live) > 0 {
		p.locations(s.Live)
	}
}

func (p *packer) snapshot(s *State) {
	snap := s.Snap
	p.word(snap.PC)
	p.int(snap.Base)
	p.int(snap.Depth)
	p.int(snap.Low)
	p.int(snap.Ticks)
	p.uint(uint64(len(snap.Frames)))
	for _, f := range snap.Frames {
		p.int(f.Base)
		p.int(f.Regs)
	}
	p.uint(uint64(len(snap.Slots)))
	last := int32(0)
	for i := range snap.Slots {
		e := &snap.Slots[i]
		p.int(e.Slot - last)
		last = e.Slot
		switch e.Kind {
		case ir.SlotRef:
			p.location(s.Locs[i])
		default:
			p.b = append(p.b, uint8(e.Kind))
			p.word(uint64(e.Raw))
		}
	}
}

func (p *packer) object(o *Object) {
	p.word(o.Header)
	p.int(o.Size)
	p.uint(uint64(len(o.Fields)))
	for _, f := range o.Fields {
		p.int(f.Offset)
		p.b = append(p.b, uint8(f.Class))
		p.int(f.Loc)
	}
}

// unpacker reads what packer has written.
type unpacker struct {
	b     []byte
	words []uint64
}

func (u *unpacker) byte() uint8 {
	x := u.b[0]
	u.b = u.b[1:]
	return x
}

func (u *unpacker) uint() uint64 {
	x, n := binary.Uvarint(u.b)
	u.b = u.b[n:]
	return x
}

func (u *unpacker) int() int32 {
	x, n := binary.Varint(u.b)
	u.b = u.b[n:]
	return int32(x)
}

func (u *unpacker) word() uint64 { return u.words[u.uint()] }

// location reads what follows a location's first byte.
func (u *unpacker) location(first uint8) Location {
	l := Location{Kind: LocKind(first >> locShift & (1<<(typeShift-locShift) - 1)), Type: ir.Type(first >> typeShift)}
	switch l.Kind {
	case LocNone:
	case LocConst:
		l.Const = u.word()
	default:
		l.Index = uint16(u.uint())
	}
	return l
}

func (u *unpacker) locations(to []Location) []Location {
	for n := u.uint(); n > 0; n-- {
		to = append(to, u.location(u.byte()))
	}
	return to
}

// State returns where the program's state is at the stop. There is none of a Step but
// for Live: machine code has written the rest.
func (s *Stop) State() State {
	u := unpacker{s.Code.states[s.at:], s.Code.words}
	var st State
	has := u.byte()
	if has&hasSnap != 0 {
		u.snapshot(&st)
	}
	if has&hasObjects != 0 {
		st.Locs = u.locations(st.Locs)
		st.Objects = make([]Object, u.uint())
		for i := range st.Objects {
			u.object(&st.Objects[i])
		}
	}
	if has&hasLive != 0 {
		st.Live = u.locations(nil)
	}
	return st
}

func (u *unpacker) snapshot(st *State) {
	s := &ir.Snapshot{PC: u.word(), Base: u.int(), Depth: u.int(), Low: u.int(), Ticks: u.int()}
	s.Frames = make([]ir.Frame, u.uint())
	for i := range s.Frames {
		s.Frames[i] = ir.Frame{Base: u.int(), Regs: u.int()}
	}
	s.Slots = make([]ir.SlotEntry, u.uint())
	st.Locs = make([]Location, len(s.Slots))
	last := int32(0)
	for i := range s.Slots {
		e := &s.Slots[i]
		last += u.int()
		e.Slot = last
		first := u.byte()
		if e.Kind = ir.SlotKind(first & (1<<locShift - 1)); e.Kind == ir.SlotRef {
			st.Locs[i] = u.location(first)
		} else {
			e.Raw = int64(u.word())
		}
	}
	st.Snap = s
}

func (u *unpacker) object(o *Object) {
	o.Header, o.Size = u.word(), u.int()
	o.Fields = make([]Field, u.uint())
	for i := range o.Fields {
		o.Fields[i] = Field{Offset: u.int(), Class: ir.Class(u.byte()), Loc: u.int()}
	}
}

// header reads what stands before the state of a stop of kind Leave.
func (u *unpacker) header() (op ir.Op, ins ir.Ref, stub int) {
	return ir.Op(u.byte()), ir.Ref(u.uint()), int(u.uint())
}
