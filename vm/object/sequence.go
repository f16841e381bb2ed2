package object

import (
	"math"
	"reflect"
	"strings"
	"sync"

	"github.com/puzpuzpuz/xsync/v3"

	"gorgon/gc"
)

// What lists, tuples and their like have in common.

// hashItems is the hash of a tuple of these items.
func hashItems(t *Thread, items []Value) (uint64, bool) {
	c := newHashCombiner()
	for _, x := range items {
		if x.IsInt() {
			if i := x.Int(); i != -1 {
				c.add(uint64(i))
				continue
			}
		}
		nested := Is(x, ShapeTuple)
		if nested && !EnterRecursion(t, " while hashing a tuple") {
			return 0, false
		}
		h, ok := keyHash(t, x)
		if nested {
			LeaveRecursion(t)
		}
		if !ok {
			return 0, false
		}
		c.add(h)
	}
	return c.sum(len(items)), true
}

// compareItems compares two sequences item by item.
func compareItems(t *Thread, op CompareOp, a, b []Value) Value {
	if len(a) != len(b) && (op == OpEQ || op == OpNE) {
		return gc.MakeBool(op == OpNE)
	}
	for i := range min(len(a), len(b)) {
		x, y := a[i], b[i]
		if x == y {
			continue
		}
		if x == Null || y == Null {
			break // a comparison has emptied a list
		}
		equal, ok := sameItem(t, x, y)
		if !ok {
			return Null
		}
		if equal {
			continue
		}
		switch op {
		case OpEQ:
			return False
		case OpNE:
			return True
		}
		return Compare(t, op, x, y)
	}
	return compareLengths(op, len(a), len(b))
}

// sameItem is Eq with the common cases first.
func sameItem(t *Thread, x, y Value) (equal, ok bool) {
	if gc.BothInt(x, y) {
		return x == y, true
	}
	if Is(x, ShapeStr) && Is(y, ShapeStr) {
		return x == y || StrOf(x) == StrOf(y), true
	}
	if x == y {
		return true, true
	}
	if !EnterRecursion(t, " in comparison") {
		return false, false
	}
	equal, ok = Eq(t, x, y)
	LeaveRecursion(t)
	return equal, ok
}

func compareLengths(op CompareOp, a, b int) Value {
	switch op {
	case OpLT:
		return gc.MakeBool(a < b)
	case OpLE:
		return gc.MakeBool(a <= b)
	case OpEQ:
		return gc.MakeBool(a == b)
	case OpNE:
		return gc.MakeBool(a != b)
	case OpGT:
		return gc.MakeBool(a > b)
	}
	return gc.MakeBool(a >= b)
}

// reprRunning holds the containers whose repr is being made, by thread.
var reprRunning = xsync.NewMapOf[reprKey, struct{}]()

type reprKey struct {
	t *Thread
	v Value
}

// EnterRepr notes that the repr of v is being made; false: it was already.
// The caller defers LeaveRepr.
func EnterRepr(t *Thread, v Value) bool {
	_, running := reprRunning.LoadOrStore(reprKey{t, v}, struct{}{})
	return !running
}

// LeaveRepr is the other half of EnterRepr.
func LeaveRepr(t *Thread, v Value) { reprRunning.Delete(reprKey{t, v}) }

// appendRepr adds the repr of v to a text.
func appendRepr(t *Thread, text *strings.Builder, v Value) bool {
	r := Repr(t, v)
	if r == Null {
		return false
	}
	text.WriteString(StrOf(r))
	return true
}

// reprSequence makes "open item, item close"; next gives item i, Null after
// the last.
func reprSequence(t *Thread, v Value, open, closing string, next func(i int) Value) Value {
	if !EnterRepr(t, v) {
		return NewStr(t, open+"..."+closing)
	}
	defer LeaveRepr(t, v)
	var text strings.Builder
	text.WriteString(open)
	for i := 0; ; i++ {
		x := next(i)
		if x == Null {
			break
		}
		if i > 0 {
			text.WriteString(", ")
		}
		if !appendRepr(t, &text, x) {
			return Null
		}
	}
	text.WriteString(closing)
	return NewStr(t, text.String())
}

// subscript turns an index object into a Go int.
func subscript(t *Thread, v Value) (int, bool) {
	if v.IsInt() {
		return int(v.Int()), true
	}
	i, ok := IntLike(t, v)
	if !ok {
		return 0, false
	}
	n, ok := AsInt64(i)
	if !ok {
		IndexErrorf(t, "cannot fit '%s' into an index-sized integer", TypeName(v))
		return 0, false
	}
	return int(n), true
}

// repeatCount turns the right operand of * into a count. ok false with no
// exception: not an int.
func repeatCount(t *Thread, v Value) (n int, ok bool) {
	if !hasIndex(v) {
		return 0, false
	}
	i, ok := IntLike(t, v)
	if !ok {
		return 0, false
	}
	x, ok := AsInt64(i)
	if !ok {
		OverflowErrorf(t, "cannot fit '%s' into an index-sized integer", TypeName(v))
		return 0, false
	}
	return max(0, int(x)), true
}

// SearchBounds turns the optional start and stop of index() into a range. It
// may end behind the n items that there are now: some __eq__ may append more.
func SearchBounds(t *Thread, start, stop Value, n int) (lo, hi int, ok bool) {
	lo, hi, ok = 0, math.MaxInt, true
	if start != Null {
		if lo, ok = sliceIndexOnly(t, start); !ok {
			return
		}
	}
	if stop != Null {
		if hi, ok = sliceIndexOnly(t, stop); !ok {
			return
		}
	}
	if lo < 0 {
		lo = max(lo+n, 0)
	}
	if hi < 0 {
		hi = max(hi+n, 0)
	}
	return lo, hi, true
}

func sliceIndexOnly(t *Thread, v Value) (int, bool) {
	if !hasIndex(v) {
		TypeErrorf(t, "slice indices must be integers or have an __index__ method")
		return 0, false
	}
	return sliceIndex(t, v, 0)
}

// Collect returns the items of any iterable. The slice may lie over the
// storage of a list: copy it before Python code runs.
func Collect(t *Thread, v Value) ([]Value, bool) {
	if v.IsPtr() {
		switch gc.Shape(v.Addr()) {
		case ShapeTuple:
			return TupleItems(v), true
		case ShapeList:
			return listView(t, v), true
		case ShapeSet, ShapeFrozenSet:
			return SetItems(t, v), true
		case ShapeDict:
			return dictKeys(t, v), true
		}
	}
	items := make([]Value, 0, lengthHint(t, v))
	if t.Exc != Null {
		return nil, false
	}
	ok := Iterate(t, v, func(x Value) bool {
		if len(items) == cap(items) && len(items) > maxBytes/16 {
			return NoMemory(t) != Null
		}
		items = append(items, x)
		return true
	})
	return items, ok
}

// lengthHint is a cheap guess at how many items v has.
func lengthHint(t *Thread, v Value) int {
	switch typ := TypeOf(v); typ {
	case RangeType:
		if _, _, _, n := rangeParts(v); n.IsInt() && n.Int() < 1<<24 {
			return int(n.Int())
		}
	case RangeIterType:
		return int(min(gc.Load(v.Addr()+RangeIterLeft).Int(), 1<<24))
	}
	return 0
}

var nativeIterables = map[*Type]bool{}

// NativeIterable says whether going through v runs no Python code: exact
// builtin containers and their iterators.
func NativeIterable(v Value) bool {
	if !v.IsPtr() {
		return true // not iterable at all
	}
	switch gc.Shape(v.Addr()) {
	case ShapeTuple, ShapeList, ShapeDict, ShapeSet, ShapeFrozenSet, ShapeRange, ShapeStr, ShapeBytes, ShapeByteArray:
		return true
	}
	typ := TypeOf(v)
	if nativeIterables[typ] {
		return true
	}
	return nativeAdaptor(v, typ)
}

// sameFunc says whether two slots are the same function.
func sameFunc(a, b any) bool { return reflect.ValueOf(a).Pointer() == reflect.ValueOf(b).Pointer() }

// ForInit is forInit for other packages.
func ForInit(cls, base *Type, args []Value, kw Value) ([]Value, Value) {
	return forInit(cls, base, args, kw)
}

// forInit drops the keywords that the __init__ of a subclass of an immutable
// type is there to take.
func forInit(cls, base *Type, args []Value, kw Value) ([]Value, Value) {
	if kw == Null || cls == base || sameFunc(cls.Slots.Init, base.Slots.Init) {
		return args, kw
	}
	return args[:len(args)-TupleLen(kw)], Null
}

// selfIter is __iter__ of iterators.
func selfIter(t *Thread, v Value) Value { return v }

// iterContains looks for an item in what an iterator gives.
func iterContains(t *Thread, it, item Value) (in, ok bool) {
	_, found := iterIndex(t, it, item)
	return found, t.Exc == Null
}

// iterIndex returns how many items an iterator gives before one that is equal.
func iterIndex(t *Thread, it, item Value) (int, bool) {
	if it == Null {
		return 0, false
	}
	for i := 0; ; i++ {
		x := Next(t, it)
		if x == Stop || x == Null {
			return 0, false
		}
		equal, ok := Eq(t, x, item)
		if equal || !ok {
			return i, equal
		}
	}
}

// genericAlias is __class_getitem__ of the builtin containers.
func genericAlias(t *Thread, args []Value) Value { return NewGenericAlias(t, args[0], args[1]) }

var classGetItem1 = Method{Name: "__class_getitem__", Sig: "(cls, object, /)", Fn: genericAlias, Flags: ClassMethod, Doc: "A generic alias, for annotations."}

// ClassGetItemMethod is the method __class_getitem__ that makes a generic alias.
var ClassGetItemMethod = classGetItem1

// lazyNative declares a native function that only the prelude calls: it is
// handed over as an argument.
func lazyNative(name, sig string, fn NativeFn) *OnceValue { return LazyNative(name, sig, fn) }

// LazyNative is lazyNative for library packages.
func LazyNative(name, sig string, fn NativeFn) *OnceValue {
	return Once(func(t *Thread) Value {
		return NewNative(t, newNativeFrom(&Method{Name: name, Sig: sig, Fn: fn}, nil), Null)
	})
}

// DeclareNativeIterable says that going through an instance of exactly typ, or
// taking items from it, runs no Python code.
func DeclareNativeIterable(typ *Type) { nativeIterables[typ] = true }

// ArgCount raises the TypeError of a constructor without keywords for a wrong
// number of arguments; kw names the last of them or is Null.
func ArgCount(t *Thread, name string, args []Value, kw Value, least, most int) bool {
	return noKeywords(t, name, kw) && argCount(t, name, len(args), least, most)
}

// HasIndex says whether v is an int or has __index__.
func HasIndex(v Value) bool { return hasIndex(v) }

// Subscript turns an index object into a Go int, with IndexError if it is too
// large.
func Subscript(t *Thread, v Value) (int, bool) { return subscript(t, v) }

// SliceIndexInt is Subscript for bounds: too large ones are clamped.
func SliceIndexInt(t *Thread, v Value) (int, bool) { return sliceIndexOnly(t, v) }

// LengthHint is operator.length_hint: len(v), or v.__length_hint__(), or other.
func LengthHint(t *Thread, v Value, other int) (int, bool) {
	if TypeOf(v).Slots.Len != nil {
		n, ok := Len(t, v)
		if ok || !ExcIs(t.Exc, TypeErrorType) {
			return n, ok
		}
		ClearExc(t)
	}
	fn, self := LookupSpecial(t, v, lengthHintName)
	if fn == Null {
		return other, t.Exc == Null
	}
	var r Value
	if self == Null {
		r = Call(t, fn)
	} else {
		r = Call(t, fn, self)
	}
	switch {
	case r == Null && ExcIs(t.Exc, TypeErrorType):
		ClearExc(t)
		return other, true
	case r == Null:
		return 0, false
	case r == NotImplemented:
		return other, true
	case !IsIntObj(r):
		TypeErrorf(t, "__length_hint__ must be an integer, not %s", TypeName(r))
		return 0, false
	}
	n, ok := IndexInt(t, r)
	if ok && n < 0 {
		ValueErrorf(t, "__length_hint__() should return >= 0")
		return 0, false
	}
	return n, ok
}

var lengthHintName = Intern("__length_hint__")

// KeywordCall turns positional arguments and a dict of named ones (or Null)
// into what a call takes: all arguments and the tuple of the names.
func KeywordCall(t *Thread, args []Value, named Value) (all []Value, kw Value, ok bool) {
	if named == Null || DictLen(t, named) == 0 {
		return args, Null, true
	}
	var names []Value
	all = append([]Value(nil), args...)
	for pos := 0; ; {
		k, v, more := DictNext(t, named, &pos)
		if !more {
			return all, NewTupleFrom(t, names), true
		}
		if !IsStr(k) {
			TypeErrorf(t, "keywords must be strings")
			return nil, Null, false
		}
		names, all = append(names, k), append(all, v)
	}
}

// TailCall ends a native function in fn(*args, **named); named is a dict or
// Null.
func TailCall(t *Thread, fn Value, args []Value, named Value) Value {
	all, kw, ok := KeywordCall(t, args, named)
	if !ok {
		return Null
	}
	r := t.SetTail(fn, all...)
	t.TailKw = kw
	return r
}

// OnceValue is an immortal object that is made when it is first needed.
type OnceValue struct {
	make  func(t *Thread) Value
	once  sync.Once
	value Value
}

// Once declares an immortal object. make must not fail, nor run Python code.
func Once(make func(t *Thread) Value) *OnceValue { return &OnceValue{make: make} }

// Value returns the object. It is born outside of the running transaction.
func (o *OnceValue) Value(*Thread) Value {
	o.once.Do(func() {
		t := &Thread{}
		t.Solo = true
		o.value = o.make(t)
		immortal.keep(o.value)
		gc.UnregisterAllocator(&t.Allocator)
	})
	return o.value
}

// ReadOnly is Getset.Set of an attribute that CPython has as a member rather
// than a getset.
func ReadOnly(t *Thread, v, val Value) bool {
	AttributeErrorf(t, "readonly attribute")
	return false
}
