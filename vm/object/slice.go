package object

import (
	"math"
	"math/big"

	"gorgon/gc"
)

// A slice object: start, stop and step.
const (
	SliceStart = gc.HeaderSize + 8*iota
	SliceStop
	SliceStep
	sliceSize = gc.HeaderSize + 8*iota
)

func init() {
	SliceType.Setup(Spec{
		Doc:     "What stands between the brackets of a[start:stop:step].",
		Payload: sliceSize - gc.HeaderSize,
		Layout:  gc.LayoutValues,
		Final:   true,
		Slots:   Slots{Repr: sliceRepr, Hash: sliceHash, Compare: sliceCompare, New: sliceNew},
		Methods: []Method{
			{Name: "indices", Sig: "(self, object, /)", Fn: sliceIndicesMethod},
			{Name: "__reduce__", Sig: "(self, /)", Fn: sliceReduce},
		},
		Getset: []Getset{
			{Name: "start", Get: func(t *Thread, v Value) Value { return gc.Load(v.Addr() + SliceStart) }, Set: ReadOnly},
			{Name: "stop", Get: func(t *Thread, v Value) Value { return gc.Load(v.Addr() + SliceStop) }, Set: ReadOnly},
			{Name: "step", Get: func(t *Thread, v Value) Value { return gc.Load(v.Addr() + SliceStep) }, Set: ReadOnly},
		},
	})
}

// NewSlice makes a slice object; absent parts are None.
func NewSlice(t *Thread, start, stop, step Value) Value {
	o := t.Alloc(gc.Header(ShapeSlice, gc.LayoutValues), gc.Round(sliceSize))
	gc.Store(o+SliceStart, start)
	gc.Store(o+SliceStop, stop)
	gc.Store(o+SliceStep, step)
	return gc.MakePtr(o)
}

func sliceParts(v Value) [3]Value {
	o := v.Addr()
	return [3]Value{gc.Load(o + SliceStart), gc.Load(o + SliceStop), gc.Load(o + SliceStep)}
}

func sliceNew(t *Thread, cls *Type, args []Value, kw Value) Value {
	if !noKeywords(t, "slice", kw) || !argCount(t, "slice", len(args), 1, 3) {
		return Null
	}
	switch len(args) {
	case 1:
		return NewSlice(t, None, args[0], None)
	case 2:
		return NewSlice(t, args[0], args[1], None)
	}
	return NewSlice(t, args[0], args[1], args[2])
}

// noKeywords raises the TypeError of a constructor that takes no keywords.
func noKeywords(t *Thread, name string, kw Value) bool {
	if kw != Null && TupleLen(kw) > 0 {
		TypeErrorf(t, "%s() takes no keyword arguments", name)
		return false
	}
	return true
}

// argCount raises the TypeError of a constructor with a wrong number of
// arguments.
func argCount(t *Thread, name string, n, least, most int) bool {
	plural := func(n int) string {
		if n == 1 {
			return ""
		}
		return "s"
	}
	switch {
	case least == most && n != least:
		TypeErrorf(t, "%s expected %d argument%s, got %d", name, least, plural(least), n)
	case n < least:
		TypeErrorf(t, "%s expected at least %d argument%s, got %d", name, least, plural(least), n)
	case n > most:
		TypeErrorf(t, "%s expected at most %d argument%s, got %d", name, most, plural(most), n)
	default:
		return true
	}
	return false
}

func sliceRepr(t *Thread, v Value) Value {
	text := "slice("
	for i, part := range sliceParts(v) {
		r := Repr(t, part)
		if r == Null {
			return Null
		}
		if i > 0 {
			text += ", "
		}
		text += StrOf(r)
	}
	return NewStr(t, text+")")
}

func sliceHash(t *Thread, v Value) (uint64, bool) {
	c := newHashCombiner()
	for _, part := range sliceParts(v) {
		h, ok := keyHash(t, part)
		if !ok {
			return 0, false
		}
		c.add(h)
	}
	if uint64(c) == math.MaxUint64 {
		return 1546275796, true
	}
	return uint64(c), true
}

func sliceCompare(t *Thread, op CompareOp, a, b Value) Value {
	if TypeOf(a) != SliceType || TypeOf(b) != SliceType {
		return NotImplemented
	}
	pa, pb := sliceParts(a), sliceParts(b)
	return compareItems(t, op, pa[:], pb[:])
}

func sliceReduce(t *Thread, args []Value) Value {
	p := sliceParts(args[0])
	return NewTuple(t, SliceType.Obj, NewTupleFrom(t, p[:]))
}

// sliceIndex is a part of a slice as a Go int, clamped; absent if it is None.
func sliceIndex(t *Thread, v Value, absent int) (int, bool) {
	if v.IsInt() {
		return int(v.Int()), true
	}
	if v == None {
		return absent, true
	}
	if !hasIndex(v) {
		TypeErrorf(t, "slice indices must be integers or None or have an __index__ method")
		return 0, false
	}
	i, ok := IntLike(t, v)
	if !ok {
		return 0, false
	}
	return clampInt(i), true
}

// clampInt is an int object as a Go int; too large ones give the extremes.
func clampInt(i Value) int {
	if n, ok := AsInt64(i); ok {
		return int(n)
	}
	if IntSign(i) < 0 {
		return math.MinInt
	}
	return math.MaxInt
}

// hasIndex says whether v is an int or has __index__.
func hasIndex(v Value) bool { return isExactInt(v) || TypeOf(v).Slots.Index != nil }

// SliceIndices fits a slice to a sequence of that length: n items, from start
// on, step apart; stop is where to stop.
func SliceIndices(t *Thread, s Value, length int) (start, stop, step, n int, ok bool) {
	p := sliceParts(s)
	if step, ok = sliceIndex(t, p[2], 1); !ok {
		return
	}
	if step == 0 {
		ValueErrorf(t, "slice step cannot be zero")
		return 0, 0, 0, 0, false
	}
	step = max(step, -math.MaxInt)
	first, last := 0, math.MaxInt
	if step < 0 {
		first, last = math.MaxInt, math.MinInt
	}
	if start, ok = sliceIndex(t, p[0], first); !ok {
		return
	}
	if stop, ok = sliceIndex(t, p[1], last); !ok {
		return
	}
	start, stop, n = sliceAdjust(start, stop, step, length)
	return start, stop, step, n, true
}

func sliceAdjust(start, stop, step, length int) (int, int, int) {
	fit := func(i int) int {
		switch {
		case i < 0:
			if i += length; i < 0 {
				i = 0
				if step < 0 {
					i = -1
				}
			}
		case i >= length:
			i = length
			if step < 0 {
				i = length - 1
			}
		}
		return i
	}
	start, stop = fit(start), fit(stop)
	switch {
	case step < 0 && stop < start:
		return start, stop, (start-stop-1)/-step + 1
	case step > 0 && start < stop:
		return start, stop, (stop-start-1)/step + 1
	}
	return start, stop, 0
}

// sliceIndicesMethod is slice.indices, exact for lengths of any size.
func sliceIndicesMethod(t *Thread, args []Value) Value {
	n, ok := IntLike(t, args[1])
	if !ok {
		return Null
	}
	if IntSign(n) < 0 {
		return ValueErrorf(t, "length should not be negative")
	}
	var parts [3]*big.Int
	for i, v := range sliceParts(args[0]) {
		if v == None {
			continue
		}
		if !hasIndex(v) {
			return TypeErrorf(t, "slice indices must be integers or None or have an __index__ method")
		}
		x, ok := IntLike(t, v)
		if !ok {
			return Null
		}
		parts[i] = AsBig(x)
	}
	return sliceIndicesBig(t, parts, AsBig(n))
}

func sliceIndicesBig(t *Thread, parts [3]*big.Int, length *big.Int) Value {
	step := parts[2]
	if step == nil {
		step = big.NewInt(1)
	}
	if step.Sign() == 0 {
		return ValueErrorf(t, "slice step cannot be zero")
	}
	lower, upper := big.NewInt(0), length
	if step.Sign() < 0 {
		lower, upper = big.NewInt(-1), new(big.Int).Sub(length, big.NewInt(1))
	}
	fit := func(x, absent *big.Int) *big.Int {
		if x == nil {
			return absent
		}
		if x.Sign() < 0 {
			if x = new(big.Int).Add(x, length); x.Cmp(lower) < 0 {
				return lower
			}
			return x
		}
		if x.Cmp(upper) > 0 {
			return upper
		}
		return x
	}
	first, last := lower, upper
	if step.Sign() < 0 {
		first, last = upper, lower
	}
	return NewTuple(t, NewBig(t, fit(parts[0], first)), NewBig(t, fit(parts[1], last)), NewBig(t, step))
}
