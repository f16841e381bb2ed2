package object

import (
	"gorgon/gc"
)

// The iterators that adapt others. An enumerate holds the iterator and the
// next number; a zip the tuple of iterators (Null at the end) and whether it
// is strict; a map the function, the tuple of iterators and strict; a filter
// the function and the iterator.
const (
	EnumIter  = gc.HeaderSize
	EnumCount = gc.HeaderSize + 8

	ZipIters  = gc.HeaderSize
	zipStrict = gc.HeaderSize + 8

	mapFunc   = gc.HeaderSize
	mapIters  = gc.HeaderSize + 8
	mapStrict = gc.HeaderSize + 16

	filterFunc = gc.HeaderSize
	filterIter = gc.HeaderSize + 8
)

// The types of the adapting iterators.
var (
	EnumerateType = NewType("enumerate", 0)
	ZipType       = NewType("zip", 0)
	MapType       = NewType("map", 0)
	FilterType    = NewType("filter", 0)
)

func init() {
	EnumerateType.Setup(Spec{
		Doc:     "Pairs of a number and an item.",
		Payload: 16, Layout: gc.LayoutValues,
		Slots:   Slots{Iter: selfIter, Next: enumNext, New: enumNew},
		Methods: []Method{classGetItem1, reduceMethod(enumReduce)},
	})
	ZipType.Setup(Spec{
		Doc:     "Tuples of the items that several iterables give side by side.",
		Payload: 16, Layout: gc.LayoutValues,
		Slots:   Slots{Iter: selfIter, Next: zipNext, New: zipNew},
		Methods: []Method{reduceMethod(zipReduce), strictSetState(zipStrict)},
	})
	MapType.Setup(Spec{
		Doc:     "What a function returns for the items of iterables.",
		Payload: 24, Layout: gc.LayoutValues,
		Slots:   Slots{Iter: selfIter, Next: mapNext, New: mapNew},
		Methods: []Method{reduceMethod(mapReduce), strictSetState(mapStrict)},
	})
	FilterType.Setup(Spec{
		Doc:     "The items for which a function is true.",
		Payload: 16, Layout: gc.LayoutValues,
		Slots:   Slots{Iter: selfIter, Next: filterNext, New: filterNew},
		Methods: []Method{reduceMethod(filterReduce)},
	})
}

// nativeAdaptor says whether going through an adapting iterator runs no Python
// code.
func nativeAdaptor(v Value, typ *Type) bool {
	o := v.Addr()
	switch typ {
	case EnumerateType:
		return NativeIterable(gc.Load(o + EnumIter))
	case ZipType:
		return allNative(gc.Load(o + ZipIters))
	case MapType:
		fn := TypeOf(gc.Load(o + mapFunc))
		return fn == NativeType && allNative(gc.Load(o+mapIters))
	case FilterType:
		return gc.Load(o+filterFunc) == None && NativeIterable(gc.Load(o+filterIter))
	}
	return false
}

func allNative(iters Value) bool {
	if iters == Null {
		return true
	}
	for _, it := range TupleItems(iters) {
		if !NativeIterable(it) {
			return false
		}
	}
	return true
}

// keywordArgs binds the named arguments of a constructor to its parameters;
// dst holds those given by position. Unknown ones raise TypeError.
func keywordArgs(t *Thread, name string, params []string, dst []Value, vals []Value, kw Value) bool {
	if kw == Null {
		return true
	}
next:
	for i, k := range TupleItems(kw) {
		for j, p := range params {
			if StrOf(k) != p {
				continue
			}
			if dst[j] != Null {
				TypeErrorf(t, "argument for %s() given by name ('%s') and position (%d)", name, p, j+1)
				return false
			}
			dst[j] = vals[i]
			continue next
		}
		TypeErrorf(t, "%s() got an unexpected keyword argument '%s'", name, StrOf(k))
		return false
	}
	return true
}

// splitKeywords parts the arguments of a call into those by position and by
// name.
func splitKeywords(args []Value, kw Value) (pos, named []Value) {
	if kw == Null {
		return args, nil
	}
	n := len(args) - TupleLen(kw)
	return args[:n], args[n:]
}

func enumNew(t *Thread, cls *Type, args []Value, kw Value) Value {
	pos, named := splitKeywords(args, kw)
	if len(pos) > 2 {
		return TypeErrorf(t, "enumerate() takes at most 2 arguments (%d given)", len(args))
	}
	var p [2]Value
	copy(p[:], pos)
	if !keywordArgs(t, "enumerate", []string{"iterable", "start"}, p[:], named, kw) {
		return Null
	}
	if p[0] == Null {
		return TypeErrorf(t, "enumerate() missing required argument 'iterable'")
	}
	n := gc.MakeInt(0)
	if p[1] != Null {
		var ok bool
		if n, ok = IntLike(t, p[1]); !ok {
			return Null
		}
	}
	it := Iter(t, p[0])
	if it == Null {
		return Null
	}
	o := cls.New(t)
	gc.Store(o+EnumIter, it)
	gc.Store(o+EnumCount, n)
	return gc.MakePtr(o)
}

func enumNext(t *Thread, v Value) Value {
	n, x := enumStep(t, v.Addr())
	if n == Null {
		return x
	}
	return NewTuple(t, n, x)
}

// enumStep returns the number and the item that the enumerate at o gives next:
// no number if item is Stop or Null, as with Next.
func enumStep(t *Thread, o uintptr) (number, item Value) {
	x := Next(t, gc.Load(o+EnumIter))
	if x == Null || x == Stop {
		return Null, x
	}
	t.OwnObject(o)
	n := gc.Load(o + EnumCount)
	next := Null
	if n.IsInt() && n.Int() < gc.MaxInt {
		next = gc.MakeInt(n.Int() + 1)
	} else if next = Binary(t, OpAdd, n, gc.MakeInt(1)); next == Null {
		return Null, Null
	}
	gc.Store(o+EnumCount, next)
	return n, x
}

// strictOption takes the only keyword of zip and map.
func strictOption(t *Thread, name string, named []Value, kw Value) (Value, bool) {
	var strict [1]Value
	if !keywordArgs(t, name, []string{"strict"}, strict[:], named, kw) {
		return Null, false
	}
	if strict[0] == Null {
		return False, true
	}
	b, ok := Truth(t, strict[0])
	return gc.MakeBool(b), ok
}

// itersOf makes a tuple of the iterators of all of the values.
func itersOf(t *Thread, vals []Value) Value {
	iters := make([]Value, len(vals))
	for i, v := range vals {
		if iters[i] = Iter(t, v); iters[i] == Null {
			return Null
		}
	}
	return NewTupleFrom(t, iters)
}

func zipNew(t *Thread, cls *Type, args []Value, kw Value) Value {
	pos, named := splitKeywords(args, kw)
	strict := False
	if cls == ZipType || kw != Null {
		var ok bool
		if strict, ok = strictOption(t, "zip", named, kw); !ok {
			return Null
		}
	}
	iters := itersOf(t, pos)
	if iters == Null {
		return Null
	}
	o := cls.New(t)
	gc.Store(o+ZipIters, iters)
	gc.Store(o+zipStrict, strict)
	return gc.MakePtr(o)
}

// nextOfAll fills row with the next item of each iterator; end says that one
// of them has no more, and then a strict adaptor has checked the others.
func nextOfAll(t *Thread, name string, iters, row []Value, strict bool) (end, ok bool) {
	for i, it := range iters {
		x := Next(t, it)
		switch {
		case x == Null:
			return false, false
		case x == Stop && strict:
			return true, sameEnd(t, name, iters, i)
		case x == Stop:
			return true, true
		}
		row[i] = x
	}
	return len(iters) == 0, true
}

// sameEnd checks that all iterators are at their end, as number i is.
func sameEnd(t *Thread, name string, iters []Value, i int) bool {
	if i > 0 {
		plural := "s 1-"
		if i == 1 {
			plural = " "
		}
		ValueErrorf(t, "%s() argument %d is shorter than argument%s%d", name, i+1, plural, i)
		return false
	}
	for i := 1; i < len(iters); i++ {
		x := Next(t, iters[i])
		if x == Null {
			return false
		}
		if x != Stop {
			plural := "s 1-"
			if i == 1 {
				plural = " "
			}
			ValueErrorf(t, "%s() argument %d is longer than argument%s%d", name, i+1, plural, i)
			return false
		}
	}
	return true
}

func zipNext(t *Thread, v Value) Value {
	o := v.Addr()
	iters := TupleItems(gc.Load(o + ZipIters))
	if len(iters) == 0 {
		return Stop
	}
	r := allocTuple(&t.Allocator, len(iters))
	end, ok := nextOfAll(t, "zip", iters, gc.Values(r+TupleItemsOffset, len(iters)), gc.Load(o+zipStrict) == True)
	switch {
	case !ok:
		return Null
	case end:
		return Stop
	}
	return gc.MakePtr(r)
}

func mapNew(t *Thread, cls *Type, args []Value, kw Value) Value {
	pos, named := splitKeywords(args, kw)
	strict := False
	if cls == MapType || kw != Null {
		var ok bool
		if strict, ok = strictOption(t, "map", named, kw); !ok {
			return Null
		}
	}
	if len(pos) < 2 {
		return TypeErrorf(t, "map() must have at least two arguments.")
	}
	iters := itersOf(t, pos[1:])
	if iters == Null {
		return Null
	}
	o := cls.New(t)
	gc.Store(o+mapFunc, pos[0])
	gc.Store(o+mapIters, iters)
	gc.Store(o+mapStrict, strict)
	return gc.MakePtr(o)
}

// mapArgs fills row with the arguments of a map's next call.
func mapArgs(t *Thread, o uintptr, row []Value) (end, ok bool) {
	return nextOfAll(t, "map", TupleItems(gc.Load(o+mapIters)), row, gc.Load(o+mapStrict) == True)
}

func mapNext(t *Thread, v Value) Value {
	o := v.Addr()
	var buf [4]Value
	row := append(buf[:0], make([]Value, TupleLen(gc.Load(o+mapIters)))...)
	end, ok := mapArgs(t, o, row)
	switch {
	case !ok:
		return Null
	case end:
		return Stop
	}
	return Call(t, gc.Load(o+mapFunc), row...)
}

func filterNew(t *Thread, cls *Type, args []Value, kw Value) Value {
	pos, kw := forInit(cls, FilterType, args, kw)
	if !noKeywords(t, "filter", kw) {
		return Null
	}
	if len(pos) != 2 {
		return TypeErrorf(t, "filter expected 2 arguments, got %d", len(pos))
	}
	it := Iter(t, pos[1])
	if it == Null {
		return Null
	}
	o := cls.New(t)
	gc.Store(o+filterFunc, pos[0])
	gc.Store(o+filterIter, it)
	return gc.MakePtr(o)
}

func filterNext(t *Thread, v Value) Value {
	o := v.Addr()
	fn, it := gc.Load(o+filterFunc), gc.Load(o+filterIter)
	for {
		x := Next(t, it)
		if x == Null || x == Stop {
			return x
		}
		good := x
		if fn != None && fn != BoolType.Obj {
			if good = Call(t, fn, x); good == Null {
				return Null
			}
		}
		if keep, ok := Truth(t, good); !ok {
			return Null
		} else if keep {
			return x
		}
	}
}
