package object

import (
	"gorgon/gc"
)

// OrderedDictType is collections.OrderedDict: a dict, whose table keeps the
// order already. Two words more remember where the first entry is, so that
// taking entries from the front does not search through the removed ones:
// in block odictBlock all entries before number odictFirst are removed.
var OrderedDictType = NewType("OrderedDict", 0)

const (
	odictBlock   = gc.HeaderSize + DictPayload
	odictFirst   = odictBlock + 8
	odictPayload = DictPayload + 16
)

// The views of ordered dicts and the iterators over them.
var (
	odictKeysType   = NewType("odict_keys", 0)
	odictValuesType = NewType("odict_values", 0)
	odictItemsType  = NewType("odict_items", 0)
	odictIterType   = NewType("odict_iterator", 0)
)

// An odict_iterator is a dict iterator with its kind behind it (what
// dictIterItem takes, and odictReverse), and block and fill of the dict when it
// was made, from which it sees that entries came or moved.
const (
	odictIterKind  = dictIterSize
	odictIterBlock = dictIterSize + 8
	odictIterFill  = dictIterSize + 16
	odictIterSize  = dictIterSize + 24
	odictReverse   = 4
)

func init() {
	OrderedDictType.Setup(Spec{
		Base:    DictType,
		Module:  "collections",
		Doc:     "A dict with a say in its order.",
		Payload: odictPayload,
		Layout:  gc.LayoutValues,
		HasDict: true,
		Slots: Slots{
			Repr: odictRepr, Compare: odictCompare, Iter: odictIter, New: odictNew, Init: odictInit,
			Binary:  [NumBinary]func(t *Thread, a, b Value) Value{OpOr: odictOr},
			InPlace: [NumBinary]func(t *Thread, a, b Value) Value{OpOr: odictInPlaceOr},
		},
		Methods: []Method{
			{Name: "clear", Sig: "(self, /)", Fn: dictClearMethod, Doc: "Remove everything."},
			{Name: "copy", Sig: "(self, /)", Fn: odictCopy, Doc: "A shallow copy."},
			{Name: "fromkeys", Sig: "(cls, iterable, value=?)", Fn: odictFromKeys, Flags: ClassMethod, Doc: "A new mapping with those keys and one value."},
			{Name: "items", Sig: "(self, /)", Fn: func(t *Thread, args []Value) Value { return newView(t, odictItemsType, args[0]) }},
			{Name: "keys", Sig: "(self, /)", Fn: func(t *Thread, args []Value) Value { return newView(t, odictKeysType, args[0]) }},
			{Name: "values", Sig: "(self, /)", Fn: func(t *Thread, args []Value) Value { return newView(t, odictValuesType, args[0]) }},
			{Name: "move_to_end", Sig: "(self, key, last=?)", Fn: odictMoveToEnd, Doc: "Make an entry the last, or the first if last is false."},
			{Name: "pop", Sig: "(self, key, default=?)", Fn: odictPop, Doc: "Remove an item and return it."},
			{Name: "popitem", Sig: "(self, last=?)", Fn: odictPopItem, Doc: "Remove an entry and return it as a pair."},
			{Name: "setdefault", Sig: "(self, key, default=?)", Fn: odictSetDefault, Doc: "The value of key, which becomes default if key is absent."},
			{Name: "update", Sig: "(self, /, *args, **kwargs)", Fn: odictUpdate, Doc: "Add what other mappings or iterables hold."},
			{Name: "__reversed__", Sig: "(self, /)", Fn: odictReversed, Doc: "An iterator from the end to the start."},
			{Name: "__reduce__", Sig: "(self, /)", Fn: odictReduce, Doc: "How to make the object again, for copy and pickle."},
		},
	})
	setupOrderedView(odictKeysType, DictKeysType, 0)
	setupOrderedView(odictValuesType, DictValuesType, 1)
	setupOrderedView(odictItemsType, DictItemsType, 2)
	odictIterType.Setup(Spec{
		Payload: odictIterSize - gc.HeaderSize, Layout: gc.LayoutValues, Final: true,
		Slots:   Slots{Iter: selfIter, Next: odictIterNext},
		Methods: []Method{reduceMethod(dictIterReduce)},
	})
	nativeIterables[odictIterType] = true
}

// setupOrderedView makes a view type as the plain one, with iterators of its
// own.
func setupOrderedView(typ, plain *Type, kind int) {
	viewKinds[typ] = uint32(kind)
	nativeIterables[typ] = true
	spec := *plain.spec
	spec.Slots.Iter = func(t *Thread, v Value) Value { return newOdictIter(t, viewOf(v), kind) }
	spec.Methods = append([]Method{{Name: "__reversed__", Sig: "(self, /)",
		Fn: func(t *Thread, args []Value) Value { return newOdictIter(t, viewOf(args[0]), kind|odictReverse) }}}, spec.Methods[1:]...)
	typ.Setup(spec)
}

func odictNew(t *Thread, cls *Type, args []Value, kw Value) Value { return dictNew(t, cls, args, kw) }

func odictInit(t *Thread, v Value, args []Value, kw Value) bool {
	pos, _ := splitKeywords(args, kw)
	if len(pos) > 1 {
		TypeErrorf(t, "expected at most 1 arguments, got %d", len(pos))
		return false
	}
	return odictUpdateWith(t, v, pos, args[len(pos):], kw)
}

// odictUpdateWith stores through the instance's own __setitem__ if a subclass
// has one.
func odictUpdateWith(t *Thread, v Value, pos, named []Value, kw Value) bool {
	if sameFunc(TypeOf(v).Slots.SetItem, DictType.Slots.SetItem) {
		return (len(pos) == 0 || odictFill(t, v, pos[0])) && (kw == Null || dictUpdateNames(t, v, named, kw))
	}
	d := NewDict(t)
	if len(pos) > 0 && !odictFill(t, d, pos[0]) || kw != Null && !dictUpdateNames(t, d, named, kw) {
		return false
	}
	for at := 0; ; {
		k, x, more := DictNext(t, d, &at)
		if !more {
			return true
		}
		if !SetItem(t, v, k, x) {
			return false
		}
	}
}

// odictFill is DictUpdate with the errors of unpacking for pairs that are none.
func odictFill(t *Thread, d, src Value) bool {
	if IsDict(src) {
		return DictUpdate(t, d, src)
	}
	keys, ok := GetAttrOpt(t, src, keysName)
	if !ok || keys != Null {
		return ok && DictUpdate(t, d, src)
	}
	return Iterate(t, src, func(pair Value) bool {
		p, ok := Collect(t, pair)
		switch {
		case !ok:
			return false
		case len(p) < 2:
			plural := "s"
			if len(p) == 1 {
				plural = ""
			}
			ValueErrorf(t, "need more than %d value%s to unpack", len(p), plural)
			return false
		case len(p) > 2:
			ValueErrorf(t, "too many values to unpack (expected 2)")
			return false
		}
		return DictSet(t, d, p[0], p[1])
	})
}

func odictUpdate(t *Thread, args []Value) Value {
	pos := TupleItems(args[1])
	if len(pos) > 1 {
		return TypeErrorf(t, "update() takes at most 1 positional argument (%d given)", len(pos))
	}
	if !odictUpdateWith(t, args[0], pos, nil, Null) {
		return Null
	}
	if args[2] != Null && !odictUpdateWith(t, args[0], args[2:3], nil, Null) {
		return Null
	}
	return None
}

func odictRepr(t *Thread, v Value) Value {
	name := TypeOf(v).Name
	if DictLen(t, v) == 0 {
		return NewStr(t, name+"()")
	}
	if !EnterRepr(t, v) {
		return Intern("...")
	}
	defer LeaveRepr(t, v)
	d := NewDict(t)
	dictTakeCopy(t, d.Addr(), v.Addr())
	r := Repr(t, d)
	if r == Null {
		return Null
	}
	return NewStr(t, name+"("+StrOf(r)+")")
}

func odictCompare(t *Thread, op CompareOp, a, b Value) Value {
	r := dictCompare(t, op, a, b)
	if r != gc.MakeBool(op == OpEQ) || !IsSubtype(TypeOf(b), OrderedDictType) || !IsSubtype(TypeOf(a), OrderedDictType) {
		return r
	}
	equal := compareItems(t, OpEQ, dictKeys(t, a), dictKeys(t, b))
	if equal == Null {
		return Null
	}
	return gc.MakeBool((equal == True) == (op == OpEQ))
}

func odictOr(t *Thread, a, b Value) Value {
	if !IsDict(a) || !IsDict(b) {
		return NotImplemented
	}
	typ := TypeOf(a)
	if !IsSubtype(typ, OrderedDictType) {
		typ = TypeOf(b)
	}
	r := Call(t, typ.Obj, a)
	if r == Null || !DictUpdate(t, r, b) {
		return Null
	}
	return r
}

func odictInPlaceOr(t *Thread, a, b Value) Value {
	if !odictUpdateWith(t, a, []Value{b}, nil, Null) {
		return Null
	}
	return a
}

func odictCopy(t *Thread, args []Value) Value { return Call(t, TypeOf(args[0]).Obj, args[0]) }

func odictFromKeys(t *Thread, args []Value) Value {
	d := Call(t, args[0])
	val := orDefault(args[2])
	if d == Null || !Iterate(t, args[1], func(k Value) bool { return SetItem(t, d, k, val) }) {
		return Null
	}
	return d
}

func odictPop(t *Thread, args []Value) Value {
	v, ok := DictPop(t, args[0], args[1])
	if v != Null || !ok {
		return v
	}
	if args[2] != Null {
		return args[2]
	}
	return KeyError(t, args[1])
}

func odictSetDefault(t *Thread, args []Value) Value {
	in, ok := Contains(t, args[0], args[1])
	switch {
	case !ok:
		return Null
	case in:
		return GetItem(t, args[0], args[1])
	}
	v := orDefault(args[2])
	if !SetItem(t, args[0], args[1], v) {
		return Null
	}
	return v
}

// odictFirstEntry returns the number of the first entry; fill if there is
// none.
func odictFirstEntry(t *Thread, o uintptr) (b uintptr, i, fill int) {
	b, fill = dictSnapshot(t, o)
	if b == 0 {
		return 0, 0, 0
	}
	if first := gc.Load(o + odictFirst); gc.Load(o+odictBlock) == gc.MakePtr(b) && int(first.Int()) <= fill {
		i = int(first.Int())
	}
	for ; i < fill; i++ {
		if k, _ := dictEntry(t, b, i); k != Null {
			break
		}
	}
	return b, i, fill
}

func lastOption(t *Thread, v Value) (bool, bool) {
	if v == Null {
		return true, true
	}
	return Truth(t, v)
}

func odictPopItem(t *Thread, args []Value) Value {
	last, ok := lastOption(t, args[1])
	if !ok {
		return Null
	}
	d := args[0]
	if DictLen(t, d) == 0 {
		return KeyError(t, NewStr(t, "dictionary is empty"))
	}
	if last {
		k, v := DictPopLast(t, d)
		return NewTuple(t, k, v)
	}
	k, v := OrderedDictPopFirst(t, d)
	return NewTuple(t, k, v)
}

// OrderedDictPopFirst removes the first entry of an OrderedDict that is not
// empty.
func OrderedDictPopFirst(t *Thread, d Value) (k, v Value) {
	o := d.Addr()
	t.OwnObject(o)
	b, i, _ := odictFirstEntry(t, o)
	k, v = dictEntry(t, b, i)
	dictRemove(t, o, b, DictEntries(b)+uintptr(i)*DictEntrySize, dictHashOf(b, i))
	gc.Store(o+odictBlock, gc.MakePtr(b))
	gc.Store(o+odictFirst, gc.MakeInt(int64(i)))
	return k, v
}

func odictMoveToEnd(t *Thread, args []Value) Value {
	last, ok := lastOption(t, args[2])
	if !ok {
		return Null
	}
	found, ok := DictMoveToEnd(t, args[0], args[1], last)
	if ok && !found {
		return KeyError(t, args[1])
	}
	return noneUnless(ok)
}

// DictMoveToEnd makes an entry the last of a dict, or the first.
func DictMoveToEnd(t *Thread, d, k Value, last bool) (found, ok bool) {
	h32, ok := dictKeyHash(t, k)
	if !ok {
		return false, false
	}
	o := d.Addr()
	for {
		e, b, ok := dictFind(t, o, k, h32)
		if !ok {
			return false, false
		}
		if e == 0 {
			if dictSeen(t, o, b, e, h32) {
				return false, true
			}
			continue
		}
		if !t.Owns(o + gc.LockOffset) {
			t.OwnObject(o)
			continue
		}
		stored := gc.Load(e)
		switch i, fill := int((e-DictEntries(b))/DictEntrySize), dictRaw(o, DictFillOffset); {
		case last && i == fill-1:
		case last:
			v := dictRemove(t, o, b, e, h32)
			dictInsertAbsent(t, o, stored, v, h32, 0) // o is owned
		default:
			dictMoveToFront(t, o, b, stored, dictRemove(t, o, b, e, h32), h32)
		}
		return true, true
	}
}

// dictMoveToFront adds an entry before all others, in a new block.
func dictMoveToFront(t *Thread, o, old uintptr, k, v Value, h32 uint32) {
	used := dictRaw(o, DictUsedOffset)
	b := newDictBlock(t, dictLog2(used+1))
	dictRetire(t, o, old)
	dictPut(t, b, 0, k, v, h32)
	hashes := dictHashes(old, dictRaw(o, DictFillOffset))
	n := 1
	for i, h := range hashes {
		if k, v := dictEntry(t, old, i); k != Null {
			dictPut(t, b, n, k, v, h)
			n++
		}
	}
	gc.Dirty(o)
	gc.Store(o+DictBlockOffset, gc.MakePtr(b))
	dictSetRaw(o, DictFillOffset, n)
	dictSetRaw(o, DictUsedOffset, n)
	dictSetRaw(o, DictFlagsOffset, dictRaw(o, DictFlagsOffset)&(1<<dictSpentShift-1))
}

func odictReduce(t *Thread, args []Value) Value {
	state := CallMethod(t, args[0], Intern("__getstate__"))
	if state == Null {
		return Null
	}
	items := Iter(t, newView(t, odictItemsType, args[0]))
	return NewTuple(t, TypeOf(args[0]).Obj, EmptyTuple, state, None, items)
}

func odictIter(t *Thread, v Value) Value { return newOdictIter(t, v, 0) }

func odictReversed(t *Thread, args []Value) Value { return newOdictIter(t, args[0], odictReverse) }

func newOdictIter(t *Thread, d Value, kind int) Value {
	_, i, fill := odictFirstEntry(t, d.Addr())
	if kind&odictReverse != 0 {
		i = fill
	}
	o := t.Alloc(gc.Header(odictIterType.Root.ID, gc.LayoutValues), gc.Round(odictIterSize))
	gc.Store(o+DictIterDict, d)
	gc.Store(o+DictIterPos, gc.MakeInt(int64(i)))
	gc.Store(o+DictIterLen, gc.MakeInt(int64(DictLen(t, d))))
	gc.Store(o+odictIterKind, gc.MakeInt(int64(kind)))
	gc.Store(o+odictIterBlock, gc.Load(d.Addr()+DictBlockOffset))
	gc.Store(o+odictIterFill, gc.MakeInt(int64(fill)))
	return gc.MakePtr(o)
}

func odictIterNext(t *Thread, it Value) Value {
	o := it.Addr()
	t.OwnObject(o)
	d := gc.Load(o + DictIterDict)
	if d == Null {
		return Stop
	}
	if gc.Load(o+DictIterLen) != gc.MakeInt(int64(DictLen(t, d))) {
		gc.Store(o+DictIterLen, gc.MakeInt(-1))
		return RuntimeErrorf(t, "OrderedDict mutated during iteration")
	}
	if b, fill := dictSnapshot(t, d.Addr()); gc.Load(o+odictIterBlock).Addr() != b || gc.Load(o+odictIterFill) != gc.MakeInt(int64(fill)) {
		gc.Store(o+DictIterDict, Null)
		return RuntimeErrorf(t, "OrderedDict mutated during iteration")
	}
	pos := int(gc.Load(o + DictIterPos).Int())
	kind := uint32(gc.Load(o + odictIterKind).Int())
	if kind&odictReverse == 0 {
		k, v, more := DictNext(t, d, &pos)
		if !more {
			return dictIterEnd(t, o)
		}
		gc.Store(o+DictIterPos, gc.MakeInt(int64(pos)))
		return dictIterItem(t, kind, k, v)
	}
	b, fill := dictSnapshot(t, d.Addr())
	for pos = min(pos, fill) - 1; pos >= 0; pos-- {
		if k, v := dictEntry(t, b, pos); k != Null {
			gc.Store(o+DictIterPos, gc.MakeInt(int64(pos)))
			return dictIterItem(t, kind&^odictReverse, k, v)
		}
	}
	return dictIterEnd(t, o)
}
