package io

import (
	"strconv"
	"syscall"

	"gorgon/gc"
	. "gorgon/vm/object"
)

var (
	bufferedReaderType = NewType("BufferedReader", 0)
	bufferedWriterType = NewType("BufferedWriter", 0)
	bufferedRandomType = NewType("BufferedRandom", 0)
	bufferedPairType   = NewType("BufferedRWPair", 0)
)

func itoa(i int) string { return strconv.Itoa(i) }

func init() {
	common := []Method{
		{Name: "close", Sig: "(self, /)", Fn: bufClose, Flags: IO},
		{Name: "detach", Sig: "(self, /)", Fn: bufDetach, Flags: IO},
		{Name: "flush", Sig: "(self, /)", Fn: bufFlush, Flags: IO},
		{Name: "fileno", Sig: "(self, /)", Fn: toRaw(nameFileno)},
		{Name: "isatty", Sig: "(self, /)", Fn: toRaw(nameIsatty)},
		{Name: "seekable", Sig: "(self, /)", Fn: toRaw(nameSeekable)},
		{Name: "seek", Sig: "(self, target, whence=?, /)", Fn: bufSeek, Flags: IO},
		{Name: "tell", Sig: "(self, /)", Fn: bufTell, Flags: IO},
		{Name: "truncate", Sig: "(self, pos=?, /)", Fn: bufTruncate, Flags: IO},
		{Name: "__sizeof__", Sig: "(self, /)", Fn: func(t *Thread, a []Value) Value { return gc.MakeInt(defaultBufferSize) }},
	}
	reading := []Method{
		{Name: "readable", Sig: "(self, /)", Fn: toRaw(nameReadable)},
		{Name: "read", Sig: "(self, size=?, /)", Fn: bufRead, Flags: IO},
		{Name: "read1", Sig: "(self, size=?, /)", Fn: bufRead1, Flags: IO},
		{Name: "readinto", Sig: "(self, buffer, /)", Fn: bufReadInto(false), Flags: IO},
		{Name: "readinto1", Sig: "(self, buffer, /)", Fn: bufReadInto(true), Flags: IO},
		{Name: "readline", Sig: "(self, size=?, /)", Fn: bufReadLine, Flags: IO},
		{Name: "peek", Sig: "(self, size=?, /)", Fn: bufPeek, Flags: IO},
	}
	writing := []Method{
		{Name: "writable", Sig: "(self, /)", Fn: toRaw(nameWritable)},
		{Name: "write", Sig: "(self, buffer, /)", Fn: bufWrite, Flags: IO, Doc: "Write buffer b to the IO stream.\n\nReturn the number of bytes written, which is always\nthe length of b in bytes.\n\nRaise BlockingIOError if the buffer is full and the\nunderlying raw stream cannot accept more data at the moment."},
	}
	setup := func(typ *Type, doc string, r, w bool, methods ...[]Method) {
		s := streamSpec(bufferedBaseType, doc)
		s.Slots = Slots{New: newStream, Repr: bufRepr, Init: func(t *Thread, v Value, args []Value, kw Value) bool {
			return initBuffered(t, v, typ.Name, r, w, args, kw)
		}}
		if r {
			s.Slots.Next = bufNext
		}
		s.Methods = append(s.Methods, common...)
		for _, m := range methods {
			s.Methods = append(s.Methods, m...)
		}
		s.Getset = []Getset{
			{Name: "closed", Get: rawAttr(nameClosed)},
			{Name: "name", Get: rawAttr(nameName)},
			{Name: "mode", Get: rawAttr(nameMode)},
			{Name: "raw", Get: bufRaw},
		}
		typ.Setup(s)
	}
	setup(bufferedReaderType, "Create a new buffered reader using the given readable raw IO object.", true, false, reading)
	setup(bufferedWriterType, "A buffer for a writeable sequential RawIO object.\n\nThe constructor creates a BufferedWriter for the given writeable raw\nstream. If the buffer_size is not given, it defaults to\nDEFAULT_BUFFER_SIZE.", false, true, writing)
	setup(bufferedRandomType, "A buffered interface to random access streams.\n\nThe constructor creates a reader and writer for a seekable stream,\nraw, given in the first argument. If the buffer_size is omitted it\ndefaults to DEFAULT_BUFFER_SIZE.", true, true, reading, writing)
	setupPair()
}

func bufOf(t *Thread, v Value) *buffered {
	b, _ := attached(t, v).(*buffered)
	return b
}

// usable returns the state of a stream that has a raw one, else raises.
func usable(t *Thread, v Value) *buffered {
	b := bufOf(t, v)
	switch {
	case b == nil:
		uninitialized(t)
		return nil
	case b.detached:
		ValueErrorf(t, "raw stream has been detached")
		return nil
	}
	return b
}

func (b *buffered) isClosed(t *Thread) (closed, ok bool) {
	if b.file != nil {
		return b.file.closed, true
	}
	return isClosed(t, b.raw)
}

// openBuf is usable for a stream that must not be closed.
func openBuf(t *Thread, v Value, text string) *buffered {
	b := usable(t, v)
	if b == nil {
		return nil
	}
	closed, ok := b.isClosed(t)
	if !ok {
		return nil
	}
	if closed {
		ValueErrorf(t, "%s", text)
		return nil
	}
	return b
}

func initBuffered(t *Thread, v Value, fname string, r, w bool, args []Value, kw Value) bool {
	a, ok := ConstructorArgs(t, fname, args, kw, 0, "raw", "buffer_size")
	if !ok {
		return false
	}
	if a[0] == Null {
		TypeErrorf(t, "%s() missing required argument 'raw' (pos 1)", fname)
		return false
	}
	// Until the arguments have proved good the stream is as if not initialised.
	setField(t, v, wordHandle, Null)
	size := defaultBufferSize
	if a[1] != Null {
		if size, ok = IndexInt(t, a[1]); !ok {
			return false
		}
	}
	for _, need := range []struct {
		wanted bool
		method Value
		text   string
	}{{r && w, nameSeekable, "File or stream is not seekable."}, {r, nameReadable, "File or stream is not readable."}, {w, nameWritable, "File or stream is not writable."}} {
		if !need.wanted {
			continue
		}
		can, ok := askBool(t, a[0], need.method)
		if !ok {
			return false
		}
		if !can {
			raiseUnsupported(t, need.text)
			return false
		}
	}
	if size <= 0 {
		ValueErrorf(t, "buffer size must be strictly positive")
		return false
	}
	wrapRaw(t, v, a[0], size, r, w)
	return true
}

// wrapRaw makes v a buffered stream over raw.
func wrapRaw(t *Thread, v, raw Value, size int, r, w bool) {
	b := &buffered{raw: raw, size: size, readable: r, writable: w}
	if TypeOf(raw) == fileIOType {
		b.file = fileOf(t, raw)
	}
	setField(t, v, wordInner, raw)
	attach(t, v, b)
}

// toRaw makes a method that asks the raw stream.
func toRaw(method Value) NativeFn {
	return func(t *Thread, args []Value) Value {
		b := usable(t, args[0])
		if b == nil {
			return Null
		}
		return CallMethod(t, b.raw, method)
	}
}

func rawAttr(name Value) func(t *Thread, v Value) Value {
	return func(t *Thread, v Value) Value {
		b := usable(t, v)
		if b == nil {
			return Null
		}
		return GetAttr(t, b.raw, name)
	}
}

func bufRaw(t *Thread, v Value) Value {
	b := bufOf(t, v)
	switch {
	case b == nil:
		return uninitialized(t)
	case b.detached:
		return None
	}
	return b.raw
}

func bufRepr(t *Thread, v Value) Value { return reprNamed(t, v, "") }

// reprNamed is <class name='…' more>.
func reprNamed(t *Thread, v Value, more string) Value {
	text := "<" + TypeOf(v).Module + "." + TypeOf(v).Name
	name := GetAttr(t, v, nameName)
	if name == Null {
		if !ExcIs(t.Exc, AttributeErrorType) && !ExcIs(t.Exc, ValueErrorType) {
			return Null
		}
		ClearExc(t)
	} else {
		r := Repr(t, name)
		if r == Null {
			return Null
		}
		text += " name=" + StrOf(r)
	}
	return NewStr(t, text+more+">")
}

func bufFlush(t *Thread, args []Value) Value {
	b := openBuf(t, args[0], "flush of closed file")
	if b == nil {
		return Null
	}
	b.lock(t)
	err := b.flushWrite(t)
	if err == nil && b.readable && b.writable {
		err = b.dropAhead(t)
	}
	b.unlock()
	switch {
	case err != nil:
		return raiseStream(t, err)
	case b.file == nil:
		return CallMethod(t, b.raw, nameFlush)
	}
	return None
}

func bufClose(t *Thread, args []Value) Value {
	b := usable(t, args[0])
	if b == nil {
		return Null
	}
	closed, ok := b.isClosed(t)
	if !ok {
		return Null
	}
	if closed {
		return None
	}
	first := tryMethod(t, args[0], nameFlush)
	r := CallMethod(t, b.raw, nameClose)
	b.pending, b.ahead = nil, nil
	return closeAfter(t, first, r)
}

func bufDetach(t *Thread, args []Value) Value {
	b := usable(t, args[0])
	if b == nil || CallMethod(t, args[0], nameFlush) == Null {
		return Null
	}
	b.detached = true
	raw := b.raw
	setField(t, args[0], wordInner, Null)
	return raw
}

func bufSeek(t *Thread, args []Value) Value {
	whence := 0
	if args[2] != Null {
		n, ok := IndexInt(t, args[2])
		if !ok {
			return Null
		}
		whence = n
	}
	if whence < 0 || whence > 2 && whence != 3 && whence != 4 {
		return ValueErrorf(t, "whence value %d unsupported", whence)
	}
	b := openBuf(t, args[0], "seek of closed file")
	if b == nil {
		return Null
	}
	can, ok := askBool(t, b.raw, nameSeekable)
	switch {
	case !ok:
		return Null
	case !can:
		return raiseUnsupported(t, "File or stream is not seekable.")
	}
	offset, _, ok := seekArgs(t, []Value{args[0], args[1], Null})
	if !ok {
		return Null
	}
	b.lock(t)
	pos, err := b.seek(t, offset, whence)
	b.unlock()
	if err != nil {
		return raiseStream(t, err)
	}
	return NewInt(t, pos)
}

func bufTell(t *Thread, args []Value) Value {
	b := openBuf(t, args[0], "I/O operation on closed file")
	if b == nil {
		return Null
	}
	b.lock(t)
	pos, err := b.tell(t)
	b.unlock()
	if err != nil {
		return raiseStream(t, err)
	}
	return NewInt(t, pos)
}

func bufTruncate(t *Thread, args []Value) Value {
	b := openBuf(t, args[0], "truncate of closed file")
	if b == nil {
		return Null
	}
	if !b.writable {
		return raiseUnsupported(t, "truncate")
	}
	b.lock(t)
	err := b.flushWrite(t)
	if err == nil {
		err = b.dropAhead(t)
	}
	b.unlock()
	if err != nil {
		return raiseStream(t, err)
	}
	if args[1] == Null || args[1] == None {
		return CallMethod(t, b.raw, nameTruncate)
	}
	return CallMethod(t, b.raw, nameTruncate, args[1])
}

// bytesOrNone returns what was read; nil: nothing was there yet.
func bytesOrNone(t *Thread, p []byte, err error) Value {
	switch {
	case err != nil:
		return raiseStream(t, err)
	case p == nil:
		return None
	}
	return NewBytes(t, p)
}

func bufRead(t *Thread, args []Value) Value {
	n, ok := sizeArg(t, args[1])
	if !ok {
		return Null
	}
	if n < -1 {
		return ValueErrorf(t, "read length must be non-negative or -1")
	}
	b := openBuf(t, args[0], "read of closed file")
	if b == nil {
		return Null
	}
	if !Room(t, n, 1) {
		return Null
	}
	b.lock(t)
	var p []byte
	var err error
	if n == -1 {
		p, err = b.readAll(t)
	} else {
		p, err = b.read(t, n)
	}
	b.unlock()
	return bytesOrNone(t, p, err)
}

func bufRead1(t *Thread, args []Value) Value {
	n, ok := sizeArg(t, args[1])
	if !ok {
		return Null
	}
	b := openBuf(t, args[0], "read of closed file")
	if b == nil {
		return Null
	}
	if n < 0 {
		n = b.size
	}
	b.lock(t)
	p, err := b.read1(t, n)
	b.unlock()
	if p == nil && err == nil {
		p = []byte{}
	}
	return bytesOrNone(t, p, err)
}

func bufReadInto(once bool) NativeFn {
	return func(t *Thread, args []Value) Value {
		fname := "readinto"
		if once {
			fname = "readinto1"
		}
		target, ok := writable(t, fname, args[1])
		if !ok {
			return Null
		}
		n := len(target)
		b := openBuf(t, args[0], "readinto of closed file")
		if b == nil {
			return Null
		}
		b.lock(t)
		var p []byte
		var err error
		if once {
			p, err = b.readInto1(t, n)
		} else {
			p, err = b.read(t, n)
		}
		b.unlock()
		switch {
		case err != nil:
			return raiseStream(t, err)
		case p == nil && n > 0 && !once:
			return None
		}
		if target, ok = BufferWritable(t, args[1]); !ok {
			return Null
		}
		return gc.MakeInt(int64(copy(target, p)))
	}
}

func bufReadLine(t *Thread, args []Value) Value {
	n, ok := sizeArg(t, args[1])
	if !ok {
		return Null
	}
	b := openBuf(t, args[0], "readline of closed file")
	if b == nil {
		return Null
	}
	b.lock(t)
	p, err := b.readLine(t, n)
	b.unlock()
	if err != nil {
		return raiseStream(t, err)
	}
	return NewBytes(t, p)
}

func bufNext(t *Thread, v Value) Value {
	if TypeOf(v).Heap {
		return baseNext(t, v)
	}
	beginEffect(t)
	line := bufReadLine(t, []Value{v, Null})
	endEffect(t)
	if line != Null && len(BytesOf(line)) == 0 {
		return Stop
	}
	return line
}

func bufPeek(t *Thread, args []Value) Value {
	b := openBuf(t, args[0], "peek of closed file")
	if b == nil {
		return Null
	}
	b.lock(t)
	var err error
	if len(b.ahead) == 0 {
		_, err = b.fill(t)
	}
	p := b.ahead
	b.unlock()
	if err != nil {
		return raiseStream(t, err)
	}
	return NewBytes(t, p)
}

func bufWrite(t *Thread, args []Value) Value {
	data, ok := BufferBytes(t, args[1])
	if !ok {
		return Null
	}
	b := openBuf(t, args[0], "write to closed file")
	if b == nil {
		return Null
	}
	b.lock(t)
	n, err := b.write(t, data)
	b.unlock()
	if err == errBlocked {
		return RaiseNew(t, BlockingIOErrorType, gc.MakeInt(int64(syscall.EAGAIN)), NewStr(t, err.Error()), gc.MakeInt(int64(n)))
	}
	if err != nil {
		return raiseStream(t, err)
	}
	return gc.MakeInt(int64(n))
}

// A BufferedRWPair is a reader and a writer over two raw streams: wordInner and
// wordA.
func setupPair() {
	s := streamSpec(bufferedBaseType, "A buffered reader and writer object together.\n\nA buffered reader object and buffered writer object put together to\nform a sequential IO object that can read and write. This is typically\nused with a socket or two-way pipe.")
	s.Slots = Slots{New: newStream, Init: initPair}
	for _, name := range []string{"read", "read1", "readinto", "readinto1", "peek", "readable"} {
		s.Methods = append(s.Methods, pairMethod(name, wordInner))
	}
	for _, name := range []string{"write", "flush", "writable"} {
		s.Methods = append(s.Methods, pairMethod(name, wordA))
	}
	s.Methods = append(s.Methods, Method{Name: "close", Sig: "(self, /)", Fn: pairClose}, Method{Name: "isatty", Sig: "(self, /)", Fn: pairIsatty})
	s.Getset = []Getset{{Name: "closed", Get: func(t *Thread, v Value) Value {
		w := field(t, v, wordA)
		if w == Null {
			return uninitialized(t)
		}
		return GetAttr(t, w, nameClosed)
	}}}
	bufferedPairType.Setup(s)
}

func pairMethod(name string, word uintptr) Method {
	attr := Intern(name)
	return Method{Name: name, Sig: "(self, /, *args)", Fn: func(t *Thread, args []Value) Value {
		inner := field(t, args[0], word)
		if inner == Null {
			return uninitialized(t)
		}
		return CallMethod(t, inner, attr, TupleItems(args[1])...)
	}}
}

func initPair(t *Thread, v Value, args []Value, kw Value) bool {
	a, ok := ConstructorArgs(t, "BufferedRWPair", args, kw, 3, "reader", "writer", "buffer_size")
	if !ok {
		return false
	}
	if a[1] == Null {
		TypeErrorf(t, "BufferedRWPair expected at least 2 arguments, got %d", len(args))
		return false
	}
	more := a[2:]
	if a[2] == Null {
		more = nil
	}
	r := Call(t, bufferedReaderType.Obj, append([]Value{a[0]}, more...)...)
	if r == Null {
		return false
	}
	w := Call(t, bufferedWriterType.Obj, append([]Value{a[1]}, more...)...)
	if w == Null {
		return false
	}
	setField(t, v, wordInner, r)
	setField(t, v, wordA, w)
	return true
}

func pairClose(t *Thread, args []Value) Value {
	r, w := field(t, args[0], wordInner), field(t, args[0], wordA)
	if w == Null {
		return uninitialized(t)
	}
	first := tryMethod(t, w, nameClose)
	return closeAfter(t, first, CallMethod(t, r, nameClose))
}

func pairIsatty(t *Thread, args []Value) Value {
	for _, word := range []uintptr{wordA, wordInner} {
		inner := field(t, args[0], word)
		if inner == Null {
			return uninitialized(t)
		}
		yes, ok := askBool(t, inner, nameIsatty)
		if !ok {
			return Null
		}
		if yes {
			return True
		}
	}
	return False
}

// IsTerminal says whether a descriptor is a terminal.
func IsTerminal(fd int) bool { return isTerminal(fd) }

func isTerminal(fd int) bool { return terminalAttributes(fd) == nil }
