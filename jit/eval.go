package jit

import (
	"gorgon/gc"
	"gorgon/jit/ir"
	"gorgon/jit/record"
	"gorgon/vm/frame"
)

// evaluator runs traces by their definition.
type evaluator struct{}

func (evaluator) begin(*Engine, *generation) bool { return true }

func (evaluator) prepare(*Engine, *Trace, *leaving) error { return nil }

func (evaluator) link(*leaving, *Trace) error { return nil }

// replace leaves the old trace to those that go there.
func (evaluator) replace(old, by *Trace) {}

func (evaluator) text(*Trace) string { return "" }

func (evaluator) drop(*Trace) {}

// heap is the memory of the program, as ir.Memory.
type heap struct{}

func (heap) Load64(a uint64) uint64 { return gc.AtomicLoad(uintptr(a)) }
func (heap) Store64(a, word uint64) { gc.Store64(uintptr(a), word) }
func (heap) Load32(a uint64) uint32 { return gc.Load32(uintptr(a)) }

func (evaluator) run(e *Engine, t *Thread, tr *Trace, root uintptr) leaving {
	var l leaving
	runs := &stateOf(t).runs
	r := runs.enter(t)
	r.gen, r.evaluated = tr.gen, tr
	defer runs.leave()
	m := &ir.Machine{Mem: heap{}, Base: uint64(root)}
	m.Call = func(helper int64, args []uint64) uint64 {
		at(t, tr, tr.Ins[m.At].Size, root)
		var a [4]uint64
		copy(a[:], args)
		return record.Call(t, helper, a[0], a[1], a[2], a[3])
	}
	m.New = func(header uint64, size int32) uint64 { return uint64(t.Alloc(header, uintptr(size))) }
	m.Barrier = func(op ir.Op, a, b uint64, imm int64) bool {
		at(t, tr, tr.Ins[m.At].Size, root)
		return barrier(t, op, a, b, imm)
	}
	m.Stored = func(o, at uint64) { gc.DirtyAt(uintptr(o), uintptr(at), 1) }
	m.Step = func(_ uint64, _ int32) (on bool) {
		i := &tr.Ins[m.At]
		snap := &tr.Snaps[i.Snap]
		e.counts.step(tr, m.At)
		l.pc, l.base, on = e.stepSlowly(t, stepping{uintptr(snap.PC), snap.Base, snap.Depth, uintptr(i.Imm), i.Size}, root)
		return on
	}
	m.Caller = func(at int32, caller int64, pc, info uint64) bool {
		base := at8(root, at)
		word := func(o int) uint64 { return gc.Load64(uintptr(int(base) + o)) }
		if word(frame.RetPC) != pc || word(frame.Info) != info || word(frame.PrevBase) != uint64(at8(root, int32(caller))) {
			return false
		}
		if !t.Solo && base == t.Watermark {
			e.in.SaveCallers(t, 1)
		}
		return true
	}
	m.Idle = func() bool { return t.Handled == gc.Null && t.Atomic == 0 }
	m.Poll = func(ticks int64) bool {
		t.Ticks -= ticks
		return t.Ticks >= 0
	}
	for {
		out, err := m.Run(tr.Trace)
		switch {
		case err != nil:
			panic("jit: " + err.Error())
		case out.Step:
			return leaving{trace: tr, ins: out.Ins, ticks: tr.Snaps[tr.Ins[out.Ins].Snap].Ticks, root: root, pc: l.pc, base: l.base}
		case out.Trace >= 0:
			in := &tr.Ins[out.Ins]
			depth := int(tr.Snaps[in.Snap].Depth)
			if to := at8(root, in.Size); in.Size <= 0 && depth <= 0 || to+8*record.MaxSlots <= t.StackEnd && t.Depth-depth > record.MaxDepth {
				root, m.Base = to, uint64(to)
				t.Depth -= depth
				tr = tr.gen.trace(int(out.Trace))
				continue
			}
		}
		s := &tr.Snaps[out.Snap]
		t.Depth -= int(s.Depth)
		l = leaving{trace: tr, exit: tr.exit(out.Ins), ins: out.Ins, op: tr.Ins[out.Ins].Op, ticks: s.Ticks, root: root, pc: uintptr(s.PC), base: at8(root, s.Base)}
		side := l.exit.side.Load()
		if side == nil {
			return l
		}
		t.Depth += int(tr.Snaps[out.Snap].Depth)
		m.Parents = inherited(tr, out.Snap, root)
		tr = side
	}
}

// inherited are the values of a snapshot's entries, as a side trace gets them.
func inherited(tr *Trace, snap int32, root uintptr) (words []uint64) {
	for _, entry := range tr.Snaps[snap].Slots {
		w := gc.Load64(at8(root, entry.Slot))
		if entry.Kind == ir.SlotRef {
			w = unbox(tr.Type(entry.Ref), gc.Value(w))
		}
		words = append(words, w)
	}
	return words
}

func unbox(typ ir.Type, v gc.Value) uint64 {
	switch typ {
	case ir.Int:
		return uint64(v.Int())
	case ir.Float:
		return uint64(v) - 1<<48
	}
	return uint64(v)
}
