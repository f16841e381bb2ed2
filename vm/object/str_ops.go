package object

import (
	"math"
	"strings"

	"gorgon/gc"
)

func init() {
	StrType.Setup(Spec{
		Doc:     strDoc,
		Layout:  gc.LayoutRaw,
		Payload: StrDataOffset - gc.HeaderSize,
		VarSize: true,
		Slots: Slots{
			Repr:     func(t *Thread, v Value) Value { return newStrBytes(t, appendStrRepr(nil, StrOf(v), false)) },
			Str:      strToStr,
			Hash:     func(t *Thread, v Value) (uint64, bool) { return StrHash(v), true },
			Compare:  strCompare,
			Len:      func(t *Thread, v Value) (int, bool) { return StrLen(v), true },
			GetItem:  strGetItem,
			Contains: strContains,
			Iter:     newStrIter,
			New:      strNew,
			Binary:   [NumBinary]func(t *Thread, a, b Value) Value{OpAdd: strAdd, OpMul: strMul, OpMod: strMod},
		},
		Methods: strMethods,
	})
	strIterType.Setup(Spec{
		Layout:  gc.LayoutValues,
		Payload: 16,
		Slots: Slots{
			Iter: func(t *Thread, v Value) Value { return v },
			Next: strIterNext,
		},
		Methods: []Method{
			{Name: "__length_hint__", Sig: "(self, /)", Fn: strIterLengthHint, Doc: "Private method returning an estimate of len(list(it))."},
			{Name: "__reduce__", Sig: "(self, /)", Fn: strIterReduce},
			{Name: "__setstate__", Sig: "(self, state, /)", Fn: strIterSetState},
		},
	})
}

const strDoc = `str(object='') -> str
str(bytes_or_buffer[, encoding[, errors]]) -> str

Make a str of an object: its __str__(), or the decoded text of a buffer if
encoding or errors is given.`

func strToStr(t *Thread, v Value) Value {
	if Is(v, ShapeStr) {
		return v
	}
	return newStrCount(t, StrOf(v), StrLen(v))
}

// compareTexts applies a comparison to two texts.
func compareTexts(op CompareOp, a, b string) Value {
	switch op {
	case OpEQ:
		return gc.MakeBool(a == b)
	case OpNE:
		return gc.MakeBool(a != b)
	case OpLT:
		return gc.MakeBool(a < b)
	case OpLE:
		return gc.MakeBool(a <= b)
	case OpGT:
		return gc.MakeBool(a > b)
	}
	return gc.MakeBool(a >= b)
}

func strCompare(t *Thread, op CompareOp, a, b Value) Value {
	if !IsStr(a) || !IsStr(b) {
		return NotImplemented
	}
	return compareTexts(op, StrOf(a), StrOf(b))
}

func strContains(t *Thread, v, item Value) (in, ok bool) {
	if !IsStr(item) {
		TypeErrorf(t, "'in <string>' requires string as left operand, not %s", TypeName(item))
		return false, false
	}
	return strings.Contains(StrOf(v), StrOf(item)), true
}

// strAt returns the character at index i, which is in range.
func strAt(t *Thread, v Value, i int) Value {
	if IsASCII(v) {
		return charStrs[StrOf(v)[i]]
	}
	r, _ := runeAt(StrOf(v), byteOffset(v, i))
	return NewRune(t, r)
}

// StrAt returns the character at index i, negative ones from the end; Null and
// no exception if there is none.
func StrAt(t *Thread, v Value, i int) Value {
	n := StrLen(v)
	if i < 0 {
		i += n
	}
	if uint(i) >= uint(n) {
		return Null
	}
	return strAt(t, v, i)
}

func strGetItem(t *Thread, v, key Value) Value {
	if key.IsInt() {
		if c := StrAt(t, v, int(key.Int())); c != Null {
			return c
		}
		return IndexErrorf(t, "string index out of range")
	}
	if Is(key, ShapeSlice) {
		start, stop, step, n, ok := SliceIndices(t, key, StrLen(v))
		if !ok {
			return Null
		}
		return strSlice(t, v, start, stop, step, n)
	}
	if TypeOf(key).Slots.Index == nil {
		return TypeErrorf(t, "string indices must be integers, not '%s'", TypeName(key))
	}
	i, ok := indexArg(t, key)
	if !ok {
		return Null
	}
	if c := StrAt(t, v, i); c != Null {
		return c
	}
	return IndexErrorf(t, "string index out of range")
}

// indexArg is IndexInt for subscripts: too large is an IndexError.
func indexArg(t *Thread, key Value) (int, bool) {
	if key.IsInt() {
		return int(key.Int()), true
	}
	n, ok := IntLike(t, key)
	if !ok {
		return 0, false
	}
	i, ok := AsInt64(n)
	if !ok {
		IndexErrorf(t, "cannot fit '%s' into an index-sized integer", TypeName(key))
	}
	return int(i), ok
}

func strSlice(t *Thread, v Value, start, stop, step, n int) Value {
	switch {
	case n <= 0:
		return emptyStr
	case step == 1:
		return StrSlice(t, v, start, start+n)
	case IsASCII(v):
		s := StrOf(v)
		if n == 1 {
			return charStrs[s[start]]
		}
		o := allocStr(t, n, n)
		b := gc.Bytes(o+StrDataOffset, uintptr(n))
		for i := range b {
			b[i] = s[start]
			start += step
		}
		return gc.MakePtr(o)
	}
	rs := runesOf(StrOf(v))
	b := make([]byte, 0, n*2)
	for range n {
		b = appendRune(b, rs[start])
		start += step
	}
	return newStrCount(t, bytesAsText(b), n)
}

// StrSlice returns v[i:j] for 0 <= i <= j <= len(v).
func StrSlice(t *Thread, v Value, i, j int) Value {
	if i == 0 && j == StrLen(v) && Is(v, ShapeStr) {
		return v
	}
	return newStrCount(t, StrOf(v)[byteOffset(v, i):byteOffset(v, j)], j-i)
}

func strMul(t *Thread, a, b Value) Value {
	if !IsStr(a) {
		a, b = b, a
	}
	n, ok := textRepeat(t, b)
	if n < 0 {
		if ok {
			return NotImplemented
		}
		return Null
	}
	s := StrOf(a)
	switch {
	case n == 0 || len(s) == 0:
		return emptyStr
	case n == 1:
		return strToStr(t, a)
	case n > math.MaxInt/len(s):
		return OverflowErrorf(t, "repeated string is too long")
	case n > maxStrBytes/len(s):
		return NoMemory(t)
	}
	o := allocStr(t, len(s)*n, StrLen(a)*n)
	repeatBytes(gc.Bytes(o+StrDataOffset, uintptr(len(s)*n)), s)
	return finishStr(o)
}

// textRepeat returns the number of repetitions that v asks for; -1 and true if
// v is no integer, -1 and false with an exception pending.
func textRepeat(t *Thread, v Value) (int, bool) {
	if v.IsInt() {
		return int(max(v.Int(), 0)), true
	}
	if !IsIntObj(v) && TypeOf(v).Slots.Index == nil {
		return -1, true
	}
	n, ok := IndexInt(t, v)
	if !ok {
		return -1, false
	}
	return max(n, 0), true
}

// repeatBytes fills b with copies of s.
func repeatBytes(b []byte, s string) {
	if len(s) == 1 {
		c := s[0]
		for i := range b {
			b[i] = c
		}
		return
	}
	n := copy(b, s)
	for n < len(b) {
		n += copy(b[n:], b[:n])
	}
}

// strIter is an iterator over a str: the str, or Null at the end, and where it
// is in bytes.
var strIterType = NewType("str_iterator", ShapeStrIter)

const (
	strIterText = gc.HeaderSize
	strIterPos  = gc.HeaderSize + 8
)

func newStrIter(t *Thread, v Value) Value {
	o := strIterType.New(t)
	gc.Store(o+strIterText, v)
	gc.Store(o+strIterPos, gc.MakeInt(0))
	return gc.MakePtr(o)
}

func strIterNext(t *Thread, it Value) Value {
	o := it.Addr()
	text, pos := gc.Load(o+strIterText), gc.Load(o+strIterPos)
	for !t.Seen(o + gc.LockOffset) {
		text, pos = gc.Load(o+strIterText), gc.Load(o+strIterPos)
	}
	if text == Null {
		return Stop
	}
	s, i := StrOf(text), int(pos.Int())
	t.OwnObject(o)
	if i >= len(s) {
		gc.Store(o+strIterText, Null)
		return Stop
	}
	if c := s[i]; c < 0x80 {
		gc.Store(o+strIterPos, gc.MakeInt(int64(i+1)))
		return charStrs[c]
	}
	r, n := runeAt(s, i)
	gc.Store(o+strIterPos, gc.MakeInt(int64(i+n)))
	return NewRune(t, r)
}

func strIterLengthHint(t *Thread, args []Value) Value {
	o := args[0].Addr()
	text := t.Read(o+gc.LockOffset, o+strIterText)
	if text == Null {
		return gc.MakeInt(0)
	}
	pos := t.Read(o+gc.LockOffset, o+strIterPos)
	return gc.MakeInt(int64(countRunes(StrOf(text)[pos.Int():])))
}

func strIterReduce(t *Thread, args []Value) Value {
	o := args[0].Addr()
	iter := builtinNamed(t, "iter")
	if iter == Null {
		return Null
	}
	text := t.Read(o+gc.LockOffset, o+strIterText)
	if text == Null {
		return NewTuple(t, iter, NewTuple(t, emptyStr))
	}
	pos := t.Read(o+gc.LockOffset, o+strIterPos)
	return NewTuple(t, iter, NewTuple(t, text), gc.MakeInt(int64(runeOffset(text, int(pos.Int())))))
}

func strIterSetState(t *Thread, args []Value) Value {
	o := args[0].Addr()
	n, ok := IndexInt(t, args[1])
	if !ok {
		return Null
	}
	text := t.Read(o+gc.LockOffset, o+strIterText)
	if text != Null {
		t.OwnObject(o)
		n = min(max(n, 0), StrLen(text))
		gc.Store(o+strIterPos, gc.MakeInt(int64(byteOffset(text, n))))
	}
	return None
}

// strNew is str(object=”, encoding='utf-8', errors='strict').
func strNew(t *Thread, cls *Type, args []Value, kw Value) Value {
	bound, ok := bindNew(t, "str", args, kw, "object", "encoding", "errors")
	if !ok {
		return Null
	}
	object, encoding, errors := bound[0], bound[1], bound[2]
	var v Value
	switch {
	case object == Null:
		v = emptyStr
	case encoding == Null && errors == Null:
		if v = Str(t, object); v == Null {
			return Null
		}
	default:
		if v = strDecode(t, object, encoding, errors); v == Null {
			return Null
		}
	}
	if cls == StrType {
		return v
	}
	return newStrOf(t, cls, v)
}

// bindNew binds the arguments of a type that takes up to three, by position or
// name. The names of the later two are encoding and errors: those must be strs.
func bindNew(t *Thread, fn string, args []Value, kw Value, names ...string) (bound [3]Value, ok bool) {
	nkw := 0
	if kw != Null {
		nkw = len(TupleItems(kw))
	}
	if len(args) > len(names) {
		if nkw == 0 && fn == "str" {
			TypeErrorf(t, "%s expected at most %d arguments, got %d", fn, len(names), len(args))
		} else {
			TypeErrorf(t, "%s() takes at most %d arguments (%d given)", fn, len(names), len(args))
		}
		return bound, false
	}
	npos := copy(bound[:], args[:len(args)-nkw])
	for k := range nkw {
		name := StrOf(TupleItems(kw)[k])
		i := 0
		for i < len(names) && names[i] != name {
			i++
		}
		switch {
		case i == len(names):
			TypeErrorf(t, "%s() got an unexpected keyword argument '%s'", fn, name)
			return bound, false
		case i < npos:
			TypeErrorf(t, "argument for %s() given by name ('%s') and position (%d)", fn, name, i+1)
			return bound, false
		}
		bound[i] = args[npos+k]
	}
	for i := 1; i < len(names); i++ {
		if bound[i] != Null && !IsStr(bound[i]) {
			TypeErrorf(t, "%s() argument '%s' must be str, not %s", fn, names[i], TypeName(bound[i]))
			return bound, false
		}
	}
	return bound, true
}

// strDecode is str(object, encoding, errors) for a buffer.
func strDecode(t *Thread, object, encoding, errors Value) Value {
	if IsStr(object) {
		return TypeErrorf(t, "decoding str is not supported")
	}
	b, ok := bufferOpt(t, object)
	if !ok {
		return TypeErrorf(t, "decoding to str: need a bytes-like object, %s found", TypeName(object))
	}
	return decodeArgs(t, b, encoding, errors)
}

// newStrOf makes an instance of a subclass of str with the text of v.
func newStrOf(t *Thread, cls *Type, v Value) Value {
	s, count := StrOf(v), StrLen(v)
	o := t.Alloc(cls.header(), gc.Round(strSize(len(s), count)+8))
	gc.Store64(o+StrBytesOffset, uint64(len(s))|uint64(count)<<32)
	copy(gc.Bytes(o+StrDataOffset, uintptr(len(s))), s)
	return finishStr(o)
}

// builtinNamed returns an attribute of the module builtins, which iterators name
// in what __reduce__ returns.
func builtinNamed(t *Thread, name string) Value {
	if ImportModule == nil {
		return RuntimeErrorf(t, "builtins cannot be imported yet")
	}
	m := ImportModule(t, "builtins")
	if m == Null {
		return Null
	}
	return GetAttrString(t, m, name)
}

// NoMemory raises MemoryError.
func NoMemory(t *Thread) Value { return RaiseNew(t, MemoryErrorType) }
