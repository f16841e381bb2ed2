package object

// The interpreter calls operators that are written in Python itself, so that no
// Go frame lies under them: LeftMethod finds what to call first, AfterLeft goes
// on if that gave NotImplemented.

// LeftMethod returns the Python function that a op b calls first, with a and b
// as its arguments; Null if the operation starts otherwise. inPlace says that it
// is the in-place method of an augmented assignment.
func LeftMethod(t *Thread, op BinaryOp, augmented bool, a, b Value) (fn Value, inPlace bool) {
	ta, tb := TypeOf(a), TypeOf(b)
	if !ta.Heap || ta != tb && IsSubtype(tb, ta) {
		return Null, false
	}
	if augmented && ta.Slots.InPlace[op] != nil {
		if !ta.pySlots.has(slotInPlace0 + slotID(op)) {
			return Null, false
		}
		return pythonFunction(t, ta, inPlaceNames[op]), true
	}
	if !ta.pySlots.has(slotBinary0 + slotID(op)) {
		return Null, false
	}
	if (op == OpMul || op == OpAdd) && ta != tb && sequenceFirst(ta, tb, op) {
		return Null, false
	}
	return pythonFunction(t, ta, directNames[op]), false
}

// LeftCompare is LeftMethod for a comparison.
func LeftCompare(t *Thread, op CompareOp, a, b Value) Value {
	ta, tb := TypeOf(a), TypeOf(b)
	if !ta.Heap || ta != tb && IsSubtype(tb, ta) || !ta.pySlots.has(slotCompare) {
		return Null
	}
	return pythonFunction(t, ta, compareNames[op])
}

// Traced says that there is a JIT, whose traces go through Python functions but
// not through native ones that call Python. Set before any Python code runs.
var Traced bool

// ComparesInPython says whether the comparison methods of v, which may be Null,
// are written in Python.
func ComparesInPython(v Value) bool {
	if !v.IsPtr() {
		return false
	}
	typ := TypeOf(v)
	return typ.Heap && typ.pySlots.has(slotCompare)
}

// EqualByIdentity says whether a == b is a is b: as long as no class changes, for
// all values of these types.
func EqualByIdentity(t *Thread, a, b Value) bool {
	return leavesEquality(t, TypeOf(a)) && leavesEquality(t, TypeOf(b))
}

// leavesEquality says whether == and != of a type's values are those of object.
func leavesEquality(t *Thread, typ *Type) bool {
	if typ.Slots.Compare == nil {
		return true
	}
	return typ.Heap && typ.pySlots.has(slotCompare) &&
		LookupType(t, typ, compareNames[OpEQ]) == LookupType(t, ObjectType, compareNames[OpEQ]) &&
		LookupType(t, typ, compareNames[OpNE]) == LookupType(t, ObjectType, compareNames[OpNE])
}

func pythonFunction(t *Thread, typ *Type, name Value) Value {
	if fn := LookupType(t, typ, name); fn != Null && Is(fn, ShapeFunction) {
		return fn
	}
	return Null
}

// AfterLeft finishes a op b whose left method gave NotImplemented. inPlace: it
// was the in-place method, so the plain operator is tried whole.
func AfterLeft(t *Thread, op BinaryOp, augmented, inPlace bool, a, b Value) Value {
	text := binaryText[op]
	if augmented {
		text = inPlaceText[op]
	}
	if inPlace {
		if r := tryBinary(t, op, a, b); r != NotImplemented {
			return r
		}
		return binaryError(t, op, a, b, text)
	}
	if ta, tb := TypeOf(a), TypeOf(b); ta != tb {
		if tb.pySlots.has(slotBinary0 + slotID(op)) {
			if r := reflected(t, op, a, b); r != NotImplemented {
				return r
			}
		} else if fb := tb.Slots.Binary[op]; fb != nil {
			if r := fb(t, a, b); r != NotImplemented {
				return r
			}
		}
	}
	return binaryError(t, op, a, b, text)
}

// reflected calls b's reflected method.
func reflected(t *Thread, op BinaryOp, a, b Value) Value {
	return callSpecialOr(t, b, reflectedNames[op], NotImplemented, a)
}

// AfterLeftCompare finishes a comparison whose left method gave NotImplemented.
func AfterLeftCompare(t *Thread, op CompareOp, a, b Value) Value {
	ta, tb := TypeOf(a), TypeOf(b)
	if tb.Slots.Compare != nil {
		if r := tb.Slots.Compare(t, swappedOp[op], b, a); r != NotImplemented {
			return r
		}
	}
	switch op {
	case OpEQ:
		return boolValue(a == b)
	case OpNE:
		return boolValue(a != b)
	}
	return TypeErrorf(t, "'%s' not supported between instances of '%s' and '%s'",
		compareText[op], ta.TpName(), tb.TpName())
}
