package array

import (
	"math"
	"slices"

	"gorgon/gc"
	. "gorgon/vm/object"
)

// An array is laid out as a list, with one more word, so that what works on a
// list's items works on an array's, card by card. The typecode never changes.
// A memoryview shows a copy, which is made anew at each access: it can't be
// written to, and does not keep the array from changing its length.
const (
	arrayCode = gc.HeaderSize + ListPayload // int: the typecode
)

var (
	arrayType    = NewType("array", 0)
	iteratorType = NewType("arrayiterator", 0)
)

func isArray(v Value) bool { return IsInstance(v, arrayType) }

func kindOfArray(v Value) *kind { return kindOf(rune(gc.Load(v.Addr() + arrayCode).Int())) }

// newArray makes an array of the class with the items, which are of the kind.
func newArray(t *Thread, cls *Type, k *kind, items []Value) Value {
	o := cls.New(t)
	gc.Store(o+ListLenOffset, gc.MakeInt(0))
	gc.Store(o+arrayCode, gc.MakeInt(int64(k.code)))
	v := gc.MakePtr(o)
	ListAppendAll(t, v, items)
	return v
}

// content returns the items as bytes.
func content(t *Thread, v Value) []byte {
	k, items := kindOfArray(v), ListItems(t, v)
	b := make([]byte, 0, k.size*len(items))
	for _, x := range items {
		b = k.put(b, x)
	}
	return b
}

// decode returns the items that bytes are.
func (k *kind) decode(t *Thread, b []byte) ([]Value, bool) {
	if len(b)%k.size != 0 {
		ValueErrorf(t, "bytes length not a multiple of item size")
		return nil, false
	}
	items := make([]Value, 0, len(b)/k.size)
	for ; len(b) > 0; b = b[k.size:] {
		x := k.get(t, b)
		if x == Null {
			return nil, false
		}
		items = append(items, x)
	}
	return items, true
}

// characters returns the items that a str is.
func characters(t *Thread, s Value) []Value {
	runes := RunesOf(s)
	items := make([]Value, len(runes))
	for i, r := range runes {
		items[i] = NewRune(t, r)
	}
	return items
}

func construct(t *Thread, cls *Type, args []Value, kw Value) Value {
	if kw != Null && cls == arrayType {
		return TypeErrorf(t, "array.array() takes no keyword arguments")
	}
	if kw != Null {
		args = args[:len(args)-TupleLen(kw)] // for the __init__ of a subclass
	}
	switch {
	case len(args) == 0:
		return TypeErrorf(t, "array() takes at least 1 argument (0 given)")
	case len(args) > 2:
		return TypeErrorf(t, "array() takes at most 2 arguments (%d given)", len(args))
	case !IsStr(args[0]):
		return TypeErrorf(t, "array() argument 1 must be a unicode character, not %s", TypeName(args[0]))
	case StrLen(args[0]) != 1:
		return TypeErrorf(t, "array() argument 1 must be a unicode character, not a string of length %d", StrLen(args[0]))
	}
	k := kindOf(FirstRune(args[0]))
	if k == nil {
		return ValueErrorf(t, "bad typecode (must be b, B, u, w, h, H, i, I, l, L, q, Q, f or d)")
	}
	if k.code == 'u' && !Warn(t, DeprecationWarningType, 1, "The 'u' type code is deprecated and will be removed in Python 3.16") {
		return Null
	}
	if len(args) == 1 {
		return newArray(t, cls, k, nil)
	}
	return fill(t, cls, k, args[1])
}

// fill makes an array of what the constructor's second argument holds.
func fill(t *Thread, cls *Type, k *kind, src Value) Value {
	switch {
	case IsStr(src):
		if !k.isText() {
			return TypeErrorf(t, "cannot use a str to initialize an array with typecode '%c'", k.code)
		}
		return newArray(t, cls, k, characters(t, src))
	case isArray(src):
		from := kindOfArray(src)
		if from.isText() && !k.isText() {
			return TypeErrorf(t, "cannot use a unicode array to initialize an array with typecode '%c'", k.code)
		}
		if from.code == k.code {
			return newArray(t, cls, k, ListItems(t, src))
		}
	case IsBytes(src) || IsInstance(src, ByteArrayType):
		b, ok := BufferBytes(t, src)
		if !ok {
			return Null
		}
		if k.isText() {
			return fillText(t, cls, k, b)
		}
		items, ok := k.decode(t, b)
		if !ok {
			return Null
		}
		return newArray(t, cls, k, items)
	}
	v := newArray(t, cls, k, nil)
	if !extendFrom(t, v, src) {
		return Null
	}
	return v
}

// fillText makes an array of the characters that bytes in UTF-32 are.
func fillText(t *Thread, cls *Type, k *kind, b []byte) Value {
	if len(b)%k.size != 0 {
		return ValueErrorf(t, "bytes length not a multiple of item size")
	}
	text := CallMethod(t, NewBytes(t, b), Intern("decode"), Intern("utf-32-le"), Intern("surrogatepass"))
	if text == Null {
		return Null
	}
	return newArray(t, cls, k, characters(t, text))
}

// extendFrom appends the items of an iterable that is not an array of another
// kind.
func extendFrom(t *Thread, v, src Value) bool {
	k := kindOfArray(v)
	return Iterate(t, src, func(x Value) bool {
		if x = k.check(k, t, x); x == Null {
			return false
		}
		ListAppend(t, v, x)
		return true
	})
}

func iterate(t *Thread, v Value) Value { return NewListIter(t, iteratorType, v) }

func length(t *Thread, v Value) (int, bool) { return ListLen(t, v), true }

// index turns a subscript into a Go int that is negative only if it is too low.
func index(t *Thread, v, key Value) (int, bool) {
	if !HasIndex(key) {
		TypeErrorf(t, "array indices must be integers")
		return 0, false
	}
	i, ok := Subscript(t, key)
	if ok && i < 0 {
		i += ListLen(t, v)
	}
	return i, ok
}

func getItem(t *Thread, v, key Value) Value {
	if Is(key, ShapeSlice) {
		return getSlice(t, v, key)
	}
	i, ok := index(t, v, key)
	if !ok {
		return Null
	}
	if i >= 0 {
		if x := ListGet(t, v, i); x != Null {
			return x
		}
	}
	return IndexErrorf(t, "array index out of range")
}

func getSlice(t *Thread, v, key Value) Value {
	start, _, step, n, ok := SliceIndices(t, key, ListLen(t, v))
	if !ok {
		return Null
	}
	if n == 0 {
		return newArray(t, arrayType, kindOfArray(v), nil)
	}
	last := start + (n-1)*step
	part := ListPart(t, v, min(start, last), max(start, last)+1)
	if step == 1 {
		return newArray(t, arrayType, kindOfArray(v), part)
	}
	items := make([]Value, n)
	start -= min(start, last)
	for i := range items {
		items[i] = part[start+i*step]
	}
	return newArray(t, arrayType, kindOfArray(v), items)
}

func setItem(t *Thread, v, key, x Value) bool {
	if Is(key, ShapeSlice) {
		return setSlice(t, v, key, x)
	}
	i, ok := index(t, v, key)
	if !ok {
		return false
	}
	switch {
	case i < 0 || i >= ListLen(t, v):
	case x == Null:
		ListSplice(t, v, i, i+1, nil)
		return true
	default:
		k := kindOfArray(v)
		if x = k.check(k, t, x); x == Null {
			return false
		}
		if ListSet(t, v, i, x) {
			return true
		}
	}
	IndexErrorf(t, "array assignment index out of range")
	return false
}

func setSlice(t *Thread, v, key, src Value) bool {
	var items []Value
	switch {
	case src == Null:
	case !isArray(src):
		TypeErrorf(t, "can only assign array (not \"%s\") to array slice", TypeName(src))
		return false
	case kindOfArray(src) != kindOfArray(v):
		return mixed(t)
	default:
		items = slices.Clone(ListItems(t, src))
	}
	start, _, step, n, ok := SliceIndices(t, key, ListLen(t, v))
	if !ok {
		return false
	}
	switch {
	case step == 1:
		ListSplice(t, v, start, start+n, items)
	case src == Null:
		deleteSteps(t, v, start, step, n)
	case len(items) != n:
		ValueErrorf(t, "attempt to assign array of size %d to extended slice of size %d", len(items), n)
		return false
	default:
		for i, x := range items {
			ListSet(t, v, start+i*step, x)
		}
	}
	return true
}

// deleteSteps removes n items, step apart.
func deleteSteps(t *Thread, v Value, start, step, n int) {
	if n == 0 {
		return
	}
	if step < 0 {
		start, step = start+(n-1)*step, -step
	}
	all := ListItems(t, v)
	keep := make([]Value, 0, len(all)-n)
	for i, x := range all {
		if d := i - start; d < 0 || d%step != 0 || d/step >= n {
			keep = append(keep, x)
		}
	}
	ListSplice(t, v, 0, len(all), keep)
}

// mixed raises what CPython raises for arrays of two kinds.
func mixed(t *Thread) bool {
	TypeErrorf(t, "bad argument type for built-in operation")
	return false
}

func concat(t *Thread, a, b Value) Value {
	switch {
	case !isArray(a):
		return gc.NotImplemented
	case !isArray(b):
		return TypeErrorf(t, "can only append array (not \"%s\") to array", TypeName(b))
	case kindOfArray(a) != kindOfArray(b):
		mixed(t)
		return Null
	}
	return newArray(t, arrayType, kindOfArray(a), slices.Concat(ListItems(t, a), ListItems(t, b)))
}

func inPlaceConcat(t *Thread, a, b Value) Value {
	if !isArray(b) {
		return TypeErrorf(t, "can only extend array with array (not \"%s\")", TypeName(b))
	}
	if !extendArray(t, a, b) {
		return Null
	}
	return a
}

// extendArray appends the items of another array.
func extendArray(t *Thread, v, src Value) bool {
	if kindOfArray(v) != kindOfArray(src) {
		TypeErrorf(t, "can only extend with array of same kind")
		return false
	}
	ListAppendAll(t, v, slices.Clone(ListItems(t, src)))
	return true
}

// times returns the items count times.
func times(t *Thread, v, count Value) ([]Value, bool) {
	n, ok := IndexInt(t, count)
	if !ok {
		return nil, false
	}
	items := ListItems(t, v)
	if n = max(n, 0); len(items) > 0 && !Room(t, n, 8*len(items)) {
		return nil, false
	}
	return slices.Repeat(items, n), true
}

func repeat(t *Thread, a, b Value) Value {
	if !isArray(a) {
		a, b = b, a
	}
	if !HasIndex(b) {
		return gc.NotImplemented
	}
	items, ok := times(t, a, b)
	if !ok {
		return Null
	}
	return newArray(t, arrayType, kindOfArray(a), items)
}

func inPlaceRepeat(t *Thread, a, b Value) Value {
	if !HasIndex(b) {
		return gc.NotImplemented
	}
	items, ok := times(t, a, b)
	if !ok {
		return Null
	}
	ListSplice(t, a, 0, ListLen(t, a), items)
	return a
}

// compare goes by ==, not first by identity as for lists: nan differs from
// itself.
func compare(t *Thread, op CompareOp, a, b Value) Value {
	if !isArray(a) || !isArray(b) {
		return gc.NotImplemented
	}
	x, y := ListItems(t, a), ListItems(t, b)
	if len(x) != len(y) && (op == OpEQ || op == OpNE) {
		return gc.MakeBool(op == OpNE)
	}
	for i := range min(len(x), len(y)) {
		equal, ok := Eq(t, x[i], y[i])
		if !ok {
			return Null
		}
		if !equal {
			return Compare(t, op, x[i], y[i])
		}
	}
	return IntCompare(op, gc.MakeInt(int64(len(x))), gc.MakeInt(int64(len(y))))
}

func repr(t *Thread, v Value) Value {
	k, items := kindOfArray(v), ListItems(t, v)
	name := TypeOf(v).Name
	if len(items) == 0 {
		return NewStr(t, name+"('"+string(k.code)+"')")
	}
	shown := NewList(t, items)
	if k.isText() {
		shown = text(t, items)
	}
	if shown = Repr(t, shown); shown == Null {
		return Null
	}
	return NewStr(t, name+"('"+string(k.code)+"', "+StrOf(shown)+")")
}

// text is the str of characters.
func text(t *Thread, items []Value) Value {
	var b []byte
	for _, x := range items {
		b = append(b, StrOf(x)...)
	}
	return NewStr(t, string(b))
}

// find returns the index of the first item from lo to hi-1 that is equal to x,
// -1 if there is none.
func find(t *Thread, v, x Value, lo, hi int) (int, bool) {
	for i := lo; i < hi; i++ {
		y := ListGet(t, v, i)
		if y == Null {
			break
		}
		if equal, ok := Eq(t, y, x); equal || !ok {
			return i, ok
		}
	}
	return -1, true
}

func contains(t *Thread, v, x Value) (bool, bool) {
	i, ok := find(t, v, x, 0, math.MaxInt)
	return i >= 0, ok
}
