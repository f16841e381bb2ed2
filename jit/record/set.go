package record

import (
	"gorgon/gc"
	"gorgon/jit/ir"
	"gorgon/vm/object"
)

// Membership of sets, and adding to them: as with dicts the trace computes hashes,
// and what is looked up twice is looked up once.

var (
	setFinds   = [...]int{intKey: hSetFindInt, strKey: hSetFindStr, tupleKey: hSetFindTuple}
	setInserts = [...]int{intKey: hSetInsertInt, strKey: hSetInsert, tupleKey: hSetInsert}
)

// place is where a key is in a set, or would go.
type place struct {
	set, at ir.Ref
	key     hashed
	present bool
}

// findInSet looks the key in register key up in the set in register set, and
// guards that it is there, or is not, as it is now. ok: that is recorded.
func (r *Recorder) findInSet(set, key uint16) (p place, ok bool) {
	s, k := r.value(set), r.value(key)
	if !is(s, object.ShapeSet) && !is(s, object.ShapeFrozenSet) || !k.IsInt() && !k.IsPtr() || !hashes(k) || object.SetBlock(s) == gc.Null {
		return p, false
	}
	if p.present, ok = object.SetHas(r.t, s, k); !ok {
		return p, false
	}
	p.set, p.key = r.shape(set), r.hashedKey(key)
	block := r.load(p.set, object.SetBlockOffset, ir.Slot)
	r.guard(ir.Ins{Op: ir.GNE, A: block, B: r.constant(gc.Null)})
	p.at = r.helper(setFinds[p.key.kind], p.set, block, p.key.key, p.key.hash)
	op := ir.GLT
	if p.present {
		op = ir.GGT
	}
	r.guard(ir.Ins{Op: op, A: p.at, B: r.kint(0)})
	return p, true
}

// addKey records set.add of the key in register key; false: nothing was recorded.
func (r *Recorder) addKey(set, key uint16) bool {
	p, ok := r.findInSet(set, key)
	if ok && !p.present {
		done := r.helper(setInserts[p.key.kind], p.set, p.key.key, p.key.hash, p.at)
		r.guard(ir.Ins{Op: ir.GNE, A: done, B: r.kint(0)})
	}
	return ok
}

// findKey is the helper that looks a key up in a set: its place in words from the
// block; less than 0: the key is absent, and would go to the place -at; 0: the
// interpreter has to look.
func findKey(t *object.Thread, s, block, k, h uint64) uint64 {
	rv := t.RV
	t.Step()
	at, in, ok := object.SetLocate(t, gc.Value(s), gc.Value(block), gc.Value(k), h)
	switch {
	case !ok || t.RV != rv:
		t.Exc = gc.Null
		return 0
	case !in:
		at = -at
	}
	return uint64(at)
}

func insertKey(t *object.Thread, s, k, h, _ uint64) uint64 {
	t.Step()
	if !object.SetAddHash(t, gc.Value(s), gc.Value(k), h) {
		t.Exc = gc.Null
		return 0
	}
	return 1
}

// intersect records a & b of sets, the first of which is no frozenset.
func (r *Recorder) intersect(a, left, right uint16) bool {
	if x, y := r.value(left), r.value(right); !is(x, object.ShapeSet) || !is(y, object.ShapeSet) && !is(y, object.ShapeFrozenSet) {
		return false
	}
	if r.comparesItems(left, right) {
		r.stepOver()
		return true
	}
	r.set(a, r.helper(hSetAnd, r.shape(left), r.shape(right)))
	return true
}

// comparesItems says whether an operator of the sets in registers left and right
// compares items by Python code.
func (r *Recorder) comparesItems(left, right uint16) bool {
	_, ok := object.SetCommon(r.t, r.value(left), r.value(right))
	if !ok {
		r.t.Exc = gc.Null
	}
	return !ok
}

func setAnd(t *object.Thread, a, b, _, _ uint64) uint64 {
	rv := t.RV
	t.Step()
	return settle(t, rv, object.SetAnd(t, gc.Value(a), gc.Value(b)))
}

// setCommon is the length of setAnd.
func setCommon(t *object.Thread, a, b, _, _ uint64) uint64 {
	rv := t.RV
	t.Step()
	n, ok := object.SetCommon(t, gc.Value(a), gc.Value(b))
	return settleIf(t, rv, gc.MakeInt(int64(n)), ok)
}
