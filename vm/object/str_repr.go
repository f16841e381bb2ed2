package object

import "strings"

const hexDigits = "0123456789abcdef"

// StrRepr is repr of a str with the text s.
func StrRepr(s string) string { return bytesAsText(appendStrRepr(nil, s, false)) }

// quoteFor is the quote that repr uses: double quotes only to save escapes.
func quoteFor(s string) byte {
	if strings.IndexByte(s, '\'') >= 0 && strings.IndexByte(s, '"') < 0 {
		return '"'
	}
	return '\''
}

// appendStrRepr appends repr(s), or ascii(s).
func appendStrRepr(b []byte, s string, ascii bool) []byte {
	q := quoteFor(s)
	if b == nil {
		b = make([]byte, 0, len(s)+2)
	}
	b = append(b, q)
	for i := 0; i < len(s); {
		c := s[i]
		if c >= ' ' && c < 0x7f && c != q && c != '\\' {
			b = append(b, c)
			i++
			continue
		}
		r, n := runeAt(s, i)
		switch {
		case r < 0x80:
			b = appendEscape(b, byte(r), q)
		case !ascii && runeFlags(r)&uniPrintable != 0:
			b = append(b, s[i:i+n]...)
		default:
			b = appendRuneEscape(b, r)
		}
		i += n
	}
	return append(b, q)
}

// appendEscape appends an ASCII character that repr escapes if it must.
func appendEscape(b []byte, c, quote byte) []byte {
	switch {
	case c == quote || c == '\\':
		return append(b, '\\', c)
	case c == '\t':
		return append(b, '\\', 't')
	case c == '\n':
		return append(b, '\\', 'n')
	case c == '\r':
		return append(b, '\\', 'r')
	case c < ' ' || c >= 0x7f:
		return append(b, '\\', 'x', hexDigits[c>>4], hexDigits[c&15])
	}
	return append(b, c)
}

// appendRuneEscape appends \xXX, \uXXXX or \UXXXXXXXX.
func appendRuneEscape(b []byte, r rune) []byte {
	digits := 8
	switch {
	case r < 0x100:
		b, digits = append(b, '\\', 'x'), 2
	case r < 0x10000:
		b, digits = append(b, '\\', 'u'), 4
	default:
		b = append(b, '\\', 'U')
	}
	return appendHex(b, r, digits)
}

func appendHex(b []byte, r rune, digits int) []byte {
	for shift := 4 * (digits - 1); shift >= 0; shift -= 4 {
		b = append(b, hexDigits[r>>shift&15])
	}
	return b
}

// BytesRepr is repr of bytes, with the b.
func BytesRepr(s []byte) string { return bytesAsText(appendBytesRepr(nil, s)) }

func appendBytesRepr(b, s []byte) []byte {
	q := quoteFor(bytesAsText(s))
	b = append(b, 'b', q)
	for _, c := range s {
		b = appendEscape(b, c, q)
	}
	return append(b, q)
}
