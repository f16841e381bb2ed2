package io

import (
	"math"

	"gorgon/gc"
	. "gorgon/vm/object"
)

// An in-memory stream keeps its content in a block: a raw object, the bytes
// after its header. Words: wordInner the block (Null: empty), wordA the length
// in bytes, wordB the position.
//
// Main invariant: bytes of the block beyond the length are nobody's; those
// before it change only under the block's lock; length, position and the
// block's address under the stream's.
type memory struct {
	t     *Thread
	o     uintptr
	block Value
	size  int
	pos   int
}

// view opens a stream for reading. The content stays good until Python runs.
func view(t *Thread, v Value) memory {
	o := v.Addr()
	m := memory{t: t, o: o}
	for {
		m.block = gc.Load(o + wordInner)
		m.size = wordInt(o + wordA)
		m.pos = wordInt(o + wordB)
		if t.Seen(o + gc.LockOffset) {
			return m
		}
	}
}

// edit opens a stream for changes.
func edit(t *Thread, v Value) memory {
	t.OwnObject(v.Addr())
	return view(t, v)
}

// wordInt is an int word, 0 where nothing was stored yet.
func wordInt(a uintptr) int {
	v := gc.Load(a)
	if v == Null {
		return 0
	}
	n, _ := AsInt64(v)
	return int(n)
}

func (m *memory) setSize(n int) {
	m.size = n
	gc.Store(m.o+wordA, gc.MakeInt(int64(n)))
}

func (m *memory) setPos(n int) {
	m.pos = n
	gc.Store(m.o+wordB, NewInt(m.t, int64(n)))
}

func (m *memory) capacity() int {
	if m.block == Null {
		return 0
	}
	return int(gc.SizeOf(m.block.Addr()) - gc.HeaderSize)
}

// bytes is the content from i to j.
func (m *memory) bytes(i, j int) []byte {
	if j <= i {
		return nil
	}
	return gc.Bytes(m.block.Addr()+gc.HeaderSize+uintptr(i), uintptr(j-i))
}

// read returns a copy of the content from i to j.
func (m *memory) read(i, j int) []byte {
	if j <= i {
		return []byte{}
	}
	for {
		p := append([]byte(nil), m.bytes(i, j)...)
		if m.t.Seen(m.block.Addr() + gc.LockOffset) {
			return p
		}
	}
}

// reserve makes room for n bytes in all.
func (m *memory) reserve(n int) {
	if n <= m.capacity() {
		return
	}
	size := max(n, m.capacity()*2, 48)
	if size > 1<<24 {
		size = max(n, m.capacity()*5/4)
	}
	b := m.t.Alloc(gc.Header(ShapeListBlock, gc.LayoutRaw), gc.Round(gc.HeaderSize+uintptr(size)))
	if m.size > 0 {
		for {
			copy(gc.Bytes(b+gc.HeaderSize, uintptr(m.size)), m.bytes(0, m.size))
			if m.t.Seen(m.block.Addr() + gc.LockOffset) {
				break
			}
		}
	}
	m.block = gc.MakePtr(b)
	gc.Store(m.o+wordInner, m.block)
}

// own makes the bytes from i to j ready for a store; only those below the
// length need it.
func (m *memory) own(i, j int) {
	if j = min(j, m.size); i < j {
		first := uintptr(i) &^ 7
		m.t.OwnSpan(m.block.Addr()+gc.LockOffset, m.block.Addr()+gc.HeaderSize+first, (uintptr(j)-first+7)/8)
	}
}

// store writes p at offset i, filling what lies between the end and i.
func (m *memory) store(i int, p []byte) {
	end := i + len(p)
	m.reserve(end)
	m.own(i, end)
	if i > m.size {
		clear(m.bytes(m.size, i))
	}
	copy(m.bytes(i, end), p)
	if end > m.size {
		m.setSize(end)
	}
}

var bytesIOType = NewType("BytesIO", 0)

func init() {
	s := streamSpec(bufferedBaseType, "Buffered I/O implementation using an in-memory bytes buffer.")
	s.Slots = Slots{New: newStream, Init: initBytesIO, Next: bytesNext}
	s.Methods = []Method{
		{Name: "read", Sig: "(self, size=?, /)", Fn: bytesRead, Doc: "Read at most size bytes, returned as a bytes object.\n\nIf the size argument is negative, read until EOF is reached.\nReturn an empty bytes object at EOF."},
		{Name: "read1", Sig: "(self, size=?, /)", Fn: bytesRead},
		{Name: "readline", Sig: "(self, size=?, /)", Fn: bytesReadLine},
		{Name: "readlines", Sig: "(self, size=?, /)", Fn: bytesReadLines},
		{Name: "readinto", Sig: "(self, buffer, /)", Fn: bytesReadInto},
		{Name: "readinto1", Sig: "(self, buffer, /)", Fn: bytesReadInto},
		{Name: "write", Sig: "(self, b, /)", Fn: bytesWrite, Doc: "Write bytes to file.\n\nReturn the number of bytes written."},
		{Name: "writelines", Sig: "(self, lines, /)", Fn: bytesWriteLines},
		{Name: "getvalue", Sig: "(self, /)", Fn: bytesGetValue, Doc: "Retrieve the entire contents of the BytesIO object."},
		{Name: "getbuffer", Sig: "(self, /)", Fn: bytesGetBuffer, Doc: "Get a read-write view over the contents of the BytesIO object."},
		{Name: "seek", Sig: "(self, pos, whence=?, /)", Fn: bytesSeek},
		{Name: "tell", Sig: "(self, /)", Fn: bytesTell},
		{Name: "truncate", Sig: "(self, size=?, /)", Fn: bytesTruncate},
		{Name: "close", Sig: "(self, /)", Fn: memoryClose},
		{Name: "flush", Sig: "(self, /)", Fn: memoryCheck(None)},
		{Name: "isatty", Sig: "(self, /)", Fn: memoryCheck(False)},
		{Name: "readable", Sig: "(self, /)", Fn: memoryCheck(True)},
		{Name: "writable", Sig: "(self, /)", Fn: memoryCheck(True)},
		{Name: "seekable", Sig: "(self, /)", Fn: memoryCheck(True)},
		{Name: "__getstate__", Sig: "(self, /)", Fn: bytesGetState},
		{Name: "__setstate__", Sig: "(self, state, /)", Fn: bytesSetState},
	}
	bytesIOType.Setup(s)
	RegisterBuffer(bytesIOType, BufferSource{
		Bytes: func(t *Thread, v Value) []byte { m := view(t, v); return m.read(0, m.size) },
		Writable: func(t *Thread, v Value) []byte {
			m := edit(t, v)
			m.own(0, m.size)
			return m.bytes(0, m.size)
		},
		Format: func(Value) (string, int) { return "B", 1 },
		Export: func(t *Thread, v Value, change int) {
			setField(t, v, wordC, gc.MakeInt(int64(wordInt(v.Addr()+wordC)+change)))
		},
	})
}

// memoryOpen raises ValueError for a closed in-memory stream.
func memoryOpen(t *Thread, v Value) bool {
	if field(t, v, wordHandle) == Null {
		return true
	}
	text := "I/O operation on closed file"
	if !IsInstance(v, stringIOType) {
		text += "."
	}
	ValueErrorf(t, "%s", text)
	return false
}

func memoryCheck(result Value) NativeFn {
	return func(t *Thread, args []Value) Value {
		if !memoryOpen(t, args[0]) {
			return Null
		}
		return result
	}
}

func memoryClose(t *Thread, args []Value) Value {
	if !resizable(t, args[0]) {
		return Null
	}
	setField(t, args[0], wordHandle, True)
	gc.Store(args[0].Addr()+wordInner, Null)
	gc.Store(args[0].Addr()+wordA, gc.MakeInt(0))
	return None
}

// resizable refuses to resize a BytesIO that a view looks at.
func resizable(t *Thread, v Value) bool {
	if IsInstance(v, bytesIOType) && wordInt(v.Addr()+wordC) > 0 {
		Raise(t, BufferErrorType, "Existing exports of data: object cannot be re-sized")
		return false
	}
	return true
}

func initBytesIO(t *Thread, v Value, args []Value, kw Value) bool {
	a, ok := ConstructorArgs(t, "BytesIO", args, kw, 0, "initial_bytes")
	if !ok {
		return false
	}
	if !resizable(t, v) {
		return false
	}
	m := edit(t, v)
	m.setSize(0)
	m.setPos(0)
	gc.Store(v.Addr()+wordHandle, Null)
	if a[0] == Null || a[0] == None {
		return true
	}
	data, ok := BufferBytes(t, a[0])
	if ok {
		m.store(0, data)
	}
	return ok
}

func bytesRead(t *Thread, args []Value) Value {
	n, ok := sizeArg(t, args[1])
	if !ok || !memoryOpen(t, args[0]) {
		return Null
	}
	m := edit(t, args[0])
	end := m.size
	if n >= 0 {
		end = min(end, reach(m.pos, n))
	}
	if end <= m.pos {
		return NewBytes(t, nil)
	}
	p := m.read(m.pos, end)
	m.setPos(end)
	return NewBytes(t, p)
}

// reach is pos + n, or the largest int if that is too much.
func reach(pos, n int) int {
	if n > math.MaxInt-pos {
		return math.MaxInt
	}
	return pos + n
}

// maxMemory bounds the size of in-memory streams.
const maxMemory = 1 << 40

// line returns the end of the line that begins at the position.
func (m *memory) line(limit int) int {
	end := m.size
	if limit >= 0 {
		end = min(end, reach(m.pos, limit))
	}
	if end <= m.pos {
		return m.pos
	}
	for {
		n := m.pos + lineLength(m.bytes(m.pos, end))
		if m.t.Seen(m.block.Addr() + gc.LockOffset) {
			return n
		}
	}
}

func bytesReadLine(t *Thread, args []Value) Value {
	n, ok := sizeArg(t, args[1])
	if !ok || !memoryOpen(t, args[0]) {
		return Null
	}
	m := edit(t, args[0])
	end := m.line(n)
	p := m.read(m.pos, end)
	m.setPos(max(end, m.pos))
	return NewBytes(t, p)
}

func bytesReadLines(t *Thread, args []Value) Value {
	if v := args[1]; v != Null && v != None && TypeOf(v).Slots.Index == nil {
		return TypeErrorf(t, "integer argument expected, got '%s'", TypeName(v))
	}
	hint, ok := sizeArg(t, args[1])
	if !ok || !memoryOpen(t, args[0]) {
		return Null
	}
	m := edit(t, args[0])
	list := NewList(t, nil)
	for total := 0; m.pos < m.size; {
		end := m.line(-1)
		ListAppend(t, list, NewBytes(t, m.read(m.pos, end)))
		total += end - m.pos
		m.setPos(end)
		if hint > 0 && total >= hint {
			break
		}
	}
	return list
}

func bytesNext(t *Thread, v Value) Value {
	if !memoryOpen(t, v) {
		return Null
	}
	m := edit(t, v)
	end := m.line(-1)
	if end <= m.pos {
		return Stop
	}
	p := m.read(m.pos, end)
	m.setPos(end)
	return NewBytes(t, p)
}

func bytesReadInto(t *Thread, args []Value) Value {
	target, ok := writable(t, "readinto", args[1])
	if !ok || !memoryOpen(t, args[0]) {
		return Null
	}
	m := edit(t, args[0])
	p := m.read(m.pos, min(m.size, reach(m.pos, len(target))))
	copy(target, p)
	m.setPos(m.pos + len(p))
	return gc.MakeInt(int64(len(p)))
}

func bytesWrite(t *Thread, args []Value) Value {
	data, ok := BufferBytes(t, args[1])
	if !ok || !memoryOpen(t, args[0]) {
		return Null
	}
	if !bytesWriteData(t, args[0], data) {
		return Null
	}
	return gc.MakeInt(int64(len(data)))
}

func bytesWriteData(t *Thread, v Value, data []byte) bool {
	m := edit(t, v)
	switch end := reach(m.pos, len(data)); {
	case len(data) == 0:
		return true
	case end > m.size && !resizable(t, v):
		return false
	case end == math.MaxInt:
		OverflowErrorf(t, "new position too large")
		return false
	case end > maxMemory:
		RaiseNew(t, MemoryErrorType)
		return false
	}
	if len(data) > 0 {
		m.store(m.pos, data)
		m.setPos(m.pos + len(data))
	}
	return true
}

func bytesWriteLines(t *Thread, args []Value) Value {
	if !memoryOpen(t, args[0]) || !Iterate(t, args[1], func(line Value) bool {
		return bytesWrite(t, []Value{args[0], line}) != Null
	}) {
		return Null
	}
	return None
}

func bytesGetValue(t *Thread, args []Value) Value {
	if !memoryOpen(t, args[0]) {
		return Null
	}
	m := view(t, args[0])
	return NewBytes(t, m.read(0, m.size))
}

func bytesGetBuffer(t *Thread, args []Value) Value {
	if !memoryOpen(t, args[0]) {
		return Null
	}
	return NewMemoryView(t, args[0])
}

func bytesSeek(t *Thread, args []Value) Value {
	if !memoryOpen(t, args[0]) {
		return Null
	}
	offset, whence, ok := seekArgs(t, args)
	if !ok {
		return Null
	}
	m := edit(t, args[0])
	switch whence {
	case seekSet:
		if offset < 0 {
			return ValueErrorf(t, "negative seek value %d", offset)
		}
	case seekCur:
		offset += int64(m.pos)
	case seekEnd:
		offset += int64(m.size)
	default:
		return ValueErrorf(t, "invalid whence (%d, should be 0, 1 or 2)", whence)
	}
	m.setPos(int(max(offset, 0)))
	return NewInt(t, int64(m.pos))
}

func bytesTell(t *Thread, args []Value) Value {
	if !memoryOpen(t, args[0]) {
		return Null
	}
	m := view(t, args[0])
	return NewInt(t, int64(m.pos))
}

func bytesTruncate(t *Thread, args []Value) Value {
	if !memoryOpen(t, args[0]) || !resizable(t, args[0]) {
		return Null
	}
	n := -1
	if args[1] != Null && args[1] != None {
		k, ok := IndexInt(t, args[1])
		if !ok || !memoryOpen(t, args[0]) || !resizable(t, args[0]) {
			return Null
		}
		if k < 0 {
			return ValueErrorf(t, "negative size value %d", k)
		}
		n = k
	}
	m := edit(t, args[0])
	if n < 0 {
		n = m.pos
	}
	if n < m.size {
		m.setSize(n)
	}
	return NewInt(t, int64(n))
}

func bytesGetState(t *Thread, args []Value) Value {
	value := bytesGetValue(t, args)
	if value == Null {
		return Null
	}
	return NewTuple(t, value, bytesTell(t, args), InstanceDict(t, args[0]))
}

func bytesSetState(t *Thread, args []Value) Value {
	items, ok := stateItems(t, args[1], "BytesIO", 3)
	if !ok || !memoryOpen(t, args[0]) || !initBytesIO(t, args[0], items[:1], Null) {
		return Null
	}
	pos, ok := statePosition(t, items[1])
	if !ok {
		return Null
	}
	m := edit(t, args[0])
	m.setPos(pos)
	return updateDict(t, args[0], items[2])
}

// statePosition reads the position in a pickled state.
func statePosition(t *Thread, v Value) (int, bool) {
	if !IsIntObj(v) {
		TypeErrorf(t, "second item of state must be an integer, not %s", TypeName(v))
		return 0, false
	}
	n, ok := IndexInt(t, v)
	if ok && n < 0 {
		ValueErrorf(t, "position value cannot be negative")
		return 0, false
	}
	return n, ok
}

func stateItems(t *Thread, state Value, name string, n int) ([]Value, bool) {
	if IsInstance(state, TupleType) {
		if items := TupleItems(state); len(items) >= n {
			return items, true
		}
	}
	TypeErrorf(t, "_io.%s.__setstate__ argument should be %d-tuple, got %s", name, n, TypeName(state))
	return nil, false
}

func updateDict(t *Thread, v, from Value) Value {
	if from == None {
		return None
	}
	if !IsInstance(from, DictType) {
		return TypeErrorf(t, "last item of state should be a dict, got a %s", TypeName(from))
	}
	d := InstanceDict(t, v)
	if d == Null {
		return Null
	}
	return CallMethod(t, d, Intern("update"), from)
}
