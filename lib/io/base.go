package io

import (
	"gorgon/gc"
	. "gorgon/vm/object"
)

var (
	ioBaseType       = NewType("_IOBase", 0)
	rawIOBaseType    = NewType("_RawIOBase", 0)
	bufferedBaseType = NewType("_BufferedIOBase", 0)
	textBaseType     = NewType("_TextIOBase", 0)
)

// names of attributes that are looked up.
var (
	nameClosed   = Intern("closed")
	nameClose    = Intern("close")
	nameFlush    = Intern("flush")
	nameRead     = Intern("read")
	nameRead1    = Intern("read1")
	nameReadAll  = Intern("readall")
	nameReadInto = Intern("readinto")
	nameReadLine = Intern("readline")
	nameWrite    = Intern("write")
	nameSeek     = Intern("seek")
	nameTell     = Intern("tell")
	nameTruncate = Intern("truncate")
	namePeek     = Intern("peek")
	nameName     = Intern("name")
	nameMode     = Intern("mode")
	nameFileno   = Intern("fileno")
	nameIsatty   = Intern("isatty")
	nameReadable = Intern("readable")
	nameWritable = Intern("writable")
	nameSeekable = Intern("seekable")
)

// streamSpec is what all stream classes have in common.
func streamSpec(base *Type, doc string) Spec {
	return Spec{Base: base, Doc: doc, Module: "_io", Payload: streamPayload, Layout: gc.LayoutValues, HasDict: true, WeakRefs: true}
}

func newStream(t *Thread, cls *Type, args []Value, kw Value) Value { return gc.MakePtr(cls.New(t)) }

func init() {
	s := streamSpec(nil, "The abstract base class for all I/O classes.\n\nThis class provides dummy implementations for many methods that\nderived classes can override selectively; the default implementations\nrepresent a file that cannot be read, written or seeked.\n\nThis class also defines the protocol of iterators over lines and the\nwith statement, which closes the stream.")
	s.Slots = Slots{New: newStream, Iter: baseIter, Next: baseNext}
	s.Getset = []Getset{{Name: "closed", Get: baseClosed}}
	s.Methods = []Method{
		{Name: "__enter__", Sig: "(self, /)", Fn: baseEnter},
		{Name: "__exit__", Sig: "(self, /, *args)", Fn: baseExit},
		{Name: "__del__", Sig: "(self, /)", Fn: func(t *Thread, a []Value) Value { return t.SetTail(GetAttr(t, a[0], nameClose)) }},
		{Name: "close", Sig: "(self, /)", Fn: baseClose, Doc: "Flush and close the IO object.\n\nThis method has no effect if the file is already closed."},
		{Name: "flush", Sig: "(self, /)", Fn: baseFlush, Doc: "Flush write buffers, if applicable.\n\nThis is not implemented for read-only and non-blocking streams."},
		{Name: "fileno", Sig: "(self, /)", Fn: unsupported("fileno"), Doc: "Return underlying file descriptor if one exists.\n\nRaise OSError if the IO object does not use a file descriptor."},
		{Name: "seek", Sig: "(self, offset, whence=?, /)", Fn: unsupported("seek"), Doc: "Change the stream position to the given byte offset."},
		{Name: "tell", Sig: "(self, /)", Fn: baseTell, Doc: "Return current stream position."},
		{Name: "truncate", Sig: "(self, size=?, /)", Fn: unsupported("truncate"), Doc: "Truncate file to size bytes."},
		{Name: "isatty", Sig: "(self, /)", Fn: baseIsatty, Doc: "Return whether this is an 'interactive' stream.\n\nReturn False if it can't be determined."},
		{Name: "readable", Sig: "(self, /)", Fn: falseFn, Doc: "Return whether object was opened for reading.\n\nIf False, read() will raise OSError."},
		{Name: "writable", Sig: "(self, /)", Fn: falseFn, Doc: "Return whether object was opened for writing.\n\nIf False, write() will raise OSError."},
		{Name: "seekable", Sig: "(self, /)", Fn: falseFn, Doc: "Return whether object supports random access.\n\nIf False, seek(), tell() and truncate() will raise OSError.\nThis method may need to do a test seek()."},
		{Name: "readline", Sig: "(self, size=?, /)", Fn: baseReadLine, Doc: "Read and return a line from the stream.\n\nIf size is specified, at most size bytes will be read.\n\nThe line terminator is always b'\\n' for binary files; for text\nfiles, the newlines argument to open can be used to select the line\nterminator(s) recognized."},
		{Name: "readlines", Sig: "(self, hint=?, /)", Fn: baseReadLines, Doc: "Return a list of lines from the stream.\n\nhint can be specified to control the number of lines read: no more\nlines will be read if the total size (in bytes/characters) of all\nlines so far exceeds hint."},
		{Name: "writelines", Sig: "(self, lines, /)", Fn: baseWriteLines, Doc: "Write a list of lines to stream.\n\nLine separators are not added, so it is usual for each of the\nlines provided to have a line separator at the end."},
		{Name: "_checkClosed", Sig: "(self, msg=?, /)", Fn: func(t *Thread, a []Value) Value { return noneIf(checkOpen(t, a[0])) }},
		{Name: "_checkReadable", Sig: "(self, /)", Fn: checkCan(nameReadable, "File or stream is not readable.")},
		{Name: "_checkWritable", Sig: "(self, /)", Fn: checkCan(nameWritable, "File or stream is not writable.")},
		{Name: "_checkSeekable", Sig: "(self, /)", Fn: checkCan(nameSeekable, "File or stream is not seekable.")},
	}
	ioBaseType.Setup(s)
	setupAbstract()
}

func setupAbstract() {
	s := streamSpec(ioBaseType, "Base class for raw binary I/O.")
	s.Methods = []Method{
		{Name: "read", Sig: "(self, size=?, /)", Fn: rawBaseRead},
		{Name: "readall", Sig: "(self, /)", Fn: rawBaseReadAll, Doc: "Read until EOF, using multiple read() call."},
		{Name: "readinto", Sig: "(self, buffer, /)", Fn: notImplemented},
		{Name: "write", Sig: "(self, b, /)", Fn: notImplemented},
	}
	rawIOBaseType.Setup(s)
	s = streamSpec(ioBaseType, "Base class for buffered IO objects.\n\nThe main difference with RawIOBase is that the read() method\nsupports omitting the size argument, and does not have a default\nimplementation that defers to readinto().")
	s.Methods = []Method{
		{Name: "detach", Sig: "(self, /)", Fn: unsupported("detach"), Doc: "Disconnect this buffer from its underlying raw stream and return it.\n\nAfter the raw stream has been detached, the buffer is in an unusable\nstate."},
		{Name: "read", Sig: "(self, size=?, /)", Fn: unsupported("read"), Doc: "Read and return up to n bytes."},
		{Name: "read1", Sig: "(self, size=?, /)", Fn: unsupported("read1"), Doc: "Read and return up to size bytes, with at most one read() call\nto the underlying raw stream. A short result does not imply\nthat EOF is imminent."},
		{Name: "readinto", Sig: "(self, buffer, /)", Fn: bufferedBaseReadInto(nameRead)},
		{Name: "readinto1", Sig: "(self, buffer, /)", Fn: bufferedBaseReadInto(nameRead1)},
		{Name: "write", Sig: "(self, b, /)", Fn: unsupported("write"), Doc: "Write buffer b to the IO stream."},
	}
	bufferedBaseType.Setup(s)
	s = streamSpec(ioBaseType, "Base class for text I/O.\n\nThis class provides a character and line based interface to stream\nI/O. There is no readinto method because Python's character strings\nare immutable.")
	s.Methods = []Method{
		{Name: "detach", Sig: "(self, /)", Fn: unsupported("detach"), Doc: "Separate the underlying buffer from the TextIOBase and return it."},
		{Name: "read", Sig: "(self, size=?, /)", Fn: unsupported("read"), Doc: "Read at most size characters from stream."},
		{Name: "readline", Sig: "(self, size=?, /)", Fn: unsupported("readline"), Doc: "Read until newline or EOF."},
		{Name: "write", Sig: "(self, s, /)", Fn: unsupported("write"), Doc: "Write string s to stream."},
	}
	none := func(*Thread, Value) Value { return None }
	s.Getset = []Getset{{Name: "encoding", Get: none}, {Name: "errors", Get: none}, {Name: "newlines", Get: none}}
	textBaseType.Setup(s)
}

func noneIf(ok bool) Value {
	if ok {
		return None
	}
	return Null
}

func falseFn(t *Thread, args []Value) Value { return False }

func notImplemented(t *Thread, args []Value) Value { return RaiseNew(t, NotImplementedErrorType) }

// unsupported makes a method that raises UnsupportedOperation.
func unsupported(name string) NativeFn {
	return func(t *Thread, args []Value) Value { return raiseUnsupported(t, name) }
}

func raiseUnsupported(t *Thread, text string) Value {
	e := Call(t, unsupportedClass(t), NewStr(t, text))
	if e == Null {
		return Null
	}
	return RaiseObj(t, e)
}

// isClosed asks the attribute closed.
func isClosed(t *Thread, v Value) (closed, ok bool) {
	c := GetAttr(t, v, nameClosed)
	if c == Null {
		return false, false
	}
	return Truth(t, c)
}

// checkOpen raises ValueError for a closed stream.
func checkOpen(t *Thread, v Value) bool {
	closed, ok := isClosed(t, v)
	if ok && closed {
		ValueErrorf(t, "I/O operation on closed file.")
	}
	return ok && !closed
}

func baseClosed(t *Thread, v Value) Value {
	return gc.MakeBool(field(t, v, wordHandle) == True)
}

func baseEnter(t *Thread, args []Value) Value {
	if !checkOpen(t, args[0]) {
		return Null
	}
	return args[0]
}

func baseExit(t *Thread, args []Value) Value {
	fn := GetAttr(t, args[0], nameClose)
	if fn == Null {
		return Null
	}
	return t.SetTail(fn)
}

func baseClose(t *Thread, args []Value) Value {
	if field(t, args[0], wordHandle) == True {
		return None
	}
	r := CallMethod(t, args[0], nameFlush)
	exc := t.Exc
	t.Exc = Null
	setField(t, args[0], wordHandle, True)
	if r == Null {
		t.Exc = exc
		return Null
	}
	return None
}

func baseFlush(t *Thread, args []Value) Value {
	f := fileOf(t, args[0])
	if field(t, args[0], wordHandle) == True || f != nil && f.closed {
		return ValueErrorf(t, "I/O operation on closed file.")
	}
	return None
}

func baseTell(t *Thread, args []Value) Value {
	return CallMethod(t, args[0], nameSeek, gc.MakeInt(0), gc.MakeInt(1))
}

func baseIsatty(t *Thread, args []Value) Value {
	if !checkOpen(t, args[0]) {
		return Null
	}
	return False
}

func checkCan(method Value, text string) NativeFn {
	return func(t *Thread, args []Value) Value {
		ok, done := askBool(t, args[0], method)
		switch {
		case !done:
			return Null
		case !ok:
			return raiseUnsupported(t, text)
		}
		return True
	}
}

func askBool(t *Thread, v, method Value) (answer, ok bool) {
	r := CallMethod(t, v, method)
	if r == Null {
		return false, false
	}
	return Truth(t, r)
}

func baseIter(t *Thread, v Value) Value {
	if !checkOpen(t, v) {
		return Null
	}
	return v
}

func baseNext(t *Thread, v Value) Value {
	line := CallMethod(t, v, nameReadLine)
	if line == Null {
		return Null
	}
	n, ok := Len(t, line)
	switch {
	case !ok:
		return Null
	case n == 0:
		return Stop
	}
	return line
}

// sizeArg reads an optional size: -1 for None and where it is absent.
func sizeArg(t *Thread, v Value) (int, bool) {
	if v == Null || v == None {
		return -1, true
	}
	if !v.IsInt() && TypeOf(v).Slots.Index == nil {
		TypeErrorf(t, "argument should be integer or None, not '%s'", TypeName(v))
		return 0, false
	}
	return IndexInt(t, v)
}

// baseReadLine reads with peek where there is one, else byte by byte.
func baseReadLine(t *Thread, args []Value) Value {
	limit, ok := sizeArg(t, args[1])
	if !ok {
		return Null
	}
	peek, ok := GetAttrOpt(t, args[0], namePeek)
	if !ok {
		return Null
	}
	var line []byte
	for limit < 0 || len(line) < limit {
		n := 1
		if peek != Null {
			r := Call(t, peek, gc.MakeInt(1))
			if r == Null {
				return Null
			}
			b, ok := BufferBytes(t, r)
			if !ok {
				return Null
			}
			n = max(lineLength(b), 1)
			if limit >= 0 {
				n = min(n, limit-len(line))
			}
		}
		r := CallMethod(t, args[0], nameRead, gc.MakeInt(int64(n)))
		if r == Null {
			return Null
		}
		if !IsBytes(r) {
			return Raise(t, OSErrorType, "read() should have returned a bytes object, not '%s'", TypeName(r))
		}
		b := BytesOf(r)
		line = append(line, b...)
		if len(b) == 0 || b[len(b)-1] == '\n' {
			break
		}
	}
	return NewBytes(t, line)
}

// lineLength is the length of the first line of b, all of b if it has no end.
func lineLength(b []byte) int {
	for i, c := range b {
		if c == '\n' {
			return i + 1
		}
	}
	return len(b)
}

func baseReadLines(t *Thread, args []Value) Value {
	hint, ok := sizeArg(t, args[1])
	if !ok {
		return Null
	}
	list := NewList(t, nil)
	total := 0
	if !Iterate(t, args[0], func(line Value) bool {
		ListAppend(t, list, line)
		if hint > 0 {
			n, ok := Len(t, line)
			total += n
			return ok && total < hint
		}
		return true
	}) && t.Exc != Null {
		return Null
	}
	return list
}

func baseWriteLines(t *Thread, args []Value) Value {
	if !checkOpen(t, args[0]) {
		return Null
	}
	write := GetAttr(t, args[0], nameWrite)
	if write == Null || !Iterate(t, args[1], func(line Value) bool { return Call(t, write, line) != Null }) {
		return Null
	}
	return None
}

func rawBaseRead(t *Thread, args []Value) Value {
	n, ok := sizeArg(t, args[1])
	if !ok {
		return Null
	}
	if n < 0 {
		return CallMethod(t, args[0], nameReadAll)
	}
	if !Room(t, n, 1) {
		return Null
	}
	b := NewByteArray(t, make([]byte, n))
	r := CallMethod(t, args[0], nameReadInto, b)
	if r == Null || r == None {
		return r
	}
	got, ok := IndexInt(t, r)
	if !ok {
		return Null
	}
	data, ok := BufferBytes(t, b)
	if !ok {
		return Null
	}
	if got < 0 || got > len(data) {
		return ValueErrorf(t, "readinto returned %d outside buffer size %d", got, len(data))
	}
	return NewBytes(t, data[:got])
}

func rawBaseReadAll(t *Thread, args []Value) Value {
	var all []byte
	for {
		r := CallMethod(t, args[0], nameRead, gc.MakeInt(defaultBufferSize))
		switch {
		case r == Null:
			return Null
		case r == None && len(all) == 0:
			return None
		case r == None:
			return NewBytes(t, all)
		case !IsBytes(r):
			return TypeErrorf(t, "read() should return bytes")
		case len(BytesOf(r)) == 0:
			return NewBytes(t, all)
		}
		all = append(all, BytesOf(r)...)
	}
}

func bufferedBaseReadInto(method Value) NativeFn {
	return func(t *Thread, args []Value) Value {
		target, ok := writable(t, StrOf(method)+"into", args[1])
		if !ok {
			return Null
		}
		size := len(target)
		r := CallMethod(t, args[0], method, gc.MakeInt(int64(size)))
		if r == Null {
			return Null
		}
		if !IsBytes(r) {
			return TypeErrorf(t, "read() should return bytes")
		}
		b := BytesOf(r)
		if len(b) > size {
			return ValueErrorf(t, "read() returned too much data: %d bytes requested, %d returned", size, len(b))
		}
		if target, ok = BufferWritable(t, args[1]); !ok {
			return Null
		}
		return gc.MakeInt(int64(copy(target, b)))
	}
}

// closeAfter ends a close: first is what the step before it has raised (Null:
// nothing), r the result of the last step. A second exception gets the first
// one as its context.
func closeAfter(t *Thread, first, r Value) Value {
	switch {
	case first == Null:
		return r
	case r == Null:
		if ExcField(t, t.Exc, ExcContext) == Null && t.Exc != first {
			SetExcField(t, t.Exc, ExcContext, first)
		}
		return Null
	}
	t.Exc = first
	return Null
}

// tryMethod calls a method; an exception is taken off the thread and returned.
func tryMethod(t *Thread, v, name Value) (exc Value) {
	if CallMethod(t, v, name) != Null {
		return Null
	}
	exc = t.Exc
	t.Exc = Null
	return exc
}
