package object

import "gorgon/gc"

// The views of a dict hold the dict; their iterators hold the dict (Null at
// the end), the number of the entry where they go on, and the dict's length
// when they were made (-1: it has changed).
const (
	viewDict = gc.HeaderSize

	DictIterDict = gc.HeaderSize
	DictIterPos  = gc.HeaderSize + 8
	DictIterLen  = gc.HeaderSize + 16
	DictIterLeft = gc.HeaderSize + 24 // how many entries are still to come
	dictIterSize = gc.HeaderSize + 32
)

// The types of the views and of their iterators.
var (
	DictKeysType      = NewType("dict_keys", ShapeDictKeys)
	DictValuesType    = NewType("dict_values", ShapeDictValues)
	DictItemsType     = NewType("dict_items", ShapeDictItems)
	DictKeyIterType   = NewType("dict_keyiterator", ShapeDictKeyIter)
	DictValueIterType = NewType("dict_valueiterator", ShapeDictValueIter)
	DictItemIterType  = NewType("dict_itemiterator", ShapeDictItemIter)

	dictReverseKeyIterType   = NewType("dict_reversekeyiterator", 0)
	dictReverseValueIterType = NewType("dict_reversevalueiterator", 0)
	dictReverseItemIterType  = NewType("dict_reverseitemiterator", 0)
)

func init() {
	setupView(DictKeysType, DictKeyIterType, dictReverseKeyIterType, true, dictKeysContains)
	setupView(DictItemsType, DictItemIterType, dictReverseItemIterType, true, dictItemsContains)
	setupView(DictValuesType, DictValueIterType, dictReverseValueIterType, false, nil)
	for _, typ := range []*Type{DictKeyIterType, DictValueIterType, DictItemIterType} {
		setupDictIter(typ, dictIterNext)
	}
	for _, typ := range []*Type{dictReverseKeyIterType, dictReverseValueIterType, dictReverseItemIterType} {
		setupDictIter(typ, dictReverseIterNext)
	}
}

func setupView(typ, iter, reverse *Type, set bool, contains func(t *Thread, v, item Value) (bool, bool)) {
	spec := Spec{
		Payload: 8,
		Layout:  gc.LayoutValues,
		Final:   true,
		Slots: Slots{
			Repr: viewRepr, Len: viewLen, Contains: contains,
			Iter: func(t *Thread, v Value) Value { return newDictIter(t, iter, viewOf(v)) },
		},
		Methods: []Method{{Name: "__reversed__", Sig: "(self, /)", Doc: "An iterator from the end to the start.",
			Fn: func(t *Thread, args []Value) Value { return newDictReverseIter(t, reverse, viewOf(args[0])) }}},
		Getset: []Getset{{Name: "mapping", Get: viewMapping, Doc: "The dict of the view."}},
	}
	nativeIterables[typ] = true
	if set {
		spec.Slots.Compare = viewCompare
		spec.Slots.Binary = [NumBinary]func(t *Thread, a, b Value) Value{OpAnd: viewAnd, OpOr: viewOr, OpXor: viewXor, OpSub: viewSub}
		spec.Methods = append(spec.Methods, Method{Name: "isdisjoint", Sig: "(self, other, /)", Fn: viewIsDisjoint,
			Doc: "Whether there is no common item."})
	}
	typ.Setup(spec)
}

func setupDictIter(typ *Type, next func(t *Thread, v Value) Value) {
	nativeIterables[typ] = true
	typ.Setup(Spec{
		Payload: dictIterSize - gc.HeaderSize,
		Layout:  gc.LayoutValues,
		Final:   true,
		Slots:   Slots{Iter: selfIter, Next: next},
		Methods: []Method{{Name: "__length_hint__", Sig: "(self, /)", Fn: dictIterHint, Doc: "About how many items are left."}, reduceMethod(dictIterReduce)},
	})
}

func newView(t *Thread, typ *Type, d Value) Value {
	o := t.Alloc(gc.Header(typ.Root.ID, gc.LayoutValues), gc.Round(gc.HeaderSize+8))
	gc.Store(o+viewDict, d)
	return gc.MakePtr(o)
}

func viewOf(v Value) Value { return gc.Load(v.Addr() + viewDict) }

func dictKeysMethod(t *Thread, args []Value) Value   { return newView(t, DictKeysType, args[0]) }
func dictValuesMethod(t *Thread, args []Value) Value { return newView(t, DictValuesType, args[0]) }
func dictItemsMethod(t *Thread, args []Value) Value  { return newView(t, DictItemsType, args[0]) }

func viewMapping(t *Thread, v Value) Value { return NewMappingProxy(t, viewOf(v)) }

func viewLen(t *Thread, v Value) (int, bool) { return DictLen(t, viewOf(v)), true }

func viewRepr(t *Thread, v Value) Value {
	name := TypeOf(v).Name
	if !EnterRepr(t, v) {
		return Intern("...")
	}
	defer LeaveRepr(t, v)
	r := Repr(t, NewList(t, viewItems(t, v)))
	if r == Null {
		return Null
	}
	return NewStr(t, name+"("+StrOf(r)+")")
}

// viewItems returns what iterating over a view gives.
func viewItems(t *Thread, v Value) []Value {
	d, kind := viewOf(v), viewKinds[TypeOf(v)]
	items := make([]Value, 0, DictLen(t, d))
	for pos := 0; ; {
		k, x, more := DictNext(t, d, &pos)
		if !more {
			return items
		}
		items = append(items, dictIterItem(t, kind, k, x))
	}
}

// dictIterItem is what kind 0 (keys), 1 (values) or 2 (items) gives of an
// entry.
func dictIterItem(t *Thread, kind uint32, k, v Value) Value {
	switch kind {
	case 0:
		return k
	case 1:
		return v
	}
	return NewTuple(t, k, v)
}

func dictKeysContains(t *Thread, v, item Value) (bool, bool) {
	x, ok := DictGet(t, viewOf(v), item)
	return x != Null, ok
}

func dictItemsContains(t *Thread, v, item Value) (bool, bool) {
	if !IsTuple(item) || TupleLen(item) != 2 {
		return false, true
	}
	p := TupleItems(item)
	x, ok := DictGet(t, viewOf(v), p[0])
	if !ok || x == Null {
		return false, ok
	}
	return sameItem(t, x, p[1])
}

// viewKinds says what the views give: keys (0), values (1) or items (2).
var viewKinds = map[*Type]uint32{DictKeysType: 0, DictValuesType: 1, DictItemsType: 2}

func isSetView(v Value) bool {
	kind, view := viewKinds[TypeOf(v)]
	return view && kind != 1
}

func viewCompare(t *Thread, op CompareOp, a, b Value) Value {
	if !isSetView(a) || !isSetView(b) && !IsAnySet(b) {
		return NotImplemented
	}
	na, ok := Len(t, a)
	if !ok {
		return Null
	}
	nb, ok := Len(t, b)
	if !ok {
		return Null
	}
	result := false
	switch op {
	case OpEQ, OpNE:
		result = na == nb
	case OpLT:
		result = na < nb
	case OpLE:
		result = na <= nb
	case OpGT:
		result, a, b = na > nb, b, a
	case OpGE:
		result, a, b = na >= nb, b, a
	}
	if result {
		if result, ok = allIn(t, a, b); !ok {
			return Null
		}
	}
	return gc.MakeBool(result == (op != OpNE))
}

// allIn says whether every item of a is in b.
func allIn(t *Thread, a, b Value) (all, ok bool) {
	all = true
	ok = Iterate(t, a, func(x Value) bool {
		in, ok := Contains(t, b, x)
		all = in
		return in && ok
	})
	return all && ok, t.Exc == Null
}

func viewSub(t *Thread, a, b Value) Value {
	r := viewSet(t, a)
	if r == Null || !SetDifferenceUpdate(t, r, b) {
		return Null
	}
	return r
}

func viewSet(t *Thread, v Value) Value {
	s := NewSet(t)
	if !SetUpdate(t, s, v) {
		return Null
	}
	return s
}

func viewOr(t *Thread, a, b Value) Value {
	r := viewSet(t, a)
	if r == Null || !SetUpdate(t, r, b) {
		return Null
	}
	return r
}

func viewAnd(t *Thread, a, b Value) Value {
	if !isSetView(a) {
		a, b = b, a
	}
	na, _ := Len(t, a)
	if isSetView(b) {
		if nb, _ := Len(t, b); nb > na {
			a, b = b, a
		}
	} else if Is(b, ShapeSet) {
		if nb, _ := Len(t, b); nb >= na {
			return SetIntersection(t, b, a)
		}
	}
	r := NewSet(t)
	if !Iterate(t, b, func(x Value) bool {
		in, ok := Contains(t, a, x)
		if in {
			ok = SetAdd(t, r, x)
		}
		return ok
	}) {
		return Null
	}
	return r
}

func viewXor(t *Thread, a, b Value) Value {
	r := viewSet(t, a)
	if r == Null || !SetSymmetricUpdate(t, r, b) {
		return Null
	}
	return r
}

func viewIsDisjoint(t *Thread, args []Value) Value {
	a, b := args[0], args[1]
	if a == b {
		n, _ := Len(t, a)
		return gc.MakeBool(n == 0)
	}
	if isSetView(b) || IsAnySet(b) {
		na, _ := Len(t, a)
		if nb, _ := Len(t, b); nb > na {
			a, b = b, a
		}
	}
	disjoint := true
	Iterate(t, b, func(x Value) bool {
		in, ok := Contains(t, a, x)
		disjoint = !in
		return !in && ok
	})
	return orNull(t, gc.MakeBool(disjoint))
}

func dictIter(t *Thread, d Value) Value { return newDictIter(t, DictKeyIterType, d) }

func newDictIter(t *Thread, typ *Type, d Value) Value {
	o := t.Alloc(gc.Header(typ.Root.ID, gc.LayoutValues), gc.Round(dictIterSize))
	gc.Store(o+DictIterDict, d)
	gc.Store(o+DictIterPos, gc.MakeInt(0))
	n := gc.MakeInt(int64(DictLen(t, d)))
	gc.Store(o+DictIterLen, n)
	gc.Store(o+DictIterLeft, n)
	return gc.MakePtr(o)
}

func newDictReverseIter(t *Thread, typ *Type, d Value) Value {
	it := newDictIter(t, typ, d)
	_, fill := dictSnapshot(t, d.Addr())
	gc.Store(it.Addr()+DictIterPos, gc.MakeInt(int64(fill)))
	return it
}

func dictReversed(t *Thread, args []Value) Value {
	return newDictReverseIter(t, dictReverseKeyIterType, args[0])
}

// dictIterLoad returns the dict of an iterator that the transaction now owns,
// Null at its end or if the dict has changed (then an exception is pending).
func dictIterLoad(t *Thread, o uintptr) Value {
	t.OwnObject(o)
	d := gc.Load(o + DictIterDict)
	if d == Null {
		return Null
	}
	if gc.Load(o+DictIterLen) != gc.MakeInt(int64(DictLen(t, d))) {
		gc.Store(o+DictIterLen, gc.MakeInt(-1))
		return RuntimeErrorf(t, "dictionary changed size during iteration")
	}
	return d
}

func dictIterEnd(t *Thread, o uintptr) Value {
	if t.Exc != Null {
		return Null
	}
	gc.Store(o+DictIterDict, Null)
	return Stop
}

// dictIterCount counts an entry that an iterator found; there must not be more
// than the dict had when it was made.
func dictIterCount(t *Thread, o uintptr) bool {
	left := gc.Load(o + DictIterLeft).Int()
	if left == 0 {
		gc.Store(o+DictIterDict, Null)
		RuntimeErrorf(t, "dictionary keys changed during iteration")
		return false
	}
	gc.Store(o+DictIterLeft, gc.MakeInt(left-1))
	return true
}

// dictIterStepSolo is dictIterStep while there is one thread: it returns no key
// when the ordinary way has to look.
func dictIterStepSolo(o uintptr) (k, v Value) {
	d := gc.Load(o + DictIterDict)
	left := gc.Load(o + DictIterLeft).Int()
	if d == Null || left == 0 || gc.Load(o+DictIterLen) != gc.Load(d.Addr()+DictUsedOffset) {
		return Null, Null
	}
	b, fill := gc.Load(d.Addr()+DictBlockOffset).Addr(), gc.Load(d.Addr()+DictFillOffset).Int()
	pos := gc.Load(o + DictIterPos).Int()
	for e := DictEntries(b) + uintptr(pos)*DictEntrySize; pos < fill; e += DictEntrySize {
		pos++
		k := gc.Load(e)
		if k == gc.Deleted {
			continue
		}
		gc.Store(o+DictIterPos, gc.MakeInt(pos))
		gc.Store(o+DictIterLeft, gc.MakeInt(left-1))
		return k, gc.Load(e + DictEntryValue)
	}
	return Null, Null
}

// dictIterStep advances the iterator at o to the next entry. Without a key,
// stop is Stop at the end, Null with an exception.
func dictIterStep(t *Thread, o uintptr) (k, v, stop Value) {
	if t.Solo {
		if k, v := dictIterStepSolo(o); k != Null {
			return k, v, Null
		}
	}
	d := dictIterLoad(t, o)
	if d == Null {
		return Null, Null, dictIterEnd(t, o)
	}
	pos := int(gc.Load(o + DictIterPos).Int())
	k, v, more := DictNext(t, d, &pos)
	if !more {
		return Null, Null, dictIterEnd(t, o)
	}
	if !dictIterCount(t, o) {
		return Null, Null, Null
	}
	gc.Store(o+DictIterPos, gc.MakeInt(int64(pos)))
	return k, v, Null
}

func dictIterNext(t *Thread, it Value) Value {
	o := it.Addr()
	k, v, stop := dictIterStep(t, o)
	if k == Null {
		return stop
	}
	return dictIterItem(t, gc.Shape(o)-ShapeDictKeyIter, k, v)
}

func dictReverseIterNext(t *Thread, it Value) Value {
	o := it.Addr()
	d := dictIterLoad(t, o)
	if d == Null {
		return dictIterEnd(t, o)
	}
	b, fill := dictSnapshot(t, d.Addr())
	from := int(gc.Load(o + DictIterPos).Int())
	if from > fill {
		from = 0 // the dict was emptied and filled again
	}
	for pos := from - 1; pos >= 0; pos-- {
		k, v := dictEntry(t, b, pos)
		if k == Null {
			continue
		}
		if !dictIterCount(t, o) {
			return Null
		}
		gc.Store(o+DictIterPos, gc.MakeInt(int64(pos)))
		switch TypeOf(it) {
		case dictReverseKeyIterType:
			return k
		case dictReverseValueIterType:
			return v
		}
		return NewTuple(t, k, v)
	}
	return dictIterEnd(t, o)
}

func dictIterHint(t *Thread, args []Value) Value {
	o := args[0].Addr()
	d := t.Read(o+gc.LockOffset, o+DictIterDict)
	if d == Null || gc.Load(o+DictIterLen) != gc.MakeInt(int64(DictLen(t, d))) {
		return gc.MakeInt(0)
	}
	pos := int(gc.Load(o + DictIterPos).Int())
	n := 0
	if TypeOf(args[0]).Slots.Next != nil && !Is(args[0], ShapeDictKeyIter) && !Is(args[0], ShapeDictValueIter) && !Is(args[0], ShapeDictItemIter) {
		b, _ := dictSnapshot(t, d.Addr())
		for i := range pos {
			if k, _ := dictEntry(t, b, i); k != Null {
				n++
			}
		}
		return gc.MakeInt(int64(n))
	}
	for {
		if _, _, more := DictNext(t, d, &pos); !more {
			return gc.MakeInt(int64(n))
		}
		n++
	}
}
