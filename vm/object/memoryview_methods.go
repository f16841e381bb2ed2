package object

import (
	"encoding/binary"
	"math"
	"slices"

	"gorgon/gc"
)

var memMethods = []Method{
	bufferMethod,
	{Name: "__enter__", Sig: "(self, /)", Fn: memEnter},
	{Name: "__class_getitem__", Sig: "(cls, item, /)", Fn: genericAlias, Flags: ClassMethod, Doc: "See PEP 585"},
	{Name: "__exit__", Sig: "(self, /, *exc)", Fn: memExit},
	{Name: "cast", Sig: "(self, /, format, shape=?)", Fn: memCast, Doc: "A view of the same memory with another format or shape."},
	{Name: "count", Sig: "(self, value, /)", Fn: memCount, Doc: "How often value occurs."},
	{Name: "hex", Sig: "(self, /, sep=?, bytes_per_sep=?)", Fn: memHex, Doc: "Two hexadecimal digits for each byte."},
	{Name: "index", Sig: "(self, value, start=?, stop=?, /)", Fn: memIndex, Doc: "The index of the first value."},
	{Name: "release", Sig: "(self, /)", Fn: memRelease, Doc: "Let go of the underlying object."},
	{Name: "tobytes", Sig: "(self, /, order=?)", Fn: memToBytes, Doc: "A copy as bytes."},
	{Name: "tolist", Sig: "(self, /)", Fn: memToList, Doc: "The items as a list."},
	{Name: "toreadonly", Sig: "(self, /)", Fn: memToReadOnly, Doc: "A view of the same memory that is read-only."},
}

var memGetset = []Getset{
	memField("obj", func(t *Thread, w *memView) Value { return w.base }),
	memField("nbytes", func(t *Thread, w *memView) Value { return gc.MakeInt(int64(w.items() * w.itemSize)) }),
	memField("itemsize", func(t *Thread, w *memView) Value { return gc.MakeInt(int64(w.itemSize)) }),
	memField("format", func(t *Thread, w *memView) Value { return Intern(w.format) }),
	memField("readonly", func(t *Thread, w *memView) Value { return boolOf(w.readOnly) }),
	memField("ndim", func(t *Thread, w *memView) Value { return gc.MakeInt(int64(len(w.shape))) }),
	memField("shape", func(t *Thread, w *memView) Value { return tupleOfInts(t, w.shape) }),
	memField("strides", func(t *Thread, w *memView) Value { return tupleOfInts(t, w.strides) }),
	memField("suboffsets", func(t *Thread, w *memView) Value { return NewTuple(t) }),
	memField("c_contiguous", func(t *Thread, w *memView) Value { return boolOf(w.contiguous()) }),
	memField("contiguous", func(t *Thread, w *memView) Value { return boolOf(w.contiguous()) }),
	memField("f_contiguous", func(t *Thread, w *memView) Value { return boolOf(w.contiguous() && len(w.shape) <= 1) }),
}

func memField(name string, get func(t *Thread, w *memView) Value) Getset {
	return Getset{Name: name, Get: func(t *Thread, v Value) Value {
		w, ok := memOf(t, v)
		if !ok {
			return Null
		}
		return get(t, w)
	}}
}

func memEnter(t *Thread, args []Value) Value {
	if _, ok := memOf(t, args[0]); !ok {
		return Null
	}
	memExport(t, args[0], exportedEntered)
	return args[0]
}

func memExit(t *Thread, args []Value) Value { return memRelease(t, args[:1]) }

func memRelease(t *Thread, args []Value) Value {
	o := args[0].Addr()
	if t.Read(o+gc.LockOffset, o+memReleased) == True {
		return None
	}
	memExport(t, args[0], notExported)
	t.OwnObject(o)
	gc.Store(o+memReleased, True)
	return None
}

func memToBytes(t *Thread, args []Value) Value {
	w, ok := memOf(t, args[0])
	if !ok {
		return Null
	}
	memTaken(t, args[0])
	if args[1] != Null && args[1] != None {
		if !IsStr(args[1]) {
			return TypeErrorf(t, "tobytes() argument 'order' must be str or None, not %s", TypeName(args[1]))
		}
		switch StrOf(args[1]) {
		case "C", "A":
		case "F":
			return NewBytes(t, w.columnOrder(t))
		default:
			return ValueErrorf(t, "order must be 'C', 'F' or 'A'")
		}
	}
	b, ok := w.content(t)
	if !ok {
		return Null
	}
	return NewBytes(t, b)
}

// columnOrder returns the items' bytes with the first index running fastest.
func (w *memView) columnOrder(t *Thread) []byte {
	turned := *w
	turned.shape, turned.strides = slices.Clone(w.shape), slices.Clone(w.strides)
	slices.Reverse(turned.shape)
	slices.Reverse(turned.strides)
	b, ok := turned.memory(t, false)
	if !ok {
		return nil
	}
	var out []byte
	turned.offsets(func(at int) { out = append(out, b[at:at+w.itemSize]...) })
	return out
}

func memHex(t *Thread, args []Value) Value {
	b, ok := memContent(t, args[0])
	if !ok {
		return Null
	}
	s, ok := HexText(t, b, args[1], args[2])
	if !ok {
		return Null
	}
	return newASCII(t, s)
}

func memToList(t *Thread, args []Value) Value {
	w, ok := memOf(t, args[0])
	if !ok {
		return Null
	}
	memTaken(t, args[0])
	b, ok := w.memory(t, false)
	if !ok {
		return Null
	}
	return w.list(t, b, w.offset, 0)
}

// list makes the list of dimension d that begins at offset at.
func (w *memView) list(t *Thread, b []byte, at, d int) Value {
	if d == len(w.shape) {
		return unpackItem(t, w.format, b[at:at+w.itemSize])
	}
	items := make([]Value, w.shape[d])
	for i := range items {
		if items[i] = w.list(t, b, at+i*w.strides[d], d+1); items[i] == Null {
			return Null
		}
	}
	return NewList(t, items)
}

func memToReadOnly(t *Thread, args []Value) Value {
	w, ok := memOf(t, args[0])
	if !ok {
		return Null
	}
	memTaken(t, args[0])
	w.readOnly = true
	return w.make(t)
}

func memCast(t *Thread, args []Value) Value {
	w, ok := memOf(t, args[0])
	if !ok {
		return Null
	}
	memTaken(t, args[0])
	if !IsStr(args[1]) {
		return TypeErrorf(t, "cast() argument 'format' must be str, not %s", argTypeName(args[1]))
	}
	if !w.contiguous() {
		return TypeErrorf(t, "memoryview: casts are restricted to C-contiguous views")
	}
	format := StrOf(args[1])
	size := formatSize(format)
	if size == 0 {
		return ValueErrorf(t, "memoryview: destination format must be a native single character format prefixed with an optional '@'")
	}
	if !isByteFormat(format) && !isByteFormat(w.format) {
		return TypeErrorf(t, "memoryview: cannot cast between two non-byte formats")
	}
	n := w.items() * w.itemSize
	if n%size != 0 {
		return TypeErrorf(t, "memoryview: length is not a multiple of itemsize")
	}
	w.format, w.itemSize = format, size
	w.shape, w.strides = []int{n / size}, []int{size}
	if args[2] != Null && !w.reshape(t, args[2]) {
		return Null
	}
	return w.make(t)
}

func (w *memView) reshape(t *Thread, arg Value) bool {
	var dims []Value
	switch {
	case IsInstance(arg, TupleType):
		dims = TupleItems(arg)
	case IsInstance(arg, ListType):
		dims = ListItems(t, arg)
	default:
		TypeErrorf(t, "shape must be a list or a tuple")
		return false
	}
	total := w.items()
	shape, strides, product := make([]int, len(dims)), make([]int, len(dims)), 1
	for i, d := range dims {
		if !IsIntObj(d) {
			TypeErrorf(t, "memoryview.cast(): elements of shape must be integers")
			return false
		}
		n, ok := IndexInt(t, d)
		if !ok {
			return false
		}
		if n <= 0 {
			ValueErrorf(t, "memoryview.cast(): elements of shape must be integers > 0")
			return false
		}
		shape[i] = n
		product *= n
	}
	if product != total {
		TypeErrorf(t, "memoryview: product(shape) * itemsize != buffer size")
		return false
	}
	stride := w.itemSize
	for i := len(shape) - 1; i >= 0; i-- {
		strides[i] = stride
		stride *= shape[i]
	}
	w.shape, w.strides = shape, strides
	return true
}

func memCount(t *Thread, args []Value) Value {
	n := 0
	good := true
	ok := Iterate(t, args[0], func(item Value) bool {
		same, ok := Eq(t, item, args[1])
		if same {
			n++
		}
		good = ok
		return ok
	})
	if !ok || !good {
		return Null
	}
	return NewInt(t, int64(n))
}

func memIndex(t *Thread, args []Value) Value {
	n, ok := memLen(t, args[0])
	if !ok {
		return Null
	}
	i, j, ok := boundArgs(t, args[2], args[3], n)
	if !ok {
		return Null
	}
	for ; i < j; i++ {
		item := memGetItem(t, args[0], gc.MakeInt(int64(i)))
		if item == Null {
			return Null
		}
		same, ok := Eq(t, item, args[1])
		switch {
		case !ok:
			return Null
		case same:
			return gc.MakeInt(int64(i))
		}
	}
	return ValueErrorf(t, "memoryview.index(x): x not found")
}

// formatChar is the type code of a native format of one item, 0 if it is none.
func formatChar(format string) byte {
	if len(format) == 2 && format[0] == '@' {
		format = format[1:]
	}
	if len(format) != 1 {
		return 0
	}
	return format[0]
}

// formatSize is the size of an item, 0 for a format that is not supported.
func formatSize(format string) int {
	switch formatChar(format) {
	case 'c', 'b', 'B', '?':
		return 1
	case 'h', 'H', 'e':
		return 2
	case 'i', 'I', 'f':
		return 4
	case 'l', 'L', 'q', 'Q', 'n', 'N', 'P', 'd':
		return 8
	}
	return 0
}

func isByteFormat(format string) bool {
	switch formatChar(format) {
	case 'c', 'b', 'B':
		return true
	}
	return false
}

// unpackItem makes the value of one item.
func unpackItem(t *Thread, format string, b []byte) Value {
	le := binary.LittleEndian
	switch formatChar(format) {
	case 'c':
		return NewBytes(t, b[:1])
	case 'b':
		return gc.MakeInt(int64(int8(b[0])))
	case 'B':
		return gc.MakeInt(int64(b[0]))
	case '?':
		return boolOf(b[0] != 0)
	case 'h':
		return gc.MakeInt(int64(int16(le.Uint16(b))))
	case 'H':
		return gc.MakeInt(int64(le.Uint16(b)))
	case 'i':
		return gc.MakeInt(int64(int32(le.Uint32(b))))
	case 'I':
		return gc.MakeInt(int64(le.Uint32(b)))
	case 'l', 'q', 'n':
		return NewInt(t, int64(le.Uint64(b)))
	case 'L', 'Q', 'N', 'P':
		return NewUint(t, le.Uint64(b))
	case 'e':
		return NewFloat(HalfToFloat(le.Uint16(b)))
	case 'f':
		return NewFloat(float64(math.Float32frombits(le.Uint32(b))))
	case 'd':
		return NewFloat(math.Float64frombits(le.Uint64(b)))
	}
	return Raise(t, NotImplementedErrorType, "memoryview: format %s not supported", format)
}

// intRange gives the least and the greatest value of an integer format.
func intRange(code byte) (lo int64, hi uint64, ok bool) {
	switch code {
	case 'b':
		return math.MinInt8, math.MaxInt8, true
	case 'B':
		return 0, math.MaxUint8, true
	case 'h':
		return math.MinInt16, math.MaxInt16, true
	case 'H':
		return 0, math.MaxUint16, true
	case 'i':
		return math.MinInt32, math.MaxInt32, true
	case 'I':
		return 0, math.MaxUint32, true
	case 'l', 'q', 'n':
		return math.MinInt64, math.MaxInt64, true
	case 'L', 'Q', 'N', 'P':
		return 0, math.MaxUint64, true
	}
	return 0, 0, false
}

// packItem writes v as one item.
func packItem(t *Thread, format string, b []byte, v Value) bool {
	code := formatChar(format)
	badType := func() bool {
		TypeErrorf(t, "memoryview: invalid type for format '%s'", format)
		return false
	}
	badValue := func() bool {
		ValueErrorf(t, "memoryview: invalid value for format '%s'", format)
		return false
	}
	le := binary.LittleEndian
	switch code {
	case 'c':
		if !IsBytes(v) {
			return badType()
		}
		if len(BytesOf(v)) != 1 {
			return badValue()
		}
		b[0] = BytesOf(v)[0]
		return true
	case '?':
		truth, ok := Truth(t, v)
		b[0] = 0
		if truth {
			b[0] = 1
		}
		return ok
	case 'e', 'f', 'd':
		if !IsFloatObj(v) && !IsIntObj(v) && TypeOf(v).Slots.ToFloat == nil {
			return badType()
		}
		f, ok := AsFloat(t, v)
		if !ok {
			return false
		}
		switch code {
		case 'e':
			h, ok := FloatToHalf(f)
			if !ok {
				OverflowErrorf(t, "float too large to pack with e format")
			}
			le.PutUint16(b, h)
			return ok
		case 'f':
			le.PutUint32(b, math.Float32bits(float32(f)))
		default:
			le.PutUint64(b, math.Float64bits(f))
		}
		return true
	}
	lo, hi, ok := intRange(code)
	if !ok {
		Raise(t, NotImplementedErrorType, "memoryview: format %s not supported", format)
		return false
	}
	if !IsIntObj(v) && TypeOf(v).Slots.Index == nil {
		return badType()
	}
	n, ok := IntLike(t, v)
	if !ok {
		return false
	}
	if i, ok := AsInt64(n); ok {
		if i < lo || i > 0 && uint64(i) > hi {
			return badValue()
		}
		le.PutUint64(b, uint64(i))
		return true
	}
	u, ok := AsUint64(n)
	if !ok || u > hi {
		return badValue()
	}
	le.PutUint64(b, u)
	return true
}

// HalfToFloat decodes a float of 16 bits.
func HalfToFloat(h uint16) float64 {
	exp, frac := int(h>>10&0x1f), float64(h&0x3ff)
	var f float64
	switch exp {
	case 0:
		f = math.Ldexp(frac, -24)
	case 0x1f:
		if frac != 0 {
			return math.NaN()
		}
		f = math.Inf(1)
	default:
		f = math.Ldexp(frac+1024, exp-25)
	}
	if h&0x8000 != 0 {
		return -f
	}
	return f
}

// FloatToHalf rounds to a float of 16 bits, ties to even; false: too large.
func FloatToHalf(f float64) (uint16, bool) {
	var sign uint16
	if math.Signbit(f) {
		sign, f = 0x8000, -f
	}
	switch {
	case f != f:
		return sign | 0x7e00, true
	case math.IsInf(f, 0):
		return sign | 0x7c00, true
	}
	_, exp := math.Frexp(f)
	exp = max(exp, -13) // subnormal below 2**-14
	m := math.RoundToEven(math.Ldexp(f, 11-exp))
	if m == 2048 {
		m, exp = 1024, exp+1
	}
	if exp > 16 {
		return 0, false
	}
	if m < 1024 {
		return sign | uint16(m), true
	}
	return sign | uint16(exp+14)<<10 | uint16(m-1024), true
}
