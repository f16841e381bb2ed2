package io

import (
	"bytes"
	"strings"
	"sync"
	"unicode/utf8"
	"unsafe"

	. "gorgon/vm/object"
)

const textChunk = 8192

// coding says how a stream's bytes can be cut into characters.
type coding uint8

const (
	codingUTF8   coding = iota
	codingSingle        // one byte is one character, the first 128 are ASCII
	codingWhole         // all else: read to the end and decoded at once
)

// codingOf looks at a normalised encoding name.
func codingOf(name string) coding {
	switch name {
	case "utf_8", "utf8", "u8", "utf", "cp65001", "utf_8_sig":
		return codingUTF8
	case "ascii", "us_ascii", "646", "latin_1", "latin1", "l1", "iso8859", "8859", "cp819":
		return codingSingle
	}
	for _, prefix := range []string{"iso8859_", "iso_8859_", "cp125", "koi8_", "mac_", "windows_125"} {
		if strings.HasPrefix(name, prefix) {
			return codingSingle
		}
	}
	return codingWhole
}

// Newlines that were seen.
const (
	seenCR = 1 << iota
	seenLF
	seenCRLF
)

// textState is the Go side of a TextIOWrapper.
//
// Main invariants: pending is encoded text that the buffer has not got yet; in
// is what was read from the buffer and not taken: its bytes, or (codingWhole)
// its text as UTF-8. At most one of both is not empty.
type textState struct {
	mu       sync.Mutex
	buffer   Value
	native   *buffered // the buffer, if it is one over a descriptor
	detached bool

	encoding, errors string
	coding           coding
	sig              bool // utf-8-sig: a mark at the start
	order            bool // an encoding that begins with a byte order mark
	started          bool // the mark is written, or not wanted

	universal bool   // \r and \r\n end lines too
	translate bool   // and become \n
	readEnd   string // what ends lines otherwise
	writeEnd  string // what \n is written as; empty: as it is
	seen      uint8

	chunk                       int  // so much text is collected before the buffer gets it
	direct                      bool // what the buffer gets goes on to the system at once (option -u)
	canRead, canWrite           bool
	lineBuffering, writeThrough bool
	hasRead1, seekable          bool
	telling                     bool
	atStart                     bool // nothing was read yet

	// handed is what committed transactions have written, in their order, and what
	// has not come to pending yet. Its mutex is held for the moment of an append only.
	handedMu sync.Mutex
	handed   []byte

	pending []byte
	in      []byte
	whole   bool // in is all that there is, as text
}

func (s *textState) finalize() {
	if s.native != nil && !s.detached {
		s.flushNative()
		s.native.finalize()
	}
}

// flushNative hands the pending text to the buffer and that to the system.
func (s *textState) flushNative() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.pushNative(true)
}

// flushIdle is flushNative unless somebody is at the stream or its buffer.
func (s *textState) flushIdle() {
	if !s.mu.TryLock() {
		return
	}
	defer s.mu.Unlock()
	if s.native.mu.TryLock() {
		s.pushLocked(true)
		s.native.mu.Unlock()
	}
}

// pushNative hands the pending text to the native buffer. s.mu is held.
func (s *textState) pushNative(through bool) error {
	s.native.mu.Lock()
	defer s.native.mu.Unlock()
	return s.pushLocked(through)
}

// pushLocked is pushNative for who holds the buffer's mutex, too.
func (s *textState) pushLocked(through bool) error {
	b := s.native
	if b.file.closed {
		return nil
	}
	s.take()
	if len(s.pending) > 0 {
		p := s.pending
		s.pending = s.pending[:0]
		if _, err := b.write(nil, p); err != nil {
			return err
		}
	}
	if through {
		return b.flushWrite(nil)
	}
	return nil
}

// push hands the pending text to any buffer.
func (s *textState) push(t *Thread, through bool) bool {
	if s.native != nil {
		s.mu.Lock()
		err := s.pushNative(through)
		s.mu.Unlock()
		if err != nil {
			raiseStream(t, err)
			return false
		}
		return true
	}
	if len(s.pending) > 0 {
		p := NewBytes(t, s.pending)
		s.pending = s.pending[:0]
		if CallMethod(t, s.buffer, nameWrite, p) == Null {
			return false
		}
	}
	return !through || CallMethod(t, s.buffer, nameFlush) != Null
}

// encoded returns the bytes of text in the stream's encoding.
func (s *textState) encoded(t *Thread, v Value) (string, bool) {
	text := StrOf(v)
	if s.writeEnd != "" && strings.IndexByte(text, '\n') >= 0 {
		text = strings.ReplaceAll(text, "\n", s.writeEnd)
		v = NewStr(t, text)
	}
	if !s.sig && (s.coding != codingWhole && IsASCII(v) || s.coding == codingUTF8 && utf8.ValidString(text)) {
		return text, true
	}
	encoding := s.encoding
	if s.sig || s.order {
		if s.started {
			encoding = withoutMark(encoding)
		} else {
			s.started = true
			t.OnAbort(func() { s.started = false })
		}
	}
	b := Encode(t, v, encoding, s.errors)
	if b == Null {
		return "", false
	}
	if !IsBytes(b) {
		TypeErrorf(t, "encoder should return a bytes object, not '%s'", TypeName(b))
		return "", false
	}
	p := BytesOf(b)
	return unsafe.String(unsafe.SliceData(p), len(p)), true
}

// withoutMark is the encoding that goes on after a byte order mark.
func withoutMark(encoding string) string {
	switch NormalizeEncoding(encoding) {
	case "utf_8_sig":
		return "utf-8"
	case "utf_16", "utf16", "u16":
		return "utf-16-le"
	case "utf_32", "utf32", "u32":
		return "utf-32-le"
	}
	return encoding
}

// write writes the str v. Over a descriptor it has its effect at the commit.
func (s *textState) write(t *Thread, v Value) bool {
	text := StrOf(v)
	flush := s.direct || s.lineBuffering && strings.ContainsAny(text, "\n\r")
	data, ok := s.encoded(t, v)
	if !ok {
		return false
	}
	if s.native == nil {
		beginEffect(t)
		data = strings.Clone(data)
		if len(s.pending) > 0 && len(s.pending)+len(data) > s.chunk && !s.push(t, false) {
			return false
		}
		s.dropIn()
		s.pending = append(s.pending, data...)
		if len(s.pending) >= s.chunk || flush || s.writeThrough {
			return s.push(t, flush)
		}
		return true
	}
	if t.Solo {
		if err := s.append(data, flush); err != nil {
			raiseStream(t, err)
			return false
		}
		return true
	}
	data = strings.Clone(data)
	t.OnCommitInOrder(func() { s.hand(data) }, func() { s.append("", flush) })
	return true
}

// hand gives text its place behind what other transactions have written. It does not
// wait for who is just writing to the descriptor.
func (s *textState) hand(data string) {
	s.handedMu.Lock()
	s.handed = append(s.handed, data...)
	s.handedMu.Unlock()
}

// take makes what was handed over a part of the pending text. s.mu is held.
func (s *textState) take() {
	s.handedMu.Lock()
	s.pending = append(s.pending, s.handed...)
	s.handed = s.handed[:0]
	s.handedMu.Unlock()
}

// unwritten says whether there is text that a read of the same file would miss.
func (s *textState) unwritten() bool {
	s.handedMu.Lock()
	defer s.handedMu.Unlock()
	return len(s.pending)+len(s.handed) > 0
}

// dropIn forgets what was read ahead, as a write follows and the position is
// one for both.
func (s *textState) dropIn() {
	if s.seekable {
		s.in, s.whole = nil, false
	}
}

func (s *textState) append(data string, flush bool) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.dropIn()
	s.take()
	s.pending = append(s.pending, data...)
	if len(s.pending) >= s.chunk || flush || s.writeThrough {
		return s.pushNative(flush)
	}
	return nil
}

// fill reads a chunk more. False and no exception: the end.
func (s *textState) fill(t *Thread) (more, ok bool) {
	if s.unwritten() && !s.push(t, true) {
		return false, false
	}
	if s.whole {
		return false, true
	}
	if s.coding == codingWhole {
		return s.fillWhole(t)
	}
	var p []byte
	if s.native != nil {
		b := s.native
		b.lock(t)
		chunk, err := b.read1(t, b.size)
		p = append(p, chunk...)
		b.unlock()
		if err != nil {
			raiseStream(t, err)
			return false, false
		}
	} else {
		method := nameRead
		if s.hasRead1 {
			method = nameRead1
		}
		r := CallMethod(t, s.buffer, method, NewInt(t, int64(s.chunk)))
		if r == Null {
			return false, false
		}
		data, ok := BufferBytes(t, r)
		if !ok {
			t.Exc = Null
			TypeErrorf(t, "underlying %s() should have returned a bytes-like object, not '%s'", StrOf(method), TypeName(r))
			return false, false
		}
		p = append(p, data...)
	}
	if s.atStart && len(p) > 0 {
		s.atStart = false
		if s.sig {
			p = bytes.TrimPrefix(p, []byte("\xef\xbb\xbf"))
			if len(p) == 0 {
				return s.fill(t)
			}
		}
	}
	if len(s.in) == 0 {
		s.in = p
	} else {
		s.in = append(s.in[:len(s.in):len(s.in)], p...)
	}
	return len(p) > 0, true
}

// fillWhole reads and decodes all that is left.
func (s *textState) fillWhole(t *Thread) (more, ok bool) {
	data, ok := s.readRest(t)
	if !ok {
		return false, false
	}
	v := Decode(t, data, s.encoding, s.errors)
	if v == Null {
		return false, false
	}
	s.in = append([]byte(nil), StrOf(v)...)
	s.whole = true
	return len(s.in) > 0, true
}

// readRest reads the buffer to its end.
func (s *textState) readRest(t *Thread) ([]byte, bool) {
	if s.native != nil {
		b := s.native
		b.lock(t)
		p, err := b.readAll(t)
		b.unlock()
		if err != nil {
			raiseStream(t, err)
			return nil, false
		}
		return p, true
	}
	r := CallMethod(t, s.buffer, nameRead)
	if r == Null {
		return nil, false
	}
	data, ok := BufferBytes(t, r)
	if !ok {
		t.Exc = Null
		TypeErrorf(t, "underlying read() should have returned a bytes-like object, not '%s'", TypeName(r))
		return nil, false
	}
	return data, true
}

// decode makes text of bytes that end with a whole character.
func (s *textState) decode(t *Thread, p []byte) Value {
	switch {
	case s.whole || s.coding == codingUTF8 && utf8.Valid(p):
		return NewStr(t, unsafe.String(unsafe.SliceData(p), len(p)))
	case s.sig:
		return Decode(t, p, "utf-8", s.errors)
	}
	return Decode(t, p, s.encoding, s.errors)
}

// lineEnd returns the length of the first line in p; 0: it does not end there.
// last says that nothing follows p.
func (s *textState) lineEnd(p []byte, last bool) int {
	if !s.universal {
		if i := bytes.Index(p, []byte(s.readEnd)); i >= 0 {
			return i + len(s.readEnd)
		}
		return 0
	}
	n := bytes.IndexByte(p, '\n')
	head := p
	if n >= 0 {
		head = p[:n]
	}
	r := bytes.IndexByte(head, '\r')
	switch {
	case r < 0:
		return n + 1
	case r+1 == n:
		return n + 1
	case r+1 == len(p) && !last:
		return 0
	}
	return r + 1
}

// endOf translates the end of a line, and notes it.
func (s *textState) endOf(p []byte) []byte {
	if !s.universal || len(p) == 0 {
		return p
	}
	n := len(p)
	switch {
	case p[n-1] == '\n' && n > 1 && p[n-2] == '\r':
		s.seen |= seenCRLF
		if s.translate {
			p = append(p[:n-2:n-2], '\n')
		}
	case p[n-1] == '\n':
		s.seen |= seenLF
	case p[n-1] == '\r':
		s.seen |= seenCR
		if s.translate {
			p = append(p[:n-1:n-1], '\n')
		}
	}
	return p
}

// readLine reads a line of at most limit characters (below 0: of any length).
func (s *textState) readLine(t *Thread, limit int) Value {
	searched := 0
	for {
		n := 0
		if len(s.in) > searched {
			if n = s.lineEnd(s.in[searched:], false); n > 0 {
				n += searched
			}
		}
		if n == 0 {
			// A \r at the end of what is there may be half of a \r\n.
			searched = max(len(s.in)-len(s.readEnd)-1, 0)
			if limit < 0 || s.charCount(s.in) <= limit {
				more, ok := s.fill(t)
				if !ok {
					return Null
				}
				if more {
					continue
				}
				if n = s.lineEnd(s.in, true); n == 0 {
					n = len(s.in)
				}
			} else {
				n = len(s.in)
			}
		}
		if limit >= 0 {
			n = min(n, s.charOffset(s.in, limit))
		}
		line := s.in[:n]
		s.in = s.in[n:]
		return s.decode(t, s.endOf(line))
	}
}

func (s *textState) charCount(p []byte) int {
	if s.coding == codingSingle {
		return len(p)
	}
	return utf8.RuneCount(p)
}

// charOffset returns how many bytes the first n characters of p take.
func (s *textState) charOffset(p []byte, n int) int {
	if s.coding == codingSingle {
		return min(n, len(p))
	}
	i := 0
	for ; n > 0 && i < len(p); n-- {
		_, size := utf8.DecodeRune(p[i:])
		i += size
	}
	return i
}

// readAll reads to the end.
func (s *textState) readAll(t *Thread) Value {
	if s.unwritten() && !s.push(t, true) {
		return Null
	}
	if s.coding == codingWhole {
		if !s.whole {
			if _, ok := s.fill(t); !ok {
				return Null
			}
		}
	} else if rest, ok := s.readRest(t); !ok {
		return Null
	} else if len(s.in) == 0 {
		s.in = rest
	} else {
		s.in = append(s.in[:len(s.in):len(s.in)], rest...)
	}
	p := s.in
	if s.atStart && s.sig {
		p = bytes.TrimPrefix(p, []byte("\xef\xbb\xbf"))
	}
	if len(p) > 0 {
		s.atStart = false
	}
	v := s.decode(t, p)
	s.in = nil
	if v == Null {
		return Null
	}
	return s.translated(t, v)
}

// translated applies the newline translation to text.
func (s *textState) translated(t *Thread, v Value) Value {
	text := StrOf(v)
	out, seen := translateNewlines(text, s.universal, s.translate)
	s.seen |= seen
	if len(out) == len(text) && out == text {
		return v
	}
	return NewStr(t, out)
}

// translateNewlines says which newlines are in text, and makes them \n.
func translateNewlines(text string, universal, translate bool) (string, uint8) {
	if !universal {
		return text, 0
	}
	seen := uint8(0)
	if strings.IndexByte(text, '\r') < 0 {
		if strings.IndexByte(text, '\n') >= 0 {
			seen = seenLF
		}
		return text, seen
	}
	crlf := strings.Count(text, "\r\n")
	if crlf > 0 {
		seen |= seenCRLF
	}
	if strings.Count(text, "\n") > crlf {
		seen |= seenLF
	}
	if strings.Count(text, "\r") > crlf {
		seen |= seenCR
	}
	if translate && seen&(seenCR|seenCRLF) != 0 {
		text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	}
	return text, seen
}

// readN reads n characters, fewer at the end.
func (s *textState) readN(t *Thread, n int) Value {
	var out []byte
	got := 0
	for got < n {
		p := s.in[:s.charOffset(s.in, n-got)]
		// A \r at the end may belong to a \n that was not read yet; a character
		// may be cut.
		cut := len(p) == len(s.in) && (len(p) == 0 || s.universal && p[len(p)-1] == '\r' || s.coding == codingUTF8 && !s.whole && !wholeRune(p))
		if cut {
			more, ok := s.fill(t)
			if !ok {
				return Null
			}
			if more {
				continue
			}
			if len(p) == 0 {
				break
			}
		}
		if s.universal && s.translate && len(p) > 0 && p[len(p)-1] == '\r' && len(s.in) > len(p) && s.in[len(p)] == '\n' {
			p = s.in[:len(p)+1]
		}
		v := s.decode(t, p)
		if v == Null {
			return Null
		}
		s.in = s.in[len(p):]
		text, seen := translateNewlines(StrOf(v), s.universal, s.translate)
		s.seen |= seen
		out = append(out, text...)
		got += utf8.RuneCountInString(text)
	}
	return NewStr(t, string(out))
}

// wholeRune says whether p does not end in the middle of a character.
func wholeRune(p []byte) bool {
	for i := len(p) - 1; i >= max(0, len(p)-4); i-- {
		if utf8.RuneStart(p[i]) {
			return utf8.FullRune(p[i:])
		}
	}
	return true
}
