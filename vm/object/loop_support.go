package object

import "slices"

// What the interpreter's loop needs of lists, ranges and class statements.

// OwnListCard makes the transaction the owner of item i's card in a block.
func OwnListCard(t *Thread, block uintptr, i int) { listOwnCard(t, block, ListCap(block), i) }

// SaveListCard saves all items of item i's card, which the transaction has just taken and
// is about to store to, if i is the first of them or the last: who begins there will mostly
// store to all.
func SaveListCard(t *Thread, block uintptr, i int) {
	first, edge := i&^(ListCardSize-1), i&(ListCardSize-1)
	if n := ListCap(block); (edge == 0 || edge == ListCardSize-1) && n > ListCardSize && first+ListCardSize <= n {
		t.SaveSpan(ListItemAddr(block, first))
	}
}

// Values returns what a class plan consists of, which must stay alive while the body
// of the class runs.
func (p *ClassPlan) Values() []Value {
	return append([]Value{p.Name, p.Func, p.Namespace, p.meta, p.bases, p.origBases, p.kwNames}, p.kwVals...)
}

// PlanOf is the plan of which those are the Values.
func PlanOf(v []Value) *ClassPlan {
	return &ClassPlan{v[0], v[1], v[2], v[3], v[4], v[5], slices.Clone(v[7:]), v[6]}
}

// RangeSmall returns a range's start, step and length if every number that the
// loop computes fits an unboxed int.
func RangeSmall(v Value) (first, step, count int64, ok bool) {
	a, _, st, n := rangeParts(v)
	if !a.IsInt() || !st.IsInt() || !n.IsInt() {
		return 0, 0, 0, false
	}
	first, step, count = a.Int(), st.Int(), n.Int()
	const bound = 1 << 46
	if count > 0 && (step > bound || step < -bound || count > bound/max(step, -step, 1) || first > bound || first < -bound) {
		return 0, 0, 0, false
	}
	return first, step, count, true
}
