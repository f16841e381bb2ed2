package object

import "gorgon/gc"

// NextRow is Next for an item that is unpacked at once, so that no tuple needs
// to be made of it: row gets what the tuple would hold. done false: nothing has
// happened, the iterator is of another kind. Else the result is Stop at the
// end, Null with an exception, and True with a row.
func NextRow(t *Thread, it Value, row []Value) (result Value, done bool) {
	if Is(it, ShapeDictItemIter) && len(row) == 2 {
		k, v, stop := dictIterStep(t, it.Addr())
		if k == Null {
			return stop, true
		}
		row[0], row[1] = k, v
		return True, true
	}
	switch TypeOf(it) {
	case ZipType:
		iters := TupleItems(gc.Load(it.Addr() + ZipIters))
		if len(iters) != len(row) {
			return Null, false
		}
		end, ok := nextOfAll(t, "zip", iters, row, gc.Load(it.Addr()+zipStrict) == True)
		switch {
		case !ok:
			return Null, true
		case end:
			return Stop, true
		}
		return True, true
	case EnumerateType:
		if len(row) != 2 {
			return Null, false
		}
		if row[0], row[1] = enumStep(t, it.Addr()); row[0] == Null {
			return row[1], true
		}
		return True, true
	}
	return Null, false
}

// GivesRows says whether NextRow does the iterator it with rows of n items.
func GivesRows(it Value, n int) bool {
	if Is(it, ShapeDictItemIter) {
		return n == 2
	}
	switch TypeOf(it) {
	case ZipType:
		iters := gc.Load(it.Addr() + ZipIters)
		return iters != Null && TupleLen(iters) == n
	case EnumerateType:
		return n == 2
	}
	return false
}

// NeverRaises says whether going on with the iterator it runs no Python code and
// raises no exception: an enumerate or zip over sequences, or such a sequence's
// iterator.
func NeverRaises(it Value) bool {
	if !it.IsPtr() {
		return false
	}
	switch gc.Shape(it.Addr()) {
	case ShapeListIter, ShapeTupleIter, ShapeStrIter, ShapeRangeIter:
		return true
	}
	switch TypeOf(it) {
	case EnumerateType:
		return gc.Load(it.Addr()+EnumCount).IsInt() && NeverRaises(gc.Load(it.Addr()+EnumIter))
	case ZipType:
		iters := gc.Load(it.Addr() + ZipIters)
		if iters == Null || gc.Load(it.Addr()+zipStrict) == True {
			return false
		}
		for _, inner := range TupleItems(iters) {
			if !NeverRaises(inner) {
				return false
			}
		}
		return true
	}
	return false
}

// Unstable says whether the next step of a dict's iterator finds that the keys
// have changed, which it raises only once.
func Unstable(t *Thread, it Value) bool {
	o := it.Addr()
	d := gc.Load(o + DictIterDict)
	if d == Null || gc.Load(o+DictIterLeft) != gc.MakeInt(0) {
		return false
	}
	pos := int(gc.Load(o + DictIterPos).Int())
	_, _, more := DictNext(t, d, &pos)
	return more
}

// EnumState returns the iterator that an enumerate object steps, and its next
// number.
func EnumState(v Value) (it, count Value) {
	return gc.Load(v.Addr() + EnumIter), gc.Load(v.Addr() + EnumCount)
}

// ZipState returns the tuple of the iterators that a zip object steps, Null at its
// end.
func ZipState(v Value) Value { return gc.Load(v.Addr() + ZipIters) }
