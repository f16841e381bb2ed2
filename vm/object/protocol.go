package object

import "gorgon/gc"

// The operations that every value has, dispatched through the slots of its
// type. After Boot the slots GetAttr, SetAttr, Repr, Compare, New and Init of
// every type are set; every other slot may be nil: "does not have it".

// TpName is the type's name in error messages: builtin types outside builtins
// have their module in front.
func (typ *Type) TpName() string {
	if typ.Heap && !typ.Qualified || typ.Module == "builtins" || typ.Module == "" {
		return typ.Name
	}
	return typ.Module + "." + typ.Name
}

// TypeName returns the name of v's type for an error message.
func TypeName(v Value) string { return TypeOf(v).TpName() }

// GetAttr returns o.name.
func GetAttr(t *Thread, o, name Value) Value {
	v := TypeOf(o).Slots.GetAttr(t, o, name)
	if v == Null {
		noteAttribute(t, o, name)
	}
	return v
}

// noteAttribute gives a pending AttributeError that does not say what it is
// about the object and the name, for suggestions.
func noteAttribute(t *Thread, o, name Value) {
	if !excIs(t.Exc, AttributeErrorType) {
		return
	}
	if excField(t, t.Exc, attributeErrorName) == Null && excField(t, t.Exc, attributeErrorObj) == Null {
		SetExcField(t, t.Exc, attributeErrorName, name)
		SetExcField(t, t.Exc, attributeErrorObj, o)
	}
}

// GetAttrOpt is GetAttr with (Null, true) for a missing attribute; only an
// AttributeError counts as missing.
func GetAttrOpt(t *Thread, o, name Value) (Value, bool) {
	typ := TypeOf(o)
	if typ.genericGet {
		if v := genericGetAttr(t, o, name, false); v != Null || t.Exc == Null {
			return v, true
		}
	} else if v := typ.Slots.GetAttr(t, o, name); v != Null {
		return v, true
	}
	if excIs(t.Exc, AttributeErrorType) {
		ClearExc(t)
		return Null, true
	}
	return Null, false
}

// GetAttrString is GetAttr with a name that is a Go string.
func GetAttrString(t *Thread, o Value, name string) Value { return GetAttr(t, o, Intern(name)) }

// SetAttr does o.name = v.
func SetAttr(t *Thread, o, name, v Value) bool { return TypeOf(o).Slots.SetAttr(t, o, name, v) }

// DelAttr does del o.name.
func DelAttr(t *Thread, o, name Value) bool { return TypeOf(o).Slots.SetAttr(t, o, name, Null) }

// Call calls fn with positional arguments.
func Call(t *Thread, fn Value, args ...Value) Value { return CallKw(t, fn, args, Null) }

// CallMethod calls o.name(args...).
func CallMethod(t *Thread, o, name Value, args ...Value) Value {
	fn, self, ok := LoadMethod(t, o, name)
	if !ok {
		return Null
	}
	if self == Null {
		return CallKw(t, fn, args, Null)
	}
	return CallKw(t, fn, append([]Value{self}, args...), Null)
}

// CallKw calls fn; if kwnames is not Null it is the tuple that names the last
// of args. It never returns Tail: what a native function ends in is called.
func CallKw(t *Thread, fn Value, args []Value, kwnames Value) Value {
	for {
		r := callOnce(t, fn, args, kwnames)
		if r != Tail {
			return r
		}
		fn, kwnames = t.TailFn, t.TailKw
		args = append([]Value(nil), t.TailArgs...)
	}
}

func callOnce(t *Thread, fn Value, args []Value, kwnames Value) Value {
	typ := TypeOf(fn)
	switch {
	case typ == FunctionType:
		return t.Invoker.Call(t, fn, args, kwnames)
	case typ.Slots.Call == nil:
		return notCallable(t, fn)
	}
	return typ.Slots.Call(t, fn, args, kwnames)
}

func notCallable(t *Thread, fn Value) Value {
	return TypeErrorf(t, "'%s' object is not callable", TypeName(fn))
}

// IsCallable says whether v can be called.
func IsCallable(v Value) bool {
	typ := TypeOf(v)
	return typ == FunctionType || typ.Slots.Call != nil
}

// Repr returns repr(v), a str.
func Repr(t *Thread, v Value) Value {
	if !enterRecursion(t, " while getting the repr of an object") {
		return Null
	}
	r := TypeOf(v).Slots.Repr(t, v)
	leaveRecursion(t)
	if r != Null && !IsStr(r) {
		return TypeErrorf(t, "__repr__ returned non-string (type %s)", TypeName(r))
	}
	return r
}

// Str returns str(v), a str.
func Str(t *Thread, v Value) Value {
	if Is(v, ShapeStr) {
		return v
	}
	if !enterRecursion(t, " while getting the str of an object") {
		return Null
	}
	r := TypeOf(v).Slots.Str(t, v)
	leaveRecursion(t)
	if r != Null && !IsStr(r) {
		return TypeErrorf(t, "__str__ returned non-string (type %s)", TypeName(r))
	}
	return r
}

// Hash returns hash(v).
func Hash(t *Thread, v Value) (uint64, bool) {
	if h := TypeOf(v).Slots.Hash; h != nil {
		return h(t, v)
	}
	TypeErrorf(t, "unhashable type: '%s'", TypeName(v))
	return 0, false
}

// Eq says whether a is b or a == b.
func Eq(t *Thread, a, b Value) (bool, bool) {
	if a == b {
		return true, true
	}
	r := Compare(t, OpEQ, a, b)
	if r == Null {
		return false, false
	}
	return Truth(t, r)
}

var swappedOp = [...]CompareOp{OpLT: OpGT, OpLE: OpGE, OpEQ: OpEQ, OpNE: OpNE, OpGT: OpLT, OpGE: OpLE}

var compareText = [...]string{OpLT: "<", OpLE: "<=", OpEQ: "==", OpNE: "!=", OpGT: ">", OpGE: ">="}

// Compare returns a op b, which need not be a bool.
func Compare(t *Thread, op CompareOp, a, b Value) Value {
	ta, tb := TypeOf(a), TypeOf(b)
	tried := false
	if ta != tb && tb.Slots.Compare != nil && IsSubtype(tb, ta) {
		tried = true
		if r := tb.Slots.Compare(t, swappedOp[op], b, a); r != NotImplemented {
			return r
		}
	}
	if ta.Slots.Compare != nil {
		if r := ta.Slots.Compare(t, op, a, b); r != NotImplemented {
			return r
		}
	}
	if !tried && tb.Slots.Compare != nil {
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

func boolValue(b bool) Value {
	if b {
		return True
	}
	return False
}

var binaryText = [NumBinary]string{"+", "-", "*", "/", "//", "%", "** or pow()", "@", "<<", ">>", "&", "|", "^", "divmod()"}

var inPlaceText = [NumBinary]string{"+=", "-=", "*=", "/=", "//=", "%=", "**=", "@=", "<<=", ">>=", "&=", "|=", "^=", "divmod()"}

// Binary returns a op b.
func Binary(t *Thread, op BinaryOp, a, b Value) Value {
	if r := tryBinary(t, op, a, b); r != NotImplemented {
		return r
	}
	return binaryError(t, op, a, b, binaryText[op])
}

// tryBinary asks both operands: the right one first if its type derives from
// the left one's and has a slot of its own.
func tryBinary(t *Thread, op BinaryOp, a, b Value) Value {
	ta, tb := TypeOf(a), TypeOf(b)
	fa, fb := ta.Slots.Binary[op], tb.Slots.Binary[op]
	if (op == OpMul || op == OpAdd) && fb != nil && ta != tb && sequenceFirst(ta, tb, op) {
		// A sequence's + and * come after the numeric operators of the other.
		if r := fb(t, a, b); r != NotImplemented {
			return r
		}
		fb = nil
	}
	if ta == tb {
		fb = nil
	}
	if fb != nil && (fa != nil || !tb.Heap) && IsSubtype(tb, ta) && !sameSlot(ta, tb, slotBinary0+slotID(op)) {
		if r := fb(t, a, b); r != NotImplemented {
			return r
		}
		fb = nil
	}
	if fa != nil {
		if r := fa(t, a, b); r != NotImplemented {
			return r
		}
		if sameSlot(ta, tb, slotBinary0+slotID(op)) && !ta.pySlots.has(slotBinary0+slotID(op)) {
			fb = nil
		}
	}
	if fb != nil {
		return fb(t, a, b)
	}
	return NotImplemented
}

// sequenceFirst says whether ta has only a sequence's slot for op and tb an
// operator proper.
func sequenceFirst(ta, tb *Type, op BinaryOp) bool {
	c := concatType(ta)
	return c != nil && sameSlot(ta, c, slotBinary0+slotID(op)) && concatType(tb) == nil
}

// InPlace returns what a op= b binds.
func InPlace(t *Thread, op BinaryOp, a, b Value) Value {
	if (op == OpMul || op == OpAdd) && !b.IsInt() {
		if ta, tb := TypeOf(a), TypeOf(b); ta != tb && tb.Slots.Binary[op] != nil && sequenceFirst(ta, tb, op) {
			if r := tb.Slots.Binary[op](t, a, b); r != NotImplemented {
				return r
			}
		}
	}
	if f := TypeOf(a).Slots.InPlace[op]; f != nil {
		if r := f(t, a, b); r != NotImplemented {
			return r
		}
	}
	if r := tryBinary(t, op, a, b); r != NotImplemented {
		return r
	}
	return binaryError(t, op, a, b, inPlaceText[op])
}

// binaryError raises the TypeError for operands that nobody handles. Sequences
// have texts of their own for + and *.
func binaryError(t *Thread, op BinaryOp, a, b Value, text string) Value {
	switch op {
	case OpAdd:
		if seq := concatType(TypeOf(a)); seq != nil {
			return concatError(t, seq, a, b)
		}
	case OpMul:
		if concatType(TypeOf(a)) != nil {
			return TypeErrorf(t, "can't multiply sequence by non-int of type '%s'", TypeName(b))
		}
		if concatType(TypeOf(b)) != nil {
			return TypeErrorf(t, "can't multiply sequence by non-int of type '%s'", TypeName(a))
		}
	case OpRShift:
		if TypeOf(a) == NativeType && text == ">>" && nativeOf(a).Name == "print" {
			return TypeErrorf(t, "unsupported operand type(s) for >>: '%s' and '%s'. Did you mean \"print(<message>, file=<output_stream>)\"?",
				TypeName(a), TypeName(b))
		}
	}
	return TypeErrorf(t, "unsupported operand type(s) for %s: '%s' and '%s'", text, TypeName(a), TypeName(b))
}

// concatType returns the builtin sequence type whose + is concatenation that
// typ is or derives from; nil if none.
func concatType(typ *Type) *Type {
	for _, m := range typ.MRO {
		if m.concat {
			return m
		}
	}
	return nil
}

func concatError(t *Thread, seq *Type, a, b Value) Value {
	if seq == BytesType || seq == ByteArrayType {
		return TypeErrorf(t, "can't concat %s to %s", TypeName(b), TypeName(a))
	}
	return TypeErrorf(t, "can only concatenate %s (not \"%s\") to %s", seq.Name, TypeName(b), seq.Name)
}

// Power returns pow(a, b, c); c None: a ** b.
func Power(t *Thread, a, b, c Value) Value {
	if c == None || c == Null {
		return Binary(t, OpPow, a, b)
	}
	if r := tryPower(t, a, b, c); r != NotImplemented {
		return r
	}
	return TypeErrorf(t, "unsupported operand type(s) for ** or pow(): '%s', '%s', '%s'",
		TypeName(a), TypeName(b), TypeName(c))
}

// tryPower is tryBinary for pow with three arguments.
func tryPower(t *Thread, a, b, c Value) Value {
	const slot = slotBinary0 + slotID(OpPow)
	ta, tb := TypeOf(a), TypeOf(b)
	other := tb.Slots.Binary[OpPow] != nil && ta != tb && !sameSlot(ta, tb, slot)
	if other && IsSubtype(tb, ta) {
		if r := callSpecialOr(t, b, names.__rpow__, NotImplemented, a, c); r != NotImplemented {
			return r
		}
		other = false
	}
	if r := callSpecialOr(t, a, names.__pow__, NotImplemented, b, c); r != NotImplemented {
		return r
	}
	if other || ta != tb && tb.pySlots.has(slot) {
		return callSpecialOr(t, b, names.__rpow__, NotImplemented, a, c)
	}
	return NotImplemented
}

// Neg returns -v.
func Neg(t *Thread, v Value) Value {
	if f := TypeOf(v).Slots.Neg; f != nil {
		return f(t, v)
	}
	return TypeErrorf(t, "bad operand type for unary -: '%s'", TypeName(v))
}

// Pos returns +v.
func Pos(t *Thread, v Value) Value {
	if f := TypeOf(v).Slots.Pos; f != nil {
		return f(t, v)
	}
	return TypeErrorf(t, "bad operand type for unary +: '%s'", TypeName(v))
}

// Invert returns ~v.
func Invert(t *Thread, v Value) Value {
	if f := TypeOf(v).Slots.Invert; f != nil {
		return f(t, v)
	}
	return TypeErrorf(t, "bad operand type for unary ~: '%s'", TypeName(v))
}

// Abs returns abs(v).
func Abs(t *Thread, v Value) Value {
	if f := TypeOf(v).Slots.Abs; f != nil {
		return f(t, v)
	}
	return TypeErrorf(t, "bad operand type for abs(): '%s'", TypeName(v))
}

// Truth returns bool(v).
func Truth(t *Thread, v Value) (truth, ok bool) {
	switch v {
	case True:
		return true, true
	case False, None:
		return false, true
	}
	if v.IsInt() {
		return v != gc.MakeInt(0), true
	}
	if Is(v, ShapeStr) {
		return gc.Load32(v.Addr()+StrBytesOffset) != 0, true
	}
	s := &TypeOf(v).Slots
	if s.Truth != nil {
		return s.Truth(t, v)
	}
	if s.Len != nil {
		n, ok := s.Len(t, v)
		return n != 0, ok
	}
	return true, true
}

// Len returns len(v).
func Len(t *Thread, v Value) (int, bool) {
	if v.IsPtr() {
		switch gc.Shape(v.Addr()) {
		case ShapeList:
			return ListLen(t, v), true
		case ShapeTuple:
			return TupleLen(v), true
		case ShapeStr:
			return StrLen(v), true
		case ShapeDict:
			return DictLen(t, v), true
		case ShapeSet:
			return SetLen(t, v), true
		}
	}
	if f := TypeOf(v).Slots.Len; f != nil {
		return f(t, v)
	}
	TypeErrorf(t, "object of type '%s' has no len()", TypeName(v))
	return 0, false
}

// GetItem returns v[key].
func GetItem(t *Thread, v, key Value) Value {
	typ := TypeOf(v)
	if f := typ.Slots.GetItem; f != nil {
		return f(t, v, key)
	}
	if c := ClassOf(v); c != nil {
		return classGetItem(t, c, key)
	}
	return TypeErrorf(t, "'%s' object is not subscriptable", typ.TpName())
}

// classGetItem is cls[key]: __class_getitem__, looked up as an attribute.
func classGetItem(t *Thread, c *Type, key Value) Value {
	if c == TypeType {
		return NewGenericAlias(t, c.Obj, key)
	}
	fn, ok := GetAttrOpt(t, c.Obj, names.__class_getitem__)
	if !ok {
		return Null
	}
	if fn == Null || fn == None {
		return TypeErrorf(t, "type '%s' is not subscriptable", c.TpName())
	}
	return Call(t, fn, key)
}

// SetItem does v[key] = item.
func SetItem(t *Thread, v, key, item Value) bool {
	if f := TypeOf(v).Slots.SetItem; f != nil {
		return f(t, v, key, item)
	}
	if _, ok := positionOf(t, v, key); ok {
		TypeErrorf(t, "'%s' object does not support item assignment", TypeName(v))
	}
	return false
}

// positionOf says whether a key is an index and v something that could have
// items by index. CPython looks at the number before it says that v has none.
func positionOf(t *Thread, v, key Value) (is, ok bool) {
	typ := TypeOf(v)
	if !HasIndex(key) || !typ.Heap && concatType(typ) == nil && typ != RangeType && !IsAnySet(v) {
		return false, true
	}
	_, ok = subscript(t, key)
	return true, ok
}

// DelItem does del v[key].
func DelItem(t *Thread, v, key Value) bool {
	typ := TypeOf(v)
	if f := typ.Slots.SetItem; f != nil {
		return f(t, v, key, Null)
	}
	switch index, ok := positionOf(t, v, key); {
	case !ok:
	case index:
		TypeErrorf(t, "'%s' object doesn't support item deletion", typ.TpName())
	default:
		TypeErrorf(t, "'%s' object does not support item deletion", typ.TpName())
	}
	return false
}

// Contains returns item in v.
func Contains(t *Thread, v, item Value) (in, ok bool) {
	typ := TypeOf(v)
	if typ.Slots.Contains != nil {
		return typ.Slots.Contains(t, v, item)
	}
	it := iterOrNull(t, v)
	if it == Null {
		if t.Exc == Null || excIs(t.Exc, TypeErrorType) {
			ClearExc(t)
			TypeErrorf(t, "argument of type '%s' is not a container or iterable", typ.TpName())
		}
		return false, false
	}
	for {
		x := Next(t, it)
		if x == Stop {
			return false, true
		}
		if x == Null {
			return false, false
		}
		if eq, ok := Eq(t, x, item); !ok || eq {
			return eq, ok
		}
	}
}

// Iter returns iter(v).
func Iter(t *Thread, v Value) Value {
	it := iterOrNull(t, v)
	if it == Null && t.Exc == Null {
		return TypeErrorf(t, "'%s' object is not iterable", TypeName(v))
	}
	return it
}

// iterOrNull is Iter without an exception for what is not iterable.
func iterOrNull(t *Thread, v Value) Value {
	typ := TypeOf(v)
	if f := typ.Slots.Iter; f != nil {
		it := f(t, v)
		if it != Null && TypeOf(it).Slots.Next == nil {
			return TypeErrorf(t, "iter() returned non-iterator of type '%s'", TypeName(it))
		}
		return it
	}
	if typ.Slots.GetItem != nil && !IsSubtype(typ, DictType) && typ != MappingProxyType && !typ.blockedIter() {
		return newSequenceIterator(t, v)
	}
	return Null
}

// Next returns the next item of an iterator, Stop at its end.
func Next(t *Thread, it Value) Value {
	if f := TypeOf(it).Slots.Next; f != nil {
		return f(t, it)
	}
	return TypeErrorf(t, "'%s' object is not an iterator", TypeName(it))
}

// Iterate calls yield for each item of v until it returns false (then an
// exception must be pending) and says whether it came to the end.
func Iterate(t *Thread, v Value, yield func(Value) bool) bool {
	if Is(v, ShapeTuple) {
		for _, x := range TupleItems(v) {
			if !yield(x) {
				return false
			}
		}
		return true
	}
	it := Iter(t, v)
	if it == Null {
		return false
	}
	next := TypeOf(it).Slots.Next
	for {
		x := next(t, it)
		if x == Stop {
			return true
		}
		if x == Null || !yield(x) {
			return false
		}
	}
}

// Format returns format(v, spec); spec is a str.
func Format(t *Thread, v, spec Value) Value {
	fn, self := LookupSpecial(t, v, names.__format__)
	if fn == Null {
		if t.Exc == Null {
			return TypeErrorf(t, "Type %s doesn't define __format__", TypeName(v))
		}
		return Null
	}
	var r Value
	if self == Null {
		r = Call(t, fn, spec)
	} else {
		r = Call(t, fn, self, spec)
	}
	if r != Null && !IsStr(r) {
		return TypeErrorf(t, "__format__ must return a str, not %s", TypeName(r))
	}
	return r
}

// Ascii returns ascii(v): repr(v) with everything but ASCII escaped.
func Ascii(t *Thread, v Value) Value {
	r := Repr(t, v)
	if r == Null || IsASCII(r) {
		return r
	}
	var out []byte
	for s := StrOf(r); s != ""; {
		n := codePointSize(s)
		if n == 1 {
			out = append(out, s[0])
		} else {
			out = append(out, escapedRune(codePoint(s))...)
		}
		s = s[n:]
	}
	return NewStr(t, string(out))
}
