package collections

import (
	"math"
	"slices"
	"strings"

	"gorgon/gc"
	"gorgon/vm/object"
)

var (
	dequeType            = object.NewType("deque", 0)
	dequeIterType        = object.NewType("_deque_iterator", 0)
	dequeReverseIterType = object.NewType("_deque_reverse_iterator", 0)
)

func init() {
	object.Deques = object.DequeLayout{Block: dequeBlock, MaxLen: dequeMaxLen, Cap: blockCap, Items: blockItems,
		Left: leftEnd, LeftLock: leftLock, LeftKnown: leftEnd + endKnown, LeftOther: leftEnd + endOther, OpenLeft: openLeft,
		Right: rightEnd, RightLock: rightLock, RightKnown: rightEnd + endKnown, RightOther: rightEnd + endOther, RightBase: rightLock + lockBase, OpenRight: openRight,
		Type: dequeType}
	dequeType.Setup(object.Spec{
		Module:  "collections",
		Doc:     "A double-ended queue.",
		Payload: dequeSize,
		Layout:  gc.LayoutValues, WeakRefs: true,
		Slots: object.Slots{
			Repr: dequeRepr, Compare: dequeCompare, Len: dequeLen, GetItem: dequeGetItem, SetItem: dequeSetItem,
			Contains: dequeContains, Iter: dequeIter, New: dequeNew, Init: dequeInit,
			Binary:  [object.NumBinary]func(t *Thread, a, b Value) Value{object.OpAdd: dequeConcat, object.OpMul: dequeRepeat},
			InPlace: [object.NumBinary]func(t *Thread, a, b Value) Value{object.OpAdd: dequeInPlaceConcat, object.OpMul: dequeInPlaceRepeat},
		},
		Methods: dequeMethods,
		Getset:  []object.Getset{{Name: "maxlen", Get: func(t *Thread, v Value) Value { return gc.Load(v.Addr() + dequeMaxLen) }}},
	})
	for typ, next := range map[*object.Type]func(t *Thread, v Value) Value{dequeIterType: dequeIterNext, dequeReverseIterType: dequeReverseNext} {
		typ.Setup(object.Spec{
			Module: "collections", Payload: iterSize - gc.HeaderSize, Layout: gc.LayoutValues,
			Slots: object.Slots{Iter: func(t *Thread, v Value) Value { return v }, Next: next, New: iterNew},
			Methods: []object.Method{{Name: "__length_hint__", Sig: "(self, /)", Fn: iterHint,
				Doc: "About how many items are left."}},
		})
		object.DeclareNativeIterable(typ)
	}
	object.DeclareNativeIterable(dequeType)
}

var dequeMethods = []object.Method{
	{Name: "append", Sig: "(self, item, /)", Fn: dequeAppend, Doc: "Add one item at the end."},
	{Name: "appendleft", Sig: "(self, item, /)", Fn: dequeAppendLeft, Doc: "Add one item at the left end."},
	{Name: "clear", Sig: "(self, /)", Fn: dequeClear, Doc: "Remove everything."},
	{Name: "copy", Sig: "(self, /)", Fn: dequeCopy, Doc: "A shallow copy."},
	{Name: "__copy__", Sig: "(self, /)", Fn: dequeCopy, Doc: "A shallow copy."},
	{Name: "count", Sig: "(self, value, /)", Fn: dequeCount, Doc: "How many items are equal to value."},
	{Name: "extend", Sig: "(self, iterable, /)", Fn: dequeExtend, Doc: "Add all items of an iterable at the end."},
	{Name: "extendleft", Sig: "(self, iterable, /)", Fn: dequeExtendLeft, Doc: "Add items at the left end, one after the other."},
	{Name: "index", Sig: "(self, value, start=?, stop=?, /)", Fn: dequeIndex, Doc: "Where the first item equal to value is; ValueError if there is none."},
	{Name: "insert", Sig: "(self, index, value, /)", Fn: dequeInsert, Doc: "Put an item before the one at index."},
	{Name: "pop", Sig: "(self, /)", Fn: dequePop, Doc: "Remove an item and return it."},
	{Name: "popleft", Sig: "(self, /)", Fn: dequePopLeft, Doc: "Remove and return the leftmost item."},
	{Name: "remove", Sig: "(self, value, /)", Fn: dequeRemove, Doc: "Remove an item that must be there."},
	{Name: "reverse", Sig: "(self, /)", Fn: dequeReverse, Doc: "Reverse the order in place."},
	{Name: "rotate", Sig: "(self, n=?, /)", Fn: dequeRotate, Doc: "Move n items from the right end to the left one."},
	{Name: "__reversed__", Sig: "(self, /)", Fn: dequeReversed, Doc: "An iterator from the end to the start."},
	{Name: "__reduce__", Sig: "(self, /)", Fn: dequeReduce, Doc: "How to make the object again, for copy and pickle."},
	{Name: "__class_getitem__", Sig: "(cls, object, /)", Flags: object.ClassMethod, Doc: "A generic alias, for annotations.",
		Fn: func(t *Thread, args []Value) Value { return object.NewGenericAlias(t, args[0], args[1]) }},
}

func isDeque(v Value) bool { return object.IsInstance(v, dequeType) }

func newDeque(t *Thread, cls *object.Type) Value {
	d := cls.New(t)
	gc.Store(d+dequeMaxLen, gc.None)
	gc.Store(d+dequeBlock, gc.MakePtr(newBlock(t, minCap)))
	return gc.MakePtr(d)
}

func dequeNew(t *Thread, cls *object.Type, args []Value, kw Value) Value { return newDeque(t, cls) }

var dequeInitParams = object.ParseSignature("(iterable=?, maxlen=?)")

func dequeInit(t *Thread, v Value, args []Value, kw Value) bool {
	var buf [2]Value
	p, ok := object.Bind(t, "deque", dequeInitParams, args, kw, buf[:0])
	if !ok {
		return false
	}
	limit := gc.None
	if p[1] != gc.Null && p[1] != gc.None {
		if !object.IsIntObj(p[1]) {
			object.TypeErrorf(t, "an integer is required")
			return false
		}
		n, ok := object.SizeArgument(t, p[1])
		if !ok {
			return false
		}
		if n < 0 {
			object.ValueErrorf(t, "maxlen must be non-negative")
			return false
		}
		limit = object.NewInt(t, int64(n))
	}
	d := v.Addr()
	t.OwnObject(d)
	gc.Store(d+dequeMaxLen, limit)
	if e := snapshot(t, d); e.left != e.right {
		replace(t, d, nil, 0)
	}
	return p[0] == gc.Null || extendRight(t, v, p[0])
}

func extendRight(t *Thread, v, src Value) bool {
	if src == v {
		for _, x := range items(t, v.Addr()) {
			pushRight(t, v.Addr(), x)
		}
		return true
	}
	return object.Iterate(t, src, func(x Value) bool {
		pushRight(t, v.Addr(), x)
		return true
	})
}

func dequeAppend(t *Thread, args []Value) Value {
	pushRight(t, args[0].Addr(), args[1])
	return gc.None
}

func dequeAppendLeft(t *Thread, args []Value) Value {
	pushLeft(t, args[0].Addr(), args[1])
	return gc.None
}

func dequePop(t *Thread, args []Value) Value {
	if v := popRight(t, args[0].Addr()); v != gc.Null {
		return v
	}
	return object.IndexErrorf(t, "pop from an empty deque")
}

func dequePopLeft(t *Thread, args []Value) Value {
	if v := popLeft(t, args[0].Addr()); v != gc.Null {
		return v
	}
	return object.IndexErrorf(t, "pop from an empty deque")
}

func dequeClear(t *Thread, args []Value) Value {
	replace(t, args[0].Addr(), nil, 0)
	return gc.None
}

// like makes a deque of v's type, if it is dequeType, with its bound and the
// items.
func like(t *Thread, v Value, all []Value) Value {
	if object.TypeOf(v) != dequeType {
		typ := object.TypeOf(v).Obj
		l := object.NewList(t, all)
		if most := gc.Load(v.Addr() + dequeMaxLen); most != gc.None {
			return object.Call(t, typ, l, most)
		}
		return object.Call(t, typ, l)
	}
	r := newDeque(t, dequeType)
	gc.Store(r.Addr()+dequeMaxLen, gc.Load(v.Addr()+dequeMaxLen))
	replace(t, r.Addr(), bounded(v, all), len(all))
	return r
}

// bounded cuts items to the last maxlen ones.
func bounded(v Value, all []Value) []Value {
	if most := maxLen(v.Addr()); most >= 0 && int64(len(all)) > most {
		return all[int64(len(all))-most:]
	}
	return all
}

func dequeCopy(t *Thread, args []Value) Value { return like(t, args[0], items(t, args[0].Addr())) }

// find looks for an item equal to x from place lo to hi-1 and returns its
// index, -1 if there is none.
func find(t *Thread, v, x Value, lo, hi int64, removing bool) (int64, bool) {
	start := snapshot(t, v.Addr())
	for i := lo; i < hi; i++ {
		y := get(t, v.Addr(), i)
		if y == gc.Null {
			break
		}
		equal, ok := object.Eq(t, y, x)
		if !ok {
			return -1, false
		}
		if now := snapshot(t, v.Addr()); now != start {
			if removing {
				object.IndexErrorf(t, "deque mutated during remove().")
			} else {
				object.RuntimeErrorf(t, "deque mutated during iteration")
			}
			return -1, false
		}
		if equal {
			return i, true
		}
	}
	return -1, true
}

func dequeContains(t *Thread, v, x Value) (bool, bool) {
	i, ok := find(t, v, x, 0, math.MaxInt64, false)
	return i >= 0, ok
}

func dequeCount(t *Thread, args []Value) Value {
	n, ok := int64(0), true
	for i := int64(0); ; i++ {
		if i, ok = find(t, args[0], args[1], i, math.MaxInt64, false); !ok {
			return gc.Null
		}
		if i < 0 {
			return gc.MakeInt(n)
		}
		n++
	}
}

func dequeIndex(t *Thread, args []Value) Value {
	e := snapshot(t, args[0].Addr())
	lo, hi, ok := object.SearchBounds(t, args[2], args[3], int(e.right-e.left))
	if !ok {
		return gc.Null
	}
	i, ok := find(t, args[0], args[1], int64(lo), int64(hi), false)
	switch {
	case !ok:
		return gc.Null
	case i >= 0:
		return gc.MakeInt(i)
	}
	return object.ValueErrorf(t, "deque.index(x): x not in deque")
}

func dequeRemove(t *Thread, args []Value) Value {
	d := args[0].Addr()
	i, ok := find(t, args[0], args[1], 0, math.MaxInt64, true)
	switch {
	case !ok:
		return gc.Null
	case i >= 0:
		deleteAt(t, d, i)
		return gc.None
	}
	return object.ValueErrorf(t, "deque.remove(x): x not in deque")
}

// deleteAt removes item i, which is there.
func deleteAt(t *Thread, d uintptr, i int64) {
	switch e := snapshot(t, d); i {
	case 0:
		popLeft(t, d)
	case e.right - e.left - 1:
		popRight(t, d)
	default:
		all := items(t, d)
		replace(t, d, slices.Delete(all, int(i), int(i)+1), int(e.cap))
	}
}

func dequeInsert(t *Thread, args []Value) Value {
	d := args[0].Addr()
	i, ok := object.SizeArgument(t, args[1])
	if !ok {
		return gc.Null
	}
	e := snapshot(t, d)
	n := int(e.right - e.left)
	if int64(n) == maxLen(d) {
		return object.IndexErrorf(t, "deque already at its maximum size")
	}
	if i < 0 {
		i = max(i+n, 0)
	}
	switch {
	case i >= n:
		pushRight(t, d, args[2])
	case i == 0:
		pushLeft(t, d, args[2])
	default:
		replace(t, d, slices.Insert(items(t, d), i, args[2]), n+n/2)
	}
	return gc.None
}

func dequeExtend(t *Thread, args []Value) Value {
	if !object.NativeIterable(args[1]) {
		return t.SetTail(object.Prelude("deque_extend"), args[0], args[1])
	}
	if !extendRight(t, args[0], args[1]) {
		return gc.Null
	}
	return gc.None
}

func dequeExtendLeft(t *Thread, args []Value) Value {
	src := args[1]
	if src == args[0] {
		src = object.NewList(t, items(t, src.Addr()))
	}
	if !object.Iterate(t, src, func(x Value) bool {
		pushLeft(t, args[0].Addr(), x)
		return true
	}) {
		return gc.Null
	}
	return gc.None
}

func dequeReverse(t *Thread, args []Value) Value {
	all := items(t, args[0].Addr())
	slices.Reverse(all)
	replace(t, args[0].Addr(), all, len(all))
	return gc.None
}

func dequeRotate(t *Thread, args []Value) Value {
	n := 1
	if args[1] != gc.Null {
		var ok bool
		if n, ok = object.SizeArgument(t, args[1]); !ok {
			return gc.Null
		}
	}
	d := args[0].Addr()
	e := snapshot(t, d)
	size := int(e.right - e.left)
	if size < 2 {
		return gc.None
	}
	n %= size
	if n > size/2 {
		n -= size
	} else if n < -size/2 {
		n += size
	}
	for ; n > 0; n-- {
		pushLeft(t, d, popRight(t, d))
	}
	for ; n < 0; n++ {
		pushRight(t, d, popLeft(t, d))
	}
	return gc.None
}

func dequeReduce(t *Thread, args []Value) Value {
	v := args[0]
	state := object.CallMethod(t, v, object.Intern("__getstate__"))
	if state == gc.Null {
		return gc.Null
	}
	params := object.EmptyTuple
	if most := gc.Load(v.Addr() + dequeMaxLen); most != gc.None {
		params = object.NewTuple(t, object.EmptyTuple, most)
	}
	return object.NewTuple(t, object.TypeOf(v).Obj, params, state, dequeIter(t, v))
}

func dequeRepr(t *Thread, v Value) Value {
	if !object.EnterRepr(t, v) {
		return object.Intern("[...]")
	}
	defer object.LeaveRepr(t, v)
	r := object.Repr(t, object.NewList(t, items(t, v.Addr())))
	if r == gc.Null {
		return gc.Null
	}
	var text strings.Builder
	text.WriteString(object.TypeOf(v).Name + "(" + object.StrOf(r))
	if most := gc.Load(v.Addr() + dequeMaxLen); most != gc.None {
		text.WriteString(", maxlen=" + object.AsBig(most).String())
	}
	text.WriteByte(')')
	return object.NewStr(t, text.String())
}

func dequeCompare(t *Thread, op object.CompareOp, a, b Value) Value {
	if !isDeque(a) || !isDeque(b) {
		return gc.NotImplemented
	}
	return object.Compare(t, op, object.NewList(t, items(t, a.Addr())), object.NewList(t, items(t, b.Addr())))
}

func dequeLen(t *Thread, v Value) (int, bool) {
	e := snapshot(t, v.Addr())
	return int(e.right - e.left), true
}

// place turns an index object into the number of an item from the left.
func place(t *Thread, v, key Value) (int64, bool) {
	if object.Is(key, object.ShapeSlice) || !object.HasIndex(key) {
		object.TypeErrorf(t, "sequence index must be integer, not '%s'", object.TypeName(key))
		return 0, false
	}
	i, ok := object.Subscript(t, key)
	if ok && i < 0 {
		e := snapshot(t, v.Addr())
		i += int(e.right - e.left)
	}
	return int64(i), ok
}

func dequeGetItem(t *Thread, v, key Value) Value {
	i, ok := place(t, v, key)
	if !ok {
		return gc.Null
	}
	if x := get(t, v.Addr(), i); x != gc.Null {
		return x
	}
	return object.IndexErrorf(t, "deque index out of range")
}

func dequeSetItem(t *Thread, v, key, x Value) bool {
	i, ok := place(t, v, key)
	if !ok {
		return false
	}
	d := v.Addr()
	for {
		e := snapshot(t, d)
		if i < 0 || e.left+i >= e.right {
			object.IndexErrorf(t, "deque index out of range")
			return false
		}
		if x == gc.Null {
			deleteAt(t, d, i)
			return true
		}
		if left := e.left; !e.ownEnds(t, d) || e.left != left || e.left+i >= e.right {
			continue
		}
		e.put(t, e.left+i, x)
		return true
	}
}

func dequeConcat(t *Thread, a, b Value) Value {
	if !isDeque(a) {
		return gc.NotImplemented
	}
	if !isDeque(b) {
		return object.TypeErrorf(t, "can only concatenate deque (not \"%s\") to deque", object.TypeName(b))
	}
	return like(t, a, append(items(t, a.Addr()), items(t, b.Addr())...))
}

func dequeInPlaceConcat(t *Thread, a, b Value) Value {
	if !extendRight(t, a, b) {
		return gc.Null
	}
	return a
}

// repeated returns the items of a deque so many times: not more often than it takes
// to fill one of its maximal length.
func repeated(t *Thread, v, count Value) ([]Value, bool) {
	n, ok := object.IndexInt(t, count)
	if !ok {
		return nil, false
	}
	all := items(t, v.Addr())
	n = max(n, 0)
	if most := maxLen(v.Addr()); most >= 0 && len(all) > 0 {
		if full := int(most) / len(all); full < n {
			n = full + 1
		}
	}
	if len(all) > 0 && !object.Room(t, n, 8*len(all)) {
		return nil, false
	}
	return slices.Repeat(all, n), true
}

func dequeRepeat(t *Thread, a, b Value) Value {
	if !isDeque(a) {
		a, b = b, a
	}
	if !object.HasIndex(b) {
		return gc.NotImplemented
	}
	all, ok := repeated(t, a, b)
	if !ok {
		return gc.Null
	}
	return like(t, a, all)
}

func dequeInPlaceRepeat(t *Thread, a, b Value) Value {
	if !object.HasIndex(b) {
		return gc.NotImplemented
	}
	all, ok := repeated(t, a, b)
	if !ok {
		return gc.Null
	}
	all = bounded(a, all)
	replace(t, a.Addr(), all, len(all))
	return a
}

// An iterator holds the deque (Null at the end), the index of the next item
// from its side, and the ends that the deque had at the start.
const (
	iterDeque = gc.HeaderSize + 8*iota
	iterIndex
	iterLeft
	iterRight
	iterSize = gc.HeaderSize + 8*iota
)

func newIter(t *Thread, typ *object.Type, v Value) Value {
	it := typ.New(t)
	e := snapshot(t, v.Addr())
	gc.Store(it+iterDeque, v)
	gc.Store(it+iterIndex, gc.MakeInt(0))
	gc.Store(it+iterLeft, gc.MakeInt(e.left))
	gc.Store(it+iterRight, gc.MakeInt(e.right))
	return gc.MakePtr(it)
}

// iterNew is what calling one of the iterator types does: (deque, index=0).
func iterNew(t *Thread, cls *object.Type, args []Value, kw Value) Value {
	if !object.ArgCount(t, cls.Name, args, kw, 1, 2) {
		return gc.Null
	}
	if !isDeque(args[0]) {
		return object.TypeErrorf(t, "%s() argument 1 must be collections.deque, not %s", cls.Name, object.TypeName(args[0]))
	}
	it := newIter(t, cls, args[0])
	if len(args) == 2 {
		i, ok := object.IndexInt(t, args[1])
		if !ok {
			return gc.Null
		}
		n, _ := dequeLen(t, args[0])
		gc.Store(it.Addr()+iterIndex, gc.MakeInt(int64(min(max(i, 0), n))))
	}
	return it
}

func dequeIter(t *Thread, v Value) Value { return newIter(t, dequeIterType, v) }

func dequeReversed(t *Thread, args []Value) Value { return newIter(t, dequeReverseIterType, args[0]) }

func dequeIterNext(t *Thread, v Value) Value { return iterNext(t, v.Addr(), false) }

func dequeReverseNext(t *Thread, v Value) Value { return iterNext(t, v.Addr(), true) }

func iterNext(t *Thread, it uintptr, reverse bool) Value {
	t.OwnObject(it)
	d := gc.Load(it + iterDeque)
	if d == gc.Null {
		return gc.Stop
	}
	i, left, right := gc.Load(it+iterIndex).Int(), gc.Load(it+iterLeft).Int(), gc.Load(it+iterRight).Int()
	if e := snapshot(t, d.Addr()); e.left != left || e.right != right {
		gc.Store(it+iterDeque, gc.Null)
		return object.RuntimeErrorf(t, "deque mutated during iteration")
	}
	if i == right-left {
		gc.Store(it+iterDeque, gc.Null)
		return gc.Stop
	}
	gc.Store(it+iterIndex, gc.MakeInt(i+1))
	if reverse {
		i = right - left - 1 - i
	}
	return get(t, d.Addr(), i)
}

func iterHint(t *Thread, args []Value) Value {
	it := args[0].Addr()
	if t.Read(it+gc.LockOffset, it+iterDeque) == gc.Null {
		return gc.MakeInt(0)
	}
	return gc.MakeInt(gc.Load(it+iterRight).Int() - gc.Load(it+iterLeft).Int() - gc.Load(it+iterIndex).Int())
}
