package syntax

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// literal is a plain or bytes literal taken apart.
type literal struct {
	raw, bytes, unicode bool
	body                []byte // between the quotes
}

func splitLiteral(src []byte) literal {
	var l literal
	i := 0
	for ; src[i] != '"' && src[i] != '\''; i++ {
		switch prefixLetter(src[i]) {
		case letterR:
			l.raw = true
		case letterB:
			l.bytes = true
		case letterU:
			l.unicode = true
		}
	}
	size := 1
	if n := len(src); n-i >= 6 && src[i+1] == src[i] && src[i+2] == src[i] {
		size = 3
	}
	l.body = src[i+size : len(src)-size]
	return l
}

// badEscape is the first escape sequence that means nothing; at is its offset
// within the body, or -1.
type badEscape struct {
	at    int
	octal bool
	text  string // after the backslash
}

func (b badEscape) kind() string {
	if b.octal {
		return "octal "
	}
	return ""
}

func (b badEscape) message() string {
	return fmt.Sprintf(`"\%s" is an invalid %sescape sequence. Such sequences will not work in the future. `+
		`Did you mean "\\%s"? A raw string is also an option.`, b.text, b.kind(), b.text)
}

// errorMessage is the message if the warning is made an error.
func (b badEscape) errorMessage() string {
	return fmt.Sprintf(`"\%s" is an invalid %sescape sequence. Did you mean "\\%s"? A raw string is also an option.`,
		b.text, b.kind(), b.text)
}

// decode returns the value of a literal: a string or Bytes. The error has no
// position yet.
func (l literal) decode() (any, badEscape, *SyntaxError) {
	if !l.bytes {
		return decodeText(l.body, l.raw)
	}
	for _, c := range l.body {
		if c >= utf8.RuneSelf {
			return nil, badEscape{at: -1}, &SyntaxError{Kind: "SyntaxError", Msg: nonASCIIBytes}
		}
	}
	if l.raw || strings.IndexByte(string(l.body), '\\') < 0 {
		return Bytes(l.body), badEscape{at: -1}, nil
	}
	return decodeBytes(l.body)
}

const nonASCIIBytes = "bytes can only contain ASCII literal characters"

// simpleEscapes are the escapes of one letter.
var simpleEscapes = [256]byte{
	'\\': '\\', '\'': '\'', '"': '"', 'a': 7, 'b': 8, 'f': 12, 'n': 10, 'r': 13, 't': 9, 'v': 11,
}

// octal reads up to three octal digits.
func octal(s []byte) (v, n int) {
	for n < 3 && n < len(s) && s[n] >= '0' && s[n] <= '7' {
		v = v*8 + int(s[n]-'0')
		n++
	}
	return v, n
}

// hexadecimal reads up to max hexadecimal digits.
func hexadecimal(s []byte, max int) (v, n int) {
	for n < max && n < len(s) && classes[s[n]]&classHex != 0 {
		d := int(s[n])
		if d > '9' {
			d = (d | 0x20) - 'a' + 10
		} else {
			d -= '0'
		}
		v = v*16 + d
		n++
	}
	return v, n
}

func decodeBytes(s []byte) (any, badEscape, *SyntaxError) {
	bad := badEscape{at: -1}
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); {
		if s[i] != '\\' {
			out = append(out, s[i])
			i++
			continue
		}
		at := i
		i++
		c := s[i]
		i++
		switch {
		case c == '\n':
		case simpleEscapes[c] != 0:
			out = append(out, simpleEscapes[c])
		case c >= '0' && c <= '7':
			v, n := octal(s[i-1:])
			i += n - 1
			if v > 0o377 && bad.at < 0 {
				bad = badEscape{at, true, string(s[at+1 : i])}
			}
			out = append(out, byte(v))
		case c == 'x':
			v, n := hexadecimal(s[i:], 2)
			if n < 2 {
				return nil, bad, &SyntaxError{Kind: "SyntaxError", Msg: fmt.Sprintf(`(value error) invalid \x escape at position %d`, at)}
			}
			i += 2
			out = append(out, byte(v))
		default:
			if bad.at < 0 {
				bad = badEscape{at, false, string(c)}
			}
			out = append(out, '\\', c)
		}
	}
	return Bytes(out), bad, nil
}

// decodeText returns the value of the text of a string literal, or of a part
// of one, in WTF-8.
func decodeText(s []byte, raw bool) (any, badEscape, *SyntaxError) {
	bad := badEscape{at: -1}
	if raw || strings.IndexByte(string(s), '\\') < 0 {
		return string(s), bad, nil
	}
	d := textDecoder{src: s, out: make([]byte, 0, len(s)), bad: bad}
	for d.pos < len(s) {
		if s[d.pos] != '\\' {
			j := d.pos + 1
			for j < len(s) && s[j] != '\\' {
				j++
			}
			d.out = append(d.out, s[d.pos:j]...)
			d.pos = j
			continue
		}
		if fail := d.escape(); fail != nil {
			return nil, d.bad, fail
		}
	}
	return string(d.out), d.bad, nil
}

type textDecoder struct {
	src []byte
	pos int
	out []byte
	bad badEscape
}

// escape decodes the escape sequence at pos.
func (d *textDecoder) escape() *SyntaxError {
	at := d.pos
	d.pos++
	if d.pos == len(d.src) {
		d.out = append(d.out, '\\') // before a field of an f-string
		return nil
	}
	c := d.src[d.pos]
	d.pos++
	switch {
	case c == '\n':
	case simpleEscapes[c] != 0:
		d.out = append(d.out, simpleEscapes[c])
	case c >= '0' && c <= '7':
		v, n := octal(d.src[d.pos-1:])
		d.pos += n - 1
		if v > 0o377 && d.bad.at < 0 {
			d.bad = badEscape{at, true, string(d.src[at+1 : d.pos])}
		}
		d.out = appendWTF8(d.out, rune(v))
	case c == 'x':
		return d.hex(at, 2, `truncated \xXX escape`)
	case c == 'u':
		return d.hex(at, 4, `truncated \uXXXX escape`)
	case c == 'U':
		return d.hex(at, 8, `truncated \UXXXXXXXX escape`)
	case c == 'N':
		return d.named(at)
	default:
		r, n := utf8.DecodeRune(d.src[d.pos-1:])
		d.pos += n - 1
		if d.bad.at < 0 && r < utf8.RuneSelf {
			d.bad = badEscape{at, false, string(r)}
		}
		d.out = append(d.out, d.src[at:d.pos]...)
	}
	return nil
}

func (d *textDecoder) hex(at, digits int, what string) *SyntaxError {
	v, n := hexadecimal(d.src[d.pos:], digits)
	d.pos += n
	if n < digits {
		return d.fail(at, d.pos-1, what)
	}
	if v > utf8.MaxRune {
		return d.fail(at, d.pos-1, "illegal Unicode character")
	}
	d.out = appendWTF8(d.out, rune(v))
	return nil
}

func (d *textDecoder) named(at int) *SyntaxError {
	const malformed = `malformed \N character escape`
	if d.pos >= len(d.src) || d.src[d.pos] != '{' {
		return d.fail(at, d.pos-1, malformed)
	}
	start := d.pos + 1
	end := start
	for end < len(d.src) && d.src[end] != '}' {
		end++
	}
	switch {
	case end == len(d.src):
		return d.fail(at, end-1, malformed)
	case end == start:
		return d.fail(at, start-1, malformed)
	}
	r, ok := LookupName(string(d.src[start:end]))
	if !ok {
		return d.fail(at, end, "unknown Unicode character name")
	}
	d.pos = end + 1
	d.out = appendWTF8(d.out, r)
	return nil
}

// fail makes the error of CPython's codec, which counts positions in a copy
// of the text where every character outside ASCII is a ten-byte escape.
func (d *textDecoder) fail(from, to int, reason string) *SyntaxError {
	offset := func(i int) int {
		n := 0
		for j := 0; j < i; {
			if d.src[j] < utf8.RuneSelf {
				n++
				j++
				continue
			}
			_, size := utf8.DecodeRune(d.src[j:])
			n += 10
			j += size
		}
		return n
	}
	a, b := offset(from), offset(to)
	where := fmt.Sprintf("bytes in position %d-%d", a, b)
	if a == b {
		where = fmt.Sprintf("byte 0x%02x in position %d", d.src[from], a)
	}
	return &SyntaxError{
		Kind: "SyntaxError",
		Msg:  fmt.Sprintf("(unicode error) 'unicodeescape' codec can't decode %s: %s", where, reason),
	}
}

// appendWTF8 is utf8.AppendRune for surrogates too.
func appendWTF8(b []byte, r rune) []byte {
	if r >= 0xD800 && r < 0xE000 {
		return append(b, 0xE0|byte(r>>12), 0x80|byte(r>>6)&0x3F|0x80, 0x80|byte(r)&0x3F)
	}
	return utf8.AppendRune(b, r)
}
