package object

import (
	"slices"

	"gorgon/gc"
)

func init() {
	ListType.Setup(Spec{
		Doc:       "A mutable sequence.",
		Payload:   ListPayload,
		Layout:    gc.LayoutValues,
		Construct: listConstruct,
		Slots: Slots{
			Repr: listRepr, Compare: listCompare, Len: listLenSlot, GetItem: listGetItem, SetItem: listSetItem,
			Contains: listContains, Iter: listIter, New: listNew, Init: listInitSlot,
			Binary:  [NumBinary]func(t *Thread, a, b Value) Value{OpAdd: listConcat, OpMul: listRepeat},
			InPlace: [NumBinary]func(t *Thread, a, b Value) Value{OpAdd: listInPlaceConcat, OpMul: listInPlaceRepeat},
		},
		Methods: listMethods,
	})
}

var listMethods = []Method{
	{Name: "append", Sig: "(self, object, /)", Fn: listAppendMethod, Doc: "Add one item at the end."},
	{Name: "clear", Sig: "(self, /)", Fn: listClear, Doc: "Remove everything."},
	{Name: "copy", Sig: "(self, /)", Fn: listCopy, Doc: "A shallow copy."},
	{Name: "count", Sig: "(self, value, /)", Fn: listCount, Doc: "How many items are equal to value."},
	{Name: "extend", Sig: "(self, iterable, /)", Fn: listExtendMethod, Doc: "Add all items of an iterable at the end."},
	{Name: "index", Sig: "(self, value, start=?, stop=?, /)", Fn: listIndex, Doc: "Where the first item equal to value is; ValueError if there is none."},
	{Name: "insert", Sig: "(self, index, object, /)", Fn: listInsert, Doc: "Put an item before the one at index."},
	{Name: "pop", Sig: "(self, index=?, /)", Fn: listPop, Doc: "Remove an item and return it."},
	{Name: "remove", Sig: "(self, value, /)", Fn: listRemove, Doc: "Remove an item that must be there."},
	{Name: "reverse", Sig: "(self, /)", Fn: listReverse, Doc: "Reverse the order in place."},
	{Name: "sort", Sig: "(self, *, key=?, reverse=?)", Fn: listSort, Doc: "Sort in place; equal items keep their order. key gives what is compared, reverse the descending order."},
	{Name: "__reversed__", Sig: "(self, /)", Fn: listReversed, Doc: "An iterator from the end to the start."},
	{Name: "__sizeof__", Sig: "(self, /)", Fn: listSizeOf, Doc: "Memory in bytes."},
	classGetItem1,
}

// IsList says whether v is a list or of a subclass.
func IsList(v Value) bool { return Is(v, ShapeList) || v.IsPtr() && IsSubtype(TypeOf(v), ListType) }

func listNew(t *Thread, cls *Type, args []Value, kw Value) Value {
	l := cls.New(t)
	listSetLen(l, 0)
	return gc.MakePtr(l)
}

// forNew drops the keywords that the __new__ of a subclass is there to take.
func forNew(v Value, base *Type, args []Value, kw Value) ([]Value, Value) {
	if kw == Null || TypeOf(v) == base || sameFunc(TypeOf(v).Slots.New, base.Slots.New) {
		return args, kw
	}
	return args[:len(args)-TupleLen(kw)], Null
}

// oneIterable checks the arguments of a constructor that takes at most one
// positional argument, and returns it or Null.
func oneIterable(t *Thread, name string, args []Value, kw Value) (Value, bool) {
	if kw != Null && TupleLen(kw) > 0 {
		TypeErrorf(t, "%s() takes no keyword arguments", name)
		return Null, false
	}
	if !argCount(t, name, len(args), 0, 1) {
		return Null, false
	}
	if len(args) == 0 {
		return Null, true
	}
	return args[0], true
}

func listInitSlot(t *Thread, v Value, args []Value, kw Value) bool {
	args, kw = forNew(v, ListType, args, kw)
	src, ok := oneIterable(t, "list", args, kw)
	if !ok {
		return false
	}
	if listRawLen(v.Addr()) > 0 {
		listReplace(t, v, nil)
	}
	return src == Null || ListExtend(t, v, src)
}

// listConstruct is list(...): iterables that run Python code are gone through
// by the prelude.
func listConstruct(t *Thread, args []Value, kw Value) Value {
	src, ok := oneIterable(t, "list", args, kw)
	if !ok {
		return Null
	}
	if src == Null {
		return NewList(t, nil)
	}
	if !NativeIterable(src) {
		if Is(src, ShapeGenerator) {
			return t.SetTail(Prelude("list_from"), src)
		}
		return t.SetTail(Prelude("list_from_sized"), src, lengthHintFn.Value(t))
	}
	return NewListFrom(t, src)
}

// lengthHintFn asks how long a list will be: only that it asks can be seen.
var lengthHintFn = lazyNative("length_hint", "(obj, /)", func(t *Thread, args []Value) Value {
	if _, ok := LengthHint(t, args[0], 0); !ok {
		return Null
	}
	return None
})

// NewListFrom makes a list of the items of an iterable.
func NewListFrom(t *Thread, src Value) Value {
	if start, step, n, ok := smallRange(src); ok {
		l, items := NewListOf(t, n)
		for i := range items {
			items[i] = gc.MakeInt(start + int64(i)*step)
		}
		return l
	}
	items, ok := Collect(t, src)
	if !ok {
		return Null
	}
	return NewList(t, items)
}

// ListExtend appends the items of an iterable.
func ListExtend(t *Thread, v, src Value) bool {
	if Is(src, ShapeList) || Is(src, ShapeTuple) || NativeIterable(src) {
		items, ok := Collect(t, src)
		if ok {
			ListAppendAll(t, v, items)
		}
		return ok
	}
	return Iterate(t, src, func(x Value) bool {
		ListAppend(t, v, x)
		return true
	})
}

// ListAppendAll appends items, which may lie over the list's own storage.
func ListAppendAll(t *Thread, v Value, items []Value) {
	if len(items) == 0 {
		return
	}
	l := v.Addr()
	t.OwnObject(l)
	b, n := ListBlockOf(l), listRawLen(l)
	if b == 0 || n+len(items) > ListCap(b) {
		if n == 0 {
			listReplace(t, v, items)
			return
		}
		b = listGrow(t, l, b, n, n+len(items))
	}
	listOwnRoom(t, b, n, n+len(items))
	copy(gc.Values(ListItemAddr(b, n), len(items)), items)
	listSetLen(l, n+len(items))
}

func listRepr(t *Thread, v Value) Value {
	return reprSequence(t, v, "[", "]", func(i int) Value { return ListGet(t, v, i) })
}

func listCompare(t *Thread, op CompareOp, a, b Value) Value {
	if !IsList(a) || !IsList(b) {
		return NotImplemented
	}
	if op == OpEQ || op == OpNE {
		if ListLen(t, a) != ListLen(t, b) {
			return gc.MakeBool(op == OpNE)
		}
	}
	for i := 0; ; i++ {
		x, y := ListGet(t, a, i), ListGet(t, b, i)
		if x == Null || y == Null {
			return compareLengths(op, ListLen(t, a), ListLen(t, b))
		}
		equal, ok := sameItem(t, x, y)
		switch {
		case !ok:
			return Null
		case equal:
		case i >= ListLen(t, a) || i >= ListLen(t, b): // the comparison has cut them
			return compareLengths(op, ListLen(t, a), ListLen(t, b))
		case op == OpEQ:
			return False
		case op == OpNE:
			return True
		default:
			return Compare(t, op, x, y)
		}
	}
}

func listLenSlot(t *Thread, v Value) (int, bool) { return ListLen(t, v), true }

func listContains(t *Thread, v, item Value) (bool, bool) {
	i, ok := listFind(t, v, item, 0, -1)
	return i >= 0, ok
}

// listFind returns the index of the first item from lo on (and before hi
// unless it is negative) that is equal to item, or -1.
func listFind(t *Thread, v, item Value, lo, hi int) (int, bool) {
	if t.Solo {
		lo = skipUnequal(listView(t, v), item, lo, hi)
	}
	for i := lo; hi < 0 || i < hi; i++ {
		x := ListGet(t, v, i)
		if x == Null {
			break
		}
		if x == item {
			return i, true
		}
		if gc.BothInt(x, item) {
			continue
		}
		equal, ok := sameItem(t, x, item)
		if equal || !ok {
			return i, ok
		}
	}
	return -1, true
}

// skipUnequal returns the index of the first item from lo on that is item or
// may be equal to it.
func skipUnequal(items []Value, item Value, lo, hi int) int {
	if hi < 0 || hi > len(items) {
		hi = len(items)
	}
	if item.IsInt() {
		for lo < hi && items[lo] != item && items[lo].IsInt() {
			lo++
		}
		return lo
	}
	if !Is(item, ShapeStr) {
		return lo
	}
	s := StrOf(item)
	for lo < hi && items[lo] != item && Is(items[lo], ShapeStr) && StrOf(items[lo]) != s {
		lo++
	}
	return lo
}

func listAppendMethod(t *Thread, args []Value) Value {
	ListAppend(t, args[0], args[1])
	return None
}

func listClear(t *Thread, args []Value) Value {
	listReplace(t, args[0], nil)
	return None
}

func listCopy(t *Thread, args []Value) Value { return NewList(t, listView(t, args[0])) }

func listCount(t *Thread, args []Value) Value {
	n := 0
	for i := 0; ; i++ {
		at, ok := listFind(t, args[0], args[1], i, -1)
		if !ok {
			return Null
		}
		if at < 0 {
			break
		}
		i = at
		n++
	}
	return gc.MakeInt(int64(n))
}

func listExtendMethod(t *Thread, args []Value) Value {
	if !NativeIterable(args[1]) {
		return t.SetTail(Prelude("list_extend"), args[0], args[1])
	}
	if !ListExtend(t, args[0], args[1]) {
		return Null
	}
	return None
}

func listIndex(t *Thread, args []Value) Value {
	lo, hi, ok := SearchBounds(t, args[2], args[3], ListLen(t, args[0]))
	if !ok {
		return Null
	}
	i, ok := listFind(t, args[0], args[1], lo, hi)
	if !ok {
		return Null
	}
	if i < 0 {
		return ValueErrorf(t, "list.index(x): x not in list")
	}
	return gc.MakeInt(int64(i))
}

func listInsert(t *Thread, args []Value) Value {
	i, ok := SizeArgument(t, args[1])
	if !ok {
		return Null
	}
	ListInsert(t, args[0], i, args[2])
	return None
}

// ListInsert inserts item before index i, which is clamped.
func ListInsert(t *Thread, v Value, i int, item Value) {
	l := v.Addr()
	t.OwnObject(l)
	n := listRawLen(l)
	if i < 0 {
		i = max(0, i+n)
	}
	if i >= n {
		ListAppend(t, v, item)
		return
	}
	b := ListBlockOf(l)
	if n == ListCap(b) {
		b = listGrow(t, l, b, n, n+1)
	}
	listOwnItems(t, b, i, n+1)
	storage := gc.Values(b+ListItemsOffset, n+1)
	copy(storage[i+1:], storage[i:n])
	storage[i] = item
	listSetLen(l, n+1)
}

func listPop(t *Thread, args []Value) Value {
	v, l := args[0], args[0].Addr()
	i := -1
	if args[1] != Null {
		var ok bool
		if i, ok = SizeArgument(t, args[1]); !ok {
			return Null
		}
	}
	n := ListLen(t, v)
	if n == 0 {
		return IndexErrorf(t, "pop from empty list")
	}
	if i < 0 {
		i += n
	}
	if i < 0 || i >= n {
		return IndexErrorf(t, "pop index out of range")
	}
	t.OwnObject(l)
	return listTakeItem(t, l, i)
}

// listDelete removes the items lo to hi-1 from the list at l, which the
// transaction owns.
func listDelete(t *Thread, l uintptr, lo, hi int) {
	if lo == hi {
		return
	}
	b, n := ListBlockOf(l), listRawLen(l)
	listOwnItems(t, b, lo, n)
	storage := gc.Values(b+ListItemsOffset, n)
	copy(storage[lo:], storage[hi:])
	clear(storage[n-(hi-lo):])
	n -= hi - lo
	listSetLen(l, n)
	if c := ListCap(b); c > ListKeeps && n < c/4 {
		listReplace(t, gc.MakePtr(l), gc.Values(b+ListItemsOffset, n))
	}
}

func listRemove(t *Thread, args []Value) Value {
	i, ok := listFind(t, args[0], args[1], 0, -1)
	if !ok {
		return Null
	}
	if i < 0 {
		return ValueErrorf(t, "list.remove(x): x not in list")
	}
	l := args[0].Addr()
	t.OwnObject(l)
	if i < listRawLen(l) {
		listDelete(t, l, i, i+1)
	}
	return None
}

func listReverse(t *Thread, args []Value) Value {
	l := args[0].Addr()
	t.OwnObject(l)
	if n := listRawLen(l); n > 1 {
		b := ListBlockOf(l)
		listOwnItems(t, b, 0, n)
		slices.Reverse(gc.Values(b+ListItemsOffset, n))
	}
	return None
}

func listSizeOf(t *Thread, args []Value) Value {
	o := args[0].Addr()
	n := gc.SizeOf(o)
	if b := ListBlockOf(o); b != 0 {
		n += gc.SizeOf(b)
	}
	return NewInt(t, int64(n))
}

func listConcat(t *Thread, a, b Value) Value {
	if !IsList(a) || !IsList(b) {
		return NotImplemented
	}
	x, y := listView(t, a), listView(t, b)
	r := NewListCap(t, len(x)+len(y))
	if len(x)+len(y) > 0 {
		storage := gc.Values(ListBlockOf(r.Addr())+ListItemsOffset, len(x)+len(y))
		copy(storage, x)
		copy(storage[len(x):], y)
		listSetLen(r.Addr(), len(storage))
	}
	return r
}

func listInPlaceConcat(t *Thread, a, b Value) Value {
	if !NativeIterable(b) {
		return t.SetTail(Prelude("list_iadd"), a, b)
	}
	if !ListExtend(t, a, b) {
		return Null
	}
	return a
}

// sequenceTimes finds which of the operands of * is the count.
func sequenceTimes(t *Thread, a, b Value, is func(Value) bool) (seq Value, n int, r Value) {
	seq = a
	if !is(a) {
		seq, b = b, a
	}
	n, ok := repeatCount(t, b)
	if !ok {
		if t.Exc != Null {
			return seq, 0, Null
		}
		return seq, 0, NotImplemented
	}
	return seq, n, None
}

func listRepeat(t *Thread, a, b Value) Value {
	seq, n, r := sequenceTimes(t, a, b, IsList)
	if r != None {
		return r
	}
	items := listView(t, seq)
	if len(items) == 0 || n == 0 {
		return NewList(t, nil)
	}
	if n > 1<<40/len(items) {
		return MemoryError(t)
	}
	l := NewListCap(t, n*len(items))
	repeatInto(gc.Values(ListBlockOf(l.Addr())+ListItemsOffset, n*len(items)), items)
	listSetLen(l.Addr(), n*len(items))
	return l
}

// repeatInto fills dst with copies of items.
func repeatInto(dst, items []Value) {
	if len(items) == 1 {
		for i := range dst {
			dst[i] = items[0]
		}
		return
	}
	for done := copy(dst, items); done < len(dst); {
		done += copy(dst[done:], dst[:done])
	}
}

func listInPlaceRepeat(t *Thread, a, b Value) Value {
	n, ok := repeatCount(t, b)
	if !ok {
		return orNull(t, NotImplemented)
	}
	items := ListItems(t, a)
	if len(items) > 0 && n > 1<<40/len(items) {
		return MemoryError(t)
	}
	all := make([]Value, n*len(items))
	if len(all) > 0 {
		repeatInto(all, items)
	}
	listReplace(t, a, all)
	return a
}

// ListPop removes the last item of a list and returns it, Null if there is
// none.
func ListPop(t *Thread, v Value) Value {
	n := ListLen(t, v)
	if n == 0 {
		return Null
	}
	l := v.Addr()
	t.OwnObject(l)
	return listTakeItem(t, l, n-1)
}

// listTakeItem removes item i from the list at l, which the transaction owns, and
// returns it. The list's lock does not guard the item, so its card comes first.
func listTakeItem(t *Thread, l uintptr, i int) Value {
	b := ListBlockOf(l)
	if !t.Solo {
		listOwnCard(t, b, ListCap(b), i)
	}
	item := gc.Load(ListItemAddr(b, i))
	listDelete(t, l, i, i+1)
	return item
}
