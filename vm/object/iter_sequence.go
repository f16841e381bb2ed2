package object

import "gorgon/gc"

// An iterator over a sequence holds the sequence (Null at the end) and the
// index of the next item.
const (
	SeqIterSeq   = gc.HeaderSize
	SeqIterIndex = gc.HeaderSize + 8
	seqIterSize  = gc.HeaderSize + 16
)

// The types of the iterators over sequences. The last one goes through
// __getitem__, the one before calls a function until it returns a sentinel.
var (
	ListIterType        = NewType("list_iterator", ShapeListIter)
	TupleIterType       = NewType("tuple_iterator", ShapeTupleIter)
	listReverseIterType = NewType("list_reverseiterator", 0)
	ReversedType        = NewType("reversed", 0)
	callableIterType    = NewType("callable_iterator", 0)
	sequenceIterType    = NewType("iterator", 0)
)

func init() {
	seqIterMethods := append([]Method{
		{Name: "__length_hint__", Sig: "(self, /)", Fn: seqIterHint, Doc: "About how many items are left."},
	}, seqIterState...)
	setupSeqIter(ListIterType, "", listIterNext, seqIterMethods)
	setupSeqIter(TupleIterType, "", tupleIterNext, seqIterMethods)
	setupSeqIter(listReverseIterType, "", listReverseIterNext, seqIterMethods)
	setupSeqIter(sequenceIterType, "", sequenceIterNext, seqIterMethods)
	for _, typ := range []*Type{ListIterType, TupleIterType, listReverseIterType} {
		DeclareNativeIterable(typ)
	}
	callableIterType.Setup(Spec{
		Payload: 16, Layout: gc.LayoutValues, Final: true, Slots: Slots{Iter: selfIter, Next: callableIterNext},
		Methods: []Method{reduceMethod(callableIterReduce)},
	})
	ReversedType.Setup(Spec{
		Doc:     "The items of a sequence from the last to the first.",
		Payload: 16, Layout: gc.LayoutValues,
		Slots: Slots{Iter: selfIter, Next: reversedNext, New: reversedNew},
		Methods: []Method{
			{Name: "__length_hint__", Sig: "(self, /)", Fn: reversedHint, Doc: "About how many items are left."},
			{Name: "__setstate__", Sig: "(self, state, /)", Fn: reversedSetState, Doc: "Set the position, for copy and pickle."},
			reduceMethod(reversedReduce),
		},
	})
}

// seqIterState is how iterators over sequences are copied and pickled.
var seqIterState = []Method{
	{Name: "__setstate__", Sig: "(self, state, /)", Fn: seqIterSetState, Doc: "Set the position, for copy and pickle."},
	reduceMethod(seqIterReduce),
}

func setupSeqIter(typ *Type, module string, next func(t *Thread, v Value) Value, methods []Method) {
	typ.Setup(Spec{
		Module:  module,
		Payload: seqIterSize - gc.HeaderSize,
		Layout:  gc.LayoutValues,
		Final:   true,
		Slots:   Slots{Iter: selfIter, Next: next},
		Methods: methods,
	})
}

// SetupListIter makes typ the class of iterators over objects that are laid out
// as lists.
func SetupListIter(typ *Type, module string) {
	setupSeqIter(typ, module, listIterNext, seqIterState)
	DeclareNativeIterable(typ)
}

// NewListIter returns an iterator of such a class.
func NewListIter(t *Thread, typ *Type, v Value) Value { return newSeqIter(t, typ, v, 0) }

func newSeqIter(t *Thread, typ *Type, seq Value, i int) Value {
	o := t.Alloc(gc.Header(typ.Root.ID, gc.LayoutValues), gc.Round(seqIterSize))
	gc.Store(o+SeqIterSeq, seq)
	gc.Store(o+SeqIterIndex, gc.MakeInt(int64(i)))
	return gc.MakePtr(o)
}

// SeqIterBirth is the header and the size of an iterator over lists or tuples, by
// its shape.
func SeqIterBirth(shape uint32) (header uint64, size uintptr) {
	return gc.Header(shape, gc.LayoutValues), gc.Round(seqIterSize)
}

func listIter(t *Thread, v Value) Value { return newSeqIter(t, ListIterType, v, 0) }

func tupleIter(t *Thread, v Value) Value { return newSeqIter(t, TupleIterType, v, 0) }

// newSequenceIterator iterates by __getitem__ until IndexError.
func newSequenceIterator(t *Thread, v Value) Value { return newSeqIter(t, sequenceIterType, v, 0) }

// NewCallableIter is iter(fn, sentinel).
func NewCallableIter(t *Thread, fn, sentinel Value) Value {
	o := t.Alloc(gc.Header(callableIterType.Root.ID, gc.LayoutValues), gc.HeaderSize+16)
	gc.Store(o+SeqIterSeq, fn)
	gc.Store(o+SeqIterIndex, sentinel)
	return gc.MakePtr(o)
}

func listReversed(t *Thread, args []Value) Value {
	return newSeqIter(t, listReverseIterType, args[0], ListLen(t, args[0])-1)
}

// seqIterLoad makes the transaction the owner of an iterator and returns its
// words.
func seqIterLoad(t *Thread, o uintptr) (seq Value, i int) {
	t.OwnObject(o)
	return gc.Load(o + SeqIterSeq), int(gc.Load(o + SeqIterIndex).Int())
}

func seqIterStep(o uintptr, i int) { gc.Store(o+SeqIterIndex, gc.MakeInt(int64(i))) }

func seqIterEnd(o uintptr) Value {
	gc.Store(o+SeqIterSeq, Null)
	return Stop
}

func listIterNext(t *Thread, it Value) Value {
	o := it.Addr()
	l, i := seqIterLoad(t, o)
	if l == Null {
		return Stop
	}
	x := ListGet(t, l, i)
	if x == Null {
		return seqIterEnd(o)
	}
	seqIterStep(o, i+1)
	return x
}

func listReverseIterNext(t *Thread, it Value) Value {
	o := it.Addr()
	l, i := seqIterLoad(t, o)
	if l == Null {
		return Stop
	}
	x := Null
	if i >= 0 {
		x = ListGet(t, l, i)
	}
	if x == Null {
		seqIterStep(o, -1)
		return seqIterEnd(o)
	}
	seqIterStep(o, i-1)
	return x
}

func tupleIterNext(t *Thread, it Value) Value {
	o := it.Addr()
	s, i := seqIterLoad(t, o)
	if s == Null {
		return Stop
	}
	items := TupleItems(s)
	if i >= len(items) {
		return seqIterEnd(o)
	}
	seqIterStep(o, i+1)
	return items[i]
}

func sequenceIterNext(t *Thread, it Value) Value {
	o := it.Addr()
	s, i := seqIterLoad(t, o)
	if s == Null {
		return Stop
	}
	x := GetItem(t, s, gc.MakeInt(int64(i)))
	t.OwnObject(o)
	if x == Null {
		if !IsSubtype(TypeOf(t.Exc), IndexErrorType) && !IsSubtype(TypeOf(t.Exc), StopIterationType) {
			return Null
		}
		t.Exc = Null
		return seqIterEnd(o)
	}
	seqIterStep(o, i+1)
	return x
}

func callableIterNext(t *Thread, it Value) Value {
	o := it.Addr()
	fn := t.Read(o+gc.LockOffset, o+SeqIterSeq)
	if fn == Null {
		return Stop
	}
	x := Call(t, fn)
	if x == Null {
		if !IsSubtype(TypeOf(t.Exc), StopIterationType) {
			return Null
		}
		t.Exc = Null
		return callableIterEnd(t, o)
	}
	sentinel := t.Read(o+gc.LockOffset, o+SeqIterIndex)
	if sentinel == Null {
		return Stop
	}
	equal, ok := Eq(t, sentinel, x)
	if !ok {
		return Null
	}
	if equal {
		return callableIterEnd(t, o)
	}
	return x
}

func callableIterEnd(t *Thread, o uintptr) Value {
	t.OwnObject(o)
	gc.Store(o+SeqIterIndex, Null)
	return seqIterEnd(o)
}

func seqIterHint(t *Thread, args []Value) Value {
	o := args[0].Addr()
	s := t.Read(o+gc.LockOffset, o+SeqIterSeq)
	if s == Null {
		return gc.MakeInt(0)
	}
	i := int(gc.Load(o + SeqIterIndex).Int())
	if TypeOf(args[0]) == listReverseIterType {
		if i >= ListLen(t, s) {
			return gc.MakeInt(0)
		}
		return gc.MakeInt(int64(i + 1))
	}
	if TypeOf(s).Slots.Len == nil {
		return NotImplemented
	}
	n, ok := Len(t, s)
	if !ok {
		return Null
	}
	return gc.MakeInt(int64(max(0, n-i)))
}

func seqIterSetState(t *Thread, args []Value) Value {
	i, ok := IndexInt(t, args[1])
	if !ok {
		return Null
	}
	o := args[0].Addr()
	s, _ := seqIterLoad(t, o)
	if s == Null {
		return None
	}
	switch TypeOf(args[0]) {
	case listReverseIterType:
		i = min(max(int(AsInt64Or(args[1], 0)), -1), ListLen(t, s)-1)
	case sequenceIterType:
		i = max(i, 0)
	case TupleIterType:
		i = min(max(i, 0), TupleLen(s))
	default:
		i = min(max(i, 0), ListLen(t, s))
	}
	seqIterStep(o, i)
	return None
}

// AsInt64Or is the int v, or other if it is too large.
func AsInt64Or(v Value, other int64) int64 {
	if i, ok := AsInt64(v); ok {
		return i
	}
	return other
}

func reversedNew(t *Thread, cls *Type, args []Value, kw Value) Value {
	args, kw = forInit(cls, ReversedType, args, kw)
	if !noKeywords(t, "reversed", kw) {
		return Null
	}
	if len(args) != 1 {
		return TypeErrorf(t, "reversed expected 1 argument, got %d", len(args))
	}
	seq := args[0]
	fn, self := LookupSpecial(t, seq, reversedName)
	switch {
	case fn == Null && t.Exc != Null:
		return Null
	case fn == None:
		return TypeErrorf(t, "'%s' object is not reversible", TypeName(seq))
	case fn != Null && self != Null:
		return Call(t, fn, self)
	case fn != Null:
		return Call(t, fn)
	}
	typ := TypeOf(seq)
	if typ.Slots.GetItem == nil || IsSubtype(typ, DictType) || typ.Slots.Len == nil && typ.Heap {
		return TypeErrorf(t, "'%s' object is not reversible", TypeName(seq))
	}
	n, ok := Len(t, seq)
	if !ok {
		return Null
	}
	o := cls.New(t)
	gc.Store(o+SeqIterSeq, seq)
	seqIterStep(o, n-1)
	return gc.MakePtr(o)
}

var reversedName = Intern("__reversed__")

func reversedNext(t *Thread, it Value) Value {
	o := it.Addr()
	s, i := seqIterLoad(t, o)
	if s == Null {
		return Stop
	}
	if i >= 0 {
		x := GetItem(t, s, gc.MakeInt(int64(i)))
		t.OwnObject(o)
		if x != Null {
			seqIterStep(o, i-1)
			return x
		}
		if !IsSubtype(TypeOf(t.Exc), IndexErrorType) && !IsSubtype(TypeOf(t.Exc), StopIterationType) {
			return Null
		}
		t.Exc = Null
	}
	seqIterStep(o, -1)
	return seqIterEnd(o)
}

func reversedHint(t *Thread, args []Value) Value {
	o := args[0].Addr()
	s := t.Read(o+gc.LockOffset, o+SeqIterSeq)
	if s == Null {
		return gc.MakeInt(0)
	}
	n, ok := Len(t, s)
	if !ok {
		return Null
	}
	i := gc.Load(o+SeqIterIndex).Int() + 1
	if int64(n) < i {
		return gc.MakeInt(0)
	}
	return gc.MakeInt(i)
}

func reversedSetState(t *Thread, args []Value) Value {
	i, ok := IndexInt(t, args[1])
	if !ok {
		return Null
	}
	o := args[0].Addr()
	s, _ := seqIterLoad(t, o)
	if s == Null {
		return None
	}
	n, ok := Len(t, s)
	if !ok {
		return Null
	}
	seqIterStep(o, min(max(i, -1), n-1))
	return None
}
