package io

import (
	"strings"

	"gorgon/gc"
	. "gorgon/vm/object"
)

// openDoc is short on purpose: the manual has the rest.
const openDoc = "Open file and return a stream.  Raise OSError upon failure.\n\nfile is a path or the number of a descriptor; mode says what for (r, w, x, a,\nand b, t, +). Text streams decode by encoding and errors, and treat newlines\nas newline says. buffering is 0 (binary only), 1 for lines, or a size."

// parsedMode is the mode of open().
type parsedMode struct {
	raw    string // for FileIO
	binary bool
	read   bool // r
	write  bool // w, x or a
	update bool // +
}

func parseMode(t *Thread, mode string) (m parsedMode, ok bool) {
	text, main := false, 0
	for i, c := range mode {
		if !strings.ContainsRune("axrwb+t", c) || strings.ContainsRune(mode[i+1:], c) {
			ValueErrorf(t, "invalid mode: %s", StrRepr(mode))
			return m, false
		}
		switch c {
		case 'r':
			m.read = true
			main++
		case 'w', 'x', 'a':
			m.write = true
			main++
		case '+':
			m.update = true
		case 't':
			text = true
		case 'b':
			m.binary = true
		}
		if c != 't' && c != 'b' {
			m.raw += string(c)
		}
	}
	switch {
	case text && m.binary:
		ValueErrorf(t, "can't have text and binary mode at once")
		return m, false
	case main > 1:
		ValueErrorf(t, "must have exactly one of create/read/write/append mode")
		return m, false
	}
	return m, true
}

// openSig is open's signature.
const openSig = "(file, mode=?, buffering=?, encoding=?, errors=?, newline=?, closefd=?, opener=?)"

func open(t *Thread, a []Value) Value {
	mode := "r"
	if a[1] != Null {
		if !IsStr(a[1]) {
			return TypeErrorf(t, "open() argument 'mode' must be str, not %s", TypeName(a[1]))
		}
		mode = StrOf(a[1])
	}
	buffering, ok := -1, true
	if a[2] != Null {
		if buffering, ok = IndexInt(t, a[2]); !ok {
			return Null
		}
	}
	var encoding, errors string
	if encoding, ok = optionalStr(t, "open", "encoding", a[3]); !ok {
		return Null
	}
	if errors, ok = optionalStr(t, "open", "errors", a[4]); !ok {
		return Null
	}
	if _, ok = optionalStr(t, "open", "newline", a[5]); !ok {
		return Null
	}
	closefd, ok := optionalBool(t, a[6], true)
	if !ok {
		return Null
	}
	file := a[0]
	if !isDescriptor(file) {
		if file = FSPathObject(t, file); file == Null {
			return Null
		}
	}
	m, ok := parseMode(t, mode)
	if !ok || !checkBinary(t, m, a) {
		return Null
	}
	if m.binary && buffering == 1 && !Warn(t, RuntimeWarningType, 1, "line buffering (buffering=1) isn't supported in binary mode, the default buffer size will be used") {
		return Null
	}
	FlushFiles()
	raw := gc.MakePtr(fileIOType.New(t))
	if !openFileIO(t, raw, file, m.raw, closefd, a[7]) {
		return Null
	}
	r := wrapOpened(t, raw, m, buffering, encoding, errors, a[5], mode)
	if r == Null {
		exc := t.Exc
		t.Exc = Null
		fileClose(t, []Value{raw})
		t.Exc = exc
	}
	return r
}

func checkBinary(t *Thread, m parsedMode, a []Value) bool {
	if !m.binary {
		return true
	}
	for i, name := range []string{"an encoding", "an errors", "a newline"} {
		if v := a[3+i]; v != Null && v != None {
			ValueErrorf(t, "binary mode doesn't take %s argument", name)
			return false
		}
	}
	return true
}

// wrapOpened puts the buffer and the text layer that a mode asks for on a raw
// stream.
func wrapOpened(t *Thread, raw Value, m parsedMode, buffering int, encoding, errors string, newline Value, mode string) Value {
	f := fileOf(t, raw)
	line := buffering == 1
	if buffering == 1 {
		buffering = -1
	}
	if buffering < 0 {
		line = line || !f.regular && isTerminal(f.fd)
		buffering = max(min(f.blockSize, 8<<20), defaultBufferSize)
	}
	if buffering == 0 {
		if m.binary {
			return raw
		}
		return ValueErrorf(t, "can't have unbuffered text I/O")
	}
	var typ *Type
	switch {
	case m.update:
		typ = bufferedRandomType
		if !f.canSeek() {
			return raiseUnsupported(t, "File or stream is not seekable.")
		}
	case m.write:
		typ = bufferedWriterType
	default:
		typ = bufferedReaderType
	}
	buffer := gc.MakePtr(typ.New(t))
	wrapRaw(t, buffer, raw, buffering, f.readable && typ != bufferedWriterType, f.writable)
	if m.binary {
		return buffer
	}
	wrapper := gc.MakePtr(textIOType.New(t))
	if !wrapBuffer(t, wrapper, buffer, encoding, errors, newline, line, false) {
		return Null
	}
	if !SetAttr(t, wrapper, nameMode, NewStr(t, mode)) {
		return Null
	}
	return wrapper
}

// openCode is io.open_code.
func openCode(t *Thread, a []Value) Value {
	if !IsStr(a[0]) {
		return TypeErrorf(t, "open_code() argument 'path' must be str, not %s", TypeName(a[0]))
	}
	return open(t, []Value{a[0], Intern("rb"), Null, Null, Null, Null, Null, Null})
}

func textEncoding(t *Thread, a []Value) Value {
	if a[0] == None || a[0] == Null {
		return Intern("locale")
	}
	return a[0]
}
