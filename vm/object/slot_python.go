package object

// pythonSlots are the slots of classes that define the special methods in
// Python: each looks the method up and calls it.
var pythonSlots Slots

func init() {
	pythonSlots = Slots{
		Repr: pyRepr, Str: pyStr, Hash: pyHash, Compare: pyCompare, Truth: pyTruth, Len: pyLen,
		GetAttr: pyGetAttr, SetAttr: pySetAttr, GetItem: pyGetItem, SetItem: pySetItem, Contains: pyContains,
		Iter: pyIter, Next: pyNext, Call: pyCall, DescrGet: pyDescrGet, DescrSet: pyDescrSet,
		New: pyNew, Init: pyInit,
		Neg:     func(t *Thread, v Value) Value { return mustSpecial1(t, v, names.__neg__, Null) },
		Pos:     func(t *Thread, v Value) Value { return mustSpecial1(t, v, names.__pos__, Null) },
		Invert:  func(t *Thread, v Value) Value { return mustSpecial1(t, v, names.__invert__, Null) },
		Abs:     func(t *Thread, v Value) Value { return mustSpecial1(t, v, names.__abs__, Null) },
		Index:   func(t *Thread, v Value) Value { return mustSpecial1(t, v, names.__index__, Null) },
		ToInt:   func(t *Thread, v Value) Value { return mustSpecial1(t, v, names.__int__, Null) },
		ToFloat: func(t *Thread, v Value) Value { return mustSpecial1(t, v, names.__float__, Null) },
		Await:   func(t *Thread, v Value) Value { return mustSpecial1(t, v, names.__await__, Null) },
	}
	for op := range NumBinary {
		pythonSlots.Binary[op] = pyBinary(op)
		pythonSlots.InPlace[op] = func(t *Thread, a, b Value) Value {
			return callSpecial1(t, a, inPlaceNames[op], NotImplemented, b)
		}
	}
}

// The special methods of the operators, in their order; fillOperatorNames
// makes them.
var directNames, reflectedNames, inPlaceNames [NumBinary]Value

var compareNames [OpGE + 1]Value

func fillOperatorNames() {
	for op, n := range binaryNames {
		directNames[op] = Intern("__" + n + "__")
		reflectedNames[op] = Intern("__r" + n + "__")
		inPlaceNames[op] = Intern("__i" + n + "__")
	}
	for op, n := range [...]string{OpLT: "lt", OpLE: "le", OpEQ: "eq", OpNE: "ne", OpGT: "gt", OpGE: "ge"} {
		compareNames[op] = Intern("__" + n + "__")
	}
}

// callSpecial calls a special method that may have gone meanwhile.
func callSpecial(t *Thread, v, name Value, args ...Value) Value {
	r := callSpecialOr(t, v, name, Stop, args...)
	if r == Stop {
		return noSpecial(t, v, name)
	}
	return r
}

func noSpecial(t *Thread, v, name Value) Value {
	return raiseAttribute(t, v, name, StrOf(name))
}

// callSpecialOr calls type(v).name(v, args...), or returns absent if there is
// no such method.
func callSpecialOr(t *Thread, v, name, absent Value, args ...Value) Value {
	fn, self := LookupSpecial(t, v, name)
	if fn == Null {
		if t.Exc != Null {
			return Null
		}
		return absent
	}
	if self == Null {
		return CallKw(t, fn, args, Null)
	}
	mark := len(t.ArgStack)
	r := CallKw(t, fn, append(append(t.ClaimArgs(1+len(args)), self), args...), Null)
	t.ArgStack = t.ArgStack[:mark]
	return r
}

// mustSpecial1 is callSpecial with one argument, or none if that is Null.
func mustSpecial1(t *Thread, v, name, arg Value) Value {
	r := callSpecial1(t, v, name, Stop, arg)
	if r == Stop {
		return noSpecial(t, v, name)
	}
	return r
}

// callSpecial1 is callSpecialOr with one argument, or none if that is Null.
func callSpecial1(t *Thread, v, name, absent, arg Value) Value {
	fn, self := LookupSpecial(t, v, name)
	if self != Null && Is(fn, ShapeFunction) {
		return t.Invoker.Call2(t, fn, self, arg)
	}
	if fn == Null {
		if t.Exc != Null {
			return Null
		}
		return absent
	}
	mark := len(t.ArgStack)
	call := t.ClaimArgs(2)
	if self != Null {
		call = append(call, self)
	}
	if arg != Null {
		call = append(call, arg)
	}
	r := CallKw(t, fn, call, Null)
	t.ArgStack = t.ArgStack[:mark]
	return r
}

func pyRepr(t *Thread, v Value) Value {
	r := callSpecial1(t, v, names.__repr__, Stop, Null)
	if r == Stop {
		return objectRepr(t, v)
	}
	return r
}

func pyStr(t *Thread, v Value) Value { return mustSpecial1(t, v, names.__str__, Null) }

func pyHash(t *Thread, v Value) (uint64, bool) {
	r := callSpecial1(t, v, names.__hash__, Stop, Null)
	switch {
	case r == Null:
		return 0, false
	case r == Stop:
		TypeErrorf(t, "unhashable type: '%s'", TypeName(v))
		return 0, false
	case !IsIntObj(r):
		TypeErrorf(t, "__hash__ method should return an integer")
		return 0, false
	}
	if i, ok := AsInt64(r); ok {
		if i == -1 {
			i = -2
		}
		return uint64(i), true
	}
	return HashBig(AsBig(r)), true
}

func pyCompare(t *Thread, op CompareOp, a, b Value) Value {
	if fn := LookupType(t, TypeOf(a), compareNames[op]); Is(fn, ShapeFunction) {
		return t.Invoker.Call2(t, fn, a, b)
	}
	r := callSpecial1(t, a, compareNames[op], NotImplemented, b)
	if r == Null && excIs(t.Exc, AttributeErrorType) && lookupFailed(t, a, compareNames[op]) {
		ClearExc(t)
		return NotImplemented
	}
	return r
}

// lookupFailed says whether binding the special method raises AttributeError:
// for comparisons that is as if there were none.
func lookupFailed(t *Thread, v, name Value) bool {
	d := LookupType(t, TypeOf(v), name)
	if d == Null || TypeOf(d) == FunctionType {
		return false
	}
	pending := t.Exc
	t.Exc = Null
	fn, _ := LookupSpecial(t, v, name)
	failed := fn == Null && excIs(t.Exc, AttributeErrorType)
	t.Exc = pending
	return failed
}

func pyTruth(t *Thread, v Value) (bool, bool) {
	r := callSpecial1(t, v, names.__bool__, Stop, Null)
	switch {
	case r == Null:
		return false, false
	case r.IsBool():
		return r == True, true
	case r == Stop:
		if TypeOf(v).Slots.Len != nil {
			n, ok := Len(t, v)
			return n != 0, ok
		}
		return true, true
	}
	TypeErrorf(t, "__bool__ should return bool, returned %s", TypeName(r))
	return false, false
}

func pyLen(t *Thread, v Value) (int, bool) {
	r := mustSpecial1(t, v, names.__len__, Null)
	if r == Null {
		return 0, false
	}
	if r, ok := IntLike(t, r); !ok {
		return 0, false
	} else if AsBig(r).Sign() < 0 {
		ValueErrorf(t, "__len__() should return >= 0")
		return 0, false
	}
	return IndexInt(t, r)
}

// pyGetAttr does __getattribute__, and __getattr__ if that fails.
func pyGetAttr(t *Thread, v, name Value) Value {
	typ := TypeOf(v)
	var r Value
	get := LookupType(t, typ, names.__getattribute__)
	if owner := nativeSlotOwner(get, slotGetAttr, typ); owner == ObjectType {
		if r = genericGetAttr(t, v, name, false); r == Null && t.Exc == Null {
			return pyGetAttrHook(t, typ, v, name)
		}
	} else if owner != nil {
		r = owner.Slots.GetAttr(t, v, name)
	} else {
		r = mustSpecial1(t, v, names.__getattribute__, name)
	}
	if r != Null || !excIs(t.Exc, AttributeErrorType) {
		return r
	}
	if LookupType(t, typ, names.__getattr__) == Null {
		return Null
	}
	ClearExc(t)
	return pyGetAttrHook(t, typ, v, name)
}

func pyGetAttrHook(t *Thread, typ *Type, v, name Value) Value {
	if LookupType(t, typ, names.__getattr__) == Null {
		return noAttribute(t, v, name)
	}
	return mustSpecial1(t, v, names.__getattr__, name)
}

func pySetAttr(t *Thread, v, name, val Value) bool {
	if val == Null {
		return mustSpecial1(t, v, names.__delattr__, name) != Null
	}
	return callSpecial(t, v, names.__setattr__, name, val) != Null
}

func pyGetItem(t *Thread, v, key Value) Value { return mustSpecial1(t, v, names.__getitem__, key) }

func pySetItem(t *Thread, v, key, val Value) bool {
	if val == Null {
		return mustSpecial1(t, v, names.__delitem__, key) != Null
	}
	return callSpecial(t, v, names.__setitem__, key, val) != Null
}

func pyContains(t *Thread, v, item Value) (bool, bool) {
	if LookupType(t, TypeOf(v), names.__contains__) == None {
		TypeErrorf(t, "'%s' object is not a container", TypeName(v))
		return false, false
	}
	r := mustSpecial1(t, v, names.__contains__, item)
	if r == Null {
		return false, false
	}
	return Truth(t, r)
}

func pyIter(t *Thread, v Value) Value {
	if LookupType(t, TypeOf(v), names.__iter__) == None {
		return TypeErrorf(t, "'%s' object is not iterable", TypeName(v))
	}
	return mustSpecial1(t, v, names.__iter__, Null)
}

func pyNext(t *Thread, v Value) Value {
	r := mustSpecial1(t, v, names.__next__, Null)
	if r == Null && excIs(t.Exc, StopIterationType) {
		ClearExc(t)
		return Stop
	}
	return r
}

func pyCall(t *Thread, v Value, args []Value, kw Value) Value {
	fn, self := LookupSpecial(t, v, names.__call__)
	if fn == Null {
		if t.Exc == Null {
			return notCallable(t, v)
		}
		return Null
	}
	if self != Null {
		args = append([]Value{self}, args...)
	}
	// __call__ may be an object with a __call__ of its own, without an end.
	for hops := 0; ; hops++ {
		typ := TypeOf(fn)
		if !typ.pySlots.has(slotCall) {
			break
		}
		if hops > 1000 {
			return Raise(t, RecursionErrorType, "maximum recursion depth exceeded")
		}
		next, self := LookupSpecial(t, fn, names.__call__)
		if next == Null {
			if t.Exc == Null {
				return notCallable(t, fn)
			}
			return Null
		}
		if self != Null {
			args = append([]Value{self}, args...)
		}
		fn = next
	}
	r := t.SetTail(fn, args...)
	t.TailKw = kw
	return r
}

func pyDescrGet(t *Thread, d, obj Value, owner *Type) Value {
	if obj == Null {
		obj = None
	}
	r := callSpecialOr(t, d, names.__get__, Stop, obj, owner.Obj)
	if r == Stop {
		return d
	}
	return r
}

func pyDescrSet(t *Thread, d, obj, val Value) bool {
	var r Value
	if val == Null {
		if r = callSpecial1(t, d, names.__delete__, Stop, obj); r == Stop {
			raiseAttribute(t, d, names.__delete__, "__delete__")
			return false
		}
	} else if r = callSpecialOr(t, d, names.__set__, Stop, obj, val); r == Stop {
		raiseAttribute(t, d, names.__set__, "__set__")
		return false
	}
	return r != Null
}

func pyNew(t *Thread, cls *Type, args []Value, kw Value) Value {
	fn := GetAttr(t, cls.Obj, names.__new__)
	if fn == Null {
		return Null
	}
	return CallKw(t, fn, append([]Value{cls.Obj}, args...), kw)
}

func pyInit(t *Thread, v Value, args []Value, kw Value) bool {
	fn, self := LookupSpecial(t, v, names.__init__)
	if fn == Null {
		return t.Exc == Null
	}
	if self != Null {
		args = append([]Value{self}, args...)
	}
	r := CallKw(t, fn, args, kw)
	if r != Null && r != None {
		TypeErrorf(t, "__init__() should return None, not '%s'", TypeName(r))
		return false
	}
	return r != Null
}

// pyBinary is an operator's slot: it stands for the direct and the reflected
// method and finds out itself for which operand it was called.
func pyBinary(op BinaryOp) func(t *Thread, a, b Value) Value {
	slot := slotBinary0 + slotID(op)
	return func(t *Thread, a, b Value) Value {
		ta, tb := TypeOf(a), TypeOf(b)
		other := ta != tb && tb.pySlots.has(slot)
		if ta.pySlots.has(slot) {
			if other && IsSubtype(tb, ta) && overloads(t, ta, tb, reflectedNames[op]) {
				if r := callSpecial1(t, b, reflectedNames[op], NotImplemented, a); r != NotImplemented {
					return r
				}
				other = false
			}
			r := callSpecial1(t, a, directNames[op], NotImplemented, b)
			if r != NotImplemented || ta == tb {
				return r
			}
		}
		if other {
			return callSpecial1(t, b, reflectedNames[op], NotImplemented, a)
		}
		return NotImplemented
	}
}

// overloads says whether sub's method of that name is another than base's.
func overloads(t *Thread, base, sub *Type, name Value) bool {
	m := LookupType(t, sub, name)
	return m != Null && m != LookupType(t, base, name)
}

// HasPython says whether the special method of that name of typ runs Python
// code, so that the interpreter can push a frame in place of calling a slot.
func (typ *Type) HasPython(name Value) bool {
	for _, id := range slotsOfName[name] {
		if typ.pySlots.has(id) {
			return true
		}
	}
	return false
}

// blockedIter says whether the class has __iter__ = None.
func (typ *Type) blockedIter() bool { return typ.pySlots.has(slotIter) }
