package object

// wrapperDef makes a special method of a builtin type from one of its slots.
// wrap is called once for each type that has the slot itself.
type wrapperDef struct {
	name string
	slot slotID
	args int // without self; -1: any, then raw is used
	wrap func(s *Slots) NativeFn
	raw  func(s *Slots, owner *Type) rawFn
	doc  string
}

// rawFn is a native function that takes its arguments as they were given.
type rawFn func(t *Thread, self Value, args []Value, kw Value) Value

type unaryFn = func(t *Thread, v Value) Value

func wrapUnary(pick func(s *Slots) unaryFn) func(s *Slots) NativeFn {
	return func(s *Slots) NativeFn {
		f := pick(s)
		return func(t *Thread, args []Value) Value { return f(t, args[0]) }
	}
}

func wrapCompare(op CompareOp) func(s *Slots) NativeFn {
	return func(s *Slots) NativeFn {
		f := s.Compare
		return func(t *Thread, args []Value) Value { return f(t, op, args[0], args[1]) }
	}
}

func wrapBinary(op BinaryOp) func(s *Slots) NativeFn {
	return func(s *Slots) NativeFn {
		f := s.Binary[op]
		return func(t *Thread, args []Value) Value {
			r := f(t, args[0], args[1])
			if r == NotImplemented && (op == OpAdd || op == OpMul) && concatType(TypeOf(args[0])) != nil {
				return binaryError(t, op, args[0], args[1], binaryText[op])
			}
			return r
		}
	}
}

func wrapReflected(op BinaryOp) func(s *Slots) NativeFn {
	return func(s *Slots) NativeFn {
		f := s.Binary[op]
		return func(t *Thread, args []Value) Value { return f(t, args[1], args[0]) }
	}
}

func wrapInPlace(op BinaryOp) func(s *Slots) NativeFn {
	return func(s *Slots) NativeFn {
		f := s.InPlace[op]
		return func(t *Thread, args []Value) Value { return f(t, args[0], args[1]) }
	}
}

func okNone(ok bool) Value {
	if ok {
		return None
	}
	return Null
}

func boolIf(b, ok bool) Value {
	if !ok {
		return Null
	}
	return boolValue(b)
}

var wrapperDefs = []wrapperDef{
	{name: "__repr__", slot: slotRepr, wrap: wrapUnary(func(s *Slots) unaryFn { return s.Repr }), doc: "Return repr(self)."},
	{name: "__hash__", slot: slotHash, wrap: wrapHash, doc: "Return hash(self)."},
	{name: "__str__", slot: slotStr, wrap: wrapUnary(func(s *Slots) unaryFn { return s.Str }), doc: "Return str(self)."},
	{name: "__call__", slot: slotCall, args: -1, raw: wrapCall, doc: "Call self as a function."},
	{name: "__getattribute__", slot: slotGetAttr, args: 1, wrap: wrapGetAttr, doc: "Return getattr(self, name)."},
	{name: "__setattr__", slot: slotSetAttr, args: 2, wrap: wrapSetAttr, doc: "Implement setattr(self, name, value)."},
	{name: "__delattr__", slot: slotSetAttr, args: 1, wrap: wrapDelAttr, doc: "Implement delattr(self, name)."},
	{name: "__lt__", slot: slotCompare, args: 1, wrap: wrapCompare(OpLT), doc: "Return self<value."},
	{name: "__le__", slot: slotCompare, args: 1, wrap: wrapCompare(OpLE), doc: "Return self<=value."},
	{name: "__eq__", slot: slotCompare, args: 1, wrap: wrapCompare(OpEQ), doc: "Return self==value."},
	{name: "__ne__", slot: slotCompare, args: 1, wrap: wrapCompare(OpNE), doc: "Return self!=value."},
	{name: "__gt__", slot: slotCompare, args: 1, wrap: wrapCompare(OpGT), doc: "Return self>value."},
	{name: "__ge__", slot: slotCompare, args: 1, wrap: wrapCompare(OpGE), doc: "Return self>=value."},
	{name: "__iter__", slot: slotIter, wrap: wrapUnary(func(s *Slots) unaryFn { return s.Iter }), doc: "Implement iter(self)."},
	{name: "__next__", slot: slotNext, wrap: wrapNext, doc: "Implement next(self)."},
	{name: "__get__", slot: slotDescrGet, args: -1, raw: wrapDescrGet, doc: "Return an attribute of instance, which is of type owner."},
	{name: "__set__", slot: slotDescrSet, args: 2, wrap: wrapDescrSet, doc: "Set an attribute of instance to value."},
	{name: "__delete__", slot: slotDescrSet, args: 1, wrap: wrapDescrDelete, doc: "Delete an attribute of instance."},
	{name: "__init__", slot: slotInit, args: -1, raw: wrapInit, doc: "Initialize self.  See help(type(self)) for accurate signature."},
	{name: "__len__", slot: slotLen, wrap: wrapLen, doc: "Return len(self)."},
	{name: "__getitem__", slot: slotGetItem, args: 1, wrap: wrapGetItem, doc: "Return self[key]."},
	{name: "__setitem__", slot: slotSetItem, args: 2, wrap: wrapSetItem, doc: "Set self[key] to value."},
	{name: "__delitem__", slot: slotSetItem, args: 1, wrap: wrapDelItem, doc: "Delete self[key]."},
	{name: "__contains__", slot: slotContains, args: 1, wrap: wrapContains, doc: "Return bool(key in self)."},
	{name: "__bool__", slot: slotTruth, wrap: wrapTruth, doc: "True if self else False"},
	{name: "__neg__", slot: slotNeg, wrap: wrapUnary(func(s *Slots) unaryFn { return s.Neg }), doc: "-self"},
	{name: "__pos__", slot: slotPos, wrap: wrapUnary(func(s *Slots) unaryFn { return s.Pos }), doc: "+self"},
	{name: "__invert__", slot: slotInvert, wrap: wrapUnary(func(s *Slots) unaryFn { return s.Invert }), doc: "~self"},
	{name: "__abs__", slot: slotAbs, wrap: wrapUnary(func(s *Slots) unaryFn { return s.Abs }), doc: "abs(self)"},
	{name: "__index__", slot: slotIndex, wrap: wrapUnary(func(s *Slots) unaryFn { return s.Index }), doc: "Return self converted to an integer, if self is suitable for use as an index into a list."},
	{name: "__int__", slot: slotToInt, wrap: wrapUnary(func(s *Slots) unaryFn { return s.ToInt }), doc: "int(self)"},
	{name: "__float__", slot: slotToFloat, wrap: wrapUnary(func(s *Slots) unaryFn { return s.ToFloat }), doc: "float(self)"},
	{name: "__await__", slot: slotAwait, wrap: wrapUnary(func(s *Slots) unaryFn { return s.Await }), doc: "Return an iterator to be used in await expression."},
}

// binaryNames are the operators' names, without underscores, in their order.
var binaryNames = [NumBinary]string{"add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "matmul",
	"lshift", "rshift", "and", "or", "xor", "divmod"}

var binarySigns = [NumBinary]string{"+", "-", "*", "/", "//", "%", "**", "@", "<<", ">>", "&", "|", "^", "divmod"}

func init() {
	for op := range NumBinary {
		n, sign := binaryNames[op], binarySigns[op]
		slot := slotBinary0 + slotID(op)
		wrapperDefs = append(wrapperDefs,
			wrapperDef{name: "__" + n + "__", slot: slot, args: 1, wrap: wrapBinary(op), doc: "Return self" + sign + "value."},
			wrapperDef{name: "__r" + n + "__", slot: slot, args: 1, wrap: wrapReflected(op), doc: "Return value" + sign + "self."})
		if op != OpDivMod {
			wrapperDefs = append(wrapperDefs,
				wrapperDef{name: "__i" + n + "__", slot: slotInPlace0 + slotID(op), args: 1, wrap: wrapInPlace(op), doc: "Return self" + sign + "=value."})
		}
	}
}

func wrapHash(s *Slots) NativeFn {
	f := s.Hash
	return func(t *Thread, args []Value) Value {
		h, ok := f(t, args[0])
		if !ok {
			return Null
		}
		return NewInt(t, int64(h))
	}
}

func wrapCall(s *Slots, _ *Type) rawFn {
	f := s.Call
	return func(t *Thread, self Value, args []Value, kw Value) Value { return f(t, self, args, kw) }
}

func wrapInit(s *Slots, _ *Type) rawFn {
	f := s.Init
	return func(t *Thread, self Value, args []Value, kw Value) Value { return okNone(f(t, self, args, kw)) }
}

func wrapDescrGet(s *Slots, _ *Type) rawFn {
	f := s.DescrGet
	return func(t *Thread, self Value, args []Value, kw Value) Value {
		if kw != Null || len(args) < 1 || len(args) > 2 {
			return TypeErrorf(t, "expected at %s, got %d", map[bool]string{true: "least 1 argument", false: "most 2 arguments"}[len(args) < 1], len(args))
		}
		obj := args[0]
		if obj == None {
			obj = Null
		}
		var owner *Type
		if len(args) == 2 && args[1] != None {
			owner = ClassOf(args[1])
		} else if obj != Null {
			owner = TypeOf(obj)
		} else {
			return TypeErrorf(t, "__get__(None, None) is invalid")
		}
		return f(t, self, obj, owner)
	}
}

// attrName checks the name argument of the attribute functions and interns it.
func attrName(t *Thread, v Value) (Value, bool) {
	if !IsStr(v) {
		TypeErrorf(t, "attribute name must be string, not '%s'", TypeName(v))
		return Null, false
	}
	return Intern(StrOf(v)), true
}

func wrapGetAttr(s *Slots) NativeFn {
	f := s.GetAttr
	return func(t *Thread, args []Value) Value {
		name, ok := attrName(t, args[1])
		if !ok {
			return Null
		}
		return f(t, args[0], name)
	}
}

func wrapSetAttr(s *Slots) NativeFn {
	f := s.SetAttr
	return func(t *Thread, args []Value) Value {
		name, ok := attrName(t, args[1])
		return okNone(ok && mayWrapSet(t, args[0], "__setattr__", f) && f(t, args[0], name, args[2]))
	}
}

func wrapDelAttr(s *Slots) NativeFn {
	f := s.SetAttr
	return func(t *Thread, args []Value) Value {
		name, ok := attrName(t, args[1])
		return okNone(ok && mayWrapSet(t, args[0], "__delattr__", f) && f(t, args[0], name, Null))
	}
}

// mayWrapSet refuses object.__setattr__(cls, …), which would go around the
// class's own checks.
func mayWrapSet(t *Thread, o Value, name string, f func(t *Thread, v, name, val Value) bool) bool {
	if ClassOf(o) == nil {
		return true
	}
	own := Slots{SetAttr: f}
	if *own.word(slotSetAttr) != *ObjectType.Slots.word(slotSetAttr) {
		return true
	}
	TypeErrorf(t, "can't apply this %s to %s object", name, TypeName(o))
	return false
}

func wrapNext(s *Slots) NativeFn {
	f := s.Next
	return func(t *Thread, args []Value) Value {
		v := f(t, args[0])
		if v == Stop {
			return StopIterationValue(t, Null)
		}
		return v
	}
}

func wrapDescrSet(s *Slots) NativeFn {
	f := s.DescrSet
	return func(t *Thread, args []Value) Value { return okNone(f(t, args[0], args[1], args[2])) }
}

func wrapDescrDelete(s *Slots) NativeFn {
	f := s.DescrSet
	return func(t *Thread, args []Value) Value { return okNone(f(t, args[0], args[1], Null)) }
}

func wrapLen(s *Slots) NativeFn {
	f := s.Len
	return func(t *Thread, args []Value) Value {
		n, ok := f(t, args[0])
		if !ok {
			return Null
		}
		return NewInt(t, int64(n))
	}
}

func wrapGetItem(s *Slots) NativeFn {
	f := s.GetItem
	return func(t *Thread, args []Value) Value { return f(t, args[0], args[1]) }
}

func wrapSetItem(s *Slots) NativeFn {
	f := s.SetItem
	return func(t *Thread, args []Value) Value { return okNone(f(t, args[0], args[1], args[2])) }
}

func wrapDelItem(s *Slots) NativeFn {
	f := s.SetItem
	return func(t *Thread, args []Value) Value { return okNone(f(t, args[0], args[1], Null)) }
}

func wrapContains(s *Slots) NativeFn {
	f := s.Contains
	return func(t *Thread, args []Value) Value { return boolIf(f(t, args[0], args[1])) }
}

func wrapTruth(s *Slots) NativeFn {
	f := s.Truth
	return func(t *Thread, args []Value) Value { return boolIf(f(t, args[0])) }
}
