package object

import (
	"bytes"
	"slices"

	"gorgon/gc"
)

// A bytearray is, after its header,
//
//	+16  Value  block, or Null while it is empty
//	+24  Value  length
//	+32  Value  number of memoryviews that show it
//
// and a block, a raw object,
//
//	+16  uint64  capacity
//	+24  bytes
//
// Main invariant: the bytes of a block change only while there is one thread,
// or before the transaction that made the block is over. A transaction that
// changes a bytearray of older birth gives it a new block. So whoever has seen
// the bytearray's words may read the block without a barrier.
const (
	byteArrayBlock   = 16
	byteArrayLen     = 24
	byteArrayExports = 32
	byteBlockCap     = 16
	byteBlockData    = 24
)

var byteBlockShape = NewRootShape(nil, false)

func init() {
	ByteArrayType.Setup(Spec{
		Doc:     "bytearray(source=b'', encoding, errors) -> a mutable sequence of bytes",
		Layout:  gc.LayoutValues,
		Payload: 24,
		Slots: Slots{
			Repr:     byteArrayRepr,
			Str:      byteArrayRepr,
			Compare:  bytesCompare,
			Len:      func(t *Thread, v Value) (int, bool) { return len(byteArrayBytes(t, v)), true },
			GetItem:  byteArrayGetItem,
			SetItem:  byteArraySetItem,
			Contains: byteArrayContains,
			Iter:     newBytesIter,
			New:      byteArrayNew,
			Init:     byteArrayInit,
			Binary:   [NumBinary]func(t *Thread, a, b Value) Value{OpAdd: bytesAdd, OpMul: bytesMul, OpMod: bytesMod},
			InPlace:  [NumBinary]func(t *Thread, a, b Value) Value{OpAdd: byteArrayIAdd, OpMul: byteArrayIMul},
		},
		Methods: append(append([]Method{
			{Name: "fromhex", Sig: "(cls, string, /)", Fn: bytesFromHex, Flags: ClassMethod, Doc: "From pairs of hexadecimal digits."},
		}, byteArrayMethods...), guardedMethods(bytesMethods)...),
		Members: func(set func(name string, v Value)) { set("__hash__", None) },
	})
}

// byteArrayBytes returns the content: good until the bytearray is changed.
func byteArrayBytes(t *Thread, v Value) []byte {
	o := v.Addr()
	block, n := gc.Load(o+byteArrayBlock), gc.Load(o+byteArrayLen)
	for !t.Seen(o + gc.LockOffset) {
		block, n = gc.Load(o+byteArrayBlock), gc.Load(o+byteArrayLen)
	}
	if block == Null {
		return nil
	}
	return gc.Bytes(block.Addr()+byteBlockData, uintptr(n.Int()))
}

// NewByteArray makes a bytearray with a copy of b.
func NewByteArray(t *Thread, b []byte) Value {
	o := ByteArrayType.New(t)
	gc.Store(o+byteArrayLen, gc.MakeInt(0))
	gc.Store(o+byteArrayExports, gc.MakeInt(0))
	copy(byteArrayResize(t, o, len(b)), b)
	return gc.MakePtr(o)
}

// byteArrayResize gives the bytearray at o, or the one being made there, n
// bytes and returns them, to be written to. Those beyond the old length are
// undefined. Exports do not hinder it: see byteArrayGrow.
func byteArrayResize(t *Thread, o uintptr, n int) []byte {
	t.OwnObject(o)
	block, old := gc.Load(o+byteArrayBlock), int(gc.Load(o+byteArrayLen).Int())
	if block == Null || int(gc.Load64(block.Addr()+byteBlockCap)) < n || !t.Owns(block.Addr()+gc.LockOffset) {
		size := n
		if n > old && old > 0 {
			size += n>>3 + 8
		}
		size = int(gc.Round(byteBlockData+uintptr(size))) - byteBlockData
		b := t.Alloc(gc.Header(byteBlockShape.ID, gc.LayoutRaw), byteBlockData+uintptr(size))
		gc.Store64(b+byteBlockCap, uint64(size))
		if block != Null {
			keep := uintptr(min(old, n))
			copy(gc.Bytes(b+byteBlockData, keep), gc.Bytes(block.Addr()+byteBlockData, keep))
		}
		block = gc.MakePtr(b)
		gc.Store(o+byteArrayBlock, block)
	}
	gc.Store(o+byteArrayLen, gc.MakeInt(int64(n)))
	return gc.Bytes(block.Addr()+byteBlockData, uintptr(n))
}

// byteArrayWritable returns the content to be written to in place.
func byteArrayWritable(t *Thread, v Value) []byte {
	return byteArrayResize(t, v.Addr(), len(byteArrayBytes(t, v)))
}

// canResize raises BufferError if a memoryview shows the bytearray.
func canResize(t *Thread, v Value) bool {
	o := v.Addr()
	if t.Read(o+gc.LockOffset, o+byteArrayExports).Int() == 0 {
		return true
	}
	Raise(t, BufferErrorType, "Existing exports of data: object cannot be re-sized")
	return false
}

// byteArraySplice replaces v[i:j] by b, which may be a part of v.
func byteArraySplice(t *Thread, v Value, i, j int, b []byte) bool {
	n := len(byteArrayBytes(t, v))
	i = min(i, n)
	j = min(max(j, i), n)
	size := n - (j - i) + len(b)
	if size != n && !canResize(t, v) {
		return false
	}
	b = slices.Clone(b)
	if size > n {
		buf := byteArrayResize(t, v.Addr(), size)
		copy(buf[i+len(b):], buf[j:n])
		copy(buf[i:], b)
		return true
	}
	buf := byteArrayWritable(t, v)
	copy(buf[i:], b)
	if size < n {
		copy(buf[i+len(b):], buf[j:])
		byteArrayResize(t, v.Addr(), size)
	}
	return true
}

func byteArrayRepr(t *Thread, v Value) Value {
	b := byteArrayBytes(t, v)
	q := quoteFor(bytesAsText(b))
	text := append([]byte(TypeOf(v).Name), '(', 'b', q)
	for _, c := range b {
		// Unlike bytes, it escapes single quotes within double ones.
		if c == '\'' {
			text = append(text, '\\', c)
		} else {
			text = appendEscape(text, c, q)
		}
	}
	return newStrBytes(t, append(text, q, ')'))
}

func byteArrayNew(t *Thread, cls *Type, args []Value, kw Value) Value {
	o := cls.New(t)
	gc.Store(o+byteArrayLen, gc.MakeInt(0))
	gc.Store(o+byteArrayExports, gc.MakeInt(0))
	return gc.MakePtr(o)
}

func byteArrayInit(t *Thread, v Value, args []Value, kw Value) bool {
	bound, ok := bindNew(t, "bytearray", args, kw, "source", "encoding", "errors")
	if !ok {
		return false
	}
	if !byteArraySplice(t, v, 0, len(byteArrayBytes(t, v)), nil) {
		return false
	}
	if src := bound[0]; src != Null && bound[1] == Null && bound[2] == Null && TypeOf(src).Heap || src.IsPtr() && !NativeIterable(src) {
		return byteArrayFill(t, v, bound)
	}
	b, ok := bytesFrom(t, bound, byteRange, "bytearray")
	return ok && byteArraySplice(t, v, 0, len(byteArrayBytes(t, v)), b)
}

const byteRange = "byte must be in range(0, 256)"

// byteArrayFill is byteArrayInit for sources that may run Python code: items of
// an iterable are appended one by one, for that code to see.
func byteArrayFill(t *Thread, v Value, bound [3]Value) bool {
	src := bound[0]
	if IsStr(src) || IsIntObj(src) || TypeOf(src).Slots.Index != nil || !isIterable(src) || IsBuffer(t, src) || bound[1] != Null || bound[2] != Null {
		b, ok := bytesFrom(t, bound, byteRange, "bytearray")
		return ok && byteArraySplice(t, v, 0, len(byteArrayBytes(t, v)), b)
	}
	good := true
	ok := Iterate(t, src, func(item Value) bool {
		c, ok := byteArg(t, item, byteRange)
		if good = ok && canResize(t, v); good {
			n := len(byteArrayBytes(t, v))
			byteArrayResize(t, v.Addr(), n+1)[n] = c
		}
		return good
	})
	return ok && good
}

func byteArrayIndex(t *Thread, key Value, n int, text string) (int, bool) {
	if !key.IsInt() && TypeOf(key).Slots.Index == nil {
		TypeErrorf(t, "bytearray indices must be integers or slices, not %s", TypeName(key))
		return 0, false
	}
	i, ok := indexArg(t, key)
	if !ok {
		return 0, false
	}
	if i < 0 {
		i += n
	}
	if uint(i) >= uint(n) {
		IndexErrorf(t, "%s", text)
		return 0, false
	}
	return i, true
}

func byteArrayGetItem(t *Thread, v, key Value) Value {
	if Is(key, ShapeSlice) {
		start, stop, step, n, ok := byteArraySlice(t, v, key)
		if !ok {
			return Null
		}
		return NewByteArray(t, sliceBytes(byteArrayBytes(t, v), start, stop, step, n))
	}
	if !key.IsInt() && TypeOf(key).Slots.Index != nil {
		i, ok := indexArg(t, key)
		if !ok {
			return Null
		}
		key = NewInt(t, int64(i))
	}
	b := byteArrayBytes(t, v)
	i, ok := byteArrayIndex(t, key, len(b), "bytearray index out of range")
	if !ok {
		return Null
	}
	return gc.MakeInt(int64(b[i]))
}

// byteArraySlice is SliceIndices for a bytearray whose length changes while the
// slice's bounds are found out.
func byteArraySlice(t *Thread, v, key Value) (start, stop, step, n int, ok bool) {
	for {
		size := len(byteArrayBytes(t, v))
		start, stop, step, n, ok = SliceIndices(t, key, size)
		if !ok || size == len(byteArrayBytes(t, v)) {
			return start, stop, step, n, ok
		}
	}
}

func byteArraySetItem(t *Thread, v, key, val Value) bool {
	if Is(key, ShapeSlice) {
		return byteArraySetSlice(t, v, key, val)
	}
	if !key.IsInt() && TypeOf(key).Slots.Index == nil {
		TypeErrorf(t, "bytearray indices must be integers or slices, not %s", TypeName(key))
		return false
	}
	// Both conversions may run code that changes the length.
	at, ok := indexArg(t, key)
	if !ok {
		return false
	}
	var c byte
	if val != Null {
		if c, ok = byteArg(t, val, byteRange); !ok {
			return false
		}
	}
	i, ok := byteArrayIndex(t, gc.MakeInt(int64(at)), len(byteArrayBytes(t, v)), "bytearray index out of range")
	switch {
	case !ok:
		return false
	case val == Null:
		return byteArraySplice(t, v, i, i+1, nil)
	}
	byteArrayWritable(t, v)[i] = c
	return true
}

func byteArraySetSlice(t *Thread, v, key, val Value) bool {
	var b []byte
	if val != Null {
		var ok bool
		if b, ok = assignable(t, val); !ok {
			return false
		}
	}
	start, stop, step, count, ok := byteArraySlice(t, v, key)
	if !ok {
		return false
	}
	switch {
	case step == 1:
		return byteArraySplice(t, v, start, max(start, stop), b)
	case val == Null:
		return byteArrayDelete(t, v, start, step, count)
	case len(b) == 0 && count > 0:
		return byteArrayDelete(t, v, start, step, count)
	case len(b) != count:
		ValueErrorf(t, "attempt to assign bytes of size %d to extended slice of size %d", len(b), count)
		return false
	}
	b = slices.Clone(b)
	buf := byteArrayWritable(t, v)
	for _, c := range b {
		buf[start] = c
		start += step
	}
	return true
}

// byteArrayDelete removes the bytes of an extended slice.
func byteArrayDelete(t *Thread, v Value, start, step, count int) bool {
	if count <= 0 {
		return true
	}
	if !canResize(t, v) {
		return false
	}
	if step < 0 {
		start, step = start+(count-1)*step, -step
	}
	buf := byteArrayWritable(t, v)
	to := start
	for i := start; i < len(buf); i++ {
		if (i-start)%step == 0 && (i-start)/step < count {
			continue
		}
		buf[to] = buf[i]
		to++
	}
	byteArrayResize(t, v.Addr(), to)
	return true
}

// assignable returns the bytes that may be assigned to a slice.
func assignable(t *Thread, v Value) ([]byte, bool) {
	if b, ok := bufferOpt(t, v); ok {
		return b, true
	}
	typ := TypeOf(v)
	if IsStr(v) || IsIntObj(v) || typ.Slots.Iter == nil && typ.Slots.GetItem == nil {
		TypeErrorf(t, "can assign only bytes, buffers, or iterables of ints in range(0, 256)")
		return nil, false
	}
	return bytesOfItems(t, v, byteRange)
}

func byteArrayIAdd(t *Thread, a, b Value) Value {
	y, ok := bufferOpt(t, b)
	if !ok {
		return TypeErrorf(t, "can't concat %s to %s", TypeName(b), TypeName(a))
	}
	n := len(byteArrayBytes(t, a))
	if !byteArraySplice(t, a, n, n, y) {
		return Null
	}
	return a
}

func byteArrayIMul(t *Thread, a, b Value) Value {
	n, ok := textRepeat(t, b)
	if n < 0 {
		if ok {
			return NotImplemented
		}
		return Null
	}
	s := byteArrayBytes(t, a)
	if len(s) > 0 && n > maxBytes/len(s) {
		return NoMemory(t)
	}
	if !byteArraySplice(t, a, 0, len(s), bytes.Repeat(s, n)) {
		return Null
	}
	return a
}

var byteArrayMethods = []Method{
	bufferMethod,
	{Name: "append", Sig: "(self, item, /)", Fn: byteArrayAppend, Doc: "Add one byte at the end."},
	{Name: "clear", Sig: "(self, /)", Fn: byteArrayClear, Doc: "Remove all bytes."},
	{Name: "copy", Sig: "(self, /)", Fn: byteArrayCopy, Doc: "A copy."},
	{Name: "extend", Sig: "(self, iterable_of_ints, /)", Fn: byteArrayExtend, Doc: "Add bytes at the end."},
	{Name: "insert", Sig: "(self, index, item, /)", Fn: byteArrayInsert, Doc: "Put one byte before index."},
	{Name: "pop", Sig: "(self, index=?, /)", Fn: byteArrayPop, Doc: "Remove and return the byte at index, by default the last."},
	{Name: "remove", Sig: "(self, value, /)", Fn: byteArrayRemove, Doc: "Remove the first byte of that value."},
	{Name: "resize", Sig: "(self, size, /)", Fn: byteArrayResizeTo, Doc: "Change the length; new bytes are zero."},
	{Name: "reverse", Sig: "(self, /)", Fn: byteArrayReverse, Doc: "Reverse the order of the bytes."},
	{Name: "__alloc__", Sig: "(self, /)", Fn: byteArrayAlloc, Doc: "The number of bytes there is room for."},
	{Name: "__sizeof__", Sig: "(self, /)", Fn: byteArraySizeOf, Doc: "The size in memory, in bytes."},
	{Name: "__reduce__", Sig: "(self, /)", Fn: byteArrayReduce},
	{Name: "__reduce_ex__", Sig: "(self, proto=?, /)", Fn: byteArrayReduce},
}

func noneIf(ok bool) Value {
	if ok {
		return None
	}
	return Null
}

func byteArrayAppend(t *Thread, args []Value) Value {
	c, ok := byteArg(t, args[1], byteRange)
	if !ok || !canResize(t, args[0]) {
		return Null
	}
	n := len(byteArrayBytes(t, args[0]))
	byteArrayResize(t, args[0].Addr(), n+1)[n] = c
	return None
}

func byteArrayClear(t *Thread, args []Value) Value {
	return noneIf(byteArraySplice(t, args[0], 0, len(byteArrayBytes(t, args[0])), nil))
}

func byteArrayCopy(t *Thread, args []Value) Value {
	return NewByteArray(t, byteArrayBytes(t, args[0]))
}

func byteArrayExtend(t *Thread, args []Value) Value {
	n := len(byteArrayBytes(t, args[0]))
	b, ok := bufferOpt(t, args[1])
	if !ok {
		typ := TypeOf(args[1])
		if typ.Slots.Iter == nil && typ.Slots.GetItem == nil {
			return TypeErrorf(t, "can't extend bytearray with %s", typ.Name)
		}
		if IsStr(args[1]) && StrLen(args[1]) > 0 {
			return TypeErrorf(t, "expected iterable of integers; got: 'str'")
		}
		if b, ok = bytesOfItems(t, args[1], byteRange); !ok {
			return Null
		}
		n = len(byteArrayBytes(t, args[0]))
	}
	return noneIf(byteArraySplice(t, args[0], n, n, b))
}

func byteArrayInsert(t *Thread, args []Value) Value {
	i, ok := sizeArg(t, args[1])
	if !ok {
		return Null
	}
	c, ok := byteArg(t, args[2], byteRange)
	if !ok {
		return Null
	}
	n := len(byteArrayBytes(t, args[0]))
	if i < 0 {
		i = max(i+n, 0)
	}
	i = min(i, n)
	return noneIf(byteArraySplice(t, args[0], i, i, []byte{c}))
}

func byteArrayPop(t *Thread, args []Value) Value {
	i := -1
	if args[1] != Null {
		var ok bool
		if i, ok = sizeArg(t, args[1]); !ok {
			return Null
		}
	}
	b := byteArrayBytes(t, args[0])
	if len(b) == 0 {
		return IndexErrorf(t, "pop from empty bytearray")
	}
	if i < 0 {
		i += len(b)
	}
	if uint(i) >= uint(len(b)) {
		return IndexErrorf(t, "pop index out of range")
	}
	c := b[i]
	if !byteArraySplice(t, args[0], i, i+1, nil) {
		return Null
	}
	return gc.MakeInt(int64(c))
}

func byteArrayRemove(t *Thread, args []Value) Value {
	c, ok := byteArg(t, args[1], byteRange)
	if !ok {
		return Null
	}
	i := bytes.IndexByte(byteArrayBytes(t, args[0]), c)
	if i < 0 {
		return ValueErrorf(t, "value not found in bytearray")
	}
	return noneIf(byteArraySplice(t, args[0], i, i+1, nil))
}

func byteArrayResizeTo(t *Thread, args []Value) Value {
	n, ok := sizeArg(t, args[1])
	if !ok {
		return Null
	}
	old := len(byteArrayBytes(t, args[0]))
	switch {
	case n < 0:
		return ValueErrorf(t, "bytearray.resize(): new size must be >= 0, got %d", n)
	case n > maxBytes:
		return NoMemory(t)
	case n > old:
		return noneIf(byteArraySplice(t, args[0], old, old, make([]byte, n-old)))
	}
	return noneIf(byteArraySplice(t, args[0], n, old, nil))
}

func byteArrayReverse(t *Thread, args []Value) Value {
	slices.Reverse(byteArrayWritable(t, args[0]))
	return None
}

func byteArrayAlloc(t *Thread, args []Value) Value {
	o := args[0].Addr()
	block := t.Read(o+gc.LockOffset, o+byteArrayBlock)
	if block == Null || t.Read(o+gc.LockOffset, o+byteArrayLen).Int() == 0 {
		return gc.MakeInt(0)
	}
	return NewInt(t, int64(gc.Load64(block.Addr()+byteBlockCap))+1)
}

func byteArraySizeOf(t *Thread, args []Value) Value {
	o := args[0].Addr()
	n := gc.SizeOf(o)
	if block := t.Read(o+gc.LockOffset, o+byteArrayBlock); block != Null {
		n += gc.SizeOf(block.Addr())
	}
	return NewInt(t, int64(n))
}

func byteArrayReduce(t *Thread, args []Value) Value {
	v := args[0]
	cls := TypeOf(v).Obj
	state, ok := GetAttrOpt(t, v, Intern("__dict__"))
	if !ok {
		return Null
	}
	if state == Null {
		state = None
	}
	b := byteArrayBytes(t, v)
	if len(b) == 0 {
		return NewTuple(t, cls, NewTuple(t), state)
	}
	return NewTuple(t, cls, NewTuple(t, NewBytes(t, b)), state)
}

// byteArrayExport counts the memoryviews on a bytearray.
func byteArrayExport(t *Thread, v Value, change int) {
	o := v.Addr()
	n := t.Read(o+gc.LockOffset, o+byteArrayExports)
	t.OwnObject(o)
	gc.Store(o+byteArrayExports, gc.MakeInt(n.Int()+int64(change)))
}

// exported runs f while the bytearray v, if it is one, cannot be resized: f
// holds its bytes and may run Python code.
func exported(t *Thread, v Value, f func() bool) bool {
	if !isByteArray(v) {
		return f()
	}
	byteArrayExport(t, v, 1)
	ok := f()
	byteArrayExport(t, v, -1)
	return ok
}

// guardedMethods are methods that bytes and bytearray share, for bytearray:
// code that arguments bring in cannot resize it.
func guardedMethods(methods []Method) []Method {
	list := make([]Method, len(methods))
	for i, m := range methods {
		list[i] = m
		if m.Flags&StaticMethod != 0 {
			continue
		}
		list[i].Fn = func(t *Thread, args []Value) Value {
			for _, a := range args[1:] {
				if a.IsPtr() && TypeOf(a).Heap {
					r := Null
					exported(t, args[0], func() bool { r = m.Fn(t, args); return r != Null })
					return r
				}
			}
			return m.Fn(t, args)
		}
	}
	return list
}

func byteArrayContains(t *Thread, v, item Value) (in, ok bool) {
	exported(t, v, func() bool { in, ok = bytesContains(t, v, item); return ok })
	return in, ok
}
