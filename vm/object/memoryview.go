package object

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"gorgon/gc"
)

// A memoryview shows a part of the memory of its base object. All of its words
// but the last two never change.
//
// Main invariant: a view never keeps an address: each access asks the base for
// its memory and checks the bounds, so that a base which changes its storage,
// or is resized, is no danger.
//
// A view on a bytearray keeps it from being resized. As there are no reference
// counts, nobody notices that a view made in passing is gone; so a view stops
// to count when something else took what it shows: a slice or a cast of it, or
// a consumer of bytes. From __enter__ on it counts until it is released.
const (
	memBase     = 16
	memOffset   = 24 // of item 0, in bytes
	memFormat   = 32 // str
	memItemSize = 40
	memShape    = 48 // tuple
	memStrides  = 56 // tuple
	memReadOnly = 64 // bool
	memReleased = 72 // bool
	memExports  = 80 // one of the states below
	memEnd      = 88
)

// Whether a view counts as an export of its base.
const (
	notExported     = 0
	exportedUntaken = 1 // until something else takes the content
	exportedEntered = 2 // until release
)

func init() {
	MemoryViewType.Setup(Spec{
		Doc:     "memoryview(object) -> a view of the memory of a bytes-like object",
		Layout:  gc.LayoutValues,
		Payload: memEnd - gc.HeaderSize,
		Final:   true,
		Slots: Slots{
			Repr:    memRepr,
			Hash:    memHash,
			Compare: memCompare,
			Len:     memLen,
			GetItem: memGetItem,
			SetItem: memSetItem,
			Iter:    memIter,
			New:     memNew,
		},
		Methods: memMethods,
		Getset:  memGetset,
	})
	memIterType.Setup(Spec{
		Layout:  gc.LayoutValues,
		Payload: 16,
		Slots:   Slots{Iter: func(t *Thread, v Value) Value { return v }, Next: memIterNext},
	})
}

var memIterType = NewType("memory_iterator", 0)

// view is a memoryview's words, decoded.
type memView struct {
	base     Value
	offset   int
	format   string
	itemSize int
	shape    []int
	strides  []int
	readOnly bool
}

// memOf decodes a memoryview; it raises ValueError if it was released.
func memOf(t *Thread, v Value) (*memView, bool) {
	o := v.Addr()
	if t.Read(o+gc.LockOffset, o+memReleased) == True {
		ValueErrorf(t, "operation forbidden on released memoryview object")
		return nil, false
	}
	return &memView{
		base:     gc.Load(o + memBase),
		offset:   int(gc.Load(o + memOffset).Int()),
		format:   StrOf(gc.Load(o + memFormat)),
		itemSize: int(gc.Load(o + memItemSize).Int()),
		shape:    intsOf(gc.Load(o + memShape)),
		strides:  intsOf(gc.Load(o + memStrides)),
		readOnly: gc.Load(o+memReadOnly) == True,
	}, true
}

func intsOf(tuple Value) []int {
	items := TupleItems(tuple)
	ints := make([]int, len(items))
	for i, v := range items {
		ints[i] = int(v.Int())
	}
	return ints
}

func tupleOfInts(t *Thread, ints []int) Value {
	items := make([]Value, len(ints))
	for i, n := range ints {
		items[i] = gc.MakeInt(int64(n))
	}
	return NewTupleFrom(t, items)
}

func (w *memView) make(t *Thread) Value {
	o := MemoryViewType.New(t)
	gc.Store(o+memBase, w.base)
	gc.Store(o+memOffset, gc.MakeInt(int64(w.offset)))
	gc.Store(o+memFormat, Intern(w.format))
	gc.Store(o+memItemSize, gc.MakeInt(int64(w.itemSize)))
	gc.Store(o+memShape, tupleOfInts(t, w.shape))
	gc.Store(o+memStrides, tupleOfInts(t, w.strides))
	gc.Store(o+memReadOnly, gc.MakeBool(w.readOnly))
	gc.Store(o+memReleased, False)
	gc.Store(o+memExports, gc.MakeInt(0))
	return gc.MakePtr(o)
}

// items is the number of items.
func (w *memView) items() int {
	n := 1
	for _, s := range w.shape {
		n *= s
	}
	return n
}

// contiguous says whether the items lie in memory one after the other.
func (w *memView) contiguous() bool {
	stride := w.itemSize
	for d := len(w.shape) - 1; d >= 0; d-- {
		if w.shape[d] > 1 && w.strides[d] != stride {
			return false
		}
		stride *= w.shape[d]
	}
	return true
}

// offsets calls f with the offset of each item in the memory of the base.
func (w *memView) offsets(f func(at int)) {
	if w.items() == 0 {
		return
	}
	index := make([]int, len(w.shape))
	at := w.offset
	for {
		f(at)
		d := len(index) - 1
		for ; d >= 0; d-- {
			index[d]++
			at += w.strides[d]
			if index[d] < w.shape[d] {
				break
			}
			at -= index[d] * w.strides[d]
			index[d] = 0
		}
		if d < 0 {
			return
		}
	}
}

// memory returns the base's memory, if it still has what the view shows.
func (w *memView) memory(t *Thread, write bool) ([]byte, bool) {
	var b []byte
	s := bufferSourceOf(w.base)
	if write {
		b = s.Writable(t, w.base)
	} else {
		b = s.Bytes(t, w.base)
	}
	last, first := 0, 0
	if w.items() > 0 {
		last, first = w.offset, w.offset
		for d, n := range w.shape {
			if span := (n - 1) * w.strides[d]; span > 0 {
				last += span
			} else {
				first += span
			}
		}
		last += w.itemSize
	}
	if first < 0 || last > len(b) {
		Raise(t, BufferErrorType, "memoryview: the underlying object has been resized")
		return nil, false
	}
	return b, true
}

// content returns the items' bytes in order: a part of the memory if possible.
func (w *memView) content(t *Thread) ([]byte, bool) {
	b, ok := w.memory(t, false)
	if !ok {
		return nil, false
	}
	n := w.items() * w.itemSize
	if n == 0 {
		return nil, true
	}
	if w.contiguous() {
		return b[w.offset : w.offset+n], true
	}
	out := make([]byte, 0, n)
	w.offsets(func(at int) { out = append(out, b[at:at+w.itemSize]...) })
	return out, true
}

// memContent is bufferOpt for memoryviews.
func memContent(t *Thread, v Value) ([]byte, bool) {
	w, ok := memOf(t, v)
	if !ok {
		return nil, false
	}
	memTaken(t, v)
	return w.content(t)
}

// memTaken says that something else took what a view shows.
func memTaken(t *Thread, v Value) {
	if o := v.Addr(); t.Read(o+gc.LockOffset, o+memExports) == gc.MakeInt(exportedUntaken) {
		memExport(t, v, notExported)
	}
}

// memExport changes whether a view counts.
func memExport(t *Thread, v Value, state int64) {
	o := v.Addr()
	old := t.Read(o+gc.LockOffset, o+memExports).Int()
	base := gc.Load(o + memBase)
	s := bufferSourceOf(base)
	if s.Export == nil || old == state {
		return
	}
	t.OwnObject(o)
	gc.Store(o+memExports, gc.MakeInt(state))
	switch {
	case old == notExported:
		s.Export(t, base, 1)
	case state == notExported:
		s.Export(t, base, -1)
	}
}

func memWritable(t *Thread, v Value) ([]byte, bool) {
	w, ok := memOf(t, v)
	if !ok {
		return nil, false
	}
	if w.readOnly || !w.contiguous() {
		TypeErrorf(t, "read-write bytes-like object expected")
		return nil, false
	}
	memTaken(t, v)
	b, ok := w.memory(t, true)
	if !ok {
		return nil, false
	}
	return b[w.offset : w.offset+w.items()*w.itemSize], true
}

func memNew(t *Thread, cls *Type, args []Value, kw Value) Value {
	if len(args) != 1 {
		if len(args) == 0 {
			return TypeErrorf(t, "memoryview() missing required argument 'object' (pos 1)")
		}
		return TypeErrorf(t, "memoryview() takes at most 1 argument (%d given)", len(args))
	}
	if kw != Null && len(TupleItems(kw)) > 0 && StrOf(TupleItems(kw)[0]) != "object" {
		return TypeErrorf(t, "memoryview() got an unexpected keyword argument '%s'", StrOf(TupleItems(kw)[0]))
	}
	return NewMemoryView(t, args[0])
}

// NewMemoryView is memoryview(v).
func NewMemoryView(t *Thread, v Value) Value {
	r := newMemView(t, v)
	if r != Null && !Is(v, ShapeMemoryView) {
		memExport(t, r, exportedUntaken)
	}
	return r
}

// newMemView makes a view that does not count.
func newMemView(t *Thread, v Value) Value {
	if Is(v, ShapeMemoryView) {
		w, ok := memOf(t, v)
		if !ok {
			return Null
		}
		return w.make(t)
	}
	s := bufferSourceOf(v)
	if s == nil {
		if view, found := pythonBuffer(t, v); found {
			if view == Null {
				return Null
			}
			return newMemView(t, view)
		}
		return TypeErrorf(t, "memoryview: a bytes-like object is required, not '%s'", TypeName(v))
	}
	format, size := s.Format(v)
	w := &memView{base: v, format: format, itemSize: size, readOnly: s.Writable == nil}
	w.shape, w.strides = []int{len(s.Bytes(t, v)) / size}, []int{size}
	return w.make(t)
}

func memRepr(t *Thread, v Value) Value {
	o := v.Addr()
	kind := "memory"
	if t.Read(o+gc.LockOffset, o+memReleased) == True {
		kind = "released memory"
	}
	return newASCII(t, fmt.Sprintf("<%s at 0x%x>", kind, o))
}

func memHash(t *Thread, v Value) (uint64, bool) {
	w, ok := memOf(t, v)
	if !ok {
		return 0, false
	}
	if !w.readOnly {
		ValueErrorf(t, "cannot hash writable memoryview object")
		return 0, false
	}
	switch w.format {
	case "B", "b", "c":
	default:
		ValueErrorf(t, "memoryview: hashing is restricted to formats 'B', 'b' or 'c'")
		return 0, false
	}
	b, ok := w.content(t)
	if !ok {
		return 0, false
	}
	return hashText(bytesAsText(b)), true
}

func memCompare(t *Thread, op CompareOp, a, b Value) Value {
	if op != OpEQ && op != OpNE {
		return NotImplemented
	}
	equal, ok := memEqual(t, a, b)
	switch {
	case t.Exc != Null:
		return Null
	case !ok:
		return NotImplemented
	}
	return boolOf(equal == (op == OpEQ))
}

// memEqual compares two objects of which at least one is a memoryview.
func memEqual(t *Thread, a, b Value) (equal, ok bool) {
	if a == b {
		return true, true
	}
	x, y := comparedView(t, a), comparedView(t, b)
	if x == nil || y == nil {
		return false, released(t, a) || released(t, b)
	}
	if !slices.Equal(x.shape, y.shape) {
		return false, true
	}
	p, ok := x.content(t)
	if !ok {
		return false, false
	}
	q, ok := y.content(t)
	if !ok {
		return false, false
	}
	if x.format == y.format && strings.IndexByte("efd", x.format[len(x.format)-1]) < 0 {
		return bytes.Equal(p, q), true
	}
	for i := range x.items() {
		u := unpackItem(t, x.format, p[i*x.itemSize:])
		v := unpackItem(t, y.format, q[i*y.itemSize:])
		if same, ok := Eq(t, u, v); !ok || !same || u.IsFloat() && u.Float() != u.Float() {
			return false, ok
		}
	}
	return true, true
}

func released(t *Thread, v Value) bool {
	return Is(v, ShapeMemoryView) && t.Read(v.Addr()+gc.LockOffset, v.Addr()+memReleased) == True
}

// comparedView is the view of an operand of ==, or nil.
func comparedView(t *Thread, v Value) *memView {
	if released(t, v) {
		return nil
	}
	if !Is(v, ShapeMemoryView) {
		if bufferSourceOf(v) == nil {
			return nil
		}
		v = newMemView(t, v)
	}
	w, _ := memOf(t, v)
	return w
}

func memLen(t *Thread, v Value) (int, bool) {
	w, ok := memOf(t, v)
	switch {
	case !ok:
		return 0, false
	case len(w.shape) == 0:
		TypeErrorf(t, "0-dim memory has no length")
		return 0, false
	}
	return w.shape[0], true
}

// at resolves a key that is an index, or a tuple of one per dimension.
func (w *memView) at(t *Thread, key Value) (offset int, ok bool) {
	keys := []Value{key}
	if IsInstance(key, TupleType) {
		keys = TupleItems(key)
	}
	if len(keys) < len(w.shape) {
		Raise(t, NotImplementedErrorType, "multi-dimensional sub-views are not implemented")
		return 0, false
	}
	if len(keys) > len(w.shape) {
		TypeErrorf(t, "cannot index %d-dimension view with %d-element tuple", len(w.shape), len(keys))
		return 0, false
	}
	offset = w.offset
	for d, k := range keys {
		if !k.IsInt() && TypeOf(k).Slots.Index == nil {
			TypeErrorf(t, "memoryview: invalid slice key")
			return 0, false
		}
		i, ok := indexArg(t, k)
		if !ok {
			return 0, false
		}
		if i < 0 {
			i += w.shape[d]
		}
		if uint(i) >= uint(w.shape[d]) {
			IndexErrorf(t, "index out of bounds on dimension %d", d+1)
			return 0, false
		}
		offset += i * w.strides[d]
	}
	return offset, true
}

// slice cuts the first dimension.
func (w *memView) slice(t *Thread, key Value) (*memView, bool) {
	if len(w.shape) == 0 {
		TypeErrorf(t, "invalid indexing of 0-dim memory")
		return nil, false
	}
	start, _, step, n, ok := SliceIndices(t, key, w.shape[0])
	if !ok {
		return nil, false
	}
	part := *w
	part.shape, part.strides = slices.Clone(w.shape), slices.Clone(w.strides)
	part.offset += start * w.strides[0]
	part.shape[0], part.strides[0] = max(n, 0), w.strides[0]*step
	return &part, true
}

func memGetItem(t *Thread, v, key Value) Value {
	w, ok := memOf(t, v)
	if !ok {
		return Null
	}
	switch {
	case Is(key, ShapeSlice):
		part, ok := w.slice(t, key)
		if !ok {
			return Null
		}
		memTaken(t, v)
		return part.make(t)
	case key == Ellipsis:
		return v
	}
	at, ok := w.at(t, key)
	if !ok {
		return Null
	}
	b, ok := w.memory(t, false)
	if !ok {
		return Null
	}
	return unpackItem(t, w.format, b[at:at+w.itemSize])
}

func memSetItem(t *Thread, v, key, val Value) bool {
	w, ok := memOf(t, v)
	switch {
	case !ok:
		return false
	case w.readOnly:
		TypeErrorf(t, "cannot modify read-only memory")
		return false
	case val == Null:
		TypeErrorf(t, "cannot delete memory")
		return false
	case Is(key, ShapeSlice):
		return w.setSlice(t, key, val)
	}
	at, ok := w.at(t, key)
	if !ok {
		return false
	}
	var item [8]byte
	if !packItem(t, w.format, item[:], val) {
		return false
	}
	b, ok := w.memory(t, true)
	if ok {
		copy(b[at:at+w.itemSize], item[:])
	}
	return ok
}

func (w *memView) setSlice(t *Thread, key, val Value) bool {
	part, ok := w.slice(t, key)
	if !ok {
		return false
	}
	if bufferSourceOf(val) == nil && !Is(val, ShapeMemoryView) {
		TypeErrorf(t, "a bytes-like object is required, not '%s'", TypeName(val))
		return false
	}
	src := comparedView(t, val)
	if src == nil {
		ValueErrorf(t, "operation forbidden on released memoryview object")
		return false
	}
	if src.format != part.format || !slices.Equal(src.shape, part.shape) {
		ValueErrorf(t, "memoryview assignment: lvalue and rvalue have different structures")
		return false
	}
	data, ok := src.content(t)
	if !ok {
		return false
	}
	data = slices.Clone(data)
	b, ok := part.memory(t, true)
	if !ok {
		return false
	}
	part.offsets(func(at int) {
		copy(b[at:at+part.itemSize], data)
		data = data[part.itemSize:]
	})
	return true
}

func memIter(t *Thread, v Value) Value {
	w, ok := memOf(t, v)
	switch {
	case !ok:
		return Null
	case len(w.shape) == 0:
		return TypeErrorf(t, "invalid indexing of 0-dim memory")
	case len(w.shape) > 1:
		return Raise(t, NotImplementedErrorType, "multi-dimensional sub-views are not implemented")
	}
	memTaken(t, v)
	o := memIterType.New(t)
	gc.Store(o+strIterText, v)
	gc.Store(o+strIterPos, gc.MakeInt(0))
	return gc.MakePtr(o)
}

func memIterNext(t *Thread, it Value) Value {
	o := it.Addr()
	v := t.Read(o+gc.LockOffset, o+strIterText)
	if v == Null {
		return Stop
	}
	pos := t.Read(o+gc.LockOffset, o+strIterPos)
	w, ok := memOf(t, v)
	if !ok {
		return Null
	}
	t.OwnObject(o)
	if int(pos.Int()) >= w.shape[0] {
		gc.Store(o+strIterText, Null)
		return Stop
	}
	gc.Store(o+strIterPos, gc.MakeInt(pos.Int()+1))
	return memGetItem(t, v, pos)
}
