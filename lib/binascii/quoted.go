package binascii

import . "gorgon/vm/object"

// maxLine is the length of a line of quoted-printable text, the newline
// included.
const maxLine = 76

const upperHex = "0123456789ABCDEF"

func a2bQP(t *Thread, a []Value) Value {
	header, ok := flag(t, a[1], false)
	if !ok {
		return Null
	}
	b, ok := text(t, a[0])
	if !ok {
		return Null
	}
	return NewBytes(t, decodeQP(b, header))
}

func decodeQP(b []byte, header bool) []byte {
	data := make([]byte, 0, len(b))
	for i := 0; i < len(b); {
		c := b[i]
		i++
		switch {
		case c == '_' && header:
			data = append(data, ' ')
		case c != '=':
			data = append(data, c)
		case i == len(b):
		case b[i] == '\n' || b[i] == '\r': // a line goes on
			for i < len(b) && b[i] != '\n' {
				i++
			}
			i++
		case b[i] == '=':
			data = append(data, '=')
			i++
		case i+1 < len(b) && HexDigit(b[i]) >= 0 && HexDigit(b[i+1]) >= 0:
			data = append(data, byte(HexDigit(b[i])<<4|HexDigit(b[i+1])))
			i += 2
		default:
			data = append(data, '=')
		}
	}
	return data
}

func b2aQP(t *Thread, a []Value) Value {
	var e quoter
	ok := true
	for i, field := range []*bool{&e.tabs, &e.text, &e.header} {
		if *field, ok = flag(t, a[i+1], i == 1); !ok {
			return Null
		}
	}
	b, ok := BufferBytes(t, a[0])
	if !ok {
		return Null
	}
	return NewBytes(t, e.encode(b))
}

// quoter encodes quoted-printable text: tabs and blanks too, with the line ends
// kept as in a text, with underscores for blanks as in a header.
type quoter struct {
	tabs, text, header bool
	newline            string // as the first one is
	out                []byte
	line               int // length of the line so far
}

func (e *quoter) encode(b []byte) []byte {
	e.newline = "\n"
	for i, c := range b {
		if c == '\n' {
			if i > 0 && b[i-1] == '\r' {
				e.newline = "\r\n"
			}
			break
		}
	}
	for i := 0; i < len(b); i++ {
		c := b[i]
		next := byte('\n') // the end is like that of a line
		last := i+1 == len(b)
		if !last {
			next = b[i+1]
		}
		switch {
		case e.quotes(c, next, last):
			if e.line+3 >= maxLine {
				e.breakLine()
			}
			e.out = append(e.out, '=', upperHex[c>>4], upperHex[c&15])
			e.line += 3
		case e.text && (c == '\n' || c == '\r' && !last && next == '\n'):
			e.endLine()
			if c == '\r' {
				i++
			}
		default:
			if !last && next != '\n' && e.line+1 >= maxLine {
				e.breakLine()
			}
			e.line++
			if e.header && c == ' ' {
				c = '_'
			}
			e.out = append(e.out, c)
		}
	}
	return e.out
}

// quotes says whether a byte needs quoting where it stands.
func (e *quoter) quotes(c, next byte, last bool) bool {
	blank := c == ' ' || c == '\t'
	newline := c == '\r' || c == '\n'
	switch {
	case c > 126, c == '=', c == '_' && e.header, newline && !e.text, blank && last:
		return true
	case c == '.' && e.line == 0:
		return next == '\n' || next == '\r' || next == 0
	}
	return c < 33 && !newline && (e.tabs || !blank)
}

// breakLine ends a line that goes on.
func (e *quoter) breakLine() {
	e.out = append(append(e.out, '='), e.newline...)
	e.line = 0
}

// endLine ends a line of the text; a blank before its end is quoted.
func (e *quoter) endLine() {
	if n := len(e.out); n > 0 && (e.out[n-1] == ' ' || e.out[n-1] == '\t') {
		c := e.out[n-1]
		e.out = append(e.out[:n-1], '=', upperHex[c>>4], upperHex[c&15])
	}
	e.out = append(e.out, e.newline...)
	e.line = 0
}
