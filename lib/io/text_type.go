package io

import (
	"strings"

	"gorgon/gc"
	. "gorgon/vm/object"
)

var textIOType = NewType("TextIOWrapper", 0)

func init() {
	s := streamSpec(textBaseType, "Character and line based layer over a BufferedIOBase object, buffer.\n\nencoding gives the name of the encoding that the stream will be\ndecoded or encoded with. It defaults to locale.getencoding().\n\nerrors determines the strictness of encoding and decoding (see\nhelp(codecs.Codec) or the documentation for codecs.register) and\ndefaults to \"strict\".\n\nnewline controls how line endings are handled. It can be None, '',\n'\\n', '\\r', and '\\r\\n'.\n\nIf line_buffering is True, a call to flush is implied when a call to\nwrite contains a newline character.")
	s.Slots = Slots{New: newStream, Init: initText, Repr: textRepr, Next: textNext}
	s.Methods = []Method{
		{Name: "read", Sig: "(self, size=?, /)", Fn: textRead, Flags: IO},
		{Name: "readline", Sig: "(self, size=?, /)", Fn: textReadLine, Flags: IO},
		{Name: "write", Sig: "(self, text, /)", Fn: textWrite},
		{Name: "flush", Sig: "(self, /)", Fn: textFlush},
		{Name: "close", Sig: "(self, /)", Fn: textClose, Flags: IO},
		{Name: "detach", Sig: "(self, /)", Fn: textDetach, Flags: IO},
		{Name: "seek", Sig: "(self, cookie, whence=?, /)", Fn: textSeek, Flags: IO},
		{Name: "tell", Sig: "(self, /)", Fn: textTell, Flags: IO},
		{Name: "truncate", Sig: "(self, pos=?, /)", Fn: textTruncate, Flags: IO},
		{Name: "fileno", Sig: "(self, /)", Fn: toBuffer(nameFileno)},
		{Name: "isatty", Sig: "(self, /)", Fn: toBuffer(nameIsatty)},
		{Name: "readable", Sig: "(self, /)", Fn: toBuffer(nameReadable)},
		{Name: "writable", Sig: "(self, /)", Fn: toBuffer(nameWritable)},
		{Name: "seekable", Sig: "(self, /)", Fn: toBuffer(nameSeekable)},
		{Name: "reconfigure", Sig: "(self, /, *, encoding=?, errors=?, newline=?, line_buffering=?, write_through=?)", Fn: textReconfigure, Flags: IO, Doc: "Reconfigure the text stream with new parameters.\n\nThis also does an implicit stream flush."},
	}
	s.Getset = []Getset{
		{Name: "buffer", Get: onText(func(t *Thread, s *textState) Value { return s.buffer })},
		{Name: "encoding", Get: onText(func(t *Thread, s *textState) Value { return NewStr(t, s.encoding) })},
		{Name: "errors", Get: onText(func(t *Thread, s *textState) Value { return NewStr(t, s.errors) })},
		{Name: "line_buffering", Get: onText(func(t *Thread, s *textState) Value { return gc.MakeBool(s.lineBuffering) })},
		{Name: "write_through", Get: onText(func(t *Thread, s *textState) Value { return gc.MakeBool(s.writeThrough) })},
		{Name: "newlines", Get: onText(func(t *Thread, s *textState) Value { return seenNewlines(t, s.seen) })},
		{Name: "name", Get: bufferAttr(nameName)},
		{Name: "closed", Get: textClosed},
		{Name: "_CHUNK_SIZE", Get: onText(func(t *Thread, s *textState) Value { return gc.MakeInt(int64(s.chunk)) }), Set: setChunkSize},
	}
	textIOType.Setup(s)
}

func textOf(t *Thread, v Value) *textState {
	s, _ := attached(t, v).(*textState)
	return s
}

// usableText returns the state of a wrapper that has a buffer, else raises.
func usableText(t *Thread, v Value) *textState {
	s := textOf(t, v)
	switch {
	case s == nil:
		uninitialized(t)
		return nil
	case s.detached:
		ValueErrorf(t, "underlying buffer has been detached")
		return nil
	}
	return s
}

func onText(fn func(t *Thread, s *textState) Value) func(t *Thread, v Value) Value {
	return func(t *Thread, v Value) Value {
		s := textOf(t, v)
		if s == nil {
			return uninitialized(t)
		}
		return fn(t, s)
	}
}

func bufferAttr(name Value) func(t *Thread, v Value) Value {
	return func(t *Thread, v Value) Value {
		s := usableText(t, v)
		if s == nil {
			return Null
		}
		return GetAttr(t, s.buffer, name)
	}
}

func toBuffer(method Value) NativeFn {
	return func(t *Thread, args []Value) Value {
		s := usableText(t, args[0])
		if s == nil {
			return Null
		}
		return CallMethod(t, s.buffer, method)
	}
}

func (s *textState) isClosed(t *Thread) (closed, ok bool) {
	if s.native != nil {
		return s.native.file.closed, true
	}
	return isClosed(t, s.buffer)
}

// openText is usableText for a stream that must not be closed.
func openText(t *Thread, v Value) *textState {
	s := usableText(t, v)
	if s == nil {
		return nil
	}
	closed, ok := s.isClosed(t)
	if !ok {
		return nil
	}
	if closed {
		ValueErrorf(t, "I/O operation on closed file.")
		return nil
	}
	return s
}

func textClosed(t *Thread, v Value) Value {
	s := usableText(t, v)
	if s == nil {
		return Null
	}
	return GetAttr(t, s.buffer, nameClosed)
}

// seenNewlines is the attribute newlines.
func seenNewlines(t *Thread, seen uint8) Value {
	var all []Value
	for i, s := range []string{"\r", "\n", "\r\n"} {
		if seen>>i&1 != 0 {
			all = append(all, NewStr(t, s))
		}
	}
	switch len(all) {
	case 0:
		return None
	case 1:
		return all[0]
	}
	return NewTupleFrom(t, all)
}

// optionalStr reads an argument that is a str, or None or absent (then "").
func optionalStr(t *Thread, fname, name string, v Value) (string, bool) {
	switch {
	case v == Null || v == None:
		return "", true
	case IsStr(v):
		return strings.Clone(StrOf(v)), true
	}
	TypeErrorf(t, "%s() argument '%s' must be str or None, not %s", fname, name, TypeName(v))
	return "", false
}

func optionalBool(t *Thread, v Value, def bool) (value, ok bool) {
	if v == Null || v == None {
		return def, true
	}
	return Truth(t, v)
}

func initText(t *Thread, v Value, args []Value, kw Value) bool {
	const fname = "TextIOWrapper"
	a, ok := ConstructorArgs(t, fname, args, kw, 0, "buffer", "encoding", "errors", "newline", "line_buffering", "write_through")
	if !ok {
		return false
	}
	if a[0] == Null {
		TypeErrorf(t, "TextIOWrapper() missing required argument 'buffer' (pos 1)")
		return false
	}
	encoding, ok := optionalStr(t, fname, "encoding", a[1])
	if !ok {
		return false
	}
	errors, ok := optionalStr(t, fname, "errors", a[2])
	if !ok {
		return false
	}
	if _, ok = optionalStr(t, fname, "newline", a[3]); !ok {
		return false
	}
	setField(t, v, wordHandle, Null)
	line, ok := optionalBool(t, a[4], false)
	if !ok {
		return false
	}
	through, ok := optionalBool(t, a[5], false)
	return ok && wrapBuffer(t, v, a[0], encoding, errors, a[3], line, through)
}

// wrapBuffer makes v a text stream over buffer.
func wrapBuffer(t *Thread, v, buffer Value, encoding, errors string, newline Value, line, through bool) bool {
	if encoding == "" || encoding == "locale" {
		encoding = "UTF-8"
	}
	if errors == "" {
		errors = "strict"
	}
	s := &textState{buffer: buffer, chunk: textChunk, lineBuffering: line, writeThrough: through, telling: true, atStart: true}
	if !s.setNewline(t, newline) || !s.setEncoding(t, encoding, errors) {
		return false
	}
	if b := bufOf2(t, buffer); b != nil && b.file != nil {
		s.native = b
		s.hasRead1 = true
		s.seekable, s.canRead, s.canWrite = b.file.canSeek(), b.readable, b.writable
	} else {
		var ok bool
		if s.canRead, ok = askBool(t, buffer, nameReadable); !ok {
			return false
		}
		if s.canWrite, ok = askBool(t, buffer, nameWritable); !ok {
			return false
		}
		if s.seekable, ok = askBool(t, buffer, nameSeekable); !ok {
			return false
		}
		r, ok := GetAttrOpt(t, buffer, nameRead1)
		if !ok {
			return false
		}
		s.hasRead1 = r != Null
	}
	if s.order || s.sig {
		s.started = !s.atBegin(t)
	}
	setField(t, v, wordInner, buffer)
	attach(t, v, s)
	return true
}

// atBegin says whether writing starts at the beginning of the stream.
func (s *textState) atBegin(t *Thread) bool {
	if !s.seekable {
		return true
	}
	r := CallMethod(t, s.buffer, nameTell)
	t.Exc = Null
	return r == Null || r == gc.MakeInt(0)
}

// bufOf2 is bufOf for exact instances of the buffered classes.
func bufOf2(t *Thread, v Value) *buffered {
	switch {
	case !v.IsPtr():
		return nil
	case TypeOf(v) == bufferedReaderType, TypeOf(v) == bufferedWriterType, TypeOf(v) == bufferedRandomType:
		return bufOf(t, v)
	}
	return nil
}

func (s *textState) setNewline(t *Thread, newline Value) bool {
	s.universal, s.translate, s.readEnd, s.writeEnd = false, false, "", ""
	if newline == Null || newline == None {
		s.universal, s.translate = true, true
		return true
	}
	switch n := StrOf(newline); n {
	case "":
		s.universal = true
	case "\n", "\r", "\r\n":
		s.readEnd = n
		if n != "\n" {
			s.writeEnd = n
		}
	default:
		ValueErrorf(t, "illegal newline value: %s", n)
		return false
	}
	return true
}

func (s *textState) setEncoding(t *Thread, encoding, errors string) bool {
	// An encoding that does not exist is found out by its use.
	if Encode(t, Intern(""), encoding, "strict") == Null {
		if ExcIs(t.Exc, TypeErrorType) {
			t.Exc = Null
			Raise(t, LookupErrorType, "'%s' is not a text encoding; use codecs.open() to handle arbitrary codecs", encoding)
		}
		return false
	}
	name := NormalizeEncoding(encoding)
	s.encoding, s.errors = encoding, errors
	s.coding = codingOf(name)
	s.sig = name == "utf_8_sig"
	s.order = name != NormalizeEncoding(withoutMark(name)) && !s.sig
	return true
}

func textRepr(t *Thread, v Value) Value {
	s := textOf(t, v)
	if s == nil {
		return uninitialized(t)
	}
	more := ""
	mode, ok := GetAttrOpt(t, v, nameMode)
	if !ok {
		return Null
	}
	if mode != Null {
		r := Repr(t, mode)
		if r == Null {
			return Null
		}
		more = " mode=" + StrOf(r)
	}
	return reprNamed(t, v, more+" encoding='"+s.encoding+"'")
}

// readableText is openText for reading.
func readableText(t *Thread, v Value) *textState {
	s := openText(t, v)
	if s != nil && !s.canRead {
		raiseUnsupported(t, "not readable")
		return nil
	}
	return s
}

func textRead(t *Thread, args []Value) Value {
	n, ok := sizeArg(t, args[1])
	if !ok {
		return Null
	}
	s := readableText(t, args[0])
	if s == nil {
		return Null
	}
	if n < 0 {
		return s.readAll(t)
	}
	return s.readN(t, n)
}

func textReadLine(t *Thread, args []Value) Value {
	n, ok := sizeArg(t, args[1])
	if !ok {
		return Null
	}
	s := readableText(t, args[0])
	if s == nil {
		return Null
	}
	return s.readLine(t, n)
}

func textNext(t *Thread, v Value) Value {
	s := readableText(t, v)
	if s == nil {
		return Null
	}
	s.telling = false
	var line Value
	if TypeOf(v) == textIOType {
		beginEffect(t)
		line = s.readLine(t, -1)
		endEffect(t)
	} else if line = CallMethod(t, v, nameReadLine); line != Null && !IsStr(line) {
		return Raise(t, OSErrorType, "readline() should have returned a str object, not '%s'", TypeName(line))
	}
	if line != Null && StrLen(line) == 0 {
		s.telling = true
		return Stop
	}
	return line
}

func textWrite(t *Thread, args []Value) Value {
	if !IsStr(args[1]) {
		return TypeErrorf(t, "write() argument must be str, not %s", TypeName(args[1]))
	}
	s := openText(t, args[0])
	if s == nil {
		return Null
	}
	if !s.canWrite {
		return raiseUnsupported(t, "not writable")
	}
	if !s.write(t, args[1]) {
		return Null
	}
	return gc.MakeInt(int64(StrLen(args[1])))
}

func textFlush(t *Thread, args []Value) Value {
	s := openText(t, args[0])
	if s == nil {
		return Null
	}
	if t.Atomic > 0 && s.native != nil && !t.Solo && !t.Pinned() {
		t.OnCommit(func() { s.append("", true) }) // behind what the block has written
		return None
	}
	beginEffect(t)
	ok := s.push(t, true)
	endEffect(t)
	if !ok {
		return Null
	}
	s.telling = true
	return None
}

func textClose(t *Thread, args []Value) Value {
	s := usableText(t, args[0])
	if s == nil {
		return Null
	}
	closed, ok := s.isClosed(t)
	if !ok {
		return Null
	}
	if closed {
		return None
	}
	first := tryMethod(t, args[0], nameFlush)
	return closeAfter(t, first, CallMethod(t, s.buffer, nameClose))
}

func textDetach(t *Thread, args []Value) Value {
	s := usableText(t, args[0])
	if s == nil || CallMethod(t, args[0], nameFlush) == Null {
		return Null
	}
	s.detached = true
	return s.buffer
}

func textTell(t *Thread, args []Value) Value {
	s := openText(t, args[0])
	switch {
	case s == nil:
		return Null
	case !s.seekable:
		return raiseUnsupported(t, "underlying stream is not seekable")
	case !s.telling:
		return Raise(t, OSErrorType, "telling position disabled by next() call")
	case !s.push(t, true):
		return Null
	}
	r := CallMethod(t, s.buffer, nameTell)
	if r == Null || len(s.in) == 0 {
		return r
	}
	ahead := len(s.in)
	if s.whole {
		v := Encode(t, NewStr(t, string(s.in)), withoutMark(s.encoding), "surrogatepass")
		if v == Null {
			return Null
		}
		ahead = len(BytesOf(v))
	}
	return IntSub(t, r, gc.MakeInt(int64(ahead)))
}

func textSeek(t *Thread, args []Value) Value {
	s := openText(t, args[0])
	if s == nil {
		return Null
	}
	whence := 0
	if args[2] != Null {
		n, ok := IndexInt(t, args[2])
		if !ok {
			return Null
		}
		whence = n
	}
	if !s.seekable {
		return raiseUnsupported(t, "underlying stream is not seekable")
	}
	cookie, ok := IntLike(t, args[1])
	if !ok {
		return Null
	}
	pos := IntSign(cookie)
	switch {
	case whence == seekCur && pos != 0:
		return raiseUnsupported(t, "can't do nonzero cur-relative seeks")
	case whence == seekEnd && pos != 0:
		return raiseUnsupported(t, "can't do nonzero end-relative seeks")
	case whence < 0 || whence > 2:
		return ValueErrorf(t, "invalid whence (%d, should be 0, 1 or 2)", whence)
	case pos < 0:
		return ValueErrorf(t, "negative seek position %s", AsBig(cookie))
	}
	if whence == seekCur {
		s.telling = true
		if cookie = textTell(t, args[:1]); cookie == Null {
			return Null
		}
		whence = seekSet
	}
	if !s.push(t, true) {
		return Null
	}
	s.in, s.whole = nil, false
	r := CallMethod(t, s.buffer, nameSeek, cookie, gc.MakeInt(int64(whence)))
	if r == Null {
		return Null
	}
	s.started = r != gc.MakeInt(0)
	s.atStart = !s.started
	s.telling = true
	return r
}

func textTruncate(t *Thread, args []Value) Value {
	s := openText(t, args[0])
	if s == nil || !s.push(t, true) {
		return Null
	}
	if args[1] == Null || args[1] == None {
		return CallMethod(t, s.buffer, nameTruncate)
	}
	return CallMethod(t, s.buffer, nameTruncate, args[1])
}

func textReconfigure(t *Thread, args []Value) Value {
	s := openText(t, args[0])
	if s == nil {
		return Null
	}
	const fname = "reconfigure"
	encoding, ok := optionalStr(t, fname, "encoding", args[1])
	if !ok {
		return Null
	}
	errors, ok := optionalStr(t, fname, "errors", args[2])
	if !ok {
		return Null
	}
	if len(s.in) > 0 && (encoding != "" || errors != "" || args[3] != Null) {
		return raiseUnsupported(t, "It is not possible to set the encoding or newline of stream after the first read")
	}
	if args[3] != Null {
		if _, ok = optionalStr(t, fname, "newline", args[3]); !ok || !s.setNewline(t, args[3]) {
			return Null
		}
	}
	line, ok := optionalBool(t, args[4], s.lineBuffering)
	if !ok {
		return Null
	}
	through, ok := optionalBool(t, args[5], s.writeThrough)
	if !ok || !s.push(t, true) {
		return Null
	}
	if encoding != "" || errors != "" {
		if errors == "" {
			if errors = s.errors; encoding != "" {
				errors = "strict"
			}
		}
		if encoding == "" {
			encoding = s.encoding
		} else if encoding == "locale" {
			encoding = "UTF-8"
		}
		if !s.setEncoding(t, encoding, errors) {
			return Null
		}
		s.started = !s.atBegin(t)
	}
	s.lineBuffering, s.writeThrough = line, through
	return None
}

func setChunkSize(t *Thread, v, val Value) bool {
	if val == Null {
		Raise(t, AttributeErrorType, "cannot delete attribute")
		return false
	}
	s := textOf(t, v)
	if s == nil {
		uninitialized(t)
		return false
	}
	n, ok := IndexInt(t, val)
	if !ok && ExcIs(t.Exc, OverflowErrorType) {
		t.Exc = Null
		ValueErrorf(t, "cannot fit '%s' into an index-sized integer", TypeName(val))
	}
	if !ok {
		return false
	}
	if n <= 0 {
		ValueErrorf(t, "a strictly positive integer is required")
		return false
	}
	s.chunk = n
	return true
}
