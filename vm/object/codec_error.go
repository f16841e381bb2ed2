package object

import (
	"strconv"

	"gorgon/gc"
)

// encoder is one run of an encoding.
type encoder struct {
	t      *Thread
	v      Value // the str
	s      string
	name   string
	errors string
	out    []byte
}

// decoder is one run of a decoding: it has used in[:pos], and out is the text.
type decoder struct {
	t      *Thread
	in     []byte
	pos    int
	name   string
	errors string
	final  bool
	out    []byte
	order  int // utf-16 and utf-32: -1 little, 1 big, 0 to be found out
}

// unicodeError makes a UnicodeEncodeError or UnicodeDecodeError.
func unicodeError(t *Thread, typ *Type, encoding string, object Value, start, end int, reason string) Value {
	return Call(t, typ.Obj, NewStr(t, encoding), object, gc.MakeInt(int64(start)), gc.MakeInt(int64(end)), NewStr(t, reason))
}

func (e *encoder) exception(start, end int, reason string) Value {
	return unicodeError(e.t, UnicodeEncodeErrorType, e.name, e.v, runeOffset(e.v, start), runeOffset(e.v, end), reason)
}

// fail raises the exception for the characters in the bytes [start, end).
func (e *encoder) fail(start, end int, reason string) bool {
	RaiseUnicodeEncode(e.t, e.name, e.v, runeOffset(e.v, start), runeOffset(e.v, end), reason)
	return false
}

// replacement is what a handler of errors puts in place of what could not be
// encoded: text that is encoded in turn, or bytes.
type replacedText struct {
	text  string
	bytes []byte
	next  int // the byte of s to go on at
}

// handle applies the handler of errors to the characters in [start, end).
func (e *encoder) handle(start, end int, reason string) (r replacedText, ok bool) {
	r.next = end
	bad := e.s[start:end]
	switch e.errors {
	case "strict":
		return r, e.fail(start, end, reason)
	case "ignore":
	case "replace":
		for range countRunes(bad) {
			r.text += "?"
		}
	case "backslashreplace":
		r.text = mapRunes(bad, appendRuneEscape)
	case "xmlcharrefreplace":
		r.text = mapRunes(bad, func(b []byte, c rune) []byte {
			return append(strconv.AppendInt(append(b, '&', '#'), int64(c), 10), ';')
		})
	case "namereplace":
		r.text = mapRunes(bad, appendNameEscape)
	case "surrogateescape":
		for i := 0; i < len(bad); {
			c, n := runeAt(bad, i)
			if c < 0xdc80 || c > 0xdcff {
				return r, e.fail(start+i, end, reason)
			}
			r.bytes = append(r.bytes, byte(c))
			i += n
		}
	case "surrogatepass":
		if r.bytes, ok = e.passSurrogates(bad); !ok {
			return r, e.fail(start, end, reason)
		}
	default:
		return e.callHandler(start, end, reason)
	}
	return r, true
}

func mapRunes(s string, f func(b []byte, r rune) []byte) string {
	var b []byte
	for i := 0; i < len(s); {
		r, n := runeAt(s, i)
		b = f(b, r)
		i += n
	}
	return bytesAsText(b)
}

func appendNameEscape(b []byte, r rune) []byte {
	if RuneNameHook != nil {
		if name := RuneNameHook(r); name != "" {
			return append(append(append(b, `\N{`...), name...), '}')
		}
	}
	return appendRuneEscape(b, r)
}

// passSurrogates encodes surrogates as if they were characters.
func (e *encoder) passSurrogates(bad string) (b []byte, ok bool) {
	for i := 0; i < len(bad); {
		c, n := runeAt(bad, i)
		if c < 0xd800 || c > 0xdfff {
			return nil, false
		}
		switch e.name {
		case "utf-8":
			b = append(b, bad[i:i+n]...)
		case "utf-16", "utf-16-le":
			b = append(b, byte(c), byte(c>>8))
		case "utf-16-be":
			b = append(b, byte(c>>8), byte(c))
		case "utf-32", "utf-32-le":
			b = append(b, byte(c), byte(c>>8), 0, 0)
		case "utf-32-be":
			b = append(b, 0, 0, byte(c>>8), byte(c))
		default:
			return nil, false
		}
		i += n
	}
	return b, true
}

// callHandler calls a handler that is a Python function.
func (e *encoder) callHandler(start, end int, reason string) (r replacedText, ok bool) {
	text, pos, ok := runHandler(e.t, e.errors, func() Value { return e.exception(start, end, reason) }, StrLen(e.v), "encoding")
	if !ok {
		return r, false
	}
	r.next = byteOffset(e.v, pos)
	if IsBytes(text) {
		r.bytes = BytesOf(text)
	} else {
		r.text = StrOf(text)
	}
	return r, true
}

// runHandler calls the registered handler called name with an exception, and
// checks its answer: a replacement and where to go on in an input of length n.
func runHandler(t *Thread, name string, exception func() Value, n int, what string) (text Value, pos int, ok bool) {
	handler := ErrorHandler(name)
	if handler == Null {
		Raise(t, LookupErrorType, "unknown error handler name '%s'", name)
		return Null, 0, false
	}
	exc := exception()
	if exc == Null {
		return Null, 0, false
	}
	r := Call(t, handler, exc)
	if r == Null {
		return Null, 0, false
	}
	wrong := "encoding error handler must return (str/bytes, int) tuple"
	if what == "decoding" {
		wrong = "decoding error handler must return (str, int) tuple"
	}
	if !IsInstance(r, TupleType) || len(TupleItems(r)) != 2 {
		TypeErrorf(t, "%s", wrong)
		return Null, 0, false
	}
	text = TupleItems(r)[0]
	if !IsStr(text) && (what == "decoding" || !IsBytes(text)) {
		TypeErrorf(t, "%s", wrong)
		return Null, 0, false
	}
	if pos, ok = IndexInt(t, TupleItems(r)[1]); !ok {
		return Null, 0, false
	}
	at := pos
	if at < 0 {
		at += n
	}
	if at < 0 || at > n {
		IndexErrorf(t, "position %d from error handler out of bounds", pos)
		return Null, 0, false
	}
	return text, at, true
}

// encodeBad deals with the characters in [start, end), which the codec cannot
// encode. put encodes the text of a replacement; it says false if it cannot.
func (e *encoder) encodeBad(start, end int, reason string, put func(text string) bool) (next int, ok bool) {
	r, ok := e.handle(start, end, reason)
	if !ok {
		return 0, false
	}
	e.out = append(e.out, r.bytes...)
	if r.text != "" && !put(r.text) {
		return 0, e.fail(start, end, reason)
	}
	return r.next, true
}

// bad deals with the bytes [start, end), which are no text. It sets pos.
func (d *decoder) bad(start, end int, reason string) bool {
	d.pos = end
	switch d.errors {
	case "strict":
		return d.fail(start, end, reason)
	case "ignore":
	case "replace":
		d.out = append(d.out, "\ufffd"...)
	case "backslashreplace":
		for _, c := range d.in[start:end] {
			d.out = append(d.out, '\\', 'x', hexDigits[c>>4], hexDigits[c&15])
		}
	case "surrogateescape":
		n := 0
		for n < end-start && n < 4 && d.in[start+n] >= 0x80 {
			d.out = appendRune(d.out, 0xdc00+rune(d.in[start+n]))
			n++
		}
		if n == 0 {
			return d.fail(start, end, reason)
		}
		d.pos = start + n
	case "surrogatepass":
		r, n := d.surrogateAt(start)
		if n == 0 {
			return d.fail(start, end, reason)
		}
		d.out = appendRune(d.out, r)
		d.pos = start + n
	default:
		exc := func() Value { return d.exception(start, end, reason) }
		text, pos, ok := runHandler(d.t, d.errors, exc, len(d.in), "decoding")
		if !ok {
			return false
		}
		d.out = append(d.out, StrOf(text)...)
		d.pos = pos
	}
	return true
}

func (d *decoder) exception(start, end int, reason string) Value {
	return unicodeError(d.t, UnicodeDecodeErrorType, d.name, NewBytes(d.t, d.in), start, end, reason)
}

func (d *decoder) fail(start, end int, reason string) bool {
	RaiseUnicodeDecode(d.t, d.name, NewBytes(d.t, d.in), start, end, reason)
	return false
}

// surrogateAt decodes a surrogate at byte i; n is 0 if there is none.
func (d *decoder) surrogateAt(i int) (r rune, n int) {
	b := d.in[i:]
	switch d.name {
	case "utf-8":
		if len(b) < 3 || b[0]&0xf0 != 0xe0 || b[1]&0xc0 != 0x80 || b[2]&0xc0 != 0x80 {
			return 0, 0
		}
		r, n = rune(b[0]&0xf)<<12|rune(b[1]&0x3f)<<6|rune(b[2]&0x3f), 3
	case "utf-16-le", "utf-16-be":
		if len(b) < 2 {
			return 0, 0
		}
		r, n = unit16(b, d.name == "utf-16-be"), 2
	case "utf-32-le", "utf-32-be":
		if len(b) < 4 {
			return 0, 0
		}
		u := unit32(b, d.name == "utf-32-be")
		if u > maxRune {
			return 0, 0
		}
		r, n = rune(u), 4
	}
	if r < 0xd800 || r > 0xdfff {
		return 0, 0
	}
	return r, n
}
