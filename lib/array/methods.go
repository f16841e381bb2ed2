package array

import (
	"math"
	"slices"

	"gorgon/gc"
	. "gorgon/vm/object"
)

var methods = []Method{
	{Name: "append", Sig: "(self, v, /)", Fn: appendItem, Doc: "Add one item at the end."},
	{Name: "buffer_info", Sig: "(self, /)", Fn: bufferInfo, Doc: "The address of the array and how many items it has."},
	{Name: "byteswap", Sig: "(self, /)", Fn: byteSwap, Doc: "Reverse the bytes of each item."},
	{Name: "clear", Sig: "(self, /)", Fn: clearItems, Doc: "Remove everything."},
	{Name: "count", Sig: "(self, v, /)", Fn: count, Doc: "How many items are equal to v."},
	{Name: "extend", Sig: "(self, bb, /)", Fn: extend, Doc: "Add all items of an iterable at the end."},
	{Name: "fromfile", Sig: "(self, f, n, /)", Fn: fromFile, Doc: "Add n items that are read from a file."},
	{Name: "fromlist", Sig: "(self, list, /)", Fn: fromList, Doc: "Add the items of a list."},
	{Name: "frombytes", Sig: "(self, buffer, /)", Fn: fromBytes, Doc: "Add the items that bytes are in memory."},
	{Name: "fromunicode", Sig: "(self, ustr, /)", Fn: fromUnicode, Doc: "Add the characters of a str."},
	{Name: "index", Sig: "(self, v, start=?, stop=?, /)", Fn: indexOf, Doc: "Where the first item equal to v is; ValueError if there is none."},
	{Name: "insert", Sig: "(self, i, v, /)", Fn: insert, Doc: "Put an item before the one at index i."},
	{Name: "pop", Sig: "(self, i=?, /)", Fn: pop, Doc: "Remove an item, the last one by default, and return it."},
	{Name: "remove", Sig: "(self, v, /)", Fn: remove, Doc: "Remove an item that must be there."},
	{Name: "reverse", Sig: "(self, /)", Fn: reverse, Doc: "Reverse the order in place."},
	{Name: "tobytes", Sig: "(self, /)", Fn: toBytes, Doc: "The items as bytes in memory."},
	{Name: "tofile", Sig: "(self, f, /)", Fn: toFile, Doc: "Write the items to a file as bytes in memory."},
	{Name: "tolist", Sig: "(self, /)", Fn: toList, Doc: "A list of the items."},
	{Name: "tounicode", Sig: "(self, /)", Fn: toUnicode, Doc: "A str of the characters."},
	{Name: "__copy__", Sig: "(self, /)", Fn: copyArray, Doc: "A copy."},
	{Name: "__deepcopy__", Sig: "(self, unused, /)", Fn: copyArray, Doc: "A copy."},
	{Name: "__reduce_ex__", Sig: "(self, value, /)", Fn: reduce, Doc: "How to make the object again, for pickle."},
	{Name: "__sizeof__", Sig: "(self, /)", Fn: sizeOf, Doc: "Memory in bytes."},
	ClassGetItemMethod,
}

func init() {
	arrayType.Setup(Spec{
		Module:  "array",
		Doc:     "array(typecode [, initializer]) -> a sequence of numbers or characters of one kind",
		Payload: ListPayload + 8,
		Layout:  gc.LayoutValues,
		Slots: Slots{
			Repr: repr, Compare: compare, Len: length, GetItem: getItem, SetItem: setItem, Contains: contains, Iter: iterate, New: construct,
			Binary:  [NumBinary]func(t *Thread, a, b Value) Value{OpAdd: concat, OpMul: repeat},
			InPlace: [NumBinary]func(t *Thread, a, b Value) Value{OpAdd: inPlaceConcat, OpMul: inPlaceRepeat},
		},
		Methods:  methods,
		WeakRefs: true,
		Getset: []Getset{
			{Name: "typecode", Doc: "The letter of the kind.", Get: func(t *Thread, v Value) Value { return NewRune(t, rune(kindOfArray(v).code)) }},
			{Name: "itemsize", Doc: "Bytes of an item.", Get: func(t *Thread, v Value) Value { return gc.MakeInt(int64(kindOfArray(v).size)) }},
		},
	})
	SetupListIter(iteratorType, "array")
	arrayType.Pattern |= PatternSequence
	DeclareNativeIterable(arrayType)
	RegisterBuffer(arrayType, BufferSource{
		Bytes: content,
		Format: func(v Value) (string, int) {
			k := kindOfArray(v)
			if k.isText() {
				return "w", k.size
			}
			return string(k.code), k.size
		},
	})
	RegisterModule("array", initModule)
}

func initModule(t *Thread, m Value) {
	AddType(t, m, arrayType)
	AddValue(t, m, "ArrayType", arrayType.Obj)
	var codes []byte
	for _, k := range kinds {
		codes = append(codes, k.code)
	}
	AddValue(t, m, "typecodes", NewStr(t, string(codes)))
	AddFunctions(t, m, []Method{{Name: "_array_reconstructor", Sig: "(arraytype, typecode, mformat_code, items, /)",
		Fn: reconstruct, Doc: "Make an array of items in a machine format, for pickle."}})
	if abc := ImportModule(t, "collections.abc"); abc != Null {
		if mutable := GetAttrString(t, abc, "MutableSequence"); mutable != Null {
			CallMethod(t, mutable, Intern("register"), arrayType.Obj)
		}
	}
}

// checked returns x as an item of the array; Null with an exception pending.
func checked(t *Thread, v, x Value) Value {
	k := kindOfArray(v)
	return k.check(k, t, x)
}

func appendItem(t *Thread, args []Value) Value {
	x := checked(t, args[0], args[1])
	if x == Null {
		return Null
	}
	ListAppend(t, args[0], x)
	return gc.None
}

func extend(t *Thread, args []Value) Value {
	v, src := args[0], args[1]
	switch {
	case isArray(src):
		if !extendArray(t, v, src) {
			return Null
		}
	case !NativeIterable(src):
		return t.SetTail(Prelude("array_extend"), appendToArray.Value(t), v, src)
	case !extendFrom(t, v, src):
		return Null
	}
	return gc.None
}

// appendToArray is array.append for code in the prelude, which must not call
// what a subclass has made of it.
var appendToArray = LazyNative("append", "(self, v, /)", appendItem)

func insert(t *Thread, args []Value) Value {
	i, ok := IndexInt(t, args[1])
	if !ok {
		return Null
	}
	x := checked(t, args[0], args[2])
	if x == Null {
		return Null
	}
	ListInsert(t, args[0], i, x)
	return gc.None
}

func pop(t *Thread, args []Value) Value {
	i := -1
	if args[1] != Null {
		var ok bool
		if i, ok = IndexInt(t, args[1]); !ok {
			return Null
		}
	}
	n := ListLen(t, args[0])
	if n == 0 {
		return IndexErrorf(t, "pop from empty array")
	}
	if i < 0 {
		i += n
	}
	if i < 0 || i >= n {
		return IndexErrorf(t, "pop index out of range")
	}
	x := ListGet(t, args[0], i)
	ListSplice(t, args[0], i, i+1, nil)
	return x
}

func remove(t *Thread, args []Value) Value {
	i, ok := find(t, args[0], args[1], 0, math.MaxInt)
	switch {
	case !ok:
		return Null
	case i < 0:
		return ValueErrorf(t, "array.remove(x): x not in array")
	}
	ListSplice(t, args[0], i, i+1, nil)
	return gc.None
}

func clearItems(t *Thread, args []Value) Value {
	ListSplice(t, args[0], 0, ListLen(t, args[0]), nil)
	return gc.None
}

func count(t *Thread, args []Value) Value {
	n := int64(0)
	for i := 0; ; i++ {
		at, ok := find(t, args[0], args[1], i, math.MaxInt)
		if !ok {
			return Null
		}
		if at < 0 {
			return gc.MakeInt(n)
		}
		i = at
		n++
	}
}

func indexOf(t *Thread, args []Value) Value {
	lo, hi, ok := SearchBounds(t, args[2], args[3], ListLen(t, args[0]))
	if !ok {
		return Null
	}
	i, ok := find(t, args[0], args[1], lo, hi)
	switch {
	case !ok:
		return Null
	case i < 0:
		return ValueErrorf(t, "array.index(x): x not in array")
	}
	return gc.MakeInt(int64(i))
}

func reverse(t *Thread, args []Value) Value {
	slices.Reverse(ListOwned(t, args[0]))
	return gc.None
}

func byteSwap(t *Thread, args []Value) Value {
	k := kindOfArray(args[0])
	for i, x := range ListItems(t, args[0]) {
		b := k.put(nil, x)
		slices.Reverse(b)
		if x = k.get(t, b); x == Null {
			return Null
		}
		ListSet(t, args[0], i, x)
	}
	return gc.None
}

func bufferInfo(t *Thread, args []Value) Value {
	return NewTuple(t, NewInt(t, int64(args[0].Addr())), gc.MakeInt(int64(ListLen(t, args[0]))))
}

func fromBytes(t *Thread, args []Value) Value {
	b, ok := BufferBytes(t, args[1])
	if !ok {
		return Null
	}
	items, ok := kindOfArray(args[0]).decode(t, b)
	if !ok {
		return Null
	}
	ListAppendAll(t, args[0], items)
	return gc.None
}

func fromFile(t *Thread, args []Value) Value {
	n, ok := IndexInt(t, args[2])
	if !ok {
		return Null
	}
	size := kindOfArray(args[0]).size
	if n < 0 {
		return ValueErrorf(t, "negative count")
	}
	if n > math.MaxInt/size {
		return NoMemory(t)
	}
	data := CallMethod(t, args[1], Intern("read"), NewInt(t, int64(n*size)))
	if data == Null {
		return Null
	}
	if !IsBytes(data) {
		return TypeErrorf(t, "read() didn't return bytes")
	}
	whole := fromBytes(t, []Value{args[0], data})
	if whole != Null && len(BytesOf(data)) != n*size {
		return Raise(t, EOFErrorType, "read() didn't return enough bytes")
	}
	return whole
}

func toFile(t *Thread, args []Value) Value {
	if CallMethod(t, args[1], Intern("write"), toBytes(t, args)) == Null {
		return Null
	}
	return gc.None
}

func fromList(t *Thread, args []Value) Value {
	if !IsList(args[1]) {
		return TypeErrorf(t, "arg must be list")
	}
	all := slices.Clone(ListItems(t, args[1]))
	for i, x := range all {
		if all[i] = checked(t, args[0], x); all[i] == Null {
			return Null
		}
		if ListLen(t, args[1]) != len(all) {
			return RuntimeErrorf(t, "list changed size during iteration")
		}
	}
	ListAppendAll(t, args[0], all)
	return gc.None
}

func fromUnicode(t *Thread, args []Value) Value {
	switch {
	case !IsStr(args[1]):
		return TypeErrorf(t, "fromunicode() argument must be str, not %s", TypeName(args[1]))
	case !kindOfArray(args[0]).isText():
		return ValueErrorf(t, "fromunicode() may only be called on unicode type arrays ('u' or 'w')")
	}
	ListAppendAll(t, args[0], characters(t, args[1]))
	return gc.None
}

func toUnicode(t *Thread, args []Value) Value {
	if !kindOfArray(args[0]).isText() {
		return ValueErrorf(t, "tounicode() may only be called on unicode type arrays ('u' or 'w')")
	}
	return text(t, ListItems(t, args[0]))
}

func toBytes(t *Thread, args []Value) Value { return NewBytes(t, content(t, args[0])) }

func toList(t *Thread, args []Value) Value { return NewList(t, ListItems(t, args[0])) }

func copyArray(t *Thread, args []Value) Value {
	return newArray(t, arrayType, kindOfArray(args[0]), ListItems(t, args[0]))
}

func sizeOf(t *Thread, args []Value) Value {
	return NewInt(t, int64(gc.HeaderSize+ListPayload+8+8*ListLen(t, args[0])))
}

// reduce gives lists to the old protocols and bytes in a machine format to the
// others.
func reduce(t *Thread, args []Value) Value {
	v := args[0]
	if !IsIntObj(args[1]) {
		return TypeErrorf(t, "__reduce_ex__ argument should be an integer")
	}
	protocol, ok := IndexInt(t, args[1])
	if !ok {
		return Null
	}
	state, has := GetAttrOpt(t, v, Intern("__dict__"))
	if !has && t.Exc != Null {
		return Null
	}
	if !has || state == Null {
		state = gc.None
	}
	k, cls := kindOfArray(v), TypeOf(v).Obj
	code := NewRune(t, rune(k.code))
	if protocol < 3 {
		return NewTuple(t, cls, NewTuple(t, code, toList(t, args)), state)
	}
	m := ImportModule(t, "array")
	if m == Null {
		return Null
	}
	fn := GetAttrString(t, m, "_array_reconstructor")
	if fn == Null {
		return Null
	}
	return NewTuple(t, fn, NewTuple(t, cls, code, gc.MakeInt(int64(k.machine)), toBytes(t, args)), state)
}

// The machine formats of pickles: sizes and, for the odd ones, big-endian order.
const machineFormats = 22

// reconstruct makes an array of items in a machine format, as they are in the
// pickles of any machine.
func reconstruct(t *Thread, args []Value) Value {
	cls := ClassOf(args[0])
	switch {
	case cls == nil:
		return TypeErrorf(t, "first argument must be a type object, not %s", TypeName(args[0]))
	case !IsSubtype(cls, arrayType):
		return TypeErrorf(t, "%s is not a subtype of array.array", cls.Name)
	case !IsStr(args[1]) || StrLen(args[1]) != 1:
		return TypeErrorf(t, "_array_reconstructor() argument 2 must be a unicode character, not %s", TypeName(args[1]))
	}
	k := kindOf(FirstRune(args[1]))
	if k == nil {
		return ValueErrorf(t, "second argument must be a valid type code")
	}
	format, ok := IndexInt(t, args[2])
	if !ok {
		return Null
	}
	if format < 0 || format >= machineFormats {
		return ValueErrorf(t, "third argument must be a valid machine format code.")
	}
	if !IsBytes(args[3]) {
		return TypeErrorf(t, "fourth argument should be bytes, not %s", TypeName(args[3]))
	}
	from := machineKind(format)
	if from.isText() {
		codec := [...]string{"utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"}[format-18]
		s := CallMethod(t, args[3], Intern("decode"), Intern(codec))
		if s == Null {
			return Null
		}
		return newArray(t, cls, k, characters(t, s))
	}
	b := slices.Clone(BytesOf(args[3]))
	if len(b)%from.size != 0 {
		return ValueErrorf(t, "string length not a multiple of item size")
	}
	if format%2 == 1 && from.size > 1 {
		for i := 0; i < len(b); i += from.size {
			slices.Reverse(b[i : i+from.size])
		}
	}
	items, _ := from.decode(t, b)
	for i, x := range items {
		if items[i] = k.check(k, t, x); items[i] == Null {
			return Null
		}
	}
	return newArray(t, cls, k, items)
}

// machineKind is the kind whose items are in memory as a machine format says,
// but for the order of bytes.
func machineKind(format int) *kind {
	if format < 2 {
		return kindOf([...]rune{'B', 'b'}[format])
	}
	return kindOf([...]rune{'H', 'h', 'I', 'i', 'Q', 'q', 'f', 'd', 'w', 'w'}[format/2-1])
}
