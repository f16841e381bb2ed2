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
		iters := TupleItems(gc.Load(it.Addr() + zipIters))
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
