package jit

import (
	"gorgon/gc"
	"gorgon/jit/ir"
	"gorgon/jit/record"
	"gorgon/stm"
	"gorgon/vm/object"
)

// at notes where the thread stands before native code runs for a trace.
func at(t *Thread, tr *Trace, site int32, root uintptr) {
	s := tr.site(site)
	t.PC, t.Base, t.ArgTop = s.PC, at8(root, s.Base), at8(root, s.Top)
}

// site is what the Size of a call or barrier means.
func (tr *Trace) site(n int32) (s record.Site) {
	if int(n) < len(tr.sites) {
		s = tr.sites[n]
	}
	return s
}

// barrier is the slow path of the barrier operations. False: the trace must be
// left, and the interpreter runs the instruction again: either the loads in
// front were no good, or the snapshot has moved, and what the trace has loaded
// before is older than what it would load now.
func barrier(t *Thread, op ir.Op, a, b uint64, imm int64) bool {
	switch op {
	case ir.TXREAD:
		return seen(t, uintptr(a)+uintptr(imm))
	case ir.TXREADX:
		return seen(t, uintptr(a+8*b)+uintptr(imm))
	case ir.TXCARD:
		return seen(t, object.ListCardLock(uintptr(a), object.ListCap(uintptr(a)), int(b)))
	}
	t.Step()
	rv := t.RV
	switch op {
	case ir.TXOWN:
		t.OwnObject(uintptr(a))
	case ir.TXOWNCARD:
		object.OwnListCard(t, uintptr(a), int(b))
	case ir.TXLOG:
		logWord(t, uintptr(a+8*b)+uintptr(imm))
	}
	return t.RV == rv
}

// seen is barrier of the operations that read.
func seen(t *Thread, lock uintptr) bool {
	t.Step()
	rv := t.RV
	return t.Seen(lock) && t.RV == rv
}

// logWord saves an owned word for undo.
func logWord(t *Thread, a uintptr) {
	if len(t.Undo)+stm.WordRecord > cap(t.Undo) {
		t.GrowUndo()
	}
	t.Undo = append(t.Undo, gc.Load64(a), uint64(a)|stm.RecordWord)
}
