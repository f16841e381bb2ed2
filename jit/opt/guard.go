package opt

import (
	"math"

	"gorgon/jit/ir"
)

// verdict is what is known of a guard.
type verdict uint8

const (
	unknown verdict = iota
	always
	never
)

// guard drops the guard i if it holds, else appends it and learns from it.
func (e *engine) guard(i ir.Ins) ir.Ref {
	if i.Type != ir.None { // F2I, MULOV
		if r := e.find(&i); r != 0 {
			return r
		}
		return e.append(i)
	}
	e.canonical(&i)
	switch e.judge(&i) {
	case always:
		return 0
	case never:
		e.failing = true
	}
	if i.Op != ir.GSHAPE && e.find(&i) != 0 {
		return 0
	}
	if !e.strengthen(&i) {
		e.append(i)
	}
	e.learn(&i)
	return 0
}

// strengthen looks for guards that only exclude a constant ("is there an
// attribute?") of the value whose kind the guard i asks for. The first of them
// asks for the kind instead: nothing is lost by leaving there already, and what
// remains is one guard.
func (e *engine) strengthen(i *ir.Ins) bool {
	if e.options.Exact || i.Op != ir.GINT && i.Op != ir.GFLOAT && i.Op != ir.GPTR {
		return false
	}
	if a := &e.ins[i.A]; a.Op == ir.CALL && (e.source.Helpers[a.Imm].Once || e.source.Helpers[a.Imm].Writes) {
		return false // the first guard leaves to where the call is made again
	}
	want := kinds(1) << (i.Op - ir.GINT) // as they are ordered
	first := ir.Ref(0)
	for r := e.head[ir.GNE]; r > max(i.A, e.floor); r = e.val[r].prev {
		g := &e.ins[r]
		if g.A != i.A || e.ins[g.B].Op != ir.KVALUE || kindOf(uint64(e.ins[g.B].Imm)) == want {
			continue
		}
		if first != 0 {
			e.ins[first] = ir.Ins{}
		}
		first = r
	}
	if first != 0 {
		e.ins[first] = ir.Ins{Op: i.Op, A: i.A, Snap: e.ins[first].Snap}
	}
	return first != 0
}

// canonical gives comparisons one form: constants stand behind, and of two
// variables the first is the lesser.
func (e *engine) canonical(i *ir.Ins) {
	constA, constB := e.ins[i.A].Op.IsConst(), i.B != 0 && e.ins[i.B].Op.IsConst()
	switch i.Op {
	case ir.GGT, ir.GGE:
		if !constB {
			i.Op, i.A, i.B = ir.GLT+(i.Op-ir.GGT), i.B, i.A
		}
	case ir.GLT, ir.GLE:
		if constA {
			i.Op, i.A, i.B = ir.GGT+(i.Op-ir.GLT), i.B, i.A
		}
	case ir.GULT:
		// Indices: with both signs known it is the signed comparison.
		if e.isInt(i.A) && e.isInt(i.B) && e.val[i.A].lo >= 0 && e.val[i.B].lo >= 0 {
			i.Op = ir.GLT
			e.canonical(i)
		}
	}
}

func (e *engine) isInt(r ir.Ref) bool { return e.ins[r].Type == ir.Int }

// judge says what is known of the guard i.
func (e *engine) judge(i *ir.Ins) verdict {
	a, b := &e.val[i.A], &e.val[i.B]
	switch i.Op {
	case ir.GINT:
		return inKinds(a.kinds, intKind)
	case ir.GFLOAT:
		return inKinds(a.kinds, floatKind)
	case ir.GPTR:
		return inKinds(a.kinds, ptrKind)
	case ir.GSHAPE:
		if shape, ok := e.shape(i.A); ok {
			return decide(shape == i.Imm, shape != i.Imm)
		}
	case ir.GFIT:
		return decide(ir.Fits(a.lo) && ir.Fits(a.hi), a.hi < ir.MinInt || a.lo > ir.MaxInt)
	case ir.GLT:
		return decide(a.hi < b.lo || e.has(ir.GLT, i.A, i.B), a.lo >= b.hi || i.A == i.B)
	case ir.GLE:
		return decide(a.hi <= b.lo || i.A == i.B || e.has(ir.GLT, i.A, i.B), a.lo > b.hi || e.has(ir.GLT, i.B, i.A))
	case ir.GGT:
		return decide(a.lo > b.hi, a.hi <= b.lo)
	case ir.GGE:
		return decide(a.lo >= b.hi, a.hi < b.lo)
	case ir.GULT:
		if e.isInt(i.B) && b.lo >= 0 && e.isInt(i.A) && a.hi < 0 || i.A == i.B {
			return never
		}
	case ir.GEQ, ir.GNE:
		return e.judgeEqual(i)
	case ir.GFLE, ir.GNFLE, ir.GFLT, ir.GNFLT, ir.GFEQ, ir.GFNE:
		return e.judgeFloat(i)
	}
	return unknown
}

func decide(yes, no bool) verdict {
	switch {
	case yes:
		return always
	case no:
		return never
	}
	return unknown
}

func inKinds(have, want kinds) verdict { return decide(have == want, have&want == 0) }

func (e *engine) has(op ir.Op, a, b ir.Ref) bool { return e.find(&ir.Ins{Op: op, A: a, B: b}) != 0 }

func (e *engine) judgeEqual(i *ir.Ins) verdict {
	equal := unknown
	a, b := &e.val[i.A], &e.val[i.B]
	ia, ib := &e.ins[i.A], &e.ins[i.B]
	switch {
	case i.A == i.B:
		equal = always
	case ia.Op.IsConst() && ib.Op.IsConst():
		equal = decide(ia.Imm == ib.Imm, ia.Imm != ib.Imm)
	case ia.Type == ir.Int && ib.Type == ir.Int:
		equal = decide(false, a.hi < b.lo || b.hi < a.lo || e.has(ir.GLT, i.A, i.B) || e.has(ir.GLT, i.B, i.A))
	case ia.Type == ir.Value && ib.Type == ir.Value:
		equal = decide(false, a.kinds&b.kinds == 0 || a.kinds == ptrKind && b.kinds == ptrKind && e.distinct(i.A, i.B))
	}
	other := ir.GEQ + ir.GNE - i.Op
	if equal == unknown && e.has(other, i.A, i.B) {
		return never
	}
	if i.Op == ir.GNE && equal != unknown {
		return always + never - equal
	}
	return equal
}

// judgeFloat knows only what an earlier guard and constants say: nan makes most
// else wrong.
func (e *engine) judgeFloat(i *ir.Ins) verdict {
	if a, b := &e.ins[i.A], &e.ins[i.B]; a.Op == ir.KFLOAT && b.Op == ir.KFLOAT {
		ok := ir.Holds(i, a.Imm, b.Imm)
		return decide(ok, !ok)
	}
	switch i.Op {
	case ir.GFLE:
		return decide(e.has(ir.GFLT, i.A, i.B), e.has(ir.GNFLE, i.A, i.B) || e.has(ir.GFLT, i.B, i.A))
	case ir.GNFLE:
		return decide(e.has(ir.GFLT, i.B, i.A), e.has(ir.GFLE, i.A, i.B))
	case ir.GFLT:
		return decide(false, i.A == i.B || e.has(ir.GNFLT, i.A, i.B))
	case ir.GNFLT:
		return decide(i.A == i.B || e.has(ir.GNFLE, i.A, i.B) || e.has(ir.GFLT, i.B, i.A) || e.has(ir.GFLE, i.B, i.A), e.has(ir.GFLT, i.A, i.B))
	case ir.GFNE:
		return decide(e.has(ir.GFLT, i.A, i.B) || e.has(ir.GFLT, i.B, i.A), false)
	}
	return unknown
}

// learn takes over what holds behind the guard i.
func (e *engine) learn(i *ir.Ins) {
	a, b := &e.val[i.A], &e.val[i.B]
	switch i.Op {
	case ir.GINT:
		a.kinds &= intKind
	case ir.GFLOAT:
		a.kinds &= floatKind
	case ir.GPTR:
		a.kinds &= ptrKind
	case ir.GSHAPE:
		a.kinds &= ptrKind
		e.shapes = append(e.shapes, shapeFact{i.A, i.Imm, ir.Ref(len(e.ins) - 1)})
	case ir.GFIT:
		a.within(ir.MinInt, ir.MaxInt)
	case ir.GLT:
		lo := a.lo
		if b.hi > math.MinInt64 {
			a.within(math.MinInt64, b.hi-1)
		}
		if lo < math.MaxInt64 {
			b.within(lo+1, math.MaxInt64)
		}
	case ir.GLE:
		lo := a.lo
		a.within(math.MinInt64, b.hi)
		b.within(lo, math.MaxInt64)
	case ir.GGT: // B is constant
		if b.lo < math.MaxInt64 {
			a.within(b.lo+1, math.MaxInt64)
		}
	case ir.GGE:
		a.within(b.lo, math.MaxInt64)
	case ir.GULT:
		if e.isInt(i.A) && e.isInt(i.B) && b.lo >= 0 && b.hi > 0 {
			a.within(0, b.hi-1)
		}
	case ir.GEQ:
		e.learnEqual(i)
	case ir.GNE:
		e.learnUnequal(i)
	}
}

func (e *engine) learnEqual(i *ir.Ins) {
	a, b := &e.val[i.A], &e.val[i.B]
	ia, ib := &e.ins[i.A], &e.ins[i.B]
	if ia.Type != ib.Type {
		return
	}
	if ia.Type == ir.Int {
		a.within(b.lo, b.hi)
		b.within(a.lo, a.hi)
		return
	}
	a.kinds &= b.kinds
	b.kinds = a.kinds
	if ib.Op.IsConst() { // it is the constant from here on
		a.equal = i.B
	}
}

// learnUnequal cuts a bound off, or learns that a call has not failed.
func (e *engine) learnUnequal(i *ir.Ins) {
	a, b := &e.val[i.A], &e.val[i.B]
	if c, null := &e.ins[i.A], &e.ins[i.B]; c.Op == ir.CALL && e.source.Helpers[c.Imm].Makes != 0 && null.Op == ir.KVALUE && null.Imm == 0 {
		a.kinds &= ptrKind
		e.shapes = append(e.shapes, shapeFact{i.A, e.source.Helpers[c.Imm].Makes, ir.Ref(len(e.ins) - 1)})
		e.fresh = append(e.fresh, i.A)
		return
	}
	if !e.isInt(i.A) || !e.isInt(i.B) || b.lo != b.hi || a.lo == a.hi {
		return
	}
	switch b.lo {
	case a.lo:
		a.lo++
	case a.hi:
		a.hi--
	}
}

// within narrows the bounds; bounds that exclude each other mean that the guard
// never holds, and nothing behind it runs.
func (v *value) within(lo, hi int64) {
	if lo = max(v.lo, lo); lo <= min(v.hi, hi) {
		v.lo, v.hi = lo, min(v.hi, hi)
	}
}
