package object

import (
	"bytes"
	"math"
	"strings"

	"gorgon/gc"
)

func init() {
	BytesType.Setup(Spec{
		Doc:     "bytes(source=b'', encoding, errors) -> an immutable sequence of bytes",
		Layout:  gc.LayoutRaw,
		Payload: BytesDataOffset - gc.HeaderSize,
		VarSize: true,
		Slots: Slots{
			Repr:     func(t *Thread, v Value) Value { return newASCII(t, BytesRepr(BytesOf(v))) },
			Str:      func(t *Thread, v Value) Value { return newASCII(t, BytesRepr(BytesOf(v))) },
			Hash:     func(t *Thread, v Value) (uint64, bool) { return bytesHash(v), true },
			Compare:  bytesCompare,
			Len:      func(t *Thread, v Value) (int, bool) { return len(BytesOf(v)), true },
			GetItem:  bytesGetItem,
			Contains: bytesContains,
			Iter:     newBytesIter,
			New:      bytesNew,
			Binary:   [NumBinary]func(t *Thread, a, b Value) Value{OpAdd: bytesAdd, OpMul: bytesMul, OpMod: bytesMod},
		},
		Methods: append([]Method{
			bufferMethod,
			{Name: "__bytes__", Sig: "(self, /)", Fn: bytesToBytes, Doc: "The bytes object itself."},
			{Name: "__getnewargs__", Sig: "(self, /)", Fn: bytesGetNewArgs},
			{Name: "fromhex", Sig: "(cls, string, /)", Fn: bytesFromHex, Flags: ClassMethod, Doc: "From pairs of hexadecimal digits."},
		}, bytesMethods...),
	})
	bytesIterType.Setup(iterSpec())
	byteArrayIterType.Setup(iterSpec())
}

var (
	bytesIterType     = NewType("bytes_iterator", 0)
	byteArrayIterType = NewType("bytearray_iterator", 0)
	emptyBytes        = immortalBytes("")
	byteObjects       = makeByteObjects()
)

func immortalBytes(s string) Value {
	interned.Lock()
	defer interned.Unlock()
	o := interned.alloc.Alloc(gc.Header(ShapeBytes, gc.LayoutRaw), gc.Round(BytesDataOffset+uintptr(len(s))))
	gc.Store64(o+BytesLenOffset, uint64(len(s)))
	copy(gc.Bytes(o+BytesDataOffset, uintptr(len(s))), s)
	interned.others = append(interned.others, gc.MakePtr(o))
	return gc.MakePtr(o)
}

func makeByteObjects() (objects [256]Value) {
	for c := range objects {
		objects[c] = immortalBytes(string([]byte{byte(c)}))
	}
	return objects
}

// isByteArray says whether v is a bytearray, which methods that bytes and
// bytearray share return then.
func isByteArray(v Value) bool {
	return Is(v, ShapeByteArray) || !IsBytes(v) && IsInstance(v, ByteArrayType)
}

// bytesLike returns the content of a bytes or bytearray object.
func bytesLike(t *Thread, v Value) []byte {
	if IsBytes(v) {
		return BytesOf(v)
	}
	return byteArrayBytes(t, v)
}

// bytesResult makes an object of b of the type that self has.
func bytesResult(t *Thread, self Value, b []byte) Value {
	if isByteArray(self) {
		return NewByteArray(t, b)
	}
	return NewBytes(t, b)
}

// bytesSame is bytesResult for the unchanged content of self.
func bytesSame(t *Thread, self Value) Value {
	if Is(self, ShapeBytes) {
		return self
	}
	return bytesResult(t, self, bytesLike(t, self))
}

// bytesArg returns the content of an argument that must be bytes-like.
func bytesArg(t *Thread, v Value) ([]byte, bool) {
	if Is(v, ShapeBytes) {
		return BytesOf(v), true
	}
	b, ok := bufferOpt(t, v)
	if !ok && t.Exc == Null {
		TypeErrorf(t, "a bytes-like object is required, not '%s'", TypeName(v))
	}
	return b, ok
}

func bytesCompare(t *Thread, op CompareOp, a, b Value) Value {
	if Is(a, ShapeBytes) && Is(b, ShapeBytes) {
		return compareTexts(op, bytesText(a), bytesText(b))
	}
	if IsStr(a) || IsStr(b) {
		return NotImplemented
	}
	x, ok := bufferOpt(t, a)
	if !ok {
		return NotImplemented
	}
	y, ok := bufferOpt(t, b)
	if !ok {
		return NotImplemented
	}
	return compareTexts(op, bytesAsText(x), bytesAsText(y))
}

func bytesGetItem(t *Thread, v, key Value) Value {
	b := BytesOf(v)
	if Is(key, ShapeSlice) {
		start, stop, step, n, ok := SliceIndices(t, key, len(b))
		if !ok {
			return Null
		}
		if step == 1 && n == len(b) && Is(v, ShapeBytes) {
			return v
		}
		return NewBytes(t, sliceBytes(b, start, stop, step, n))
	}
	if !key.IsInt() && TypeOf(key).Slots.Index == nil {
		return TypeErrorf(t, "byte indices must be integers or slices, not %s", TypeName(key))
	}
	i, ok := indexArg(t, key)
	if !ok {
		return Null
	}
	if i < 0 {
		i += len(b)
	}
	if uint(i) >= uint(len(b)) {
		return IndexErrorf(t, "index out of range")
	}
	return gc.MakeInt(int64(b[i]))
}

// sliceBytes returns the bytes of a slice, a part of b if it can.
func sliceBytes(b []byte, start, stop, step, n int) []byte {
	if n <= 0 {
		return nil
	}
	if step == 1 {
		return b[start : start+n]
	}
	part := make([]byte, n)
	for i := range part {
		part[i] = b[start]
		start += step
	}
	return part
}

func bytesContains(t *Thread, v, item Value) (in, ok bool) {
	sub, ok := subBytes(t, item, false)
	if !ok {
		return false, false
	}
	return bytes.Contains(bytesLike(t, v), sub), true
}

// subBytes is an argument that is bytes-like or an integer standing for one
// byte; find and its kin have a message of their own.
func subBytes(t *Thread, v Value, find bool) ([]byte, bool) {
	if b, ok := bufferOpt(t, v); ok || t.Exc != Null {
		return b, ok
	}
	if !IsIntObj(v) && TypeOf(v).Slots.Index == nil {
		if find {
			TypeErrorf(t, "argument should be integer or bytes-like object, not '%s'", TypeName(v))
		} else {
			TypeErrorf(t, "a bytes-like object is required, not '%s'", TypeName(v))
		}
		return nil, false
	}
	c, ok := byteArg(t, v, "byte must be in range(0, 256)")
	return []byte{c}, ok
}

// byteArg is an integer from 0 to 255.
func byteArg(t *Thread, v Value, text string) (byte, bool) {
	n, ok := IntLike(t, v)
	if !ok {
		return 0, false
	}
	i, ok := AsInt64(n)
	if !ok || i < 0 || i > 255 {
		ValueErrorf(t, "%s", text)
		return 0, false
	}
	return byte(i), true
}

func bytesAdd(t *Thread, a, b Value) Value {
	if !IsBytes(a) && !isByteArray(a) {
		return NotImplemented
	}
	y, ok := bufferOpt(t, b)
	if !ok {
		return NotImplemented
	}
	x := bytesLike(t, a)
	if isByteArray(a) {
		return NewByteArray(t, bytes.Join([][]byte{x, y}, nil))
	}
	switch {
	case len(x) == 0 && Is(b, ShapeBytes):
		return b
	case len(y) == 0 && Is(a, ShapeBytes):
		return a
	}
	o := allocBytes(t, len(x)+len(y))
	buf := gc.Bytes(o+BytesDataOffset, uintptr(len(x)+len(y)))
	copy(buf[copy(buf, x):], y)
	return gc.MakePtr(o)
}

func bytesMul(t *Thread, a, b Value) Value {
	if !IsBytes(a) && !isByteArray(a) {
		a, b = b, a
	}
	n, ok := textRepeat(t, b)
	if n < 0 {
		if ok {
			return NotImplemented
		}
		return Null
	}
	s := bytesLike(t, a)
	if n == 1 && Is(a, ShapeBytes) {
		return a
	}
	if len(s) > 0 && n > maxBytes/len(s) {
		if n > math.MaxInt/len(s) && !isByteArray(a) {
			return OverflowErrorf(t, "repeated bytes are too long")
		}
		return NoMemory(t)
	}
	if isByteArray(a) {
		return NewByteArray(t, bytes.Repeat(s, n))
	}
	if n == 0 || len(s) == 0 {
		return emptyBytes
	}
	o := allocBytes(t, len(s)*n)
	repeatBytes(gc.Bytes(o+BytesDataOffset, uintptr(len(s)*n)), bytesAsText(s))
	return gc.MakePtr(o)
}

// maxBytes bounds the length of bytes and bytearray objects.
var maxBytes = 60 << 30

// Room says whether n elements of size bytes may be one object; if they may
// not it raises MemoryError. Who takes Go's memory for a number that a program
// has given asks first: Go ends the process when there is none.
func Room(t *Thread, n, size int) bool {
	if n > maxBytes/size {
		NoMemory(t)
		return false
	}
	return true
}

// LimitSizes makes single objects of n bytes or more a MemoryError. Called
// before the program runs.
func LimitSizes(n int) { maxBytes = min(maxBytes, n) }

func bytesMod(t *Thread, a, b Value) Value {
	if !IsBytes(a) && !isByteArray(a) {
		return NotImplemented
	}
	p := &percentFormat{t: t, format: string(bytesLike(t, a)), bytes: true}
	p.setArgs(b)
	if !exported(t, a, p.run) {
		return Null
	}
	return bytesResult(t, a, p.out)
}

func bytesToBytes(t *Thread, args []Value) Value {
	if Is(args[0], ShapeBytes) {
		return args[0]
	}
	return NewBytes(t, BytesOf(args[0]))
}

func bytesGetNewArgs(t *Thread, args []Value) Value {
	return NewTuple(t, NewBytes(t, BytesOf(args[0])))
}

// NewBytesOf makes an instance of bytes or of a subclass.
func newBytesOf(t *Thread, cls *Type, b []byte) Value {
	if cls == BytesType {
		return NewBytes(t, b)
	}
	o := t.Alloc(cls.header(), gc.Round(BytesDataOffset+uintptr(len(b))+8))
	gc.Store64(o+BytesLenOffset, uint64(len(b)))
	copy(gc.Bytes(o+BytesDataOffset, uintptr(len(b))), b)
	return gc.MakePtr(o)
}

func bytesNew(t *Thread, cls *Type, args []Value, kw Value) Value {
	bound, ok := bindNew(t, "bytes", args, kw, "source", "encoding", "errors")
	if !ok {
		return Null
	}
	if cls == BytesType && bound[1] == Null && bound[2] == Null && bound[0] != Null && Is(bound[0], ShapeBytes) {
		return bound[0]
	}
	if src := bound[0]; src != Null && bound[1] == Null && bound[2] == Null && !Is(src, ShapeStr) {
		r, found, ok := callBytes(t, src)
		switch {
		case !ok:
			return Null
		case found && cls == BytesType:
			return r
		case found:
			return newBytesOf(t, cls, BytesOf(r))
		}
	}
	b, ok := bytesFrom(t, bound, "bytes must be in range(0, 256)", "bytes")
	if !ok {
		return Null
	}
	return newBytesOf(t, cls, b)
}

// callBytes calls v.__bytes__, if there is one.
func callBytes(t *Thread, v Value) (r Value, found, ok bool) {
	if v.IsInt() || Is(v, ShapeByteArray) || Is(v, ShapeList) || Is(v, ShapeTuple) || Is(v, ShapeBytes) {
		return Null, false, true
	}
	fn, self := LookupSpecial(t, v, Intern("__bytes__"))
	if fn == Null {
		return Null, false, t.Exc == Null
	}
	if self == Null {
		r = Call(t, fn)
	} else {
		r = Call(t, fn, self)
	}
	if r == Null {
		return Null, true, false
	}
	if !IsBytes(r) {
		TypeErrorf(t, "__bytes__ returned non-bytes (type %s)", TypeName(r))
		return Null, true, false
	}
	return r, true, true
}

// bytesFrom is what bytes(source, encoding, errors) and bytearray hold.
func bytesFrom(t *Thread, bound [3]Value, rangeText, what string) ([]byte, bool) {
	src, encoding, errors := bound[0], bound[1], bound[2]
	if src != Null && IsStr(src) {
		if encoding == Null {
			if errors == Null {
				TypeErrorf(t, "string argument without an encoding")
			} else {
				TypeErrorf(t, "string argument without an encoding")
			}
			return nil, false
		}
		errs := "strict"
		if errors != Null {
			errs = StrOf(errors)
		}
		r := Encode(t, src, StrOf(encoding), errs)
		if r == Null {
			return nil, false
		}
		return BytesOf(r), true
	}
	if encoding != Null || errors != Null {
		text := "encoding without a string argument"
		if encoding == Null {
			text = "errors without a string argument"
		}
		TypeErrorf(t, "%s", text)
		return nil, false
	}
	if src == Null {
		return nil, true
	}
	return bytesOfObject(t, src, rangeText, what)
}

// bytesOfObject makes bytes of a length, a buffer, or an iterable of integers.
func bytesOfObject(t *Thread, src Value, rangeText, what string) ([]byte, bool) {
	if IsIntObj(src) || TypeOf(src).Slots.Index != nil {
		n, ok := IndexInt(t, src)
		switch {
		case !ok:
			return nil, false
		case n < 0:
			ValueErrorf(t, "negative count")
			return nil, false
		case n > maxBytes:
			NoMemory(t)
			return nil, false
		}
		return make([]byte, n), true
	}
	if b, ok := bufferOpt(t, src); ok {
		return b, true
	}
	typ := TypeOf(src)
	if typ.Slots.Iter == nil && typ.Slots.GetItem == nil {
		TypeErrorf(t, "cannot convert '%s' object to %s", typ.Name, what)
		return nil, false
	}
	return bytesOfItems(t, src, rangeText)
}

func bytesOfItems(t *Thread, src Value, rangeText string) ([]byte, bool) {
	var b []byte
	good := true
	ok := Iterate(t, src, func(item Value) bool {
		c, ok := byteArg(t, item, rangeText)
		b, good = append(b, c), ok
		return ok
	})
	return b, ok && good
}

// Iterators over bytes and bytearray: the object, or Null at the end, and the
// index.
func iterSpec() Spec {
	return Spec{
		Layout:  gc.LayoutValues,
		Payload: 16,
		Slots: Slots{
			Iter: func(t *Thread, v Value) Value { return v },
			Next: bytesIterNext,
		},
		Methods: []Method{
			{Name: "__length_hint__", Sig: "(self, /)", Fn: bytesIterLengthHint, Doc: "Private method returning an estimate of len(list(it))."},
			{Name: "__reduce__", Sig: "(self, /)", Fn: bytesIterReduce},
			{Name: "__setstate__", Sig: "(self, state, /)", Fn: bytesIterSetState},
		},
	}
}

func newBytesIter(t *Thread, v Value) Value {
	typ := bytesIterType
	if isByteArray(v) {
		typ = byteArrayIterType
	}
	o := typ.New(t)
	gc.Store(o+strIterText, v)
	gc.Store(o+strIterPos, gc.MakeInt(0))
	return gc.MakePtr(o)
}

func bytesIterNext(t *Thread, it Value) Value {
	o := it.Addr()
	v, pos := gc.Load(o+strIterText), gc.Load(o+strIterPos)
	for !t.Seen(o + gc.LockOffset) {
		v, pos = gc.Load(o+strIterText), gc.Load(o+strIterPos)
	}
	if v == Null {
		return Stop
	}
	b, i := bytesLike(t, v), int(pos.Int())
	t.OwnObject(o)
	if i >= len(b) {
		gc.Store(o+strIterText, Null)
		return Stop
	}
	gc.Store(o+strIterPos, gc.MakeInt(int64(i+1)))
	return gc.MakeInt(int64(b[i]))
}

func bytesIterLengthHint(t *Thread, args []Value) Value {
	o := args[0].Addr()
	v := t.Read(o+gc.LockOffset, o+strIterText)
	if v == Null {
		return gc.MakeInt(0)
	}
	pos := t.Read(o+gc.LockOffset, o+strIterPos)
	return gc.MakeInt(max(int64(len(bytesLike(t, v)))-pos.Int(), 0))
}

func bytesIterReduce(t *Thread, args []Value) Value {
	o := args[0].Addr()
	iter := builtinNamed(t, "iter")
	if iter == Null {
		return Null
	}
	v := t.Read(o+gc.LockOffset, o+strIterText)
	if v == Null {
		return NewTuple(t, iter, NewTuple(t, EmptyTuple))
	}
	return NewTuple(t, iter, NewTuple(t, v), t.Read(o+gc.LockOffset, o+strIterPos))
}

func bytesIterSetState(t *Thread, args []Value) Value {
	n, ok := IndexInt(t, args[1])
	if !ok {
		return Null
	}
	o := args[0].Addr()
	if v := t.Read(o+gc.LockOffset, o+strIterText); v != Null {
		t.OwnObject(o)
		gc.Store(o+strIterPos, gc.MakeInt(int64(min(max(n, 0), len(bytesLike(t, v))))))
	}
	return None
}

func bytesFromHex(t *Thread, args []Value) Value {
	var s string
	if IsStr(args[1]) {
		s = StrOf(args[1])
	} else if b, ok := bufferOpt(t, args[1]); ok {
		s = string(b)
	} else {
		return TypeErrorf(t, "fromhex() argument must be str or bytes-like, not %s", TypeName(args[1]))
	}
	b, ok := fromHex(t, s)
	if !ok {
		return Null
	}
	cls := ClassOf(args[0])
	switch {
	case cls == BytesType:
		return NewBytes(t, b)
	case cls == ByteArrayType:
		return NewByteArray(t, b)
	}
	return Call(t, args[0], NewBytes(t, b))
}

func fromHex(t *Thread, s string) ([]byte, bool) {
	b := make([]byte, 0, len(s)/2)
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c < 0x80 && asciiSpace[c] && c < 0x1c || c == ' ' {
			continue
		}
		hi, lo := HexDigit(c), -1
		if hi >= 0 {
			if i+1 == len(s) {
				ValueErrorf(t, "fromhex() arg must contain an even number of hexadecimal digits")
				return nil, false
			}
			i++
			lo = HexDigit(s[i])
		}
		if lo < 0 {
			ValueErrorf(t, "non-hexadecimal number found in fromhex() arg at position %d", countRunes(s[:i]))
			return nil, false
		}
		b = append(b, byte(hi<<4|lo))
	}
	return b, true
}

func bytesHex(t *Thread, args []Value) Value {
	var s string
	var ok bool
	exported(t, args[0], func() bool {
		s, ok = HexText(t, bytesLike(t, args[0]), args[1], args[2])
		return ok
	})
	if !ok {
		return Null
	}
	return newASCII(t, s)
}

// HexText is the hex method: sep, if given, goes between groups of bytes,
// counted from the right, or from the left if per is negative.
func HexText(t *Thread, b []byte, sepArg, perArg Value) (string, bool) {
	var sb strings.Builder
	sep, per := "", 1
	if sepArg != Null {
		n, ok := Len(t, sepArg)
		if !ok {
			return "", false
		}
		switch {
		case n != 1:
			ValueErrorf(t, "sep must be length 1.")
			return "", false
		case IsStr(sepArg):
			sep = StrOf(sepArg)
		case IsBytes(sepArg):
			sep = bytesText(sepArg)
		default:
			TypeErrorf(t, "sep must be str or bytes.")
			return "", false
		}
		if sep[0] >= 0x80 {
			ValueErrorf(t, "sep must be ASCII.")
			return "", false
		}
	}
	if perArg != Null {
		var ok bool
		if per, ok = intArgC(t, perArg); !ok {
			return "", false
		}
	}
	for i, c := range b {
		if i > 0 && sep != "" && per != 0 {
			if per > 0 && (len(b)-i)%per == 0 || per < 0 && i%-per == 0 {
				sb.WriteString(sep)
			}
		}
		sb.WriteByte(hexDigits[c>>4])
		sb.WriteByte(hexDigits[c&15])
	}
	return sb.String(), true
}
