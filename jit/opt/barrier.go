package opt

import (
	"slices"

	"gorgon/jit/ir"
)

// lockFact says that the transaction has joined what a barrier names, since
// the last boundary.
type lockFact struct {
	kind  lockKind
	owned bool
	// loaded says that memory was loaded from base since then (Options.EveryLoad).
	loaded      bool
	base, index ir.Ref
	imm         int64
}

type lockKind uint8

const (
	wordLock lockKind = iota // the lock word at base + 8*index + imm
	cardLock                 // the lock of item index, or of card imm, of the block base
	undoWord                 // the word at base + 8*index + imm is saved
)

// lockOf returns what the barrier i joins.
func (e *engine) lockOf(i *ir.Ins) lockFact {
	f := lockFact{base: i.A, index: i.B, imm: i.Imm}
	switch i.Op {
	case ir.TXCARD, ir.TXOWNCARD:
		f.kind, f.imm = cardLock, -1
		if b := &e.ins[i.B]; b.Op == ir.KINT && b.Imm >= 0 {
			f.index, f.imm = 0, b.Imm/ir.CardSize
		}
	case ir.TXOWN:
		f.imm = ir.LockOffset
	case ir.TXLOG:
		f.kind = undoWord
	}
	f.owned = i.Op == ir.TXOWN || i.Op == ir.TXOWNCARD
	return f
}

// barrier drops a barrier of what this stretch of the transaction has joined
// already, or of an object that it has made.
func (e *engine) barrier(i ir.Ins) ir.Ref {
	if slices.Contains(e.fresh, i.A) {
		return 0
	}
	lock := e.lockOf(&i)
	for n := range e.joined {
		f := &e.joined[n]
		if f.kind != lock.kind || f.base != lock.base || f.index != lock.index || f.imm != lock.imm {
			continue
		}
		if f.owned || !lock.owned && !f.loaded {
			return 0
		}
		e.own(&i)
		e.append(i)
		f.owned, f.loaded = lock.owned, false
		return 0
	}
	e.own(&i)
	e.append(i)
	e.joined = append(e.joined, lock)
	return 0
}

// own forgets what was loaded by class Other before a lock is taken: loads of
// that class behind the barrier are there to look again.
func (e *engine) own(i *ir.Ins) {
	if i.Op == ir.TXOWN || i.Op == ir.TXOWNCARD {
		e.mem = slices.DeleteFunc(e.mem, func(f memFact) bool { return f.class == ir.Other })
	}
}

// touch notes a load from p that was not forwarded.
func (e *engine) touch(p *place) {
	if !e.options.EveryLoad || p.class == ir.Const {
		return
	}
	for n := range e.joined {
		if f := &e.joined[n]; f.base == p.base && f.kind != undoWord && !f.owned {
			f.loaded = true
		}
	}
}
