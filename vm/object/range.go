package object

import (
	"math"
	"math/big"

	"gorgon/gc"
)

// A range object: start, stop, step and length, which are ints of any size.
// Its iterator holds the next int, the step and how many are left; if they are
// not all unboxed it is a longrange_iterator.
const (
	RangeStart = gc.HeaderSize + 8*iota
	RangeStop
	RangeStep
	RangeLen
	rangeSize = gc.HeaderSize + 8*iota
)

// The words of a range iterator. RangeIterLeft is 0 at the end.
const (
	RangeIterNext = gc.HeaderSize + 8*iota
	RangeIterStep
	RangeIterLeft
	rangeIterSize = gc.HeaderSize + 8*iota
)

// The types of the iterators over ranges.
var (
	RangeIterType     = NewType("range_iterator", ShapeRangeIter)
	longRangeIterType = NewType("longrange_iterator", 0)
)

func init() {
	RangeType.Setup(Spec{
		Doc:     "The ints from start to stop, step apart.",
		Payload: rangeSize - gc.HeaderSize,
		Layout:  gc.LayoutValues,
		Final:   true,
		Slots: Slots{Repr: rangeRepr, Hash: rangeHash, Compare: rangeCompare, Truth: rangeTruth, Len: rangeLen,
			GetItem: rangeGetItem, Contains: rangeContains, Iter: rangeIter, New: rangeNew},
		Methods: []Method{
			{Name: "count", Sig: "(self, object, /)", Fn: rangeCount, Doc: "How many items are equal to value."},
			{Name: "index", Sig: "(self, object, /)", Fn: rangeIndex, Doc: "Where the first item equal to value is; ValueError if there is none."},
			{Name: "__reversed__", Sig: "(self, /)", Fn: rangeReversed, Doc: "An iterator from the end to the start."},
			{Name: "__reduce__", Sig: "(self, /)", Fn: rangeReduce},
		},
		Getset: []Getset{
			{Name: "start", Get: func(t *Thread, v Value) Value { return gc.Load(v.Addr() + RangeStart) }, Set: ReadOnly},
			{Name: "stop", Get: func(t *Thread, v Value) Value { return gc.Load(v.Addr() + RangeStop) }, Set: ReadOnly},
			{Name: "step", Get: func(t *Thread, v Value) Value { return gc.Load(v.Addr() + RangeStep) }, Set: ReadOnly},
		},
	})
	for _, typ := range []*Type{RangeIterType, longRangeIterType} {
		typ.Setup(Spec{
			Payload: rangeIterSize - gc.HeaderSize,
			Layout:  gc.LayoutValues,
			Final:   true,
			Slots:   Slots{Iter: selfIter, Next: rangeIterNext},
			Methods: []Method{
				{Name: "__length_hint__", Sig: "(self, /)", Fn: rangeIterHint, Doc: "About how many items are left."},
				{Name: "__setstate__", Sig: "(self, state, /)", Fn: rangeIterSetState, Doc: "Set the position, for copy and pickle."},
				reduceMethod(rangeIterReduce),
			},
		})
	}
}

// NewRange makes range(start, stop, step) of unboxed or Go-sized ints.
func NewRange(t *Thread, start, stop, step int64) Value {
	return newRangeOf(t, NewInt(t, start), NewInt(t, stop), NewInt(t, step), rangeCountOf(t, NewInt(t, start), NewInt(t, stop), NewInt(t, step)))
}

func newRangeOf(t *Thread, start, stop, step, n Value) Value {
	o := t.Alloc(gc.Header(ShapeRange, gc.LayoutValues), gc.Round(rangeSize))
	gc.Store(o+RangeStart, start)
	gc.Store(o+RangeStop, stop)
	gc.Store(o+RangeStep, step)
	gc.Store(o+RangeLen, n)
	return gc.MakePtr(o)
}

// rangeCountOf is the length of a range; step is not 0.
func rangeCountOf(t *Thread, start, stop, step Value) Value {
	if gc.BothInt(start, stop) && step.IsInt() {
		_, _, n := rangeSpan(start.Int(), stop.Int(), step.Int())
		return NewInt(t, n)
	}
	lo, hi, by := AsBig(start), AsBig(stop), AsBig(step)
	if by.Sign() < 0 {
		lo, hi, by = hi, lo, new(big.Int).Neg(by)
	}
	if lo.Cmp(hi) >= 0 {
		return gc.MakeInt(0)
	}
	n := new(big.Int).Sub(hi, lo)
	n.Sub(n, big.NewInt(1))
	n.Quo(n, by)
	return NewBig(t, n.Add(n, big.NewInt(1)))
}

// rangeSpan is the length of a range of unboxed ints, which cannot overflow.
func rangeSpan(start, stop, step int64) (int64, int64, int64) {
	switch {
	case step > 0 && start < stop:
		return start, stop, (stop-start-1)/step + 1
	case step < 0 && stop < start:
		return start, stop, (start-stop-1)/-step + 1
	}
	return start, stop, 0
}

func rangeNew(t *Thread, cls *Type, args []Value, kw Value) Value {
	if !noKeywords(t, "range", kw) || !argCount(t, "range", len(args), 1, 3) {
		return Null
	}
	p := [3]Value{gc.MakeInt(0), Null, gc.MakeInt(1)}
	if len(args) == 1 {
		p[1] = args[0]
	} else {
		copy(p[:], args)
	}
	for i, v := range p {
		if !v.IsInt() {
			n, ok := IntLike(t, v)
			if !ok {
				return Null
			}
			p[i] = exactInt(t, n)
		}
	}
	if p[2] == gc.MakeInt(0) {
		return ValueErrorf(t, "range() arg 3 must not be zero")
	}
	return newRangeOf(t, p[0], p[1], p[2], rangeCountOf(t, p[0], p[1], p[2]))
}

func rangeParts(v Value) (start, stop, step, n Value) {
	o := v.Addr()
	return gc.Load(o + RangeStart), gc.Load(o + RangeStop), gc.Load(o + RangeStep), gc.Load(o + RangeLen)
}

// smallRange returns what a range consists of if v is one and all of its items
// are ints of one word, and not very many.
func smallRange(v Value) (start, step int64, n int, ok bool) {
	if !v.IsPtr() || TypeOf(v) != RangeType {
		return 0, 0, 0, false
	}
	first, _, by, count := rangeParts(v)
	if !first.IsInt() || !by.IsInt() || !count.IsInt() || count.Int() > 1<<24 {
		return 0, 0, 0, false
	}
	start, step, n = first.Int(), by.Int(), int(count.Int())
	if n > 1 && (step > gc.MaxInt>>25 || step < gc.MinInt>>25 || !gc.FitsInt(start+int64(n-1)*step)) {
		return 0, 0, 0, false
	}
	return start, step, n, true
}

func rangeRepr(t *Thread, v Value) Value {
	start, stop, step, _ := rangeParts(v)
	text := "range(" + AsBig(start).String() + ", " + AsBig(stop).String()
	if step != gc.MakeInt(1) {
		text += ", " + AsBig(step).String()
	}
	return NewStr(t, text+")")
}

func rangeTruth(t *Thread, v Value) (bool, bool) {
	_, _, _, n := rangeParts(v)
	return n != gc.MakeInt(0), true
}

func rangeLen(t *Thread, v Value) (int, bool) {
	_, _, _, n := rangeParts(v)
	i, ok := AsInt64(n)
	if !ok {
		OverflowErrorf(t, "Python int too large to convert to C ssize_t")
		return 0, false
	}
	return int(i), true
}

func rangeHash(t *Thread, v Value) (uint64, bool) {
	start, _, step, n := rangeParts(v)
	parts := [3]Value{n, None, None}
	if n != gc.MakeInt(0) {
		parts[1] = start
		if n != gc.MakeInt(1) {
			parts[2] = step
		}
	}
	return hashItems(t, parts[:])
}

func rangeCompare(t *Thread, op CompareOp, a, b Value) Value {
	if op != OpEQ && op != OpNE || TypeOf(a) != RangeType || TypeOf(b) != RangeType {
		return NotImplemented
	}
	sa, _, pa, na := rangeParts(a)
	sb, _, pb, nb := rangeParts(b)
	same := intEqual(na, nb) && (na == gc.MakeInt(0) || intEqual(sa, sb) && (na == gc.MakeInt(1) || intEqual(pa, pb)))
	return gc.MakeBool(same == (op == OpEQ))
}

// intEqual compares two exact ints.
func intEqual(a, b Value) bool {
	return a == b || !a.IsInt() && !b.IsInt() && AsBig(a).Cmp(AsBig(b)) == 0
}

// rangeAt is start + i*step of a range.
func rangeAt(t *Thread, v, i Value) Value {
	start, _, step, _ := rangeParts(v)
	if gc.BothInt(start, step) && i.IsInt() && smallProduct(step.Int(), i.Int()) {
		return NewInt(t, start.Int()+step.Int()*i.Int())
	}
	x := new(big.Int).Mul(AsBig(step), AsBig(i))
	return NewBig(t, x.Add(x, AsBig(start)))
}

// smallProduct says that a*b and a little more do not overflow.
func smallProduct(a, b int64) bool {
	const most = 1 << 30
	return a > -most && a < most && b > -most && b < most || a == 1 || a == -1
}

func rangeGetItem(t *Thread, v, key Value) Value {
	if Is(key, ShapeSlice) {
		return rangeSlice(t, v, key)
	}
	if !hasIndex(key) {
		return TypeErrorf(t, "range indices must be integers or slices, not %s", TypeName(key))
	}
	i, ok := IntLike(t, key)
	if !ok {
		return Null
	}
	_, _, _, n := rangeParts(v)
	if gc.BothInt(i, n) {
		x := i.Int()
		if x < 0 {
			x += n.Int()
		}
		if x < 0 || x >= n.Int() {
			return IndexErrorf(t, "range object index out of range")
		}
		return rangeAt(t, v, gc.MakeInt(x))
	}
	x := AsBig(i)
	if x.Sign() < 0 {
		x = new(big.Int).Add(x, AsBig(n))
	}
	if x.Sign() < 0 || x.Cmp(AsBig(n)) >= 0 {
		return IndexErrorf(t, "range object index out of range")
	}
	return rangeAt(t, v, NewBig(t, x))
}

func rangeSlice(t *Thread, v, key Value) Value {
	_, _, step, n := rangeParts(v)
	idx := sliceIndicesMethod(t, []Value{key, n})
	if idx == Null {
		return Null
	}
	p := TupleItems(idx)
	by := NewBig(t, new(big.Int).Mul(AsBig(step), AsBig(p[2])))
	start, stop := rangeAt(t, v, p[0]), rangeAt(t, v, p[1])
	return newRangeOf(t, start, stop, by, rangeCountOf(t, start, stop, by))
}

// rangePosition returns where the int x is in a range, nil if it is not.
func rangePosition(v, x Value) *big.Int {
	start, _, step, n := rangeParts(v)
	d := new(big.Int).Sub(AsBig(x), AsBig(start))
	m := new(big.Int)
	d.QuoRem(d, AsBig(step), m)
	if m.Sign() != 0 || d.Sign() < 0 || d.Cmp(AsBig(n)) >= 0 {
		return nil
	}
	return d
}

// isExactInt says whether v is an int or bool, but of no subclass.
func isExactInt(v Value) bool { return v.IsInt() || v.IsBool() || Is(v, ShapeInt) }

func rangeContains(t *Thread, v, item Value) (bool, bool) {
	if !isExactInt(item) {
		it := rangeIter(t, v)
		return iterContains(t, it, item)
	}
	start, stop, step, _ := rangeParts(v)
	if gc.BothInt(start, stop) && gc.BothInt(step, item) {
		x := item.Int()
		if step.Int() > 0 {
			return x >= start.Int() && x < stop.Int() && (x-start.Int())%step.Int() == 0, true
		}
		return x <= start.Int() && x > stop.Int() && (start.Int()-x)%-step.Int() == 0, true
	}
	return rangePosition(v, item) != nil, true
}

func rangeCount(t *Thread, args []Value) Value {
	if isExactInt(args[1]) {
		if rangePosition(args[0], args[1]) != nil {
			return gc.MakeInt(1)
		}
		return gc.MakeInt(0)
	}
	n := 0
	ok := Iterate(t, args[0], func(x Value) bool {
		eq, ok := Eq(t, x, args[1])
		if eq {
			n++
		}
		return ok
	})
	if !ok {
		return Null
	}
	return NewInt(t, int64(n))
}

func rangeIndex(t *Thread, args []Value) Value {
	if isExactInt(args[1]) {
		if p := rangePosition(args[0], args[1]); p != nil {
			return NewBig(t, p)
		}
	} else {
		i, found := iterIndex(t, rangeIter(t, args[0]), args[1])
		if found || t.Exc != Null {
			return orNull(t, NewInt(t, int64(i)))
		}
		return ValueErrorf(t, "sequence.index(x): x not in sequence")
	}
	return ValueErrorf(t, "range.index(x): x not in range")
}

// orNull is v unless an exception is pending.
func orNull(t *Thread, v Value) Value {
	if t.Exc != Null {
		return Null
	}
	return v
}

func rangeReduce(t *Thread, args []Value) Value {
	start, stop, step, _ := rangeParts(args[0])
	return NewTuple(t, RangeType.Obj, NewTuple(t, start, stop, step))
}

func rangeIter(t *Thread, v Value) Value {
	start, _, step, n := rangeParts(v)
	return newRangeIter(t, start, step, n)
}

func newRangeIter(t *Thread, start, step, n Value) Value {
	typ := RangeIterType
	if !gc.BothInt(start, step) || !n.IsInt() || !fitsAfter(start.Int(), step.Int(), n.Int()) {
		typ = longRangeIterType
	}
	o := t.Alloc(gc.Header(typ.Root.ID, gc.LayoutValues), gc.Round(rangeIterSize))
	gc.Store(o+RangeIterNext, start)
	gc.Store(o+RangeIterStep, step)
	gc.Store(o+RangeIterLeft, n)
	return gc.MakePtr(o)
}

// RangeIterBirth is the header and the size of a range iterator all of whose
// words stay unboxed ints.
func RangeIterBirth() (header uint64, size uintptr) {
	return gc.Header(ShapeRangeIter, gc.LayoutValues), gc.Round(rangeIterSize)
}

// fitsAfter says whether start + step*n needs no heap object either.
func fitsAfter(start, step, n int64) bool {
	f := float64(start) + float64(step)*float64(n)
	return math.Abs(f) < gc.MaxInt-1<<20
}

func rangeReversed(t *Thread, args []Value) Value {
	_, _, step, n := rangeParts(args[0])
	last := args[0]
	if n == gc.MakeInt(0) {
		return newRangeIter(t, gc.MakeInt(0), gc.MakeInt(1), n)
	}
	i := NewBig(t, new(big.Int).Sub(AsBig(n), big.NewInt(1)))
	return newRangeIter(t, rangeAt(t, last, i), NewBig(t, new(big.Int).Neg(AsBig(step))), n)
}

func rangeIterNext(t *Thread, it Value) Value {
	o := it.Addr()
	left := t.Read(o+gc.LockOffset, o+RangeIterLeft)
	if left == gc.MakeInt(0) {
		return Stop
	}
	t.OwnObject(o)
	next, step, left := gc.Load(o+RangeIterNext), gc.Load(o+RangeIterStep), gc.Load(o+RangeIterLeft)
	if gc.Shape(o) == ShapeRangeIter {
		gc.Store(o+RangeIterNext, gc.MakeInt(next.Int()+step.Int()))
		gc.Store(o+RangeIterLeft, gc.MakeInt(left.Int()-1))
		return next
	}
	gc.Store(o+RangeIterNext, NewBig(t, new(big.Int).Add(AsBig(next), AsBig(step))))
	gc.Store(o+RangeIterLeft, NewBig(t, new(big.Int).Sub(AsBig(left), big.NewInt(1))))
	return next
}

func rangeIterHint(t *Thread, args []Value) Value {
	o := args[0].Addr()
	return t.Read(o+gc.LockOffset, o+RangeIterLeft)
}

func rangeIterSetState(t *Thread, args []Value) Value {
	n, ok := IntLike(t, args[1])
	if !ok {
		return Null
	}
	o := args[0].Addr()
	t.OwnObject(o)
	left := AsBig(gc.Load(o + RangeIterLeft))
	skip := AsBig(n)
	if skip.Sign() < 0 {
		skip = new(big.Int)
	}
	if skip.Cmp(left) > 0 {
		skip = left
	}
	x := new(big.Int).Mul(skip, AsBig(gc.Load(o+RangeIterStep)))
	gc.Store(o+RangeIterNext, NewBig(t, x.Add(x, AsBig(gc.Load(o+RangeIterNext)))))
	gc.Store(o+RangeIterLeft, NewBig(t, new(big.Int).Sub(left, skip)))
	return None
}
