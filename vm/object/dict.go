package object

import (
	"strings"

	"gorgon/gc"
)

func init() {
	DictType.Setup(Spec{
		Doc:       "A mapping from hashable keys to values, in the order of insertion.",
		Payload:   DictPayload,
		Layout:    gc.LayoutValues,
		Construct: dictConstruct,
		Slots: Slots{
			Repr: dictRepr, Compare: dictCompare, Len: dictLenSlot, GetItem: dictGetItem, SetItem: dictSetItem,
			Contains: dictContains, Iter: dictIter, New: dictNew, Init: dictInitSlot,
			Binary:  [NumBinary]func(t *Thread, a, b Value) Value{OpOr: dictOr},
			InPlace: [NumBinary]func(t *Thread, a, b Value) Value{OpOr: dictInPlaceOr},
		},
		Methods: dictMethods,
	})
}

var dictMethods = []Method{
	{Name: "get", Sig: "(self, key, default=?, /)", Fn: dictGetMethod, Doc: "The value of key, or default."},
	{Name: "setdefault", Sig: "(self, key, default=?, /)", Fn: dictSetDefault, Doc: "The value of key, which becomes default if key is absent."},
	{Name: "pop", Sig: "(self, key, default=?, /)", Fn: dictPopMethod, Doc: "Remove an item and return it."},
	{Name: "popitem", Sig: "(self, /)", Fn: dictPopItem, Doc: "Remove an entry and return it as a pair."},
	{Name: "keys", Sig: "(self, /)", Fn: dictKeysMethod, Doc: "A view of the keys."},
	{Name: "items", Sig: "(self, /)", Fn: dictItemsMethod, Doc: "A view of the pairs."},
	{Name: "values", Sig: "(self, /)", Fn: dictValuesMethod, Doc: "A view of the values."},
	{Name: "update", Sig: "(self, /, *args, **kwargs)", Fn: dictUpdateMethod, Doc: "Add what other mappings or iterables hold."},
	{Name: "fromkeys", Sig: "(cls, iterable, value=?, /)", Fn: dictFromKeys, Flags: ClassMethod, Doc: "A new mapping with those keys and one value."},
	{Name: "clear", Sig: "(self, /)", Fn: dictClearMethod, Doc: "Remove everything."},
	{Name: "copy", Sig: "(self, /)", Fn: dictCopyMethod, Doc: "A shallow copy."},
	{Name: "__reversed__", Sig: "(self, /)", Fn: dictReversed, Doc: "An iterator from the end to the start."},
	{Name: "__sizeof__", Sig: "(self, /)", Fn: dictSizeOf, Doc: "Memory in bytes."},
	classGetItem1,
}

// IsDict says whether v is a dict or of a subclass.
func IsDict(v Value) bool { return Is(v, ShapeDict) || v.IsPtr() && IsSubtype(TypeOf(v), DictType) }

func dictNew(t *Thread, cls *Type, args []Value, kw Value) Value {
	d := cls.New(t)
	dictInit(d)
	return gc.MakePtr(d)
}

func dictInitSlot(t *Thread, v Value, args []Value, kw Value) bool {
	return dictUpdateArgs(t, v, "dict", args, kw)
}

func dictConstruct(t *Thread, args []Value, kw Value) Value {
	pos := len(args)
	if kw != Null {
		pos -= TupleLen(kw)
	}
	if pos == 1 && !NativeIterable(args[0]) && !IsDict(args[0]) {
		if kw == Null {
			return t.SetTail(Prelude("dict_from"), args[0])
		}
		d := NewDict(t)
		if !dictUpdateNames(t, d, args[pos:], kw) {
			return Null
		}
		return t.SetTail(Prelude("dict_from_kw"), args[0], d)
	}
	d := NewDict(t)
	if !dictUpdateArgs(t, d, "dict", args, kw) {
		return Null
	}
	return d
}

// dictUpdateArgs is update(*args, **kw) with the arguments of a call.
func dictUpdateArgs(t *Thread, d Value, name string, args []Value, kw Value) bool {
	pos := len(args)
	if kw != Null {
		pos -= TupleLen(kw)
	}
	if !argCount(t, name, pos, 0, 1) {
		return false
	}
	if pos == 1 && !DictUpdate(t, d, args[0]) {
		return false
	}
	return kw == Null || dictUpdateNames(t, d, args[pos:], kw)
}

func dictUpdateNames(t *Thread, d Value, vals []Value, kw Value) bool {
	for i, k := range TupleItems(kw) {
		if !DictSet(t, d, k, vals[i]) {
			return false
		}
	}
	return true
}

// DictUpdate adds what a mapping or an iterable of pairs holds.
func DictUpdate(t *Thread, d, src Value) bool {
	if IsDict(src) && plainDictIter(TypeOf(src)) {
		return DictMerge(t, d, src)
	}
	keys, ok := GetAttrOpt(t, src, keysName)
	if !ok {
		return false
	}
	if keys == Null {
		return dictUpdatePairs(t, d, src)
	}
	ks := Call(t, keys)
	if ks == Null {
		return false
	}
	return Iterate(t, ks, func(k Value) bool {
		v := GetItem(t, src, k)
		return v != Null && DictSet(t, d, k, v)
	})
}

var keysName = Intern("keys")

// plainDictIter says whether going through the dict's table is what iterating
// over an instance of typ means.
func plainDictIter(typ *Type) bool {
	return typ == DictType || typ.Slots.Iter != nil && sameFunc(typ.Slots.Iter, DictType.Slots.Iter)
}

func dictUpdatePairs(t *Thread, d, src Value) bool {
	i := 0
	return Iterate(t, src, func(pair Value) bool {
		i++
		return dictAddPair(t, d, pair, i-1)
	})
}

// dictAddPair stores a pair that was item i of a sequence of pairs.
func dictAddPair(t *Thread, d, pair Value, i int) bool {
	if Is(pair, ShapeTuple) && TupleLen(pair) == 2 {
		p := TupleItems(pair)
		return DictSet(t, d, p[0], p[1])
	}
	var p []Value
	ok := false
	if typ := TypeOf(pair); typ.Slots.Iter == nil && typ.Slots.GetItem == nil {
		TypeErrorf(t, "object is not iterable")
	} else {
		p, ok = Collect(t, pair)
	}
	if !ok {
		if ExcIs(t.Exc, TypeErrorType) {
			AddNote(t, "Cannot convert dictionary update sequence element #%d to a sequence", i)
		}
		return false
	}
	if len(p) != 2 {
		ValueErrorf(t, "dictionary update sequence element #%d has length %d; 2 is required", i, len(p))
		return false
	}
	return DictSet(t, d, p[0], p[1])
}

// DictMerge adds the entries of the dict src to d.
func DictMerge(t *Thread, d, src Value) bool {
	if d == src {
		return true
	}
	o, from := d.Addr(), src.Addr()
	if dictRaw(o, DictFillOffset) == 0 && DictLen(t, d) == 0 && dictRaw(o, DictFlagsOffset)&DictNamespace == 0 {
		dictTakeCopy(t, o, from)
		return true
	}
	n := DictLen(t, src)
	for i := 0; ; i++ {
		b, fill := dictSnapshot(t, from)
		if DictLen(t, src) != n {
			RuntimeErrorf(t, "dict mutated during update")
			return false
		}
		if i >= fill {
			return true
		}
		k, v := dictEntry(t, b, i)
		if k == Null {
			continue
		}
		h32, ok := dictKeyHash(t, k)
		if !ok || !dictSetHash(t, o, k, v, h32) {
			return false
		}
	}
}

// dictSnapshot returns block and fill of the dict at d, of one moment.
func dictSnapshot(t *Thread, d uintptr) (b uintptr, fill int) {
	for {
		b, fill = gc.Load(d+DictBlockOffset).Addr(), dictRaw(d, DictFillOffset)
		if t.Seen(d+gc.LockOffset) && (b == 0 || t.Seen(b+gc.LockOffset)) {
			return b, fill
		}
	}
}

// dictEntry returns entry i of a block; k is Null if it was removed.
func dictEntry(t *Thread, b uintptr, i int) (k, v Value) {
	e := DictEntries(b) + uintptr(i)*DictEntrySize
	for {
		k, v = gc.Load(e), gc.Load(e+DictEntryValue)
		if t.Seen(e + DictEntryLock) {
			break
		}
	}
	if k == gc.Deleted {
		return Null, Null
	}
	return k, v
}

// dictTakeCopy gives the empty dict at d, which may be new, a copy of the
// entries of the dict at from.
func dictTakeCopy(t *Thread, d, from uintptr) {
	t.OwnObject(d)
	b, fill := dictSnapshot(t, from)
	if b == 0 || fill == 0 {
		return
	}
	if old := gc.Load(d + DictBlockOffset).Addr(); old != 0 {
		dictRetire(t, d, old)
	}
	used := dictRaw(from, DictUsedOffset)
	n := 0
	var nb uintptr
	if used == fill && dictRaw(from, DictFlagsOffset)>>dictSpentShift == 0 {
		nb = newDictBlock(t, dictLog2(dictCap(b)))
		n = dictCloneBlock(t, b, nb, fill)
	} else {
		nb = newDictBlock(t, dictLog2(used))
		n = dictCopyEntries(t, b, nb, fill, t.Solo, false)
	}
	gc.Store(d+DictBlockOffset, gc.MakePtr(nb))
	dictSetRaw(d, DictFillOffset, n)
	dictSetRaw(d, DictUsedOffset, n)
}

// dictCloneBlock copies a block without removed entries, and without places of the
// index that are used up, into a new one of the same geometry.
func dictCloneBlock(t *Thread, from, to uintptr, fill int) int {
	if !t.Solo {
		return dictCopyEntries(t, from, to, fill, false, false)
	}
	n := gc.SizeOf(to) - DictSlotsOffset
	copy(gc.Bytes(to+DictSlotsOffset, n), gc.Bytes(from+DictSlotsOffset, n))
	dictClearLocks(to, fill)
	return fill
}

// dictClearLocks makes the locks of a copied block new.
func dictClearLocks(b uintptr, fill int) {
	groups := uintptr(1)
	if mask := dictMask(b); mask != 0 {
		groups = (mask + 1) / DictGroupSize
	}
	for i := range groups {
		gc.Store64(dictGroupLock(b, i), 0)
	}
	e := DictEntries(b) + DictEntryLock
	for range fill {
		gc.Store64(e, 0)
		e += DictEntrySize
	}
}

// DictCopy makes an exact dict with the same entries.
func DictCopy(t *Thread, d Value) Value {
	r := NewDict(t)
	dictTakeCopy(t, r.Addr(), d.Addr())
	return r
}

func dictKeys(t *Thread, d Value) []Value {
	keys := make([]Value, 0, DictLen(t, d))
	for pos := 0; ; {
		k, _, more := DictNext(t, d, &pos)
		if !more {
			return keys
		}
		keys = append(keys, k)
	}
}

func dictRepr(t *Thread, v Value) Value {
	if DictLen(t, v) == 0 {
		return Intern("{}")
	}
	if !EnterRepr(t, v) {
		return Intern("{...}")
	}
	defer LeaveRepr(t, v)
	var text strings.Builder
	text.WriteByte('{')
	for pos, first := 0, true; ; first = false {
		k, x, more := DictNext(t, v, &pos)
		if !more {
			break
		}
		if !first {
			text.WriteString(", ")
		}
		if !appendRepr(t, &text, k) {
			return Null
		}
		text.WriteString(": ")
		if !appendRepr(t, &text, x) {
			return Null
		}
	}
	text.WriteByte('}')
	return NewStr(t, text.String())
}

func dictCompare(t *Thread, op CompareOp, a, b Value) Value {
	if op != OpEQ && op != OpNE || !IsDict(a) || !IsDict(b) {
		return NotImplemented
	}
	equal, ok := dictEqual(t, a, b)
	if !ok {
		return Null
	}
	return gc.MakeBool(equal == (op == OpEQ))
}

func dictEqual(t *Thread, a, b Value) (equal, ok bool) {
	if DictLen(t, a) != DictLen(t, b) {
		return false, true
	}
	for pos := 0; ; {
		k, x, more := DictNext(t, a, &pos)
		if !more {
			return true, true
		}
		y, ok := DictGet(t, b, k)
		if !ok || y == Null {
			return false, ok
		}
		if equal, ok := sameItem(t, x, y); !equal {
			return false, ok
		}
	}
}

func dictLenSlot(t *Thread, v Value) (int, bool) { return DictLen(t, v), true }

func dictGetItem(t *Thread, v, key Value) Value {
	x, ok := DictGet(t, v, key)
	if x != Null || !ok {
		return x
	}
	return dictMissing(t, v, key)
}

// dictMissing is what d[key] does for an absent key.
func dictMissing(t *Thread, v, key Value) Value {
	if !Is(v, ShapeDict) {
		fn, self := LookupSpecial(t, v, missingName)
		switch {
		case fn == Null && t.Exc != Null:
			return Null
		case fn != Null && self == Null:
			return Call(t, fn, key)
		case fn != Null:
			return Call(t, fn, self, key)
		}
	}
	return KeyError(t, key)
}

var missingName = Intern("__missing__")

func dictSetItem(t *Thread, v, key, val Value) bool {
	if val != Null {
		return DictSet(t, v, key, val)
	}
	found, ok := DictDel(t, v, key)
	if ok && !found {
		KeyError(t, key)
	}
	return found
}

func dictContains(t *Thread, v, item Value) (bool, bool) {
	x, ok := DictGet(t, v, item)
	return x != Null, ok
}
