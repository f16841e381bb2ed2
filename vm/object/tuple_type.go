package object

import (
	"strings"

	"gorgon/gc"
)

func init() {
	TupleType.Setup(Spec{
		Doc:       "An immutable sequence.",
		Layout:    gc.LayoutValues,
		VarSize:   true,
		Construct: tupleConstruct,
		Slots: Slots{
			Repr: tupleRepr, Hash: tupleHash, Compare: tupleCompare, Len: tupleLenSlot, GetItem: tupleGetItem,
			Contains: tupleContains, Iter: tupleIter, New: tupleNew,
			Binary: [NumBinary]func(t *Thread, a, b Value) Value{OpAdd: tupleConcat, OpMul: tupleRepeat},
		},
		Methods: []Method{
			{Name: "count", Sig: "(self, value, /)", Fn: tupleCount, Doc: "How many items are equal to value."},
			{Name: "index", Sig: "(self, value, start=?, stop=?, /)", Fn: tupleIndex, Doc: "Where the first item equal to value is; ValueError if there is none."},
			{Name: "__getnewargs__", Sig: "(self, /)", Fn: tupleNewArgs},
			classGetItem1,
		},
	})
}

// IsTuple says whether v is a tuple or of a subclass.
func IsTuple(v Value) bool { return Is(v, ShapeTuple) || v.IsPtr() && IsSubtype(TypeOf(v), TupleType) }

// NewTupleOf makes an instance of a subclass of tuple.
func NewTupleOf(t *Thread, cls *Type, items []Value) Value {
	if cls == TupleType {
		return NewTupleFrom(t, items)
	}
	// The last word is for the attributes' dict.
	o := t.Alloc(gc.Header(cls.Root.ID, gc.LayoutValues), gc.Round(TupleItemsOffset+8*uintptr(len(items))+8))
	gc.Store(o+TupleLenOffset, gc.MakeInt(int64(len(items))))
	copy(gc.Values(o+TupleItemsOffset, len(items)), items)
	return gc.MakePtr(o)
}

func tupleNew(t *Thread, cls *Type, args []Value, kw Value) Value {
	args, kw = forInit(cls, TupleType, args, kw)
	src, ok := oneIterable(t, "tuple", args, kw)
	if !ok {
		return Null
	}
	if src == Null {
		return NewTupleOf(t, cls, nil)
	}
	if cls == TupleType && Is(src, ShapeTuple) {
		return src
	}
	items, ok := Collect(t, src)
	if !ok {
		return Null
	}
	return NewTupleOf(t, cls, items)
}

func tupleConstruct(t *Thread, args []Value, kw Value) Value {
	src, ok := oneIterable(t, "tuple", args, kw)
	if !ok {
		return Null
	}
	if src != Null && !NativeIterable(src) {
		return t.SetTail(Prelude("tuple_from"), src)
	}
	return tupleNew(t, TupleType, args, Null)
}

func tupleRepr(t *Thread, v Value) Value {
	items := TupleItems(v)
	if len(items) == 0 {
		return Intern("()")
	}
	if !EnterRepr(t, v) {
		return Intern("(...)")
	}
	defer LeaveRepr(t, v)
	var text strings.Builder
	text.WriteByte('(')
	for i, x := range items {
		if i > 0 {
			text.WriteString(", ")
		}
		if !appendRepr(t, &text, x) {
			return Null
		}
	}
	if len(items) == 1 {
		text.WriteByte(',')
	}
	text.WriteByte(')')
	return NewStr(t, text.String())
}

func tupleHash(t *Thread, v Value) (uint64, bool) { return hashItems(t, TupleItems(v)) }

func tupleCompare(t *Thread, op CompareOp, a, b Value) Value {
	if !IsTuple(a) || !IsTuple(b) {
		return NotImplemented
	}
	return compareItems(t, op, TupleItems(a), TupleItems(b))
}

func tupleLenSlot(t *Thread, v Value) (int, bool) { return TupleLen(v), true }

func tupleGetItem(t *Thread, v, key Value) Value {
	items := TupleItems(v)
	if Is(key, ShapeSlice) {
		return tupleSlice(t, v, key)
	}
	if !hasIndex(key) {
		return TypeErrorf(t, "tuple indices must be integers or slices, not %s", TypeName(key))
	}
	i, ok := subscript(t, key)
	if !ok {
		return Null
	}
	if i < 0 {
		i += len(items)
	}
	if i < 0 || i >= len(items) {
		return IndexErrorf(t, "tuple index out of range")
	}
	return items[i]
}

func tupleSlice(t *Thread, v, key Value) Value {
	items := TupleItems(v)
	start, _, step, n, ok := SliceIndices(t, key, len(items))
	if !ok {
		return Null
	}
	if step == 1 {
		if n == len(items) && Is(v, ShapeTuple) {
			return v
		}
		return NewTupleFrom(t, items[start:start+n])
	}
	if n == 0 {
		return EmptyTuple
	}
	o := allocTuple(&t.Allocator, n)
	for i, dst := 0, gc.Values(o+TupleItemsOffset, n); i < n; i++ {
		dst[i] = items[start+i*step]
	}
	return gc.MakePtr(o)
}

func tupleContains(t *Thread, v, item Value) (bool, bool) {
	i, ok := findItem(t, TupleItems(v), item)
	return i >= 0, ok
}

// findItem returns the index of the first item equal to x, or -1.
func findItem(t *Thread, items []Value, x Value) (int, bool) {
	for i, y := range items {
		if y == x {
			return i, true
		}
		equal, ok := sameItem(t, y, x)
		if equal || !ok {
			return i, ok
		}
	}
	return -1, true
}

func tupleCount(t *Thread, args []Value) Value {
	n := 0
	for items := TupleItems(args[0]); ; n++ {
		i, ok := findItem(t, items, args[1])
		if !ok {
			return Null
		}
		if i < 0 {
			return gc.MakeInt(int64(n))
		}
		items = items[i+1:]
	}
}

func tupleIndex(t *Thread, args []Value) Value {
	items := TupleItems(args[0])
	lo, hi, ok := SearchBounds(t, args[2], args[3], len(items))
	if !ok {
		return Null
	}
	i := -1
	if hi = min(hi, len(items)); lo < hi {
		if i, ok = findItem(t, items[lo:hi], args[1]); !ok {
			return Null
		}
	}
	if i < 0 {
		return ValueErrorf(t, "tuple.index(x): x not in tuple")
	}
	return gc.MakeInt(int64(lo + i))
}

func tupleNewArgs(t *Thread, args []Value) Value {
	return NewTuple(t, NewTupleFrom(t, TupleItems(args[0])))
}

func tupleConcat(t *Thread, a, b Value) Value {
	if !IsTuple(a) || !IsTuple(b) {
		return NotImplemented
	}
	x, y := TupleItems(a), TupleItems(b)
	switch {
	case len(x) == 0 && Is(b, ShapeTuple):
		return b
	case len(y) == 0 && Is(a, ShapeTuple):
		return a
	}
	if len(x)+len(y) == 0 {
		return EmptyTuple
	}
	o := allocTuple(&t.Allocator, len(x)+len(y))
	dst := gc.Values(o+TupleItemsOffset, len(x)+len(y))
	copy(dst, x)
	copy(dst[len(x):], y)
	return gc.MakePtr(o)
}

func tupleRepeat(t *Thread, a, b Value) Value {
	seq, n, r := sequenceTimes(t, a, b, IsTuple)
	if r != None {
		return r
	}
	items := TupleItems(seq)
	switch {
	case len(items) == 0 || n == 0:
		return EmptyTuple
	case n == 1 && Is(seq, ShapeTuple):
		return seq
	case n > 1<<40/len(items):
		return MemoryError(t)
	}
	o := allocTuple(&t.Allocator, n*len(items))
	repeatInto(gc.Values(o+TupleItemsOffset, n*len(items)), items)
	return gc.MakePtr(o)
}
