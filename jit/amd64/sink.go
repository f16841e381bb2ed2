//go:build linux && amd64

package amd64

import (
	"slices"

	"gorgon/jit/ir"
)

// New objects that nobody but snapshots sees are not made where the trace says
// so. A walk through the trace before all else finds for each NEW how long that
// is true:
//
//   - Stores to it are noted and left out. An exit whose snapshot names the object
//     records its fields (State.Objects): Restore makes it then, and a side trace
//     inherits the fields.
//   - The first instruction that does anything else with it has the object made in
//     front of it, and from there on it is a value like any other.
//   - Who only looks for a tuple in a dict compares what is in it. If the helper has
//     to look, Go makes it one, which is forgotten then.
//   - What is made in front of LOOP and named in the body must be made once, unless
//     the body just names it and its fields stay the same.
//
// A trace is a straight line, so what is found at an instruction is true whenever
// it runs.

// unborn is an object that does not exist yet.
type unborn struct {
	ref    ir.Ref // the NEW
	header uint64
	size   int32
	fields []stored // never changed in place
}

// stored is what was stored to it last at an offset: boxed by its type.
type stored struct {
	offset int32
	class  ir.Class
	ref    ir.Ref
}

// sinker is the walk. Its results are in the compiler: hidden, views, births, keys.
type sinker struct {
	*compiler
	objects map[ir.Ref]*unborn
	varies  map[ir.Ref]bool // first operands of PHIs
	named   map[ir.Ref]bool // by snapshots of the body
	used    map[ir.Ref]bool // by instructions of the body
}

// sink fills hidden, views, births and keys.
func (c *compiler) sink() {
	c.hidden = make([]bool, len(c.t.Ins))
	if !c.env.Sink {
		return
	}
	s := &sinker{compiler: c, objects: map[ir.Ref]*unborn{}, varies: map[ir.Ref]bool{}, named: map[ir.Ref]bool{}, used: map[ir.Ref]bool{}}
	if !slices.ContainsFunc(c.t.Ins, func(i ir.Ins) bool { return i.Op == ir.NEW }) {
		return
	}
	c.views, c.births, c.keys = map[int32][]unborn{}, map[int32][]unborn{}, map[int32]unborn{}
	s.lookAtBody()
	for i := range c.t.Ins {
		s.instruction(int32(i), &c.t.Ins[i])
	}
}

// lookAtBody notes what the loop's body does with values from before it.
func (s *sinker) lookAtBody() {
	if s.loop == 0 {
		return
	}
	ins := s.t.Ins
	for i := int(s.loop) + 1; i < len(ins); i++ {
		if ins[i].Op == ir.PHI {
			s.varies[ins[i].A] = true
		}
		for _, r := range ins[i].Operands() {
			s.used[*r] = true
		}
		s.eachNamed(i, func(r ir.Ref) { s.named[r] = true })
	}
}

func (s *sinker) instruction(i int32, in *ir.Ins) {
	switch in.Op {
	case ir.NEW:
		s.objects[ir.Ref(i)] = &unborn{ref: ir.Ref(i), header: uint64(in.Imm), size: in.Size}
		s.hidden[i] = true
		return
	case ir.STORE, ir.SETSHAPE:
		if o := s.objects[in.A]; o != nil && s.fills(o, in) {
			s.hidden[i] = true
			return
		}
	case ir.LOOP:
		s.enter(i)
		return
	case ir.PHI:
		if s.named[in.A] || s.used[in.A] {
			s.bear(s.back, in.B)
		}
		return
	}
	if o := s.objects[in.C]; o != nil && s.isKey(in, o) {
		s.keys[i] = *o
	}
	for _, r := range in.Operands() {
		if _, key := s.keys[i]; !key || *r != in.C {
			s.bear(i, *r)
		}
	}
	s.eachNamed(int(i), func(r ir.Ref) {
		if in.Op == ir.STEP || in.Op == ir.JTRACE { // machine code writes the snapshot
			s.bear(i, r)
		} else {
			s.view(i, r)
		}
	})
}

// isKey says whether in only looks for the tuple o: its length, a constant, and its
// items are all that is in it.
func (s *sinker) isKey(in *ir.Ins, o *unborn) bool {
	l := &s.env.Tables
	if in.Op != ir.CALL || !s.isInline(in) || s.t.Helpers[in.Imm].Inline != ir.FindTuple || uint32(o.header) != l.TupleShape || in.A == o.ref || in.B == o.ref {
		return false
	}
	length, items := -1, 0
	for _, f := range o.fields {
		switch n := &s.t.Ins[f.ref]; {
		case s.objects[f.ref] != nil:
			return false
		case f.offset >= l.TupleItems:
			items++
		case f.offset == l.TupleLen && n.Op == ir.KVALUE && ir.IsInt(uint64(n.Imm)):
			length = int(ir.UnboxInt(uint64(n.Imm)))
		default:
			return false
		}
	}
	return items == length
}

// fills notes a store to o; false: it is not noted.
func (s *sinker) fills(o *unborn, in *ir.Ins) bool {
	if in.Op == ir.SETSHAPE {
		o.header = o.header&^0xffff_ffff | uint64(uint32(in.Imm))
		return true
	}
	if in.Imm < 0 || in.Imm >= int64(o.size) {
		return false
	}
	v := in.B
	if box := &s.t.Ins[v]; (box.Op == ir.BOXI || box.Op == ir.BOXF) && (!s.varies[box.A] || int32(o.ref) > s.loop) {
		v = box.A
	}
	if inner := s.objects[v]; inner != nil && s.reaches(inner, o.ref) {
		return false
	}
	fields := slices.DeleteFunc(slices.Clone(o.fields), func(f stored) bool { return f.offset == int32(in.Imm) })
	o.fields = append(fields, stored{int32(in.Imm), in.Class, v})
	return true
}

// reaches says whether o is the object to, or has it in a field of its own or of
// an object there that does not exist either.
func (s *sinker) reaches(o *unborn, to ir.Ref) bool {
	if o.ref == to {
		return true
	}
	for _, f := range o.fields {
		if inner := s.objects[f.ref]; inner != nil && s.reaches(inner, to) {
			return true
		}
	}
	return false
}

// enter decides at LOOP which objects are made there.
func (s *sinker) enter(i int32) {
	if s.loop == 0 {
		return
	}
	for r := ir.Ref(1); r < ir.Ref(i); r++ {
		if o := s.objects[r]; o != nil && (s.used[r] || s.mayBeNamed(r) && s.changes(o)) {
			s.bear(i, r)
		}
	}
}

// mayBeNamed says whether a snapshot of the body names the object, or one that
// has it.
func (s *sinker) mayBeNamed(r ir.Ref) bool {
	if s.named[r] {
		return true
	}
	for _, o := range s.objects {
		if o.ref != r && s.reaches(o, r) && s.named[o.ref] {
			return true
		}
	}
	return false
}

// changes says whether a field's value has another meaning in the next round.
func (s *sinker) changes(o *unborn) bool {
	for _, f := range o.fields {
		if s.varies[f.ref] {
			return true
		}
		if inner := s.objects[f.ref]; inner != nil && s.changes(inner) {
			return true
		}
	}
	return false
}

// bear has the object r made in front of instruction i, if it does not exist,
// and before it what is in its fields.
func (s *sinker) bear(i int32, r ir.Ref) {
	o := s.objects[r]
	if o == nil {
		return
	}
	delete(s.objects, r)
	for _, f := range o.fields {
		s.bear(i, f.ref)
	}
	s.births[i] = append(s.births[i], *o)
}

// view records the object r as the snapshot of instruction i finds it, behind
// what is in its fields.
func (s *sinker) view(i int32, r ir.Ref) {
	o := s.objects[r]
	if o == nil || s.viewed(i, r) >= 0 {
		return
	}
	for _, f := range o.fields {
		s.view(i, f.ref)
	}
	s.views[i] = append(s.views[i], *o)
}

// viewed is the number of the object r among those of instruction i, -1 if it
// exists.
func (c *compiler) viewed(i int32, r ir.Ref) int {
	return slices.IndexFunc(c.views[i], func(o unborn) bool { return o.ref == r })
}

// eachNamed visits what the snapshot of an instruction names.
func (c *compiler) eachNamed(i int, visit func(ir.Ref)) {
	in := &c.t.Ins[i]
	if ir.Table[in.Op].Flags&ir.Snap == 0 {
		return
	}
	slots := c.t.Snaps[in.Snap].Slots
	for k := range slots {
		if slots[k].Kind == ir.SlotRef {
			visit(slots[k].Ref)
		}
	}
}

// eachSnapRef visits the values that an instruction needs besides its operands:
// those that its snapshot names, the fields of objects there that do not exist, of
// those that are made in front of it, and of the one that is looked for.
func (c *compiler) eachSnapRef(i int, visit func(ir.Ref)) {
	at := int32(i)
	c.eachNamed(i, func(r ir.Ref) {
		if c.viewed(at, r) < 0 {
			visit(r)
		}
	})
	for _, o := range c.views[at] {
		for _, f := range o.fields {
			if c.viewed(at, f.ref) < 0 {
				visit(f.ref)
			}
		}
	}
	for _, o := range c.births[at] {
		for _, f := range o.fields {
			visit(f.ref)
		}
	}
	for _, f := range c.keys[at].fields {
		visit(f.ref)
	}
}

// bear makes the objects that have to exist at the current instruction.
func (c *compiler) bear() {
	for _, o := range c.births[c.at] {
		c.bearing = true
		d := c.alloc(false)
		c.allocate(d, o.header, o.size)
		for _, f := range o.fields {
			c.storeBoxed(f.ref, mem(d, f.offset))
		}
		c.bindReg(o.ref, d)
		c.bearing = false
		c.pinned = 0
	}
}

// objects adds to a stop of the current instruction the objects that its snapshot
// names and that do not exist.
func (c *compiler) objects(s *draft) {
	views := c.views[c.at]
	s.Objects = room(&c.memory.objects, len(views))
	for _, o := range views {
		c.addObject(s, o)
	}
}

func (c *compiler) addObject(s *draft, o unborn) {
	made := Object{Header: o.header, Size: o.size, Fields: room(&c.fields, len(o.fields))}
	for _, f := range o.fields {
		at := len(s.Locs)
		if k := c.viewed(c.at, f.ref); k >= 0 {
			s.Locs = append(s.Locs, Location{Kind: LocObject, Type: ir.Value, Index: uint16(k)})
		} else {
			s.Locs = append(s.Locs, c.location(f.ref))
		}
		made.Fields = append(made.Fields, Field{Offset: f.offset, Class: f.class, Loc: int32(at)})
	}
	s.Objects = append(s.Objects, made)
}
