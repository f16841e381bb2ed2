package opt

import (
	"slices"

	"gorgon/jit/ir"
)

// facts is what is known of memory. Each list is short, so it is searched from
// its end and filtered where something may have changed.
type facts struct {
	mem    []memFact
	shapes []shapeFact
	stack  []stackFact
	joined []lockFact
	finds  []findFact
	fresh  []ir.Ref // NEW objects since the last boundary: nobody else knows them
}

// memFact says that value is the word (or 32 bits) at a place.
type memFact struct {
	place
	value ir.Ref
}

// place is base + 8*index + offset; without index it is 0.
type place struct {
	class       ir.Class
	width       uint8
	base, index ir.Ref
	offset      int64
}

// shapeFact says that the object has the shape, by the instruction at.
type shapeFact struct {
	object ir.Ref
	shape  int64
	at     ir.Ref
}

// findFact says what a helper that Finds has answered.
type findFact struct {
	helper     int64
	a, b, c, d ir.Ref
	value      ir.Ref
}

// stackFact says that the stack's word slot is value in memory.
type stackFact struct {
	slot  int32
	value ir.Ref
}

// placeOf returns where i loads or stores, after it took constant parts of the
// address into i's offset.
func (e *engine) placeOf(i *ir.Ins) place {
	p := place{class: i.Class, width: 8, base: i.A, offset: i.Imm}
	switch i.Op {
	case ir.LOADX, ir.STOREX:
		e.foldIndex(i)
		p.offset = i.Imm
		p.index = i.B
	case ir.LOAD32:
		p.width = 4
	case ir.SETSHAPE:
		p.class, p.width, p.offset = ir.Header, 4, 0
	}
	return p
}

// foldIndex turns a[x+k] into a[x] with another offset.
func (e *engine) foldIndex(i *ir.Ins) {
	for {
		b := &e.ins[i.B]
		if b.Op != ir.ADD || e.ins[b.B].Op != ir.KINT || e.val[b.A].phi {
			return
		}
		k := e.ins[b.B].Imm
		if k != int64(int32(k)) || i.Imm+8*k != int64(int32(i.Imm+8*k)) {
			return
		}
		i.Imm += 8 * k
		i.B = b.A
	}
}

func (e *engine) load(i ir.Ins) ir.Ref {
	if i.Op == ir.SLOAD {
		return e.loadStack(i)
	}
	if i.Op == ir.LOADX && e.ins[i.B].Op == ir.KINT {
		if at := i.Imm + 8*e.ins[i.B].Imm; at == int64(int32(at)) {
			i.Op, i.B, i.Imm = ir.LOAD, 0, at
		}
	}
	if i.Op == ir.LOAD32 && i.Imm == 0 {
		if f := e.shapeOf(i.A); f != nil && (i.Size == 0 || f.at > e.moved || slices.Contains(e.fresh, i.A)) {
			return e.kint(f.shape)
		}
	}
	p := e.placeOf(&i)
	for n := len(e.mem) - 1; n >= 0; n-- {
		if f := &e.mem[n]; f.place == p && e.ins[f.value].Type == i.Type {
			if i.Size == 0 || f.value > e.moved {
				return f.value
			}
			return e.append(i) // for those who need it now: for others the fact is as good as it was
		}
	}
	r := e.append(i)
	e.mem = append(e.mem, memFact{p, r})
	e.touch(&p)
	return r
}

func (e *engine) loadStack(i ir.Ins) ir.Ref {
	for n := range e.pending {
		if p := &e.pending[n]; int64(p.Slot) == i.Imm {
			if p.Kind == ir.SlotRef {
				return e.box(p.Ref)
			}
			e.stuck = true
		}
	}
	if r := e.stackWord(int32(i.Imm)); r != 0 {
		return e.box(r)
	}
	r := e.append(i)
	e.stack = append(e.stack, stackFact{int32(i.Imm), r})
	return r
}

// stackWord returns what the slot holds in memory, 0 if that is not known.
func (e *engine) stackWord(slot int32) ir.Ref {
	for n := len(e.stack) - 1; n >= 0; n-- {
		if e.stack[n].slot == slot {
			return e.stack[n].value
		}
	}
	return 0
}

// box returns r as a Value.
func (e *engine) box(r ir.Ref) ir.Ref {
	switch e.ins[r].Type {
	case ir.Int:
		return e.pure(ir.BOXI, r, 0)
	case ir.Float:
		return e.pure(ir.BOXF, r, 0)
	}
	return r
}

func (e *engine) store(i ir.Ins) ir.Ref {
	if i.Op == ir.SETSHAPE {
		e.kill(&place{class: ir.Header, width: 4, base: i.A})
		e.append(i)
		e.shapes = append(e.shapes, shapeFact{i.A, i.Imm, ir.Ref(len(e.ins) - 1)})
		return 0
	}
	if i.Op == ir.STOREX && e.ins[i.B].Op == ir.KINT {
		if at := i.Imm + 8*e.ins[i.B].Imm; at == int64(int32(at)) {
			i.Op, i.B, i.C, i.Imm = ir.STORE, i.C, 0, at
		}
	}
	p := e.placeOf(&i)
	e.kill(&p)
	value := i.B
	if i.Op == ir.STOREX {
		value = i.C
	}
	e.append(i)
	e.mem = append(e.mem, memFact{p, value})
	return 0
}

// kill forgets what a store to p may change.
func (e *engine) kill(p *place) {
	e.mem = slices.DeleteFunc(e.mem, func(f memFact) bool { return meet(p.class, f.class) && e.mayOverlap(p, &f.place) })
	if meet(p.class, ir.Header) {
		e.shapes = slices.DeleteFunc(e.shapes, func(f shapeFact) bool {
			return e.mayOverlap(p, &place{class: ir.Header, width: 4, base: f.object})
		})
	}
}

// forget forgets all that a helper which writes may change, at a boundary all
// that any code may.
func (e *engine) forget(boundary bool) {
	e.mem = slices.DeleteFunc(e.mem, func(f memFact) bool {
		return f.class != ir.Const && (boundary || f.class != ir.Cache)
	})
	e.shapes, e.finds = e.shapes[:0], e.finds[:0]
	if boundary {
		e.stack, e.joined, e.fresh = e.stack[:0], e.joined[:0], e.fresh[:0]
	}
}

// forgetObjects forgets what a helper may change that writes to objects of some
// shapes only.
func (e *engine) forgetObjects(h *ir.Helper) {
	if h.Keys {
		e.finds = e.finds[:0]
	}
	e.mem = slices.DeleteFunc(e.mem, func(f memFact) bool {
		switch f.class {
		case ir.Const, ir.Cache:
			return false
		case ir.Item:
			return h.Items
		case ir.Entry:
			return h.Keys
		case ir.Slot:
			shape, known := e.shape(f.base)
			return !known || slices.Contains(h.Shapes, shape)
		}
		return true
	})
}

// lookUp finds out whether the call i of a helper that Finds was made before.
func (e *engine) lookUp(i ir.Ins) ir.Ref {
	for _, f := range e.finds {
		if f.helper == i.Imm && f.a == i.A && f.b == i.B && f.c == i.C && f.d == i.D {
			return f.value
		}
	}
	r := e.append(i)
	e.finds = append(e.finds, findFact{i.Imm, i.A, i.B, i.C, i.D, r})
	e.touch(&place{class: ir.Entry, base: i.B})
	return r
}

// meet says whether accesses of two classes may touch the same memory.
func meet(a, b ir.Class) bool {
	if a == b {
		return a != ir.Const
	}
	other := func(c ir.Class) bool { return c != ir.Const && c != ir.Stack && c != ir.Cache }
	return (a == ir.Other || b == ir.Other) && other(a) && other(b)
}

// mayOverlap says whether two places of classes that meet may share a byte.
func (e *engine) mayOverlap(p, q *place) bool {
	apart := p.offset+int64(p.width) <= q.offset || q.offset+int64(q.width) <= p.offset
	if p.base == q.base && p.index == q.index {
		return !apart
	}
	if e.distinct(p.base, q.base) {
		return false
	}
	// Objects begin at the base, so equal bases are the only way to meet.
	objects := p.class == q.class && (p.class == ir.Slot || p.class == ir.Header)
	return !(objects && p.index == 0 && q.index == 0 && apart)
}

// distinct says whether a and b are the addresses of two different objects.
func (e *engine) distinct(a, b ir.Ref) bool {
	if a == b {
		return false
	}
	ia, ib := &e.ins[a], &e.ins[b]
	switch {
	case ia.Op == ir.KVALUE && ib.Op == ir.KVALUE:
		return true
	case ia.Op == ir.NEW:
		return b < a || ib.Op == ir.NEW || ib.Op == ir.KVALUE
	case ib.Op == ir.NEW:
		return a < b || ia.Op == ir.KVALUE
	}
	sa, okA := e.shape(a)
	sb, okB := e.shape(b)
	return okA && okB && sa != sb
}

// shape returns the shape that an object is known to have now.
func (e *engine) shape(object ir.Ref) (int64, bool) {
	if f := e.shapeOf(object); f != nil {
		return f.shape, true
	}
	return 0, false
}

// shapeOf returns what is known of an object's shape, nil if nothing is.
func (e *engine) shapeOf(object ir.Ref) *shapeFact {
	for n := len(e.shapes) - 1; n >= 0; n-- {
		if f := &e.shapes[n]; f.object == object {
			return f
		}
	}
	return nil
}
